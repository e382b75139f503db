/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/readers.h"

#include "lib/log.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct slot {
  struct sp_reader *reader; /* opened when first lent */
};

/* One that waits for a reader; first come, first served. */
struct waiter {
  pthread_cond_t wake;
  struct waiter *next;
  bool served;
  size_t slot;
};

struct sp_readers {
  char *dir;
  struct sp_site_states *states;
  pthread_t thread;
  /* Of the thread alone: */
  struct sp_reader *scout;
  struct sp_revision facts; /* that the newest site state has */
  enum sp_status said;      /* what the log last said of the index */

  pthread_mutex_t lock; /* of all below */
  pthread_condattr_t attr;
  pthread_cond_t wake; /* the thread's */
  bool stop, open;
  struct sp_revision newest; /* readers move to it when they are lent */
  enum sp_status missing;    /* why there is none */
  struct slot slot[SP_READERS_MAX];
  size_t slots;
  size_t free_slot[SP_READERS_MAX]; /* a stack: the warmest goes first */
  size_t free_slots;
  struct waiter *first, *last;
  struct sp_readers_stats stats;
};

static bool
same(struct sp_revision a, struct sp_revision b)
{
  return a.generation == b.generation && a.revision == b.revision;
}

static uint64_t
now_us(void)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

static struct timespec
in_ms(unsigned ms)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  ts.tv_sec += ms / 1000;
  ts.tv_nsec += (long)(ms % 1000) * 1000000L;
  if (ts.tv_nsec >= 1000000000L) {
    ts.tv_nsec -= 1000000000L;
    ts.tv_sec++;
  }
  return ts;
}

/* ---- the thread that looks for commits ---- */

/* A trouble is said once, not ten times a second. */
static void
say(struct sp_readers *pool, enum sp_status status, const struct sp_err *err)
{
  if (status == pool->said)
    return;
  pool->said = status;
  if (status == SP_E_NOTFOUND)
    sp_log(SP_LOG_WARNING, "no-index", "dir=%s", pool->dir);
  else if (status != SP_OK)
    sp_log(SP_LOG_ERROR, "index-trouble", "error=%s message=\"%s\"",
           sp_status_name(status), err->msg);
}

static void
announce(struct sp_readers *pool, struct sp_revision revision)
{
  (void)pthread_mutex_lock(&pool->lock);
  pool->newest = revision;
  pool->open = true;
  (void)pthread_mutex_unlock(&pool->lock);
}

static void
give_up(struct sp_readers *pool, enum sp_status why)
{
  (void)pthread_mutex_lock(&pool->lock);
  pool->missing = why;
  (void)pthread_mutex_unlock(&pool->lock);
}

static enum sp_status
look_scout(struct sp_readers *pool, struct sp_err *err)
{
  if (pool->scout == NULL)
    return sp_reader_open(pool->dir, &pool->scout, err);
  return sp_reader_refresh(pool->scout, err);
}

/* One look: has a commit come?  The site state is made before readers are told,
 * so that both change together. */
static void
look(struct sp_readers *pool)
{
  struct sp_err err = {SP_OK, ""};
  enum sp_status status = look_scout(pool, &err);
  struct sp_revision revision;
  uint64_t began = now_us();
  bool moved;

  if (status != SP_OK) {
    say(pool, status, &err);
    give_up(pool, status);
    return;
  }
  revision = sp_reader_revision(pool->scout);
  moved = !pool->open || !same(revision, pool->newest);
  if (!moved && same(revision, pool->facts)) {
    say(pool, SP_OK, &err);
    return;
  }
  status = sp_site_states_load(pool->states, pool->scout, &err);
  say(pool, status, &err);
  /* Facts that cannot be read now are no reason to search an old index, unless
   * there are none at all. */
  if (status != SP_OK && !pool->open) {
    give_up(pool, status);
    return;
  }
  if (status == SP_OK)
    pool->facts = sp_reader_revision(pool->scout);
  announce(pool, sp_reader_revision(pool->scout));
  if (moved)
    sp_log(SP_LOG_INFO, "index", "generation=%llu revision=%llu us=%llu",
           (unsigned long long)revision.generation,
           (unsigned long long)revision.revision,
           (unsigned long long)(now_us() - began));
}

