/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "indexer/apply.h"
#include "indexer/generation.h"
#include "indexer/lock.h"
#include "indexer/schema.h"
#include "indexer/twin.h"

/* One run. */
struct run {
  const struct sp_options *options;
  const struct sp_build_observer *observer; /* NULL: a terminal */
  bool again;                               /* damage was met: build anew */
  bool distrusted[2];                       /* and it lies in this index */
  char folder[2][SP_GEN_PATH_MAX];          /* by enum sp_audience */
  struct sp_catalog catalog;
  struct sp_survey survey;
  struct sp_arena arena;
  struct sp_changes changes[2];
  struct sp_tally tally[2];
  struct sp_progress progress;
  struct sp_report report;
  bool committed; /* one index at least */
};

/* ---- the index folder ---- */

/* A new folder is durable once the one above it is synced. */
static enum sp_status
sync_parent(const char *path, struct sp_err *err)
{
  char parent[SP_GEN_PATH_MAX + 4];
  int len = snprintf(parent, sizeof(parent), "%s/..", path);

  if (len < 0 || (size_t)len >= sizeof(parent))
    return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
  return sp_gen_sync(AT_FDCWD, parent, err);
}

static enum sp_status
make_folder(const char *path, mode_t mode, struct sp_err *err)
{
  struct stat st;

  if (mkdir(path, mode) == 0)
    return sync_parent(path, err);
  if (errno != EEXIST)
    return sp_fail(err, SP_E_IO, "cannot make %s: %s", path, strerror(errno));
  if (stat(path, &st) < 0 || !S_ISDIR(st.st_mode))
    return sp_fail(err, SP_E_IO, "%s is not a folder", path);
  return SP_OK;
}

enum sp_status
sp_build_lock(struct sp_lock *lock, const char *dir, const char *command,
              struct sp_err *err)
{
  enum sp_status status = make_folder(dir, 0777, err);

  lock->fd = -1;
  return status == SP_OK ? sp_lock_take(lock, dir, command, err) : status;
}

static enum sp_status
prepare_folders(struct run *run, struct sp_err *err)
{
  const char *dir = run->options->index;
  enum sp_status status = SP_OK;

  for (size_t a = 0; a < 2 && status == SP_OK; a++) {
    int len = snprintf(run->folder[a], SP_GEN_PATH_MAX, "%s/%s", dir,
                       sp_audience_name((enum sp_audience)a));

    if (len < 0 || len >= SP_GEN_PATH_MAX - 32)
      return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
    /* Advisors' text is not for every user of the machine. */
    status = make_folder(run->folder[a], a == SP_STAFF ? 0750 : 0777, err);
  }
  return status;
}

/* What an earlier run left behind: older generations, unfinished ones.  What
 * cannot be removed is in nobody's way. */
static void
tidy(const struct run *run)
{
  for (size_t a = 0; a < 2; a++) {
    struct sp_err err;
    uint64_t current = 0;
    enum sp_status status = sp_gen_current(run->folder[a], &current, &err);

    if (status == SP_OK || status == SP_E_NOTFOUND)
      status = sp_gen_clean(run->folder[a], current, &err);
    else if (status == SP_E_CORRUPT)
      continue; /* the next switch puts a link in its place */
    if (status != SP_OK && !run->options->quiet)
      fprintf(stderr, "signpost-indexer: %s\n", err.msg);
  }
}

static void
say_anew(const struct run *run, const char *which, const char *what,
         const char *why)
{
  if (!run->options->quiet)
    fprintf(stderr, "signpost-indexer: the %s index %s (%s); building anew\n",
            which, what, why);
}

/* Open the index of the last run.  One that cannot be used is as none: a
 * build takes its place. */
static enum sp_status
open_old(struct run *run, enum sp_audience audience, struct sp_err *err)
{
  const char *name = sp_audience_name(audience);
  struct sp_err why = {0};
  enum sp_status status;

  if (run->distrusted[audience])
    return SP_OK;
  status =
      sp_reader_open(run->folder[audience], &run->catalog.old[audience], &why);
  if (status == SP_E_SCHEMA)
    say_anew(run, name, "was made by another version", why.msg);
  else if (status == SP_E_CORRUPT)
    say_anew(run, name, "is damaged", why.msg);
  else if (status != SP_OK && status != SP_E_NOTFOUND) {
    *err = why;
    return status;
  }
  if (status != SP_OK)
    run->catalog.afresh = true;
  return SP_OK;
}

