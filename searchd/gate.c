/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/gate.h"

#define HOST_MAX 255

static const struct sp_gate pass = {0, NULL};

static struct sp_gate
refuse(unsigned status, const char *reason)
{
  struct sp_gate gate = {status, reason};
  return gate;
}

static int
hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

struct sp_gate
sp_gate_method(struct sp_str method, struct sp_gate_found *found)
{
  static const char *const others[] = {"PUT",     "DELETE", "OPTIONS",
                                       "CONNECT", "TRACE",  "PATCH"};

  found->method = 0;
  found->head = false;
  if (sp_str_is(method, "GET")) {
    found->method = SP_METHOD_GET;
  } else if (sp_str_is(method, "HEAD")) {
    found->method = SP_METHOD_GET;
    found->head = true;
  } else if (sp_str_is(method, "POST")) {
    found->method = SP_METHOD_POST;
  } else {
    for (size_t i = 0; i < SP_ARRAY_LEN(others); i++)
      if (sp_str_is(method, others[i]))
        return refuse(405, "method");
    return refuse(501, "unknown-method");
  }
  return pass;
}

/* One character of the target at *at; the decoded byte, or -1 when it is a
 * broken escape. */
static int
decode_at(struct sp_str s, size_t *at)
{
  unsigned char c = (unsigned char)s.ptr[*at];
  int high, low;

  if (c != '%') {
    *at += 1;
    return c;
  }
  if (s.len - *at < 3)
    return -1;
  high = hex_digit(s.ptr[*at + 1]);
  low = hex_digit(s.ptr[*at + 2]);
  if (high < 0 || low < 0)
    return -1;
  *at += 3;
  return high * 16 + low;
}

static struct sp_gate
check_path(struct sp_str path)
{
  size_t at = 0, length = 0; /* of the part so far */
  bool only_dots = true, dot_before = false;

  while (at < path.len) {
    bool raw = path.ptr[at] != '%';
    int c = decode_at(path, &at);

    if (c < 0)
      return refuse(400, "escape");
    if (c == '/' && raw) {
      if (length == 1 && only_dots)
        return refuse(400, "dot-segment");
      length = 0;
      only_dots = true;
      dot_before = false;
      continue;
    }
    if (c < 0x20 || c == 0x7f || c == '/' || c == '\\')
      return refuse(400, "path-character");
    if (c == '.' && dot_before)
      return refuse(400, "dot-segment");
    dot_before = c == '.';
    only_dots = only_dots && c == '.';
    length++;
  }
  if (length == 1 && only_dots)
    return refuse(400, "dot-segment");
  return pass;
}

static struct sp_gate
check_query(struct sp_str query)
{
  size_t at = 0, params = query.len > 0 ? 1 : 0;

  while (at < query.len) {
    bool raw = query.ptr[at] != '%';
    int c = decode_at(query, &at);

    if (c <= 0)
      return refuse(400, "escape");
    if (c == '&' && raw)
      params++;
  }
  if (params > SP_PARAMS_MAX)
    return refuse(400, "parameters");
  return pass;
}

struct sp_gate
sp_gate_target(struct sp_str target)
{
  size_t mark;
  struct sp_gate gate;

  if (target.len > SP_TARGET_MAX)
    return refuse(414, "target-length");
  if (target.len == 0 || target.ptr[0] != '/')
    return refuse(400, "target-form");
  for (size_t i = 0; i < target.len; i++) {
    unsigned char c = (unsigned char)target.ptr[i];
    if (c <= 0x20 || c >= 0x7f || c == '\\' || c == '#')
      return refuse(400, "target-character");
  }
  mark = sp_str_find(target, '?', 0);
  gate = check_path(sp_str_sub(target, 0, mark));
  if (gate.status != 0)
    return gate;
  return check_query(sp_str_sub(target, mark + 1, target.len));
}

bool
sp_gate_is_length(struct sp_str value, uint64_t *length)
{
  uint64_t n = 0;

  if (value.len == 0 || value.len > 18)
    return false;
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] < '0' || value.ptr[i] > '9')
      return false;
    n = n * 10 + (uint64_t)(value.ptr[i] - '0');
  }
  *length = n;
  return true;
}

