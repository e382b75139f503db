/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/diags.h"

#include "lib/theme.h"

#include <math.h>

static struct sp_arena arena;
static struct sp_diags diags;

static int
setup(void **state)
{
  (void)state;
  diags = (struct sp_diags){.arena = &arena};
  return 0;
}

static int
teardown(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_site
site_of(const char *yaml)
{
  struct sp_site site;

  sp_site_defaults(&site);
  assert_true(sp_site_read_settings(&arena, sp_str(yaml), &diags, &site));
  return site;
}

static void
css_is(const char *yaml, const char *expected)
{
  struct sp_site site = site_of(yaml);
  struct sp_buf out;

  sp_buf_init(&out, 4096);
  sp_theme_css(&out, &site);
  assert_str(sp_buf_str(&out), expected);
  sp_buf_release(&out);
}

static void
contrast_is_that_of_wcag(void **state)
{
  (void)state;
  assert_true(fabs(sp_theme_contrast(SP_STR("#000000"), SP_STR("#ffffff")) -
                   21) < 1e-9);
  assert_true(fabs(sp_theme_contrast(SP_STR("#777777"), SP_STR("#FFFFFF")) -
                   4.478) < 0.001);
  assert_true(sp_theme_contrast(SP_STR("#123456"), SP_STR("#123456")) == 1);
}

static void
a_colour_is_six_digits_and_nothing_else(void **state)
{
  static const char *const wrong[] = {"",
                                      "#fff",
                                      "0b4f6c",
                                      "#0b4f6g",
                                      "#0b4f6c ",
                                      "#0b4f6c;",
                                      "red",
                                      "#0b4f6c00",
                                      "#",
                                      "url(x)",
                                      "#0b4f\n6",
                                      "}#0b4f6c",
                                      "\xff\xff\xff\xff\xff\xff\xff"};

  (void)state;
  assert_true(sp_theme_is_colour(SP_STR("#0b4F6c")));
  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++)
    assert_false(sp_theme_is_colour(sp_str(wrong[i])));
}

static void
colours_of_the_site_become_properties(void **state)
{
  (void)state;
  css_is("name: A\n", "");
  css_is("theme.brand: \"#5b2a86\"\ntheme.dark-link: \"#d3b5f0\"\n",
         "@media (prefers-color-scheme: light) {\n:root {\n"
         "--sp-brand: #5b2a86;\n}\n}\n"
         "@media (prefers-color-scheme: dark) {\n:root {\n"
         "--sp-link: #d3b5f0;\n}\n}\n");
  assert_int_equal(diags.count, 0);
}

static void
what_is_no_colour_is_told_and_left_out(void **state)
{
  (void)state;
  css_is("theme.brand: red\ntheme.sparkle: \"#5b2a86\"\n", "");
  assert_int_equal(diags.count, 2);
  assert_string_equal(diags.item[0].code, "E25");
  assert_int_equal(diags.item[0].line, 1);
  assert_string_equal(diags.item[1].code, "E25");
  assert_int_equal(diags.item[1].line, 2);
}

static void
colours_too_close_are_warned_of_where_they_stand(void **state)
{
  (void)state;
  (void)site_of("name: A\ntheme.ink: \"#18252b\"\ntheme.brand: \"#8fcfe6\"\n");
  assert_int_equal(diags.count, 1);
  assert_string_equal(diags.item[0].code, "W32");
  assert_int_equal(diags.item[0].line, 3);
  assert_true(sp_str_has(diags.item[0].text, "brand-text on brand"));
}

/* Ours must be readable too. */
static void
our_own_colours_are_far_enough_apart(void **state)
{
  static const char *const name[] = {"header", "brand",   "ink",   "ink-soft",
                                     "link",   "visited", "accent"};
  char yaml[512] = "";

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(name); i++)
    assert_true(sp_theme_knows(sp_str(name[i])));
  /* Naming the papers asks every pair. */
  (void)snprintf(yaml, sizeof(yaml),
                 "theme.paper: \"#fbfaf7\"\ntheme.card: \"#ffffff\"\n"
                 "theme.tint: \"#e4eff2\"\ntheme.header: \"#0b3a4d\"\n"
                 "theme.brand: \"#0b5a75\"\ntheme.dark-paper: \"#10191d\"\n"
                 "theme.dark-card: \"#182328\"\ntheme.dark-tint: \"#18323c\"\n"
                 "theme.dark-header: \"#0a2530\"\n"
                 "theme.dark-brand: \"#7cc4dc\"\n");
  (void)site_of(yaml);
  assert_int_equal(diags.count, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(contrast_is_that_of_wcag, setup,
                                      teardown),
      cmocka_unit_test_setup_teardown(a_colour_is_six_digits_and_nothing_else,
                                      setup, teardown),
      cmocka_unit_test_setup_teardown(colours_of_the_site_become_properties,
                                      setup, teardown),
      cmocka_unit_test_setup_teardown(what_is_no_colour_is_told_and_left_out,
                                      setup, teardown),
      cmocka_unit_test_setup_teardown(
          colours_too_close_are_warned_of_where_they_stand, setup, teardown),
      cmocka_unit_test_setup_teardown(our_own_colours_are_far_enough_apart,
                                      setup, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
