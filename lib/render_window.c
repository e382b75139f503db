/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/render_window.c - guards of level and time as windows, and the moments
 * at which a document changes by itself. */
#include "lib/render_parts.h"

#include <stdlib.h>

bool
sp_window_is_empty(const struct sp_window *w)
{
  return w->level_min > w->level_max || w->from >= w->until;
}

static size_t
keep(const struct sp_window *w, struct sp_window *out, size_t count)
{
  if (!sp_window_is_empty(w))
    out[count++] = *w;
  return count;
}

static size_t
cut_level(const struct sp_window *window, const struct sp_guard *guard,
          struct sp_window out[2])
{
  struct sp_window w = *window;

  if (!guard->negated && w.level_min < guard->number)
    w.level_min = guard->number;
  if (guard->negated && w.level_max >= guard->number)
    w.level_max = guard->number ? guard->number - 1 : 0;
  return keep(&w, out, 0);
}

static size_t
cut_date(const struct sp_window *window, const struct sp_guard *guard,
         struct sp_window out[2])
{
  sp_instant from =
      guard->from.year ? sp_civil_begin(&guard->from) : SP_ALWAYS_FROM;
  sp_instant until =
      guard->until.year ? sp_civil_end(&guard->until) : SP_ALWAYS_UNTIL;
  struct sp_window w = *window, after = *window;

  if (!guard->negated) {
    if (w.from < from)
      w.from = from;
    if (w.until > until)
      w.until = until;
    return keep(&w, out, 0);
  }
  if (w.until > from)
    w.until = from;
  if (after.from < until)
    after.from = until;
  return keep(&after, out, keep(&w, out, 0));
}

size_t
sp_window_cut(const struct sp_window *window, const struct sp_guard *guard,
              struct sp_window out[2])
{
  if (guard->kind == SP_GUARD_LEVEL)
    return cut_level(window, guard, out);
  if (guard->kind == SP_GUARD_DATE)
    return cut_date(window, guard, out);
  return keep(window, out, 0);
}

static void
add_instant(struct sp_arena *arena, struct sp_instants *out, sp_instant at)
{
  SP_PUSH(arena, out->item, out->count, out->cap, at);
}

static void
add_span(struct sp_arena *arena, struct sp_instants *out,
         const struct sp_civil *from, const struct sp_civil *until)
{
  if (from->year)
    add_instant(arena, out, sp_civil_begin(from));
  if (until->year)
    add_instant(arena, out, sp_civil_end(until));
}

static int
by_time(const void *a, const void *b)
{
  sp_instant x = *(const sp_instant *)a, y = *(const sp_instant *)b;

  return (x > y) - (x < y);
}

void
sp_doc_boundaries(struct sp_arena *arena, const struct sp_doc *doc,
                  struct sp_instants *out)
{
  size_t kept = 0;

  *out = (struct sp_instants){0};
  add_span(arena, out, &doc->from, &doc->until);
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    if (n->guard.kind == SP_GUARD_DATE)
      add_span(arena, out, &n->guard.from, &n->guard.until);
  if (out->count == 0)
    return;
  qsort(out->item, out->count, sizeof(*out->item), by_time);
  for (size_t i = 0; i < out->count; i++)
    if (i == 0 || out->item[i] != out->item[kept - 1])
      out->item[kept++] = out->item[i];
  out->count = kept;
}
