/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/check_parts.h"

#include "lib/test_call.h"
#include "lib/url.h"

/* By number, then E before W.  What has no function here is found while a file
 * is read (markdown.h, xml.h, fields.h), while its links are resolved
 * (resolve.h), or over the whole site (check_site.h). */
const struct sp_check sp_checks[] = {
    {"E01", "step with neither choice, next nor outcome", sp_check_e01},
    {"E02", "target missing", NULL},
    {"W02", "target missing in a foreign file", NULL},
    {"E03", "duplicate id or heading address", NULL},
    {"W04", "step that nothing leads to", sp_check_w04},
    {"E05", "loop with no way out", sp_check_e05},
    {"W05", "loop", sp_check_w05},
    {"W06", "single choice", sp_check_w06},
    {"E07", "two choices with one label that can show together", sp_check_e07},
    {"W08", "no choice for \"not sure\" or \"something else\"", sp_check_w08},
    {"E09", "conditions leave a gap", sp_check_e09},
    {"E10", "public text links to or includes what is not public", NULL},
    {"E11", "escalation without a route that is always open", sp_check_e11},
    {"E12", "check done first without `return`, or within itself",
     sp_check_e12},
    {"W13", "words to say take longer than 25 seconds", sp_check_w13},
    {"W14", "reading age above target", sp_check_w14},
    {"W15", "acronym that is not in the glossary", sp_check_w15},
    {"E16", "required field missing", sp_check_e16},
    {"W16", "review overdue, or dated to come", sp_check_w16},
    {"E17", "includes what has expired", sp_check_e17},
    {"W18", "more than nine steps to an outcome", sp_check_w18},
    {"W19", "self-service never offered", sp_check_w19},
    {"E20", "test call fails", sp_check_e20},
    {"W20", "way that no test call goes", sp_check_w20},
    {"W21", "contact not verified in its time", sp_check_w21},
    {"W22", "translation older than its source", sp_check_w22},
    {"E23", "record field asks for what may not be kept", sp_check_e23},
    {"W24", "step nearly the same as one of another script", NULL},
    {"E25", "slip in the form of a file", sp_check_e25},
    {"W25", "odd form that is read all the same, or file that is not read",
     NULL},
    {"W26",
     "no text, bare heading, level skipped, picture without words, empty link"
     " words",
     sp_check_w26},
    {"W27", "looks like a key", NULL},
    {"W28", "nobody on call in the next 7 days", NULL},
    {"W29", "fee not checked since its source changed", NULL},
    {"W30", "phone number of a contact typed in a text", sp_check_w30},
    {"W31", "price of fees.csv typed in a text", sp_check_w31},
    {"W32", "colours of site.yaml too close to each other", NULL},
};
const size_t sp_checks_count = SP_ARRAY_LEN(sp_checks);

static size_t
place_of(struct sp_str code)
{
  for (size_t i = 0; i < sp_checks_count; i++)
    if (sp_str_ieq(sp_str(sp_checks[i].code), code))
      return i;
  return SIZE_MAX;
}

bool
sp_check_set_add(struct sp_check_set *set, struct sp_str code)
{
  size_t place = place_of(code);

  if (place == SIZE_MAX)
    return false;
  set->out[place] = true;
  return true;
}

bool
sp_check_set_has(const struct sp_check_set *set, const char *code)
{
  size_t place = place_of(sp_str(code));

  return place != SIZE_MAX && set->out[place];
}

unsigned
sp_check_line(const struct sp_checking *c, const char *field)
{
  const struct sp_field *f = sp_doc_field_all(c->doc, field);

  return f ? f->line : 1;
}

const struct sp_doc *
sp_check_sub(struct sp_checking *c, const struct sp_node *do_first)
{
  struct sp_str path, fragment;

  if (!c->world->document ||
      !sp_url_relative(c->arena, c->doc->path, do_first->target, &path,
                       &fragment))
    return NULL;
  return c->world->document(c->world->ctx, c->arena, path);
}

static size_t
count_edges(const struct sp_script *script)
{
  size_t edges = script->stops;

  for (size_t i = 0; i < script->steps; i++)
    edges += script->step[i].edges;
  return edges;
}

static bool
has_wide_step(const struct sp_script *script)
{
  for (size_t i = 0; i < script->steps; i++)
    if (script->step[i].edges > SP_CHECK_MAX_STEP_EDGES)
      return true;
  return false;
}

static bool
has_many_calls(const struct sp_script *script)
{
  const struct sp_node *item = sp_test_call_next(script, NULL);
  size_t calls = 0;

  for (; item && calls <= SP_CHECK_MAX_CALLS; calls++)
    item = sp_test_call_next(script, item);
  return calls > SP_CHECK_MAX_CALLS;
}

bool
sp_check_is_sound(const struct sp_script *script)
{
  return script->steps <= SP_CHECK_MAX_STEPS &&
         count_edges(script) <= SP_CHECK_MAX_EDGES && !has_wide_step(script) &&
         !has_many_calls(script);
}

/* It is more than a person can keep in order. */
static void
tell_size(struct sp_checking *c, const struct sp_script *script)
{
  SP_CHECK_SAY_AT(c, "E25", 1,
                  "this script has %zu steps and %zu ways between them; it may"
                  " have %d and %d, %d of one step, and %d test calls: make"
                  " several scripts of it",
                  script->steps, count_edges(script), SP_CHECK_MAX_STEPS,
                  SP_CHECK_MAX_EDGES, SP_CHECK_MAX_STEP_EDGES,
                  SP_CHECK_MAX_CALLS);
}

void
sp_check_doc(struct sp_arena *arena, const struct sp_check_world *world,
             const struct sp_check_set *without, const struct sp_doc *doc,
             struct sp_diags *diags)
{
  struct sp_checking c = {
      .arena = arena, .world = world, .doc = doc, .diags = diags};

  if (doc->type == SP_DOC_SCRIPT) {
    struct sp_script *script = sp_script_new(arena, doc);

    if (!sp_check_is_sound(script)) {
      tell_size(&c, script);
      return;
    }
    c.script = script->steps ? script : NULL;
  }
  for (size_t i = 0; i < sp_checks_count; i++)
    if (sp_checks[i].run && !(without && without->out[i]))
      sp_checks[i].run(&c);
}
