/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest.h"

#include "searchd/pages.h"
#include "searchd/site_state.h"

#define LIMIT_DEFAULT 8
#define ROOM 160 /* bytes that a suggestion takes, roughly */

static void
put_json(struct sp_response *resp, const struct sp_suggest *suggest,
         struct sp_str typed, struct sp_arena *arena, const uint32_t *entry,
         size_t count)
{
  resp->type = SP_TYPE_JSON;
  sp_buf_room(&resp->body, typed.len + (count + 1) * ROOM);
  sp_buf_put(&resp->body, SP_STR("{\"query\":"));
  sp_suggest_quote(&resp->body, typed);
  sp_buf_put(&resp->body, SP_STR(",\"suggestions\":["));
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      sp_buf_putc(&resp->body, ',');
    sp_suggest_put(suggest, entry[i], arena, &resp->body);
  }
  sp_buf_put(&resp->body, SP_STR("]}\n"));
}

static enum sp_status
answer(const struct sp_request *req, const struct sp_site_state *state,
       struct sp_response *resp, struct sp_err *err)
{
  uint32_t entry[SP_SUGGEST_MAX];
  struct sp_str typed;
  uint64_t limit;
  size_t count;
  enum sp_status status = sp_request_query(req, &typed, err);

  if (status != SP_OK)
    return status;
  status = sp_request_number(req, "limit", 0, SP_SUGGEST_MAX, LIMIT_DEFAULT,
                             &limit, err);
  if (status != SP_OK) {
    resp->parameter = SP_STR("limit");
    resp->detail = SP_STR("limit: a number from 0 to 100");
    return status;
  }
  count = sp_suggest_find(state->suggest, req->arena, typed, &req->viewer,
                          limit, entry);
  /* What is made from old facts goes with them, and is not kept. */
  resp->depends = !sp_site_state_is_late(state, req->viewer.now);
  resp->revision = state->revision;
  resp->boundary = sp_site_state_boundary(state, req->viewer.now);
  put_json(resp, state->suggest, typed, req->arena, entry, count);
  return SP_OK;
}

/* From memory alone: typing must not wait behind searches. */
enum sp_status
sp_api_suggest(const struct sp_app *app, const struct sp_request *req,
               struct sp_response *resp, struct sp_err *err)
{
  const struct sp_site_state *state = sp_site_states_get(app->states);
  enum sp_status status;

  if (state == NULL)
    return sp_fail(err, SP_E_SCHEMA, "no index yet");
  status = answer(req, state, resp, err);
  sp_site_state_put(state);
  return status;
}
