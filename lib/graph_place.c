/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_place.c - where the vertices of an ordered layout stand.
 *
 * Each layer in turn is put as near to its neighbours' middle as its order and
 * the sizes allow: weighted least squares under an order, which pooling
 * adjacent violators solves exactly (Barlow and others, 1972). */
#include <math.h>

#include "lib/graph_layout.h"

#define SWEEPS 28
#define BOTH_SIDES 10 /* the last so many look up and down at once */
#define STRAIGHTEN_ROUNDS 4
#define GAP_BOX 26.0
#define GAP_LINE 13.0
#define GAP_DOWN 17.0 /* between layers, if lines go straight down */
#define GAP_SLOPE 0.06
#define GAP_MORE_MAX 44.0 /* when there is room to spread */
#define SPREAD_MAX 1.3

struct pool {
  double sum, weight; /* of what they want, weighted */
  size_t count;
};

static bool
is_box(const struct sp_layout *l, size_t v)
{
  return v < l->boxes;
}

static double
gap_between(const struct sp_layout *l, size_t left, size_t right)
{
  double gap = is_box(l, left) && is_box(l, right) ? GAP_BOX : GAP_LINE;

  return (l->vertex[left].across + l->vertex[right].across) / 2 + gap;
}

/* Long lines are to be straight, so they pull hardest. */
static double
pull(const struct sp_layout *l, size_t a, size_t b)
{
  if (is_box(l, a) || is_box(l, b))
    return is_box(l, a) && is_box(l, b) ? 1 : 2;
  return 6;
}

static void
add_wish(const struct sp_layout *l, size_t v, const size_t *next, size_t count,
         double *sum, double *weight)
{
  for (size_t i = 0; i < count; i++) {
    double w = pull(l, v, next[i]);

    *sum += w * l->vertex[next[i]].at;
    *weight += w;
  }
}

/* Where v would like to be, and how much. */
static double
wish(const struct sp_layout *l, size_t v, bool up, bool down, double *weight)
{
  const struct sp_vertex *vertex = &l->vertex[v];
  double sum = 0;

  *weight = 0;
  if (up)
    add_wish(l, v, vertex->up, vertex->ups, &sum, weight);
  if (down)
    add_wish(l, v, vertex->below, vertex->belows, &sum, weight);
  if (*weight > 0)
    return sum / *weight;
  *weight = .05;
  return vertex->at;
}

static void
place_layer(struct sp_layout *l, const struct sp_layer *layer, bool up,
            bool down, struct pool *pool)
{
  size_t pools = 0, at = 0;
  double offset = 0;

  for (size_t i = 0; i < layer->vertices; i++) {
    double weight, want = wish(l, layer->vertex[i], up, down, &weight);

    if (i)
      offset += gap_between(l, layer->vertex[i - 1], layer->vertex[i]);
    pool[pools++] = (struct pool){weight * (want - offset), weight, 1};
    while (pools > 1 && pool[pools - 2].sum / pool[pools - 2].weight >
                            pool[pools - 1].sum / pool[pools - 1].weight) {
      pool[pools - 2].sum += pool[pools - 1].sum;
      pool[pools - 2].weight += pool[pools - 1].weight;
      pool[pools - 2].count += pool[pools - 1].count;
      pools--;
    }
  }
  offset = 0;
  for (size_t p = 0; p < pools; p++)
    for (size_t k = 0; k < pool[p].count; k++, at++) {
      if (at)
        offset += gap_between(l, layer->vertex[at - 1], layer->vertex[at]);
      l->vertex[layer->vertex[at]].at = pool[p].sum / pool[p].weight + offset;
    }
}

static void
pack_left(struct sp_layout *l)
{
  for (size_t i = 0; i < l->layers; i++) {
    double at = 0;

    for (size_t k = 0; k < l->layer[i].vertices; k++) {
      if (k)
        at += gap_between(l, l->layer[i].vertex[k - 1], l->layer[i].vertex[k]);
      l->vertex[l->layer[i].vertex[k]].at = at;
    }
  }
}

/* Between which places v may stand, its neighbours being where they are. */
static void
narrow(const struct sp_layout *l, size_t v, double *from, double *to)
{
  const struct sp_layer *layer = &l->layer[l->vertex[v].layer];
  size_t i = l->vertex[v].order;

  if (i > 0) {
    double least = l->vertex[layer->vertex[i - 1]].at +
                   gap_between(l, layer->vertex[i - 1], v);

    *from = least > *from ? least : *from;
  }
  if (i + 1 < layer->vertices) {
    double most = l->vertex[layer->vertex[i + 1]].at -
                  gap_between(l, v, layer->vertex[i + 1]);

    *to = most < *to ? most : *to;
  }
}

