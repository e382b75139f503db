/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/app.h - what every handler is given, and what a handler is.
 *
 * A page plugs in with three things: a row of the table in route.c, a handler
 * declared in pages.h, and a file page_NOUN.c that defines it.  The handler
 * fills the response and returns SP_OK, or returns a status and leaves the
 * rest to the server: under /api/ that becomes application/problem+json,
 * elsewhere sp_page_error() makes the page.  A handler writes no header by
 * hand; it says what the reply depends on (response.h) and the server adds
 * caching and security headers. */
#ifndef SP_APP_H
#define SP_APP_H

#include "lib/error.h"
#include "lib/index.h"
#include "lib/tmpl.h"

#include "searchd/readers.h"
#include "searchd/request.h"
#include "searchd/response.h"
#include "searchd/settings.h"
#include "searchd/site_state.h"
#include "searchd/static.h"

struct sp_cache_table;
struct sp_events;
struct sp_limit;
struct sp_metrics;

/* One a process.  Everything in it lives as long as the server and may be
 * used by many threads at once; the objects it points to lock by
 * themselves. */
struct sp_app {
  const struct sp_settings *settings;
  enum sp_audience site;      /* which of the two sites this process is */
  unsigned level;             /* of whoever asks, as nobody has an account; on
                                 the public site 1 */
  const struct sp_tmpl *tmpl; /* NULL when the share folder has none */
  const struct sp_static *files;
  struct sp_readers *readers;    /* borrow one: readers.h */
  struct sp_site_states *states; /* sp_site_states_get() */
  struct sp_metrics *metrics;
  struct sp_cache_table *cache; /* of finished replies; NULL: none are kept */
  struct sp_events *events;     /* NULL: nothing is remembered */
  struct sp_limit *limit;       /* of forms; NULL where events is */
  struct sp_str base_url;       /* "https://help.example.org", no slash at the
                                   end; empty: not set */
  struct sp_str salt;           /* of ETags: changes with version, templates and
                                   static files */
  struct sp_str openapi;        /* JSON; empty: the share folder has none */
};

/* Answer one request.  On SP_OK the response stands.  On any other status the
 * response's body is thrown away and the error's page is made, with
 * resp->detail as explanation if it is set; err->msg goes to the log only, so
 * it has no query, no cookie, no text of a document.  It may block on a
 * reader for a moment; it must not keep anything of req after it returns. */
typedef enum sp_status sp_handler(const struct sp_app *app,
                                  const struct sp_request *req,
                                  struct sp_response *resp, struct sp_err *err);

/* Make the page of an error: fill resp's type and body.  resp->status (HTTP)
 * and resp->detail are set; resp->body is empty.  It must work without an
 * index and without templates.  When it fails, a plain page is sent. */
typedef enum sp_status sp_error_page(const struct sp_app *app,
                                     const struct sp_request *req,
                                     enum sp_status status,
                                     struct sp_response *resp,
                                     struct sp_err *err);

#endif
