/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: pages that the site pinned to a search. */
#define _GNU_SOURCE
#include "tests/unit/lexicon_fixture.h"

static void
put_bins(struct lexicon_fixture *f)
{
  fixture_simple(&f->index, "a", "Bin", "bin bin bin");
  fixture_simple(&f->index, "b", "Bin days", "about a bin");
  fixture_simple(&f->index, "c", "Waste", "other words and a bin somewhere");
  fixture_simple(&f->index, "far", "Parking", "a permit");
}

static void
a_best_pin_stands_first_though_nothing_matches(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results results;

  put_bins(f);
  lexicon_pin(f, "bin", "far");
  lexicon_commit(f);
  results = lexicon_find(f, "bin");
  assert_str(fixture_ids(&f->index, &results), "far a b c");
  assert_int_equal(results.hit[0].pinned, SP_PINNED_BEST);
  assert_str(results.hit[0].pin_owner, "Head of waste");
  assert_str(results.hit[0].pin_reason, "Busy");
  assert_int_equal(results.hit[1].pinned, SP_PINNED_NOT);
  assert_int_equal(results.estimated, 4);
  assert_true(results.hit[0].score > -1e-6 && results.hit[0].score < 1e-6);
}

static void
a_worst_pin_stands_last_and_a_page_that_does_not_match_is_not_brought(
    void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results results;

  put_bins(f);
  lexicon_pin(f, "bin", "a")->is_worst = true;
  lexicon_pin(f, "bin", "far")->is_worst = true;
  lexicon_commit(f);
  results = lexicon_find(f, "bin");
  assert_str(fixture_ids(&f->index, &results), "b c a");
  assert_int_equal(results.hit[2].pinned, SP_PINNED_WORST);
}

static void
a_pin_is_for_its_search_alone_in_any_form_of_its_words(void **state)
{
  struct lexicon_fixture *f = *state;

  put_bins(f);
  lexicon_pin(f, "bin days", "far");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "bin"), "a b c");
  assert_str(lexicon_found(f, "Bins day!"), "far b a c");
  assert_str(lexicon_found(f, "days bin"), "b a c");
  assert_int_equal(lexicon_find(f, "bin days permit").hit[0].pinned,
                   SP_PINNED_NOT);
}

static void
a_slip_has_the_pins_of_what_was_meant(void **state)
{
  struct lexicon_fixture *f = *state;

  put_bins(f);
  lexicon_pin(f, "parking permit", "b");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "parkign permitt"), "b far");
}

static void
scores_are_as_they_are_without_pins(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results plain, pinned;

  put_bins(f);
  lexicon_commit(f);
  plain = lexicon_find(f, "bin");
  lexicon_pin(f, "bin", "c");
  lexicon_pin(f, "bin", "b");
  lexicon_pin(f, "bins", "b"); /* the same search once more */
  lexicon_pin(f, "bin", "a")->is_worst = true;
  lexicon_pin(f, "bin", "c")->is_worst = true; /* two minds: the best counts */
  lexicon_commit(f);
  pinned = lexicon_find(f, "bin");
  assert_str(fixture_ids(&f->index, &pinned), "c b a");
  for (size_t i = 0; i < 3; i++)
    assert_float_equal(pinned.hit[i].score, plain.hit[2 - i].score, 1e-6);
  assert_int_equal(pinned.hit[0].pinned, SP_PINNED_BEST);
}

static void
any_number_of_pins_stand_as_they_are_written(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_search search;
  struct sp_results results;

  put_bins(f);
  for (int i = 0; i < 300; i++) {
    const char *id = sp_arena_fmt(&f->index.arena, "p%03d", i).ptr;

    if (i < 60)
      fixture_simple(&f->index, id, "Other", "words");
    lexicon_pin(f, "bin", id);
  }
  lexicon_pin(f, "bin", "b")->is_worst = true;
  lexicon_commit(f);
  search = lexicon_query(f, "bin");
  search.count = 100;
  results = fixture_search(&f->index, &search);
  assert_int_equal(results.count, 63);
  for (int i = 0; i < 60; i++)
    assert_str(results.hit[i].head.id,
               sp_arena_fmt(&f->index.arena, "p%03d", i).ptr);
  assert_str(results.hit[60].head.id, "a");
  assert_str(results.hit[62].head.id, "b");
}

