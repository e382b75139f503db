/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/doc_same.c - do two models say the same? */
#include "lib/write_parts.h"

#include <stddef.h>

#define SHOWN_MAX 60 /* bytes of a value that is shown */

struct same {
  struct sp_arena *arena;
  struct sp_buf *why; /* or NULL */
};

/* ---- saying it */

/* "section 2/para 1": which child of its kind each is. */
static void
put_path(struct sp_buf *out, const struct sp_node *node)
{
  unsigned nth = 1;

  if (!node->parent) {
    sp_buf_puts(out, sp_node_name(node->kind));
    return;
  }
  put_path(out, node->parent);
  for (const struct sp_node *n = node->parent->first; n != node; n = n->next)
    nth += n->kind == node->kind;
  sp_buf_fmt(out, "/%s %u", sp_node_name(node->kind), nth);
  if (node->kind == SP_NODE_KEYED)
    sp_buf_fmt(out, " (%s)", sp_key_name(node->key));
}

static void
put_value(struct sp_buf *out, struct sp_str s)
{
  size_t cut = s.len < SHOWN_MAX ? s.len : SHOWN_MAX;

  while (cut < s.len && cut && ((unsigned char)s.ptr[cut] & 0xC0) == 0x80)
    cut--;
  sp_buf_fmt(out, "\"%.*s%s\"", (int)cut, s.ptr ? s.ptr : "",
             cut < s.len ? "…" : "");
}

/* False, and why.  node NULL: the document. */
static bool
differ(const struct same *s, const struct sp_node *node, const char *field,
       struct sp_str a, struct sp_str b)
{
  if (!s->why)
    return false;
  if (node) {
    put_path(s->why, node);
    sp_buf_puts(s->why, ": ");
  }
  sp_buf_fmt(s->why, "%s: ", field);
  put_value(s->why, a);
  sp_buf_puts(s->why, " and ");
  put_value(s->why, b);
  return false;
}

static bool
same_text(const struct same *s, const struct sp_node *node, const char *field,
          struct sp_str a, struct sp_str b)
{
  return sp_str_eq(a, b) || differ(s, node, field, a, b);
}

static bool
same_number(const struct same *s, const struct sp_node *node, const char *field,
            long a, long b)
{
  return a == b || differ(s, node, field, sp_arena_fmt(s->arena, "%ld", a),
                          sp_arena_fmt(s->arena, "%ld", b));
}

static bool
same_civil(const struct same *s, const struct sp_node *node, const char *field,
           const struct sp_civil *a, const struct sp_civil *b)
{
  if (a->year == b->year && a->month == b->month && a->day == b->day &&
      a->hour == b->hour && a->minute == b->minute)
    return true;
  return differ(s, node, field,
                sp_arena_fmt(s->arena, "%d-%d-%d %d:%d", a->year, a->month,
                             a->day, a->hour, a->minute),
                sp_arena_fmt(s->arena, "%d-%d-%d %d:%d", b->year, b->month,
                             b->day, b->hour, b->minute));
}

static bool
same_texts(const struct same *s, const char *field, const struct sp_texts *a,
           const struct sp_texts *b)
{
  if (!same_number(s, NULL, field, (long)a->count, (long)b->count))
    return false;
  for (size_t i = 0; i < a->count; i++)
    if (!same_text(s, NULL, field, a->item[i], b->item[i]))
      return false;
  return true;
}

/* ---- the tree */

static bool
same_guard(const struct same *s, const struct sp_node *a,
           const struct sp_node *b)
{
  const struct sp_guard *g = &a->guard, *h = &b->guard;

  return same_number(s, a, "guard", g->kind, h->kind) &&
         same_number(s, a, "guard negated", g->negated, h->negated) &&
         same_number(s, a, "guard number", g->number, h->number) &&
         same_text(s, a, "guard text", g->text, h->text) &&
         same_text(s, a, "guard value", g->value, h->value) &&
         same_civil(s, a, "guard from", &g->from, &h->from) &&
         same_civil(s, a, "guard until", &g->until, &h->until);
}

static bool
same_node(const struct same *s, const struct sp_node *a,
          const struct sp_node *b)
{
  if (a->kind != b->kind)
    return differ(s, a, "kind", sp_str(sp_node_name(a->kind)),
                  sp_str(sp_node_name(b->kind)));
  if (a->kind == SP_NODE_KEYED && a->key != b->key)
    return differ(s, a, "key", sp_str(sp_key_name(a->key)),
                  sp_str(sp_key_name(b->key)));
  return same_number(s, a, "number", a->number, b->number) &&
         same_number(s, a, "flags", a->flags, b->flags) &&
         same_text(s, a, "text", a->text, b->text) &&
         same_text(s, a, "anchor", a->anchor, b->anchor) &&
         same_text(s, a, "title", a->title, b->title) &&
         same_text(s, a, "target", a->target, b->target) && same_guard(s, a, b);
}

static struct sp_str
name_of(const struct sp_node *node)
{
  return node ? sp_str(sp_node_name(node->kind)) : SP_STR("nothing");
}

