/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_finish.c - the last look at a tree: addresses, headings, links. */
#include "lib/xml_parts.h"

#include "lib/audience.h"
#include "lib/tidy.h"

#include <stdlib.h>

static void
warn(struct sp_xml *x, const struct sp_node *node, const char *text)
{
  if (!x->options->lenient)
    sp_diag(x->diags, "W26", x->options->path, node->line, 0, "%s", text);
}

/* level: of the heading before, 1 for the title. */
static void
check_node(struct sp_xml *x, const struct sp_node *node, unsigned *level)
{
  unsigned own = node->kind == SP_NODE_SECTION   ? 2
                 : node->kind == SP_NODE_HEADING ? node->number
                                                 : 0;

  if ((x->is_dita || x->options->lenient) && node->kind != SP_NODE_CODE &&
      node->kind != SP_NODE_CODE_BLOCK && sp_str_has(node->text, "[!"))
    SP_XML_ERROR(x, node->line,
                 "a marker such as `[!STAFF]` does nothing in an XML file;"
                 " write the element, as in <staff>");
  if (own > *level + 1)
    warn(x, node, "a level of heading is skipped above this one");
  if (own)
    *level = own;
  if (sp_else_is_unclear(x->doc, node))
    SP_XML_ERROR(x, node->line,
                 "on a public page the <else> of an advisor's level or channel"
                 " does not say whether residents may read it; if they may, put"
                 " it in a paragraph of its own, outside the block; if not,"
                 " write <staff>");
  if (node->kind == SP_NODE_LINK &&
      sp_link_says_nothing(sp_node_words(x->arena, node)))
    warn(x, node,
         "the words of this link say nothing when links are read out alone;"
         " write where it leads");
  else if (node->kind == SP_NODE_IMAGE && node->text.len == 0)
    warn(x, node,
         "the image has no text for those who cannot see it; write it into"
         " alt");
  else if (node->kind == SP_NODE_INCLUDE && x->doc->type == SP_DOC_SNIPPET)
    SP_XML_ERROR(x, node->line,
                 "a snippet includes nothing; write the text or the amount"
                 " here, or include it where the snippet is included");
}

static int
by_anchor(const void *va, const void *vb)
{
  const struct sp_node *a = *(struct sp_node *const *)va;
  const struct sp_node *b = *(struct sp_node *const *)vb;
  int order = sp_str_cmp(a->anchor, b->anchor);

  return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* E03; `start` is what a script's introduction is called. */
static void
check_addresses(struct sp_xml *x, struct sp_node **heading, size_t count)
{
  const struct sp_node *first = x->doc->root->first;
  bool has_start =
      x->doc->type == SP_DOC_SCRIPT && first && first->kind != SP_NODE_SECTION;

  if (count)
    qsort(heading, count, sizeof(*heading), by_anchor);
  for (size_t i = 0; i < count; i++) {
    const struct sp_node *node = heading[i];

    if (i && sp_str_eq(heading[i - 1]->anchor, node->anchor))
      sp_diag(x->diags, "E03", x->options->path, node->line, 0,
              "this heading has the address #%.*s, and so has the one on line"
              " %u; word one of them differently",
              SP_FMT(node->anchor), heading[i - 1]->line);
    else if (has_start && sp_str_is(node->anchor, "start"))
      sp_diag(x->diags, "E03", x->options->path, node->line, 0,
              "#start is the address of the text above the first step; word"
              " this heading differently");
  }
}

void
sp_xml_finish(struct sp_xml *x)
{
  struct sp_node **heading = NULL, *root = x->doc->root;
  size_t count = 0, cap = 0;
  unsigned level = 1;

  sp_tidy(x->arena, root);
  if (!x->is_dita && !x->options->lenient)
    sp_xml_slips(x);
  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false)) {
    check_node(x, n, &level);
    if ((n->kind == SP_NODE_SECTION || n->kind == SP_NODE_HEADING) &&
        n->anchor.len)
      SP_PUSH(x->arena, heading, count, cap, n);
  }
  check_addresses(x, heading, count);
}
