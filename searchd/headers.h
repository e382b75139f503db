/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/headers.h - the headers of every reply: what a browser may do with
 * it, and how long it may keep it. */
#ifndef SP_HEADERS_H
#define SP_HEADERS_H

#include "searchd/app.h"

#define SP_HEADERS_MAX 24
#define SP_PAGE_MAX_AGE 60 /* seconds; at most, when no boundary is nearer */

/* The security headers of a site, all constants.  Returns their number. */
size_t sp_headers_security(enum sp_audience site,
                           struct sp_header out[SP_HEADERS_MAX]);
/* The same as text, each ended by CR LF, for replies below HTTP. */
void sp_headers_security_text(enum sp_audience site, struct sp_buf *out);

/* All headers of a finished response (below /api/ on the public site also
 * Access-Control-Allow-Origin: *) but Date, Content-Length and Connection.
 * Values are constants or live in req's arena.  Returns their number. */
size_t sp_headers_of(const struct sp_app *app, const struct sp_request *req,
                     const struct sp_response *resp,
                     struct sp_header out[SP_HEADERS_MAX]);

/* A hash of what is asked and of who makes it: the decoded path, the decoded
 * parameters ordered by name, the site, its level, the app's salt.  Two
 * spellings of one address have one key; two addresses never do.  Hexadecimal,
 * of req's arena. */
struct sp_str sp_etag_key(const struct sp_app *app,
                          const struct sp_request *req);
/* W/"GENERATION.REVISION.BOUNDARY.KEY", of the arena: names the reply to one
 * address as long as none of them changes. */
struct sp_str sp_etag_make(struct sp_arena *arena, struct sp_revision revision,
                           sp_instant boundary, struct sp_str key);
/* Does a value of If-None-Match hold an ETag of this revision and key whose
 * boundary is still to come?  Then the reply that the client has is the one we
 * would make.  *boundary is the ETag's; without a match it means nothing. */
bool sp_etag_matches(struct sp_str if_none_match, struct sp_revision revision,
                     struct sp_str key, sp_instant now, sp_instant *boundary);

#endif
