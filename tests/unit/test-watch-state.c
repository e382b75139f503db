/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <jansson.h>
#include <stdlib.h>

#include "indexer/control.h"
#include "indexer/watch_state.h"

static const struct sp_options options = {.quiet = true};

/* The JSON of the state; the caller's. */
static json_t *
told(const struct sp_watch_state *state)
{
  struct sp_buf out;
  json_t *json;

  sp_buf_init(&out, 1 << 20);
  sp_watch_state_json(state, &out);
  json = json_loadb(out.ptr, out.len, 0, NULL);
  sp_buf_release(&out);
  assert_non_null(json);
  return json;
}

static void
expect_failure(const char *why, const char *expected)
{
  struct sp_watch_state state = {.options = &options, .reachable = true};
  json_t *json;

  sp_watch_state_fail(&state, why, 1);
  json = told(&state);
  assert_string_equal(json_string_value(json_object_get(json, "failure")),
                      expected);
  /* All the rest is there too. */
  assert_int_equal(json_integer_value(json_object_get(json, "failures")), 1);
  assert_true(json_is_true(json_object_get(json, "content_reachable")));
  assert_true(json_is_null(json_object_get(json, "last_run")));
  json_decref(json);
  sp_watch_state_release(&state);
}

static void
a_failure_is_told(void **state)
{
  (void)state;
  expect_failure("cannot open caf\xC3\xA9", "cannot open caf\xC3\xA9");
  expect_failure("a \"quote\"\n", "a \"quote\"\n");
}

static void
of_a_failure_that_is_no_text_what_is_text_of_it(void **state)
{
  (void)state;
  expect_failure("cannot open caf\xE9/waste", "cannot open caf");
  expect_failure("\xFF", "");
}

static void
a_failure_that_is_cut_within_a_character_is_text(void **state)
{
  char why[SP_ERR_MSG_MAX + 10];
  char expected[SP_ERR_MSG_MAX];

  (void)state;
  /* The last byte that fits is the first of a character of two. */
  memset(why, 'a', sizeof(why));
  memcpy(why + SP_ERR_MSG_MAX - 2, "\xC3\xA9", 3);
  memset(expected, 'a', sizeof(expected));
  expected[SP_ERR_MSG_MAX - 2] = '\0';
  expect_failure(why, expected);
}

static void
without_a_failure_there_is_none(void **state)
{
  const struct sp_watch_state fresh = {.options = &options};
  json_t *json = told(&fresh);

  (void)state;
  assert_true(json_is_null(json_object_get(json, "failure")));
  json_decref(json);
}

static void
expect_detail(const char *detail, const char *expected)
{
  struct sp_buf out;
  json_t *json;

  sp_buf_init(&out, 1 << 20);
  sp_control_problem(&out, 503, "Busy", detail);
  json = json_loadb(out.ptr, out.len, 0, NULL);
  sp_buf_release(&out);
  assert_non_null(json);
  assert_int_equal(json_integer_value(json_object_get(json, "status")), 503);
  if (expected)
    assert_string_equal(json_string_value(json_object_get(json, "detail")),
                        expected);
  else
    assert_null(json_object_get(json, "detail"));
  json_decref(json);
}

static void
a_problem_has_what_is_text_of_its_detail(void **state)
{
  (void)state;
  expect_detail("there is no folder caf\xC3\xA9",
                "there is no folder caf\xC3\xA9");
  expect_detail("there is no folder caf\xE9", "there is no folder caf");
  expect_detail(NULL, NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_failure_is_told),
      cmocka_unit_test(of_a_failure_that_is_no_text_what_is_text_of_it),
      cmocka_unit_test(a_failure_that_is_cut_within_a_character_is_text),
      cmocka_unit_test(without_a_failure_there_is_none),
      cmocka_unit_test(a_problem_has_what_is_text_of_its_detail),
  };

  return cmocka_run_group_tests_name("watch state", tests, NULL, NULL);
}
