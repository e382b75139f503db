/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "indexer/upshot.h"

static void
fill(struct sp_arena *arena, struct sp_upshot *upshot)
{
  struct sp_str *name = sp_arena_array(arena, struct sp_str, 2);

  name[0] = SP_STR("waste/bins");
  name[1] = SP_STR("waste/missed-bin");
  *upshot = (struct sp_upshot){
      .at = -5,
      .next = 1764806400,
      .boundary = SP_ALWAYS_UNTIL,
      .index = {{1, 2, 3, 4, 1795381777, 9}, {5, 6, 7, 8, 1795381778, 10}},
      .afresh = true,
      .documents = 11,
      .read_anew = 12,
      .left_out = 13,
      .errors = 1,
      .warnings = 1,
      .name = {.item = name, .count = 2, .cap = 2},
      .names = 40,
      .diags = {.arena = arena}};
  sp_diag(&upshot->diags, "E02", SP_STR("a.md"), 3, 1, "there is no b.md");
  sp_diag(&upshot->diags, "W14", SP_STR("b.md"), 1, 1, "hard to read");
}

static void
what_is_packed_comes_out_again(void **state)
{
  struct sp_arena arena = {0}, copy = {0};
  struct sp_upshot in, out;
  struct sp_buf packed;

  (void)state;
  fill(&arena, &in);
  sp_buf_init(&packed, SP_UPSHOT_MAX);
  sp_upshot_pack(&packed, &in);
  assert_true(sp_upshot_unpack(&copy, sp_buf_str(&packed), &out));
  /* All texts are copies. */
  sp_buf_release(&packed);
  sp_arena_release(&arena);
  assert_int_equal(out.at, -5);
  assert_int_equal(out.next, 1764806400);
  assert_true(out.boundary == SP_ALWAYS_UNTIL);
  assert_memory_equal(out.index, in.index, sizeof(in.index));
  assert_true(out.afresh);
  assert_int_equal(out.documents, 11);
  assert_int_equal(out.read_anew, 12);
  assert_int_equal(out.left_out, 13);
  assert_int_equal(out.errors, 1);
  assert_int_equal(out.warnings, 1);
  assert_int_equal(out.names, 40);
  assert_int_equal(out.name.count, 2);
  assert_str(out.name.item[1], "waste/missed-bin");
  assert_int_equal(out.diags.count, 2);
  assert_int_equal(out.diags.errors, 1);
  assert_str(out.diags.item[0].text, "there is no b.md");
  sp_arena_release(&copy);
}

static void
bytes_that_are_cut_short_are_refused(void **state)
{
  struct sp_arena arena = {0};
  struct sp_upshot in, out;
  struct sp_buf packed;

  (void)state;
  fill(&arena, &in);
  sp_buf_init(&packed, SP_UPSHOT_MAX);
  sp_upshot_pack(&packed, &in);
  for (size_t len = 0; len < packed.len; len++) {
    char *exact = malloc(len + 1);

    assert_non_null(exact);
    memcpy(exact, packed.ptr, len);
    assert_false(sp_upshot_unpack(&arena, sp_str_n(exact, len), &out));
    free(exact);
  }
  sp_buf_putc(&packed, 'x');
  assert_false(sp_upshot_unpack(&arena, sp_buf_str(&packed), &out));
  sp_buf_release(&packed);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_packed_comes_out_again),
      cmocka_unit_test(bytes_that_are_cut_short_are_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
