/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include <pthread.h>

#include "searchd/readers.h"
#include "searchd/retry.h"

struct pool {
  struct index_fixture *index;
  struct sp_site_states *states;
  struct sp_readers *readers;
};

static int
set_up(void **state)
{
  struct pool *p = test_calloc(1, sizeof(*p));
  void *index;

  if (fixture_setup(&index) != 0)
    return -1;
  p->index = index;
  p->states = sp_site_states_new(1);
  *state = p;
  return p->states != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
  struct pool *p = *state;
  void *index = p->index;

  sp_readers_stop(p->readers);
  sp_site_states_free(p->states);
  test_free(p);
  return fixture_teardown(&index);
}

static void
start(struct pool *p, unsigned workers)
{
  struct sp_err err;

  OK(sp_readers_start(p->index->dir, workers, p->states, &p->readers, &err));
}

static bool
has(struct pool *p, struct sp_reader *reader, const char *id)
{
  struct sp_viewer viewer = {1, 1000};
  struct sp_page *page;
  struct sp_err err;

  return sp_reader_page(reader, sp_str(id), &viewer, &p->index->arena, &page,
                        &err) == SP_OK;
}

/* Borrow until the page is there: the thread looks by itself. */
static void
wait_for(struct pool *p, const char *id)
{
  struct sp_err err;

  for (int i = 0; i < 3000; i++) {
    SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};

    if (sp_readers_borrow(p->readers, &lease, &err) == SP_OK &&
        has(p, lease.reader, id))
      return;
    (void)usleep(10000);
  }
  fail_msg("%s did not come", id);
}

static void
an_index_that_is_there_is_ready_at_once(void **state)
{
  struct pool *p = *state;
  struct sp_err err;

  fixture_simple(p->index, "a", "Title of a", "text");
  fixture_commit(p->index);
  start(p, 2);
  assert_true(sp_readers_ready(p->readers));
  {
    SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};

    OK(sp_readers_borrow(p->readers, &lease, &err));
    assert_true(has(p, lease.reader, "a"));
    assert_int_equal(lease.state->heads, 1);
    assert_str(lease.state->head[0].title, "Title of a");
    assert_str(lease.state->site->name, "Signpost");
    assert_non_null(sp_site_state_service(lease.state, SP_STR("waste")));
    assert_null(sp_site_state_service(lease.state, SP_STR("none")));
  }
}

static void
without_an_index_nothing_is_lent_until_it_comes(void **state)
{
  struct pool *p = *state;
  struct sp_lease lease = {0};
  struct sp_err err;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  fixture_shell(p->index, "rm current");
  start(p, 1);
  assert_false(sp_readers_ready(p->readers));
  assert_int_equal(sp_readers_borrow(p->readers, &lease, &err), SP_E_SCHEMA);
  assert_null(lease.pool);
  sp_lease_end(&lease);
  assert_null(sp_site_states_get(p->states));
  fixture_switch(p->index, "gen-1");
  wait_for(p, "a");
  assert_true(sp_readers_ready(p->readers));
}

static void
a_commit_and_a_new_generation_are_followed(void **state)
{
  struct pool *p = *state;
  struct sp_revision revision;
  const struct sp_site_state *held, *now;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  start(p, 2);
  wait_for(p, "a");
  held = sp_site_states_get(p->states);
  fixture_simple(p->index, "b", "B", "text");
  fixture_commit(p->index);
  wait_for(p, "b");
  sp_writer_free(p->index->writer);
  p->index->writer = fixture_writer(p->index, "gen-2");
  fixture_simple(p->index, "c", "C", "text");
  fixture_commit(p->index);
  fixture_switch(p->index, "gen-2");
  wait_for(p, "c");
  assert_true(sp_readers_revision(p->readers, &revision));
  assert_int_equal(revision.generation, 2);
  /* Who held the old facts still has them whole. */
  assert_int_equal(held->heads, 1);
  assert_str(held->head[0].id, "a");
  sp_site_state_put(held);
  now = sp_site_states_get(p->states);
  assert_int_equal(now->revision.generation, 2);
  assert_str(now->head[0].id, "c");
  sp_site_state_put(now);
}

struct borrower {
  struct pool *pool;
  enum sp_status status;
};

static void *
borrow_in_thread(void *arg)
{
  struct borrower *b = arg;
  SP_CLEANUP(sp_lease_end) struct sp_lease lease = {.lane = SP_LANE_SEARCH};
  struct sp_err err;

  b->status = sp_readers_borrow(b->pool->readers, &lease, &err);
  return NULL;
}

