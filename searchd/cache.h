/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/cache.h - finished replies, kept in memory until the index or the
 * clock makes them wrong, or others need the room.
 *
 * It knows nothing of HTTP: who makes a reply puts a struct sp_kept into it and
 * says how to end it.  Nothing of it is ever written anywhere. */
#ifndef SP_CACHE_H
#define SP_CACHE_H

#include "lib/index.h"

#include <stdatomic.h>

#define SP_CACHE_MB_DEFAULT 32
#define SP_CACHE_MB_MAX 4096
#define SP_CACHE_CHEAP_PART 4 /* a fourth */

/* One reply; read only once it is in the cache. */
struct sp_kept {
  atomic_uint holders;
  size_t bytes; /* what it takes, at least roughly */
  bool cheap;   /* soon made anew: those share SP_CACHE_CHEAP_PART of the room,
                   and never push out one that is not */
  /* It is right for this state of the index ... */
  struct sp_revision revision;
  /* ... while made <= now < boundary */
  sp_instant made, boundary;
  void (*end)(struct sp_kept *kept); /* called when nobody holds it */
};

struct sp_cache_table; /* shared by threads */

struct sp_cache_stats {
  uint64_t hits, evicted;
  uint64_t misses;       /* made and put in, where nothing was */
  size_t bytes, entries; /* now */
};

/* bytes: how much may be kept, with what keeping costs.  The caller ends it
 * with sp_cache_free().  NULL: out of memory. */
struct sp_cache_table *sp_cache_new(size_t bytes);
/* What is still held lives on until it is put back.  NULL is fine. */
void sp_cache_free(struct sp_cache_table *cache);

/* What is kept under this key and right for `revision` at `now`; NULL when
 * there is none.  The caller ends it with sp_kept_put(). */
struct sp_kept *sp_cache_get(struct sp_cache_table *cache, struct sp_str key,
                             struct sp_revision revision, sp_instant now);
/* Keep it under this key, in place of what is there; the caller's hold stays
 * the caller's.  What is too large for the cache is not kept. */
void sp_cache_put(struct sp_cache_table *cache, struct sp_str key,
                  struct sp_kept *kept);
void sp_cache_stats(struct sp_cache_table *cache, struct sp_cache_stats *out);

/* One holder, the caller. */
void sp_kept_init(struct sp_kept *kept, void (*end)(struct sp_kept *kept));
void sp_kept_hold(struct sp_kept *kept);
void sp_kept_put(struct sp_kept *kept); /* NULL is fine */

#endif
