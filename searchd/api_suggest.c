/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest.h"

#include "searchd/pages.h"
#include "searchd/problem.h"

#define LIMIT_DEFAULT 8

static json_t *
suggestions_json(const struct sp_request *req, struct sp_str typed,
                 const struct sp_page_head *const *head, size_t count)
{
  json_t *list = json_array();

  for (size_t i = 0; list != NULL && i < count; i++) {
    struct sp_url url =
        sp_url_page(req->arena, head[i]->id, (struct sp_str){"", 0});

    (void)json_array_append_new(
        list, json_pack("{s:o, s:o, s:o}", "text", sp_json_text(head[i]->title),
                        "url", sp_json_text(url.raw), "id",
                        sp_json_text(head[i]->id)));
  }
  return json_pack("{s:o, s:o}", "query", sp_json_text(typed), "suggestions",
                   list);
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
  return sp_json_send(resp, suggestions_json(req, typed, head, count), err);
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
