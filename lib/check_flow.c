/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_flow.c - the shape of a script: dead ends, loops, what nobody
 * comes to, and choices that leave a caller without an answer. */
#include "lib/check_parts.h"

#include <limits.h>

#include "lib/text.h"

#define OUTCOME_STEPS_MAX 9

/* Does the edge lead out of the script? */
static bool
leads_out(const struct sp_edge *edge)
{
  return edge->to == SP_STEP_NONE && edge->target.len > 0;
}

/* ---- E01 ---- */

static bool
has_way_on(const struct sp_step *step)
{
  for (size_t i = 0; i < step->edges; i++)
    if (step->edge[i].kind == SP_EDGE_CHOICE ||
        step->edge[i].kind == SP_EDGE_NEXT)
      return true;
  return step->outcome != NULL;
}

void
sp_check_e01(struct sp_checking *c)
{
  for (size_t i = 0; c->script && i < c->script->steps; i++) {
    const struct sp_step *step = &c->script->step[i];

    if (!has_way_on(step))
      SP_CHECK_SAY(c, "E01", step->node,
                   "the call gets stuck at \"%.*s\": give the step choices, a"
                   " `Next:` or an `Outcome:`",
                   SP_FMT(step->heading));
  }
}

/* ---- W04, W18: how far a step is from the first ---- */

#define FAR UINT_MAX

struct queue {
  size_t *step;
  size_t head, tail;
  unsigned *distance; /* of each step; FAR: not reached */
};

static void
reach(struct queue *q, size_t from, const struct sp_edge *edge)
{
  if (edge->to == SP_STEP_NONE || q->distance[edge->to] != FAR)
    return;
  q->distance[edge->to] = q->distance[from] + 1;
  q->step[q->tail++] = edge->to;
}

/* Number of steps before each on the shortest way from the first.  with_stops:
 * red flags are ways too. */
static unsigned *
distances(struct sp_checking *c, bool with_stops)
{
  const struct sp_script *script = c->script;
  struct queue q = {.step = sp_arena_array(c->arena, size_t, script->steps),
                    .distance =
                        sp_arena_array(c->arena, unsigned, script->steps),
                    .tail = 1};

  for (size_t i = 1; i < script->steps; i++)
    q.distance[i] = FAR;
  while (q.head < q.tail) {
    size_t at = q.step[q.head++];
    const struct sp_step *step = &script->step[at];

    for (size_t e = 0; e < step->edges; e++)
      if (with_stops || step->edge[e].kind != SP_EDGE_STOP)
        reach(&q, at, &step->edge[e]);
    for (size_t e = 0; with_stops && e < script->stops; e++)
      reach(&q, at, &script->stop[e]);
  }
  return q.distance;
}

bool *
sp_check_reached(struct sp_checking *c)
{
  unsigned *distance = distances(c, true);
  bool *reached = sp_arena_array(c->arena, bool, c->script->steps);

  for (size_t i = 0; i < c->script->steps; i++)
    reached[i] = distance[i] != FAR;
  return reached;
}

/* Does it end here, or lead to a step from which it does? */
static bool
ends(const struct sp_step *step, const bool *ending)
{
  for (size_t e = 0; e < step->edges; e++)
    if (step->edge[e].kind != SP_EDGE_STOP &&
        (leads_out(&step->edge[e]) ||
         (step->edge[e].to != SP_STEP_NONE && ending[step->edge[e].to])))
      return true;
  return step->outcome != NULL;
}

bool *
sp_check_ending(struct sp_checking *c)
{
  const struct sp_script *script = c->script;
  bool *ending = sp_arena_array(c->arena, bool, script->steps);
  bool changed = true;

  /* Steps mostly lead on, so from the last to the first few rounds do. */
  while (changed) {
    changed = false;
    for (size_t i = script->steps; i-- > 0;)
      if (!ending[i] && ends(&script->step[i], ending))
        changed = ending[i] = true;
  }
  return ending;
}

void
sp_check_w04(struct sp_checking *c)
{
  bool *reached = c->script ? sp_check_reached(c) : NULL;

  for (size_t i = 0; c->script && i < c->script->steps; i++)
    if (!reached[i])
      SP_CHECK_SAY(c, "W04", c->script->step[i].node,
                   "nothing leads to \"%.*s\": link to it from a choice, or"
                   " take it out",
                   SP_FMT(c->script->step[i].heading));
}

void
sp_check_w18(struct sp_checking *c)
{
  unsigned *distance = c->script ? distances(c, false) : NULL;

  for (size_t i = 0; c->script && i < c->script->steps; i++) {
    const struct sp_step *step = &c->script->step[i];

    if (step->outcome && distance[i] != FAR && distance[i] > OUTCOME_STEPS_MAX)
      SP_CHECK_SAY(c, "W18", step->outcome,
                   "it takes %u steps to come to \"%.*s\", and a caller has"
                   " patience for nine: ask less, or ask the questions that"
                   " decide most first",
                   distance[i], SP_FMT(step->heading));
  }
}

