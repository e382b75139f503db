/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/call.h"

struct walker {
  struct sp_arena *arena;
  const struct sp_situation *situation;
  const struct sp_answers *answers;
  struct sp_str stop;
  struct sp_call *call;
};

/* ---- what is known ---- */

static struct sp_str
known_result(const struct sp_call *call, const struct sp_answers *answers,
             struct sp_str name)
{
  for (size_t i = call->result_names.count; i-- > 0;)
    if (sp_str_ieq(call->result_names.item[i], name))
      return call->results.item[i];
  return answers->result ? answers->result(answers->ctx, name) : SP_STR("");
}

/* What was chosen at a step of the same script, the last time. */
static struct sp_str
known_choice(const struct sp_call *call, const struct sp_place *place,
             size_t step)
{
  for (size_t i = call->legs; i-- > 0;) {
    const struct sp_leg *leg = &call->leg[i];

    if (leg->answered && leg->place.script == place->script &&
        leg->place.step == step && sp_str_eq(leg->place.prefix, place->prefix))
      return leg->edge->label;
  }
  return SP_STR("");
}

static struct sp_str
known_value(const struct sp_call *call, const struct sp_answers *answers,
            const struct sp_place *place, struct sp_str x)
{
  struct sp_script_if named = sp_script_if_find(place->script, x);
  struct sp_str value;

  switch (named.kind) {
  case SP_IF_STEP:
    value = known_choice(call, place, named.step);
    return value.len || !answers->chosen ? value
                                         : answers->chosen(answers->ctx, x);
  case SP_IF_RECORD:
    return answers->field ? answers->field(answers->ctx, named.node->text)
                          : SP_STR("");
  case SP_IF_RESULT:
    return known_result(call, answers, sp_do_first_name(named.node));
  case SP_IF_UNKNOWN:
    break;
  }
  return SP_STR("");
}

/* ---- guards ---- */

static bool
holds_date(const struct sp_guard *guard, sp_instant now)
{
  return (guard->from.year == 0 || sp_civil_begin(&guard->from) <= now) &&
         (guard->until.year == 0 || now < sp_civil_end(&guard->until));
}

static struct sp_str
channel_of(const struct sp_situation *situation)
{
  if (situation->channel.len)
    return situation->channel;
  return situation->audience == SP_PUBLIC ? SP_STR("online") : SP_STR("phone");
}

/* Of a guard that the situation alone decides, as it was written. */
static bool
holds(const struct sp_situation *situation, const struct sp_guard *guard)
{
  switch (guard->kind) {
  case SP_GUARD_STAFF:
    return situation->audience == SP_STAFF;
  case SP_GUARD_PUBLIC:
    return situation->audience == SP_PUBLIC;
  case SP_GUARD_LEVEL:
    return situation->audience == SP_STAFF && situation->level >= guard->number;
  case SP_GUARD_OFFICE_HOURS:
    return situation->office_hours;
  case SP_GUARD_OUT_OF_HOURS:
    return !situation->office_hours;
  case SP_GUARD_AREA:
    return sp_answer_same(situation->area, guard->text);
  case SP_GUARD_CHANNEL:
    return sp_str_ieq(channel_of(situation), guard->text);
  case SP_GUARD_DATE:
    return holds_date(guard, situation->now);
  case SP_GUARD_NONE:
  case SP_GUARD_IF:
    break;
  }
  return true;
}

bool
sp_call_guard(const struct sp_call *call, const struct sp_situation *situation,
              const struct sp_answers *answers, const struct sp_place *place,
              const struct sp_guard *guard)
{
  if (guard->kind == SP_GUARD_NONE)
    return true;
  if (guard->kind == SP_GUARD_AREA && situation->area.len == 0)
    return true;
  if (guard->kind == SP_GUARD_IF) {
    struct sp_str value = known_value(call, answers, place, guard->text);

    return value.len && sp_answer_same(value, guard->value) != guard->negated;
  }
  return holds(situation, guard) != guard->negated;
}

