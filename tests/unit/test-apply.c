/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is told of a run, with a writer that refuses or fails where a test
 * wants it to. */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "indexer/apply.h"
#include "indexer/sheet.h"
#include "tests/unit/folder.h"

/* ---- the writer, and what is made of each file ---- */

static struct {
  const char *refused; /* a page of this id is not taken */
  const char *stuck;   /* one of this id cannot be removed */
  unsigned failing;    /* so many commits fail first */
  struct sp_span sheet[8];
} play;

struct sp_writer {
  int nothing;
};
static struct sp_writer the_writer;

enum sp_status
sp_writer_open(const char *path, bool create, struct sp_writer **out,
               struct sp_err *err)
{
  (void)path;
  (void)create;
  (void)err;
  *out = &the_writer;
  return SP_OK;
}

void
sp_writer_free(struct sp_writer *writer)
{
  (void)writer;
}

enum sp_status
sp_writer_put(struct sp_writer *writer, const struct sp_page *page,
              struct sp_err *err)
{
  (void)writer;
  if (play.refused && sp_str_is(page->head.id, play.refused))
    return sp_fail(err, SP_E_DATA, "it is odd");
  return SP_OK;
}

enum sp_status
sp_writer_remove(struct sp_writer *writer, struct sp_str id, struct sp_err *err)
{
  (void)writer;
  if (play.stuck && sp_str_is(id, play.stuck))
    return sp_fail(err, SP_E_CORRUPT, "it is stuck");
  return SP_OK;
}

enum sp_status
sp_writer_copy(struct sp_writer *writer, struct sp_reader *from,
               struct sp_str id, struct sp_err *err)
{
  (void)writer;
  (void)from;
  (void)id;
  (void)err;
  return SP_OK;
}

enum sp_status
sp_writer_drop_ended(struct sp_writer *writer, struct sp_str id, sp_instant now,
                     struct sp_err *err)
{
  (void)writer;
  (void)id;
  (void)now;
  (void)err;
  return SP_OK;
}

enum sp_status
sp_writer_set_meta(struct sp_writer *writer, struct sp_str key,
                   struct sp_str value, struct sp_err *err)
{
  (void)writer;
  (void)key;
  (void)value;
  (void)err;
  return SP_OK;
}

enum sp_status
sp_writer_commit(struct sp_writer *writer, struct sp_err *err)
{
  (void)writer;
  if (play.failing > 0) {
    play.failing--;
    return sp_fail(err, SP_E_IO, "the disk is full");
  }
  return SP_OK;
}

enum sp_status
sp_make_result(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_result *out,
               struct sp_err *err)
{
  (void)catalog;
  (void)arena;
  (void)err;
  *out = (struct sp_result){.tried = true, .passed = true, .accepted = true};
  out->sheet[0] = out->sheet[1] = play.sheet[i];
  return SP_OK;
}

/* ---- a run ---- */

struct run {
  struct sp_catalog catalog;
  struct sp_changes changes[2];
  struct sp_tally tally[2];
  struct sp_progress progress;
  struct sp_report report;
  struct sp_err err;
  char *told;
  size_t told_len;
  bool committed;
};

static void
put_sheet(struct run *run, size_t i)
{
  struct sp_page page = {
      .head = {.id = sp_kind_id(run->catalog.walk.file[i].path), .level = 1}};
  struct sp_buf packed;

  sp_buf_init(&packed, 100000);
  sp_sheet_pack(&packed, &page);
  assert_int_equal(sp_spool_put(&run->catalog.spool, sp_buf_str(&packed),
                                &play.sheet[i], NULL),
                   SP_OK);
  sp_buf_release(&packed);
}

static void
begin(struct run *run, const struct folder *folder)
{
  *run = (struct run){0};
  memset(&play, 0, sizeof(play));
  folder_write(folder, "content/a.md", "x");
  folder_write(folder, "content/b.md", "x");
  folder_write(folder, "content/c.md", "x");
  folder_write(folder, "gen-1/iamglass", "x");
}

static enum sp_status
apply(struct run *run, const struct folder *folder,
      const enum sp_action action[3])
{
  struct sp_apply apply = {.catalog = &run->catalog,
                           .changes = run->changes,
                           .tally = run->tally,
                           .folder = {folder->path, folder->path},
                           .report = &run->report,
                           .progress = &run->progress};
  char content[300], link[300];
  enum sp_status status;

  snprintf(content, sizeof(content), "%s/content", folder->path);
  snprintf(link, sizeof(link), "%s/current", folder->path);
  assert_int_equal(symlink("gen-1", link), 0);
  assert_int_equal(sp_catalog_open(&run->catalog, content, "/tmp", NULL),
                   SP_OK);
  run->report.out = open_memstream(&run->told, &run->told_len);
  run->report.verbose = true;
  sp_progress_init(&run->progress, true);
  for (size_t i = 0; i < 3; i++) {
    put_sheet(run, i);
    for (size_t a = 0; a < 2; a++)
      run->catalog.item[i].action[a] = action[i];
  }
  for (size_t a = 0; a < 2; a++)
    run->tally[a] = (struct sp_tally){.pages = 3, .added = 3};
  status = sp_apply_run(&apply, &run->committed, &run->err);
  return status;
}

