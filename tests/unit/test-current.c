/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "lib/current.h"
#include "tests/unit/folder.h"

static void
a_name_is_gen_and_a_number(void **state)
{
  static const char *const bad[] = {
      "",       "gen-",   "gen-0",    "gen-07",
      "gen-+7", "gen--7", "gen-7 ",   "gen-7/",
      "gen-7a", "Gen-7",  "../gen-7", "gen-1234567890123456789"};
  uint64_t n = 5;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(bad); i++)
    assert_false(sp_current_parse(sp_str(bad[i]), &n));
  assert_int_equal(n, 5);
  assert_true(sp_current_parse(SP_STR("gen-7"), &n));
  assert_int_equal(n, 7);
  assert_true(sp_current_parse(SP_STR("gen-123456789012345678"), &n));
  assert_true(n == UINT64_C(123456789012345678));
}

static void
the_link_is_read_and_not_followed(void **state)
{
  static const struct {
    const char *target;
    enum sp_status status;
  } link[] = {
      {"gen-7", SP_OK},
      {"gen-7/", SP_OK},
      {"/etc", SP_E_CORRUPT},
      {"../gen-7", SP_E_CORRUPT},
      {"gen-7/../gen-8", SP_E_CORRUPT},
      {"gen-77777777777777777777777777777777777777777777777777777777777777",
       SP_E_CORRUPT},
  };
  struct folder *folder = *state;
  char path[512];
  uint64_t n = 0;

  snprintf(path, sizeof(path), "%s/current", folder->path);
  assert_int_equal(sp_current_read(folder->path, &n, NULL), SP_E_NOTFOUND);
  for (size_t i = 0; i < SP_ARRAY_LEN(link); i++) {
    assert_int_equal(symlink(link[i].target, path), 0);
    assert_int_equal(sp_current_read(folder->path, &n, NULL), link[i].status);
    assert_int_equal(unlink(path), 0);
  }
  assert_int_equal(n, 7);
  folder_write(folder, "current", "gen-7");
  assert_int_equal(sp_current_read(folder->path, &n, NULL), SP_E_CORRUPT);
  assert_int_equal(sp_current_read(path, &n, NULL), SP_E_NOTFOUND);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_name_is_gen_and_a_number),
      FOLDER_TEST(the_link_is_read_and_not_followed),
  };
  return cmocka_run_group_tests_name("current", tests, NULL, NULL);
}
