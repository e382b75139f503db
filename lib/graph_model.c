/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_model.c - what is drawn of a script, whatever the form. */
#include <stdlib.h>

#include "lib/graph_parts.h"
#include "lib/text.h"
#include "lib/url.h"

#define SAID_MAX 150 /* characters */
#define FLAG_MAX 150
#define LABEL_MAX 120
#define HEADING_MAX 120
#define LIST_MAX 12 /* of one kind in a box */

struct maker {
  struct sp_arena *arena;
  struct sp_graph *graph;
  const struct sp_graph_about *about;
  size_t flags_of, flags; /* the box whose red flags were counted last */
};

/* ---- texts ---- */

/* A character that XML 1.0 does not allow, that ends a line for somebody, or
 * that turns the direction of what follows. */
static bool
is_unfit(uint32_t c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         (c & 0xFFFE) == 0xFFFE;
}

/* One line, of fit characters, at most max of them. */
static struct sp_str
clean(const struct maker *m, struct sp_str text, size_t max)
{
  struct sp_str start = sp_str_sub(text, 0, 16 * max);
  char *copy = sp_arena_alloc(m->arena, start.len + 1);
  size_t len = 0;

  start.len = sp_utf8_check(start);
  for (size_t at = 0; at < start.len;) {
    uint32_t c = sp_utf8_next(start, &at);

    len += sp_utf8_put(copy + len, is_unfit(c) ? ' ' : c);
  }
  return sp_text_excerpt(m->arena,
                         sp_text_squeeze(m->arena, sp_str_n(copy, len)), max);
}

/* "Waste team" of waste-team, "Garden waste" of ../waste/garden-waste.md#a;
 * other texts as they are. */
