/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/hours.c - hours and closures as co-ordinators write them. */
#include "lib/hours.h"

#include <stdlib.h>

/* "09:00-05:00" is the twelve-hour clock's 5, not an opening of 20 hours. */
#define OVERNIGHT_MAX (18 * 60)
#define ALL_DAYS 7

static const char why_hours[] =
    "`always`, or days and times as in `Mon-Fri 08:45-17:15; Sat"
    " 09:00-12:00`";
static const char why_days[] =
    "days by name with a dash or comma between, and then times, as in"
    " `Mon-Fri 08:45-17:15; Sat, Sun 09:00-12:00`";
static const char why_times[] =
    "times of the 24-hour clock with two digits each, as in `Mon-Fri"
    " 09:00-17:00` (a public holiday goes into bank-holidays.csv)";
static const char why_equal[] =
    "two different times, as in `Mon-Fri 09:00-17:00`, or `00:00-24:00` for"
    " the whole day";
static const char why_overnight[] =
    "the closing time on the 24-hour clock, as in `09:00-17:00`: this one is"
    " over 18 hours later, on the next day";
static const char why_range[] = "two different days with a dash between";
static const char why_always[] = "`always` alone, or days and times without it";
static const char why_long[] = "at most 8 kilobytes";
static const char why_closed[] =
    "dates, with times if it is not the whole day, as in `2026-12-24"
    " 12:00-17:15; 2026-12-31`";
static const char why_no_day[] =
    "a day that exists: the month of one of these is not as long";
static const char why_each[] =
    "each day by itself with semicolons between, as in `2026-12-24;"
    " 2026-12-25`";

enum token {
  TOKEN_END,
  TOKEN_WORD,
  TOKEN_TIME,
  TOKEN_TO,
  TOKEN_AND,
  TOKEN_BAD
};

/* One piece between semicolons while it is read. */
struct lexer {
  struct sp_str rest;
  enum token token;
  struct sp_str text; /* of the token */
};

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static enum token
word_token(struct sp_str word)
{
  if (sp_str_ieq(word, SP_STR("to")))
    return TOKEN_TO;
  return sp_str_ieq(word, SP_STR("and")) ? TOKEN_AND : TOKEN_WORD;
}

static void
next(struct lexer *lexer)
{
  struct sp_str s = sp_str_trim(lexer->rest);
  size_t n = 0;

  if (s.len == 0) {
    lexer->token = TOKEN_END;
  } else if (is_letter(s.ptr[0])) {
    while (n < s.len && is_letter(s.ptr[n]))
      n++;
    lexer->token = word_token(sp_str_sub(s, 0, n));
  } else if (is_digit(s.ptr[0])) {
    while (n < s.len && (is_digit(s.ptr[n]) || s.ptr[n] == ':'))
      n++;
    lexer->token = TOKEN_TIME;
  } else if (s.ptr[0] == '-' || sp_str_starts(s, "–")) {
    n = s.ptr[0] == '-' ? 1 : strlen("–");
    lexer->token = TOKEN_TO;
  } else {
    n = 1;
    lexer->token = s.ptr[0] == ',' ? TOKEN_AND : TOKEN_BAD;
  }
  lexer->text = sp_str_sub(s, 0, n);
  lexer->rest = sp_str_sub(s, n, s.len);
}

static struct lexer
lexer_of(struct sp_str piece)
{
  struct lexer lexer = {.rest = piece};

  next(&lexer);
  return lexer;
}

/* 08:45-17:15; NULL, or what to write. */
static const char *
read_range(struct lexer *lexer, int *from, int *until)
{
  if (lexer->token != TOKEN_TIME || !sp_time_parse(lexer->text, false, from))
    return why_times;
  next(lexer);
  if (lexer->token != TOKEN_TO)
    return why_times;
  next(lexer);
  if (lexer->token != TOKEN_TIME || !sp_time_parse(lexer->text, true, until))
    return why_times;
  next(lexer);
  if (*from == *until)
    return why_equal;
  if (*until < *from)
    *until += SP_DAY_MINUTES;
  return *until > SP_DAY_MINUTES && *until - *from > OVERNIGHT_MAX
             ? why_overnight
             : NULL;
}

/* Monday is 0; -1: no day. */
static int
weekday_of(struct sp_str word)
{
  static const char *const day[ALL_DAYS] = {"monday",   "tuesday", "wednesday",
                                            "thursday", "friday",  "saturday",
                                            "sunday"};

  for (int i = 0; i < ALL_DAYS; i++)
    if (sp_str_ieq(word, sp_str(day[i])) ||
        sp_str_ieq(word, sp_str_n(day[i], 3)))
      return i;
  return -1;
}

/* Mon or Mon-Fri, which may run over Sunday. */
static const char *
read_day(struct lexer *lexer, bool day[ALL_DAYS])
{
  int first, last;

  if (lexer->token != TOKEN_WORD || (first = weekday_of(lexer->text)) < 0)
    return why_days;
  day[first] = true;
  next(lexer);
  if (lexer->token != TOKEN_TO)
    return NULL;
  next(lexer);
  if (lexer->token != TOKEN_WORD || (last = weekday_of(lexer->text)) < 0)
    return why_days;
  next(lexer);
  if (first == last)
    return why_range;
  for (int i = first; i != last; i = (i + 1) % ALL_DAYS)
    day[i] = true;
  day[last] = true;
  return NULL;
}