static void *
keep_looking(void *arg)
{
  struct sp_readers *pool = arg;

  (void)pthread_mutex_lock(&pool->lock);
  while (!pool->stop) {
    struct timespec until = in_ms(SP_READERS_CHECK_MS);

    (void)pthread_cond_timedwait(&pool->wake, &pool->lock, &until);
    if (pool->stop)
      break;
    (void)pthread_mutex_unlock(&pool->lock);
    look(pool);
    (void)pthread_mutex_lock(&pool->lock);
  }
  (void)pthread_mutex_unlock(&pool->lock);
  return NULL;
}

/* ---- the pool ---- */

static void
release(struct sp_readers *pool)
{
  for (size_t i = 0; i < pool->slots; i++)
    sp_reader_free(pool->slot[i].reader);
  sp_reader_free(pool->scout);
  (void)pthread_cond_destroy(&pool->wake);
  (void)pthread_condattr_destroy(&pool->attr);
  (void)pthread_mutex_destroy(&pool->lock);
  free(pool->dir);
  free(pool);
}

enum sp_status
sp_readers_start(const char *dir, unsigned workers,
                 struct sp_site_states *states, struct sp_readers **out,
                 struct sp_err *err)
{
  struct sp_readers *pool = calloc(1, sizeof(*pool));

  *out = NULL;
  if (pool == NULL)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  pool->dir = strdup(dir);
  pool->states = states;
  pool->missing = SP_E_NOTFOUND;
  pool->slots = workers < 1                ? 1
                : workers > SP_READERS_MAX ? SP_READERS_MAX
                                           : workers;
  for (size_t i = 0; i < pool->slots; i++)
    pool->free_slot[pool->free_slots++] = i;
  (void)pthread_mutex_init(&pool->lock, NULL);
  (void)pthread_condattr_init(&pool->attr);
  (void)pthread_condattr_setclock(&pool->attr, CLOCK_MONOTONIC);
  (void)pthread_cond_init(&pool->wake, &pool->attr);
  if (pool->dir == NULL) {
    release(pool);
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  }
  look(pool);
  if (pthread_create(&pool->thread, NULL, keep_looking, pool) != 0) {
    release(pool);
    return sp_fail(err, SP_E_IO, "cannot start a thread");
  }
  *out = pool;
  return SP_OK;
}

void
sp_readers_stop(struct sp_readers *pool)
{
  if (pool == NULL)
    return;
  (void)pthread_mutex_lock(&pool->lock);
  pool->stop = true;
  (void)pthread_cond_signal(&pool->wake);
  (void)pthread_mutex_unlock(&pool->lock);
  (void)pthread_join(pool->thread, NULL);
  release(pool);
}

/* With the lock: why nothing can be lent. */
static enum sp_status
not_open(const struct sp_readers *pool, struct sp_err *err)
{
  enum sp_status status =
      pool->missing == SP_E_CORRUPT ? SP_E_CORRUPT : SP_E_SCHEMA;

  return sp_fail(err, status, "no index: %s", sp_status_name(pool->missing));
}

static void
leave_queue(struct sp_readers *pool, const struct waiter *waiter)
{
  struct waiter *before = NULL;

  for (struct waiter *w = pool->first; w != NULL && w != waiter; w = w->next)
    before = w;
  if (before != NULL)
    before->next = waiter->next;
  else
    pool->first = waiter->next;
  if (pool->last == waiter)
    pool->last = before;
}

/* With the lock: wait until a reader is handed over. */
static enum sp_status
wait_for_slot(struct sp_readers *pool, size_t *slot, struct sp_err *err)
{
  struct timespec until = in_ms(SP_READERS_WAIT_MS);
  struct waiter me = {.next = NULL};
  uint64_t began = now_us();
  int failed = 0;

  if (pool->stats.waiting >= SP_READERS_WAITING_MAX) {
    pool->stats.refused++;
    return sp_fail(err, SP_E_BUSY, "too many wait for a reader");
  }
  pool->stats.waiting++;
  pool->stats.waited++;
  (void)pthread_cond_init(&me.wake, &pool->attr);
  if (pool->last != NULL)
    pool->last->next = &me;
  else
    pool->first = &me;
  pool->last = &me;
  while (!me.served && failed == 0)
    failed = pthread_cond_timedwait(&me.wake, &pool->lock, &until);
  if (!me.served)
    leave_queue(pool, &me);
  (void)pthread_cond_destroy(&me.wake);
  pool->stats.waiting--;
  pool->stats.wait_us += now_us() - began;
  *slot = me.slot;
  if (me.served)
    return SP_OK;
  pool->stats.refused++;
  return sp_fail(err, SP_E_BUSY, "no reader within %d ms", SP_READERS_WAIT_MS);
}

