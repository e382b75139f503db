/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_sheet.h - a step of graph_svg.c: the sheet of paper, what stands
 * at its head and foot, and the room between. */
#ifndef SP_GRAPH_SHEET_H
#define SP_GRAPH_SHEET_H

#include "lib/graph_pen.h"

/* Lengths are those of the drawing: one stands for a point of type or so, and
 * the more of them the sheet must hold, the smaller it is printed. */
struct sp_sheet {
  struct sp_arena *arena;
  const struct sp_graph *graph;
  double unit; /* a thousandth of the sheet's mean side */
  bool upright;
  bool folded;    /* no box stands outside the script: see graph_svg.c */
  unsigned paper; /* 3: A3, 2: A2 ... */
  double w, h;
  double room_x, room_y, room_w, room_h; /* for the graph */
};

/* The smallest sheet of A3's form with room for w and h, and the paper that it
 * takes for its type to be legible. */
void sp_sheet_fit(struct sp_sheet *sheet, double w, double h);
/* Take what is left of the room to both sides, and under it. */
/* Could its type be read on A3 (3), on A0 (0)? */
bool sp_sheet_is_legible(const struct sp_sheet *sheet, unsigned paper);
void sp_sheet_center(struct sp_sheet *sheet, double w, double h);
void sp_sheet_begin(const struct sp_sheet *sheet, struct sp_buf *out);
void sp_sheet_end(const struct sp_sheet *sheet, struct sp_buf *out);
/* Begin the sheet, with boxes in columns instead of a graph. */
void sp_sheet_columns(struct sp_sheet *sheet, const struct sp_draft *draft,
                      size_t drafts, struct sp_buf *out);

#endif
