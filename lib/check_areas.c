/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_areas.c - cells of areas.csv that show residents nothing. */
#include "lib/check_site.h"

#define TOLD_MAX 100

static bool
is_told(const struct sp_texts *told, struct sp_str name)
{
  for (size_t i = 0; i < told->count; i++)
    if (sp_str_eq(told->item[i], name))
      return true;
  return false;
}

/* Rows go by postcode, and neighbours mostly name the same. */
static bool
is_as_above(const struct sp_areas *areas, size_t row, size_t column)
{
  return row > 0 && sp_str_eq(areas->item[row - 1].contact[column],
                              areas->item[row].contact[column]);
}

void
sp_check_areas(struct sp_arena *arena, const struct sp_areas *areas,
               const struct sp_directory *dir, struct sp_diags *diags)
{
  struct sp_texts told = {0};

  for (size_t i = 0; i < areas->count; i++)
    for (size_t c = 0; c < areas->columns; c++) {
      struct sp_str cell = areas->item[i].contact[c];

      if (cell.len == 0 || is_as_above(areas, i, c) ||
          sp_area_is_address(cell) || sp_directory_find(dir, cell) ||
          is_told(&told, cell))
        continue;
      if (told.count == TOLD_MAX)
        return;
      SP_PUSH(arena, told.item, told.count, told.cap, cell);
      sp_diag(diags, "E02", SP_STR("areas.csv"), areas->item[i].line, 0,
              "%.*s: there is no contact \"%.*s\"", SP_FMT(areas->column[c]),
              SP_FMT(cell));
    }
}