static void
end(struct run *run)
{
  fclose(run->report.out);
  free(run->told);
  sp_catalog_release(&run->catalog);
}

static size_t
times_told(const struct run *run, const char *line)
{
  size_t n = 0;

  fflush(run->report.out);
  for (const char *at = run->told; (at = strstr(at, line)); at++)
    n++;
  return n;
}

static const enum sp_action put_all[3] = {SP_ACTION_PUT, SP_ACTION_PUT,
                                          SP_ACTION_PUT};
static const enum sp_action take_b[3] = {SP_ACTION_PUT, SP_ACTION_REMOVE,
                                         SP_ACTION_PUT};

/* A verdict without a word, for the report to look at. */
static void
say_nothing_of_files(struct run *run)
{
  struct sp_verdict verdict = {.usable = true};
  struct sp_buf packed;

  sp_buf_init(&packed, 1000);
  sp_verdict_pack(&packed, &verdict);
  for (size_t i = 0; i < 3; i++)
    assert_int_equal(sp_spool_put(&run->catalog.spool, sp_buf_str(&packed),
                                  &run->catalog.item[i].own, NULL),
                     SP_OK);
  sp_buf_release(&packed);
}

static void
a_file_that_both_refuse_is_left_out_once(void **state)
{
  struct folder *folder = *state;
  struct run run;

  begin(&run, folder);
  play.refused = "b";
  assert_int_equal(apply(&run, folder, put_all), SP_OK);
  assert_true(run.committed);
  assert_int_equal(times_told(&run, "b.md: error: the staff index does not take"
                                    " this page: it is odd [E25]\n"),
                   1);
  assert_int_equal(times_told(&run, "b.md: error: the public index"), 1);
  assert_int_equal(times_told(&run, "b: put"), 0);
  assert_int_equal(times_told(&run, ": put\n"), 4);
  assert_true(run.catalog.item[1].refused[SP_STAFF]);
  assert_false(run.catalog.item[0].refused[SP_STAFF]);
  say_nothing_of_files(&run);
  assert_int_equal(sp_report_diagnostics(&run.report, &run.catalog, NULL),
                   SP_OK);
  assert_int_equal(run.report.left_out, 1);
  assert_int_equal(run.report.errors, 2);
  sp_report_summary(&run.report, &run.catalog, run.tally);
  assert_int_equal(times_told(&run, "public: 2 pages; 3 added, 0 changed,"
                                    " 0 removed, 1 of them not taken\n"),
                   1);
  assert_int_equal(times_told(&run, "1 left out (2 errors)\n"), 1);
  end(&run);
}

static void
a_removal_is_told_when_it_was_done(void **state)
{
  struct folder *folder = *state;
  struct run run;

  begin(&run, folder);
  play.stuck = "b";
  assert_int_equal(apply(&run, folder, take_b), SP_E_CORRUPT);
  assert_false(run.committed);
  assert_int_equal(times_told(&run, "b: removed"), 0);
  end(&run);
}

static void
a_second_attempt_says_nothing_twice_and_leaves_nothing_out(void **state)
{
  struct folder *folder = *state;
  struct run run;

  begin(&run, folder);
  play.failing = 1;
  play.refused = "c";
  assert_int_equal(apply(&run, folder, take_b), SP_OK);
  assert_int_equal(times_told(&run, "staff: b: removed\n"), 1);
  assert_int_equal(times_told(&run, "staff: a: put\n"), 1);
  assert_int_equal(times_told(&run, "public: a: put\n"), 1);
  assert_int_equal(times_told(&run, "c.md: error: the staff index"), 1);
  end(&run);
}

static void
numbers_have_their_nouns(void **state)
{
  struct sp_catalog catalog = {.documents = 1, .read_anew = 1};
  struct sp_tally tally[2] = {{.pages = 1, .added = 1}, {.pages = 2}};
  struct run run = {0};

  (void)state;
  run.report.out = open_memstream(&run.told, &run.told_len);
  sp_report_summary(&run.report, &catalog, tally);
  assert_int_equal(times_told(&run, "staff: 1 page; 1 added"), 1);
  assert_int_equal(times_told(&run, "public: 2 pages; 0 added"), 1);
  assert_int_equal(
      times_told(&run, "\n1 document, 1 file read; nothing left out\n"), 1);
  run.report.left_out = run.report.errors = run.report.warnings = 1;
  catalog.documents = catalog.read_anew = 0;
  sp_report_summary(&run.report, &catalog, tally);
  assert_int_equal(times_told(&run, "\n0 documents, 0 files read; 1 left out"
                                    " (1 error), 1 warning\n"),
                   1);
  fclose(run.report.out);
  free(run.told);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(a_file_that_both_refuse_is_left_out_once),
      FOLDER_TEST(a_removal_is_told_when_it_was_done),
      FOLDER_TEST(a_second_attempt_says_nothing_twice_and_leaves_nothing_out),
      cmocka_unit_test(numbers_have_their_nouns),
  };
  return cmocka_run_group_tests_name("apply", tests, NULL, NULL);
}
