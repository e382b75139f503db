/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_topic.c - topics as guides: what stands above the body, sections,
 * topics in topics, links at the end. */
#include "lib/dita_parts.h"

#include "lib/text.h"

/* An id is an address that stays when the heading is worded anew. */
static struct sp_str
anchor_of(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str words)
{
  struct sp_str id = sp_text_slug(d->x->arena, sp_xml_attr(el, "id"));
  const struct sp_xml_el *title = sp_dita_child(el, DITA_TITLE);

  if (id.len)
    return id;
  /* What a key says may change. */
  if (title)
    words = sp_dita_own_words(d, title);
  return sp_text_slug(d->x->arena, words);
}

static struct sp_node *
open_heading(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str words,
             unsigned depth, struct sp_node *into)
{
  struct sp_node *node;

  if (words.len == 0)
    return into;
  if (d->staff ||
      (into->kind != SP_NODE_ROOT && into->kind != SP_NODE_SECTION)) {
    sp_dita_strong(d, el, words, into);
    return into;
  }
  node = sp_dita_new(d, SP_NODE_HEADING, el);
  node->number = depth < 3 ? 3 : depth > 6 ? 6 : depth;
  node->text = words;
  node->anchor = anchor_of(d, el, words);
  sp_node_append(into, node);
  d->heading = node;
  return into;
}

struct sp_node *
sp_dita_open_part(struct sp_dita *d, const struct sp_xml_el *el,
                  struct sp_str words, unsigned depth, struct sp_node *into)
{
  struct sp_node *node;

  if (depth > 2 || into->kind != SP_NODE_ROOT ||
      d->x->doc->type == SP_DOC_SCRIPT) {
    node = sp_dita_enter(d, el, into);
    open_heading(d, el, words, depth, node);
    sp_dita_mark(d, el, words);
    return node;
  }
  d->staff += el->staff;
  node = sp_dita_new(d, SP_NODE_SECTION, el);
  node->text = words;
  node->anchor = anchor_of(d, el, words);
  if (el->staff)
    node->guard.kind = SP_GUARD_STAFF;
  sp_node_append(into, node);
  d->heading = node;
  sp_dita_mark(d, el, words);
  return node;
}

void
sp_dita_close_part(struct sp_dita *d, const struct sp_xml_el *el,
                   struct sp_node *into, struct sp_node *inner)
{
  if (inner->kind == SP_NODE_SECTION && inner != into)
    d->staff -= el->staff;
  else
    sp_dita_leave(d, el, into, inner);
}

struct sp_node *
sp_dita_place_for(struct sp_dita *d, const struct sp_xml_el *el,
                  struct sp_node *into)
{
  struct sp_xml_el plain = {.line = el->line};
  struct sp_node *last = into->last;

  if (into->kind != SP_NODE_ROOT || !last || last->kind != SP_NODE_SECTION)
    return into;
  if (last->guard.kind == SP_GUARD_NONE)
    return last;
  return sp_dita_open_part(d, &plain, SP_STR("More information"), 2, into);
}

/* ---- above the body */

void
sp_dita_lead(struct sp_dita *d, const struct sp_xml_el *topic,
             struct sp_node *into)
{
  for (const struct sp_xml_el *el = topic->first; el; el = el->next)
    if (el->name.len &&
        (el->type == DITA_SHORTDESC || el->type == DITA_ABSTRACT))
      sp_dita_block(d, el, into);
}

/* ---- the body */

static void
read_section(struct sp_dita *d, const struct sp_xml_el *el, const char *heading,
             unsigned depth, struct sp_node *into)
{
  const struct sp_xml_el *title = sp_dita_child(el, DITA_TITLE), *before;
  struct sp_str words = title ? sp_dita_words(d, title) : sp_str(heading);
  struct sp_node *inner;

  if (words.len == 0) {
    sp_dita_block(d, el, sp_dita_place_for(d, el, into));
    return;
  }
  before = d->skip;
  inner = sp_dita_open_part(d, el, words, depth, into);
  d->skip = title;
  sp_dita_flow(d, el->first, inner);
  d->skip = before;
  sp_dita_close_part(d, el, into, inner);
}

