/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/clock.h - instants as local time, for tests that ask by the
 * clock. */
#ifndef SP_TEST_CLOCK_H
#define SP_TEST_CLOCK_H

#include "tests/unit/unit.h"

#include "lib/diag.h"
#include "lib/when.h"

/* `2026-04-01 09:30`, local; or RFC 3339. */
static inline sp_instant
clock_at(const char *text)
{
  sp_instant at;

  if (!sp_instant_parse(sp_str(text), &at))
    fail_msg("\"%s\" is no instant", text);
  return at;
}

/* The same instant, told in UTC when it is not. */
#define assert_instant(actual, expected)                                       \
  do {                                                                         \
    struct sp_arena clock_arena_ = {0};                                        \
    sp_instant clock_actual_ = (actual);                                       \
    const char *clock_expected_ = (expected);                                  \
    if (clock_actual_ != clock_at(clock_expected_))                            \
      fail_msg("got %s, expected %s",                                          \
               sp_arena_cstr(&clock_arena_,                                    \
                             sp_when_rfc3339(&clock_arena_, clock_actual_)),   \
               clock_expected_);                                               \
    sp_arena_release(&clock_arena_);                                           \
  } while (0)

/* The i-th diagnostic is E25 of this line and has these words. */
static inline void
assert_refused(const struct sp_diags *diags, size_t i, unsigned line,
               const char *words)
{
  if (i >= diags->count)
    fail_msg("no diagnostic %zu, with \"%s\"", i, words);
  assert_string_equal(diags->item[i].code, "E25");
  if (!sp_str_has(diags->item[i].text, words))
    fail_msg("\"%.*s\" lacks \"%s\"", SP_FMT(diags->item[i].text), words);
  assert_int_equal(diags->item[i].line, line);
}

#endif
