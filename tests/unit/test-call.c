/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/test_call.h"

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
  struct sp_str source = sp_arena_fmt(&arena, SCRIPT "%s", body);

  return sp_script_new(&arena, model_read(&arena, "waste/a.md", source.ptr));
}

/* Answers in order, as `Refuse; Yes`; fields and results as `bin=garden`. */
struct answers {
  struct sp_str choices;
  const char *name, *value;
  const struct sp_script *sub;
};

static struct sp_str
choice(void *ctx, const struct sp_place *place)
{
  struct answers *a = ctx;
  struct sp_str piece = {0};

  if (place->script->step[place->step].choices)
    sp_str_split(&a->choices, ';', &piece);
  return piece;
}

static struct sp_str
value(void *ctx, struct sp_str name)
{
  const struct answers *a = ctx;

  return a->name && sp_str_is(name, a->name) ? sp_str(a->value) : SP_STR("");
}

static const struct sp_script *
sub(void *ctx, const struct sp_script *from, const struct sp_node *do_first)
{
  (void)from;
  (void)do_first;
  return ((const struct answers *)ctx)->sub;
}

static struct sp_call
walk(const struct sp_script *script, struct sp_situation situation,
     struct answers answers, const char *stop)
{
  struct sp_answers with = {.ctx = &answers,
                            .choice = choice,
                            .field = value,
                            .result = value,
                            .sub = sub};
  struct sp_call call;

  if (situation.level == 0)
    situation.level = 1;
  sp_call_walk(&arena, script, &situation, &with, sp_str(stop), &call);
  return call;
}

static struct sp_call
walk_choices(const struct sp_script *script, const char *choices)
{
  return walk(script, (struct sp_situation){0},
              (struct answers){.choices = sp_str(choices)}, "");
}

static void
expect(const struct sp_call *call, enum sp_call_state state,
       const char *heading)
{
  const struct sp_place *place = sp_call_place(call);

  assert_int_equal(call->state, state);
  assert_str(place->script->step[place->step].heading, heading);
}

static const char bins[] =
    "## Which bin?\n\nStop and escalate if: fire. [Duty](#duty)\n\n"
    "- [Refuse](#out)\n- [Garden](garden.md)\n- [Needles](#duty) *level 2*\n\n"
    "## Out?\n\n- [Yes](#visit)\n- [No](#wait)\n\n"
    "## Visit\n\nNext: [Booked](#booked)\n\n## Booked\n\nOutcome: resolved\n\n"
    "## Wait\n\nOutcome: resolved\n\n"
    "## Duty\n\nOutcome: escalate to duty-officer\n";

static void
answers_lead_to_an_outcome(void **state)
{
  struct sp_script *s = script_of(bins);
  struct sp_call call = walk_choices(s, "refuse; yes");

  (void)state;
  expect(&call, SP_CALL_ENDED, "Booked");
  assert_int_equal(call.legs, 4);
  assert_true(call.leg[0].answered);
  assert_false(call.leg[2].answered); /* nothing was asked there */
  assert_int_equal(call.outcome->number, SP_OUTCOME_RESOLVED);
  call = walk_choices(s, "Refuse");
  expect(&call, SP_CALL_ASKING, "Out?");
  call = walk_choices(s, "");
  expect(&call, SP_CALL_ASKING, "Which bin?");
}

static void
what_is_no_choice_here_is_refused_by_name(void **state)
{
  struct sp_script *s = script_of(bins);
  struct sp_call call = walk_choices(s, "Plastic; Yes");

  (void)state;
  expect(&call, SP_CALL_ASKING, "Which bin?");
  assert_str(call.refused, "Plastic");
  call = walk_choices(s, "Needles"); /* level 2's */
  assert_str(call.refused, "Needles");
  call = walk(s, (struct sp_situation){.level = 2},
              (struct answers){.choices = SP_STR("Needles")}, "");
  expect(&call, SP_CALL_ENDED, "Duty");
}

static void
a_red_flag_may_be_chosen_like_a_choice(void **state)
{
  struct sp_call call = walk_choices(script_of(bins), "duty");

  (void)state;
  expect(&call, SP_CALL_ENDED, "Duty");
  assert_int_equal(call.leg[0].edge->kind, SP_EDGE_STOP);
}

