/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/request.h"

#include <stdlib.h>

struct fixture {
  struct sp_arena arena;
  struct sp_request req;
  struct sp_err err;
};

static int
set_up(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  f->req.arena = &f->arena;
  *state = f;
  return 0;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;

  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

static enum sp_status
read_target(struct fixture *f, const char *text)
{
  return sp_request_target(&f->req, sp_str(text), &f->err);
}

static void
a_target_is_taken_apart_and_decoded_once(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(
      read_target(f, "/roads/%C3%A9t%C3%A9/a%2525?q=a+b%2Fc&&e=&n&x=1=2"),
      SP_OK);
  assert_str(f->req.path, "/roads/%C3%A9t%C3%A9/a%2525");
  assert_int_equal(f->req.segments, 3);
  assert_str(f->req.segment[1], "\xc3\xa9t\xc3\xa9");
  assert_str(f->req.segment[2], "a%25");
  assert_int_equal(f->req.params, 4);
  assert_str(sp_request_param(&f->req, "q"), "a b/c");
  assert_str(sp_request_param(&f->req, "e"), "");
  assert_true(sp_request_has(&f->req, "n"));
  assert_false(sp_request_has(&f->req, "m"));
  assert_str(sp_request_param(&f->req, "x"), "1=2");
  assert_str(sp_request_param(&f->req, "m"), "");
}

static void
the_first_of_two_parameters_counts(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(read_target(f, "/?q=1&q=2"), SP_OK);
  assert_str(sp_request_param(&f->req, "q"), "1");
  assert_int_equal(f->req.params, 2);
  assert_int_equal(f->req.segments, 0);
}

static void
plus_is_a_blank_in_the_query_alone(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(read_target(f, "/a+b?a+b=c+d"), SP_OK);
  assert_str(f->req.segment[0], "a+b");
  assert_str(sp_request_param(&f->req, "a b"), "c d");
}

static void
what_is_not_text_is_refused(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(read_target(f, "/?q=%FF"), SP_E_USAGE);
  assert_int_equal(read_target(f, "/?q=%C3"), SP_E_USAGE);
  assert_int_equal(read_target(f, "/?%ED%A0%80=x"), SP_E_USAGE);
  assert_int_equal(read_target(f, "/%C0%AF"), SP_E_USAGE);
  assert_int_equal(read_target(f, "/?q=%00"), SP_E_USAGE);
  assert_int_equal(read_target(f, "/?q=%4"), SP_E_USAGE);
}

static void
parameters_are_refused_at_the_one_after_their_maximum(void **state)
{
  struct fixture *f = *state;
  char text[2 + 4 * (SP_PARAMS_MAX + 1)];
  size_t n = 2;

  memcpy(text, "/?", 2);
  for (int i = 0; i < SP_PARAMS_MAX; i++, n += 4)
    memcpy(text + n, "a=b&", 4);
  assert_int_equal(sp_request_target(&f->req, sp_str_n(text, n), &f->err),
                   SP_OK);
  assert_int_equal(f->req.params, SP_PARAMS_MAX);
  memcpy(text + n, "a=b&", 4);
  assert_int_equal(sp_request_target(&f->req, sp_str_n(text, n + 4), &f->err),
                   SP_E_USAGE);
}

static void
a_path_has_no_empty_parts_and_not_too_many(void **state)
{
  struct fixture *f = *state;
  char text[2 * (SP_SEGMENTS_MAX + 1) + 1] = "";

  assert_int_equal(read_target(f, "//a"), SP_E_NOTFOUND);
  assert_int_equal(read_target(f, "/a//b"), SP_E_NOTFOUND);
  assert_int_equal(read_target(f, "/a/"), SP_E_NOTFOUND);
  for (int i = 0; i < SP_SEGMENTS_MAX; i++)
    memcpy(text + 2 * i, "/a", 3);
  assert_int_equal(read_target(f, text), SP_OK);
  assert_int_equal(f->req.segments, SP_SEGMENTS_MAX);
  memcpy(text + 2 * SP_SEGMENTS_MAX, "/a", 3);
  assert_int_equal(read_target(f, text), SP_E_NOTFOUND);
}

static void
a_number_is_digits_within_its_range(void **state)
{
  struct fixture *f = *state;
  uint64_t n = 7;

  assert_int_equal(read_target(f, "/?a=0&b=100&c=101&d=x&e=-1&f=&g=1e3&"
                                  "h=99999999999999999999"),
                   SP_OK);
#define NUMBER(name) sp_request_number(&f->req, name, 0, 100, 10, &n, &f->err)
  assert_int_equal(NUMBER("a"), SP_OK);
  assert_int_equal(n, 0);
  assert_int_equal(NUMBER("b"), SP_OK);
  assert_int_equal(n, 100);
  assert_int_equal(NUMBER("c"), SP_E_PARAM);
  assert_int_equal(NUMBER("d"), SP_E_PARAM);
  assert_int_equal(NUMBER("e"), SP_E_PARAM);
  assert_int_equal(NUMBER("g"), SP_E_PARAM);
  assert_int_equal(NUMBER("h"), SP_E_PARAM);
  assert_int_equal(NUMBER("f"), SP_OK);
  assert_int_equal(n, 10);
  assert_int_equal(NUMBER("none"), SP_OK);
  assert_int_equal(n, 10);
}

static void
a_query_is_refused_at_the_byte_after_its_maximum(void **state)
{
  struct fixture *f = *state;
  char text[4 + SP_QUERY_MAX + 2];
  struct sp_str q;

  memset(text, 'a', sizeof(text));
  memcpy(text, "/?q=", 4);
  assert_int_equal(
      sp_request_target(&f->req, sp_str_n(text, 4 + SP_QUERY_MAX), &f->err),
      SP_OK);
  assert_int_equal(sp_request_query(&f->req, &q, &f->err), SP_OK);
  assert_int_equal(q.len, SP_QUERY_MAX);
  assert_int_equal(
      sp_request_target(&f->req, sp_str_n(text, 5 + SP_QUERY_MAX), &f->err),
      SP_OK);
  assert_int_equal(sp_request_query(&f->req, &q, &f->err), SP_E_QUERY);
}

static void
a_form_is_decoded_like_a_query(void **state)
{
  struct fixture *f = *state;
  char *large = malloc(SP_FORM_MAX + 1);

  assert_int_equal(sp_request_form(&f->req, SP_STR("a=1+2&b=%C3%A9"), &f->err),
                   SP_OK);
  assert_str(sp_request_field(&f->req, "a"), "1 2");
  assert_str(sp_request_field(&f->req, "b"), "\xc3\xa9");
  assert_str(sp_request_param(&f->req, "a"), "");
  assert_int_equal(sp_request_form(&f->req, SP_STR("a=%ff"), &f->err),
                   SP_E_USAGE);
  assert_non_null(large);
  memset(large, 'a', SP_FORM_MAX + 1);
  assert_int_equal(
      sp_request_form(&f->req, sp_str_n(large, SP_FORM_MAX), &f->err), SP_OK);
  assert_int_equal(
      sp_request_form(&f->req, sp_str_n(large, SP_FORM_MAX + 1), &f->err),
      SP_E_TOOBIG);
  free(large);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_target_is_taken_apart_and_decoded_once),
      TEST(the_first_of_two_parameters_counts),
      TEST(plus_is_a_blank_in_the_query_alone),
      TEST(what_is_not_text_is_refused),
      TEST(parameters_are_refused_at_the_one_after_their_maximum),
      TEST(a_path_has_no_empty_parts_and_not_too_many),
      TEST(a_number_is_digits_within_its_range),
      TEST(a_query_is_refused_at_the_byte_after_its_maximum),
      TEST(a_form_is_decoded_like_a_query),
  };
  return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}
