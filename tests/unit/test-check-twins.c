/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include <stdio.h>

#include "lib/check_twins.h"

#define FRONT                                                                  \
  "---\ntitle: A script\ntype: script\naudience: staff\n" MODEL_FIELDS "---\n"
#define WORDS                                                                  \
  "Please put the bin back at the edge of your property before seven in the"   \
  " morning and leave it there until the crew has come by."

static struct sp_arena arena;

static int
end(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_sketches
sketch(const char *body)
{
  struct sp_str source = sp_arena_fmt(&arena, FRONT "%s", body);
  struct sp_sketches out;

  sp_sketch_doc(&arena, model_read(&arena, "waste/a.md", source.ptr), &out);
  return out;
}

/* n steps of words that no other step has. */
static struct sp_twin_script
own_words(const char *path, unsigned first, unsigned words)
{
  struct sp_str body = SP_STR("## Step\n\n");
  struct sp_twin_script script = {sp_str(path), {0}};

  for (unsigned i = 0; i < words; i++)
    body = sp_arena_fmt(&arena, "%.*sword%u ", SP_FMT(body), first + i);
  script.steps = sketch(sp_arena_fmt(&arena, "%.*s\n", SP_FMT(body)).ptr);
  return script;
}

static void
a_step_of_twenty_words_has_a_sketch_and_one_of_nineteen_has_none(void **state)
{
  (void)state;
  assert_int_equal(own_words("a", 0, 19).steps.count, 0);
  assert_int_equal(own_words("a", 0, 20).steps.count, 1);
  assert_int_equal(own_words("a", 0, 20).steps.item[0].hashes, 18);
}

static void
includes_headings_and_test_calls_do_not_count(void **state)
{
  struct sp_sketches with = sketch("## Step\n\n" WORDS "\n");
  struct sp_sketches also =
      sketch("## Another heading of several words\n\n" WORDS
             "\n\n[Some words of a link](../snippets/a.md \"include\")\n\n"
             "## Test calls\n\n- => Another heading of several words\n");

  (void)state;
  assert_int_equal(with.count, 1);
  assert_int_equal(also.count, 1);
  assert_int_equal(sp_sketch_likeness(&with.item[0], &also.item[0]), 100);
}

static void
a_guide_has_none(void **state)
{
  struct sp_sketches out;
  struct sp_doc *doc = model_read(&arena, "waste/a.md",
                                  "---\ntitle: A\ntype: guide\n"
                                  "audience: staff\n" MODEL_FIELDS
                                  "---\n## Step\n\n" WORDS "\n");

  (void)state;
  sp_sketch_doc(&arena, doc, &out);
  assert_int_equal(out.count, 0);
}

static void
likeness_is_exact_for_short_steps(void **state)
{
  /* Of 18 runs each, 9 in common: 9 of 27. */
  struct sp_twin_script a = own_words("a", 0, 20), b = own_words("b", 9, 20);

  (void)state;
  assert_int_equal(sp_sketch_likeness(&a.steps.item[0], &b.steps.item[0]), 33);
}

static void
likeness_of_long_steps_is_near(void **state)
{
  /* 598 runs each, 500 in common: 500 of 696 are 72 hundredths. */
  struct sp_twin_script a = own_words("a", 0, 600), b = own_words("b", 98, 600);
  unsigned likeness = sp_sketch_likeness(&a.steps.item[0], &b.steps.item[0]);

  (void)state;
  assert_int_equal(a.steps.item[0].hashes, SP_SKETCH_MAX);
  assert_in_range(likeness, 60, 84);
}

static void
sketches_come_back_as_they_were(void **state)
{
  struct sp_sketches before = own_words("a", 0, 300).steps, after;
  struct sp_unpack in = {0};
  struct sp_buf packed;

  (void)state;
  sp_buf_init(&packed, 100000);
  sp_sketches_pack(&packed, &before);
  in.rest = sp_buf_str(&packed);
  sp_sketches_unpack(&arena, &in, &after);
  assert_true(sp_unpack_done(&in));
  assert_int_equal(after.count, 1);
  assert_int_equal(after.item[0].line, before.item[0].line);
  assert_int_equal(sp_sketch_likeness(&before.item[0], &after.item[0]), 100);
  for (size_t len = 0; len < packed.len; len++) {
    in = (struct sp_unpack){sp_str_n(packed.ptr, len), false};
    sp_sketches_unpack(&arena, &in, &after);
    assert_false(sp_unpack_done(&in));
  }
  sp_buf_release(&packed);
}

static void
hashes_that_are_too_many_or_not_in_order_are_refused(void **state)
{
  static const size_t count[] = {SP_SKETCH_MAX + 1, 2};
  struct sp_sketches after;
  struct sp_buf packed;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(count); i++) {
    struct sp_unpack in = {0};

    sp_buf_init(&packed, 100000);
    sp_pack_u64(&packed, 1);
    sp_pack_str(&packed, SP_STR("Step"));
    sp_pack_u64(&packed, 3);
    sp_pack_u64(&packed, count[i]);
    for (size_t k = 0; k < count[i]; k++)
      sp_pack_u64(&packed, k == 0 ? 7 : i == 0);
    in.rest = sp_buf_str(&packed);
    sp_sketches_unpack(&arena, &in, &after);
    assert_true(in.broken);
    sp_buf_release(&packed);
  }
}

