/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/coverage.h"

bool
sp_coverage_counts(const struct sp_edge *edge)
{
  return edge->kind != SP_EDGE_STOP;
}

struct sp_str
sp_coverage_way(struct sp_arena *arena, const struct sp_step *step,
                const struct sp_edge *edge)
{
  if (edge->kind == SP_EDGE_CHOICE)
    return sp_arena_fmt(arena, "\"%.*s\" at \"%.*s\"", SP_FMT(edge->label),
                        SP_FMT(step->heading));
  return sp_arena_fmt(arena, "%s of \"%.*s\"",
                      edge->kind == SP_EDGE_NEXT ? "`Next:`" : "`Otherwise`",
                      SP_FMT(step->heading));
}

#define WEEKS_MAX 8

/* "Monday" is one that no bank holiday makes another kind of day, so that a
 * test call does not fail at Easter. */
static void
pass_over_holidays(const struct sp_directory *directory,
                   struct sp_test_call *test)
{
  struct sp_clock clock = sp_clock_at(test->situation.now);
  sp_day day = clock.day;

  for (int week = 0; directory && week < WEEKS_MAX &&
                     sp_calendar_on(&directory->calendar, SP_STR(""), day);
       week++)
    day += 7;
  if (day != clock.day)
    test->situation.now = sp_day_minute(day, clock.minute);
}

/* A call without a time comes in office hours: what it does must not depend on
 * when it is checked. */
static bool
in_office_hours(const struct sp_directory *directory,
                const struct sp_test_call *test)
{
  sp_instant until;

  if (test->office_set)
    return test->office;
  if (!test->clock_set)
    return true;
  return directory &&
         sp_directory_office_hours(directory, test->situation.now, &until);
}

bool
sp_coverage_run(struct sp_arena *arena, const struct sp_script *script,
                const struct sp_directory *directory,
                const struct sp_node *item, sp_instant now,
                struct sp_call *call, struct sp_str *why)
{
  struct sp_test_call test;
  const char *slip;

  *call = (struct sp_call){0};
  if (!sp_test_call_read(arena, script, item, now, &test, &slip)) {
    *why = sp_str(slip);
    return false;
  }
  if (test.weekday_set)
    pass_over_holidays(directory, &test);
  test.situation.office_hours = in_office_hours(directory, &test);
  return sp_test_call_run(arena, script, &test, call, why);
}

/* Mark the edges of this script that a call has gone. */
static void
mark(const struct sp_script *script, const struct sp_call *call,
     struct sp_coverage *out)
{
  for (size_t i = 0; i < call->legs; i++) {
    const struct sp_leg *leg = &call->leg[i];
    const struct sp_step *step = &script->step[leg->place.step];

    if (leg->place.script == script && leg->edge &&
        sp_coverage_counts(leg->edge))
      out->edge[leg->place.step][leg->edge - step->edge] = true;
  }
}

static void
count(const struct sp_script *script, struct sp_coverage *out)
{
  for (size_t s = 0; s < script->steps; s++)
    for (size_t e = 0; e < script->step[s].edges; e++) {
      out->edges += sp_coverage_counts(&script->step[s].edge[e]);
      out->covered += out->edge[s][e];
    }
}

void
sp_coverage_of(struct sp_arena *arena, const struct sp_script *script,
               const struct sp_directory *directory, sp_instant now,
               struct sp_coverage *out)
{
  struct sp_arena scratch = {0};
  struct sp_call call;
  struct sp_str why;

  *out = (struct sp_coverage){.edge =
                                  sp_arena_array(arena, bool *, script->steps)};
  for (size_t s = 0; s < script->steps; s++)
    out->edge[s] = sp_arena_array(arena, bool, script->step[s].edges);
  for (const struct sp_node *item = sp_test_call_next(script, NULL); item;
       item = sp_test_call_next(script, item)) {
    sp_coverage_run(&scratch, script, directory, item, now, &call, &why);
    mark(script, &call, out);
    sp_arena_release(&scratch);
  }
  count(script, out);
}
