/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/request.h - a request that has passed the gate: decoded once, in
 * parts, all texts valid UTF-8 without NUL. */
#ifndef SP_REQUEST_H
#define SP_REQUEST_H

#include "lib/arena.h"
#include "lib/error.h"
#include "lib/index.h"

/* Limits; the gate and the decoder refuse what is beyond. */
#define SP_TARGET_MAX ((size_t)8 * 1024) /* raw path and query: 414 */
#define SP_PARAMS_MAX 64                 /* of the query, of a form: 400 */
#define SP_SEGMENTS_MAX 16               /* parts of a path: 404 */
#define SP_FORM_MAX ((size_t)256 * 1024) /* urlencoded body: 413 */
#define SP_JSON_MAX ((size_t)64 * 1024)  /* body on a row that takes JSON */
#define SP_QUERY_MAX ((size_t)2 * 1024)  /* value of q, decoded: 400 */

enum sp_method {
  SP_METHOD_GET = 1, /* HEAD too: the handler need not know */
  SP_METHOD_POST = 2
};

struct sp_param {
  struct sp_str name, value; /* decoded */
};

struct sp_route;

/* Everything lives in `arena`, which ends with the request. */
struct sp_request {
  struct sp_arena *arena; /* for the handler's own use too */
  enum sp_method method;
  bool head;              /* HEAD: the body is made and not sent */
  struct sp_str target;   /* raw, as it was sent */
  struct sp_str path;     /* raw, before the '?' */
  struct sp_str *segment; /* decoded parts of the path; "/" has none */
  size_t segments;
  struct sp_param *param; /* of the query string, in order */
  size_t params;
  struct sp_param *field; /* of a POSTed form, in order */
  size_t fields;
  struct sp_str body; /* of a JSON POST; else empty */

  const struct sp_route *route; /* the row that matched; NULL: none */
  struct sp_param capture[4];   /* {name} of its pattern */
  size_t captures;

  struct sp_viewer viewer; /* who asks, and when: for every reader call */

  /* Headers, empty when absent. */
  struct sp_str host, content_type, if_none_match, accept_encoding;
  struct sp_str origin, sec_fetch_site, cookie;
  /* Kept only where events are: visitor.h.  Of several the last. */
  struct sp_str user_agent, purpose, forwarded_for;
  /* Of a POST, where events are: the address that it came from, as bytes. */
  struct sp_str place;
};

/* Value of the first parameter of that name; empty when there is none.  All
 * texts of a request are its arena's. */
struct sp_str sp_request_param(const struct sp_request *req, const char *name);
bool sp_request_has(const struct sp_request *req, const char *name);
/* The same of the form in the body. */
struct sp_str sp_request_field(const struct sp_request *req, const char *name);
/* What {name} of the route's pattern stands for; "{id...}" takes several
 * parts, given as they are joined with '/'. */
struct sp_str sp_request_capture(const struct sp_request *req,
                                 const char *name);

/* The parameter as a number.  Absent or empty: *out = fallback.
 * SP_E_PARAM not digits, or not min..max; resp->detail should name it. */
SP_NODISCARD enum sp_status sp_request_number(const struct sp_request *req,
                                              const char *name, uint64_t min,
                                              uint64_t max, uint64_t fallback,
                                              uint64_t *out,
                                              struct sp_err *err);

/* The words to search for: parameter q, empty when absent.
 * SP_E_QUERY longer than SP_QUERY_MAX. */
SP_NODISCARD enum sp_status sp_request_query(const struct sp_request *req,
                                             struct sp_str *out,
                                             struct sp_err *err);

/* Is the request for a machine (path below /api/), so that errors are
 * problem+json? */
bool sp_request_is_api(const struct sp_request *req);

/* Fill method, target, path, segments and parameters from a target that
 * sp_gate_target() let pass.
 * SP_E_USAGE a name or value is not UTF-8, has a NUL, or an escape is broken,
 * or there are more than SP_PARAMS_MAX; SP_E_NOTFOUND more than
 * SP_SEGMENTS_MAX parts or an empty one. */
SP_NODISCARD enum sp_status sp_request_target(struct sp_request *req,
                                              struct sp_str target,
                                              struct sp_err *err);
/* Decode an application/x-www-form-urlencoded body into fields.
 * SP_E_USAGE as above; SP_E_TOOBIG more than SP_FORM_MAX. */
SP_NODISCARD enum sp_status
sp_request_form(struct sp_request *req, struct sp_str body, struct sp_err *err);

#endif