/* The days, and what stands between them and the times. */
static const char *
read_days(struct lexer *lexer, bool day[ALL_DAYS])
{
  const char *why = read_day(lexer, day);

  while (!why && lexer->token == TOKEN_AND) {
    next(lexer);
    if (lexer->token == TOKEN_TIME)
      break;
    why = read_day(lexer, day);
  }
  if (!why && lexer->token == TOKEN_BAD && sp_str_is(lexer->text, ":"))
    next(lexer);
  return why;
}

struct spans {
  struct sp_hours_span *item;
  size_t count, cap;
};

static const char *
read_opening(struct sp_arena *arena, struct sp_str piece, struct spans *out)
{
  struct lexer lexer = lexer_of(piece);
  bool day[ALL_DAYS] = {false};
  const char *why = read_days(&lexer, day);

  if (why)
    return why;
  if (lexer.token == TOKEN_WORD)
    return why_days;
  do {
    struct sp_hours_span span;

    why = read_range(&lexer, &span.from, &span.until);
    if (why)
      return why;
    for (span.weekday = 0; span.weekday < ALL_DAYS; span.weekday++)
      if (day[span.weekday])
        SP_PUSH(arena, out->item, out->count, out->cap, span);
    if (lexer.token == TOKEN_AND)
      next(&lexer);
    else if (lexer.token != TOKEN_TIME && lexer.token != TOKEN_END)
      return why_times;
  } while (lexer.token != TOKEN_END);
  return NULL;
}

static int
by_day_and_time(const void *va, const void *vb)
{
  const struct sp_hours_span *a = va, *b = vb;

  if (a->weekday != b->weekday)
    return a->weekday - b->weekday;
  return a->from != b->from ? a->from - b->from : a->until - b->until;
}

static void
merge(struct spans *spans)
{
  struct sp_hours_span *item = spans->item;
  size_t kept = 0;

  qsort(item, spans->count, sizeof(*item), by_day_and_time);
  for (size_t i = 0; i < spans->count; i++) {
    struct sp_hours_span *before = kept ? &item[kept - 1] : NULL;

    if (!before || before->weekday != item[i].weekday ||
        item[i].from > before->until)
      item[kept++] = item[i];
    else if (item[i].until > before->until)
      before->until = item[i].until;
  }
  spans->count = kept;
}

struct sp_str
sp_hours_join(struct sp_arena *arena, const struct sp_str *value, size_t values)
{
  struct sp_str *part;

  if (values == 1)
    return sp_str_trim(value[0]);
  part = sp_arena_array(arena, struct sp_str, 2 * values);
  for (size_t i = 0; i < values; i++) {
    part[2 * i] = i ? SP_STR("; ") : SP_STR("");
    part[2 * i + 1] = value[i];
  }
  return sp_str_trim(sp_arena_join(arena, 2 * values, part));
}

static bool
refuse(const char *reason, const char **why)
{
  *why = reason;
  return false;
}

bool
sp_hours_parse(struct sp_arena *arena, struct sp_str s, struct sp_hours *out,
               const char **why)
{
  struct spans spans = {0};
  bool always = false;
  struct sp_str piece;

  if (s.len > SP_HOURS_MAX_BYTES)
    return refuse(why_long, why);
  while (sp_str_split(&s, ';', &piece)) {
    const char *reason = NULL;

    if (sp_str_ieq(piece, SP_STR("always")))
      always = true;
    else if (piece.len)
      reason = read_opening(arena, piece, &spans);
    if (reason)
      return refuse(reason, why);
  }
  if (always == (spans.count > 0))
    return refuse(always ? why_always : why_hours, why);
  if (spans.count)
    merge(&spans);
  out->always = always;
  out->span = spans.item;
  out->spans = spans.count;
  return true;
}

/* 2026-12-31 or 2026-12-24 12:00-17:15 */
static const char *
read_closure(struct sp_str piece, struct sp_closure *out)
{
  struct lexer lexer = lexer_of(sp_str_sub(piece, 10, piece.len));
  char buf[SP_CIVIL_WHY_MAX];
  const char *why;
  struct sp_civil civil;

  if (!sp_civil_parse(sp_str_sub(piece, 0, 10), &civil))
    return sp_civil_why(sp_str_sub(piece, 0, 10), buf) ? why_no_day
                                                       : why_closed;
  out->day = sp_day_of(&civil);
  out->from = 0;
  out->until = SP_DAY_MINUTES;
  if (lexer.token == TOKEN_END)
    return NULL;
  if (lexer.token == TOKEN_TO || lexer.token == TOKEN_AND)
    return why_each;
  why = read_range(&lexer, &out->from, &out->until);
  if (why)
    return why == why_times ? why_closed : why;
  return lexer.token == TOKEN_END ? NULL : why_closed;
}

static int
by_day(const void *va, const void *vb)
{
  const struct sp_closure *a = va, *b = vb;

  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  return a->from != b->from ? a->from - b->from : a->until - b->until;
}

bool
sp_closed_parse(struct sp_arena *arena, struct sp_str s, struct sp_hours *out,
                const char **why)
{
  struct sp_closure *item = NULL, closure;
  size_t count = 0, cap = 0;
  struct sp_str piece;

  if (s.len > SP_HOURS_MAX_BYTES)
    return refuse(why_long, why);
  while (sp_str_split(&s, ';', &piece)) {
    const char *reason;

    if (piece.len == 0)
      continue;
    reason = read_closure(piece, &closure);
    if (reason)
      return refuse(reason, why);
    SP_PUSH(arena, item, count, cap, closure);
  }
  if (count == 0)
    return refuse(why_closed, why);
  qsort(item, count, sizeof(*item), by_day);
  out->closure = item;
  out->closures = count;
  return true;
}
