/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/events.h"

#include "lib/hash.h"
#include "lib/log.h"
#include "lib/text.h"

#include "searchd/events_store.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BATCH 256
#define SLOTS (2 * SP_EVENTS_DAILY) /* of the table; a power of two */
#define PAUSE_MS 500                /* between two commits */
#define RETRY_MS 3000               /* after a failure */
#define TICK_MS 60000               /* to see that a new day has come */
#define SETTLE_SECONDS 3600         /* also without a new day */

struct sp_events {
  const char *dir;
  char path[4096];
  pthread_t thread;

  pthread_mutex_t lock; /* of all until the writer's */
  pthread_cond_t wake;
  bool stop;
  struct sp_events_stats stats;
  struct sp_stored queue[SP_EVENTS_QUEUE];
  size_t first, count;
  /* who asked what, this day */
  sp_day day;
  struct sp_hash_key key;
  uint64_t seen[SLOTS]; /* 0: free */
  size_t seen_count, feedback_count;

  /* the writer's */
  struct sp_store *store;
  struct sp_stored batch[BATCH];
  size_t batch_count;
  bool failing;
  sp_day settled;    /* the day it was done last */
  time_t settled_at; /* by the monotonic clock */
};

/* ---- who asked ---- */

static void
begin_day(struct sp_events *events, sp_day day)
{
  events->day = day;
  events->seen_count = events->feedback_count = 0;
  memset(events->seen, 0, sizeof(events->seen));
  sp_hash_key_make(&events->key);
}

/* Of this visitor's event; never 0. */
static uint64_t
mark_of(const struct sp_events *events, const struct sp_event *event,
        struct sp_str visitor)
{
  /* Yes and no are one; so is all that somebody says of one page. */
  char kind = event->kind == SP_EVENT_NOT_USEFUL ? (char)SP_EVENT_USEFUL
                                                 : (char)event->kind;
  struct sp_hasher hasher;
  struct sp_hash hash;
  uint64_t mark;

  sp_hasher_init(&hasher);
  sp_hasher_add(&hasher, sp_str_n(&kind, 1));
  if (!sp_event_is_feedback(event->kind))
    sp_hasher_add(&hasher, event->words);
  sp_hasher_add(&hasher, event->about);
  sp_hasher_add(&hasher, visitor);
  hash = sp_hasher_end(&hasher);
  mark = sp_hash_short(&events->key, sp_hash_str(&hash));
  return mark != 0 ? mark : 1;
}

/* Where the mark is, or the free slot for it; there always is one. */
static uint64_t *
slot_of(struct sp_events *events, uint64_t mark)
{
  size_t i = (size_t)mark % SLOTS;

  while (events->seen[i] != 0 && events->seen[i] != mark)
    i = (i + 1) % SLOTS;
  return &events->seen[i];
}

static void
copy(char *out, size_t size, struct sp_str s)
{
  s = sp_utf8_cut(s, size - 1);
  if (s.len > 0)
    memcpy(out, s.ptr, s.len);
  out[s.len] = '\0';
}

static void
put(struct sp_events *events, const struct sp_event *event)
{
  struct sp_stored *row =
      &events->queue[(events->first + events->count++) % SP_EVENTS_QUEUE];

  row->kind = event->kind;
  row->day = events->day;
  row->results = event->results;
  copy(row->words, sizeof(row->words), event->words);
  copy(row->about, sizeof(row->about), event->about);
}

static bool
is_worth_keeping(const struct sp_event *event)
{
  if (event->kind == SP_EVENT_USEFUL || event->kind == SP_EVENT_NOT_USEFUL)
    return event->about.len > 0;
  return event->kind != SP_EVENT_NONE && event->words.len > 0;
}

static bool
has_room(const struct sp_events *events, const struct sp_event *event)
{
  return events->seen_count < SP_EVENTS_DAILY &&
         events->count < SP_EVENTS_QUEUE && !events->stop &&
         (!sp_event_is_feedback(event->kind) ||
          events->feedback_count < SP_EVENTS_FEEDBACK);
}

bool
sp_events_add(struct sp_events *events, const struct sp_event *event,
              struct sp_str visitor)
{
  sp_day today = sp_clock_at(sp_when_now()).day;
  uint64_t mark, *slot;
  bool is_new, is_taken = false;

  if (!is_worth_keeping(event))
    return false;
  (void)pthread_mutex_lock(&events->lock);
  if (events->day != today)
    begin_day(events, today);
  mark = mark_of(events, event, visitor);
  slot = slot_of(events, mark);
  is_new = *slot != mark;
  if (is_new && has_room(events, event)) {
    *slot = mark;
    events->seen_count++;
    events->feedback_count += sp_event_is_feedback(event->kind);
    put(events, event);
    is_taken = true;
    (void)pthread_cond_signal(&events->wake);
  } else if (is_new) {
    events->stats.dropped++;
  }
  (void)pthread_mutex_unlock(&events->lock);
  return is_taken;
}

void
sp_events_stats(struct sp_events *events, struct sp_events_stats *out)
{
  (void)pthread_mutex_lock(&events->lock);
  *out = events->stats;
  out->waiting = events->count;
  (void)pthread_mutex_unlock(&events->lock);
}

/* ---- the writer ---- */

static struct timespec
in_ms(long ms)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  ts.tv_sec += ms / 1000;
  ts.tv_nsec += ms % 1000 * 1000000L;
  if (ts.tv_nsec >= 1000000000L) {
    ts.tv_sec++;
    ts.tv_nsec -= 1000000000L;
  }
  return ts;
}

/* Until something waits and `pause` is over, or the end is near; or for one
 * tick; then fill the batch.  True: it is time to end. */
