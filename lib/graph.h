/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph.h - a script drawn: as Graphviz DOT, as Mermaid, as SVG. */
#ifndef SP_GRAPH_H
#define SP_GRAPH_H

#include "lib/buf.h"
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
/* The same with the council's name at its head; empty: it is not known. */
void sp_graph_write_for(struct sp_arena *arena, const struct sp_script *script,
                        struct sp_str council, enum sp_graph_form form,
                        struct sp_buf *out);

/* A script of more steps, or of more ways between them, gets an SVG without
 * lines: each box names where its answers lead. */
#define SP_GRAPH_STEPS_MAX 150
#define SP_GRAPH_WAYS_MAX 800

#ifdef __cplusplus
}
#endif
#endif
