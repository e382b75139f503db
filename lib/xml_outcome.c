/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/xml_outcome.c - <outcome>: how a call ends, and what is said then. */
#include "lib/xml_parts.h"

#include "lib/text.h"

static const char outcome_part_names[] =
    "happens-next service-level legal online payment book also-ask handover";

static void
read_online(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, SP_KEY_ONLINE, into);

  sp_xml_check_attrs(x, el, "href!");
  node->target = sp_xml_attr(el, "href");
  node->text = sp_xml_words(x, el, "note");
  if (node->text.len == 0)
    SP_XML_ERROR(x, el->line, "<online> has no words for its link");
  for (const struct sp_xml_el *note = el->first; note; note = note->next)
    if (sp_str_is(note->name, "note")) {
      sp_xml_check_attrs(x, note, "");
      if (node->first)
        sp_node_append(node, sp_xml_new(x, SP_NODE_BREAK, note));
      sp_xml_inlines(x, note->first, NULL, note->name, node);
    }
}

static void
read_link(struct sp_xml *x, const struct sp_xml_el *el, enum sp_key key,
          struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, key, into);

  sp_xml_check_attrs(x, el, key == SP_KEY_PAYMENT ? "href! fee" : "href!");
  node->target = sp_xml_attr(el, "href");
  node->text = sp_xml_words(x, el, "");
  node->title = sp_xml_attr(el, "fee");
  if (node->text.len == 0)
    SP_XML_ERROR(x, el->line, "<%.*s> has no words for its link",
                 SP_FMT(el->name));
}

/* Several links in one. */
static void
read_links(struct sp_xml *x, const struct sp_xml_el *el, struct sp_node *node)
{
  const struct sp_xml_el *a = sp_xml_elements(x, el->first, el->name);

  sp_xml_check_attrs(x, el, "");
  for (; a; a = sp_xml_elements(x, a->next, el->name))
    if (sp_str_is(a->name, "a"))
      sp_xml_inlines(x, a, a->next, el->name, node);
    else
      sp_xml_misplaced(x, a, el->name, "a");
}

/* Is an <a> the first that stands in it? */
static bool
has_links(const struct sp_xml_el *el)
{
  const struct sp_xml_el *first = el->first;

  while (first && first->name.len == 0 && sp_str_trim(first->text).len == 0)
    first = first->next;
  return first && sp_str_is(first->name, "a");
}

static void
read_also_ask(struct sp_xml *x, const struct sp_xml_el *el,
              struct sp_node *into)
{
  struct sp_node *node = sp_xml_keyed(x, el, SP_KEY_ALSO_ASK, into);
  struct sp_node *link;

  if (has_links(el)) {
    read_links(x, el, node);
    return;
  }
  link = sp_xml_new(x, SP_NODE_LINK, el);
  sp_xml_check_attrs(x, el, "href!");
  link->target = sp_xml_attr(el, "href");
  sp_xml_inlines(x, el->first, NULL, el->name, link);
  sp_node_append(node, link);
  if (!link->first)
    SP_XML_ERROR(x, el->line, "<also-ask> has no words for its link");
}

static const struct {
  const char *name;
  enum sp_key key;
} outcome_texts[] = {{"happens-next", SP_KEY_HAPPENS_NEXT},
                     {"service-level", SP_KEY_SERVICE_LEVEL},
                     {"legal", SP_KEY_LEGAL},
                     {"handover", SP_KEY_HAND_OVER}};

