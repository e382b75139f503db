/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/test_call.h"

#include "lib/text.h"

/* ---- reading ---- */

struct reader {
  struct sp_arena *arena;
  const struct sp_script *script;
  sp_instant now;
  struct sp_test_call *out;
};

static const char why_arrow[] =
    "write the choices, then `=>` and the heading of the step where the call"
    " ends: `Refuse; Yes => Book a return visit`";
static const char why_bracket[] =
    "close the bracket: `(Sunday 02:10; level 1) Refuse => ...`";
static const char why_given[] =
    "in the brackets stand a time (`Sunday 02:10` or `2026-12-25 10:00`),"
    " `level 2`, `area Northmarsh`, a channel, `office hours`, `out of hours`,"
    " or the name and value of a field or of a check done first:"
    " `identity-check passed`";

static bool
take_clock(struct sp_str s, int *hour, int *minute)
{
  struct sp_civil civil;
  char text[] = "2000-01-01 00:00";

  if (s.len == 4)
    memcpy(text + 12, s.ptr, 4);
  else if (s.len == 5)
    memcpy(text + 11, s.ptr, 5);
  else
    return false;
  if (!sp_civil_parse(sp_str(text), &civil))
    return false;
  *hour = civil.hour;
  *minute = civil.minute;
  return true;
}

/* "Sunday 02:10": the next one, today included. */
static bool
take_weekday(struct reader *r, struct sp_str s)
{
  static const char *const day[] = {"Monday",   "Tuesday", "Wednesday",
                                    "Thursday", "Friday",  "Saturday",
                                    "Sunday"};
  size_t space = sp_str_find(s, ' ', 0);
  struct sp_str name = sp_str_sub(s, 0, space);
  struct sp_clock clock = sp_clock_at(r->now);
  int hour, minute;

  if (!take_clock(sp_str_trim(sp_str_sub(s, space, s.len)), &hour, &minute))
    return false;
  for (int d = 0; d < 7; d++) {
    if (!sp_str_ieq(name, sp_str(day[d])) &&
        !(name.len == 3 && sp_str_ieq(name, sp_str_n(day[d], 3))))
      continue;
    r->out->situation.now = sp_day_minute(
        clock.day + (d - clock.weekday + 7) % 7, hour * 60 + minute);
    r->out->clock_set = r->out->weekday_set = true;
    return true;
  }
  return false;
}

static bool
take_time(struct reader *r, struct sp_str s)
{
  struct sp_civil civil;

  if (!sp_civil_parse(s, &civil))
    return take_weekday(r, s);
  r->out->situation.now = sp_civil_begin(&civil);
  r->out->clock_set = true;
  return true;
}

/* `level 2`, `webchat`, `area: Northmarsh`: what a guard may say. */
static bool
take_guard(struct reader *r, struct sp_str s)
{
  struct sp_situation *situation = &r->out->situation;
  struct sp_guard guard;
  const char *why;

  if (s.len > 5 && sp_str_ieq(sp_str_sub(s, 0, 5), SP_STR("area "))) {
    situation->area = sp_str_trim(sp_str_sub(s, 5, s.len));
    return true;
  }
  if (!sp_guard_parse(r->arena, s, &guard, &why))
    return false;
  switch (guard.kind) {
  case SP_GUARD_STAFF:
    situation->audience = SP_STAFF;
    return true;
  case SP_GUARD_PUBLIC:
    situation->audience = SP_PUBLIC;
    return true;
  case SP_GUARD_LEVEL:
    situation->level = guard.number;
    return true;
  case SP_GUARD_AREA:
    situation->area = guard.text;
    return true;
  case SP_GUARD_CHANNEL:
    situation->channel = guard.text;
    return true;
  case SP_GUARD_OFFICE_HOURS:
  case SP_GUARD_OUT_OF_HOURS:
    r->out->office_set = true;
    r->out->office = guard.kind == SP_GUARD_OFFICE_HOURS;
    return true;
  case SP_GUARD_NONE:
  case SP_GUARD_DATE:
  case SP_GUARD_IF:
    break;
  }
  return false;
}

/* `identity-check passed`, `bin: garden`: the name ends where the script knows
 * it. */
