/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/check.h"

#include <errno.h>
#include <stdlib.h>

#include "indexer/schema.h"

static const char *
temporary_folder(void)
{
  const char *dir = getenv("TMPDIR");

  return dir && *dir ? dir : "/tmp";
}

static enum sp_status
check(const struct sp_options *options, struct sp_catalog *catalog,
      struct sp_survey *survey, struct sp_report *report, struct sp_err *err)
{
  struct sp_tally tally[2] = {0};
  struct sp_progress progress;
  enum sp_status status;

  /* Findings may be on their way to a program; a bar would only blink. */
  sp_progress_init(&progress, true);
  status = sp_catalog_open(catalog, options->content, temporary_folder(), err);
  if (status == SP_OK)
    status = sp_catalog_read(catalog, &progress, err);
  if (status == SP_OK)
    status = sp_survey_make(survey, catalog, err);
  if (status == SP_OK)
    status = sp_make_all(catalog, survey, true, &progress, tally, err);
  if (status == SP_OK)
    status = sp_report_diagnostics(report, catalog, err);
  if (status == SP_OK && fflush(report->out) != 0)
    return sp_fail(err, SP_E_IO, "cannot write: %s", strerror(errno));
  return status;
}

enum sp_status
sp_check_run(const struct sp_options *options, bool *found, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_catalog catalog = {.lenient = options->lenient,
                               .default_audience = options->default_audience,
                               .at = options->at,
                               .afresh = true,
                               .check_only = true};
  struct sp_survey survey = {0};
  struct sp_report report = {
      .form = options->form, .out = stdout, .quiet = options->quiet};
  enum sp_status status =
      sp_schema_find(&arena, options->share, &catalog.schema, err);

  if (status == SP_OK)
    status = check(options, &catalog, &survey, &report, err);
  *found = report.errors > 0 || (options->strict && report.warnings > 0);
  if (status == SP_OK && report.form == SP_REPORT_TEXT && !options->quiet)
    fprintf(stderr, "%zu document%s: %zu error%s, %zu warning%s\n",
            catalog.documents, sp_plural(catalog.documents), report.errors,
            sp_plural(report.errors), report.warnings,
            sp_plural(report.warnings));
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
