/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/doc_make.c - documents and their blocks. */
#include "tests/unit/doc_make.h"

#include "lib/audience.h"
#include "lib/fields.h"
#include "lib/text.h"
#include "lib/tidy.h"

#define PICK(m, list) (list)[doc_roll(m, SP_ARRAY_LEN(list))]
#define DEPTH_MAX 3

/* ---- blocks */

static void
add_para(struct doc_maker *m, struct sp_node *into, unsigned how)
{
  struct sp_node *para = doc_node(m, SP_NODE_PARA);

  if (m->doc->type == SP_DOC_SCRIPT || m->doc->type == SP_DOC_SNIPPET)
    how |= into->kind == SP_NODE_ITEM || into->kind == SP_NODE_NOTE ? DOC_PLAIN
                                                                    : 0;
  doc_inlines(m, para, how);
  sp_node_append(into, para);
}

/* A name alone on the first line, which looks like a marker without its
 * brackets. */
static void
add_name(struct doc_maker *m, struct sp_node *into)
{
  static const char *const names[] = {"Info", "STAFF:", "Warning."};
  struct sp_node *para = doc_node(m, SP_NODE_PARA);

  sp_node_append(para, doc_text(m, sp_str(PICK(m, names))));
  sp_node_append(into, para);
}

static void
add_blocks(struct doc_maker *m, struct sp_node *into, unsigned depth,
           unsigned most)
{
  for (unsigned i = 1 + doc_roll(m, most); i > 0; i--)
    doc_block(m, into, depth);
}

static void
add_list(struct doc_maker *m, struct sp_node *into, unsigned depth)
{
  bool is_check = doc_roll(m, 4) == 0;
  struct sp_node *list =
      doc_node(m, is_check ? SP_NODE_CHECKLIST : SP_NODE_LIST);

  list->flags = doc_roll(m, 3) ? SP_FLAG_TIGHT : 0;
  if (!is_check && doc_roll(m, 3) == 0) {
    list->flags |= SP_FLAG_ORDERED;
    list->number = doc_roll(m, 3) ? 1 : doc_roll(m, 1000) * 999999;
  }
  for (unsigned i = 1 + doc_roll(m, 4); i > 0; i--) {
    struct sp_node *item = doc_node(m, SP_NODE_ITEM);

    if (doc_roll(m, 10)) {
      if (doc_roll(m, 4))
        add_para(m, item, DOC_BREAKS);
      if (!item->first || doc_roll(m, 3) == 0)
        add_blocks(m, item, depth + 1, 2);
    }
    sp_node_append(list, item);
  }
  sp_node_append(into, list);
}

static void
add_table(struct doc_maker *m, struct sp_node *into)
{
  struct sp_node *table = doc_node(m, SP_NODE_TABLE);
  unsigned columns = 1 + doc_roll(m, 4), align[4];

  for (unsigned i = 0; i < columns; i++)
    align[i] = doc_roll(m, 4);
  if (doc_roll(m, 3))
    table->flags = SP_FLAG_HEAD;
  for (unsigned rows = 1 + doc_roll(m, 3); rows > 0; rows--) {
    struct sp_node *row = doc_node(m, SP_NODE_ROW);

    for (unsigned i = 0; i < columns; i++) {
      struct sp_node *cell = doc_node(m, SP_NODE_CELL);

      cell->number = align[i];
      m->cover->align[align[i]]++;
      if (doc_roll(m, 6))
        doc_inlines(m, cell, DOC_CELL);
      if (doc_roll(m, 4) == 0)
        cell->flags = SP_FLAG_HEAD_CELL;
      sp_node_append(row, cell);
    }
    sp_node_append(table, row);
  }
  sp_node_append(into, table);
}

