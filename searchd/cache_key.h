/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/cache_key.h - what a kept reply is found by: everything that it
 * depends on but the index and the clock. */
#ifndef SP_CACHE_KEY_H
#define SP_CACHE_KEY_H

#include "searchd/app.h"

#define SP_CACHE_KEY_MAX 1024  /* bytes; a longer one is not looked for */
#define SP_CACHE_KEY_PARAMS 16 /* parameters; more are not looked for */

/* Bytes, not text; only `len` of them are set. */
struct sp_cache_key {
  size_t len;
  char byte[SP_CACHE_KEY_MAX];
};

/* The site, the viewer's level, the decoded path, the decoded parameters by
 * name, and, where the site's own address is not set, the host that was asked:
 * then addresses in the reply are made from it.  Two spellings of one address
 * have one key; two addresses, sites or levels never do.  req's target has
 * passed sp_gate_target(); its host and viewer are set; it need not be decoded.
 * False: no key, as it is too long or not well-formed. */
SP_NODISCARD bool sp_cache_key_make(const struct sp_app *app,
                                    const struct sp_request *req,
                                    struct sp_cache_key *out);

/* May the reply to this GET be kept, as far as the address goes?  Each of its
 * parameters is one that the route knows, given once. */
bool sp_cache_key_is_own(const struct sp_request *req);

#endif
