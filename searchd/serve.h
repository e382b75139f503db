/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/serve.h - from a request to a response, without a socket: route,
 * check parameters, 304, handler, error page. */
#ifndef SP_SERVE_H
#define SP_SERVE_H

#include "searchd/app.h"
#include "searchd/gate.h"

/* First half, before a body is read: decode the target and find the row.
 * req's arena, method, head, viewer and headers are set.  False: resp is a
 * finished error, or a redirect to the address as it is written here. */
SP_NODISCARD bool sp_serve_route(const struct sp_app *app,
                                 struct sp_request *req, unsigned site,
                                 struct sp_str target,
                                 struct sp_response *resp);
/* Second half, when the body is there: decode a form, call the handler.  resp
 * is finished, whatever happens. */
void sp_serve_answer(const struct sp_app *app, struct sp_request *req,
                     struct sp_str body, struct sp_response *resp);

/* What the gate, or the scanner before it, refused: resp is a finished error
 * that closes the connection. */
void sp_serve_refusal(const struct sp_app *app, const struct sp_request *req,
                      const struct sp_gate *gate, struct sp_response *resp);
/* What the scanner refused, which never was a request: its body into `body`,
 * made from nothing that the client sent but whether the target began with
 * "/api/".  Returns its media type, a constant. */
const char *sp_serve_unread(const struct sp_app *app, unsigned status, bool api,
                            struct sp_buf *body);
/* Make resp the error page of `status`, or its problem under /api/; it always
 * can.  http: 0 for the status's own.  resp->detail, when it is set, is said
 * in place of the status's sentence. */
void sp_serve_error(const struct sp_app *app, const struct sp_request *req,
                    enum sp_status status, unsigned http,
                    struct sp_response *resp);

#endif
