/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/server_reply.h - replies as the HTTP library has them, for server.c:
 * those made for one request, and those that are kept for the next. */
#ifndef SP_SERVER_REPLY_H
#define SP_SERVER_REPLY_H

#include "searchd/app.h"
#include "searchd/cache.h"

#include <microhttpd.h>

/* For one request: takes resp's body.  The caller ends it with
 * MHD_destroy_response().  NULL: out of memory. */
struct MHD_Response *sp_reply_once(const struct sp_app *app,
                                   const struct sp_request *req,
                                   struct sp_response *resp, bool close);

/* A reply that many connections may send at once, with its 304. */
struct sp_reply {
  struct sp_kept kept; /* first: what the cache holds */
  const struct sp_route *route;
  struct MHD_Response *whole;
  struct MHD_Response *unchanged; /* NULL: it has no ETag */
  struct sp_str etag;             /* owned; empty: it has none */
  unsigned max_age;               /* seconds; what it says in Cache-Control */
  struct sp_reply_body *body;     /* shared with those of another age */
  struct sp_event event;          /* noted when it was made; owned */
};

/* What app's cache has for this GET, which has its target, host and viewer and
 * need not be decoded.  NULL: nothing.  The caller ends it with
 * sp_kept_put(). */
struct sp_reply *sp_reply_find(const struct sp_app *app,
                               const struct sp_request *req);
/* Keep the finished resp in app's cache: a good page, of a revision that is
 * still the newest, for longer than now, the same for all of the viewer's level
 * who ask for this address.  resp stays as it is.  NULL: it is none of these,
 * or out of memory.  The caller ends it with sp_kept_put(). */
struct sp_reply *sp_reply_keep(const struct sp_app *app,
                               const struct sp_request *req,
                               const struct sp_response *resp);
/* Send it, or its 304 if req has its ETag, and count it. */
enum MHD_Result sp_reply_queue(const struct sp_app *app,
                               const struct sp_reply *reply,
                               const struct sp_request *req,
                               struct MHD_Connection *connection);

/* What a reply that is about to be sent says of missing pages: add it to app's
 * events, if this is a person. */
void sp_reply_remember(const struct sp_app *app, const struct sp_request *req,
                       const struct sp_event *event,
                       struct MHD_Connection *connection);

#endif
