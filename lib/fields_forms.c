/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/fields_forms.h"

#include "lib/fields.h"
#include "lib/hours.h"
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

const char *
sp_form_hours_why(struct sp_str s, bool is_closed)
{
  struct sp_arena arena = {0};
  struct sp_hours hours = {0};
  const char *why = NULL;
  bool good = is_closed ? sp_closed_parse(&arena, s, &hours, &why)
                        : sp_hours_parse(&arena, s, &hours, &why);

  sp_arena_release(&arena);
  return good ? NULL : why;
}

bool
sp_form_hours(struct sp_str s)
{
  return !sp_form_hours_why(s, false);
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
