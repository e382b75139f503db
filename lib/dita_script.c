/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_script.c - a task with choices as a script: each step a step, each
 * choice a way on.  A choice that links to a step leads there, any other to
 * the next one; what is to be done then has a step of its own. */
#include "lib/dita_parts.h"

#include "lib/text.h"

/* ---- parts of a script */

struct sp_node *
sp_dita_script_step(struct sp_dita *d, const struct sp_xml_el *el,
                    struct sp_str heading)
{
  struct sp_node *node = sp_dita_new(d, SP_NODE_SECTION, el);
  struct sp_str id = sp_text_slug(d->x->arena, sp_xml_attr(el, "id"));

  node->text = heading.len ? heading : SP_STR("Next step");
  node->anchor = id.len ? id : sp_text_slug(d->x->arena, node->text);
  return node;
}

struct sp_node *
sp_dita_choice(struct sp_dita *d, const struct sp_xml_el *el,
               struct sp_str label, struct sp_node *choices)
{
  struct sp_node *node = sp_dita_new(d, SP_NODE_CHOICE, el);

  node->text = label.len ? label : SP_STR("Other");
  if (el->staff)
    node->guard.kind = SP_GUARD_STAFF;
  sp_node_append(choices, node);
  return node;
}

struct sp_node *
sp_dita_keyed(struct sp_dita *d, const struct sp_xml_el *el, enum sp_key key,
              struct sp_node *into)
{
  struct sp_node *node = sp_dita_new(d, SP_NODE_KEYED, el);

  node->key = key;
  sp_node_append(into, node);
  return node;
}

void
sp_dita_outcome(struct sp_dita *d, const struct sp_xml_el *el,
                struct sp_str contact, struct sp_node *into)
{
  struct sp_node *node = sp_dita_keyed(d, el, SP_KEY_OUTCOME, into);

  node->number = contact.len ? SP_OUTCOME_ESCALATE : SP_OUTCOME_RESOLVED;
  node->text = contact;
}

/* ---- is it one? */

static const struct sp_xml_el *
find_steps(const struct sp_xml_el *task, const struct sp_xml_el **body)
{
  const struct sp_xml_el *steps = NULL;

  *body = sp_dita_child(task, DITA_BODY);
  if (*body)
    steps = sp_dita_child(*body, DITA_STEPS);
  if (*body && !steps)
    steps = sp_dita_child(*body, DITA_STEPS_UNORDERED);
  return steps;
}

/* What the step chooses from, or NULL. */
static const struct sp_xml_el *
choices_of(const struct sp_xml_el *step)
{
  const struct sp_xml_el *choices = sp_dita_child(step, DITA_CHOICES);

  return choices ? choices : sp_dita_child(step, DITA_CHOICETABLE);
}

bool
sp_dita_is_script(const struct sp_xml_el *task)
{
  const struct sp_xml_el *body, *steps = find_steps(task, &body);

  for (const struct sp_xml_el *el = steps ? steps->first : NULL; el;
       el = el->next) {
    if (el->name.len == 0)
      continue;
    if (el->type == DITA_STEP && !el->staff && choices_of(el))
      return true;
    if (el->type == DITA_STEPSECTION && sp_dita_find_link(el, true))
      return true;
  }
  return false;
}

/* ---- steps */

/* What stands in a step but its cmd and what it chooses from. */
static void
read_rest(struct sp_dita *d, const struct sp_xml_el *step,
          const struct sp_xml_el *choices, struct sp_node *into)
{
  const struct sp_xml_el *before = d->skip;

  d->skip = choices;
  sp_dita_step_rest(d, step, into);
  d->skip = before;
}

static void
read_step(struct sp_dita_script *s, const struct sp_xml_el *step, size_t i)
{
  struct sp_dita *d = s->d;
  struct sp_node *section = s->step[i], *list;
  const struct sp_xml_el *choices = choices_of(step);
  const struct sp_xml_el *cmd = sp_dita_child(step, DITA_CMD);

  if (choices && sp_dita_count_choices(choices) > SP_DITA_CHOICES_MAX) {
    sp_dita_note(d, "W25", choices->line, sp_dita_tag(d, choices),
                 "a step has nine choices at most; these are shown as text");
    choices = NULL;
  }
  if (choices && choices->staff)
    choices = NULL;
  d->heading = section;
  sp_dita_mark(d, step, section->text);
  if (cmd && sp_dita_find_link(cmd, false)) /* a heading has no links */
    sp_dita_flow(d, cmd->first, section);
  read_rest(d, step, choices, section);
  if (!choices) {
    if (i + 1 < s->steps || s->last)
      sp_dita_lead_to(d, sp_dita_keyed(d, step, SP_KEY_NEXT, section),
                      sp_dita_after(s, i));
    else
      sp_dita_outcome(d, step, SP_STR(""), section);
    return;
  }
  list = sp_dita_choices(s, choices, i, section);
  if (list)
    sp_node_append(section, list);
  else
    sp_dita_outcome(d, step, SP_STR(""), section);
}

/* A step for staff is no way that residents can go: it stands, as text, in the
 * one before it. */