/* ---- E05, W05: loops ---- */

/* Tarjan, "Depth-first search and linear graph algorithms", 1972.  The depth
 * is at most SP_CHECK_MAX_STEPS. */
struct loops {
  const struct sp_script *script;
  size_t *index, *low, *stack, *component;
  size_t next, top, components;
  bool *on_stack;
};

static void
find_component(struct loops *l, size_t at)
{
  const struct sp_step *step = &l->script->step[at];

  l->index[at] = l->low[at] = ++l->next;
  l->stack[l->top++] = at;
  l->on_stack[at] = true;
  for (size_t e = 0; e < step->edges; e++) {
    size_t to = step->edge[e].to;

    if (to == SP_STEP_NONE || step->edge[e].kind == SP_EDGE_STOP)
      continue;
    if (!l->index[to]) {
      find_component(l, to);
      if (l->low[to] < l->low[at])
        l->low[at] = l->low[to];
    } else if (l->on_stack[to] && l->index[to] < l->low[at]) {
      l->low[at] = l->index[to];
    }
  }
  if (l->low[at] != l->index[at])
    return;
  do {
    size_t member = l->stack[--l->top];

    l->on_stack[member] = false;
    l->component[member] = l->components;
    if (member == at)
      break;
  } while (l->top);
  l->components++;
}

static struct loops
find_loops(struct sp_checking *c)
{
  size_t n = c->script->steps;
  struct loops l = {.script = c->script,
                    .index = sp_arena_array(c->arena, size_t, n),
                    .low = sp_arena_array(c->arena, size_t, n),
                    .stack = sp_arena_array(c->arena, size_t, n),
                    .component = sp_arena_array(c->arena, size_t, n),
                    .on_stack = sp_arena_array(c->arena, bool, n)};

  for (size_t i = 0; i < n; i++)
    if (!l.index[i])
      find_component(&l, i);
  return l;
}

/* Is there a way from a step of the component into it again? */
static bool
goes_round(const struct loops *l, size_t component)
{
  for (size_t i = 0; i < l->script->steps; i++) {
    const struct sp_step *step = &l->script->step[i];

    for (size_t e = 0; l->component[i] == component && e < step->edges; e++)
      if (step->edge[e].kind != SP_EDGE_STOP &&
          step->edge[e].to != SP_STEP_NONE &&
          l->component[step->edge[e].to] == component)
        return true;
  }
  return false;
}

/* Is there an outcome, or a way out of it? */
static bool
has_way_out(const struct loops *l, size_t component)
{
  for (size_t i = 0; i < l->script->steps; i++) {
    const struct sp_step *step = &l->script->step[i];

    if (l->component[i] != component)
      continue;
    if (step->outcome)
      return true;
    for (size_t e = 0; e < step->edges; e++)
      if (step->edge[e].kind != SP_EDGE_STOP &&
          (leads_out(&step->edge[e]) ||
           (step->edge[e].to != SP_STEP_NONE &&
            l->component[step->edge[e].to] != component)))
        return true;
  }
  return false;
}

/* `"A", "B" and 3 more`, in document order; *first is the first of them. */
static struct sp_str
names_of(struct sp_checking *c, const struct loops *l, size_t component,
         const struct sp_step **first)
{
  struct sp_str names = {0};
  size_t shown = 0, more = 0;

  *first = NULL;
  for (size_t i = 0; i < l->script->steps; i++) {
    if (l->component[i] != component)
      continue;
    if (!*first)
      *first = &l->script->step[i];
    if (shown == 4) {
      more++;
      continue;
    }
    names =
        sp_arena_fmt(c->arena, "%.*s%s\"%.*s\"", SP_FMT(names),
                     shown++ ? ", " : "", SP_FMT(l->script->step[i].heading));
  }
  return more ? sp_arena_fmt(c->arena, "%.*s and %zu more", SP_FMT(names), more)
              : names;
}

static void
tell_loops(struct sp_checking *c, bool without_way_out)
{
  struct loops l;

  if (!c->script)
    return;
  l = find_loops(c);
  for (size_t i = l.components; i-- > 0;) {
    const struct sp_step *first;
    struct sp_str names;

    if (!goes_round(&l, i) || has_way_out(&l, i) == without_way_out)
      continue;
    names = names_of(c, &l, i, &first);
    if (without_way_out)
      SP_CHECK_SAY(c, "E05", first->node,
                   "the call goes round and round here and cannot end: %.*s;"
                   " give one of them a choice that leads to an outcome",
                   SP_FMT(names));
    else
      SP_CHECK_SAY(c, "W05", first->node,
                   "the call can come back here and be asked the same again:"
                   " %.*s",
                   SP_FMT(names));
  }
}

void
sp_check_e05(struct sp_checking *c)
{
  tell_loops(c, true);
}

void
sp_check_w05(struct sp_checking *c)
{
  tell_loops(c, false);
}

/* ---- choices: W06, E07, W08 ---- */

