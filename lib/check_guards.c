/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_guards.c - conditions: is there a way for everybody?
 *
 * A step is looked at with the eyes of every caller that its conditions, and
 * those of the steps that it leads to, tell apart (callers.h). */
#include "lib/check_parts.h"

#include "lib/callers.h"

/* Looks of callers at ways that one script may cost, since this runs where
 * nothing limits it; beyond it nothing more is said.  An `if` looks through
 * all steps for its X. */
#define WORK_MAX 3000000

/* ---- is there a way? ---- */

/* May this caller come into the step that the edge leads to?  With an
 * `Otherwise` there is always a way. */
static bool
lets_in(const struct sp_script *script, const struct sp_call *call,
        struct sp_caller *caller, const struct sp_answers *answers,
        const struct sp_edge *edge)
{
  const struct sp_step *to;
  struct sp_place place = {.script = script, .step = edge->to};

  if (edge->to == SP_STEP_NONE)
    return true;
  to = &script->step[edge->to];
  for (size_t i = 0; i < to->edges; i++)
    if (to->edge[i].kind == SP_EDGE_OTHERWISE)
      return true;
  return sp_call_guard(call, &caller->situation, answers, &place, to->guard);
}

/* The edge on which the caller gets stuck; NULL: none.  *any: there was one. */
static const struct sp_edge *
stuck_edge(struct sp_checking *c, struct sp_caller *caller, size_t step,
           const struct sp_edge **room, bool *any)
{
  struct sp_call call = {0};
  struct sp_answers answers = {.ctx = caller,
                               .field = sp_caller_value,
                               .result = sp_caller_value,
                               .chosen = sp_caller_value};
  struct sp_place place = {.script = c->script, .step = step};
  size_t n = sp_call_edges(&call, &caller->situation, &answers, &place, room);

  *any = false;
  for (size_t i = 0; i < n; i++) {
    if (room[i]->kind == SP_EDGE_STOP)
      continue;
    *any = true;
    if (!lets_in(c->script, &call, caller, &answers, room[i]))
      return room[i];
  }
  return NULL;
}

static void
tell_gap(struct sp_checking *c, const struct sp_caller *caller,
         const struct sp_step *step, const struct sp_edge *edge)
{
  struct sp_str words = sp_caller_words(c->arena, caller);

  if (!edge)
    SP_CHECK_SAY(c, "E09", step->edge[0].node,
                 "\"%.*s\" has no choice left %.*s: add one without a"
                 " condition",
                 SP_FMT(step->heading), SP_FMT(words));
  else
    SP_CHECK_SAY(c, "E09", edge->node,
                 "this leads to \"%.*s\", which is closed %.*s: write"
                 " `Otherwise [Hand over](#hand-over)` behind its `Only:`, or"
                 " give the choice the same condition",
                 SP_FMT(c->script->step[edge->to].heading), SP_FMT(words));
}

static const struct sp_doc *
sub_of(void *ctx, const struct sp_node *do_first)
{
  return sp_check_sub(ctx, do_first);
}

/* One message a step: the first caller who gets stuck. */
static void
check_step(struct sp_checking *c, size_t i, enum sp_audience audience,
           const struct sp_edge **room, size_t *work, bool *told)
{
  const struct sp_step *step = &c->script->step[i];
  struct sp_caller_terms terms = {.level_min = c->doc->level};
  size_t cost = step->edges + 1;
  struct sp_caller caller;

  sp_caller_terms_add(c->script, step, &terms);
  sp_caller_terms_complete(c->script, sub_of, c, &terms);
  if (terms.fields)
    cost *= c->script->steps;
  for (size_t n = 0; !terms.too_many && *work < WORK_MAX && !*told;
       n++, *work += cost) {
    bool any;
    const struct sp_edge *edge;

    if (!sp_caller_nth(&terms, audience, c->world->now, n, &caller))
      break;
    edge = stuck_edge(c, &caller, i, room, &any);
    *told = edge || (!any && step->choices && !step->outcome);
    if (*told)
      tell_gap(c, &caller, step, edge);
  }
}

