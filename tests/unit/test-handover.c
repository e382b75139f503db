/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/handover.h"

#include <jansson.h>

static struct sp_arena arena;
static struct sp_buf out;

static int
begin(void **state)
{
  (void)state;
  sp_buf_init(&out, 1 << 16);
  return 0;
}

static int
end(void **state)
{
  (void)state;
  sp_buf_release(&out);
  sp_arena_release(&arena);
  return 0;
}

static const char source[] =
    "---\ntitle: Missed bin\ntype: script\nservice-level: 2 working "
    "days\n" MODEL_FIELDS "---\n"
    "## Which bin?\n\n> Which bin is it?\n\n"
    "> [!ONLY out of hours]\n>\n> > [!SAY]\n> > We are closed.\n\n"
    "> [!ONLY webchat]\n>\n> > [!SAY]\n> > Hello from the chat.\n\n"
    "Record: bin (choice(refuse; garden); required)\n\n"
    "Record: street (text)\n\n- [Refuse](#judge)\n- [Garden](#judge)\n\n"
    "## Judge\n\nOnly: level 2. Otherwise [Team](#team)\n\n"
    "Judgement: is it fair?\n\n- [Yes](#team)\n- [No](#team)\n\n"
    "## Team\n\nOutcome: refer to waste-team\n"
    "What happens next: They ring you.\nHand over: street; bin\n";

static struct sp_str
choice(void *ctx, const struct sp_place *place)
{
  (void)ctx;
  if (place->script->step[place->step].choices == 0)
    return SP_STR("");
  return place->step == 0 ? SP_STR("Garden") : SP_STR("Yes");
}

static struct sp_str
field(void *ctx, struct sp_str name)
{
  (void)ctx;
  return sp_str_is(name, "bin") ? SP_STR("garden") : SP_STR("");
}

static struct sp_str
version(void *ctx, const struct sp_doc *doc)
{
  (void)ctx;
  (void)doc;
  return SP_STR("3f2a91c");
}

static struct sp_str
reason(void *ctx, const struct sp_place *place)
{
  (void)ctx;
  (void)place;
  return SP_STR("third time");
}

static void
summary(unsigned level, bool as_json)
{
  struct sp_doc *doc = model_read(&arena, "waste/a.md", source);
  struct sp_script *script = sp_script_new(&arena, doc);
  struct sp_situation situation = {.level = level, .channel = SP_STR("phone")};
  struct sp_answers answers = {.choice = choice, .field = field};
  struct sp_call call;
  struct sp_handover handover = {.call = &call,
                                 .situation = &situation,
                                 .answers = &answers,
                                 .version = version,
                                 .reason = reason};

  assert_true(sp_instant_parse(SP_STR("2026-11-22T02:10:00Z"), &situation.now));
  sp_call_walk(&arena, script, &situation, &answers, SP_STR(""), &call);
  assert_int_equal(call.state, SP_CALL_ENDED);
  if (as_json)
    sp_handover_json(&arena, &handover, &out);
  else
    sp_handover_text(&arena, &handover, &out);
}

static void
the_text_can_be_pasted_into_a_case_note(void **state)
{
  (void)state;
  summary(2, false);
  assert_str(sp_buf_str(&out),
             "Missed bin (waste/a, version 3f2a91c, reviewed 2026-09-01)\n"
             "2026-11-22 02:10, level 2, phone\n"
             "\n"
             "1. Which bin? - Garden\n"
             "   Said: \"Which bin is it?\"\n"
             "   Said: \"We are closed.\"\n"
             "2. Judge - Yes\n"
             "   Reason: third time\n"
             "3. Team\n"
             "\n"
             "bin: garden\n"
             "street: ____________\n"
             "\n"
             "Outcome: refer to waste-team\n"
             "What happens next: They ring you.\n"
             "Service level: 2 working days\n"
             "Hand over: street; bin\n");
}

static void
a_step_that_was_not_shown_is_not_told(void **state)
{
  (void)state;
  summary(1, false);
  assert_false(model_contains(sp_buf_str(&out), "Judge"));
  assert_true(model_contains(sp_buf_str(&out), "2. Team\n"));
}

static void
the_json_says_the_same_to_a_program(void **state)
{
  json_t *whole, *item;

  (void)state;
  summary(2, true);
  whole = json_loadb(out.ptr, out.len, 0, NULL);
  assert_non_null(whole);
  assert_string_equal(json_string_value(json_object_get(whole, "at")),
                      "2026-11-22T02:10:00Z");
  item = json_array_get(json_object_get(whole, "documents"), 0);
  assert_string_equal(json_string_value(json_object_get(item, "version")),
                      "3f2a91c");
  assert_int_equal(json_array_size(json_object_get(whole, "path")), 3);
  item = json_array_get(json_object_get(whole, "path"), 1);
  assert_string_equal(json_string_value(json_object_get(item, "judgement")),
                      "is it fair?");
  assert_string_equal(json_string_value(json_object_get(item, "reason")),
                      "third time");
  item = json_array_get(json_object_get(whole, "record"), 0);
  assert_true(json_is_true(json_object_get(item, "required")));
  assert_string_equal(json_string_value(json_object_get(item, "value")),
                      "garden");
  item = json_object_get(whole, "outcome");
  assert_string_equal(json_string_value(json_object_get(item, "kind")),
                      "refer");
  assert_int_equal(json_array_size(json_object_get(whole, "hand_over")), 2);
  json_decref(whole);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_text_can_be_pasted_into_a_case_note,
                                      begin, end),
      cmocka_unit_test_setup_teardown(a_step_that_was_not_shown_is_not_told,
                                      begin, end),
      cmocka_unit_test_setup_teardown(the_json_says_the_same_to_a_program,
                                      begin, end),
  };

  sp_when_zone("Europe/London");
  return cmocka_run_group_tests(tests, NULL, NULL);
}
