/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_time.c - what grows old: reviews, contacts, translations, fees. */
#include "lib/check_parts.h"

#include <stdlib.h>

#include "lib/check_site.h"
#include "lib/render.h"

/* ---- when ---- */

/* The moment after the day of an ISO date; SP_ALWAYS_UNTIL when it is none. */
static sp_instant
end_of(struct sp_str iso)
{
  struct sp_civil civil;

  return sp_civil_parse(iso, &civil) ? sp_civil_end(&civil) : SP_ALWAYS_UNTIL;
}

/* The moment at which that day begins, likewise. */
static sp_instant
begin_of(struct sp_str iso)
{
  struct sp_civil civil;

  return sp_civil_parse(iso, &civil) ? sp_civil_begin(&civil) : SP_ALWAYS_UNTIL;
}

/* The same day of a later month, or that month's last. */
static void
add_months(struct sp_civil *civil, int months)
{
  int month = civil->month - 1 + months, last;

  civil->year += month / 12;
  civil->month = month % 12 + 1;
  last = sp_month_days(civil->year, civil->month);
  if (civil->day > last)
    civil->day = last;
}

/* `6 months` on from a date; false when it is not of that form. */
static bool
add_span(struct sp_civil *civil, struct sp_str every)
{
  size_t space = sp_str_find(every, ' ', 0);
  struct sp_str unit = sp_str_trim(sp_str_sub(every, space, every.len));
  int n = 0;

  for (size_t i = 0; i < space; i++)
    if (every.ptr[i] >= '0' && every.ptr[i] <= '9' && n < 1000)
      n = n * 10 + (every.ptr[i] - '0');
    else
      return false;
  if (n == 0 || unit.len == 0)
    return false;
  switch (unit.ptr[0] | 0x20) {
  case 'd':
    *civil = sp_day_civil(sp_day_of(civil) + n);
    return true;
  case 'w':
    *civil = sp_day_civil(sp_day_of(civil) + 7 * n);
    return true;
  case 'm':
    add_months(civil, n);
    return true;
  case 'y':
    add_months(civil, 12 * n);
    return true;
  }
  return false;
}

/* When a contact has to be verified again; SP_ALWAYS_UNTIL: never. */
static sp_instant
end_of_verified(const struct sp_doc *doc)
{
  struct sp_civil civil;

  if (doc->type != SP_DOC_CONTACT ||
      !sp_civil_parse(sp_str_trim(sp_doc_field(doc, "verified")), &civil) ||
      !add_span(&civil, sp_str_trim(sp_doc_field(doc, "verify-every"))) ||
      civil.year > 9999)
    return SP_ALWAYS_UNTIL;
  return sp_civil_end(&civil);
}

static bool
has_instant(const struct sp_instants *all, sp_instant at)
{
  for (size_t i = 0; i < all->count; i++)
    if (all->item[i] == at)
      return true;
  return false;
}

static int
by_time(const void *va, const void *vb)
{
  sp_instant a = *(const sp_instant *)va, b = *(const sp_instant *)vb;

  return (a > b) - (a < b);
}

void
sp_check_boundaries(struct sp_arena *arena, const struct sp_doc *doc,
                    struct sp_instants *out)
{
  const sp_instant at[] = {begin_of(doc->reviewed), end_of(doc->review_by),
                           end_of_verified(doc)};

  *out = (struct sp_instants){0};
  for (size_t i = 0; i < SP_ARRAY_LEN(at); i++)
    if (at[i] != SP_ALWAYS_UNTIL && !has_instant(out, at[i]))
      SP_PUSH(arena, out->item, out->count, out->cap, at[i]);
  if (out->count)
    qsort(out->item, out->count, sizeof(*out->item), by_time);
}

/* ---- W16, W21, W22 ---- */

/* Who changes the year of one date and forgets the other. */
static void
check_reviewed(struct sp_checking *c)
{
  const struct sp_doc *doc = c->doc;
  struct sp_civil reviewed;

  if (!sp_civil_parse(doc->reviewed, &reviewed))
    return;
  if (sp_civil_begin(&reviewed) > c->world->now)
    SP_CHECK_SAY_AT(c, "W16", sp_check_line(c, "reviewed"),
                    "`reviewed` is %.*s, and that day has not come: write the"
                    " day on which the page was read",
                    SP_FMT(sp_when_long_date(c->arena, doc->reviewed)));
  else if (doc->until.year &&
           sp_civil_end(&doc->until) <= sp_civil_begin(&reviewed))
    SP_CHECK_SAY_AT(c, "W16", sp_check_line(c, "until"),
                    "`until` had passed when the page was reviewed, so nobody"
                    " can see it: change the date, or delete the file");
}

void
sp_check_w16(struct sp_checking *c)
{
  check_reviewed(c);
  if (end_of(c->doc->review_by) > c->world->now)
    return;
  SP_CHECK_SAY_AT(c, "W16", sp_check_line(c, "review-by"),
                  "the review was due by %.*s: read the page again, then"
                  " change `reviewed` and `review-by`",
                  SP_FMT(sp_when_long_date(c->arena, c->doc->review_by)));
}

