/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "lib/when.h"

static struct sp_arena arena;

static int
in_london(void **state)
{
  (void)state;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static sp_instant
begin(const char *text)
{
  struct sp_civil civil;

  assert_true(sp_civil_parse(sp_str(text), &civil));
  return sp_civil_begin(&civil);
}

static sp_instant
end(const char *text)
{
  struct sp_civil civil;

  assert_true(sp_civil_parse(sp_str(text), &civil));
  return sp_civil_end(&civil);
}

static void
assert_utc(sp_instant at, const char *expected)
{
  assert_str(sp_when_rfc3339(&arena, at), expected);
}

static void
only_real_dates_in_the_one_form_are_taken(void **state)
{
  static const char *const wrong[] = {"2026-02-29",       "2026-13-01",
                                      "2026-00-10",       "2026-1-01",
                                      "01/04/2026",       "2026-04-01T09:30",
                                      "2026-04-01 24:00", "2026-04-01 9:30",
                                      "2026-04-01 ",      "",
                                      "2026-04-31",       "1 April 2026"};
  struct sp_civil civil;

  (void)state;
  assert_true(sp_civil_parse(SP_STR("2028-02-29"), &civil));
  assert_int_equal(civil.hour, -1);
  assert_true(sp_civil_parse(SP_STR("2026-04-01 09:30"), &civil));
  assert_int_equal(civil.minute, 30);
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++)
    assert_false(sp_civil_parse(sp_str(wrong[i]), &civil));
}

static void
a_bare_until_includes_its_day(void **state)
{
  (void)state;
  assert_utc(begin("2026-12-31"), "2026-12-31T00:00:00Z");
  assert_utc(end("2026-12-31"), "2027-01-01T00:00:00Z");
  assert_utc(end("2026-12-31 12:00"), "2026-12-31T12:00:00Z");
  assert_utc(begin("2026-07-01"), "2026-06-30T23:00:00Z");
}

static void
the_repeated_hour_counts_first_and_the_missing_one_moves_on(void **state)
{
  (void)state;
  /* 25 October 2026: 01:30 comes twice. */
  assert_utc(begin("2026-10-25 01:30"), "2026-10-25T00:30:00Z");
  assert_utc(begin("2026-10-25 02:00"), "2026-10-25T02:00:00Z");
  /* 29 March 2026: 01:00 to 01:59 do not exist. */
  assert_utc(begin("2026-03-29 01:30"), "2026-03-29T01:00:00Z");
  assert_utc(begin("2026-03-29 00:59"), "2026-03-29T00:59:00Z");
  assert_utc(end("2026-03-29"), "2026-03-29T23:00:00Z");
  assert_utc(end("2026-10-25"), "2026-10-26T00:00:00Z");
}

static void
an_instant_may_be_local_or_rfc3339(void **state)
{
  sp_instant at;

  (void)state;
  assert_true(sp_instant_parse(SP_STR("2026-07-01 12:00"), &at));
  assert_utc(at, "2026-07-01T11:00:00Z");
  assert_true(sp_instant_parse(SP_STR("2026-07-01T12:00:30+02:00"), &at));
  assert_utc(at, "2026-07-01T10:00:30Z");
  assert_true(sp_instant_parse(SP_STR("2026-07-01T12:00:00Z"), &at));
  assert_utc(at, "2026-07-01T12:00:00Z");
  assert_false(sp_instant_parse(SP_STR("2026-07-01T12:00:00"), &at));
  assert_false(sp_instant_parse(SP_STR("now"), &at));
}

static void
dates_are_written_for_people_and_for_http(void **state)
{
  (void)state;
  assert_str(sp_when_long_date(&arena, SP_STR("2026-11-05")),
             "5 November 2026");
  assert_str(sp_when_long_date(&arena, SP_STR("soon")), "soon");
  assert_str(sp_when_http(&arena, 1795365082), "Sun, 22 Nov 2026 16:31:22 GMT");
}

static void
an_unknown_zone_is_refused(void **state)
{
  (void)state;
  assert_false(sp_when_zone("Europe/Atlantis"));
  assert_false(sp_when_zone("../../etc/passwd"));
  assert_false(sp_when_zone(""));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_real_dates_in_the_one_form_are_taken),
      cmocka_unit_test(a_bare_until_includes_its_day),
      cmocka_unit_test(
          the_repeated_hour_counts_first_and_the_missing_one_moves_on),
      cmocka_unit_test(an_instant_may_be_local_or_rfc3339),
      cmocka_unit_test(dates_are_written_for_people_and_for_http),
      cmocka_unit_test(an_unknown_zone_is_refused),
  };
  return cmocka_run_group_tests_name("when", tests, in_london, end_arena);
}
