/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What fixtures cannot reach: loops of several scripts, a world that knows
 * nothing, and when findings come by themselves. */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include <stdlib.h>

#include "lib/check.h"
#include "lib/render.h"
#include "tests/unit/clock.h"

#define DOCS_MAX 64

struct fixture {
  struct sp_arena arena;
  struct sp_doc *doc[DOCS_MAX];
  size_t docs, asked;
  struct sp_diags diags;
};

static int
begin(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  f->diags.arena = &f->arena;
  *state = f;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

static int
end(void **state)
{
  struct fixture *f = *state;

  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

static struct sp_doc *
document(void *ctx, struct sp_arena *arena, struct sp_str path)
{
  struct fixture *f = ctx;

  (void)arena;
  f->asked++;
  for (size_t i = 0; i < f->docs; i++)
    if (sp_str_eq(f->doc[i]->path, path))
      return f->doc[i];
  return NULL;
}

/* A sub-script that does another one first. */
static const struct sp_doc *
sub(struct fixture *f, const char *name, const char *first)
{
  struct sp_str path = sp_arena_fmt(&f->arena, "shared/%s.md", name);
  struct sp_str source = sp_arena_fmt(
      &f->arena,
      "---\ntitle: %s\ntype: script\naudience: staff\n" MODEL_FIELDS
      "---\n## Step\n\n%s%s%s\n\nOutcome: return passed\n\n"
      "## Test calls\n\n- => Step\n",
      name, *first ? "Do first: [Check](" : "Words.", first,
      *first ? ".md)" : "");

  f->doc[f->docs] = model_read(&f->arena, path.ptr, source.ptr);
  return f->doc[f->docs++];
}

static size_t
found(struct fixture *f, const struct sp_doc *doc, const char *code)
{
  struct sp_check_world world = {
      .ctx = f, .now = sp_when_now(), .document = document};
  size_t n = 0;

  f->diags = (struct sp_diags){.arena = &f->arena};
  sp_check_doc(&f->arena, &world, NULL, doc, &f->diags);
  for (size_t i = 0; i < f->diags.count; i++)
    n += strcmp(f->diags.item[i].code, code) == 0;
  return n;
}

static void
a_loop_of_three_scripts_is_told_in_each(void **state)
{
  struct fixture *f = *state;

  sub(f, "a", "b");
  sub(f, "b", "c");
  sub(f, "c", "a");
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(found(f, f->doc[i], "E12"), 1);
}

static void
a_loop_further_on_is_told_where_it_is(void **state)
{
  struct fixture *f = *state;
  const struct sp_doc *a = sub(f, "a", "b");

  sub(f, "b", "c");
  sub(f, "c", "b");
  assert_int_equal(found(f, a, "E12"), 0);
  assert_int_equal(found(f, f->doc[1], "E12"), 1);
}

static void
a_long_chain_ends_the_search(void **state)
{
  struct fixture *f = *state;
  char name[8], next[8];

  for (int i = 0; i < DOCS_MAX; i++) {
    snprintf(name, sizeof(name), "s%d", i);
    snprintf(next, sizeof(next), "s%d", (i + 1) % DOCS_MAX);
    sub(f, name, next);
  }
  f->asked = 0;
  assert_int_equal(found(f, f->doc[0], "E12"), 0);
  assert_in_range(f->asked, 1, 200);
}

/* Each is gone through once, however often it is named. */
static void
a_check_that_is_done_first_often_is_told_each_time(void **state)
{
  struct fixture *f = *state;
  struct sp_doc *doc =
      model_read(&f->arena, "shared/b.md",
                 "---\ntitle: b\ntype: script\naudience: staff\n" MODEL_FIELDS
                 "---\n## Step\n\nDo first: [Check](a.md)\n\n"
                 "Do first: [Check](a.md)\n\nOutcome: return passed\n\n"
                 "## Test calls\n\n- => Step\n");

  sub(f, "a", "b");
  f->doc[f->docs++] = doc;
  assert_int_equal(found(f, doc, "E12"), 2);
}

static void
a_script_that_is_not_known_is_passed_over(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(found(f, sub(f, "a", "gone"), "E12"), 0);
}

static void
nothing_is_found_in_a_world_that_knows_nothing(void **state)
{
  struct fixture *f = *state;
  const struct sp_doc *doc = sub(f, "a", "b");
  struct sp_check_world world = {.now = sp_when_now()};

  sp_check_doc(&f->arena, &world, NULL, doc, &f->diags);
  assert_int_equal(f->diags.count, 0);
}

static void
what_is_left_out_is_not_looked_for(void **state)
{
  struct fixture *f = *state;
  const struct sp_doc *doc = sub(f, "a", "a");
  struct sp_check_world world = {
      .ctx = f, .now = sp_when_now(), .document = document};
  struct sp_check_set set = {0};

  assert_false(sp_check_set_add(&set, SP_STR("E99")));
  assert_false(sp_check_set_add(&set, SP_STR("")));
  assert_false(sp_check_set_has(&set, "E12"));
  assert_true(sp_check_set_add(&set, SP_STR("e12")));
  assert_true(sp_check_set_has(&set, "E12"));
  sp_check_doc(&f->arena, &world, &set, doc, &f->diags);
  assert_int_equal(f->diags.count, 0);
  sp_check_doc(&f->arena, &world, NULL, doc, &f->diags);
  assert_int_equal(f->diags.errors, 1);
}

static void
a_document_names_what_its_checks_ask_for(void **state)
{
  struct fixture *f = *state;
  struct sp_texts refs;

  sp_check_refs(&f->arena, sub(f, "a", "b"), &refs);
  assert_int_equal(refs.count, 1);
  assert_str(refs.item[0], "shared/b.md");
  sp_check_refs(&f->arena, sub(f, "b", ""), &refs);
  assert_int_equal(refs.count, 0);
}

static void
findings_come_when_a_review_or_a_verification_is_due(void **state)
{
  struct fixture *f = *state;
  struct sp_instants at;
  const struct sp_doc *page = sub(f, "a", "");
  const struct sp_doc *contact = model_read(
      &f->arena, "contacts/desk.md",
      "---\ntitle: Desk\nkind: team\nhours: always\nowner: Head\n"
      "audience: staff\nphone: 01632 960001\nsummary: A desk.\n"
      "verified: 2026-08-31\nverify-every: 6 months\n---\nThey answer.\n");

  sp_check_boundaries(&f->arena, page, &at);
  assert_int_equal(at.count, 2);
  assert_int_equal(at.item[0],
                   sp_civil_begin(&(struct sp_civil){2026, 9, 1, -1, -1}));
  assert_int_equal(at.item[1],
                   sp_civil_end(&(struct sp_civil){2027, 9, 1, -1, -1}));
  sp_check_boundaries(&f->arena, contact, &at);
  assert_int_equal(at.count, 1);
  assert_int_equal(at.item[0],
                   sp_civil_end(&(struct sp_civil){2027, 2, 28, -1, -1}));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_loop_of_three_scripts_is_told_in_each,
                                      begin, end),
      cmocka_unit_test_setup_teardown(a_loop_further_on_is_told_where_it_is,
                                      begin, end),
      cmocka_unit_test_setup_teardown(a_long_chain_ends_the_search, begin, end),
      cmocka_unit_test_setup_teardown(
          a_check_that_is_done_first_often_is_told_each_time, begin, end),
      cmocka_unit_test_setup_teardown(a_script_that_is_not_known_is_passed_over,
                                      begin, end),
      cmocka_unit_test_setup_teardown(
          nothing_is_found_in_a_world_that_knows_nothing, begin, end),
      cmocka_unit_test_setup_teardown(what_is_left_out_is_not_looked_for, begin,
                                      end),
      cmocka_unit_test_setup_teardown(a_document_names_what_its_checks_ask_for,
                                      begin, end),
      cmocka_unit_test_setup_teardown(
          findings_come_when_a_review_or_a_verification_is_due, begin, end),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
