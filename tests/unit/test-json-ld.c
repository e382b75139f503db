/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/json_ld.h"

#define OPEN "<script type=\"application/ld+json\">"

static void
no_text_can_leave_the_block(void **state)
{
  static const char *const hostile[] = {
      "</script><script>alert(1)</script>",
      "<!--<script>",
      "]]>",
      "&lt;/script&gt;",
      "\u2028\u2029",
      "\"}</SCRIPT >",
      "caf\u00e9 \U0001f6ae",
      "\\u003c\\",
      "\x01\x7f",
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(hostile); i++) {
    struct sp_arena arena = {0};
    struct sp_str raw =
        sp_json_ld_block(&arena, json_pack("{s:s}", "name", hostile[i])).raw;
    struct sp_str data =
        sp_str_sub(raw, strlen(OPEN), raw.len - strlen(OPEN "</script>\n"));
    json_t *back = json_loadb(data.ptr, data.len, 0, NULL);

    assert_true(sp_str_starts(raw, OPEN));
    assert_true(sp_str_ends(raw, "</script>\n"));
    for (size_t at = 0; at < data.len; at++) {
      assert_null(strchr("<>&", data.ptr[at]));
      assert_true(data.ptr[at] >= ' ' && (unsigned char)data.ptr[at] < 0x80);
    }
    /* And it says what was said. */
    assert_string_equal(json_string_value(json_object_get(back, "name")),
                        hostile[i]);
    json_decref(back);
    sp_arena_release(&arena);
  }
}

static void
a_name_is_as_safe_as_a_value(void **state)
{
  struct sp_arena arena = {0};

  (void)state;
  assert_str(sp_json_ld_block(&arena, json_pack("{s:i}", "</script>", 1)).raw,
             OPEN "{\"\\u003c/script\\u003e\":1}</script>\n");
  sp_arena_release(&arena);
}

static void
what_is_too_large_or_nothing_is_left_out(void **state)
{
  struct sp_arena arena = {0};
  char *text = sp_arena_alloc(&arena, SP_JSON_LD_MAX + 1);

  (void)state;
  memset(text, 'x', SP_JSON_LD_MAX);
  assert_int_equal(
      sp_json_ld_block(&arena, json_pack("{s:s}", "name", text)).raw.len, 0);
  assert_int_equal(sp_json_ld_block(&arena, NULL).raw.len, 0);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_text_can_leave_the_block),
      cmocka_unit_test(a_name_is_as_safe_as_a_value),
      cmocka_unit_test(what_is_too_large_or_nothing_is_left_out),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
