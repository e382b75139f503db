/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/suggest.h - what a visitor may mean, from the first letter on.
 *
 * Pages, questions of FAQ pages, customers' own words, the glossary and popular
 * queries stand in one packed table in memory, so that a key press costs a few
 * binary searches and no query.  Every word typed must begin a word of the
 * entry, in any order; case, accents and apostrophes do not count.  Small words
 * (the, for, my) that were typed before the last one need not be there.
 *
 * What comes first does not depend on how much of a word is typed: tasks, then
 * questions, contacts and notices; what has a pin before what has none, the
 * short before the long, and what begins with the word before what has it
 * later.  So the list only loses lines as a word is typed on, and those below
 * move up.
 *
 * When nothing begins with one of the words typed, one slip is forgiven in it,
 * if it has at least four letters, all of them a to z: a letter too many, too
 * few, wrong, or two that changed places; never the first letter. */
#ifndef SP_SUGGEST_H
#define SP_SUGGEST_H

#include "lib/index.h"
#include "lib/site.h"

#define SP_SUGGEST_MAX 100        /* results */
#define SP_SUGGEST_TYPED_MAX 8    /* words; what is typed beyond is not read */
#define SP_SUGGEST_SLIP_LETTERS 4 /* a shorter word has no slip */
#define SP_SUGGEST_TEXT_MAX 500   /* bytes; longer questions are left out */
#define SP_SUGGEST_PHRASES_MAX 64 /* of one page */
#define SP_SUGGEST_QUESTIONS_MAX 256

struct sp_suggest; /* read only once made */

/* What a table is made of.  Of pages above level 1 nothing is taken, nor the
 * queries that lead to them: nobody's typing brings them up. */
struct sp_suggest_source {
  const struct sp_page_head *head; /* by title; they outlive the table */
  size_t heads;
  const struct sp_glossary_entry *entry; /* of the site's own audience */
  size_t entries;
  const struct sp_pin *pin; /* their queries are the popular ones */
  size_t pins;
  sp_instant made; /* pages that begin later come last */
};

/* Making one.  Memory of its own until it is done. */
struct sp_suggest_maker;

/* Takes everything of the source; it and the heads outlive the maker. */
struct sp_suggest_maker *
sp_suggest_begin(const struct sp_suggest_source *source);
/* The hints (lib/page.h) of the page with this id; none with that id, or
 * damaged bytes, add nothing. */
void sp_suggest_hints(struct sp_suggest_maker *maker, struct sp_str id,
                      struct sp_str hints);
/* The table, which lives in the arena.  Ends the maker.  Never NULL. */
const struct sp_suggest *sp_suggest_end(struct sp_suggest_maker *maker,
                                        struct sp_arena *arena);
/* Ends the maker without a table.  NULL is fine. */
void sp_suggest_drop(struct sp_suggest_maker *maker);

/* The table of a reader's index: begin, hints of all pages, end.  Codes as
 * sp_reader_search(). */
SP_NODISCARD enum sp_status
sp_suggest_read(struct sp_reader *reader,
                const struct sp_suggest_source *source, struct sp_arena *arena,
                const struct sp_suggest **out, struct sp_err *err);

/* At most `limit` (and SP_SUGGEST_MAX) entries for what is `typed`, best first,
 * each address once; only what the viewer may see now.  out has room for limit.
 * The arena is for what is in between and not used for ASCII.  Returns their
 * number. */
size_t sp_suggest_find(const struct sp_suggest *suggest, struct sp_arena *arena,
                       struct sp_str typed, const struct sp_viewer *viewer,
                       size_t limit, uint32_t *out);

/* {"text","url","id"} of an entry that was found; id is the document's, empty
 * where there is none. */
void sp_suggest_put(const struct sp_suggest *suggest, uint32_t entry,
                    struct sp_arena *arena, struct sp_buf *out);
/* The text as a JSON string, quotes and all.  It is valid UTF-8. */
void sp_suggest_quote(struct sp_buf *out, struct sp_str text);

/* Bytes of the table, without the heads: for measuring. */
size_t sp_suggest_bytes(const struct sp_suggest *suggest);

#endif
