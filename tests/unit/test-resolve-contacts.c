/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/resolve_fixture.h"

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

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(
          residents_are_not_told_of_a_contact_whose_time_is_not_now),
      cmocka_unit_test(what_leads_above_a_level_says_so),
      cmocka_unit_test(a_provider_above_the_readers_level_is_not_named),
      cmocka_unit_test(
          a_contact_of_the_night_above_the_readers_level_is_hidden),
  };
  return cmocka_run_group_tests_name("resolve-contacts", tests, NULL,
                                     end_arena);
}
