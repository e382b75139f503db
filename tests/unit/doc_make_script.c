/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/doc_make_script.c - keyed lines, choices, test calls. */
#include "tests/unit/doc_make.h"

#define PICK(m, list) (list)[doc_roll(m, SP_ARRAY_LEN(list))]

static struct sp_node *
keyed(struct doc_maker *m, enum sp_key key)
{
  struct sp_node *node = doc_node(m, SP_NODE_KEYED);

  m->cover->key[key]++;
  node->key = key;
  return node;
}

static void
fill_outcome(struct doc_maker *m, struct sp_node *node)
{
  static const char *const names[] = {"waste-team",     "The waste team",
                                      "Gas/Water team", "St. John's.",
                                      "A [b] & *c*",    "to whom"};

  node->number = doc_roll(m, SP_OUTCOMES);
  m->cover->outcome[node->number]++;
  if (node->number == SP_OUTCOME_RESOLVED ||
      node->number == SP_OUTCOME_EMERGENCY)
    return;
  node->text = sp_str(PICK(m, names));
  if (node->number != SP_OUTCOME_RETURN && doc_roll(m, 2)) {
    node->text = doc_label(m);
    node->target =
        doc_roll(m, 3) ? doc_target(m) : SP_STR("../contacts/waste-team.md");
    if (sp_str_starts(node->target, "../contacts") && doc_roll(m, 2))
      node->text = SP_STR("Waste team");
  }
}

static void
fill_record(struct doc_maker *m, struct sp_node *node)
{
  static const char *const names[] = {"bin", "date of birth (DD/MM)", "a) b",
                                      "*x*; y", "(z)"};
  static const char *const values[] = {
      "refuse", "garden (brown; new)", "*food*", "a & b", "[x]", "Next: c"};
  unsigned count = 1 + doc_roll(m, SP_ARRAY_LEN(values));

  node->text = sp_str(PICK(m, names));
  node->number = doc_roll(m, SP_RECORDS);
  m->cover->record[node->number]++;
  if (doc_roll(m, 2))
    node->flags |= SP_FLAG_REQUIRED;
  for (unsigned i = 0; i < count && node->number == SP_RECORD_CHOICE; i++)
    sp_node_append(node, doc_text(m, sp_str(values[i])));
}

static void
fill_links(struct doc_maker *m, struct sp_node *node)
{
  for (unsigned i = 1 + doc_roll(m, 3); i > 0; i--) {
    struct sp_node *link = doc_node(m, SP_NODE_LINK);

    link->target = doc_target(m);
    if (doc_roll(m, 4) == 0)
      link->title = SP_STR("Title");
    doc_inlines(m, link, DOC_IN_LINK | DOC_PLAIN);
    sp_node_append(node, link);
  }
}

static void
fill(struct doc_maker *m, struct sp_node *node)
{
  static const char *const fees[] = {"", "garden-waste", "a_b.", "x*y"};

  switch (node->key) {
  case SP_KEY_NEXT:
    node->target = doc_target(m);
    return;
  case SP_KEY_OUTCOME:
    fill_outcome(m, node);
    return;
  case SP_KEY_RECORD:
    fill_record(m, node);
    return;
  case SP_KEY_ALSO_ASK:
    fill_links(m, node);
    return;
  case SP_KEY_ONLINE:
  case SP_KEY_PAYMENT:
  case SP_KEY_BOOK:
  case SP_KEY_DO_FIRST:
    node->text = doc_label(m);
    node->target = doc_target(m);
    if (node->key == SP_KEY_PAYMENT)
      node->title = sp_str(PICK(m, fees));
    if (node->key == SP_KEY_ONLINE && doc_roll(m, 3))
      doc_inlines(m, node, DOC_BREAKS);
    return;
  case SP_KEY_STOP:
    node->text = doc_label(m);
    node->target = doc_target(m);
    break;
  default:
    break;
  }
  doc_inlines(m, node, DOC_BREAKS);
}

static bool
is_single(enum sp_key key)
{
  return key == SP_KEY_NEXT || key == SP_KEY_OUTCOME ||
         key == SP_KEY_HAPPENS_NEXT || key == SP_KEY_SERVICE_LEVEL ||
         key == SP_KEY_LEGAL || key == SP_KEY_HAND_OVER;
}

static void
add_choices(struct doc_maker *m, struct sp_node *step)
{
  struct sp_node *choices = doc_node(m, SP_NODE_CHOICES);

  for (unsigned i = 1 + doc_roll(m, 5); i > 0; i--) {
    struct sp_node *choice = doc_node(m, SP_NODE_CHOICE);

    choice->text = doc_label(m);
    choice->target = doc_target(m);
    if (doc_roll(m, 2))
      choice->guard = doc_guard(m);
    if (doc_roll(m, 2))
      doc_inlines(m, choice, DOC_BREAKS);
    sp_node_append(choices, choice);
  }
  sp_node_append(step, choices);
}

void
doc_step(struct doc_maker *m, struct sp_node *step)
{
  unsigned seen = 0;

  for (unsigned i = doc_roll(m, 8); i > 0; i--) {
    enum sp_key key = (enum sp_key)doc_roll(m, SP_KEYS);
    struct sp_node *node;

    if (is_single(key) && seen & 1u << key)
      continue;
    seen |= 1u << key;
    node = keyed(m, key);
    fill(m, node);
    sp_node_append(step, node);
    if (doc_roll(m, 4) == 0)
      doc_block(m, step, 0);
  }
  if (doc_roll(m, 2))
    add_choices(m, step);
}

void
doc_test_calls(struct doc_maker *m)
{
  static const char *const calls[] = {
      "(Sunday 02:10; level 1) Refuse; Yes => Book a return visit",
      "Yes => End",
      "(level 1)Yes => End",
      "(none) => End",
      "Yes=>End",
      "no arrow at all",
      "A => B => C",
      "\"Q\" & *x* [y]; 1. z => <b>",
      "( spaced ) A => B",
      "(a) (b) => C"};
  struct sp_node *section = doc_node(m, SP_NODE_SECTION), *list, *item, *para;

  section->text = SP_STR("Test calls");
  section->anchor = SP_STR("test-calls");
  section->flags = SP_FLAG_TEST_CALLS;
  if (doc_roll(m, 4) == 0)
    doc_block(m, section, 0);
  for (unsigned lists = 1 + doc_roll(m, 2); lists > 0; lists--) {
    list = doc_node(m, SP_NODE_LIST);
    list->flags = SP_FLAG_TIGHT;
    for (unsigned i = 1 + doc_roll(m, 3); i > 0; i--) {
      item = doc_node(m, SP_NODE_ITEM);
      para = doc_node(m, SP_NODE_PARA);
      sp_node_append(para, doc_text(m, sp_str(PICK(m, calls))));
      sp_node_append(item, para);
      sp_node_append(list, item);
    }
    sp_node_append(section, list);
  }
  if (doc_roll(m, 6) == 0)
    section->guard = doc_guard(m);
  sp_node_append(m->doc->root, section);
}
