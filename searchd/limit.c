/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/limit.h"

#include "lib/hash.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define WAYS 8 /* places that one visitor may be at */

struct entry {
  uint64_t mark;              /* 0: free */
  int64_t at[SP_LIMIT_TIMES]; /* when, a ring */
  unsigned next, count;       /* of the ring */
};

struct sp_limit {
  pthread_mutex_t lock;
  struct sp_hash_key key;
  struct entry entry[SP_LIMIT_VISITORS];
};

struct sp_limit *
sp_limit_new(void)
{
  struct sp_limit *limit = calloc(1, sizeof(*limit));

  if (limit == NULL)
    return NULL;
  sp_hash_key_make(&limit->key);
  (void)pthread_mutex_init(&limit->lock, NULL);
  return limit;
}

void
sp_limit_free(struct sp_limit *limit)
{
  if (limit == NULL)
    return;
  (void)pthread_mutex_destroy(&limit->lock);
  free(limit);
}

static int64_t
newest(const struct entry *entry)
{
  return entry->at[(entry->next + SP_LIMIT_TIMES - 1) % SP_LIMIT_TIMES];
}

/* The visitor's place, or one that may be taken for it. */
static struct entry *
entry_of(struct sp_limit *limit, uint64_t mark)
{
  struct entry *set =
      &limit->entry[(size_t)(mark % (SP_LIMIT_VISITORS / WAYS)) * WAYS];
  struct entry *best = &set[0];

  for (size_t i = 0; i < WAYS; i++) {
    if (set[i].mark == mark)
      return &set[i];
    if (best->mark != 0 && (set[i].mark == 0 || newest(&set[i]) < newest(best)))
      best = &set[i];
  }
  *best = (struct entry){.mark = mark};
  return best;
}

unsigned
sp_limit_take(struct sp_limit *limit, struct sp_str visitor, int64_t now)
{
  uint64_t mark = sp_hash_short(&limit->key, visitor);
  struct entry *entry;
  unsigned left = 0;

  (void)pthread_mutex_lock(&limit->lock);
  entry = entry_of(limit, mark != 0 ? mark : 1);
  /* A full ring is overwritten where its oldest time is. */
  if (entry->count == SP_LIMIT_TIMES &&
      now - entry->at[entry->next] < SP_LIMIT_SECONDS) {
    left = (unsigned)(entry->at[entry->next] + SP_LIMIT_SECONDS - now);
  } else {
    entry->at[entry->next] = now;
    entry->next = (entry->next + 1) % SP_LIMIT_TIMES;
    entry->count += entry->count < SP_LIMIT_TIMES;
  }
  (void)pthread_mutex_unlock(&limit->lock);
  return left;
}

unsigned
sp_limit_take_now(struct sp_limit *limit, struct sp_str visitor)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  return sp_limit_take(limit, visitor, ts.tv_sec);
}
