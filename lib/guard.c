/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/guard.h"

#include "lib/text.h"

static const char why_unknown[] =
    "a condition is one of: staff, public, level 2, office hours, out of hours,"
    " area: NAME, phone, webchat, email, face to face, online, from"
    " 2026-04-01, until 2026-04-30, if FIELD: VALUE";
static const char why_logic[] =
    "there is no `and`, `or`, `not` in a condition; put one block into the"
    " other for `and`, write `[!ELSE]` for `not`, two blocks for `or`";
static const char why_level[] = "write `level` and a number from 1 to 4";
static const char why_area[] = "write `area:` and the area's name";
static const char why_if[] =
    "write `if`, the name of a step or field, a colon and the answer, as in"
    " `if bin: garden`";
static const char why_date[] =
    "write the date as 2026-04-01, with a time as 2026-04-01 09:30";
static const char why_never[] =
    "it ends before it begins, so it would never hold";

static const struct {
  const char *words;
  enum sp_guard_kind kind;
} plain[] = {
    {"staff", SP_GUARD_STAFF},
    {"public", SP_GUARD_PUBLIC},
    {"office hours", SP_GUARD_OFFICE_HOURS},
    {"out of hours", SP_GUARD_OUT_OF_HOURS},
    {"phone", SP_GUARD_CHANNEL},
    {"webchat", SP_GUARD_CHANNEL},
    {"email", SP_GUARD_CHANNEL},
    {"face to face", SP_GUARD_CHANNEL},
    {"online", SP_GUARD_CHANNEL},
};

static bool
starts_with(struct sp_str s, const char *prefix)
{
  return sp_str_ieq(sp_str_sub(s, 0, strlen(prefix)), sp_str(prefix));
}

/* Offset of ` until ` in any case, or s.len. */
static size_t
find_until(struct sp_str s)
{
  for (size_t i = 0; i + 7 <= s.len; i++)
    if (starts_with(sp_str_sub(s, i, 7), " until "))
      return i;
  return s.len;
}

/* What is wrong with a date that is none. */
static const char *
date_why(struct sp_arena *arena, struct sp_str s)
{
  char buf[SP_CIVIL_WHY_MAX];
  const char *why = sp_civil_why(s, buf);

  return why ? sp_arena_cstr(arena, sp_str(why)) : why_date;
}

static const char *
parse_dates(struct sp_arena *arena, struct sp_str s, struct sp_guard *out)
{
  size_t at = starts_with(s, "until ") ? 0 : find_until(s);
  struct sp_str from = {0}, until = {0};

  if (at == 0) {
    until = sp_str_sub(s, 6, s.len);
  } else {
    from = sp_str_sub(s, 5, at - 5);
    until = sp_str_sub(s, at + 7, s.len);
    if (at < s.len && until.len == 0)
      return why_date;
  }
  if (at != 0 && !sp_civil_parse(sp_str_trim(from), &out->from))
    return date_why(arena, sp_str_trim(from));
  if (at < s.len && !sp_civil_parse(sp_str_trim(until), &out->until))
    return date_why(arena, sp_str_trim(until));
  if (!sp_civil_in_order(&out->from, &out->until))
    return why_never;
  out->kind = SP_GUARD_DATE;
  return NULL;
}

static const char *
parse_if(struct sp_str s, struct sp_guard *out)
{
  size_t colon = sp_str_find(s, ':', 0);

  out->text = sp_str_trim(sp_str_sub(s, 0, colon));
  out->value = sp_str_trim(sp_str_sub(s, colon + 1, s.len));
  if (out->text.len == 0 || out->value.len == 0)
    return why_if;
  out->kind = SP_GUARD_IF;
  return NULL;
}

static const char *
parse_level(struct sp_str s, struct sp_guard *out)
{
  if (s.len != 1 || s.ptr[0] < '1' || s.ptr[0] > '4')
    return why_level;
  out->kind = SP_GUARD_LEVEL;
  out->number = (unsigned)(s.ptr[0] - '0');
  return NULL;
}

static const char *
parse_area(struct sp_str s, struct sp_guard *out)
{
  out->text = sp_str_trim(s);
  if (out->text.len == 0)
    return why_area;
  out->kind = SP_GUARD_AREA;
  return NULL;
}

/* Does it read like two conditions, or one turned round? */
static bool
has_logic(struct sp_str s)
{
  static const char *const word[] = {" and ", " or ", " && ", " || "};

  if (starts_with(s, "not ") || starts_with(s, "!"))
    return true;
  for (size_t i = 0; i < s.len; i++)
    for (size_t w = 0; w < SP_ARRAY_LEN(word); w++)
      if (starts_with(sp_str_sub(s, i, s.len), word[w]))
        return true;
  return false;
}

/* s is squeezed and has no final full stop. */
static const char *
parse(struct sp_arena *arena, struct sp_str s, struct sp_guard *out)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(plain); i++)
    if (sp_str_ieq(s, sp_str(plain[i].words))) {
      out->kind = plain[i].kind;
      if (out->kind == SP_GUARD_CHANNEL)
        out->text = sp_str(plain[i].words);
      return NULL;
    }
  if (starts_with(s, "level ") || sp_str_ieq(s, SP_STR("level")))
    return parse_level(sp_str_sub(s, 6, s.len), out);
  if (starts_with(s, "area:"))
    return parse_area(sp_str_sub(s, 5, s.len), out);
  if (starts_with(s, "area "))
    return why_area;
  if (starts_with(s, "from ") || starts_with(s, "until "))
    return parse_dates(arena, s, out);
  if (starts_with(s, "if "))
    return parse_if(sp_str_sub(s, 3, s.len), out);
  return has_logic(s) ? why_logic : why_unknown;
}

