/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/audience.h"
#include "lib/resolve.h"

#define PUBLIC_GUIDE                                                           \
  "---\ntitle: Bins\ntype: guide\naudience: public\n" MODEL_FIELDS "---\n"
#define STAFF_SCRIPT "---\ntitle: Bins\ntype: script\n" MODEL_FIELDS "---\n"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

/* A small world. */
static const struct sp_str anchors[] = {SP_STR_INIT("cost"),
                                        SP_STR_INIT("out-by-7")};
static const struct sp_target targets[] = {
    {SP_STR_INIT("waste/open.md"), SP_STR_INIT("waste/open"),
     SP_STR_INIT("Open page"), SP_DOC_GUIDE, SP_PUBLIC, 1, true, anchors, 2},
    {SP_STR_INIT("waste/inner.md"), SP_STR_INIT("waste/inner"),
     SP_STR_INIT("Inner page"), SP_DOC_SCRIPT, SP_STAFF, 1, true, anchors, 2},
    {SP_STR_INIT("waste/later.md"), SP_STR_INIT("waste/later"),
     SP_STR_INIT("Later page"), SP_DOC_GUIDE, SP_PUBLIC, 1, false, anchors, 2},
    {SP_STR_INIT("contacts/duty.md"), SP_STR_INIT("contacts/duty"),
     SP_STR_INIT("Duty officer"), SP_DOC_CONTACT, SP_STAFF, 1, true, NULL, 0},
    {SP_STR_INIT("snippets/pay.md"), SP_STR_INIT("snippets/pay"),
     SP_STR_INIT("Pay"), SP_DOC_SNIPPET, SP_PUBLIC, 1, true, NULL, 0},
};

static const struct sp_target *
by_path(void *ctx, struct sp_str path)
{
  (void)ctx;
  for (size_t i = 0; i < SP_ARRAY_LEN(targets); i++)
    if (sp_str_eq(targets[i].path, path) || sp_str_eq(targets[i].id, path))
      return &targets[i];
  return NULL;
}

static const struct sp_target *
contact(void *ctx, struct sp_str name)
{
  (void)ctx;
  return sp_str_is(name, "duty") ? &targets[3] : NULL;
}

static struct sp_doc *
snippet(void *ctx, struct sp_arena *into, struct sp_str path)
{
  (void)ctx;
  if (sp_str_is(path, "snippets/pay.md"))
    return model_read(
        into, "snippets/pay.md",
        "---\ntitle: Pay\naudience: public\nservice: waste\n" MODEL_FIELDS
        "---\nPay [here](../waste/open.md).\n");
  if (sp_str_is(path, "snippets/inner.md"))
    return model_read(into, "snippets/inner.md",
                      "---\ntitle: Inner\nservice: waste\n" MODEL_FIELDS
                      "---\nsecret\n\nmore\n");
  return NULL;
}

static struct sp_str
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

static struct sp_diags
resolve(const char *source, struct sp_doc **out)
{
  struct sp_diags diags = {.arena = &arena};

  *out = model_read(&arena, "waste/a.md", source);
  sp_doc_resolve(&arena, *out, &world, &diags);
  return diags;
}

static void
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

static const struct sp_node *
first(const struct sp_doc *doc, enum sp_node_kind kind)
{
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    if (n->kind == kind)
      return n;
  return NULL;
}

static void
links_become_addresses(void **state)
{
  struct sp_doc *doc;

  (void)state;
  resolve(PUBLIC_GUIDE "See [it](open.md#cost).\n", &doc);
  assert_str(first(doc, SP_NODE_LINK)->url, "/waste/open#cost");
  resolve(PUBLIC_GUIDE "See [it](https://www.gov.uk/x?a=b).\n", &doc);
  assert_str(first(doc, SP_NODE_LINK)->url, "https://www.gov.uk/x?a=b");
  resolve(PUBLIC_GUIDE "See [it](#far).\n\n## Far\n\nText.\n", &doc);
  assert_str(first(doc, SP_NODE_LINK)->url, "#far");
  resolve(STAFF_SCRIPT "> Hello.\n\n- [Yes](#done)\n- [No](inner.md#cost)\n\n"
                       "## Done\n\n> Bye.\n\nOutcome: escalate to Duty\n",
          &doc);
  assert_str(first(doc, SP_NODE_CHOICE)->url, "/waste/a/steps/done");
  assert_str(first(doc, SP_NODE_CHOICE)->next->url, "/waste/inner/steps/cost");
  assert_str(first(doc, SP_NODE_KEYED)->text, "Duty officer");
  assert_str(first(doc, SP_NODE_KEYED)->url, "/contacts/duty");
}

