/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/scan.h"

#include "searchd/gate.h"

enum state {
  START, /* nothing of a request yet */
  METHOD,
  TARGET,
  VERSION,
  VERSION_LF,
  LINE, /* first byte of a field line, or of the empty line */
  NAME,
  VALUE_FIRST, /* blanks before the value */
  VALUE,
  VALUE_LF,
  HEAD_LF,
  BODY,
  CHUNK_SIZE,
  CHUNK_SIZE_LF,
  CHUNK,
  CHUNK_CR,
  CHUNK_LF,
  LAST_CR, /* after the chunk of size 0 */
  LAST_LF
};

static const unsigned char api[] = "/api/";
#define API_LEN (sizeof(api) - 1)

static bool
is_token(unsigned char c)
{
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
      (c >= '0' && c <= '9'))
    return true;
  return c > 0x20 && c < 0x7f && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

static bool
is_value(unsigned char c)
{
  return c >= 0x20 ? c != 0x7f : c == '\t';
}

static bool
refuse(struct sp_scan *scan, unsigned status, const char *reason)
{
  scan->refused = status;
  scan->reason = reason;
  return false;
}

/* Which name the buffer holds matters only when it holds all of it. */
static bool
name_is(const struct sp_scan *scan, const char *name)
{
  return scan->name <= sizeof(scan->name_text) &&
         sp_str_ieq(sp_str_n(scan->name_text, scan->name), sp_str(name));
}

static struct sp_str
value_text(const struct sp_scan *scan)
{
  /* A value longer than its buffer is none of those that are compared. */
  if (scan->value > sizeof(scan->value_text))
    return SP_STR("?");
  return sp_str_trim(sp_str_n(scan->value_text, scan->value));
}

static bool
end_method(struct sp_scan *scan)
{
  scan->state = TARGET;
  scan->target = scan->params = 0;
  scan->query = false;
  scan->api = true;
  return true;
}

static bool
take_target(struct sp_scan *scan, unsigned char c)
{
  if (c == ' ') {
    if (scan->target == 0)
      return refuse(scan, 400, "request-line");
    scan->state = VERSION;
    scan->value = 0;
    return true;
  }
  if (c < 0x20 || c >= 0x7f)
    return refuse(scan, 400, "target-character");
  if (scan->target < API_LEN && c != api[scan->target])
    scan->api = false;
  if (++scan->target > SP_TARGET_MAX)
    return refuse(scan, 414, "target-length");
  /* Counted here too: the library keeps a record of each. */
  if ((c == '?' && !scan->query) || (c == '&' && scan->query)) {
    scan->query = true;
    if (++scan->params > SP_PARAMS_MAX)
      return refuse(scan, 400, "parameters");
  }
  return true;
}

static bool
end_version(struct sp_scan *scan)
{
  struct sp_str version = value_text(scan);

  if (scan->value == 8 && sp_str_starts(version, "HTTP/")) {
    scan->version_1_0 = sp_str_is(version, "HTTP/1.0");
    if (!scan->version_1_0 && !sp_str_is(version, "HTTP/1.1"))
      return refuse(scan, 505, "version");
  } else {
    return refuse(scan, 400, "request-line");
  }
  scan->state = VERSION_LF;
  scan->fields = 0;
  scan->lengths = scan->codings = 0;
  scan->left = 0;
  return true;
}

static bool
take_version(struct sp_scan *scan, unsigned char c)
{
  if (c == '\r')
    return end_version(scan);
  if (scan->value == 8 || c <= 0x20 || c >= 0x7f)
    return refuse(scan, 400, "request-line");
  scan->value_text[scan->value++] = (char)c;
  return true;
}

static bool
begin_line(struct sp_scan *scan, unsigned char c)
{
  if (c == '\r') {
    scan->state = HEAD_LF;
    return true;
  }
  if (c == ' ' || c == '\t')
    return refuse(scan, 400, "folded-line");
  if (!is_token(c))
    return refuse(scan, 400, "field-name");
  if (++scan->fields > SP_SCAN_FIELDS_MAX)
    return refuse(scan, 431, "fields");
  scan->state = NAME;
  scan->name = 1;
  scan->name_text[0] = (char)c;
  return true;
}

static bool
take_name(struct sp_scan *scan, unsigned char c)
{
  if (c == ':') {
    scan->state = VALUE_FIRST;
    scan->value = 0;
    return true;
  }
  if (!is_token(c))
    return refuse(scan, 400, "field-name");
  if (scan->name < sizeof(scan->name_text))
    scan->name_text[scan->name] = (char)c;
  scan->name++;
  return true;
}

static bool
end_value(struct sp_scan *scan)
{
  struct sp_str value = value_text(scan);

  scan->state = VALUE_LF;
  if (name_is(scan, "content-length")) {
    if (scan->lengths++ > 0 || !sp_gate_is_length(value, &scan->left))
      return refuse(scan, 400, "content-length");
  } else if (name_is(scan, "transfer-encoding")) {
    if (scan->codings++ > 0 || !sp_gate_is_chunked(value))
      return refuse(scan, 400, "transfer-encoding");
  }
  return true;
}