static void
who_comes_when_all_are_lent_waits_for_one(void **state)
{
  struct pool *p = *state;
  struct borrower borrower[3];
  pthread_t thread[3];
  struct sp_lease lease = {.lane = SP_LANE_SEARCH};
  struct sp_readers_stats stats = {0};
  const struct sp_queue_stats *searches = &stats.lane[SP_LANE_SEARCH];
  struct sp_err err;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  start(p, 1);
  OK(sp_readers_borrow(p->readers, &lease, &err));
  for (int i = 0; i < 3; i++) {
    borrower[i] = (struct borrower){p, SP_E_INTERNAL};
    assert_int_equal(
        pthread_create(&thread[i], NULL, borrow_in_thread, &borrower[i]), 0);
  }
  while (searches->waiting < 3)
    sp_readers_stats(p->readers, &stats);
  assert_int_equal(searches->busy, 1);
  sp_lease_end(&lease);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(pthread_join(thread[i], NULL), 0);
    assert_int_equal(borrower[i].status, SP_OK);
  }
  sp_readers_stats(p->readers, &stats);
  assert_int_equal(searches->waited, 3);
  assert_int_equal(searches->lent, 4);
  assert_int_equal(searches->busy, 0);
  assert_int_equal(searches->refused, 0);
}

/* All search readers are lent, and a search waits for one. */
static void
searches_do_not_hold_up_pages(void **state)
{
  struct pool *p = *state;
  struct borrower searching;
  pthread_t thread;
  struct sp_lease search = {.lane = SP_LANE_SEARCH};
  struct sp_lease page[SP_READERS_PAGES_MIN] = {{0}};
  struct sp_readers_stats stats;
  struct sp_err err;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  start(p, 1);
  OK(sp_readers_borrow(p->readers, &search, &err));
  searching = (struct borrower){p, SP_E_INTERNAL};
  assert_int_equal(pthread_create(&thread, NULL, borrow_in_thread, &searching),
                   0);
  do
    sp_readers_stats(p->readers, &stats);
  while (stats.lane[SP_LANE_SEARCH].waiting < 1);
  for (size_t i = 0; i < SP_ARRAY_LEN(page); i++) {
    OK(sp_readers_borrow(p->readers, &page[i], &err));
    assert_true(has(p, page[i].reader, "a"));
    assert_ptr_not_equal(page[i].reader, search.reader);
  }
  sp_readers_stats(p->readers, &stats);
  assert_int_equal(stats.lane[SP_LANE_PAGES].waited, 0);
  assert_int_equal(stats.lane[SP_LANE_PAGES].lent, SP_READERS_PAGES_MIN);
  for (size_t i = 0; i < SP_ARRAY_LEN(page); i++)
    sp_lease_end(&page[i]);
  sp_lease_end(&search);
  assert_int_equal(pthread_join(thread, NULL), 0);
  assert_int_equal(searching.status, SP_OK);
}

static void
who_waits_too_long_is_told_that_we_are_busy(void **state)
{
  struct pool *p = *state;
  struct sp_lease lease = {.lane = SP_LANE_SEARCH}, second = lease;
  struct sp_readers_stats stats;
  struct sp_err err;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  start(p, 1);
  OK(sp_readers_borrow(p->readers, &lease, &err));
  assert_int_equal(sp_readers_borrow(p->readers, &second, &err), SP_E_BUSY);
  sp_readers_stats(p->readers, &stats);
  assert_int_equal(stats.lane[SP_LANE_SEARCH].refused, 1);
  assert_int_equal(stats.lane[SP_LANE_SEARCH].waiting, 0);
  sp_lease_end(&lease);
  OK(sp_readers_borrow(p->readers, &second, &err));
  sp_lease_end(&second);
}

/* A generation that is none. */
static void
spoil(struct pool *p)
{
  fixture_shell(p->index, "mkdir gen-9 && echo nonsense >gen-9/iamglass");
  fixture_switch(p->index, "gen-9");
}

/* The more failures, the longer the pause: in a time of t not more looks than
 * pauses that double fit into it. */
static void
an_index_that_cannot_be_read_is_left_alone_for_longer_and_longer(void **state)
{
  struct pool *p = *state;
  struct sp_readers_stats stats;
  struct sp_lease lease = {0};
  struct sp_err err;
  uint64_t began = sp_clock_us(), looks = 2, pauses = SP_RETRY_MIN_MS;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  spoil(p);
  start(p, 1);
  (void)usleep(1500000);
  sp_readers_stats(p->readers, &stats);
  for (; pauses * 1000 < sp_clock_us() - began; pauses = 2 * pauses + 100)
    looks++;
  assert_true(stats.looks_failed >= 1);
  assert_true(stats.looks_failed <= looks);
  assert_false(stats.open);
  assert_int_not_equal(sp_readers_borrow(p->readers, &lease, &err), SP_OK);
  /* A change ends the pause. */
  fixture_switch(p->index, "gen-1");
  wait_for(p, "a");
}

/* One that cannot be had is not tried again for each request, and goes behind
 * one that can. */
