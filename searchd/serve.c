/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/serve.h"

#include "lib/html.h"
#include "lib/log.h"

#include "searchd/headers.h"
#include "searchd/pages.h"
#include "searchd/problem.h"
#include "searchd/redirect.h"
#include "searchd/route.h"

#define DETAIL_NAME_MAX 64

/* When there is no other page: it needs nothing. */
static void
make_plain_page(enum sp_status status, struct sp_response *resp)
{
  struct sp_str detail = resp->detail;
  struct sp_buf *out = &resp->body;

  if (detail.len == 0)
    detail = sp_str(sp_status_sentence(status));
  resp->type = SP_TYPE_HTML;
  sp_buf_clear(out);
  sp_buf_fmt(out,
             "<!DOCTYPE html>\n<html lang=\"en\">\n<head>"
             "<meta charset=\"utf-8\"><title>%s</title></head>\n"
             "<body><main><h1>%s</h1>\n<p>",
             sp_http_phrase(resp->status), sp_http_phrase(resp->status));
  sp_html_escape(out, detail);
  sp_buf_puts(out, "</p>\n<p><a href=\"/\">Start page</a></p></main></body>\n"
                   "</html>\n");
}

void
sp_serve_error(const struct sp_app *app, const struct sp_request *req,
               enum sp_status status, unsigned http, struct sp_response *resp)
{
  struct sp_err err;
  enum sp_status made = SP_E_INTERNAL;

  sp_response_reset(resp);
  resp->status = http != 0 ? http : sp_status_http(status);
  if (resp->status == 503 && resp->retry_after == 0)
    resp->retry_after = status == SP_E_SCHEMA || status == SP_E_CORRUPT ? 5 : 2;
  if (sp_request_is_api(req)) {
    made = sp_problem_make(status, resp, &err);
  } else if (sp_page_error != NULL) {
    made = sp_page_error(app, req, status, resp, &err);
    if (made != SP_OK)
      sp_log(SP_LOG_ERROR, "error-page", "message=\"%s\"", err.msg);
  }
  if (made != SP_OK)
    make_plain_page(status, resp);
}

static enum sp_status
status_of(unsigned http)
{
  switch (http) {
  case 405:
  case 501:
    return SP_E_METHOD;
  case 413:
  case 414:
  case 431:
    return SP_E_TOOBIG;
  default:
    return SP_E_USAGE;
  }
}

void
sp_serve_refusal(const struct sp_app *app, const struct sp_request *req,
                 const struct sp_gate *gate, struct sp_response *resp)
{
  sp_log(SP_LOG_DEBUG, "refused", "status=%u reason=%s", gate->status,
         gate->reason);
  resp->close = true;
  if (gate->status == 414)
    resp->detail = SP_STR("That address is too long.");
  sp_serve_error(app, req, status_of(gate->status), gate->status, resp);
}

const char *
sp_serve_unread(const struct sp_app *app, unsigned status, bool api,
                struct sp_buf *body)
{
  struct sp_arena arena = {0};
  struct sp_request req = {.arena = &arena, .method = SP_METHOD_GET};
  struct sp_response resp;
  struct sp_gate gate = {status, "scan"};
  const char *type;

  req.target = req.path = api ? SP_STR("/api/") : SP_STR("/");
  req.viewer.level = 1;
  req.viewer.now = sp_when_now();
  sp_response_init(&resp);
  sp_serve_refusal(app, &req, &gate, &resp);
  sp_buf_put(body, sp_buf_str(&resp.body));
  type = resp.type;
  sp_response_release(&resp);
  sp_arena_release(&arena);
  return type;
}

/* A name of the visitor's, short enough to be said back. */
static void
name_parameter(struct sp_request *req, struct sp_str name, const char *what,
               struct sp_response *resp)
{
  struct sp_str shown = sp_str_sub(name, 0, DETAIL_NAME_MAX);

  /* Cut between characters. */
  while (shown.len < name.len && shown.len > 0 &&
         ((unsigned char)name.ptr[shown.len] & 0xc0) == 0x80)
    shown.len--;
  resp->parameter = shown;
  resp->detail = sp_arena_fmt(req->arena, "%s: %.*s", what, SP_FMT(shown));
}

