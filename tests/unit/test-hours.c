/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/clock.h"
#include "tests/unit/diags.h"

#include "lib/hours.h"

#include <stdio.h>
#include <stdlib.h>

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_hours hours;
  struct sp_calendar calendar;
  const char *why;
};

DIAGS_SETUP_WHEN(sp_when_zone("Europe/London"))

static void
read(struct fixture *f, const char *hours, const char *closed,
     const char *calendar)
{
  diags_forget(&f->diags);
  f->hours = (struct sp_hours){0};
  f->calendar = (struct sp_calendar){0};
  if (*hours && !sp_hours_parse(&f->arena, sp_str(hours), &f->hours, &f->why))
    fail_msg("\"%s\": write %s", hours, f->why);
  if (*closed &&
      !sp_closed_parse(&f->arena, sp_str(closed), &f->hours, &f->why))
    fail_msg("\"%s\": write %s", closed, f->why);
  if (*calendar) {
    struct sp_str part[] = {SP_STR("date,name,open,close,contacts\n"),
                            sp_str(calendar)};

    assert_true(sp_calendar_read(&f->arena, sp_arena_join(&f->arena, 2, part),
                                 &f->diags, &f->calendar));
    assert_int_equal(f->diags.errors, 0);
  }
}

/* Open or closed at `at`, until then ("": for ever). */
static void
asked(struct fixture *f, const char *at, bool open, const char *until)
{
  sp_instant end;
  bool is_open =
      sp_hours_at(&f->hours, &f->calendar, SP_STR("team"), clock_at(at), &end);

  if (is_open != open)
    fail_msg("%s: %s", at, is_open ? "open" : "closed");
  if (*until)
    assert_instant(end, until);
  else
    assert_true(end == SP_ALWAYS_UNTIL);
}

/* As the parser has them: "0 525-1035" for Monday. */
static void
spans(struct fixture *f, const char *hours, const char *expected)
{
  struct sp_str all = SP_STR("");

  read(f, hours, "", "");
  for (size_t i = 0; i < f->hours.spans; i++) {
    const struct sp_hours_span *span = &f->hours.span[i];

    all = sp_arena_fmt(&f->arena, "%.*s%s%d %d-%d", SP_FMT(all), i ? ", " : "",
                       span->weekday, span->from, span->until);
  }
  assert_str(all, expected);
}

static void
hours_are_read_as_co_ordinators_write_them(void **state)
{
  struct fixture *f = *state;
  const char *week = "0 540-1020, 1 540-1020, 2 540-1020, 3 540-1020, 4"
                     " 540-1020";

  spans(f, "Mon-Fri 09:00-17:00", week);
  spans(f, "mon-FRI 09:00-17:00;", week);
  spans(f, "Monday to Friday 09:00 to 17:00", week);
  spans(f, "Monday – Friday 09:00 – 17:00", week);
  spans(f, "Mon - Fri: 09:00 - 17:00", week);
  spans(f, "Mon, Tue, Wed-Fri, 09:00-17:00", week);
  spans(f, "Mon, Tue, Wed, Thu and Fri 09:00-17:00", week);
  spans(f, "Mon, Wed 09:00-12:00; Mon, Wed 13:00-17:00",
        "0 540-720, 0 780-1020, 2 540-720, 2 780-1020");
  spans(f, "Mon 09:00-12:00, 13:00-17:00; Sat 00:00-24:00",
        "0 540-720, 0 780-1020, 5 0-1440");
  spans(f, "Mon 09:00-12:00 and 13:00-17:00", "0 540-720, 0 780-1020");
  spans(f, "Fri 22:00-02:00", "4 1320-1560");
  spans(f, "Sat-Mon 10:00-11:00", "0 600-660, 5 600-660, 6 600-660");
}

static void
overlaps_are_one(void **state)
{
  struct fixture *f = *state;

  spans(f, "Mon 13:00-17:00; Mon 09:00-13:00", "0 540-1020");
  spans(f, "Mon 09:00-17:00; Mon-Tue 10:00-12:00; Mon 16:00-18:00",
        "0 540-1080, 1 600-720");
  spans(f, "Mon, Mon 09:00-10:00", "0 540-600");
}

static void
always_stands_alone(void **state)
{
  struct fixture *f = *state;

  read(f, " Always ;", "", "");
  assert_true(f->hours.always);
  assert_int_equal(f->hours.spans, 0);
  asked(f, "2026-12-25 03:00", true, "");
}