static struct sp_str
readable(const struct maker *m, struct sp_str name)
{
  struct sp_str text = clean(m, name, LABEL_MAX), words;
  char *copy;

  for (size_t i = 0; i < text.len; i++)
    if (text.ptr[i] == ' ' || text.ptr[i] == ':' ||
        (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z'))
      return text;
  words = sp_url_stem(text);
  if (words.len == 0)
    return text;
  copy = sp_arena_alloc(m->arena, words.len + 1);
  for (size_t i = 0; i < words.len; i++)
    copy[i] = words.ptr[i];
  for (size_t i = 0; i < words.len; i++)
    if (copy[i] == '-')
      copy[i] = ' ';
  if (copy[0] >= 'a' && copy[0] <= 'z')
    copy[0] = (char)(copy[0] - 'a' + 'A');
  return sp_str_n(copy, words.len);
}

/* The title of what is named so, or a readable name. */
static struct sp_str
title_of(const struct maker *m, enum sp_ref_kind kind, struct sp_str name)
{
  struct sp_str title = SP_STR("");

  if (m->about->title && name.len)
    title = clean(m, m->about->title(m->about->ctx, kind, name), LABEL_MAX);
  return title.len ? title : readable(m, name);
}

static struct sp_str
or_else(struct sp_str text, const char *instead)
{
  return text.len ? text : sp_str(instead);
}

/* The first paragraph of what is said aloud in a step. */
static struct sp_str
said_in(const struct maker *m, const struct sp_node *step)
{
  const struct sp_node *n = sp_node_walk(step, (struct sp_node *)step, false);

  for (; n; n = sp_node_walk(step, (struct sp_node *)n, false)) {
    if (step->kind == SP_NODE_ROOT && n->kind == SP_NODE_SECTION)
      break;
    if (n->kind == SP_NODE_SAY && n->first)
      return clean(m, sp_node_words(m->arena, n->first), SAID_MAX);
  }
  return SP_STR("");
}

static struct sp_str
outcome_of(const struct maker *m, const struct sp_node *outcome)
{
  static const char *const words[SP_OUTCOMES] = {
      [SP_OUTCOME_RESOLVED] = "Resolved",
      [SP_OUTCOME_ESCALATE] = "Escalate to",
      [SP_OUTCOME_TRANSFER] = "Transfer to",
      [SP_OUTCOME_REFER] = "Refer to",
      [SP_OUTCOME_SIGNPOST] = "Signpost to",
      [SP_OUTCOME_EMERGENCY] = "Emergency",
      [SP_OUTCOME_RETURN] = "Return:",
  };
  const char *word = words[outcome->number < SP_OUTCOMES ? outcome->number : 0];
  struct sp_str whom = outcome->number == SP_OUTCOME_RETURN
                           ? clean(m, outcome->text, LABEL_MAX)
                           : title_of(m, SP_REF_CONTACT, outcome->text);

  return whom.len ? sp_arena_fmt(m->arena, "%s %.*s", word, SP_FMT(whom))
                  : sp_str(word);
}

const char *
sp_way_name(enum sp_edge_kind kind)
{
  switch (kind) {
  case SP_EDGE_CHOICE:
    return "Choice";
  case SP_EDGE_NEXT:
    return "Goes on";
  case SP_EDGE_OTHERWISE:
    return "Otherwise";
  case SP_EDGE_STOP:
    break;
  }
  return "Red flag";
}

/* ---- boxes ---- */

static size_t
add_box(struct maker *m, struct sp_box box)
{
  struct sp_graph *graph = m->graph;

  SP_PUSH(m->arena, graph->box, graph->boxes, graph->boxes_cap, box);
  return graph->boxes - 1;
}

static void
add_text(const struct maker *m, struct sp_texts *texts, struct sp_str text)
{
  if (texts->count < LIST_MAX)
    SP_PUSH(m->arena, texts->item, texts->count, texts->cap, text);
}

static void
add_flag(const struct maker *m, struct sp_texts *texts,
         const struct sp_edge *edge, bool of_several)
{
  struct sp_str words = clean(m, sp_node_words(m->arena, edge->node), FLAG_MAX);

  while (words.len &&
         (words.ptr[words.len - 1] == '.' || words.ptr[words.len - 1] == ' '))
    words.len--;
  words = or_else(words, "there is a red flag");
  if (of_several)
    words =
        sp_arena_fmt(m->arena, "%zu: %.*s", texts->count + 1, SP_FMT(words));
  add_text(m, texts, words);
}

/* Which script is to be done first: as it is called, or as the link says. */
static struct sp_str
first_of(const struct maker *m, const struct sp_node *node)
{
  struct sp_str title = title_of(m, SP_REF_FILE, node->target);

  if (node->text.len && sp_str_eq(title, readable(m, node->target)))
    title = readable(m, node->text);
  return or_else(title, "another script");
}

static void
add_step(struct maker *m, size_t i)
{
  const struct sp_step *step = &m->graph->script->step[i];
  struct sp_box box = {
      .kind = SP_BOX_STEP,
      .number = i + 1,
      .heading = or_else(clean(m, step->heading, HEADING_MAX), "No heading"),
      .said = said_in(m, step->node)};
  size_t stops = 0;

  if (step->guard && step->guard->kind != SP_GUARD_NONE)
    box.only = clean(m, sp_guard_label(m->arena, step->guard), LABEL_MAX);
  if (step->outcome) {
    box.outcome = outcome_of(m, step->outcome);
    box.ending = step->outcome->number < SP_OUTCOMES
                     ? (enum sp_outcome)step->outcome->number
                     : SP_OUTCOME_RESOLVED;
  }
  for (size_t d = 0; d < step->do_firsts; d++)
    add_text(m, &box.do_first, first_of(m, step->do_first[d]));
  for (size_t e = 0; e < step->edges; e++)
    stops += step->edge[e].kind == SP_EDGE_STOP;
  for (size_t e = 0; e < step->edges; e++)
    if (step->edge[e].kind == SP_EDGE_STOP)
      add_flag(m, &box.flag, &step->edge[e], stops > 1);
  add_box(m, box);
}

/* ---- ways ---- */

/* Red flags of a box that has several are numbered as its texts are; they come
 * box by box. */
static struct sp_str
flag_label(struct maker *m, size_t from)
{
  if (m->graph->box[from].flag.count < 2)
    return sp_str(sp_way_name(SP_EDGE_STOP));
  m->flags = m->flags_of == from ? m->flags + 1 : 1;
  m->flags_of = from;
  return sp_arena_fmt(m->arena, "%s %zu", sp_way_name(SP_EDGE_STOP), m->flags);
}

static void
add_way(struct maker *m, size_t from, size_t to, const struct sp_edge *edge)
{
  struct sp_graph *graph = m->graph;
  struct sp_way way = {.kind = edge->kind, .from = from, .to = to};

  if (edge->kind == SP_EDGE_STOP)
    way.label = flag_label(m, from);
  else if (edge->kind == SP_EDGE_CHOICE)
    way.label = clean(m, edge->label, LABEL_MAX);
  if (edge->kind != SP_EDGE_NEXT)
    way.label = or_else(way.label, sp_way_name(edge->kind));
  if (edge->kind == SP_EDGE_CHOICE && edge->guard &&
      edge->guard->kind != SP_GUARD_NONE)
    way.guard = clean(m, sp_guard_label(m->arena, edge->guard), LABEL_MAX);
  SP_PUSH(m->arena, graph->way, graph->ways, graph->ways_cap, way);
}

/* An edge that leaves the script, and from which box. */
struct leaving {
  const struct sp_edge *edge;
  size_t way;
};

struct leavers {
  struct leaving *item;
  size_t count, cap;
};

static void
add_edge(struct maker *m, size_t from, const struct sp_edge *edge,
         struct leavers *leavers)
{
  bool leaves = edge->to == SP_STEP_NONE;

  add_way(m, from, leaves ? 0 : m->graph->first_step + edge->to, edge);
  if (leaves) {
    struct leaving leaving = {edge, m->graph->ways - 1};

    SP_PUSH(m->arena, leavers->item, leavers->count, leavers->cap, leaving);
  }
}

static int
by_target(const void *a, const void *b)
{
  const struct leaving *one = a, *other = b;
  int order = sp_str_cmp(one->edge->target, other->edge->target);

  return order ? order : (one->way > other->way) - (one->way < other->way);
}

static struct sp_str
elsewhere(const struct maker *m, struct sp_str target)
{
  if (target.len == 0)
    return SP_STR("Leads nowhere");
  if (target.ptr[0] == '#')
    return sp_arena_fmt(m->arena, "There is no step %.*s",
                        SP_FMT(clean(m, target, LABEL_MAX)));
  return or_else(title_of(m, SP_REF_FILE, target), "Another document");
}

/* A box for each place outside, in the order of their names. */
static void
add_elsewhere(struct maker *m, struct leavers *leavers)
{
  size_t box = 0;

  if (leavers->count)
    qsort(leavers->item, leavers->count, sizeof(*leavers->item), by_target);
  for (size_t i = 0; i < leavers->count; i++) {
    const struct leaving *it = &leavers->item[i];

    if (i == 0 || !sp_str_eq(it[-1].edge->target, it->edge->target))
      box = add_box(m,
                    (struct sp_box){.kind = SP_BOX_ELSEWHERE,
                                    .heading = elsewhere(m, it->edge->target)});
    m->graph->way[it->way].to = box;
  }
}

static void
add_ways(struct maker *m, size_t flags)
{
  const struct sp_script *script = m->graph->script;
  const struct sp_edge entry = {.kind = SP_EDGE_NEXT};
  struct leavers leavers = {0};

  if (script->steps)
    add_way(m, 0, m->graph->first_step, &entry);
  for (size_t i = 0; i < script->stops; i++)
    add_edge(m, flags, &script->stop[i], &leavers);
  for (size_t s = 0; s < script->steps; s++)
    for (size_t e = 0; e < script->step[s].edges; e++)
      add_edge(m, m->graph->first_step + s, &script->step[s].edge[e], &leavers);
  add_elsewhere(m, &leavers);
}

struct sp_graph *
sp_graph_new(struct sp_arena *arena, const struct sp_script *script,
             const struct sp_graph_about *about)
{
  struct maker m = {.arena = arena,
                    .graph = sp_arena_new(arena, struct sp_graph),
                    .about = about,
                    .flags_of = SIZE_MAX};
  size_t flags = 0;

  m.graph->script = script;
  m.graph->council = clean(&m, about->council, LABEL_MAX);
  m.graph->title =
      or_else(clean(&m, script->doc->title, LABEL_MAX), "Without a title");
  if (script->steps)
    add_box(&m,
            (struct sp_box){.kind = SP_BOX_START, .heading = SP_STR("Start")});
  if (script->stops) {
    struct sp_box box = {.kind = SP_BOX_FLAGS,
                         .heading =
                             SP_STR("At every step: stop and escalate if")};

    for (size_t i = 0; i < script->stops; i++)
      add_flag(&m, &box.flag, &script->stop[i], script->stops > 1);
    flags = add_box(&m, box);
  }
  m.graph->first_step = m.graph->boxes;
  for (size_t i = 0; i < script->steps; i++)
    add_step(&m, i);
  m.graph->inside = m.graph->boxes;
  add_ways(&m, flags);
  return m.graph;
}
