/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_slips.c - what Markdown takes for a slip, or cannot say, is none of
 * the format in XML either. */
#include "lib/markdown_parts.h"
#include "lib/write_parts.h"
#include "lib/xml_parts.h"

#define GUARD_MAX 120 /* bytes: a marker stands on one line */

static void
refuse_marker(struct sp_xml *x, const struct sp_node *node)
{
  SP_XML_ERROR(x, node->line,
               "a marker such as `[!STAFF]` does nothing in an XML file;"
               " write the element, as in <staff>");
}

/* ---- tables */

static void
check_cell(struct sp_xml *x, const struct sp_node *cell)
{
  for (const struct sp_node *n = cell->first; n;
       n = sp_node_walk(cell, (struct sp_node *)n, false)) {
    if (n->kind == SP_NODE_BREAK)
      SP_XML_ERROR(x, cell->line,
                   "a cell is one line; write a comma, or another row, instead"
                   " of <br>");
    else if (n->kind == SP_NODE_TEXT &&
             sp_str_find(n->text, '|', 0) < n->text.len)
      SP_XML_ERROR(x, cell->line,
                   "in a table a `|` stands in <code> only; write `/`, or"
                   " another cell");
    else
      continue;
    return;
  }
}

/* ---- links */

static bool
is_link(const struct sp_node *node)
{
  return node->kind == SP_NODE_LINK || node->kind == SP_NODE_INCLUDE;
}

static void
check_link(struct sp_xml *x, const struct sp_node *node)
{
  if (sp_str_ieq(node->title, SP_STR("include")))
    SP_XML_ERROR(x, node->line,
                 "title=\"include\" is how Markdown includes; write <include>");
  for (const struct sp_node *up = node->parent; up; up = up->parent)
    if (is_link(up)) {
      if (node->kind == SP_NODE_LINK && up->kind == SP_NODE_LINK)
        return; /* told where it was read */
      SP_XML_ERROR(x, node->line,
                   "a link or <include> cannot stand in another");
      return;
    }
}

/* ---- lists */

static bool
is_in_test_calls(const struct sp_node *node)
{
  for (; node; node = node->parent)
    if (node->flags & SP_FLAG_TEST_CALLS && node->kind == SP_NODE_SECTION)
      return true;
  return false;
}

static void
check_list(struct sp_xml *x, const struct sp_node *list)
{
  struct sp_md_starts s = sp_md_starts(list);
  bool is_outside = list->parent->kind == SP_NODE_ROOT ||
                    list->parent->kind == SP_NODE_SECTION;
  bool is_numbered = (list->flags & SP_FLAG_ORDERED) != 0;
  bool is_bad;

  if (s.items == 0)
    return;
  if (x->doc->type == SP_DOC_SNIPPET)
    is_bad = s.links == s.items;
  else if (x->doc->type != SP_DOC_SCRIPT || is_in_test_calls(list))
    is_bad = false;
  else if (!is_outside)
    is_bad = s.steps > 0;
  else
    is_bad = s.links == s.items || s.steps || (s.links && !is_numbered);
  if (is_bad)
    SP_XML_ERROR(x, list->line,
                 x->doc->type == SP_DOC_SNIPPET
                     ? "a snippet has no choices; begin each item with a word,"
                       " not with a link"
                     : "in a script items that begin with a link are choices;"
                       " write <option>, or begin each item with a word");
}

/* ---- scripts */

static void
check_choice(struct sp_xml *x, const struct sp_node *choice)
{
  if (sp_md_hides_guard(x->arena, choice))
    SP_XML_ERROR(x, choice->line,
                 "the condition of an <option> stands in its when, as in"
                 " when=\"out of hours\"");
}

static void
check_keyed(struct sp_xml *x, const struct sp_node *keyed)
{
  if (keyed->key == SP_KEY_PAYMENT &&
      sp_str_find(keyed->title, ' ', 0) < keyed->title.len)
    SP_XML_ERROR(x, keyed->line, "fee is one key of fees.csv");
  if (keyed->key != SP_KEY_RECORD)
    return;
  for (const struct sp_node *n = keyed->first; n; n = n->next)
    if (n->text.len && !sp_md_is_value(n->text))
      SP_XML_ERROR(x, n->line,
                   "a <value> has no semicolon, and its brackets stand in"
                   " pairs");
}

/* ---- blocks */

/* A marker is closed by its bracket. */
static void
check_only(struct sp_xml *x, const struct sp_node *only)
{
  struct sp_buf words;
  struct sp_str s;
  size_t depth = 0;
  bool ok;

  sp_buf_init(&words, GUARD_MAX);
  sp_write_guard(&words, &only->guard);
  s = sp_buf_str(&words);
  ok = !words.full;
  for (size_t i = 0; i < s.len && ok; i++) {
    ok = s.ptr[i] != ']' || depth > 0;
    depth += s.ptr[i] == '[';
    depth -= s.ptr[i] == ']';
  }
  sp_buf_release(&words);
  if (!ok || depth)
    SP_XML_ERROR(x, only->line,
                 "the condition of <only> is short, and its square brackets"
                 " stand in pairs");
}

static void
check_code(struct sp_xml *x, const struct sp_node *code)
{
  struct sp_str rest = code->text, line;

  while (sp_str_split(&rest, '\n', &line))
    if (sp_md_begins_marker(line)) {
      SP_XML_ERROR(x, code->line,
                   "`[!` stands in code, so everyone would see it");
      return;
    }
}

static void
check_node(struct sp_xml *x, const struct sp_node *node)
{
  if (sp_md_shows_marker(node))
    refuse_marker(x, node);
  switch (node->kind) {
  case SP_NODE_SECTION:
    if (sp_md_hides_only(x->arena, node))
      SP_XML_ERROR(x, node->first->line,
                   "the condition of this part stands in its when, as in"
                   " when=\"level 3\"");
    break;
  case SP_NODE_CHOICE:
    check_choice(x, node);
    break;
  case SP_NODE_KEYED:
    check_keyed(x, node);
    break;
  case SP_NODE_CELL:
    check_cell(x, node);
    break;
  case SP_NODE_LINK:
  case SP_NODE_INCLUDE:
    check_link(x, node);
    break;
  case SP_NODE_LIST:
    check_list(x, node);
    break;
  case SP_NODE_ONLY:
    check_only(x, node);
    break;
  case SP_NODE_CODE_BLOCK:
    check_code(x, node);
    break;
  default:
    break;
  }
}

void
sp_xml_slips(struct sp_xml *x)
{
  for (struct sp_node *n = x->doc->root; n;
       n = sp_node_walk(x->doc->root, n, false))
    check_node(x, n);
  if (sp_md_front_is_long(x->doc))
    SP_XML_ERROR(x, x->doc->root->line,
                 "title, summary and the other fields are longer than 8 KiB"
                 " together");
}
