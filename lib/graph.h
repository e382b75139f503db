/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph.h - a script drawn: as Graphviz DOT, as Mermaid, as SVG. */
#ifndef SP_GRAPH_H
#define SP_GRAPH_H

#include "lib/buf.h"
#include "lib/resolve.h"
#include "lib/script.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sp_graph_form { SP_GRAPH_DOT, SP_GRAPH_MERMAID, SP_GRAPH_SVG };

/* Write the graph of a script: a box a step with its heading and the first
 * line to say, an arrow a choice with its label and guard, outcomes by kind,
 * red flags dashed.  Texts are escaped for the form.  out->full when it does
 * not fit.  The SVG stands by itself: no script, no link, no font but generic
 * ones, a <title> and a <desc> for who cannot see it. */
void sp_graph_write(struct sp_arena *arena, const struct sp_script *script,
                    enum sp_graph_form form, struct sp_buf *out);

/* What the script itself does not say; zeroed, nothing of it is known. */
struct sp_graph_about {
  struct sp_str council; /* to stand at the head; empty: not known */
  /* The title of a document (SP_REF_FILE) or contact (SP_REF_CONTACT), which
   * `name` names as the script does: "../waste/bins.md#when", "waste-team";
   * empty: not known, or not for all who may read the script.  NULL: none
   * is. */
  struct sp_str (*title)(void *ctx, enum sp_ref_kind kind, struct sp_str name);
  void *ctx;
};
/* The same, with that. */
void sp_graph_write_for(struct sp_arena *arena, const struct sp_script *script,
                        const struct sp_graph_about *about,
                        enum sp_graph_form form, struct sp_buf *out);

/* The SVG is a sheet of A3, or of A2 and so on when its type would be too small
 * to read: the smallest has about 8 points.  A script that is too large for A0,
 * or of more steps or ways between them than these, gets an SVG without lines:
 * each box names where its answers lead. */
#define SP_GRAPH_STEPS_MAX 150
#define SP_GRAPH_WAYS_MAX 800

#ifdef __cplusplus
}
#endif
#endif
