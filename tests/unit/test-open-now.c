/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/clock.h"

#include "searchd/open_now.h"

static struct sp_arena arena;
static struct sp_directory dir;

static void
add(const char *id, const char *hours)
{
  struct sp_field field = {.name = SP_STR("hours"), .values = 1};
  struct sp_str value = sp_str(hours);
  struct sp_doc doc = {.type = SP_DOC_CONTACT,
                       .id = sp_str(id),
                       .title = sp_str(id),
                       .audience = SP_PUBLIC,
                       .level = 1,
                       .field = &field,
                       .fields = hours[0] != '\0'};

  field.value = &value;
  sp_directory_add(&arena, &dir, &doc);
}

static int
setup(void **state)
{
  struct sp_diags diags = {.arena = &arena};

  (void)state;
  if (!sp_when_zone("Europe/London") ||
      !sp_calendar_read(&arena,
                        SP_STR("date,name,open,close,contacts\n"
                               "2026-12-25,Christmas Day,,,\n"
                               "2026-12-24,,,,\n"),
                        &diags, &dir.calendar))
    return -1;
  sp_directory_set_office(&arena, &dir, SP_STR("Mon-Fri 08:45-17:15"));
  add("contacts/waste", "Mon-Fri 07:30-16:30; Sat 22:00-02:00");
  add("contacts/always", "always");
  add("contacts/unknown", "");
  sp_directory_link(&arena, &dir);
  return 0;
}

static int
teardown(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_open_now
asked(const char *id, const char *at)
{
  struct sp_open_now now;

  sp_open_now_contact(&arena, &dir, sp_str(id), clock_at(at), &now);
  return now;
}

static void
who_is_there_says_until_when(void **state)
{
  struct sp_open_now now = asked("contacts/waste", "2026-11-23 09:00");

  (void)state;
  assert_true(now.known);
  assert_true(now.open);
  assert_str(now.text, "Open now until 4:30pm");
  assert_instant(now.until, "2026-11-23 16:30");
}

static void
at_the_minute_of_closing_it_is_closed(void **state)
{
  struct sp_open_now now = asked("contacts/waste", "2026-11-23 16:30");

  (void)state;
  assert_true(now.known);
  assert_false(now.open);
  assert_str(now.text, "Closed now. Opens tomorrow at 7:30am");
  assert_instant(now.until, "2026-11-24 07:30");
}

static void
opening_is_told_as_a_person_would(void **state)
{
  (void)state;
  assert_str(asked("contacts/waste", "2026-11-23 06:00").text,
             "Closed now. Opens at 7:30am");
  assert_str(asked("contacts/waste", "2026-11-22 12:00").text,
             "Closed now. Opens tomorrow at 7:30am");
  assert_str(asked("contacts/waste", "2026-11-27 18:00").text,
             "Closed now. Opens tomorrow at 10pm");
  assert_str(asked("contacts/waste", "2026-11-29 03:00").text,
             "Closed now. Opens tomorrow at 7:30am");
}

static void
a_night_ends_tomorrow(void **state)
{
  (void)state;
  assert_str(asked("contacts/waste", "2026-11-28 23:00").text,
             "Open now until 2am tomorrow");
}

static void
a_holiday_is_named_when_it_has_a_name(void **state)
{
  struct sp_open_now now;

  (void)state;
  sp_open_now_office(&arena, &dir, clock_at("2026-12-25 10:00"), &now);
  assert_str(now.text, "Closed for Christmas Day. Opens on Monday at 8:45am");
  sp_open_now_office(&arena, &dir, clock_at("2026-12-24 10:00"), &now);
  assert_str(now.text, "Closed now. Opens on Monday at 8:45am");
}

static void
who_never_closes_is_open_without_an_end(void **state)
{
  struct sp_open_now now = asked("contacts/always", "2026-12-25 10:00");

  (void)state;
  assert_true(now.open);
  assert_str(now.text, "Open now");
}

static void
without_hours_nothing_is_known(void **state)
{
  (void)state;
  assert_false(asked("contacts/unknown", "2026-11-23 09:00").known);
  assert_false(asked("contacts/nobody", "2026-11-23 09:00").known);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(who_is_there_says_until_when),
      cmocka_unit_test(at_the_minute_of_closing_it_is_closed),
      cmocka_unit_test(opening_is_told_as_a_person_would),
      cmocka_unit_test(a_night_ends_tomorrow),
      cmocka_unit_test(a_holiday_is_named_when_it_has_a_name),
      cmocka_unit_test(who_never_closes_is_open_without_an_end),
      cmocka_unit_test(without_hours_nothing_is_known),
  };

  return cmocka_run_group_tests(tests, setup, teardown);
}