/* Least squares spread a turn over the whole of a line; instead make it
 * straight for as long as it can be, then for as long again. */
static void
straighten(struct sp_layout *l, const struct sp_layout_line *line)
{
  for (size_t k = 0, n; k < line->links; k += n) {
    double from = -HUGE_VAL, to = HUGE_VAL, sum = 0;

    for (n = 0; k + n < line->links; n++) {
      double low = from, high = to;

      narrow(l, line->chain + k + n, &low, &high);
      if (low > high)
        break;
      from = low;
      to = high;
      sum += l->vertex[line->chain + k + n].at;
    }
    if (n == 0) {
      n = 1;
      continue;
    }
    sum = fmin(fmax(sum / (double)n, from), to);
    for (size_t i = 0; i < n; i++)
      l->vertex[line->chain + k + i].at = sum;
  }
}

/* Move all so that the leftmost edge is at 0; set the breadth. */
static void
align_left(struct sp_layout *l)
{
  double left = 0, right = 0;

  for (size_t v = 0; v < l->vertices; v++) {
    double from = l->vertex[v].at - l->vertex[v].across / 2;
    double to = l->vertex[v].at + l->vertex[v].across / 2;

    if (v == 0 || from < left)
      left = from;
    if (v == 0 || to > right)
      right = to;
  }
  for (size_t v = 0; v < l->vertices; v++)
    l->vertex[v].at -= left;
  l->across = right - left;
}

/* The room below layer i: more, where lines go far across. */
static double
gap_below(const struct sp_layout *l, size_t i)
{
  double most = 0, gap;

  for (size_t k = 0; k < l->layer[i].vertices; k++) {
    const struct sp_vertex *v = &l->vertex[l->layer[i].vertex[k]];

    for (size_t e = 0; e < v->belows; e++) {
      double far = v->at - l->vertex[v->below[e]].at;

      if (far < 0)
        far = -far;
      if (far > most)
        most = far;
    }
  }
  gap = GAP_DOWN + GAP_SLOPE * most;
  return gap > l->gap_max ? l->gap_max : gap;
}

static void
stack_layers(struct sp_layout *l)
{
  double top = 0;

  for (size_t i = 0; i < l->layers; i++) {
    struct sp_layer *layer = &l->layer[i];

    layer->top = top;
    layer->down = 0;
    for (size_t k = 0; k < layer->vertices; k++)
      if (l->vertex[layer->vertex[k]].down > layer->down)
        layer->down = l->vertex[layer->vertex[k]].down;
    l->down = top + layer->down;
    top = l->down + gap_below(l, i);
  }
}

void
sp_layout_place(struct sp_arena *arena, struct sp_layout *layout)
{
  struct pool *pool = sp_arena_array(arena, struct pool, layout->vertices + 1);

  pack_left(layout);
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    bool both = sweep >= SWEEPS - BOTH_SIDES, downwards = sweep % 2 == 0;

    for (size_t i = 0; i < layout->layers; i++)
      place_layer(layout,
                  &layout->layer[downwards ? i : layout->layers - 1 - i],
                  downwards || both, !downwards || both, pool);
  }
  for (int round = 0; round < STRAIGHTEN_ROUNDS; round++)
    for (size_t i = 0; i < layout->lines; i++)
      straighten(layout, &layout->line[i]);
  align_left(layout);
  stack_layers(layout);
}

void
sp_layout_spread(struct sp_layout *layout, double across, double down)
{
  double factor = layout->across > 0 ? across / layout->across : 1, more;

  if (factor > SPREAD_MAX)
    factor = SPREAD_MAX;
  if (factor > 1) {
    for (size_t v = 0; v < layout->vertices; v++)
      layout->vertex[v].at *= factor;
    align_left(layout);
  }
  if (layout->layers < 2)
    return;
  more = (down - layout->down) / (double)(layout->layers - 1);
  if (more > GAP_MORE_MAX)
    more = GAP_MORE_MAX;
  if (more <= 0)
    return;
  for (size_t i = 0; i < layout->layers; i++)
    layout->layer[i].top += (double)i * more;
  layout->down += more * (double)(layout->layers - 1);
}
