/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <pthread.h>

#include "searchd/queue.h"

static size_t
take(struct sp_queue *queue)
{
  size_t slot = SIZE_MAX;
  struct sp_err err;

  assert_int_equal(sp_queue_take(queue, &slot, &err), SP_OK);
  assert_true(slot < sp_queue_slots(queue));
  return slot;
}

static void
the_one_given_back_last_is_lent_next(void **state)
{
  struct sp_queue *queue = sp_queue_new(3);
  size_t a = take(queue), b = take(queue), c = take(queue);

  (void)state;
  assert_true(a != b && b != c && a != c);
  sp_queue_give(queue, b, false);
  sp_queue_give(queue, a, false);
  assert_int_equal(take(queue), a);
  assert_int_equal(take(queue), b);
  sp_queue_free(queue);
}

static void
a_bad_one_is_lent_after_all_others(void **state)
{
  struct sp_queue *queue = sp_queue_new(3);
  size_t bad = take(queue);

  (void)state;
  sp_queue_give(queue, bad, true);
  assert_true(take(queue) != bad);
  assert_true(take(queue) != bad);
  assert_int_equal(take(queue), bad);
  sp_queue_free(queue);
}

static void
their_number_is_within_its_limits(void **state)
{
  struct sp_queue *few = sp_queue_new(0);
  struct sp_queue *many = sp_queue_new(SP_QUEUE_SLOTS_MAX + 1);

  (void)state;
  assert_int_equal(sp_queue_slots(few), 1);
  assert_int_equal(sp_queue_slots(many), SP_QUEUE_SLOTS_MAX);
  for (int i = 0; i < SP_QUEUE_SLOTS_MAX; i++)
    (void)take(many);
  sp_queue_free(few);
  sp_queue_free(many);
}

struct client {
  struct sp_queue *queue;
  enum sp_status status;
  size_t slot;
  pthread_t thread;
};

static void *
take_in_thread(void *arg)
{
  struct client *client = arg;
  struct sp_err err;

  client->status = sp_queue_take(client->queue, &client->slot, &err);
  return NULL;
}

static void
wait_for(struct sp_queue *queue, unsigned waiting)
{
  struct sp_queue_stats stats;

  do
    sp_queue_stats(queue, &stats);
  while (stats.waiting < waiting);
}

static void
who_comes_first_is_served_first(void **state)
{
  struct sp_queue *queue = sp_queue_new(1);
  struct client client[3];
  struct sp_queue_stats stats;
  size_t slot = take(queue);

  (void)state;
  for (unsigned i = 0; i < 3; i++) {
    client[i] = (struct client){.queue = queue, .status = SP_E_INTERNAL};
    assert_int_equal(
        pthread_create(&client[i].thread, NULL, take_in_thread, &client[i]), 0);
    wait_for(queue, i + 1);
  }
  for (unsigned i = 0; i < 3; i++) {
    sp_queue_give(queue, slot, false);
    assert_int_equal(pthread_join(client[i].thread, NULL), 0);
    assert_int_equal(client[i].status, SP_OK);
    assert_int_equal(client[i].slot, slot);
  }
  sp_queue_give(queue, slot, false);
  sp_queue_stats(queue, &stats);
  assert_int_equal(stats.lent, 4);
  assert_int_equal(stats.waited, 3);
  assert_int_equal(stats.refused, 0);
  assert_int_equal(stats.busy, 0);
  assert_int_equal(stats.waiting, 0);
  sp_queue_free(queue);
}

/* One more than may wait is told so at once; those in line are told when their
 * time is over. */
static void
a_full_queue_is_busy(void **state)
{
  struct sp_queue *queue = sp_queue_new(1);
  static struct client client[SP_QUEUE_WAITING_MAX];
  struct sp_queue_stats stats;
  size_t slot = take(queue), none;
  struct sp_err err;

  (void)state;
  for (unsigned i = 0; i < SP_QUEUE_WAITING_MAX; i++) {
    client[i] = (struct client){.queue = queue, .status = SP_E_INTERNAL};
    assert_int_equal(
        pthread_create(&client[i].thread, NULL, take_in_thread, &client[i]), 0);
  }
  wait_for(queue, SP_QUEUE_WAITING_MAX);
  assert_int_equal(sp_queue_take(queue, &none, &err), SP_E_BUSY);
  for (unsigned i = 0; i < SP_QUEUE_WAITING_MAX; i++) {
    assert_int_equal(pthread_join(client[i].thread, NULL), 0);
    assert_int_equal(client[i].status, SP_E_BUSY);
  }
  sp_queue_stats(queue, &stats);
  assert_int_equal(stats.refused, SP_QUEUE_WAITING_MAX + 1);
  assert_int_equal(stats.waiting, 0);
  sp_queue_give(queue, slot, false);
  assert_int_equal(take(queue), slot);
  sp_queue_free(queue);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_one_given_back_last_is_lent_next),
      cmocka_unit_test(a_bad_one_is_lent_after_all_others),
      cmocka_unit_test(their_number_is_within_its_limits),
      cmocka_unit_test(who_comes_first_is_served_first),
      cmocka_unit_test(a_full_queue_is_busy),
  };
  return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
