/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/walk.h"

#include "lib/playable.h"
#include "lib/text.h"
#include "lib/url.h"

/* ---- the answers of the address ---- */

/* A level is asked here as well: whether a choice is there at all must not show
 * in what links carry on. */
static bool
may_know(const struct sp_walk *walk, const struct sp_guard *guard)
{
  return guard->kind != SP_GUARD_LEVEL ||
         (walk->situation.level >= guard->number) != guard->negated;
}

static struct sp_walk_answer
answer_of(const struct sp_walk *walk, const struct sp_edge *edge, size_t edges,
          struct sp_str slug)
{
  for (size_t i = 0; i < edges; i++)
    if (edge[i].label.len && may_know(walk, edge[i].guard) &&
        sp_str_eq(sp_text_slug(walk->arena, edge[i].label), slug))
      return (struct sp_walk_answer){slug, edge[i].label};
  return (struct sp_walk_answer){0};
}

static void
take_param(struct sp_walk *walk, const struct sp_param *param)
{
  size_t at = sp_script_step(walk->script, param->name);
  const struct sp_step *step;

  if (at == SP_STEP_NONE || param->value.len == 0)
    return;
  step = &walk->script->step[at];
  if (!may_know(walk, step->guard))
    return;
  if (walk->answer[at].slug.len) /* of several the first counts */
    return;
  walk->answer[at] = answer_of(walk, step->edge, step->edges, param->value);
  if (walk->answer[at].slug.len == 0)
    walk->answer[at] =
        answer_of(walk, walk->script->stop, walk->script->stops, param->value);
  if (walk->answer[at].slug.len && walk->names < SP_ARRAY_LEN(walk->named))
    walk->named[walk->names++] = at;
}

/* ---- what the engine asks ---- */

static struct sp_str
choice(void *ctx, const struct sp_place *place)
{
  const struct sp_walk *walk = ctx;

  return place->script == walk->script ? walk->answer[place->step].label
                                       : SP_STR("");
}

/* Who took a choice that is there only `if NAME: VALUE` has said the value. */
static struct sp_str
said_at(const struct sp_walk *walk, size_t at, struct sp_str name)
{
  const struct sp_step *step = &walk->script->step[at];

  for (size_t i = 0; walk->answer[at].label.len && i < step->choices; i++) {
    const struct sp_guard *guard = step->edge[i].guard;

    if (guard->kind == SP_GUARD_IF && !guard->negated &&
        sp_str_ieq(guard->text, name) &&
        sp_str_eq(step->edge[i].label, walk->answer[at].label))
      return guard->value;
  }
  return SP_STR("");
}

/* The engine asks this at each condition, so it looks at no step but those of
 * the address and the one that is being answered. */
static struct sp_str
said(const struct sp_walk *walk, struct sp_str name)
{
  for (size_t i = 0; i < walk->names; i++) {
    struct sp_str value = said_at(walk, walk->named[i], name);

    if (value.len)
      return value;
  }
  return said_at(walk, walk->step, name);
}

static struct sp_str
said_by_choice(void *ctx, struct sp_str name)
{
  return said(ctx, name);
}

static struct sp_answers
answers_of(struct sp_walk *walk)
{
  return (struct sp_answers){.ctx = walk,
                             .choice = choice,
                             .field = said_by_choice,
                             .result = said_by_choice};
}

/* ---- walking ---- */

bool
sp_walk_begin(struct sp_walk *walk, struct sp_arena *arena,
              const struct sp_page *page, const struct sp_situation *situation,
              const struct sp_request *req)
{
  *walk = (struct sp_walk){.arena = arena, .situation = *situation};
  if (page->playable.len == 0)
    return false;
  walk->doc = sp_playable_unpack(arena, page->playable);
  if (!walk->doc)
    return false;
  walk->script = sp_script_new(arena, walk->doc);
  if (walk->script->steps == 0)
    return false;
  /* A step of that name has the parameter. */
  if (sp_script_step(walk->script, SP_STR("area")) != SP_STEP_NONE)
    walk->situation.area = SP_STR("");
  walk->answer =
      sp_arena_array(arena, struct sp_walk_answer, walk->script->steps);
  for (size_t i = 0; i < req->params; i++)
    take_param(walk, &req->param[i]);
  return true;
}

bool
sp_walk_to(struct sp_walk *walk, struct sp_str anchor)
{
  struct sp_answers answers = answers_of(walk);

  walk->step = anchor.len ? sp_script_step(walk->script, anchor) : 0;
  if (walk->step == SP_STEP_NONE)
    return false;
  sp_call_walk(walk->arena, walk->script, &walk->situation, &answers,
               walk->script->step[walk->step].anchor, &walk->call);
  walk->reached = walk->call.state == SP_CALL_AT_STOP;
  return true;
}

struct sp_url
sp_walk_url(const struct sp_walk *walk, size_t step)
{
  struct sp_arena *arena = walk->arena;
  const struct sp_script *script = walk->script;
  struct sp_str anchor = script->step[step].anchor;
  struct sp_url path = sp_str_is(anchor, "start")
                           ? sp_url_page(arena, walk->doc->id, SP_STR(""))
                           : sp_url_step(arena, walk->doc->id, anchor);
  struct sp_url_param *param =
      sp_arena_array(arena, struct sp_url_param, script->steps + 1);
  size_t params = 0;

  if (walk->situation.area.len)
    param[params++] = (struct sp_url_param){"area", walk->situation.area};
  for (size_t i = 0; i < script->steps; i++)
    if (walk->answer[i].slug.len)
      param[params++] = (struct sp_url_param){
          sp_arena_cstr(arena, script->step[i].anchor), walk->answer[i].slug};
  return sp_url_query(arena, sp_arena_cstr(arena, path.raw), param, params);
}