static void
of_many_copies_each_later_one_is_told_once(void **state)
{
  enum { COPIES = 500 };
  struct sp_twin_script *script =
      sp_arena_array(&arena, struct sp_twin_script, COPIES);
  struct sp_twin_pair *pair;
  size_t count;

  (void)state;
  for (size_t i = 0; i < COPIES; i++)
    script[i] = own_words("waste/a.md", 0, 40);
  pair = sp_twin_pairs(&arena, script, COPIES, &count);
  assert_int_equal(count, COPIES - 1);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(pair[i].script, i + 1);
    assert_int_equal(pair[i].other_script, 0);
  }
}

static void
the_step_that_is_most_alike_is_named(void **state)
{
  struct sp_twin_script script[] = {own_words("a.md", 3, 60),
                                    own_words("b.md", 1, 60),
                                    own_words("c.md", 0, 60)};
  struct sp_twin_pair *pair;
  struct sp_diags diags = {.arena = &arena};
  size_t count;

  (void)state;
  pair = sp_twin_pairs(&arena, script, 3, &count);
  assert_int_equal(count, 2);
  assert_int_equal(pair[1].script, 2);
  assert_int_equal(pair[1].other_script, 1);
  sp_twin_say(script, &pair[1], &diags);
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.item[0].code, "W24");
  assert_str(diags.item[0].path, "c.md");
  assert_true(model_contains(diags.item[0].text, "of b.md, line "));
}

static void
two_steps_of_one_script_are_no_twins(void **state)
{
  struct sp_twin_script script = {
      SP_STR("a.md"), sketch("## One\n\n" WORDS "\n\n## Two\n\n" WORDS "\n")};
  size_t count;

  (void)state;
  assert_int_equal(script.steps.count, 2);
  sp_twin_pairs(&arena, &script, 1, &count);
  assert_int_equal(count, 0);
  sp_twin_pairs(&arena, NULL, 0, &count);
  assert_int_equal(count, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(
          a_step_of_twenty_words_has_a_sketch_and_one_of_nineteen_has_none,
          end),
      cmocka_unit_test_teardown(includes_headings_and_test_calls_do_not_count,
                                end),
      cmocka_unit_test_teardown(a_guide_has_none, end),
      cmocka_unit_test_teardown(likeness_is_exact_for_short_steps, end),
      cmocka_unit_test_teardown(likeness_of_long_steps_is_near, end),
      cmocka_unit_test_teardown(sketches_come_back_as_they_were, end),
      cmocka_unit_test_teardown(
          hashes_that_are_too_many_or_not_in_order_are_refused, end),
      cmocka_unit_test_teardown(of_many_copies_each_later_one_is_told_once,
                                end),
      cmocka_unit_test_teardown(the_step_that_is_most_alike_is_named, end),
      cmocka_unit_test_teardown(two_steps_of_one_script_are_no_twins, end),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
