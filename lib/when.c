/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static sp_instant fixed_now;
static bool now_is_fixed;

bool
sp_when_zone(const char *name)
{
  char path[256];

  /* glibc takes any name for UTC without a word, so look for the zone. */
  if (!*name || *name == '/' || strstr(name, ".."))
    return false;
  snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", name);
  if (access(path, R_OK) != 0 && strcmp(name, "UTC") != 0)
    return false;
  setenv("TZ", name, 1);
  tzset();
  return true;
}

static bool
digits(struct sp_str s, size_t at, size_t n, int *out)
{
  int value = 0;

  if (at + n > s.len)
    return false;
  for (size_t i = at; i < at + n; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      return false;
    value = value * 10 + (s.ptr[i] - '0');
  }
  *out = value;
  return true;
}

int
sp_month_days(int year, int month)
{
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return month == 2 && leap ? 29 : days[month - 1];
}

static bool
date(struct sp_str s, struct sp_civil *out)
{
  return digits(s, 0, 4, &out->year) && s.ptr[4] == '-' &&
         digits(s, 5, 2, &out->month) && s.ptr[7] == '-' &&
         digits(s, 8, 2, &out->day) && out->year >= 1900 && out->month >= 1 &&
         out->month <= 12 && out->day >= 1 &&
         out->day <= sp_month_days(out->year, out->month);
}

bool
sp_civil_parse(struct sp_str s, struct sp_civil *out)
{
  struct sp_civil c = {.hour = -1, .minute = -1};

  if (s.len < 10 || !date(s, &c))
    return false;
  if (s.len != 10) {
    if (s.len != 16 || s.ptr[10] != ' ' || !digits(s, 11, 2, &c.hour) ||
        s.ptr[13] != ':' || !digits(s, 14, 2, &c.minute) || c.hour > 23 ||
        c.minute > 59)
      return false;
  }
  *out = c;
  return true;
}

/* 1900-01-02 to 9999-12-30: a day's room for any offset. */
#define FIRST_SHOWN ((sp_instant)-2208902400)
#define LAST_SHOWN ((sp_instant)253402214399)

static int64_t
floor_div(int64_t a, int64_t b)
{
  return a / b - (a % b < 0);
}

/* Seconds east of UTC. */
static int
offset_at(sp_instant at)
{
  time_t t = (time_t)(at < FIRST_SHOWN  ? FIRST_SHOWN
                      : at > LAST_SHOWN ? LAST_SHOWN
                                        : at);
  struct tm tm = {0};

  localtime_r(&t, &tm);
  return (int)tm.tm_gmtoff;
}

/* What the clock shows, in minutes since it showed 1970-01-01 00:00. */
static int64_t
reading(sp_instant at)
{
  return floor_div(at + offset_at(at), 60);
}

/* The clock jumps over this minute: the first instant that shows a later
 * one. */
static sp_instant
after_jump(int64_t want)
{
  sp_instant low = want * 60 - 2 * 86400, high = want * 60 + 2 * 86400;

  while (low + 1 < high) {
    sp_instant middle = low + (high - low) / 2;

    if (reading(middle) < want)
      low = middle;
    else
      high = middle;
  }
  return high;
}

/* No zone changes its clock twice within two days. */
sp_instant
sp_day_minute(sp_day day, int minute)
{
  int64_t want = (int64_t)day * SP_DAY_MINUTES + minute;
  sp_instant before = want * 60 - offset_at(want * 60 - 86400);
  sp_instant after = want * 60 - offset_at(want * 60 + 86400);
  sp_instant first = before < after ? before : after;
  sp_instant second = before < after ? after : before;

  if (reading(first) == want)
    return first;
  if (reading(second) == want)
    return second;
  return after_jump(want);
}

struct sp_clock
sp_clock_at(sp_instant at)
{
  struct sp_clock clock = {.offset = offset_at(at)};
  int64_t shown;

  if (at < FIRST_SHOWN)
    at = FIRST_SHOWN;
  if (at > LAST_SHOWN)
    at = LAST_SHOWN;
  shown = floor_div(at + clock.offset, 60);
  clock.day = (sp_day)floor_div(shown, SP_DAY_MINUTES);
  clock.minute = (int)(shown - (int64_t)clock.day * SP_DAY_MINUTES);
  clock.weekday = sp_day_weekday(clock.day);
  clock.civil = sp_day_civil(clock.day);
  clock.civil.hour = clock.minute / 60;
  clock.civil.minute = clock.minute % 60;
  return clock;
}

/* Years run from March here, so that a leap day is a year's last; 719468 days
 * lie between 0000-03-01 and 1970-01-01.  After Howard Hinnant,
 * chrono-compatible low-level date algorithms. */
sp_day
sp_day_of(const struct sp_civil *civil)
{
  int year = civil->year - (civil->month <= 2);
  int era = (int)floor_div(year, 400), of_era = year - era * 400;
  int of_year = (153 * ((civil->month + 9) % 12) + 2) / 5 + civil->day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
         719468;
}

struct sp_civil
sp_day_civil(sp_day day)
{
  int64_t z = (int64_t)day + 719468, era = floor_div(z, 146097);
  int of_era = (int)(z - era * 146097);
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100);
  int month = (5 * of_year + 2) / 153;
  struct sp_civil civil = {.hour = -1, .minute = -1};

  civil.day = of_year - (153 * month + 2) / 5 + 1;
  civil.month = month < 10 ? month + 3 : month - 9;
  civil.year = (int)(era * 400) + year + (civil.month <= 2);
  return civil;
}

