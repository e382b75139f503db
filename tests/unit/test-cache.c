/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "searchd/cache.h"

#define NOW ((sp_instant)1780000000)
#define MB ((size_t)1024 * 1024)
#define DEAR (MB - MB / SP_CACHE_CHEAP_PART) /* for what is not cheap */

/* How many are alive. */
static atomic_int alive;

struct thing {
  struct sp_kept kept;
  int number;
};

static void
end_thing(struct sp_kept *kept)
{
  atomic_fetch_sub(&alive, 1);
  free(kept);
}

static struct thing *
make(int number, uint64_t revision, sp_instant boundary, size_t bytes)
{
  struct thing *thing = calloc(1, sizeof(*thing));

  assert_non_null(thing);
  sp_kept_init(&thing->kept, end_thing);
  thing->number = number;
  thing->kept.bytes = bytes;
  thing->kept.revision = (struct sp_revision){1, revision};
  thing->kept.made = NOW;
  thing->kept.boundary = boundary;
  atomic_fetch_add(&alive, 1);
  return thing;
}

static void
put(struct sp_cache_table *cache, const char *key, int number,
    uint64_t revision, sp_instant boundary)
{
  struct thing *thing = make(number, revision, boundary, 1000);

  sp_cache_put(cache, sp_str(key), &thing->kept);
  sp_kept_put(&thing->kept);
}

/* The number kept under the key; 0: nothing is. */
static int
get(struct sp_cache_table *cache, const char *key, uint64_t revision,
    sp_instant now)
{
  struct sp_revision wanted = {1, revision};
  struct sp_kept *kept = sp_cache_get(cache, sp_str(key), wanted, now);
  int number = kept != NULL ? ((struct thing *)kept)->number : 0;

  sp_kept_put(kept);
  return number;
}

static int
set_up(void **state)
{
  *state = sp_cache_new(MB);
  return *state != NULL ? 0 : -1;
}

static int
tear_down(void **state)
{
  sp_cache_free(*state);
  return atomic_load(&alive);
}

static void
what_is_put_is_found_by_its_whole_key(void **state)
{
  struct sp_cache_table *cache = *state;

  put(cache, "a", 1, 1, SP_ALWAYS_UNTIL);
  put(cache, "ab", 2, 1, SP_ALWAYS_UNTIL);
  put(cache, "", 3, 1, SP_ALWAYS_UNTIL);
  assert_int_equal(get(cache, "a", 1, NOW), 1);
  assert_int_equal(get(cache, "ab", 1, NOW), 2);
  assert_int_equal(get(cache, "", 1, NOW), 3);
  assert_int_equal(get(cache, "b", 1, NOW), 0);
  put(cache, "a", 4, 1, SP_ALWAYS_UNTIL);
  assert_int_equal(get(cache, "a", 1, NOW), 4);
}

static void
it_ends_at_its_boundary_and_not_a_second_later(void **state)
{
  struct sp_cache_table *cache = *state;
  struct sp_cache_stats stats;

  put(cache, "a", 1, 1, NOW + 60);
  assert_int_equal(get(cache, "a", 1, NOW + 59), 1);
  assert_int_equal(get(cache, "a", 1, NOW + 60), 0);
  sp_cache_stats(cache, &stats);
  assert_int_equal(stats.entries, 0);
  assert_int_equal(stats.bytes, 0);
}

/* A clock that is put back may go back over another boundary. */
static void
it_is_not_for_a_time_before_it_was_made(void **state)
{
  struct sp_cache_table *cache = *state;

  put(cache, "a", 1, 1, SP_ALWAYS_UNTIL);
  assert_int_equal(get(cache, "a", 1, NOW - 1), 0);
  assert_int_equal(get(cache, "a", 1, NOW), 1);
}

static void
another_revision_or_generation_has_nothing_of_it(void **state)
{
  struct sp_cache_table *cache = *state;
  struct sp_revision other = {2, 1};
  struct sp_cache_stats stats;

  put(cache, "a", 1, 1, SP_ALWAYS_UNTIL);
  assert_int_equal(get(cache, "a", 2, NOW), 0);
  assert_int_equal(get(cache, "a", 1, NOW), 0); /* and it is gone */
  put(cache, "a", 1, 1, SP_ALWAYS_UNTIL);
  assert_null(sp_cache_get(cache, SP_STR("a"), other, NOW));
  sp_cache_stats(cache, &stats);
  assert_int_equal(stats.entries, 0);
  assert_int_equal(stats.bytes, 0);
}

static void
who_holds_one_has_it_when_it_is_thrown_out(void **state)
{
  struct sp_cache_table *cache = *state;
  struct sp_revision one = {1, 1};
  struct sp_kept *held;

  put(cache, "a", 7, 1, SP_ALWAYS_UNTIL);
  held = sp_cache_get(cache, SP_STR("a"), one, NOW);
  assert_int_equal(get(cache, "a", 2, NOW), 0);
  assert_int_equal(((struct thing *)held)->number, 7);
  assert_int_equal(atomic_load(&alive), 1);
  sp_kept_put(held);
  assert_int_equal(atomic_load(&alive), 0);
}

static void
memory_has_a_bound_and_what_is_asked_for_stays(void **state)
{
  struct sp_cache_table *cache = *state;
  struct sp_cache_stats stats;
  char key[32];

  put(cache, "wanted", 1, 1, SP_ALWAYS_UNTIL);
  for (int i = 0; i < 20000; i++) {
    (void)snprintf(key, sizeof(key), "key %d", i);
    put(cache, key, i + 1, 1, SP_ALWAYS_UNTIL);
    assert_int_equal(get(cache, "wanted", 1, NOW), 1);
    if (i % 100 == 0) {
      sp_cache_stats(cache, &stats);
      assert_true(stats.bytes <= MB);
    }
  }
  sp_cache_stats(cache, &stats);
  assert_true(stats.bytes <= MB && stats.bytes > MB / 2);
  assert_true(stats.entries > 400 && stats.entries < 900);
  assert_int_equal(stats.evicted + stats.entries, 20001);
  assert_int_equal(stats.misses, 20001);
  assert_int_equal(stats.hits, 20000);
  assert_int_equal(atomic_load(&alive), stats.entries);
}

