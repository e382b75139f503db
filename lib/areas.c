/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/areas.h"

#include "lib/near.h"
#include "lib/table.h"
#include "lib/text.h"
#include "lib/url.h"

#include <stdlib.h>

#define AREAS_PATH SP_STR("areas.csv")
#define SLIPS 1

/* The columns that are not of contacts. */
static const char *const own_column[] = {"postcode", "place", "area", "from",
                                         "until"};

static const char *
own_column_near(struct sp_str name, size_t most)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(own_column); i++)
    if (sp_near_distance(name, sp_str(own_column[i]), most) <= most)
      return own_column[i];
  return NULL;
}

static bool
is_own(struct sp_str name)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(own_column); i++)
    if (sp_str_is(name, own_column[i]))
      return true;
  return false;
}

/* Any other column is one of contacts, so `untill` would be one too and its
 * row would stay in force for ever. */
static bool
read_columns(struct sp_arena *arena, const struct sp_table *table,
             struct sp_areas *out)
{
  const struct sp_csv *csv = table->csv;
  size_t errors = table->diags->errors;

  out->column = sp_arena_array(arena, struct sp_str, csv->columns);
  for (size_t i = 0; i < csv->columns; i++) {
    const char *near = own_column_near(csv->column[i], SLIPS);

    if (is_own(csv->column[i]))
      continue;
    if (near)
      sp_diag(table->diags, "E25", AREAS_PATH, 1, 0,
              "no column is called \"%.*s\"; did you mean \"%s\"?",
              SP_FMT(csv->column[i]), near);
    out->column[out->columns++] = csv->column[i];
  }
  if (!sp_csv_has(csv, "postcode"))
    sp_diag(table->diags, "E25", AREAS_PATH, 1, 0,
            "the column \"postcode\" is missing");
  return table->diags->errors == errors;
}

/* A row while those of its postcode and place are still to be compared. */
struct entry {
  struct sp_area area;
  struct sp_str place; /* in small letters */
};

bool
sp_area_is_address(struct sp_str cell)
{
  return sp_str_starts(cell, "https://") && sp_url_external(cell);
}

/* A slip in an address would else be looked for among the contacts. */
static bool
check_cells(const struct sp_table *table, const struct sp_areas *areas,
            const struct sp_area *area)
{
  bool is_good = true;

  for (size_t c = 0; c < areas->columns; c++) {
    struct sp_str cell = area->contact[c];

    if (sp_area_is_address(cell) ||
        (!sp_str_has(cell, "://") && !sp_url_external(cell)))
      continue;
    sp_diag(table->diags, "E25", AREAS_PATH, area->line, 0,
            "%.*s: \"%.*s\" is no address: write https:// and the rest of it"
            " without spaces, or a contact's key",
            SP_FMT(areas->column[c]), SP_FMT(cell));
    is_good = false;
  }
  return is_good;
}

static bool
read_row(struct sp_arena *arena, const struct sp_table *table, size_t row,
         const struct sp_areas *areas, struct entry *out)
{
  const struct sp_csv *csv = table->csv;
  struct sp_str cell = sp_csv_get(csv, row, "postcode");
  struct sp_area *area = &out->area;
  struct sp_postcode postcode;
  size_t contacts = 0;

  *area = (struct sp_area){.place = sp_csv_get(csv, row, "place"),
                           .area = sp_csv_get(csv, row, "area"),
                           .line = csv->line[row]};
  out->place = sp_text_lower(arena, area->place);
  area->contact = sp_arena_array(arena, struct sp_str, areas->columns);
  for (size_t i = 0; i < csv->columns; i++)
    if (!is_own(csv->column[i]))
      area->contact[contacts++] = csv->cell[row * csv->columns + i];
  if (!sp_postcode_parse(cell, &postcode)) {
    sp_diag(table->diags, "E25", AREAS_PATH, area->line, 0,
            "postcode \"%.*s\" is none; write one such as CM9 5DL, or its"
            " first part as CM9 5 or CM9",
            SP_FMT(cell));
    return false;
  }
  area->postcode = sp_arena_copy(arena, sp_str(postcode.text));
  return check_cells(table, areas, area) &&
         sp_table_times(table, row, &area->from, &area->until);
}

static int
by_postcode_place_time(const void *va, const void *vb)
{
  const struct entry *a = va, *b = vb;
  int order = sp_str_cmp(a->area.postcode, b->area.postcode);

  if (order == 0)
    order = sp_str_cmp(a->place, b->place);
  if (order)
    return order;
  if (a->area.from != b->area.from)
    return a->area.from < b->area.from ? -1 : 1;
  return (a->area.line > b->area.line) - (a->area.line < b->area.line);
}

