/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: what is found, for whom, in which order, and how it is shown. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include "lib/text.h"

static struct sp_str
found_by(struct index_fixture *f, const char *query, unsigned level,
         sp_instant now)
{
  struct sp_search search = fixture_query(query);
  struct sp_results results;

  search.viewer.level = level;
  search.viewer.now = now;
  results = fixture_search(f, &search);
  assert_true(results.exact);
  assert_int_equal(results.estimated, results.count);
  return fixture_ids(f, &results);
}

static struct sp_str
snippet(struct index_fixture *f, const char *query)
{
  struct sp_results results = fixture_find(f, query);

  assert_true(results.count > 0);
  return results.hit[0].snippet.raw;
}

/* ---- what is found ---- */

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
a_title_weighs_the_same_however_many_sections_follow(void **state)
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
  assert_true(results.hit[0].score - results.hit[1].score < 1e-9);
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

/* ---- for whom, and when ---- */

static void
text_above_the_level_is_not_found_counted_or_shown(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Refunds");
  struct sp_page_section *section;
  struct sp_segment *segment;
  struct sp_results results;
  struct sp_search search = fixture_query("refund waive");

  section = fixture_section(f, page, "Amounts");
  fixture_text(f, section, "A refund is paid by post.");
  segment = fixture_text(f, section, "You may waive the refund fee.");
  segment->level_min = 3;
  segment = fixture_text(f, section, "Hand over to a senior.");
  segment->level_max = 2;
  section = fixture_section(f, page, "Seniors");
  section->level_min = 4;
  fixture_text(f, section, "Canary of the fourth level.");
  fixture_put(f, page);
  page = fixture_page(f, "b", "Waiver register");
  page->head.level = 3;
  fixture_text(f, &page->section[0], "Every waive is written down.");
  fixture_put(f, page);
  fixture_commit(f);

  assert_str(found_by(f, "waive", 1, 0), "");
  assert_str(found_by(f, "waive", 2, 0), "");
  assert_int_equal(found_by(f, "waive", 3, 0).len, 3);
  assert_str(found_by(f, "senior", 1, 0), "a");
  assert_str(found_by(f, "senior", 3, 0), "");
  assert_str(found_by(f, "seniors canary", 3, 0), "");
  assert_str(found_by(f, "seniors canary", 4, 0), "a");
  assert_str(found_by(f, "register", 2, 0), "");
  assert_str(found_by(f, "canary", 0, 0), ""); /* no level is the lowest */
  assert_str(found_by(f, "canary", 9, 0), "");

  search.facets = true;
  results = fixture_search(f, &search);
  assert_int_equal(results.count, 1);
  assert_int_equal(results.service[0].count, 1);
  assert_null(memmem(results.hit[0].snippet.raw.ptr,
                     results.hit[0].snippet.raw.len, "waive", 5));
}

static void
numbers_of_results_do_not_tell_of_hidden_text(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("alpha canary");
  struct sp_results with, without;
  struct sp_err err;

  for (int i = 0; i < 300; i++) {
    struct sp_page *page =
        fixture_page(f, sp_arena_fmt(&f->arena, "p%03d", i).ptr, "Title");

    fixture_text(f, &page->section[0], i % 3 ? "beta" : "alpha");
    fixture_put(f, page);
  }
  fixture_commit(f);
  without = fixture_search(f, &search);
  for (int i = 0; i < 300; i++) {
    struct sp_page *page =
        fixture_page(f, sp_arena_fmt(&f->arena, "h%03d", i).ptr, "Title");

    page->head.level = 2;
    fixture_text(f, &page->section[0], "canary alpha canary");
    OK(sp_writer_put(f->writer, page, &err));
  }
  fixture_commit(f);
  with = fixture_search(f, &search);
  assert_int_equal(without.estimated, 100);
  assert_int_equal(with.estimated, 100);
  assert_true(with.exact);
}

