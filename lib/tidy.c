/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/tidy.h"

static void tidy(struct sp_arena *arena, struct sp_node *node);

/* Put the children of `from` at the end of `to`. */
static void
move_children(struct sp_node *to, struct sp_node *from)
{
  struct sp_node *child = from->first, *next;

  from->first = from->last = NULL;
  for (; child; child = next) {
    next = child->next;
    sp_node_append(to, child);
  }
}

/* ---- lists */

static bool
is_list(const struct sp_node *node)
{
  return node->kind == SP_NODE_LIST || node->kind == SP_NODE_CHECKLIST;
}

static bool
is_text(const struct sp_node *node)
{
  return node->kind == SP_NODE_PARA || node->kind == SP_NODE_INCLUDE;
}

/* Can Markdown begin it directly below a line of text? */
static bool
interrupts(const struct sp_node *list)
{
  if (list->kind == SP_NODE_CHECKLIST)
    return true;
  return list->first && list->first->first &&
         (!(list->flags & SP_FLAG_ORDERED) || list->number == 1);
}

bool
sp_tidy_touches(const struct sp_node *before, const struct sp_node *node)
{
  if (!is_list(node))
    return false;
  return before && is_list(before)
             ? true
             : (!before || is_text(before)) && interrupts(node);
}

/* Can Markdown write the item without a blank line in it? */
static bool
is_tight_item(const struct sp_node *list, const struct sp_node *item)
{
  const struct sp_node *before = NULL;

  for (const struct sp_node *n = item->first; n; n = n->next) {
    if (!before) {
      if (list->kind == SP_NODE_CHECKLIST && !is_text(n) &&
          !sp_tidy_touches(NULL, n))
        return false;
    } else if (!sp_tidy_touches(before, n)) {
      return false;
    }
    before = n;
  }
  return true;
}

static void
tidy_list(struct sp_node *list)
{
  bool is_tight = (list->flags & SP_FLAG_TIGHT) != 0;
  bool has_para = false, has_parts = list->first != list->last;

  list->flags &= list->kind == SP_NODE_LIST ? SP_FLAG_ORDERED : 0;
  if (!(list->flags & SP_FLAG_ORDERED))
    list->number = 0;
  for (const struct sp_node *item = list->first; item; item = item->next) {
    is_tight = is_tight && is_tight_item(list, item);
    has_parts = has_parts || item->first != item->last;
    for (const struct sp_node *n = item->first; n && !has_para; n = n->next)
      has_para = n->kind == SP_NODE_PARA;
  }
  if (is_tight || !has_para || !has_parts)
    list->flags |= SP_FLAG_TIGHT;
}

/* ---- tables */

/* All bold, and nothing else? */
static bool
is_bold(const struct sp_node *cell)
{
  return cell->first && cell->first == cell->last &&
         cell->first->kind == SP_NODE_STRONG;
}

static void
tidy_cell(struct sp_arena *arena, struct sp_node *cell, bool is_head)
{
  bool is_first = !is_head && cell->parent->first == cell && cell->next;
  bool heads = !is_head && (cell->flags & SP_FLAG_HEAD_CELL) != 0;
  struct sp_node *strong;

  cell->flags &= ~(unsigned)SP_FLAG_HEAD_CELL;
  sp_tidy_inlines(arena, cell, heads);
  if (is_first && is_bold(cell)) {
    strong = cell->first;
    cell->first = cell->last = NULL;
    move_children(cell, strong);
    heads = true;
  } else if (heads && !is_first && cell->first) {
    strong = sp_node_new(arena, SP_NODE_STRONG, cell->line, cell->col);
    move_children(strong, cell);
    sp_node_append(cell, strong);
  }
  if (is_first && heads && cell->first)
    cell->flags |= SP_FLAG_HEAD_CELL;
}

static void
tidy_table(struct sp_arena *arena, struct sp_node *table)
{
  struct sp_node *head = table->flags & SP_FLAG_HEAD ? table->first : NULL;
  bool is_empty = head && head->next;

  for (struct sp_node *row = table->first; row; row = row->next)
    for (struct sp_node *cell = row->first; cell; cell = cell->next) {
      tidy_cell(arena, cell, row == head);
      is_empty = is_empty && (row != head || !cell->first);
    }
  if (!is_empty)
    return;
  table->flags &= ~(unsigned)SP_FLAG_HEAD;
  sp_node_unlink(head);
}

/* ---- keyed lines */

static void
unwrap(struct sp_node *keyed)
{
  while (keyed->first && keyed->first == keyed->last &&
         (keyed->first->kind == SP_NODE_STRONG ||
          keyed->first->kind == SP_NODE_EMPH)) {
    struct sp_node *wrapper = keyed->first;

    keyed->first = keyed->last = NULL;
    move_children(keyed, wrapper);
  }
}

static void
tidy_keyed(struct sp_arena *arena, struct sp_node *keyed)
{
  switch (keyed->key) {
  case SP_KEY_RECORD: /* its values are texts apart */
    return;
  case SP_KEY_ALSO_ASK:
    for (struct sp_node *link = keyed->first; link; link = link->next)
      sp_tidy_inlines(arena, link, false);
    return;
  case SP_KEY_HAPPENS_NEXT:
  case SP_KEY_SERVICE_LEVEL:
  case SP_KEY_LEGAL:
  case SP_KEY_HAND_OVER:
  case SP_KEY_JUDGEMENT:
    sp_tidy_inlines(arena, keyed, false);
    unwrap(keyed);
    return;
  default:
    sp_tidy_inlines(arena, keyed, false);
    return;
  }
}

/* ---- blocks */

/* Each by itself, then those that hold nothing are left out. */
static void
tidy_blocks(struct sp_arena *arena, struct sp_node *parent)
{
  struct sp_node *n = parent->first, *next, *calls = NULL;

  parent->first = parent->last = NULL;
  for (; n; n = next) {
    next = n->next;
    n->next = NULL;
    tidy(arena, n);
    if (n->kind == SP_NODE_NOTE)
      move_children(parent, n);
    else if (!calls && (n->flags & SP_FLAG_TEST_CALLS))
      calls = n;
    else if (n->kind != SP_NODE_PARA || n->first)
      sp_node_append(parent, n);
  }
  if (calls)
    sp_node_append(parent, calls);
}

static void
tidy(struct sp_arena *arena, struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_PARA:
  case SP_NODE_INCLUDE:
  case SP_NODE_CHOICE:
    sp_tidy_inlines(arena, node, false);
    return;
  case SP_NODE_KEYED:
    tidy_keyed(arena, node);
    return;
  case SP_NODE_TABLE:
    tidy_table(arena, node);
    return;
  default:
    tidy_blocks(arena, node);
    if (is_list(node))
      tidy_list(node);
    return;
  }
}

void
sp_tidy(struct sp_arena *arena, struct sp_node *root)
{
  tidy(arena, root);
}
