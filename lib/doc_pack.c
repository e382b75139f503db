/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/doc_pack.c - a document between the parser child and the indexer.  What
 * comes back is checked as if a stranger had sent it: kinds, depth and number
 * of nodes are bounded. */
#include "lib/doc.h"

static void
pack_civil(struct sp_buf *out, const struct sp_civil *c)
{
  sp_pack_i64(out, c->year);
  sp_pack_i64(out, c->month);
  sp_pack_i64(out, c->day);
  sp_pack_i64(out, c->hour);
  sp_pack_i64(out, c->minute);
}

static int
unpack_int(struct sp_unpack *in, int low, int high)
{
  int64_t n = sp_unpack_i64(in);

  if (n < low || n > high) {
    in->broken = true;
    return 0;
  }
  return (int)n;
}

static void
unpack_civil(struct sp_unpack *in, struct sp_civil *c)
{
  c->year = unpack_int(in, 0, 9999);
  c->month = unpack_int(in, 0, 12);
  c->day = unpack_int(in, 0, 31);
  c->hour = unpack_int(in, -1, 23);
  c->minute = unpack_int(in, -1, 59);
}

static void
pack_guard(struct sp_buf *out, const struct sp_guard *guard)
{
  sp_pack_u64(out, guard->kind);
  if (guard->kind == SP_GUARD_NONE)
    return;
  sp_pack_bool(out, guard->negated);
  sp_pack_u64(out, guard->number);
  sp_pack_str(out, guard->text);
  sp_pack_str(out, guard->value);
  pack_civil(out, &guard->from);
  pack_civil(out, &guard->until);
}

static void
unpack_guard(struct sp_unpack *in, struct sp_guard *guard)
{
  uint32_t kind = sp_unpack_u32(in);

  *guard = (struct sp_guard){0};
  if (kind > SP_GUARD_IF)
    in->broken = true;
  if (in->broken || kind == SP_GUARD_NONE)
    return;
  guard->kind = (enum sp_guard_kind)kind;
  guard->negated = sp_unpack_bool(in);
  guard->number = sp_unpack_u32(in);
  guard->text = sp_unpack_str(in);
  guard->value = sp_unpack_str(in);
  unpack_civil(in, &guard->from);
  unpack_civil(in, &guard->until);
}

void
sp_texts_pack(struct sp_buf *out, const struct sp_texts *texts)
{
  sp_pack_u64(out, texts->count);
  for (size_t i = 0; i < texts->count; i++)
    sp_pack_str(out, texts->item[i]);
}

void
sp_texts_unpack(struct sp_arena *arena, struct sp_unpack *in,
                struct sp_texts *texts)
{
  texts->count = texts->cap = sp_unpack_count(in, 1);
  texts->item = sp_arena_array(arena, struct sp_str, texts->count);
  for (size_t i = 0; i < texts->count; i++)
    texts->item[i] = sp_unpack_str(in);
}

/* Which of the optional parts follow. */
enum {
  HAS_TEXT = 1,
  HAS_LINK = 2,
  HAS_GUARD = 4,
  HAS_NUMBER = 8,
  HAS_URL = 16
};

static unsigned
parts_of(const struct sp_node *node, bool resolved)
{
  return (resolved && (node->url.len || node->url_level) ? HAS_URL : 0) |
         (node->text.len || node->anchor.len ? HAS_TEXT : 0) |
         (node->target.len || node->title.len ? HAS_LINK : 0) |
         (node->guard.kind ? HAS_GUARD : 0) |
         (node->number || node->flags || node->key ? HAS_NUMBER : 0);
}

