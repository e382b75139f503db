/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_calls.c - test calls: do they end where they say, and do they go
 * every way? */
#include "lib/check_parts.h"

#include "lib/coverage.h"

void
sp_check_e20(struct sp_checking *c)
{
  const struct sp_node *item =
      c->script ? sp_test_call_next(c->script, NULL) : NULL;
  struct sp_arena scratch = {0};
  struct sp_call call;
  struct sp_str why;

  for (; item; item = sp_test_call_next(c->script, item)) {
    if (!sp_coverage_run(&scratch, c->script, c->world->directory, item,
                         c->world->now, &call, &why))
      SP_CHECK_SAY(c, "E20", item, "this test call fails: %.*s", SP_FMT(why));
    sp_arena_release(&scratch);
  }
}

/* What parts the labels of a test call can stand in none of them. */
static bool
can_be_named(struct sp_str label)
{
  return !sp_str_has(label, ";") && !sp_str_has(label, "=>");
}

/* A call can go this way only where it can come from, show and end; other
 * checks say so where it cannot. */
static bool
can_be_gone(struct sp_checking *c, const bool *reached, const bool *ending,
            size_t s, size_t e)
{
  const struct sp_step *step = &c->script->step[s];
  const struct sp_edge *edge = &step->edge[e];

  if (!reached[s] || !sp_coverage_counts(edge) || !can_be_named(edge->label) ||
      sp_check_is_hidden(step, e) || !sp_check_if_is_known(c, edge->guard))
    return false;
  return edge->to == SP_STEP_NONE
             ? edge->target.len > 0 && !sp_str_starts(edge->target, "#")
             : ending[edge->to];
}

static void
tell_uncovered(struct sp_checking *c, const struct sp_step *step,
               const struct sp_edge *edge)
{
  struct sp_str way = sp_coverage_way(c->arena, step, edge);

  if (!c->script->test_calls)
    SP_CHECK_SAY(c, "W20", edge->node,
                 "this script has no test calls: add `## Test calls` at its"
                 " end; `signpost-indexer check --coverage` writes them for you"
                 " to read");
  else
    SP_CHECK_SAY(c, "W20", edge->node,
                 "no test call goes %.*s: add one under `## Test calls`;"
                 " `signpost-indexer check --coverage` writes it for you to"
                 " read",
                 SP_FMT(way));
}

void
sp_check_w20(struct sp_checking *c)
{
  struct sp_coverage coverage;
  bool *reached, *ending;

  /* DITA has no form for test calls. */
  if (!c->script || sp_str_ends(c->doc->path, ".dita"))
    return;
  reached = sp_check_reached(c);
  ending = sp_check_ending(c);
  sp_coverage_of(c->arena, c->script, c->world->directory, c->world->now,
                 &coverage);
  for (size_t s = 0; s < c->script->steps; s++) {
    const struct sp_step *step = &c->script->step[s];

    for (size_t e = 0; e < step->edges; e++) {
      if (coverage.edge[s][e] || !can_be_gone(c, reached, ending, s, e))
        continue;
      tell_uncovered(c, step, &step->edge[e]);
      /* Without any, the first says it for all. */
      if (!c->script->test_calls)
        return;
    }
  }
}

static void
check_labels(struct sp_checking *c)
{
  for (size_t s = 0; c->script && s < c->script->steps; s++)
    for (size_t e = 0; e < c->script->step[s].choices; e++) {
      const struct sp_edge *edge = &c->script->step[s].edge[e];

      if (!can_be_named(edge->label))
        SP_CHECK_SAY(c, "E25", edge->node,
                     "a choice may not hold `;` or `=>`, which part the"
                     " choices of a test call: write a comma");
    }
}

/* One value with commas in it: several were meant, which semicolons part. */
static void
check_record(struct sp_checking *c, const struct sp_node *record)
{
  const struct sp_node *value = record->first;

  if (record->number == SP_RECORD_CHOICE && value && !value->next &&
      sp_str_has(value->text, ","))
    SP_CHECK_SAY(c, "E25", record,
                 "\"%.*s\" is one value here: several have semicolons between,"
                 " as in `choice(grey; brown)`",
                 SP_FMT(value->text));
}

static void
check_records(struct sp_checking *c)
{
  for (struct sp_node *n = c->doc->root; n;
       n = sp_node_walk(c->doc->root, n, false))
    if (n->kind == SP_NODE_KEYED && n->key == SP_KEY_RECORD)
      check_record(c, n);
}

void
sp_check_e25(struct sp_checking *c)
{
  sp_check_if(c);
  check_labels(c);
  check_records(c);
}
