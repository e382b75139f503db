/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/served.h"

#include "lib/text.h"

#include <stdlib.h>

void
sp_served_add(struct sp_arena *arena, struct sp_texts *names, struct sp_str id,
              struct sp_str title)
{
  size_t slash = 0;

  for (size_t i = 0; i < id.len; i++)
    if (id.ptr[i] == '/')
      slash = i + 1;
  SP_PUSH(arena, names->item, names->count, names->cap,
          sp_text_lower(arena,
                        sp_arena_copy(arena, sp_str_sub(id, slash, id.len))));
  SP_PUSH(arena, names->item, names->count, names->cap,
          sp_text_lower(arena, sp_arena_copy(arena, title)));
}

static int
compare(const void *va, const void *vb)
{
  const struct sp_str *a = va, *b = vb;

  return sp_str_cmp(*a, *b);
}

/* What residents may read of a cell. */
static struct sp_str
public_cell(struct sp_arena *arena, const struct sp_texts *names,
            struct sp_str cell)
{
  struct sp_str name = sp_text_lower(arena, sp_str_trim(cell));

  if (cell.len == 0 || sp_area_is_address(cell))
    return cell;
  if (names->count > 0 &&
      bsearch(&name, names->item, names->count, sizeof(*names->item), compare))
    return cell;
  return SP_STR("");
}

void
sp_served_find(struct sp_arena *arena, const struct sp_areas *areas,
               struct sp_texts *names, sp_instant now, struct sp_areas *out)
{
  *out = *areas;
  out->count = 0;
  out->item = sp_arena_array(arena, struct sp_area, areas->count);
  if (names->count > 0)
    qsort(names->item, names->count, sizeof(*names->item), compare);
  for (size_t i = 0; i < areas->count; i++) {
    struct sp_area area = areas->item[i];

    if (now < area.from || area.until <= now)
      continue;
    area.contact = sp_arena_array(arena, struct sp_str, areas->columns);
    for (size_t c = 0; c < areas->columns; c++)
      area.contact[c] = public_cell(arena, names, areas->item[i].contact[c]);
    out->item[out->count++] = area;
  }
  /* Without a row residents are not told what columns there are. */
  if (out->count == 0)
    *out = (struct sp_areas){0};
}
