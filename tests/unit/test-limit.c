/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <stdio.h>

#include "searchd/limit.h"

static int
set_up(void **state)
{
  *state = sp_limit_new();
  return *state != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
  sp_limit_free(*state);
  return 0;
}

static void
ten_a_minute_pass_and_the_eleventh_waits(void **state)
{
  struct sp_str visitor = SP_STR("a");

  for (int i = 0; i < SP_LIMIT_TIMES; i++)
    assert_int_equal(sp_limit_take(*state, visitor, 1000 + i), 0);
  assert_int_equal(sp_limit_take(*state, visitor, 1010), 50);
  assert_int_equal(sp_limit_take(*state, visitor, 1059), 1);
  /* What was refused does not count, so a minute after the first there is room
   * for one, and a second later for the next. */
  assert_int_equal(sp_limit_take(*state, visitor, 1060), 0);
  assert_int_equal(sp_limit_take(*state, visitor, 1060), 1);
  assert_int_equal(sp_limit_take(*state, visitor, 1061), 0);
}

static void
all_at_once_wait_for_a_minute(void **state)
{
  for (int i = 0; i < SP_LIMIT_TIMES; i++)
    assert_int_equal(sp_limit_take(*state, SP_STR("a"), 0), 0);
  assert_int_equal(sp_limit_take(*state, SP_STR("a"), 0), SP_LIMIT_SECONDS);
  assert_int_equal(sp_limit_take(*state, SP_STR("b"), 0), 0);
  assert_int_equal(sp_limit_take(*state, SP_STR(""), 0), 0);
  assert_int_equal(sp_limit_take(*state, SP_STR("a"), SP_LIMIT_SECONDS), 0);
}

/* Nothing grows, nobody is refused for the others, and whoever sends most now
 * is not forgotten for those who came before. */
static void
many_visitors_take_no_more_room(void **state)
{
  char name[16];

  for (int i = 0; i < 100000; i++) {
    snprintf(name, sizeof(name), "v%d", i);
    assert_int_equal(sp_limit_take(*state, sp_str(name), 5), 0);
  }
  for (int i = 0; i < SP_LIMIT_TIMES; i++)
    assert_int_equal(sp_limit_take(*state, SP_STR("a"), 6), 0);
  assert_true(sp_limit_take(*state, SP_STR("a"), 7) > 0);
}

static void
the_clock_of_the_machine_will_do(void **state)
{
  for (int i = 0; i < SP_LIMIT_TIMES; i++)
    assert_int_equal(sp_limit_take_now(*state, SP_STR("a")), 0);
  assert_true(sp_limit_take_now(*state, SP_STR("a")) <= SP_LIMIT_SECONDS);
  sp_limit_free(NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(ten_a_minute_pass_and_the_eleventh_waits,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(all_at_once_wait_for_a_minute, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(many_visitors_take_no_more_room, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(the_clock_of_the_machine_will_do, set_up,
                                      tear_down),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