void
sp_check_e09(struct sp_checking *c)
{
  const struct sp_edge **room;
  size_t most = 1, work = 0;

  for (size_t i = 0; c->script && i < c->script->steps; i++)
    if (c->script->step[i].edges > most)
      most = c->script->step[i].edges;
  room = sp_arena_array(c->arena, const struct sp_edge *, most);
  for (size_t i = 0; c->script && i < c->script->steps; i++) {
    bool told = false;

    check_step(c, i, SP_STAFF, room, &work, &told);
    if (c->doc->audience == SP_PUBLIC)
      check_step(c, i, SP_PUBLIC, room, &work, &told);
  }
}

/* ---- `if X: Y` ---- */

static bool
has_label(const struct sp_step *step, struct sp_str value)
{
  for (size_t i = 0; i < step->choices; i++)
    if (sp_answer_same(step->edge[i].label, value))
      return true;
  return false;
}

static bool
has_value(const struct sp_node *record, struct sp_str value)
{
  if (record->number == SP_RECORD_YES_NO)
    return sp_str_ieq(value, SP_STR("yes")) || sp_str_ieq(value, SP_STR("no"));
  for (const struct sp_node *n = record->first; n; n = n->next)
    if (sp_answer_same(n->text, value))
      return true;
  return false;
}

/* Does the sub-script end with `return VALUE` somewhere?  True also when it
 * cannot be read: that is another check's. */
static bool
has_result(struct sp_checking *c, const struct sp_node *do_first,
           struct sp_str value)
{
  const struct sp_doc *doc = sp_check_sub(c, do_first);

  for (struct sp_node *n = doc ? doc->root : NULL; n;
       n = sp_node_walk(doc->root, n, false))
    if (n->kind == SP_NODE_KEYED && n->key == SP_KEY_OUTCOME &&
        n->number == SP_OUTCOME_RETURN && sp_answer_same(n->text, value))
      return true;
  return !doc;
}

/* What is wrong with an `if X: Y`; NULL: nothing. */
static const char *
if_slip(struct sp_checking *c, const struct sp_guard *guard)
{
  const struct sp_script *script = c->script;
  const struct sp_node *record;

  switch (sp_script_if(script, guard->text)) {
  case SP_IF_STEP:
    return has_label(&script->step[sp_script_step_named(script, guard->text)],
                     guard->value)
               ? NULL
               : "that step has no such choice";
  case SP_IF_RECORD:
    record = sp_script_record(script, guard->text);
    if (record->number != SP_RECORD_YES_NO &&
        record->number != SP_RECORD_CHOICE)
      return "only a field of the type choice or yes-no can be asked for";
    return has_value(record, guard->value) ? NULL
                                           : "that field has no such value";
  case SP_IF_RESULT:
    return has_result(c, sp_script_do_first(script, guard->text), guard->value)
               ? NULL
               : "that script does not return it";
  case SP_IF_UNKNOWN:
    break;
  }
  return "the script has no step, field or `Do first:` of this name";
}

bool
sp_check_if_is_known(struct sp_checking *c, const struct sp_guard *guard)
{
  return guard->kind != SP_GUARD_IF || !if_slip(c, guard);
}

/* It asks for what another script returns: that is its partner. */
static void
name_sub(struct sp_checking *c, const struct sp_guard *guard)
{
  const struct sp_doc *sub;

  if (sp_script_if(c->script, guard->text) != SP_IF_RESULT)
    return;
  sub = sp_check_sub(c, sp_script_do_first(c->script, guard->text));
  if (sub)
    sp_diag_partner(c->diags, sub->path);
}

void
sp_check_if(struct sp_checking *c)
{
  for (struct sp_node *n = c->script ? c->doc->root : NULL; n;
       n = sp_node_walk(c->doc->root, n, false)) {
    const char *slip = NULL;

    if (n->guard.kind == SP_GUARD_IF && n->kind != SP_NODE_ELSE)
      slip = if_slip(c, &n->guard);
    if (!slip)
      continue;
    SP_CHECK_SAY(c, "E25", n, "`if %.*s: %.*s`: %s", SP_FMT(n->guard.text),
                 SP_FMT(n->guard.value), slip);
    name_sub(c, &n->guard);
  }
}
