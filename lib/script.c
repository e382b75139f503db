/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/script.h"

#include <stdlib.h>

#include "lib/text.h"
#include "lib/url.h"

/* ---- names ---- */

/* The next character that counts, in lower case; runs of white space are one
 * space; 0 at the end. */
static uint32_t
next_counting(struct sp_str s, size_t *at)
{
  bool space = false;

  while (*at < s.len) {
    size_t here = *at;
    uint32_t c = sp_utf8_next(s, at);

    if (c == ' ' || c == '\t' || c == '\n' || c == 0xA0) {
      space = true;
      continue;
    }
    if (c == '\'' || c == '"' || (c >= 0x2018 && c <= 0x201D))
      continue;
    if (space) {
      *at = here;
      return ' ';
    }
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }
  return 0;
}

static struct sp_str
without_end_mark(struct sp_str s)
{
  s = sp_str_trim(s);
  while (s.len && strchr(".?!", s.ptr[s.len - 1]))
    s.len--;
  return sp_str_trim(s);
}

bool
sp_answer_same(struct sp_str a, struct sp_str b)
{
  size_t i = 0, j = 0;
  uint32_t c, d;

  a = without_end_mark(a);
  b = without_end_mark(b);
  do {
    c = next_counting(a, &i);
    d = next_counting(b, &j);
  } while (c && c == d);
  return c == d;
}

struct sp_str
sp_do_first_name(const struct sp_node *do_first)
{
  return sp_url_stem(do_first->target);
}

/* ---- making ---- */

struct maker {
  struct sp_arena *arena;
  struct sp_script *script;
};

static const struct sp_node *
after_introduction(const struct sp_node *root)
{
  const struct sp_node *n = root->first;

  while (n && n->kind != SP_NODE_SECTION)
    n = n->next;
  return n;
}

/* The blocks of a step end where its section does, or where sections begin. */
static const struct sp_node *
next_block(const struct sp_node *n)
{
  n = n->next;
  return n && n->kind != SP_NODE_SECTION ? n : NULL;
}

static const struct sp_node *
first_block(const struct sp_node *node)
{
  const struct sp_node *n = node->first;

  return n && n->kind != SP_NODE_SECTION ? n : NULL;
}

static size_t
count_key(const struct sp_node *node, enum sp_key key)
{
  size_t count = 0;

  for (const struct sp_node *n = first_block(node); n; n = next_block(n))
    count += n->kind == SP_NODE_KEYED && n->key == key;
  return count;
}

static const struct sp_node *
find_key(const struct sp_node *node, enum sp_key key)
{
  for (const struct sp_node *n = first_block(node); n; n = next_block(n))
    if (n->kind == SP_NODE_KEYED && n->key == key)
      return n;
  return NULL;
}

/* All lines of `key`: those of `before` (the introduction, or NULL) first. */
static const struct sp_node **
all_of_key(struct sp_arena *arena, const struct sp_node *before,
           const struct sp_node *node, enum sp_key key, size_t *count)
{
  size_t n = count_key(node, key) + (before ? count_key(before, key) : 0);
  const struct sp_node **line =
      sp_arena_array(arena, const struct sp_node *, n);
  const struct sp_node *part[2] = {before, node};

  *count = 0;
  for (size_t p = 0; p < 2; p++)
    for (const struct sp_node *b = part[p] ? first_block(part[p]) : NULL; b;
         b = next_block(b))
      if (b->kind == SP_NODE_KEYED && b->key == key)
        line[(*count)++] = b;
  return line;
}

static bool
is_step(const struct sp_node *intro)
{
  for (const struct sp_node *n = first_block(intro); n; n = next_block(n))
    if (n->kind == SP_NODE_CHOICES ||
        (n->kind == SP_NODE_KEYED &&
         (n->key == SP_KEY_NEXT || n->key == SP_KEY_OUTCOME)))
      return true;
  return false;
}

static void
add_step(struct maker *m, const struct sp_node *node,
         const struct sp_node *before)
{
  struct sp_script *script = m->script;
  struct sp_step step = {.anchor = node->anchor,
                         .heading = node->text,
                         .node = node,
                         .guard = &node->guard,
                         .outcome = find_key(node, SP_KEY_OUTCOME),
                         .judgement = find_key(node, SP_KEY_JUDGEMENT)};

  if (node->kind == SP_NODE_ROOT) {
    step.anchor = SP_STR("start");
    step.heading = script->doc->title;
  }
  if (!step.judgement && before)
    step.judgement = find_key(before, SP_KEY_JUDGEMENT);
  step.do_first =
      all_of_key(m->arena, before, node, SP_KEY_DO_FIRST, &step.do_firsts);
  step.record =
      all_of_key(m->arena, before, node, SP_KEY_RECORD, &step.records);
  SP_PUSH(m->arena, script->step, script->steps, script->cap, step);
}

