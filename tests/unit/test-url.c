/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "lib/url.h"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static void
escapes_are_decoded_once_and_broken_ones_refused(void **state)
{
  struct sp_str out;

  (void)state;
  assert_true(sp_url_decode(&arena, SP_STR("a%20b%2541+c"), false, &out));
  assert_str(out, "a b%41+c");
  assert_true(sp_url_decode(&arena, SP_STR("a+b"), true, &out));
  assert_str(out, "a b");
  assert_false(sp_url_decode(&arena, SP_STR("%2"), false, &out));
  assert_false(sp_url_decode(&arena, SP_STR("%"), false, &out));
  assert_false(sp_url_decode(&arena, SP_STR("%zz"), false, &out));
  assert_int_equal(out.len, 0);
}

static void
only_four_schemes_lead_outside(void **state)
{
  (void)state;
  assert_true(sp_url_external(SP_STR("https://www.gov.uk/")));
  assert_true(sp_url_external(SP_STR("HTTP://x")));
  assert_true(sp_url_external(SP_STR("mailto:a@wenmarsh.example")));
  assert_true(sp_url_external(SP_STR("tel:01632960100")));
  assert_false(sp_url_external(SP_STR("javascript:alert(1)")));
  assert_false(sp_url_external(SP_STR("data:text/html,x")));
  assert_false(sp_url_external(SP_STR("//evil.example/")));
  assert_false(sp_url_external(SP_STR("https://")));
  assert_false(sp_url_external(SP_STR("https://a b")));
  assert_false(sp_url_external(SP_STR("https://a\nb")));
}

static void
a_relative_link_never_leaves_the_folder(void **state)
{
  static const struct {
    const char *from, *target, *path, *fragment;
  } cases[] = {
      {"waste/a.md", "b.md", "waste/b.md", ""},
      {"waste/a.md", "../fees.csv#garden", "fees.csv", "garden"},
      {"waste/a.md", "#top", "waste/a.md", "top"},
      {"waste/a.md", "./x/../b.md#c%20d", "waste/b.md", "c d"},
      {"a.md", "b.md", "b.md", ""},
      {"waste/a.md", "../../etc/passwd", NULL, NULL},
      {"waste/a.md", "/etc/passwd", NULL, NULL},
      {"waste/a.md", "..%2f..%2fetc", NULL, NULL},
      {"waste/a.md", "b%00.md", NULL, NULL},
      {"waste/a.md", "", NULL, NULL},
      {"waste/a.md", "..", NULL, NULL},
      {"waste/a.md", "a\\b.md", NULL, NULL},
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(cases); i++) {
    struct sp_str path, fragment;
    bool ok = sp_url_relative(&arena, sp_str(cases[i].from),
                              sp_str(cases[i].target), &path, &fragment);

    assert_int_equal(ok, cases[i].path != NULL);
    if (!ok)
      continue;
    assert_str(path, cases[i].path);
    assert_str(fragment, cases[i].fragment);
  }
}

static void
the_last_part_is_what_follows_the_last_slash(void **state)
{
  static const struct {
    const char *target, *last, *stem;
  } cases[] = {
      {"waste/bins", "bins", "bins"},
      {"bins", "bins", "bins"},
      {"", "", ""},
      {"waste/", "", ""},
      {"/", "", ""},
      {"../shared/identity-check.md#a/b.c", "b.c", "identity-check"},
      {"#when", "#when", ""},
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(cases); i++) {
    assert_str(sp_url_last(sp_str(cases[i].target)), cases[i].last);
    assert_str(sp_url_stem(sp_str(cases[i].target)), cases[i].stem);
  }
}

static void
own_addresses_are_built_whole(void **state)
{
  const struct sp_url_param params[] = {{"q", SP_STR_INIT("bin & \"day\"")},
                                        {"service", SP_STR_INIT("")},
                                        {"page", SP_STR_INIT("2")}};

  (void)state;
  assert_str(sp_url_page(&arena, SP_STR("waste/a b"), SP_STR("t\xC5\xB7")).raw,
             "/waste/a%20b#t%C5%B7");
  assert_str(sp_url_step(&arena, SP_STR("waste/a"), SP_STR("x/y")).raw,
             "/waste/a/steps/x%2Fy");
  assert_str(sp_url_query(&arena, "/search", params, 3).raw,
             "/search?q=bin%20%26%20%22day%22&page=2");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(escapes_are_decoded_once_and_broken_ones_refused),
      cmocka_unit_test(only_four_schemes_lead_outside),
      cmocka_unit_test(a_relative_link_never_leaves_the_folder),
      cmocka_unit_test(the_last_part_is_what_follows_the_last_slash),
      cmocka_unit_test(own_addresses_are_built_whole),
  };
  return cmocka_run_group_tests_name("url", tests, NULL, end_arena);
}