static void
add_code(struct doc_maker *m, struct sp_node *into)
{
  static const char *const codes[] = {"",
                                      "x",
                                      "```\ninner\n```",
                                      "~~~",
                                      "\n\nblank\n\n",
                                      "  a\n    b",
                                      "\ttab\n \t",
                                      "> quote\n- item\n## H",
                                      "Next: x",
                                      "<b>&amp;\\*",
                                      "| a |\n|---|",
                                      "````",
                                      "caf\xC3\xA9",
                                      "x   ",
                                      "\xE2\x80\xA8",
                                      "---\ntitle: x\n---"};
  struct sp_node *node = doc_node(m, SP_NODE_CODE_BLOCK);

  node->text = sp_str(PICK(m, codes));
  sp_node_append(into, node);
}

/* A quote of the document's type, or one with a marker. */
static void
add_quote(struct doc_maker *m, struct sp_node *into, unsigned depth)
{
  static const enum sp_node_kind kinds[] = {
      SP_NODE_QUOTE,      SP_NODE_QUOTE, SP_NODE_SAY,   SP_NODE_NOTE,
      SP_NODE_STAFF,      SP_NODE_INFO,  SP_NODE_FRAUD, SP_NODE_WARNING,
      SP_NODE_VULNERABLE, SP_NODE_SAY};
  enum sp_node_kind kind = PICK(m, kinds);
  bool is_quote = kind == SP_NODE_QUOTE;
  struct sp_node *node;

  if (is_quote && m->doc->type == SP_DOC_SCRIPT)
    kind = SP_NODE_SAY;
  node = doc_node(m, kind);
  if (kind == SP_NODE_SAY && is_quote) {
    node->flags = SP_FLAG_PLAIN_QUOTE;
    m->cover->plain_quote++;
  }
  if (doc_roll(m, 8) == 0)
    add_name(m, node);
  add_blocks(m, node, depth + 1, 2);
  sp_node_append(into, node);
}

static void
add_only(struct doc_maker *m, struct sp_node *into, unsigned depth)
{
  struct sp_node *only = doc_node(m, SP_NODE_ONLY), *other;

  only->guard = doc_guard(m);
  add_blocks(m, only, depth + 1, 2);
  sp_node_append(into, only);
  other = sp_node_new(m->arena, SP_NODE_ELSE, 0, 0);
  other->guard = only->guard;
  other->guard.negated = true;
  if (doc_roll(m, 2) || sp_else_is_unclear(m->doc, other))
    return;
  m->cover->kind[SP_NODE_ELSE]++;
  m->cover->negated++;
  add_blocks(m, other, depth + 1, 2);
  sp_node_append(into, other);
}

static void
add_heading(struct doc_maker *m, struct sp_node *into)
{
  struct sp_node *node = doc_node(m, SP_NODE_HEADING);
  struct sp_str text = doc_words(m, true);

  node->number = 3 + doc_roll(m, 4);
  node->text =
      sp_arena_fmt(m->arena, "%.*s %u", SP_FMT(text), 1000 + m->headings++);
  node->text = sp_text_squeeze(m->arena, node->text);
  if (doc_roll(m, 4) == 0)
    node->text = sp_arena_fmt(m->arena, "%.*s #", SP_FMT(node->text));
  node->anchor = sp_text_slug(m->arena, node->text);
  sp_node_append(into, node);
}

static void
add_include(struct doc_maker *m, struct sp_node *into)
{
  struct sp_node *node = doc_node(m, SP_NODE_INCLUDE);

  node->target = SP_STR("../snippets/opening hours.md");
  if (doc_roll(m, 3))
    doc_inlines(m, node, DOC_IN_LINK | DOC_PLAIN);
  sp_node_append(into, node);
}

void
doc_block(struct doc_maker *m, struct sp_node *into, unsigned depth)
{
  bool is_snippet = m->doc->type == SP_DOC_SNIPPET;
  unsigned what = doc_roll(m, depth < DEPTH_MAX ? 14 : 8);

  switch (what) {
  case 0:
    add_code(m, into);
    return;
  case 1:
    sp_node_append(into, doc_node(m, SP_NODE_RULE));
    return;
  case 2:
    add_table(m, into);
    return;
  case 3:
    if (is_snippet)
      break;
    add_include(m, into);
    return;
  case 4:
    if (is_snippet || depth)
      break;
    add_heading(m, into);
    return;
  case 8:
  case 9:
    add_list(m, into, depth);
    return;
  case 10:
  case 11:
  case 12:
    add_quote(m, into, depth);
    return;
  case 13:
    add_only(m, into, depth);
    return;
  default:
    break;
  }
  add_para(m, into, DOC_BREAKS);
}

