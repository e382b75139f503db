/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/plan.h"

enum sp_action
sp_plan_action(const struct sp_case *c)
{
  if (!c->accepted && c->there)
    return c->may_stay ? SP_ACTION_LAST_GOOD : SP_ACTION_REMOVE;
  if (!c->accepted)
    return SP_ACTION_NONE;
  if (!c->wanted)
    return c->there ? SP_ACTION_REMOVE : SP_ACTION_NONE;
  return c->there && c->same && !c->afresh ? SP_ACTION_KEEP : SP_ACTION_PUT;
}

bool
sp_plan_may_stay(enum sp_audience audience, const struct sp_verdict *own,
                 const struct sp_facts *good, sp_instant now)
{
  if (!sp_facts_live(good, now))
    return false;
  return audience == SP_STAFF ||
         (good->audience == SP_PUBLIC && own->audience_known &&
          own->audience == SP_PUBLIC && now < own->until);
}

void
sp_plan_count(struct sp_tally *tally, enum sp_action action, bool there,
              bool same)
{
  switch (action) {
  case SP_ACTION_NONE:
    return;
  case SP_ACTION_REMOVE:
    tally->removed++;
    return;
  case SP_ACTION_LAST_GOOD:
    tally->last_good++;
    break;
  case SP_ACTION_PUT:
    if (!there)
      tally->added++;
    else if (!same)
      tally->changed++;
    break;
  case SP_ACTION_KEEP:
    break;
  }
  tally->pages++;
}

bool
sp_plan_public_first(const struct sp_tally *of_public)
{
  return of_public->changed + of_public->removed + of_public->meta_taken > 0;
}
