/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest_parts.h"

#include "searchd/site_state.h"

#define BUDGET 512 /* postings looked at for several words */

/* The words that count of what is typed, and the range of each. */
struct typed {
  struct sp_str word[SP_SUGGEST_TYPED_MAX];
  struct sp_suggest_range range[SP_SUGGEST_TYPED_MAX];
  uint64_t mark[SP_SUGGEST_TYPED_MAX];
  uint64_t marks; /* all of them: an entry must have them */
  unsigned count;
};

/* ---- the best so far ---- */

static bool
is_before(uint32_t key, uint32_t posting, uint32_t key2, uint32_t posting2)
{
  return key != key2 ? key > key2 : posting >> 2 < posting2 >> 2;
}

static bool
may_be_seen(const struct sp_suggest *suggest, uint32_t target,
            const struct sp_viewer *viewer)
{
  const struct sp_suggest_place_of *other;

  if (target < suggest->heads)
    return sp_head_live(&suggest->head[target], viewer);
  other = &suggest->other[target - suggest->heads];
  return other->from <= viewer->now && viewer->now < other->until &&
         (other->head == SP_SUGGEST_NONE ||
          sp_head_live(&suggest->head[other->head], viewer));
}

bool
sp_suggest_is_open(const struct sp_suggest_best *best, uint32_t entry)
{
  size_t last = best->count - 1;

  return best->count < best->limit ||
         is_before(best->suggest->score[entry] + SP_SUGGEST_POINTS_MAX,
                   sp_posting(entry, SP_PLACE_FIRST), best->key[last],
                   best->posting[last]);
}

/* Take out the entry at `at`. */
static void
drop(struct sp_suggest_best *best, size_t at)
{
  best->count--;
  for (size_t i = at; i < best->count; i++) {
    best->key[i] = best->key[i + 1];
    best->posting[i] = best->posting[i + 1];
  }
}

void
sp_suggest_offer(struct sp_suggest_best *best, uint32_t posting)
{
  const struct sp_suggest *suggest = best->suggest;
  uint32_t key = sp_suggest_key(suggest, posting);
  uint32_t target = suggest->target[posting >> 2];
  size_t at = best->count;

  if (at == best->limit &&
      !is_before(key, posting, best->key[at - 1], best->posting[at - 1]))
    return;
  for (size_t i = 0; i < best->count; i++)
    if (suggest->target[best->posting[i] >> 2] == target) {
      if (!is_before(key, posting, best->key[i], best->posting[i]))
        return;
      drop(best, i);
      break;
    }
  if (best->viewer != NULL && !may_be_seen(suggest, target, best->viewer))
    return;
  at = best->count < best->limit ? best->count++ : best->limit - 1;
  for (; at > 0 &&
         is_before(key, posting, best->key[at - 1], best->posting[at - 1]);
       at--) {
    best->key[at] = best->key[at - 1];
    best->posting[at] = best->posting[at - 1];
  }
  best->key[at] = key;
  best->posting[at] = posting;
}

/* ---- ranges ---- */

/* The first word of the range that has `byte` or more at this depth; a word
 * that ends there is before all. */
