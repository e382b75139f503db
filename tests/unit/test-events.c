/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "tests/unit/clock.h"
#include "tests/unit/folder.h"

#include <sqlite3.h>
#include <time.h>

#include "lib/log.h"

#include "searchd/events.h"
#include "searchd/events_list.h"
#include "searchd/events_store.h"

static struct sp_events *
started(const struct folder *folder)
{
  struct sp_events *events;
  struct sp_err err;

  if (sp_events_start(folder->path, &events, &err) != SP_OK)
    fail_msg("%s", err.msg);
  return events;
}

static bool
add(struct sp_events *events, enum sp_event_kind kind, const char *words,
    const char *visitor)
{
  struct sp_event event = {.kind = kind, .words = sp_str(words)};

  return sp_events_add(events, &event, sp_str(visitor));
}

/* Until the writer has done that much; it is given long. */
static void
wait_for(struct sp_events *events, uint64_t written, bool failing)
{
  struct timespec pause = {0, 10000000};
  struct sp_events_stats stats;

  for (int i = 0; i < 6000; i++) {
    sp_events_stats(events, &stats);
    if (stats.written == written && stats.failing == failing)
      return;
    (void)nanosleep(&pause, NULL);
  }
  fail_msg("%llu written, %llu expected", (unsigned long long)stats.written,
           (unsigned long long)written);
}

static uint64_t
times(const struct folder *folder, const char *words)
{
  struct sp_arena arena = {0};
  struct sp_list list;
  uint64_t n = 0;

  assert_int_equal(sp_events_list(folder->path, sp_clock_at(sp_when_now()).day,
                                  INT32_MIN, &arena, &list, NULL),
                   SP_OK);
  for (size_t i = 0; i < list.count; i++)
    if (sp_str_is(list.item[i].words, words))
      n += list.item[i].occasions;
  sp_arena_release(&arena);
  return n;
}

static void
a_visitor_counts_once_a_day_for_each_thing(void **state)
{
  struct sp_events *events = started(*state);

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  assert_false(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  assert_true(add(events, SP_EVENT_NOTHING, "hedge", "a"));
  assert_true(add(events, SP_EVENT_FEW, "bonfire", "a"));
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "b"));
  sp_when_set_now(clock_at("2026-11-24 09:00"));
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  assert_false(add(events, SP_EVENT_NONE, "bonfire", "c"));
  assert_false(add(events, SP_EVENT_NOTHING, "", "c"));
  wait_for(events, 5, false);
  sp_events_stop(events);
}

static bool
rate(struct sp_events *events, enum sp_event_kind kind, const char *page,
     const char *words, const char *visitor)
{
  struct sp_event event = {
      .kind = kind, .words = sp_str(words), .about = sp_str(page)};

  return sp_events_add(events, &event, sp_str(visitor));
}

static void
a_visitor_answers_once_a_day_for_each_page(void **state)
{
  struct sp_events *events = started(*state);

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  assert_true(rate(events, SP_EVENT_USEFUL, "waste/a", "", "a"));
  assert_false(rate(events, SP_EVENT_USEFUL, "waste/a", "", "a"));
  assert_false(rate(events, SP_EVENT_NOT_USEFUL, "waste/a", "", "a"));
  assert_true(rate(events, SP_EVENT_SAID, "waste/a", "one", "a"));
  assert_false(rate(events, SP_EVENT_SAID, "waste/a", "two", "a"));
  assert_false(rate(events, SP_EVENT_SAID, "waste/b", "", "a"));
  assert_true(rate(events, SP_EVENT_NOT_USEFUL, "waste/b", "", "a"));
  assert_true(rate(events, SP_EVENT_NOT_USEFUL, "waste/a", "", "b"));
  assert_false(rate(events, SP_EVENT_USEFUL, "", "", "c"));
  sp_when_set_now(clock_at("2026-11-24 09:00"));
  assert_true(rate(events, SP_EVENT_NOT_USEFUL, "waste/a", "", "a"));
  wait_for(events, 5, false);
  sp_events_stop(events);
}

static void
much_feedback_keeps_no_search_out(void **state)
{
  struct sp_events *events = started(*state);
  uint64_t taken = 0;

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  for (int i = 0; i < SP_EVENTS_FEEDBACK; i++) {
    char visitor[16];

    snprintf(visitor, sizeof(visitor), "%d", i);
    taken += rate(events, SP_EVENT_USEFUL, "waste/a", "", visitor);
    if (i % 512 == 511)
      wait_for(events, taken, false);
  }
  assert_int_equal(taken, SP_EVENTS_FEEDBACK);
  assert_false(rate(events, SP_EVENT_USEFUL, "waste/a", "", "more"));
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  sp_events_stop(events);
}

