/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/pins.c - pins.yaml.  All slips of a row are told at once. */
#include "lib/site_parts.h"

#include <stdlib.h>

#include "lib/text.h"

static const struct sp_row_field known[] = {
    {"query", "search, term, terms, words, keyword, keywords"},
    {"document", "page, path, id, url, link, file"},
    {"position", "rank, place"},
    {"owner", "author"},
    {"reason", "why, comment, note"},
    {"from", "start, starts, begins"},
    {"expires", "until, end, ends, expiry"},
};

/* A row without its time does nothing; it is kept so that its document is
 * looked for with the rest. */
static void
put_out_of_force(struct sp_pin *pin)
{
  pin->from = pin->until = SP_ALWAYS_FROM;
}

/* What is needed and not there. */
static bool
has_needed(const struct sp_rows *r, const struct sp_yaml_map *row)
{
  static const struct {
    const char *name, *help;
  } needed[] = {
      {"query", "the words of the search"},
      {"document", "the id of the page, such as waste/missed-bin"},
      {"owner", "the post or team that wants it"},
      {"reason", "why it stands there"},
  };
  bool has = true;

  for (size_t i = 0; i < SP_ARRAY_LEN(needed); i++) {
    if (sp_yaml_get(row, needed[i].name).len)
      continue;
    sp_diag(r->diags, "E25", r->path, sp_row_line(row, needed[i].name), 0,
            "a pin needs `%s`: %s", needed[i].name, needed[i].help);
    has = false;
  }
  return has;
}

static bool
read_position(const struct sp_rows *r, const struct sp_yaml_map *row,
              struct sp_pin *pin)
{
  struct sp_str position = sp_row_one(r, row, "position");

  pin->is_worst = sp_str_is(position, "worst");
  if (pin->is_worst || position.len == 0 || sp_str_is(position, "best"))
    return true;
  sp_diag(r->diags, "E25", r->path, sp_row_line(row, "position"), 0,
          "`position: %.*s`: write `best`, and the page stands first, or"
          " `worst`, and it stands last",
          SP_FMT(sp_utf8_cut(position, 80)));
  return false;
}

/* A date; true when there is none. */
static bool
read_day(const struct sp_rows *r, const struct sp_yaml_map *row,
         const char *name, struct sp_civil *out, bool *there)
{
  struct sp_str value = sp_row_one(r, row, name);
  char buf[SP_CIVIL_WHY_MAX];
  const char *why;

  *there = value.len > 0;
  if (!*there || (sp_civil_parse(value, out) && out->hour < 0))
    return true;
  why = sp_civil_why(value, buf);
  sp_diag(r->diags, "E25", r->path, sp_row_line(row, name), 0, "`%s: %.*s`: %s",
          name, SP_FMT(sp_utf8_cut(value, 80)),
          why ? why : "write a date as 2026-04-01, without a time");
  return false;
}

static bool
read_dates(const struct sp_rows *r, const struct sp_yaml_map *row,
           struct sp_pin *pin)
{
  struct sp_civil from = {0}, until = {0};
  bool begins, ends, good = read_day(r, row, "from", &from, &begins);

  good = read_day(r, row, "expires", &until, &ends) && good;
  if (!good)
    return false;
  pin->from = begins ? sp_civil_begin(&from) : SP_ALWAYS_FROM;
  pin->until = ends ? sp_civil_end(&until) : SP_ALWAYS_UNTIL;
  if (pin->from < pin->until)
    return true;
  sp_diag(r->diags, "E25", r->path, sp_row_line(row, "expires"), 0,
          "`expires` comes before `from`, so this would never do anything");
  return false;
}

/* The id of a document, also when it is named as a file. */
static struct sp_str
id_of(struct sp_str name)
{
  static const char *const endings[] = {".md", ".xml"};

  for (size_t i = 0; i < SP_ARRAY_LEN(endings); i++)
    if (sp_str_ends(name, endings[i]))
      return sp_str_sub(name, 0, name.len - strlen(endings[i]));
  return name;
}

