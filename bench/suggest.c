/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bench/suggest.c - suggestions without a server, and an index that has nothing
 * but titles, so that a million of them can be served.
 *
 * bench-suggest find TITLES TYPED SECONDS
 *   TITLES has an id, a tab and a title a line, by title; TYPED what is typed.
 *   Prints
 *     TABLE titles bytes cpu-microseconds
 *     RESULT finds wall-microseconds cpu-microseconds 0 suggestions
 * bench-suggest index TITLES DIR
 *   Makes DIR/public of a page each, title and all. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/index.h"
#include "searchd/suggest.h"

#define LIMIT 8        /* as the server answers */
#define BATCH 50000    /* pages to a commit */
#define CHECK_EVERY 64 /* finds between two looks at the clock */

struct lines {
  struct sp_str *line;
  size_t count, cap;
};

static uint64_t
clock_us(clockid_t clock)
{
  struct timespec ts;

  (void)clock_gettime(clock, &ts);
  return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

static void
die(const char *what)
{
  (void)fprintf(stderr, "bench-suggest: %s\n", what);
  exit(1);
}

static struct lines
read_lines(struct sp_arena *arena, const char *path)
{
  FILE *in = fopen(path, "r");
  struct lines lines = {0};
  char *text = NULL;
  size_t room = 0;
  ssize_t len;

  if (in == NULL)
    die(path);
  while ((len = getline(&text, &room, in)) > 0) {
    struct sp_str line = sp_arena_copy(arena, sp_str_n(text, (size_t)len - 1));
    SP_PUSH(arena, lines.line, lines.count, lines.cap, line);
  }
  free(text);
  (void)fclose(in);
  return lines;
}

static struct sp_page_head
head_of(struct sp_str line)
{
  size_t tab = sp_str_find(line, '\t', 0);
  struct sp_page_head head = {.id = sp_str_sub(line, 0, tab),
                              .title = sp_str_sub(line, tab + 1, line.len),
                              .service = SP_STR("bench"),
                              .lang = SP_STR("en"),
                              .level = 1,
                              .from = SP_ALWAYS_FROM,
                              .until = SP_ALWAYS_UNTIL};
  return head;
}

static const struct sp_suggest *
make_table(struct sp_arena *arena, const struct lines *titles)
{
  struct sp_page_head *head =
      sp_arena_array(arena, struct sp_page_head, titles->count);
  struct sp_suggest_source source = {.head = head, .heads = titles->count};
  uint64_t began = clock_us(CLOCK_THREAD_CPUTIME_ID);
  const struct sp_suggest *suggest;

  for (size_t i = 0; i < titles->count; i++)
    head[i] = head_of(titles->line[i]);
  suggest = sp_suggest_end(sp_suggest_begin(&source), arena);
  printf("TABLE %zu %zu %llu\n", titles->count, sp_suggest_bytes(suggest),
         (unsigned long long)(clock_us(CLOCK_THREAD_CPUTIME_ID) - began));
  return suggest;
}

static size_t
find_one(const struct sp_suggest *suggest, struct sp_arena *arena,
         struct sp_buf *body, struct sp_str typed)
{
  struct sp_viewer viewer = {1, 0};
  uint32_t entry[LIMIT];
  size_t count = sp_suggest_find(suggest, arena, typed, &viewer, LIMIT, entry);

  sp_buf_clear(body);
  for (size_t i = 0; i < count; i++)
    sp_suggest_put(suggest, entry[i], arena, body);
  return count;
}

static void
find(const char *titles_path, const char *typed_path, unsigned seconds)
{
  struct sp_arena arena = {0};
  struct lines titles = read_lines(&arena, titles_path);
  struct lines typed = read_lines(&arena, typed_path);
  const struct sp_suggest *suggest = make_table(&arena, &titles);
  uint64_t finds = 0, found = 0, wall, cpu;
  struct sp_buf body;

  if (typed.count == 0)
    die("nothing is typed");
  sp_buf_init(&body, 1024 * 1024);
  for (size_t i = 0; i < typed.count; i++)
    (void)find_one(suggest, &arena, &body, typed.line[i]);
  wall = clock_us(CLOCK_MONOTONIC);
  cpu = clock_us(CLOCK_THREAD_CPUTIME_ID);
  do {
    for (unsigned i = 0; i < CHECK_EVERY; i++)
      found +=
          find_one(suggest, &arena, &body, typed.line[finds++ % typed.count]);
  } while (clock_us(CLOCK_MONOTONIC) - wall < seconds * UINT64_C(1000000));
  printf("RESULT %llu %llu %llu 0 %llu\n", (unsigned long long)finds,
         (unsigned long long)(clock_us(CLOCK_MONOTONIC) - wall),
         (unsigned long long)(clock_us(CLOCK_THREAD_CPUTIME_ID) - cpu),
         (unsigned long long)found);
  sp_buf_release(&body);
  sp_arena_release(&arena);
}

static void
must(enum sp_status status, const struct sp_err *err)
{
  if (status != SP_OK)
    die(err->msg);
}

static void
put_all(struct sp_writer *writer, const struct lines *titles)
{
  struct sp_page_section introduction = {.level_min = 1,
                                         .level_max = 4,
                                         .from = SP_ALWAYS_FROM,
                                         .until = SP_ALWAYS_UNTIL};
  struct sp_page page = {
      .audience = SP_PUBLIC, .section = &introduction, .sections = 1};
  struct sp_err err;

  for (size_t i = 0; i < titles->count; i++) {
    page.head = head_of(titles->line[i]);
    must(sp_writer_put(writer, &page, &err), &err);
    if (i % BATCH == BATCH - 1)
      must(sp_writer_commit(writer, &err), &err);
  }
  must(sp_writer_commit(writer, &err), &err);
}

static void
make_index(const char *titles_path, const char *dir)
{
  struct sp_arena arena = {0};
  struct lines titles = read_lines(&arena, titles_path);
  struct sp_writer *writer;
  struct sp_err err;

  if (mkdir(dir, 0755) != 0 || chdir(dir) != 0 || mkdir("public", 0755) != 0 ||
      symlink("gen-1", "public/current") != 0)
    die(dir);
  must(sp_writer_open("public/gen-1", true, &writer, &err), &err);
  put_all(writer, &titles);
  sp_writer_free(writer);
  sp_arena_release(&arena);
}

int
main(int argc, char **argv)
{
  if (argc == 5 && strcmp(argv[1], "find") == 0)
    find(argv[2], argv[3], (unsigned)atoi(argv[4]));
  else if (argc == 4 && strcmp(argv[1], "index") == 0)
    make_index(argv[2], argv[3]);
  else
    die("usage: bench-suggest find TITLES TYPED SECONDS | index TITLES DIR");
  return 0;
}
