/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/event_search.h"

static enum sp_event_kind
kind_of(const struct sp_search *search, const struct sp_results *found)
{
  if (search->first > 0 || search->count == 0 || search->service.len > 0 ||
      search->type.len > 0 || search->provider.len > 0 ||
      search->channel.len > 0)
    return SP_EVENT_NONE;
  if (found->count == 0)
    return SP_EVENT_NOTHING;
  if (found->corrected.len > 0)
    return SP_EVENT_CORRECTED;
  return found->estimated <= SP_EVENT_FEW_MAX ? SP_EVENT_FEW : SP_EVENT_NONE;
}

void
sp_event_search(const struct sp_app *app, const struct sp_search *search,
                const struct sp_results *found, struct sp_arena *arena,
                struct sp_response *resp)
{
  enum sp_event_kind kind = kind_of(search, found);

  if (app->events == NULL || kind == SP_EVENT_NONE)
    return;
  resp->event.kind = kind;
  resp->event.words = sp_event_words(arena, search->query);
  resp->event.results =
      (uint32_t)(found->estimated < UINT32_MAX ? found->estimated : UINT32_MAX);
}