/* Without an index nobody can say what is there and what is not. */
static bool
must_wait(const struct sp_app *app, const struct sp_request *req)
{
  if (req->route != NULL && (req->route->flags & SP_ROUTE_NO_INDEX) != 0)
    return false;
  return !sp_readers_ready(app->readers);
}

bool
sp_serve_route(const struct sp_app *app, struct sp_request *req, unsigned site,
               struct sp_str target, struct sp_response *resp)
{
  struct sp_err err;
  enum sp_status status;

  status = sp_request_target(req, target, &err);
  if (status == SP_OK)
    status = sp_route_find(req, site, &resp->allow, &err);
  if ((status == SP_OK || status == SP_E_NOTFOUND) && must_wait(app, req))
    status = SP_E_SCHEMA;
  if (status == SP_OK) {
    resp->cache = req->route->cache;
    return true;
  }
  if (status == SP_E_NOTFOUND && sp_redirect_canonical(app, req, site, resp))
    return false;
  sp_serve_error(app, req, status, 0, resp);
  return false;
}

/* The client has what we would send: say so without making it. */
static bool
is_unchanged(const struct sp_app *app, const struct sp_request *req,
             struct sp_response *resp)
{
  struct sp_revision now;
  sp_instant boundary;

  if (req->if_none_match.len == 0 || req->method != SP_METHOD_GET ||
      resp->cache != SP_CACHE_DEPENDS || app->site != SP_PUBLIC ||
      !sp_readers_revision(app->readers, &now) ||
      !sp_etag_matches(req->if_none_match, now, sp_etag_key(app, req),
                       req->viewer.now, &boundary))
    return false;
  resp->status = 304;
  resp->depends = true;
  resp->revision = now;
  resp->boundary = boundary;
  return true;
}

static enum sp_status
call(const struct sp_app *app, struct sp_request *req, struct sp_str body,
     struct sp_response *resp, struct sp_err *err)
{
  enum sp_status status;
  struct sp_str name;

  if (sp_route_check_params(req, &name, err) != SP_OK) {
    name_parameter(req, name, "Unknown or repeated parameter", resp);
    return SP_E_PARAM;
  }
  if ((req->route->flags & SP_ROUTE_JSON) != 0) {
    req->body = body;
  } else if (req->method == SP_METHOD_POST) {
    status = sp_request_form(req, body, err);
    if (status != SP_OK)
      return status;
  }
  if (is_unchanged(app, req, resp))
    return SP_OK;
  status = req->route->handler(app, req, resp, err);
  /* A client sends too much in a body alone; what grew too large without one is
   * our fault and must not be called the client's. */
  if (req->method == SP_METHOD_GET &&
      (status == SP_E_TOOBIG || status == SP_E_LIMIT))
    return SP_E_INTERNAL;
  return status;
}

void
sp_serve_answer(const struct sp_app *app, struct sp_request *req,
                struct sp_str body, struct sp_response *resp)
{
  struct sp_err err = {SP_OK, ""};
  enum sp_status status = call(app, req, body, resp, &err);

  if (status == SP_OK && resp->body.full)
    status = sp_fail(&err, SP_E_INTERNAL, "reply of more than %zu bytes",
                     SP_BODY_MAX);
  if (status == SP_OK)
    return;
  if (status == SP_E_NOTFOUND &&
      sp_redirect_canonical(
          app, req, app->site == SP_PUBLIC ? SP_ON_PUBLIC : SP_ON_STAFF, resp))
    return;
  /* Overload is counted; a line each would only add to it. */
  if (sp_status_http(status) >= 500)
    sp_log(sp_status_http(status) == 503 ? SP_LOG_DEBUG : SP_LOG_ERROR,
           "failed", "route=%s error=%s message=\"%s\"", req->route->pattern,
           sp_status_name(status), err.msg);
  sp_serve_error(app, req, status, 0, resp);
}
