/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/dita.h"

#include <stdlib.h>

#include "lib/dita_parts.h"
#include "lib/fields.h"
#include "lib/text.h"

#define TALLIES_MAX 200 /* kinds of findings of one file */
#define NAMESPACE_LOOK ((size_t)64 * 1024)

bool
sp_dita_may_be(struct sp_str bytes)
{
  struct sp_str head = sp_str_sub(bytes, 0, NAMESPACE_LOOK);

  return !sp_str_has(head, SP_XML_NAMESPACE);
}

/* ---- findings */

static void
tell_one(struct sp_dita *d, const struct sp_dita_tally *t)
{
  if (t->count == 1)
    sp_diag(d->x->diags, t->code, d->x->options->path, t->line, 0, "%.*s: %s",
            SP_FMT(t->what), t->text);
  else
    sp_diag(d->x->diags, t->code, d->x->options->path, t->line, 0,
            "%.*s: %s (%zu times in this file)", SP_FMT(t->what), t->text,
            t->count);
}

void
sp_dita_note(struct sp_dita *d, const char *code, unsigned line,
             struct sp_str what, const char *text)
{
  struct sp_dita_tally tally = {code, text, what, line, 1};

  if (d->card)
    return;
  for (size_t i = 0; i < d->tallies; i++)
    if (d->tally[i].text == text && sp_str_eq(d->tally[i].what, what)) {
      d->tally[i].count++;
      return;
    }
  if (d->tallies < TALLIES_MAX)
    SP_PUSH(d->x->arena, d->tally, d->tallies, d->tallies_cap, tally);
  else if (code[0] == 'E') /* it must count, whatever else there is */
    tell_one(d, &tally);
}

/* Errors first: what comes late may not be shown. */
static void
tell(struct sp_dita *d)
{
  for (int errors = 1; errors >= 0; errors--)
    for (size_t i = 0; i < d->tallies; i++)
      if ((d->tally[i].code[0] == 'E') == errors)
        tell_one(d, &d->tally[i]);
}

struct sp_str
sp_dita_tag(struct sp_dita *d, const struct sp_xml_el *el)
{
  return sp_arena_fmt(d->x->arena, "<%.*s>", SP_FMT(sp_utf8_cut(el->name, 60)));
}

/* ---- the root */

static bool
is_topic(const struct sp_xml_el *el)
{
  return el->type == DITA_TOPIC || el->type == DITA_TASK ||
         el->type == DITA_TROUBLE;
}

static bool
is_map(const struct sp_xml_el *el)
{
  return el->type == DITA_MAP || el->type == DITA_SCHEME;
}

bool
sp_dita_is_root(const struct sp_xml_el *root)
{
  struct sp_xml_el el = *root;

  el.first = el.next = NULL;
  sp_dita_name(&el);
  return is_topic(&el) || is_map(&el) || el.type == DITA_COMPOSITE;
}

const struct sp_xml_el *
sp_dita_main(const struct sp_xml_el *root)
{
  const struct sp_xml_el *el = root;

  if (root->type == DITA_COMPOSITE)
    for (el = root->first; el && !(el->name.len && is_topic(el));)
      el = el->next;
  return el && (is_topic(el) || is_map(el)) ? el : NULL;
}

static struct sp_str
title_of(struct sp_dita *d, const struct sp_xml_el *topic)
{
  const struct sp_xml_el *title = sp_dita_child(topic, DITA_TITLE);

  /* Of a book: <booktitle><mainbooktitle>. */
  if (title && sp_dita_child(title, DITA_TITLE))
    title = sp_dita_child(title, DITA_TITLE);
  return title ? sp_dita_words(d, title) : sp_xml_attr(topic, "title");
}

static enum sp_doc_type
type_of(const struct sp_xml_el *topic)
{
  if (is_map(topic))
    return sp_dita_map_has_page(topic) ? SP_DOC_GUIDE : SP_DOC_SNIPPET;
  if ((topic->type == DITA_TROUBLE && sp_dita_trouble_is_script(topic)) ||
      (topic->type == DITA_TASK && sp_dita_is_script(topic)))
    return SP_DOC_SCRIPT;
  return SP_DOC_GUIDE;
}

/* ---- addresses of headings */

struct address {
  struct sp_node *node;
  size_t order;
};

