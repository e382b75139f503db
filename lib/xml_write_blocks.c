/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_write_blocks.c - blocks in XML, one a line. */
#include "lib/write_parts.h"

static const struct {
  enum sp_node_kind kind;
  const char *name;
} elements[] = {
    {SP_NODE_QUOTE, "quote"},     {SP_NODE_SAY, "say"},
    {SP_NODE_NOTE, "note"},       {SP_NODE_STAFF, "staff"},
    {SP_NODE_WARNING, "warning"}, {SP_NODE_INFO, "info"},
    {SP_NODE_FRAUD, "fraud"},     {SP_NODE_VULNERABLE, "vulnerable"},
    {SP_NODE_ONLY, "only"},       {SP_NODE_ELSE, "else"},
};

static const char *
name_of(enum sp_node_kind kind)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(elements); i++)
    if (elements[i].kind == kind)
      return elements[i].name;
  return "note";
}

/* In what holds text and blocks a paragraph that is an include needs its
 * element, or it would be part of the text beside it. */
static void
put_para(struct sp_xml_out *out, const struct sp_node *node)
{
  sp_buf_puts(out->buf, "<p>");
  if (node->kind == SP_NODE_INCLUDE)
    sp_xml_put_inline(out, node);
  else
    sp_xml_put_inlines(out, node);
  sp_buf_puts(out->buf, "</p>");
}

static bool
is_text(const struct sp_node *node)
{
  return node->kind == SP_NODE_PARA || node->kind == SP_NODE_INCLUDE;
}

static void
put_bare(struct sp_xml_out *out, const struct sp_node *node)
{
  if (node->kind == SP_NODE_INCLUDE)
    sp_xml_put_inline(out, node);
  else
    sp_xml_put_inlines(out, node);
}

/* Blocks in an element that may hold text instead.  bare: the first paragraph
 * stands there without <p>. */
static void
put_flow(struct sp_xml_out *out, const struct sp_node *parent, bool bare)
{
  const struct sp_node *n = parent->first;

  if (bare && n && is_text(n)) {
    put_bare(out, n);
    n = n->next;
    if (!n)
      return;
  }
  out->depth++;
  for (; n; n = n->next)
    if (is_text(n)) {
      sp_xml_put_indent(out);
      put_para(out, n);
    } else {
      sp_xml_put_block(out, n);
    }
  out->depth--;
  if (parent->first)
    sp_xml_put_indent(out);
}

static void
put_marked(struct sp_xml_out *out, const struct sp_node *node)
{
  const char *name = name_of(node->kind);

  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "<%s", name);
  if (node->kind == SP_NODE_ONLY)
    sp_xml_put_when(out, &node->guard);
  if (node->kind == SP_NODE_SAY && out->doc->type == SP_DOC_SCRIPT &&
      !(node->flags & SP_FLAG_PLAIN_QUOTE))
    sp_xml_put_attr(out, "audience", SP_STR("staff"));
  sp_buf_putc(out->buf, '>');
  put_flow(out, node, node->first == node->last);
  sp_buf_fmt(out->buf, "</%s>", name);
}

static void
put_list(struct sp_xml_out *out, const struct sp_node *list)
{
  const char *name = list->kind == SP_NODE_CHECKLIST ? "checklist"
                     : list->flags & SP_FLAG_ORDERED ? "ol"
                                                     : "ul";

  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "<%s", name);
  if (list->flags & SP_FLAG_ORDERED && list->number != 1)
    sp_buf_fmt(out->buf, " start=\"%u\"", list->number);
  sp_buf_putc(out->buf, '>');
  out->depth++;
  for (const struct sp_node *item = list->first; item; item = item->next) {
    sp_xml_put_indent(out);
    if (!item->first) {
      sp_buf_puts(out->buf, "<li/>");
      continue;
    }
    sp_buf_puts(out->buf, "<li>");
    put_flow(out, item, (list->flags & SP_FLAG_TIGHT) != 0);
    sp_buf_puts(out->buf, "</li>");
  }
  out->depth--;
  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "</%s>", name);
}

static void
put_cell(struct sp_xml_out *out, const struct sp_node *cell, bool is_head)
{
  static const char *const align[] = {"", "left", "centre", "right"};
  const char *name = is_head || cell->flags & SP_FLAG_HEAD_CELL ? "th" : "td";

  sp_buf_fmt(out->buf, "<%s", name);
  if (cell->number & 3)
    sp_xml_put_attr(out, "align", sp_str(align[cell->number & 3]));
  if (!cell->first) {
    sp_buf_puts(out->buf, "/>");
    return;
  }
  sp_buf_putc(out->buf, '>');
  sp_xml_put_inlines(out, cell);
  sp_buf_fmt(out->buf, "</%s>", name);
}

static void
put_table(struct sp_xml_out *out, const struct sp_node *table)
{
  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "<table>");
  out->depth++;
  for (const struct sp_node *row = table->first; row; row = row->next) {
    sp_xml_put_indent(out);
    sp_buf_puts(out->buf, "<tr>");
    for (const struct sp_node *cell = row->first; cell; cell = cell->next)
      put_cell(out, cell, row == table->first && table->flags & SP_FLAG_HEAD);
    sp_buf_puts(out->buf, "</tr>");
  }
  out->depth--;
  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "</table>");
}

static void
put_heading(struct sp_xml_out *out, const struct sp_node *node)
{
  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "<h%u>", node->number);
  sp_xml_put_text(out, node->text);
  sp_buf_fmt(out->buf, "</h%u>", node->number);
}

/* The line feeds next to the tags are not part of the code. */
static void
put_code(struct sp_xml_out *out, const struct sp_node *node)
{
  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "<pre>\n");
  sp_xml_put_text(out, node->text);
  sp_buf_puts(out->buf, "\n</pre>");
}

void
sp_xml_put_block(struct sp_xml_out *out, const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_PARA:
    sp_xml_put_indent(out);
    put_para(out, node);
    return;
  case SP_NODE_INCLUDE:
    sp_xml_put_indent(out);
    sp_xml_put_inline(out, node);
    return;
  case SP_NODE_HEADING:
    put_heading(out, node);
    return;
  case SP_NODE_LIST:
  case SP_NODE_CHECKLIST:
    put_list(out, node);
    return;
  case SP_NODE_TABLE:
    if (node->first)
      put_table(out, node);
    return;
  case SP_NODE_CODE_BLOCK:
    put_code(out, node);
    return;
  case SP_NODE_RULE:
    sp_xml_put_indent(out);
    sp_buf_puts(out->buf, "<hr/>");
    return;
  default:
    put_marked(out, node);
    return;
  }
}
