/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/render_html.c - the closed list of elements that a document can
 * become. */
#include "lib/html.h"
#include "lib/render_parts.h"
#include "lib/url.h"

/* Tags around a block that holds blocks, and the words that name it (so that
 * its meaning does not hang on colour). */
static const struct {
  enum sp_node_kind kind;
  const char *open, *close, *label;
} container[] = {
    {SP_NODE_QUOTE, "<blockquote class=\"sp-quote\">\n", "</blockquote>\n",
     NULL},
    {SP_NODE_SAY, "<blockquote class=\"sp-say\">\n", "</blockquote>\n", NULL},
    {SP_NODE_NOTE, "<div class=\"sp-note\">\n", "</div>\n", NULL},
    {SP_NODE_STAFF, "<div class=\"sp-block sp-block--staff\">\n", "</div>\n",
     "Staff only"},
    {SP_NODE_WARNING, "<div class=\"sp-block sp-block--warning\">\n",
     "</div>\n", "Warning"},
    {SP_NODE_INFO, "<div class=\"sp-block sp-block--info\">\n", "</div>\n",
     "Note"},
    {SP_NODE_VULNERABLE, "<div class=\"sp-block sp-block--vulnerable\">\n",
     "</div>\n", "Look out for the customer"},
    {SP_NODE_FRAUD, "<div class=\"sp-block sp-block--fraud\">\n", "</div>\n",
     "Fraud risk"},
    {SP_NODE_ONLY, "<div class=\"sp-only\">\n", "</div>\n", NULL},
    {SP_NODE_ELSE, "<div class=\"sp-only\">\n", "</div>\n", NULL},
    {SP_NODE_ITEM, "<li>", "</li>\n", NULL},
    {SP_NODE_CHECKLIST, "<ul class=\"govuk-list sp-checklist\">\n", "</ul>\n",
     NULL},
};

static int
container_index(const struct sp_node *node)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(container); i++)
    if (container[i].kind == node->kind)
      return (int)i;
  return -1;
}

bool
sp_render_is_container(const struct sp_node *node)
{
  return node->kind == SP_NODE_LIST || container_index(node) >= 0;
}

static void
open_list(const struct sp_html_writer *w, const struct sp_node *node)
{
  if (!(node->flags & SP_FLAG_ORDERED))
    sp_buf_puts(w->out, "<ul class=\"govuk-list govuk-list--bullet\">\n");
  else if (node->number > 1)
    sp_buf_fmt(w->out,
               "<ol class=\"govuk-list govuk-list--number\" start=\"%u\">\n",
               node->number);
  else
    sp_buf_puts(w->out, "<ol class=\"govuk-list govuk-list--number\">\n");
}

void
sp_render_open(const struct sp_html_writer *w, const struct sp_node *node)
{
  int i = container_index(node);

  if (node->kind == SP_NODE_LIST) {
    open_list(w, node);
    return;
  }
  if (i < 0)
    return;
  sp_buf_puts(w->out, container[i].open);
  if (container[i].label)
    sp_buf_fmt(w->out, "<p class=\"sp-block__label\">%s</p>\n",
               container[i].label);
  if (node->guard.kind && !sp_guard_is_window(&node->guard) &&
      node->guard.kind != SP_GUARD_PUBLIC) {
    sp_buf_puts(w->out, "<p class=\"sp-guard\">");
    sp_html_escape(w->out, sp_guard_label(w->arena, &node->guard));
    sp_buf_puts(w->out, "</p>\n");
  }
}

void
sp_render_close(const struct sp_html_writer *w, const struct sp_node *node)
{
  int i = container_index(node);

  if (node->kind == SP_NODE_LIST)
    sp_buf_puts(w->out, node->flags & SP_FLAG_ORDERED ? "</ol>\n" : "</ul>\n");
  else if (i >= 0)
    sp_buf_puts(w->out, container[i].close);
}