static enum sp_status
open_index(struct run *run, struct sp_err *err)
{
  enum sp_status status = SP_OK;

  run->catalog.afresh = run->options->command == SP_COMMAND_BUILD || run->again;
  for (size_t a = 0; a < 2 && status == SP_OK; a++)
    status = open_old(run, (enum sp_audience)a, err);
  return status;
}

/* ---- the run ---- */

static enum sp_status
read_content(struct run *run, struct sp_err *err)
{
  struct sp_catalog *catalog = &run->catalog;
  enum sp_status status;

  catalog->lenient = run->options->lenient;
  catalog->default_audience = run->options->default_audience;
  catalog->at = run->options->at;
  status =
      sp_schema_find(&run->arena, run->options->share, &catalog->schema, err);
  if (status == SP_OK)
    status = sp_catalog_open(catalog, run->options->content,
                             run->options->index, err);
  /* An empty folder is a slip, or a disk that is not there, rather than the
   * wish to withdraw every page. */
  if (status == SP_OK && catalog->documents == 0)
    status = sp_fail(err, SP_E_NOTFOUND,
                     "there is no document in %s: no file that ends in .md or"
                     " .xml",
                     run->options->content);
  if (status == SP_OK)
    status = sp_catalog_read(catalog, &run->progress, err);
  return status;
}

static enum sp_status
make_and_write(struct run *run, struct sp_err *err)
{
  struct sp_apply apply = {.catalog = &run->catalog,
                           .changes = run->changes,
                           .tally = run->tally,
                           .folder = {run->folder[0], run->folder[1]},
                           .report = &run->report,
                           .progress = &run->progress};
  enum sp_status status = sp_survey_make(&run->survey, &run->catalog, err);

  if (status == SP_OK)
    status = sp_make_all(&run->catalog, &run->survey, false, &run->progress,
                         run->tally, err);
  if (status == SP_OK)
    status = sp_changes_find(&run->catalog, &run->survey, &run->arena,
                             run->changes, run->tally, err);
  if (status == SP_OK)
    status = sp_apply_run(&apply, &run->committed, err);
  return status;
}

/* A build that failed leaves nothing of its own on a disk that may be full. */
static void
sweep_up(const struct run *run)
{
  for (size_t a = 0; a < 2; a++) {
    uint64_t current = 0;
    enum sp_status status = sp_gen_current(run->folder[a], &current, NULL);

    if (status == SP_OK || status == SP_E_NOTFOUND)
      status = sp_gen_clean(run->folder[a], current, NULL);
    /* If that fails too, the next run does it. */
  }
}

/* The whole run but for the lock. */
static enum sp_status
run_once(struct run *run, struct sp_err *err)
{
  enum sp_status status = open_index(run, err);

  if (status == SP_OK)
    status = read_content(run, err);
  if (status == SP_OK)
    status = make_and_write(run, err);
  sp_progress_end(&run->progress);
  return status;
}

static void
release(struct run *run)
{
  for (size_t a = 0; a < 2; a++)
    sp_reader_free(run->catalog.old[a]);
  sp_survey_release(&run->survey);
  sp_catalog_release(&run->catalog);
  sp_arena_release(&run->arena);
}

/* What there is to say of a run, also of one that could not write. */
static enum sp_status
tell(struct run *run, enum sp_status status, struct sp_err *err)
{
  const char *const folder[2] = {run->folder[0], run->folder[1]};
  struct sp_err lost;

  if (run->observer && status == SP_OK)
    return run->observer->done(run->observer->ctx, &run->catalog, run->changes,
                               run->tally, folder, err);
  if (run->catalog.item && !run->observer) {
    enum sp_status told = sp_report_diagnostics(&run->report, &run->catalog,
                                                status == SP_OK ? err : &lost);

    if (status == SP_OK)
      status = told;
  }
  if (status == SP_OK)
    sp_report_summary(&run->report, &run->catalog, run->tally);
  else if (run->committed)
    fprintf(stderr, "signpost-indexer: one index was written, the other was"
                    " not; run update again\n");
  return status;
}

