/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening hours drawn at random, against a model that walks two years by
 * quarter hours. */
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

DIAGS_SETUP

#define QUARTER 900
#define DAYS (2 * 365 + 20)
#define QUARTERS ((size_t)DAYS * 100)
#define FIRST_DAY 20450 /* 2025-12-28 */

static uint64_t
draw(uint64_t *seed, uint64_t n)
{
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed % n;
}

static int
draw_time(uint64_t *seed, int from)
{
  return from + 15 * (int)draw(seed, (uint64_t)(96 - from / 15));
}

static struct sp_str
range(struct fixture *f, uint64_t *seed, bool may_wrap)
{
  int from = draw_time(seed, 0);
  int until = draw_time(seed, from) + 15;

  if (may_wrap && from >= 9 * 60 && draw(seed, 4) == 0)
    until = 15 * (1 + (int)draw(seed, 12));
  return sp_arena_fmt(&f->arena, "%02d:%02d-%02d:%02d", from / 60, from % 60,
                      until / 60, until % 60);
}

static struct sp_str
random_hours(struct fixture *f, uint64_t *seed)
{
  static const char *const day[] = {"Mon", "Tue", "Wed", "Thu",
                                    "Fri", "Sat", "Sun"};
  struct sp_str s = SP_STR("");
  size_t n = 1 + draw(seed, 6);

  if (draw(seed, 3) == 0)
    return SP_STR("always");
  for (size_t i = 0; i < n; i++)
    s = sp_arena_fmt(&f->arena, "%.*s%s %.*s;", SP_FMT(s), day[draw(seed, 7)],
                     SP_FMT(range(f, seed, true)));
  return s;
}

static struct sp_str
date(struct fixture *f, uint64_t *seed)
{
  struct sp_civil civil = sp_day_civil(FIRST_DAY + (sp_day)draw(seed, DAYS));

  return sp_arena_fmt(&f->arena, "%04d-%02d-%02d", civil.year, civil.month,
                      civil.day);
}

static struct sp_str
random_closed(struct fixture *f, uint64_t *seed)
{
  struct sp_str s = SP_STR("");
  size_t n = draw(seed, 40);

  for (size_t i = 0; i < n; i++)
    s = sp_arena_fmt(&f->arena, "%.*s%.*s%s%.*s;", SP_FMT(s),
                     SP_FMT(date(f, seed)), " ",
                     SP_FMT(draw(seed, 2) ? range(f, seed, true) : SP_STR("")));
  /* The days on which the clocks change. */
  return sp_arena_fmt(&f->arena, "%.*s%s", SP_FMT(s),
                      draw(seed, 2) ? "2026-03-29 01:15-01:45;2026-10-25"
                                      " 01:15-01:45"
                                    : "");
}

static void
random_calendar(struct fixture *f, uint64_t *seed)
{
  static const char *const who[] = {"", "team", "others", "team; others"};
  struct sp_diags diags = {.arena = &f->arena};
  struct sp_str s = SP_STR("date,open,close,contacts\n");
  size_t n = draw(seed, 60);

  for (size_t i = 0; i < n; i++) {
    struct sp_str times = draw(seed, 2) ? range(f, seed, false) : SP_STR("-");
    size_t dash = sp_str_find(times, '-', 0);

    s = sp_arena_fmt(&f->arena, "%.*s%.*s,%.*s,%.*s,%s\n", SP_FMT(s),
                     SP_FMT(date(f, seed)), SP_FMT(sp_str_sub(times, 0, dash)),
                     SP_FMT(sp_str_sub(times, dash + 1, 9)),
                     who[draw(seed, SP_ARRAY_LEN(who))]);
  }
  /* Rows for one day twice are refused; the first counts, as it should. */
  assert_true(sp_calendar_read(&f->arena, s, &diags, &f->calendar));
}

static const struct sp_holiday *
naive_row(const struct fixture *f, sp_day day)
{
  const struct sp_holiday *all = NULL;

  for (size_t i = 0; i < f->calendar.count; i++) {
    const struct sp_holiday *row = &f->calendar.item[i];

    if (row->day == day && sp_str_is(row->contact, "team"))
      return row;
    if (row->day == day && row->contact.len == 0)
      all = row;
  }
  return f->hours.always ? NULL : all;
}

static bool
naive_closed(const struct fixture *f, sp_day day, int minute)
{
  for (size_t i = 0; i < f->hours.closures; i++) {
    const struct sp_closure *closure = &f->hours.closure[i];
    int since = minute + (day - closure->day) * SP_DAY_MINUTES;

    if (day - closure->day <= 1 && day >= closure->day &&
        since >= closure->from && since < closure->until)
      return true;
  }
  return false;
}