static bool
wait_for_work(struct sp_events *events, long pause)
{
  struct timespec earliest = in_ms(pause), tick = in_ms(TICK_MS);
  bool stop;

  (void)pthread_mutex_lock(&events->lock);
  while (!events->stop &&
         pthread_cond_timedwait(&events->wake, &events->lock, &earliest) == 0)
    ;
  while (!events->stop && events->count == 0 && events->batch_count == 0 &&
         pthread_cond_timedwait(&events->wake, &events->lock, &tick) == 0)
    ;
  while (events->batch_count < BATCH && events->count > 0) {
    events->batch[events->batch_count++] = events->queue[events->first];
    events->first = (events->first + 1) % SP_EVENTS_QUEUE;
    events->count--;
  }
  stop = events->stop;
  (void)pthread_mutex_unlock(&events->lock);
  return stop;
}

/* Said when it begins and when it ends, and not in between. */
static void
note_failure(struct sp_events *events, const struct sp_err *err)
{
  if (!events->failing)
    sp_log(SP_LOG_ERROR, "events-not-written", "message=\"%s\"", err->msg);
  events->failing = true;
}

static void
note_success(struct sp_events *events, size_t written)
{
  if (events->failing)
    sp_log(SP_LOG_WARNING, "events-written-again", "waiting=%zu", written);
  events->failing = false;
}

static void
count(struct sp_events *events, size_t written)
{
  (void)pthread_mutex_lock(&events->lock);
  events->stats.written += written;
  events->stats.failing = events->failing;
  (void)pthread_mutex_unlock(&events->lock);
}

static void
put_aside(struct sp_events *events)
{
  struct sp_err err;

  sp_store_close(events->store);
  events->store = NULL;
  if (sp_store_set_aside(events->dir, &err) == SP_OK)
    sp_log(SP_LOG_ERROR, "events-damaged", "put_aside=%s begun_anew=true",
           SP_STORE_ASIDE);
  else
    note_failure(events, &err);
}

static enum sp_status
settle_when_due(struct sp_events *events, struct sp_err *err)
{
  sp_day today = sp_clock_at(sp_when_now()).day;
  time_t now = in_ms(0).tv_sec;
  enum sp_status status;

  if (events->settled == today && now - events->settled_at < SETTLE_SECONDS)
    return SP_OK;
  sp_store_forget_aside(events->dir);
  status = sp_store_settle(events->store, today, err);
  if (status != SP_OK)
    return status;
  events->settled = today;
  events->settled_at = now;
  return SP_OK;
}

static enum sp_status
write_once(struct sp_events *events, struct sp_err *err)
{
  enum sp_status status = SP_OK;

  if (events->store == NULL)
    status = sp_store_open(events->path, &events->store, err);
  if (status == SP_OK)
    status = settle_when_due(events, err);
  if (status == SP_OK && events->batch_count > 0)
    status =
        sp_store_add(events->store, events->batch, events->batch_count, err);
  return status;
}

static bool
write_batch(struct sp_events *events)
{
  struct sp_err err;
  enum sp_status status = write_once(events, &err);

  if (status == SP_E_CORRUPT) {
    put_aside(events);
    status = write_once(events, &err);
  }
  if (status != SP_OK) {
    note_failure(events, &err);
    count(events, 0);
    return false;
  }
  note_success(events, events->batch_count);
  count(events, events->batch_count);
  events->batch_count = 0;
  return true;
}

static void *
write_events(void *cls)
{
  struct sp_events *events = cls;
  bool is_ending = false;

  do {
    bool is_written = write_batch(events);

    if (is_ending && !is_written)
      break;
    is_ending = wait_for_work(events, is_written ? PAUSE_MS : RETRY_MS);
  } while (!is_ending || events->batch_count > 0);
  return NULL;
}

/* ---- start and stop ---- */

static void
release(struct sp_events *events)
{
  sp_store_close(events->store);
  (void)pthread_cond_destroy(&events->wake);
  (void)pthread_mutex_destroy(&events->lock);
  free(events);
}

enum sp_status
sp_events_start(const char *dir, struct sp_events **out, struct sp_err *err)
{
  struct sp_events *events = calloc(1, sizeof(*events));
  pthread_condattr_t attr;
  int len;

  *out = NULL;
  if (events == NULL)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  (void)pthread_mutex_init(&events->lock, NULL);
  (void)pthread_condattr_init(&attr);
  (void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
  (void)pthread_cond_init(&events->wake, &attr);
  (void)pthread_condattr_destroy(&attr);
  events->dir = dir;
  events->settled = INT32_MIN;
  begin_day(events, INT32_MIN);
  len =
      snprintf(events->path, sizeof(events->path), "%s/%s", dir, SP_STORE_FILE);
  if (len < 0 || (size_t)len >= sizeof(events->path) ||
      pthread_create(&events->thread, NULL, write_events, events) != 0) {
    release(events);
    return sp_fail(err, SP_E_IO, "cannot start the writer of events");
  }
  *out = events;
  return SP_OK;
}

void
sp_events_stop(struct sp_events *events)
{
  if (events == NULL)
    return;
  (void)pthread_mutex_lock(&events->lock);
  events->stop = true;
  (void)pthread_cond_signal(&events->wake);
  (void)pthread_mutex_unlock(&events->lock);
  (void)pthread_join(events->thread, NULL);
  events->stats.dropped += events->count + events->batch_count;
  if (events->stats.dropped > 0)
    sp_log(SP_LOG_WARNING, "events-dropped", "count=%llu",
           (unsigned long long)events->stats.dropped);
  release(events);
}
