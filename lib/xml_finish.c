/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_finish.c - the last look at a tree: addresses, headings, links. */
#include "lib/xml_parts.h"

#include <stdlib.h>

static const char *const empty_words[] = {
    "click here", "click",     "here",      "link",         "this link",
    "more",       "read more", "this page", "find out more"};

static void
warn(struct sp_xml *x, const struct sp_node *node, const char *text)
{
  if (!x->options->lenient)
    sp_diag(x->diags, "W26", x->options->path, node->line, 0, "%s", text);
}

static void
check_link(struct sp_xml *x, const struct sp_node *link)
{
  struct sp_str words = sp_node_words(x->arena, link);

  if (sp_str_ends(words, "."))
    words.len--;
  for (size_t i = 0; i < SP_ARRAY_LEN(empty_words); i++)
    if (sp_str_ieq(words, sp_str(empty_words[i])))
      warn(x, link,
           "the words of this link say nothing when links are read out alone;"
           " write where it leads");
}

/* level: of the heading before, 1 for the title. */
static void
check_node(struct sp_xml *x, const struct sp_node *node, unsigned *level)
{
  unsigned own = node->kind == SP_NODE_SECTION   ? 2
                 : node->kind == SP_NODE_HEADING ? node->number
                                                 : 0;

  if (node->kind != SP_NODE_CODE && node->kind != SP_NODE_CODE_BLOCK &&
      sp_str_has(node->text, "[!"))
    SP_XML_ERROR(x, node->line,
                 "a marker such as `[!STAFF]` does nothing in an XML file;"
                 " write the element, as in <staff>");
  if (own > *level + 1)
    warn(x, node, "a level of heading is skipped above this one");
  if (own)
    *level = own;
  if (node->kind == SP_NODE_LINK)
    check_link(x, node);
  else if (node->kind == SP_NODE_IMAGE && node->text.len == 0)
    warn(x, node,
         "the image has no text for those who cannot see it; write it into"
         " alt");
  else if (node->kind == SP_NODE_INCLUDE && x->doc->type == SP_DOC_SNIPPET)
    SP_XML_ERROR(x, node->line,
                 "a snippet includes nothing; write the text or the amount"
                 " here, or include it where the snippet is included");
}

/* Texts that stand side by side become one. */
static void
join_texts(struct sp_xml *x, struct sp_node *parent)
{
  for (struct sp_node *n = parent->first; n; n = n->next) {
    struct sp_node *end = n->next;
    struct sp_buf buf;

    if (n->kind != SP_NODE_TEXT || !end || end->kind != SP_NODE_TEXT)
      continue;
    sp_buf_init(&buf, SP_DOC_MAX_BYTES);
    sp_buf_put(&buf, n->text);
    for (; end && end->kind == SP_NODE_TEXT; end = end->next)
      sp_buf_put(&buf, end->text);
    n->text = sp_arena_copy(x->arena, sp_buf_str(&buf));
    sp_buf_release(&buf);
    n->next = end;
    if (!end)
      parent->last = n;
  }
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

  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false)) {
    check_node(x, n, &level);
    /* The values of a choice to record are texts apart. */
    if (!(n->kind == SP_NODE_KEYED && n->key == SP_KEY_RECORD))
      join_texts(x, n);
    if ((n->kind == SP_NODE_SECTION || n->kind == SP_NODE_HEADING) &&
        n->anchor.len)
      SP_PUSH(x->arena, heading, count, cap, n);
  }
  check_addresses(x, heading, count);
}