static uint32_t
first_from(const struct sp_suggest *suggest, struct sp_suggest_range range,
           size_t depth, unsigned byte)
{
  uint32_t low = range.low, high = range.high;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    struct sp_str word = sp_suggest_word(suggest, middle);

    if (word.len <= depth || (unsigned char)word.ptr[depth] < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

struct sp_suggest_range
sp_suggest_narrow(const struct sp_suggest *suggest,
                  struct sp_suggest_range range, size_t depth,
                  unsigned char byte)
{
  if (depth == 0) {
    range.low = suggest->first[byte];
    range.high = suggest->first[byte + 1];
    return range;
  }
  range.low = first_from(suggest, range, depth, byte);
  range.high = first_from(suggest, range, depth, byte + 1u);
  return range;
}

/* The first word of [low, high) that is not before `beginning`, or when
 * `after` not before all that begin so. */
static uint32_t
bound(const struct sp_suggest *suggest, struct sp_suggest_range range,
      struct sp_str beginning, bool after)
{
  while (range.low < range.high) {
    uint32_t middle = range.low + (range.high - range.low) / 2;
    struct sp_str word = sp_suggest_word(suggest, middle);
    int order = sp_str_cmp(sp_str_sub(word, 0, beginning.len), beginning);

    if (order < 0 || (after && order == 0))
      range.low = middle + 1;
    else
      range.high = middle;
  }
  return range.low;
}

struct sp_suggest_range
sp_suggest_range(const struct sp_suggest *suggest, struct sp_str beginning)
{
  unsigned char byte = (unsigned char)beginning.ptr[0];
  struct sp_suggest_range range = {suggest->first[byte],
                                   suggest->first[byte + 1]};

  if (beginning.len == 1 || range.low == range.high)
    return range;
  range.low = bound(suggest, range, beginning, false);
  range.high = bound(suggest, range, beginning, true);
  return range;
}

/* ---- entries of ranges ---- */

static bool
in(struct sp_suggest_range range, uint32_t word)
{
  return range.low <= word && word < range.high;
}

static const struct sp_suggest_ready *
find_ready(const struct sp_suggest *suggest, struct sp_suggest_range range)
{
  uint32_t low = 0, high = suggest->readies;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    struct sp_suggest_range at = suggest->ready[middle].range;

    if (at.low < range.low || (at.low == range.low && at.high > range.high))
      low = middle + 1;
    else
      high = middle;
  }
  return low < suggest->readies && suggest->ready[low].range.low == range.low &&
                 suggest->ready[low].range.high == range.high
             ? &suggest->ready[low]
             : NULL;
}

/* All entries with a word of this range, or the best of them. */
static void
offer_range(struct sp_suggest_best *best, struct sp_suggest_range range)
{
  const struct sp_suggest *suggest = best->suggest;
  const uint32_t *posting = suggest->posting + suggest->posting_at[range.low];
  uint32_t count = sp_suggest_postings(suggest, range);

  if (count > SP_SUGGEST_SCAN) {
    const struct sp_suggest_ready *ready = find_ready(suggest, range);

    count = ready != NULL ? ready->count : SP_SUGGEST_SCAN;
    posting = ready != NULL ? suggest->ready_posting + ready->at : posting;
    for (uint32_t i = 0; i < count && best->count < best->limit; i++)
      sp_suggest_offer(best, posting[i]);
    return;
  }
  for (uint32_t i = 0; i < count; i++)
    sp_suggest_offer(best, posting[i]);
}

/* Has the entry a word of each range?  It is then offered under the place of
 * the word that was typed first. */
static void
offer_if_all(struct sp_suggest_best *best, const struct typed *typed,
             uint32_t entry)
{
  const struct sp_suggest *suggest = best->suggest;
  const uint32_t *word;
  uint32_t count;
  enum sp_suggest_place place = SP_PLACE_COMMON;

  if ((suggest->marks[entry] & typed->marks) != typed->marks)
    return;
  word = suggest->word_of + suggest->words_at[entry];
  count = suggest->words_at[entry + 1] - suggest->words_at[entry];
  for (unsigned i = 0; i < typed->count; i++) {
    bool found = false;

    for (uint32_t j = 0; j < count && !found; j++)
      found = in(typed->range[i], word[j]);
    if (!found)
      return;
  }
  if (in(typed->range[0], word[0]))
    place = SP_PLACE_FIRST;
  for (uint32_t j = 1; j < count && place == SP_PLACE_COMMON; j++)
    if (in(typed->range[0], word[j]) &&
        !sp_suggest_is_common(sp_suggest_word(suggest, word[j])))
      place = SP_PLACE_LATER;
  sp_suggest_offer(best, sp_posting(entry, place));
}

/* Look through the postings of the range, of each word its best, as long as
 * the budget lasts. */
static void
scan(struct sp_suggest_best *best, const struct typed *typed,
     struct sp_suggest_range range, uint32_t *budget)
{
  const struct sp_suggest *suggest = best->suggest;
  uint32_t all = sp_suggest_postings(suggest, range), left = *budget;
  uint32_t share = all <= left ? all : left / (range.high - range.low) + 1;
  const struct sp_suggest_ready *ready =
      all > left ? find_ready(suggest, range) : NULL;

  for (uint32_t i = 0; ready != NULL && i < ready->count && left > 0; i++) {
    offer_if_all(best, typed, suggest->ready_posting[ready->at + i] >> 2);
    left--;
  }
  for (uint32_t word = range.low; word < range.high && left > 0; word++) {
    uint32_t at = suggest->posting_at[word];
    uint32_t end = suggest->posting_at[word + 1];

    end = end - at < share ? end : at + share;
    for (; at < end && left > 0; at++) {
      uint32_t entry = suggest->posting[at] >> 2;

      if (!sp_suggest_is_open(best, entry))
        break;
      left--;
      offer_if_all(best, typed, entry);
    }
  }
  *budget = left;
}

static void
offer_typed(struct sp_suggest_best *best, struct typed *typed, uint32_t *budget)
{
  struct sp_suggest_range rarest = typed->range[0];

  if (typed->count == 1) {
    offer_range(best, rarest);
    return;
  }
  typed->marks = 0;
  for (unsigned i = 0; i < typed->count; i++) {
    if (typed->range[i].low == typed->range[i].high)
      return;
    typed->marks |= typed->mark[i];
    if (sp_suggest_postings(best->suggest, typed->range[i]) <
        sp_suggest_postings(best->suggest, rarest))
      rarest = typed->range[i];
  }
  scan(best, typed, rarest, budget);
}

/* ---- what is typed ---- */

static bool
has(const struct typed *typed, struct sp_str word)
{
  for (unsigned i = 0; i < typed->count; i++)
    if (sp_str_eq(typed->word[i], word))
      return true;
  return false;
}

/* Small words count only when they are all there is, or the last one, which
 * may still become another. */
static void
choose(const struct sp_suggest *suggest, const struct sp_suggest_words *words,
       struct typed *typed)
{
  bool telling = false;

  typed->count = 0;
  for (unsigned i = 0; i < words->count; i++)
    telling = telling || !sp_suggest_is_common(words->word[i]);
  for (unsigned i = 0; i < words->count && typed->count < SP_SUGGEST_TYPED_MAX;
       i++) {
    struct sp_str word = words->word[i];

    if ((telling && i + 1 < words->count && sp_suggest_is_common(word)) ||
        has(typed, word))
      continue;
    typed->word[typed->count] = word;
    typed->mark[typed->count] = sp_suggest_marks(word);
    typed->range[typed->count++] = sp_suggest_range(suggest, word);
  }
}

/* One slip, in the one word that nothing begins with. */
static void
offer_slips(struct sp_suggest_best *best, struct typed *typed, uint32_t *budget)
{
  struct sp_suggest_slips slips;
  unsigned strange = 0, at = 0;

  for (unsigned i = 0; i < typed->count; i++)
    if (typed->range[i].low == typed->range[i].high) {
      at = i;
      strange++;
    }
  if (strange != 1)
    return;
  sp_suggest_slip(best->suggest, typed->word[at], &slips);
  typed->mark[at] = 0;
  for (size_t i = 0; i < slips.count; i++) {
    typed->range[at] = slips.range[i];
    offer_typed(best, typed, budget);
  }
}

size_t
sp_suggest_find(const struct sp_suggest *suggest, struct sp_arena *arena,
                struct sp_str text, const struct sp_viewer *viewer,
                size_t limit, uint32_t *out)
{
  struct sp_suggest_best best; /* its lists are not cleared: they are long */
  struct sp_suggest_words words;
  struct typed typed;
  uint32_t budget = BUDGET;

  best.suggest = suggest;
  best.viewer = viewer;
  best.count = 0;
  best.limit = limit < SP_SUGGEST_MAX ? limit : SP_SUGGEST_MAX;
  sp_suggest_fold(arena, text, &words);
  if (words.count == 0 || best.limit == 0)
    return 0;
  choose(suggest, &words, &typed);
  offer_typed(&best, &typed, &budget);
  if (best.count == 0)
    offer_slips(&best, &typed, &budget);
  for (size_t i = 0; i < best.count; i++)
    out[i] = best.posting[i] >> 2;
  return best.count;
}
