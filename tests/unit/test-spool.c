/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "indexer/spool.h"
#include "tests/unit/folder.h"

static void
a_part_of_a_piece_is_copied_wherever_it_lies(void **state)
{
  struct folder *folder = *state;
  struct sp_spool spool = {0};
  struct sp_span first, last;
  char large[100000], part[10];

  memset(large, 'x', sizeof(large));
  memcpy(large + 5000, "0123456789", 10);
  assert_int_equal(sp_spool_open(&spool, folder->path, NULL), SP_OK);
  assert_int_equal(
      sp_spool_put(&spool, sp_str_n(large, sizeof(large)), &first, NULL),
      SP_OK);
  /* The last one is still in memory. */
  assert_int_equal(sp_spool_put(&spool, SP_STR("abcdefghij"), &last, NULL),
                   SP_OK);
  assert_int_equal(sp_spool_copy(&spool, first, 5000, part, 10, NULL), SP_OK);
  assert_memory_equal(part, "0123456789", 10);
  assert_int_equal(sp_spool_copy(&spool, last, 3, part, 4, NULL), SP_OK);
  assert_memory_equal(part, "defg", 4);
  assert_int_equal(sp_spool_copy(&spool, last, 10, part, 0, NULL), SP_OK);
  sp_spool_release(&spool);
}

static void
not_the_byte_after(void **state)
{
  struct folder *folder = *state;
  struct sp_spool spool = {0};
  struct sp_span piece, next;
  char part[10];

  assert_int_equal(sp_spool_open(&spool, folder->path, NULL), SP_OK);
  assert_int_equal(sp_spool_put(&spool, SP_STR("abc"), &piece, NULL), SP_OK);
  assert_int_equal(sp_spool_put(&spool, SP_STR("def"), &next, NULL), SP_OK);
  assert_int_equal(sp_spool_copy(&spool, piece, 0, part, 4, NULL), SP_E_IO);
  assert_int_equal(sp_spool_copy(&spool, piece, 3, part, 1, NULL), SP_E_IO);
  assert_int_equal(sp_spool_copy(&spool, piece, 4, part, 0, NULL), SP_E_IO);
  assert_int_equal(sp_spool_copy(&spool, piece, 1, part, SIZE_MAX, NULL),
                   SP_E_IO);
  sp_spool_release(&spool);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(a_part_of_a_piece_is_copied_wherever_it_lies),
      FOLDER_TEST(not_the_byte_after),
  };
  return cmocka_run_group_tests_name("spool", tests, NULL, NULL);
}
