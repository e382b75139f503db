/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: what is found, and in which order. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include "lib/text.h"

static void
every_word_is_optional_and_more_of_them_rank_higher(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "one", "A", "the brown bin");
  fixture_simple(f, "both", "B", "the brown bin was missed");
  fixture_simple(f, "none", "C", "council tax");
  fixture_commit(f);
  assert_str(fixture_found(f, "missed brown bin unknownword"), "both one");
  assert_str(fixture_found(f, "unknownword"), "");
}

static void
a_common_word_alone_makes_no_result_beside_others(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "how to pay the bill");
  fixture_simple(f, "b", "B", "what to do about it");
  fixture_simple(f, "c", "C", "bill of what you pay");
  fixture_commit(f);
  assert_str(fixture_found(f, "how to pay"), "a c");
  assert_str(fixture_found(f, "what about unknownword"), "");
  assert_str(fixture_found(f, "what do"), "b c");
}

static void
a_query_without_words_gives_nothing(void **state)
{
  static const char *const queries[] = {"", " ", "!?", "\"\"", "'", "\"", "-"};
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "alpha");
  fixture_commit(f);
  for (size_t i = 0; i < SP_ARRAY_LEN(queries); i++) {
    struct sp_results results = fixture_find(f, queries[i]);

    assert_int_equal(results.count, 0);
    assert_int_equal(results.estimated, 0);
    assert_true(results.exact);
    assert_false(results.truncated);
  }
}

static void
a_query_that_is_no_text_is_refused(void **state)
{
  static const struct sp_str queries[] = {
      SP_STR_INIT("alpha \xFF"), SP_STR_INIT("a\0b"), SP_STR_INIT("\xC3"),
      SP_STR_INIT("\xED\xA0\x80"), SP_STR_INIT("\xC0\xAF")};
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("");
  struct sp_results results;
  struct sp_err err;

  fixture_commit(f);
  for (size_t i = 0; i < SP_ARRAY_LEN(queries); i++) {
    search.query = queries[i];
    assert_int_equal(
        sp_reader_search(f->reader, &search, &f->arena, &results, &err),
        SP_E_QUERY);
    assert_null(strstr(err.msg, "alpha"));
  }
}

static void
case_endings_and_apostrophes_do_not_matter(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "They didn\u2019t EMPTY the Council's bins.");
  fixture_commit(f);
  assert_str(fixture_found(f, "didnt"), "a");
  assert_str(fixture_found(f, "didn't"), "a");
  assert_str(fixture_found(f, "emptying"), "a");
  assert_str(fixture_found(f, "BIN"), "a");
  assert_str(fixture_found(f, "council"), "a");
  assert_str(fixture_found(f, "'bins'"), "a");
}

static void
words_that_only_look_alike_are_kept_apart(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "e", "A", "In an emergency");
  fixture_simple(f, "u", "B", "Universal Credit");
  fixture_simple(f, "l", "C", "Taxi licences");
  fixture_commit(f);
  assert_str(fixture_found(f, "emergencies"), "e");
  assert_str(fixture_found(f, "emerging"), "");
  assert_str(fixture_found(f, "university"), "");
  assert_str(fixture_found(f, "taxi licensing"), "l");
  assert_str(fixture_found(f, "license"), "l");
}

static void
text_in_other_languages_is_found_as_it_is_written(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "cy", "Ailgylchu");

  page->head.lang = SP_STR("cy");
  fixture_text(f, &page->section[0],
               "Biniau gwastraff bwyd a t\u0177, housing");
  fixture_put(f, page);
  fixture_simple(f, "el", "A", "\u0391\u03a0\u039f\u03a1\u03a1\u0399\u039c");
  fixture_simple(f, "he", "A", "\u05d0\u05e9\u05e4\u05d4 house");
  fixture_commit(f);
  assert_str(fixture_found(f, "BINIAU"), "cy");
  assert_str(fixture_found(f, "biniaus"), "");
  assert_str(fixture_found(f, "t\u0176"), "cy");
  assert_str(fixture_found(f, "ailgylchu"), "cy");
  assert_str(fixture_found(f, "\u03b1\u03c0\u03bf\u03c1\u03c1\u03b9\u03bc"),
             "el");
  assert_str(fixture_found(f, "\u05d0\u05e9\u05e4\u05d4"), "he");
  assert_int_equal(fixture_find(f, "housing").count, 2);
}

static void
a_title_finds_a_page_without_text(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Report a missed bin");
  struct sp_page *bare = fixture_page(f, "b", "Skips");

  fixture_text(f, fixture_section(f, page, "Steps"), "Fill in the form.");
  fixture_put(f, page);
  bare->sections = 0;
  fixture_put(f, bare);
  fixture_commit(f);
  assert_str(fixture_found(f, "missed bins"), "a");
  assert_str(fixture_find(f, "missed").hit[0].anchor, "");
  assert_str(fixture_found(f, "skip"), "b");
}

