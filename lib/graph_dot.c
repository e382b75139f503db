/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_dot.c - a script for Graphviz. */
#include "lib/graph_parts.h"

#define WRAP 26 /* characters of average width in a line */

/* Within a quoted string: a backslash starts an escape, an ampersand a
 * reference. */
static void
put_text(struct sp_buf *out, struct sp_str text)
{
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];

    if (c == '"' || c == '\\')
      sp_buf_putc(out, '\\');
    if (c == '&')
      sp_buf_puts(out, "&amp;");
    else
      sp_buf_putc(out, c);
  }
}

static void
put_wrapped(struct sp_arena *arena, struct sp_buf *out, const char *before,
            struct sp_str text, const char *after)
{
  struct sp_texts lines = {0};

  sp_text_wrap(arena, text, 1, false, WRAP * .58, 8, &lines);
  for (size_t i = 0; i < lines.count; i++) {
    if (i)
      sp_buf_puts(out, "\\n");
    else
      sp_buf_puts(out, before);
    put_text(out, lines.item[i]);
  }
  if (lines.count)
    sp_buf_puts(out, after);
}

static const char *
fill_of(enum sp_outcome ending)
{
  switch (ending) {
  case SP_OUTCOME_RESOLVED:
    return "#e3f1e6";
  case SP_OUTCOME_ESCALATE:
  case SP_OUTCOME_EMERGENCY:
    return "#fbe5e3";
  case SP_OUTCOME_TRANSFER:
  case SP_OUTCOME_REFER:
    return "#e3ecf7";
  default:
    return "#efe8f5";
  }
}

static void
put_box(struct sp_arena *arena, const struct sp_box *box, size_t i,
        struct sp_buf *out)
{
  sp_buf_fmt(out, "  b%zu [label=\"", i);
  if (box->number)
    sp_buf_fmt(out, "%zu. ", box->number);
  put_wrapped(arena, out, "", box->heading, "");
  put_wrapped(arena, out, "\\n\xE2\x80\x9C", box->said, "\xE2\x80\x9D");
  put_wrapped(arena, out, "\\nOnly: ", box->only, "");
  for (size_t f = 0; f < box->flag.count; f++)
    put_wrapped(arena, out, "\\nStop and escalate if: ", box->flag.item[f], "");
  put_wrapped(arena, out, "\\n[", box->outcome, "]");
  sp_buf_puts(out, "\"");
  if (box->outcome.len)
    sp_buf_fmt(out, ", style=\"filled,bold\", fillcolor=\"%s\"",
               fill_of(box->ending));
  if (box->kind == SP_BOX_START)
    sp_buf_puts(out, ", shape=oval");
  else if (box->kind == SP_BOX_FLAGS)
    sp_buf_puts(out, ", style=dashed");
  else if (box->kind == SP_BOX_ELSEWHERE)
    sp_buf_puts(out, ", shape=note");
  sp_buf_puts(out, "];\n");
  for (size_t d = 0; d < box->do_first.count; d++) {
    sp_buf_fmt(out, "  d%zu_%zu [label=\"Do first:\\n", i, d);
    put_wrapped(arena, out, "", box->do_first.item[d], "");
    sp_buf_fmt(out, "\", peripheries=2];\n  d%zu_%zu -> b%zu [dir=both];\n", i,
               d, i);
  }
}

static void
put_way(struct sp_arena *arena, const struct sp_way *way, struct sp_buf *out)
{
  sp_buf_fmt(out, "  b%zu -> b%zu", way->from, way->to);
  sp_buf_puts(out, " [label=\"");
  put_wrapped(arena, out, "", way->label, "");
  put_wrapped(arena, out, way->label.len ? "\\n(" : "(", way->guard, ")");
  sp_buf_puts(out, "\"");
  if (way->kind == SP_EDGE_STOP)
    sp_buf_puts(out, ", style=dashed");
  sp_buf_puts(out, "];\n");
}

void
sp_graph_write_dot(struct sp_arena *arena, const struct sp_graph *graph,
                   struct sp_buf *out)
{
  sp_buf_puts(out, "digraph script {\n  graph [label=\"");
  put_text(out, graph->title);
  if (graph->council.len) {
    sp_buf_puts(out, "\\n");
    put_text(out, graph->council);
  }
  sp_buf_puts(out, "\", labelloc=t, fontname=\"sans-serif\", rankdir=TB];\n"
                   "  node [shape=box, fontname=\"sans-serif\"];\n"
                   "  edge [fontname=\"sans-serif\"];\n");
  for (size_t i = 0; i < graph->boxes; i++)
    put_box(arena, &graph->box[i], i, out);
  for (size_t i = 0; i < graph->ways; i++)
    put_way(arena, &graph->way[i], out);
  sp_buf_puts(out, "}\n");
}
