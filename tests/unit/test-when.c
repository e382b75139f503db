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
}

static void
an_unknown_zone_is_refused(void **state)
{
  (void)state;
  assert_false(sp_when_zone("Europe/Atlantis"));
  assert_false(sp_when_zone("../../etc/passwd"));
  assert_false(sp_when_zone(""));
}

static void
days_of_the_calendar_are_counted_and_named(void **state)
{
  static const struct {
    const char *date;
    sp_day day;
    int weekday;
  } known[] = {{"1970-01-01", 0, 3},      {"1969-12-31", -1, 2},
               {"1900-03-01", -25508, 3}, {"2000-02-29", 11016, 1},
               {"2026-11-22", 20779, 6},  {"9999-12-31", 2932896, 4}};
  struct sp_civil civil;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++) {
    assert_true(sp_civil_parse(sp_str(known[i].date), &civil));
    assert_int_equal(sp_day_of(&civil), known[i].day);
    assert_int_equal(sp_day_weekday(known[i].day), known[i].weekday);
  }
}

static void
each_day_of_four_centuries_comes_back(void **state)
{
  struct sp_civil before = {.year = 0};

  (void)state;
  for (sp_day day = -25567; day < -25567 + 146097 + 366; day++) {
    struct sp_civil civil = sp_day_civil(day);

    assert_int_equal(sp_day_of(&civil), day);
    assert_int_equal(civil.hour, -1);
    assert_true(before.year == 0 || sp_civil_in_order(&before, &civil));
    before = civil;
  }
}

static void
a_time_of_day_has_four_digits(void **state)
{
  static const char *const wrong[] = {"9:00",   "09.00", "0900",
                                      "25:00",  "24:01", "12:60",
                                      "12:00 ", "",      "1a:00"};
  int minute;

  (void)state;
  assert_true(sp_time_parse(SP_STR("09:30"), false, &minute));
  assert_int_equal(minute, 570);
  assert_true(sp_time_parse(SP_STR("24:00"), true, &minute));
  assert_int_equal(minute, SP_DAY_MINUTES);
  assert_false(sp_time_parse(SP_STR("24:00"), false, &minute));
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++)
    assert_false(sp_time_parse(sp_str(wrong[i]), true, &minute));
}

static void
assert_clock(const char *rfc3339, const char *shown, int weekday, int offset)
{
  struct sp_clock clock;
  sp_instant at;

  assert_true(sp_instant_parse(sp_str(rfc3339), &at));
  clock = sp_clock_at(at);
  assert_str(sp_arena_fmt(&arena, "%04d-%02d-%02d %02d:%02d", clock.civil.year,
                          clock.civil.month, clock.civil.day, clock.civil.hour,
                          clock.civil.minute),
             shown);
  assert_int_equal(clock.weekday, weekday);
  assert_int_equal(clock.offset, offset);
  assert_int_equal(clock.day, sp_day_of(&clock.civil));
  assert_int_equal(clock.minute, clock.civil.hour * 60 + clock.civil.minute);
}

static void
the_clock_of_the_site_is_right_on_both_changes(void **state)
{
  (void)state;
  assert_clock("2026-03-29T00:59:59Z", "2026-03-29 00:59", 6, 0);
  assert_clock("2026-03-29T01:00:00Z", "2026-03-29 02:00", 6, 3600);
  assert_clock("2026-10-25T00:30:00Z", "2026-10-25 01:30", 6, 3600);
  assert_clock("2026-10-25T00:59:59Z", "2026-10-25 01:59", 6, 3600);
  assert_clock("2026-10-25T01:00:00Z", "2026-10-25 01:00", 6, 0);
  assert_clock("2026-10-25T02:00:00Z", "2026-10-25 02:00", 6, 0);
}

static void
minutes_of_a_day_are_instants_on_both_changes(void **state)
{
  struct sp_civil spring, autumn;

  (void)state;
  assert_true(sp_civil_parse(SP_STR("2026-03-29"), &spring));
  assert_true(sp_civil_parse(SP_STR("2026-10-25"), &autumn));
  assert_utc(sp_day_minute(sp_day_of(&spring), 59), "2026-03-29T00:59:00Z");
  assert_utc(sp_day_minute(sp_day_of(&spring), 60), "2026-03-29T01:00:00Z");
  assert_utc(sp_day_minute(sp_day_of(&spring), 90), "2026-03-29T01:00:00Z");
  assert_utc(sp_day_minute(sp_day_of(&spring), 120), "2026-03-29T01:00:00Z");
  assert_utc(sp_day_minute(sp_day_of(&spring), SP_DAY_MINUTES),
             "2026-03-29T23:00:00Z");
  assert_utc(sp_day_minute(sp_day_of(&autumn), 90), "2026-10-25T00:30:00Z");
  assert_utc(sp_day_minute(sp_day_of(&autumn), 119), "2026-10-25T00:59:00Z");
  assert_utc(sp_day_minute(sp_day_of(&autumn), 120), "2026-10-25T02:00:00Z");
  assert_utc(sp_day_minute(sp_day_of(&autumn), SP_DAY_MINUTES + 60),
             "2026-10-26T01:00:00Z");
}

