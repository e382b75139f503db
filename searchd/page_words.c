/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_words.h"

#include "lib/buf.h"
#include "lib/when.h"

#define WORDS_MAX 4096

/* Finish a buffer into the arena; on overflow the fallback stands. */
static struct sp_str
finish(struct sp_arena *arena, struct sp_buf *buf, struct sp_str fallback)
{
  struct sp_str out =
      buf->full ? fallback : sp_arena_copy(arena, sp_buf_str(buf));

  sp_buf_release(buf);
  return out;
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* "HH:MM" */
static bool
read_clock(struct sp_str s, unsigned *hour, unsigned *minute)
{
  if (s.len != 5 || s.ptr[2] != ':' || !is_digit(s.ptr[0]) ||
      !is_digit(s.ptr[1]) || !is_digit(s.ptr[3]) || !is_digit(s.ptr[4]))
    return false;
  *hour = (unsigned)(s.ptr[0] - '0') * 10 + (unsigned)(s.ptr[1] - '0');
  *minute = (unsigned)(s.ptr[3] - '0') * 10 + (unsigned)(s.ptr[4] - '0');
  return *hour <= 24 && *minute < 60;
}

struct sp_str
sp_words_time(struct sp_arena *arena, struct sp_str clock)
{
  unsigned hour, minute, shown;

  if (!read_clock(clock, &hour, &minute))
    return clock;
  if (minute == 0 && hour % 12 == 0)
    return hour == 12 ? SP_STR("midday") : SP_STR("midnight");
  shown = hour % 12 ? hour % 12 : 12;
  if (minute == 0)
    return sp_arena_fmt(arena, "%u%s", shown, hour < 12 ? "am" : "pm");
  return sp_arena_fmt(arena, "%u:%02u%s", shown, minute,
                      hour < 12 ? "am" : "pm");
}

/* "08:45-17:15" gives "8:45am to 5:15pm". */
static struct sp_str
time_span(struct sp_arena *arena, struct sp_str span)
{
  size_t dash = sp_str_find(span, '-', 0);
  struct sp_str first = sp_words_time(arena, sp_str_sub(span, 0, dash));

  if (dash == span.len)
    return first;
  return sp_arena_fmt(
      arena, "%.*s to %.*s", SP_FMT(first),
      SP_FMT(sp_words_time(arena, sp_str_sub(span, dash + 1, span.len))));
}

static struct sp_str
day_name(struct sp_str day)
{
  static const char *const name[] = {"Monday",   "Tuesday", "Wednesday",
                                     "Thursday", "Friday",  "Saturday",
                                     "Sunday"};

  for (size_t i = 0; i < SP_ARRAY_LEN(name); i++)
    if (day.len == 3 && sp_str_ieq(day, sp_str_n(name[i], 3)))
      return sp_str(name[i]);
  return day;
}

static void
put_hours(struct sp_buf *out, struct sp_arena *arena, struct sp_str piece)
{
  size_t space = sp_str_find(piece, ' ', 0);
  struct sp_str days = sp_str_sub(piece, 0, space);
  struct sp_str times = sp_str_trim(sp_str_sub(piece, space, piece.len));
  size_t dash = sp_str_find(days, '-', 0);

  sp_buf_put(out, day_name(sp_str_sub(days, 0, dash)));
  if (dash < days.len) {
    sp_buf_puts(out, " to ");
    sp_buf_put(out, day_name(sp_str_sub(days, dash + 1, days.len)));
  }
  if (times.len) {
    sp_buf_puts(out, ", ");
    sp_buf_put(out, time_span(arena, times));
  }
}

static void
put_date(struct sp_buf *out, struct sp_arena *arena, struct sp_str piece)
{
  size_t space = sp_str_find(piece, ' ', 0);
  struct sp_str times = sp_str_trim(sp_str_sub(piece, space, piece.len));

  sp_buf_put(out, sp_when_long_date(arena, sp_str_sub(piece, 0, space)));
  if (times.len) {
    sp_buf_puts(out, ", ");
    sp_buf_put(out, time_span(arena, times));
  }
}

static void
put_plain(struct sp_buf *out, struct sp_arena *arena, struct sp_str piece)
{
  (void)arena;
  sp_buf_put(out, piece);
}

static void
put_language(struct sp_buf *out, struct sp_arena *arena, struct sp_str code)
{
  static const struct {
    char code[4];
    const char *name;
  } known[] = {
      {"en", "English"},   {"cy", "Welsh"},
      {"ar", "Arabic"},    {"bg", "Bulgarian"},
      {"bn", "Bengali"},   {"cs", "Czech"},
      {"de", "German"},    {"es", "Spanish"},
      {"fa", "Farsi"},     {"fr", "French"},
      {"ga", "Irish"},     {"gd", "Scottish Gaelic"},
      {"gu", "Gujarati"},  {"hi", "Hindi"},
      {"hu", "Hungarian"}, {"it", "Italian"},
      {"ku", "Kurdish"},   {"lt", "Lithuanian"},
      {"lv", "Latvian"},   {"ne", "Nepali"},
      {"pa", "Punjabi"},   {"pl", "Polish"},
      {"ps", "Pashto"},    {"pt", "Portuguese"},
      {"ro", "Romanian"},  {"ru", "Russian"},
      {"sk", "Slovak"},    {"so", "Somali"},
      {"sq", "Albanian"},  {"ta", "Tamil"},
      {"tr", "Turkish"},   {"uk", "Ukrainian"},
      {"ur", "Urdu"},      {"vi", "Vietnamese"},
      {"zh", "Chinese"},   {"bsl", "British Sign Language"},
  };

  (void)arena;
  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++)
    if (sp_str_ieq(code, sp_str(known[i].code))) {
      sp_buf_puts(out, known[i].name);
      return;
    }
  sp_buf_put(out, code);
}