/* ---- edges ---- */

static bool
label_shown(const struct sp_edge *const *edge, size_t n, struct sp_str label)
{
  for (size_t i = 0; i < n; i++)
    if (sp_str_eq(edge[i]->label, label))
      return true;
  return false;
}

size_t
sp_call_edges(const struct sp_call *call, const struct sp_situation *situation,
              const struct sp_answers *answers, const struct sp_place *place,
              const struct sp_edge **edge)
{
  const struct sp_step *step = &place->script->step[place->step];
  size_t n = 0;

  for (size_t i = 0; i < step->edges; i++) {
    const struct sp_edge *e = &step->edge[i];

    if (e->kind == SP_EDGE_OTHERWISE)
      continue;
    if (e->kind == SP_EDGE_CHOICE &&
        (!sp_call_guard(call, situation, answers, place, e->guard) ||
         label_shown(edge, n, e->label)))
      continue;
    edge[n++] = e;
  }
  return n;
}

static const struct sp_edge *
edge_of_kind(const struct sp_step *step, enum sp_edge_kind kind)
{
  for (size_t i = step->choices; i < step->edges; i++)
    if (step->edge[i].kind == kind)
      return &step->edge[i];
  return NULL;
}

/* ---- walking ---- */

static struct sp_leg *
last_leg(const struct walker *w)
{
  return &w->call->leg[w->call->legs - 1];
}

/* Arrive at a place; false when the way is too long. */
static bool
arrive(struct walker *w, const struct sp_place *place, bool shown)
{
  struct sp_leg leg = {.place = *place, .shown = shown};

  if (w->call->legs == SP_CALL_MAX_LEGS) {
    w->call->state = SP_CALL_LOOPS;
    return false;
  }
  SP_PUSH(w->arena, w->call->leg, w->call->legs, w->call->cap, leg);
  return true;
}

static bool
is_stop(const struct walker *w, const struct sp_place *place)
{
  struct sp_str anchor = place->script->step[place->step].anchor;

  return w->stop.len == place->prefix.len + anchor.len &&
         sp_str_eq(sp_str_sub(w->stop, 0, place->prefix.len), place->prefix) &&
         sp_str_eq(sp_str_sub(w->stop, place->prefix.len, anchor.len), anchor);
}

/* Leave the last leg by `edge` into *place; false when that ends the walk. */
static bool
take(struct walker *w, const struct sp_edge *edge, struct sp_place *place)
{
  last_leg(w)->edge = edge;
  if (edge->to == SP_STEP_NONE) {
    w->call->state = SP_CALL_ELSEWHERE;
    w->call->way_out = edge;
    return false;
  }
  place->step = edge->to;
  return true;
}

/* The choice that shows, or the red flag, with this label; NULL: none. */
static const struct sp_edge *
find_label(const struct sp_script *script, const struct sp_edge *const *edge,
           size_t n, struct sp_str label)
{
  for (size_t i = 0; i < n; i++)
    if (edge[i]->kind != SP_EDGE_NEXT && sp_answer_same(edge[i]->label, label))
      return edge[i];
  for (size_t i = 0; i < script->stops; i++)
    if (sp_answer_same(script->stop[i].label, label))
      return &script->stop[i];
  return NULL;
}

/* Where there is nothing to ask. */
static bool
go_on(struct walker *w, const struct sp_step *step, struct sp_place *place)
{
  const struct sp_edge *next = edge_of_kind(step, SP_EDGE_NEXT);

  if (next)
    return take(w, next, place);
  w->call->outcome = step->outcome;
  w->call->state = step->outcome ? SP_CALL_ENDED : SP_CALL_STUCK;
  return false;
}