static void
add_steps(struct maker *m)
{
  const struct sp_node *root = m->script->doc->root, *before = NULL;

  if (is_step(root))
    add_step(m, root, NULL);
  else
    before = root;
  for (const struct sp_node *n = after_introduction(root); n; n = n->next) {
    if (n->kind != SP_NODE_SECTION)
      continue;
    if (n->flags & SP_FLAG_TEST_CALLS) {
      m->script->test_calls = n;
      continue;
    }
    add_step(m, n, before);
    before = NULL;
  }
}

/* ---- edges ---- */

static size_t
step_of_target(const struct maker *m, struct sp_str target)
{
  struct sp_str path, fragment;

  if (sp_str_starts(target, "#"))
    return sp_script_step(m->script, sp_str_sub(target, 1, target.len));
  if (!sp_url_relative(m->arena, m->script->doc->path, target, &path,
                       &fragment) ||
      !sp_str_eq(path, m->script->doc->path))
    return SP_STEP_NONE;
  return fragment.len ? sp_script_step(m->script, fragment) : 0;
}

static struct sp_edge
edge_of(const struct maker *m, enum sp_edge_kind kind,
        const struct sp_node *node, struct sp_str label)
{
  return (struct sp_edge){.kind = kind,
                          .label = label,
                          .to = step_of_target(m, node->target),
                          .target = node->target,
                          .guard = &node->guard,
                          .node = node};
}

static void
add_edge(const struct maker *m, struct sp_step *step, enum sp_edge_kind kind,
         const struct sp_node *node, struct sp_str label)
{
  step->edge[step->edges++] = edge_of(m, kind, node, label);
}

static size_t
count_edges(const struct sp_node *node)
{
  size_t count = 2 + count_key(node, SP_KEY_STOP);

  for (const struct sp_node *n = first_block(node); n; n = next_block(n))
    if (n->kind == SP_NODE_CHOICES)
      for (const struct sp_node *c = n->first; c; c = c->next)
        count++;
  return count;
}

static void
add_choices(const struct maker *m, struct sp_step *step)
{
  for (const struct sp_node *n = first_block(step->node); n; n = next_block(n))
    if (n->kind == SP_NODE_CHOICES)
      for (const struct sp_node *c = n->first; c; c = c->next)
        if (c->kind == SP_NODE_CHOICE)
          add_edge(m, step, SP_EDGE_CHOICE, c, c->text);
  step->choices = step->edges;
}

static void
add_edges(const struct maker *m, struct sp_step *step)
{
  const struct sp_node *node = step->node;
  const struct sp_node *next = find_key(node, SP_KEY_NEXT);

  step->edge = sp_arena_array(m->arena, struct sp_edge, count_edges(node));
  add_choices(m, step);
  if (next)
    add_edge(m, step, SP_EDGE_NEXT, next, SP_STR(""));
  if (node->kind == SP_NODE_ROOT)
    return;
  if (node->target.len)
    add_edge(m, step, SP_EDGE_OTHERWISE, node, SP_STR(""));
  for (const struct sp_node *n = first_block(node); n; n = next_block(n))
    if (n->kind == SP_NODE_KEYED && n->key == SP_KEY_STOP)
      add_edge(m, step, SP_EDGE_STOP, n, n->text);
}

static void
add_stops(const struct maker *m)
{
  struct sp_script *script = m->script;
  size_t stops;
  const struct sp_node **line =
      all_of_key(m->arena, NULL, script->doc->root, SP_KEY_STOP, &stops);

  script->stop = sp_arena_array(m->arena, struct sp_edge, stops);
  for (; script->stops < stops; script->stops++)
    script->stop[script->stops] = edge_of(m, SP_EDGE_STOP, line[script->stops],
                                          line[script->stops]->text);
}

static int
by_address(const void *a, const void *b, void *script)
{
  const struct sp_step *step = ((const struct sp_script *)script)->step;
  const size_t *i = a, *j = b;
  int order = sp_str_cmp(step[*i].anchor, step[*j].anchor);

  return order ? order : (*i > *j) - (*i < *j);
}

static void
sort_steps(const struct maker *m)
{
  struct sp_script *script = m->script;

  script->by_anchor = sp_arena_array(m->arena, size_t, script->steps);
  for (size_t i = 0; i < script->steps; i++)
    script->by_anchor[i] = i;
  if (script->steps)
    qsort_r(script->by_anchor, script->steps, sizeof(size_t), by_address,
            script);
}

/* ---- conditions ---- */

