/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/resolve_fixture.h - a small world of documents, and one that is
 * resolved in it. */
#ifndef SP_UNIT_RESOLVE_FIXTURE_H
#define SP_UNIT_RESOLVE_FIXTURE_H

#include "tests/unit/model.h"

#include "lib/audience.h"
#include "lib/resolve.h"

#define PUBLIC_GUIDE                                                           \
  "---\ntitle: Bins\ntype: guide\naudience: public\n" MODEL_FIELDS "---\n"
#define STAFF_SCRIPT "---\ntitle: Bins\ntype: script\n" MODEL_FIELDS "---\n"

static struct sp_arena arena;

static inline int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

/* A small world. */
static const struct sp_str anchors[] = {
    SP_STR_INIT("cost"), SP_STR_INIT("out-by-7"), SP_STR_INIT("inner")};
static const bool anchors_public[] = {true, true, false};
#define TARGET(path_, id_, title_)                                             \
  .path = SP_STR_INIT(path_), .id = SP_STR_INIT(id_),                          \
  .title = SP_STR_INIT(title_), .level = 1
#define ANCHORS .anchor = anchors, .anchors = SP_ARRAY_LEN(anchors)
static const struct sp_target targets[] = {
    {TARGET("waste/open.md", "waste/open", "Open page"), ANCHORS,
     .type = SP_DOC_GUIDE, .audience = SP_PUBLIC, .live = true,
     .anchor_public = anchors_public},
    {TARGET("waste/inner.md", "waste/inner", "Inner page"), ANCHORS,
     .type = SP_DOC_SCRIPT, .audience = SP_STAFF, .live = true},
    {TARGET("waste/later.md", "waste/later", "Later page"), ANCHORS,
     .type = SP_DOC_GUIDE, .audience = SP_PUBLIC, .live = false},
    {TARGET("contacts/duty.md", "contacts/duty", "Duty officer"),
     .type = SP_DOC_CONTACT, .audience = SP_STAFF, .live = true},
    {TARGET("snippets/pay.md", "snippets/pay", "Pay"), .type = SP_DOC_SNIPPET,
     .audience = SP_PUBLIC, .live = true},
    {TARGET("contacts/team.md", "contacts/team", "Night team"),
     .type = SP_DOC_CONTACT, .audience = SP_PUBLIC, .live = true},
    {TARGET("contacts/next.md", "contacts/next", "Moonlight team"),
     .type = SP_DOC_CONTACT, .audience = SP_PUBLIC, .live = false},
    {.path = SP_STR_INIT("contacts/senior.md"),
     .id = SP_STR_INIT("contacts/senior"),
     .title = SP_STR_INIT("Senior team"),
     .level = 3,
     .type = SP_DOC_CONTACT,
     .audience = SP_STAFF,
     .live = true},
};

static inline const struct sp_target *
by_path(void *ctx, struct sp_str path)
{
  (void)ctx;
  for (size_t i = 0; i < SP_ARRAY_LEN(targets); i++)
    if (sp_str_eq(targets[i].path, path) || sp_str_eq(targets[i].id, path))
      return &targets[i];
  return NULL;
}

static inline const struct sp_target *
contact(void *ctx, struct sp_str name)
{
  (void)ctx;
  return sp_str_is(name, "duty")     ? &targets[3]
         : sp_str_is(name, "team")   ? &targets[5]
         : sp_str_is(name, "next")   ? &targets[6]
         : sp_str_is(name, "senior") ? &targets[7]
                                     : NULL;
}

static inline struct sp_doc *
snippet(void *ctx, struct sp_arena *into, struct sp_str path)
{
  (void)ctx;
  if (sp_str_is(path, "snippets/pay.md"))
    return model_read(
        into, "snippets/pay.md",
        "---\ntitle: Pay\naudience: public\nservice: waste\n" MODEL_FIELDS
        "---\nPay [here](../waste/open.md).\n");
  if (sp_str_is(path, "snippets/dated.md"))
    return model_read(into, "snippets/dated.md",
                      "---\ntitle: Dated\naudience: public\nservice: waste\n"
                      "from: 2026-04-01\n" MODEL_FIELDS "---\nSpring.\n");
  if (sp_str_is(path, "snippets/senior.md"))
    return model_read(
        into, "snippets/senior.md",
        "---\ntitle: Senior\nservice: waste\nlevel: 3\n" MODEL_FIELDS
        "---\nsecret\n");
  if (sp_str_is(path, "snippets/inner.md"))
    return model_read(into, "snippets/inner.md",
                      "---\ntitle: Inner\nservice: waste\n" MODEL_FIELDS
                      "---\nsecret\n\nmore\n");
  return NULL;
}

static inline struct sp_str
fee(void *ctx, struct sp_arena *into, struct sp_str key)
{
  (void)ctx;
  (void)into;
  return sp_str_is(key, "garden") ? SP_STR("\xC2\xA3"
                                           "50")
                                  : SP_STR("");
}

static struct sp_world world = {
    .by_path = by_path, .contact = contact, .snippet = snippet, .fee = fee};

static inline struct sp_diags
resolve(const char *source, struct sp_doc **out)
{
  struct sp_diags diags = {.arena = &arena};

  *out = model_read(&arena, "waste/a.md", source);
  sp_doc_resolve(&arena, *out, &world, &diags);
  return diags;
}

static inline void
assert_code(const char *source, const char *code)
{
  struct sp_doc *doc;
  struct sp_diags diags = resolve(source, &doc);

  if (!code) {
    if (diags.count)
      sp_diags_print(&diags, stderr);
    assert_int_equal(diags.count, 0);
    return;
  }
  if (diags.count != 1)
    sp_diags_print(&diags, stderr);
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.item[0].code, code);
}

static inline const struct sp_node *
first(const struct sp_doc *doc, enum sp_node_kind kind)
{
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    if (n->kind == kind)
      return n;
  return NULL;
}

#endif