static void
what_is_missing_is_said(void **state)
{
  (void)state;
  assert_code(PUBLIC_GUIDE "[x](gone.md)\n", "E02");
  assert_code(PUBLIC_GUIDE "[x](open.md#gone)\n", "E02");
  assert_code(PUBLIC_GUIDE "[x](#gone)\n", "E02");
  assert_code(PUBLIC_GUIDE "[x](../snippets/pay.md)\n", "E02");
  assert_code(PUBLIC_GUIDE "[x](../snippets/gone.md \"include\")\n", "E02");
  assert_code(PUBLIC_GUIDE "It is [x](../fees.csv#gone \"include\").\n", "E02");
  assert_code(STAFF_SCRIPT "> Hi.\n\nOutcome: escalate to Nobody\n", "E02");
  assert_code(PUBLIC_GUIDE "[x](../../etc/passwd)\n", "E25");
  assert_code(PUBLIC_GUIDE "[x](javascript:alert)\n", "E02");
  assert_code(PUBLIC_GUIDE "[x](later.md)\n", NULL);
}

static void
a_foreign_page_is_not_lost_for_a_link(void **state)
{
  (void)state;
  world.lenient = true;
  assert_code(PUBLIC_GUIDE "[x](gone.md)\n", "W02");
  assert_code(PUBLIC_GUIDE "[x](#gone)\n", "W02");
  assert_code(PUBLIC_GUIDE "[x](/absolute)\n", "W25");
  assert_code(PUBLIC_GUIDE "[x](inner.md)\n", "E10");
  assert_code(PUBLIC_GUIDE "[x](../snippets/gone.md \"include\")\n", "E02");
  world.lenient = false;
}

static void
public_text_leads_to_public_pages_only(void **state)
{
  (void)state;
  assert_code(PUBLIC_GUIDE "[x](inner.md)\n", "E10");
  assert_code(PUBLIC_GUIDE "> [!STAFF]\n> [x](inner.md)\n", NULL);
  assert_code(PUBLIC_GUIDE "[x](../snippets/inner.md \"include\")\n", "E10");
  assert_code(PUBLIC_GUIDE "Go [on](#in).\n\n## In\n\nOnly: staff.\n\nx\n",
              "E10");
  assert_code("---\ntitle: Bins\ntype: script\naudience: public\n" MODEL_FIELDS
              "---\n> Hi.\n\nOutcome: escalate to Duty\n",
              "E10");
  assert_code(STAFF_SCRIPT "> Hi [x](inner.md).\n\nOutcome: resolved\n", NULL);
}

static void
includes_are_put_in_place(void **state)
{
  struct sp_doc *doc;
  struct sp_diags diags =
      resolve(PUBLIC_GUIDE "[How to pay](../snippets/pay.md \"include\")\n\n"
                           "It costs [\xC2\xA3"
                           "50](../fees.csv#garden \"include\").\n",
              &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, doc->root), "Pay here. It costs \xC2\xA3"
                                               "50.");
  assert_str(first(doc, SP_NODE_LINK)->url, "/waste/open");
  assert_code(PUBLIC_GUIDE "It costs [\xC2\xA3"
                           "45](../fees.csv#garden \"include\").\n",
              "W25");
}

static void
a_staff_snippet_is_fine_in_a_staff_block(void **state)
{
  struct sp_doc *doc;
  struct sp_diags diags =
      resolve(PUBLIC_GUIDE "Text.\n\n> [!STAFF]\n> [x](../snippets/inner.md"
                           " \"include\")\n",
              &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, sp_doc_for_public(&arena, doc)->root),
             "Text.");
  assert_true(model_contains(sp_node_words(&arena, doc->root), "secret more"));
}

static void
references_are_told_without_the_world(void **state)
{
  struct sp_refs refs;
  struct sp_doc *doc = model_read(
      &arena, "waste/a.md",
      "---\ntitle: Bins\ntype: script\nprovided-by: Duty\n"
      "related: waste/open; inner.md\n" MODEL_FIELDS
      "---\n> [a](open.md#cost) [b](open.md) [c](https://x.example)\n\n"
      "[p](../snippets/pay.md \"include\")\n\n"
      "Outcome: escalate to The Team\n");

  (void)state;
  sp_doc_refs(&arena, doc, &refs);
  assert_int_equal(refs.count, 6);
  assert_str(refs.item[0].name, "waste/open.md");
  assert_int_equal(refs.item[1].kind, SP_REF_SNIPPET);
  assert_int_equal(refs.item[2].kind, SP_REF_CONTACT);
  assert_str(refs.item[2].name, "the team");
  assert_str(refs.item[3].name, "waste/open");
  assert_str(refs.item[4].name, "waste/inner.md");
  assert_str(refs.item[5].name, "duty");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_become_addresses),
      cmocka_unit_test(what_is_missing_is_said),
      cmocka_unit_test(a_foreign_page_is_not_lost_for_a_link),
      cmocka_unit_test(public_text_leads_to_public_pages_only),
      cmocka_unit_test(includes_are_put_in_place),
      cmocka_unit_test(a_staff_snippet_is_fine_in_a_staff_block),
      cmocka_unit_test(references_are_told_without_the_world),
  };
  return cmocka_run_group_tests_name("resolve", tests, NULL, end_arena);
}
