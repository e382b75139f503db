/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/readers.h"

#include "lib/log.h"

#include "searchd/retry.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

/* Of one borrower at a time. */
struct slot {
  struct sp_reader *reader; /* opened when first lent */
  struct sp_retry retry;
  struct sp_revision tried; /* what it was to move to when it failed */
  enum sp_status failed;
};

struct lane {
  struct sp_queue *queue;
  struct slot slot[SP_READERS_MAX];
};

struct sp_readers {
  char *dir, *current;
  struct sp_site_states *states;
  struct lane lane[SP_LANES];
  pthread_t thread;
  /* Of the thread alone: */
  struct sp_reader *scout;
  struct sp_revision facts; /* that the newest site state has */
  enum sp_status said;      /* what the log last said of the index */
  struct sp_retry retry;
  struct sp_mark mark; /* at the last look */

  pthread_mutex_t lock; /* of all below */
  pthread_cond_t wake;  /* the thread's */
  bool stop, open;
  struct sp_revision newest; /* readers move to it when they are lent */
  enum sp_status missing;    /* why there is none */
  uint64_t refreshed, refresh_failed, looks_failed;
};

static bool
same(struct sp_revision a, struct sp_revision b)
{
  return a.generation == b.generation && a.revision == b.revision;
}

/* ---- the thread that looks for commits ---- */

/* Said once when it changes, not at every look. */
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
  else
    sp_log(SP_LOG_INFO, "index-well", "dir=%s", pool->dir);
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
note_failure(struct sp_readers *pool, enum sp_status why)
{
  sp_retry_failed(&pool->retry);
  (void)pthread_mutex_lock(&pool->lock);
  pool->missing = why;
  pool->looks_failed++;
  (void)pthread_mutex_unlock(&pool->lock);
}

static enum sp_status
look_scout(struct sp_readers *pool, struct sp_err *err)
{
  if (pool->scout == NULL)
    return sp_reader_open(pool->dir, &pool->scout, err);
  return sp_reader_refresh(pool->scout, err);
}

/* Has a page appeared or gone by the clock since the site state was made? */
static bool
is_late(struct sp_readers *pool)
{
  const struct sp_site_state *state = sp_site_states_get(pool->states);
  bool late = state != NULL && sp_site_state_is_late(state, sp_when_now());

  sp_site_state_put(state);
  return late;
}

/* Has a commit come?  The site state is made before readers are told, so that
 * both change together. */
static enum sp_status
follow(struct sp_readers *pool, struct sp_err *err)
{
  uint64_t began = sp_clock_us();
  struct sp_revision revision;
  enum sp_status status = look_scout(pool, err);
  bool moved;

  if (status != SP_OK)
    return status;
  revision = sp_reader_revision(pool->scout);
  moved = !pool->open || !same(revision, pool->newest);
  if (!moved && same(revision, pool->facts) && !is_late(pool))
    return SP_OK;
  status = sp_site_states_load(pool->states, pool->scout, err);
  /* Facts that cannot be read now are no reason to search an old index, unless
   * there are none at all. */
  if (status != SP_OK && !pool->open)
    return status;
  revision = sp_reader_revision(pool->scout);
  if (status == SP_OK)
    pool->facts = revision;
  announce(pool, revision);
  if (moved)
    sp_log(SP_LOG_INFO, "index", "generation=%llu revision=%llu us=%llu",
           (unsigned long long)revision.generation,
           (unsigned long long)revision.revision,
           (unsigned long long)(sp_clock_us() - began));
  return status;
}

static void
look(struct sp_readers *pool)
{
  struct sp_err err = {SP_OK, ""};
  struct sp_mark mark = sp_mark_of(pool->current);
  enum sp_status status;

  if (!sp_mark_same(&mark, &pool->mark))
    sp_retry_reset(&pool->retry);
  else if (sp_retry_waits(&pool->retry))
    return;
  pool->mark = mark;
  status = follow(pool, &err);
  say(pool, status, &err);
  if (status == SP_OK)
    sp_retry_reset(&pool->retry);
  else
    note_failure(pool, status);
}

