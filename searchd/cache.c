/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/cache.h"

#include "lib/hash.h"

#include <pthread.h>
#include <stdlib.h>

/* Threads that ask for different things seldom meet at one lock. */
#define SHARDS 16
/* What an entry takes on average, at the least: sizes the tables. */
#define ENTRY_BYTES 4096
/* None takes more than this part of its shard. */
#define LARGEST_PART 4

struct entry {
  struct entry *next;          /* of the bucket */
  struct entry *newer, *older; /* in line to be thrown out */
  struct sp_kept *kept;
  uint64_t hash;
  bool used; /* since it was last in danger */
  size_t key_len;
  char key[];
};

struct shard {
  pthread_mutex_t lock; /* of all below */
  struct entry **bucket;
  struct entry *newest, *oldest;
  struct sp_revision revision; /* of all that is in it */
  struct sp_cache_stats stats;
} __attribute__((aligned(64)));

struct sp_cache_table {
  size_t shard_bytes;
  size_t buckets; /* of each shard; a power of two */
  struct sp_hash_key secret;
  struct shard shard[SHARDS];
};

/* ---- what is kept ---- */

void
sp_kept_init(struct sp_kept *kept, void (*end)(struct sp_kept *kept))
{
  atomic_init(&kept->holders, 1);
  kept->end = end;
}

void
sp_kept_hold(struct sp_kept *kept)
{
  (void)atomic_fetch_add_explicit(&kept->holders, 1, memory_order_relaxed);
}

void
sp_kept_put(struct sp_kept *kept)
{
  if (kept != NULL &&
      atomic_fetch_sub_explicit(&kept->holders, 1, memory_order_acq_rel) == 1)
    kept->end(kept);
}

/* ---- the table ---- */

struct sp_cache_table *
sp_cache_new(size_t bytes)
{
  struct sp_cache_table *cache = aligned_alloc(64, sizeof(*cache));

  if (cache == NULL)
    return NULL;
  memset(cache, 0, sizeof(*cache));
  cache->shard_bytes = bytes / SHARDS;
  cache->buckets = 16;
  while (cache->buckets < cache->shard_bytes / ENTRY_BYTES)
    cache->buckets *= 2;
  sp_hash_key_make(&cache->secret);
  for (size_t i = 0; i < SHARDS; i++) {
    struct shard *shard = &cache->shard[i];

    (void)pthread_mutex_init(&shard->lock, NULL);
    shard->bucket = calloc(cache->buckets, sizeof(struct entry *));
    if (shard->bucket == NULL) {
      sp_cache_free(cache);
      return NULL;
    }
  }
  return cache;
}

static size_t
size_of(const struct entry *entry)
{
  return sizeof(*entry) + entry->key_len + entry->kept->bytes;
}

static struct entry **
place_of(const struct sp_cache_table *cache, struct shard *shard, uint64_t hash,
         struct sp_str key)
{
  struct entry **at = &shard->bucket[hash & (cache->buckets - 1)];

  while (*at != NULL && ((*at)->hash != hash ||
                         !sp_str_eq(sp_str_n((*at)->key, (*at)->key_len), key)))
    at = &(*at)->next;
  return at;
}

static void
leave_line(struct shard *shard, struct entry *entry)
{
  if (entry->newer != NULL)
    entry->newer->older = entry->older;
  else
    shard->newest = entry->older;
  if (entry->older != NULL)
    entry->older->newer = entry->newer;
  else
    shard->oldest = entry->newer;
}

static void
join_line(struct shard *shard, struct entry *entry)
{
  entry->newer = NULL;
  entry->older = shard->newest;
  if (shard->newest != NULL)
    shard->newest->newer = entry;
  else
    shard->oldest = entry;
  shard->newest = entry;
}

static void
take_out(struct shard *shard, struct entry **at)
{
  struct entry *entry = *at;

  *at = entry->next;
  leave_line(shard, entry);
  shard->stats.bytes -= size_of(entry);
  shard->stats.entries--;
  sp_kept_put(entry->kept);
  free(entry);
}

static void
take_out_oldest(const struct sp_cache_table *cache, struct shard *shard)
{
  struct entry *entry = shard->oldest;

  take_out(shard, place_of(cache, shard, entry->hash,
                           sp_str_n(entry->key, entry->key_len)));
}

