/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/wire.h"

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
refuse(struct sp_wire *wire, unsigned status, const char *reason)
{
  wire->refused = status;
  wire->reason = reason;
  return false;
}

/* Which name the buffer holds matters only when it holds all of it. */
static bool
name_is(const struct sp_wire *wire, const char *name)
{
  return wire->name <= sizeof(wire->name_text) &&
         sp_str_ieq(sp_str_n(wire->name_text, wire->name), sp_str(name));
}

static struct sp_str
value_text(const struct sp_wire *wire)
{
  /* A value longer than its buffer is none of those that are compared. */
  if (wire->value > sizeof(wire->value_text))
    return SP_STR("?");
  return sp_str_trim(sp_str_n(wire->value_text, wire->value));
}

static bool
end_method(struct sp_wire *wire)
{
  wire->state = TARGET;
  wire->target = wire->params = 0;
  wire->query = false;
  return true;
}

static bool
take_target(struct sp_wire *wire, unsigned char c)
{
  if (c == ' ') {
    if (wire->target == 0)
      return refuse(wire, 400, "request-line");
    wire->state = VERSION;
    wire->value = 0;
    return true;
  }
  if (c < 0x20 || c >= 0x7f)
    return refuse(wire, 400, "target-character");
  if (++wire->target > SP_TARGET_MAX)
    return refuse(wire, 414, "target-length");
  /* Counted here too: the library keeps a record of each. */
  if ((c == '?' && !wire->query) || (c == '&' && wire->query)) {
    wire->query = true;
    if (++wire->params > SP_PARAMS_MAX)
      return refuse(wire, 400, "parameters");
  }
  return true;
}

static bool
end_version(struct sp_wire *wire)
{
  struct sp_str version = value_text(wire);

  if (wire->value == 8 && sp_str_starts(version, "HTTP/")) {
    wire->version_1_0 = sp_str_is(version, "HTTP/1.0");
    if (!wire->version_1_0 && !sp_str_is(version, "HTTP/1.1"))
      return refuse(wire, 505, "version");
  } else {
    return refuse(wire, 400, "request-line");
  }
  wire->state = VERSION_LF;
  wire->fields = 0;
  wire->lengths = wire->codings = 0;
  wire->left = 0;
  return true;
}

static bool
take_version(struct sp_wire *wire, unsigned char c)
{
  if (c == '\r')
    return end_version(wire);
  if (wire->value == 8 || c <= 0x20 || c >= 0x7f)
    return refuse(wire, 400, "request-line");
  wire->value_text[wire->value++] = (char)c;
  return true;
}

static bool
begin_line(struct sp_wire *wire, unsigned char c)
{
  if (c == '\r') {
    wire->state = HEAD_LF;
    return true;
  }
  if (c == ' ' || c == '\t')
    return refuse(wire, 400, "folded-line");
  if (!is_token(c))
    return refuse(wire, 400, "field-name");
  if (++wire->fields > SP_WIRE_FIELDS_MAX)
    return refuse(wire, 431, "fields");
  wire->state = NAME;
  wire->name = 1;
  wire->name_text[0] = (char)c;
  return true;
}

static bool
take_name(struct sp_wire *wire, unsigned char c)
{
  if (c == ':') {
    wire->state = VALUE_FIRST;
    wire->value = 0;
    return true;
  }
  if (!is_token(c))
    return refuse(wire, 400, "field-name");
  if (wire->name < sizeof(wire->name_text))
    wire->name_text[wire->name] = (char)c;
  wire->name++;
  return true;
}

static bool
end_value(struct sp_wire *wire)
{
  struct sp_str value = value_text(wire);

  wire->state = VALUE_LF;
  if (name_is(wire, "content-length")) {
    if (wire->lengths++ > 0 || !sp_gate_is_length(value, &wire->left))
      return refuse(wire, 400, "content-length");
  } else if (name_is(wire, "transfer-encoding")) {
    if (wire->codings++ > 0 || !sp_gate_is_chunked(value))
      return refuse(wire, 400, "transfer-encoding");
  }
  return true;
}

static bool
take_value(struct sp_wire *wire, unsigned char c)
{
  if (c == '\r')
    return end_value(wire);
  if (!is_value(c))
    return refuse(wire, 400, "field-value");
  if (wire->state == VALUE_FIRST) {
    if (c == ' ' || c == '\t')
      return true;
    wire->state = VALUE;
  }
  if (wire->value < sizeof(wire->value_text))
    wire->value_text[wire->value] = (char)c;
  wire->value++;
  return true;
}

static void
end_request(struct sp_wire *wire, size_t at)
{
  wire->state = START;
  wire->head = 0;
  wire->boundary = at;
}

