/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/build.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/apply.h"
#include "indexer/generation.h"
#include "indexer/lock.h"
#include "indexer/schema.h"

/* One run. */
struct run {
  const struct sp_options *options;
  struct sp_lock lock;
  char folder[2][SP_GEN_PATH_MAX]; /* by enum sp_audience */
  struct sp_catalog catalog;
  struct sp_survey survey;
  struct sp_arena arena;
  struct sp_changes changes[2];
  struct sp_tally tally[2];
  struct sp_progress progress;
  struct sp_report report;
};

/* ---- the index folder ---- */

static enum sp_status
make_folder(const char *path, mode_t mode, struct sp_err *err)
{
  struct stat st;

  if (mkdir(path, mode) == 0)
    return SP_OK;
  if (errno != EEXIST)
    return sp_fail(err, SP_E_IO, "cannot make %s: %s", path, strerror(errno));
  if (stat(path, &st) < 0 || !S_ISDIR(st.st_mode))
    return sp_fail(err, SP_E_IO, "%s is not a folder", path);
  return SP_OK;
}

static enum sp_status
prepare_folders(struct run *run, struct sp_err *err)
{
  const char *dir = run->options->index;
  enum sp_status status = make_folder(dir, 0777, err);

  if (status == SP_OK)
    status = sp_lock_take(
        &run->lock, dir,
        run->options->command == SP_COMMAND_BUILD ? "build" : "update", err);
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

/* What an earlier run left behind: older generations, unfinished ones. */
static enum sp_status
tidy(struct run *run, struct sp_err *err)
{
  enum sp_status status = SP_OK;

  for (size_t a = 0; a < 2 && status == SP_OK; a++) {
    struct sp_err none;
    uint64_t current = 0;

    status = sp_gen_current(run->folder[a], &current, &none);
    if (status == SP_OK || status == SP_E_NOTFOUND)
      status = sp_gen_clean(run->folder[a], current, err);
    else if (status == SP_E_CORRUPT) /* the switch puts a link in its place */
      status = SP_OK;
    else
      *err = none;
  }
  return status;
}

/* Open the index of the last run.  One that cannot be used is as none: a
 * build takes its place. */
static enum sp_status
open_old(struct run *run, enum sp_audience audience, struct sp_err *err)
{
  const char *what = NULL;
  struct sp_err why = {0};
  enum sp_status status =
      sp_reader_open(run->folder[audience], &run->catalog.old[audience], &why);

  switch (status) {
  case SP_OK:
    return SP_OK;
  case SP_E_NOTFOUND:
    break;
  case SP_E_SCHEMA:
    what = "was made by another version";
    break;
  case SP_E_CORRUPT:
    what = "is damaged";
    break;
  default:
    *err = why;
    return status;
  }
  run->catalog.afresh = true;
  if (what && !run->options->quiet)
    fprintf(stderr,
            "signpost-indexer: the %s index %s (%s); building it anew\n",
            sp_audience_name(audience), what, why.msg);
  return SP_OK;
}

static enum sp_status
open_index(struct run *run, struct sp_err *err)
{
  enum sp_status status = prepare_folders(run, err);

  if (status == SP_OK)
    status = tidy(run, err);
  run->catalog.afresh = run->options->command == SP_COMMAND_BUILD;
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
make_and_write(struct run *run, bool *committed, struct sp_err *err)
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
    status = sp_report_diagnostics(&run->report, &run->catalog, err);
  if (status == SP_OK)
    status = sp_changes_find(&run->catalog, &run->survey, &run->arena,
                             run->changes, run->tally, err);
  return status == SP_OK ? sp_apply_run(&apply, committed, err) : status;
}

/* A build that failed leaves nothing of its own on a disk that may be full. */
static void
sweep_up(struct run *run)
{
  for (size_t a = 0; a < 2; a++) {
    uint64_t current = 0;
    enum sp_status status = sp_gen_current(run->folder[a], &current, NULL);

    if (status == SP_OK || status == SP_E_NOTFOUND)
      status = sp_gen_clean(run->folder[a], current, NULL);
    /* If that fails too, the next run does it. */
  }
}

enum sp_status
sp_build_run(const struct sp_options *options, bool *left_out,
             struct sp_err *err)
{
  struct run run = {.options = options, .lock = {-1}};
  bool committed = false;
  enum sp_status status;

  run.report = (struct sp_report){
      .out = stderr, .quiet = options->quiet, .verbose = options->verbose};
  sp_progress_init(&run.progress, options->quiet);
  status = open_index(&run, err);
  if (status == SP_OK)
    status = read_content(&run, err);
  if (status == SP_OK)
    status = make_and_write(&run, &committed, err);
  sp_progress_end(&run.progress);
  if (status == SP_OK)
    sp_report_summary(&run.report, &run.catalog, run.tally);
  else if (committed)
    fprintf(stderr, "signpost-indexer: one index was written, the other was"
                    " not; run update again\n");
  *left_out = run.report.left_out > 0;
  for (size_t a = 0; a < 2; a++)
    sp_reader_free(run.catalog.old[a]);
  if (status != SP_OK && run.catalog.afresh && run.lock.fd >= 0)
    sweep_up(&run);
  sp_survey_release(&run.survey);
  sp_catalog_release(&run.catalog);
  sp_arena_release(&run.arena);
  sp_lock_release(&run.lock);
  return status;
}
