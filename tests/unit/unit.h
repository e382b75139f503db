/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/unit.h - what every unit test includes: cmocka in the order it
 * wants, and comparisons for struct sp_str. */
#ifndef SP_UNIT_H
#define SP_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/base.h"

#define assert_str(actual, expected)                                           \
  do {                                                                         \
    struct sp_str unit_actual_ = (actual);                                     \
    const char *unit_expected_ = (expected);                                   \
    if (!sp_str_is(unit_actual_, unit_expected_))                              \
      fail_msg("got \"%.*s\", expected \"%s\"", SP_FMT(unit_actual_),          \
               unit_expected_);                                                \
  } while (0)

#endif