static void
another_document_ends_the_walk(void **state)
{
  struct sp_call call = walk_choices(script_of(bins), "Garden");

  (void)state;
  expect(&call, SP_CALL_ELSEWHERE, "Which bin?");
  assert_str(call.way_out->target, "garden.md");
}

static void
a_walk_stops_where_it_is_told_whatever_the_answers(void **state)
{
  struct sp_script *s = script_of(bins);
  struct sp_call call =
      walk(s, (struct sp_situation){0},
           (struct answers){.choices = SP_STR("Refuse; Yes")}, "visit");

  (void)state;
  expect(&call, SP_CALL_AT_STOP, "Visit");
  call = walk(s, (struct sp_situation){0},
              (struct answers){.choices = SP_STR("Refuse; No")}, "visit");
  expect(&call, SP_CALL_ENDED, "Wait");
}

static void
choices_with_one_label_are_alternatives(void **state)
{
  struct sp_script *s = script_of(
      "## A\n\n- [Needles](#now) *out of hours*\n- [Needles](#later)\n\n"
      "## Now\n\nOutcome: resolved\n\n## Later\n\nOutcome: resolved\n");
  struct sp_call call = walk_choices(s, "Needles");

  (void)state;
  expect(&call, SP_CALL_ENDED, "Now");
  call = walk(s, (struct sp_situation){.office_hours = true},
              (struct answers){.choices = SP_STR("Needles")}, "");
  expect(&call, SP_CALL_ENDED, "Later");
}

static void
those_for_whom_a_step_is_not_go_the_other_way(void **state)
{
  struct sp_script *s =
      script_of("## A\n\nNext: [B](#b)\n\n## B\n\nOnly: level 3. Otherwise "
                "[C](#c)\n\nOutcome: resolved\n\n## C\n\nOutcome: resolved\n\n"
                "## D\n\nOnly: level 3.\n\nOutcome: resolved\n");
  struct sp_call call = walk_choices(s, "");

  (void)state;
  expect(&call, SP_CALL_ENDED, "C");
  assert_int_equal(call.leg[1].edge->kind, SP_EDGE_OTHERWISE);
  call = walk(s, (struct sp_situation){.level = 3}, (struct answers){0}, "");
  expect(&call, SP_CALL_ENDED, "B");
  s = script_of("## A\n\nNext: [B](#b)\n\n## B\n\nOnly: level 3.\n\n"
                "Outcome: resolved\n");
  call = walk_choices(s, "");
  expect(&call, SP_CALL_STUCK, "B");
}

static void
a_field_that_is_not_answered_hides_both_sides(void **state)
{
  struct sp_script *s =
      script_of("## A\n\nRecord: bin (choice(garden; food))\n\n"
                "- [G](#g) *if bin: garden*\n- [Rest](#rest)\n\n## G\n\n"
                "Outcome: resolved\n\n## Rest\n\nOutcome: resolved\n");
  struct sp_call call = walk_choices(s, "G");
  struct sp_guard guard = s->step[0].edge[0].node->guard;
  struct sp_answers none = {0};
  struct sp_situation situation = {.level = 1};

  (void)state;
  assert_int_equal(call.state, SP_CALL_ASKING);
  guard.negated = true;
  assert_false(
      sp_call_guard(&call, &situation, &none, sp_call_place(&call), &guard));
  call = walk(s, situation,
              (struct answers){SP_STR("G"), "bin", "Garden", NULL}, "");
  expect(&call, SP_CALL_ENDED, "G");
}

static void
an_earlier_answer_may_be_asked_for(void **state)
{
  struct sp_script *s = script_of(
      "## Which?\n\n- [One](#b)\n- [Two](#b)\n\n## B\n\n"
      "- [First](#e) *if Which?: one*\n- [Second](#e) *if which: Two*\n\n"
      "## E\n\nOutcome: resolved\n");
  struct sp_call call = walk_choices(s, "Two; Second");

  (void)state;
  assert_int_equal(call.state, SP_CALL_ENDED);
  call = walk_choices(s, "One; Second");
  assert_str(call.refused, "Second");
}

static void
an_unknown_area_shows_every_choice(void **state)
{
  struct sp_script *s = script_of(
      "## A\n\n- [N](#e) *area: Northmarsh*\n- [T](#e) *area: Tidewell*\n\n"
      "## E\n\nOutcome: resolved\n");
  struct sp_call call = walk_choices(s, "T");

  (void)state;
  assert_int_equal(call.state, SP_CALL_ENDED);
  call = walk(s, (struct sp_situation){.area = SP_STR("northmarsh")},
              (struct answers){.choices = SP_STR("T")}, "");
  assert_str(call.refused, "T");
}

