/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/recent.h"

#include <stdlib.h>

static bool
date(const struct sp_page_head *head, struct sp_recent *out)
{
  struct sp_civil reviewed;

  *out = (struct sp_recent){.head = head, .at = head->from, .came_up = true};
  if (sp_civil_parse(head->reviewed, &reviewed) &&
      sp_civil_begin(&reviewed) > head->from) {
    out->at = sp_civil_begin(&reviewed);
    out->came_up = false;
  }
  return out->at != SP_ALWAYS_FROM;
}

/* By id where the time is the same, so that the order stays. */
static int
newest_first(const void *a, const void *b)
{
  const struct sp_recent *x = a, *y = b;

  if (x->at != y->at)
    return x->at > y->at ? -1 : 1;
  return sp_str_cmp(x->head->id, y->head->id);
}

size_t
sp_recent_list(const struct sp_site_state *state,
               const struct sp_viewer *viewer, size_t most,
               struct sp_arena *arena, struct sp_recent **out)
{
  struct sp_recent *all = sp_arena_array(arena, struct sp_recent, state->heads);
  size_t count = 0;

  for (size_t i = 0; i < state->heads; i++)
    if (sp_head_live(&state->head[i], viewer) &&
        date(&state->head[i], &all[count]))
      count++;
  if (count > 0)
    qsort(all, count, sizeof(*all), newest_first);
  *out = all;
  return count < most ? count : most;
}
