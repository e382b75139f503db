/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/audience.h"

#define PUBLIC_GUIDE                                                           \
  "---\ntitle: Bins\ntype: guide\naudience: public\n" MODEL_FIELDS "---\n"
#define PUBLIC_SCRIPT                                                          \
  "---\ntitle: Bins\ntype: script\naudience: public\n" MODEL_FIELDS "---\n"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_str
public_words(const char *source)
{
  struct sp_doc *doc = model_read(&arena, "waste/a.md", source);
  struct sp_doc *twin = sp_doc_for_public(&arena, doc);

  return twin ? sp_node_words(&arena, twin->root) : SP_STR("");
}

static struct sp_str
staff_words(const char *source)
{
  struct sp_doc *doc = model_read(&arena, "waste/a.md", source);

  return sp_node_words(&arena, sp_doc_for_staff(&arena, doc)->root);
}

/* Each: public has the word "kept" and not the word "secret"; staff has
 * both. */
static void
every_kind_of_staff_text_is_left_out(void **state)
{
  static const char *const sources[] = {
      PUBLIC_GUIDE "kept\n\n> [!STAFF]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!staff] secret\n",
      PUBLIC_GUIDE "kept\n\n> **[!STAFF]**\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!SAY]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!VULNERABLE]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!FRAUD]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!ONLY staff]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!ONLY level 2]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!ONLY phone]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!ONLY webchat]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!ONLY email]\n> secret\n",
      PUBLIC_GUIDE "kept\n\n> [!ONLY face to face]\n> secret\n",
      PUBLIC_GUIDE "> [!INFO]\n> kept\n>\n> > [!STAFF]\n> > secret\n",
      PUBLIC_GUIDE "> [!STAFF]\n> secret\n>\n> > [!INFO]\n> > secret\n\nkept\n",
      PUBLIC_GUIDE "kept\n\n## Secret\n\nOnly: staff.\n\nsecret\n",
      PUBLIC_GUIDE "kept\n\n## Secret\n\nOnly: level 3.\n\nsecret\n",
      PUBLIC_SCRIPT "> kept\n\nRecord: secret (text)\n\n- [A](#a)\n\n## A\n\n"
                    "> Done.\n\nOutcome: resolved\n",
      PUBLIC_SCRIPT "> kept\n\nStop and escalate if: secret [A](#a)\n\n"
                    "- [A](#a)\n\n## A\n\n> Done.\n\nOutcome: resolved\n",
      PUBLIC_SCRIPT "> kept\n\nJudgement: secret\n\n- [A](#a)\n\n## A\n\n"
                    "> Done.\n\nOutcome: resolved\n\nHand over: secret\n",
      PUBLIC_SCRIPT "> kept\n\n- [A](#a) secret\n\n## A\n\n> Done.\n\n"
                    "Outcome: resolved\n",
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(sources); i++) {
    struct sp_str shown = public_words(sources[i]);

    if (model_contains(shown, "secret") || model_contains(shown, "Secret") ||
        !model_contains(shown, "kept"))
      fail_msg("case %zu shows residents \"%.*s\"", i, SP_FMT(shown));
    assert_true(model_contains(staff_words(sources[i]), "kept"));
  }
}

static void
test_calls_are_for_nobody(void **state)
{
  const char *source =
      PUBLIC_SCRIPT "> kept\n\n- [A](#a)\n\n## A\n\n> Done.\n\nOutcome: "
                    "resolved\n\n## Test calls\n\n- Secret => A\n";

  (void)state;
  assert_false(model_contains(public_words(source), "Secret"));
  assert_false(model_contains(staff_words(source), "Secret"));
}

static void
the_other_half_of_a_staff_guard_is_public(void **state)
{
  struct sp_str shown = public_words(
      PUBLIC_GUIDE "> [!ONLY staff]\n> secret\n\n> [!ELSE]\n> kept\n");
  struct sp_str staff = staff_words(
      PUBLIC_GUIDE "> [!ONLY public]\n> resident\n\n> [!ELSE]\n> advisor\n");

  (void)state;
  assert_str(shown, "kept");
  assert_str(staff, "advisor");
}

static void
public_guards_stay_for_residents(void **state)
{
  struct sp_str shown = public_words(
      PUBLIC_GUIDE "> [!ONLY public]\n> one\n\n> [!ONLY online]\n> two\n\n"
                   "> [!ONLY area: Northmarsh]\n> three\n\n"
                   "> [!ONLY out of hours]\n> four\n");

  (void)state;
  assert_str(shown, "one two three four");
}

static void
a_staff_document_gives_the_public_nothing(void **state)
{
  struct sp_doc *doc =
      model_read(&arena, "waste/a.md",
                 "---\ntitle: T\ntype: guide\n" MODEL_FIELDS "---\nsecret\n");

  (void)state;
  assert_null(sp_doc_for_public(&arena, doc));
}

static void
a_public_document_of_staff_blocks_alone_gives_nothing(void **state)
{
  struct sp_doc *doc =
      model_read(&arena, "waste/a.md", PUBLIC_GUIDE "> [!STAFF]\n> secret\n");

  (void)state;
  assert_null(sp_doc_for_public(&arena, doc));
}

static void
metadata_of_staff_goes_too(void **state)
{
  struct sp_doc *doc = model_read(
      &arena, "contacts/waste.md",
      "---\ntitle: Waste\nkind: team\nservice: waste\naudience: public\n"
      "phone: 01632 960101\nstaff-phone: 01632 960999\n"
      "staff-email: secret@wenmarsh.example\nhours: always\n"
      "verified: 2026-09-01\n" MODEL_FIELDS "---\nWe empty bins.\n");
  struct sp_doc *twin = sp_doc_for_public(&arena, doc);

  (void)state;
  assert_non_null(twin);
  assert_str(sp_doc_field(twin, "phone"), "01632 960101");
  assert_str(sp_doc_field(twin, "staff-phone"), "");
  assert_str(sp_doc_field(twin, "staff-email"), "");
  assert_str(sp_doc_field(twin, "owner"), "");
  assert_int_equal(twin->owner.len, 0);
  assert_str(sp_doc_field(sp_doc_for_staff(&arena, doc), "staff-phone"),
             "01632 960999");
}

static void
a_notice_shows_where_it_says(void **state)
{
  struct sp_doc *doc = model_read(
      &arena, "notices/a.md",
      "---\ntitle: T\nseverity: info\nfrom: 2026-11-01\nuntil: 2026-12-01\n"
      "audience: public\nsites: staff\n---\nsecret\n");

  (void)state;
  assert_null(sp_doc_for_public(&arena, doc));
  assert_non_null(sp_doc_for_staff(&arena, doc));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_of_staff_text_is_left_out),
      cmocka_unit_test(test_calls_are_for_nobody),
      cmocka_unit_test(the_other_half_of_a_staff_guard_is_public),
      cmocka_unit_test(public_guards_stay_for_residents),
      cmocka_unit_test(a_staff_document_gives_the_public_nothing),
      cmocka_unit_test(a_public_document_of_staff_blocks_alone_gives_nothing),
      cmocka_unit_test(metadata_of_staff_goes_too),
      cmocka_unit_test(a_notice_shows_where_it_says),
  };
  return cmocka_run_group_tests_name("audience", tests, NULL, end_arena);
}