static bool
end_head(struct sp_wire *wire, size_t at)
{
  if (wire->lengths > 0 && wire->codings > 0)
    return refuse(wire, 400, "two-lengths");
  if (wire->codings > 0 && wire->version_1_0)
    return refuse(wire, 400, "transfer-encoding");
  wire->heads++;
  if (wire->codings > 0) {
    wire->state = CHUNK_SIZE;
    wire->digits = 0;
    wire->left = 0;
  } else if (wire->left > 0) {
    wire->state = BODY;
  } else {
    end_request(wire, at);
  }
  return true;
}

static bool
take_chunk_size(struct sp_wire *wire, unsigned char c)
{
  unsigned digit;

  if (c == '\r' && wire->digits > 0) {
    wire->state = CHUNK_SIZE_LF;
    return true;
  }
  if (c >= '0' && c <= '9')
    digit = c - '0';
  else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
    digit = (c | 0x20) - 'a' + 10u;
  else
    return refuse(wire, 400, "chunk-size");
  if (++wire->digits > 8)
    return refuse(wire, 400, "chunk-size");
  wire->left = wire->left * 16 + digit;
  return true;
}

/* The byte must be this one; then comes that state. */
static bool
expect(struct sp_wire *wire, unsigned char c, unsigned char wanted,
       enum state next, const char *reason)
{
  if (c != wanted)
    return refuse(wire, 400, reason);
  wire->state = next;
  return true;
}

/* `at` is the offset after this byte. */
static bool
take_head(struct sp_wire *wire, unsigned char c, size_t at)
{
  if (++wire->head > SP_WIRE_HEAD_MAX)
    return refuse(wire, 431, "head-length");
  switch ((enum state)wire->state) {
  case START:
  case METHOD:
    wire->state = METHOD;
    if (c == ' ' && wire->head > 1)
      return end_method(wire);
    if (!is_token(c))
      return refuse(wire, 400, "request-line");
    if (wire->head > SP_WIRE_METHOD_MAX)
      return refuse(wire, 501, "unknown-method");
    return true;
  case TARGET:
    return take_target(wire, c);
  case VERSION:
    return take_version(wire, c);
  case VERSION_LF:
    return expect(wire, c, '\n', LINE, "line-end");
  case LINE:
    return begin_line(wire, c);
  case NAME:
    return take_name(wire, c);
  case VALUE_FIRST:
  case VALUE:
    return take_value(wire, c);
  case VALUE_LF:
    return expect(wire, c, '\n', LINE, "line-end");
  default: /* HEAD_LF */
    return c == '\n' ? end_head(wire, at) : refuse(wire, 400, "line-end");
  }
}

static bool
take_framing(struct sp_wire *wire, unsigned char c, size_t at)
{
  switch ((enum state)wire->state) {
  case CHUNK_SIZE:
    return take_chunk_size(wire, c);
  case CHUNK_SIZE_LF:
    return expect(wire, c, '\n', wire->left > 0 ? CHUNK : LAST_CR,
                  "chunk-size");
  case CHUNK_CR:
    return expect(wire, c, '\r', CHUNK_LF, "chunk-end");
  case CHUNK_LF:
    wire->digits = 0;
    return expect(wire, c, '\n', CHUNK_SIZE, "chunk-end");
  case LAST_CR: /* a trailer field would begin here */
    return expect(wire, c, '\r', LAST_LF, "trailer");
  default: /* LAST_LF */
    if (!expect(wire, c, '\n', START, "line-end"))
      return false;
    end_request(wire, at);
    return true;
  }
}

/* Pass over as much of a body as is there. */
static size_t
skip_body(struct sp_wire *wire, size_t at, size_t n)
{
  size_t skip = n - at;

  if (skip > wire->left)
    skip = (size_t)wire->left;
  wire->left -= skip;
  if (wire->left == 0) {
    if (wire->state == BODY)
      end_request(wire, at + skip);
    else
      wire->state = CHUNK_CR;
  }
  return skip;
}

size_t
sp_wire_feed(struct sp_wire *wire, const char *bytes, size_t n)
{
  size_t at = 0;

  wire->boundary = 0;
  while (at < n && wire->refused == 0) {
    unsigned char c = (unsigned char)bytes[at];

    if (wire->state == BODY || wire->state == CHUNK) {
      at += skip_body(wire, at, n);
      continue;
    }
    if (wire->state < BODY ? take_head(wire, c, at + 1)
                           : take_framing(wire, c, at + 1))
      at++;
  }
  return at;
}

bool
sp_wire_between(const struct sp_wire *wire)
{
  return wire->state == START && wire->refused == 0;
}
