/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/graph_order.h"

#include <stdlib.h>

#define SWEEPS 24
#define SWAP_ROUNDS 6

/* Of a layer being sorted. */
struct keyed {
  double mean;
  size_t order, vertex;
};

struct orderer {
  struct sp_layout *l;
  struct keyed *keyed;
  size_t *best;  /* order of each vertex when fewest lines crossed */
  size_t *below; /* places of lower ends, of one layer */
  size_t *tree;  /* counts, a Fenwick tree */
};

static int
by_mean(const void *a, const void *b)
{
  const struct keyed *one = a, *other = b;

  if (one->mean < other->mean)
    return -1;
  if (one->mean > other->mean)
    return 1;
  return (one->order > other->order) - (one->order < other->order);
}

static double
mean_of(const struct sp_layout *l, const struct sp_vertex *v, bool of_above)
{
  const size_t *next = of_above ? v->up : v->below;
  size_t count = of_above ? v->ups : v->belows;
  double sum = 0;

  if (count == 0)
    return (double)v->order;
  for (size_t i = 0; i < count; i++)
    sum += (double)l->vertex[next[i]].order;
  return sum / (double)count;
}

static void
sort_layer(struct orderer *o, struct sp_layer *layer, bool by_above)
{
  for (size_t i = 0; i < layer->vertices; i++) {
    size_t v = layer->vertex[i];

    o->keyed[i] = (struct keyed){mean_of(o->l, &o->l->vertex[v], by_above),
                                 o->l->vertex[v].order, v};
  }
  qsort(o->keyed, layer->vertices, sizeof(*o->keyed), by_mean);
  for (size_t i = 0; i < layer->vertices; i++) {
    layer->vertex[i] = o->keyed[i].vertex;
    o->l->vertex[o->keyed[i].vertex].order = i;
  }
}

static void
sweep(struct orderer *o, bool downwards)
{
  for (size_t i = 1; i < o->l->layers; i++)
    sort_layer(o, &o->l->layer[downwards ? i : o->l->layers - 1 - i],
               downwards);
}

static int
by_place(const void *a, const void *b)
{
  const size_t *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

/* How many lines cross between a layer and the next. */
static size_t
crossings_below(struct orderer *o, size_t i)
{
  const struct sp_layer *layer = &o->l->layer[i];
  size_t width = o->l->layer[i + 1].vertices, crossings = 0, seen = 0;

  memset(o->tree, 0, (width + 1) * sizeof(*o->tree));
  for (size_t k = 0; k < layer->vertices; k++) {
    const struct sp_vertex *v = &o->l->vertex[layer->vertex[k]];

    for (size_t e = 0; e < v->belows; e++)
      o->below[e] = o->l->vertex[v->below[e]].order;
    qsort(o->below, v->belows, sizeof(*o->below), by_place);
    for (size_t e = 0; e < v->belows; e++) {
      size_t not_right = 0;

      for (size_t at = o->below[e] + 1; at > 0; at &= at - 1)
        not_right += o->tree[at];
      crossings += seen - not_right;
      for (size_t at = o->below[e] + 1; at <= width; at += at & -at)
        o->tree[at]++;
      seen++;
    }
  }
  return crossings;
}

static size_t
crossings(struct orderer *o)
{
  size_t sum = 0;

  for (size_t i = 0; i + 1 < o->l->layers; i++)
    sum += crossings_below(o, i);
  return sum;
}

/* How many lines of `left` cross those of `right`, at one side. */
static size_t
crossings_of(const struct sp_layout *l, const size_t *left, size_t lefts,
             const size_t *right, size_t rights)
{
  size_t sum = 0;

  for (size_t a = 0; a < lefts; a++)
    for (size_t b = 0; b < rights; b++)
      sum += l->vertex[left[a]].order > l->vertex[right[b]].order;
  return sum;
}

static bool
better_swapped(const struct sp_layout *l, const struct sp_vertex *a,
               const struct sp_vertex *b)
{
  return crossings_of(l, b->up, b->ups, a->up, a->ups) +
             crossings_of(l, b->below, b->belows, a->below, a->belows) <
         crossings_of(l, a->up, a->ups, b->up, b->ups) +
             crossings_of(l, a->below, a->belows, b->below, b->belows);
}

static bool
swap_neighbours(struct sp_layout *l)
{
  bool swapped = false;

  for (size_t i = 0; i < l->layers; i++)
    for (size_t k = 0; k + 1 < l->layer[i].vertices; k++) {
      size_t *place = &l->layer[i].vertex[k], left = place[0];

      if (!better_swapped(l, &l->vertex[left], &l->vertex[place[1]]))
        continue;
      place[0] = place[1];
      place[1] = left;
      l->vertex[place[0]].order = k;
      l->vertex[place[1]].order = k + 1;
      swapped = true;
    }
  return swapped;
}

static void
keep(struct orderer *o)
{
  for (size_t v = 0; v < o->l->vertices; v++)
    o->best[v] = o->l->vertex[v].order;
}

static void
restore(struct orderer *o)
{
  for (size_t v = 0; v < o->l->vertices; v++) {
    o->l->vertex[v].order = o->best[v];
    o->l->layer[o->l->vertex[v].layer].vertex[o->best[v]] = v;
  }
}

void
sp_layout_order(struct sp_arena *arena, struct sp_layout *layout)
{
  struct orderer o = {.l = layout};
  size_t least = SIZE_MAX;

  o.keyed = sp_arena_array(arena, struct keyed, layout->vertices + 1);
  o.best = sp_arena_array(arena, size_t, layout->vertices + 1);
  o.below = sp_arena_array(arena, size_t, layout->vertices + 1);
  o.tree = sp_arena_array(arena, size_t, layout->vertices + 2);
  for (int i = 0; i < SWEEPS && least > 0; i++) {
    size_t now;

    sweep(&o, i % 2 == 0);
    for (int round = 0; round < SWAP_ROUNDS && swap_neighbours(layout);)
      round++;
    now = crossings(&o);
    if (now < least) {
      least = now;
      keep(&o);
    }
  }
  restore(&o);
}
