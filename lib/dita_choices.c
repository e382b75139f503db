/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_choices.c - what a step of a task lets one choose, as choices of a
 * script. */
#include "lib/dita_parts.h"

#include "lib/text.h"

#define LABEL_MAX 120 /* characters */

const struct sp_xml_el *
sp_dita_find_link(const struct sp_xml_el *el, bool own)
{
  for (const struct sp_xml_el *child = el->first; child; child = child->next) {
    const struct sp_xml_el *found = NULL;

    if (child->name.len == 0)
      continue;
    if (child->type == DITA_XREF &&
        (!own || sp_str_starts(sp_xml_attr(child, "href"), "#")))
      return child;
    found = sp_dita_find_link(child, own);
    if (found)
      return found;
  }
  return NULL;
}

struct sp_node *
sp_dita_after(struct sp_dita_script *s, size_t i)
{
  if (i + 1 < s->steps)
    return s->step[i + 1];
  if (!s->last)
    s->last = sp_dita_script_step(s->d, s->task, SP_STR("When it is done"));
  s->last->anchor = SP_STR("when-it-is-done");
  return s->last;
}

static void
lead(struct sp_dita_script *s, struct sp_node *node,
     const struct sp_xml_el *link, size_t i)
{
  struct sp_str title;

  node->target = link ? sp_dita_link(s->d, link, &title) : SP_STR("");
  if (node->target.len == 0)
    sp_dita_lead_to(s->d, node, sp_dita_after(s, i));
}

/* A step of its own for what one choice asks to do. */
static void
branch(struct sp_dita_script *s, const struct sp_xml_el *el,
       struct sp_node *choice, const struct sp_xml_el *link, size_t i)
{
  struct sp_dita *d = s->d;
  struct sp_node *step = sp_dita_script_step(d, el, choice->text);

  step->guard = choice->guard;
  sp_node_append(s->root, step);
  d->heading = step;
  d->staff += el->staff;
  sp_dita_flow(d, el->first, step);
  d->staff -= el->staff;
  sp_dita_lead_to(d, choice, step);
  lead(s, sp_dita_keyed(d, el, SP_KEY_NEXT, step), link, i);
}

static bool
is_one_paragraph(const struct sp_xml_el *choice)
{
  size_t blocks = 0;

  for (const struct sp_xml_el *el = choice->first; el; el = el->next)
    if (el->name.len && !sp_dita_is_inline(el))
      blocks += el->type == DITA_P && !el->first ? 0
                : el->type == DITA_P             ? 1
                                                 : 2;
  return blocks <= 1;
}

static bool
is_long(struct sp_dita *d, const struct sp_xml_el *choice)
{
  return sp_utf8_count(sp_dita_words(d, choice)) > LABEL_MAX;
}

/* Its first paragraph. */
static struct sp_str
label_of(struct sp_dita *d, const struct sp_xml_el *choice)
{
  const struct sp_xml_el *p = sp_dita_child(choice, DITA_P);
  struct sp_xml_el lead = {.type = DITA_PLAIN};
  struct sp_xml_el **link = &lead.first;

  if (!p || is_one_paragraph(choice))
    p = choice;
  /* Of text and a list the text is the label. */
  for (const struct sp_xml_el *el = p->first;
       el && (sp_dita_is_inline(el) || el->type == DITA_P); el = el->next) {
    *link = sp_arena_new(d->x->arena, struct sp_xml_el);
    **link = *el;
    (*link)->next = NULL;
    link = &(*link)->next;
  }
  return sp_text_excerpt(d->x->arena, sp_dita_words(d, &lead), LABEL_MAX);
}

static void
read_choices(struct sp_dita_script *s, const struct sp_xml_el *el, size_t i,
             struct sp_node *choices)
{
  for (const struct sp_xml_el *c = el->first; c; c = c->next) {
    const struct sp_xml_el *link;
    struct sp_node *node;

    if (c->name.len == 0 || c->type == DITA_META)
      continue;
    sp_dita_mark(s->d, c, SP_STR(""));
    s->d->staff += c->staff;
    link = sp_dita_find_link(c, true);
    node = sp_dita_choice(s->d, c, label_of(s->d, c), choices);
    /* Links out of the script, and what else a label cannot hold, stay. */
    if (!is_one_paragraph(c) || is_long(s->d, c) ||
        (!link && sp_dita_find_link(c, false)))
      branch(s, c, node, link, i);
    else
      lead(s, node, link, i);
    s->d->staff -= c->staff;
  }
}

/* The n-th cell of a row. */
static const struct sp_xml_el *
cell(const struct sp_xml_el *row, size_t n)
{
  for (const struct sp_xml_el *el = row->first; el; el = el->next)
    if (el->name.len && el->type == DITA_ENTRY && n-- == 0)
      return el;
  return NULL;
}

/* Is the link all there is? */
static bool
is_link_alone(struct sp_dita *d, const struct sp_xml_el *el,
              const struct sp_xml_el *link)
{
  const struct sp_xml_el holder = {.first = (struct sp_xml_el *)link};
  struct sp_xml_el only = *link, wrap = holder;

  only.next = NULL;
  wrap.first = &only;
  return sp_str_eq(sp_dita_words(d, el), sp_dita_words(d, &wrap));
}

static void
read_choice_row(struct sp_dita_script *s, const struct sp_xml_el *row, size_t i,
                struct sp_node *choices)
{
  const struct sp_xml_el *option = cell(row, 0), *what = cell(row, 1);
  const struct sp_xml_el *link = what ? sp_dita_find_link(what, true) : NULL;
  struct sp_node *node;
  struct sp_str label;

  if (!option)
    return;
  s->d->staff += row->staff;
  sp_dita_mark(s->d, row, SP_STR(""));
  label = sp_dita_words(s->d, option);
  node = sp_dita_choice(s->d, row, label, choices);
  if (what && what->first && !(link && is_link_alone(s->d, what, link)))
    branch(s, what, node, link, i);
  else
    lead(s, node, link ? link : sp_dita_find_link(option, true), i);
  s->d->staff -= row->staff;
}

static void
read_choice_table(struct sp_dita_script *s, const struct sp_xml_el *table,
                  size_t i, struct sp_node *section, struct sp_node *choices)
{
  for (const struct sp_xml_el *row = table->first; row; row = row->next) {
    if (row->name.len == 0)
      continue;
    if (row->type == DITA_ROW)
      read_choice_row(s, row, i, choices);
    else if (row->type == DITA_HEAD_ROW)
      sp_dita_strong(s->d, row, sp_dita_words(s->d, row), section);
    else
      sp_dita_block(s->d, row, section);
  }
}

size_t
sp_dita_count_choices(const struct sp_xml_el *choices)
{
  size_t n = 0;

  for (const struct sp_xml_el *el = choices->first; el; el = el->next)
    n += el->name.len &&
         (el->type == DITA_ROW ||
          (choices->type == DITA_CHOICES && el->type != DITA_META));
  return n;
}

struct sp_node *
sp_dita_choices(struct sp_dita_script *s, const struct sp_xml_el *choices,
                size_t i, struct sp_node *section)
{
  struct sp_node *list = sp_dita_new(s->d, SP_NODE_CHOICES, choices);

  if (choices->type == DITA_CHOICES)
    read_choices(s, choices, i, list);
  else
    read_choice_table(s, choices, i, section, list);
  return list->first ? list : NULL;
}
