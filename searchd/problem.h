/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/problem.h - errors as application/problem+json (RFC 9457), and JSON
 * into a response. */
#ifndef SP_PROBLEM_H
#define SP_PROBLEM_H

#include "searchd/app.h"

#include <jansson.h>

/* Reason phrase of an HTTP status, a constant; "Error" for one that we never
 * send. */
const char *sp_http_phrase(unsigned status);

/* {"type","title","status","detail","parameter"} from resp's status, detail
 * and parameter; detail defaults to the sentence of `status`.  The type is
 * SP_TYPE_PROBLEM.  Codes as sp_json_send(). */
SP_NODISCARD enum sp_status sp_problem_make(enum sp_status status,
                                            struct sp_response *resp,
                                            struct sp_err *err);

/* Text as a JSON string, the caller's (json_decref()); NULL when memory is
 * short or it is not UTF-8. */
json_t *sp_json_text(struct sp_str text);
/* Put the value as body, compact, in place of what it was; takes the reference.
 * SP_E_NOMEM value is NULL; SP_E_INTERNAL more than SP_BODY_MAX, which is our
 * fault and never the client's. */
SP_NODISCARD enum sp_status sp_json_send(struct sp_response *resp,
                                         json_t *value, struct sp_err *err);

#endif
