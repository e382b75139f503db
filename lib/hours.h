/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/hours.h - opening hours: read what a co-ordinator writes, and tell
 * whether somebody is there at an instant, and until when that holds.
 *
 *   hours:  Mon-Fri 08:45-17:15; Sat 09:00-12:00
 *           Monday to Thursday 09:00 - 17:00; Friday 09:00-16:30
 *           Mon, Wed 09:00-12:00, 13:00-17:00; Fri 22:00-02:00
 *           always
 *   closed: 2026-12-24 12:00-17:15; 2026-12-31
 *
 * Days are named in full or by three letters; a dash, an en dash or "to" joins
 * two; commas or "and" list days; commas or spaces list times.  Times are of
 * the 24-hour clock in four digits.  A span that ends before it begins runs
 * over midnight and belongs to the day on which it begins. */
#ifndef SP_HOURS_H
#define SP_HOURS_H

#include "lib/calendar.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The most bytes of either text: what a front matter can hold. */
#define SP_HOURS_MAX_BYTES ((size_t)8 * 1024)

struct sp_hours_span {
  int weekday;     /* on which it begins; 0 Monday to 6 Sunday */
  int from, until; /* minutes from that day's 00:00; until may lie beyond
                      SP_DAY_MINUTES */
};

struct sp_closure {
  sp_day day;
  int from, until; /* as above; 0 and SP_DAY_MINUTES: the whole day */
};

/* Zeroed: no hours are known, so never open. */
struct sp_hours {
  bool always;
  struct sp_hours_span *span; /* by weekday and from; no two of a day touch */
  size_t spans;
  struct sp_closure *closure; /* by day and from */
  size_t closures;
};

/* A list field's values as the one text that the parsers read. */
struct sp_str sp_hours_join(struct sp_arena *arena, const struct sp_str *value,
                            size_t values);

/* Read hours; the closures of *out stay.  The list lives in the arena.  False:
 * not of these forms, *out is unchanged, and *why says what to write (static,
 * to stand after "write "). */
bool sp_hours_parse(struct sp_arena *arena, struct sp_str s,
                    struct sp_hours *out, const char **why);
/* Read closures; the hours of *out stay.  Otherwise as above. */
bool sp_closed_parse(struct sp_arena *arena, struct sp_str s,
                     struct sp_hours *out, const char **why);

/* How far ahead a next change is looked for. */
#define SP_HOURS_HORIZON_DAYS 366

/* Open at `at`?  *until is the next instant at which that changes:
 * SP_ALWAYS_UNTIL when it never does, and at most SP_HOURS_HORIZON_DAYS on, so
 * that one asks again then.
 *
 * A span lasts from the instant of its first minute to that of its end as
 * sp_day_minute() has them.  On a day of the calendar (NULL: none) that is a
 * row's of this contact, the row's times take the place of the day's spans; a
 * row for all can only take away from them, and leaves `always` alone.  A day
 * of the calendar, or closed as a whole, takes with it what a span of that day
 * has beyond midnight, and what the day before's span has within it. */
bool sp_hours_at(const struct sp_hours *hours,
                 const struct sp_calendar *calendar, struct sp_str contact,
                 sp_instant at, sp_instant *until);

/* Is it open at every instant, whatever the calendar says? */
bool sp_hours_never_close(const struct sp_hours *hours,
                          const struct sp_calendar *calendar,
                          struct sp_str contact);

#ifdef __cplusplus
}
#endif
#endif
