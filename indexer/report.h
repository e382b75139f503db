/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/report.h - what a run tells: the diagnostics as compilers print
 * them, and a line at the end. */
#ifndef SP_REPORT_H
#define SP_REPORT_H

#include <stdio.h>

#include "indexer/make.h"

enum sp_report_form { SP_REPORT_TEXT, SP_REPORT_JSON, SP_REPORT_SARIF };

struct sp_report {
  enum sp_report_form form;
  const char *folder; /* of the content, as it was named; SARIF only */
  struct sp_str only; /* of check: this file, or the files of this folder,
                         below the content folder; empty: all.  What stands
                         elsewhere for the sake of one of these is told too */
  FILE *out;
  bool quiet;   /* errors only */
  bool verbose; /* each page that is put or removed, too */
  size_t errors, warnings;
  size_t left_out;  /* files with an error, or that an index did not take */
  size_t unchecked; /* documents whose links and test calls were not looked at,
                       because of errors before those */
};

/* The end of a noun after a number: "1 page", "2 pages". */
static inline const char *
sp_plural(size_t n)
{
  return n == 1 ? "" : "s";
}

/* The diagnostics of file i, at the end of diags: of reading it, and of seeing
 * it among the others.  SP_E_IO what is known of it cannot be read. */
SP_NODISCARD enum sp_status sp_report_file(const struct sp_catalog *catalog,
                                           size_t i, struct sp_diags *diags,
                                           struct sp_err *err);
/* Is this file one that it tells of? */
bool sp_report_tells(const struct sp_report *report, struct sp_str path);
/* Does this finding stand in such a file, or is one its partner? */
bool sp_report_concerns(const struct sp_report *report,
                        const struct sp_diag *diag);
/* Print the diagnostics that it tells of, by path, and count them.  SP_E_IO
 * what is known of a file cannot be read. */
SP_NODISCARD enum sp_status
sp_report_diagnostics(struct sp_report *report,
                      const struct sp_catalog *catalog, struct sp_err *err);
/* With -v: what is done about a page of an index. */
void sp_report_action(const struct sp_report *report, enum sp_audience audience,
                      enum sp_action action, struct sp_str id);
/* A file that an index would not take, which is an error. */
void sp_report_refused(struct sp_report *report, enum sp_audience audience,
                       struct sp_str path, const char *why);
/* "staff: 130 pages; 2 added, 1 changed, 0 removed" and how many files were
 * left out. */
void sp_report_summary(const struct sp_report *report,
                       const struct sp_catalog *catalog,
                       const struct sp_tally tally[2]);

#endif
