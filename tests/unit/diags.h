/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/diags.h - for tests of what reads a file: an arena and the
 * messages that are collected. */
#ifndef SP_UNIT_DIAGS_H
#define SP_UNIT_DIAGS_H

#include "tests/unit/unit.h"

#include <stdlib.h>

#include "lib/diag.h"

/* Define setup() and teardown() of a `struct fixture` with `arena` and
 * `diags`; setup fails unless `ready` holds, such as sp_when_zone(). */
#define DIAGS_SETUP DIAGS_SETUP_WHEN(true)
#define DIAGS_SETUP_WHEN(ready)                                                \
  static int setup(void **state)                                               \
  {                                                                            \
    struct fixture *f = calloc(1, sizeof(*f));                                 \
                                                                               \
    if (!f)                                                                    \
      return -1;                                                               \
    f->diags.arena = &f->arena;                                                \
    *state = f;                                                                \
    return (ready) ? 0 : -1;                                                   \
  }                                                                            \
                                                                               \
  static int teardown(void **state)                                            \
  {                                                                            \
    struct fixture *f = *state;                                                \
                                                                               \
    sp_arena_release(&f->arena);                                               \
    free(f);                                                                   \
    return 0;                                                                  \
  }
#define DIAGS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static inline void
diags_forget(struct sp_diags *diags)
{
  diags->count = diags->errors = 0;
}

/* The first message is E25 at this line, and has these words in it. */
static inline void
diags_first(const struct sp_diags *diags, unsigned line, const char *words)
{
  assert_true(diags->errors > 0);
  assert_string_equal(diags->item[0].code, "E25");
  assert_int_equal(diags->item[0].line, line);
  if (!sp_str_has(diags->item[0].text, words))
    fail_msg("\"%.*s\" lacks \"%s\"", SP_FMT(diags->item[0].text), words);
}

/* The only message; forgotten then. */
static inline void
diags_only(struct sp_diags *diags, unsigned line, const char *words)
{
  if (diags->count != 1)
    sp_diags_print(diags, stderr);
  assert_int_equal(diags->count, 1);
  diags_first(diags, line, words);
  diags_forget(diags);
}

static inline void
diags_none(const struct sp_diags *diags)
{
  sp_diags_print(diags, stderr);
  assert_int_equal(diags->count, 0);
}

#endif
