/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <signal.h>
#include <unistd.h>

#include "indexer/twin.h"

static int touched;

static enum sp_status
succeed(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  (void)err;
  touched = 1;
  said->errors = *(const size_t *)ctx;
  said->left_out = 3;
  return SP_OK;
}

static enum sp_status
fail_with_words(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  (void)ctx;
  (void)said;
  return sp_fail(err, SP_E_IO, "the disk is full");
}

static enum sp_status
die(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  (void)said;
  (void)err;
  signal(*(const int *)ctx, SIG_DFL); /* the test's frame has handlers */
  raise(*(const int *)ctx);
  return SP_OK;
}

static enum sp_status
leave(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  (void)ctx;
  (void)said;
  (void)err;
  _exit(0);
}

static void
it_works_apart_and_tells_what_came_of_it(void **state)
{
  struct sp_twin_said said = {0};
  struct sp_twin twin;
  size_t number = 7;

  (void)state;
  assert_true(sp_twin_start(&twin, succeed, &number));
  assert_int_equal(sp_twin_join(&twin, &said, NULL), SP_OK);
  assert_int_equal(said.errors, 7);
  assert_int_equal(said.left_out, 3);
  assert_int_equal(touched, 0);
  assert_int_equal(twin.pid, 0);
}

static void
its_failure_comes_with_its_words(void **state)
{
  struct sp_twin_said said = {0};
  struct sp_twin twin;
  struct sp_err err;

  (void)state;
  assert_true(sp_twin_start(&twin, fail_with_words, NULL));
  assert_int_equal(sp_twin_join(&twin, &said, &err), SP_E_IO);
  assert_string_equal(err.msg, "the disk is full");
}

static void
a_crash_is_damage(void **state)
{
  static const int crash[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
  struct sp_twin_said said = {0};
  struct sp_twin twin;
  struct sp_err err;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(crash); i++) {
    int number = crash[i];

    assert_true(sp_twin_start(&twin, die, &number));
    assert_int_equal(sp_twin_join(&twin, &said, &err), SP_E_CORRUPT);
    assert_int_equal(said.errors, 0);
    assert_false(said.ended);
  }
}

static void
an_end_from_outside_is_none(void **state)
{
  static const int end[] = {SIGKILL, SIGTERM, SIGINT, SIGHUP, SIGXCPU};
  struct sp_twin_said said = {0};
  struct sp_twin twin;
  struct sp_err err;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(end); i++) {
    int number = end[i];

    assert_true(sp_twin_start(&twin, die, &number));
    assert_int_equal(sp_twin_join(&twin, &said, &err), SP_E_INTERNAL);
    assert_non_null(strstr(err.msg, strsignal(number)));
    assert_true(said.ended);
  }
  assert_true(sp_twin_start(&twin, leave, NULL));
  assert_int_equal(sp_twin_join(&twin, &said, &err), SP_E_INTERNAL);
}

static void
two_run_at_once(void **state)
{
  struct sp_twin_said said = {0};
  struct sp_twin a, b;
  size_t one = 1, two = 2;

  (void)state;
  assert_true(sp_twin_start(&a, succeed, &one));
  assert_true(sp_twin_start(&b, succeed, &two));
  assert_int_equal(sp_twin_join(&b, &said, NULL), SP_OK);
  assert_int_equal(said.errors, 2);
  assert_int_equal(sp_twin_join(&a, &said, NULL), SP_OK);
  assert_int_equal(said.errors, 1);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_works_apart_and_tells_what_came_of_it),
      cmocka_unit_test(its_failure_comes_with_its_words),
      cmocka_unit_test(a_crash_is_damage),
      cmocka_unit_test(an_end_from_outside_is_none),
      cmocka_unit_test(two_run_at_once),
  };
  return cmocka_run_group_tests_name("twin", tests, NULL, NULL);
}
