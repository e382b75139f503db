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
  return sp_str_is(name, "duty")     ? &targets[3]
         : sp_str_is(name, "team")   ? &targets[5]
         : sp_str_is(name, "next")   ? &targets[6]
         : sp_str_is(name, "senior") ? &targets[7]
                                     : NULL;
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

static struct sp_str
near_name(void *ctx, struct sp_arena *into, enum sp_ref_kind kind,
          struct sp_str name)
{
  (void)into;
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

/* Whom an outcome and the page's provider name. */
static struct sp_str
shown_contact(const char *outcome, enum sp_audience audience,
              struct sp_str *provider)
{
  struct sp_str source = sp_arena_fmt(
      &arena,
      "---\ntitle: T\ntype: script\naudience: public\nprovided-by: %s\n"
      "%s---\n> Hi.\n\n- [Go](#go)\n\n## Go\n\n> Bye.\n\n"
      "Outcome: transfer to %s\n",
      strcmp(outcome, "team") == 0 ? "team" : "next", MODEL_FIELDS, outcome);
  struct sp_doc *doc;
  struct sp_diags diags = resolve(source.ptr, &doc);
  const struct sp_node *keyed;

  sp_diags_print(&diags, stderr);
  assert_int_equal(diags.count, 0);
  doc = audience == SP_PUBLIC ? sp_doc_for_public(&arena, doc)
                              : sp_doc_for_staff(&arena, doc);
  *provider = doc->provider;
  keyed = first(doc, SP_NODE_KEYED);
  return keyed ? keyed->text : SP_STR("");
}

static void
residents_are_not_told_of_a_contact_whose_time_is_not_now(void **state)
{
  struct sp_str provider;

  (void)state;
  assert_str(shown_contact("team", SP_PUBLIC, &provider), "Night team");
  assert_str(provider, "Night team");
  assert_str(shown_contact("next", SP_PUBLIC, &provider), "");
  assert_str(provider, "");
  assert_str(
      shown_contact("[Moonlight](../contacts/next.md)", SP_PUBLIC, &provider),
      "");
  assert_str(shown_contact("next", SP_STAFF, &provider), "Moonlight team");
  assert_str(provider, "");
}

static void
what_leads_above_a_level_says_so(void **state)
{
  struct sp_doc *doc;
  struct sp_diags diags = resolve(
      STAFF_SCRIPT "[them](../contacts/senior.md)\n\n- [Go](#go)\n\n## Go\n\n"
                   "Outcome: transfer to senior\n",
      &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_int_equal(first(doc, SP_NODE_LINK)->url_level, 3);
  assert_int_equal(first(doc, SP_NODE_KEYED)->url_level, 3);
  assert_int_equal(first(doc, SP_NODE_CHOICE)->url_level, 0);
}

static void
a_provider_above_the_readers_level_is_not_named(void **state)
{
  struct sp_doc *doc;

  (void)state;
  resolve("---\ntitle: T\ntype: guide\nprovided-by: senior\n" MODEL_FIELDS
          "---\nA.\n",
          &doc);
  assert_str(doc->provider, "");
  resolve(
      "---\ntitle: T\ntype: guide\nlevel: 3\nprovided-by: senior\n" MODEL_FIELDS
      "---\nA.\n",
      &doc);
  assert_str(doc->provider, "Senior team");
}

static void
a_contact_of_the_night_above_the_readers_level_is_hidden(void **state)
{
  static const char *const key[] = {"senior", "next", "duty"};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(key); i++) {
    struct sp_doc *doc = model_read(
        &arena, "contacts/a.md",
        sp_arena_fmt(
            &arena,
            "---\ntitle: T\nkind: team\nout-of-hours: %s\n" MODEL_FIELDS
            "---\nA.\n",
            key[i])
            .ptr);
    struct sp_diags diags = {.arena = &arena};

    sp_doc_resolve(&arena, doc, &world, &diags);
    assert_int_equal(doc->is_night_hidden, i < 2);
  }
}

static void
a_snippet_with_a_level_keeps_it_where_it_stands(void **state)
{
  struct sp_doc *doc;
  const struct sp_node *only;
  struct sp_diags diags =
      resolve(STAFF_SCRIPT "[It](../snippets/senior.md \"include\")\n", &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  only = first(doc, SP_NODE_ONLY);
  assert_non_null(only);
  assert_int_equal(only->guard.kind, SP_GUARD_LEVEL);
  assert_int_equal(only->guard.number, 3);
  assert_code(STAFF_SCRIPT "Now [it](../snippets/senior.md \"include\") is.\n",
              "E25");
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
includes_that_stand_side_by_side_keep_their_order(void **state)
{
  static const char *const pay = "[a](../snippets/pay.md \"include\")";
  struct sp_str source =
      sp_arena_fmt(&arena,
                   PUBLIC_GUIDE "%s\n\nOne %s%s two %s\n\n- %s\n\n%s\n\nLast."
                                "\n",
                   pay, pay, pay, pay, pay, pay);
  struct sp_doc *doc;
  struct sp_diags diags = resolve(source.ptr, &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, doc->root),
             "Pay here. One Pay here.Pay here. two Pay here. Pay here. Pay"
             " here. Last.");
  for (struct sp_node *n = doc->root; n; n = sp_node_walk(doc->root, n, false))
    for (const struct sp_node *c = n->first; c; c = c->next) {
      assert_ptr_equal(c->parent, n);
      assert_true(c->next || n->last == c);
    }
}

static void
a_snippet_with_dates_keeps_them_where_it_stands(void **state)
{
  const struct sp_node *only;
  struct sp_doc *doc;
  struct sp_diags diags = resolve(
      PUBLIC_GUIDE "Before.\n\n[a](../snippets/dated.md \"include\")\n\n"
                   "- one\n\n- [a](../snippets/dated.md \"include\")\n\n"
                   "After.\n",
      &doc);

  (void)state;
  assert_int_equal(diags.count, 0);
  assert_str(sp_node_words(&arena, doc->root),
             "Before. Spring. one Spring. After.");
  only = first(doc, SP_NODE_ONLY);
  assert_int_equal(only->guard.kind, SP_GUARD_DATE);
  assert_int_equal(only->guard.from.month, 4);
  assert_int_equal(only->guard.until.year, 0);
  assert_str(sp_node_words(&arena, only), "Spring.");
  assert_code(PUBLIC_GUIDE
              "In [a](../snippets/dated.md \"include\") we come.\n",
              "E25");
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
      cmocka_unit_test(
          residents_are_not_told_of_a_contact_whose_time_is_not_now),
      cmocka_unit_test(what_leads_above_a_level_says_so),
      cmocka_unit_test(a_provider_above_the_readers_level_is_not_named),
      cmocka_unit_test(
          a_contact_of_the_night_above_the_readers_level_is_hidden),
      cmocka_unit_test(a_snippet_with_a_level_keeps_it_where_it_stands),
      cmocka_unit_test(includes_are_put_in_place),
      cmocka_unit_test(includes_that_stand_side_by_side_keep_their_order),
      cmocka_unit_test(a_snippet_with_dates_keeps_them_where_it_stands),
      cmocka_unit_test(a_staff_snippet_is_fine_in_a_staff_block),
      cmocka_unit_test(references_are_told_without_the_world),
  };
  return cmocka_run_group_tests_name("resolve", tests, NULL, end_arena);
}