/* All but the lock, in a twin: damage may kill the process that meets it. */
static enum sp_status
work(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  struct run run = *(const struct run *)ctx;
  enum sp_status status = run_once(&run, err);

  if (status != SP_OK)
    sweep_up(&run);
  /* What is done again is told then. */
  if (status != SP_E_CORRUPT || run.again)
    status = tell(&run, status, err);
  said->errors = run.report.errors;
  said->left_out = run.report.left_out;
  release(&run);
  return status;
}

static enum sp_status
in_twin(enum sp_status (*fn)(void *ctx, struct sp_twin_said *said,
                             struct sp_err *err),
        void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  struct sp_twin twin;

  return sp_twin_start(&twin, fn, ctx) ? sp_twin_join(&twin, said, err)
                                       : fn(ctx, said, err);
}

/* An index that may be damaged. */
struct suspect {
  const char *folder;
  FILE *nowhere;
};

/* Read all of it. */
static enum sp_status
probe(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  const struct suspect *suspect = ctx;
  struct sp_reader *reader = NULL;
  enum sp_status status = sp_reader_open(suspect->folder, &reader, err);

  (void)said;
  if (status == SP_OK)
    status = sp_reader_dump(reader, suspect->nowhere, err);
  sp_reader_free(reader);
  return status;
}

/* Which of the indexes cannot be used?  Whatever the reading of one fails of
 * is damage, as there is some; but when it was ended from outside that says
 * nothing, and nothing is thrown away. */
static enum sp_status
find_damage(struct run *run, struct sp_err *err)
{
  FILE *nowhere = fopen("/dev/null", "we");
  enum sp_status status = SP_OK;

  if (!nowhere)
    return sp_fail(err, SP_E_IO, "cannot open /dev/null: %s", strerror(errno));
  for (size_t a = 0; a < 2 && status == SP_OK; a++) {
    struct suspect suspect = {run->folder[a], nowhere};
    struct sp_twin_said said = {0};
    struct sp_err why = {0};
    enum sp_status found = in_twin(probe, &suspect, &said, &why);

    run->distrusted[a] = found != SP_OK;
    if (said.ended)
      status = sp_fail(err, found, "the %s index could not be checked: %s",
                       sp_audience_name((enum sp_audience)a), why.msg);
  }
  fclose(nowhere);
  return status;
}

/* Damage may come to light in a part that was not read before, or end the
 * process.  Then the indexes are built anew, with the last good versions of
 * those that can be read. */
static enum sp_status
work_through_damage(struct run *run, struct sp_twin_said *said,
                    struct sp_err *err)
{
  enum sp_status status = in_twin(work, run, said, err);

  if (status != SP_E_CORRUPT) {
    /* A process that was ended could not do it itself. */
    if (status != SP_OK)
      sweep_up(run);
    return status;
  }
  say_anew(run, "old", "may be damaged", err->msg);
  status = find_damage(run, err);
  if (status != SP_OK)
    return status;
  run->again = true;
  sweep_up(run);
  return in_twin(work, run, said, err);
}

enum sp_status
sp_build_run_locked(const struct sp_options *options,
                    const struct sp_build_observer *observer, bool *left_out,
                    struct sp_err *err)
{
  struct run run = {.options = options, .observer = observer};
  struct sp_twin_said said = {0};
  enum sp_status status;

  run.report = (struct sp_report){
      .out = stderr, .quiet = options->quiet, .verbose = options->verbose};
  sp_progress_init(&run.progress, options->quiet || observer);
  status = prepare_folders(&run, err);
  if (status == SP_OK) {
    tidy(&run);
    status = work_through_damage(&run, &said, err);
  }
  *left_out = said.left_out > 0;
  return status;
}

enum sp_status
sp_build_run(const struct sp_options *options, bool *left_out,
             struct sp_err *err)
{
  struct sp_lock lock;
  enum sp_status status = sp_build_lock(
      &lock, options->index,
      options->command == SP_COMMAND_BUILD ? "build" : "update", err);

  *left_out = false;
  if (status == SP_OK)
    status = sp_build_run_locked(options, NULL, left_out, err);
  sp_lock_release(&lock);
  return status;
}
