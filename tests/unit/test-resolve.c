/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/resolve_fixture.h"

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

static struct sp_str
near_name(void *ctx, struct sp_arena *into, enum sp_ref_kind kind,
          struct sp_str name, bool is_public)
{
  (void)into;
  (void)is_public;
  ++*(size_t *)ctx;
  return kind == SP_REF_FILE && sp_str_is(name, "waste/opne.md")
             ? SP_STR("contacts/duty.md")
             : SP_STR("");
}

static void
assert_says(const char *source, const char *words, bool has_them)
{
  struct sp_doc *doc;
  struct sp_diags diags = resolve(source, &doc);

  assert_true(diags.count > 0);
  if (sp_str_has(diags.item[0].text, words) != has_them)
    sp_diags_print(&diags, stderr);
  assert_int_equal(sp_str_has(diags.item[0].text, words), has_them);
}

static void
what_may_have_been_meant_is_said_by_a_check(void **state)
{
  const struct sp_world before = world;
  struct sp_buf many;
  struct sp_doc *doc;
  size_t asked = 0;

  (void)state;
  world.near = near_name;
  world.ctx = &asked;
  assert_says(PUBLIC_GUIDE "See [it](#faar).\n\n## Faroe\n\n## Far\n\nText.\n",
              "did you mean", false);
  world.check_only = true;
  assert_says(PUBLIC_GUIDE "See [it](#Missed).\n\n## Missd\n\nText.\n",
              "; did you mean #missd?", true);
  assert_says(PUBLIC_GUIDE "See [it](open.md#csot).\n", "; did you mean #cost?",
              true);
  assert_says(PUBLIC_GUIDE "See [it](opne.md).\n",
              "; did you mean ../contacts/duty.md?", true);
  assert_says(PUBLIC_GUIDE "See [it](none.md).\n", "did you mean", false);
  /* A file of nothing but slips costs no more than so many questions. */
  asked = 0;
  sp_buf_init(&many, 100000);
  sp_buf_puts(&many, PUBLIC_GUIDE);
  for (int i = 0; i < 100; i++)
    sp_buf_puts(&many, "See [it](none.md).\n\n");
  sp_buf_putc(&many, '\0');
  resolve(many.ptr, &doc);
  assert_in_range(asked, 1, 16);
  sp_buf_release(&many);
  world = before;
}

static void
a_sign_that_lacks_is_named(void **state)
{
  (void)state;
  assert_says(PUBLIC_GUIDE "See [it](www.gov.uk/bins).\n",
              "write `https://www.gov.uk/bins`", true);
  assert_says(PUBLIC_GUIDE "See [it](gov.uk).\n", "write `https://gov.uk`",
              true);
  assert_says(PUBLIC_GUIDE "See [it](a@example.org).\n",
              "write `mailto:a@example.org`", true);
  assert_says(PUBLIC_GUIDE "See [it](far).\n\n## Far\n\nText.\n",
              "write `#far`", true);
  assert_says(PUBLIC_GUIDE "See [it](near).\n\n## Far\n\nText.\n",
              "there is no document waste/near", true);
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
  assert_code(PUBLIC_GUIDE "Go [on](#in).\n\n## In\n\nOnly: level 3.\n\nx\n",
              "E10");
  assert_code("---\ntitle: Bins\ntype: script\naudience: public\n" MODEL_FIELDS
              "---\n> Hi.\n\nOutcome: escalate to Duty\n",
              "E10");
  assert_code(STAFF_SCRIPT "> Hi [x](inner.md).\n\nOutcome: resolved\n", NULL);
}

/* The words of a heading stand in its address. */
static void
public_text_names_public_headings_only(void **state)
{
  (void)state;
  assert_code(PUBLIC_GUIDE "[x](open.md#cost)\n", NULL);
  assert_code(PUBLIC_GUIDE "[x](open.md#inner)\n", "E10");
  assert_code(PUBLIC_GUIDE "> [!STAFF]\n> [x](open.md#inner)\n", NULL);
  assert_code("---\ntitle: Bins\ntype: guide\naudience: public\n"
              "self-service: [Report](open.md#inner) online\n" MODEL_FIELDS
              "---\nText.\n",
              "E10");
  assert_code(STAFF_SCRIPT "> Hi [x](open.md#inner).\n\nOutcome: resolved\n",
              NULL);
}