static void
a_reader_that_cannot_be_opened_is_left_alone(void **state)
{
  struct pool *p = *state;
  struct sp_lease good = {0}, other = {0};
  struct sp_readers_stats stats;
  struct sp_err err;

  fixture_simple(p->index, "a", "A", "text");
  fixture_commit(p->index);
  start(p, 1);
  OK(sp_readers_borrow(p->readers, &good, &err));
  spoil(p);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(sp_readers_borrow(p->readers, &other, &err), SP_E_CORRUPT);
  sp_readers_stats(p->readers, &stats);
  assert_in_range(stats.refresh_failed, 1, 9);
  sp_lease_end(&good);
  OK(sp_readers_borrow(p->readers, &other, &err));
  assert_true(has(p, other.reader, "a"));
  sp_lease_end(&other);
}

static void
services_are_counted_in_order_and_found(void **state)
{
  static const char *const of[] = {"waste", "zoo", "", "arts", "zoo", "waste"};
  struct pool *p = *state;
  const struct sp_site_state *now;
  const struct sp_service_count *zoo;

  for (size_t i = 0; i < SP_ARRAY_LEN(of); i++) {
    struct sp_str id = sp_arena_fmt(&p->index->arena, "page-%zu", i);
    struct sp_page *page = fixture_page(p->index, id.ptr, id.ptr);

    page->head.service = sp_str(of[i]);
    fixture_put(p->index, page);
  }
  fixture_commit(p->index);
  start(p, 1);
  now = sp_site_states_get(p->states);
  assert_non_null(now);
  assert_int_equal(now->services, 3);
  assert_str(now->service[0].service->key, "waste");
  assert_str(now->service[1].service->key, "zoo");
  assert_str(now->service[2].service->key, "arts");
  zoo = sp_site_state_service(now, SP_STR("zoo"));
  assert_ptr_equal(zoo, &now->service[1]);
  assert_int_equal(zoo->pages, 2);
  assert_int_equal(now->service[0].pages, 2);
  assert_int_equal(now->service[2].pages, 1);
  assert_null(sp_site_state_service(now, SP_STR("")));
  assert_null(sp_site_state_service(now, SP_STR("zo")));
  assert_null(sp_site_state_service(now, SP_STR("zzz")));
  sp_site_state_put(now);
}

static void
facts_list_what_the_level_may_see(void **state)
{
  struct pool *p = *state;
  const struct sp_site_state *now;
  struct sp_page *page = fixture_page(p->index, "three", "Three");

  page->head.level = 3;
  fixture_put(p->index, page);
  page = fixture_page(p->index, "four", "Four");
  page->head.level = 4;
  fixture_put(p->index, page);
  fixture_simple(p->index, "one", "One", "text");
  fixture_commit(p->index);
  sp_site_states_free(p->states);
  p->states = sp_site_states_new(3);
  start(p, 1);
  now = sp_site_states_get(p->states);
  assert_int_equal(now->heads, 2);
  assert_str(now->head[0].id, "one");
  assert_str(now->head[1].id, "three");
  assert_int_equal(now->service[0].pages, 2);
  sp_site_state_put(now);
}

static void
facts_know_when_they_change_by_the_clock(void **state)
{
  struct pool *p = *state;
  const struct sp_site_state *now;
  struct sp_page *page = fixture_page(p->index, "a", "A");

  page->head.from = 500;
  page->head.until = 9000000000;
  fixture_put(p->index, page);
  fixture_simple(p->index, "b", "B", "text");
  fixture_commit(p->index);
  start(p, 1);
  now = sp_site_states_get(p->states);
  assert_non_null(now);
  assert_int_equal(now->heads, 2);
  assert_int_equal(sp_site_state_boundary(now, 0), 500);
  assert_int_equal(sp_site_state_boundary(now, 499), 500);
  assert_true(sp_site_state_boundary(now, 500) == 9000000000);
  assert_true(sp_site_state_boundary(now, 9000000000) == SP_ALWAYS_UNTIL);
  sp_site_state_put(now);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(an_index_that_is_there_is_ready_at_once),
      TEST(without_an_index_nothing_is_lent_until_it_comes),
      TEST(a_commit_and_a_new_generation_are_followed),
      TEST(who_comes_when_all_are_lent_waits_for_one),
      TEST(searches_do_not_hold_up_pages),
      TEST(who_waits_too_long_is_told_that_we_are_busy),
      TEST(an_index_that_cannot_be_read_is_left_alone_for_longer_and_longer),
      TEST(a_reader_that_cannot_be_opened_is_left_alone),
      TEST(services_are_counted_in_order_and_found),
      TEST(facts_list_what_the_level_may_see),
      TEST(facts_know_when_they_change_by_the_clock),
  };
  return cmocka_run_group_tests_name("readers", tests, NULL, NULL);
}
