/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: how what was found is shown. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include "lib/text.h"

static struct sp_str
snippet(struct index_fixture *f, const char *query)
{
  struct sp_results results = fixture_find(f, query);

  assert_true(results.count > 0);
  return results.hit[0].snippet.raw;
}

static void
a_snippet_marks_the_words_and_escapes_the_rest(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A",
                 "<script>alert('x & y')</script> missed   bins\n \"here\"");
  fixture_commit(f);
  assert_str(snippet(f, "bin missing"),
             "&lt;script&gt;alert(&#39;x &amp; y&#39;)&lt;/script&gt; "
             "<mark>missed</mark> <mark>bins</mark> &quot;here&quot;");
  assert_str(snippet(f, "script"),
             "&lt;<mark>script</mark>&gt;alert(&#39;x &amp; y&#39;)"
             "&lt;/<mark>script</mark>&gt; missed bins &quot;here&quot;");
  assert_str(snippet(f, "<mark>missed</mark>"),
             "&lt;script&gt;alert(&#39;x &amp; y&#39;)&lt;/script&gt; "
             "<mark>missed</mark> bins &quot;here&quot;");
}

static void
common_words_are_marked_only_when_there_are_no_others(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "Who will empty the bin?");
  fixture_commit(f);
  assert_str(snippet(f, "the bin"), "Who will empty the <mark>bin</mark>?");
  assert_str(snippet(f, "who will"),
             "<mark>Who</mark> <mark>will</mark> empty the bin?");
}

static void
a_snippet_is_the_piece_with_most_of_the_words(void **state)
{
  struct index_fixture *f = *state;
  struct sp_buf text;
  struct sp_str html;

  sp_buf_init(&text, 20000);
  sp_buf_puts(&text, "Bin. ");
  for (int i = 0; i < 100; i++)
    sp_buf_puts(&text, "Lorem ipsum dolor sit amet. ");
  sp_buf_puts(&text, "The brown bin was missed on Monday. ");
  for (int i = 0; i < 100; i++)
    sp_buf_puts(&text, "Lorem ipsum dolor sit amet. ");
  sp_buf_puts(&text, "Brown paper. Missed");
  fixture_simple(f, "a", "A", text.ptr);
  fixture_commit(f);
  html = snippet(f, "missed brown bin");
  assert_true(sp_str_ends(html, "\u2026"));
  assert_non_null(strstr(html.ptr, "The <mark>brown</mark> <mark>bin</mark> "
                                   "was <mark>missed</mark> on Monday."));
  assert_true(sp_utf8_count(html) < 300);
  html = snippet(f, "paper");
  assert_true(sp_str_ends(html, "Brown <mark>paper</mark>. Missed"));
  assert_true(sp_utf8_count(html) > 150);
  sp_buf_release(&text);
}

static void
a_snippet_without_spaces_is_cut_between_characters(void **state)
{
  struct index_fixture *f = *state;
  struct sp_buf text;
  struct sp_str html;

  sp_buf_init(&text, 20000);
  for (int i = 0; i < 1000; i++)
    sp_buf_puts(&text, "\u4e00\u3001");
  sp_buf_puts(&text, "bin");
  for (int i = 0; i < 1000; i++)
    sp_buf_puts(&text, "\u3001\U00020000");
  fixture_simple(f, "a", "A", text.ptr);
  fixture_commit(f);
  html = snippet(f, "bin");
  assert_int_equal(sp_utf8_check(html), html.len);
  assert_non_null(strstr(html.ptr, "<mark>bin</mark>"));
  assert_true(sp_utf8_count(html) <= 230);
  sp_buf_release(&text);
}

static void
a_match_in_the_title_alone_shows_the_summary(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Skips");

  page->head.summary = SP_STR("Hire one & fill it with skips");
  fixture_text(f, &page->section[0], "First you ring.");
  fixture_put(f, page);
  fixture_simple(f, "b", "Boats", "Ring \x02 us.");
  fixture_put(f, fixture_page(f, "c", "Cars"));
  fixture_commit(f);
  assert_str(snippet(f, "skip"),
             "Hire one &amp; fill it with <mark>skips</mark>");
  assert_str(snippet(f, "boat"), "Ring \uFFFD us.");
  assert_str(snippet(f, "cars"), "");
}

static void
words_in_a_page_of_another_language_are_marked_as_written(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "cy", "T");

  page->head.lang = SP_STR("cy");
  fixture_text(f, &page->section[0], "biniau bins Bin");
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(snippet(f, "bin"), "biniau bins <mark>Bin</mark>");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_snippet_marks_the_words_and_escapes_the_rest),
      FIXTURE_TEST(common_words_are_marked_only_when_there_are_no_others),
      FIXTURE_TEST(a_snippet_is_the_piece_with_most_of_the_words),
      FIXTURE_TEST(a_snippet_without_spaces_is_cut_between_characters),
      FIXTURE_TEST(a_match_in_the_title_alone_shows_the_summary),
      FIXTURE_TEST(words_in_a_page_of_another_language_are_marked_as_written),
  };
  return cmocka_run_group_tests_name("search snippet", tests, NULL, NULL);
}