static void
other_forms_are_told_what_to_write(void **state)
{
  static const struct {
    const char *hours, *why;
  } wrong[] = {
      {"", "`always`, or days"},
      {" ; ", "`always`, or days"},
      {"always; Mon 09:00-10:00", "`always` alone"},
      {"24/7", "days by name"},
      {"weekdays 09:00-17:00", "days by name"},
      {"09:00-17:00", "days by name"},
      {"Tues 09:00-17:00", "days by name"},
      {"Mo-Fr 09:00-17:00", "days by name"},
      {"Mon Fri 09:00-17:00", "days by name"},
      {"Mon-Fri", "24-hour clock"},
      {"Mon-Mon 09:00-17:00", "two different days"},
      {"Mon-Fri 9am to 5pm", "24-hour clock"},
      {"Mon-Fri 9:00-17:00", "24-hour clock"},
      {"Mon-Fri 09:00", "24-hour clock"},
      {"Mon-Fri 09:00-17:00 closed bank holidays", "24-hour clock"},
      {"Mon-Fri closed", "days by name"},
      {"Mon-Fri 24:00-02:00", "24-hour clock"},
      {"Mon-Fri 08:00-24:01", "24-hour clock"},
      {"Mon-Fri 09:00-09:00", "two different times"},
      {"Mon-Fri 09:00-05:00", "18 hours"},
      {"Mon-Fri 09:00-17:00 Sat", "24-hour clock"},
      {"Mon-Fri 09:00--17:00", "24-hour clock"},
      {"Mon-Fri 09:00\xE2\x80\x94"
       "17:00",
       "24-hour clock"},
      {"Mon-Fri 09:00-17:00 x", "24-hour clock"},
  };
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++) {
    f->hours.spans = 99;
    if (sp_hours_parse(&f->arena, sp_str(wrong[i].hours), &f->hours, &f->why))
      fail_msg("\"%s\" was taken", wrong[i].hours);
    if (!strstr(f->why, wrong[i].why))
      fail_msg("\"%s\": \"%s\" lacks \"%s\"", wrong[i].hours, f->why,
               wrong[i].why);
    assert_int_equal(f->hours.spans, 99);
  }
}

static void
a_night_shift_of_18_hours_is_no_slip(void **state)
{
  struct fixture *f = *state;

  spans(f, "Mon 15:00-09:00", "0 900-1980");
  assert_false(
      sp_hours_parse(&f->arena, SP_STR("Mon 15:00-09:01"), &f->hours, &f->why));
}

static void
text_of_8_kilobytes_is_read_and_no_more(void **state)
{
  struct fixture *f = *state;
  char *text = sp_arena_alloc(&f->arena, SP_HOURS_MAX_BYTES + 1);
  size_t n = 0;

  while (n + 16 <= SP_HOURS_MAX_BYTES) {
    memcpy(text + n, "Mon 01:00-02:00;", 16);
    n += 16;
  }
  assert_int_equal(n, SP_HOURS_MAX_BYTES);
  text[n] = ' ';
  assert_true(sp_hours_parse(&f->arena, sp_str_n(text, n), &f->hours, &f->why));
  assert_int_equal(f->hours.spans, 1);
  assert_false(
      sp_hours_parse(&f->arena, sp_str_n(text, n + 1), &f->hours, &f->why));
  assert_false(
      sp_closed_parse(&f->arena, sp_str_n(text, n + 1), &f->hours, &f->why));
}

static void
closures_are_dates_with_times_or_without(void **state)
{
  static const struct {
    const char *closed, *why;
  } wrong[] = {
      {"", "dates, with times"},
      {"Christmas", "dates, with times"},
      {"2026-02-29", "a day that exists"},
      {"2026-12-24 12:00", "dates, with times"},
      {"2026-12-24 noon-17:00", "dates, with times"},
      {"2026-12-24 12:00-17:15, 2026-12-31", "dates, with times"},
      {"2026-12-24 to 2026-12-31", "each day"},
      {"2026-12-24, 2026-12-31", "each day"},
      {"2026-12-24 12:00-12:00", "two different times"},
  };
  struct fixture *f = *state;

  read(f, "", "2026-12-31; 2026-12-24 12:00 to 17:15;", "");
  assert_int_equal(f->hours.closures, 2);
  assert_int_equal(f->hours.closure[0].from, 720);
  assert_int_equal(f->hours.closure[1].until, SP_DAY_MINUTES);
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++) {
    if (sp_closed_parse(&f->arena, sp_str(wrong[i].closed), &f->hours, &f->why))
      fail_msg("\"%s\" was taken", wrong[i].closed);
    if (!strstr(f->why, wrong[i].why))
      fail_msg("\"%s\": \"%s\" lacks \"%s\"", wrong[i].closed, f->why,
               wrong[i].why);
  }
}

