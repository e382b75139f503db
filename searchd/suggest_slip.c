/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vocabulary is sorted, so it is walked as a tree: along what was typed,
 * and at each letter once beside it. */
#include "searchd/suggest_parts.h"

struct walk {
  const struct sp_suggest *suggest;
  struct sp_str typed;
  struct sp_suggest_slips *out;
};

static bool
is_letter(unsigned char c)
{
  return c >= 'a' && c <= 'z';
}

static bool
may_slip(struct sp_str word)
{
  for (size_t i = 0; i < word.len; i++)
    if (!is_letter((unsigned char)word.ptr[i]))
      return false;
  return word.len >= SP_SUGGEST_SLIP_LETTERS && word.len < SP_SUGGEST_WORD_MAX;
}

static void
add(struct sp_suggest_slips *out, struct sp_suggest_range range)
{
  for (size_t i = 0; i < out->count; i++)
    if (out->range[i].low <= range.low && range.high <= out->range[i].high)
      return;
  if (out->count < SP_SUGGEST_SLIPS_MAX)
    out->range[out->count++] = range;
}

/* The words of the range that go on with what was typed from byte `from`. */
static void
follow(const struct walk *walk, struct sp_suggest_range range, size_t depth,
       size_t from)
{
  for (; from < walk->typed.len && range.low < range.high; from++, depth++)
    range = sp_suggest_narrow(walk->suggest, range, depth,
                              (unsigned char)walk->typed.ptr[from]);
  if (range.low < range.high)
    add(walk->out, range);
}

/* Letters `at` and the next changed places. */
static void
swapped(const struct walk *walk, struct sp_suggest_range range, size_t at)
{
  const char *typed = walk->typed.ptr;

  if (at + 1 >= walk->typed.len || typed[at] == typed[at + 1])
    return;
  range =
      sp_suggest_narrow(walk->suggest, range, at, (unsigned char)typed[at + 1]);
  if (range.low < range.high)
    range = sp_suggest_narrow(walk->suggest, range, at + 1,
                              (unsigned char)typed[at]);
  follow(walk, range, at + 2, at + 2);
}

/* Another letter stands where `at` is, or before it. */
static void
other_letters(const struct walk *walk, struct sp_suggest_range range, size_t at)
{
  uint32_t next = range.low;

  while (next < range.high) {
    struct sp_str word = sp_suggest_word(walk->suggest, next);
    struct sp_suggest_range left = {next, range.high};
    unsigned char byte;

    if (word.len <= at) {
      next++;
      continue;
    }
    byte = (unsigned char)word.ptr[at];
    left = sp_suggest_narrow(walk->suggest, left, at, byte);
    next = left.high;
    if (!is_letter(byte))
      continue;
    if (byte != (unsigned char)walk->typed.ptr[at])
      follow(walk, left, at + 1, at + 1);
    follow(walk, left, at + 1, at);
  }
}

void
sp_suggest_slip(const struct sp_suggest *suggest, struct sp_str typed,
                struct sp_suggest_slips *out)
{
  struct walk walk = {suggest, typed, out};
  struct sp_suggest_range range;

  out->count = 0;
  if (!may_slip(typed))
    return;
  range = sp_suggest_range(suggest, sp_str_sub(typed, 0, 1));
  for (size_t at = 1; at < typed.len && range.low < range.high; at++) {
    follow(&walk, range, at, at + 1); /* a letter too many */
    swapped(&walk, range, at);
    other_letters(&walk, range, at);
    range = sp_suggest_narrow(suggest, range, at, (unsigned char)typed.ptr[at]);
  }
}