static void
a_pin_shows_nobody_what_is_not_for_them(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_page *page = fixture_page(&f->index, "secret", "Secret");
  struct sp_search search;
  struct sp_results results;

  put_bins(f);
  page->head.level = 3;
  fixture_put(&f->index, page);
  page = fixture_page(&f->index, "ended", "Ended");
  page->head.until = 500;
  fixture_put(&f->index, page);
  page = fixture_page(&f->index, "coming", "Coming");
  page->head.from = 2000;
  fixture_put(&f->index, page);
  lexicon_pin(f, "bin", "secret");
  lexicon_pin(f, "bin", "ended");
  lexicon_pin(f, "bin", "coming");
  lexicon_pin(f, "bin", "nonesuch");
  lexicon_commit(f);
  results = lexicon_find(f, "bin");
  assert_str(fixture_ids(&f->index, &results), "a b c");
  assert_int_equal(results.estimated, 3);
  search = lexicon_query(f, "bin");
  search.viewer.level = 3;
  search.viewer.now = 2000;
  results = fixture_search(&f->index, &search);
  assert_str(fixture_ids(&f->index, &results), "secret coming a b c");
}

static void
filters_hold_for_pins(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_page *page = fixture_page(&f->index, "tax", "Tax");
  struct sp_search search;
  struct sp_results results;

  put_bins(f);
  page->head.service = SP_STR("tax");
  fixture_put(&f->index, page);
  lexicon_pin(f, "bin", "tax");
  lexicon_commit(f);
  search = lexicon_query(f, "bin");
  search.service = SP_STR("waste");
  results = fixture_search(&f->index, &search);
  assert_str(fixture_ids(&f->index, &results), "a b c");
  search.service = SP_STR("tax");
  results = fixture_search(&f->index, &search);
  assert_str(fixture_ids(&f->index, &results), "tax");
}

static void
a_pin_does_nothing_before_and_after_its_time(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_pin *pin;
  struct sp_search search;

  put_bins(f);
  pin = lexicon_pin(f, "bin", "far");
  pin->from = 100;
  pin->until = 200;
  lexicon_commit(f);
  search = lexicon_query(f, "bin");
  for (sp_instant now = 99; now <= 200; now += now == 100 ? 99 : 1) {
    search.viewer.now = now;
    assert_int_equal(fixture_search(&f->index, &search).count,
                     now >= 100 && now < 200 ? 4 : 3);
  }
}

static void
pages_of_results_go_on_where_the_pins_end(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_search search;
  struct sp_str ids = SP_STR("");

  put_bins(f);
  lexicon_pin(f, "bin", "far");
  lexicon_pin(f, "bin", "c");
  lexicon_pin(f, "bin", "a")->is_worst = true;
  lexicon_commit(f);
  search = lexicon_query(f, "bin");
  search.count = 1;
  for (search.first = 0; search.first < 5; search.first++) {
    struct sp_results results = fixture_search(&f->index, &search);

    ids = sp_arena_fmt(&f->index.arena, "%.*s %.*s", SP_FMT(ids),
                       SP_FMT(fixture_ids(&f->index, &results)));
  }
  assert_str(ids, " far c b a ");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      LEXICON_TEST(a_best_pin_stands_first_though_nothing_matches),
      LEXICON_TEST(
          a_worst_pin_stands_last_and_a_page_that_does_not_match_is_not_brought),
      LEXICON_TEST(a_pin_is_for_its_search_alone_in_any_form_of_its_words),
      LEXICON_TEST(a_slip_has_the_pins_of_what_was_meant),
      LEXICON_TEST(scores_are_as_they_are_without_pins),
      LEXICON_TEST(any_number_of_pins_stand_as_they_are_written),
      LEXICON_TEST(a_pin_shows_nobody_what_is_not_for_them),
      LEXICON_TEST(filters_hold_for_pins),
      LEXICON_TEST(a_pin_does_nothing_before_and_after_its_time),
      LEXICON_TEST(pages_of_results_go_on_where_the_pins_end),
  };
  return cmocka_run_group_tests_name("search pins", tests, NULL, NULL);
}
