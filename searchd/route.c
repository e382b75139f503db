/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/route.h"

#include "lib/fields.h"

#include "searchd/pages.h"

#define GET SP_METHOD_GET
#define POST SP_METHOD_POST
#define NEVER SP_CACHE_NEVER
#define DEPENDS SP_CACHE_DEPENDS
#define FOREVER SP_CACHE_FOREVER
#define BOTH SP_ON_BOTH
#define PUBLIC SP_ON_PUBLIC
#define ADMIN SP_ON_ADMIN
#define STRICT SP_ROUTE_STRICT
#define NO_INDEX SP_ROUTE_NO_INDEX
#define CHEAP SP_ROUTE_CHEAP
#define JSON SP_ROUTE_JSON
#define ANSWERS SP_ROUTE_ANSWERS

/* One line an address.  The first row that fits counts, so what takes any path
 * stands last. */
static const struct sp_route table[] = {
    /* clang-format off */
    {GET, "/",                         sp_page_home,       DEPENDS, BOTH, 0, ""},
    {GET, "/search",                   sp_page_search,     DEPENDS, BOTH, 0,
     "q service type provider channel area as-typed explain page"},
    {GET, "/services",                 sp_page_services,   DEPENDS, BOTH, 0, ""},
    {GET, "/services/{service}",       sp_page_service,    DEPENDS, BOTH, 0, "page"},
    {GET, "/a-z",                      sp_page_a_z,        DEPENDS, BOTH, 0, "letter"},
    {GET, "/whats-new",                sp_page_new,        DEPENDS, BOTH, 0, ""},
    {GET, "/community",                sp_page_community,  DEPENDS, BOTH, 0, ""},
    {GET, "/accessibility",            sp_page_accessibility, DEPENDS, BOTH, 0, ""},
    {GET, "/privacy",                  sp_page_privacy,    DEPENDS, BOTH, 0, ""},
    {GET, "/feedback",                 sp_page_feedback_more, DEPENDS, PUBLIC, 0, "page"},
    {POST, "/feedback",                sp_page_feedback,   NEVER,   PUBLIC, 0, ""},
    {GET, "/feedback/sent",            sp_page_feedback_sent, DEPENDS, PUBLIC, 0, ""},
    {GET, "/your-area",                sp_page_area,       DEPENDS, PUBLIC, 0, "area"},
    {POST, "/your-area",               sp_page_area_find,  NEVER,   PUBLIC, 0, ""},
    {GET, "/api/v1/search",            sp_api_search,      DEPENDS, BOTH, STRICT,
     "q limit offset service type provider channel area as-typed explain"},
    {GET, "/api/v1/answer",            sp_api_answer,      DEPENDS, BOTH, STRICT,
     "q"},
    {GET, "/api/v1/suggest",           sp_api_suggest,     DEPENDS, BOTH,
     STRICT | CHEAP,
     "q limit"},
    {GET, "/api/v1/documents/{id...}", sp_api_document,    DEPENDS, BOTH, STRICT, ""},
    {POST, "/mcp",                     sp_api_mcp,         NEVER,   PUBLIC, JSON, ""},
    {GET, "/api/openapi.json",         sp_api_openapi,     NEVER,   BOTH,
     STRICT | NO_INDEX, ""},
    {GET, "/healthz",                  sp_api_healthz,     NEVER,   BOTH | ADMIN,
     NO_INDEX, ""},
    {GET, "/readyz",                   sp_api_readyz,      NEVER,   BOTH | ADMIN,
     NO_INDEX, ""},
    {GET, "/sitemap.xml",              sp_page_sitemap,    DEPENDS, BOTH, 0, ""},
    {GET, "/robots.txt",               sp_page_robots,     DEPENDS, BOTH, 0, ""},
    {GET, "/feed.atom",                sp_page_feed,       DEPENDS, BOTH, 0, ""},
    {GET, "/opensearch.xml",           sp_page_opensearch, DEPENDS, BOTH, 0, ""},
    {GET, "/theme.css",                sp_page_theme,      DEPENDS, BOTH, 0, ""},
    {GET, "/static/{name...}",         sp_static_serve,    FOREVER, BOTH, NO_INDEX, ""},
    {GET, "/metrics",                  sp_api_metrics,     NEVER,   ADMIN, NO_INDEX, ""},
    {GET, "/{id...}/steps/{step}",     sp_page_step,       DEPENDS, BOTH, ANSWERS, ""},
    {GET, "/{id...}",                  sp_page_document,   DEPENDS, BOTH, ANSWERS, ""},
    /* clang-format on */
};

const struct sp_route *
sp_routes(size_t *count)
{
  *count = SP_ARRAY_LEN(table);
  return table;
}

static bool
is_name(struct sp_str piece)
{
  return piece.len > 2 && piece.ptr[0] == '{' &&
         piece.ptr[piece.len - 1] == '}';
}

