/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/clock.h"
#include "tests/unit/diags.h"

#include "lib/calendar.h"

#define HEAD "date,name,open,close,contacts\n"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_calendar calendar;
};

DIAGS_SETUP

static bool
read_text(struct fixture *f, const char *text)
{
  diags_forget(&f->diags);
  return sp_calendar_read(&f->arena, sp_str(text), &f->diags, &f->calendar);
}

static sp_day
day(const char *date)
{
  struct sp_civil civil;

  assert_true(sp_civil_parse(sp_str(date), &civil));
  return sp_day_of(&civil);
}

/* "Christmas 525-750", or "" for a day like others. */
static void
on(struct fixture *f, const char *contact, const char *date,
   const char *expected)
{
  const struct sp_holiday *row =
      sp_calendar_on(&f->calendar, sp_str(contact), day(date));

  assert_str(row ? sp_arena_fmt(&f->arena, "%.*s %d-%d", SP_FMT(row->name),
                                row->open, row->close)
                 : SP_STR(""),
             expected);
}

static void
a_day_is_closed_or_has_times_of_its_own(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "2026-12-25,Christmas Day,,,\n"
                                "2026-12-24,Early,08:45,12:30,\n"
                                "2026-12-31,Late,00:00,24:00,\n"));
  assert_int_equal(f->diags.count, 0);
  on(f, "", "2026-12-25", "Christmas Day 0-0");
  on(f, "waste-team", "2026-12-24", "Early 525-750");
  on(f, "", "2026-12-31", "Late 0-1440");
  on(f, "", "2026-12-26", "");
}

static void
a_row_that_names_a_contact_is_for_it_alone(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD
                        "2026-12-25,Christmas,,,\n"
                        "2026-12-25,Open,09:00,10:00,Waste-Team; duty ;\n"));
  assert_int_equal(f->diags.count, 0);
  on(f, "waste-team", "2026-12-25", "Open 540-600");
  on(f, "duty", "2026-12-25", "Open 540-600");
  on(f, "other", "2026-12-25", "Christmas 0-0");
  on(f, "", "2026-12-25", "Christmas 0-0");
  assert_true(sp_calendar_names(&f->calendar, SP_STR("duty")));
  assert_false(sp_calendar_names(&f->calendar, SP_STR("other")));
  assert_false(sp_calendar_names(&f->calendar, SP_STR("dut")));
  assert_false(sp_calendar_names(&f->calendar, SP_STR("")));
}

static void
a_bad_date_leaves_its_row_out(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "25/12/2026,Christmas,,,\n"
                                "2026-02-29,Leap,,,\n"
                                ",Nothing,,,\n"
                                "2026-12-25 10:00,Time,,,\n"
                                "2026-12-26,Good,,,\n"));
  assert_int_equal(f->diags.count, 4);
  for (unsigned i = 0; i < 4; i++)
    assert_refused(&f->diags, i, i + 2,
                   i == 1 ? "there is no 29 February 2026"
                          : "write it as 2026-12-25");
  assert_int_equal(f->calendar.count, 1);
}

static void
a_day_whose_times_are_in_doubt_is_closed(void **state)
{
  static const struct {
    const char *times, *words;
  } wrong[] = {{"09:00,", "both"},
               {",12:00", "both"},
               {"9:00,12:00", "24-hour"},
               {"09:00,12.30", "24-hour"},
               {"24:00,24:00", "24-hour"},
               {"09:00,24:01", "24-hour"},
               {"12:00,09:00", "lies before"},
               {"12:00,12:00", "lies before"}};
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++) {
    assert_true(read_text(
        f, sp_arena_fmt(&f->arena, HEAD "2026-12-24,Eve,%s,\n", wrong[i].times)
               .ptr));
    assert_int_equal(f->diags.count, 1);
    assert_refused(&f->diags, 0, 2, wrong[i].words);
    on(f, "", "2026-12-24", "Eve 0-0");
  }
}

