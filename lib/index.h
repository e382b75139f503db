/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index.h - the only door to Xapian.
 *
 * No C++ type, no exception and no lazy iterator passes it: results are
 * finished copies in the caller's arena, so a loop over them cannot fail.  A
 * handle is used by one thread at a time.
 *
 * An index lies in DIR/current, a relative link to DIR/gen-N. */
#ifndef SP_INDEX_H
#define SP_INDEX_H

#include "lib/arena.h"
#include "lib/error.h"
#include "lib/page.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- reading ---- */

struct sp_reader;

/* Which state of the index a reader sees; a reply made from it is good as
 * long as this stays the same. */
struct sp_revision {
  uint64_t generation; /* N of gen-N */
  uint64_t revision;   /* Xapian's */
};

/* Open DIR/current.  On success *out is the caller's, who ends it with
 * sp_reader_free(); on failure *out is NULL.
 * SP_E_NOTFOUND there is no index; SP_E_SCHEMA made by another version;
 * SP_E_CORRUPT; SP_E_IO; SP_E_NOMEM; SP_E_INTERNAL. */
SP_NODISCARD enum sp_status
sp_reader_open(const char *dir, struct sp_reader **out, struct sp_err *err);
void sp_reader_free(struct sp_reader *reader); /* NULL is fine */

/* See whether a commit or a new generation has come, and move to it.  Cheap
 * when nothing has.  On failure the reader stays where it was.
 * Codes as sp_reader_open(). */
SP_NODISCARD enum sp_status sp_reader_refresh(struct sp_reader *reader,
                                              struct sp_err *err);
struct sp_revision sp_reader_revision(const struct sp_reader *reader);

/* Who asks: filters come before anything is counted or shown. */
struct sp_viewer {
  unsigned level; /* 1 to 4; on a public index 1 */
  sp_instant now;
};

/* What searches know of words beside the index itself: its own words, the
 * synonyms and glossary of the site, its pins.  Read only once made; shared by
 * threads.  One of an older state of the index does no harm: what it knows is
 * asked of the index again. */
struct sp_lexicon;
struct sp_site;

/* Made of all that the index has, in time linear in it: off the request path.
 * On success *out is the caller's, who ends it with sp_lexicon_free(); on
 * failure *out is NULL.  Codes as sp_reader_search(). */
SP_NODISCARD enum sp_status sp_lexicon_make(struct sp_reader *reader,
                                            const struct sp_site *site,
                                            struct sp_lexicon **out,
                                            struct sp_err *err);
void sp_lexicon_free(struct sp_lexicon *lexicon); /* NULL is fine */

struct sp_search {
  struct sp_str query;               /* as typed; valid UTF-8 */
  const struct sp_lexicon *lexicon;  /* NULL: words are taken as they are */
  bool as_typed;                     /* correct no slip */
  bool explain;                      /* fill the reasons of each hit */
  struct sp_str service, type, area; /* empty: any; an area also lets through
                                        what is for no area in particular */
  struct sp_str provider, channel; /* empty: any; values as facets have them */
  size_t first, count; /* of the ranking, from 0; SP_RESULTS_MAX at most, and
                          none beyond SP_RESULTS_DEPTH_MAX */
  bool facets;
  bool no_snippets; /* hits have none, and no passage is chosen */
  struct sp_viewer viewer;
};

/* A part of a hit's score: of the query, found in one field. */
enum sp_reason_kind {
  SP_REASON_WORD,       /* as typed */
  SP_REASON_SLIP,       /* a word that a slip may have meant */
  SP_REASON_COMPLETION, /* ... that was begun */
  SP_REASON_SPLIT,      /* two words typed as one */
  SP_REASON_JOINED,     /* one word typed as two */
  SP_REASON_SYNONYM,
  SP_REASON_GLOSSARY,
  SP_REASON_PHRASE, /* in quotation marks */
  SP_REASON_PAIRS   /* words side by side, in any field */
};
enum sp_reason_field {
  SP_REASON_BODY,
  SP_REASON_HEADING,
  SP_REASON_TITLE,
  SP_REASON_ASKED,
  SP_REASON_ANYWHERE
};
struct sp_reason {
  enum sp_reason_kind kind;
  enum sp_reason_field field;
  struct sp_str typed; /* the words of the query */
  struct sp_str found; /* what was looked for instead, "; " between; empty: the
                          words themselves */
  double weight;       /* of the score; they add up to it */
};
/* A pin that put a hit where it is (site.h). */
enum sp_pinned { SP_PINNED_NOT, SP_PINNED_BEST, SP_PINNED_WORST };

