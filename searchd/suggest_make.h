/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/suggest_make.h - a table of suggestions while it is collected: for
 * suggest_make.c, which collects, and suggest_pack.c, which makes the table. */
#ifndef SP_SUGGEST_MAKE_H
#define SP_SUGGEST_MAKE_H

#include "searchd/suggest_parts.h"

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

#endif