void
sp_check_w21(struct sp_checking *c)
{
  if (end_of_verified(c->doc) > c->world->now)
    return;
  SP_CHECK_SAY_AT(
      c, "W21", sp_check_line(c, "verified"),
      "this contact was verified on %.*s, and has to be every %.*s: ask them"
      " whether number and hours are right, then change `verified`",
      SP_FMT(sp_when_long_date(c->arena,
                               sp_str_trim(sp_doc_field(c->doc, "verified")))),
      SP_FMT(sp_str_trim(sp_doc_field(c->doc, "verify-every"))));
}

void
sp_check_w22(struct sp_checking *c)
{
  const struct sp_doc *source;
  struct sp_civil own, other;

  if (c->doc->translation_of.len == 0 ||
      !sp_civil_parse(c->doc->reviewed, &own))
    return;
  source = sp_check_named(
      c, sp_related_path(c->arena, c->doc, c->doc->translation_of));
  if (!source || !sp_civil_parse(source->reviewed, &other) ||
      sp_day_of(&other) <= sp_day_of(&own))
    return;
  SP_CHECK_SAY_AT(c, "W22", sp_check_line(c, "translation-of"),
                  "%.*s was reviewed on %.*s, after this translation of it:"
                  " bring the translation up to date, then change `reviewed`",
                  SP_FMT(source->path),
                  SP_FMT(sp_when_long_date(c->arena, source->reviewed)));
  sp_diag_partner(c->diags, source->path);
}

/* ---- W29 ---- */

static bool
is_digit(struct sp_str s, size_t i)
{
  return i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
}

/* A date at this place: 2026-02-25, or 25 February 2026 (the month in full or
 * by three letters).  Returns how long it is; 0: there is none. */
static size_t
date_at(struct sp_str s, size_t at, struct sp_civil *out)
{
  static const char *const month[] = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  struct sp_civil civil = {.hour = -1, .minute = -1};
  struct sp_str name;
  size_t i = at, begin;

  if (sp_civil_parse(sp_str_sub(s, at, 10), out) && !is_digit(s, at + 10))
    return 10;
  while (is_digit(s, i) && i < at + 2)
    civil.day = civil.day * 10 + (s.ptr[i++] - '0');
  if (i == at || i >= s.len || s.ptr[i] != ' ')
    return 0;
  begin = ++i;
  while (i < s.len && s.ptr[i] != ' ')
    i++;
  name = sp_str_sub(s, begin, i - begin);
  for (int m = 0; m < 12; m++)
    if (sp_str_ieq(name, sp_str(month[m])) ||
        sp_str_ieq(name, sp_str_n(month[m], 3)))
      civil.month = m + 1;
  begin = ++i;
  while (is_digit(s, i) && i < begin + 4)
    civil.year = civil.year * 10 + (s.ptr[i++] - '0');
  if (civil.month == 0 || i != begin + 4 || is_digit(s, i) || civil.day < 1 ||
      civil.day > sp_month_days(civil.year, civil.month))
    return 0;
  *out = civil;
  return i - at;
}

/* The latest date that a text names. */
static bool
latest_date(struct sp_str s, struct sp_civil *out)
{
  struct sp_civil civil;
  bool found = false;

  for (size_t i = 0; i < s.len; i++) {
    size_t len;

    if (!is_digit(s, i) || (i && is_digit(s, i - 1)))
      continue;
    len = date_at(s, i, &civil);
    if (len && (!found || sp_day_of(&civil) > sp_day_of(out))) {
      *out = civil;
      found = true;
    }
  }
  return found;
}

static void
check_fee(struct sp_arena *arena, const struct sp_fee *fee,
          sp_check_changed *changed, void *ctx, struct sp_diags *diags)
{
  struct sp_str date = changed ? changed(ctx, arena, fee->source) : SP_STR("");
  struct sp_civil source, checked;
  struct sp_str day;

  if (!sp_civil_parse(fee->checked, &checked)) {
    if (fee->checked.len == 0)
      sp_diag(diags, "W29", SP_STR("fees.csv"), fee->line, 0,
              "nobody has checked %.*s against its source: look it up in"
              " \"%.*s\", and write today's date under `checked`",
              SP_FMT(fee->key), SP_FMT(fee->source));
    return;
  }
  if (!latest_date(date.len ? date : fee->source, &source) ||
      sp_day_of(&source) <= sp_day_of(&checked))
    return;
  day = sp_when_long_date(arena,
                          sp_arena_fmt(arena, "%04d-%02d-%02d", source.year,
                                       source.month, source.day));
  sp_diag(diags, "W29", SP_STR("fees.csv"), fee->line, 0,
          "the source of %.*s is of %.*s, after the amount was checked: look"
          " it up again, and write today's date under `checked`",
          SP_FMT(fee->key), SP_FMT(day));
  if (date.len)
    sp_diag_partner(diags, fee->source);
}

void
sp_check_fees(struct sp_arena *arena, const struct sp_fees *fees,
              sp_instant now, sp_check_changed *changed, void *ctx,
              struct sp_diags *diags)
{
  for (size_t i = 0; i < fees->count; i++)
    if (fees->item[i].source.len && fees->item[i].until > now)
      check_fee(arena, &fees->item[i], changed, ctx, diags);
}
