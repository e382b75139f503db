/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/callers.h"

/* ---- what the conditions name ---- */

/* False: there is no room. */
static bool
add_name(struct sp_caller_names *names, struct sp_str name)
{
  for (size_t i = 0; i < names->count; i++)
    if (sp_answer_same(names->item[i], name))
      return true;
  if (names->count == SP_CALLER_NAMES_MAX)
    return false;
  names->item[names->count++] = name;
  return true;
}

static void
add_instant(struct sp_caller_terms *t, sp_instant at)
{
  for (size_t i = 0; i < t->instants; i++)
    if (t->at[i] == at)
      return;
  if (t->instants < SP_CALLER_NAMES_MAX)
    t->at[t->instants++] = at;
  else
    t->too_many = true;
}

static void
add_field(struct sp_caller_terms *t, const struct sp_guard *guard)
{
  size_t i = 0;

  while (i < t->fields && !sp_answer_same(t->field[i].x, guard->text))
    i++;
  if (i == SP_CALLER_FIELDS_MAX) {
    t->too_many = true;
    return;
  }
  if (i == t->fields)
    t->field[t->fields++].x = guard->text;
  t->too_many |= !add_name(&t->field[i].value, guard->value);
}

static void
add_terms(struct sp_caller_terms *t, const struct sp_guard *guard)
{
  switch (guard->kind) {
  case SP_GUARD_LEVEL:
    t->level = true;
    break;
  case SP_GUARD_OFFICE_HOURS:
  case SP_GUARD_OUT_OF_HOURS:
    t->hours = true;
    break;
  case SP_GUARD_AREA:
    t->too_many |= !add_name(&t->area, guard->text);
    break;
  case SP_GUARD_CHANNEL:
    t->too_many |= !add_name(&t->channel, guard->text);
    break;
  case SP_GUARD_DATE:
    if (guard->from.year)
      add_instant(t, sp_civil_begin(&guard->from));
    if (guard->until.year)
      add_instant(t, sp_civil_end(&guard->until));
    break;
  case SP_GUARD_IF:
    add_field(t, guard);
    break;
  case SP_GUARD_NONE:
  case SP_GUARD_STAFF:
  case SP_GUARD_PUBLIC:
    break;
  }
}

/* The values that a field has beside those that are named. */
static bool
complete_record(const struct sp_node *record, struct sp_caller_names *value)
{
  bool fits = true;

  if (record->number == SP_RECORD_YES_NO)
    fits = add_name(value, SP_STR("yes")) && add_name(value, SP_STR("no"));
  for (const struct sp_node *n = record->first; n && fits; n = n->next)
    fits = add_name(value, n->text);
  return fits;
}

static bool
complete_results(const struct sp_doc *sub, struct sp_caller_names *value)
{
  bool fits = true;

  for (struct sp_node *n = sub ? sub->root : NULL; n;
       n = sp_node_walk(sub->root, n, false))
    if (n->kind == SP_NODE_KEYED && n->key == SP_KEY_OUTCOME &&
        n->number == SP_OUTCOME_RETURN)
      fits = fits && add_name(value, n->text);
  return fits;
}

void
sp_caller_terms_complete(
    const struct sp_script *script,
    const struct sp_doc *(*sub)(void *ctx, const struct sp_node *do_first),
    void *ctx, struct sp_caller_terms *t)
{
  for (size_t i = 0; i < t->fields; i++) {
    struct sp_caller_field *field = &t->field[i];
    const struct sp_node *do_first;

    switch (sp_script_if(script, field->x)) {
    case SP_IF_RECORD:
      t->too_many |=
          !complete_record(sp_script_record(script, field->x), &field->value);
      break;
    case SP_IF_RESULT:
      do_first = sp_script_do_first(script, field->x);
      field->x = sp_do_first_name(do_first);
      t->too_many |= !complete_results(sub(ctx, do_first), &field->value);
      break;
    case SP_IF_STEP:
      field->is_step = true;
      break;
    case SP_IF_UNKNOWN:
      break;
    }
  }
}

void
sp_caller_terms_add(const struct sp_script *script, const struct sp_step *step,
                    struct sp_caller_terms *t)
{
  for (size_t i = 0; i < step->edges; i++) {
    const struct sp_edge *edge = &step->edge[i];

    if (edge->kind == SP_EDGE_STOP)
      continue;
    if (edge->kind == SP_EDGE_CHOICE)
      add_terms(t, edge->guard);
    if (edge->to != SP_STEP_NONE)
      add_terms(t, script->step[edge->to].guard);
  }
}

/* ---- every caller ---- */

struct sp_str
sp_caller_value(void *ctx, struct sp_str name)
{
  const struct sp_caller *caller = ctx;

  for (size_t i = 0; i < caller->terms->fields; i++)
    if (sp_answer_same(caller->terms->field[i].x, name))
      return caller->terms->field[i].value.item[caller->value[i]];
  return SP_STR("");
}

/* Take the next digit of *n in base `of`. */
static size_t
digit(size_t *n, size_t of)
{
  size_t d = *n % of;

  *n /= of;
  return d;
}

/* Before the first instant, at the first, at the second... */
static sp_instant
instant_of(const struct sp_caller_terms *t, size_t i)
{
  sp_instant first = t->at[0];

  for (size_t k = 1; k < t->instants; k++)
    if (t->at[k] < first)
      first = t->at[k];
  return i == 0 ? first - 1 : t->at[i - 1];
}