static void
a_week_opens_and_closes(void **state)
{
  struct fixture *f = *state;

  read(f, "Mon-Fri 08:45-17:15; Sat 09:00-12:00", "", "");
  asked(f, "2026-11-20 17:14", true, "2026-11-20 17:15");
  asked(f, "2026-11-20 17:15", false, "2026-11-21 09:00");
  asked(f, "2026-11-21 12:00", false, "2026-11-23 08:45");
  asked(f, "2026-11-23 08:44", false, "2026-11-23 08:45");
  asked(f, "2026-11-23 08:45", true, "2026-11-23 17:15");
}

static void
no_hours_are_never_open(void **state)
{
  struct fixture *f = *state;

  read(f, "", "2026-12-24", "2026-12-25,Christmas,,,\n");
  asked(f, "2026-11-20 12:00", false, "");
}

static void
midnight_is_no_change(void **state)
{
  struct fixture *f = *state;

  read(f, "Fri 22:00-24:00; Sat 00:00-02:00", "", "");
  asked(f, "2026-11-20 23:59", true, "2026-11-21 02:00");
  read(f, "Fri 22:00-02:00", "", "");
  asked(f, "2026-11-20 23:59", true, "2026-11-21 02:00");
  asked(f, "2026-11-21 01:59", true, "2026-11-21 02:00");
  asked(f, "2026-11-21 02:00", false, "2026-11-27 22:00");
}

static void
a_week_without_an_end_is_asked_again_in_a_year(void **state)
{
  struct fixture *f = *state;

  read(f, "Mon-Sun 00:00-24:00", "", "");
  asked(f, "2026-11-20 12:00", true, "2027-11-21");
}

static void
closures_take_time_away(void **state)
{
  struct fixture *f = *state;

  read(f, "Mon-Fri 08:45-17:15", "2026-12-24 12:00-14:00; 2026-12-25", "");
  asked(f, "2026-12-24 09:00", true, "2026-12-24 12:00");
  asked(f, "2026-12-24 12:00", false, "2026-12-24 14:00");
  asked(f, "2026-12-24 17:15", false, "2026-12-28 08:45");
  read(f, "Fri 22:00-04:00", "2026-11-20 23:00-01:00", "");
  asked(f, "2026-11-20 23:30", false, "2026-11-21 01:00");
  asked(f, "2026-11-21 01:00", true, "2026-11-21 04:00");
}

static void
a_day_closed_takes_its_night_with_it_and_cuts_the_night_before(void **state)
{
  struct fixture *f = *state;

  read(f, "Fri 22:00-02:00", "2026-11-20", "");
  asked(f, "2026-11-21 01:00", false, "2026-11-27 22:00");
  read(f, "Fri 22:00-02:00", "2026-11-21", "");
  asked(f, "2026-11-20 22:00", true, "2026-11-21");
  read(f, "Fri 22:00-02:00", "", "2026-11-20,Fair,,,\n");
  asked(f, "2026-11-21 01:00", false, "2026-11-27 22:00");
  read(f, "Fri 22:00-02:00", "", "2026-11-21,Fair,,,\n");
  asked(f, "2026-11-20 22:00", true, "2026-11-21");
}

static void
a_holiday_of_all_only_takes_away(void **state)
{
  struct fixture *f = *state;

  read(f, "Mon-Fri 10:00-16:00", "",
       "2026-12-24,Early,08:45,12:30,\n2026-12-25,Christmas,,,\n"
       "2026-12-26,Sales,09:00,18:00,\n");
  asked(f, "2026-12-24 09:00", false, "2026-12-24 10:00");
  asked(f, "2026-12-24 10:00", true, "2026-12-24 12:30");
  asked(f, "2026-12-24 12:30", false, "2026-12-28 10:00");
}

static void
a_holiday_of_this_contact_takes_the_place_of_its_day(void **state)
{
  struct fixture *f = *state;

  read(f, "Mon-Fri 10:00-16:00", "",
       "2027-05-06,Polling day,07:00,22:00,team; others\n"
       "2026-12-25,Christmas,,,\n2026-12-25,Open,09:00,10:00,team\n"
       "2026-12-26,Not us,,,others\n2026-12-26,Us,11:00,24:00,TEAM\n");
  asked(f, "2027-05-06 06:00", false, "2027-05-06 07:00");
  asked(f, "2027-05-06 07:00", true, "2027-05-06 22:00");
  asked(f, "2026-12-25 08:00", false, "2026-12-25 09:00");
  asked(f, "2026-12-26 11:00", true, "2026-12-27");
}