static bool
take_value(struct reader *r, struct sp_str s)
{
  for (size_t i = 1; i < s.len; i++) {
    struct sp_str name = sp_str_trim(sp_str_sub(s, 0, i)), value;
    const struct sp_node *do_first;

    if (s.ptr[i] != ' ' && s.ptr[i] != ':')
      continue;
    value = sp_str_trim(sp_str_sub(s, i + 1, s.len));
    do_first = sp_script_do_first(r->script, name);
    if (value.len == 0 || (!sp_script_record(r->script, name) && !do_first))
      continue;
    if (do_first && !sp_script_record(r->script, name))
      name = sp_do_first_name(do_first);
    SP_PUSH(r->arena, r->out->names.item, r->out->names.count,
            r->out->names.cap, name);
    SP_PUSH(r->arena, r->out->values.item, r->out->values.count,
            r->out->values.cap, value);
    return true;
  }
  return false;
}

static bool
take_given(struct reader *r, struct sp_str given)
{
  struct sp_str piece;

  while (sp_str_split(&given, ';', &piece))
    if (piece.len && !take_time(r, piece) && !take_guard(r, piece) &&
        !take_value(r, piece))
      return false;
  return true;
}

static size_t
find_arrow(struct sp_str s)
{
  for (size_t i = 0; i + 1 < s.len; i++)
    if (s.ptr[i] == '=' && s.ptr[i + 1] == '>')
      return i;
  return s.len;
}

static const char *
read_call(struct reader *r, struct sp_str s)
{
  struct sp_test_call *out = r->out;
  struct sp_str piece;
  size_t at;

  if (sp_str_starts(s, "(")) {
    at = sp_str_find(s, ')', 0);
    if (at == s.len)
      return why_bracket;
    if (!take_given(r, sp_str_sub(s, 1, at - 1)))
      return why_given;
    s = sp_str_trim(sp_str_sub(s, at + 1, s.len));
  }
  at = find_arrow(s);
  out->ends = sp_str_trim(sp_str_sub(s, at + 2, s.len));
  if (at == s.len || out->ends.len == 0)
    return why_arrow;
  s = sp_str_sub(s, 0, at);
  while (sp_str_split(&s, ';', &piece))
    if (piece.len)
      SP_PUSH(r->arena, out->choices.item, out->choices.count, out->choices.cap,
              piece);
  return NULL;
}

bool
sp_test_call_read(struct sp_arena *arena, const struct sp_script *script,
                  const struct sp_node *item, sp_instant now,
                  struct sp_test_call *out, const char **why)
{
  struct reader r = {arena, script, now, out};

  *out = (struct sp_test_call){
      .node = item,
      .situation = {.audience = SP_STAFF,
                    .level = script->doc->level > 1 ? script->doc->level : 1,
                    .now = now}};
  *why = read_call(&r, sp_str_trim(sp_node_words(arena, item)));
  return !*why;
}

const struct sp_node *
sp_test_call_next(const struct sp_script *script, const struct sp_node *item)
{
  const struct sp_node *list;

  if (item && item->next)
    return item->next;
  if (!script->test_calls)
    return NULL;
  list = item ? item->parent->next : script->test_calls->first;
  while (list && (list->kind != SP_NODE_LIST || !list->first))
    list = list->next;
  return list ? list->first : NULL;
}

/* ---- walking ---- */

struct run {
  const struct sp_test_call *test;
  size_t used; /* choices */
};

/* Does a step without choices have such a red flag? */
static bool
has_flag(const struct sp_edge *edge, size_t n, struct sp_str label)
{
  for (size_t i = 0; i < n; i++)
    if (edge[i].kind == SP_EDGE_STOP && sp_answer_same(edge[i].label, label))
      return true;
  return false;
}

static struct sp_str
next_choice(void *ctx, const struct sp_place *place)
{
  struct run *run = ctx;
  const struct sp_script *script = place->script;
  const struct sp_step *step = &script->step[place->step];
  struct sp_str label;

  if (run->used == run->test->choices.count)
    return SP_STR("");
  label = run->test->choices.item[run->used];
  if (step->choices == 0 && !has_flag(step->edge, step->edges, label) &&
      !has_flag(script->stop, script->stops, label))
    return SP_STR("");
  run->used++;
  return label;
}

