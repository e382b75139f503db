/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "indexer/generation.h"
#include "tests/unit/folder.h"

static bool
exists(const struct folder *folder, const char *name)
{
  char path[512];
  struct stat st;

  snprintf(path, sizeof(path), "%s/%s", folder->path, name);
  return lstat(path, &st) == 0;
}

static void
make_link(const struct folder *folder, const char *target)
{
  char path[512];

  snprintf(path, sizeof(path), "%s/current", folder->path);
  unlink(path);
  assert_int_equal(symlink(target, path), 0);
}

static void
the_link_is_switched_and_read_back(void **state)
{
  struct folder *folder = *state;
  uint64_t n = 99;

  assert_int_equal(sp_gen_current(folder->path, &n, NULL), SP_E_NOTFOUND);
  folder_write(folder, "gen-1/iamglass", "x");
  folder_write(folder, "gen-12/iamglass", "x");
  assert_int_equal(sp_gen_switch(folder->path, 1, NULL), SP_OK);
  assert_int_equal(sp_gen_current(folder->path, &n, NULL), SP_OK);
  assert_int_equal(n, 1);
  assert_int_equal(sp_gen_switch(folder->path, 12, NULL), SP_OK);
  assert_int_equal(sp_gen_current(folder->path, &n, NULL), SP_OK);
  assert_int_equal(n, 12);
  assert_false(exists(folder, "current.new"));
}

static void
a_folder_that_is_not_there_is_not_switched_to(void **state)
{
  struct folder *folder = *state;
  struct sp_err err;
  uint64_t n = 0;

  folder_write(folder, "gen-1/iamglass", "x");
  assert_int_equal(sp_gen_switch(folder->path, 1, NULL), SP_OK);
  assert_int_equal(sp_gen_switch(folder->path, 2, &err), SP_E_IO);
  assert_int_equal(sp_gen_current(folder->path, &n, NULL), SP_OK);
  assert_int_equal(n, 1);
}

static void
the_next_number_is_new_even_beside_unfinished_ones(void **state)
{
  struct folder *folder = *state;
  uint64_t n = 0;

  assert_int_equal(sp_gen_next(folder->path, &n, NULL), SP_OK);
  /* Not 1: there may have been one before the folder was emptied. */
  assert_true(n > 1700000000);
  folder_write(folder, "gen-9/iamglass", "x");
  folder_write(folder, "gen-10/iamglass", "x");
  folder_write(folder, "gen-007/x", "not one of ours");
  folder_write(folder, "gen-", "nor this");
  assert_int_equal(sp_gen_next(folder->path, &n, NULL), SP_OK);
  assert_int_equal(n, 11);
}

static void
cleaning_keeps_one_and_what_is_not_ours(void **state)
{
  struct folder *folder = *state;

  folder_write(folder, "gen-1/iamglass", "x");
  folder_write(folder, "gen-2/iamglass", "x");
  folder_write(folder, "gen-3/flintlock", "x");
  folder_write(folder, "gen-old/notes", "x");
  folder_write(folder, "current.new", "x");
  assert_int_equal(sp_gen_clean(folder->path, 2, NULL), SP_OK);
  assert_false(exists(folder, "gen-1"));
  assert_true(exists(folder, "gen-2/iamglass"));
  assert_false(exists(folder, "gen-3"));
  assert_true(exists(folder, "gen-old/notes"));
  assert_false(exists(folder, "current.new"));
  assert_int_equal(sp_gen_clean(folder->path, 0, NULL), SP_OK);
  assert_false(exists(folder, "gen-2"));
}

static void
cleaning_does_not_follow_a_link(void **state)
{
  struct folder *folder = *state;
  struct sp_err err;
  char path[512];

  folder_write(folder, "victim/file", "x");
  snprintf(path, sizeof(path), "%s/gen-5", folder->path);
  assert_int_equal(symlink("victim", path), 0);
  assert_int_equal(sp_gen_clean(folder->path, 1, &err), SP_E_IO);
  assert_true(exists(folder, "victim/file"));
}

static void
a_link_that_leads_elsewhere_is_damage(void **state)
{
  struct folder *folder = *state;
  struct sp_err err;
  uint64_t n = 0;

  make_link(folder, "/etc");
  assert_int_equal(sp_gen_current(folder->path, &n, &err), SP_E_CORRUPT);
  make_link(folder, "gen-0");
  assert_int_equal(sp_gen_current(folder->path, &n, &err), SP_E_CORRUPT);
  make_link(folder, "gen-99999999999999999999");
  assert_int_equal(sp_gen_current(folder->path, &n, &err), SP_E_CORRUPT);
  make_link(folder, "gen-4");
  assert_int_equal(sp_gen_current(folder->path, &n, &err), SP_E_NOTFOUND);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(the_link_is_switched_and_read_back),
      FOLDER_TEST(a_folder_that_is_not_there_is_not_switched_to),
      FOLDER_TEST(the_next_number_is_new_even_beside_unfinished_ones),
      FOLDER_TEST(cleaning_keeps_one_and_what_is_not_ours),
      FOLDER_TEST(cleaning_does_not_follow_a_link),
      FOLDER_TEST(a_link_that_leads_elsewhere_is_damage),
  };
  return cmocka_run_group_tests_name("generation", tests, NULL, NULL);
}