static void
read_pin(const struct sp_rows *r, const struct sp_yaml_map *row,
         struct sp_pin *pin)
{
  size_t errors = r->diags->errors;
  bool good = sp_row_known(r, row, known, SP_ARRAY_LEN(known));

  *pin = (struct sp_pin){.query = sp_row_one(r, row, "query"),
                         .document = id_of(sp_row_one(r, row, "document")),
                         .owner = sp_row_one(r, row, "owner"),
                         .reason = sp_row_one(r, row, "reason"),
                         .line = row->line};
  good = has_needed(r, row) && good;
  good = read_position(r, row, pin) && good;
  good = read_dates(r, row, pin) && good;
  if (!good || r->diags->errors > errors)
    put_out_of_force(pin);
}

/* ---- what is pinned twice ---- */

struct twice {
  struct sp_str words; /* of the search, as an address has them */
  struct sp_pin *pin;
  sp_instant from, until;
};

static int
by_words(const void *va, const void *vb)
{
  const struct twice *a = va, *b = vb;
  int order = sp_str_cmp(a->words, b->words);

  if (order == 0)
    order = sp_str_cmp(a->pin->document, b->pin->document);
  if (order == 0)
    order = (a->from > b->from) - (a->from < b->from);
  return order != 0 ? order : a->pin < b->pin ? -1 : a->pin > b->pin;
}

static bool
is_same(const struct twice *a, const struct twice *b)
{
  return sp_str_eq(a->words, b->words) &&
         sp_str_eq(a->pin->document, b->pin->document);
}

static void
refuse_twice(const struct sp_rows *r, struct sp_pin *a, struct sp_pin *b)
{
  struct sp_pin *first = a < b ? a : b, *second = a < b ? b : a;
  const char *why = first->is_worst != second->is_worst
                        ? "one says best and one says worst: keep the one that"
                          " is meant"
                        : "take one of them out, or let one begin when the"
                          " other has ended";

  sp_diag(r->diags, "E25", r->path, second->line, 0,
          "line %u pins %.*s for \"%.*s\" already; %s", first->line,
          SP_FMT(second->document), SP_FMT(first->query), why);
  put_out_of_force(second);
}

/* The same search and page at one time.  One after the other they may be: each
 * Christmas has its own. */
static void
check_twice(const struct sp_rows *r, struct sp_pin *pin, size_t pins)
{
  struct twice *all = sp_arena_array(r->arena, struct twice, pins);
  const struct twice *last = NULL; /* of the same, what ends last */
  size_t n = 0;

  for (size_t i = 0; i < pins; i++)
    if (pin[i].from < pin[i].until)
      all[n++] = (struct twice){sp_text_slug(r->arena, pin[i].query), &pin[i],
                                pin[i].from, pin[i].until};
  if (n > 0)
    qsort(all, n, sizeof(*all), by_words);
  for (size_t i = 0; i < n; i++) {
    bool same = last && is_same(last, &all[i]);

    if (same && all[i].from < last->until)
      refuse_twice(r, last->pin, all[i].pin);
    if (!same || all[i].until > last->until)
      last = &all[i];
  }
}

bool
sp_site_read_pins(struct sp_arena *arena, struct sp_str bytes,
                  struct sp_diags *diags, struct sp_site *site)
{
  struct sp_rows r = {arena, diags, SP_STR("pins.yaml")};
  struct sp_yaml_map *row;
  struct sp_pin *list;
  size_t rows;

  if (!sp_yaml_list(arena, bytes, SP_YAML_TABLE_MAX, r.path, diags, &row,
                    &rows))
    return false;
  list = sp_arena_array(arena, struct sp_pin, rows);
  for (size_t i = 0; i < rows; i++)
    read_pin(&r, &row[i], &list[i]);
  check_twice(&r, list, rows);
  site->pin = list;
  site->pins = rows;
  return true;
}