static bool
is_many(struct sp_str piece)
{
  return is_name(piece) && sp_str_ends(piece, "...}");
}

static size_t
count_pieces(struct sp_str pattern)
{
  size_t n = 0;

  for (size_t at = 1; at < pattern.len; n++)
    at = sp_str_find(pattern, '/', at) + 1;
  return n;
}

/* `count` parts of the path, as they were between the slashes. */
static struct sp_str
join(const struct sp_request *req, size_t first, size_t count)
{
  struct sp_str parts[2 * SP_SEGMENTS_MAX];
  size_t n = 0;

  if (count == 1)
    return req->segment[first];
  for (size_t i = 0; i < count; i++) {
    if (i > 0)
      parts[n++] = SP_STR("/");
    parts[n++] = req->segment[first + i];
  }
  return sp_arena_join(req->arena, n, parts);
}

static void
capture(struct sp_request *req, struct sp_str piece, struct sp_str value)
{
  struct sp_str name = sp_str_sub(piece, 1, piece.len - 2);

  if (sp_str_ends(name, "..."))
    name.len -= 3;
  if (req->captures < SP_ARRAY_LEN(req->capture)) {
    req->capture[req->captures].name = name;
    req->capture[req->captures].value = value;
    req->captures++;
  }
}

/* A pattern has at most one {name...}, so how much it takes follows from the
 * two lengths. */
static bool
match(struct sp_request *req, const char *text)
{
  struct sp_str pattern = sp_str(text);
  size_t pieces = count_pieces(pattern), segment = 0, at = 1;

  req->captures = 0;
  if (pieces > req->segments)
    return false;
  for (size_t i = 0; i < pieces; i++) {
    size_t end = sp_str_find(pattern, '/', at);
    struct sp_str piece = sp_str_sub(pattern, at, end - at);
    size_t take = is_many(piece) ? req->segments - pieces + 1 : 1;

    at = end + 1;
    if (segment + take > req->segments)
      return false;
    if (is_name(piece)) {
      /* What the sites use for themselves is no document's address. */
      if (segment == 0 && sp_path_reserved(req->segment[0]))
        return false;
      capture(req, piece, join(req, segment, take));
    } else if (!sp_str_eq(piece, req->segment[segment])) {
      return false;
    }
    segment += take;
  }
  return segment == req->segments;
}

static const char *
allow_text(unsigned methods)
{
  switch (methods) {
  case SP_METHOD_GET:
    return "GET, HEAD";
  case SP_METHOD_POST:
    return "POST";
  default:
    return "GET, HEAD, POST";
  }
}

enum sp_status
sp_route_find_in(const struct sp_route *routes, size_t count,
                 struct sp_request *req, unsigned site, const char **allow,
                 struct sp_err *err)
{
  unsigned methods = 0;

  *allow = NULL;
  req->route = NULL;
  for (size_t i = 0; i < count; i++) {
    const struct sp_route *route = &routes[i];

    if (route->handler == NULL || (route->sites & site) == 0 ||
        !match(req, route->pattern))
      continue;
    if ((route->methods & req->method) != 0) {
      req->route = route;
      return SP_OK;
    }
    methods |= route->methods;
  }
  req->captures = 0;
  if (methods == 0)
    return sp_fail(err, SP_E_NOTFOUND, "no such address");
  *allow = allow_text(methods);
  return sp_fail(err, SP_E_METHOD, "method not allowed");
}

enum sp_status
sp_route_find(struct sp_request *req, unsigned site, const char **allow,
              struct sp_err *err)
{
  return sp_route_find_in(table, SP_ARRAY_LEN(table), req, site, allow, err);
}

static bool
is_known(const char *params, struct sp_str name)
{
  struct sp_str rest = sp_str(params), piece;

  while (sp_str_split(&rest, ' ', &piece))
    if (piece.len > 0 && sp_str_eq(piece, name))
      return true;
  return false;
}

bool
sp_route_params_are_own(const struct sp_request *req, struct sp_str *name)
{
  for (size_t i = 0; i < req->params; i++) {
    *name = req->param[i].name;
    if ((req->route->flags & SP_ROUTE_ANSWERS) == 0 &&
        !is_known(req->route->params, *name))
      return false;
    for (size_t j = 0; j < i; j++)
      if (sp_str_eq(req->param[j].name, *name))
        return false;
  }
  return true;
}

enum sp_status
sp_route_check_params(const struct sp_request *req, struct sp_str *name,
                      struct sp_err *err)
{
  if ((req->route->flags & SP_ROUTE_STRICT) == 0)
    return SP_OK;
  if (!sp_route_params_are_own(req, name))
    return sp_fail(err, SP_E_PARAM, "a parameter unknown or given twice");
  return SP_OK;
}