bool
sp_gate_is_chunked(struct sp_str value)
{
  return sp_str_ieq(value, SP_STR("chunked"));
}

static bool
is_host(struct sp_str host)
{
  if (host.len == 0 || host.len > HOST_MAX)
    return false;
  for (size_t i = 0; i < host.len; i++) {
    char c = host.ptr[i];
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
          c == ':' || c == '[' || c == ']'))
      return false;
  }
  return true;
}

struct counts {
  size_t host, length, coding;
};

static struct sp_gate
check_header(const struct sp_gate_header *header, struct counts *counts,
             struct sp_gate_found *found)
{
  struct sp_str name = header->name, value = sp_str_trim(header->value);

  if (sp_str_ieq(name, SP_STR("host"))) {
    if (counts->host++ > 0 || !is_host(value))
      return refuse(400, "host");
    found->host = value;
  } else if (sp_str_ieq(name, SP_STR("content-length"))) {
    if (counts->length++ > 0 || !sp_gate_is_length(value, &found->length))
      return refuse(400, "content-length");
    found->has_length = true;
  } else if (sp_str_ieq(name, SP_STR("transfer-encoding"))) {
    if (counts->coding++ > 0 || !sp_gate_is_chunked(value))
      return refuse(400, "transfer-encoding");
    found->chunked = true;
  } else if (sp_str_ieq(name, SP_STR("expect"))) {
    if (!sp_str_ieq(value, SP_STR("100-continue")))
      return refuse(417, "expect");
  }
  return pass;
}

struct sp_gate
sp_gate_headers(const struct sp_gate_input *in, struct sp_gate_found *found)
{
  struct counts counts = {0, 0, 0};

  found->has_length = found->chunked = false;
  found->length = 0;
  found->host = (struct sp_str){NULL, 0};
  for (size_t i = 0; i < in->headers; i++) {
    struct sp_gate gate = check_header(&in->header[i], &counts, found);
    if (gate.status != 0)
      return gate;
  }
  if (counts.host != 1)
    return refuse(400, "host");
  if (found->has_length && found->chunked)
    return refuse(400, "two-lengths");
  if (found->chunked && !sp_str_is(in->version, "HTTP/1.1"))
    return refuse(400, "transfer-encoding");
  if (found->method == SP_METHOD_GET && (found->chunked || found->length > 0))
    return refuse(400, "body");
  return pass;
}

struct sp_gate
sp_gate_check(const struct sp_gate_input *in, struct sp_gate_found *found)
{
  struct sp_gate gate;

  memset(found, 0, sizeof(*found));
  if (!sp_str_is(in->version, "HTTP/1.1") &&
      !sp_str_is(in->version, "HTTP/1.0"))
    return refuse(505, "version");
  gate = sp_gate_method(in->method, found);
  if (gate.status != 0)
    return gate;
  gate = sp_gate_target(in->target);
  if (gate.status != 0)
    return gate;
  return sp_gate_headers(in, found);
}

/* "example.org:8080" without the port, "[::1]:80" without brackets too. */
static struct sp_str
host_name(struct sp_str host)
{
  if (host.len > 0 && host.ptr[0] == '[') {
    size_t end = sp_str_find(host, ']', 0);
    return sp_str_sub(host, 1, end > 0 ? end - 1 : 0);
  }
  return sp_str_sub(host, 0, sp_str_find(host, ':', 0));
}

bool
sp_gate_host_is_ours(struct sp_str host, struct sp_str base_url)
{
  struct sp_str name = host_name(host), base = base_url;

  if (sp_str_ieq(name, SP_STR("localhost")) || sp_str_is(name, "127.0.0.1") ||
      sp_str_is(name, "::1"))
    return true;
  if (sp_str_starts(base, "https://"))
    base = sp_str_sub(base, 8, base.len);
  else if (sp_str_starts(base, "http://"))
    base = sp_str_sub(base, 7, base.len);
  base = sp_str_sub(base, 0, sp_str_find(base, '/', 0));
  return base.len > 0 && sp_str_ieq(name, host_name(base));
}
