/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/coverage_suggest.c - test calls for the ways that none goes yet: every
 * kind of caller walks the script and takes what is new first. */
#include "lib/callers.h"
#include "lib/coverage.h"

/* Kinds of caller that are tried; walks of one that find nothing new before
 * the next is tried. */
#define CALLERS_MAX 400
#define WALKS_MAX 12

struct walk {
  struct sp_arena *arena;
  const struct sp_script *script;
  const struct sp_coverage *coverage;
  struct sp_caller *caller;
  bool *been; /* at this step, in this walk */
  unsigned turn;
  struct sp_texts labels;
};

/* How good is it to take this edge: new, or leading to what is new, or not
 * yet in this walk. */
static unsigned
worth(const struct walk *w, size_t step, const struct sp_edge *edge)
{
  const struct sp_step *from = &w->script->step[step], *to;
  unsigned value = !w->coverage->edge[step][edge - from->edge] ? 8 : 0;

  if (edge->to == SP_STEP_NONE)
    return value;
  to = &w->script->step[edge->to];
  for (size_t i = 0; i < to->edges; i++)
    if (sp_coverage_counts(&to->edge[i]) && !w->coverage->edge[edge->to][i]) {
      value += 4;
      break;
    }
  return value + (w->been[edge->to] ? 0 : 2);
}

static struct sp_str
choose(void *ctx, const struct sp_place *place)
{
  struct walk *w = ctx;
  const struct sp_step *step = &w->script->step[place->step];
  const struct sp_edge **edge =
      sp_arena_array(w->arena, const struct sp_edge *, step->edges);
  struct sp_answers answers = {
      .ctx = w->caller, .field = sp_caller_value, .result = sp_caller_value};
  struct sp_call none = {0};
  size_t n = sp_call_edges(&none, &w->caller->situation, &answers, place, edge);
  const struct sp_edge *best = NULL;
  unsigned most = 0;

  /* A second walk of the same caller takes another of the equals. */
  for (size_t i = 0; i < n; i++) {
    const struct sp_edge *e = edge[(i + w->turn) % n];

    if (e->kind == SP_EDGE_CHOICE &&
        (!best || worth(w, place->step, e) > most)) {
      best = e;
      most = worth(w, place->step, e);
    }
  }
  w->been[place->step] = true;
  if (!best)
    return SP_STR("");
  SP_PUSH(w->arena, w->labels.item, w->labels.count, w->labels.cap,
          best->label);
  return best->label;
}

static struct sp_str
value(void *ctx, struct sp_str name)
{
  return sp_caller_value(((struct walk *)ctx)->caller, name);
}

/* Mark what the walk went, and say whether any of it was new. */
static bool
take(const struct sp_script *script, const struct sp_call *call,
     struct sp_coverage *coverage)
{
  size_t before = coverage->covered;

  for (size_t i = 0; i < call->legs; i++) {
    const struct sp_leg *leg = &call->leg[i];
    bool *gone;

    if (!leg->edge || !sp_coverage_counts(leg->edge))
      continue;
    gone = &coverage->edge[leg->place.step]
                          [leg->edge - script->step[leg->place.step].edge];
    coverage->covered += !*gone;
    *gone = true;
  }
  return coverage->covered > before;
}

static struct sp_str
line_of(const struct walk *w, const struct sp_call *call)
{
  const struct sp_place *place = sp_call_place(call);
  struct sp_str line = sp_caller_given(w->arena, w->caller);
  struct sp_str ends = call->state == SP_CALL_ELSEWHERE
                           ? call->way_out->target
                           : w->script->step[place->step].heading;

  for (size_t i = 0; i < w->labels.count; i++)
    line = sp_arena_fmt(w->arena, "%.*s%s%.*s", SP_FMT(line), i ? "; " : "",
                        SP_FMT(w->labels.item[i]));
  return sp_arena_fmt(w->arena, "- %.*s => %.*s", SP_FMT(line), SP_FMT(ends));
}

/* One walk; true when it found something new and ended well. */
static bool
walk(struct walk *w, struct sp_coverage *coverage, struct sp_texts *out)
{
  struct sp_answers answers = {
      .ctx = w, .choice = choose, .field = value, .result = value};
  struct sp_call call;

  w->labels.count = 0;
  memset(w->been, 0, w->script->steps * sizeof(*w->been));
  sp_call_walk(w->arena, w->script, &w->caller->situation, &answers, SP_STR(""),
               &call);
  if ((call.state != SP_CALL_ENDED && call.state != SP_CALL_ELSEWHERE) ||
      !take(w->script, &call, coverage))
    return false;
  SP_PUSH(w->arena, out->item, out->count, out->cap, line_of(w, &call));
  return true;
}

void
sp_coverage_suggest(
    struct sp_arena *arena, const struct sp_script *script, sp_instant now,
    const struct sp_doc *(*sub)(void *ctx, const struct sp_node *do_first),
    void *ctx, struct sp_coverage *coverage, struct sp_texts *out)
{
  struct sp_caller_terms terms = {0};
  struct sp_caller caller;
  struct walk w = {.arena = arena,
                   .script = script,
                   .coverage = coverage,
                   .caller = &caller,
                   .been = sp_arena_array(arena, bool, script->steps)};

  for (size_t i = 0; i < script->steps; i++)
    sp_caller_terms_add(script, &script->step[i], &terms);
  sp_caller_terms_complete(script, sub, ctx, &terms);
  for (size_t n = 0; n < CALLERS_MAX && coverage->covered < coverage->edges &&
                     sp_caller_nth(&terms, SP_STAFF, now, n, &caller);
       n++)
    for (unsigned idle = 0; idle < WALKS_MAX; w.turn++)
      idle = walk(&w, coverage, out) ? 0 : idle + 1;
}
