/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/make.h - documents into pages: what must be made anew is checked,
 * resolved, split by audience and rendered into the spool; of everything else
 * the result of the last run stands.  Then each file's action in each index is
 * known. */
#ifndef SP_MAKE_H
#define SP_MAKE_H

#include "indexer/plan.h"
#include "indexer/survey.h"

/* What came of one file. */
struct sp_result {
  bool tried; /* resolved, with these inputs */
  struct sp_hash inputs;
  struct sp_str cross;    /* diagnostics: sp_diags_pack() */
  bool passed;            /* no error among them */
  bool accepted;          /* and none in the file, and its address is its own */
  struct sp_made page[2]; /* by enum sp_audience */
  struct sp_span sheet[2]; /* sheet.h; of pages that were made in this run */
};

/* Run over all documents.  check_only: nothing is rendered; all are resolved.
 * Sets each item's result, actions and `whole`, and the tally of each index.
 * SP_E_IO the temporary file or an index; codes as sp_catalog_models(). */
SP_NODISCARD enum sp_status
sp_make_all(struct sp_catalog *catalog, const struct sp_survey *survey,
            bool check_only, struct sp_progress *progress,
            struct sp_tally tally[2], struct sp_err *err);

/* The result of file i; all zero when there is none.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_make_result(const struct sp_catalog *catalog,
                                           size_t i, struct sp_arena *arena,
                                           struct sp_result *out,
                                           struct sp_err *err);

#endif
