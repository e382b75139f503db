/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_trouble.c - troubleshooting as a script: the condition stands
 * above, each cause is a choice, its remedy the step it leads to, and who is
 * responsible the outcome. */
#include "lib/dita_parts.h"

#include "lib/text.h"

#define LABEL_MAX 120

static struct sp_str
label_of(struct sp_dita *d, const struct sp_xml_el *solution, size_t number)
{
  const struct sp_xml_el *part[2];
  struct sp_str words = SP_STR("");

  part[0] = sp_dita_child(solution, DITA_CAUSE);
  part[1] = sp_dita_child(solution, DITA_REMEDY);
  for (size_t i = 0; i < 2 && words.len == 0; i++) {
    const struct sp_xml_el *title = sp_dita_child(part[i], DITA_TITLE);

    if (!part[i])
      continue;
    words = sp_dita_words(d, title ? title : part[i]);
  }
  if (words.len == 0)
    return sp_arena_fmt(d->x->arena, "Solution %zu", number);
  return sp_text_excerpt(d->x->arena, words, LABEL_MAX);
}

static struct sp_str
responsible(struct sp_dita *d, const struct sp_xml_el *remedy)
{
  const struct sp_xml_el *party = sp_dita_child(remedy, DITA_RESPONSIBLE);

  return party ? sp_dita_words(d, party) : SP_STR("");
}

/* A cause or remedy without what is told elsewhere. */
static void
read_part(struct sp_dita *d, const struct sp_xml_el *el,
          const struct sp_xml_el *skip_title, bool skip_party,
          struct sp_node *into)
{
  const struct sp_xml_el *child = el->first;
  struct sp_node *inner = sp_dita_enter(d, el, into);

  sp_dita_mark(d, el, SP_STR(""));
  while (child && !d->x->over) {
    if (child->name.len && (child == skip_title ||
                            (skip_party && child->type == DITA_RESPONSIBLE)))
      child = child->next;
    else
      child = sp_dita_flow_one(d, child, inner);
  }
  sp_dita_leave(d, el, into, inner);
}

static struct sp_node *
new_step(struct sp_dita *d, const struct sp_xml_el *el, struct sp_str heading)
{
  struct sp_node *step = sp_dita_script_step(d, el, heading);

  if (el->staff)
    step->guard.kind = SP_GUARD_STAFF;
  sp_node_append(d->x->doc->root, step);
  d->heading = step;
  return step;
}

static size_t
count_of(const struct sp_xml_el *parent, enum sp_dita_type type)
{
  size_t n = 0;

  for (const struct sp_xml_el *el = parent ? parent->first : NULL; el;
       el = el->next)
    n += el->name.len && el->type == type;
  return n;
}

/* One of several: a step of its own. */
static void
read_remedy(struct sp_dita *d, const struct sp_xml_el *remedy,
            struct sp_str label)
{
  struct sp_node *step = new_step(d, remedy, label);

  d->staff += remedy->staff;
  read_part(d, remedy, sp_dita_child(remedy, DITA_TITLE), true, step);
  d->staff -= remedy->staff;
  sp_dita_outcome(d, remedy, responsible(d, remedy), step);
}

static void
choose_remedy(struct sp_dita *d, const struct sp_xml_el *solution,
              struct sp_node *section)
{
  struct sp_node *choices = sp_dita_new(d, SP_NODE_CHOICES, solution);
  size_t n = 0;

  for (const struct sp_xml_el *el = solution->first; el; el = el->next) {
    const struct sp_xml_el *title;
    struct sp_node *choice;
    struct sp_str label;

    if (el->name.len == 0 || el->type != DITA_REMEDY)
      continue;
    n++;
    title = sp_dita_child(el, DITA_TITLE);
    label =
        title ? sp_text_excerpt(d->x->arena, sp_dita_words(d, title), LABEL_MAX)
              : sp_arena_fmt(d->x->arena, "Remedy %zu", n);
    choice = sp_dita_choice(d, el, label, choices);
    read_remedy(d, el, label);
    sp_dita_lead_to(d, choice, d->heading);
  }
  sp_node_append(section, choices);
}

static void
read_solution(struct sp_dita *d, const struct sp_xml_el *solution,
              struct sp_node *section)
{
  size_t remedies = count_of(solution, DITA_REMEDY);
  bool choose = remedies > 1 && remedies <= SP_DITA_CHOICES_MAX;
  const struct sp_xml_el *cause = sp_dita_child(solution, DITA_CAUSE);
  struct sp_str party = SP_STR("");

  sp_dita_mark(d, solution, section->text);
  d->staff += solution->staff;
  for (const struct sp_xml_el *el = solution->first; el; el = el->next) {
    if (el->name.len == 0)
      continue;
    if (el->type == DITA_REMEDY && choose)
      continue;
    if (el->type == DITA_REMEDY && remedies == 1)
      party = responsible(d, el);
    if (el->type == DITA_REMEDY || el->type == DITA_CAUSE)
      /* The heading is the first cause's title. */
      read_part(d, el, el == cause ? sp_dita_child(el, DITA_TITLE) : NULL,
                remedies == 1, section);
    else
      sp_dita_block(d, el, section);
  }
  if (choose)
    choose_remedy(d, solution, section);
  else
    sp_dita_outcome(d, solution, party, section);
  d->staff -= solution->staff;
}

bool
sp_dita_trouble_is_script(const struct sp_xml_el *topic)
{
  size_t n = count_of(sp_dita_child(topic, DITA_BODY), DITA_SOLUTION);

  return n > 0 && n <= SP_DITA_CHOICES_MAX;
}

/* The part of a guide that one solution is. */
void
sp_dita_solution(struct sp_dita *d, const struct sp_xml_el *solution,
                 unsigned depth, struct sp_node *into)
{
  struct sp_node *inner =
      sp_dita_open_part(d, solution, label_of(d, solution, 1), depth, into);

  sp_dita_flow(d, solution->first, inner);
  sp_dita_close_part(d, solution, into, inner);
}

/* What stands in the body beside the solutions. */
static void
read_rest(struct sp_dita *d, const struct sp_xml_el *body, struct sp_node *root)
{
  const struct sp_xml_el *el = body->first;

  while (el && !d->x->over)
    el = el->name.len && el->type == DITA_SOLUTION
             ? el->next
             : sp_dita_flow_one(d, el, root);
}

void
sp_dita_trouble(struct sp_dita *d, const struct sp_xml_el *topic)
{
  const struct sp_xml_el *body = sp_dita_child(topic, DITA_BODY);
  struct sp_node *root = d->x->doc->root, *choices;
  size_t solutions = count_of(body, DITA_SOLUTION), n = 0;

  d->topic = sp_xml_attr(topic, "id");
  sp_dita_mark(d, topic, d->x->doc->title);
  sp_dita_lead(d, topic, root);
  read_rest(d, body, root);
  sp_dita_tail(d, topic, 3, root);
  choices = sp_dita_new(d, SP_NODE_CHOICES, body);
  if (solutions > 1)
    sp_node_append(root, choices);
  for (const struct sp_xml_el *el = body->first; el; el = el->next) {
    struct sp_node *way, *step;
    struct sp_str label;

    if (el->name.len == 0 || el->type != DITA_SOLUTION)
      continue;
    label = label_of(d, el, ++n);
    way = solutions > 1 ? sp_dita_choice(d, el, label, choices)
                        : sp_dita_keyed(d, el, SP_KEY_NEXT, root);
    step = new_step(d, el, label);
    sp_dita_lead_to(d, way, step);
    read_solution(d, el, step);
  }
}