/* Each piece before a semicolon through `put`, joined with `between`. */
static struct sp_str
each_piece(struct sp_arena *arena, struct sp_str list, const char *between,
           void (*put)(struct sp_buf *, struct sp_arena *, struct sp_str))
{
  struct sp_str rest = list, piece;
  struct sp_buf buf;

  sp_buf_init(&buf, WORDS_MAX);
  while (sp_str_split(&rest, ';', &piece)) {
    if (piece.len == 0)
      continue;
    if (buf.len)
      sp_buf_puts(&buf, between);
    put(&buf, arena, piece);
  }
  return finish(arena, &buf, list);
}

struct sp_str
sp_words_hours(struct sp_arena *arena, struct sp_str hours)
{
  if (sp_str_ieq(sp_str_trim(hours), SP_STR("always")))
    return SP_STR("24 hours a day, every day");
  return each_piece(arena, hours, "; ", put_hours);
}

struct sp_str
sp_words_day(struct sp_arena *arena, sp_instant at)
{
  struct sp_civil day = sp_clock_at(at).civil;

  return sp_when_long_date(arena, sp_arena_fmt(arena, "%04d-%02d-%02d",
                                               day.year, day.month, day.day));
}

struct sp_str
sp_words_dates(struct sp_arena *arena, struct sp_str dates)
{
  return each_piece(arena, dates, "; ", put_date);
}

struct sp_str
sp_words_languages(struct sp_arena *arena, struct sp_str codes)
{
  return each_piece(arena, codes, ", ", put_language);
}

struct sp_str
sp_words_list(struct sp_arena *arena, struct sp_str list)
{
  return each_piece(arena, list, ", ", put_plain);
}

/* "midday on 9 January 2027", or the date alone. */
static struct sp_str
moment(struct sp_arena *arena, struct sp_str written)
{
  size_t space = sp_str_find(written, ' ', 0);
  struct sp_str clock = sp_str_trim(sp_str_sub(written, space, written.len));
  struct sp_str date = sp_when_long_date(arena, sp_str_sub(written, 0, space));

  if (clock.len == 0)
    return date;
  return sp_arena_fmt(arena, "%.*s on %.*s",
                      SP_FMT(sp_words_time(arena, clock)), SP_FMT(date));
}

struct sp_str
sp_words_period(struct sp_arena *arena, struct sp_str from, struct sp_str until)
{
  if (from.len && until.len)
    return sp_arena_fmt(arena, "From %.*s until %.*s",
                        SP_FMT(moment(arena, from)),
                        SP_FMT(moment(arena, until)));
  if (from.len)
    return sp_arena_fmt(arena, "From %.*s", SP_FMT(moment(arena, from)));
  if (until.len)
    return sp_arena_fmt(arena, "Until %.*s", SP_FMT(moment(arena, until)));
  return SP_STR("");
}

struct sp_str
sp_words_number(struct sp_arena *arena, uint64_t n)
{
  struct sp_str tail;

  if (n < 1000)
    return sp_arena_fmt(arena, "%u", (unsigned)n);
  tail = sp_words_number(arena, n / 1000);
  return sp_arena_fmt(arena, "%.*s,%03u", SP_FMT(tail), (unsigned)(n % 1000));
}

const char *
sp_words_type(enum sp_doc_type type, enum sp_audience site)
{
  switch (type) {
  case SP_DOC_GUIDE:
    return "Guide";
  case SP_DOC_FAQ:
    return "Questions and answers";
  case SP_DOC_SCRIPT:
    return site == SP_STAFF ? "Script" : "Step by step";
  case SP_DOC_CONTACT:
    return "Contact";
  case SP_DOC_NOTICE:
    return "Notice";
  case SP_DOC_SNIPPET:
    break;
  }
  return "Page";
}

struct sp_str
sp_words_type_name(struct sp_str name, enum sp_audience site)
{
  enum sp_doc_type type;

  return sp_doc_type_parse(name, &type) ? sp_str(sp_words_type(type, site))
                                        : name;
}

struct sp_str
sp_words_contact_kind(struct sp_str kind)
{
  static const struct {
    const char *kind, *words;
  } known[] = {{"team", "Council team"},
               {"partner", "Partner organisation"},
               {"emergency", "Emergency contact"},
               {"community", "Community organisation"},
               {"elected", "Elected member"}};

  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++)
    if (sp_str_is(kind, known[i].kind))
      return sp_str(known[i].words);
  return SP_STR("");
}
