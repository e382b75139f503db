/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/changes.h - what a run changes in the two indexes beside the pages:
 * entries of files, redirects, the site's facts, and what is left of files
 * that have gone. */
#ifndef SP_CHANGES_H
#define SP_CHANGES_H

#include "indexer/make.h"

struct sp_redirect {
  struct sp_str from, to; /* ids */
};

/* Of one index.  Texts are in the arena given to sp_changes_find(). */
struct sp_changes {
  struct sp_texts gone;         /* paths it knows of files that are no more */
  struct sp_texts gone_pages;   /* of them, those that it has a page of: that of
                                   another file may have the same address */
  struct sp_redirect *redirect; /* all that it shall have, by from */
  size_t redirects, redirects_cap;
  struct sp_texts stale;   /* redirects to be removed */
  struct sp_texts service; /* keys of services with a page, in order */
  struct sp_str site;      /* what SP_META_SITE shall be */
  struct sp_str directory; /* what SP_META_DIRECTORY shall be */
};

/* Find them, and count them in the tallies; sets each item's `entry`.  What is
 * found lives in the arena and the catalog's.  SP_E_IO; SP_E_LIMIT the
 * settings, or the temporary file, are too large; of an index of the last run
 * SP_E_CORRUPT, SP_E_STALE, SP_E_NOMEM, SP_E_INTERNAL. */
SP_NODISCARD enum sp_status
sp_changes_find(struct sp_catalog *catalog, const struct sp_survey *survey,
                struct sp_arena *arena, struct sp_changes changes[2],
                struct sp_tally tally[2], struct sp_err *err);

#endif