static enum sp_status
take_slot(struct sp_readers *pool, size_t *slot, struct sp_revision *newest,
          struct sp_err *err)
{
  enum sp_status status = SP_OK;

  (void)pthread_mutex_lock(&pool->lock);
  if (!pool->open)
    status = not_open(pool, err);
  else if (pool->free_slots > 0)
    *slot = pool->free_slot[--pool->free_slots];
  else
    status = wait_for_slot(pool, slot, err);
  if (status == SP_OK) {
    *newest = pool->newest;
    pool->stats.lent++;
  }
  (void)pthread_mutex_unlock(&pool->lock);
  return status;
}

/* To the one that has waited longest, or onto the stack. */
static void
give_slot(struct sp_readers *pool, size_t slot)
{
  struct waiter *next;

  (void)pthread_mutex_lock(&pool->lock);
  next = pool->first;
  if (next != NULL) {
    pool->first = next->next;
    if (pool->first == NULL)
      pool->last = NULL;
    next->slot = slot;
    next->served = true;
    (void)pthread_cond_signal(&next->wake);
  } else {
    pool->free_slot[pool->free_slots++] = slot;
  }
  (void)pthread_mutex_unlock(&pool->lock);
}

/* Open it, or move it to where the scout is.  A reader that cannot move still
 * shows a whole, older index. */
static enum sp_status
bring_up(struct sp_readers *pool, struct slot *slot, struct sp_revision newest,
         struct sp_err *err)
{
  enum sp_status status;

  if (slot->reader == NULL)
    return sp_reader_open(pool->dir, &slot->reader, err);
  if (same(sp_reader_revision(slot->reader), newest))
    return SP_OK;
  status = sp_reader_refresh(slot->reader, err);
  (void)pthread_mutex_lock(&pool->lock);
  pool->stats.refreshed++;
  if (status != SP_OK)
    pool->stats.refresh_failed++;
  (void)pthread_mutex_unlock(&pool->lock);
  return SP_OK;
}

enum sp_status
sp_readers_borrow(struct sp_readers *pool, struct sp_lease *lease,
                  struct sp_err *err)
{
  struct sp_revision newest;
  enum sp_status status = take_slot(pool, &lease->slot, &newest, err);
  struct slot *slot;

  if (status != SP_OK)
    return status;
  lease->pool = pool;
  slot = &pool->slot[lease->slot];
  status = bring_up(pool, slot, newest, err);
  if (status != SP_OK) {
    sp_lease_end(lease);
    /* To a visitor a missing index is a site not ready, not a missing page. */
    return status == SP_E_NOTFOUND ? SP_E_SCHEMA : status;
  }
  lease->reader = slot->reader;
  lease->state = sp_site_states_get(pool->states);
  if (lease->state == NULL) {
    sp_lease_end(lease);
    return sp_fail(err, SP_E_SCHEMA, "no site facts");
  }
  return SP_OK;
}

void
sp_lease_end(struct sp_lease *lease)
{
  struct sp_readers *pool = lease->pool;

  if (pool == NULL)
    return;
  sp_site_state_put(lease->state);
  give_slot(pool, lease->slot);
  memset(lease, 0, sizeof(*lease));
}

bool
sp_readers_revision(struct sp_readers *pool, struct sp_revision *out)
{
  bool open;

  (void)pthread_mutex_lock(&pool->lock);
  open = pool->open;
  *out = pool->newest;
  (void)pthread_mutex_unlock(&pool->lock);
  return open;
}

bool
sp_readers_ready(struct sp_readers *pool)
{
  struct sp_revision revision;

  return sp_readers_revision(pool, &revision);
}

void
sp_readers_stats(struct sp_readers *pool, struct sp_readers_stats *out)
{
  (void)pthread_mutex_lock(&pool->lock);
  *out = pool->stats;
  out->busy = (unsigned)(pool->slots - pool->free_slots);
  out->revision = pool->newest;
  out->open = pool->open;
  (void)pthread_mutex_unlock(&pool->lock);
}