static void
keep_rows(struct sp_arena *arena, const struct entry *row, size_t rows,
          struct sp_diags *diags, struct sp_areas *out)
{
  const struct entry *before = NULL;

  out->item = sp_arena_array(arena, struct sp_area, rows);
  for (size_t i = 0; i < rows; i++) {
    const struct sp_area *area = &row[i].area;

    if (before && sp_str_eq(before->area.postcode, area->postcode) &&
        sp_str_eq(before->place, row[i].place) &&
        area->from < before->area.until) {
      sp_diag(diags, "E25", AREAS_PATH, area->line, 0,
              "line %u has %.*s for the same place and time; keep one of them,"
              " or write the places' names",
              before->area.line, SP_FMT(area->postcode));
      continue;
    }
    before = &row[i];
    out->item[out->count++] = *area;
  }
}

bool
sp_areas_read(struct sp_arena *arena, struct sp_str bytes,
              struct sp_diags *diags, struct sp_areas *out)
{
  struct sp_csv csv;
  struct sp_table table = {&csv, AREAS_PATH, diags};
  struct entry *row;
  size_t rows = 0;

  *out = (struct sp_areas){0};
  if (!sp_csv_read(arena, bytes, AREAS_PATH, diags, &csv))
    return false;
  if (!read_columns(arena, &table, out)) {
    *out = (struct sp_areas){0};
    return false;
  }
  row = sp_arena_array(arena, struct entry, csv.rows);
  for (size_t i = 0; i < csv.rows; i++)
    rows += read_row(arena, &table, i, out, &row[rows]);
  if (rows)
    qsort(row, rows, sizeof(*row), by_postcode_place_time);
  keep_rows(arena, row, rows, diags, out);
  sp_areas_mark(arena, out);
  return true;
}

/* The first row of this postcode or part of one. */
static size_t
lower_bound(const struct sp_areas *areas, struct sp_str postcode)
{
  size_t low = 0, high = areas->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(areas->item[middle].postcode, postcode) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static struct sp_str
part_of(const struct sp_postcode *postcode, enum sp_postcode_part part)
{
  struct sp_str whole = sp_str(postcode->text);

  switch (part) {
  case SP_POSTCODE_OUTWARD:
    return sp_str_sub(whole, 0, postcode->outward);
  case SP_POSTCODE_SECTOR:
    return sp_str_sub(whole, 0, postcode->outward + 2);
  case SP_POSTCODE_FULL:
    break;
  }
  return whole;
}

static void
find_part(struct sp_arena *arena, const struct sp_areas *areas,
          struct sp_str postcode, sp_instant at, struct sp_area_list *out)
{
  for (size_t i = lower_bound(areas, postcode);
       i < areas->count && sp_str_eq(areas->item[i].postcode, postcode); i++) {
    const struct sp_area *area = &areas->item[i];
    sp_instant change = at < area->from ? area->from : area->until;

    if (area->until <= at)
      continue;
    if (change < out->until)
      out->until = change;
    if (area->from <= at)
      SP_PUSH(arena, out->item, out->count, out->cap, area);
  }
}

void
sp_areas_find(struct sp_arena *arena, const struct sp_areas *areas,
              const struct sp_postcode *postcode, sp_instant at,
              struct sp_area_list *out)
{
  *out =
      (struct sp_area_list){.part = postcode->part, .until = SP_ALWAYS_UNTIL};
  for (int part = postcode->part; part >= 0 && out->count == 0; part--) {
    out->part = (enum sp_postcode_part)part;
    find_part(arena, areas, part_of(postcode, out->part), at, out);
  }
}

static size_t
column_at(const struct sp_areas *areas, struct sp_str column)
{
  size_t i = 0;

  while (i < areas->columns && !sp_str_eq(areas->column[i], column))
    i++;
  return i;
}

bool
sp_areas_has(const struct sp_areas *areas, struct sp_str column)
{
  return column_at(areas, column) < areas->columns;
}

struct sp_str
sp_area_contact(const struct sp_areas *areas, const struct sp_area *area,
                struct sp_str column)
{
  size_t i = column_at(areas, column);

  return i < areas->columns ? area->contact[i] : SP_STR("");
}

struct sp_str
sp_areas_contact(const struct sp_areas *areas, struct sp_str area,
                 struct sp_str column, sp_instant at)
{
  const struct sp_str none = SP_STR("");
  const struct sp_area *found = NULL;
  size_t c = column_at(areas, column);

  if (c == areas->columns)
    return none;
  for (size_t i = 0; i < areas->count; i++) {
    const struct sp_area *row = &areas->item[i];

    if (at < row->from || row->until <= at || !sp_str_ieq(row->area, area))
      continue;
    if (found && !sp_str_eq(found->contact[c], row->contact[c]))
      return none;
    found = row;
  }
  return found ? found->contact[c] : none;
}