static void *
keep_looking(void *arg)
{
  struct sp_readers *pool = arg;

  (void)pthread_mutex_lock(&pool->lock);
  while (!pool->stop) {
    struct timespec until = sp_clock_in(SP_READERS_CHECK_MS);

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
  for (size_t i = 0; i < SP_LANES; i++) {
    for (size_t j = 0; j < SP_READERS_MAX; j++)
      sp_reader_free(pool->lane[i].slot[j].reader);
    sp_queue_free(pool->lane[i].queue);
  }
  sp_reader_free(pool->scout);
  (void)pthread_cond_destroy(&pool->wake);
  (void)pthread_mutex_destroy(&pool->lock);
  free(pool->current);
  free(pool->dir);
  free(pool);
}

static bool
fill(struct sp_readers *pool, const char *dir, unsigned workers)
{
  unsigned pages =
      workers < SP_READERS_PAGES_MIN ? SP_READERS_PAGES_MIN : workers;
  pthread_condattr_t attr;

  pool->missing = SP_E_NOTFOUND;
  (void)pthread_mutex_init(&pool->lock, NULL);
  (void)pthread_condattr_init(&attr);
  (void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
  (void)pthread_cond_init(&pool->wake, &attr);
  (void)pthread_condattr_destroy(&attr);
  pool->lane[SP_LANE_PAGES].queue = sp_queue_new(pages);
  pool->lane[SP_LANE_SEARCH].queue = sp_queue_new(workers);
  pool->dir = strdup(dir);
  if (asprintf(&pool->current, "%s/current", dir) < 0)
    pool->current = NULL;
  return pool->lane[SP_LANE_PAGES].queue != NULL &&
         pool->lane[SP_LANE_SEARCH].queue != NULL && pool->dir != NULL &&
         pool->current != NULL;
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
  pool->states = states;
  if (!fill(pool, dir, workers)) {
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

/* The revision to move to, or why nothing can be lent. */
static enum sp_status
find_newest(struct sp_readers *pool, struct sp_revision *newest,
            struct sp_err *err)
{
  enum sp_status missing;
  bool open;

  (void)pthread_mutex_lock(&pool->lock);
  open = pool->open;
  missing = pool->missing;
  *newest = pool->newest;
  (void)pthread_mutex_unlock(&pool->lock);
  if (open)
    return SP_OK;
  return sp_fail(err, missing == SP_E_CORRUPT ? SP_E_CORRUPT : SP_E_SCHEMA,
                 "no index: %s", sp_status_name(missing));
}

static void
count_refresh(struct sp_readers *pool, bool failed)
{
  (void)pthread_mutex_lock(&pool->lock);
  pool->refreshed++;
  if (failed)
    pool->refresh_failed++;
  (void)pthread_mutex_unlock(&pool->lock);
}

/* Open it, or move it to where the scout is.  A reader that cannot move still
 * shows a whole, older index. */
static enum sp_status
bring_up(struct sp_readers *pool, struct slot *slot, struct sp_revision newest,
         struct sp_err *err)
{
  bool is_new = slot->reader == NULL;
  enum sp_status status;

  if (!is_new && same(sp_reader_revision(slot->reader), newest))
    return SP_OK;
  if (sp_retry_waits(&slot->retry) && same(slot->tried, newest))
    return is_new ? sp_fail(err, slot->failed, "no reader a moment ago: %s",
                            sp_status_name(slot->failed))
                  : SP_OK;
  if (!same(slot->tried, newest))
    sp_retry_reset(&slot->retry);
  slot->tried = newest;
  status = is_new ? sp_reader_open(pool->dir, &slot->reader, err)
                  : sp_reader_refresh(slot->reader, err);
  count_refresh(pool, status != SP_OK);
  slot->failed = status;
  if (status == SP_OK)
    sp_retry_reset(&slot->retry);
  else
    sp_retry_failed(&slot->retry);
  return is_new ? status : SP_OK;
}

enum sp_status
sp_readers_borrow(struct sp_readers *pool, struct sp_lease *lease,
                  struct sp_err *err)
{
  struct lane *lane = &pool->lane[lease->lane];
  struct sp_revision newest;
  enum sp_status status = find_newest(pool, &newest, err);
  struct slot *slot;

  if (status == SP_OK)
    status = sp_queue_take(lane->queue, &lease->slot, err);
  if (status != SP_OK)
    return status;
  lease->pool = pool;
  slot = &lane->slot[lease->slot];
  /* It may have come while we waited. */
  status = find_newest(pool, &newest, err);
  if (status == SP_OK)
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
  struct lane *lane;

  if (pool == NULL)
    return;
  lane = &pool->lane[lease->lane];
  sp_site_state_put(lease->state);
  sp_queue_give(lane->queue, lease->slot,
                lane->slot[lease->slot].reader == NULL);
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
  for (size_t i = 0; i < SP_LANES; i++)
    sp_queue_stats(pool->lane[i].queue, &out->lane[i]);
  (void)pthread_mutex_lock(&pool->lock);
  out->refreshed = pool->refreshed;
  out->refresh_failed = pool->refresh_failed;
  out->looks_failed = pool->looks_failed;
  out->revision = pool->newest;
  out->open = pool->open;
  (void)pthread_mutex_unlock(&pool->lock);
}
