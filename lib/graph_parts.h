/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_parts.h - what the files behind graph.h share. */
#ifndef SP_GRAPH_PARTS_H
#define SP_GRAPH_PARTS_H

#include "lib/graph.h"

/* ---- what is drawn: graph_model.c ---- */

enum sp_box_kind {
  SP_BOX_START, /* where the call comes in */
  SP_BOX_FLAGS, /* the red flags that stand at every step */
  SP_BOX_STEP,
  SP_BOX_ELSEWHERE /* another document, or a step that is not there */
};

struct sp_box {
  enum sp_box_kind kind;
  size_t number;          /* STEP: from 1, in document order */
  struct sp_str heading;  /* one line; never empty */
  struct sp_str said;     /* the first line to say */
  struct sp_str only;     /* guard of the whole step, for a reader */
  struct sp_str outcome;  /* "Refer to Waste team"; empty: the call goes on */
  enum sp_outcome ending; /* its kind */
  struct sp_texts do_first;
  struct sp_texts flag; /* FLAGS, STEP: "needles are on the road" */
};

struct sp_way {
  enum sp_edge_kind kind;
  size_t from, to;     /* boxes */
  struct sp_str label; /* empty: none is needed */
  struct sp_str guard; /* for a reader; empty: none */
};

/* START is the first box when there is a step. */
struct sp_graph {
  const struct sp_script *script;
  struct sp_str council, title;
  struct sp_box *box;
  size_t boxes, boxes_cap;
  struct sp_way *way;
  size_t ways, ways_cap;
  size_t first_step; /* box of step 0 */
  size_t inside;     /* so many boxes come before the first ELSEWHERE */
};

/* All texts are one line of characters that XML allows. */
struct sp_graph *sp_graph_new(struct sp_arena *arena,
                              const struct sp_script *script,
                              const struct sp_graph_about *about);
/* "Choice", "Goes on", "Otherwise", "Red flag": what a way without words is
 * called. */
const char *sp_way_name(enum sp_edge_kind kind);

void sp_graph_write_dot(struct sp_arena *arena, const struct sp_graph *graph,
                        struct sp_buf *out);
void sp_graph_write_mermaid(struct sp_arena *arena,
                            const struct sp_graph *graph, struct sp_buf *out);
void sp_graph_write_svg(struct sp_arena *arena, const struct sp_graph *graph,
                        struct sp_buf *out);

/* ---- text that is measured: graph_text.c ---- */

/* Width of the text in a sans serif font that is as wide as they come, in
 * units of `size`. */
double sp_text_width(struct sp_str text, double size, bool bold);
/* Put the text, cut into lines of at most `width`, at the end of `lines`:
 * between words, within a word that is wider.  What goes beyond `max` lines is
 * cut with an ellipsis.  An empty text has no line. */
void sp_text_wrap(struct sp_arena *arena, struct sp_str text, double size,
                  bool bold, double width, size_t max, struct sp_texts *lines);

#endif
