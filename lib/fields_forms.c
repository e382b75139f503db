/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/fields_forms.h"

#include "lib/fields.h"
#include "lib/text.h"
#include "lib/url.h"

#define ID_MAX_BYTES 500

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
sp_form_date(struct sp_str s)
{
  struct sp_civil civil;

  return sp_civil_parse(s, &civil) && civil.hour < 0;
}

/* HH:MM in minutes, or -1; 24:00 only as an end. */
static int
minutes_of(struct sp_str s, bool is_end)
{
  int hour, minute;

  if (s.len != 5 || !is_digit(s.ptr[0]) || !is_digit(s.ptr[1]) ||
      s.ptr[2] != ':' || !is_digit(s.ptr[3]) || !is_digit(s.ptr[4]))
    return -1;
  hour = (s.ptr[0] - '0') * 10 + s.ptr[1] - '0';
  minute = (s.ptr[3] - '0') * 10 + s.ptr[4] - '0';
  if (minute > 59 || hour > 24 || (hour == 24 && (minute || !is_end)))
    return -1;
  return hour * 60 + minute;
}

/* 08:45-17:15 */
static bool
is_time_range(struct sp_str s)
{
  size_t dash = sp_str_find(s, '-', 0);
  int from = minutes_of(sp_str_sub(s, 0, dash), false);
  int until = minutes_of(sp_str_sub(s, dash + 1, s.len), true);

  return from >= 0 && until >= 0 && from != until;
}

static bool
is_day(struct sp_str s)
{
  static const char *const day[] = {"Mon", "Tue", "Wed", "Thu",
                                    "Fri", "Sat", "Sun"};

  for (size_t i = 0; i < SP_ARRAY_LEN(day); i++)
    if (sp_str_ieq(s, sp_str(day[i])))
      return true;
  return false;
}

/* Mon or Mon-Fri */
static bool
is_days(struct sp_str s)
{
  size_t dash = sp_str_find(s, '-', 0);

  return is_day(sp_str_sub(s, 0, dash)) &&
         (dash == s.len || is_day(sp_str_sub(s, dash + 1, s.len)));
}

/* The next word of a list whose words stand between spaces and commas. */
static bool
next_word(struct sp_str *rest, struct sp_str *word)
{
  size_t n = 0;

  while (rest->len && (rest->ptr[0] == ' ' || rest->ptr[0] == ','))
    *rest = sp_str_sub(*rest, 1, rest->len);
  while (n < rest->len && rest->ptr[n] != ' ' && rest->ptr[n] != ',')
    n++;
  *word = sp_str_sub(*rest, 0, n);
  *rest = sp_str_sub(*rest, n, rest->len);
  return n > 0;
}

/* Mon-Fri 08:45-17:15; several days, then several times. */
static bool
is_opening(struct sp_str s)
{
  size_t days = 0, times = 0;
  struct sp_str word;

  while (next_word(&s, &word)) {
    if (is_digit(word.ptr[0])) {
      if (!is_time_range(word))
        return false;
      times++;
    } else {
      if (times || !is_days(word))
        return false;
      days++;
    }
  }
  return days && times;
}

bool
sp_form_hours(struct sp_str s)
{
  struct sp_str piece;
  bool any = false;

  if (sp_str_ieq(s, SP_STR("always")))
    return true;
  while (sp_str_split(&s, ';', &piece)) {
    if (piece.len && !is_opening(piece))
      return false;
    any = any || piece.len;
  }
  return any;
}

bool
sp_form_closed(struct sp_str s)
{
  struct sp_str piece;
  bool any = false;

  while (sp_str_split(&s, ';', &piece)) {
    struct sp_str times = sp_str_trim(sp_str_sub(piece, 10, piece.len));

    if (piece.len == 0)
      continue;
    if (!sp_form_date(sp_str_sub(piece, 0, 10)) ||
        (times.len && !is_time_range(times)))
      return false;
    any = true;
  }
  return any;
}

bool
sp_form_every(struct sp_str s)
{
  static const char *const unit[] = {"day",   "days",   "week", "weeks",
                                     "month", "months", "year", "years"};
  size_t space = sp_str_find(s, ' ', 0);

  if (space == 0 || space > 3 || s.ptr[0] == '0')
    return false;
  for (size_t i = 0; i < space; i++)
    if (!is_digit(s.ptr[i]))
      return false;
  for (size_t i = 0; i < SP_ARRAY_LEN(unit); i++)
    if (sp_str_ieq(sp_str_trim(sp_str_sub(s, space, s.len)), sp_str(unit[i])))
      return true;
  return false;
}

