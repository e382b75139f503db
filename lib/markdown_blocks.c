/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_blocks.c - quotes into marked blocks, paragraphs into tables
 * and includes, lists into checklists. */
#include "lib/markdown_parts.h"

#include "lib/text.h"

static void blocks(struct sp_md *md, struct sp_node *parent, unsigned quotes);

static void
refuse_marker(struct sp_md *md, unsigned line)
{
  if (!sp_md_once(md, line, SP_MD_TOLD))
    SP_MD_ERROR(md, line, 1,
                "a marker such as `[!STAFF]` stands at the start of a quote's"
                " first line, as in `> [!STAFF]`; anywhere else it is text");
}

static void
check_line(struct sp_md *md, unsigned line, bool is_first, struct sp_str head,
           void *ctx)
{
  bool *is_staff = ctx;

  (void)is_first;
  if (!sp_md_is_near_marker(head))
    return;
  *is_staff = true;
  if (!md->options->lenient)
    refuse_marker(md, line);
}

/* `[!STAFF]` where it would be read as text. */
static bool
check_texts(struct sp_md *md, const struct sp_node *para)
{
  bool found = false;

  for (struct sp_node *n = para->first; n; n = sp_node_walk(para, n, false)) {
    if (n->kind != SP_NODE_TEXT || !sp_md_holds_marker(n->text))
      continue;
    found = true;
    if (!md->options->lenient)
      refuse_marker(md, n->line);
  }
  return found;
}

/* The block becomes staff text that holds it. */
static void
wrap_in_staff(struct sp_md *md, struct sp_node *block)
{
  struct sp_node *inner = sp_md_new(md, block->kind, block->line, block->col);
  struct sp_node *parent = block->parent, *next = block->next;

  *inner = *block;
  for (struct sp_node *n = inner->first; n; n = n->next)
    n->parent = inner;
  *block = (struct sp_node){.kind = SP_NODE_STAFF,
                            .line = inner->line,
                            .col = inner->col,
                            .parent = parent,
                            .next = next};
  sp_node_append(block, inner);
}

static bool
is_fee(struct sp_str target)
{
  size_t hash = sp_str_find(target, '#', 0);

  return sp_str_ends(sp_str_sub(target, 0, hash), "fees.csv");
}

/* An include alone in its paragraph stands for blocks. */
static void
lift_include(struct sp_node *para)
{
  struct sp_node *only = NULL;

  for (struct sp_node *n = para->first; n; n = n->next) {
    if (sp_md_is_blank(n))
      continue;
    if (only || n->kind != SP_NODE_INCLUDE)
      return;
    only = n;
  }
  if (!only || is_fee(only->target))
    return;
  para->kind = SP_NODE_INCLUDE;
  para->number = 0;
  para->target = only->target;
  para->first = only->first;
  para->last = only->last;
  for (struct sp_node *n = para->first; n; n = n->next)
    n->parent = para;
}

static void
paragraph(struct sp_md *md, struct sp_node *para)
{
  bool is_staff = false;

  sp_md_each_line(md, para, check_line, &is_staff);
  is_staff = check_texts(md, para) || is_staff;
  sp_md_table(md, para);
  if (para->kind == SP_NODE_PARA)
    lift_include(para);
  if (is_staff && md->options->lenient)
    wrap_in_staff(md, para);
}

/* `[ ] ` or `[x] ` at the start of an item: its bytes, or 0. */
static size_t
box(const struct sp_md *md, const struct sp_node *item)
{
  char buf[SP_MD_HEAD_MAX];
  struct sp_str head;

  if (!item->first || item->first->kind != SP_NODE_PARA)
    return 0;
  head = sp_md_head(item->first->first, buf);
  if (!sp_md_begins_with(md, item->first->line, '['))
    return 0; /* a backslash makes it text */
  if (head.len < 3 || head.ptr[0] != '[' || head.ptr[2] != ']' ||
      (head.ptr[1] != ' ' && head.ptr[1] != 'x' && head.ptr[1] != 'X'))
    return 0;
  return head.len == 3 || head.ptr[3] == ' ' ? 3 : 0;
}

static void
checklist(struct sp_md *md, struct sp_node *list)
{
  size_t items = 0, boxes = 0;

  for (struct sp_node *item = list->first; item; item = item->next) {
    items++;
    boxes += box(md, item) > 0;
  }
  if (boxes == 0)
    return;
  if (boxes < items) {
    if (!md->options->lenient)
      SP_MD_ERROR(md, list->line, list->col,
                  "some items of this list begin with `[ ]` and some do not;"
                  " begin all with it, or none");
    return;
  }
  list->kind = SP_NODE_CHECKLIST;
  for (struct sp_node *item = list->first; item; item = item->next) {
    sp_md_strip(item->first, box(md, item));
    sp_md_trim(item->first);
  }
}

static void
check_snippet(struct sp_md *md, const struct sp_node *list)
{
  for (struct sp_node *item = list->first; item; item = item->next)
    if (!sp_md_item_link(item))
      return;
  SP_MD_ERROR(md, list->line, list->col,
              "a snippet has no choices; begin each item with a word, not with"
              " a link");
}

static void
list(struct sp_md *md, struct sp_node *node, unsigned quotes)
{
  checklist(md, node);
  if (md->doc->type == SP_DOC_SNIPPET && node->kind == SP_NODE_LIST &&
      !md->options->lenient)
    check_snippet(md, node);
  for (struct sp_node *item = node->first; item && !md->over; item = item->next)
    blocks(md, item, quotes);
}

static void
heading(struct sp_md *md, struct sp_node *node, const struct sp_node *parent)
{
  if (!md->options->lenient &&
      (sp_md_holds_marker(node->text) || sp_md_is_near_marker(node->text)))
    refuse_marker(md, node->line);
  if (parent->kind == SP_NODE_ROOT)
    return;
  if (md->options->lenient) {
    node->number = node->number < 3 ? 3 : node->number;
    return;
  }
  SP_MD_ERROR(md, node->line, node->col,
              "a heading cannot stand inside a quote or a list; write it in"
              " bold, or move it out");
}

/* quotes: how many lie around. */
static void
blocks(struct sp_md *md, struct sp_node *parent, unsigned quotes)
{
  const struct sp_node *before = NULL;

  for (struct sp_node *n = parent->first; n && !md->over; n = n->next) {
    switch (n->kind) {
    case SP_NODE_QUOTE:
      sp_md_quote(md, n, before, quotes);
      blocks(md, n, quotes + 1);
      break;
    case SP_NODE_PARA:
      paragraph(md, n);
      break;
    case SP_NODE_LIST:
      list(md, n, quotes);
      break;
    case SP_NODE_HEADING:
      heading(md, n, parent);
      break;
    case SP_NODE_CODE_BLOCK:
      if ((n->flags & SP_MD_FLAG_INDENTED) && !md->options->lenient)
        sp_md_indented(md, n);
      break;
    default:
      break;
    }
    before = n;
  }
}

void
sp_md_blocks(struct sp_md *md, struct sp_node *root)
{
  blocks(md, root, 0);
}
