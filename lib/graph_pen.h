/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_pen.h - a step of graph_svg.c: what boxes and labels look like,
 * and how large that makes them. */
#ifndef SP_GRAPH_PEN_H
#define SP_GRAPH_PEN_H

#include "lib/graph_parts.h"

#define SP_INK "#1a1a1a"
#define SP_INK_SOFT "#4a4a4a" /* 8.9:1 on white */
#define SP_INK_FLAG "#a3241b" /* 7.4:1 on white */

struct sp_ink {
  const char *fill, *line; /* NULL: none */
  double width;
  const char *dash; /* NULL: none */
};

struct sp_type {
  double size;
  bool bold, italic;
  const char *ink;
  const char *anchor; /* "middle", "end"; NULL: x is where it starts */
};

/* SVG primitives.  role is a class, for who reads the file. */
void sp_pen_rect(struct sp_buf *out, const char *role, double x, double y,
                 double w, double h, double round, const struct sp_ink *ink);
/* y is the base line. */
void sp_pen_text(struct sp_buf *out, double x, double y,
                 const struct sp_type *type, struct sp_str text);
/* The symbol of an outcome, white, in a square of 12 at (x, y). */
void sp_pen_symbol(struct sp_buf *out, double x, double y,
                   enum sp_outcome outcome);
/* Dark enough for white text on it. */
const char *sp_pen_dark(enum sp_outcome outcome);

/* One kind of text in a box; bands stand under one another. */
enum sp_band_kind {
  SP_BAND_OUTCOME,
  SP_BAND_HEADING,
  SP_BAND_ONLY,
  SP_BAND_FIRST,
  SP_BAND_SAID,
  SP_BAND_FLAG,
  SP_BAND_WAY,
  SP_BAND_NOTE
};

struct sp_band {
  enum sp_band_kind kind;
  struct sp_texts lines;
  double height;
};

/* A box, ready to be drawn. */
struct sp_draft {
  const struct sp_box *box;
  struct sp_band *band;
  size_t bands, cap;
  double w, h;
};

/* ways: texts of those ways that are not drawn as lines. */
void sp_draft_make(struct sp_arena *arena, const struct sp_box *box,
                   const struct sp_texts *ways, double width,
                   struct sp_draft *out);
void sp_draft_draw(const struct sp_draft *draft, double x, double y,
                   struct sp_buf *out);

/* What stands on a line: answers, each with its guard. */
struct sp_label_row {
  struct sp_str text;
  bool italic;  /* a guard */
  bool begins;  /* the first row of an answer */
  double left;  /* its indent */
  double above; /* free room over it */
};
struct sp_label {
  struct sp_label_row *row;
  size_t rows, cap;
  bool flag, several; /* red flag; more than one answer */
  double w, h;
};
/* Put one more answer into the label, of which flag and several are set; both
 * texts may be empty. */
void sp_label_add(struct sp_arena *arena, struct sp_label *label,
                  struct sp_str text, struct sp_str guard, double width);
void sp_label_draw(const struct sp_label *label, double x, double y,
                   struct sp_buf *out);

#endif
