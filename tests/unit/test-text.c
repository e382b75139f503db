/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "lib/html.h"
#include "lib/text.h"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static void
invalid_utf8_is_found_at_its_byte(void **state)
{
  static const struct {
    const char *text;
    size_t len, at;
  } cases[] = {
      {"", 0, 0},
      {"plain", 5, 5},
      {"caf\xC3\xA9", 5, 5},
      {"caf\xC3", 4, 3},          /* cut short */
      {"\xC0\xAF", 2, 0},         /* overlong '/' */
      {"a\xED\xA0\x80", 4, 1},    /* surrogate */
      {"\xF4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
      {"\xF0\x9F\x98\x80", 4, 4}, /* U+1F600 */
      {"\xE0\x80\x80", 3, 0},     /* overlong */
      {"ok\xFF", 3, 2},
      {"\x80", 1, 0},
      {"\xF0\x9F\x98", 3, 0},
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(cases); i++)
    assert_int_equal(sp_utf8_check(sp_str_n(cases[i].text, cases[i].len)),
                     cases[i].at);
}

static void
a_cut_never_splits_a_character(void **state)
{
  struct sp_str s = SP_STR("a\xC3\xA9z");

  (void)state;
  assert_int_equal(sp_utf8_cut(s, 2).len, 1);
  assert_int_equal(sp_utf8_cut(s, 3).len, 3);
  assert_int_equal(sp_utf8_cut(s, 99).len, 4);
  assert_int_equal(sp_utf8_cut(s, 0).len, 0);
}

static void
characters_survive_being_read_and_written(void **state)
{
  static const uint32_t chars[] = {0x24, 0xA3, 0x20AC, 0x1F600, 0x7FF, 0x800};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(chars); i++) {
    char bytes[4];
    size_t n = sp_utf8_put(bytes, chars[i]), at = 0;

    assert_int_equal(sp_utf8_next(sp_str_n(bytes, n), &at), chars[i]);
    assert_int_equal(at, n);
  }
}

static void
heading_addresses_keep_letters_of_any_script(void **state)
{
  (void)state;
  assert_str(sp_text_slug(&arena, SP_STR("Out by 7?")), "out-by-7");
  assert_str(sp_text_slug(&arena, SP_STR("  -- T\xC5\xB7 \xC3\x82nt! ")),
             "t\xC5\xB7-\xC3\xA2nt");
  assert_str(sp_text_slug(&arena, SP_STR("it's 10% off")), "it-s-10-off");
  assert_str(sp_text_slug(&arena, SP_STR("?!")), "");
}

static void
white_space_is_squeezed(void **state)
{
  (void)state;
  assert_str(sp_text_squeeze(&arena, SP_STR(" a \t\n b ")), "a b");
  assert_str(sp_text_squeeze(&arena, SP_STR(" \n")), "");
}

static void
lower_case_may_grow(void **state)
{
  (void)state;
  /* U+023A is two bytes, its small form three. */
  assert_str(sp_text_lower(&arena, SP_STR("\xC8\xBA\xC8\xBA")),
             "\xE2\xB1\xA5\xE2\xB1\xA5");
  assert_str(sp_text_lower(&arena, SP_STR("\xC3\x89"
                                          "A")),
             "\xC3\xA9"
             "a");
}

static void
an_excerpt_ends_between_words(void **state)
{
  (void)state;
  assert_str(sp_text_excerpt(&arena, SP_STR("one two three"), 9),
             "one two\xE2\x80\xA6");
  assert_str(sp_text_excerpt(&arena, SP_STR("one two"), 7), "one two");
  assert_str(sp_text_excerpt(&arena, SP_STR("abcdefgh"), 4), "abc\xE2\x80\xA6");
}

static void
markup_is_escaped_for_text_and_attributes(void **state)
{
  struct sp_buf out;

  (void)state;
  sp_buf_init(&out, 1000);
  sp_html_escape(&out, SP_STR("<a href=\"x\">&'\x01"));
  assert_str(sp_buf_str(&out), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"
                               "\xEF\xBF\xBD");
  sp_buf_clear(&out);
  sp_html_attr(&out, "title", SP_STR("\" onclick=\"x"));
  assert_str(sp_buf_str(&out), " title=\"&quot; onclick=&quot;x\"");
  sp_buf_release(&out);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(invalid_utf8_is_found_at_its_byte),
      cmocka_unit_test(a_cut_never_splits_a_character),
      cmocka_unit_test(characters_survive_being_read_and_written),
      cmocka_unit_test(heading_addresses_keep_letters_of_any_script),
      cmocka_unit_test(white_space_is_squeezed),
      cmocka_unit_test(lower_case_may_grow),
      cmocka_unit_test(an_excerpt_ends_between_words),
      cmocka_unit_test(markup_is_escaped_for_text_and_attributes),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, end_arena);
}