static struct sp_script_if
look_up(const struct sp_script *script, struct sp_str x)
{
  struct sp_script_if found = {.x = x, .kind = sp_script_if(script, x)};

  if (found.kind == SP_IF_STEP)
    found.step = sp_script_step_named(script, x);
  else if (found.kind == SP_IF_RECORD)
    found.node = sp_script_record(script, x);
  else if (found.kind == SP_IF_RESULT)
    found.node = sp_script_do_first(script, x);
  return found;
}

/* Where the text is, or would be. */
static struct sp_script_if *
slot_of(const struct sp_script *script, struct sp_str x)
{
  size_t at = (size_t)(((uintptr_t)x.ptr * UINT64_C(0x9E3779B97F4A7C15)) >> 20);

  for (;; at++) {
    struct sp_script_if *slot = &script->ifs[at & (script->if_slots - 1)];

    if (!slot->x.ptr || slot->x.ptr == x.ptr)
      return slot;
  }
}

static void
add_ifs(const struct maker *m)
{
  const struct sp_node *root = m->script->doc->root;
  size_t ifs = 0;

  for (struct sp_node *n = (struct sp_node *)root; n;
       n = sp_node_walk(root, n, false))
    ifs += n->guard.kind == SP_GUARD_IF;
  if (ifs == 0 || m->script->steps > 1000)
    return;
  for (m->script->if_slots = 4; m->script->if_slots < 2 * ifs;)
    m->script->if_slots *= 2;
  m->script->ifs =
      sp_arena_array(m->arena, struct sp_script_if, m->script->if_slots);
  for (struct sp_node *n = (struct sp_node *)root; n;
       n = sp_node_walk(root, n, false)) {
    struct sp_script_if *slot;

    if (n->guard.kind != SP_GUARD_IF)
      continue;
    slot = slot_of(m->script, n->guard.text);
    if (!slot->x.ptr)
      *slot = look_up(m->script, n->guard.text);
  }
}

struct sp_script_if
sp_script_if_find(const struct sp_script *script, struct sp_str x)
{
  if (script->if_slots && x.ptr) {
    const struct sp_script_if *slot = slot_of(script, x);

    if (sp_str_eq(slot->x, x))
      return *slot;
  }
  return look_up(script, x);
}

struct sp_script *
sp_script_new(struct sp_arena *arena, const struct sp_doc *doc)
{
  struct maker m = {.arena = arena,
                    .script = sp_arena_new(arena, struct sp_script)};

  m.script->doc = doc;
  add_steps(&m);
  sort_steps(&m);
  for (size_t i = 0; i < m.script->steps; i++)
    add_edges(&m, &m.script->step[i]);
  add_stops(&m);
  add_ifs(&m);
  return m.script;
}

/* ---- finding ---- */

size_t
sp_script_step(const struct sp_script *script, struct sp_str anchor)
{
  size_t from = 0, to = script->steps;

  while (from < to) {
    size_t mid = from + (to - from) / 2;
    int order = sp_str_cmp(script->step[script->by_anchor[mid]].anchor, anchor);

    if (order < 0)
      from = mid + 1;
    else
      to = mid;
  }
  if (from < script->steps &&
      sp_str_eq(script->step[script->by_anchor[from]].anchor, anchor))
    return script->by_anchor[from];
  return SP_STEP_NONE;
}

size_t
sp_script_step_named(const struct sp_script *script, struct sp_str name)
{
  for (size_t i = 0; i < script->steps; i++)
    if (sp_answer_same(script->step[i].heading, name) ||
        sp_str_ieq(script->step[i].anchor, name))
      return i;
  return SP_STEP_NONE;
}

const struct sp_node *
sp_script_record(const struct sp_script *script, struct sp_str name)
{
  for (size_t i = 0; i < script->steps; i++)
    for (size_t r = 0; r < script->step[i].records; r++)
      if (sp_answer_same(script->step[i].record[r]->text, name))
        return script->step[i].record[r];
  return NULL;
}

const struct sp_node *
sp_script_do_first(const struct sp_script *script, struct sp_str name)
{
  for (size_t i = 0; i < script->steps; i++)
    for (size_t d = 0; d < script->step[i].do_firsts; d++) {
      const struct sp_node *node = script->step[i].do_first[d];

      if (sp_str_ieq(sp_do_first_name(node), name) ||
          sp_answer_same(node->text, name))
        return node;
    }
  return NULL;
}

enum sp_if_kind
sp_script_if(const struct sp_script *script, struct sp_str x)
{
  if (sp_script_step_named(script, x) != SP_STEP_NONE)
    return SP_IF_STEP;
  if (sp_script_record(script, x))
    return SP_IF_RECORD;
  return sp_script_do_first(script, x) ? SP_IF_RESULT : SP_IF_UNKNOWN;
}