static void
text_is_found_from_its_first_moment_until_its_last(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Fees");
  struct sp_segment *segment;

  segment = fixture_text(f, &page->section[0], "It costs fifty pounds.");
  segment->from = 2000;
  segment = fixture_text(f, &page->section[0], "It costs forty pounds.");
  segment->until = 2000;
  fixture_put(f, page);
  page = fixture_page(f, "n", "Notice of a flood");
  page->head.from = -100;
  page->head.until = 3000;
  fixture_text(f, &page->section[0], "Stay away.");
  fixture_put(f, page);
  page = fixture_page(f, "never", "Never");
  page->head.from = 3000;
  page->head.until = 3000;
  fixture_text(f, &page->section[0], "Neverland.");
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(found_by(f, "forty", 1, 1999), "a");
  assert_str(found_by(f, "forty", 1, 2000), "");
  assert_str(found_by(f, "fifty", 1, 1999), "");
  assert_str(found_by(f, "fifty", 1, 2000), "a");
  assert_str(found_by(f, "fees", 1, INT64_MAX - 1), "a");
  assert_str(found_by(f, "flood", 1, -101), "");
  assert_str(found_by(f, "flood", 1, -100), "n");
  assert_str(found_by(f, "flood away", 1, 2999), "n");
  assert_str(found_by(f, "flood away", 1, 3000), "");
  assert_str(found_by(f, "neverland never", 1, 3000), "");
}

static void
a_page_shows_only_what_the_viewer_may_see(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Fees"), *seen;
  struct sp_viewer viewer = {1, 1500};
  struct sp_err err;

  fixture_text(f, &page->section[0], "past")->until = 1500;
  fixture_text(f, &page->section[0], "now");
  fixture_text(f, &page->section[0], "later")->from = 2000;
  fixture_text(f, &page->section[0], "senior")->level_min = 2;
  fixture_section(f, page, "Seniors")->level_min = 2;
  page->head.until = 9000;
  fixture_put(f, page);
  fixture_commit(f);

  OK(sp_reader_page(f->reader, SP_STR("a"), &viewer, &f->arena, &seen, &err));
  assert_int_equal(seen->sections, 1);
  assert_int_equal(seen->section[0].segments, 2);
  assert_str(seen->section[0].segment[0].html.raw, "now");
  assert_str(seen->section[0].segment[1].html.raw, "later");
  assert_int_equal(sp_page_boundary(seen, 1500), 2000);
  viewer.level = 4;
  OK(sp_reader_page(f->reader, SP_STR("a"), &viewer, &f->arena, &seen, &err));
  assert_int_equal(seen->sections, 2);
  viewer.now = 9000;
  assert_int_equal(
      sp_reader_page(f->reader, SP_STR("a"), &viewer, &f->arena, &seen, &err),
      SP_E_NOTFOUND);
}

/* ---- lists, filters, facets ---- */

static void
put_kind(struct index_fixture *f, const char *id, const char *title,
         const char *service, enum sp_doc_type type, unsigned level)
{
  struct sp_page *page = fixture_page(f, id, title);

  page->head.service = sp_str(service);
  page->head.type = type;
  page->head.level = level;
  fixture_text(f, &page->section[0], "alpha");
  fixture_text(f, fixture_section(f, page, "H"), "alpha again");
  fixture_put(f, page);
}

static struct sp_str
listed(struct index_fixture *f, const char *service, const char *type,
       unsigned level, sp_instant now)
{
  struct sp_list_filter filter = {sp_str(service), sp_str(type)};
  struct sp_viewer viewer = {level, now};
  struct sp_str ids = SP_STR("");
  struct sp_page_head *heads;
  struct sp_err err;
  size_t count;

  OK(sp_reader_list(f->reader, &filter, &viewer, &f->arena, &heads, &count,
                    &err));
  for (size_t i = 0; i < count; i++)
    ids =
        sp_arena_fmt(&f->arena, "%.*s%.*s;", SP_FMT(ids), SP_FMT(heads[i].id));
  return ids;
}

static void
put_kinds(struct index_fixture *f)
{
  struct sp_page *page = fixture_page(f, "timed", "zz");

  put_kind(f, "w/1", "banana", "waste", SP_DOC_GUIDE, 1);
  put_kind(f, "t/1", "Apple", "tax", SP_DOC_FAQ, 1);
  put_kind(f, "w/2", "cherry", "waste", SP_DOC_FAQ, 1);
  put_kind(f, "w/3", "Banana", "waste", SP_DOC_SCRIPT, 3);
  put_kind(f, "w/4", "\u00c9clair", "", SP_DOC_GUIDE, 1);
  page->head.from = 2000;
  fixture_put(f, page);
  fixture_commit(f);
}