static void
read_steps(struct sp_dita *d, const struct sp_xml_el *el, unsigned depth,
           struct sp_node *into)
{
  struct sp_node *inner;

  inner = sp_dita_open_part(d, el, SP_STR("What to do"), depth, into);
  sp_dita_steps(d, el, inner);
  sp_dita_close_part(d, el, into, inner);
}

void
sp_dita_body(struct sp_dita *d, const struct sp_xml_el *body, unsigned depth,
             struct sp_node *into)
{
  const struct sp_xml_el *el = body->first;

  while (el && !d->x->over) {
    const char *heading = el->name.len ? sp_dita_task_heading(el) : NULL;
    struct sp_node *place = into;

    if (heading || (el->name.len && el->type == DITA_SECTION)) {
      read_section(d, el, heading ? heading : "", depth, into);
    } else if (el->name.len &&
               (el->type == DITA_STEPS || el->type == DITA_STEPS_UNORDERED)) {
      read_steps(d, el, depth, into);
    } else if (el->name.len && el->type == DITA_SOLUTION) {
      sp_dita_solution(d, el, depth, into);
    } else if (el->name.len && el->type == DITA_DIV && !el->staff) {
      sp_dita_mark(d, el, SP_STR(""));
      sp_dita_body(d, el, depth, into);
    } else {
      if (el->name.len || sp_str_trim(el->text).len)
        place = sp_dita_place_for(d, el, into);
      el = sp_dita_flow_one(d, el, place);
      continue;
    }
    el = el->next;
  }
}

/* ---- behind the body */

static void
read_related(struct sp_dita *d, const struct sp_xml_el *el, unsigned depth,
             struct sp_node *into)
{
  struct sp_xml_el list = *el;
  struct sp_node *inner;

  list.type = DITA_LINKS;
  list.staff = false;
  inner = sp_dita_open_part(d, el, SP_STR("Related information"), depth, into);
  sp_dita_block(d, &list, inner);
  sp_dita_close_part(d, el, into, inner);
}

void
sp_dita_tail(struct sp_dita *d, const struct sp_xml_el *topic, unsigned depth,
             struct sp_node *into)
{
  for (const struct sp_xml_el *el = topic->first; el; el = el->next) {
    if (el->name.len == 0)
      continue;
    if (el->type == DITA_TOPIC || el->type == DITA_TASK ||
        el->type == DITA_TROUBLE)
      sp_dita_nested(d, el, depth, into);
    else if (el->type == DITA_RELATED)
      read_related(d, el, depth, into);
    else if (el->type == DITA_UNKNOWN)
      sp_dita_block(d, el, sp_dita_place_for(d, el, into));
  }
}

void
sp_dita_topic(struct sp_dita *d, const struct sp_xml_el *topic, unsigned depth,
              struct sp_node *into)
{
  struct sp_str outer = d->topic, id = sp_xml_attr(topic, "id");

  if (id.len)
    d->topic = id;
  if (d->heading == NULL)
    sp_dita_mark(d, topic, d->x->doc->title);
  sp_dita_lead(d, topic, into);
  for (const struct sp_xml_el *el = topic->first; el; el = el->next)
    if (el->name.len && el->type == DITA_BODY)
      sp_dita_body(d, el, depth, into);
  sp_dita_tail(d, topic, depth, into);
  d->topic = outer;
}

void
sp_dita_nested(struct sp_dita *d, const struct sp_xml_el *topic, unsigned depth,
               struct sp_node *into)
{
  const struct sp_xml_el *title = sp_dita_child(topic, DITA_TITLE);
  struct sp_str words = title ? sp_dita_words(d, title) : SP_STR("");
  struct sp_node *inner = sp_dita_open_part(d, topic, words, depth, into);

  sp_dita_topic(d, topic, depth + 1, inner);
  sp_dita_close_part(d, topic, into, inner);
}