static bool
take_value(struct sp_scan *scan, unsigned char c)
{
  if (c == '\r')
    return end_value(scan);
  if (!is_value(c))
    return refuse(scan, 400, "field-value");
  if (scan->state == VALUE_FIRST) {
    if (c == ' ' || c == '\t')
      return true;
    scan->state = VALUE;
  }
  if (scan->value < sizeof(scan->value_text))
    scan->value_text[scan->value] = (char)c;
  scan->value++;
  return true;
}

static void
end_request(struct sp_scan *scan, size_t at)
{
  scan->state = START;
  scan->head = 0;
  scan->target = 0;
  scan->boundary = at;
}

static bool
end_head(struct sp_scan *scan, size_t at)
{
  if (scan->lengths > 0 && scan->codings > 0)
    return refuse(scan, 400, "two-lengths");
  if (scan->codings > 0 && scan->version_1_0)
    return refuse(scan, 400, "transfer-encoding");
  scan->heads++;
  if (scan->codings > 0) {
    scan->state = CHUNK_SIZE;
    scan->digits = 0;
    scan->left = 0;
  } else if (scan->left > 0) {
    scan->state = BODY;
  } else {
    end_request(scan, at);
  }
  return true;
}

static bool
take_chunk_size(struct sp_scan *scan, unsigned char c)
{
  unsigned digit;

  if (c == '\r' && scan->digits > 0) {
    scan->state = CHUNK_SIZE_LF;
    return true;
  }
  if (c >= '0' && c <= '9')
    digit = c - '0';
  else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
    digit = (c | 0x20) - 'a' + 10u;
  else
    return refuse(scan, 400, "chunk-size");
  if (++scan->digits > 8)
    return refuse(scan, 400, "chunk-size");
  scan->left = scan->left * 16 + digit;
  return true;
}

/* The byte must be this one; then comes that state. */
static bool
expect(struct sp_scan *scan, unsigned char c, unsigned char wanted,
       enum state next, const char *reason)
{
  if (c != wanted)
    return refuse(scan, 400, reason);
  scan->state = next;
  return true;
}

/* `at` is the offset after this byte. */
static bool
take_head(struct sp_scan *scan, unsigned char c, size_t at)
{
  if (++scan->head > SP_SCAN_HEAD_MAX)
    return refuse(scan, 431, "head-length");
  switch ((enum state)scan->state) {
  case START:
  case METHOD:
    scan->state = METHOD;
    if (c == ' ' && scan->head > 1)
      return end_method(scan);
    if (!is_token(c))
      return refuse(scan, 400, "request-line");
    if (scan->head > SP_SCAN_METHOD_MAX)
      return refuse(scan, 501, "unknown-method");
    return true;
  case TARGET:
    return take_target(scan, c);
  case VERSION:
    return take_version(scan, c);
  case VERSION_LF:
    return expect(scan, c, '\n', LINE, "line-end");
  case LINE:
    return begin_line(scan, c);
  case NAME:
    return take_name(scan, c);
  case VALUE_FIRST:
  case VALUE:
    return take_value(scan, c);
  case VALUE_LF:
    return expect(scan, c, '\n', LINE, "line-end");
  default: /* HEAD_LF */
    return c == '\n' ? end_head(scan, at) : refuse(scan, 400, "line-end");
  }
}

static bool
take_framing(struct sp_scan *scan, unsigned char c, size_t at)
{
  switch ((enum state)scan->state) {
  case CHUNK_SIZE:
    return take_chunk_size(scan, c);
  case CHUNK_SIZE_LF:
    return expect(scan, c, '\n', scan->left > 0 ? CHUNK : LAST_CR,
                  "chunk-size");
  case CHUNK_CR:
    return expect(scan, c, '\r', CHUNK_LF, "chunk-end");
  case CHUNK_LF:
    scan->digits = 0;
    return expect(scan, c, '\n', CHUNK_SIZE, "chunk-end");
  case LAST_CR: /* a trailer field would begin here */
    return expect(scan, c, '\r', LAST_LF, "trailer");
  default: /* LAST_LF */
    if (!expect(scan, c, '\n', START, "line-end"))
      return false;
    end_request(scan, at);
    return true;
  }
}

/* Pass over as much of a body as is there. */
static size_t
skip_body(struct sp_scan *scan, size_t at, size_t n)
{
  size_t skip = n - at;

  if (skip > scan->left)
    skip = (size_t)scan->left;
  scan->left -= skip;
  if (scan->left == 0) {
    if (scan->state == BODY)
      end_request(scan, at + skip);
    else
      scan->state = CHUNK_CR;
  }
  return skip;
}

size_t
sp_scan_feed(struct sp_scan *scan, const char *bytes, size_t n)
{
  size_t at = 0;

  scan->boundary = 0;
  while (at < n && scan->refused == 0) {
    unsigned char c = (unsigned char)bytes[at];

    if (scan->state == BODY || scan->state == CHUNK) {
      at += skip_body(scan, at, n);
      continue;
    }
    if (scan->state < BODY ? take_head(scan, c, at + 1)
                           : take_framing(scan, c, at + 1))
      at++;
  }
  return at;
}

bool
sp_scan_is_api(const struct sp_scan *scan)
{
  return scan->api && scan->target >= API_LEN;
}

bool
sp_scan_between(const struct sp_scan *scan)
{
  return scan->state == START && scan->refused == 0;
}