static void
an_unknown_channel_is_the_sites(void **state)
{
  struct sp_script *s =
      script_of("## A\n\n- [P](#e) *phone*\n- [O](#e) *online*\n\n## E\n\n"
                "Outcome: resolved\n");
  struct sp_call call = walk_choices(s, "P");

  (void)state;
  assert_int_equal(call.state, SP_CALL_ENDED);
  call = walk(s, (struct sp_situation){.audience = SP_PUBLIC},
              (struct answers){.choices = SP_STR("P")}, "");
  assert_str(call.refused, "P");
}

static const char with_sub[] =
    "## A\n\nDo first: [Who](../shared/identity-check.md)\n\n"
    "- [Go](#e) *if identity-check: passed*\n"
    "- [Stop](#f) *if identity-check: failed*\n\n## E\n\nOutcome: resolved\n\n"
    "## F\n\nOutcome: resolved\n";

static void
a_sub_script_comes_back_with_its_result(void **state)
{
  struct sp_script *s = script_of(with_sub);
  struct answers answers = {
      .choices = SP_STR("Right; Go"),
      .sub =
          script_of("## Q\n\n- [Right](#p)\n- [Wrong](#n)\n- [Fire](#x)\n\n"
                    "## P\n\nOutcome: return passed\n\n## N\n\n"
                    "Outcome: return failed\n\n## X\n\nOutcome: emergency\n")};
  struct sp_call call = walk(s, (struct sp_situation){0}, answers, "");

  (void)state;
  expect(&call, SP_CALL_ENDED, "E");
  assert_str(call.leg[0].place.prefix, "identity-check/");
  assert_str(call.result_names.item[0], "identity-check");
  assert_str(call.results.item[0], "passed");
  answers.choices = SP_STR("");
  call = walk(s, (struct sp_situation){0}, answers, "");
  expect(&call, SP_CALL_ASKING, "Q");
  answers.choices = SP_STR("Right");
  call = walk(s, (struct sp_situation){0}, answers, "identity-check/p");
  expect(&call, SP_CALL_AT_STOP, "P");
  answers.choices = SP_STR("Fire");
  call = walk(s, (struct sp_situation){0}, answers, "");
  expect(&call, SP_CALL_ENDED, "X");
}

static void
a_known_result_saves_the_sub_script(void **state)
{
  struct sp_script *s = script_of(with_sub);
  struct answers answers = {SP_STR("Stop"), "identity-check", "failed", s};
  struct sp_call call = walk(s, (struct sp_situation){0}, answers, "");

  (void)state;
  expect(&call, SP_CALL_ENDED, "F");
  assert_int_equal(call.legs, 2);
}

static void
a_script_that_does_itself_first_ends(void **state)
{
  struct sp_script *s = script_of(with_sub);
  struct sp_call call =
      walk(s, (struct sp_situation){0}, (struct answers){.sub = s}, "");

  (void)state;
  assert_int_equal(call.state, SP_CALL_STUCK);
}

static void
round_and_round_is_told(void **state)
{
  struct sp_call call = walk_choices(
      script_of("## A\n\nNext: [B](#b)\n\n## B\n\nNext: [A](#a)\n"), "");

  (void)state;
  assert_int_equal(call.state, SP_CALL_LOOPS);
  assert_int_equal(call.legs, SP_CALL_MAX_LEGS);
}

/* ---- test calls ---- */

static bool
run_call(const char *body, struct sp_str *why)
{
  struct sp_script *s = script_of(body);
  const struct sp_node *item = sp_test_call_next(s, NULL);
  struct sp_test_call test;
  struct sp_call call;
  const char *slip;
  sp_instant now;

  assert_non_null(item);
  assert_true(sp_instant_parse(SP_STR("2026-11-22 12:00"), &now));
  if (!sp_test_call_read(&arena, s, item, now, &test, &slip)) {
    *why = sp_str(slip);
    return false;
  }
  return sp_test_call_run(&arena, s, &test, &call, why);
}

static void
expect_test(const char *test, const char *part)
{
  struct sp_str why = {0};
  struct sp_str body =
      sp_arena_fmt(&arena, "%s\n## Test calls\n\n- %s\n", bins, test);

  if (run_call(body.ptr, &why) != !part)
    fail_msg("%s: %.*s", test, SP_FMT(why));
  if (part && !model_contains(why, part))
    fail_msg("%s: %.*s lacks \"%s\"", test, SP_FMT(why), part);
}

