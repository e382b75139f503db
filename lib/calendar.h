/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/calendar.h - bank-holidays.csv: days that are not as other days.
 *
 *   date,name,open,close,contacts
 *   2026-12-25,Christmas Day,,,
 *   2026-12-31,New Year's Eve,09:00,13:00,planning-team; licensing-team
 *
 * Without times a day is closed.  A row without contacts is for all of them; on
 * a day that has both, a contact goes by the row that names it. */
#ifndef SP_CALENDAR_H
#define SP_CALENDAR_H

#include "lib/csv.h"
#include "lib/when.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The most days times contacts that are kept. */
#define SP_CALENDAR_MAX ((size_t)100 * 1000)

struct sp_holiday {
  struct sp_str contact; /* its key in small letters; empty: all */
  sp_day day;
  struct sp_str name;
  int open, close; /* minutes from 00:00; 0 and 0: closed all day */
  unsigned line;
};

/* By contact, then by day; no two of one contact and day. */
struct sp_calendar {
  struct sp_holiday *item;
  size_t count;
};

/* Texts live in the arena.  False when the file is no such table at all, or
 * has too many rows: *out is then empty.  E25 with line for an unknown column,
 * a bad date (the row is left out), a bad or lone time or a close that is not
 * after its open (the day then counts as closed), and a contact's second row
 * for a day (the first counts). */
bool sp_calendar_read(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_diags *diags, struct sp_calendar *out);

/* The row that holds for a contact's key (small letters; empty: for the
 * council as a whole) on a day: the one that names it, else the one for all;
 * NULL: a day like others. */
const struct sp_holiday *sp_calendar_on(const struct sp_calendar *calendar,
                                        struct sp_str contact, sp_day day);
/* Does any row name this contact? */
bool sp_calendar_names(const struct sp_calendar *calendar,
                       struct sp_str contact);

void sp_calendar_pack(struct sp_buf *out, const struct sp_calendar *calendar);
/* False when the bytes are broken; texts are borrowed from them. */
bool sp_calendar_unpack(struct sp_arena *arena, struct sp_unpack *in,
                        struct sp_calendar *out);

#ifdef __cplusplus
}
#endif
#endif