static void
a_list_is_by_title_and_has_what_the_viewer_may_see(void **state)
{
  struct index_fixture *f = *state;

  put_kinds(f);
  assert_str(listed(f, "", "", 1, 1000), "t/1;w/1;w/2;w/4;");
  assert_str(listed(f, "", "", 3, 2000), "t/1;w/1;w/3;w/2;timed;w/4;");
  assert_str(listed(f, "waste", "", 1, 1000), "w/1;w/2;");
  assert_str(listed(f, "waste", "faq", 1, 1000), "w/2;");
  assert_str(listed(f, "", "faq", 1, 1000), "t/1;w/2;");
  assert_str(listed(f, "nonesuch", "", 1, 1000), "");
  assert_str(listed(f, "", "nonesuch", 1, 1000), "");
}

static void
facets_count_pages_the_viewer_may_see(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("alpha");
  struct sp_results results;

  put_kinds(f);
  search.facets = true;
  results = fixture_search(f, &search);
  assert_int_equal(results.count, 4);
  assert_int_equal(results.services, 2);
  assert_str(results.service[0].value, "waste");
  assert_int_equal(results.service[0].count, 2);
  assert_str(results.service[1].value, "tax");
  assert_int_equal(results.types, 2);
  assert_str(results.type[0].value, "faq");
  assert_int_equal(results.type[0].count, 2);
  assert_str(results.type[1].value, "guide");
  search.facets = false;
  results = fixture_search(f, &search);
  assert_int_equal(results.services, 0);
  assert_null(results.service);
}

static void
filters_narrow_without_changing_the_order(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("alpha banana");
  struct sp_results results;

  put_kinds(f);
  search.service = SP_STR("waste");
  results = fixture_search(f, &search);
  assert_str(fixture_ids(f, &results), "w/1 w/2");
  assert_int_equal(results.estimated, 2);
  search.type = SP_STR("faq");
  results = fixture_search(f, &search);
  assert_str(fixture_ids(f, &results), "w/2");
  search.service = SP_STR("a service whose name is \xFF no text at all");
  results = fixture_search(f, &search);
  assert_int_equal(results.count, 0);
}

static void
an_area_leaves_out_what_is_for_other_areas_only(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("alpha");
  struct sp_page_fact areas = {SP_STR("areas"),
                               SP_STR("Northmarsh; Upper St. Ives")};
  struct sp_page *page = fixture_page(f, "n", "North alpha");
  struct sp_results results;

  page->fact = &areas;
  page->facts = 1;
  fixture_put(f, page);
  fixture_simple(f, "all", "T", "alpha");
  fixture_commit(f);
  search.area = SP_STR("northmarsh");
  assert_int_equal(fixture_search(f, &search).count, 2);
  search.area = SP_STR("upper st ives");
  assert_int_equal(fixture_search(f, &search).count, 2);
  search.area = SP_STR("Southmarsh");
  results = fixture_search(f, &search);
  assert_str(fixture_ids(f, &results), "all");
}

static void
pages_of_results_follow_one_another_and_end(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("alpha");
  struct sp_results results;
  char seen[250] = {0};

  for (int i = 0; i < 250; i++)
    fixture_simple(f, sp_arena_fmt(&f->arena, "%03d", i).ptr, "T",
                   "alpha of the same kind");
  fixture_commit(f);
  search.count = 1000; /* more than is given at once */
  for (search.first = 0; search.first < 250; search.first += 100) {
    results = fixture_search(f, &search);
    assert_int_equal(results.count, search.first < 200 ? 100 : 50);
    for (size_t i = 0; i < results.count; i++)
      seen[atoi(results.hit[i].head.id.ptr)]++;
  }
  for (int i = 0; i < 250; i++)
    assert_int_equal(seen[i], 1);
  search.first = 300;
  results = fixture_search(f, &search);
  assert_int_equal(results.count, 0);
  assert_int_equal(results.estimated, 250);
  search.first = SIZE_MAX;
  search.count = SIZE_MAX;
  assert_int_equal(fixture_search(f, &search).count, 0);
}