struct sp_hit {
  struct sp_page_head head;
  struct sp_str anchor, heading; /* of the best section; may be empty */
  struct sp_html snippet;        /* escaped, matches in <mark> */
  double score;  /* BM25 weight; the order is by it, but that a page of results
                    has pins in their places, an answer before its contact, and
                    third the contact that the first names.
                    Texts that the viewer may not see count among those that a
                    word is rare in. */
  bool is_named; /* a contact that stands here since the first result names it;
                    it may have none of the query's words */
  enum sp_pinned pinned;
  struct sp_str pin_owner, pin_reason; /* of that pin; empty on public sites */
  struct sp_reason *reason; /* the weightiest first; only when asked for */
  size_t reasons;
};

/* What results are counted by.  The provider is a title, or "council" for the
 * council itself; a channel is "online", "phone", "email" or "in person". */
enum sp_facet_kind {
  SP_FACET_SERVICE,
  SP_FACET_TYPE,
  SP_FACET_PROVIDER,
  SP_FACET_CHANNEL,
  SP_FACET_AREA,
  SP_FACETS
};
struct sp_facet_value {
  struct sp_str value;
  size_t count; /* of pages, estimated as `estimated` below is */
};
struct sp_facet {
  struct sp_facet_value *item; /* the most frequent first */
  size_t count;
};

struct sp_results {
  struct sp_hit *hit;
  size_t count;
  uint64_t estimated;      /* pages that match */
  bool exact;              /* estimated is the number */
  bool truncated;          /* only the first words were searched */
  struct sp_str corrected; /* the query as it was understood, when a word of it
                              was no word; empty: as it was typed */
  struct sp_facet facet[SP_FACETS]; /* empty when not asked for */
};

/* Search.  Words are optional, the more the higher; a word that is not common
 * must be there if the query has any.  What stands in quotation marks must be
 * there as it is typed.  A commit meanwhile is followed and the search done
 * again, a few times.  An empty query gives no results. SP_E_QUERY not UTF-8 or
 * has a NUL; SP_E_STALE too many commits meanwhile; SP_E_CORRUPT; SP_E_NOMEM;
 * SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_reader_search(struct sp_reader *reader,
                                             const struct sp_search *search,
                                             struct sp_arena *arena,
                                             struct sp_results *out,
                                             struct sp_err *err);

/* The page with this id; *out is a finished copy in the arena.  Sections and
 * segments of other levels and those that have ended are left out; what is
 * still to come is there for sp_page_boundary(), so ask sp_section_live() and
 * sp_segment_live() before showing.
 * SP_E_NOTFOUND none, or above the viewer's level, or not live now; else as
 * sp_reader_search(). */
SP_NODISCARD enum sp_status
sp_reader_page(struct sp_reader *reader, struct sp_str id,
               const struct sp_viewer *viewer, struct sp_arena *arena,
               struct sp_page **out, struct sp_err *err);

/* Has any text of this page ended by `now`?  A reader leaves such text out, but
 * its bytes are still in the index.  *out is false when there is no such page.
 * Codes as sp_reader_search(). */
SP_NODISCARD enum sp_status sp_reader_has_ended(struct sp_reader *reader,
                                                struct sp_str id,
                                                sp_instant now, bool *out,
                                                struct sp_err *err);

struct sp_list_filter {
  struct sp_str service; /* empty: any */
  struct sp_str type;    /* empty: any */
};

/* Heads of all pages that the viewer may see, by title (case folded).
 * Codes as sp_reader_search(). */
SP_NODISCARD enum sp_status
sp_reader_list(struct sp_reader *reader, const struct sp_list_filter *filter,
               const struct sp_viewer *viewer, struct sp_arena *arena,
               struct sp_page_head **heads, size_t *count, struct sp_err *err);
/* The same with the pages whose time is still to come: for who keeps the list
 * and asks each head's time before it is shown. */
SP_NODISCARD enum sp_status sp_reader_list_coming(
    struct sp_reader *reader, const struct sp_list_filter *filter,
    const struct sp_viewer *viewer, struct sp_arena *arena,
    struct sp_page_head **heads, size_t *count, struct sp_err *err);

/* Call use() with the id and the packed hints (page.h) of each page that has
 * any.  The bytes are gone after the call; a page may come twice when commits
 * overtake the reader.  use() must leave the reader alone.  Codes as
 * sp_reader_search(). */
SP_NODISCARD enum sp_status
sp_reader_hints(struct sp_reader *reader,
                void (*use)(void *ctx, struct sp_str id, struct sp_str hints),
                void *ctx, struct sp_err *err);

/* A metadata value; empty when there is none.  Codes as sp_reader_search(). */
SP_NODISCARD enum sp_status sp_reader_meta(struct sp_reader *reader,
                                           struct sp_str key,
                                           struct sp_arena *arena,
                                           struct sp_str *value,
                                           struct sp_err *err);
