/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_layout.c - which box stands in which layer, and the vertices of
 * the lines. */
#include "lib/graph_layout.h"

#include "lib/graph_order.h"

struct maker {
  struct sp_arena *arena;
  struct sp_layout *l;
  size_t *first, *next; /* lines that leave a box; lists ended by SIZE_MAX */
  size_t *rank;         /* of a box; its layer is twice that */
};

static size_t
upper(const struct sp_layout_line *line)
{
  return line->turned ? line->to : line->from;
}

static size_t
lower(const struct sp_layout_line *line)
{
  return line->turned ? line->from : line->to;
}

static void
list_lines(struct maker *m)
{
  m->first = sp_arena_array(m->arena, size_t, m->l->boxes);
  m->next = sp_arena_array(m->arena, size_t, m->l->lines + 1);
  for (size_t b = 0; b < m->l->boxes; b++)
    m->first[b] = SIZE_MAX;
  for (size_t i = m->l->lines; i-- > 0;) {
    m->next[i] = m->first[m->l->line[i].from];
    m->first[m->l->line[i].from] = i;
  }
}

/* Turn round each line that leads back to a box from which we came. */
static void
turn_loops(struct maker *m)
{
  enum { NEW, OPEN, DONE };
  unsigned char *state = sp_arena_array(m->arena, unsigned char, m->l->boxes);
  size_t *stack = sp_arena_array(m->arena, size_t, m->l->boxes);
  size_t *todo = sp_arena_array(m->arena, size_t, m->l->boxes);

  for (size_t root = 0; root < m->l->boxes; root++) {
    size_t depth = 0;

    if (state[root] != NEW)
      continue;
    stack[depth++] = root;
    state[root] = OPEN;
    todo[root] = m->first[root];
    while (depth) {
      size_t box = stack[depth - 1], i = todo[box];
      struct sp_layout_line *line;

      if (i == SIZE_MAX) {
        state[box] = DONE;
        depth--;
        continue;
      }
      todo[box] = m->next[i];
      line = &m->l->line[i];
      line->turned = state[line->to] == OPEN;
      if (state[line->to] == NEW) {
        state[line->to] = OPEN;
        todo[line->to] = m->first[line->to];
        stack[depth++] = line->to;
      }
    }
  }
}

/* Each box as far down as the longest way to it. */
static void
rank_boxes(struct maker *m)
{
  size_t *above = sp_arena_array(m->arena, size_t, m->l->boxes);
  size_t *queue = sp_arena_array(m->arena, size_t, m->l->boxes), queued = 0;
  size_t *first = sp_arena_array(m->arena, size_t, m->l->boxes);
  size_t *next = sp_arena_array(m->arena, size_t, m->l->lines + 1);

  m->rank = sp_arena_array(m->arena, size_t, m->l->boxes);
  for (size_t b = 0; b < m->l->boxes; b++)
    first[b] = SIZE_MAX;
  for (size_t i = m->l->lines; i-- > 0;) {
    size_t from = upper(&m->l->line[i]);

    next[i] = first[from];
    first[from] = i;
    above[lower(&m->l->line[i])]++;
  }
  for (size_t b = 0; b < m->l->boxes; b++)
    if (above[b] == 0)
      queue[queued++] = b;
  for (size_t q = 0; q < queued; q++)
    for (size_t i = first[queue[q]]; i != SIZE_MAX; i = next[i]) {
      size_t to = lower(&m->l->line[i]);

      if (m->rank[to] < m->rank[queue[q]] + 1)
        m->rank[to] = m->rank[queue[q]] + 1;
      if (--above[to] == 0)
        queue[queued++] = to;
    }
}

/* What nothing leads to, but the first box, moves down to where it leads. */
static void
lower_sources(struct maker *m)
{
  size_t *least = sp_arena_array(m->arena, size_t, m->l->boxes);
  bool *has_above = sp_arena_array(m->arena, bool, m->l->boxes);

  for (size_t b = 0; b < m->l->boxes; b++)
    least[b] = SIZE_MAX;
  for (size_t i = 0; i < m->l->lines; i++) {
    size_t from = upper(&m->l->line[i]), to = lower(&m->l->line[i]);

    has_above[to] = true;
    if (m->rank[to] < least[from])
      least[from] = m->rank[to];
  }
  for (size_t b = 1; b < m->l->boxes; b++)
    if (!has_above[b] && least[b] != SIZE_MAX)
      m->rank[b] = least[b] - 1;
}

