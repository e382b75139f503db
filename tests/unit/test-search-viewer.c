/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching and listing: for whom, of what kind, and how many. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

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
  assert_int_equal(results.facet[SP_FACET_SERVICE].item[0].count, 1);
  assert_null(memmem(results.hit[0].snippet.raw.ptr,
                     results.hit[0].snippet.raw.len, "waive", 5));
}

static void
an_overdue_page_stands_behind_one_that_is_as_good(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page;
  sp_instant new_year = 1798761600; /* 2027 */

  /* Of equal pages the first comes first. */
  for (int i = 0; i < 3; i++) {
    page = fixture_page(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "Skips");
    page->head.review_by = i ? SP_STR("2027-06-30") : SP_STR("2026-12-31");
    fixture_text(f, &page->section[0], "A permit for a skip.");
    fixture_put(f, page);
  }
  page = fixture_page(f, "q", "Other things");
  fixture_text(f, &page->section[0],
               "Long text about all sorts of things and a skip among them.");
  fixture_put(f, page);
  fixture_commit(f);

  assert_str(found_by(f, "skip permit", 1, new_year - 1), "p0 p1 p2 q");
  assert_str(found_by(f, "skip permit", 1, new_year), "p1 p2 p0 q");
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
  assert_int_equal(results.facet[SP_FACET_SERVICE].count, 2);
  assert_str(results.facet[SP_FACET_SERVICE].item[0].value, "waste");
  assert_int_equal(results.facet[SP_FACET_SERVICE].item[0].count, 2);
  assert_str(results.facet[SP_FACET_SERVICE].item[1].value, "tax");
  assert_int_equal(results.facet[SP_FACET_TYPE].count, 2);
  assert_str(results.facet[SP_FACET_TYPE].item[0].value, "faq");
  assert_int_equal(results.facet[SP_FACET_TYPE].item[0].count, 2);
  assert_str(results.facet[SP_FACET_TYPE].item[1].value, "guide");
  search.facets = false;
  results = fixture_search(f, &search);
  assert_int_equal(results.facet[SP_FACET_SERVICE].count, 0);
  assert_null(results.facet[SP_FACET_SERVICE].item);
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
  for (size_t i = 0; i < results.facet[SP_FACET_SERVICE].count; i++)
    sum += results.facet[SP_FACET_SERVICE].item[i].count;
  assert_true(sum <= 410 && sum >= 100);
  assert_str(results.facet[SP_FACET_SERVICE].item[0].value, "waste");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(text_above_the_level_is_not_found_counted_or_shown),
      FIXTURE_TEST(an_overdue_page_stands_behind_one_that_is_as_good),
      FIXTURE_TEST(numbers_of_results_do_not_tell_of_hidden_text),
      FIXTURE_TEST(text_is_found_from_its_first_moment_until_its_last),
      FIXTURE_TEST(a_page_shows_only_what_the_viewer_may_see),
      FIXTURE_TEST(a_list_is_by_title_and_has_what_the_viewer_may_see),
      FIXTURE_TEST(facets_count_pages_the_viewer_may_see),
      FIXTURE_TEST(filters_narrow_without_changing_the_order),
      FIXTURE_TEST(an_area_leaves_out_what_is_for_other_areas_only),
      FIXTURE_TEST(pages_of_results_follow_one_another_and_end),
      FIXTURE_TEST(an_estimate_is_no_more_than_the_pages_there_are),
  };
  return cmocka_run_group_tests_name("search viewer", tests, NULL, NULL);
}
