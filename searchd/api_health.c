/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/api_health.c - /healthz, /readyz, /metrics and the description of
 * the API: what machines ask first. */
#include "searchd/metrics.h"
#include "searchd/pages.h"

/* The process answers: that is all. */
enum sp_status
sp_api_healthz(const struct sp_app *app, const struct sp_request *req,
               struct sp_response *resp, struct sp_err *err)
{
  (void)app;
  (void)req;
  (void)err;
  resp->type = SP_TYPE_TEXT;
  sp_buf_puts(&resp->body, "ok\n");
  return SP_OK;
}

enum sp_status
sp_api_readyz(const struct sp_app *app, const struct sp_request *req,
              struct sp_response *resp, struct sp_err *err)
{
  bool ready = sp_readers_ready(app->readers);

  (void)req;
  (void)err;
  resp->type = SP_TYPE_TEXT;
  resp->status = ready ? 200 : 503;
  resp->retry_after = ready ? 0 : 1;
  sp_buf_puts(&resp->body, ready ? "ready\n" : "no index\n");
  return SP_OK;
}

enum sp_status
sp_api_metrics(const struct sp_app *app, const struct sp_request *req,
               struct sp_response *resp, struct sp_err *err)
{
  (void)req;
  (void)err;
  resp->type = "text/plain; version=0.0.4; charset=utf-8";
  sp_metrics_print(app, &resp->body);
  return SP_OK;
}

enum sp_status
sp_api_openapi(const struct sp_app *app, const struct sp_request *req,
               struct sp_response *resp, struct sp_err *err)
{
  (void)req;
  if (app->openapi.len == 0)
    return sp_fail(err, SP_E_NOTFOUND, "share has no openapi.json");
  resp->type = SP_TYPE_JSON;
  resp->lent = app->openapi;
  return SP_OK;
}