/* At a step whose words are shown; false when the walk ends there. */
static bool
answer(struct walker *w, struct sp_place *place)
{
  const struct sp_step *step = &place->script->step[place->step];
  const struct sp_edge **edge =
      sp_arena_array(w->arena, const struct sp_edge *, step->edges);
  size_t n = sp_call_edges(w->call, w->situation, w->answers, place, edge);
  bool asks = n && edge[0]->kind == SP_EDGE_CHOICE;
  struct sp_str label = w->answers->choice
                            ? w->answers->choice(w->answers->ctx, place)
                            : SP_STR("");
  const struct sp_edge *chosen =
      label.len ? find_label(place->script, edge, n, label) : NULL;

  if (chosen) {
    last_leg(w)->answered = true;
    return take(w, chosen, place);
  }
  if (!asks)
    return go_on(w, step, place);
  w->call->refused = label;
  w->call->state = SP_CALL_ASKING;
  return false;
}

static void walk_script(struct walker *w, struct sp_place place,
                        unsigned depth);

/* Walk what is to be done first, unless its result is known.  False when the
 * call ends in it. */
static bool
do_first(struct walker *w, const struct sp_place *place,
         const struct sp_node *node, unsigned depth)
{
  const struct sp_answers *answers = w->answers;
  struct sp_str name = sp_do_first_name(node);
  struct sp_place sub = {0};

  if (known_result(w->call, answers, name).len || !answers->sub ||
      depth == SP_CALL_MAX_DEPTH)
    return true;
  sub.script = answers->sub(answers->ctx, place->script, node);
  if (!sub.script || sub.script->steps == 0)
    return true;
  sub.prefix =
      sp_arena_fmt(w->arena, "%.*s%.*s/", SP_FMT(place->prefix), SP_FMT(name));
  walk_script(w, sub, depth + 1);
  if (w->call->state != SP_CALL_ENDED ||
      w->call->outcome->number != SP_OUTCOME_RETURN)
    return false;
  SP_PUSH(w->arena, w->call->result_names.item, w->call->result_names.count,
          w->call->result_names.cap, name);
  SP_PUSH(w->arena, w->call->results.item, w->call->results.count,
          w->call->results.cap, w->call->outcome->text);
  w->call->outcome = NULL;
  return true;
}

/* The way of those for whom the step is not. */
static bool
turn_away(struct walker *w, const struct sp_step *step, struct sp_place *place)
{
  const struct sp_edge *otherwise = edge_of_kind(step, SP_EDGE_OTHERWISE);

  if (otherwise)
    return take(w, otherwise, place);
  w->call->state = SP_CALL_STUCK;
  return false;
}

static bool
visit(struct walker *w, struct sp_place *place, unsigned depth)
{
  const struct sp_step *step = &place->script->step[place->step];

  if (!sp_call_guard(w->call, w->situation, w->answers, place, step->guard))
    return arrive(w, place, false) && turn_away(w, step, place);
  for (size_t i = 0; i < step->do_firsts; i++)
    if (!do_first(w, place, step->do_first[i], depth))
      return false;
  if (!arrive(w, place, true))
    return false;
  if (is_stop(w, place)) {
    w->call->state = SP_CALL_AT_STOP;
    return false;
  }
  return answer(w, place);
}

/* call->state says how it ended. */
static void
walk_script(struct walker *w, struct sp_place place, unsigned depth)
{
  while (visit(w, &place, depth))
    continue;
}

void
sp_call_walk(struct sp_arena *arena, const struct sp_script *script,
             const struct sp_situation *situation,
             const struct sp_answers *answers, struct sp_str stop,
             struct sp_call *out)
{
  struct walker w = {.arena = arena,
                     .situation = situation,
                     .answers = answers,
                     .stop = stop,
                     .call = out};

  *out = (struct sp_call){.state = SP_CALL_STUCK};
  if (script->steps)
    walk_script(&w, (struct sp_place){.script = script}, 0);
}

const struct sp_place *
sp_call_place(const struct sp_call *call)
{
  return call->legs ? &call->leg[call->legs - 1].place : NULL;
}
