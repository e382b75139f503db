/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: the contact that the first result names stands third. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#define TEAM "<a class=\"govuk-link\" href=\"/contacts/team\">Team</a>"

/* A page that is found by "bin", the better the lower its number. */
static struct sp_page *
page_of_rank(struct index_fixture *f, unsigned rank)
{
  struct sp_page *page =
      fixture_page(f, sp_arena_fmt(&f->arena, "p%02u", rank).ptr, "Page");
  struct sp_buf text;

  sp_buf_init(&text, 4096);
  sp_buf_puts(&text, "bin");
  for (unsigned i = 0; i < 2 * rank; i++)
    sp_buf_fmt(&text, " filler%u", i);
  fixture_text(f, &page->section[0],
               sp_arena_fmt(&f->arena, "%.*s", SP_FMT(sp_buf_str(&text))).ptr);
  sp_buf_release(&text);
  return page;
}

static struct sp_segment *
name_in(struct sp_page *page, const char *html)
{
  struct sp_segment *segment = &page->section[0].segment[0];

  segment->html.raw = sp_str(html);
  return segment;
}

static struct sp_page *
contact(struct index_fixture *f, const char *text)
{
  struct sp_page *page = fixture_page(f, "contacts/team", "Team");

  page->head.type = SP_DOC_CONTACT;
  page->head.service = SP_STR("other");
  fixture_text(f, &page->section[0], text);
  return page;
}

/* `count` pages in the order of their numbers; the first names the contact. */
static void
put_pages(struct index_fixture *f, unsigned count)
{
  for (unsigned i = 0; i < count; i++) {
    struct sp_page *page = page_of_rank(f, i);

    if (i == 0)
      (void)name_in(page, "<p>" TEAM "</p>");
    fixture_put(f, page);
  }
}

static void
the_contact_that_the_first_names_is_third(void **state)
{
  struct index_fixture *f = *state;
  struct sp_results results;

  put_pages(f, 4);
  fixture_put(f, contact(f, "Ring us."));
  fixture_commit(f);
  results = fixture_find(f, "bin");
  assert_str(fixture_ids(f, &results), "p00 p01 contacts/team p02 p03");
  assert_int_equal(results.estimated, 5);
  assert_true(results.hit[2].is_named);
  assert_true(results.hit[2].score == 0);
  assert_false(results.hit[3].is_named);
}

static void
it_is_last_of_fewer(void **state)
{
  struct index_fixture *f = *state;

  put_pages(f, 1);
  fixture_put(f, contact(f, "Ring us."));
  fixture_commit(f);
  assert_str(fixture_found(f, "bin"), "p00 contacts/team");
  assert_str(fixture_found(f, "nowhere"), "");
}

static void
it_moves_up_from_behind_and_never_down(void **state)
{
  struct index_fixture *f = *state;
  struct sp_results results;

  put_pages(f, 6);
  fixture_put(f, contact(f, "Of a bin we know much, and we like to be rung "
                            "about it, at any hour, by anybody at all."));
  fixture_commit(f);
  results = fixture_find(f, "bin");
  assert_int_equal(results.count, 7);
  assert_int_equal(results.estimated, 7);
  assert_str(results.hit[2].head.id, "contacts/team");
  assert_true(results.hit[2].score > 0);

  fixture_put(f, contact(f, "bin bin bin"));
  fixture_commit(f);
  assert_str(fixture_find(f, "bin").hit[0].head.id, "contacts/team");
}

/* The ranking in pieces of `step`. */
static struct sp_str
in_pieces(struct index_fixture *f, size_t step, size_t all)
{
  struct sp_search search = fixture_query("bin");
  struct sp_str ids = SP_STR("");

  search.count = step;
  for (; search.first < all; search.first += step) {
    struct sp_results results = fixture_search(f, &search);

    assert_true(results.count <= step);
    ids = sp_arena_fmt(&f->arena, "%.*s%s%.*s", SP_FMT(ids),
                       ids.len && results.count ? " " : "",
                       SP_FMT(fixture_ids(f, &results)));
  }
  return ids;
}