static void
a_second_row_for_a_day_is_refused(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "2026-12-25,First,,,\n"
                                "2026-12-25,Second,09:00,10:00,\n"
                                "2026-12-26,Third,,,a; b\n"
                                "2026-12-26,Fourth,,,c; B\n"
                                "2026-12-27,Fifth,,,a; a\n"));
  assert_int_equal(f->diags.count, 3);
  assert_refused(&f->diags, 0, 3, "line 2");
  assert_refused(&f->diags, 1, 6, "\"a\" stands in line 6");
  assert_refused(&f->diags, 2, 5, "\"b\" stands in line 4");
  on(f, "", "2026-12-25", "First 0-0");
  on(f, "b", "2026-12-26", "Third 0-0");
  on(f, "c", "2026-12-26", "Fourth 0-0");
}

static void
a_file_with_other_columns_is_no_calendar(void **state)
{
  struct fixture *f = *state;

  assert_false(read_text(f, "date,name,opens\n2026-12-25,Christmas,\n"));
  assert_refused(&f->diags, 0, 1, "\"opens\"; there are date, name, open");
  assert_int_equal(f->calendar.count, 0);
  assert_false(read_text(f, "name\nChristmas\n"));
  assert_refused(&f->diags, 0, 1, "\"date\" is missing");
  assert_false(read_text(f, ""));
  assert_true(read_text(f, "date\n2026-12-25\n"));
  assert_int_equal(f->diags.count, 0);
}

static void
a_hundred_thousand_days_are_read_and_no_more(void **state)
{
  struct fixture *f = *state;
  struct sp_buf buf;

  sp_buf_init(&buf, SP_CSV_MAX_BYTES);
  sp_buf_puts(&buf, HEAD "2026-12-25,Christmas,,,");
  for (size_t i = 0; i < SP_CALENDAR_MAX; i++)
    sp_buf_fmt(&buf, "c%zu;", i);
  assert_true(read_text(f, buf.ptr));
  assert_int_equal(f->calendar.count, SP_CALENDAR_MAX);
  sp_buf_puts(&buf, "more");
  assert_false(read_text(f, buf.ptr));
  assert_refused(&f->diags, 0, 2, "more than 100000");
  assert_int_equal(f->calendar.count, 0);
  sp_buf_release(&buf);
}

static void
a_calendar_is_packed_and_unpacked(void **state)
{
  struct fixture *f = *state;
  struct sp_unpack in = {0};
  struct sp_calendar twin;
  struct sp_buf buf;

  assert_true(read_text(f, HEAD "2026-12-24,Eve,08:45,12:30,a; b\n"
                                "1960-12-25,Old,,,\n"));
  sp_buf_init(&buf, 1000);
  sp_calendar_pack(&buf, &f->calendar);
  in.rest = sp_buf_str(&buf);
  assert_true(sp_calendar_unpack(&f->arena, &in, &twin));
  assert_true(sp_unpack_done(&in));
  f->calendar = twin;
  on(f, "b", "2026-12-24", "Eve 525-750");
  on(f, "", "1960-12-25", "Old 0-0");
  for (size_t n = 0; n < buf.len; n++) {
    in = (struct sp_unpack){.rest = sp_str_n(buf.ptr, n)};
    assert_false(sp_calendar_unpack(&f->arena, &in, &twin));
    assert_int_equal(twin.count, 0);
  }
  sp_buf_release(&buf);
}

static void
days_that_are_not_in_order_are_broken(void **state)
{
  struct fixture *f = *state;
  struct sp_holiday days[] = {{.day = 2}, {.day = 1}};
  struct sp_calendar wrong = {days, 2}, twin;
  struct sp_unpack in = {0};
  struct sp_buf buf;

  sp_buf_init(&buf, 1000);
  sp_calendar_pack(&buf, &wrong);
  in.rest = sp_buf_str(&buf);
  assert_false(sp_calendar_unpack(&f->arena, &in, &twin));
  sp_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(a_day_is_closed_or_has_times_of_its_own),
      DIAGS_TEST(a_row_that_names_a_contact_is_for_it_alone),
      DIAGS_TEST(a_bad_date_leaves_its_row_out),
      DIAGS_TEST(a_day_whose_times_are_in_doubt_is_closed),
      DIAGS_TEST(a_second_row_for_a_day_is_refused),
      DIAGS_TEST(a_file_with_other_columns_is_no_calendar),
      DIAGS_TEST(a_hundred_thousand_days_are_read_and_no_more),
      DIAGS_TEST(a_calendar_is_packed_and_unpacked),
      DIAGS_TEST(days_that_are_not_in_order_are_broken),
  };

  return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
