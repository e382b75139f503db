/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/refs.c - what a document depends on, told without asking the world. */
#include "lib/resolve.h"

#include <stdlib.h>

#include "lib/text.h"
#include "lib/url.h"

struct collector {
  struct sp_arena *arena;
  const struct sp_doc *doc;
  struct sp_refs *out;
};

static void
add(struct collector *c, enum sp_ref_kind kind, struct sp_str name)
{
  struct sp_ref ref = {kind, name};

  if (name.len > 0)
    SP_PUSH(c->arena, c->out->item, c->out->count, c->out->cap, ref);
}

static void
add_target(struct collector *c, struct sp_str target, bool is_include)
{
  struct sp_str path, fragment;

  if (target.len == 0 || target.ptr[0] == '#' || sp_url_external(target) ||
      !sp_url_relative(c->arena, c->doc->path, target, &path, &fragment))
    return;
  if (is_include && sp_str_is(path, "fees.csv"))
    add(c, SP_REF_FEE, fragment);
  else
    add(c, is_include ? SP_REF_SNIPPET : SP_REF_FILE, path);
}

struct sp_str
sp_related_path(struct sp_arena *arena, const struct sp_doc *doc,
                struct sp_str value)
{
  struct sp_str path, fragment;

  if ((sp_str_ends(value, ".md") || sp_str_ends(value, ".xml") ||
       sp_str_ends(value, ".dita") || sp_str_ends(value, ".ditamap")) &&
      sp_url_relative(arena, doc->path, value, &path, &fragment))
    return path;
  return value;
}

static void
add_contact(struct collector *c, struct sp_str name)
{
  add(c, SP_REF_CONTACT, sp_text_lower(c->arena, sp_str_trim(name)));
}

struct sp_str
sp_doc_out_of_hours(const struct sp_doc *doc)
{
  for (size_t i = 0; i < doc->fields; i++)
    if (sp_str_is(doc->field[i].name, "out-of-hours") &&
        doc->field[i].values > 0)
      return doc->field[i].value[0];
  return SP_STR("");
}

static void
add_node(struct collector *c, const struct sp_node *node)
{
  add_target(c, node->target, node->kind == SP_NODE_INCLUDE);
  if (node->kind != SP_NODE_KEYED)
    return;
  if (node->key == SP_KEY_PAYMENT)
    add(c, SP_REF_FEE, node->title);
  if (node->key == SP_KEY_OUTCOME && node->number != SP_OUTCOME_RETURN &&
      node->target.len == 0)
    add_contact(c, node->text);
}

static int
compare(const void *va, const void *vb)
{
  const struct sp_ref *a = va, *b = vb;

  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  return sp_str_cmp(a->name, b->name);
}

static void
sort_and_drop_twins(struct sp_refs *refs)
{
  size_t kept = 0;

  if (refs->count == 0)
    return;
  qsort(refs->item, refs->count, sizeof(*refs->item), compare);
  for (size_t i = 1; i < refs->count; i++)
    if (compare(&refs->item[kept], &refs->item[i]) != 0)
      refs->item[++kept] = refs->item[i];
  refs->count = kept + 1;
}

void
sp_doc_refs(struct sp_arena *arena, const struct sp_doc *doc,
            struct sp_refs *out)
{
  struct collector c = {arena, doc, out};

  *out = (struct sp_refs){0};
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    add_node(&c, n);
  add_target(&c, doc->self_service.target, false);
  for (size_t i = 0; i < doc->related.count; i++)
    add(&c, SP_REF_FILE, sp_related_path(arena, doc, doc->related.item[i]));
  if (doc->provided_by.len && !sp_str_is(doc->provided_by, "council"))
    add_contact(&c, doc->provided_by);
  if (doc->type == SP_DOC_CONTACT)
    add_contact(&c, sp_doc_out_of_hours(doc));
  /* As of a snippet, its words stand in the page. */
  for (size_t i = 0; i < doc->taken.count; i++)
    add(&c, SP_REF_SNIPPET, doc->taken.item[i]);
  sort_and_drop_twins(out);
}
