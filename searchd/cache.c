/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/cache.h"

#include "lib/hash.h"

#include <pthread.h>
#include <stdlib.h>

/* Threads that ask for different things seldom meet at one lock. */
#define SHARDS 16
/* What an entry takes on average, at the least: sizes the tables. */
#define ENTRY_BYTES 4096
/* None takes more than this part of its share of its shard. */
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

/* Those that are thrown out for one another. */
struct line {
  struct entry *newest, *oldest;
  size_t bytes;
};

struct shard {
  pthread_mutex_t lock; /* of all below */
  struct entry **bucket;
  struct line line[2];         /* what is dear, what is cheap */
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

static struct line *
line_of(struct shard *shard, const struct sp_kept *kept)
{
  return &shard->line[kept->cheap];
}

static void
leave_line(struct shard *shard, struct entry *entry)
{
  struct line *line = line_of(shard, entry->kept);

  if (entry->newer != NULL)
    entry->newer->older = entry->older;
  else
    line->newest = entry->older;
  if (entry->older != NULL)
    entry->older->newer = entry->newer;
  else
    line->oldest = entry->newer;
  line->bytes -= size_of(entry);
}

static void
join_line(struct shard *shard, struct entry *entry)
{
  struct line *line = line_of(shard, entry->kept);

  entry->newer = NULL;
  entry->older = line->newest;
  if (line->newest != NULL)
    line->newest->newer = entry;
  else
    line->oldest = entry;
  line->newest = entry;
  line->bytes += size_of(entry);
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
take_out_oldest(const struct sp_cache_table *cache, struct shard *shard,
                const struct line *line)
{
  struct entry *entry = line->oldest;

  take_out(shard, place_of(cache, shard, entry->hash,
                           sp_str_n(entry->key, entry->key_len)));
}

static void
take_out_all(const struct sp_cache_table *cache, struct shard *shard)
{
  for (size_t i = 0; i < SP_ARRAY_LEN(shard->line); i++)
    while (shard->line[i].oldest != NULL)
      take_out_oldest(cache, shard, &shard->line[i]);
}

/* All that is in a shard is of one revision: of another nothing is right. */
static void
move_to(const struct sp_cache_table *cache, struct shard *shard,
        struct sp_revision revision)
{
  if (shard->revision.generation == revision.generation &&
      shard->revision.revision == revision.revision)
    return;
  take_out_all(cache, shard);
  shard->revision = revision;
}

/* How much what is of this kind may take, all together.  What is cheap has its
 * part to itself. */
static size_t
share_of(const struct sp_cache_table *cache, const struct sp_kept *kept)
{
  size_t cheap = cache->shard_bytes / SP_CACHE_CHEAP_PART;

  return kept->cheap ? cheap : cache->shard_bytes - cheap;
}

/* Who was asked for since the last time gets another. */
static void
make_room(const struct sp_cache_table *cache, struct shard *shard,
          const struct sp_kept *kept, size_t bytes)
{
  struct line *line = line_of(shard, kept);

  while (line->oldest != NULL && line->bytes + bytes > share_of(cache, kept)) {
    struct entry *entry = line->oldest;

    if (entry->used) {
      entry->used = false;
      leave_line(shard, entry);
      join_line(shard, entry);
    } else {
      take_out_oldest(cache, shard, line);
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

    take_out_all(cache, shard);
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

  if (bytes > share_of(cache, kept) / LARGEST_PART)
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
  make_room(cache, shard, kept, bytes);
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
