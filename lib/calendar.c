/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/calendar.h"

#include "lib/table.h"
#include "lib/text.h"

#include <stdlib.h>

#define CALENDAR_PATH SP_STR("bank-holidays.csv")

static const char *const column_name[] = {"date", "name", "open", "close",
                                          "contacts"};

struct reader {
  struct sp_arena *arena;
  struct sp_table table;
  struct sp_calendar *out;
  size_t cap;
};

/* A day whose times are in doubt is closed: better a call that goes to who is
 * there at night than one that nobody takes. */
static void
read_times(struct reader *r, size_t row, struct sp_holiday *day)
{
  struct sp_str open = sp_csv_get(r->table.csv, row, "open");
  struct sp_str close = sp_csv_get(r->table.csv, row, "close");
  int from, until;

  if (open.len == 0 && close.len == 0)
    return;
  if (open.len == 0 || close.len == 0)
    sp_diag(r->table.diags, "E25", CALENDAR_PATH, day->line, 0,
            "write both open and close, or neither for a day that is closed");
  else if (!sp_time_parse(open, false, &from) ||
           !sp_time_parse(close, true, &until))
    sp_diag(r->table.diags, "E25", CALENDAR_PATH, day->line, 0,
            "open \"%.*s\", close \"%.*s\": write times of the 24-hour clock,"
            " such as 09:00 and 12:30",
            SP_FMT(open), SP_FMT(close));
  else if (until <= from)
    sp_diag(r->table.diags, "E25", CALENDAR_PATH, day->line, 0,
            "close lies before open; leave both empty for a day that is"
            " closed");
  else {
    day->open = from;
    day->close = until;
  }
}

/* A row is kept once for each contact that it names. */
static bool
read_row(struct reader *r, size_t row)
{
  const struct sp_csv *csv = r->table.csv;
  struct sp_holiday day = {.name = sp_csv_get(csv, row, "name"),
                           .line = csv->line[row]};
  struct sp_str date = sp_csv_get(csv, row, "date");
  struct sp_str rest = sp_csv_get(csv, row, "contacts"), contact;
  bool is_for_all = rest.len == 0;
  struct sp_civil civil;

  if (!sp_civil_parse(date, &civil) || civil.hour >= 0) {
    char buf[SP_CIVIL_WHY_MAX];
    const char *why = sp_civil_why(date, buf);

    sp_diag(r->table.diags, "E25", CALENDAR_PATH, day.line, 0,
            "date \"%.*s\" is none; %s", SP_FMT(date),
            why ? why : "write it as 2026-12-25");
    return true;
  }
  day.day = sp_day_of(&civil);
  read_times(r, row, &day);
  while (is_for_all || sp_str_split(&rest, ';', &contact)) {
    day.contact = is_for_all ? SP_STR("") : sp_text_lower(r->arena, contact);
    if (r->out->count == SP_CALENDAR_MAX)
      return false;
    if (is_for_all || contact.len)
      SP_PUSH(r->arena, r->out->item, r->out->count, r->cap, day);
    if (is_for_all)
      break;
  }
  return true;
}

static int
compare(struct sp_str contact, sp_day day, const struct sp_holiday *b)
{
  int order = sp_str_cmp(contact, b->contact);

  return order ? order : (day > b->day) - (day < b->day);
}

static int
by_contact_and_day(const void *va, const void *vb)
{
  const struct sp_holiday *a = va, *b = vb;
  int order = compare(a->contact, a->day, b);

  return order ? order : (a->line > b->line) - (a->line < b->line);
}

static void
drop_second_rows(struct reader *r)
{
  struct sp_holiday *item = r->out->item;
  size_t kept = 0;

  for (size_t i = 0; i < r->out->count; i++) {
    const struct sp_holiday *before = kept ? &item[kept - 1] : NULL;

    if (!before || compare(item[i].contact, item[i].day, before) != 0) {
      item[kept++] = item[i];
      continue;
    }
    if (item[i].contact.len == 0)
      sp_diag(r->table.diags, "E25", CALENDAR_PATH, item[i].line, 0,
              "line %u is for this day too; keep one of them, or name the"
              " contacts that it is for",
              before->line);
    else
      sp_diag(r->table.diags, "E25", CALENDAR_PATH, item[i].line, 0,
              "\"%.*s\" stands in line %u for this day too; keep one of them",
              SP_FMT(item[i].contact), before->line);
  }
  r->out->count = kept;
}

