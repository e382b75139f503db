/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/progress.h - how far a run has come: a bar on a terminal, a plain
 * line now and then elsewhere, nothing with -q.  All on standard error. */
#ifndef SP_PROGRESS_H
#define SP_PROGRESS_H

#include "lib/base.h"

enum sp_progress_form { SP_PROGRESS_NONE, SP_PROGRESS_PLAIN, SP_PROGRESS_BAR };

struct sp_progress {
  enum sp_progress_form form;
  const char *what; /* "reading"; NULL: between two stages */
  size_t done, total;
  int64_t shown_at; /* monotonic, milliseconds */
};

/* quiet: nothing at all. */
void sp_progress_init(struct sp_progress *progress, bool quiet);
/* A stage of `total` steps begins; what lives as long as the stage. */
void sp_progress_start(struct sp_progress *progress, const char *what,
                       size_t total);
void sp_progress_step(struct sp_progress *progress);
/* The stage is over; a bar is wiped away. */
void sp_progress_end(struct sp_progress *progress);

#endif