static void
test_calls_say_where_they_end(void **state)
{
  (void)state;
  expect_test("Refuse; Yes => Booked", NULL);
  expect_test("refuse; no => wait", NULL);
  expect_test("(level 2) Needles => Duty", NULL);
  expect_test("Duty => Duty", NULL);
  expect_test("Garden => Garden", NULL);
  expect_test("Garden => garden.md", NULL);
  expect_test("Refuse; Yes => Wait", "ends at \"Booked\"");
  expect_test("Refuse => Booked", "has no more choices");
  expect_test("Needles => Duty", "no choice \"Needles\"");
  expect_test("Refuse; Yes; Yes => Booked", "before \"Yes\" is chosen");
  expect_test("Garden => Wait", "to garden.md");
}

static void
test_calls_that_cannot_be_read_say_what_to_write(void **state)
{
  (void)state;
  expect_test("Refuse; Yes", "=>");
  expect_test("Refuse =>", "=>");
  expect_test("(level 2 Needles => Duty", "close the bracket");
  expect_test("(level 9) Needles => Duty", "in the brackets");
  expect_test("(Someday 02:10) Needles => Duty", "in the brackets");
  expect_test("(plastic yes) Refuse => Duty", "in the brackets");
}

static void
test_calls_set_the_clock_and_the_rest(void **state)
{
  struct sp_script *s = script_of(
      "## A\n\nRecord: bin (choice(garden; food))\n\nOutcome: resolved\n\n"
      "## Test calls\n\n- (Sunday 02:10; level 3; area Northmarsh; webchat; "
      "out of hours; bin garden) => A\n- (2026-12-25 10:00) => A\n"
      "- (Mon 09:00) => A\n");
  const struct sp_node *item = sp_test_call_next(s, NULL);
  struct sp_test_call test;
  const char *why;
  sp_instant now, at;

  (void)state;
  assert_true(sp_instant_parse(SP_STR("2026-11-18 12:00"), &now));
  assert_true(sp_test_call_read(&arena, s, item, now, &test, &why));
  assert_true(sp_instant_parse(SP_STR("2026-11-22 02:10"), &at));
  assert_int_equal(test.situation.now, at);
  assert_int_equal(test.situation.level, 3);
  assert_str(test.situation.area, "Northmarsh");
  assert_str(test.situation.channel, "webchat");
  assert_true(test.office_set && !test.office);
  assert_str(test.names.item[0], "bin");
  assert_str(test.values.item[0], "garden");
  item = sp_test_call_next(s, item);
  assert_true(sp_test_call_read(&arena, s, item, now, &test, &why));
  assert_true(sp_instant_parse(SP_STR("2026-12-25 10:00"), &at));
  assert_int_equal(test.situation.now, at);
  item = sp_test_call_next(s, item);
  assert_true(sp_test_call_read(&arena, s, item, now, &test, &why));
  assert_true(sp_instant_parse(SP_STR("2026-11-23 09:00"), &at));
  assert_int_equal(test.situation.now, at);
  assert_null(sp_test_call_next(s, item));
}

/* ---- random scripts ---- */

static uint64_t seed;

static unsigned
pick(unsigned n)
{
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(seed >> 33) % n;
}

static const char *const guards[] = {
    "level 2",          "level 4", "out of hours", "office hours",
    "area: Northmarsh", "webchat", "phone",        "staff",
    "until 2026-04-01",
};

/* A valid script: every step has a way for everyone, and `Next` leads on. */
static struct sp_script *
random_script(unsigned steps)
{
  struct sp_buf body;
  struct sp_script *script;

  sp_buf_init(&body, 1 << 20);
  for (unsigned i = 0; i < steps; i++) {
    sp_buf_fmt(&body, "## S%u\n\n", i);
    if (i && i + 1 < steps && pick(5) == 0)
      sp_buf_fmt(&body, "Only: %s. Otherwise [S%u](#s%u)\n\n",
                 guards[pick(SP_ARRAY_LEN(guards))], steps - 1, steps - 1);
    if (i + 1 == steps || pick(5) == 0) {
      sp_buf_puts(&body, "Outcome: resolved\n\n");
    } else if (pick(5) == 0) {
      unsigned to = i + 1 + pick(steps - i - 1);

      sp_buf_fmt(&body, "Next: [S%u](#s%u)\n\n", to, to);
    } else {
      for (unsigned c = 1 + pick(5); c-- > 0;) {
        unsigned to = pick(steps);

        sp_buf_fmt(&body, "- [C%u](#s%u)", c, to);
        if (c && pick(3) == 0)
          sp_buf_fmt(&body, " *%s*", guards[pick(SP_ARRAY_LEN(guards))]);
        sp_buf_puts(&body, "\n");
      }
      sp_buf_puts(&body, "\n");
    }
  }
  script = script_of(sp_buf_str(&body).ptr);
  sp_buf_release(&body);
  return script;
}