static void
pack_node(struct sp_buf *out, const struct sp_node *node, bool resolved)
{
  unsigned parts = parts_of(node, resolved);
  size_t children = 0;

  for (const struct sp_node *child = node->first; child; child = child->next)
    children++;
  sp_pack_u64(out, node->kind);
  sp_pack_u64(out, parts);
  sp_pack_u64(out, node->line);
  sp_pack_u64(out, node->col);
  if (parts & HAS_TEXT) {
    sp_pack_str(out, node->text);
    sp_pack_str(out, node->anchor);
  }
  if (parts & HAS_LINK) {
    sp_pack_str(out, node->target);
    sp_pack_str(out, node->title);
  }
  if (parts & HAS_GUARD)
    pack_guard(out, &node->guard);
  if (parts & HAS_NUMBER) {
    sp_pack_u64(out, node->key);
    sp_pack_u64(out, node->number);
    sp_pack_u64(out, node->flags);
  }
  if (parts & HAS_URL) {
    sp_pack_str(out, node->url);
    sp_pack_u64(out, node->url_level);
  }
  sp_pack_u64(out, children);
  for (const struct sp_node *child = node->first; child; child = child->next)
    pack_node(out, child, resolved);
}

static void
pack_fields(struct sp_buf *out, const struct sp_doc *doc)
{
  sp_pack_u64(out, doc->fields);
  for (size_t i = 0; i < doc->fields; i++) {
    const struct sp_field *field = &doc->field[i];

    sp_pack_str(out, field->name);
    sp_pack_u64(out, field->line);
    sp_pack_u64(out, field->values);
    for (size_t v = 0; v < field->values; v++)
      sp_pack_str(out, field->value[v]);
  }
}

/* The plain texts of a document, in the order in which they are packed. */
static struct sp_str *
text_at(struct sp_doc *doc, size_t i)
{
  struct sp_str *const text[] = {&doc->path,
                                 &doc->id,
                                 &doc->title,
                                 &doc->service,
                                 &doc->owner,
                                 &doc->summary,
                                 &doc->lang,
                                 &doc->reviewed,
                                 &doc->review_by,
                                 &doc->provided_by,
                                 &doc->translation_of,
                                 &doc->service_level,
                                 &doc->legal,
                                 &doc->changed,
                                 &doc->self_service.label,
                                 &doc->self_service.target,
                                 &doc->self_service.sentence};

  return i < SP_ARRAY_LEN(text) ? text[i] : NULL;
}

static void
pack(struct sp_buf *out, const struct sp_doc *doc, bool resolved)
{
  struct sp_str *text;

  for (size_t i = 0; (text = text_at((struct sp_doc *)doc, i)); i++)
    sp_pack_str(out, *text);
  sp_pack_u64(out, doc->type);
  sp_pack_u64(out, doc->audience);
  sp_pack_u64(out, doc->level);
  sp_pack_bool(out, doc->must_read);
  sp_pack_bool(out, doc->sensitive);
  sp_pack_bool(out, doc->induction);
  pack_civil(out, &doc->from);
  pack_civil(out, &doc->until);
  sp_texts_pack(out, &doc->also_asked);
  sp_texts_pack(out, &doc->redirect_from);
  sp_texts_pack(out, &doc->related);
  pack_fields(out, doc);
  pack_node(out, doc->root, resolved);
}

void
sp_doc_pack(struct sp_buf *out, const struct sp_doc *doc)
{
  pack(out, doc, false);
}

void
sp_doc_pack_resolved(struct sp_buf *out, const struct sp_doc *doc)
{
  pack(out, doc, true);
}

struct node_reader {
  struct sp_arena *arena;
  struct sp_unpack *in;
  bool resolved;
  size_t nodes;
};

