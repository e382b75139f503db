/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/script.h"

#define SCRIPT "---\ntitle: Missed bin\ntype: script\n" MODEL_FIELDS "---\n"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_script *
script_of(const char *body)
{
  char source[8192];

  snprintf(source, sizeof(source), SCRIPT "%s", body);
  return sp_script_new(&arena, model_read(&arena, "waste/a.md", source));
}

static void
an_introduction_with_choices_is_the_first_step(void **state)
{
  struct sp_script *s = script_of("Ask.\n\n- [Yes](#b)\n\n## B\n\n"
                                  "Outcome: resolved\n");

  (void)state;
  assert_int_equal(s->steps, 2);
  assert_str(s->step[0].anchor, "start");
  assert_str(s->step[0].heading, "Missed bin");
  assert_int_equal(s->step[0].edge[0].to, 1);
  assert_null(s->step[0].outcome);
  assert_non_null(s->step[1].outcome);
}

static void
an_introduction_without_choices_gives_its_lines_to_the_first_step(void **state)
{
  struct sp_script *s =
      script_of("Words.\n\nRecord: street (text)\n\n"
                "Do first: [Check](../shared/check.md)\n\n## A\n\n"
                "Record: bin (text)\n\nOutcome: resolved\n\n## B\n\n"
                "Outcome: resolved\n");

  (void)state;
  assert_int_equal(s->steps, 2);
  assert_int_equal(s->step[0].records, 2);
  assert_str(s->step[0].record[0]->text, "street");
  assert_int_equal(s->step[0].do_firsts, 1);
  assert_int_equal(s->step[1].records, 0);
}

static void
edges_stand_in_the_order_in_which_they_are_asked(void **state)
{
  struct sp_script *s = script_of(
      "## A\n\nStop and escalate if: fire. [Duty](#duty)\n\n- [One](#b)\n"
      "- [Two](other.md)\n\n## B\n\nOnly: level 2. Otherwise [Duty](#duty)\n\n"
      "Next: [Duty](#duty)\n\n## Duty\n\nOutcome: resolved\n");
  const struct sp_step *a = &s->step[0], *b = &s->step[1];

  (void)state;
  assert_int_equal(a->choices, 2);
  assert_int_equal(a->edges, 3);
  assert_int_equal(a->edge[0].to, 1);
  assert_int_equal(a->edge[1].to, SP_STEP_NONE);
  assert_int_equal(a->edge[2].kind, SP_EDGE_STOP);
  assert_str(a->edge[2].label, "Duty");
  assert_int_equal(b->edges, 2);
  assert_int_equal(b->edge[0].kind, SP_EDGE_NEXT);
  assert_int_equal(b->edge[1].kind, SP_EDGE_OTHERWISE);
  assert_int_equal(b->edge[1].to, 2);
  assert_int_equal(b->guard->number, 2);
}

static void
red_flags_of_the_introduction_stand_once_for_all_steps(void **state)
{
  struct sp_script *s =
      script_of("Stop and escalate if: fire. [Duty](#duty)\n\n- [A](#duty)\n\n"
                "## Duty\n\nOutcome: resolved\n");

  (void)state;
  assert_int_equal(s->stops, 1);
  assert_int_equal(s->stop[0].to, 1);
  assert_int_equal(s->step[0].edges, 1);
}

static void
test_calls_are_no_step(void **state)
{
  struct sp_script *s = script_of("## A\n\nOutcome: resolved\n\n"
                                  "## Test calls\n\n- A => A\n");

  (void)state;
  assert_int_equal(s->steps, 1);
  assert_non_null(s->test_calls);
}

static void
a_link_to_the_own_file_is_a_step(void **state)
{
  struct sp_script *s = script_of("## A\n\n- [B](a.md#b)\n- [C](#c)\n\n## B\n\n"
                                  "Outcome: resolved\n\n## C\n\n"
                                  "Outcome: resolved\n");

  (void)state;
  assert_int_equal(s->step[0].edge[0].to, 1);
  assert_int_equal(s->step[0].edge[1].to, 2);
}

static void
names_are_found_as_people_write_them(void **state)
{
  struct sp_script *s =
      script_of("## Out by 7?\n\nRecord: Bin colour (choice(red; blue))\n\n"
                "Do first: [Who is calling](../shared/identity-check.md)\n\n"
                "Outcome: resolved\n");

  (void)state;
  assert_int_equal(sp_script_step_named(s, SP_STR("out by 7")), 0);
  assert_int_equal(sp_script_step_named(s, SP_STR("out-by-7")), 0);
  assert_int_equal(sp_script_step(s, SP_STR("out-by-8")), SP_STEP_NONE);
  assert_int_equal(sp_script_if(s, SP_STR("bin colour")), SP_IF_RECORD);
  assert_int_equal(sp_script_if(s, SP_STR("identity-check")), SP_IF_RESULT);
  assert_int_equal(sp_script_if(s, SP_STR("Who is calling")), SP_IF_RESULT);
  assert_int_equal(sp_script_if(s, SP_STR("OUT BY 7?")), SP_IF_STEP);
  assert_int_equal(sp_script_if(s, SP_STR("colour")), SP_IF_UNKNOWN);
}

static void
answers_are_the_same_but_for_case_space_quotes_and_the_last_mark(void **state)
{
  (void)state;
  assert_true(sp_answer_same(SP_STR("I can't  pay."), SP_STR("i can’t pay")));
  assert_true(sp_answer_same(SP_STR("“Yes”"), SP_STR("yes?")));
  assert_true(sp_answer_same(SP_STR(""), SP_STR(" ")));
  assert_false(sp_answer_same(SP_STR("Yes"), SP_STR("Yes, all")));
  assert_false(sp_answer_same(SP_STR("no one"), SP_STR("noone")));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_introduction_with_choices_is_the_first_step),
      cmocka_unit_test(
          an_introduction_without_choices_gives_its_lines_to_the_first_step),
      cmocka_unit_test(edges_stand_in_the_order_in_which_they_are_asked),
      cmocka_unit_test(red_flags_of_the_introduction_stand_once_for_all_steps),
      cmocka_unit_test(test_calls_are_no_step),
      cmocka_unit_test(a_link_to_the_own_file_is_a_step),
      cmocka_unit_test(names_are_found_as_people_write_them),
      cmocka_unit_test(
          answers_are_the_same_but_for_case_space_quotes_and_the_last_mark),
  };

  return cmocka_run_group_tests(tests, NULL, end_arena);
}