static void
one_that_would_fill_it_alone_is_not_kept(void **state)
{
  struct sp_cache_table *cache = *state;
  struct thing *thing = make(1, 1, SP_ALWAYS_UNTIL, DEAR / 64);

  sp_cache_put(cache, SP_STR("large"), &thing->kept);
  sp_kept_put(&thing->kept);
  assert_int_equal(get(cache, "large", 1, NOW), 0);
  thing = make(1, 1, SP_ALWAYS_UNTIL, DEAR / 64 - 200);
  sp_cache_put(cache, SP_STR("large"), &thing->kept);
  sp_kept_put(&thing->kept);
  assert_int_equal(get(cache, "large", 1, NOW), 1);
}

static bool
put_cheap(struct sp_cache_table *cache, int number)
{
  struct thing *thing = make(number, 1, SP_ALWAYS_UNTIL, 1000);
  char key[16];

  thing->kept.cheap = true;
  (void)snprintf(key, sizeof(key), "cheap %d", number);
  sp_cache_put(cache, sp_str(key), &thing->kept);
  sp_kept_put(&thing->kept);
  return get(cache, key, 1, NOW) == number;
}

static void
what_is_cheap_pushes_out_its_like_alone(void **state)
{
  struct sp_cache_table *cache = *state;
  struct sp_cache_stats stats;
  char key[16];

  for (int i = 1; i <= 100; i++) {
    (void)snprintf(key, sizeof(key), "dear %d", i);
    put(cache, key, i, 1, SP_ALWAYS_UNTIL);
  }
  for (int i = 1; i <= 10000; i++)
    assert_true(put_cheap(cache, i));
  for (int i = 1; i <= 100; i++) {
    (void)snprintf(key, sizeof(key), "dear %d", i);
    assert_int_equal(get(cache, key, 1, NOW), i);
  }
  sp_cache_stats(cache, &stats);
  assert_true(stats.bytes <= MB / SP_CACHE_CHEAP_PART + (size_t)100 * 1200);
  assert_true(stats.entries > 100 + 150);
}

static void
what_is_dear_leaves_the_cheap_its_part(void **state)
{
  struct sp_cache_table *cache = *state;
  struct sp_cache_stats stats;
  char key[16];

  assert_true(put_cheap(cache, 1));
  for (int i = 1; i <= 10000; i++) {
    (void)snprintf(key, sizeof(key), "dear %d", i);
    put(cache, key, i, 1, SP_ALWAYS_UNTIL);
  }
  assert_int_equal(get(cache, "cheap 1", 1, NOW), 1);
  sp_cache_stats(cache, &stats);
  assert_true(stats.bytes <= MB - MB / SP_CACHE_CHEAP_PART + 1200);
  assert_int_equal(get(cache, "cheap 1", 2, NOW), 0);
}

/* ---- many threads ---- */

#define THREADS 4
#define ROUNDS 20000

struct worker {
  struct sp_cache_table *cache;
  pthread_t thread;
  unsigned seed;
  int wrong;
};

/* The number says key and revision; time and revision go on meanwhile. */
static void *
work(void *arg)
{
  struct worker *w = arg;

  for (int i = 0; i < ROUNDS; i++) {
    int key = (int)(rand_r(&w->seed) % 400);
    uint64_t revision = 1 + (uint64_t)i / 5000;
    sp_instant now = NOW + i / 1000;
    char text[16];
    int found;

    (void)snprintf(text, sizeof(text), "%d", key);
    found = get(w->cache, text, revision, now);
    if (found != 0 && found != (int)revision * 1000 + key)
      w->wrong++;
    if (found == 0) {
      struct thing *thing =
          make((int)revision * 1000 + key, revision, now + 2, 4000);

      sp_cache_put(w->cache, sp_str(text), &thing->kept);
      sp_kept_put(&thing->kept);
    }
  }
  return NULL;
}

static void
threads_find_only_what_is_right(void **state)
{
  struct worker worker[THREADS];
  struct sp_cache_stats stats;

  for (unsigned i = 0; i < THREADS; i++) {
    worker[i] = (struct worker){.cache = *state, .seed = i};
    assert_int_equal(pthread_create(&worker[i].thread, NULL, work, &worker[i]),
                     0);
  }
  for (size_t i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_join(worker[i].thread, NULL), 0);
    assert_int_equal(worker[i].wrong, 0);
  }
  sp_cache_stats(*state, &stats);
  assert_true(stats.bytes <= MB);
  assert_int_equal(atomic_load(&alive), stats.entries);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(what_is_put_is_found_by_its_whole_key),
      TEST(it_ends_at_its_boundary_and_not_a_second_later),
      TEST(it_is_not_for_a_time_before_it_was_made),
      TEST(another_revision_or_generation_has_nothing_of_it),
      TEST(who_holds_one_has_it_when_it_is_thrown_out),
      TEST(memory_has_a_bound_and_what_is_asked_for_stays),
      TEST(what_is_cheap_pushes_out_its_like_alone),
      TEST(what_is_dear_leaves_the_cheap_its_part),
      TEST(one_that_would_fill_it_alone_is_not_kept),
      TEST(threads_find_only_what_is_right),
  };
  return cmocka_run_group_tests_name("cache", tests, NULL, NULL);
}
