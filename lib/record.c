/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/record.h"

#include "lib/areas.h"
#include "lib/text.h"

/* A value that is being read, squeezed. */
struct reading {
  struct sp_arena *arena;
  const struct sp_node *record;
  struct sp_str value;
  struct sp_str *out;
};

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static const char *
read_text(const struct reading *r)
{
  (void)r;
  return NULL;
}

/* Is this comma one between thousands? */
static bool
parts_thousands(struct sp_str s, size_t comma)
{
  struct sp_str behind = sp_str_sub(s, comma + 1, 4);

  return behind.len >= 3 && is_digit(behind.ptr[0]) &&
         is_digit(behind.ptr[1]) && is_digit(behind.ptr[2]) &&
         (behind.len == 3 || !is_digit(behind.ptr[3]));
}

/* Digits, with thousands separated by commas or not, and a decimal point. */
static const char *
read_number(const struct reading *r)
{
  char *digits = sp_arena_alloc(r->arena, r->value.len + 1);
  size_t n = 0, from = 0, points = 0;

  for (size_t i = 0; i < r->value.len; i++) {
    char c = r->value.ptr[i];

    if (c == ',' && n && points == 0 && parts_thousands(r->value, i))
      continue;
    if (!is_digit(c) && !(c == '-' && i == 0) && c != '.')
      return "write a number, as 12 or 12.50";
    points += c == '.';
    digits[n++] = c;
  }
  if (points > 1 || n == 0 || !is_digit(digits[n - 1]))
    return "write a number, as 12 or 12.50";
  if (digits[0] == '-')
    from = 1;
  while (from + 1 < n && digits[from] == '0' && is_digit(digits[from + 1]))
    from++;
  if (digits[0] == '-')
    digits[--from] = '-';
  *r->out = sp_str_n(digits + from, n - from);
  return NULL;
}

/* 2026-11-22, or as people write it: 22/11/2026, 22.11.2026. */
static const char *
read_date(const struct reading *r)
{
  struct sp_civil civil;
  struct sp_str v = r->value;

  if (v.len == 10 && strchr("/.-", v.ptr[2]) && v.ptr[5] == v.ptr[2])
    v = sp_arena_fmt(r->arena, "%.4s-%.2s-%.2s", v.ptr + 6, v.ptr + 3, v.ptr);
  if (!sp_civil_parse(v, &civil) || civil.hour >= 0)
    return "write a date, as 22/11/2026";
  *r->out = v;
  return NULL;
}

static const char *
read_time(const struct reading *r)
{
  static const char why[] = "write a time, as 14:05";
  size_t colon = sp_str_find(r->value, ':', 0);
  unsigned number[2] = {0, 0};

  if (colon == r->value.len)
    colon = sp_str_find(r->value, '.', 0);
  if (colon == 0 || colon > 2 || r->value.len != colon + 3)
    return why;
  for (size_t i = 0; i < r->value.len; i++) {
    if (i == colon)
      continue;
    if (!is_digit(r->value.ptr[i]))
      return why;
    number[i > colon] =
        number[i > colon] * 10 + (unsigned)(r->value.ptr[i] - '0');
  }
  if (number[0] > 23 || number[1] > 59)
    return why;
  *r->out = sp_arena_fmt(r->arena, "%02u:%02u", number[0], number[1]);
  return NULL;
}

static const char *
read_postcode(const struct reading *r)
{
  struct sp_postcode code;

  if (!sp_postcode_parse(r->value, &code) || code.part != SP_POSTCODE_FULL)
    return "write a full postcode, as WX1 4QH";
  *r->out = sp_arena_copy(r->arena, sp_str(code.text));
  return NULL;
}

/* Digits with spaces, brackets, hyphens; + for another country.  7 to 15
 * digits (ITU-T E.164). */
static const char *
read_phone(const struct reading *r)
{
  size_t digits = 0;

  for (size_t i = 0; i < r->value.len; i++) {
    char c = r->value.ptr[i];

    digits += is_digit(c);
    if (!is_digit(c) && !strchr(" ()-", c) && !(c == '+' && i == 0))
      return "write a phone number in digits";
  }
  if (digits < 7 || digits > 15)
    return "write the whole phone number, with its area code";
  return NULL;
}

/* One @, something before it, a dot in what follows; whether it exists only a
 * letter can tell. */
static const char *
read_email(const struct reading *r)
{
  struct sp_str v = r->value;
  size_t at = sp_str_find(v, '@', 0);
  struct sp_str host = sp_str_sub(v, at + 1, v.len);

  if (at == 0 || at >= v.len || sp_str_find(v, ' ', 0) < v.len ||
      sp_str_find(host, '@', 0) < host.len || !sp_str_has(host, ".") ||
      sp_str_starts(host, ".") || sp_str_ends(host, "."))
    return "write an e-mail address, as name@example.com";
  return NULL;
}

static const char *
read_yes_no(const struct reading *r)
{
  if (sp_str_ieq(r->value, SP_STR("yes")))
    *r->out = SP_STR("yes");
  else if (sp_str_ieq(r->value, SP_STR("no")))
    *r->out = SP_STR("no");
  else
    return "write yes or no";
  return NULL;
}

static const char *
read_choice(const struct reading *r)
{
  for (const struct sp_node *n = r->record->first; n; n = n->next)
    if (sp_str_ieq(n->text, r->value)) {
      *r->out = n->text;
      return NULL;
    }
  return "choose one of the values of this field";
}

bool
sp_record_check(struct sp_arena *arena, const struct sp_node *record,
                struct sp_str value, struct sp_str *out, const char **why)
{
  static const char *(*const read[SP_RECORDS])(const struct reading *) = {
      [SP_RECORD_TEXT] = read_text,         [SP_RECORD_NUMBER] = read_number,
      [SP_RECORD_DATE] = read_date,         [SP_RECORD_TIME] = read_time,
      [SP_RECORD_POSTCODE] = read_postcode, [SP_RECORD_PHONE] = read_phone,
      [SP_RECORD_EMAIL] = read_email,       [SP_RECORD_YES_NO] = read_yes_no,
      [SP_RECORD_CHOICE] = read_choice,
  };
  struct reading r = {.arena = arena, .record = record, .out = out};

  *why = NULL;
  *out = SP_STR("");
  if (sp_utf8_check(value) < value.len) {
    *why = "this holds characters that cannot be read";
    return false;
  }
  r.value = sp_text_squeeze(arena, value);
  if (sp_utf8_count(r.value) > SP_RECORD_MAX_CHARS)
    *why = "this is too long: 500 characters at most";
  else if (r.value.len == 0)
    *why = record->flags & SP_FLAG_REQUIRED ? "this has to be filled in" : NULL;
  else {
    *out = r.value;
    *why = read[record->number](&r);
  }
  if (*why)
    *out = SP_STR("");
  return !*why;
}

bool
sp_record_is_closed(const struct sp_node *record)
{
  return record->number == SP_RECORD_YES_NO ||
         record->number == SP_RECORD_CHOICE;
}
