/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest_parts.h"

/* Where the lists grow; they are copied when they are whole. */
struct making {
  struct sp_suggest *suggest;
  struct sp_arena arena;
  struct sp_suggest_ready *ready;
  size_t readies, readies_cap;
  uint32_t *posting;
  size_t postings, postings_cap;
};

/* Of each word the postings come best first, but for the points of their
 * place. */
static void
keep_best(struct making *making, struct sp_suggest_range range)
{
  const struct sp_suggest *suggest = making->suggest;
  struct sp_suggest_best best = {.suggest = suggest, .limit = SP_SUGGEST_READY};
  struct sp_suggest_ready ready = {range, (uint32_t)making->postings, 0};

  for (uint32_t word = range.low; word < range.high; word++)
    for (uint32_t i = suggest->posting_at[word];
         i < suggest->posting_at[word + 1]; i++) {
      uint32_t posting = suggest->posting[i];

      if (!sp_suggest_is_open(&best, posting >> 2))
        break;
      sp_suggest_offer(&best, posting);
    }
  ready.count = (uint32_t)best.count;
  SP_PUSH(&making->arena, making->ready, making->readies, making->readies_cap,
          ready);
  for (size_t i = 0; i < best.count; i++)
    SP_PUSH(&making->arena, making->posting, making->postings,
            making->postings_cap, best.posting[i]);
}

/* The range of words with one beginning of `depth` bytes, and the ranges in it.
 * No deeper than the longest word. */
static void
visit(struct making *making, struct sp_suggest_range range, size_t depth,
      bool kept)
{
  const struct sp_suggest *suggest = making->suggest;
  uint32_t next = range.low;

  if (sp_suggest_postings(suggest, range) <= SP_SUGGEST_SCAN)
    return;
  if (!kept)
    keep_best(making, range);
  while (next < range.high) {
    struct sp_str word = sp_suggest_word(suggest, next);
    struct sp_suggest_range inner = {next, range.high};

    if (word.len <= depth) {
      next++;
      continue;
    }
    inner = sp_suggest_narrow(suggest, inner, depth,
                              (unsigned char)word.ptr[depth]);
    next = inner.high;
    visit(making, inner, depth + 1,
          inner.low == range.low && inner.high == range.high);
  }
}

void
sp_suggest_make_ready(struct sp_suggest *suggest, struct sp_arena *arena)
{
  struct making making = {.suggest = suggest};

  for (size_t byte = 0; byte < 256; byte++) {
    struct sp_suggest_range range = {suggest->first[byte],
                                     suggest->first[byte + 1]};

    visit(&making, range, 1, false);
  }
  suggest->readies = (uint32_t)making.readies;
  suggest->ready =
      sp_arena_array(arena, struct sp_suggest_ready, making.readies);
  suggest->ready_posting = sp_arena_array(arena, uint32_t, making.postings);
  if (making.readies > 0) {
    memcpy(suggest->ready, making.ready,
           sizeof(*making.ready) * making.readies);
    memcpy(suggest->ready_posting, making.posting,
           sizeof(*making.posting) * making.postings);
  }
  suggest->bytes += sizeof(*making.ready) * making.readies +
                    sizeof(*making.posting) * making.postings;
  sp_arena_release(&making.arena);
}
