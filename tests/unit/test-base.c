/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/error.h"

static void
split_trims_and_keeps_empty_pieces(void **state)
{
  struct sp_str rest = SP_STR(" a ;; b"), piece;

  (void)state;
  assert_true(sp_str_split(&rest, ';', &piece));
  assert_str(piece, "a");
  assert_true(sp_str_split(&rest, ';', &piece));
  assert_str(piece, "");
  assert_true(sp_str_split(&rest, ';', &piece));
  assert_str(piece, "b");
  assert_false(sp_str_split(&rest, ';', &piece));
}

static void
comparison_is_by_bytes_then_length(void **state)
{
  (void)state;
  assert_true(sp_str_cmp(SP_STR("a"), SP_STR("ab")) < 0);
  assert_true(sp_str_cmp(SP_STR("b"), SP_STR("ab")) > 0);
  assert_int_equal(sp_str_cmp(SP_STR(""), (struct sp_str){0}), 0);
  assert_true(sp_str_ieq(SP_STR("Only"), SP_STR("oNLY")));
  assert_false(sp_str_ieq(SP_STR("Only"), SP_STR("onl")));
}

static void
arena_keeps_large_and_small_pieces(void **state)
{
  struct sp_arena arena = {0};
  struct sp_str small = sp_arena_copy(&arena, SP_STR("kept"));
  char *large = sp_arena_alloc(&arena, 100000);
  struct sp_str made = sp_arena_fmt(&arena, "%d-%s", 7, "x");
  size_t cap = 0, count = 0;
  int *numbers = NULL;

  (void)state;
  memset(large, 'x', 100000);
  for (int i = 0; i < 100; i++)
    SP_PUSH(&arena, numbers, count, cap, i);
  assert_str(small, "kept");
  assert_str(made, "7-x");
  assert_int_equal(numbers[99], 99);
  sp_arena_release(&arena);
  assert_null(arena.top);
}

static void
a_text_of_any_length_is_formatted_whole(void **state)
{
  struct sp_arena arena = {0};
  char xs[5001];

  (void)state;
  memset(xs, 'x', sizeof(xs));
  for (int len = 250; len < 260; len++) {
    struct sp_str made = sp_arena_fmt(&arena, "%.*s", len, xs);

    assert_int_equal(made.len, len);
    assert_memory_equal(made.ptr, xs, made.len);
    assert_int_equal(made.ptr[len], '\0');
  }
  assert_int_equal(sp_arena_fmt(&arena, "%.*s", 5000, xs).len, 5000);
  sp_arena_release(&arena);
}

static void
room_for_a_buffer_is_a_hint(void **state)
{
  struct sp_buf buf;

  (void)state;
  sp_buf_init(&buf, 600);
  sp_buf_room(&buf, 600);
  assert_true(buf.cap > 600);
  assert_int_equal(buf.len, 0);
  sp_buf_puts(&buf, "ab");
  sp_buf_room(&buf, 599);
  sp_buf_room(&buf, SIZE_MAX);
  assert_false(buf.full);
  assert_str(sp_buf_str(&buf), "ab");
  sp_buf_release(&buf);
}

static void
buffer_stops_at_the_byte_after_its_maximum(void **state)
{
  struct sp_buf buf;

  (void)state;
  sp_buf_init(&buf, 4);
  sp_buf_puts(&buf, "abcd");
  assert_false(buf.full);
  sp_buf_putc(&buf, 'e');
  assert_true(buf.full);
  assert_str(sp_buf_str(&buf), "abcd");
  sp_buf_clear(&buf);
  sp_buf_fmt(&buf, "%s", "12345");
  assert_true(buf.full);
  assert_int_equal(buf.len, 0);
  sp_buf_release(&buf);
}

static void
a_message_that_is_too_long_is_cut(void **state)
{
  struct sp_err err;
  char text[SP_ERR_MSG_MAX + 10];

  (void)state;
  memset(text, 'x', sizeof(text) - 1);
  text[sizeof(text) - 1] = '\0';
  assert_int_equal(sp_fail(&err, SP_E_IO, "%s", text), SP_E_IO);
  assert_int_equal(strlen(err.msg), SP_ERR_MSG_MAX - 1);
  assert_int_equal(sp_status_http(SP_E_PARAM), 422);
  assert_int_equal(sp_status_exit(SP_E_LOCKED), 3);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(split_trims_and_keeps_empty_pieces),
      cmocka_unit_test(comparison_is_by_bytes_then_length),
      cmocka_unit_test(arena_keeps_large_and_small_pieces),
      cmocka_unit_test(a_text_of_any_length_is_formatted_whole),
      cmocka_unit_test(room_for_a_buffer_is_a_hint),
      cmocka_unit_test(buffer_stops_at_the_byte_after_its_maximum),
      cmocka_unit_test(a_message_that_is_too_long_is_cut),
  };
  return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