static struct sp_str
given(void *ctx, struct sp_str name)
{
  const struct run *run = ctx;

  for (size_t i = 0; i < run->test->names.count; i++)
    if (sp_answer_same(run->test->names.item[i], name))
      return run->test->values.item[i];
  return SP_STR("");
}

static struct sp_str
heading_of(const struct sp_place *place)
{
  return place->script->step[place->step].heading;
}

/* Is `ends` a name for where the edge leads out to? */
static bool
names_target(struct sp_arena *arena, const struct sp_edge *edge,
             struct sp_str ends)
{
  struct sp_str path =
      sp_str_sub(edge->target, 0, sp_str_find(edge->target, '#', 0));
  struct sp_str name = path;
  size_t dot = name.len;

  while (dot > 0 && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
    dot--;
  if (dot > 1 && name.ptr[dot - 1] == '.')
    name.len = dot - 1;
  for (size_t i = name.len; i-- > 0;)
    if (name.ptr[i] == '/') {
      name = sp_str_sub(name, i + 1, name.len);
      break;
    }
  return sp_answer_same(edge->label, ends) || sp_str_ieq(path, ends) ||
         sp_str_ieq(sp_text_slug(arena, ends), name);
}

static struct sp_str
what_happened(struct sp_arena *arena, const struct sp_call *call,
              const struct run *run)
{
  const struct sp_place *place = sp_call_place(call);
  struct sp_str heading = place ? heading_of(place) : SP_STR("");

  switch (call->state) {
  case SP_CALL_ASKING:
    if (call->refused.len)
      return sp_arena_fmt(arena, "\"%.*s\" has no choice \"%.*s\" here",
                          SP_FMT(heading), SP_FMT(call->refused));
    return sp_arena_fmt(arena, "it comes to \"%.*s\" and has no more choices",
                        SP_FMT(heading));
  case SP_CALL_STUCK:
    return sp_arena_fmt(arena, "it gets stuck at \"%.*s\"", SP_FMT(heading));
  case SP_CALL_LOOPS:
    return sp_arena_fmt(arena, "it goes round and round at \"%.*s\"",
                        SP_FMT(heading));
  case SP_CALL_ELSEWHERE:
    return sp_arena_fmt(arena, "it leads from \"%.*s\" to %.*s",
                        SP_FMT(heading), SP_FMT(call->way_out->target));
  case SP_CALL_ENDED:
  case SP_CALL_AT_STOP:
    break;
  }
  if (run->used < run->test->choices.count)
    return sp_arena_fmt(arena, "it ends at \"%.*s\", before \"%.*s\" is chosen",
                        SP_FMT(heading),
                        SP_FMT(run->test->choices.item[run->used]));
  return sp_arena_fmt(arena, "it ends at \"%.*s\"", SP_FMT(heading));
}

static bool
ends_as_told(struct sp_arena *arena, const struct sp_call *call,
             const struct run *run)
{
  struct sp_str ends = run->test->ends;
  const struct sp_place *place = sp_call_place(call);

  if (run->used < run->test->choices.count)
    return false;
  if (call->state == SP_CALL_ELSEWHERE)
    return names_target(arena, call->way_out, ends);
  if (call->state != SP_CALL_ENDED)
    return false;
  return sp_answer_same(heading_of(place), ends) ||
         sp_str_ieq(place->script->step[place->step].anchor, ends);
}

bool
sp_test_call_run(struct sp_arena *arena, const struct sp_script *script,
                 const struct sp_test_call *test, struct sp_call *call,
                 struct sp_str *why)
{
  struct run run = {.test = test};
  struct sp_answers answers = {
      .ctx = &run, .choice = next_choice, .field = given, .result = given};

  sp_call_walk(arena, script, &test->situation, &answers, SP_STR(""), call);
  if (ends_as_told(arena, call, &run))
    return true;
  *why = what_happened(arena, call, &run);
  *why = sp_arena_fmt(arena, "%.*s, and not at \"%.*s\"", SP_FMT(*why),
                      SP_FMT(test->ends));
  return false;
}
