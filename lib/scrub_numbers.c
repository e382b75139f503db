/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/scrub_numbers.c - groups of digits, and whatever stands between them. */
#include "lib/scrub_parts.h"

#define DIGITS_MIN 6   /* that are taken for a person's number */
#define JOINT_MAX 8    /* signs between two groups; spaces do not count */
#define GROUPS_MAX 40  /* that are looked at; there may be more */
#define YEAR_DIGITS 12 /* of years beside one another, at most */

static const struct sp_scrub_found nothing = {0, NULL};

struct group {
  size_t from, to;
  unsigned digits;
  unsigned value; /* of up to four digits */
  char joint; /* what stands before it: its one sign, else ' '; '\0': more */
};

struct row {
  struct group g[GROUPS_MAX];
  size_t groups;
  unsigned digits; /* of all, also of those that found no room */
  size_t end;
};

/* ---- groups ---- */

static unsigned
spelled_digits(const struct sp_scrub_cells *t, size_t from, size_t to)
{
  if (sp_scrub_is_one(t, from, to,
                      "zero|oh|nought|naught|one|two|three|four|five|six|seven|"
                      "eight|nine|double"))
    return 1;
  return sp_scrub_is_one(t, from, to, "treble|triple") ? 2 : 0;
}

/* Is the word at i a group?  Digits, also with letters that are typed for
 * digits, or a digit's name. */
static bool
read_group(const struct sp_scrub_cells *t, size_t i, struct group *g)
{
  unsigned digits = 0, letters = 0;

  g->from = i;
  g->to = sp_scrub_word_end(t, i);
  g->value = 0;
  for (size_t n = i; n < g->to; n++) {
    char c = t->c[n];

    if (!sp_scrub_is_digit(c) && c != 'o' && c != 'i' && c != 'l') {
      g->digits = spelled_digits(t, i, g->to);
      return g->digits > 0;
    }
    digits += sp_scrub_is_digit(c);
    letters += !sp_scrub_is_digit(c);
    if (n < i + 4)
      g->value =
          g->value * 10 + (sp_scrub_is_digit(c) ? (unsigned)(c - '0') : 0);
  }
  g->digits = digits + letters;
  return digits >= 2 || (digits > 0 && digits >= letters);
}

/* Over what may stand between two groups; *joint as in struct group. */
static size_t
skip_joint(const struct sp_scrub_cells *t, size_t i, char *joint)
{
  size_t signs = 0;

  *joint = ' ';
  for (;
       i < t->count && !sp_scrub_is_word(t->c[i]) && t->c[i] != SP_SCRUB_MARKER;
       i++) {
    if (t->c[i] == ' ')
      continue;
    if (++signs > JOINT_MAX)
      return t->count;
    *joint = signs == 1 ? t->c[i] : '\0';
  }
  return i;
}

static void
read_row(const struct sp_scrub_cells *t, size_t i, struct row *row)
{
  struct group g;
  char joint = ' ';

  row->groups = 0;
  row->digits = 0;
  row->end = i;
  while (i < t->count && read_group(t, i, &g)) {
    g.joint = joint;
    if (row->groups < GROUPS_MAX)
      row->g[row->groups++] = g;
    row->digits += g.digits;
    row->end = g.to;
    i = skip_joint(t, g.to, &joint);
  }
}

/* ---- what stays ---- */

static bool
is_year(const struct group *g)
{
  return g->digits == 4 && g->to - g->from == 4 && g->value >= 1900 &&
         g->value <= 2099;
}

/* 2025, 2025/26, 2024 and more of them; one after a small number: "section 21
 * 1988" */
static bool
is_years(const struct row *row)
{
  if (row->groups == 2 && row->g[0].digits <= 2 && row->g[0].value > 9 &&
      row->g[1].joint == ' ' && is_year(&row->g[1]))
    return true;
  for (size_t i = 0; i < row->groups; i++) {
    const struct group *g = &row->g[i];

    if (is_year(g))
      continue;
    if (i == 0 || !is_year(g - 1) || g->digits != 2 || g->joint == '\0' ||
        g->value != (g[-1].value + 1) % 100)
      return false;
  }
  return row->digits <= YEAR_DIGITS;
}

/* 9:00-17:00, 8.30 4.30 */
static bool
is_times(const struct row *row)
{
  if (row->groups != 2 && row->groups != 4)
    return false;
  for (size_t i = 0; i < row->groups; i += 2) {
    const struct group *hour = &row->g[i], *minute = hour + 1;

    if (hour->digits > 2 || hour->value > 24 || minute->digits != 2 ||
        minute->value > 59 || (minute->joint != ':' && minute->joint != '.') ||
        (i > 0 && hour->joint == minute->joint))
      return false;
  }
  return true;
}

