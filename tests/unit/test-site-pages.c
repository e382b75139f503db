/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include "searchd/site_pages.h"
#include "searchd/site_state.h"

#define NOW ((sp_instant)1000)

static struct sp_site_pages
read_pages(struct index_fixture *f, unsigned level, const char *safeguarding)
{
  struct sp_list_filter all = {{"", 0}, {"", 0}};
  struct sp_viewer viewer = {level, NOW};
  struct sp_site site = {.safeguarding = sp_str(safeguarding)};
  struct sp_site_pages pages;
  struct sp_page_head *head;
  struct sp_err err;
  size_t heads;

  OK(sp_reader_list_coming(f->reader, &all, &viewer, &f->arena, &head, &heads,
                           &err));
  OK(sp_site_pages_read(f->reader, level, NOW, &site, head, heads, &f->arena,
                        &pages, &err));
  return pages;
}

static struct sp_page *
contact(struct index_fixture *f, const char *id, const char *fact)
{
  struct sp_page *page = fixture_page(f, id, id);

  page->head.type = SP_DOC_CONTACT;
  if (fact != NULL) {
    page->fact = sp_arena_new(&f->arena, struct sp_page_fact);
    page->fact->name = sp_str(fact);
    page->fact->value = SP_STR("01632 960000");
    page->facts = 1;
  }
  return page;
}

static void
put_notice(struct index_fixture *f, const char *id, sp_instant from,
           sp_instant until)
{
  struct sp_page *page = fixture_page(f, id, id);

  page->head.type = SP_DOC_NOTICE;
  page->head.from = from;
  page->head.until = until;
  fixture_put(f, page);
}

static void
notices_are_those_that_are_live_or_still_to_come(void **state)
{
  struct index_fixture *f = *state;
  struct sp_site_pages pages;

  put_notice(f, "a-live", SP_ALWAYS_FROM, NOW + 1);
  put_notice(f, "b-over", SP_ALWAYS_FROM, NOW);
  put_notice(f, "c-coming", NOW + 10, NOW + 20);
  fixture_simple(f, "d-guide", "Guide", "text");
  fixture_commit(f);
  pages = read_pages(f, 1, "");
  assert_int_equal(pages.notices, 2);
  assert_str(pages.notice[0]->head.id, "a-live");
  assert_str(pages.notice[1]->head.id, "c-coming");
  assert_null(pages.of_level[0].page);
}

static void
there_are_no_more_notices_than_are_read(void **state)
{
  struct index_fixture *f = *state;

  for (int i = 0; i < SP_SITE_NOTICES_MAX + 1; i++)
    put_notice(f, sp_arena_fmt(&f->arena, "n%03d", i).ptr, SP_ALWAYS_FROM,
               SP_ALWAYS_UNTIL);
  fixture_commit(f);
  assert_int_equal(read_pages(f, 1, "").notices, SP_SITE_NOTICES_MAX);
}

static void
numbers_are_of_contacts_that_the_document_links_to(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "guard", "Guard");
  struct sp_site_pages pages;
  const struct sp_site_numbers *one;

  fixture_text(f, &page->section[0],
               "<a href=\"/two#x\">2</a> <a href=\"/one\">1</a> "
               "<a href=\"/silent\">3</a> <a href=\"/guide\">4</a> "
               "<a href=\"/none\">5</a>");
  fixture_text(f, fixture_section(f, page, "more"), "<a href=\"/one\">1</a>");
  fixture_put(f, page);
  fixture_put(f, contact(f, "one", "phone"));
  fixture_put(f, contact(f, "two", "staff-phone"));
  fixture_put(f, contact(f, "silent", NULL));
  fixture_put(f, contact(f, "unnamed", "phone"));
  fixture_simple(f, "guide", "Guide", "text");
  fixture_commit(f);
  pages = read_pages(f, 1, "guard");
  one = &pages.of_level[0];
  assert_non_null(one->page);
  assert_int_equal(one->numbers, 3);
  assert_str(one->number[0].contact->head.id, "two");
  assert_str(one->number[1].contact->head.id, "one");
  assert_ptr_equal(one->number[2].contact, one->number[1].contact);
  assert_ptr_equal(one->number[0].section, &one->page->section[0]);
  assert_ptr_equal(one->number[2].section, &one->page->section[1]);
  assert_null(read_pages(f, 1, "missing").of_level[0].page);
}

static void
each_level_has_the_numbers_that_it_may_see(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "guard", "Guard"), *high;
  struct sp_site_pages pages;

  fixture_text(f, &page->section[0], "<a href=\"/one\">1</a>")->level_max = 1;
  fixture_text(f, &page->section[0], "<a href=\"/high\">3</a>")->level_min = 3;
  fixture_put(f, page);
  fixture_put(f, contact(f, "one", "phone"));
  high = contact(f, "high", "phone");
  high->head.level = 3;
  fixture_put(f, high);
  fixture_commit(f);
  pages = read_pages(f, 3, "guard");
  assert_int_equal(pages.of_level[0].numbers, 1);
  assert_str(pages.of_level[0].number[0].contact->head.id, "one");
  assert_int_equal(pages.of_level[1].numbers, 0);
  assert_int_equal(pages.of_level[2].numbers, 1);
  assert_str(pages.of_level[2].number[0].contact->head.id, "high");
  assert_null(pages.of_level[3].page);
}

static void
what_is_still_to_come_is_kept_but_not_counted(void **state)
{
  struct index_fixture *f = *state;
  struct sp_site_states *states = sp_site_states_new(1);
  struct sp_page *page = fixture_page(f, "coming", "Coming");
  sp_instant now = sp_when_now();
  struct sp_viewer viewer = {1, now};
  const struct sp_site_state *made;
  struct sp_err err;

  page->head.from = now + 1000;
  fixture_put(f, page);
  fixture_simple(f, "there", "There", "text");
  fixture_commit(f);
  OK(sp_site_states_load(states, f->reader, &err));
  made = sp_site_states_get(states);
  assert_int_equal(made->heads, 2);
  assert_str(made->head[0].id, "coming");
  assert_false(sp_head_live(&made->head[0], &viewer));
  assert_true(sp_head_live(&made->head[1], &viewer));
  assert_int_equal(sp_site_state_service(made, SP_STR("waste"))->pages, 1);
  assert_true(sp_site_state_boundary(made, now) == now + 1000);
  assert_false(sp_site_state_is_late(made, now + 999));
  assert_true(sp_site_state_is_late(made, now + 1000));
  assert_true(sp_site_state_is_late(made, now - 1));
  sp_site_state_put(made);
  sp_site_states_free(states);
}

int
main(void)
{
#define TEST(f)                                                                \
  cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)
  const struct CMUnitTest tests[] = {
      TEST(notices_are_those_that_are_live_or_still_to_come),
      TEST(there_are_no_more_notices_than_are_read),
      TEST(numbers_are_of_contacts_that_the_document_links_to),
      TEST(each_level_has_the_numbers_that_it_may_see),
      TEST(what_is_still_to_come_is_kept_but_not_counted),
  };
  return cmocka_run_group_tests_name("site-pages", tests, NULL, NULL);
}