int
sp_day_weekday(sp_day day)
{
  int64_t since_monday = (int64_t)day + 3; /* 1970-01-01 was a Thursday */

  return (int)(since_monday - floor_div(since_monday, 7) * 7);
}

bool
sp_time_parse(struct sp_str s, bool is_end, int *minute)
{
  int hour, past;

  if (s.len != 5 || !digits(s, 0, 2, &hour) || s.ptr[2] != ':' ||
      !digits(s, 3, 2, &past) || past > 59 || hour > 24 ||
      (hour == 24 && (past || !is_end)))
    return false;
  *minute = hour * 60 + past;
  return true;
}

sp_instant
sp_civil_begin(const struct sp_civil *c)
{
  return sp_day_minute(sp_day_of(c),
                       c->hour < 0 ? 0 : c->hour * 60 + c->minute);
}

sp_instant
sp_civil_end(const struct sp_civil *c)
{
  return c->hour >= 0 ? sp_civil_begin(c)
                      : sp_day_minute(sp_day_of(c), SP_DAY_MINUTES);
}

/* Sorts as a calendar does; a bare date is its midnight, or the next. */
static int64_t
minute_of(const struct sp_civil *c, bool is_end)
{
  int64_t day = ((int64_t)c->year * 12 + c->month) * 31 + c->day;

  if (c->hour < 0)
    return (day + is_end) * 24 * 60;
  return day * 24 * 60 + c->hour * 60 + c->minute;
}

bool
sp_civil_in_order(const struct sp_civil *from, const struct sp_civil *until)
{
  return !from->year || !until->year ||
         minute_of(from, false) < minute_of(until, true);
}

/* Z, +hh:mm or -hh:mm at offset `at` of s, in seconds. */
static bool
offset(struct sp_str s, size_t at, int *seconds)
{
  int hour, minute;

  if (s.len == at + 1 && (s.ptr[at] == 'Z' || s.ptr[at] == 'z')) {
    *seconds = 0;
    return true;
  }
  if (s.len != at + 6 || (s.ptr[at] != '+' && s.ptr[at] != '-') ||
      !digits(s, at + 1, 2, &hour) || s.ptr[at + 3] != ':' ||
      !digits(s, at + 4, 2, &minute) || hour > 23 || minute > 59)
    return false;
  *seconds = (hour * 60 + minute) * 60 * (s.ptr[at] == '-' ? -1 : 1);
  return true;
}

bool
sp_instant_parse(struct sp_str s, sp_instant *out)
{
  struct sp_civil c = {0};
  struct tm tm;
  int second = 0, shift;

  if (sp_civil_parse(s, &c)) {
    *out = sp_civil_begin(&c);
    return true;
  }
  if (s.len < 20 || !date(s, &c) || (s.ptr[10] != 'T' && s.ptr[10] != 't') ||
      !digits(s, 11, 2, &c.hour) || s.ptr[13] != ':' ||
      !digits(s, 14, 2, &c.minute) || s.ptr[16] != ':' ||
      !digits(s, 17, 2, &second) || c.hour > 23 || c.minute > 59 ||
      second > 60 || !offset(s, 19, &shift))
    return false;
  tm = (struct tm){.tm_year = c.year - 1900,
                   .tm_mon = c.month - 1,
                   .tm_mday = c.day,
                   .tm_hour = c.hour,
                   .tm_min = c.minute,
                   .tm_sec = second};
  *out = (sp_instant)timegm(&tm) - shift;
  return true;
}

sp_instant
sp_when_now(void)
{
  return now_is_fixed ? fixed_now : (sp_instant)time(NULL);
}

void
sp_when_set_now(sp_instant at)
{
  fixed_now = at;
  now_is_fixed = true;
}

static const char *const month_name[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

const char *
sp_civil_why(struct sp_str s, char buf[SP_CIVIL_WHY_MAX])
{
  struct sp_civil c = {0};
  int year, month, day, hour, minute;

  if (!digits(s, 0, 4, &year) || s.len < 10 || s.ptr[4] != '-' ||
      !digits(s, 5, 2, &month) || s.ptr[7] != '-' || !digits(s, 8, 2, &day) ||
      (s.len > 10 && s.ptr[10] >= '0' && s.ptr[10] <= '9') || year < 1900)
    return NULL;
  if (month < 1 || month > 12)
    snprintf(buf, SP_CIVIL_WHY_MAX,
             "there is no month %02d: the year stands first, then the month",
             month);
  else if (!date(s, &c))
    snprintf(buf, SP_CIVIL_WHY_MAX, "there is no %d %s %d", day,
             month_name[month - 1], year);
  else if (s.len >= 16 && digits(s, 11, 2, &hour) && s.ptr[13] == ':' &&
           digits(s, 14, 2, &minute) && (hour > 23 || minute > 59))
    snprintf(buf, SP_CIVIL_WHY_MAX,
             "there is no %02d:%02d: a day goes from 00:00 to 23:59", hour,
             minute);
  else
    return NULL;
  return buf;
}

struct sp_str
sp_when_long_date(struct sp_arena *arena, struct sp_str iso)
{
  struct sp_civil c;

  if (!sp_civil_parse(iso, &c))
    return iso;
  return sp_arena_fmt(arena, "%d %s %d", c.day, month_name[c.month - 1],
                      c.year);
}

struct sp_str
sp_when_rfc3339(struct sp_arena *arena, sp_instant at)
{
  time_t t = (time_t)at;
  struct tm tm;

  gmtime_r(&t, &tm);
  return sp_arena_fmt(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ",
                      tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                      tm.tm_min, tm.tm_sec);
}
