/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/apply.h - carries a plan out: writes the two indexes, each in one
 * commit, in the order that keeps staff text from residents. */
#ifndef SP_APPLY_H
#define SP_APPLY_H

#include "indexer/changes.h"
#include "indexer/report.h"

struct sp_apply {
  struct sp_catalog *catalog;       /* afresh: into new generations */
  const struct sp_changes *changes; /* of each index */
  const struct sp_tally *tally;
  const char *folder[2]; /* DIR/staff and DIR/public, by enum sp_audience */
  struct sp_report *report;
  struct sp_progress *progress;
};

/* Do it.  Where nothing changes nothing is written.  Of a new build both
 * indexes are whole before either becomes live.  What could not be put is
 * named in the report.  SP_E_IO and the other codes of a writer; committed
 * tells whether one index was committed all the same. */
SP_NODISCARD enum sp_status sp_apply_run(struct sp_apply *apply,
                                         bool *committed, struct sp_err *err);

#endif
