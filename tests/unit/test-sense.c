/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a reader's answers is believed. */
#include "tests/unit/unit.h"

#include "indexer/facts.h"
#include "indexer/lost.h"
#include "indexer/sense.h"
#include "lib/diag.h"

struct fixture {
  struct sp_arena arena;
  struct sp_buf facts, diags;
  struct sp_facts said; /* of waste/a.md */
  struct sp_verdict verdict;
};
static struct fixture f;

static int
begin(void **state)
{
  (void)state;
  f = (struct fixture){
      .said = {.id = SP_STR("waste/a"), .title = SP_STR("A"), .level = 1},
      .verdict = {.usable = true, .until = SP_ALWAYS_UNTIL}};
  sp_buf_init(&f.facts, 100000);
  sp_buf_init(&f.diags, 100000);
  return 0;
}

static int
end(void **state)
{
  (void)state;
  sp_buf_release(&f.facts);
  sp_buf_release(&f.diags);
  sp_arena_release(&f.arena);
  return 0;
}

static bool
believed(enum sp_kind kind, const char *path)
{
  return sp_verdict_makes_sense(&f.verdict, kind, sp_str(path), &f.arena);
}

static void
say_facts(void)
{
  sp_buf_clear(&f.facts);
  sp_facts_pack(&f.facts, &f.said);
  f.verdict.facts = sp_buf_str(&f.facts);
}

static void
complain(const char *code)
{
  struct sp_diags diags = {.arena = &f.arena};

  sp_buf_clear(&f.diags);
  sp_diag(&diags, code, SP_STR("waste/a.md"), 1, 1, "a slip");
  sp_diags_pack(&f.diags, &diags);
  f.verdict.diags = sp_buf_str(&f.diags);
}

static void
a_sound_answer_is_believed(void **state)
{
  (void)state;
  say_facts();
  assert_true(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  complain("W26");
  assert_true(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  f.verdict.usable = false;
  complain("E25");
  assert_true(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  f.verdict.facts = SP_STR("");
  assert_true(believed(SP_KIND_MARKDOWN, "waste/a.md"));
}

static void
facts_must_be_whole_and_of_this_file(void **state)
{
  (void)state;
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  f.verdict.facts = SP_STR("nonsense");
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  say_facts();
  f.verdict.facts.len--;
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  say_facts();
  assert_false(believed(SP_KIND_MARKDOWN, "waste/b.md"));
}

static void
a_redirect_must_be_text(void **state)
{
  struct sp_str bad[] = {SP_STR("old\0er"), SP_STR("old\xff")};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(bad); i++) {
    f.said.redirects = (struct sp_texts){.item = &bad[i], .count = 1};
    say_facts();
    assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  }
}

static void
a_file_is_not_left_out_in_silence(void **state)
{
  (void)state;
  say_facts();
  f.verdict.usable = false;
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  complain("W26");
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  f.verdict.diags = SP_STR("\xff\xff");
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
  /* Nor published with an error. */
  f.verdict.usable = true;
  complain("E25");
  assert_false(believed(SP_KIND_MARKDOWN, "waste/a.md"));
}

static void
settings_must_be_such(void **state)
{
  (void)state;
  f.verdict.payload = SP_STR("\xff\xff");
  assert_false(believed(SP_KIND_FEES, "fees.csv"));
  assert_false(believed(SP_KIND_SITE, "site.yaml"));
  assert_false(believed(SP_KIND_SYNONYMS, "synonyms.txt"));
  assert_false(believed(SP_KIND_PINS, "pins.yaml"));
  f.verdict.payload = SP_STR("\0\0"); /* no fees, no keys in error */
  assert_true(believed(SP_KIND_FEES, "fees.csv"));
  /* A part of them may be wrong. */
  complain("E25");
  assert_true(believed(SP_KIND_FEES, "fees.csv"));
}

/* ---- contacts that cannot be read ---- */

static void
a_lost_contact_is_found_by_its_names(void **state)
{
  struct sp_lost lost = {0};

  (void)state;
  f.said = (struct sp_facts){.id = SP_STR("contacts/duty"),
                             .title = SP_STR("Duty Officer"),
                             .type = SP_DOC_CONTACT,
                             .level = 1};
  say_facts();
  sp_lost_add(&lost, &f.arena, 3, SP_STR("contacts/duty.md"), f.verdict.facts);
  /* Nothing could be told of it; its place says what it is. */
  sp_lost_add(&lost, &f.arena, 4, SP_STR("contacts/Other.md"), SP_STR(""));
  sp_lost_add(&lost, &f.arena, 5, SP_STR("waste/guide.md"), SP_STR(""));
  f.said.type = SP_DOC_GUIDE;
  say_facts();
  sp_lost_add(&lost, &f.arena, 6, SP_STR("waste/b.md"), f.verdict.facts);
  sp_lost_sort(&lost);
  assert_int_equal(sp_lost_find(&lost, SP_STR("duty")), 3);
  assert_int_equal(sp_lost_find(&lost, SP_STR("duty officer")), 3);
  assert_int_equal(sp_lost_find(&lost, SP_STR("other")), 4);
  assert_true(sp_lost_find(&lost, SP_STR("guide")) == SIZE_MAX);
  assert_true(sp_lost_find(&lost, SP_STR("b")) == SIZE_MAX);
  assert_true(sp_lost_find(&lost, SP_STR("")) == SIZE_MAX);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, begin, end)

int
main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(a_sound_answer_is_believed),
      TEST(facts_must_be_whole_and_of_this_file),
      TEST(a_redirect_must_be_text),
      TEST(a_file_is_not_left_out_in_silence),
      TEST(settings_must_be_such),
      TEST(a_lost_contact_is_found_by_its_names),
  };
  return cmocka_run_group_tests_name("sense", tests, NULL, NULL);
}
