/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/route.h - the one table of addresses. */
#ifndef SP_ROUTE_H
#define SP_ROUTE_H

#include "searchd/app.h"

enum { SP_ON_PUBLIC = 1, SP_ON_STAFF = 2, SP_ON_BOTH = 3, SP_ON_ADMIN = 4 };

enum {
  SP_ROUTE_STRICT = 1,   /* a parameter not in `params`, or one given twice, is
                            422 naming it */
  SP_ROUTE_JSON = 2,     /* takes a JSON body; else POST takes a form */
  SP_ROUTE_NO_INDEX = 4, /* answers while there is no index */
  SP_ROUTE_CHEAP = 8,    /* soon made: in its own part of cache.h */
  SP_ROUTE_ANSWERS = 16  /* takes any parameter: steps and answers of a script;
                            a reply to others is not kept (page_parts.h) */
};

struct sp_route {
  unsigned methods;    /* enum sp_method, or-ed; GET takes HEAD */
  const char *pattern; /* "/services/{service}"; "{id...}" takes one part or
                          more */
  sp_handler *handler;
  enum sp_cache cache; /* on the staff site always SP_CACHE_NEVER, but for
                          SP_CACHE_FOREVER */
  unsigned sites;
  unsigned flags;
  const char *params; /* known parameters, separated by spaces */
};

/* The table, a constant; *count is its length.  A row's place is its number in
 * the metrics.  A row without a handler is as if it were not there. */
const struct sp_route *sp_routes(size_t *count);

/* Find the row for req's path and method on `site` (one of SP_ON_...); set
 * req->route and its captures.
 * SP_E_NOTFOUND no row has this path; SP_E_METHOD some do, with other
 * methods: *allow is then the value of the Allow header (a constant). */
SP_NODISCARD enum sp_status sp_route_find(struct sp_request *req, unsigned site,
                                          const char **allow,
                                          struct sp_err *err);
/* Find it in another table; for the tests.  Codes as above. */
SP_NODISCARD enum sp_status sp_route_find_in(const struct sp_route *table,
                                             size_t count,
                                             struct sp_request *req,
                                             unsigned site, const char **allow,
                                             struct sp_err *err);

/* Are all parameters such as req's row knows, each given once?  If not, *name
 * is the first that is not, borrowed from req. */
bool sp_route_params_are_own(const struct sp_request *req, struct sp_str *name);
/* The checks of SP_ROUTE_STRICT.  SP_E_PARAM a parameter that is unknown or
 * given twice: *name is its name, borrowed from req. */
SP_NODISCARD enum sp_status sp_route_check_params(const struct sp_request *req,
                                                  struct sp_str *name,
                                                  struct sp_err *err);

#endif