static void
read_outcome_part(struct sp_xml *x, const struct sp_xml_el *el,
                  struct sp_str where, struct sp_node *into)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(outcome_texts); i++)
    if (sp_str_is(el->name, outcome_texts[i].name)) {
      sp_xml_check_single(x, el, outcome_texts[i].key, into);
      sp_xml_keyed_text(x, el, outcome_texts[i].key, into);
      return;
    }
  if (sp_str_is(el->name, "online"))
    read_online(x, el, into);
  else if (sp_str_is(el->name, "payment"))
    read_link(x, el, SP_KEY_PAYMENT, into);
  else if (sp_str_is(el->name, "book"))
    read_link(x, el, SP_KEY_BOOK, into);
  else if (sp_str_is(el->name, "also-ask"))
    read_also_ask(x, el, into);
  else
    sp_xml_misplaced(x, el, where, outcome_part_names);
}

static struct sp_str
words_of(struct sp_xml *x, const struct sp_xml_el *el, const char *name)
{
  return sp_text_squeeze(x->arena, sp_xml_attr(el, name));
}

/* Whom a call goes to, or what a sub-script says, and nothing else.  With a
 * label, which is that one's name, `to` is a link, or not needed. */
static void
read_receiver(struct sp_xml *x, const struct sp_xml_el *el,
              struct sp_node *node)
{
  struct sp_str to = sp_xml_attr(el, "to"), result = words_of(x, el, "result");
  struct sp_str label = words_of(x, el, "label");
  bool needs_result = node->number == SP_OUTCOME_RETURN;
  bool needs_to = !needs_result && node->number != SP_OUTCOME_RESOLVED &&
                  node->number != SP_OUTCOME_EMERGENCY;
  const char *kind = sp_outcome_name((enum sp_outcome)node->number);

  if (needs_to != (to.len > 0 || label.len > 0))
    SP_XML_ERROR(x, el->line,
                 needs_to ? "an outcome %s needs to: a contact's key"
                          : "an outcome %s has no to",
                 kind);
  if (needs_result != (result.len > 0))
    SP_XML_ERROR(x, el->line,
                 needs_result ? "an outcome %s needs result: one word for what"
                                " the sub-script found"
                              : "an outcome %s has no result",
                 kind);
  node->text = needs_result ? result : label;
  if (to.len && (label.len || sp_str_find(to, '/', 0) < to.len)) {
    node->target = to;
    if (label.len == 0)
      node->text = sp_xml_path_words(x, to);
    if (node->text.len == 0)
      SP_XML_ERROR(x, el->line, "this leads to no name; write label");
  } else if (to.len) {
    node->text = words_of(x, el, "to");
  }
}

void
sp_xml_outcome(struct sp_xml *x, const struct sp_xml_el *el,
               struct sp_node *into)
{
  struct sp_str kind = sp_xml_attr(el, "kind");
  const struct sp_xml_el *part = sp_xml_elements(x, el->first, el->name);
  struct sp_node *node;

  sp_xml_check_single(x, el, SP_KEY_OUTCOME, into);
  sp_xml_check_attrs(x, el, "kind! to label result");
  node = sp_xml_keyed(x, el, SP_KEY_OUTCOME, into);
  while (node->number < SP_OUTCOMES &&
         !sp_str_is(kind, sp_outcome_name((enum sp_outcome)node->number)))
    node->number++;
  if (node->number < SP_OUTCOMES) {
    read_receiver(x, el, node);
  } else {
    node->number = SP_OUTCOME_RESOLVED;
    if (kind.len)
      SP_XML_ERROR(x, el->line,
                   "kind: write resolved, escalate, transfer, refer, signpost,"
                   " emergency or return");
  }
  for (; part; part = sp_xml_elements(x, part->next, el->name))
    read_outcome_part(x, part, el->name, into);
}

void
sp_xml_with_outcome(struct sp_xml *x, const struct sp_xml_el *el,
                    struct sp_node *into)
{
  const struct sp_xml_el *part = sp_xml_elements(x, el->first, el->name);

  sp_xml_check_attrs(x, el, "");
  if (!part)
    SP_XML_ERROR(x, el->line, "<with-outcome> is empty");
  for (; part; part = sp_xml_elements(x, part->next, el->name))
    read_outcome_part(x, part, el->name, into);
}
