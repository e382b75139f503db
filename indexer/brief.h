/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/brief.h - of a file that others name the few things that they ask of
 * it, found once a run and kept in the spool.  So a file with thousands of
 * links to a large one costs no more than one to a small one. */
#ifndef SP_BRIEF_H
#define SP_BRIEF_H

#include "indexer/catalog.h"

enum sp_brief_state {
  SP_BRIEF_NONE,     /* it is no document, or has gone */
  SP_BRIEF_IN_ERROR, /* it cannot be relied on, and no older version is live */
  SP_BRIEF_KNOWN     /* what follows is said of it */
};

/* As sp_survey_know() tells it. */
struct sp_brief {
  enum sp_brief_state state;
  enum sp_doc_type type;
  enum sp_audience audience;
  unsigned level;
  bool live;
  struct sp_str id, title, touched;
  struct sp_span headings; /* for sp_brief_has_heading() */
};

/* File i in brief; texts are in the arena.  Not before sp_survey_make().
 * SP_E_IO; SP_E_LIMIT the temporary file is full. */
SP_NODISCARD enum sp_status sp_brief_get(struct sp_catalog *catalog, size_t i,
                                         struct sp_arena *arena,
                                         struct sp_brief *out,
                                         struct sp_err *err);
/* Has it a heading of this address?  SP_E_IO. */
SP_NODISCARD enum sp_status
sp_brief_has_heading(const struct sp_catalog *catalog, struct sp_span headings,
                     struct sp_str address, bool *has, bool *is_public,
                     struct sp_err *err);

#endif