/* All that is in a shard is of one revision: of another nothing is right. */
static void
move_to(const struct sp_cache_table *cache, struct shard *shard,
        struct sp_revision revision)
{
  if (shard->revision.generation == revision.generation &&
      shard->revision.revision == revision.revision)
    return;
  while (shard->oldest != NULL)
    take_out_oldest(cache, shard);
  shard->revision = revision;
}

/* Who was asked for since the last time gets another. */
static void
make_room(const struct sp_cache_table *cache, struct shard *shard, size_t bytes)
{
  while (shard->oldest != NULL &&
         shard->stats.bytes + bytes > cache->shard_bytes) {
    struct entry *entry = shard->oldest;

    if (entry->used) {
      entry->used = false;
      leave_line(shard, entry);
      join_line(shard, entry);
    } else {
      take_out_oldest(cache, shard);
      shard->stats.evicted++;
    }
  }
}

void
sp_cache_free(struct sp_cache_table *cache)
{
  if (cache == NULL)
    return;
  for (size_t i = 0; i < SHARDS && cache->shard[i].bucket != NULL; i++) {
    struct shard *shard = &cache->shard[i];

    while (shard->oldest != NULL)
      take_out_oldest(cache, shard);
    free(shard->bucket);
    (void)pthread_mutex_destroy(&shard->lock);
  }
  free(cache);
}

static struct shard *
shard_of(struct sp_cache_table *cache, uint64_t hash)
{
  return &cache->shard[(hash >> 48) % SHARDS];
}

struct sp_kept *
sp_cache_get(struct sp_cache_table *cache, struct sp_str key,
             struct sp_revision revision, sp_instant now)
{
  uint64_t hash = sp_hash_short(&cache->secret, key);
  struct shard *shard = shard_of(cache, hash);
  struct sp_kept *kept = NULL;
  struct entry **at;

  (void)pthread_mutex_lock(&shard->lock);
  move_to(cache, shard, revision);
  at = place_of(cache, shard, hash, key);
  if (*at != NULL && (*at)->kept->boundary <= now)
    take_out(shard, at);
  else if (*at != NULL && (*at)->kept->made <= now) {
    (*at)->used = true;
    kept = (*at)->kept;
    sp_kept_hold(kept);
  }
  shard->stats.hits += kept != NULL;
  (void)pthread_mutex_unlock(&shard->lock);
  return kept;
}

static struct entry *
make_entry(uint64_t hash, struct sp_str key, struct sp_kept *kept)
{
  struct entry *entry = calloc(1, sizeof(*entry) + key.len);

  if (entry == NULL)
    return NULL;
  entry->hash = hash;
  entry->key_len = key.len;
  if (key.len > 0)
    memcpy(entry->key, key.ptr, key.len);
  entry->kept = kept;
  sp_kept_hold(kept);
  return entry;
}

void
sp_cache_put(struct sp_cache_table *cache, struct sp_str key,
             struct sp_kept *kept)
{
  uint64_t hash = sp_hash_short(&cache->secret, key);
  struct shard *shard = shard_of(cache, hash);
  size_t bytes = sizeof(struct entry) + key.len + kept->bytes;
  struct entry *entry, **at;

  if (bytes > cache->shard_bytes / LARGEST_PART)
    return;
  entry = make_entry(hash, key, kept);
  if (entry == NULL)
    return;
  (void)pthread_mutex_lock(&shard->lock);
  move_to(cache, shard, kept->revision);
  at = place_of(cache, shard, hash, key);
  if (*at != NULL)
    take_out(shard, at);
  else
    shard->stats.misses++;
  make_room(cache, shard, bytes);
  at = &shard->bucket[hash & (cache->buckets - 1)];
  entry->next = *at;
  *at = entry;
  join_line(shard, entry);
  shard->stats.bytes += bytes;
  shard->stats.entries++;
  (void)pthread_mutex_unlock(&shard->lock);
}

void
sp_cache_stats(struct sp_cache_table *cache, struct sp_cache_stats *out)
{
  memset(out, 0, sizeof(*out));
  for (size_t i = 0; i < SHARDS; i++) {
    struct shard *shard = &cache->shard[i];

    (void)pthread_mutex_lock(&shard->lock);
    out->hits += shard->stats.hits;
    out->misses += shard->stats.misses;
    out->evicted += shard->stats.evicted;
    out->bytes += shard->stats.bytes;
    out->entries += shard->stats.entries;
    (void)pthread_mutex_unlock(&shard->lock);
  }
}
