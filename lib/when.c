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

static int
days_in(int year, int month)
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
         out->day <= days_in(out->year, out->month);
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

/* Local time at `at`, as one number that sorts as the clock reads. */
static int64_t
reading(time_t at)
{
  struct tm tm;

  localtime_r(&at, &tm);
  return ((((int64_t)tm.tm_year + 1900) * 100 + tm.tm_mon + 1) * 100 +
          tm.tm_mday) *
             10000 +
         tm.tm_hour * 100 + tm.tm_min;
}

static time_t
as_if(int is_dst, int year, int month, int day, int hour, int minute)
{
  struct tm tm = {.tm_year = year - 1900,
                  .tm_mon = month - 1,
                  .tm_mday = day,
                  .tm_hour = hour,
                  .tm_min = minute,
                  .tm_isdst = is_dst};

  return mktime(&tm);
}

/* The first instant that reads as this local minute; in a missing hour the
 * next minute that exists. */
static sp_instant
local(int year, int month, int day, int hour, int minute)
{
  int64_t want =
      ((int64_t)(year * 100 + month) * 100 + day) * 10000 + hour * 100 + minute;
  time_t a = as_if(1, year, month, day, hour, minute);
  time_t b = as_if(0, year, month, day, hour, minute);
  time_t first = a < b ? a : b, second = a < b ? b : a;

  if (reading(first) == want)
    return first;
  if (reading(second) == want)
    return second;
  while (reading(first) < want)
    first += 60;
  return first;
}

sp_instant
sp_civil_begin(const struct sp_civil *c)
{
  return local(c->year, c->month, c->day, c->hour < 0 ? 0 : c->hour,
               c->hour < 0 ? 0 : c->minute);
}

sp_instant
sp_civil_end(const struct sp_civil *c)
{
  int year = c->year, month = c->month, day = c->day;

  if (c->hour >= 0)
    return sp_civil_begin(c);
  if (++day > days_in(year, month)) {
    day = 1;
    if (++month > 12) {
      month = 1;
      year++;
    }
  }
  return local(year, month, day, 0, 0);
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

struct sp_str
sp_when_http(struct sp_arena *arena, sp_instant at)
{
  static const char *const day[] = {"Sun", "Mon", "Tue", "Wed",
                                    "Thu", "Fri", "Sat"};
  time_t t = (time_t)at;
  struct tm tm;

  gmtime_r(&t, &tm);
  return sp_arena_fmt(arena, "%s, %02d %.3s %04d %02d:%02d:%02d GMT",
                      day[tm.tm_wday], tm.tm_mday, month_name[tm.tm_mon],
                      tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}
