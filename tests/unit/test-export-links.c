/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "indexer/export_links.h"

/* The links of a page, with a space between. */
static void
assert_links(const char *html, const char *expected)
{
  struct sp_buf found;
  struct sp_str value;
  size_t at = 0;

  sp_buf_init(&found, 1000);
  while (sp_export_next_link(sp_str(html), &at, &value)) {
    sp_buf_put(&found, value);
    sp_buf_putc(&found, ' ');
  }
  assert_str(sp_buf_str(&found), expected);
  sp_buf_release(&found);
}

static void
assert_file(const char *address, const char *expected)
{
  struct sp_arena arena = {0};
  struct sp_str file;
  bool can = sp_export_file(&arena, sp_str(address), &file);

  if (expected) {
    assert_true(can);
    assert_str(file, expected);
  } else {
    assert_false(can);
  }
  sp_arena_release(&arena);
}

static void
links_are_addresses_of_this_site(void **state)
{
  (void)state;
  assert_links("<!DOCTYPE html><a class=\"b\" href=\"/a\">x</a>"
               "<script defer src=\"/s.js\"></script>"
               "<form action=\"/search\" method=\"get\">",
               "/a /s.js /search ");
  assert_links("<a href=\"https://x.example/\"><a href=\"//x.example/a\">"
               "<a href=\"#top\"><a href=\"tel:1\"><a href=\"\">",
               "");
  assert_links("<a\nhref=\"/a\" title=\"2 > 1\"><a data-href=\"/b\">"
               "<img alt=\"href=\" src=\"/c\">",
               "/a /c ");
}

static void
text_is_no_link(void **state)
{
  (void)state;
  assert_links("<p>href=\"/a\"</p> <p title=\"href\">= \"/b\"</p>", "");
  assert_links("<a hidden href=\"/a\"><input disabled><a href=\"/b\">",
               "/a /b ");
}

static void
a_page_may_end_anywhere(void **state)
{
  static const char page[] = "<a class=\"b\" href=\"/a?b=1&amp;c\">x</a>";

  (void)state;
  for (size_t len = 0; len < sizeof(page); len++) {
    struct sp_str value;
    size_t at = 0;

    while (sp_export_next_link(sp_str_n(page, len), &at, &value))
      assert_true(value.ptr + value.len <= page + len);
  }
}

static void
a_link_has_an_address_and_a_fragment(void **state)
{
  struct sp_arena arena = {0};
  struct sp_str address, fragment;

  (void)state;
  sp_export_split_link(&arena, SP_STR("/a?b=1&amp;c=2#d"), &address, &fragment);
  assert_str(address, "/a?b=1&c=2");
  assert_str(fragment, "#d");
  sp_export_split_link(&arena, SP_STR("/a"), &address, &fragment);
  assert_str(address, "/a");
  assert_str(fragment, "");
  sp_arena_release(&arena);
}

static void
an_address_is_a_file(void **state)
{
  (void)state;
  assert_file("/", "index.html");
  assert_file("/search", "search.html");
  assert_file("/search-words.js", "search-words.js");
  assert_file("/static/site.1234.css", "static/site.1234.css");
  assert_file("/waste/bins", "waste/bins/index.html");
  assert_file("/services/waste?page=2", "services/waste/page-2/index.html");
}

static void
what_no_stick_takes_is_no_file(void **state)
{
  (void)state;
  assert_file("/../etc/passwd", NULL);
  assert_file("/a/./b", NULL);
  assert_file("/a//b", NULL);
  assert_file("/a/", NULL);
  assert_file("/.hidden", NULL);
  assert_file("/a.", NULL);
  assert_file("/static/../a", NULL);
  assert_file("/a:b", NULL);
  assert_file("/a\\b", NULL);
  assert_file("/a b", NULL);
  assert_file("/a\x01", NULL);
  assert_file("/a?b=../../c", NULL);
}

static void
a_name_has_a_limit(void **state)
{
  char address[256] = "/";

  (void)state;
  memset(address + 1, 'a', 200);
  address[201] = '\0';
  {
    struct sp_arena arena = {0};
    struct sp_str file;

    assert_true(sp_export_file(&arena, sp_str(address), &file));
    sp_arena_release(&arena);
  }
  address[201] = 'a';
  address[202] = '\0';
  assert_file(address, NULL);
}

static void
a_page_knows_its_way_up(void **state)
{
  struct sp_arena arena = {0};

  (void)state;
  assert_str(sp_export_way_up(&arena, SP_STR("index.html")), "");
  assert_str(sp_export_way_up(&arena, SP_STR("a/b/index.html")), "../../");
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_are_addresses_of_this_site),
      cmocka_unit_test(text_is_no_link),
      cmocka_unit_test(a_page_may_end_anywhere),
      cmocka_unit_test(a_link_has_an_address_and_a_fragment),
      cmocka_unit_test(an_address_is_a_file),
      cmocka_unit_test(what_no_stick_takes_is_no_file),
      cmocka_unit_test(a_name_has_a_limit),
      cmocka_unit_test(a_page_knows_its_way_up),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
