/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/check.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "indexer/inspect.h"
#include "indexer/place.h"
#include "indexer/schema.h"

static const char *
temporary_folder(void)
{
  const char *dir = getenv("TMPDIR");

  return dir && *dir ? dir : "/tmp";
}

static bool
is_folder(const char *name)
{
  struct stat st;

  return stat(name, &st) == 0 && S_ISDIR(st.st_mode);
}

/* What is to be read, and of it what is to be told: of a file or a service all
 * of its content folder is read, as it depends on that.  *found: that folder,
 * when nobody named it; else NULL. */
static enum sp_status
find_place(const struct sp_options *options, struct sp_arena *arena,
           struct sp_report *report, const char **found, struct sp_err *err)
{
  struct sp_place place;
  enum sp_status status;

  *found = NULL;
  report->folder = options->content;
  if (!options->file)
    return SP_OK;
  status = sp_place_find(arena, options->file, options->content, &place, err);
  /* A folder of documents alone needs no settings. */
  if (status != SP_OK && !options->content && is_folder(options->file)) {
    report->folder = options->file;
    return SP_OK;
  }
  if (status != SP_OK)
    return status;
  if (!options->content && place.path.len) {
    report->folder = sp_place_folder(arena, &place);
    *found = place.folder.len ? sp_arena_cstr(arena, place.folder) : "/";
  } else if (!options->content) {
    report->folder = options->file;
  }
  report->only = place.path;
  return SP_OK;
}

/* The documents that are told of; SP_E_NOTFOUND what was named is none of the
 * files. */
static enum sp_status
count_told(const struct sp_catalog *catalog, const struct sp_report *report,
           size_t *documents, struct sp_err *err)
{
  size_t files = 0;

  *documents = 0;
  for (size_t i = 0; i < catalog->walk.files; i++)
    if (sp_report_tells(report, sp_catalog_path(catalog, i))) {
      files++;
      *documents += sp_kind_is_document(catalog->item[i].kind);
    }
  if (files == 0 && report->only.len)
    return sp_fail(err, SP_E_NOTFOUND,
                   "there is nothing to check in %.*s of %s: names that begin"
                   " with a full stop are passed over",
                   SP_FMT(report->only), report->folder);
  return SP_OK;
}

/* Print what there is to say of a folder that was looked at. */
static enum sp_status
tell(const struct sp_options *options, struct sp_catalog *catalog,
     const struct sp_survey *survey, struct sp_report *report, bool *found,
     struct sp_err *err)
{
  struct sp_inspection inspection = {0};
  enum sp_status status;
  bool whole = true;

  if (!options->coverage) {
    status = sp_report_diagnostics(report, catalog, err);
    *found = report->errors > 0 || (options->strict && report->warnings > 0);
    return status;
  }
  status = sp_inspect_start(&inspection, catalog, survey, err);
  if (status == SP_OK)
    status = sp_inspect_coverage(&inspection, report, &whole, err);
  sp_inspect_release(&inspection);
  *found = options->strict && !whole;
  return status;
}

static enum sp_status
check(const struct sp_options *options, struct sp_catalog *catalog,
      struct sp_survey *survey, struct sp_report *report, size_t *documents,
      bool *found, struct sp_err *err)
{
  struct sp_tally tally[2] = {0};
  struct sp_progress progress;
  enum sp_status status;

  /* Findings may be on their way to a program; a bar would only blink. */
  sp_progress_init(&progress, true);
  status = sp_catalog_open(catalog, report->folder, temporary_folder(), err);
  if (status == SP_OK)
    status = count_told(catalog, report, documents, err);
  if (status == SP_OK)
    status = sp_catalog_read(catalog, &progress, err);
  if (status == SP_OK)
    status = sp_survey_make(survey, catalog, err);
  if (status == SP_OK)
    status = sp_make_all(catalog, survey, true, &progress, tally, err);
  if (status == SP_OK)
    status = tell(options, catalog, survey, report, found, err);
  if (status == SP_OK && fflush(report->out) != 0)
    return sp_fail(err, SP_E_IO, "cannot write: %s", strerror(errno));
  return status;
}

static enum sp_status
list(struct sp_err *err)
{
  for (size_t i = 0; i < sp_checks_count; i++)
    printf("%s  %s\n", sp_checks[i].code, sp_checks[i].title);
  return fflush(stdout) == 0
             ? SP_OK
             : sp_fail(err, SP_E_IO, "cannot write: %s", strerror(errno));
}

static void
sum_up(const struct sp_report *report, size_t documents, const char *folder)
{
  fprintf(stderr, "%zu document%s: %zu error%s, %zu warning%s", documents,
          sp_plural(documents), report->errors, sp_plural(report->errors),
          report->warnings, sp_plural(report->warnings));
  if (folder)
    fprintf(stderr, "; the content folder is %s", folder);
  fputc('\n', stderr);
  if (report->unchecked > 0)
    fprintf(stderr,
            "More may show once %s are mended: links and test calls of %zu"
            " document%s were not checked.\n",
            report->errors > 0 ? "these" : "the errors that were left out",
            report->unchecked, sp_plural(report->unchecked));
}

enum sp_status
sp_check_run(const struct sp_options *options, bool *found, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_catalog catalog = {.lenient = options->lenient,
                               .default_audience = options->default_audience,
                               .at = options->at,
                               .afresh = true,
                               .check_only = true,
                               .without = &options->without};
  struct sp_survey survey = {0};
  struct sp_report report = {
      .form = options->form, .out = stdout, .quiet = options->quiet};
  const char *folder;
  size_t documents = 0;
  enum sp_status status;

  *found = false;
  if (options->list)
    return list(err);
  status = find_place(options, &arena, &report, &folder, err);
  if (status == SP_OK)
    status = sp_schema_find(&arena, options->share, &catalog.schema, err);
  if (status == SP_OK)
    status = check(options, &catalog, &survey, &report, &documents, found, err);
  if (status == SP_OK && report.form == SP_REPORT_TEXT && !options->coverage &&
      !options->quiet)
    sum_up(&report, documents, folder);
  sp_survey_release(&survey);
  sp_catalog_release(&catalog);
  sp_arena_release(&arena);
  return status;
}

enum sp_status
sp_dump_run(const struct sp_options *options, struct sp_err *err)
{
  struct sp_reader *reader;
  enum sp_status status = sp_reader_open(options->content, &reader, err);

  if (status != SP_OK)
    return status;
  status = sp_reader_dump(reader, stdout, err);
  sp_reader_free(reader);
  return status;
}