struct sp_meta {
  struct sp_str key, value;
};
/* All metadata whose key starts with prefix, by key. */
SP_NODISCARD enum sp_status
sp_reader_meta_list(struct sp_reader *reader, const char *prefix,
                    struct sp_arena *arena, struct sp_meta **items,
                    size_t *count, struct sp_err *err);

/* Call use() with each metadata key that starts with prefix, without its
 * value: for lists too long for memory.  Keys longer than SP_META_KEY_MAX are
 * passed over.  A key is gone after the call; one may come twice when commits
 * overtake the reader.  use() must leave the reader alone.  Codes as
 * sp_reader_search(). */
SP_NODISCARD enum sp_status
sp_reader_meta_keys(struct sp_reader *reader, const char *prefix,
                    void (*use)(void *ctx, struct sp_str key), void *ctx,
                    struct sp_err *err);

/* Everything in the index as text, in an order that does not depend on how it
 * came to be (document numbers are left out): for tests and for an
 * administrator who wants to see what is in a public index.
 * SP_E_IO it cannot be written; SP_E_STALE commits came meanwhile (refresh and
 * begin again); SP_E_CORRUPT; SP_E_NOMEM; SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_reader_dump(struct sp_reader *reader, FILE *out,
                                           struct sp_err *err);

/* ---- writing: the indexer alone links this ---- */

struct sp_writer;

/* Open the index in folder `path` (a gen-N folder) for writing, making it when
 * `create`.  On success *out is the caller's, who ends it with
 * sp_writer_free(); on failure *out is NULL.  Nothing is seen by readers before
 * sp_writer_commit().
 * SP_E_NOTFOUND (not create); SP_E_SCHEMA; SP_E_LOCKED another writer;
 * SP_E_CORRUPT; SP_E_IO; SP_E_NOMEM; SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_writer_open(const char *path, bool create,
                                           struct sp_writer **out,
                                           struct sp_err *err);
/* Drops what was not committed.  NULL is fine. */
void sp_writer_free(struct sp_writer *writer);

/* Put a page and its sections in place of whatever has its id.
 * SP_E_DATA a text that is not UTF-8 or has a NUL, no id, a level that is not
 * 1 to 4, more than SP_DATA_MAX bytes: Xapian would refuse or spoil it at the
 * commit; nothing was put and the rest of the batch is whole.
 * SP_E_IO; SP_E_CORRUPT; SP_E_NOMEM; SP_E_INTERNAL: the whole batch is lost,
 * and the commit will say so. */
SP_NODISCARD enum sp_status sp_writer_put(struct sp_writer *writer,
                                          const struct sp_page *page,
                                          struct sp_err *err);
/* Nothing with that id is no error.  Codes as sp_writer_put(). */
SP_NODISCARD enum sp_status sp_writer_remove(struct sp_writer *writer,
                                             struct sp_str id,
                                             struct sp_err *err);
/* Copy a page and its sections as they are from another index (a last good
 * version into a new generation).  SP_E_NOTFOUND it is not there; else as
 * sp_reader_search() and sp_writer_put(). */
SP_NODISCARD enum sp_status sp_writer_copy(struct sp_writer *writer,
                                           struct sp_reader *from,
                                           struct sp_str id,
                                           struct sp_err *err);
/* Take out of a page and its sections, as they are, what has ended by `now`:
 * for a last good version, which cannot be made anew.  No page with that id, or
 * nothing to take out, is no error, and nothing to commit.
 * SP_E_CORRUPT the page's data make no sense; SP_E_IO; SP_E_NOMEM;
 * SP_E_INTERNAL: the whole batch is lost, and the commit will say so. */
SP_NODISCARD enum sp_status sp_writer_drop_ended(struct sp_writer *writer,
                                                 struct sp_str id,
                                                 sp_instant now,
                                                 struct sp_err *err);
/* An empty value removes the key.  A key may be of any length.  SP_E_DATA it is
 * empty or has a NUL; else as sp_writer_put(). */
SP_NODISCARD enum sp_status sp_writer_set_meta(struct sp_writer *writer,
                                               struct sp_str key,
                                               struct sp_str value,
                                               struct sp_err *err);
/* All since the open or the last commit becomes visible and durable at once:
 * the transaction, then fsync of the folder.  After a failure nothing of it
 * is visible and everything must be put again; if the writer then only gives
 * the same code, end it and open another.  Nothing to commit is no error and
 * touches no file.  SP_E_IO a full disk, or an fsync that failed (then it is
 * visible but may not last); SP_E_CORRUPT; SP_E_NOMEM;
 * SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_writer_commit(struct sp_writer *writer,
                                             struct sp_err *err);

#ifdef __cplusplus
}
#endif
#endif