struct sp_str
sp_render_url(const struct sp_html_writer *w, const struct sp_node *node)
{
  return node->url_level > w->window.level_min ? SP_STR("") : node->url;
}

void
sp_render_link(const struct sp_html_writer *w, const char *css,
               struct sp_str url, struct sp_str label)
{
  if (url.len == 0) {
    sp_html_escape(w->out, label);
    return;
  }
  sp_buf_fmt(w->out, "<a class=\"%s\"", css);
  sp_html_attr(w->out, "href", url);
  sp_buf_putc(w->out, '>');
  sp_html_escape(w->out, label);
  sp_buf_puts(w->out, "</a>");
}

static void
render_pair(const struct sp_html_writer *w, const char *tag,
            const struct sp_node *node)
{
  sp_buf_fmt(w->out, "<%s>", tag);
  sp_render_inlines(w, node);
  sp_buf_fmt(w->out, "</%s>", tag);
}

static void
render_code(const struct sp_html_writer *w, struct sp_str text)
{
  sp_buf_puts(w->out, "<code>");
  sp_html_escape(w->out, text);
  sp_buf_puts(w->out, "</code>");
}

/* May all who see this text also see where the link leads?  If not, even its
 * address would tell them a heading or a file's name that is not for them. */
static bool
leads_within(const struct sp_html_writer *w, const struct sp_node *node)
{
  const struct sp_node *section;
  struct sp_window cut[2];

  if (node->url_level > w->window.level_min)
    return false;
  if (node->url.len == 0 || node->anchor.len == 0)
    return node->url.len > 0;
  section = sp_anchors_find(w->sections, node->anchor);
  return section && sp_window_cut(&w->window, &section->guard, cut) == 1 &&
         memcmp(&cut[0], &w->window, sizeof(cut[0])) == 0;
}

static void
render_anchor(const struct sp_html_writer *w, const struct sp_node *node)
{
  bool is_link = leads_within(w, node);

  if (is_link) {
    sp_buf_puts(w->out, "<a class=\"govuk-link\"");
    sp_html_attr(w->out, "href", node->url);
    sp_buf_putc(w->out, '>');
  }
  sp_render_inlines(w, node);
  if (is_link)
    sp_buf_puts(w->out, "</a>");
}

static void
render_inline(const struct sp_html_writer *w, const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_TEXT:
  case SP_NODE_IMAGE: /* pictures are not served: their words are */
    sp_html_escape(w->out, node->text);
    break;
  case SP_NODE_EMPH:
    render_pair(w, "em", node);
    break;
  case SP_NODE_STRONG:
    render_pair(w, "strong", node);
    break;
  case SP_NODE_CODE:
    render_code(w, node->text);
    break;
  case SP_NODE_LINK:
    render_anchor(w, node);
    break;
  case SP_NODE_BREAK:
    sp_buf_puts(w->out, "<br>\n");
    break;
  default: /* an include that could not be resolved: its link text */
    sp_render_inlines(w, node);
    break;
  }
}

void
sp_render_inlines(const struct sp_html_writer *w, const struct sp_node *parent)
{
  for (const struct sp_node *n = parent->first; n; n = n->next)
    render_inline(w, n);
}

static void
render_blocks(const struct sp_html_writer *w, const struct sp_node *parent)
{
  const struct sp_node *node = parent->first, *end;

  for (; node; node = end) {
    end = node->next;
    if (node->kind == SP_NODE_KEYED) {
      while (end && end->kind == SP_NODE_KEYED)
        end = end->next;
      sp_render_keyed(w, node, end);
    } else if (parent->kind == SP_NODE_ITEM && node->kind == SP_NODE_PARA &&
               parent->parent && parent->parent->flags & SP_FLAG_TIGHT) {
      sp_render_inlines(w, node);
    } else {
      sp_render_block(w, node);
    }
  }
}

