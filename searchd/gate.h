/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/gate.h - what a request must be before anything else looks at it.
 *
 * Pure functions over the raw parts, without a socket.  scan.h has already
 * seen the bytes; here stands what the parts mean.  Every refusal closes the
 * connection.  docs/request-gate.md says why it is done in two places. */
#ifndef SP_GATE_H
#define SP_GATE_H

#include "lib/base.h"

#include "searchd/request.h"

/* status is what to answer: 0 let it pass, 400, 405, 413, 414, 417, 421, 501,
 * 505.  reason is a constant: words for the log, none of them the visitor's. */
struct sp_gate {
  unsigned status;
  const char *reason;
};

struct sp_gate_header {
  struct sp_str name, value;
};

/* The parts as the HTTP library gives them. */
struct sp_gate_input {
  struct sp_str method, version, target;
  const struct sp_gate_header *header;
  size_t headers;
};

/* What the gate found while it looked. */
struct sp_gate_found {
  enum sp_method method; /* 0 when the method is not one of ours */
  bool head;
  bool has_length, chunked;
  uint64_t length; /* of the body, when has_length */
  struct sp_str host;
};

/* All checks, in the order below; the first refusal stands. */
struct sp_gate sp_gate_check(const struct sp_gate_input *in,
                             struct sp_gate_found *found);

/* GET, HEAD and POST pass; the other methods of HTTP give 405, what is no
 * method 501. */
struct sp_gate sp_gate_method(struct sp_str method,
                              struct sp_gate_found *found);
/* A path of our own and its query, raw: begins with '/', at most
 * SP_TARGET_MAX bytes of visible ASCII; no backslash, no '#'; every % is
 * followed by two hexadecimal digits and is not %00.  In the path no encoded
 * slash, backslash or control character, no "." or ".." as a part, and no
 * ".." at all.  At most SP_PARAMS_MAX parameters. */
struct sp_gate sp_gate_target(struct sp_str target);
/* Exactly one Host of host characters; at most one Content-Length, digits; at
 * most one Transfer-Encoding, "chunked"; not both; no body with GET or HEAD;
 * Expect only 100-continue. */
struct sp_gate sp_gate_headers(const struct sp_gate_input *in,
                               struct sp_gate_found *found);

/* On a site without accounts: does Host name this machine, or base_url's?
 * Else a page elsewhere could have a browser read ours under its own name. */
bool sp_gate_host_is_ours(struct sp_str host, struct sp_str base_url);

/* 1 to 18 digits. */
bool sp_gate_is_length(struct sp_str value, uint64_t *length);
bool sp_gate_is_chunked(struct sp_str value);

#endif
