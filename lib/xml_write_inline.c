/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_write_inline.c - sentences in XML. */
#include "lib/write_parts.h"

static void
put_wrapper(struct sp_xml_out *out, const struct sp_node *node,
            const char *name)
{
  sp_buf_fmt(out->buf, "<%s", name);
  if (node->kind == SP_NODE_LINK || node->kind == SP_NODE_INCLUDE)
    sp_xml_put_attr(out, "href", node->target);
  if (node->title.len)
    sp_xml_put_attr(out, "title", node->title);
  if (!node->first) {
    sp_buf_puts(out->buf, "/>");
    return;
  }
  sp_buf_putc(out->buf, '>');
  sp_xml_put_inlines(out, node);
  sp_buf_fmt(out->buf, "</%s>", name);
}

static void
put_image(struct sp_xml_out *out, const struct sp_node *node)
{
  sp_buf_puts(out->buf, "<img");
  sp_xml_put_attr(out, "src", node->target);
  if (node->text.len)
    sp_xml_put_attr(out, "alt", node->text);
  if (node->title.len)
    sp_xml_put_attr(out, "title", node->title);
  sp_buf_puts(out->buf, "/>");
}

void
sp_xml_put_inline(struct sp_xml_out *out, const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_TEXT:
    sp_xml_put_text(out, node->text);
    return;
  case SP_NODE_EMPH:
    put_wrapper(out, node, "em");
    return;
  case SP_NODE_STRONG:
    put_wrapper(out, node, "strong");
    return;
  case SP_NODE_LINK:
    put_wrapper(out, node, "a");
    return;
  case SP_NODE_INCLUDE:
    put_wrapper(out, node, "include");
    return;
  case SP_NODE_CODE:
    sp_buf_puts(out->buf, "<code>");
    sp_xml_put_text(out, node->text);
    sp_buf_puts(out->buf, "</code>");
    return;
  case SP_NODE_IMAGE:
    put_image(out, node);
    return;
  case SP_NODE_BREAK:
    sp_buf_puts(out->buf, "<br/>");
    return;
  default:
    sp_xml_put_inlines(out, node);
    return;
  }
}

void
sp_xml_put_inlines(struct sp_xml_out *out, const struct sp_node *node)
{
  for (const struct sp_node *n = node->first; n; n = n->next)
    sp_xml_put_inline(out, n);
}