bool
sp_guard_parse(struct sp_arena *arena, struct sp_str s, struct sp_guard *out,
               const char **why)
{
  struct sp_str text = sp_text_squeeze(arena, s);

  *out = (struct sp_guard){0};
  if (text.len && text.ptr[text.len - 1] == '.')
    text = sp_str_trim(sp_str_sub(text, 0, text.len - 1));
  *why = parse(arena, text, out);
  if (!*why)
    return true;
  *out = (struct sp_guard){0};
  return false;
}

static struct sp_str
label_date(struct sp_arena *arena, const struct sp_civil *c)
{
  struct sp_str iso =
      sp_arena_fmt(arena, "%04d-%02d-%02d", c->year, c->month, c->day);
  struct sp_str date = sp_when_long_date(arena, iso);

  if (c->hour < 0)
    return date;
  return sp_arena_fmt(arena, "%.*s %02d:%02d", SP_FMT(date), c->hour,
                      c->minute);
}

static struct sp_str
label_dates(struct sp_arena *arena, const struct sp_guard *guard)
{
  const char *before = guard->negated ? "Before" : "From";
  const char *after = guard->negated ? "After" : "Until";
  struct sp_str from = {0}, until = {0};

  if (guard->from.year)
    from = label_date(arena, &guard->from);
  if (guard->until.year)
    until = label_date(arena, &guard->until);
  if (!guard->until.year)
    return sp_arena_fmt(arena, "%s %.*s", before, SP_FMT(from));
  if (!guard->from.year)
    return sp_arena_fmt(arena, "%s %.*s", after, SP_FMT(until));
  return sp_arena_fmt(arena, "%s %.*s %s %.*s", before, SP_FMT(from),
                      guard->negated ? "or after" : "until", SP_FMT(until));
}

static struct sp_str
label_channel(struct sp_arena *arena, const struct sp_guard *guard)
{
  static const struct {
    const char *channel, *label, *negated;
  } table[] = {{"phone", "On the phone", "Not on the phone"},
               {"webchat", "In webchat", "Not in webchat"},
               {"email", "By email", "Not by email"},
               {"face to face", "Face to face", "Not face to face"},
               {"online", "Online", "Not online"}};

  for (size_t i = 0; i < SP_ARRAY_LEN(table); i++)
    if (sp_str_is(guard->text, table[i].channel))
      return sp_str(guard->negated ? table[i].negated : table[i].label);
  return sp_arena_copy(arena, guard->text);
}

struct sp_str
sp_guard_label(struct sp_arena *arena, const struct sp_guard *guard)
{
  bool is_negated = guard->negated;

  switch (guard->kind) {
  case SP_GUARD_NONE:
    break;
  case SP_GUARD_STAFF:
    return is_negated ? SP_STR("Public only") : SP_STR("Staff only");
  case SP_GUARD_PUBLIC:
    return is_negated ? SP_STR("Staff only") : SP_STR("Public only");
  case SP_GUARD_LEVEL:
    return sp_arena_fmt(arena,
                        is_negated ? "Below level %u" : "Level %u and up",
                        guard->number);
  case SP_GUARD_OFFICE_HOURS:
    return is_negated ? SP_STR("Out of hours") : SP_STR("Office hours");
  case SP_GUARD_OUT_OF_HOURS:
    return is_negated ? SP_STR("Office hours") : SP_STR("Out of hours");
  case SP_GUARD_AREA:
    return sp_arena_fmt(arena, is_negated ? "Outside %.*s" : "%.*s only",
                        SP_FMT(guard->text));
  case SP_GUARD_CHANNEL:
    return label_channel(arena, guard);
  case SP_GUARD_DATE:
    return label_dates(arena, guard);
  case SP_GUARD_IF:
    return sp_arena_fmt(arena,
                        is_negated ? "If %.*s is not %.*s" : "If %.*s is %.*s",
                        SP_FMT(guard->text), SP_FMT(guard->value));
  }
  return SP_STR("");
}

bool
sp_guard_is_window(const struct sp_guard *guard)
{
  return guard->kind == SP_GUARD_LEVEL || guard->kind == SP_GUARD_DATE;
}

/* An ELSE is no licence: what stands beside an advisor's level or channel was
 * written for advisors, so it stays with them.  Only the ELSE of `staff` is
 * for everyone else, and the ELSE of `public` and `online` for nobody but
 * staff. */
bool
sp_guard_is_staff(const struct sp_guard *guard)
{
  switch (guard->kind) {
  case SP_GUARD_STAFF:
    return !guard->negated;
  case SP_GUARD_PUBLIC:
    return guard->negated;
  case SP_GUARD_LEVEL:
    return true;
  case SP_GUARD_CHANNEL:
    return guard->negated || !sp_str_is(guard->text, "online");
  case SP_GUARD_NONE:
  case SP_GUARD_OFFICE_HOURS:
  case SP_GUARD_OUT_OF_HOURS:
  case SP_GUARD_AREA:
  case SP_GUARD_DATE:
  case SP_GUARD_IF:
    return false;
  }
  return true;
}

bool
sp_guard_is_public_only(const struct sp_guard *guard)
{
  return (guard->kind == SP_GUARD_PUBLIC && !guard->negated) ||
         (guard->kind == SP_GUARD_STAFF && guard->negated);
}
