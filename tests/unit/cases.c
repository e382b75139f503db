/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "tests/unit/cases.h"
#include "tests/unit/tree.h"

#include <stdlib.h>

#define FRONT                                                                  \
  "---\ntitle: Test\nreviewed: 2026-09-01\nreview-by: 2027-03-01\n"            \
  "summary: A test.\n"

struct run {
  const struct doc_case *row;
  doc_reader *read;
};

static struct sp_str
source_of(struct sp_arena *arena, const struct doc_case *row,
          unsigned *first_line)
{
  struct sp_str head;

  *first_line = 1;
  if (!row->front)
    return sp_str(row->body);
  head = sp_arena_fmt(arena, FRONT "%s---\n", row->front);
  for (size_t i = 0; i < head.len; i++)
    *first_line += head.ptr[i] == '\n';
  return sp_arena_fmt(arena, "%.*s%s", SP_FMT(head), row->body);
}

static void
run_case(void **state)
{
  const struct run *run = *state;
  const struct doc_case *row = run->row;
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {
      .path = sp_str(row->path ? row->path : "waste/test.md"),
      .lenient = row->lenient};
  struct sp_reading reading;
  unsigned first_line;
  struct sp_str source = source_of(&arena, row, &first_line);
  /* On the heap and without a NUL, so that an overrun is seen. */
  char *bytes = malloc(source.len + 1);

  memcpy(bytes, source.ptr, source.len);
  bytes = realloc(bytes, source.len ? source.len : 1);
  run->read(&arena, sp_str_n(bytes, source.len), &options, &diags, &reading);
  if (!sp_str_is(tree_print_diags(&arena, &diags, first_line), row->diags))
    sp_diags_print(&diags, stderr);
  assert_str(tree_print_diags(&arena, &diags, first_line), row->diags);
  if (row->tree) {
    assert_non_null(reading.doc);
    assert_str(
        tree_print(&arena, reading.doc->root),
        sp_arena_fmt(&arena, *row->tree ? "(root %s)" : "(root%s)", row->tree)
            .ptr);
  }
  free(bytes);
  sp_arena_release(&arena);
}

int
run_doc_tables_and(const char *group, const struct doc_table *tables,
                   size_t count, doc_reader *read,
                   const struct CMUnitTest *more, size_t mores)
{
  struct CMUnitTest *tests;
  struct run *runs;
  size_t rows = 0, n = 0;
  int failed;

  for (size_t t = 0; t < count; t++)
    rows += tables[t].rows;
  tests = calloc(rows + mores, sizeof(*tests));
  runs = calloc(rows + 1, sizeof(*runs));
  for (size_t t = 0; t < count; t++)
    for (size_t i = 0; i < tables[t].rows; i++, n++) {
      runs[n] = (struct run){&tables[t].row[i],
                             tables[t].read ? tables[t].read : read};
      tests[n] = (struct CMUnitTest){tables[t].row[i].name, run_case, NULL,
                                     NULL, &runs[n]};
    }
  for (size_t i = 0; i < mores; i++)
    tests[rows + i] = more[i];
  failed = _cmocka_run_group_tests(group, tests, rows + mores, NULL, NULL);
  free(runs);
  free(tests);
  return failed;
}

int
run_doc_tables(const char *group, const struct doc_table *tables, size_t count,
               doc_reader *read)
{
  return run_doc_tables_and(group, tables, count, read, NULL, 0);
}
