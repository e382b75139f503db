/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/request.h"

#include "lib/text.h"
#include "lib/url.h"

static struct sp_str
find_value(const struct sp_param *param, size_t count, const char *name)
{
  for (size_t i = 0; i < count; i++)
    if (sp_str_is(param[i].name, name))
      return param[i].value;
  return (struct sp_str){"", 0};
}

struct sp_str
sp_request_param(const struct sp_request *req, const char *name)
{
  return find_value(req->param, req->params, name);
}

bool
sp_request_has(const struct sp_request *req, const char *name)
{
  for (size_t i = 0; i < req->params; i++)
    if (sp_str_is(req->param[i].name, name))
      return true;
  return false;
}

struct sp_str
sp_request_field(const struct sp_request *req, const char *name)
{
  return find_value(req->field, req->fields, name);
}

struct sp_str
sp_request_capture(const struct sp_request *req, const char *name)
{
  return find_value(req->capture, req->captures, name);
}

enum sp_status
sp_request_number(const struct sp_request *req, const char *name, uint64_t min,
                  uint64_t max, uint64_t fallback, uint64_t *out,
                  struct sp_err *err)
{
  struct sp_str text = sp_request_param(req, name);
  uint64_t n = 0;

  *out = fallback;
  if (text.len == 0)
    return SP_OK;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9' || i == 18)
      return sp_fail(err, SP_E_PARAM, "%s is not a number", name);
    n = n * 10 + (uint64_t)(text.ptr[i] - '0');
  }
  if (n < min || n > max)
    return sp_fail(err, SP_E_PARAM, "%s is out of range", name);
  *out = n;
  return SP_OK;
}

enum sp_status
sp_request_query(const struct sp_request *req, struct sp_str *out,
                 struct sp_err *err)
{
  *out = sp_request_param(req, "q");
  if (out->len > SP_QUERY_MAX)
    return sp_fail(err, SP_E_QUERY, "q is longer than %zu bytes", SP_QUERY_MAX);
  return SP_OK;
}

bool
sp_request_is_api(const struct sp_request *req)
{
  return sp_str_starts(req->path, "/api/");
}

/* Decoded once; text, not bytes. */
static enum sp_status
decode(struct sp_arena *arena, struct sp_str raw, bool form, struct sp_str *out,
       struct sp_err *err)
{
  if (!sp_url_decode(arena, raw, form, out))
    return sp_fail(err, SP_E_USAGE, "broken escape");
  if (out->len > 0 && memchr(out->ptr, '\0', out->len) != NULL)
    return sp_fail(err, SP_E_USAGE, "NUL");
  if (sp_utf8_check(*out) != out->len)
    return sp_fail(err, SP_E_USAGE, "not UTF-8");
  return SP_OK;
}

/* How many parts there are at the most, and no more than `max`: the arrays are
 * as large as is needed, for clearing them costs more than decoding. */
static size_t
count_parts(struct sp_str raw, char mark, size_t max)
{
  size_t count = 1;

  for (size_t at = 0; count < max; at++, count++) {
    at = sp_str_find(raw, mark, at);
    if (at >= raw.len)
      break;
  }
  return count;
}

static enum sp_status
decode_pairs(struct sp_arena *arena, struct sp_str raw, struct sp_param **out,
             size_t *count, struct sp_err *err)
{
  struct sp_param *param = sp_arena_array(arena, struct sp_param,
                                          count_parts(raw, '&', SP_PARAMS_MAX));
  size_t at = 0, n = 0;
  enum sp_status status;

  while (at < raw.len) {
    size_t end = sp_str_find(raw, '&', at);
    struct sp_str pair = sp_str_sub(raw, at, end - at);
    size_t mark = sp_str_find(pair, '=', 0);

    at = end + 1;
    if (pair.len == 0)
      continue;
    if (n == SP_PARAMS_MAX)
      return sp_fail(err, SP_E_USAGE, "more than %d parameters", SP_PARAMS_MAX);
    status =
        decode(arena, sp_str_sub(pair, 0, mark), true, &param[n].name, err);
    if (status != SP_OK)
      return status;
    status = decode(arena, sp_str_sub(pair, mark + 1, pair.len), true,
                    &param[n].value, err);
    if (status != SP_OK)
      return status;
    n++;
  }
  *out = param;
  *count = n;
  return SP_OK;
}

static enum sp_status
decode_path(struct sp_request *req, struct sp_err *err)
{
  struct sp_str path = req->path;
  size_t at = 1;

  req->segment = sp_arena_array(req->arena, struct sp_str,
                                count_parts(path, '/', SP_SEGMENTS_MAX));
  req->segments = 0;
  if (path.len <= 1)
    return SP_OK;
  while (at <= path.len) {
    size_t end = sp_str_find(path, '/', at);
    struct sp_str *segment = &req->segment[req->segments];
    enum sp_status status;

    if (end == at)
      return sp_fail(err, SP_E_NOTFOUND, "empty part in the path");
    if (req->segments == SP_SEGMENTS_MAX)
      return sp_fail(err, SP_E_NOTFOUND, "too many parts in the path");
    status =
        decode(req->arena, sp_str_sub(path, at, end - at), false, segment, err);
    if (status != SP_OK)
      return status;
    req->segments++;
    at = end + 1;
  }
  return SP_OK;
}

enum sp_status
sp_request_target(struct sp_request *req, struct sp_str target,
                  struct sp_err *err)
{
  size_t mark = sp_str_find(target, '?', 0);
  enum sp_status status;

  req->target = target;
  req->path = sp_str_sub(target, 0, mark);
  status = decode_path(req, err);
  if (status != SP_OK)
    return status;
  return decode_pairs(req->arena, sp_str_sub(target, mark + 1, target.len),
                      &req->param, &req->params, err);
}

enum sp_status
sp_request_form(struct sp_request *req, struct sp_str body, struct sp_err *err)
{
  if (body.len > SP_FORM_MAX)
    return sp_fail(err, SP_E_TOOBIG, "form of more than %zu bytes",
                   SP_FORM_MAX);
  return decode_pairs(req->arena, body, &req->field, &req->fields, err);
}
