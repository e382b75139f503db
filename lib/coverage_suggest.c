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
  struct sp_arena *arena; /* of this walk alone */
  const struct sp_call *call;
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
  size_t n =
      sp_call_edges(w->call, &w->caller->situation, &answers, place, edge);
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
  struct sp_str ends = w->script->step[place->step].heading;
  size_t parts = 2 * w->labels.count + 3, n = 0;
  struct sp_str *part = sp_arena_array(w->arena, struct sp_str, parts);

  if (call->state == SP_CALL_ELSEWHERE)
    ends = sp_str_sub(call->way_out->target, 0,
                      sp_str_find(call->way_out->target, '#', 0));
  part[n++] = line;
  for (size_t i = 0; i < w->labels.count; i++) {
    part[n++] = i ? SP_STR("; ") : SP_STR("");
    part[n++] = w->labels.item[i];
  }
  part[n++] = SP_STR(" => ");
  part[n++] = ends;
  return sp_arena_join(w->arena, n, part);
}

/* Does it do what it says when it is read again? */
static bool
holds(const struct walk *w, const struct sp_directory *directory,
      sp_instant now, struct sp_str line)
{
  struct sp_node item = {.kind = SP_NODE_ITEM};
  struct sp_node text = {.kind = SP_NODE_TEXT, .text = line, .parent = &item};
  struct sp_call call;
  struct sp_str why;

  item.first = item.last = &text;
  return sp_coverage_run(w->arena, w->script, directory, &item, now, &call,
                         &why);
}

/* One walk: a line into `arena` when it found something new and ended well. */
static struct sp_str
walk(struct walk *w, const struct sp_directory *directory, sp_instant now,
     struct sp_coverage *coverage, struct sp_arena *arena)
{
  struct sp_answers answers = {
      .ctx = w, .choice = choose, .field = value, .result = value};
  struct sp_call call;
  struct sp_str line;

  w->call = &call;
  w->labels = (struct sp_texts){0};
  memset(w->been, 0, w->script->steps * sizeof(*w->been));
  sp_call_walk(w->arena, w->script, &w->caller->situation, &answers, SP_STR(""),
               &call);
  if (call.state != SP_CALL_ENDED && call.state != SP_CALL_ELSEWHERE)
    return SP_STR("");
  line = line_of(w, &call);
  if (!holds(w, directory, now, line) || !take(w->script, &call, coverage))
    return SP_STR("");
  return sp_arena_fmt(arena, "- %.*s", SP_FMT(line));
}

void
sp_coverage_suggest(struct sp_arena *arena, const struct sp_script *script,
                    const struct sp_directory *directory, sp_instant now,
                    const struct sp_doc *(*sub)(void *ctx,
                                                const struct sp_node *do_first),
                    void *ctx, struct sp_coverage *coverage,
                    struct sp_texts *out)
{
  struct sp_caller_terms terms = {.level_min = script->doc->level};
  struct sp_arena scratch = {0};
  struct sp_caller caller;
  struct walk w = {.arena = &scratch,
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
    for (unsigned idle = 0; idle < WALKS_MAX; w.turn++) {
      struct sp_str line = walk(&w, directory, now, coverage, arena);

      idle = line.len ? 0 : idle + 1;
      if (line.len)
        SP_PUSH(arena, out->item, out->count, out->cap, line);
      sp_arena_release(&scratch);
    }
}
