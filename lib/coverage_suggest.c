/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/coverage_suggest.c - test calls for the ways that none goes yet: every
 * kind of caller walks the script and takes what is new first. */
#include "lib/callers.h"
#include "lib/coverage.h"

/* Kinds of caller that are tried; walks of one that find nothing new before
 * the next is tried. */
#define CALLERS_MAX 400
#define WALKS_MAX 12
/* An area that no site has. */
#define ELSEWHERE "elsewhere"

struct walk {
  struct sp_arena *arena; /* of this walk alone */
  const struct sp_call *call;
  const struct sp_script *script;
  const struct sp_coverage *coverage;
  struct sp_caller *caller;
  bool *been; /* at this step, in this walk */
  unsigned turn;
  struct sp_texts labels;
  size_t *chosen_at; /* the step of each label */
  size_t chosen_cap;
  const struct sp_directory *directory;
  sp_instant now;
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
  size_t chosen;

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
  chosen = w->labels.count;
  SP_PUSH(w->arena, w->chosen_at, chosen, w->chosen_cap, place->step);
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

/* ---- what has to be said of the caller ---- */

/* The walk once more, by another caller. */
struct replay {
  const struct walk *walk;
  struct sp_caller *caller;
  size_t used;
};

static struct sp_str
choose_again(void *ctx, const struct sp_place *place)
{
  struct replay *r = ctx;
  const struct walk *w = r->walk;

  if (r->used == w->labels.count || w->chosen_at[r->used] != place->step)
    return SP_STR("");
  return w->labels.item[r->used++];
}

static struct sp_str
value_again(void *ctx, struct sp_str name)
{
  return sp_caller_value(((struct replay *)ctx)->caller, name);
}

/* Does this caller go the same way by the same labels? */
static bool
goes_along(const struct walk *w, const struct sp_caller *caller)
{
  struct sp_caller other = *caller;
  struct replay replay = {w, &other, 0};
  struct sp_answers answers = {.ctx = &replay,
                               .choice = choose_again,
                               .field = value_again,
                               .result = value_again};
  struct sp_call call;

  sp_call_walk(w->arena, w->script, &other.situation, &answers, SP_STR(""),
               &call);
  if (call.state != w->call->state || call.legs != w->call->legs)
    return false;
  for (size_t i = 0; i < call.legs; i++)
    if (call.leg[i].place.step != w->call->leg[i].place.step ||
        call.leg[i].edge != w->call->leg[i].edge)
      return false;
  return true;
}

static bool
goes_at_any_level(const struct walk *w, struct sp_caller caller)
{
  unsigned least = w->script->doc->level > 1 ? w->script->doc->level : 1;

  for (caller.situation.level = least; caller.situation.level <= 4;
       caller.situation.level++)
    if (!goes_along(w, &caller))
      return false;
  return true;
}

static bool
goes_at_any_hour(const struct walk *w, struct sp_caller caller)
{
  caller.situation.office_hours = !caller.situation.office_hours;
  return goes_along(w, &caller);
}

static bool
goes_from_anywhere(const struct walk *w, struct sp_caller caller)
{
  const struct sp_caller_names *area = &caller.terms->area;

  for (size_t i = 0; i < area->count; i++) {
    caller.situation.area = area->item[i];
    if (!goes_along(w, &caller))
      return false;
  }
  caller.situation.area = SP_STR(ELSEWHERE);
  if (!goes_along(w, &caller))
    return false;
  caller.situation.area = SP_STR("");
  return goes_along(w, &caller);
}

static bool
goes_by_any_channel(const struct walk *w, struct sp_caller caller)
{
  static const char *const channel[] = {"",      "phone",        "webchat",
                                        "email", "face to face", "online"};

  for (size_t i = 0; i < SP_ARRAY_LEN(channel); i++) {
    caller.situation.channel = sp_str(channel[i]);
    if (!goes_along(w, &caller))
      return false;
  }
  return true;
}

static bool
goes_on_any_day(const struct walk *w, struct sp_caller caller)
{
  for (size_t i = 0; i < 2 * caller.terms->instants; i++) {
    caller.situation.now = caller.terms->at[i / 2] - (i % 2 ? 1 : 0);
    if (!goes_along(w, &caller))
      return false;
  }
  caller.situation.now = w->now;
  return goes_along(w, &caller);
}

static void
take_field_out(struct sp_caller_terms *terms, struct sp_caller *caller,
               size_t i)
{
  for (terms->fields--; i < terms->fields; i++) {
    terms->field[i] = terms->field[i + 1];
    caller->value[i] = caller->value[i + 1];
  }
}

static bool
goes_with_any_value(const struct walk *w, struct sp_caller caller, size_t i)
{
  struct sp_caller_terms without = *caller.terms;

  for (size_t v = 0; v < without.field[i].value.count; v++) {
    caller.value[i] = v;
    if (!goes_along(w, &caller))
      return false;
  }
  take_field_out(&without, &caller, i);
  caller.terms = &without;
  return goes_along(w, &caller);
}

/* Take out of `terms`, a copy that the caller has, what does not change the
 * way. */
static void
leave_out_idle(const struct walk *w, struct sp_caller_terms *terms,
               struct sp_caller *caller)
{
  struct sp_situation *s = &caller->situation;

