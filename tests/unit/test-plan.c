/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "indexer/plan.h"

static enum sp_action
act(bool accepted, bool wanted, bool there, bool same, bool may_stay,
    bool afresh)
{
  struct sp_case c = {accepted, wanted, there, same, may_stay, afresh};

  return sp_plan_action(&c);
}

static void
a_good_file_is_put_kept_or_removed(void **state)
{
  (void)state;
  assert_int_equal(act(true, true, false, false, false, false), SP_ACTION_PUT);
  assert_int_equal(act(true, true, true, false, true, false), SP_ACTION_PUT);
  assert_int_equal(act(true, true, true, true, true, false), SP_ACTION_KEEP);
  assert_int_equal(act(true, false, true, false, true, false),
                   SP_ACTION_REMOVE);
  assert_int_equal(act(true, false, false, false, false, false),
                   SP_ACTION_NONE);
}

static void
a_new_generation_gets_every_page(void **state)
{
  (void)state;
  assert_int_equal(act(true, true, true, true, true, true), SP_ACTION_PUT);
  assert_int_equal(act(false, false, true, false, true, true),
                   SP_ACTION_LAST_GOOD);
  assert_int_equal(act(false, false, false, false, true, true), SP_ACTION_NONE);
}

static void
a_file_in_error_keeps_its_page_only_where_that_may_stay(void **state)
{
  (void)state;
  assert_int_equal(act(false, true, true, false, true, false),
                   SP_ACTION_LAST_GOOD);
  assert_int_equal(act(false, true, true, true, false, false),
                   SP_ACTION_REMOVE);
  assert_int_equal(act(false, true, false, false, true, false), SP_ACTION_NONE);
}

static void
the_last_good_version_leaves_the_public_when_the_file_is_no_longer_public(
    void **state)
{
  struct sp_facts good = {
      .audience = SP_PUBLIC, .from = SP_ALWAYS_FROM, .until = SP_ALWAYS_UNTIL};
  struct sp_verdict own = {
      .audience_known = true, .audience = SP_PUBLIC, .until = SP_ALWAYS_UNTIL};

  (void)state;
  assert_true(sp_plan_may_stay(SP_PUBLIC, &own, &good, 100));
  own.audience_known = false;
  assert_false(sp_plan_may_stay(SP_PUBLIC, &own, &good, 100));
  assert_true(sp_plan_may_stay(SP_STAFF, &own, &good, 100));
  own.audience_known = true;
  own.audience = SP_STAFF;
  assert_false(sp_plan_may_stay(SP_PUBLIC, &own, &good, 100));
  own.audience = SP_PUBLIC;
  good.audience = SP_STAFF;
  assert_false(sp_plan_may_stay(SP_PUBLIC, &own, &good, 100));
}

static void
the_last_good_version_ends_at_either_end(void **state)
{
  struct sp_facts good = {.audience = SP_PUBLIC, .from = 50, .until = 150};
  struct sp_verdict own = {
      .audience_known = true, .audience = SP_PUBLIC, .until = 120};

  (void)state;
  assert_false(sp_plan_may_stay(SP_PUBLIC, &own, &good, 49));
  assert_true(sp_plan_may_stay(SP_PUBLIC, &own, &good, 50));
  assert_true(sp_plan_may_stay(SP_PUBLIC, &own, &good, 119));
  assert_false(sp_plan_may_stay(SP_PUBLIC, &own, &good, 120));
  assert_true(sp_plan_may_stay(SP_STAFF, &own, &good, 120));
  assert_false(sp_plan_may_stay(SP_STAFF, &own, &good, 150));
}

static void
what_takes_text_from_residents_goes_first(void **state)
{
  struct sp_tally tally = {0};

  (void)state;
  assert_false(sp_plan_changes(&tally));
  sp_plan_count(&tally, SP_ACTION_KEEP, true, true);
  sp_plan_count(&tally, SP_ACTION_LAST_GOOD, true, false);
  assert_false(sp_plan_changes(&tally));
  assert_int_equal(tally.pages, 2);
  sp_plan_count(&tally, SP_ACTION_PUT, false, false);
  assert_true(sp_plan_changes(&tally));
  assert_false(sp_plan_public_first(&tally));
  sp_plan_count(&tally, SP_ACTION_PUT, true, false);
  assert_true(sp_plan_public_first(&tally));
  tally = (struct sp_tally){0};
  sp_plan_count(&tally, SP_ACTION_REMOVE, true, false);
  assert_true(sp_plan_public_first(&tally));
  assert_int_equal(tally.pages, 0);
  tally = (struct sp_tally){.meta = 1};
  assert_true(sp_plan_changes(&tally));
  assert_false(sp_plan_public_first(&tally));
  tally.meta_taken = 1;
  assert_true(sp_plan_public_first(&tally));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_good_file_is_put_kept_or_removed),
      cmocka_unit_test(a_new_generation_gets_every_page),
      cmocka_unit_test(a_file_in_error_keeps_its_page_only_where_that_may_stay),
      cmocka_unit_test(
          the_last_good_version_leaves_the_public_when_the_file_is_no_longer_public),
      cmocka_unit_test(the_last_good_version_ends_at_either_end),
      cmocka_unit_test(what_takes_text_from_residents_goes_first),
  };
  return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
