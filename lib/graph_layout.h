/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_layout.h - where boxes and lines go: a layered layout after
 * Sugiyama, Tagawa and Toda (1981).
 *
 * Lines that close a loop are turned round; boxes stand in layers, each below
 * all that lead to it; between any two layers of boxes stands one of labels,
 * and a line has a vertex in each layer that it passes.  So a label is a vertex
 * like any other: nothing overlaps, and lines bend between layers only.
 *
 * "Across" is along a layer, "down" from layer to layer; who draws may swap
 * them. */
#ifndef SP_GRAPH_LAYOUT_H
#define SP_GRAPH_LAYOUT_H

#include "lib/arena.h"

/* A layout has at most so many vertices. */
#define SP_LAYOUT_MAX 12000

struct sp_layout_line {
  size_t from, to;     /* boxes; never the same */
  bool turned;         /* it closes a loop: `to` stands above `from` */
  size_t chain, links; /* its vertices, from the upper box to the lower; one at
                          least */
  size_t label;        /* that of the chain which is next to `from` */
};

struct sp_vertex {
  double across, down; /* its size: set it before placing; zero at first */
  double at;           /* centre across, once placed */
  size_t layer, order; /* order: from the left within its layer */
  size_t *up, *below;  /* its neighbours */
  size_t ups, belows;
};

struct sp_layer {
  size_t *vertex; /* from the left */
  size_t vertices;
  double top, down; /* once placed: where it begins, and its size */
};

struct sp_layout {
  size_t boxes;
  struct sp_vertex *vertex; /* the boxes, then those of the lines */
  size_t vertices;
  struct sp_layout_line *line;
  size_t lines;
  struct sp_layer *layer; /* even ones of boxes, odd ones of labels */
  size_t layers;
  double gap_max;      /* most room between layers; set it before placing */
  double across, down; /* of the whole, once placed */
};

/* Order the boxes; from and to of each line are set.  Box 0 comes first when
 * it can.  NULL when it needs more than SP_LAYOUT_MAX vertices. */
struct sp_layout *sp_layout_new(struct sp_arena *arena, size_t boxes,
                                struct sp_layout_line *line, size_t lines);
/* Place the vertices by their sizes.  May be called again, with others. */
void sp_layout_place(struct sp_arena *arena, struct sp_layout *layout);
/* Spread a placed layout to at least this size, as far as it looks well. */
void sp_layout_spread(struct sp_layout *layout, double across, double down);

#endif
