/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/problem.h"

const char *
sp_http_phrase(unsigned status)
{
  static const struct {
    unsigned status;
    const char *phrase;
  } list[] = {
      {200, "OK"},
      {303, "See Other"},
      {400, "Bad Request"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };

  for (size_t i = 0; i < SP_ARRAY_LEN(list); i++)
    if (list[i].status == status)
      return list[i].phrase;
  return "Error";
}

json_t *
sp_json_text(struct sp_str text)
{
  return json_stringn(text.ptr != NULL ? text.ptr : "", text.len);
}

static int
dump(const char *bytes, size_t n, void *arg)
{
  struct sp_buf *out = arg;

  sp_buf_put(out, sp_str_n(bytes, n));
  return out->full ? -1 : 0;
}

enum sp_status
sp_json_send(struct sp_response *resp, json_t *value, struct sp_err *err)
{
  int failed;

  if (value == NULL)
    return sp_fail(err, SP_E_NOMEM, "no JSON could be made");
  sp_buf_clear(&resp->body);
  failed = json_dump_callback(value, dump, &resp->body, JSON_COMPACT);
  json_decref(value);
  sp_buf_putc(&resp->body, '\n');
  if (failed != 0 || resp->body.full)
    return sp_fail(err, SP_E_INTERNAL, "reply of more than %zu bytes",
                   SP_BODY_MAX);
  resp->type = SP_TYPE_JSON;
  return SP_OK;
}

enum sp_status
sp_problem_make(enum sp_status status, struct sp_response *resp,
                struct sp_err *err)
{
  json_t *problem;
  struct sp_str detail = resp->detail;
  enum sp_status sent;

  if (detail.len == 0)
    detail = sp_str(sp_status_sentence(status));
  problem = json_pack("{s:s, s:s, s:i, s:o}", "type", "about:blank", "title",
                      sp_http_phrase(resp->status), "status", (int)resp->status,
                      "detail", sp_json_text(detail));
  if (problem != NULL && resp->parameter.len > 0)
    (void)json_object_set_new(problem, "parameter",
                              sp_json_text(resp->parameter));
  sent = sp_json_send(resp, problem, err);
  resp->type = SP_TYPE_PROBLEM;
  return sent;
}