static void
render_cell(const struct sp_html_writer *w, const struct sp_node *cell,
            bool is_head)
{
  const char *align = cell->number == 3 ? " govuk-table__cell--numeric" : "";

  if (is_head)
    sp_buf_puts(w->out, "<th scope=\"col\" class=\"govuk-table__header\">");
  else if (cell->flags & SP_FLAG_HEAD_CELL)
    sp_buf_puts(w->out, "<th scope=\"row\" class=\"govuk-table__header\">");
  else
    sp_buf_fmt(w->out, "<td class=\"govuk-table__cell%s\">", align);
  sp_render_inlines(w, cell);
  sp_buf_puts(w->out,
              is_head || cell->flags & SP_FLAG_HEAD_CELL ? "</th>" : "</td>");
}

static void
render_row(const struct sp_html_writer *w, const struct sp_node *row,
           bool is_head)
{
  sp_buf_puts(w->out, "<tr class=\"govuk-table__row\">");
  for (const struct sp_node *cell = row->first; cell; cell = cell->next)
    render_cell(w, cell, is_head);
  sp_buf_puts(w->out, "</tr>\n");
}

/* A wide table scrolls in its own box, which the keyboard can reach. */
static void
render_table(const struct sp_html_writer *w, const struct sp_node *table)
{
  const struct sp_node *row = table->first;

  sp_buf_puts(w->out, "<div class=\"sp-table\" tabindex=\"0\" role=\"group\""
                      " aria-label=\"Table\">\n<table class=\"govuk-table\">");
  if (row && table->flags & SP_FLAG_HEAD) {
    sp_buf_puts(w->out, "<thead class=\"govuk-table__head\">\n");
    render_row(w, row, true);
    sp_buf_puts(w->out, "</thead>\n");
    row = row->next;
  }
  sp_buf_puts(w->out, "<tbody class=\"govuk-table__body\">\n");
  for (; row; row = row->next)
    render_row(w, row, false);
  sp_buf_puts(w->out, "</tbody>\n</table>\n</div>\n");
}

static void
render_heading(const struct sp_html_writer *w, const struct sp_node *node)
{
  unsigned depth = node->number < 3 ? 3 : node->number > 6 ? 6 : node->number;

  sp_buf_fmt(w->out, "<h%u class=\"govuk-heading-s\"", depth);
  sp_html_attr(w->out, "id", node->anchor);
  sp_buf_putc(w->out, '>');
  sp_html_escape(w->out, node->text);
  sp_buf_fmt(w->out, "</h%u>\n", depth);
}

static void
render_code_block(const struct sp_html_writer *w, const struct sp_node *node)
{
  sp_buf_puts(w->out, "<pre class=\"sp-code\" tabindex=\"0\">");
  render_code(w, node->text);
  sp_buf_puts(w->out, "</pre>\n");
}

void
sp_render_block(const struct sp_html_writer *w, const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_PARA:
    sp_buf_puts(w->out, "<p class=\"govuk-body\">");
    sp_render_inlines(w, node);
    sp_buf_puts(w->out, "</p>\n");
    break;
  case SP_NODE_HEADING:
    render_heading(w, node);
    break;
  case SP_NODE_TABLE:
    render_table(w, node);
    break;
  case SP_NODE_CODE_BLOCK:
    render_code_block(w, node);
    break;
  case SP_NODE_RULE:
    sp_buf_puts(w->out, "<hr class=\"govuk-section-break"
                        " govuk-section-break--m"
                        " govuk-section-break--visible\">\n");
    break;
  case SP_NODE_CHOICES:
    sp_buf_puts(w->out, SP_RENDER_CHOICES_OPEN);
    for (const struct sp_node *n = node->first; n; n = n->next)
      sp_render_choice(w, n);
    sp_buf_puts(w->out, SP_RENDER_CHOICES_CLOSE);
    break;
  case SP_NODE_KEYED:
    sp_render_keyed(w, node, node->next);
    break;
  default:
    if (!sp_render_is_container(node)) {
      sp_render_inlines(w, node);
      break;
    }
    sp_render_open(w, node);
    render_blocks(w, node);
    sp_render_close(w, node);
    break;
  }
}