bool
sp_calendar_read(struct sp_arena *arena, struct sp_str bytes,
                 struct sp_diags *diags, struct sp_calendar *out)
{
  struct sp_csv csv;
  struct reader r = {arena, {&csv, CALENDAR_PATH, diags}, out, 0};

  *out = (struct sp_calendar){0};
  if (!sp_csv_read(arena, bytes, CALENDAR_PATH, diags, &csv) ||
      !sp_table_columns(&r.table, column_name, SP_ARRAY_LEN(column_name), 1))
    return false;
  for (size_t i = 0; i < csv.rows; i++)
    if (!read_row(&r, i)) {
      sp_diag(diags, "E25", CALENDAR_PATH, csv.line[i], 0,
              "there are more than %zu days and contacts", SP_CALENDAR_MAX);
      *out = (struct sp_calendar){0};
      return false;
    }
  if (out->count)
    qsort(out->item, out->count, sizeof(*out->item), by_contact_and_day);
  drop_second_rows(&r);
  return true;
}

/* The first row of this contact that is not before the day. */
static size_t
lower_bound(const struct sp_calendar *calendar, struct sp_str contact,
            sp_day day)
{
  size_t low = 0, high = calendar->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (compare(contact, day, &calendar->item[middle]) > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const struct sp_holiday *
sp_calendar_on(const struct sp_calendar *calendar, struct sp_str contact,
               sp_day day)
{
  size_t i = lower_bound(calendar, contact, day);

  if (i < calendar->count && compare(contact, day, &calendar->item[i]) == 0)
    return &calendar->item[i];
  return contact.len ? sp_calendar_on(calendar, SP_STR(""), day) : NULL;
}

bool
sp_calendar_names(const struct sp_calendar *calendar, struct sp_str contact)
{
  size_t i = lower_bound(calendar, contact, INT32_MIN);

  return contact.len && i < calendar->count &&
         sp_str_eq(calendar->item[i].contact, contact);
}

void
sp_calendar_pack(struct sp_buf *out, const struct sp_calendar *calendar)
{
  sp_pack_u64(out, calendar->count);
  for (size_t i = 0; i < calendar->count; i++) {
    const struct sp_holiday *day = &calendar->item[i];

    sp_pack_str(out, day->contact);
    sp_pack_i64(out, day->day);
    sp_pack_str(out, day->name);
    sp_pack_u64(out, (uint64_t)day->open);
    sp_pack_u64(out, (uint64_t)day->close);
    sp_pack_u64(out, day->line);
  }
}

static void
unpack_day(struct sp_unpack *in, struct sp_holiday *day)
{
  int64_t number;
  uint64_t open, close;

  day->contact = sp_unpack_str(in);
  number = sp_unpack_i64(in);
  day->name = sp_unpack_str(in);
  open = sp_unpack_u64(in);
  close = sp_unpack_u64(in);
  day->line = sp_unpack_u32(in);
  if (number < INT32_MIN || number > INT32_MAX || close > SP_DAY_MINUTES ||
      open > close || (open == close && close)) {
    in->broken = true;
    return;
  }
  day->day = (sp_day)number;
  day->open = (int)open;
  day->close = (int)close;
}

/* Look-ups rely on the order. */
bool
sp_calendar_unpack(struct sp_arena *arena, struct sp_unpack *in,
                   struct sp_calendar *out)
{
  *out = (struct sp_calendar){.count = sp_unpack_count(in, 6)};
  out->item = sp_arena_array(arena, struct sp_holiday, out->count);
  for (size_t i = 0; i < out->count && !in->broken; i++) {
    unpack_day(in, &out->item[i]);
    if (i &&
        compare(out->item[i].contact, out->item[i].day, &out->item[i - 1]) <= 0)
      in->broken = true;
  }
  if (in->broken)
    *out = (struct sp_calendar){0};
  return !in->broken;
}
