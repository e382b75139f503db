/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest.h"

#include "searchd/pages.h"
#include "searchd/problem.h"

#include <stdlib.h>

#define LIMIT_DEFAULT 8

static enum sp_status
put_json(struct sp_response *resp, const struct sp_suggest *suggest,
         struct sp_str typed, const struct sp_page_head *const *head,
         size_t count, struct sp_err *err)
{
  json_t *query = sp_json_text(typed);
  char *quoted =
      query != NULL ? json_dumps(query, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

  json_decref(query);
  if (quoted == NULL)
    return sp_fail(err, SP_E_NOMEM, "no JSON could be made");
  resp->type = SP_TYPE_JSON;
  sp_buf_puts(&resp->body, "{\"query\":");
  sp_buf_puts(&resp->body, quoted);
  sp_buf_puts(&resp->body, ",\"suggestions\":[");
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      sp_buf_putc(&resp->body, ',');
    sp_buf_put(&resp->body, sp_suggest_json(suggest, head[i]));
  }
  sp_buf_puts(&resp->body, "]}\n");
  free(quoted);
  return SP_OK;
}

static enum sp_status
answer(const struct sp_request *req, const struct sp_site_state *state,
       struct sp_response *resp, struct sp_err *err)
{
  const struct sp_page_head *head[SP_SUGGEST_MAX];
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
                          limit, head);
  resp->depends = true;
  resp->revision = state->revision;
  resp->boundary = sp_site_state_boundary(state, req->viewer.now);
  return put_json(resp, state->suggest, typed, head, count, err);
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