/* ---- documents */

static void
add_section(struct doc_maker *m, unsigned number)
{
  struct sp_node *section = doc_node(m, SP_NODE_SECTION);

  section->text = sp_arena_fmt(m->arena, "Part %u", number);
  if (doc_roll(m, 2))
    section->text = sp_arena_fmt(m->arena, "Part, %u?!", number);
  section->anchor = sp_text_slug(m->arena, section->text);
  if (doc_roll(m, 4) == 0) {
    section->guard = doc_guard(m);
    if (doc_roll(m, 2))
      section->target = doc_target(m);
  }
  for (unsigned i = doc_roll(m, 4); i > 0; i--)
    doc_block(m, section, 0);
  if (m->doc->type == SP_DOC_SCRIPT)
    doc_step(m, section);
  sp_node_append(m->doc->root, section);
}

static void
choose_path(struct doc_maker *m)
{
  static const char *const folder[] = {
      [SP_DOC_CONTACT] = "contacts",
      [SP_DOC_NOTICE] = "notices",
      [SP_DOC_SNIPPET] = "snippets",
  };
  bool is_home = m->doc->type >= SP_DOC_CONTACT && doc_roll(m, 2);

  m->doc->path = sp_arena_fmt(m->arena, "%s/test.md",
                              is_home ? folder[m->doc->type] : "waste");
}

/* What the reader leaves in the tree is counted there. */
static void
count(struct doc_cover *cover, const struct sp_node *root)
{
  for (struct sp_node *n = (struct sp_node *)root; n;
       n = sp_node_walk(root, n, false)) {
    bool is_list = n->kind == SP_NODE_LIST || n->kind == SP_NODE_CHECKLIST;

    cover->head_cell += n->flags & SP_FLAG_HEAD_CELL ? 1 : 0;
    cover->ordered += n->flags & SP_FLAG_ORDERED ? 1 : 0;
    cover->headless += n->kind == SP_NODE_TABLE && !(n->flags & SP_FLAG_HEAD);
    cover->loose += is_list && !(n->flags & SP_FLAG_TIGHT);
  }
}

struct sp_doc *
doc_make(struct sp_arena *arena, uint64_t seed, struct doc_cover *cover)
{
  struct doc_maker m = {.arena = arena, .cover = cover, .state = seed};
  struct sp_diags diags = {.arena = arena};
  struct sp_read_options options;

  m.doc = sp_arena_new(arena, struct sp_doc);
  m.doc->type = (enum sp_doc_type)doc_roll(&m, SP_DOC_TYPES);
  if (doc_roll(&m, 3) == 0)
    m.doc->type = SP_DOC_SCRIPT;
  cover->type[m.doc->type]++;
  choose_path(&m);
  doc_front(&m);
  m.doc->root = doc_node(&m, SP_NODE_ROOT);
  if (m.doc->type != SP_DOC_SNIPPET)
    m.sections = doc_roll(&m, 4);
  for (unsigned i = doc_roll(&m, 4); i > 0; i--)
    doc_block(&m, m.doc->root, 0);
  if (m.doc->type == SP_DOC_SCRIPT && doc_roll(&m, 2))
    doc_step(&m, m.doc->root);
  for (unsigned i = 0; i < m.sections; i++)
    add_section(&m, i);
  if (m.doc->type == SP_DOC_SCRIPT && doc_roll(&m, 3) == 0)
    doc_test_calls(&m);
  sp_tidy(arena, m.doc->root);
  count(cover, m.doc->root);
  options = (struct sp_read_options){.path = m.doc->path};
  sp_fields_complete(arena, &options, &diags, m.doc, SP_STR(""));
  return m.doc;
}