size_t
sp_walk_back(const struct sp_walk *walk)
{
  if (!walk->reached)
    return SP_STEP_NONE;
  for (size_t i = walk->call.legs - 1; i-- > 0;)
    if (walk->call.leg[i].shown)
      return walk->call.leg[i].place.step;
  return SP_STEP_NONE;
}

/* ---- the ways on ---- */

/* Where it leads when this way is taken too: past what has been answered, to
 * the first step behind it that has something to say or to ask. */
static size_t
end_of(struct sp_walk *walk, const struct sp_edge *edge)
{
  struct sp_answers answers = answers_of(walk);
  struct sp_arena arena = {0};
  struct sp_call call;
  size_t end = edge->to;

  if (!walk->reached)
    return end;
  sp_call_walk(&arena, walk->script, &walk->situation, &answers, SP_STR(""),
               &call);
  for (size_t i = walk->call.legs; call.state != SP_CALL_LOOPS && i < call.legs;
       i++)
    if (call.leg[i].shown && !call.leg[i].answered) {
      end = call.leg[i].place.step;
      break;
    }
  sp_arena_release(&arena);
  return end;
}

/* May this viewer see the step, now?  Its address has the words of its heading,
 * so whoever may not is shown no way there but the renderer's, which asks the
 * same. */
static bool
is_open(struct sp_walk *walk, size_t step)
{
  const struct sp_guard *guard = walk->script->step[step].guard;
  const struct sp_place place = {.script = walk->script, .step = step};
  struct sp_answers answers = answers_of(walk);

  return !sp_guard_is_window(guard) ||
         sp_call_guard(&walk->call, &walk->situation, &answers, &place, guard);
}

/* Write the way into the edge's node. */
static void
lead(struct sp_walk *walk, const struct sp_edge *edge)
{
  struct sp_walk_answer *answer = &walk->answer[walk->step], before = *answer;
  struct sp_node *node = (struct sp_node *)edge->node;
  size_t end;

  if (edge->label.len)
    *answer = (struct sp_walk_answer){sp_text_slug(walk->arena, edge->label),
                                      edge->label};
  end = end_of(walk, edge);
  if (is_open(walk, end)) {
    node->url = sp_walk_url(walk, end).raw;
    /* For this viewer it leads there, whoever else may not. */
    node->anchor = SP_STR("");
  }
  *answer = before;
}

/* Has the condition on what was asked been answered? */
static bool
is_asked(const struct sp_walk *walk, const struct sp_guard *guard)
{
  struct sp_script_if named;

  if (guard->kind != SP_GUARD_IF)
    return true;
  named = sp_script_if_find(walk->script, guard->text);
  return named.kind == SP_IF_STEP ? walk->reached
                                  : said(walk, guard->text).len > 0;
}

/* Is the edge one of those that show in this call? */
static bool
is_among(const struct sp_edge *edge, const struct sp_edge *const *shown,
         size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (shown[i] == edge)
      return true;
  return false;
}

/* Does the choice go?  Levels and times are the renderer's to keep apart, and a
 * condition on what has not been asked is left to the advisor, with its words
 * beside it. */
static bool
is_ruled_out(const struct sp_walk *walk, const struct sp_edge *edge,
             const struct sp_edge *const *shown, size_t count)
{
  return edge->kind == SP_EDGE_CHOICE && !is_among(edge, shown, count) &&
         !sp_guard_is_window(edge->guard) &&
         (walk->situation.audience == SP_PUBLIC || is_asked(walk, edge->guard));
}

/* Lead on along the edges that show in this call; choices that do not go.  own:
 * what was answered here. */
static void
lead_all(struct sp_walk *walk, struct sp_str own)
{
  const struct sp_step *step = &walk->script->step[walk->step];
  const struct sp_place place = {.script = walk->script, .step = walk->step};
  const struct sp_edge **shown =
      sp_arena_array(walk->arena, const struct sp_edge *, step->edges);
  struct sp_answers answers = answers_of(walk);
  size_t count =
      sp_call_edges(&walk->call, &walk->situation, &answers, &place, shown);

  for (size_t i = 0; i < step->edges; i++) {
    const struct sp_edge *edge = &step->edge[i];

    if (is_ruled_out(walk, edge, shown, count)) {
      sp_node_unlink((struct sp_node *)edge->node);
      continue;
    }
    walk->is_offered |= own.len && sp_str_eq(edge->label, own);
    if (edge->to != SP_STEP_NONE && edge->kind != SP_EDGE_OTHERWISE)
      lead(walk, edge);
  }
  for (size_t i = 0; i < walk->script->stops; i++)
    if (walk->script->stop[i].to != SP_STEP_NONE)
      lead(walk, &walk->script->stop[i]);
}

/* What is known to hold need not be said.  Last, as the engine asks it too. */
static void
drop_conditions(struct sp_walk *walk)
{
  const struct sp_step *step = &walk->script->step[walk->step];

  for (size_t i = 0; i < step->choices; i++) {
    struct sp_node *node = (struct sp_node *)step->edge[i].node;

    if (!sp_guard_is_window(&node->guard) &&
        node->guard.kind != SP_GUARD_AREA && is_asked(walk, &node->guard))
      node->guard = (struct sp_guard){0};
  }
}

void
sp_walk_lead_on(struct sp_walk *walk)
{
  struct sp_walk_answer own = walk->answer[walk->step];

  /* What was chosen here must not bind who chooses anew. */
  walk->answer[walk->step] = (struct sp_walk_answer){0};
  lead_all(walk, own.label);
  drop_conditions(walk);
  walk->answer[walk->step] = own;
}
