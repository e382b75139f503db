/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/api_mcp.c - /mcp: assistants search and read what residents see, by
 * the Model Context Protocol. */
#include "searchd/event_search.h"
#include "searchd/extract.h"
#include "searchd/feedback.h"
#include "searchd/mcp.h"
#include "searchd/page_parts.h"
#include "searchd/pages.h"
#include "searchd/problem.h"

#define HITS 10

struct call {
  const struct sp_app *app;
  const struct sp_request *req;
  struct sp_response *resp;
  const struct sp_mcp_message *message;
  struct sp_lease lease;
};

static json_t *
hit_json(const struct call *call, const struct sp_hit *hit)
{
  struct sp_arena *arena = call->req->arena;
  struct sp_url url = sp_absolute_url(
      call->app, call->req, sp_url_page(arena, hit->head.id, hit->anchor).raw);

  return json_pack(
      "{s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:o}", "id",
      sp_json_text(hit->head.id), "title", sp_json_text(hit->head.title), "url",
      sp_json_text(url.raw), "section", sp_json_text(hit->heading), "summary",
      sp_json_text(hit->head.summary), "type", sp_doc_type_name(hit->head.type),
      "provider", sp_json_text(hit->head.provider), "reviewed",
      sp_json_text(hit->head.reviewed));
}

static enum sp_status
search(struct call *call, json_t **out, struct sp_err *err)
{
  struct sp_search search = {.query = sp_mcp_argument(call->message, "query"),
                             .count = HITS,
                             .no_snippets = true,
                             .viewer = call->req->viewer,
                             .lexicon = call->lease.state->lexicon};
  struct sp_results results = {0};
  json_t *list;
  enum sp_status status;

  if (sp_str_trim(search.query).len == 0 || search.query.len > SP_QUERY_MAX) {
    *out = sp_mcp_wrong("query: a text of 1 to 2,048 bytes");
    return SP_OK;
  }
  status = sp_reader_search(call->lease.reader, &search, call->req->arena,
                            &results, err);
  if (status != SP_OK)
    return status;
  sp_event_search(call->app, &search, &results, call->req->arena, call->resp);
  list = json_array();
  for (size_t i = 0; list != NULL && i < results.count; i++)
    (void)json_array_append_new(list, hit_json(call, &results.hit[i]));
  *out = sp_mcp_content(json_pack(
      "{s:o, s:o, s:o}", "query", sp_json_text(search.query), "corrected",
      results.corrected.len > 0 ? sp_json_text(results.corrected) : json_null(),
      "results", list));
  return SP_OK;
}

static json_t *
section_json(const struct call *call, const struct sp_page_section *section)
{
  const struct sp_viewer *viewer = &call->req->viewer;
  struct sp_buf html;
  json_t *made;

  sp_buf_init(&html, SP_BODY_MAX);
  for (size_t i = 0; i < section->segments; i++)
    if (sp_segment_live(&section->segment[i], viewer->level, viewer->now))
      sp_buf_put(&html, section->segment[i].html.raw);
  made = json_pack(
      "{s:o, s:o}", "heading", sp_json_text(section->heading), "text",
      sp_json_text(sp_extract_whole(
          call->req->arena,
          (struct sp_html){html.full ? SP_STR("") : sp_buf_str(&html)})));
  sp_buf_release(&html);
  return made;
}

static json_t *
page_json(const struct call *call, const struct sp_page *page)
{
  const struct sp_viewer *viewer = &call->req->viewer;
  const struct sp_page_head *head = &page->head;
  struct sp_url url =
      sp_absolute_url(call->app, call->req,
                      sp_url_page(call->req->arena, head->id, SP_STR("")).raw);
  json_t *sections = json_array(), *facts = json_array();

  for (size_t i = 0; sections != NULL && i < page->sections; i++)
    if (sp_section_live(&page->section[i], viewer->level, viewer->now))
      (void)json_array_append_new(sections,
                                  section_json(call, &page->section[i]));
  for (size_t i = 0; facts != NULL && i < page->facts; i++)
    (void)json_array_append_new(
        facts, json_pack("{s:o, s:o}", "name", sp_json_text(page->fact[i].name),
                         "value", sp_json_text(page->fact[i].value)));
  return json_pack(
      "{s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "id",
      sp_json_text(head->id), "title", sp_json_text(head->title), "url",
      sp_json_text(url.raw), "type", sp_doc_type_name(head->type), "lang",
      sp_json_text(head->lang), "summary", sp_json_text(head->summary),
      "provider", sp_json_text(head->provider), "reviewed",
      sp_json_text(head->reviewed), "service_level",
      sp_json_text(page->service_level), "facts", facts, "sections", sections);
}

