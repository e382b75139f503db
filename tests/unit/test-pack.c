/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <stdio.h>

#include "lib/diag.h"
#include "lib/hash.h"
#include "lib/pack.h"

static void
numbers_and_texts_come_back(void **state)
{
  static const uint64_t numbers[] = {0, 1, 127, 128, 16383, 16384, UINT64_MAX};
  static const int64_t signed_numbers[] = {0, -1, 1, INT64_MIN, INT64_MAX};
  struct sp_buf out;
  struct sp_unpack in = {0};

  (void)state;
  sp_buf_init(&out, 1000);
  for (size_t i = 0; i < SP_ARRAY_LEN(numbers); i++)
    sp_pack_u64(&out, numbers[i]);
  for (size_t i = 0; i < SP_ARRAY_LEN(signed_numbers); i++)
    sp_pack_i64(&out, signed_numbers[i]);
  sp_pack_str(&out, SP_STR("text"));
  sp_pack_str(&out, SP_STR(""));
  sp_pack_bool(&out, true);
  in.rest = sp_buf_str(&out);
  for (size_t i = 0; i < SP_ARRAY_LEN(numbers); i++)
    assert_true(sp_unpack_u64(&in) == numbers[i]);
  for (size_t i = 0; i < SP_ARRAY_LEN(signed_numbers); i++)
    assert_true(sp_unpack_i64(&in) == signed_numbers[i]);
  assert_str(sp_unpack_str(&in), "text");
  assert_str(sp_unpack_str(&in), "");
  assert_true(sp_unpack_bool(&in));
  assert_true(sp_unpack_done(&in));
  sp_buf_release(&out);
}

static void
broken_bytes_stay_broken(void **state)
{
  static const struct {
    const char *bytes;
    size_t len;
  } cases[] = {
      {"", 0},                                          /* nothing there */
      {"\x80", 1},                                      /* cut number */
      {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02", 10}, /* over 64 bits */
      {"\x05"
       "abcd",
       5}, /* text too short */
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(cases); i++) {
    struct sp_unpack in = {sp_str_n(cases[i].bytes, cases[i].len), false};

    sp_unpack_str(&in);
    assert_true(in.broken);
    assert_int_equal(sp_unpack_u64(&in), 0);
    assert_false(sp_unpack_done(&in));
  }
}

static void
a_count_that_cannot_be_is_refused(void **state)
{
  struct sp_unpack in = {SP_STR("\x03"
                                "abc"),
                         false};

  (void)state;
  assert_int_equal(sp_unpack_count(&in, 1), 3);
  in = (struct sp_unpack){SP_STR("\x04"
                                 "abc"),
                          false};
  assert_int_equal(sp_unpack_count(&in, 1), 0);
  assert_true(in.broken);
  in = (struct sp_unpack){SP_STR("\x02"
                                 "abc"),
                          false};
  assert_int_equal(sp_unpack_count(&in, 2), 0);
  assert_true(in.broken);
}

static void
hashes_tell_where_texts_end(void **state)
{
  struct sp_hasher h;
  struct sp_hash a, b;
  char hex[33];

  (void)state;
  sp_hasher_init(&h);
  sp_hasher_add(&h, SP_STR("ab"));
  sp_hasher_add(&h, SP_STR("c"));
  a = sp_hasher_end(&h);
  sp_hasher_init(&h);
  sp_hasher_add(&h, SP_STR("a"));
  sp_hasher_add(&h, SP_STR("bc"));
  b = sp_hasher_end(&h);
  assert_false(sp_hash_eq(&a, &b));
  sp_hash_hex(&a, hex);
  assert_int_equal(strlen(hex), 32);
}

static void
messages_come_back_and_are_capped(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena}, twin = {.arena = &arena};
  struct sp_buf out;
  struct sp_unpack in = {0};

  (void)state;
  for (unsigned i = 0; i < SP_DIAGS_PER_FILE + 20; i++)
    sp_diag(&diags, "E25", SP_STR("a.md"), i + 1, 1, "wrong %u", i);
  sp_diag_partner(&diags, SP_STR("more.md"));
  sp_diag(&diags, "W26", SP_STR("b.md"), 3, 2, "odd");
  for (unsigned i = 0; i < SP_DIAG_PARTNERS_MAX + 3; i++) {
    char path[32];

    snprintf(path, sizeof(path), "c%u.md", i);
    sp_diag_partner(&diags, sp_str(path));
    sp_diag_partner(&diags, sp_str(path));
  }
  assert_int_equal(diags.count, SP_DIAGS_PER_FILE + 2);
  assert_int_equal(diags.errors, SP_DIAGS_PER_FILE + 20);
  sp_buf_init(&out, 100000);
  sp_diags_pack(&out, &diags);
  in.rest = sp_buf_str(&out);
  assert_true(sp_diags_unpack(&in, &twin));
  assert_int_equal(twin.count, diags.count);
  assert_int_equal(twin.errors, diags.errors);
  assert_str(twin.item[0].text, "wrong 0");
  assert_string_equal(twin.item[twin.count - 1].code, "W26");
  assert_int_equal(twin.item[twin.count - 1].severity, SP_WARNING);
  assert_int_equal(twin.item[0].partners, 0);
  /* That of a message which is no longer kept. */
  assert_int_equal(twin.item[SP_DIAGS_PER_FILE].partners, 1);
  assert_str(twin.item[SP_DIAGS_PER_FILE].partner[0], "more.md");
  assert_int_equal(twin.item[twin.count - 1].partners, SP_DIAG_PARTNERS_MAX);
  assert_str(twin.item[twin.count - 1].partner[1], "c1.md");
  sp_buf_release(&out);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_and_texts_come_back),
      cmocka_unit_test(broken_bytes_stay_broken),
      cmocka_unit_test(a_count_that_cannot_be_is_refused),
      cmocka_unit_test(hashes_tell_where_texts_end),
      cmocka_unit_test(messages_come_back_and_are_capped),
  };
  return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