  if (terms->level && goes_at_any_level(w, *caller)) {
    terms->level = false;
    s->level = w->script->doc->level > 1 ? w->script->doc->level : 1;
  }
  if (terms->area.count && goes_from_anywhere(w, *caller)) {
    terms->area.count = 0;
    s->area = SP_STR("");
  }
  if (terms->channel.count && goes_by_any_channel(w, *caller)) {
    terms->channel.count = 0;
    s->channel = SP_STR("");
  }
  if (terms->hours && goes_at_any_hour(w, *caller)) {
    terms->hours = false;
    s->office_hours = true;
  }
  if (terms->instants && goes_on_any_day(w, *caller)) {
    terms->instants = 0;
    s->now = w->now;
  }
  for (size_t i = terms->fields; i-- > 0;)
    if (!terms->field[i].is_step && goes_with_any_value(w, *caller, i))
      take_field_out(terms, caller, i);
}

/* Days that are looked at for a usual hour. */
#define DAYS_MAX 14
#define MORNING (10 * 60)
#define EVENING (22 * 60)

/* Nobody rings at midnight: another time between the same dates, open or not
 * as the caller has it, so that nothing more is to be said of that. */
static void
take_usual_time(const struct walk *w, struct sp_caller_terms *terms,
                struct sp_caller *caller)
{
  bool is_open = caller->situation.office_hours;
  struct sp_caller other = *caller;
  sp_day day = sp_clock_at(caller->situation.now).day;
  int step = sp_clock_at(caller->situation.now).minute > 0 ? -1 : 1;

  if (terms->instants == 0 || !w->directory)
    return;
  for (int i = 0; i < DAYS_MAX; i++, day += step) {
    sp_instant until;

    other.situation.now = sp_day_minute(day, is_open ? MORNING : EVENING);
    if (terms->hours &&
        sp_directory_office_hours(w->directory, other.situation.now, &until) !=
            is_open)
      continue;
    if (!goes_along(w, &other))
      return;
    caller->situation.now = other.situation.now;
    terms->hours = false;
    return;
  }
}

static struct sp_str
line_of(const struct walk *w, const struct sp_call *call)
{
  const struct sp_place *place = sp_call_place(call);
  struct sp_caller_terms terms = *w->caller->terms;
  struct sp_caller caller = *w->caller;
  struct sp_str line;
  struct sp_str ends = w->script->step[place->step].heading;
  size_t parts = 2 * w->labels.count + 3, n = 0;
  struct sp_str *part = sp_arena_array(w->arena, struct sp_str, parts);

  caller.terms = &terms;
  leave_out_idle(w, &terms, &caller);
  take_usual_time(w, &terms, &caller);
  line = sp_caller_given(w->arena, &caller);
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
  w->chosen_at = NULL;
  w->chosen_cap = 0;
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

/* Who lives where no condition asks for lives somewhere all the same. */
static void
name_area(const struct sp_caller_terms *terms, const struct sp_texts *areas,
          struct sp_caller *caller)
{
  struct sp_str *area = &caller->situation.area;

  for (size_t i = 0; i < terms->area.count; i++)
    if (sp_str_eq(*area, terms->area.item[i]))
      return;
  if (terms->area.count == 0)
    return;
  *area = SP_STR(ELSEWHERE);
  for (size_t k = areas->count; k-- > 0;) {
    size_t i = 0;

    while (i < terms->area.count &&
           !sp_str_ieq(terms->area.item[i], areas->item[k]))
      i++;
    if (i == terms->area.count)
      *area = areas->item[k];
  }
}

void
sp_coverage_suggest(struct sp_arena *arena, const struct sp_script *script,
                    const struct sp_directory *directory,
                    const struct sp_texts *areas, sp_instant now,
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
                   .directory = directory,
                   .now = now,
                   .been = sp_arena_array(arena, bool, script->steps)};

  for (size_t i = 0; i < script->steps; i++)
    sp_caller_terms_add(script, &script->step[i], &terms);
  sp_caller_terms_complete(script, sub, ctx, &terms);
  for (size_t n = 0; n < CALLERS_MAX && coverage->covered < coverage->edges &&
                     sp_caller_nth(&terms, SP_STAFF, now, n, &caller);
       n++) {
    name_area(&terms, areas, &caller);
    for (unsigned idle = 0; idle < WALKS_MAX; w.turn++) {
      struct sp_str line = walk(&w, directory, now, coverage, arena);

      idle = line.len ? 0 : idle + 1;
      if (line.len)
        SP_PUSH(arena, out->item, out->count, out->cap, line);
      sp_arena_release(&scratch);
    }
  }
}
