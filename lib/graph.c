/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/graph.h"

#include "lib/graph_parts.h"

void
sp_graph_write_for(struct sp_arena *arena, const struct sp_script *script,
                   const struct sp_graph_about *about, enum sp_graph_form form,
                   struct sp_buf *out)
{
  const struct sp_graph *graph = sp_graph_new(arena, script, about);

  switch (form) {
  case SP_GRAPH_DOT:
    sp_graph_write_dot(arena, graph, out);
    break;
  case SP_GRAPH_MERMAID:
    sp_graph_write_mermaid(arena, graph, out);
    break;
  case SP_GRAPH_SVG:
    sp_graph_write_svg(arena, graph, out);
    break;
  }
}

void
sp_graph_write(struct sp_arena *arena, const struct sp_script *script,
               enum sp_graph_form form, struct sp_buf *out)
{
  const struct sp_graph_about about = {.council = SP_STR("")};

  sp_graph_write_for(arena, script, &about, form, out);
}