static void
read_staff_step(struct sp_dita_script *s, const struct sp_xml_el *step,
                struct sp_node *into)
{
  struct sp_dita *d = s->d;
  struct sp_node *inner = sp_dita_enter(d, step, into);
  const struct sp_xml_el *cmd = sp_dita_child(step, DITA_CMD);

  sp_dita_mark(d, step, SP_STR(""));
  if (cmd)
    sp_dita_strong(d, cmd, sp_dita_words(d, cmd), inner);
  sp_dita_step_rest(d, step, inner);
  sp_dita_leave(d, step, into, inner);
}

static struct sp_str
heading_of(struct sp_dita *d, const struct sp_xml_el *step)
{
  const struct sp_xml_el *cmd = sp_dita_child(step, DITA_CMD);

  return cmd ? sp_dita_words(d, cmd) : SP_STR("");
}

static bool
is_step(const struct sp_xml_el *el)
{
  return el->name.len && el->type == DITA_STEP && !el->staff;
}

/* All sections first, so that each knows the next. */
static void
prepare(struct sp_dita_script *s, const struct sp_xml_el *steps)
{
  size_t count = 0;

  for (const struct sp_xml_el *el = steps->first; el; el = el->next)
    count += is_step(el);
  s->step = sp_arena_array(s->d->x->arena, struct sp_node *, count);
  for (const struct sp_xml_el *el = steps->first; el; el = el->next)
    if (is_step(el))
      s->step[s->steps++] = sp_dita_script_step(s->d, el, heading_of(s->d, el));
}

/* Staff steps and step sections go before a step's own text, which is read
 * once the step's place in the root is known: so what stands between two
 * steps belongs to the one that follows, but staff text to the one before. */
static void
read_steps(struct sp_dita_script *s, const struct sp_xml_el *steps)
{
  const struct sp_xml_el *between[8];
  size_t waiting = 0, i = 0;

  for (const struct sp_xml_el *el = steps->first; el; el = el->next) {
    if (el->name.len == 0 || el->type == DITA_META)
      continue;
    if (!is_step(el)) {
      if (waiting < SP_ARRAY_LEN(between))
        between[waiting++] = el;
      else
        sp_dita_note(s->d, "W25", el->line, sp_dita_tag(s->d, el),
                     "too much stands between two steps; this is left out");
      continue;
    }
    sp_node_append(s->root, s->step[i]);
    s->d->heading = s->step[i];
    for (size_t w = 0; w < waiting; w++)
      if (between[w]->type == DITA_STEP)
        read_staff_step(s, between[w], s->step[i]);
      else
        sp_dita_block(s->d, between[w], s->step[i]);
    waiting = 0;
    read_step(s, el, i++);
  }
  for (size_t w = 0; w < waiting; w++) {
    struct sp_node *place = sp_dita_after(s, i);

    s->d->heading = place;
    if (between[w]->type == DITA_STEP)
      read_staff_step(s, between[w], place);
    else
      sp_dita_block(s->d, between[w], place);
  }
}

/* ---- the whole */

static bool
has_more(const struct sp_xml_el *el)
{
  for (; el; el = el->next)
    if (el->name.len && el->type != DITA_META && el->type != DITA_BODY &&
        el->type != DITA_PROLOG && el->type != DITA_TITLE &&
        el->type != DITA_SHORTDESC && el->type != DITA_ABSTRACT)
      return true;
  return false;
}

/* A step at the end that is not a step for staff, so that nothing waits. */
static bool
ends_with_step(const struct sp_xml_el *steps)
{
  const struct sp_xml_el *last = NULL;

  for (const struct sp_xml_el *el = steps->first; el; el = el->next)
    if (el->name.len && el->type != DITA_META)
      last = el;
  return last && is_step(last);
}

/* What stands in the body before its steps, as a body of its own. */
static struct sp_xml_el
before_steps(struct sp_dita *d, const struct sp_xml_el *body,
             const struct sp_xml_el *steps)
{
  struct sp_xml_el part = *body, **link = &part.first;

  for (const struct sp_xml_el *el = body->first; el != steps; el = el->next) {
    *link = sp_arena_new(d->x->arena, struct sp_xml_el);
    **link = *el;
    link = &(*link)->next;
  }
  *link = NULL;
  return part;
}

void
sp_dita_script(struct sp_dita *d, const struct sp_xml_el *task)
{
  struct sp_dita_script s = {.d = d, .root = d->x->doc->root, .task = task};
  const struct sp_xml_el *body, *steps = find_steps(task, &body);
  struct sp_xml_el part;

  d->topic = sp_xml_attr(task, "id");
  sp_dita_mark(d, task, d->x->doc->title);
  sp_dita_lead(d, task, s.root);
  part = before_steps(d, body, steps);
  sp_dita_body(d, &part, 3, s.root);
  prepare(&s, steps);
  if (has_more(steps->next) || has_more(task->first) || !ends_with_step(steps))
    (void)sp_dita_after(&s, s.steps);
  read_steps(&s, steps);
  if (!s.last)
    return;
  sp_node_append(s.root, s.last);
  d->heading = s.last;
  part = *body;
  part.first = steps->next;
  sp_dita_body(d, &part, 3, s.last);
  sp_dita_tail(d, task, 3, s.last);
  sp_dita_outcome(d, task, SP_STR(""), s.last);
}
