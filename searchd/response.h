/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/response.h - what a handler makes.
 *
 * The server adds the security headers and, from the cache class of the route
 * and what the handler says here, Cache-Control and ETag. */
#ifndef SP_RESPONSE_H
#define SP_RESPONSE_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/error.h"
#include "lib/index.h"
#include "lib/url.h"

#include "searchd/event.h"

#define SP_BODY_MAX ((size_t)8 * 1024 * 1024)

#define SP_TYPE_HTML "text/html; charset=utf-8"
#define SP_TYPE_TEXT "text/plain; charset=utf-8"
#define SP_TYPE_JSON "application/json"
#define SP_TYPE_PROBLEM "application/problem+json"
#define SP_TYPE_ATOM "application/atom+xml; charset=utf-8"
#define SP_TYPE_XML "application/xml; charset=utf-8"
#define SP_TYPE_CSS "text/css; charset=utf-8"
#define SP_TYPE_OPENSEARCH "application/opensearchdescription+xml"

enum sp_cache {
  SP_CACHE_NEVER,   /* no-store: forms, errors, health, and whatever is made
                       for one person alone */
  SP_CACHE_DEPENDS, /* weak ETag and max-age, from sp_response_depends();
                       without that call: no-store.  On the staff site
                       no-store always; there and here the server itself keeps
                       it for all of one level who ask for the address */
  SP_CACHE_FOREVER  /* hashed static files */
};

struct sp_header {
  const char *name; /* ours */
  struct sp_str value;
};
#define SP_RESPONSE_HEADERS_MAX 4

struct sp_response {
  unsigned status;     /* HTTP; 200 at start */
  const char *type;    /* of a constant; SP_TYPE_HTML at start */
  struct sp_buf body;  /* owned; the server releases it */
  struct sp_str lent;  /* instead of body: bytes that live as long as the app */
  enum sp_cache cache; /* from the route; a handler may lower it */

  /* What the reply was made from; sp_response_depends() fills them. */
  bool depends;
  struct sp_revision revision;
  sp_instant boundary; /* SP_ALWAYS_UNTIL: nothing changes by the clock */

  /* What is to be remembered of it, once for each visitor who is sent it; its
   * texts live as long as the request. */
  struct sp_event event;

  struct sp_str detail;    /* of an error: text for the visitor, in the
                              request's arena; names what was wrong */
  struct sp_str parameter; /* of a 422: the name of the parameter */
  struct sp_str location;  /* of a redirect */
  const char *encoding;    /* Content-Encoding; NULL: none */
  bool varies;             /* Vary: Accept-Encoding */
  const char *allow;       /* of a 405 */
  unsigned retry_after;    /* seconds; 0: not sent */
  bool close;              /* close the connection afterwards */
  struct sp_header header[SP_RESPONSE_HEADERS_MAX]; /* more of them */
  size_t headers;
};

/* The caller ends it with sp_response_release(). */
void sp_response_init(struct sp_response *resp);
void sp_response_release(struct sp_response *resp);
/* Drop body, lent, location and headers; status and detail stay. */
void sp_response_reset(struct sp_response *resp);

struct sp_lease;

/* The reply was made with this lease's reader and site facts and stays right
 * until `boundary`.  Call it at the end of the handler.  When reader and site
 * facts are of different revisions for a moment, or the facts are late
 * (site_state.h), the reply is not cached. */
void sp_response_depends(struct sp_response *resp, const struct sp_lease *lease,
                         sp_instant boundary);
/* 303 after a form, 301 from an old address, 302 else.  The address lives as
 * long as the request; the body is dropped. */
void sp_response_redirect(struct sp_response *resp, unsigned status,
                          struct sp_url location);
/* One more header.  A value with a control character is left out, and so is
 * one too many.  The name is a constant, the value lives as long as the
 * request. */
void sp_response_header(struct sp_response *resp, const char *name,
                        struct sp_str value);

#endif
