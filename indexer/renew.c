/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/renew.h"

static bool
is_live(enum sp_action action)
{
  return action == SP_ACTION_KEEP || action == SP_ACTION_PUT ||
         action == SP_ACTION_LAST_GOOD;
}

/* What is kept of the version before, while this one is not accepted. */
static void
carry_good(const struct sp_item *item, const struct sp_entry *old,
           struct sp_entry *entry)
{
  struct sp_good good = sp_survey_good(old);
  struct sp_facts facts;
  struct sp_arena arena = {0};
  bool keeps = item->action[SP_STAFF] == SP_ACTION_LAST_GOOD ||
               item->action[SP_PUBLIC] == SP_ACTION_LAST_GOOD;

  if (!sp_kind_is_document(item->kind)) {
    entry->good_payload = good.payload;
    return;
  }
  if (!keeps && good.facts.len > 0 &&
      sp_facts_unpack(&arena, good.facts, &facts))
    keeps = facts.type == SP_DOC_SNIPPET;
  if (keeps) {
    entry->good_facts = good.facts;
    entry->good_payload = good.payload;
  }
  sp_arena_release(&arena);
}

static void
take_result(const struct sp_result *result, struct sp_entry *entry)
{
  entry->accepted = result->accepted;
  entry->tried = result->tried;
  if (!result->tried)
    return;
  entry->inputs = result->inputs;
  entry->cross = result->cross;
  entry->passed = result->passed;
  entry->page[SP_STAFF] = result->page[SP_STAFF];
  entry->page[SP_PUBLIC] = result->page[SP_PUBLIC];
}

enum sp_status
sp_renew_entry(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_entry *entry,
               struct sp_str *facts, struct sp_err *err)
{
  const struct sp_item *item = &catalog->item[i];
  struct sp_result result = {0};
  struct sp_entry old;
  enum sp_status status;

  *entry = (struct sp_entry){.seen = item->seen};
  *facts = SP_STR("");
  status = sp_catalog_own(catalog, i, arena, &entry->own, err);
  if (status == SP_OK)
    status = sp_catalog_old(catalog, i, arena, &old, err);
  if (status == SP_OK && sp_kind_is_document(item->kind))
    status = sp_make_result(catalog, i, arena, &result, err);
  if (status != SP_OK)
    return status;
  if (sp_kind_is_document(item->kind))
    take_result(&result, entry);
  else
    entry->accepted = entry->own.usable;
  if (!entry->accepted)
    carry_good(item, &old, entry);
  if (item->action[SP_STAFF] == SP_ACTION_LAST_GOOD)
    entry->live = old.live;
  else if (is_live(item->action[SP_STAFF]))
    entry->live = result.page[SP_STAFF];
  if (is_live(item->action[SP_STAFF]) || is_live(item->action[SP_PUBLIC]))
    *facts = entry->accepted ? entry->own.facts : entry->good_facts;
  return SP_OK;
}
