/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/scrub_words.c - e-mail and web addresses, dates with a month's name, and
 * long mixed words. */
#include "lib/scrub_parts.h"

#define ADDRESS_MAX                                                            \
  320 /* cells of an e-mail address; more than there may be                    \
       */
#define REFERENCE_DIGITS 5
#define REFERENCE_LENGTH 20 /* with at least two digits */
#define WORD_MAX 64         /* no language has longer ones */

static const struct sp_scrub_found nothing = {0, NULL};

static size_t
skip_spaces(const struct sp_scrub_cells *t, size_t i)
{
  while (i < t->count && t->c[i] == ' ')
    i++;
  return i;
}

/* ---- the web ---- */

static bool
is_inside(char c)
{
  return c != ' ' && c != SP_SCRUB_MARKER;
}

static bool
starts(const struct sp_scrub_cells *t, size_t i, const char *what)
{
  size_t n = strlen(what);

  return i + n <= t->count && memcmp(t->c + i, what, n) == 0;
}

struct sp_scrub_found
sp_scrub_find_link(const struct sp_scrub_cells *t, size_t i)
{
  size_t end = i, slash = 0, given = 0;
  bool is_link = starts(t, i, "www.") || starts(t, i, "mailto:");

  if (i > 0 && is_inside(t->c[i - 1]) && !is_link && !starts(t, i, "http"))
    return nothing;
  for (; is_inside(sp_scrub_cell(t, end)); end++) {
    if (starts(t, end, "://"))
      is_link = true;
    if (t->c[end] == '/' && slash == 0)
      slash = end;
    else if (slash > 0 && strchr("?=&%#", t->c[end]) != NULL)
      given = end;
  }
  /* A path may be a page's; what is given to it may be anybody's. */
  if (given > 0 && memchr(t->c + i, '.', slash - i) != NULL)
    is_link = true;
  return is_link ? (struct sp_scrub_found){end - i, "[link]"} : nothing;
}

/* ---- e-mail ---- */

static bool
is_local(char c)
{
  return sp_scrub_is_word(c) || (c > ' ' && strchr(".!#$%&'*+-/=?^_`{|}~", c));
}

static bool
is_domain(char c)
{
  return sp_scrub_is_word(c) || c == '.' || c == '-';
}

/* " dot " between two words: where the second begins; else i. */
static size_t
skip_dot(const struct sp_scrub_cells *t, size_t i)
{
  size_t word = skip_spaces(t, i), end = sp_scrub_word_end(t, word);

  if (word == i || !sp_scrub_is(t, word, end, "dot"))
    return i;
  word = skip_spaces(t, end);
  return word > end && sp_scrub_is_word(sp_scrub_cell(t, word)) ? word : i;
}

/* " . " or ". " between two words of a host. */
static size_t
skip_spaced_point(const struct sp_scrub_cells *t, size_t i)
{
  size_t point = skip_spaces(t, i), word;

  if (sp_scrub_cell(t, point) != '.')
    return i;
  word = skip_spaces(t, point + 1);
  return sp_scrub_is_letter(sp_scrub_cell(t, word)) ? word : i;
}

static size_t
local_end(const struct sp_scrub_cells *t, size_t i)
{
  size_t from = i, next;

  for (;;) {
    while (i - from < ADDRESS_MAX && is_local(sp_scrub_cell(t, i)) &&
           i < t->count)
      i++;
    next = skip_dot(t, i);
    if (next == i || next - from >= ADDRESS_MAX)
      return i;
    i = next;
  }
}

/* The end of a host; *dots is how many dots it has. */
static size_t
host_end(const struct sp_scrub_cells *t, size_t i, unsigned *dots)
{
  size_t next;

  for (*dots = 0;; ++*dots) {
    for (; is_domain(sp_scrub_cell(t, i)) && i < t->count; i++)
      *dots += t->c[i] == '.' && sp_scrub_is_word(sp_scrub_cell(t, i + 1));
    next = skip_dot(t, i);
    if (next == i)
      next = skip_spaced_point(t, i);
    if (next == i)
      return i;
    i = next;
  }
}

/* The words "at", "(at)", "[at]". */
static size_t
skip_at(const struct sp_scrub_cells *t, size_t i)
{
  size_t word = i + (strchr("([{<", sp_scrub_cell(t, i)) != NULL);
  size_t end = sp_scrub_word_end(t, word);

  if (i >= t->count || !sp_scrub_is(t, word, end, "at"))
    return i;
  return end + (word > i);
}

static bool
is_provider(const struct sp_scrub_cells *t, size_t i)
{
  return sp_scrub_is_one(
      t, i, sp_scrub_word_end(t, i),
      "gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|"
      "btinternet|bt|btopenworld|sky|talktalk|virginmedia|ntlworld|blueyonder|"
      "tiscali|plusnet|proton|protonmail|gmx|zoho|fastmail|mail|email|o2|"
      "example|freeserve|orange|tesco|talk21|lineone|supanet");
}

