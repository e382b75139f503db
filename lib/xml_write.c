/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_write.c - a document as an XML file: its root and front matter. */
#include "lib/write_parts.h"
#include "lib/xml_parts.h"

#include "lib/fields_forms.h"

static void
put_escaped(struct sp_buf *buf, struct sp_str s, bool is_attr)
{
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (c == '&')
      sp_buf_puts(buf, "&amp;");
    else if (c == '<')
      sp_buf_puts(buf, "&lt;");
    else if (c == '>')
      sp_buf_puts(buf, "&gt;");
    else if (c == '"' && is_attr)
      sp_buf_puts(buf, "&quot;");
    else
      sp_buf_putc(buf, c);
  }
}

void
sp_xml_put_text(struct sp_xml_out *out, struct sp_str text)
{
  put_escaped(out->buf, text, false);
}

void
sp_xml_put_attr(struct sp_xml_out *out, const char *name, struct sp_str value)
{
  sp_buf_fmt(out->buf, " %s=\"", name);
  put_escaped(out->buf, value, true);
  sp_buf_putc(out->buf, '"');
}

void
sp_xml_put_indent(struct sp_xml_out *out)
{
  sp_buf_putc(out->buf, '\n');
  for (unsigned i = 0; i < out->depth; i++)
    sp_buf_puts(out->buf, "  ");
}

/* ---- front matter */

/* Fields of words and lists are elements, the others attributes. */
static bool
is_element(const struct sp_field_rule *rule)
{
  static const char names[] =
      "title summary service-level legal address who-for cost referral link"
      " expect-calls";

  return sp_write_is_list(rule) || rule->form == SP_FORM_OFFER ||
         rule->form == SP_FORM_CHANGED ||
         sp_xml_listed(names, sp_str(rule->name));
}

static void
put_offer(struct sp_xml_out *out, struct sp_str value)
{
  struct sp_offer offer;

  if (!sp_form_offer(value, &offer)) {
    sp_xml_put_text(out, value);
    return;
  }
  sp_buf_puts(out->buf, "<a");
  sp_xml_put_attr(out, "href", offer.target);
  sp_buf_putc(out->buf, '>');
  sp_xml_put_text(out, offer.label);
  sp_buf_puts(out->buf, offer.sentence.len ? "</a> " : "</a>");
  sp_xml_put_text(out, offer.sentence);
}

static void
put_attrs(struct sp_xml_out *out, const struct sp_write_field *field,
          size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (field[i].rule->form != SP_FORM_TYPE && !is_element(field[i].rule))
      sp_xml_put_attr(out, field[i].rule->name,
                      field[i].values.count ? field[i].values.item[0]
                                            : SP_STR(""));
}

static void
put_element(struct sp_xml_out *out, const struct sp_write_field *field)
{
  const char *name = field->rule->name;

  if (field->values.count == 0) {
    sp_xml_put_indent(out);
    sp_buf_fmt(out->buf, "<%s/>", name);
  }
  for (size_t i = 0; i < field->values.count; i++) {
    sp_xml_put_indent(out);
    sp_buf_fmt(out->buf, "<%s>", name);
    if (field->rule->form == SP_FORM_OFFER)
      put_offer(out, field->values.item[i]);
    else
      sp_xml_put_text(out, field->values.item[i]);
    sp_buf_fmt(out->buf, "</%s>", name);
  }
}

static void
put_front(struct sp_xml_out *out)
{
  size_t count;
  const struct sp_write_field *field =
      sp_write_fields(out->arena, out->doc, &count);

  sp_buf_fmt(out->buf, "<%s", sp_doc_type_name(out->doc->type));
  sp_xml_put_attr(out, "xmlns", SP_STR(SP_XML_NAMESPACE));
  sp_xml_put_attr(out, "id", out->doc->id);
  put_attrs(out, field, count);
  sp_buf_putc(out->buf, '>');
  out->depth++;
  for (size_t i = 0; i < count; i++)
    if (is_element(field[i].rule))
      put_element(out, &field[i]);
}

/* ---- sections */

static const char *
section_name(const struct sp_doc *doc)
{
  return doc->type == SP_DOC_FAQ      ? "question"
         : doc->type == SP_DOC_SCRIPT ? "step"
                                      : "section";
}

static const struct sp_node *
put_block(struct sp_xml_out *out, const struct sp_node *node)
{
  if (node->kind == SP_NODE_KEYED)
    return sp_xml_put_keyed(out, node);
  if (node->kind == SP_NODE_CHOICES)
    sp_xml_put_choices(out, node);
  else
    sp_xml_put_block(out, node);
  return node;
}

static void
put_section(struct sp_xml_out *out, const struct sp_node *section)
{
  const char *name = section_name(out->doc);

  if (section->flags & SP_FLAG_TEST_CALLS) {
    sp_xml_put_test_calls(out, section);
    return;
  }
  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "<%s", name);
  sp_xml_put_when(out, &section->guard);
  if (section->target.len)
    sp_xml_put_to(out, "otherwise", section->target);
  sp_buf_putc(out->buf, '>');
  out->depth++;
  sp_xml_put_indent(out);
  sp_buf_puts(out->buf, "<heading>");
  sp_xml_put_text(out, section->text);
  sp_buf_puts(out->buf, "</heading>");
  for (const struct sp_node *n = section->first; n; n = n->next)
    n = put_block(out, n);
  out->depth--;
  sp_xml_put_indent(out);
  sp_buf_fmt(out->buf, "</%s>", name);
}

void
sp_xml_write(struct sp_buf *buf, const struct sp_doc *doc)
{
  struct sp_arena arena = {0};
  struct sp_xml_out out = {&arena, doc, buf, 0};

  sp_buf_puts(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  put_front(&out);
  for (const struct sp_node *n = doc->root->first; n; n = n->next)
    if (n->kind == SP_NODE_SECTION)
      put_section(&out, n);
    else
      n = put_block(&out, n);
  out.depth--;
  sp_xml_put_indent(&out);
  sp_buf_fmt(buf, "</%s>\n", sp_doc_type_name(doc->type));
  sp_arena_release(&arena);
}
