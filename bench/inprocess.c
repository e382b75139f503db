/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bench/inprocess.c - searches through lib/index.h without a server: what a
 * reply's search costs before HTTP, templates and JSON.  With `match` only
 * what has to be done for any reply: the match, and the data of the results; no
 * snippet and no facet.
 *
 * bench-inprocess INDEX QUERIES SECONDS THREADS [match]
 *
 * INDEX is a site's folder (DIR/public); QUERIES has one query a line.  Each
 * thread has a reader of its own and starts at another query; all have seen
 * the whole list once before the clock starts.  Prints
 *   RESULT searches wall-microseconds cpu-microseconds failures hits
 * where the CPU time is that of the searching threads alone. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "lib/index.h"

#define PER_PAGE 10 /* as the search page shows */
#define THREADS_MAX 16

struct queries {
  struct sp_str *line;
  size_t count, cap;
};

struct run {
  const struct queries *queries;
  struct sp_search search; /* all but the query */
  pthread_barrier_t warm;
  atomic_bool stop;
};

struct worker {
  struct run *run;
  struct sp_reader *reader;
  size_t at; /* the next query */
  uint64_t searches, failures, hits, cpu_us;
};

static uint64_t
clock_us(clockid_t clock)
{
  struct timespec ts;

  (void)clock_gettime(clock, &ts);
  return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

static void
search_one(struct worker *worker)
{
  struct sp_search search = worker->run->search;
  const struct queries *queries = worker->run->queries;
  struct sp_results results = {0};
  struct sp_arena arena = {0};
  struct sp_err err;

  search.query = queries->line[worker->at++ % queries->count];
  if (sp_reader_search(worker->reader, &search, &arena, &results, &err) !=
      SP_OK)
    worker->failures++;
  worker->searches++;
  worker->hits += results.count;
  sp_arena_release(&arena);
}

static void *
work(void *ctx)
{
  struct worker *worker = ctx;
  struct run *run = worker->run;
  uint64_t began;

  for (size_t i = 0; i < run->queries->count; i++)
    search_one(worker);
  worker->searches = worker->failures = worker->hits = 0;
  (void)pthread_barrier_wait(&run->warm);
  began = clock_us(CLOCK_THREAD_CPUTIME_ID);
  while (!atomic_load_explicit(&run->stop, memory_order_relaxed))
    search_one(worker);
  worker->cpu_us = clock_us(CLOCK_THREAD_CPUTIME_ID) - began;
  return NULL;
}

static void
read_queries(const char *path, struct sp_arena *arena, struct queries *queries)
{
  FILE *in = fopen(path, "r");
  char *line = NULL;
  size_t size = 0;
  ssize_t len;

  while (in != NULL && (len = getline(&line, &size, in)) > 0) {
    struct sp_str text = {line, (size_t)len};

    if (text.ptr[text.len - 1] == '\n')
      text.len--;
    if (text.len > 0)
      SP_PUSH(arena, queries->line, queries->count, queries->cap,
              sp_arena_copy(arena, text));
  }
  free(line);
  if (in != NULL)
    (void)fclose(in);
}

/* Run the threads for so long; wall time in *wall_us.  False: one did not
 * start. */
static bool
run_all(struct run *run, struct worker *worker, unsigned threads,
        unsigned seconds, uint64_t *wall_us)
{
  struct timespec pause = {.tv_sec = (time_t)seconds};
  pthread_t id[THREADS_MAX];
  uint64_t began;

  (void)pthread_barrier_init(&run->warm, NULL, threads + 1);
  for (unsigned i = 0; i < threads; i++)
    if (pthread_create(&id[i], NULL, work, &worker[i]) != 0)
      return false;
  (void)pthread_barrier_wait(&run->warm);
  began = clock_us(CLOCK_MONOTONIC);
  (void)nanosleep(&pause, NULL);
  atomic_store(&run->stop, true);
  for (unsigned i = 0; i < threads; i++)
    (void)pthread_join(id[i], NULL);
  *wall_us = clock_us(CLOCK_MONOTONIC) - began;
  return true;
}

static int
open_all(struct run *run, struct worker *worker, unsigned threads,
         const char *index)
{
  for (unsigned i = 0; i < threads; i++) {
    struct sp_err err;

    worker[i].run = run;
    worker[i].at = i * run->queries->count / threads;
    if (sp_reader_open(index, &worker[i].reader, &err) != SP_OK) {
      (void)fprintf(stderr, "bench-inprocess: %s: %s\n", index, err.msg);
      return 3;
    }
  }
  return 0;
}

static void
print_result(const struct worker *worker, unsigned threads, uint64_t wall_us)
{
  struct worker sum = {0};

  for (unsigned i = 0; i < threads; i++) {
    sum.searches += worker[i].searches;
    sum.failures += worker[i].failures;
    sum.hits += worker[i].hits;
    sum.cpu_us += worker[i].cpu_us;
  }
  (void)printf("RESULT %llu %llu %llu %llu %llu\n",
               (unsigned long long)sum.searches, (unsigned long long)wall_us,
               (unsigned long long)sum.cpu_us, (unsigned long long)sum.failures,
               (unsigned long long)sum.hits);
}

int
main(int argc, char **argv)
{
  static struct worker worker[THREADS_MAX];
  struct sp_arena arena = {0};
  struct queries queries = {0};
  struct run run = {.queries = &queries};
  unsigned seconds = argc > 3 ? (unsigned)atoi(argv[3]) : 0;
  unsigned threads = argc > 4 ? (unsigned)atoi(argv[4]) : 0;
  uint64_t wall_us;
  int status;

  if (seconds == 0 || threads == 0 || threads > THREADS_MAX) {
    (void)fputs("usage: bench-inprocess INDEX QUERIES SECONDS THREADS "
                "[match]\n",
                stderr);
    return 2;
  }
  read_queries(argv[2], &arena, &queries);
  if (queries.count == 0) {
    (void)fprintf(stderr, "bench-inprocess: no query in %s\n", argv[2]);
    return 3;
  }
  run.search.count = PER_PAGE;
  run.search.facets = argc == 5;
  run.search.no_snippets = argc > 5;
  run.search.viewer = (struct sp_viewer){1, (sp_instant)time(NULL)};
  status = open_all(&run, worker, threads, argv[1]);
  if (status == 0 && run_all(&run, worker, threads, seconds, &wall_us))
    print_result(worker, threads, wall_us);
  for (unsigned i = 0; i < threads; i++)
    sp_reader_free(worker[i].reader);
  sp_arena_release(&arena);
  return status;
}
