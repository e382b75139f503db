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
  /* By enum sp_audience, of each file; sp_apply_run()'s own. */
  unsigned char *refused[2];
};

/* Do it; all that is set is borrowed.  Where nothing changes nothing is
 * written.  Of a new build both indexes are whole before either becomes live.
 * What an index would not take is named in the report, and marked in the
 * catalog's items.  *committed tells whether one index was committed, also when
 * the other failed.
 * SP_E_IO a folder, a full disk or the temporary file; SP_E_LOCKED somebody
 * else writes the index; SP_E_CORRUPT, SP_E_SCHEMA, SP_E_NOTFOUND, SP_E_STALE
 * the index is damaged, or was changed by somebody else; SP_E_NOMEM;
 * SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_apply_run(struct sp_apply *apply,
                                         bool *committed, struct sp_err *err);

#endif
