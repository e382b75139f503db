/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/redirect.h"

#include "lib/schema.h"
#include "lib/text.h"

#include "searchd/route.h"

enum sp_status
sp_find_redirect(struct sp_reader *reader, struct sp_arena *arena,
                 const struct sp_viewer *viewer, struct sp_str old,
                 struct sp_str *out, struct sp_err *err)
{
  struct sp_page *page;
  const struct sp_str parts[] = {SP_STR(SP_META_REDIRECT), old};
  enum sp_status status;

  if (old.len == 0)
    return sp_fail(err, SP_E_NOTFOUND, "no such page");
  status =
      sp_reader_meta(reader, sp_arena_join(arena, 2, parts), arena, out, err);
  if (status == SP_OK && out->len == 0)
    return sp_fail(err, SP_E_NOTFOUND, "no such page");
  if (status != SP_OK)
    return status;
  /* The new address may itself be more than the visitor may know. */
  return sp_reader_page(reader, *out, viewer, arena, &page, err);
}

struct sp_url
sp_redirect_url(const struct sp_request *req, struct sp_url path)
{
  struct sp_str parts[] = {
      path.raw, sp_str_sub(req->target, req->path.len, req->target.len)};

  return (struct sp_url){sp_arena_join(req->arena, 2, parts)};
}

/* ---- another way to write it ---- */

/* The page with this id, or the one that took its place. */
static bool
find_page(const struct sp_lease *lease, const struct sp_request *req,
          struct sp_str id, struct sp_page **page)
{
  enum sp_status status =
      sp_reader_page(lease->reader, id, &req->viewer, req->arena, page, NULL);
  struct sp_str moved;

  if (status != SP_E_NOTFOUND)
    return status == SP_OK;
  return sp_find_redirect(lease->reader, req->arena, &req->viewer, id, &moved,
                          NULL) == SP_OK &&
         sp_reader_page(lease->reader, moved, &req->viewer, req->arena, page,
                        NULL) == SP_OK;
}

/* An id of the site that is this one but for case. */
static bool
find_in_other_case(const struct sp_lease *lease, const struct sp_request *req,
                   struct sp_str id, struct sp_page **page)
{
  const struct sp_site_state *state = lease->state;

  for (size_t i = 0; i < state->heads; i++)
    if (sp_str_ieq(state->head[i].id, id) &&
        sp_reader_page(lease->reader, state->head[i].id, &req->viewer,
                       req->arena, page, NULL) == SP_OK)
      return true;
  return false;
}

static bool
has_step(const struct sp_page *page, const struct sp_viewer *viewer,
         struct sp_str step)
{
  if (page->head.type != SP_DOC_SCRIPT)
    return false;
  for (size_t i = 0; i < page->sections; i++)
    if (sp_str_eq(page->section[i].anchor, step) &&
        sp_section_live(&page->section[i], viewer->level, viewer->now))
      return true;
  return sp_str_is(step, "start");
}

static bool
service_url(const struct sp_lease *lease, const struct sp_request *req,
            struct sp_str key, struct sp_url *out)
{
  for (size_t i = 0; i < lease->state->services; i++) {
    struct sp_str own = lease->state->service[i].service->key;
    struct sp_str parts[] = {SP_STR("services/"), own};

    if (!sp_str_ieq(own, key))
      continue;
    *out = sp_url_page(req->arena, sp_arena_join(req->arena, 2, parts),
                       SP_STR(""));
    return true;
  }
  return false;
}

static bool
page_url(const struct sp_lease *lease, const struct sp_request *wanted,
         struct sp_url *out)
{
  struct sp_str id = sp_request_capture(wanted, "id");
  struct sp_str step = sp_request_capture(wanted, "step");
  struct sp_page *page;

  if (!find_page(lease, wanted, id, &page) &&
      !find_in_other_case(lease, wanted, id, &page))
    return false;
  if (step.len > 0 && !has_step(page, &wanted->viewer, step))
    return false;
  *out = step.len > 0 ? sp_url_step(wanted->arena, page->head.id, step)
                      : sp_url_page(wanted->arena, page->head.id, SP_STR(""));
  return true;
}

/* Is there something at the address that `wanted` has in parts? */
static bool
find_url(const struct sp_app *app, struct sp_request *wanted, unsigned site,
         struct sp_url *out)
{
  SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};
  const char *allow;
  struct sp_str service;

  if (wanted->segments == 0 || sp_str_is(wanted->segment[0], "api") ||
      sp_str_is(wanted->segment[0], "static") ||
      sp_route_find(wanted, site, &allow, NULL) != SP_OK)
    return false;
  if (wanted->captures == 0) {
    out->raw = sp_str(wanted->route->pattern);
    return true;
  }
  if (sp_readers_borrow(app->readers, &lease, NULL) != SP_OK)
    return false;
  service = sp_request_capture(wanted, "service");
  if (service.len > 0)
    return service_url(&lease, wanted, service, out);
  return sp_request_capture(wanted, "id").len > 0 &&
         page_url(&lease, wanted, out);
}

static void
lower(struct sp_request *wanted)
{
  for (size_t i = 0; i < wanted->segments; i++)
    wanted->segment[i] = sp_text_lower(wanted->arena, wanted->segment[i]);
}

bool
sp_redirect_canonical(const struct sp_app *app, const struct sp_request *req,
                      unsigned site, struct sp_response *resp)
{
  struct sp_request wanted = {
      .arena = req->arena, .method = req->method, .viewer = req->viewer};
  struct sp_str path = req->path;
  bool has_slash = path.len > 1 && path.ptr[path.len - 1] == '/', found;
  struct sp_url url = {SP_STR("")};

  if (req->method != SP_METHOD_GET || site == SP_ON_ADMIN)
    return false;
  path.len -= has_slash;
  if (sp_request_target(&wanted, path, NULL) != SP_OK)
    return false;
  /* As it is typed first: ids may differ in case alone. */
  found = has_slash && find_url(app, &wanted, site, &url);
  if (!found) {
    lower(&wanted);
    found = find_url(app, &wanted, site, &url);
  }
  if (!found || sp_str_eq(url.raw, req->path))
    return false;
  sp_response_reset(resp);
  sp_response_redirect(resp, 301, sp_redirect_url(req, url));
  return true;
}
