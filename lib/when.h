/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/when.h - instants and the council's clock.
 *
 * An instant is seconds since 1970-01-01 00:00 UTC.  What authors write is
 * local time of the site's zone, as `2026-04-01` or `2026-04-01 09:30`: in the
 * repeated hour of autumn the first counts, in the missing hour of spring the
 * next minute that exists. */
#ifndef SP_WHEN_H
#define SP_WHEN_H

#include "lib/arena.h"
#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int64_t sp_instant;
#define SP_ALWAYS_FROM INT64_MIN  /* no beginning */
#define SP_ALWAYS_UNTIL INT64_MAX /* no end */

/* Set the zone of the whole process (an IANA name).  Call once at start or
 * when the site's settings are read, before other threads use this file.
 * False when there is no such zone; the zone then stays. */
bool sp_when_zone(const char *name);

/* A civil date and optional time as written; no zone yet. */
struct sp_civil {
  int year, month, day; /* month and day from 1 */
  int hour, minute;     /* -1: only a date */
};
/* True only for a real date in exactly the form above (a leap day exists,
 * 24:00 does not). */
bool sp_civil_parse(struct sp_str s, struct sp_civil *out);
/* Of a text that is of this form (or begins with a date, as that of --at may)
 * but names no real date or time, why: "there is no 30 February 2026".  In buf;
 * NULL: it is real, or of another form. */
#define SP_CIVIL_WHY_MAX 64
const char *sp_civil_why(struct sp_str s, char buf[SP_CIVIL_WHY_MAX]);
/* The instant at which it begins: 00:00 for a bare date. */
sp_instant sp_civil_begin(const struct sp_civil *civil);
/* The instant at which an `until` ends: a bare date includes that day, a time
 * ends at that minute. */
sp_instant sp_civil_end(const struct sp_civil *civil);
/* Does `from` come before `until` ends?  So without a zone; true when either
 * is open. */
bool sp_civil_in_order(const struct sp_civil *from,
                       const struct sp_civil *until);

/* A time of day, 09:30 or, as an end, 24:00, in minutes from 00:00.  Two digits
 * each: 9:00 may be an evening's. */
bool sp_time_parse(struct sp_str s, bool is_end, int *minute);

/* A day of the calendar, in no zone: days since 1970-01-01. */
typedef int32_t sp_day;
#define SP_DAY_MINUTES (24 * 60)
int sp_month_days(int year, int month); /* month: 1 to 12 */
sp_day sp_day_of(const struct sp_civil *civil);
struct sp_civil sp_day_civil(sp_day day); /* a bare date */
int sp_day_weekday(sp_day day);           /* 0 Monday to 6 Sunday */
/* The instant at which the day's clock shows that minute (0 is 00:00): in the
 * repeated hour the first time, in the missing hour the next minute that
 * exists.  SP_DAY_MINUTES and more are the next day's. */
sp_instant sp_day_minute(sp_day day, int minute);

/* What the site's clock shows at an instant. */
struct sp_clock {
  struct sp_civil civil; /* to the minute */
  sp_day day;
  int minute;  /* of the day */
  int weekday; /* 0 Monday to 6 Sunday */
  int offset;  /* seconds east of UTC */
};
/* An instant before 1900 or after 9999 shows as the nearest one within. */
struct sp_clock sp_clock_at(sp_instant at);

/* Parse `--at`: civil form, or RFC 3339 with Z or an offset. */
bool sp_instant_parse(struct sp_str s, sp_instant *out);
/* The clock, or the instant that sp_when_set_now() fixed (--at). */
sp_instant sp_when_now(void);
void sp_when_set_now(sp_instant at);

/* "22 November 2026" (of an ISO date; as given when it is none). */
struct sp_str sp_when_long_date(struct sp_arena *arena, struct sp_str iso);
/* RFC 3339 in UTC, "2026-11-22T16:31:22Z". */
struct sp_str sp_when_rfc3339(struct sp_arena *arena, sp_instant at);

#ifdef __cplusplus
}
#endif
#endif