static struct sp_node *
unpack_node(struct node_reader *r, unsigned depth)
{
  struct sp_unpack *in = r->in;
  uint32_t kind = sp_unpack_u32(in), parts = sp_unpack_u32(in);
  struct sp_node *node = sp_node_new(r->arena, SP_NODE_ROOT, 0, 0);
  size_t children;

  /* A model may be a little deeper than what was written: wrappers. */
  if (kind >= SP_NODE_KINDS || depth > 2 * SP_DOC_MAX_DEPTH ||
      ++r->nodes > SP_DOC_MAX_NODES)
    in->broken = true;
  node->line = sp_unpack_u32(in);
  node->col = sp_unpack_u32(in);
  if (parts & HAS_TEXT) {
    node->text = sp_unpack_str(in);
    node->anchor = sp_unpack_str(in);
  }
  if (parts & HAS_LINK) {
    node->target = sp_unpack_str(in);
    node->title = sp_unpack_str(in);
  }
  if (parts & HAS_GUARD)
    unpack_guard(in, &node->guard);
  if (parts & HAS_NUMBER) {
    uint32_t key = sp_unpack_u32(in);

    if (key >= SP_KEYS)
      in->broken = true;
    else
      node->key = (enum sp_key)key;
    node->number = sp_unpack_u32(in);
    node->flags = sp_unpack_u32(in);
  }
  if (parts & HAS_URL) {
    node->url = sp_unpack_str(in);
    node->url_level = sp_unpack_u32(in);
    /* From a child that reads a file no address is taken. */
    if (!r->resolved)
      in->broken = true;
  }
  if (kind == SP_NODE_KEYED &&
      ((node->key == SP_KEY_OUTCOME && node->number >= SP_OUTCOMES) ||
       (node->key == SP_KEY_RECORD && node->number >= SP_RECORDS)))
    in->broken = true;
  children = sp_unpack_count(in, 5);
  if (in->broken)
    return node;
  node->kind = (enum sp_node_kind)kind;
  for (size_t i = 0; i < children && !in->broken; i++)
    sp_node_append(node, unpack_node(r, depth + 1));
  return node;
}

static void
unpack_fields(struct sp_arena *arena, struct sp_unpack *in, struct sp_doc *doc)
{
  doc->fields = sp_unpack_count(in, 3);
  doc->field = sp_arena_array(arena, struct sp_field, doc->fields);
  for (size_t i = 0; i < doc->fields; i++) {
    struct sp_field *field = &doc->field[i];

    field->name = sp_unpack_str(in);
    field->line = sp_unpack_u32(in);
    field->values = sp_unpack_count(in, 1);
    field->value = sp_arena_array(arena, struct sp_str, field->values);
    for (size_t v = 0; v < field->values; v++)
      field->value[v] = sp_unpack_str(in);
  }
}

static uint32_t
unpack_up_to(struct sp_unpack *in, uint32_t max)
{
  uint32_t n = sp_unpack_u32(in);

  if (n > max) {
    in->broken = true;
    return 0;
  }
  return n;
}

static struct sp_doc *
unpack(struct sp_arena *arena, struct sp_unpack *in, bool resolved)
{
  struct sp_doc *doc = sp_arena_new(arena, struct sp_doc);
  struct node_reader nodes = {.arena = arena, .in = in, .resolved = resolved};
  struct sp_str *text;

  for (size_t i = 0; (text = text_at(doc, i)); i++)
    *text = sp_unpack_str(in);
  doc->type = (enum sp_doc_type)unpack_up_to(in, SP_DOC_TYPES - 1);
  doc->audience = (enum sp_audience)unpack_up_to(in, SP_PUBLIC);
  doc->level = unpack_up_to(in, 4);
  doc->must_read = sp_unpack_bool(in);
  doc->sensitive = sp_unpack_bool(in);
  doc->induction = sp_unpack_bool(in);
  unpack_civil(in, &doc->from);
  unpack_civil(in, &doc->until);
  sp_texts_unpack(arena, in, &doc->also_asked);
  sp_texts_unpack(arena, in, &doc->redirect_from);
  sp_texts_unpack(arena, in, &doc->related);
  unpack_fields(arena, in, doc);
  doc->root = unpack_node(&nodes, 0);
  return in->broken ? NULL : doc;
}

struct sp_doc *
sp_doc_unpack(struct sp_arena *arena, struct sp_unpack *in)
{
  return unpack(arena, in, false);
}

struct sp_doc *
sp_doc_unpack_resolved(struct sp_arena *arena, struct sp_unpack *in)
{
  return unpack(arena, in, true);
}
