/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/areas_key.c - what stands in an address for where somebody lives. */
#include "lib/areas.h"

#include "lib/hash.h"
#include "lib/text.h"

#define DIGITS 6

static uint32_t
answer_of(const struct sp_areas *areas, const struct sp_area *area)
{
  struct sp_hasher hasher;
  struct sp_hash hash;

  sp_hasher_init(&hasher);
  sp_hasher_add(&hasher, area->slug);
  for (size_t c = 0; c < areas->columns; c++)
    sp_hasher_add(&hasher, area->contact[c]);
  hash = sp_hasher_end(&hasher);
  return (uint32_t)hash.byte[0] << 16 | (uint32_t)hash.byte[1] << 8 |
         hash.byte[2];
}

void
sp_areas_mark(struct sp_arena *arena, struct sp_areas *areas)
{
  for (size_t i = 0; i < areas->count; i++) {
    struct sp_area *area = &areas->item[i];

    /* Neighbours are mostly of one area. */
    if (i > 0 && sp_str_eq(area[-1].area, area->area))
      area->slug = area[-1].slug;
    else
      area->slug = sp_text_slug(arena, area->area);
    if (area->slug.len == 0)
      area->slug = SP_STR("here");
    area->answer = answer_of(areas, area);
  }
}

static bool
is_in_force(const struct sp_area *area, sp_instant at)
{
  return area->from <= at && at < area->until;
}

static struct sp_str
long_key(struct sp_arena *arena, const struct sp_area *area)
{
  return sp_arena_fmt(arena, "%.*s-%06x", SP_FMT(area->slug),
                      (unsigned)area->answer);
}

struct sp_str
sp_area_key(struct sp_arena *arena, const struct sp_areas *areas,
            const struct sp_area *area, sp_instant at)
{
  for (size_t i = 0; i < areas->count; i++) {
    const struct sp_area *other = &areas->item[i];

    if (other->answer != area->answer && is_in_force(other, at) &&
        sp_str_eq(other->slug, area->slug))
      return long_key(arena, area);
  }
  return area->slug;
}

/* The answer that the digits of a key name, for a row of its area. */
static bool
has_digits_of(struct sp_str key, const struct sp_area *area)
{
  char digits[DIGITS + 2];

  if (key.len != area->slug.len + 1 + DIGITS ||
      !sp_str_eq(sp_str_sub(key, 0, area->slug.len), area->slug))
    return false;
  (void)snprintf(digits, sizeof(digits), "-%06x", (unsigned)area->answer);
  return sp_str_is(sp_str_sub(key, area->slug.len, key.len), digits);
}

static void
add_row(const struct sp_areas *areas, const struct sp_area *area,
        struct sp_area_answer *out)
{
  if (area->until < out->until)
    out->until = area->until;
  if (out->area == NULL)
    out->area = area;
  else if (out->area->answer != area->answer)
    for (size_t c = 0; c < areas->columns; c++)
      if (!sp_str_eq(out->area->contact[c], area->contact[c]))
        out->differs[c] = true;
}

void
sp_areas_answer(struct sp_arena *arena, const struct sp_areas *areas,
                struct sp_str key, sp_instant at, struct sp_area_answer *out)
{
  *out = (struct sp_area_answer){.until = SP_ALWAYS_UNTIL};
  out->differs = sp_arena_array(arena, bool, areas->columns);
  for (size_t i = 0; i < areas->count; i++) {
    const struct sp_area *area = &areas->item[i];

    if (!sp_str_eq(area->slug, key) && !has_digits_of(key, area))
      continue;
    if (is_in_force(area, at))
      add_row(areas, area, out);
    else if (at < area->from && area->from < out->until)
      out->until = area->from;
  }
}
