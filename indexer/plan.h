/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/plan.h - the decisions, apart from everything that does something:
 * what becomes of a file's page in one index, and which index goes first. */
#ifndef SP_PLAN_H
#define SP_PLAN_H

#include "indexer/catalog.h"

/* One file, one index. */
struct sp_case {
  bool accepted; /* nothing is wrong with the file */
  bool wanted;   /* it makes a page for this index, now */
  bool there;    /* the index has a page of it */
  bool same;     /* and that is the page it makes */
  bool may_stay; /* an older page may stay while the file is in error */
  bool afresh;   /* a new generation is written: nothing stands in it yet */
};
enum sp_action sp_plan_action(const struct sp_case *c);

/* May the last good version of a file in error stay in an index?  On the
 * public site only while the file still says that it is public and has not
 * expired; everywhere only while that version itself is live. */
bool sp_plan_may_stay(enum sp_audience audience, const struct sp_verdict *own,
                      const struct sp_facts *good, sp_instant now);

/* What a run does to one index. */
struct sp_tally {
  size_t pages; /* that it has afterwards */
  size_t added, changed, removed, last_good;
  size_t meta;       /* entries, redirects and site facts that change */
  size_t meta_taken; /* of them: text replaced or removed */
};
void sp_plan_count(struct sp_tally *tally, enum sp_action action, bool there,
                   bool same);
static inline bool
sp_plan_changes(const struct sp_tally *tally)
{
  return tally->added + tally->changed + tally->removed + tally->meta > 0;
}
/* What takes text away from residents is committed there first; otherwise
 * staff see a change first. */
bool sp_plan_public_first(const struct sp_tally *of_public);

#endif
