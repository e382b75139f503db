/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/redirect.h - where a page is that is not at the address asked for:
 * it has moved, or the address is written in another way. */
#ifndef SP_REDIRECT_H
#define SP_REDIRECT_H

#include "searchd/app.h"

/* The id that took the place of `old`; *out lives in the arena.
 * SP_E_NOTFOUND none did, or one that the viewer may not know of; else as
 * sp_reader_meta() and sp_reader_page(). */
SP_NODISCARD enum sp_status
sp_find_redirect(struct sp_reader *reader, struct sp_arena *arena,
                 const struct sp_viewer *viewer, struct sp_str old,
                 struct sp_str *out, struct sp_err *err);

/* The address with the query string that was asked with, if there was one;
 * in req's arena. */
struct sp_url sp_redirect_url(const struct sp_request *req, struct sp_url path);

/* For what was not found on `site` (one of SP_ON_...): is there a page at the
 * address without a slash at its end, or in other case?  Then resp is a 301
 * to it, query kept, and the rest of resp is reset.  False, and resp as it
 * was: there is none that the viewer may know of, it is no GET, it lies under
 * /api/ or /static/, or every reader is busy. */
bool sp_redirect_canonical(const struct sp_app *app,
                           const struct sp_request *req, unsigned site,
                           struct sp_response *resp);

#endif