static bool
naive_whole_day(const struct fixture *f, sp_day day)
{
  for (size_t i = 0; i < f->hours.closures; i++)
    if (f->hours.closure[i].day == day && f->hours.closure[i].from == 0 &&
        f->hours.closure[i].until == SP_DAY_MINUTES)
      return true;
  return false;
}

static bool
naive_usual(const struct fixture *f, sp_day day, int minute)
{
  for (size_t i = 0; i < f->hours.spans; i++) {
    const struct sp_hours_span *span = &f->hours.span[i];

    if (span->weekday == sp_day_weekday(day) && minute >= span->from &&
        minute < span->until)
      return true;
    if (span->weekday == sp_day_weekday(day - 1) &&
        minute + SP_DAY_MINUTES < span->until && !naive_row(f, day - 1) &&
        !naive_whole_day(f, day - 1))
      return true;
  }
  return f->hours.always;
}

static bool
naive_open(const struct fixture *f, sp_day day, int minute)
{
  const struct sp_holiday *row = naive_row(f, day);

  if (naive_closed(f, day, minute))
    return false;
  if (row && row->contact.len)
    return minute >= row->open && minute < row->close;
  if (row && (minute < row->open || minute >= row->close))
    return false;
  return naive_usual(f, day, minute);
}

/* The clock that stands still when clocks go back is the one that opening
 * hours follow: what it shows at any instant is the most that the clock on the
 * wall has shown by then. */
static void
fill_model(const struct fixture *f, bool *open, sp_instant first)
{
  int64_t most = 0;

  for (size_t q = 0; q < QUARTERS; q++) {
    struct sp_clock clock = sp_clock_at(first + (sp_instant)q * QUARTER);
    int64_t shown = (int64_t)clock.day * SP_DAY_MINUTES + clock.minute;

    if (shown > most)
      most = shown;
    open[q] = naive_open(f, (sp_day)(most / SP_DAY_MINUTES),
                         (int)(most % SP_DAY_MINUTES));
  }
}

static void
compare(struct fixture *f, const bool *open, sp_instant first, uint64_t *seed)
{
  size_t change = QUARTERS;

  for (size_t q = QUARTERS - 1; q-- > 0;) {
    sp_instant at = first + (sp_instant)q * QUARTER, until;
    bool is_open;

    if (open[q] != open[q + 1])
      change = q + 1;
    /* All of them round the changes of clock, else one of some. */
    if (sp_clock_at(at - 7200).offset == sp_clock_at(at + 7200).offset &&
        draw(seed, 23))
      continue;
    is_open = sp_hours_at(&f->hours, &f->calendar, SP_STR("team"),
                          at + (sp_instant)draw(seed, QUARTER), &until);
    assert_int_equal(is_open, open[q]);
    if (change < QUARTERS)
      assert_true(until == first + (sp_instant)change * QUARTER ||
                  (change - q > 366 * 90 && until > at + 360 * 86400));
    else
      assert_true(until >= first + (sp_instant)(QUARTERS - 1) * QUARTER ||
                  until > at + 360 * 86400);
  }
}

static void
every_answer_is_a_naive_models(void **state)
{
  static const char *const zone[] = {"Europe/London", "Europe/London",
                                     "America/Santiago", "Africa/Casablanca",
                                     "Asia/Kathmandu"};
  struct fixture *f = *state;
  bool *open = malloc(QUARTERS * sizeof(*open));

  for (uint64_t round = 0; round < 40; round++) {
    uint64_t seed = 88172645463325252ULL + round * 7919;
    struct sp_str hours, closed;
    sp_instant first;

    assert_true(sp_when_zone(zone[round % SP_ARRAY_LEN(zone)]));
    sp_arena_release(&f->arena);
    hours = random_hours(f, &seed);
    closed = random_closed(f, &seed);
    f->hours = (struct sp_hours){0};
    assert_true(sp_hours_parse(&f->arena, hours, &f->hours, &f->why));
    if (closed.len && !sp_closed_parse(&f->arena, closed, &f->hours, &f->why))
      fail_msg("\"%.*s\": write %s", SP_FMT(closed), f->why);
    random_calendar(f, &seed);
    first = sp_day_minute(FIRST_DAY, 0);
    fill_model(f, open, first);
    compare(f, open, first, &seed);
  }
  free(open);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(every_answer_is_a_naive_models),
  };

  return cmocka_run_group_tests_name("hours model", tests, NULL, NULL);
}