static void
what_customers_also_ask_finds_the_page(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Waste collection");
  struct sp_str asked[2] = {SP_STR("bin men didnt come"), SP_STR("rubbish")};

  page->also_asked.item = asked;
  page->also_asked.count = 2;
  page->head.summary = SP_STR("What to do when a lorry is late");
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(fixture_found(f, "rubbish"), "a");
  assert_str(fixture_found(f, "\"bin men\""), "a");
  assert_str(fixture_found(f, "\"come rubbish\""), "");
  assert_str(fixture_found(f, "lorries"), "a");
}

static void
a_title_counts_once_however_many_sections_follow(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "many", "Garden waste");
  struct sp_results results;

  for (int i = 0; i < 20; i++)
    fixture_text(
        f, fixture_section(f, page, sp_arena_fmt(&f->arena, "s%d", i).ptr),
        "Other matters.");
  fixture_put(f, page);
  fixture_put(f, fixture_page(f, "few", "Garden waste"));
  fixture_commit(f);
  results = fixture_find(f, "garden waste");
  assert_int_equal(results.count, 2);
  /* What else the page says makes its title a smaller part of it. */
  assert_str(results.hit[0].head.id, "few");
  assert_true(results.hit[1].score > results.hit[0].score / 2);
}

static void
a_page_is_listed_once_at_its_best_section(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Waste");
  struct sp_results results;

  fixture_text(f, &page->section[0], "Bins and more bins of every kind.");
  fixture_text(f, fixture_section(f, page, "Fees"), "What bins cost.");
  fixture_text(f, fixture_section(f, page, "Assisted"),
               "Help with bins for the infirm.");
  fixture_put(f, page);
  fixture_commit(f);
  results = fixture_find(f, "bins infirm");
  assert_int_equal(results.count, 1);
  assert_int_equal(results.estimated, 1);
  assert_true(results.exact);
  assert_str(results.hit[0].anchor, "Assisted");
  assert_str(results.hit[0].heading, "Assisted");
  assert_str(fixture_find(f, "fee").hit[0].anchor, "Fees");
}

static void
a_phrase_must_stand_as_it_is_typed(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "title", "Council Tax support");

  fixture_simple(f, "near", "A", "tax that the council asks");
  fixture_simple(f, "body", "B", "pay your council tax here");
  fixture_simple(f, "cut", "C", "the council");
  fixture_text(f, fixture_section(f, page, "tax"), "words");
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(fixture_found(f, "\"pay your council\""), "body");
  assert_int_equal(fixture_find(f, "\"council tax\"").count, 2);
  assert_int_equal(fixture_find(f, "\u201ccouncil tax\u201d").count, 2);
  assert_str(fixture_found(f, "\"tax council\""), "");
  assert_str(fixture_found(f, "\"council taxes\""), "");
  assert_str(fixture_found(f, "near \"the council\" asks"), "near cut");
  assert_str(fixture_found(f, "\"council tax\" \"pay your\""), "body");
  assert_str(fixture_found(f, "\"asks\""), "near");
  assert_str(fixture_found(f, "\"ask\""), "");
}

static void
a_quotation_mark_alone_is_no_phrase(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "six inch pipe");
  fixture_commit(f);
  assert_str(fixture_found(f, "6\" pipe"), "a");
  assert_str(fixture_found(f, "\"unknownword\" pipe \""), "");
  assert_str(fixture_found(f, "\"\" pipe"), "a");
}

static void
signs_of_other_search_engines_are_no_operators(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "alpha beta and not");
  fixture_commit(f);
  assert_str(fixture_found(f, "alpha AND unknownword"), "a");
  assert_str(fixture_found(f, "-alpha"), "a");
  assert_str(fixture_found(f, "alp*"), "");
  assert_str(fixture_found(f, "title:alpha"), "a");
  assert_str(fixture_found(f, "XSwaste Qa Zalpha"), "");
}

static void
the_first_words_are_searched_and_the_rest_is_told(void **state)
{
  struct index_fixture *f = *state;
  struct sp_buf query;

  fixture_simple(f, "a", "A", "alpha");
  fixture_commit(f);
  sp_buf_init(&query, 4096);
  for (int i = 0; i < 31; i++)
    sp_buf_puts(&query, "x ");
  sp_buf_puts(&query, "alpha");
  assert_str(fixture_found(f, query.ptr), "a");
  assert_false(fixture_find(f, query.ptr).truncated);
  sp_buf_puts(&query, " !");
  assert_false(fixture_find(f, query.ptr).truncated);
  sp_buf_puts(&query, " beta");
  assert_true(fixture_find(f, query.ptr).truncated);
  assert_str(fixture_found(f, query.ptr), "a");

  sp_buf_clear(&query);
  for (int i = 0; i < 32; i++)
    sp_buf_puts(&query, "x ");
  sp_buf_puts(&query, "alpha");
  assert_str(fixture_found(f, query.ptr), "");
  assert_true(fixture_find(f, query.ptr).truncated);

  sp_buf_clear(&query);
  sp_buf_puts(&query, "\"");
  for (int i = 0; i < 40; i++)
    sp_buf_puts(&query, "x ");
  sp_buf_puts(&query, "\" alpha");
  assert_true(fixture_find(f, query.ptr).truncated);
  sp_buf_release(&query);
}

