/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/suggest_make.h"

#include <stdlib.h>

/* What is known while a maker's lists become a table. */
struct packing {
  struct sp_suggest_maker *maker;
  struct sp_suggest *suggest;
  struct sp_arena *arena;
  uint32_t *ranked; /* raw entries, best first */
  uint32_t *sorted; /* words as met, in order of their bytes */
  uint32_t *number; /* of a word as met: its number in the table */
  bool *common;     /* words of the table */
};

static void *
take(struct packing *packing, size_t size, size_t count)
{
  packing->suggest->bytes += size * count;
  return sp_arena_alloc_n(packing->arena, size, count);
}

static int
compare_words(const void *a, const void *b, void *ctx)
{
  return sp_str_cmp(sp_suggest_met(ctx, *(const uint32_t *)a),
                    sp_suggest_met(ctx, *(const uint32_t *)b));
}

static int
compare_raws(const void *a, const void *b, void *ctx)
{
  const struct sp_suggest_raw *raw = ctx;
  uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
  const struct sp_suggest_raw *x = &raw[i], *y = &raw[j];

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return i < j ? -1 : i > j;
}

static uint32_t *
numbers_up_to(struct sp_arena *arena, size_t count)
{
  uint32_t *list = sp_arena_array(arena, uint32_t, count);

  for (uint32_t i = 0; i < count; i++)
    list[i] = i;
  return list;
}

/* The vocabulary, sorted, and where each first byte begins. */
static void
pack_words(struct packing *packing)
{
  struct sp_suggest_maker *maker = packing->maker;
  struct sp_suggest *to = packing->suggest;
  size_t count = maker->letters_count, at = 0;

  packing->sorted = numbers_up_to(&maker->arena, count);
  packing->number = sp_arena_array(&maker->arena, uint32_t, count);
  packing->common = sp_arena_array(&maker->arena, bool, count);
  if (count > 0)
    qsort_r(packing->sorted, count, sizeof(*packing->sorted), compare_words,
            maker);
  to->words = (uint32_t)count;
  to->letters = take(packing, 1, maker->letters.len);
  to->letters_at = take(packing, sizeof(uint32_t), count + 1);
  for (uint32_t i = 0; i < count; i++) {
    struct sp_str word = sp_suggest_met(maker, packing->sorted[i]);

    to->letters_at[i] = (uint32_t)at;
    memcpy(to->letters + at, word.ptr, word.len);
    at += word.len;
    packing->number[packing->sorted[i]] = i;
    packing->common[i] = sp_suggest_is_common(word);
    to->first[(unsigned char)word.ptr[0] + 1] = i + 1;
  }
  to->letters_at[count] = (uint32_t)at;
  for (size_t byte = 1; byte <= 256; byte++)
    if (to->first[byte] < to->first[byte - 1])
      to->first[byte] = to->first[byte - 1];
}

static bool
has(const uint32_t *list, uint32_t count, uint32_t number)
{
  for (uint32_t i = 0; i < count; i++)
    if (list[i] == number)
      return true;
  return false;
}

/* Entries by rank, each with its words; counts the postings of each word. */
static void
pack_entries(struct packing *packing)
{
  struct sp_suggest_maker *maker = packing->maker;
  struct sp_suggest *to = packing->suggest;
  uint32_t at = 0;

  to->entries = (uint32_t)maker->raws;
  packing->ranked = numbers_up_to(&maker->arena, maker->raws);
  if (maker->raws > 0)
    qsort_r(packing->ranked, maker->raws, sizeof(*packing->ranked),
            compare_raws, maker->raw);
  to->target = take(packing, sizeof(uint32_t), to->entries);
  to->shown = take(packing, sizeof(uint32_t), to->entries);
  to->score = take(packing, 1, to->entries);
  to->words_at = take(packing, sizeof(uint32_t), (size_t)to->entries + 1);
  to->word_of = take(packing, sizeof(uint32_t), maker->words);
  to->marks = take(packing, sizeof(uint64_t), to->entries);
  to->posting_at = take(packing, sizeof(uint32_t), (size_t)to->words + 1);
  for (uint32_t i = 0; i < to->entries; i++) {
    const struct sp_suggest_raw *raw = &maker->raw[packing->ranked[i]];

    to->target[i] = raw->target;
    to->shown[i] = raw->shown;
    to->score[i] = raw->score;
    to->words_at[i] = at;
    for (uint32_t j = 0; j < raw->words; j++) {
      uint32_t word = packing->number[maker->word[raw->word_at + j]];

      if (has(to->word_of + to->words_at[i], at - to->words_at[i], word))
        continue;
      to->word_of[at++] = word;
      to->marks[i] |= sp_suggest_marks(sp_suggest_word(to, word));
      to->posting_at[word + 1]++;
    }
  }
  to->words_at[to->entries] = at;
}

/* Entries come by rank, and so do the postings of each word. */
static void
pack_postings(struct packing *packing)
{
  struct sp_suggest *to = packing->suggest;
  uint32_t *next = sp_arena_array(&packing->maker->arena, uint32_t, to->words);

  for (uint32_t i = 0; i < to->words; i++) {
    to->posting_at[i + 1] += to->posting_at[i];
    next[i] = to->posting_at[i];
  }
  to->posting = take(packing, sizeof(uint32_t), to->posting_at[to->words]);
  for (uint32_t i = 0; i < to->entries; i++)
    for (uint32_t j = to->words_at[i]; j < to->words_at[i + 1]; j++) {
      uint32_t word = to->word_of[j];
      enum sp_suggest_place place = j == to->words_at[i]    ? SP_PLACE_FIRST
                                    : packing->common[word] ? SP_PLACE_COMMON
                                                            : SP_PLACE_LATER;

      to->posting[next[word]++] = sp_posting(i, place);
    }
}

static void
pack_targets(struct packing *packing)
{
  struct sp_suggest_maker *maker = packing->maker;
  struct sp_suggest *to = packing->suggest;

  to->head = maker->source->head;
  to->heads = maker->source->heads;
  to->others = (uint32_t)maker->others;
  to->other = take(packing, sizeof(*to->other), maker->others);
  if (maker->others > 0)
    memcpy(to->other, maker->other, sizeof(*to->other) * maker->others);
  to->texts_len = (uint32_t)maker->texts.len;
  to->texts = take(packing, 1, maker->texts.len);
  if (maker->texts.len > 0)
    memcpy(to->texts, maker->texts.ptr, maker->texts.len);
}

const struct sp_suggest *
sp_suggest_end(struct sp_suggest_maker *maker, struct sp_arena *arena)
{
  struct sp_suggest *suggest = sp_arena_new(arena, struct sp_suggest);
  struct packing packing = {.maker = maker, .suggest = suggest, .arena = arena};

  suggest->bytes = sizeof(*suggest);
  pack_targets(&packing);
  pack_words(&packing);
  pack_entries(&packing);
  pack_postings(&packing);
  sp_suggest_drop(maker);
  sp_suggest_make_ready(suggest, arena);
  return suggest;
}

size_t
sp_suggest_bytes(const struct sp_suggest *suggest)
{
  return suggest->bytes;
}
