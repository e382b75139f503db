/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/report.h"

#include "indexer/sarif.h"

/* What was kept of one step of the run. */
static enum sp_status
add_kept(const struct sp_catalog *catalog, struct sp_span where,
         struct sp_diags *diags, struct sp_err *err)
{
  struct sp_unpack in = {0};
  enum sp_status status = SP_OK;

  if (where.len > 0)
    status = sp_spool_get(&catalog->spool, where, diags->arena, &in.rest, err);
  if (status == SP_OK && in.rest.len > 0)
    (void)sp_diags_unpack(&in, diags);
  return status;
}

/* Take out those from `first` on that --without names. */
static void
leave_out(struct sp_diags *diags, size_t first, const struct sp_check_set *set)
{
  size_t kept = first;

  for (size_t d = first; set && d < diags->count; d++) {
    const struct sp_diag *diag = &diags->item[d];

    if (!sp_check_set_has(set, diag->code))
      diags->item[kept++] = *diag;
    else if (diag->severity == SP_ERROR)
      diags->errors--;
  }
  if (set)
    diags->count = kept;
}

enum sp_status
sp_report_file(const struct sp_catalog *catalog, size_t i,
               struct sp_diags *diags, struct sp_err *err)
{
  struct sp_arena *arena = diags->arena;
  size_t first = diags->count;
  struct sp_verdict own;
  struct sp_unpack in = {0};
  enum sp_status status;

  if (catalog->item[i].own.len == 0 || catalog->item[i].gone)
    return SP_OK;
  status = sp_catalog_own(catalog, i, arena, &own, err);
  if (status != SP_OK)
    return status;
  in.rest = own.diags;
  if (own.diags.len > 0)
    (void)sp_diags_unpack(&in, diags);
  if (sp_kind_is_document(catalog->item[i].kind)) {
    struct sp_result result;

    status = sp_make_result(catalog, i, arena, &result, err);
    in = (struct sp_unpack){result.cross, false};
    if (status == SP_OK && in.rest.len > 0)
      (void)sp_diags_unpack(&in, diags);
  } else {
    status = add_kept(catalog, catalog->item[i].result, diags, err);
  }
  if (status == SP_OK)
    status = add_kept(catalog, catalog->item[i].whole, diags, err);
  /* Whatever a child said: this is the file it is about. */
  for (size_t d = first; d < diags->count; d++)
    diags->item[d].path = sp_catalog_path(catalog, i);
  leave_out(diags, first, catalog->without);
  return status;
}

static void
count(struct sp_report *report, const struct sp_diags *diags)
{
  size_t warnings = 0;

  for (size_t d = 0; d < diags->count; d++)
    warnings += diags->item[d].severity == SP_WARNING;
  report->errors += diags->errors;
  report->warnings += warnings;
}

static void
drop_warnings(struct sp_diags *diags)
{
  size_t kept = 0;

  for (size_t d = 0; d < diags->count; d++)
    if (diags->item[d].severity == SP_ERROR)
      diags->item[kept++] = diags->item[d];
  diags->count = kept;
}

static bool
is_refused(const struct sp_catalog *catalog, size_t i)
{
  return catalog->item[i].refused[SP_STAFF] ||
         catalog->item[i].refused[SP_PUBLIC];
}

bool
sp_report_tells(const struct sp_report *report, struct sp_str path)
{
  struct sp_str only = report->only;

  return only.len == 0 || (sp_str_eq(sp_str_sub(path, 0, only.len), only) &&
                           (path.len == only.len || path.ptr[only.len] == '/'));
}

bool
sp_report_concerns(const struct sp_report *report, const struct sp_diag *diag)
{
  bool does = sp_report_tells(report, diag->path);

  for (size_t i = 0; i < diag->partners && !does; i++)
    does = sp_report_tells(report, diag->partner[i]);
  return does;
}

/* Of a file that is not told of: what stands there for another's sake. */
static void
keep_concerns(const struct sp_report *report, struct sp_diags *diags,
              size_t first, size_t errors)
{
  size_t kept = first;

  diags->errors = errors;
  for (size_t d = first; d < diags->count; d++) {
    const struct sp_diag *diag = &diags->item[d];

    if (!sp_report_concerns(report, diag))
      continue;
    diags->errors += diag->severity == SP_ERROR;
    diags->item[kept++] = *diag;
  }
  diags->count = kept;
}

/* Is it a document of which only the form was looked at, since that, or its
 * address, is in error? */
static enum sp_status
note_unchecked(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_diag_paths *unchecked,
               struct sp_err *err)
{
  struct sp_result result;
  enum sp_status status;

  if (!sp_kind_is_document(catalog->item[i].kind))
    return SP_OK;
  status = sp_make_result(catalog, i, arena, &result, err);
  if (status == SP_OK && !result.tried)
    SP_PUSH(arena, unchecked->item, unchecked->count, unchecked->cap,
            sp_catalog_path(catalog, i));
  return status;
}

