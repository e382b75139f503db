/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/suggest_make.h - a table of suggestions while it is collected: for
 * suggest_make.c and suggest_queries.c, which collect, suggest_entries.c, which
 * keeps, and suggest_pack.c, which makes the table. */
#ifndef SP_SUGGEST_MAKE_H
#define SP_SUGGEST_MAKE_H

#include "searchd/suggest_parts.h"

#define SP_SUGGEST_POOL_MAX ((size_t)1 << 31) /* bytes of texts, of letters */

/* An entry before it has its number. */
struct sp_suggest_raw {
  uint32_t target, shown; /* as in the table */
  uint32_t order;         /* among those of one score: the head's */
  uint32_t word_at;       /* in word, as they were met */
  uint8_t words, score;
};

struct sp_suggest_maker {
  const struct sp_suggest_source *source;
  struct sp_arena arena;
  struct sp_arena scratch; /* of one text */
  uint32_t *by_id;         /* heads, sorted by id */
  bool *pinned;            /* heads */
  struct sp_suggest_raw *raw;
  size_t raws, raws_cap;
  uint32_t *word; /* of all entries, after one another; numbers as met */
  size_t words, words_cap;
  struct sp_suggest_place_of *other;
  size_t others, others_cap;
  struct sp_buf texts;
  /* The vocabulary as it was met, and a hash table of it. */
  struct sp_buf letters;
  uint32_t *letters_at; /* where each begins; its end is the next one's */
  size_t letters_count, letters_cap;
  uint32_t *slot; /* number + 1, 0: free */
  size_t slots;   /* a power of two */
};

/* A word of the vocabulary as it was met. */
static inline struct sp_str
sp_suggest_met(const struct sp_suggest_maker *maker, uint32_t number)
{
  size_t at = maker->letters_at[number];
  size_t end = number + 1 < maker->letters_count ? maker->letters_at[number + 1]
                                                 : maker->letters.len;

  return sp_str_n(maker->letters.ptr + at, end - at);
}

/* ---- suggest_entries.c ---- */

/* An entry that is found by the words of `text`; its words are filled in.  A
 * text without a word, or one too many, adds nothing. */
void sp_suggest_add(struct sp_suggest_maker *maker, struct sp_suggest_raw raw,
                    struct sp_str text);
/* Write a record of the table's texts; where it is, SP_SUGGEST_NONE when it is
 * too long. */
uint32_t sp_suggest_record(struct sp_suggest_maker *maker, struct sp_str text,
                           struct sp_str url);
/* A target that is no page as a whole. */
uint32_t sp_suggest_add_other(struct sp_suggest_maker *maker,
                              struct sp_suggest_place_of other);
/* The points less what the text's length takes. */
uint32_t sp_suggest_worth(uint32_t points, struct sp_str text);
size_t sp_suggest_hash(struct sp_str word);

/* ---- suggest_make.c ---- */

bool sp_suggest_is_wanted(const struct sp_page_head *head);
/* The head with this id, SP_SUGGEST_NONE: none. */
uint32_t sp_suggest_find_head(const struct sp_suggest_maker *maker,
                              struct sp_str id);

/* ---- suggest_queries.c ---- */

void sp_suggest_add_glossary(struct sp_suggest_maker *maker,
                             const struct sp_glossary_entry *entry);
/* Of all pins. */
void sp_suggest_add_queries(struct sp_suggest_maker *maker);

#endif