static void
an_estimate_is_no_more_than_the_pages_there_are(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("alpha beta");
  struct sp_results results;
  size_t sum = 0;

  for (int i = 0; i < 400; i++) {
    struct sp_page *page =
        fixture_page(f, sp_arena_fmt(&f->arena, "%03d", i).ptr, "T");

    page->head.service = i % 4 ? SP_STR("waste") : SP_STR("tax");
    for (int n = 0; n < 6; n++)
      fixture_text(f, fixture_section(f, page, "H"),
                   i % 2 ? "alpha words" : "alpha alpha beta");
    fixture_put(f, page);
  }
  fixture_commit(f);
  results = fixture_search(f, &search);
  assert_true(results.estimated <= 400);
  assert_true(results.estimated >= 10);
  search.facets = true;
  results = fixture_search(f, &search);
  assert_true(results.estimated <= 400);
  for (size_t i = 0; i < results.services; i++)
    sum += results.service[i].count;
  assert_true(sum <= 410 && sum >= 100);
  assert_str(results.service[0].value, "waste");
}

/* ---- limits ---- */

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

/* ---- snippets ---- */

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
      FIXTURE_TEST(every_word_is_optional_and_more_of_them_rank_higher),
      FIXTURE_TEST(a_common_word_alone_makes_no_result_beside_others),
      FIXTURE_TEST(a_query_without_words_gives_nothing),
      FIXTURE_TEST(a_query_that_is_no_text_is_refused),
      FIXTURE_TEST(case_endings_and_apostrophes_do_not_matter),
      FIXTURE_TEST(words_that_only_look_alike_are_kept_apart),
      FIXTURE_TEST(text_in_other_languages_is_found_as_it_is_written),
      FIXTURE_TEST(a_title_finds_a_page_without_text),
      FIXTURE_TEST(what_customers_also_ask_finds_the_page),
      FIXTURE_TEST(a_title_weighs_the_same_however_many_sections_follow),
      FIXTURE_TEST(a_page_is_listed_once_at_its_best_section),
      FIXTURE_TEST(a_phrase_must_stand_as_it_is_typed),
      FIXTURE_TEST(a_quotation_mark_alone_is_no_phrase),
      FIXTURE_TEST(signs_of_other_search_engines_are_no_operators),
      FIXTURE_TEST(text_above_the_level_is_not_found_counted_or_shown),
      FIXTURE_TEST(numbers_of_results_do_not_tell_of_hidden_text),
      FIXTURE_TEST(text_is_found_from_its_first_moment_until_its_last),
      FIXTURE_TEST(a_page_shows_only_what_the_viewer_may_see),
      FIXTURE_TEST(a_list_is_by_title_and_has_what_the_viewer_may_see),
      FIXTURE_TEST(facets_count_pages_the_viewer_may_see),
      FIXTURE_TEST(filters_narrow_without_changing_the_order),
      FIXTURE_TEST(an_area_leaves_out_what_is_for_other_areas_only),
      FIXTURE_TEST(pages_of_results_follow_one_another_and_end),
      FIXTURE_TEST(an_estimate_is_no_more_than_the_pages_there_are),
      FIXTURE_TEST(the_first_words_are_searched_and_the_rest_is_told),
      FIXTURE_TEST(a_query_is_cut_at_the_byte_after_its_maximum),
      FIXTURE_TEST(no_query_does_harm),
      FIXTURE_TEST(a_snippet_marks_the_words_and_escapes_the_rest),
      FIXTURE_TEST(common_words_are_marked_only_when_there_are_no_others),
      FIXTURE_TEST(a_snippet_is_the_piece_with_most_of_the_words),
      FIXTURE_TEST(a_snippet_without_spaces_is_cut_between_characters),
      FIXTURE_TEST(a_match_in_the_title_alone_shows_the_summary),
      FIXTURE_TEST(words_in_a_page_of_another_language_are_marked_as_written),
  };
  return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