static enum sp_status
add_file(struct sp_report *report, const struct sp_catalog *catalog, size_t i,
         struct sp_diags *diags, struct sp_diag_paths *unchecked,
         struct sp_err *err)
{
  size_t first = diags->count, errors = diags->errors;
  size_t before = unchecked->count;
  enum sp_status status = sp_report_file(catalog, i, diags, err);

  if (status != SP_OK)
    return status;
  if (!sp_report_tells(report, sp_catalog_path(catalog, i))) {
    keep_concerns(report, diags, first, errors);
    return SP_OK;
  }
  report->left_out += diags->errors > errors || is_refused(catalog, i);
  status = note_unchecked(catalog, i, diags->arena, unchecked, err);
  report->unchecked += unchecked->count - before;
  return status;
}

/* Text is printed file by file, so that memory does not grow. */
static void
print_text(struct sp_report *report, struct sp_diags *diags)
{
  count(report, diags);
  if (report->quiet)
    drop_warnings(diags);
  sp_diags_sort(diags);
  sp_diags_print(diags, report->out);
}

static void
print_whole(struct sp_report *report, struct sp_diags *diags,
            const struct sp_diag_paths *unchecked)
{
  count(report, diags);
  sp_diags_sort(diags);
  if (report->form == SP_REPORT_JSON)
    sp_diags_print_json(diags, unchecked, report->out);
  else
    sp_sarif_print(diags, unchecked, report->folder, report->out);
}

enum sp_status
sp_report_diagnostics(struct sp_report *report,
                      const struct sp_catalog *catalog, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_diag_paths unchecked = {0};
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    if (catalog->item[i].own.len == 0 || catalog->item[i].gone)
      continue;
    status = add_file(report, catalog, i, &diags, &unchecked, err);
    if (report->form != SP_REPORT_TEXT)
      continue;
    print_text(report, &diags);
    diags = (struct sp_diags){.arena = &arena};
    unchecked = (struct sp_diag_paths){0};
    sp_arena_release(&arena);
  }
  if (report->form != SP_REPORT_TEXT && status == SP_OK)
    print_whole(report, &diags, &unchecked);
  sp_arena_release(&arena);
  return status;
}

void
sp_report_action(const struct sp_report *report, enum sp_audience audience,
                 enum sp_action action, struct sp_str id)
{
  static const char *const verb[] = {
      [SP_ACTION_NONE] = NULL,
      [SP_ACTION_KEEP] = NULL,
      [SP_ACTION_PUT] = "put",
      [SP_ACTION_LAST_GOOD] = "kept its last good version",
      [SP_ACTION_REMOVE] = "removed",
  };

  if (report->verbose && verb[action])
    fprintf(report->out, "%s: %.*s: %s\n", sp_audience_name(audience),
            SP_FMT(id), verb[action]);
}

void
sp_report_refused(struct sp_report *report, enum sp_audience audience,
                  struct sp_str path, const char *why)
{
  report->errors++;
  fprintf(report->out,
          "%.*s: error: the %s index does not take this page: %s [E25]\n",
          SP_FMT(path), sp_audience_name(audience), why);
}

static void
print_tally(const struct sp_report *report, const struct sp_catalog *catalog,
            enum sp_audience audience, const struct sp_tally *tally)
{
  size_t refused = 0;

  for (size_t i = 0; i < catalog->walk.files; i++)
    refused += catalog->item[i].refused[audience];
  fprintf(report->out, "%s: %zu page%s; %zu added, %zu changed, %zu removed",
          sp_audience_name(audience), tally->pages - refused,
          sp_plural(tally->pages - refused), tally->added, tally->changed,
          tally->removed);
  if (refused > 0)
    fprintf(report->out, ", %zu of them not taken", refused);
  fputc('\n', report->out);
}

void
sp_report_summary(const struct sp_report *report,
                  const struct sp_catalog *catalog,
                  const struct sp_tally tally[2])
{
  if (report->quiet)
    return;
  print_tally(report, catalog, SP_PUBLIC, &tally[SP_PUBLIC]);
  print_tally(report, catalog, SP_STAFF, &tally[SP_STAFF]);
  fprintf(report->out, "%zu document%s, %zu file%s read; ", catalog->documents,
          sp_plural(catalog->documents), catalog->read_anew,
          sp_plural(catalog->read_anew));
  if (report->left_out == 0)
    fprintf(report->out, "nothing left out");
  else
    fprintf(report->out, "%zu left out (%zu error%s)", report->left_out,
            report->errors, sp_plural(report->errors));
  if (report->warnings > 0)
    fprintf(report->out, ", %zu warning%s", report->warnings,
            sp_plural(report->warnings));
  fputc('\n', report->out);
}
