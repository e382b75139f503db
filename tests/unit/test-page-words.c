/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "lib/buf.h"
#include "lib/url.h"

#include "searchd/page_links.h"
#include "searchd/page_words.h"

static struct sp_arena arena;

static int
teardown(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

#define assert_words(function, in, out)                                        \
  assert_str(function(&arena, sp_str(in)), out)

static void
times_are_said_as_people_say_them(void **state)
{
  (void)state;
  assert_words(sp_words_time, "08:45", "8:45am");
  assert_words(sp_words_time, "17:00", "5pm");
  assert_words(sp_words_time, "12:00", "midday");
  assert_words(sp_words_time, "12:30", "12:30pm");
  assert_words(sp_words_time, "00:00", "midnight");
  assert_words(sp_words_time, "24:00", "midnight");
  assert_words(sp_words_time, "00:05", "12:05am");
}

static void
what_is_no_time_stays_as_it_is(void **state)
{
  (void)state;
  assert_words(sp_words_time, "", "");
  assert_words(sp_words_time, "8:45", "8:45");
  assert_words(sp_words_time, "25:00", "25:00");
  assert_words(sp_words_time, "12:60", "12:60");
  assert_words(sp_words_time, "noon!", "noon!");
}

static void
hours_are_written_out(void **state)
{
  (void)state;
  assert_words(sp_words_hours, "Mon-Fri 08:45-17:15; Sat 09:00-12:00",
               "Monday to Friday, 8:45am to 5:15pm; Saturday, 9am to midday");
  assert_words(sp_words_hours, "always", "24 hours a day, every day");
  assert_words(sp_words_hours, " ALWAYS ", "24 hours a day, every day");
  assert_words(sp_words_hours, "Someday 10:00", "Someday, 10am");
  assert_words(sp_words_hours, ";;", "");
  assert_words(sp_words_hours, "", "");
}

static void
dates_are_written_out(void **state)
{
  (void)state;
  assert_words(sp_words_dates, "2026-12-24 12:00-17:15; 2026-12-25",
               "24 December 2026, midday to 5:15pm; 25 December 2026");
  assert_words(sp_words_dates, "soon", "soon");
}

static void
periods_name_both_ends_or_one(void **state)
{
  (void)state;
  assert_str(
      sp_words_period(&arena, SP_STR("2026-12-21"), SP_STR("2027-01-09 12:00")),
      "From 21 December 2026 until midday on 9 January 2027");
  assert_str(sp_words_period(&arena, SP_STR("2026-12-21"), SP_STR("")),
             "From 21 December 2026");
  assert_str(sp_words_period(&arena, SP_STR(""), SP_STR("2026-12-21")),
             "Until 21 December 2026");
  assert_str(sp_words_period(&arena, SP_STR(""), SP_STR("")), "");
}

static void
lists_have_commas_and_languages_names(void **state)
{
  (void)state;
  assert_words(sp_words_list, "Wenbury; Tidewell", "Wenbury, Tidewell");
  assert_words(sp_words_languages, "en; pl; tlh", "English, Polish, tlh");
}

static void
a_list_that_is_too_long_stays_as_it_is(void **state)
{
  static char text[8192];

  (void)state;
  memset(text, 'x', sizeof(text) - 1);
  text[4] = ';';
  assert_words(sp_words_list, text, text);
}

static void
numbers_have_thousands(void **state)
{
  (void)state;
  assert_str(sp_words_number(&arena, 0), "0");
  assert_str(sp_words_number(&arena, 999), "999");
  assert_str(sp_words_number(&arena, 1000), "1,000");
  assert_str(sp_words_number(&arena, 12345678), "12,345,678");
}

static void
types_and_kinds_have_words(void **state)
{
  (void)state;
  assert_str(sp_words_type_name(SP_STR("faq"), SP_PUBLIC),
             "Questions and answers");
  assert_str(sp_words_type_name(SP_STR("poem"), SP_PUBLIC), "poem");
  assert_str(sp_words_type_name(SP_STR("script"), SP_PUBLIC), "Step by step");
  assert_str(sp_words_type_name(SP_STR("script"), SP_STAFF), "Script");
  assert_str(sp_words_contact_kind(SP_STR("team")), "Council team");
  assert_str(sp_words_contact_kind(SP_STR("pub")), "");
}

/* ---- links ---- */

#define assert_html(function, in, out)                                         \
  assert_str(function(&arena, sp_str(in)).raw, out)

static void
a_phone_number_dials(void **state)
{
  (void)state;
  assert_html(sp_link_phone, "01632 960100",
              "<a class=\"govuk-link sp-tel\" href=\"tel:01632960100\">"
              "01632 960100</a>");
  assert_html(sp_link_phone, "+44 1632 960100 (option 2)",
              "<a class=\"govuk-link sp-tel\" href=\"tel:+441632960100\">"
              "+44 1632 960100</a> (option 2)");
}

static void
what_is_no_phone_number_is_text(void **state)
{
  (void)state;
  assert_html(sp_link_phone, "", "");
  assert_html(sp_link_phone, "12", "12");
  assert_html(sp_link_phone, "ask <us> & \"them\"",
              "ask &lt;us&gt; &amp; &quot;them&quot;");
}

static void
a_phone_number_ends_after_24_characters(void **state)
{
  struct sp_html html;

  (void)state;
  html = sp_link_phone(&arena, SP_STR("1234567890123456789012345"));
  assert_str(html.raw, "<a class=\"govuk-link sp-tel\""
                       " href=\"tel:123456789012345678901234\">"
                       "123456789012345678901234</a>5");
}

static void
an_email_address_is_plain_or_text(void **state)
{
  (void)state;
  assert_html(sp_link_email, "a.b+c@d-e.example",
              "<a class=\"govuk-link\" href=\"mailto:a.b+c@d-e.example\">"
              "a.b+c@d-e.example</a>");
  assert_html(sp_link_email, "a@b?subject=x", "a@b?subject=x");
  assert_html(sp_link_email, "a@b@c", "a@b@c");
  assert_html(sp_link_email, "@b", "@b");
  assert_html(sp_link_email, "a@", "a@");
  assert_html(sp_link_email, "\"<x>\"@b", "&quot;&lt;x&gt;&quot;@b");
}

static void
a_web_address_is_one_of_ours_to_link(void **state)
{
  (void)state;
  assert_html(sp_link_web, "https://a.example/b?c&d",
              "<a class=\"govuk-link\" href=\"https://a.example/b?c&amp;d\">"
              "a.example/b?c&amp;d</a>");
  assert_html(sp_link_web, "javascript:alert(1)", "javascript:alert(1)");
  assert_html(sp_link_web, "/etc", "/etc");
}

static void
red_flags_come_out_of_stored_markup_whole(void **state)
{
  struct sp_html html = {SP_STR(
      "<p>a</p><dl class=\"sp-lines\">\n"
      "<div class=\"sp-line sp-line--stop\"><dt>Stop</dt><dd>x <a>y</a></dd>"
      "</div>\n<div class=\"sp-line sp-line--record\"><dt>R</dt><dd>z</dd>"
      "</div>\n<div class=\"sp-line sp-line--stop\"><dt>Stop</dt><dd>w</dd>"
      "</div>\n</dl>\n")};

  (void)state;
  assert_str(sp_link_flags(&arena, html).raw,
             "<dl class=\"sp-lines\">\n"
             "<div class=\"sp-line sp-line--stop\"><dt>Stop</dt><dd>x <a>y</a>"
             "</dd></div>\n"
             "<div class=\"sp-line sp-line--stop\"><dt>Stop</dt><dd>w</dd>"
             "</div>\n</dl>\n");
  html.raw = SP_STR("<p>nothing</p>");
  assert_str(sp_link_flags(&arena, html).raw, "");
  html.raw = SP_STR("<div class=\"sp-line sp-line--stop\">cut");
  assert_str(sp_link_flags(&arena, html).raw, "");
  html.raw = SP_STR("");
  assert_str(sp_link_flags(&arena, html).raw, "");
  assert_false(sp_link_has_choices(html));
}

static void
a_snippet_that_repeats_is_known(void **state)
{
  struct sp_html html = {SP_STR("See <mark>bins</mark> &amp; bags")};

  (void)state;
  assert_true(sp_link_repeats(&arena, html, SP_STR("See bins & bags here")));
  assert_false(sp_link_repeats(&arena, html, SP_STR("See bins")));
  assert_false(sp_link_repeats(&arena, html, SP_STR("")));
  html.raw = SP_STR("open <mark");
  assert_true(sp_link_repeats(&arena, html, SP_STR("open ")));
  html.raw = SP_STR("");
  assert_true(sp_link_repeats(&arena, html, SP_STR("")));
}

/* The ids, joined by blanks. */
static struct sp_str
linked(const char *html, size_t max)
{
  struct sp_html markup = {sp_str(html)};
  struct sp_str all = SP_STR("");
  struct sp_texts ids = {0};

  sp_link_ids(&arena, markup, max, &ids);
  for (size_t i = 0; i < ids.count; i++)
    all = sp_arena_fmt(&arena, "%.*s%s%.*s", SP_FMT(all), i ? " " : "",
                       SP_FMT(ids.item[i]));
  return all;
}

static void
pages_that_markup_links_to_are_told_once_each(void **state)
{
  (void)state;
  assert_str(linked("<a class=\"govuk-link\" href=\"/contacts/a\">A</a> "
                    "<a href=\"/contacts/b#top\">B</a> "
                    "<a href=\"/contacts/a#x\">A</a>",
                    9),
             "contacts/a contacts/b");
  assert_str(linked("<a href=\"/caf%C3%A9\">x</a>", 9), "caf\xc3\xa9");
  assert_str(linked("<a href=\"/a\"></a><a href=\"/b\"></a>", 1), "a");
}

static void
what_is_no_own_page_is_not_told(void **state)
{
  (void)state;
  assert_str(linked("", 9), "");
  assert_str(linked("<a href=\"https://a.example/b\">x</a>", 9), "");
  assert_str(linked("<a href=\"#here\">x</a><a href=\"/\">y</a>", 9), "");
  assert_str(linked("<a href=\"/%zz\">x</a>", 9), "");
  assert_str(linked("href=&quot;/a&quot;", 9), "");
  assert_str(linked("<a href=\"/", 9), "");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(times_are_said_as_people_say_them, teardown),
      cmocka_unit_test_teardown(what_is_no_time_stays_as_it_is, teardown),
      cmocka_unit_test_teardown(hours_are_written_out, teardown),
      cmocka_unit_test_teardown(dates_are_written_out, teardown),
      cmocka_unit_test_teardown(periods_name_both_ends_or_one, teardown),
      cmocka_unit_test_teardown(lists_have_commas_and_languages_names,
                                teardown),
      cmocka_unit_test_teardown(a_list_that_is_too_long_stays_as_it_is,
                                teardown),
      cmocka_unit_test_teardown(numbers_have_thousands, teardown),
      cmocka_unit_test_teardown(types_and_kinds_have_words, teardown),
      cmocka_unit_test_teardown(a_phone_number_dials, teardown),
      cmocka_unit_test_teardown(what_is_no_phone_number_is_text, teardown),
      cmocka_unit_test_teardown(a_phone_number_ends_after_24_characters,
                                teardown),
      cmocka_unit_test_teardown(an_email_address_is_plain_or_text, teardown),
      cmocka_unit_test_teardown(a_web_address_is_one_of_ours_to_link, teardown),
      cmocka_unit_test_teardown(a_snippet_that_repeats_is_known, teardown),
      cmocka_unit_test_teardown(red_flags_come_out_of_stored_markup_whole,
                                teardown),
      cmocka_unit_test_teardown(pages_that_markup_links_to_are_told_once_each,
                                teardown),
      cmocka_unit_test_teardown(what_is_no_own_page_is_not_told, teardown),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