static int
by_anchor(const void *va, const void *vb)
{
  const struct address *a = va, *b = vb;
  int order = sp_str_cmp(a->node->anchor, b->node->anchor);

  return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Of DITA ids are addresses, so headings may be worded alike: those that are
 * get a number.  False: none were. */
static bool
number_twins(struct sp_dita *d, struct address *list, size_t count, bool plain)
{
  size_t n = 1;
  bool found = false;

  qsort(list, count, sizeof(*list), by_anchor);
  for (size_t i = 1; i < count; i++) {
    struct sp_str first = list[i - n].node->anchor;

    if (!sp_str_eq(first, list[i].node->anchor)) {
      n = 1;
      continue;
    }
    found = true;
    n++;
    list[i].node->title = sp_arena_fmt(d->x->arena, "%.*s-%zu", SP_FMT(first),
                                       plain ? n : list[i].order + 1);
    /* Put on when the list has been gone through. */
  }
  for (size_t i = 0; i < count; i++)
    if (list[i].node->title.len) {
      list[i].node->anchor = list[i].node->title;
      list[i].node->title = SP_STR("");
    }
  return found;
}

static void
settle_addresses(struct sp_dita *d)
{
  struct address *list = NULL;
  struct sp_node *root = d->x->doc->root;
  size_t count = 0, cap = 0;

  for (struct sp_node *n = root; n; n = sp_node_walk(root, n, false))
    if (n->kind == SP_NODE_SECTION || n->kind == SP_NODE_HEADING) {
      struct address address = {n, count};

      if (n->anchor.len == 0 || sp_str_is(n->anchor, "start") ||
          sp_str_is(n->anchor, "test-calls"))
        n->anchor = sp_arena_fmt(d->x->arena, "part-%zu", count + 1);
      SP_PUSH(d->x->arena, list, count, cap, address);
    }
  if (count && number_twins(d, list, count, true))
    for (int tries = 0; tries < 3; tries++)
      if (!number_twins(d, list, count, false))
        break;
}

/* ---- reading */

static void
read_root(struct sp_dita *d, const struct sp_xml_el *root,
          const struct sp_xml_el *topic)
{
  struct sp_node *into = d->x->doc->root;

  if (is_map(topic))
    sp_dita_map(d, topic);
  else if (d->x->doc->type != SP_DOC_SCRIPT)
    sp_dita_topic(d, topic, 2, into);
  else if (topic->type == DITA_TROUBLE)
    sp_dita_trouble(d, topic);
  else
    sp_dita_script(d, topic);
  if (root == topic)
    return;
  for (const struct sp_xml_el *el = topic->next; el; el = el->next)
    if (el->name.len && is_topic(el))
      sp_dita_nested(d, el, 2, into);
    else if (el->name.len)
      sp_dita_note(d, "W25", el->line, sp_dita_tag(d, el),
                   "it has no place among topics, and is left out");
}

static void
apply_fields(struct sp_dita *d, const struct sp_xml_el *topic,
             struct sp_reading *out)
{
  struct sp_xml *x = d->x;
  struct sp_yaml_map map = {.line = topic->line};

  x->doc->type = type_of(topic);
  sp_dita_add_field(d, "type", sp_str(sp_doc_type_name(x->doc->type)),
                    topic->line);
  sp_dita_add_field(d, "title", title_of(d, topic), topic->line);
  map.field = d->front.field;
  map.fields = d->front.fields;
  sp_fields_apply(x->arena, &map, x->options, x->diags, x->doc, out);
  /* The rules for our own files allow one title and type only. */
  x->doc->field = sp_arena_array(x->arena, struct sp_field, map.fields);
  memcpy(x->doc->field, map.field, map.fields * sizeof(*map.field));
}

static bool
too_deep(const struct sp_node *root)
{
  unsigned depth = 0;

  for (const struct sp_node *n = root; n;) {
    if (depth > 2 * SP_DOC_MAX_DEPTH)
      return true;
    if (n->first) {
      n = n->first;
      depth++;
      continue;
    }
    while (n != root && !n->next) {
      n = n->parent;
      depth--;
    }
    n = n == root ? NULL : n->next;
  }
  return false;
}

static void
read_document(struct sp_dita *d, struct sp_xml_el *root, struct sp_reading *out)
{
  struct sp_xml *x = d->x;
  const struct sp_xml_el *topic = sp_dita_main(root);

  if (!topic) {
    SP_XML_ERROR(x, root->line,
                 "<%.*s> is no root of DITA; there may stand <concept>,"
                 " <reference>, <topic>, <task>, <troubleshooting>, <map>",
                 SP_FMT(sp_utf8_cut(root->name, 60)));
    return;
  }
  x->doc = sp_arena_new(x->arena, struct sp_doc);
  sp_dita_front(d, topic);
  sp_dita_refs(d, root);
  sp_dita_conditions(d, root);
  apply_fields(d, topic, out);
  x->doc->root = sp_dita_new(d, SP_NODE_ROOT, root);
  read_root(d, root, topic);
  if (!x->over && too_deep(x->doc->root)) {
    x->over = true;
    SP_XML_ERROR(x, root->line, "blocks stand too deep in one another");
  }
  if (x->over)
    return;
  settle_addresses(d);
  sp_dita_settle_links(d);
  sp_xml_finish(x);
  sp_fields_complete(x->arena, x->options, x->diags, x->doc, SP_STR(""));
  x->doc->taken = d->taken_from;
  out->doc = x->doc;
}

void
sp_dita_read(struct sp_xml *x, struct sp_xml_el *root, struct sp_reading *out)
{
  struct sp_dita_shelf shelf;
  struct sp_dita d = {.x = x, .shelf = &shelf};

  if (!sp_dita_shelf_unpack(x->arena, x->options->shelf, &shelf)) {
    SP_XML_ERROR(x, 0, "what this file takes from others cannot be read");
    return;
  }
  sp_dita_name(root);
  read_document(&d, root, out);
  tell(&d);
}

bool
sp_dita_scan(struct sp_arena *arena, struct sp_str bytes,
             const struct sp_read_options *options, struct sp_dita_card *out)
{
  struct sp_diags unheard = {.arena = arena};
  struct sp_read_options own = {.path = options->path,
                                .lenient = true,
                                .default_audience =
                                    options->lenient ? options->default_audience
                                                     : SP_STAFF};
  struct sp_xml x = {.arena = arena, .options = &own, .diags = &unheard};
  struct sp_dita_shelf empty = {0};
  struct sp_dita d = {.x = &x, .shelf = &empty, .card = out};
  struct sp_xml_el *root = sp_xml_dita_tree(&x, bytes);
  struct sp_reading reading = {0};

  *out = (struct sp_dita_card){0};
  if (!root)
    return false;
  sp_dita_name(root);
  read_document(&d, root, &reading);
  if (!reading.doc)
    return false;
  out->title = reading.doc->title;
  out->access = d.access;
  out->has_page = reading.doc->type != SP_DOC_SNIPPET;
  sp_dita_list_needs(&d);
  sp_dita_list_ids(&d);
  if (is_map(sp_dita_main(root)))
    sp_dita_map_keys(&d, root);
  return true;
}