static void
what_waits_is_written_when_it_ends(void **state)
{
  struct sp_events *events = started(*state);
  char visitor[] = "0";

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  for (; visitor[0] < '9'; visitor[0]++)
    assert_true(add(events, SP_EVENT_NOTHING, "bonfire", visitor));
  sp_events_stop(events);
  assert_int_equal(times(*state, "bonfire"), 9);
}

static void
many_are_written_and_too_many_dropped(void **state)
{
  struct sp_events *events = started(*state);
  struct sp_events_stats stats;
  uint64_t taken = 0;

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  for (int i = 0; i < SP_EVENTS_DAILY + 3000; i++) {
    char visitor[16];

    snprintf(visitor, sizeof(visitor), "%d", i);
    taken += add(events, SP_EVENT_NOTHING, "flood", visitor);
  }
  sp_events_stats(events, &stats);
  assert_true(taken >= SP_EVENTS_QUEUE && taken <= SP_EVENTS_DAILY);
  assert_int_equal(stats.dropped, SP_EVENTS_DAILY + 3000 - taken);
  wait_for(events, taken, false);
  assert_int_equal(times(*state, "flood"), taken);
  sp_events_stop(events);
}

static void
what_is_too_old_goes_when_it_begins(void **state)
{
  struct sp_events *events;
  char visitor[] = "0";

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  events = started(*state);
  for (; visitor[0] < '5'; visitor[0]++)
    assert_true(add(events, SP_EVENT_NOTHING, "bonfire", visitor));
  wait_for(events, 5, false);
  /* The day changes while it runs, too. */
  sp_when_set_now(clock_at("2027-12-24 09:00"));
  assert_true(add(events, SP_EVENT_NOTHING, "hedge", "a"));
  wait_for(events, 6, false);
  sp_events_stop(events);
  sp_when_set_now(clock_at("2026-11-23 09:00"));
  assert_int_equal(times(*state, "bonfire"), 0);
}

static void
a_damaged_file_is_put_aside(void **state)
{
  struct folder *folder = *state;
  struct sp_events *events;
  char path[512];

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  folder_write(folder, SP_STORE_FILE,
               "no database at all, but some text of "
               "that length which one may have");
  sp_log_set_level(SP_LOG_ERROR);
  events = started(folder);
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  wait_for(events, 1, false);
  sp_events_stop(events);
  snprintf(path, sizeof(path), "%s/%s", folder->path, SP_STORE_ASIDE);
  assert_int_equal(access(path, F_OK), 0);
}

static void
a_locked_file_is_tried_again(void **state)
{
  struct folder *folder = *state;
  struct sp_events *events;
  sqlite3 *other;
  char path[512];

  sp_when_set_now(clock_at("2026-11-23 09:00"));
  events = started(folder);
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  wait_for(events, 1, false);
  snprintf(path, sizeof(path), "%s/%s", folder->path, SP_STORE_FILE);
  assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
  assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                   SQLITE_OK);
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "b"));
  wait_for(events, 1, true);
  assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL),
                   SQLITE_OK);
  assert_int_equal(sqlite3_close(other), SQLITE_OK);
  wait_for(events, 2, false);
  sp_events_stop(events);
}

static void
a_folder_that_is_gone_is_no_reason_to_fail(void **state)
{
  struct folder *folder = *state, nowhere;
  struct sp_events *events;

  snprintf(nowhere.path, sizeof(nowhere.path), "%.200s/no", folder->path);
  events = started(&nowhere);
  assert_true(add(events, SP_EVENT_NOTHING, "bonfire", "a"));
  wait_for(events, 0, true);
  sp_events_stop(events);
  sp_events_stop(NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(a_visitor_counts_once_a_day_for_each_thing),
      FOLDER_TEST(a_visitor_answers_once_a_day_for_each_page),
      FOLDER_TEST(much_feedback_keeps_no_search_out),
      FOLDER_TEST(what_waits_is_written_when_it_ends),
      FOLDER_TEST(many_are_written_and_too_many_dropped),
      FOLDER_TEST(what_is_too_old_goes_when_it_begins),
      FOLDER_TEST(a_damaged_file_is_put_aside),
      FOLDER_TEST(a_locked_file_is_tried_again),
      FOLDER_TEST(a_folder_that_is_gone_is_no_reason_to_fail),
  };

  sp_log_set_level(SP_LOG_ERROR);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