static void
always_gives_way_to_its_own_closures_only(void **state)
{
  struct fixture *f = *state;

  read(f, "always", "", "2026-12-25,Christmas,,,\n2026-12-26,Other,,,others\n");
  asked(f, "2026-12-24 12:00", true, "");
  assert_true(sp_hours_never_close(&f->hours, &f->calendar, SP_STR("team")));
  read(f, "always", "", "2026-12-25,Christmas,,,team\n");
  asked(f, "2026-12-24 12:00", true, "2026-12-25");
  asked(f, "2026-12-25 12:00", false, "2026-12-26");
  assert_false(sp_hours_never_close(&f->hours, &f->calendar, SP_STR("team")));
  read(f, "always", "2026-12-24 12:00-12:01", "");
  asked(f, "2026-12-24 11:00", true, "2026-12-24 12:00");
  asked(f, "2026-12-24 12:00", false, "2026-12-24 12:01");
  assert_false(sp_hours_never_close(&f->hours, NULL, SP_STR("team")));
}

static void
clocks_go_forward(void **state)
{
  struct fixture *f = *state;

  read(f, "Sun 00:30-01:30; Sun 01:45-03:00", "", "");
  asked(f, "2026-03-29T00:45:00Z", true, "2026-03-29 03:00");
  /* Opening and closing lie in the hour that does not exist. */
  read(f, "Sun 01:10-01:50", "", "");
  asked(f, "2026-03-29T00:59:59Z", false, "2026-04-05 01:10");
  asked(f, "2026-03-29T01:00:00Z", false, "2026-04-05 01:10");
  read(f, "Sat 20:00-08:00", "2026-03-29 01:00-01:30", "");
  asked(f, "2026-03-28 20:00", true, "2026-03-29T07:00:00Z");
}

static void
clocks_go_back(void **state)
{
  struct fixture *f = *state;

  /* 01:00 to 02:00 comes twice; the first time counts, for a closing too. */
  read(f, "Sun 00:00-01:30", "", "");
  asked(f, "2026-10-25T00:29:59Z", true, "2026-10-25T00:30:00Z");
  asked(f, "2026-10-25T01:15:00Z", false, "2026-11-01 00:00");
  read(f, "Sun 01:30-03:00", "", "");
  asked(f, "2026-10-25T00:00:00Z", false, "2026-10-25T00:30:00Z");
  asked(f, "2026-10-25T01:15:00Z", true, "2026-10-25T03:00:00Z");
  /* A night shift is an hour longer. */
  read(f, "Sat 20:00-08:00", "", "");
  asked(f, "2026-10-24 20:00", true, "2026-10-25T08:00:00Z");
}

static void
an_instant_beyond_the_calendar_is_answered(void **state)
{
  struct fixture *f = *state;
  sp_instant until;

  read(f, "Mon-Fri 09:00-17:00", "", "");
  (void)sp_hours_at(&f->hours, NULL, SP_STR(""), SP_ALWAYS_UNTIL, &until);
  (void)sp_hours_at(&f->hours, NULL, SP_STR(""), SP_ALWAYS_FROM, &until);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(hours_are_read_as_co_ordinators_write_them),
      DIAGS_TEST(overlaps_are_one),
      DIAGS_TEST(always_stands_alone),
      DIAGS_TEST(other_forms_are_told_what_to_write),
      DIAGS_TEST(a_night_shift_of_18_hours_is_no_slip),
      DIAGS_TEST(text_of_8_kilobytes_is_read_and_no_more),
      DIAGS_TEST(closures_are_dates_with_times_or_without),
      DIAGS_TEST(a_week_opens_and_closes),
      DIAGS_TEST(no_hours_are_never_open),
      DIAGS_TEST(midnight_is_no_change),
      DIAGS_TEST(a_week_without_an_end_is_asked_again_in_a_year),
      DIAGS_TEST(closures_take_time_away),
      DIAGS_TEST(
          a_day_closed_takes_its_night_with_it_and_cuts_the_night_before),
      DIAGS_TEST(a_holiday_of_all_only_takes_away),
      DIAGS_TEST(a_holiday_of_this_contact_takes_the_place_of_its_day),
      DIAGS_TEST(always_gives_way_to_its_own_closures_only),
      DIAGS_TEST(clocks_go_forward),
      DIAGS_TEST(clocks_go_back),
      DIAGS_TEST(an_instant_beyond_the_calendar_is_answered),
  };

  return cmocka_run_group_tests_name("hours", tests, NULL, NULL);
}
