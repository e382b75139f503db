/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/areas_pack.c - areas on their way from a child and into the index. */
#include "lib/areas.h"

void
sp_areas_pack(struct sp_buf *out, const struct sp_areas *areas)
{
  sp_pack_u64(out, areas->columns);
  for (size_t i = 0; i < areas->columns; i++)
    sp_pack_str(out, areas->column[i]);
  sp_pack_u64(out, areas->count);
  for (size_t i = 0; i < areas->count; i++) {
    const struct sp_area *area = &areas->item[i];

    sp_pack_str(out, area->postcode);
    sp_pack_str(out, area->place);
    sp_pack_str(out, area->area);
    sp_pack_i64(out, area->from);
    sp_pack_i64(out, area->until);
    for (size_t c = 0; c < areas->columns; c++)
      sp_pack_str(out, area->contact[c]);
    sp_pack_u64(out, area->line);
  }
}

static void
unpack_area(struct sp_arena *arena, struct sp_unpack *in, size_t columns,
            struct sp_area *area)
{
  area->postcode = sp_unpack_str(in);
  area->place = sp_unpack_str(in);
  area->area = sp_unpack_str(in);
  area->from = sp_unpack_i64(in);
  area->until = sp_unpack_i64(in);
  area->contact = sp_arena_array(arena, struct sp_str, columns);
  for (size_t c = 0; c < columns; c++)
    area->contact[c] = sp_unpack_str(in);
  area->line = sp_unpack_u32(in);
}

/* Look-ups rely on the order. */
bool
sp_areas_unpack(struct sp_arena *arena, struct sp_unpack *in,
                struct sp_areas *out)
{
  *out = (struct sp_areas){.columns = sp_unpack_count(in, 1)};
  if (out->columns > SP_CSV_MAX_COLUMNS)
    in->broken = true;
  out->column = sp_arena_array(arena, struct sp_str, out->columns);
  for (size_t i = 0; i < out->columns; i++)
    out->column[i] = sp_unpack_str(in);
  out->count = sp_unpack_count(in, 6 + out->columns);
  out->item = sp_arena_array(arena, struct sp_area, out->count);
  for (size_t i = 0; i < out->count && !in->broken; i++) {
    struct sp_area *area = &out->item[i];

    unpack_area(arena, in, out->columns, area);
    if (area->from >= area->until ||
        (i && sp_str_cmp(area[-1].postcode, area->postcode) > 0))
      in->broken = true;
  }
  if (in->broken)
    *out = (struct sp_areas){0};
  else
    sp_areas_mark(arena, out);
  return !in->broken;
}