/* 100,000; 1,250.00; 1234.56 */
static bool
is_amount(const struct sp_scrub_cells *t, const struct row *row)
{
  size_t n = row->groups;
  unsigned digits = row->digits;

  if (n < 2 || t->c[row->g[0].from] == '0')
    return false;
  if (row->g[n - 1].joint == '.' && row->g[n - 1].digits == 2) {
    n--;
    digits -= 2;
  }
  if (n == 1)
    return digits <= 5;
  for (size_t i = 0; i < n; i++)
    if (i > 0 ? row->g[i].joint != ',' || row->g[i].digits != 3 ||
                    row->g[i].from != row->g[i - 1].to + 1
              : row->g[0].digits > 3)
      return false;
  return digits <= 7;
}

static bool
is_all_year_round(const struct row *row)
{
  return row->groups == 3 && row->digits == 6 && row->g[0].value == 24 &&
         row->g[1].value == 7 && row->g[2].value == 365;
}

/* ---- what goes ---- */

static bool
is_day_and_month(const struct group *a, const struct group *b)
{
  return a->digits <= 2 && b->digits <= 2 && a->value >= 1 && b->value >= 1 &&
         a->value <= 31 && b->value <= 31 && (a->value <= 12 || b->value <= 12);
}

/* Do the first three groups make a date, all with the same sign? */
static bool
starts_with_date(const struct row *row)
{
  const struct group *g = row->g;
  char joint = row->groups > 1 ? g[1].joint : '\0';

  if (row->groups < 3 || g[2].joint != joint || strchr("/.- ", joint) == NULL ||
      joint == '\0')
    return false;
  if (is_year(&g[0]))
    return is_day_and_month(&g[1], &g[2]);
  if (!is_day_and_month(&g[0], &g[1]))
    return false;
  return is_year(&g[2]) || g[2].digits == 2;
}

/* A date with too few digits to be a number: 1/4/56, also before others. */
static bool
is_short_date(const struct row *row)
{
  return starts_with_date(row) && row->g[1].joint != ' ' &&
         (row->groups == 3 || row->g[3].joint != row->g[1].joint);
}

static bool
has_form(const struct row *row, const char *digits)
{
  size_t n = strlen(digits);

  if (row->groups != n)
    return false;
  for (size_t i = 0; i < n; i++)
    if (row->g[i].digits != (unsigned)(digits[i] - '0'))
      return false;
  return true;
}

static const char *
marker_of(const struct sp_scrub_cells *t, const struct row *row, bool plus)
{
  char first = t->c[row->g[0].from];
  unsigned n = row->digits;

  if (row->groups == 3 && starts_with_date(row))
    return "[date]";
  if (plus || ((first == '0' || first == 'o' || row->g[0].value == 44) &&
               n >= 9 && n <= 14))
    return "[phone]";
  if (has_form(row, "222") || has_form(row, "2228") || n == 14)
    return "[account]";
  if (n == 10)
    return "[nhs number]";
  return n >= 13 && n <= 19 ? "[card]" : "[number]";
}

struct sp_scrub_found
sp_scrub_find_number(const struct sp_scrub_cells *t, size_t i)
{
  struct row row;
  size_t from = i;
  bool plus = false;

  while (i < from + 4 && strchr("+(", sp_scrub_cell(t, i)) != NULL) {
    plus = plus || t->c[i] == '+';
    i++;
  }
  if (i < t->count)
    read_row(t, i, &row);
  if (i >= t->count || row.groups == 0)
    return nothing;
  /* The last of them may be the day of a date: "2025 26 august 1956". */
  if (is_years(&row))
    return (struct sp_scrub_found){row.g[0].to - from, NULL};
  if (is_times(&row) || is_amount(t, &row) || is_all_year_round(&row))
    return (struct sp_scrub_found){row.end - from, NULL};
  if (row.digits >= DIGITS_MIN) {
    if (i > from && sp_scrub_cell(t, row.end) == ')')
      row.end++;
    return (struct sp_scrub_found){row.end - from, marker_of(t, &row, plus)};
  }
  if (is_short_date(&row))
    return (struct sp_scrub_found){row.g[2].to - from, "[date]"};
  return nothing;
}

/* £45, £1,250.00: at most seven digits of pounds, without a zero before. */
struct sp_scrub_found
sp_scrub_find_money(const struct sp_scrub_cells *t, size_t i)
{
  size_t at = i + 1, digits = 0, end;

  if (t->c[i] != SP_SCRUB_MONEY)
    return nothing;
  while (sp_scrub_cell(t, at) == ' ' && at < i + 3)
    at++;
  if (sp_scrub_cell(t, at) == '0' && sp_scrub_cell(t, at + 1) != '.')
    return nothing;
  for (end = at; end < t->count; end++) {
    if (sp_scrub_is_digit(t->c[end]))
      digits++;
    else if (digits == 0 || t->c[end] != ',' ||
             !sp_scrub_is_digit(sp_scrub_cell(t, end + 1)))
      break;
  }
  if (digits == 0 || digits > 7)
    return nothing;
  if (sp_scrub_cell(t, end) == '.' &&
      sp_scrub_is_digit(sp_scrub_cell(t, end + 1)) &&
      sp_scrub_is_digit(sp_scrub_cell(t, end + 2)))
    end += 3;
  if (sp_scrub_is_digit(sp_scrub_cell(t, end)))
    return nothing;
  return (struct sp_scrub_found){end - i, NULL};
}