struct random_answers {
  uint64_t seed;
  unsigned left;
};

static struct sp_str
random_choice(void *ctx, const struct sp_place *place)
{
  struct random_answers *a = ctx;
  const struct sp_step *step = &place->script->step[place->step];

  if (step->choices == 0 || a->left == 0)
    return SP_STR("");
  a->left--;
  a->seed = a->seed * 6364136223846793005u + 1442695040888963407u;
  return step->edge[(a->seed >> 33) % step->choices].label;
}

static struct sp_call
random_walk(const struct sp_script *script, uint64_t at)
{
  struct random_answers a = {at, 40};
  struct sp_answers answers = {.ctx = &a, .choice = random_choice};
  struct sp_situation situation = {
      .audience = at & 1 ? SP_PUBLIC : SP_STAFF,
      .level = at & 1 ? 1 : 1 + (unsigned)(at >> 1) % 4,
      .area = at & 8 ? SP_STR("Northmarsh") : SP_STR(""),
      .channel = at & 16 ? SP_STR("webchat") : SP_STR(""),
      .now = at & 32 ? 0 : 2000000000,
      .office_hours = at & 64};
  struct sp_call call;

  sp_call_walk(&arena, script, &situation, &answers, SP_STR(""), &call);
  return call;
}

static void
every_walk_of_a_valid_script_ends_or_asks(void **state)
{
  (void)state;
  for (unsigned n = 0; n < 400; n++) {
    struct sp_script *s;

    seed = n;
    s = random_script(2 + n % 30);
    for (uint64_t at = 0; at < 128; at += 3) {
      struct sp_call call = random_walk(s, at), again = random_walk(s, at);

      if (call.state != SP_CALL_ENDED && call.state != SP_CALL_ASKING)
        fail_msg("script %u, walk %u: state %d", n, (unsigned)at, call.state);
      /* The same script, situation and answers: the same path. */
      assert_int_equal(call.legs, again.legs);
      for (size_t i = 0; i < call.legs; i++) {
        assert_int_equal(call.leg[i].place.step, again.leg[i].place.step);
        assert_ptr_equal(call.leg[i].edge, again.leg[i].edge);
      }
    }
    sp_arena_release(&arena);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_lead_to_an_outcome),
      cmocka_unit_test(what_is_no_choice_here_is_refused_by_name),
      cmocka_unit_test(a_red_flag_may_be_chosen_like_a_choice),
      cmocka_unit_test(another_document_ends_the_walk),
      cmocka_unit_test(a_walk_stops_where_it_is_told_whatever_the_answers),
      cmocka_unit_test(choices_with_one_label_are_alternatives),
      cmocka_unit_test(those_for_whom_a_step_is_not_go_the_other_way),
      cmocka_unit_test(a_field_that_is_not_answered_hides_both_sides),
      cmocka_unit_test(an_earlier_answer_may_be_asked_for),
      cmocka_unit_test(an_unknown_area_shows_every_choice),
      cmocka_unit_test(an_unknown_channel_is_the_sites),
      cmocka_unit_test(a_sub_script_comes_back_with_its_result),
      cmocka_unit_test(a_known_result_saves_the_sub_script),
      cmocka_unit_test(a_script_that_does_itself_first_ends),
      cmocka_unit_test(round_and_round_is_told),
      cmocka_unit_test(test_calls_say_where_they_end),
      cmocka_unit_test(test_calls_that_cannot_be_read_say_what_to_write),
      cmocka_unit_test(test_calls_set_the_clock_and_the_rest),
      cmocka_unit_test(every_walk_of_a_valid_script_ends_or_asks),
  };

  return cmocka_run_group_tests(tests, NULL, end_arena);
}