/* Both in document order, in step. */
static bool
same_tree(const struct same *s, const struct sp_node *root_a,
          const struct sp_node *root_b)
{
  struct sp_node *a = (struct sp_node *)root_a, *b = (struct sp_node *)root_b;

  while (a && b) {
    if (!same_node(s, a, b))
      return false;
    if (!a->first != !b->first)
      return differ(s, a, "first in it", name_of(a->first), name_of(b->first));
    if (a != root_a && !a->next != !b->next)
      return differ(s, a, "next to it", name_of(a->next), name_of(b->next));
    a = sp_node_walk(root_a, a, false);
    b = sp_node_walk(root_b, b, false);
  }
  return true;
}

/* ---- the front matter */

static bool
same_offer(const struct same *s, const struct sp_offer *a,
           const struct sp_offer *b)
{
  return same_text(s, NULL, "self-service label", a->label, b->label) &&
         same_text(s, NULL, "self-service target", a->target, b->target) &&
         same_text(s, NULL, "self-service sentence", a->sentence, b->sentence);
}

static bool
same_facts(const struct same *s, const struct sp_doc *a, const struct sp_doc *b)
{
  return same_text(s, NULL, "id", a->id, b->id) &&
         same_number(s, NULL, "type", a->type, b->type) &&
         same_number(s, NULL, "audience", a->audience, b->audience) &&
         same_number(s, NULL, "level", a->level, b->level) &&
         same_text(s, NULL, "title", a->title, b->title) &&
         same_text(s, NULL, "service", a->service, b->service) &&
         same_text(s, NULL, "owner", a->owner, b->owner) &&
         same_text(s, NULL, "summary", a->summary, b->summary) &&
         same_text(s, NULL, "lang", a->lang, b->lang) &&
         same_text(s, NULL, "reviewed", a->reviewed, b->reviewed) &&
         same_text(s, NULL, "review-by", a->review_by, b->review_by) &&
         same_civil(s, NULL, "from", &a->from, &b->from) &&
         same_civil(s, NULL, "until", &a->until, &b->until) &&
         same_text(s, NULL, "provided-by", a->provided_by, b->provided_by) &&
         same_text(s, NULL, "translation-of", a->translation_of,
                   b->translation_of) &&
         same_text(s, NULL, "service-level", a->service_level,
                   b->service_level) &&
         same_text(s, NULL, "legal", a->legal, b->legal) &&
         same_text(s, NULL, "changed", a->changed, b->changed) &&
         same_number(s, NULL, "must-read", a->must_read, b->must_read) &&
         same_number(s, NULL, "sensitive", a->sensitive, b->sensitive) &&
         same_number(s, NULL, "induction", a->induction, b->induction) &&
         same_texts(s, "also-asked", &a->also_asked, &b->also_asked) &&
         same_texts(s, "redirect-from", &a->redirect_from, &b->redirect_from) &&
         same_texts(s, "related", &a->related, &b->related) &&
         same_offer(s, &a->self_service, &b->self_service);
}

/* Fields that exist; title and type stand in both, written or not. */
static bool
same_fields(const struct same *s, const struct sp_doc *a,
            const struct sp_doc *b)
{
  size_t counts[2];
  struct sp_write_field *f = sp_write_fields(s->arena, a, &counts[0]);
  struct sp_write_field *g = sp_write_fields(s->arena, b, &counts[1]);

  for (size_t i = 0; i < counts[0] && i < counts[1]; i++) {
    if (f[i].rule != g[i].rule)
      return differ(s, NULL, "fields", sp_str(f[i].rule->name),
                    sp_str(g[i].rule->name));
    /* How the others are written is told by what they say. */
    if (f[i].rule->at == SP_FIELD_NOWHERE
            ? !same_texts(s, f[i].rule->name, &f[i].values, &g[i].values)
            : !same_number(s, NULL, f[i].rule->name, f[i].values.count > 0,
                           g[i].values.count > 0))
      return false;
  }
  return same_number(s, NULL, "fields", (long)counts[0], (long)counts[1]);
}

/* Fields of no rule, which only foreign files have. */
static bool
same_foreign(const struct same *s, const struct sp_doc *a,
             const struct sp_doc *b)
{
  for (size_t i = 0; i < a->fields; i++) {
    const struct sp_field *f = &a->field[i], *g;

    if (sp_field_rule(f->name))
      continue;
    g = sp_doc_field_all(b, sp_arena_cstr(s->arena, f->name));
    if (!g)
      return differ(s, NULL, "fields", f->name, SP_STR(""));
  }
  return true;
}

bool
sp_doc_same(const struct sp_doc *a, const struct sp_doc *b, struct sp_buf *why)
{
  struct sp_arena arena = {0};
  struct same s = {&arena, why};
  bool same = same_facts(&s, a, b) && same_fields(&s, a, b) &&
              same_foreign(&s, a, b) && same_foreign(&s, b, a) &&
              same_tree(&s, a->root, b->root);

  sp_arena_release(&arena);
  return same;
}
