/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/table.h"

static bool
is_known(struct sp_str column, const char *const *name, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (sp_str_is(column, name[i]))
      return true;
  return false;
}

/* "key, label, amount" */
static struct sp_str
all_names(struct sp_arena *arena, const char *const *name, size_t n)
{
  struct sp_str part[2 * SP_CSV_MAX_COLUMNS];
  size_t parts = 0;

  for (size_t i = 0; i < n && i < SP_CSV_MAX_COLUMNS; i++) {
    if (i)
      part[parts++] = SP_STR(", ");
    part[parts++] = sp_str(name[i]);
  }
  return sp_arena_join(arena, parts, part);
}

bool
sp_table_columns(const struct sp_table *table, const char *const *name,
                 size_t n, size_t required)
{
  const struct sp_csv *csv = table->csv;
  size_t errors = table->diags->errors;

  for (size_t i = 0; i < csv->columns; i++)
    if (!is_known(csv->column[i], name, n))
      sp_diag(table->diags, "E25", table->path, 1, 0,
              "no column is called \"%.*s\"; there are %.*s",
              SP_FMT(csv->column[i]),
              SP_FMT(all_names(table->diags->arena, name, n)));
  for (size_t i = 0; i < required; i++)
    if (!sp_csv_has(csv, name[i]))
      sp_diag(table->diags, "E25", table->path, 1, 0,
              "the column \"%s\" is missing", name[i]);
  return table->diags->errors == errors;
}

bool
sp_table_instant(const struct sp_table *table, size_t row, const char *column,
                 bool is_until, sp_instant *out)
{
  struct sp_str cell = sp_csv_get(table->csv, row, column);
  struct sp_civil civil;

  if (cell.len == 0)
    return true;
  if (!sp_civil_parse(cell, &civil)) {
    char buf[SP_CIVIL_WHY_MAX];
    const char *why = sp_civil_why(cell, buf);

    sp_diag(table->diags, "E25", table->path, table->csv->line[row], 0,
            "%s \"%.*s\" is no date; %s", column, SP_FMT(cell),
            why ? why : "write it as 2026-04-01");
    return false;
  }
  *out = is_until ? sp_civil_end(&civil) : sp_civil_begin(&civil);
  return true;
}

bool
sp_table_times(const struct sp_table *table, size_t row, sp_instant *from,
               sp_instant *until)
{
  *from = SP_ALWAYS_FROM;
  *until = SP_ALWAYS_UNTIL;
  if (!sp_table_instant(table, row, "from", false, from) ||
      !sp_table_instant(table, row, "until", true, until))
    return false;
  if (*from < *until)
    return true;
  sp_diag(table->diags, "E25", table->path, table->csv->line[row], 0,
          "until lies before from");
  return false;
}
