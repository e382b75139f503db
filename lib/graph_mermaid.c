/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_mermaid.c - a script for Mermaid, which wikis draw. */
#include "lib/graph_parts.h"

/* Letters, digits and a few marks stand for themselves; of the others Mermaid
 * has its own form of reference, and some would start a directive, a comment
 * or Markdown even within quotes. */
static void
put_text(struct sp_buf *out, struct sp_str text)
{
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];

    if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
        (c >= 'a' && c <= 'z') || (c && strchr(" ,.?!'/-", c)))
      sp_buf_putc(out, (char)c);
    else
      sp_buf_fmt(out, "#%u;", c);
  }
}

static void
put_line(struct sp_buf *out, const char *before, struct sp_str text,
         const char *after)
{
  if (text.len == 0)
    return;
  sp_buf_puts(out, before);
  put_text(out, text);
  sp_buf_puts(out, after);
}

static const char *
class_of(const struct sp_box *box)
{
  if (box->kind == SP_BOX_FLAGS)
    return ":::flags";
  if (box->outcome.len == 0)
    return "";
  switch (box->ending) {
  case SP_OUTCOME_RESOLVED:
    return ":::resolved";
  case SP_OUTCOME_ESCALATE:
  case SP_OUTCOME_EMERGENCY:
    return ":::escalate";
  case SP_OUTCOME_TRANSFER:
  case SP_OUTCOME_REFER:
    return ":::refer";
  default:
    return ":::onward";
  }
}

static void
put_box(const struct sp_box *box, size_t i, struct sp_buf *out)
{
  bool round = box->kind == SP_BOX_START || box->kind == SP_BOX_ELSEWHERE;

  sp_buf_fmt(out, "  b%zu%s\"", i, round ? "([" : "[");
  if (box->number)
    sp_buf_fmt(out, "%zu#46; ", box->number);
  put_text(out, box->heading);
  put_line(out, "<br/>\xE2\x80\x9C", box->said, "\xE2\x80\x9D");
  put_line(out, "<br/>Only#58; ", box->only, "");
  for (size_t f = 0; f < box->flag.count; f++)
    put_line(out, "<br/>Stop and escalate if#58; ", box->flag.item[f], "");
  put_line(out, "<br/>#91;", box->outcome, "#93;");
  sp_buf_fmt(out, "\"%s%s\n", round ? "])" : "]", class_of(box));
  for (size_t d = 0; d < box->do_first.count; d++) {
    sp_buf_fmt(out, "  d%zu_%zu", i, d);
    put_line(out, "[[\"Do first#58; ", box->do_first.item[d], "\"]]");
    sp_buf_fmt(out, "\n  d%zu_%zu <--> b%zu\n", i, d, i);
  }
}

static void
put_way(const struct sp_way *way, struct sp_buf *out)
{
  sp_buf_fmt(out, "  b%zu %s", way->from,
             way->kind == SP_EDGE_STOP ? "-.->" : "-->");
  if (way->label.len || way->guard.len) {
    sp_buf_puts(out, "|\"");
    put_text(out, way->label);
    put_line(out, way->label.len ? "<br/>#40;" : "#40;", way->guard, "#41;");
    sp_buf_puts(out, "\"|");
  }
  sp_buf_fmt(out, " b%zu\n", way->to);
}

void
sp_graph_write_mermaid(struct sp_arena *arena, const struct sp_graph *graph,
                       struct sp_buf *out)
{
  (void)arena;
  sp_buf_puts(out, "flowchart TD\n  accTitle: ");
  put_text(out, graph->title);
  sp_buf_puts(out, "\n");
  for (size_t i = 0; i < graph->boxes; i++)
    put_box(&graph->box[i], i, out);
  for (size_t i = 0; i < graph->ways; i++)
    put_way(&graph->way[i], out);
  sp_buf_puts(out, "  classDef flags stroke-dasharray:5 3\n"
                   "  classDef resolved fill:#e3f1e6,color:#111\n"
                   "  classDef escalate fill:#fbe5e3,color:#111\n"
                   "  classDef refer fill:#e3ecf7,color:#111\n"
                   "  classDef onward fill:#efe8f5,color:#111\n");
}