/* A channel that no condition names; empty: all are named. */
static struct sp_str
other_channel(const struct sp_caller_terms *t)
{
  static const char *const channel[] = {"phone", "webchat", "email",
                                        "face to face", "online"};

  for (size_t i = 0; i < SP_ARRAY_LEN(channel); i++) {
    size_t k = 0;

    while (k < t->channel.count &&
           !sp_str_ieq(t->channel.item[k], sp_str(channel[i])))
      k++;
    if (k == t->channel.count)
      return sp_str(channel[i]);
  }
  return SP_STR("");
}

bool
sp_caller_nth(const struct sp_caller_terms *t, enum sp_audience audience,
              sp_instant now, size_t n, struct sp_caller *out)
{
  unsigned level = t->level_min ? t->level_min : 1;

  *out = (struct sp_caller){.terms = t};
  out->situation = (struct sp_situation){
      .audience = audience, .level = level, .now = now, .office_hours = true};
  if (t->level && audience == SP_STAFF)
    out->situation.level = level + (unsigned)digit(&n, 5 - level);
  if (t->hours)
    out->situation.office_hours = digit(&n, 2) == 0;
  if (t->area.count) {
    size_t i = digit(&n, t->area.count + 1);

    /* A place that no condition names. */
    out->situation.area =
        i < t->area.count ? t->area.item[i] : SP_STR("another area");
  }
  if (t->channel.count) {
    struct sp_str other = other_channel(t);
    size_t i = digit(&n, t->channel.count + (other.len ? 1 : 0));

    out->situation.channel = i < t->channel.count ? t->channel.item[i] : other;
  }
  if (t->instants)
    out->situation.now = instant_of(t, digit(&n, t->instants + 1));
  for (size_t i = 0; i < t->fields; i++)
    if (t->field[i].value.count)
      out->value[i] = digit(&n, t->field[i].value.count);
  return n == 0;
}

/* ---- in words ---- */

#define PARTS_MAX (8 + SP_CALLER_FIELDS_MAX)

static struct sp_str
join(struct sp_arena *arena, const struct sp_str *part, size_t n,
     const char *between)
{
  struct sp_str words = {0};

  for (size_t i = 0; i < n; i++)
    words = sp_arena_fmt(arena, "%.*s%s%.*s", SP_FMT(words), i ? between : "",
                         SP_FMT(part[i]));
  return words;
}

static struct sp_str
clock_of(struct sp_arena *arena, const struct sp_caller *caller)
{
  struct sp_clock clock = sp_clock_at(caller->situation.now);

  return sp_arena_fmt(arena, "%04d-%02d-%02d %02d:%02d", clock.civil.year,
                      clock.civil.month, clock.civil.day, clock.civil.hour,
                      clock.civil.minute);
}

struct sp_str
sp_caller_words(struct sp_arena *arena, const struct sp_caller *caller)
{
  const struct sp_caller_terms *t = caller->terms;
  const struct sp_situation *s = &caller->situation;
  struct sp_str part[PARTS_MAX];
  size_t n = 0;

  if (s->audience == SP_PUBLIC)
    part[n++] = SP_STR("for residents");
  else if (t->level)
    part[n++] = sp_arena_fmt(arena, "at level %u", s->level);
  if (t->hours)
    part[n++] =
        s->office_hours ? SP_STR("in office hours") : SP_STR("out of hours");
  if (s->area.len)
    part[n++] = sp_arena_fmt(arena, "in %.*s", SP_FMT(s->area));
  if (s->channel.len)
    part[n++] = sp_arena_fmt(arena, "by %.*s", SP_FMT(s->channel));
  if (t->instants) {
    struct sp_str clock = clock_of(arena, caller);

    part[n++] = sp_arena_fmt(arena, "on %.*s", SP_FMT(clock));
  }
  for (size_t i = 0; i < t->fields; i++) {
    struct sp_str value = sp_caller_value((void *)caller, t->field[i].x);

    part[n++] = sp_arena_fmt(arena, "with %.*s: %.*s", SP_FMT(t->field[i].x),
                             SP_FMT(value));
  }
  return join(arena, part, n, ", ");
}

struct sp_str
sp_caller_given(struct sp_arena *arena, const struct sp_caller *caller)
{
  const struct sp_caller_terms *t = caller->terms;
  const struct sp_situation *s = &caller->situation;
  struct sp_str part[PARTS_MAX], all;
  size_t n = 0;

  if (t->instants)
    part[n++] = clock_of(arena, caller);
  if (t->level)
    part[n++] = sp_arena_fmt(arena, "level %u", s->level);
  if (t->hours)
    part[n++] =
        s->office_hours ? SP_STR("office hours") : SP_STR("out of hours");
  if (s->area.len)
    part[n++] = sp_arena_fmt(arena, "area %.*s", SP_FMT(s->area));
  if (s->channel.len)
    part[n++] = s->channel;
  for (size_t i = 0; i < t->fields; i++) {
    struct sp_str value = sp_caller_value((void *)caller, t->field[i].x);

    if (!t->field[i].is_step)
      part[n++] = sp_arena_fmt(arena, "%.*s %.*s", SP_FMT(t->field[i].x),
                               SP_FMT(value));
  }
  if (n == 0)
    return SP_STR("");
  all = join(arena, part, n, "; ");
  return sp_arena_fmt(arena, "(%.*s) ", SP_FMT(all));
}