static void
a_query_is_cut_at_the_byte_after_its_maximum(void **state)
{
  struct index_fixture *f = *state;
  char query[1200];

  fixture_simple(f, "a", "A", "alpha alphabet");
  fixture_commit(f);
  memset(query, ' ', sizeof(query));
  memcpy(query + SP_QUERY_BYTES_MAX - 5, "alpha", 6);
  assert_str(fixture_found(f, query), "a");
  assert_false(fixture_find(f, query).truncated);

  memcpy(query + SP_QUERY_BYTES_MAX - 5, "alphabet", 9);
  assert_true(fixture_find(f, query).truncated);
  memcpy(query, "beta", 4); /* a word cut in half is not searched */
  assert_str(fixture_found(f, query), "");

  memset(query, ' ', sizeof(query));
  memcpy(query, "alpha", 5);
  query[1100] = '\0';
  assert_false(fixture_find(f, query).truncated);
  memcpy(query + 1000, "beta", 4);
  assert_true(fixture_find(f, query).truncated);

  for (size_t i = 0; i + 1 < sizeof(query); i += 2)
    memcpy(query + i, "\u00e9", 2);
  query[1198] = '\0';
  assert_true(fixture_find(f, query).truncated);
}

static void
no_query_does_harm(void **state)
{
  static const char *const pieces[] = {
      "alpha",        "\"", " ", "beta", "'", "\u201c", "-", "*",
      "\u0301",       "XS", "Z", "\x01", "a", "\u00ad", "(", "OR",
      "\u4e00\u4e01", "the"};
  struct index_fixture *f = *state;
  unsigned seed = 1;

  for (int i = 0; i < 50; i++)
    fixture_simple(f, sp_arena_fmt(&f->arena, "%d", i).ptr, "The title",
                   "alpha beta a the a \u4e00\u4e01");
  fixture_commit(f);
  for (int i = 0; i < 2000; i++) {
    struct sp_buf query;
    struct sp_search search;
    struct sp_results results;
    unsigned length = seed >> 16 & 31;

    sp_buf_init(&query, 4096);
    for (unsigned n = 0; n < length; n++) {
      seed = seed * 1664525u + 1013904223u;
      sp_buf_puts(&query, pieces[(seed >> 8) % SP_ARRAY_LEN(pieces)]);
      if (seed >> 30 == 0)
        sp_buf_putc(&query, ' ');
    }
    seed = seed * 1664525u + 1013904223u;
    search = fixture_query("");
    search.query = sp_buf_str(&query);
    search.count = 3;
    search.facets = seed >> 31;
    results = fixture_search(f, &search);
    for (size_t h = 0; h < results.count; h++) {
      struct sp_str html = results.hit[h].snippet.raw;

      assert_int_equal(sp_utf8_check(html), html.len);
    }
    sp_buf_release(&query);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(every_word_is_optional_and_more_of_them_rank_higher),
      FIXTURE_TEST(a_common_word_alone_makes_no_result_beside_others),
      FIXTURE_TEST(a_query_without_words_gives_nothing),
      FIXTURE_TEST(a_query_that_is_no_text_is_refused),
      FIXTURE_TEST(case_endings_and_apostrophes_do_not_matter),
      FIXTURE_TEST(words_that_only_look_alike_are_kept_apart),
      FIXTURE_TEST(text_in_other_languages_is_found_as_it_is_written),
      FIXTURE_TEST(a_title_finds_a_page_without_text),
      FIXTURE_TEST(what_customers_also_ask_finds_the_page),
      FIXTURE_TEST(a_title_counts_once_however_many_sections_follow),
      FIXTURE_TEST(a_page_is_listed_once_at_its_best_section),
      FIXTURE_TEST(a_phrase_must_stand_as_it_is_typed),
      FIXTURE_TEST(a_quotation_mark_alone_is_no_phrase),
      FIXTURE_TEST(signs_of_other_search_engines_are_no_operators),
      FIXTURE_TEST(the_first_words_are_searched_and_the_rest_is_told),
      FIXTURE_TEST(a_query_is_cut_at_the_byte_after_its_maximum),
      FIXTURE_TEST(no_query_does_harm),
  };
  return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