static bool
has_any(const struct sp_scrub_cells *t, size_t from, size_t to,
        const char *signs)
{
  for (size_t i = from; i < to; i++)
    if (t->c[i] != 0 && strchr(signs, t->c[i]) != NULL)
      return true;
  return false;
}

struct sp_scrub_found
sp_scrub_find_email(const struct sp_scrub_cells *t, size_t i)
{
  size_t local = local_end(t, i), at = skip_spaces(t, local), host, end, sign;
  unsigned dots;

  if (sp_scrub_cell(t, at) == '@') {
    host = skip_spaces(t, at + 1);
    end = host_end(t, host, &dots);
    /* "3 bins @ 9" has no host. */
    if (end > host && (dots > 0 || (at == local && host == at + 1)))
      return (struct sp_scrub_found){end - i, "[email]"};
    return nothing;
  }
  host = skip_at(t, at);
  if (host == at)
    return nothing;
  sign = host;
  host = skip_spaces(t, host);
  end = host_end(t, host, &dots);
  /* "look at example.com" is none; "[at]", "dot com" and "jon.smith at" are. */
  if (dots > 0 &&
      (is_provider(t, host) || has_any(t, at, sign, "[({<") ||
       has_any(t, host, end, " [({<") || has_any(t, i, local, "._")))
    return (struct sp_scrub_found){end - i, "[email]"};
  return nothing;
}

struct sp_scrub_found
sp_scrub_find_handle(const struct sp_scrub_cells *t, size_t i)
{
  size_t end = sp_scrub_word_end(t, i + 1);

  if (t->c[i] != '@' || end == i + 1)
    return nothing;
  return (struct sp_scrub_found){end - i, "[email]"};
}

/* ---- dates with a month's name ---- */

static bool
is_month(const struct sp_scrub_cells *t, size_t from, size_t to)
{
  return sp_scrub_is_one(
      t, from, to,
      "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|"
      "march|april|june|july|august|september|october|november|december");
}

/* 1 to 31, with or without th; 0: none. */
static size_t
day_end(const struct sp_scrub_cells *t, size_t i)
{
  size_t end = sp_scrub_word_end(t, i), n = i;

  while (n < end && n < i + 2 && sp_scrub_is_digit(t->c[n]))
    n++;
  if (n == i || (n < end && !sp_scrub_is_one(t, n, end, "st|nd|rd|th")))
    return 0;
  return end;
}

static size_t
year_end(const struct sp_scrub_cells *t, size_t i)
{
  size_t end = sp_scrub_word_end(t, i);

  for (size_t n = i; n < end; n++)
    if (!sp_scrub_is_digit(t->c[n]))
      return 0;
  return end - i == 2 || end - i == 4 ? end : 0;
}

/* What may stand between the parts of a date. */
static size_t
skip_between(const struct sp_scrub_cells *t, size_t i)
{
  size_t from = i, word;

  while (i < t->count && i < from + 4 && strchr(" -./,'", t->c[i]) != NULL)
    i++;
  word = sp_scrub_word_end(t, i);
  if (sp_scrub_is_one(t, i, word, "of|the"))
    i = skip_spaces(t, word);
  return i;
}

struct sp_scrub_found
sp_scrub_find_date(const struct sp_scrub_cells *t, size_t i)
{
  size_t end = sp_scrub_word_end(t, i), part;
  bool is_month_first = is_month(t, i, end);

  if (!is_month_first && day_end(t, i) == 0)
    return nothing;
  part = skip_between(t, end);
  end = sp_scrub_word_end(t, part);
  if (is_month_first ? day_end(t, part) == 0 : !is_month(t, part, end))
    return nothing;
  part = skip_between(t, end);
  end = part > end ? year_end(t, part) : 0;
  return end > 0 ? (struct sp_scrub_found){end - i, "[date]"} : nothing;
}

/* ---- mixed words ---- */

struct sp_scrub_found
sp_scrub_find_reference(const struct sp_scrub_cells *t, size_t i)
{
  size_t end = sp_scrub_word_end(t, i), digits = 0;

  for (size_t n = i; n < end; n++)
    digits += sp_scrub_is_digit(t->c[n]);
  if (digits >= REFERENCE_DIGITS && digits < end - i)
    return (struct sp_scrub_found){end - i, "[reference]"};
  if (end - i >= REFERENCE_LENGTH && digits >= 2)
    return (struct sp_scrub_found){end - i, "[reference]"};
  if (end - i > WORD_MAX)
    return (struct sp_scrub_found){end - i, "[reference]"};
  return nothing;
}