static void
the_headings_of_a_document_are_told_with_who_may_see_them(void **state)
{
  static const char source[] =
      "> Hi.\n\n- [Yes](#open)\n- [No](#inner)\n\n## Open\n\n> Bye.\n\n"
      "### Below\n\nOutcome: resolved\n\n## Inner\n\nOnly: level 2.\n\n> Bye."
      "\n\n### Deeper\n\nOutcome: resolved\n\n## Test calls\n\n- Yes => Open\n";
  static const struct {
    const char *address;
    bool is_public;
  } want[] = {{"start", true},
              {"open", true},
              {"below", true},
              {"inner", false},
              {"deeper", false}};
  struct sp_doc_anchors found;

  (void)state;
  for (int is_public = 0; is_public < 2; is_public++) {
    struct sp_str text = sp_arena_fmt(
        &arena, "---\ntitle: T\ntype: script\naudience: %s\n%s---\n%s",
        is_public ? "public" : "staff", MODEL_FIELDS, source);

    sp_doc_anchors(&arena, model_read(&arena, "waste/a.md", text.ptr), &found);
    assert_int_equal(found.count, SP_ARRAY_LEN(want));
    for (size_t i = 0; i < found.count; i++) {
      assert_str(found.item[i].address, want[i].address);
      assert_int_equal(found.item[i].is_public, is_public && want[i].is_public);
    }
  }
}

static void
assert_partner(const char *source, const char *partner)
{
  struct sp_doc *doc;
  struct sp_diags diags = resolve(source, &doc);

  assert_int_equal(diags.count, 1);
  assert_int_equal(diags.item[0].partners, partner ? 1 : 0);
  if (partner)
    assert_str(diags.item[0].partner[0], partner);
}

static void
the_other_file_of_a_finding_is_named(void **state)
{
  (void)state;
  assert_partner(PUBLIC_GUIDE "[x](inner.md)\n", "waste/inner.md");
  assert_partner(PUBLIC_GUIDE "[x](inner)\n", "waste/inner.md");
  assert_partner(PUBLIC_GUIDE "[x](open.md#gone)\n", "waste/open.md");
  assert_partner(PUBLIC_GUIDE "[x](open.md#inner)\n", "waste/open.md");
  assert_partner(PUBLIC_GUIDE "[x](../snippets/pay.md)\n", "snippets/pay.md");
  assert_partner(PUBLIC_GUIDE "[x](../snippets/inner.md \"include\")\n",
                 "snippets/inner.md");
  assert_partner(PUBLIC_GUIDE "[x](open.md \"include\")\n", "waste/open.md");
  assert_partner(PUBLIC_GUIDE "It is [x](../fees.csv#gone \"include\").\n",
                 "fees.csv");
  assert_partner(PUBLIC_GUIDE "It is [x](../fees.csv#garden \"include\").\n",
                 "fees.csv");
  assert_partner(PUBLIC_GUIDE "[x](#gone)\n", NULL);
  assert_partner(PUBLIC_GUIDE "[x](gone.md)\n", NULL);
}

static void
references_are_told_without_the_world(void **state)
{
  static const struct {
    enum sp_ref_kind kind;
    const char *name;
  } want[] = {
      {SP_REF_FILE, "waste/inner.md"}, {SP_REF_FILE, "waste/open"},
      {SP_REF_FILE, "waste/open.md"},  {SP_REF_CONTACT, "duty"},
      {SP_REF_CONTACT, "the team"},    {SP_REF_SNIPPET, "snippets/pay.md"}};
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
  assert_int_equal(refs.count, SP_ARRAY_LEN(want));
  for (size_t i = 0; i < refs.count; i++) {
    assert_int_equal(refs.item[i].kind, want[i].kind);
    assert_str(refs.item[i].name, want[i].name);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_become_addresses),
      cmocka_unit_test(what_is_missing_is_said),
      cmocka_unit_test(what_may_have_been_meant_is_said_by_a_check),
      cmocka_unit_test(a_sign_that_lacks_is_named),
      cmocka_unit_test(a_foreign_page_is_not_lost_for_a_link),
      cmocka_unit_test(public_text_leads_to_public_pages_only),
      cmocka_unit_test(public_text_names_public_headings_only),
      cmocka_unit_test(
          the_headings_of_a_document_are_told_with_who_may_see_them),
      cmocka_unit_test(the_other_file_of_a_finding_is_named),
      cmocka_unit_test(references_are_told_without_the_world),
  };
  return cmocka_run_group_tests_name("resolve", tests, NULL, end_arena);
}