/* Zones with other rules: half an hour at Lord Howe, midnight that does not
 * exist in Santiago, none at all in Kolkata, the other way round from GMT in
 * Dublin, two changes round Ramadan in Casablanca, a day that Samoa skipped. */
static void
other_zones_have_other_rules(void **state)
{
  static const struct {
    const char *zone, *civil, *utc;
  } known[] = {
      {"Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04T14:45:00Z"},
      {"Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03T15:30:00Z"},
      {"America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"},
      {"America/Santiago", "2026-04-04 23:30", "2026-04-05T02:30:00Z"},
      {"America/New_York", "2026-03-08 02:30", "2026-03-08T07:00:00Z"},
      {"America/New_York", "2026-11-01 01:30", "2026-11-01T05:30:00Z"},
      {"Asia/Kolkata", "2026-07-01", "2026-06-30T18:30:00Z"},
      {"Europe/Dublin", "2026-10-25 01:30", "2026-10-25T00:30:00Z"},
      {"Europe/Dublin", "2026-03-29 01:30", "2026-03-29T01:00:00Z"},
      {"Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00:00Z"},
      {"UTC", "2026-03-29 01:30", "2026-03-29T01:30:00Z"},
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++) {
    assert_true(sp_when_zone(known[i].zone));
    assert_utc(begin(known[i].civil), known[i].utc);
  }
  assert_true(sp_when_zone("Europe/London"));
}

/* What the clock shows leads back to the instant, or to the first time that it
 * showed the same. */
static void
clock_and_instant_agree_through_years(void **state)
{
  static const char *const zone[] = {"Europe/London",     "America/Santiago",
                                     "Africa/Casablanca", "Australia/Lord_Howe",
                                     "America/St_Johns",  "Asia/Kolkata"};

  (void)state;
  for (size_t z = 0; z < SP_ARRAY_LEN(zone); z++) {
    assert_true(sp_when_zone(zone[z]));
    for (sp_instant at = 1767225600; at < 1830297600; at += 900) {
      struct sp_clock clock = sp_clock_at(at);
      sp_instant back = sp_day_minute(clock.day, clock.minute);

      assert_true(back == at || (back < at && at - back <= 3600));
      if (back != at) {
        assert_int_equal(sp_clock_at(back).minute, clock.minute);
        assert_int_not_equal(sp_clock_at(back).offset, clock.offset);
      }
    }
  }
  assert_true(sp_when_zone("Europe/London"));
}

static void
an_instant_beyond_the_calendar_shows_its_end(void **state)
{
  (void)state;
  assert_int_equal(sp_clock_at(SP_ALWAYS_UNTIL).civil.year, 9999);
  assert_int_equal(sp_clock_at(SP_ALWAYS_FROM).civil.year, 1900);
}

#define assert_why(text, expected)                                             \
  do {                                                                         \
    char why_buf[SP_CIVIL_WHY_MAX];                                            \
    const char *why = sp_civil_why(sp_str(text), why_buf);                     \
                                                                               \
    assert_non_null(why);                                                      \
    assert_string_equal(why, expected);                                        \
  } while (0)

static void
a_day_that_does_not_exist_is_named(void **state)
{
  char buf[SP_CIVIL_WHY_MAX];
  const char *const other[] = {
      "",           "2026-02-28", "2028-02-29",       "2026-2-30",
      "30/02/2026", "tomorrow",   "2026-02-300",      "1899-02-30",
      "2026-02-3",  "2026-04-01", "2026-04-01 09:30", "2026-04-01T09:30:00Z",
  };

  (void)state;
  assert_why("2026-02-30", "there is no 30 February 2026");
  assert_why("2026-02-29 09:30", "there is no 29 February 2026");
  assert_why("2026-06-31T09:30:00Z", "there is no 31 June 2026");
  assert_why("2026-06-00", "there is no 0 June 2026");
  assert_why("2026-13-01",
             "there is no month 13: the year stands first, then the month");
  assert_why("2026-00-01",
             "there is no month 00: the year stands first, then the month");
  assert_why("2026-04-01 24:00",
             "there is no 24:00: a day goes from 00:00 to 23:59");
  assert_why("2026-04-01 09:60",
             "there is no 09:60: a day goes from 00:00 to 23:59");
  for (size_t i = 0; i < SP_ARRAY_LEN(other); i++)
    assert_null(sp_civil_why(sp_str(other[i]), buf));
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
      cmocka_unit_test(days_of_the_calendar_are_counted_and_named),
      cmocka_unit_test(each_day_of_four_centuries_comes_back),
      cmocka_unit_test(a_time_of_day_has_four_digits),
      cmocka_unit_test(the_clock_of_the_site_is_right_on_both_changes),
      cmocka_unit_test(minutes_of_a_day_are_instants_on_both_changes),
      cmocka_unit_test(other_zones_have_other_rules),
      cmocka_unit_test(clock_and_instant_agree_through_years),
      cmocka_unit_test(an_instant_beyond_the_calendar_shows_its_end),
      cmocka_unit_test(a_day_that_does_not_exist_is_named),
  };
  return cmocka_run_group_tests_name("when", tests, in_london, end_arena);
}
