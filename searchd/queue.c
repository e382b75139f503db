/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/queue.h"

#include "searchd/retry.h"

#include <pthread.h>
#include <stdlib.h>

struct waiter {
  pthread_cond_t wake;
  struct waiter *next;
  bool served;
  size_t slot;
};

struct sp_queue {
  unsigned slots;
  pthread_mutex_t lock; /* of all below */
  pthread_condattr_t attr;
  size_t free_slot[SP_QUEUE_SLOTS_MAX]; /* a stack: the warmest goes first */
  size_t free_slots;
  struct waiter *first, *last;
  struct sp_queue_stats stats;
};

struct sp_queue *
sp_queue_new(unsigned slots)
{
  struct sp_queue *queue = calloc(1, sizeof(*queue));

  if (queue == NULL)
    return NULL;
  queue->slots = slots < 1                    ? 1
                 : slots > SP_QUEUE_SLOTS_MAX ? SP_QUEUE_SLOTS_MAX
                                              : slots;
  for (size_t i = queue->slots; i > 0; i--)
    queue->free_slot[queue->free_slots++] = i - 1;
  (void)pthread_mutex_init(&queue->lock, NULL);
  (void)pthread_condattr_init(&queue->attr);
  (void)pthread_condattr_setclock(&queue->attr, CLOCK_MONOTONIC);
  return queue;
}

void
sp_queue_free(struct sp_queue *queue)
{
  if (queue == NULL)
    return;
  (void)pthread_condattr_destroy(&queue->attr);
  (void)pthread_mutex_destroy(&queue->lock);
  free(queue);
}

unsigned
sp_queue_slots(const struct sp_queue *queue)
{
  return queue->slots;
}

static void
leave(struct sp_queue *queue, const struct waiter *waiter)
{
  struct waiter *before = NULL;

  for (struct waiter *w = queue->first; w != NULL && w != waiter; w = w->next)
    before = w;
  if (before != NULL)
    before->next = waiter->next;
  else
    queue->first = waiter->next;
  if (queue->last == waiter)
    queue->last = before;
}

/* With the lock: wait until one is handed over. */
static enum sp_status
wait_in_line(struct sp_queue *queue, size_t *slot, struct sp_err *err)
{
  struct timespec until = sp_clock_in(SP_QUEUE_WAIT_MS);
  struct waiter me = {.next = NULL};
  uint64_t began = sp_clock_us();
  int failed = 0;

  if (queue->stats.waiting >= SP_QUEUE_WAITING_MAX) {
    queue->stats.refused++;
    return sp_fail(err, SP_E_BUSY, "too many wait for a reader");
  }
  queue->stats.waiting++;
  queue->stats.waited++;
  (void)pthread_cond_init(&me.wake, &queue->attr);
  if (queue->last != NULL)
    queue->last->next = &me;
  else
    queue->first = &me;
  queue->last = &me;
  while (!me.served && failed == 0)
    failed = pthread_cond_timedwait(&me.wake, &queue->lock, &until);
  if (!me.served)
    leave(queue, &me);
  (void)pthread_cond_destroy(&me.wake);
  queue->stats.waiting--;
  queue->stats.wait_us += sp_clock_us() - began;
  *slot = me.slot;
  if (me.served)
    return SP_OK;
  queue->stats.refused++;
  return sp_fail(err, SP_E_BUSY, "no reader within %d ms", SP_QUEUE_WAIT_MS);
}

enum sp_status
sp_queue_take(struct sp_queue *queue, size_t *slot, struct sp_err *err)
{
  enum sp_status status = SP_OK;

  (void)pthread_mutex_lock(&queue->lock);
  if (queue->free_slots > 0)
    *slot = queue->free_slot[--queue->free_slots];
  else
    status = wait_in_line(queue, slot, err);
  if (status == SP_OK)
    queue->stats.lent++;
  (void)pthread_mutex_unlock(&queue->lock);
  return status;
}

/* With the lock. */
static void
hand_over(struct sp_queue *queue, size_t slot)
{
  struct waiter *next = queue->first;

  queue->first = next->next;
  if (queue->first == NULL)
    queue->last = NULL;
  next->slot = slot;
  next->served = true;
  (void)pthread_cond_signal(&next->wake);
}

void
sp_queue_give(struct sp_queue *queue, size_t slot, bool bad)
{
  (void)pthread_mutex_lock(&queue->lock);
  if (queue->first != NULL) {
    hand_over(queue, slot);
  } else if (bad) {
    memmove(queue->free_slot + 1, queue->free_slot,
            queue->free_slots * sizeof(*queue->free_slot));
    queue->free_slot[0] = slot;
    queue->free_slots++;
  } else {
    queue->free_slot[queue->free_slots++] = slot;
  }
  (void)pthread_mutex_unlock(&queue->lock);
}

void
sp_queue_stats(struct sp_queue *queue, struct sp_queue_stats *out)
{
  (void)pthread_mutex_lock(&queue->lock);
  *out = queue->stats;
  out->busy = queue->slots - (unsigned)queue->free_slots;
  (void)pthread_mutex_unlock(&queue->lock);
}