static enum sp_status
read_page(struct call *call, json_t **out, struct sp_err *err)
{
  struct sp_page *page = NULL;
  struct sp_str id = sp_mcp_argument(call->message, "id");
  enum sp_status status = SP_E_NOTFOUND;

  if (id.len > 0)
    status = sp_reader_page(call->lease.reader, id, &call->req->viewer,
                            call->req->arena, &page, err);
  if (status == SP_E_NOTFOUND) {
    *out = sp_mcp_wrong("id: there is no such page; search gives the ids");
    return SP_OK;
  }
  if (status == SP_OK)
    *out = sp_mcp_content(page_json(call, page));
  return status;
}

static enum sp_status
call_tool(struct call *call, json_t **out, struct sp_err *err)
{
  const char *name = sp_mcp_tool(call->message);
  json_t *result = NULL;
  enum sp_status status;

  if (strcmp(name, "search") != 0 && strcmp(name, "read") != 0) {
    *out = sp_mcp_failed(call->message, SP_MCP_PARAMS, "no such tool");
    return SP_OK;
  }
  call->lease.lane = SP_LANE_SEARCH;
  status = sp_readers_borrow(call->app->readers, &call->lease, err);
  if (status == SP_OK)
    status = name[0] == 's' ? search(call, &result, err)
                            : read_page(call, &result, err);
  sp_lease_end(&call->lease);
  if (status == SP_OK)
    *out = sp_mcp_result(call->message, result);
  return status;
}

static enum sp_status
answer(struct call *call, json_t **out, struct sp_err *err)
{
  const struct sp_mcp_message *message = call->message;

  if (strcmp(message->method, "initialize") == 0)
    *out = sp_mcp_result(message, sp_mcp_hello(message, "Council guidance"));
  else if (strcmp(message->method, "ping") == 0)
    *out = sp_mcp_result(message, json_object());
  else if (strcmp(message->method, "tools/list") == 0)
    *out = sp_mcp_result(message, sp_mcp_tools());
  else if (strcmp(message->method, "tools/call") == 0)
    return call_tool(call, out, err);
  else
    *out = sp_mcp_failed(message, SP_MCP_METHOD, "no such method");
  return SP_OK;
}

enum sp_status
sp_api_mcp(const struct sp_app *app, const struct sp_request *req,
           struct sp_response *resp, struct sp_err *err)
{
  struct sp_mcp_message message;
  struct call call = {
      .app = app, .req = req, .resp = resp, .message = &message};
  json_t *out = NULL;
  enum sp_status status = SP_OK;
  int wrong;

  wrong = sp_mcp_read(req->body, &message);
  /* A page elsewhere must not use a visitor's browser for it (the protocol,
   * "Security Warning" of its transports). */
  if (!sp_feedback_is_own(req, app->base_url)) {
    resp->status = 403;
    out = sp_mcp_failed(&message, SP_MCP_REQUEST, "asked by a page elsewhere");
  } else if (wrong != 0) {
    resp->status = 400;
    out = sp_mcp_failed(&message, wrong, "this is no message of the protocol");
  } else if (message.id == NULL || message.method == NULL) {
    resp->status = 202;
  } else {
    status = answer(&call, &out, err);
  }
  sp_mcp_end(&message);
  if (status != SP_OK)
    return status;
  if (resp->status == 202)
    return SP_OK;
  resp->type = SP_TYPE_JSON;
  return sp_json_send(resp, out, err);
}
