/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pins.h"

#include <stdlib.h>

static int
compare(const void *va, const void *vb)
{
  const struct sp_pin_mark *a = va, *b = vb;
  int order = sp_str_cmp(a->pin->document, b->pin->document);

  return order != 0 ? order : a->pin < b->pin ? -1 : a->pin > b->pin;
}

struct sp_pin_marks
sp_pin_marks_new(struct sp_arena *arena, const struct sp_site *site)
{
  struct sp_pin_marks marks = {NULL, site->pins};

  marks.item = sp_arena_array(arena, struct sp_pin_mark, site->pins);
  for (size_t i = 0; i < site->pins; i++)
    marks.item[i].pin = &site->pin[i];
  if (site->pins > 0)
    qsort(marks.item, site->pins, sizeof(*marks.item), compare);
  return marks;
}

void
sp_pin_marks_use(struct sp_pin_marks *marks, struct sp_str id)
{
  size_t low = 0, high = marks->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(marks->item[middle].pin->document, id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < marks->count && sp_str_eq(marks->item[low].pin->document, id);
       low++)
    marks->item[low].is_used = true;
}

static int
by_place(const void *va, const void *vb)
{
  const struct sp_pin_mark *a = va, *b = vb;

  return a->pin < b->pin ? -1 : a->pin > b->pin;
}

void
sp_pins_keep_used(struct sp_arena *arena, struct sp_pin_marks *marks,
                  sp_instant now, struct sp_site *site)
{
  struct sp_pin *kept = sp_arena_array(arena, struct sp_pin, marks->count);
  size_t count = 0;

  /* The first of several pins stands first. */
  if (marks->count > 0)
    qsort(marks->item, marks->count, sizeof(*marks->item), by_place);
  for (size_t i = 0; i < marks->count; i++) {
    const struct sp_pin *pin = marks->item[i].pin;

    if (marks->item[i].is_used && pin->from <= now && now < pin->until)
      kept[count++] = *pin;
  }
  site->pin = kept;
  site->pins = count;
}