/* Is this the first choice with its label? */
static bool
is_new_label(const struct sp_step *step, size_t i)
{
  for (size_t k = 0; k < i; k++)
    if (sp_str_eq(step->edge[k].label, step->edge[i].label))
      return false;
  return true;
}

static size_t
count_labels(const struct sp_step *step)
{
  size_t labels = 0;

  for (size_t i = 0; i < step->choices; i++)
    labels += is_new_label(step, i);
  return labels;
}

void
sp_check_w06(struct sp_checking *c)
{
  for (size_t i = 0; c->script && i < c->script->steps; i++) {
    const struct sp_step *step = &c->script->step[i];

    if (count_labels(step) == 1 &&
        !has_way_on(&(struct sp_step){.edge = step->edge + step->choices,
                                      .edges = step->edges - step->choices,
                                      .outcome = step->outcome}))
      SP_CHECK_SAY(c, "W06", step->edge[0].node,
                   "\"%.*s\" is the only choice here, so there is nothing to"
                   " ask: write `Next:`, or add what else they may answer",
                   SP_FMT(step->edge[0].label));
  }
}

static bool
same_guard(const struct sp_guard *a, const struct sp_guard *b)
{
  return a->kind == b->kind && a->negated == b->negated &&
         a->number == b->number && sp_str_ieq(a->text, b->text) &&
         sp_answer_same(a->value, b->value) &&
         memcmp(&a->from, &b->from, sizeof(a->from)) == 0 &&
         memcmp(&a->until, &b->until, sizeof(a->until)) == 0;
}

/* Of choices with one label the first whose condition holds is shown.  So a
 * second one is wrong where it can never show. */
static bool
hides(const struct sp_edge *earlier, const struct sp_edge *later)
{
  return sp_str_eq(earlier->label, later->label) &&
         (earlier->guard->kind == SP_GUARD_NONE ||
          same_guard(earlier->guard, later->guard));
}

static size_t
hider_of(const struct sp_step *step, size_t i)
{
  size_t k = 0;

  while (k < i && !hides(&step->edge[k], &step->edge[i]))
    k++;
  return k;
}

bool
sp_check_is_hidden(const struct sp_step *step, size_t i)
{
  return i < step->choices && hider_of(step, i) < i;
}

static void
tell_hidden(struct sp_checking *c, const struct sp_step *step, size_t i)
{
  size_t k = hider_of(step, i);

  if (k < i)
    SP_CHECK_SAY(c, "E07", step->edge[i].node,
                 "\"%.*s\" stands here twice and the one on line %u is"
                 " always the first: give each another label, or a condition"
                 " to the first",
                 SP_FMT(step->edge[i].label), step->edge[k].node->line);
}

void
sp_check_e07(struct sp_checking *c)
{
  for (size_t s = 0; c->script && s < c->script->steps; s++)
    for (size_t i = 1; i < c->script->step[s].choices; i++)
      tell_hidden(c, &c->script->step[s], i);
}

/* Words that make a choice one for whom no other fits. */
static const char *const catch_all[] = {
    "sure",    "else",     "other",   "another",   "know",     "none",
    "neither", "cannot",   "can't",   "unsure",    "unknown",  "unclear",
    "any",     "anything", "anybody", "both",      "does not", "doesn't",
    "nothing", "maybe",    "rest",    "could not", "couldn't"};

static bool
has_word(struct sp_str lower, const char *word)
{
  size_t n = strlen(word);

  for (size_t i = 0; i + n <= lower.len; i++)
    if (memcmp(lower.ptr + i, word, n) == 0 &&
        (i == 0 || lower.ptr[i - 1] == ' ') &&
        (i + n == lower.len || strchr(" ,.;:?!", lower.ptr[i + n])))
      return true;
  return false;
}

static bool
catches_all(struct sp_checking *c, struct sp_str label)
{
  struct sp_str lower = sp_text_lower(c->arena, label);

  for (size_t i = 0; i < SP_ARRAY_LEN(catch_all); i++)
    if (has_word(lower, catch_all[i]))
      return true;
  return has_word(lower, "no") || has_word(lower, "not");
}

/* A question of three answers and more, none of them for whom the others do
 * not fit.  Where the advisor judges, they choose; a condition that picks the
 * choice leaves nothing to be unsure of. */
static bool
needs_catch_all(struct sp_checking *c, const struct sp_step *step)
{
  if (count_labels(step) < 3 || step->judgement)
    return false;
  for (size_t i = 0; i < step->choices; i++)
    if (catches_all(c, step->edge[i].label))
      return false;
  return true;
}

void
sp_check_w08(struct sp_checking *c)
{
  for (size_t i = 0; c->script && i < c->script->steps; i++) {
    const struct sp_step *step = &c->script->step[i];

    if (needs_catch_all(c, step))
      SP_CHECK_SAY(c, "W08", step->edge[0].node,
                   "\"%.*s\" has no choice for whom none of these fits: add"
                   " \"Not sure\" or \"Something else\"",
                   SP_FMT(step->heading));
  }
}