bool
sp_form_changed(struct sp_str s)
{
  return s.len > 11 && s.ptr[10] == ' ' && sp_form_date(sp_str_sub(s, 0, 10));
}

bool
sp_form_phone(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++)
    if (is_digit(s.ptr[i]))
      return true;
  return false;
}

bool
sp_form_email(struct sp_str s)
{
  size_t at = sp_str_find(s, '@', 0);

  return at > 0 && at + 1 < s.len && sp_str_find(s, '@', at + 1) == s.len &&
         sp_str_find(s, ' ', 0) == s.len && sp_str_find(s, ',', 0) == s.len;
}

bool
sp_form_web(struct sp_str s)
{
  return (sp_str_starts(s, "https://") || sp_str_starts(s, "http://")) &&
         sp_url_external(s);
}

bool
sp_form_lang(struct sp_str s)
{
  size_t n = 0, parts = 0;

  for (size_t i = 0; i <= s.len; i++) {
    if (i == s.len || s.ptr[i] == '-') {
      if (n < (parts ? 1u : 2u) || n > 8)
        return false;
      parts++;
      n = 0;
    } else if (is_letter(s.ptr[i]) || (parts && is_digit(s.ptr[i]))) {
      n++;
    } else {
      return false;
    }
  }
  return true;
}

bool
sp_form_yes_no(struct sp_str s, bool *out)
{
  *out = sp_str_ieq(s, SP_STR("yes")) || sp_str_ieq(s, SP_STR("true"));
  return *out || sp_str_ieq(s, SP_STR("no")) || sp_str_ieq(s, SP_STR("false"));
}

/* Offset of the bracket that closes the one at `at`, or s.len. */
static size_t
closing(struct sp_str s, size_t at, char open, char close)
{
  size_t depth = 0;

  for (size_t i = at; i < s.len; i++) {
    if (s.ptr[i] == open)
      depth++;
    else if (s.ptr[i] == close && --depth == 0)
      return i;
  }
  return s.len;
}

bool
sp_form_offer(struct sp_str s, struct sp_offer *out)
{
  size_t label_end, target_end;
  struct sp_offer offer = {0};

  if (s.len == 0 || s.ptr[0] != '[')
    return false;
  label_end = closing(s, 0, '[', ']');
  if (label_end + 1 >= s.len || s.ptr[label_end + 1] != '(')
    return false;
  target_end = closing(s, label_end + 1, '(', ')');
  if (target_end == s.len)
    return false;
  offer.label = sp_str_trim(sp_str_sub(s, 1, label_end - 1));
  offer.target =
      sp_str_trim(sp_str_sub(s, label_end + 2, target_end - label_end - 2));
  offer.sentence = sp_str_trim(sp_str_sub(s, target_end + 1, s.len));
  if (offer.label.len == 0 || offer.target.len == 0 ||
      sp_str_find(offer.target, ' ', 0) < offer.target.len)
    return false;
  *out = offer;
  return true;
}

static bool
is_good_char(unsigned char c, bool is_lenient)
{
  if (c >= 0x80 || is_letter((char)c) || is_digit((char)c))
    return true;
  if (is_lenient)
    return c >= ' ' && c != 0x7F && c != '\\';
  return c == '-' || c == '_' || c == '.';
}

static const char *
bad_part(struct sp_str part, bool is_lenient)
{
  if (part.len == 0 || part.ptr[0] == '.')
    return "has a part that is empty or begins with a full stop; rename it";
  for (size_t i = 0; i < part.len; i++)
    if (!is_good_char((unsigned char)part.ptr[i], is_lenient))
      return "is to become an address; rename it with letters, digits and"
             " hyphens only";
  return NULL;
}

const char *
sp_form_bad_id(struct sp_str id, bool is_lenient)
{
  size_t at = 0;

  if (id.len == 0 || id.len > ID_MAX_BYTES)
    return "is empty or too long for an address";
  if (sp_utf8_check(id) < id.len)
    return "is not UTF-8; rename it";
  if (sp_path_reserved(sp_str_sub(id, 0, sp_str_find(id, '/', 0))))
    return "begins with a name that the sites use themselves; rename it";
  while (at <= id.len) {
    size_t end = sp_str_find(id, '/', at);
    struct sp_str part = sp_str_sub(id, at, end - at);
    const char *why = bad_part(part, is_lenient);

    if (why)
      return why;
    if (at > 0 && end < id.len && sp_str_is(part, "steps"))
      return "has a folder `steps`, which addresses of scripts use; rename it";
    at = end + 1;
  }
  return NULL;
}