/* Give each line its vertices; false: too many. */
static bool
chain_lines(struct maker *m)
{
  struct sp_layout *l = m->l;

  l->vertices = l->boxes;
  for (size_t i = 0; i < l->lines; i++) {
    struct sp_layout_line *line = &l->line[i];

    line->chain = l->vertices;
    line->links = 2 * (m->rank[lower(line)] - m->rank[upper(line)]) - 1;
    line->label = line->turned ? line->chain + line->links - 1 : line->chain;
    l->vertices += line->links;
    if (l->vertices > SP_LAYOUT_MAX)
      return false;
  }
  l->vertex = sp_arena_array(m->arena, struct sp_vertex, l->vertices);
  for (size_t b = 0; b < l->boxes; b++) {
    l->vertex[b].layer = 2 * m->rank[b];
    if (l->layers < 2 * m->rank[b] + 1)
      l->layers = 2 * m->rank[b] + 1;
  }
  for (size_t i = 0; i < l->lines; i++)
    for (size_t k = 0; k < l->line[i].links; k++)
      l->vertex[l->line[i].chain + k].layer =
          2 * m->rank[upper(&l->line[i])] + 1 + k;
  return true;
}

/* The vertices of a line from the upper box to the lower, both with it. */
static size_t
vertex_of(const struct sp_layout_line *line, size_t k)
{
  if (k == 0)
    return upper(line);
  return k <= line->links ? line->chain + k - 1 : lower(line);
}

static void
join_neighbours(struct maker *m)
{
  struct sp_layout *l = m->l;

  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < l->lines; i++)
      for (size_t k = 0; k <= l->line[i].links; k++) {
        size_t a = vertex_of(&l->line[i], k), b = vertex_of(&l->line[i], k + 1);

        if (pass == 1) {
          l->vertex[a].below[l->vertex[a].belows] = b;
          l->vertex[b].up[l->vertex[b].ups] = a;
        }
        l->vertex[a].belows++;
        l->vertex[b].ups++;
      }
    for (size_t v = 0; v < l->vertices && pass == 0; v++) {
      struct sp_vertex *vertex = &l->vertex[v];

      vertex->up = sp_arena_array(m->arena, size_t, vertex->ups + 1);
      vertex->below = sp_arena_array(m->arena, size_t, vertex->belows + 1);
      vertex->ups = vertex->belows = 0;
    }
  }
}

static void
fill_layers(struct maker *m)
{
  struct sp_layout *l = m->l;

  l->layer = sp_arena_array(m->arena, struct sp_layer, l->layers + 1);
  for (size_t v = 0; v < l->vertices; v++)
    l->layer[l->vertex[v].layer].vertices++;
  for (size_t i = 0; i < l->layers; i++) {
    l->layer[i].vertex =
        sp_arena_array(m->arena, size_t, l->layer[i].vertices + 1);
    l->layer[i].vertices = 0;
  }
  for (size_t v = 0; v < l->vertices; v++) {
    struct sp_layer *layer = &l->layer[l->vertex[v].layer];

    l->vertex[v].order = layer->vertices;
    layer->vertex[layer->vertices++] = v;
  }
}

struct sp_layout *
sp_layout_new(struct sp_arena *arena, size_t boxes, struct sp_layout_line *line,
              size_t lines)
{
  struct maker m = {.arena = arena, .l = sp_arena_new(arena, struct sp_layout)};

  m.l->boxes = boxes;
  m.l->line = line;
  m.l->lines = lines;
  list_lines(&m);
  turn_loops(&m);
  rank_boxes(&m);
  lower_sources(&m);
  if (boxes > SP_LAYOUT_MAX || !chain_lines(&m))
    return NULL;
  join_neighbours(&m);
  fill_layers(&m);
  sp_layout_order(arena, m.l);
  return m.l;
}
