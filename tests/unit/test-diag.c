/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "lib/diag.h"
#include "lib/text.h"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

/* What is printed of a message with this text. */
static struct sp_str
printed(const char *text)
{
  struct sp_diags diags = {.arena = &arena};
  struct sp_str copy;
  char *out = NULL;
  size_t len = 0;
  FILE *file = open_memstream(&out, &len);

  assert_non_null(file);
  sp_diag(&diags, "E25", SP_STR("a.md"), 3, 5, "%s", text);
  sp_diags_print(&diags, file);
  assert_int_equal(fclose(file), 0);
  copy = sp_arena_copy(&arena, sp_str_n(out, len));
  free(out);
  assert_true(sp_str_starts(copy, "a.md:3:5: error: "));
  assert_true(sp_str_ends(copy, " [E25]\n"));
  return sp_str_sub(copy, 17, copy.len - 17 - 7);
}

static void
what_a_terminal_obeys_is_shown_by_its_number(void **state)
{
  (void)state;
  assert_str(printed("Caf\u00E9 \u20AC5, \U0001F600"),
             "Caf\u00E9 \u20AC5, \U0001F600");
  assert_str(printed("a\x1B[31mb\nc\x7F"), "a\\x1B[31mb\\x0Ac\\x7F");
  assert_str(printed("a\xC2\x9B"
                     "31mb"),
             "a\\u{009B}31mb");
  assert_str(printed("\xC2\x80\xC2\x9F\xC2\xA0"), "\\u{0080}\\u{009F}\xC2\xA0");
}

static void
marks_of_direction_are_shown_by_their_number(void **state)
{
  (void)state;
  assert_str(printed("a\u202Eb\u202Ac"), "a\\u{202E}b\\u{202A}c");
  assert_str(printed("\u2066\u2069\u200E\u200F\u061C"),
             "\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{061C}");
  /* Their neighbours are text. */
  assert_str(printed("\u2029\u202F\u2065\u206A\u200D\u2010\u061B\u061D"),
             "\u2029\u202F\u2065\u206A\u200D\u2010\u061B\u061D");
}

static void
bytes_that_are_no_text_are_shown_by_their_number(void **state)
{
  (void)state;
  assert_str(printed("a\x9B\xFFmore \xC3\xA9"), "a\\x9B\\xFFmore \xC3\xA9");
}

static void
a_message_is_cut_between_characters(void **state)
{
  struct sp_diags diags = {.arena = &arena};
  char text[4096];

  (void)state;
  for (size_t shift = 0; shift < 4; shift++) {
    memset(text, 'x', shift);
    for (size_t i = shift; i + 4 < sizeof(text); i += 4)
      memcpy(text + i, "\U0001F600", 5);
    diags.count = 0;
    sp_diag(&diags, "W25", SP_STR("a.md"), 0, 0, "%s", text);
    assert_true(diags.item[0].text.len > 1000);
    assert_int_equal(sp_utf8_check(diags.item[0].text), diags.item[0].text.len);
  }
}

static void
no_file_says_more_than_its_share(void **state)
{
  struct sp_diags diags = {.arena = &arena};

  (void)state;
  for (unsigned i = 0; i < 10 * SP_DIAGS_PER_FILE; i++)
    sp_diag(&diags, "E02", SP_STR("a.md"), i, 1, "wrong");
  sp_diag(&diags, "E02", SP_STR("b.md"), 1, 1, "wrong");
  assert_int_equal(diags.count, SP_DIAGS_PER_FILE + 2);
  assert_int_equal(diags.errors, 10 * SP_DIAGS_PER_FILE + 1);
}

/* As JSON, without the blanks. */
static struct sp_str
json_of(const struct sp_diags *diags, const struct sp_diag_paths *unchecked)
{
  struct sp_str copy;
  char *out = NULL, *to;
  size_t len = 0;
  FILE *file = open_memstream(&out, &len);

  assert_non_null(file);
  sp_diags_print_json(diags, unchecked, file);
  assert_int_equal(fclose(file), 0);
  to = out;
  for (size_t i = 0; i < len; i++)
    if (out[i] != ' ' && out[i] != '\n')
      *to++ = out[i];
  copy = sp_arena_copy(&arena, sp_str_n(out, (size_t)(to - out)));
  free(out);
  return copy;
}

static void
other_files_stand_in_json_where_there_are_some(void **state)
{
  struct sp_diags diags = {.arena = &arena}, copies = {.arena = &arena};
  struct sp_str path[] = {SP_STR("c.md"), SP_STR("d.md")};
  const struct sp_diag_paths none = {0}, two = {path, 2, 2};

  (void)state;
  sp_diag(&diags, "E03", SP_STR("a.md"), 1, 1, "clash");
  assert_str(
      json_of(&diags, NULL),
      "{\"diagnostics\":[{\"path\":\"a.md\",\"line\":1,\"column\":1,"
      "\"severity\":\"error\",\"code\":\"E03\",\"message\":\"clash\"}]}");
  assert_true(sp_str_eq(json_of(&diags, NULL), json_of(&diags, &none)));
  sp_diag_partner(&diags, SP_STR("b.md"));
  assert_true(sp_str_has(json_of(&diags, &none), ",\"partners\":[\"b.md\"]}"));
  assert_true(sp_str_ends(json_of(&diags, &two),
                          "}],\"unchecked\":[\"c.md\",\"d.md\"]}"));
  sp_diags_add(&copies, &diags.item[0]);
  assert_int_equal(copies.errors, 1);
  assert_true(copies.item[0].partner != diags.item[0].partner);
  assert_true(sp_str_eq(json_of(&diags, NULL), json_of(&copies, NULL)));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_a_terminal_obeys_is_shown_by_its_number),
      cmocka_unit_test(marks_of_direction_are_shown_by_their_number),
      cmocka_unit_test(bytes_that_are_no_text_are_shown_by_their_number),
      cmocka_unit_test(a_message_is_cut_between_characters),
      cmocka_unit_test(no_file_says_more_than_its_share),
      cmocka_unit_test(other_files_stand_in_json_where_there_are_some),
  };
  return cmocka_run_group_tests_name("diag", tests, NULL, end_arena);
}
