/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_seen.c - what looks like a marker in a tidy tree, of either
 * form, or like the condition of a section. */
#include "lib/markdown_parts.h"

/* Signs that change nothing for the eye, and nothing else? */
static bool
is_signs(struct sp_str s)
{
  for (size_t at = 0; at < s.len;) {
    size_t next = sp_md_skip_unseen(s, at);

    if (next == at && !strchr("*_~`\"'(\\|#>", s.ptr[at]))
      return false;
    at = next > at ? next : at + 1;
  }
  return true;
}

/* Does the line from `from` on begin with code that shows a marker? */
static bool
begins_with_code(const struct sp_node *block, const struct sp_node *from)
{
  for (const struct sp_node *n = from; n;
       n = sp_node_walk(block, (struct sp_node *)n, false)) {
    if (n->kind == SP_NODE_CODE)
      return sp_md_begins_marker(n->text);
    if (n->kind != SP_NODE_EMPH && n->kind != SP_NODE_STRONG &&
        !(n->kind == SP_NODE_TEXT && is_signs(n->text)))
      return false;
  }
  return false;
}

static bool
is_marked_line(const struct sp_node *block, const struct sp_node *from)
{
  char head[SP_MD_HEAD_MAX];

  return from && (sp_md_is_near_marker(sp_md_line_head(block, from, head)) ||
                  begins_with_code(block, from));
}

/* Behind a hard break a line begins. */
static bool
has_marked_line(const struct sp_node *block)
{
  for (struct sp_node *n = block->first; n; n = sp_node_walk(block, n, false))
    if (n->kind == SP_NODE_BREAK &&
        is_marked_line(block, sp_node_walk(block, n, false)))
      return true;
  return false;
}

/* A row is one line, which begins with `|`. */
static bool
is_marked_row(const struct sp_node *row)
{
  char line[SP_MD_HEAD_MAX + 2] = "| ", head[SP_MD_HEAD_MAX];
  const struct sp_node *cell = row->first;
  struct sp_str s;

  if (!cell || !cell->first)
    return false;
  s = sp_md_line_head(cell, cell->first, head);
  if (s.len)
    memcpy(line + 2, s.ptr, s.len);
  return sp_md_is_near_marker(sp_str_n(line, s.len + 2)) ||
         begins_with_code(cell, cell->first);
}

bool
sp_md_shows_marker(const struct sp_node *node)
{
  switch (node->kind) {
  case SP_NODE_CODE:
  case SP_NODE_CODE_BLOCK:
    return false;
  case SP_NODE_IMAGE:
    return sp_md_is_bare_marker(node->text);
  case SP_NODE_SECTION:
  case SP_NODE_HEADING:
    return sp_md_holds_marker(node->text) || sp_md_is_near_marker(node->text);
  case SP_NODE_PARA:
    return is_marked_line(node, node->first) || has_marked_line(node);
  case SP_NODE_CHOICE:
    return sp_str_starts(node->text, "!") || sp_md_holds_marker(node->text) ||
           has_marked_line(node);
  case SP_NODE_KEYED:
    return sp_md_holds_marker(node->text) || has_marked_line(node);
  case SP_NODE_ROW:
    return is_marked_row(node);
  default:
    return sp_md_holds_marker(node->text);
  }
}

bool
sp_md_hides_only(struct sp_arena *arena, const struct sp_node *section)
{
  const struct sp_node *para = section->first;
  char buf[SP_MD_HEAD_MAX];
  struct sp_str head;

  if (section->kind != SP_NODE_SECTION || !para || para->kind != SP_NODE_PARA)
    return false;
  head = sp_md_line_head(para, para->first, buf);
  return sp_md_only_prefix(head) == 0 && sp_md_is_near_only(arena, head);
}
