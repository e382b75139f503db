/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "searchd/retry.h"

static void
what_has_not_failed_need_not_wait(void **state)
{
  struct sp_retry retry = {0};

  (void)state;
  assert_false(sp_retry_waits(&retry));
  sp_retry_failed(&retry);
  sp_retry_reset(&retry);
  assert_false(sp_retry_waits(&retry));
}

static void
each_failure_waits_twice_as_long_up_to_a_limit(void **state)
{
  struct sp_retry retry = {0};
  unsigned before = 0;

  (void)state;
  for (int i = 0; i < 40; i++) {
    uint64_t now = sp_clock_us();

    sp_retry_failed(&retry);
    assert_true(retry.until_us >= now + (uint64_t)retry.ms * 1000);
    if (i == 0)
      assert_int_equal(retry.ms, SP_RETRY_MIN_MS);
    else
      assert_int_equal(retry.ms, 2 * before < SP_RETRY_MAX_MS
                                     ? 2 * before
                                     : SP_RETRY_MAX_MS);
    before = retry.ms;
  }
  assert_true(sp_retry_waits(&retry));
  sp_retry_reset(&retry);
  sp_retry_failed(&retry);
  assert_int_equal(retry.ms, SP_RETRY_MIN_MS);
}

static void
it_ends_by_itself(void **state)
{
  struct sp_retry retry = {0};

  (void)state;
  sp_retry_failed(&retry);
  while (sp_retry_waits(&retry))
    (void)usleep(1000);
  assert_true(sp_clock_us() >= retry.until_us);
}

static void
a_mark_changes_when_a_folder_comes_or_changes(void **state)
{
  char dir[] = "/tmp/sp-retry-XXXXXX", link[64], file[64];
  struct sp_mark none, before, after;
  struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};

  (void)state;
  assert_non_null(mkdtemp(dir));
  (void)snprintf(link, sizeof(link), "%s.link", dir);
  (void)snprintf(file, sizeof(file), "%s/file", dir);
  none = sp_mark_of(link);
  assert_int_equal(symlink(dir, link), 0);
  assert_int_equal(utimensat(AT_FDCWD, dir, old, 0), 0);
  before = sp_mark_of(link);
  assert_false(sp_mark_same(&none, &before));
  after = sp_mark_of(link);
  assert_true(sp_mark_same(&before, &after));
  assert_int_equal(mkdir(file, 0700), 0);
  after = sp_mark_of(link);
  assert_false(sp_mark_same(&before, &after));
  assert_int_equal(rmdir(file), 0);
  assert_int_equal(rmdir(dir), 0);
  after = sp_mark_of(link);
  assert_true(sp_mark_same(&none, &after));
  assert_int_equal(unlink(link), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_has_not_failed_need_not_wait),
      cmocka_unit_test(each_failure_waits_twice_as_long_up_to_a_limit),
      cmocka_unit_test(it_ends_by_itself),
      cmocka_unit_test(a_mark_changes_when_a_folder_comes_or_changes),
  };
  return cmocka_run_group_tests_name("retry", tests, NULL, NULL);
}