static void
check_pieces(struct index_fixture *f)
{
  struct sp_str whole = in_pieces(f, 100, 100);

  for (size_t step = 1; step < 40; step++) {
    struct sp_str pieces = in_pieces(f, step, 100);

    assert_str(pieces, sp_arena_fmt(&f->arena, "%.*s", SP_FMT(whole)).ptr);
  }
}

static void
every_way_to_cut_the_ranking_cuts_the_same_one(void **state)
{
  struct index_fixture *f = *state;

  put_pages(f, 35);
  fixture_put(f, contact(f, "Ring us."));
  fixture_commit(f);
  check_pieces(f);
  /* Far behind, but found by the word too. */
  fixture_put(f, contact(f, "bin a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 "
                            "b7 b8 b9 c1 c2 c3 c4 c5 c6 c7 c8 c9 d1 d2 d3 d4"));
  fixture_commit(f);
  check_pieces(f);
}

static void
nobody_is_named_to_whom_they_are_not_shown(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = contact(f, "Ring us.");
  struct sp_search search = fixture_query("bin");
  struct sp_results results;

  put_pages(f, 3);
  page->head.level = 3;
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(fixture_found(f, "bin"), "p00 p01 p02");
  search.viewer.level = 3;
  results = fixture_search(f, &search);
  assert_str(fixture_ids(f, &results), "p00 p01 contacts/team p02");

  page->head.level = 1;
  page->head.until = 900;
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(fixture_found(f, "bin"), "p00 p01 p02");
}

static void
a_link_that_the_viewer_does_not_see_names_nobody(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = page_of_rank(f, 0);
  struct sp_segment *segment =
      fixture_text(f, &page->section[0], "For seniors.");

  segment->html.raw = sp_str(TEAM);
  segment->level_min = 3;
  fixture_put(f, page);
  fixture_put(f, contact(f, "Ring us."));
  fixture_commit(f);
  assert_str(fixture_found(f, "bin"), "p00");
}

static void
filters_and_phrases_hold_for_it(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("bin");
  struct sp_results results;

  put_pages(f, 3);
  fixture_put(f, contact(f, "Ring us."));
  fixture_commit(f);
  search.service = SP_STR("waste");
  results = fixture_search(f, &search);
  assert_str(fixture_ids(f, &results), "p00 p01 p02");
  assert_str(fixture_found(f, "\"bin\""), "p00 p01 p02");
}

static void
the_most_named_counts_and_only_contacts(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = page_of_rank(f, 0);

  (void)name_in(page, "<a href=\"/contacts/other\">A</a>" TEAM TEAM
                      "<a href=\"/contacts/other");
  fixture_put(f, page);
  fixture_put(f, contact(f, "Ring us."));
  page = fixture_page(f, "contacts/other", "Other");
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(fixture_found(f, "bin"), "p00 contacts/team");

  page = page_of_rank(f, 0);
  (void)name_in(page, "<a href=\"/contacts/other#a\">A</a>");
  fixture_put(f, page);
  fixture_commit(f);
  assert_str(fixture_found(f, "bin"), "p00"); /* it is a guide */
}

static void
without_snippets_there_are_none(void **state)
{
  struct index_fixture *f = *state;
  struct sp_search search = fixture_query("bin");
  struct sp_results results;

  put_pages(f, 1);
  fixture_commit(f);
  search.no_snippets = true;
  results = fixture_search(f, &search);
  assert_str(results.hit[0].snippet.raw, "");
  assert_str(results.hit[0].head.id, "p00");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(the_contact_that_the_first_names_is_third),
      FIXTURE_TEST(it_is_last_of_fewer),
      FIXTURE_TEST(it_moves_up_from_behind_and_never_down),
      FIXTURE_TEST(every_way_to_cut_the_ranking_cuts_the_same_one),
      FIXTURE_TEST(nobody_is_named_to_whom_they_are_not_shown),
      FIXTURE_TEST(a_link_that_the_viewer_does_not_see_names_nobody),
      FIXTURE_TEST(filters_and_phrases_hold_for_it),
      FIXTURE_TEST(the_most_named_counts_and_only_contacts),
      FIXTURE_TEST(without_snippets_there_are_none),
  };
  return cmocka_run_group_tests_name("search places", tests, NULL, NULL);
}
