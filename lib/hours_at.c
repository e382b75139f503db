/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/hours_at.c - open or closed at an instant, and until when. */
#include "lib/hours.h"

/* Whose days are asked for. */
struct asked {
  const struct sp_hours *hours;
  const struct sp_calendar *calendar; /* NULL: none */
  struct sp_str contact;
};

/* A minute of the calendar, and whether each of its day's is open. */
struct place {
  sp_day day;
  int minute;
  unsigned char open[SP_DAY_MINUTES];
};

static void
set(struct place *place, int from, int until, bool open)
{
  if (until > SP_DAY_MINUTES)
    until = SP_DAY_MINUTES;
  if (from < until)
    memset(place->open + from, open, (size_t)(until - from));
}

/* The row of the calendar that a day goes by, or NULL. */
static const struct sp_holiday *
row_of(const struct asked *asked, sp_day day)
{
  const struct sp_holiday *row =
      asked->calendar ? sp_calendar_on(asked->calendar, asked->contact, day)
                      : NULL;

  return row && asked->hours->always && row->contact.len == 0 ? NULL : row;
}

/* The first closure that is of this day or later. */
static size_t
closure_from(const struct sp_hours *hours, sp_day day)
{
  size_t low = 0, high = hours->closures;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (hours->closure[middle].day < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool
is_whole(const struct sp_closure *closure)
{
  return closure->from == 0 && closure->until == SP_DAY_MINUTES;
}

/* Do the day's spans stand as written, also beyond its midnight? */
static bool
is_plain(const struct asked *asked, sp_day day)
{
  const struct sp_hours *hours = asked->hours;

  if (row_of(asked, day))
    return false;
  for (size_t i = closure_from(hours, day);
       i < hours->closures && hours->closure[i].day == day; i++)
    if (is_whole(&hours->closure[i]))
      return false;
  return true;
}

static void
add_usual(const struct asked *asked, struct place *place)
{
  const struct sp_hours *hours = asked->hours;
  int today = sp_day_weekday(place->day);
  int yesterday = sp_day_weekday(place->day - 1);
  bool goes_on = is_plain(asked, place->day - 1);

  if (hours->always)
    set(place, 0, SP_DAY_MINUTES, true);
  for (size_t i = 0; i < hours->spans; i++) {
    const struct sp_hours_span *span = &hours->span[i];

    if (span->weekday == today)
      set(place, span->from, span->until, true);
    else if (span->weekday == yesterday && goes_on)
      set(place, 0, span->until - SP_DAY_MINUTES, true);
  }
}

static void
take_closures(const struct sp_hours *hours, struct place *place)
{
  for (size_t i = closure_from(hours, place->day - 1);
       i < hours->closures && hours->closure[i].day <= place->day; i++) {
    const struct sp_closure *closure = &hours->closure[i];

    if (closure->day == place->day)
      set(place, closure->from, closure->until, false);
    else
      set(place, 0, closure->until - SP_DAY_MINUTES, false);
  }
}

static void
fill(const struct asked *asked, struct place *place)
{
  const struct sp_holiday *row = row_of(asked, place->day);

  set(place, 0, SP_DAY_MINUTES, false);
  if (row && row->contact.len) {
    set(place, row->open, row->close, true);
  } else {
    add_usual(asked, place);
    if (row) {
      set(place, 0, row->open, false);
      set(place, row->close, SP_DAY_MINUTES, false);
    }
  }
  take_closures(asked->hours, place);
}

static void
step_to(const struct asked *asked, struct place *place, sp_day day, int minute)
{
  bool is_other = day != place->day;

  place->day = day;
  place->minute = minute;
  if (is_other)
    fill(asked, place);
}

/* Go on to the last minute that has begun at `at`: over those that the clock
 * jumps, and, when it shows an hour again, to where it stood before. */
static void
settle(const struct asked *asked, struct place *place, sp_instant at)
{
  while (sp_day_minute(place->day, place->minute + 1) <= at)
    if (place->minute + 1 < SP_DAY_MINUTES)
      place->minute++;
    else
      step_to(asked, place, place->day + 1, 0);
}

/* Where `at` lies.  What is beyond the clock's years counts as their end. */
static void
find_place(const struct asked *asked, struct place *place, sp_instant at)
{
  struct sp_clock clock = sp_clock_at(at);
  sp_instant shown = sp_day_minute(clock.day, clock.minute);

  place->day = clock.day;
  place->minute = clock.minute;
  fill(asked, place);
  settle(asked, place, at - shown > 86400 ? shown : at);
}

static sp_instant
next_change(const struct asked *asked, struct place *place)
{
  bool state = place->open[place->minute];
  sp_day last = place->day + SP_HOURS_HORIZON_DAYS;

  while (place->day < last) {
    const unsigned char *other =
        memchr(place->open + place->minute, !state,
               (size_t)(SP_DAY_MINUTES - place->minute));
    sp_instant at;

    if (!other) {
      step_to(asked, place, place->day + 1, 0);
      continue;
    }
    place->minute = (int)(other - place->open);
    at = sp_day_minute(place->day, place->minute);
    settle(asked, place, at);
    /* What lies within a missing hour is no change. */
    if (place->open[place->minute] != state)
      return at;
  }
  return sp_day_minute(place->day, 0);
}

bool
sp_hours_never_close(const struct sp_hours *hours,
                     const struct sp_calendar *calendar, struct sp_str contact)
{
  return hours->always && hours->closures == 0 &&
         !(calendar && sp_calendar_names(calendar, contact));
}

static bool
never_opens(const struct asked *asked)
{
  return !asked->hours->always && asked->hours->spans == 0 &&
         !(asked->calendar &&
           sp_calendar_names(asked->calendar, asked->contact));
}

bool
sp_hours_at(const struct sp_hours *hours, const struct sp_calendar *calendar,
            struct sp_str contact, sp_instant at, sp_instant *until)
{
  struct asked asked = {hours, calendar, contact};
  struct place place;
  bool open;

  *until = SP_ALWAYS_UNTIL;
  if (sp_hours_never_close(hours, calendar, contact))
    return true;
  if (never_opens(&asked))
    return false;
  find_place(&asked, &place, at);
  open = place.open[place.minute];
  *until = next_change(&asked, &place);
  return open;
}
