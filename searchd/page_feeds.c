/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_feeds.c - what programs read: the site map, the feed, the
 * search description, robots.txt. */
#include "lib/text.h"

#include "searchd/page_parts.h"
#include "searchd/pages.h"
#include "searchd/recent.h"

#define SITEMAP_MAX 40000 /* the protocol takes 50,000 */
#define FEED_MAX 50

struct feed {
  const struct sp_app *app;
  const struct sp_request *req;
  struct sp_response *resp;
  struct sp_lease lease;
  struct sp_view *view; /* owned */
};

static void
end(struct feed *feed)
{
  sp_view_free(feed->view);
  sp_lease_end(&feed->lease);
}

static enum sp_status
begin(struct feed *feed, struct sp_err *err)
{
  const struct sp_texts *languages;

  if (!feed->app->tmpl)
    return sp_fail(err, SP_E_INTERNAL, "there are no templates");
  enum sp_status status =
      sp_readers_borrow(feed->app->readers, &feed->lease, err);

  if (status != SP_OK)
    return status;
  languages = &feed->lease.state->site->languages;
  feed->view = sp_view_new();
  sp_view_text(feed->view, "SITE_NAME", feed->lease.state->site->name);
  sp_view_text(feed->view, "SITE_LANG",
               languages->count ? languages->item[0] : SP_STR("en"));
  return SP_OK;
}

static enum sp_status
send(struct feed *feed, const char *file, const char *type, struct sp_err *err)
{
  feed->resp->type = type;
  sp_response_depends(
      feed->resp, &feed->lease,
      sp_site_state_boundary(feed->lease.state, feed->req->viewer.now));
  return sp_tmpl_render(feed->app->tmpl, file, feed->view, &feed->resp->body,
                        err);
}

static struct sp_url
absolute(const struct feed *feed, struct sp_str path)
{
  return sp_absolute_url(feed->app, feed->req, path);
}

static struct sp_url
page_address(const struct feed *feed, const struct sp_page_head *head)
{
  return absolute(feed,
                  sp_url_page(feed->req->arena, head->id, SP_STR("")).raw);
}

/* ---- sitemap.xml ---- */

static void
add_place(struct feed *feed, struct sp_url url, struct sp_str date)
{
  struct sp_view *place = sp_view_add(feed->view, "PLACE");

  sp_view_text(place, "PLACE_URL", url.raw);
  if (date.len)
    sp_view_text(sp_view_add(place, "MODIFIED"), "MODIFIED_DATE", date);
}

enum sp_status
sp_page_sitemap(const struct sp_app *app, const struct sp_request *req,
                struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(end) struct feed feed = {.app = app, .req = req, .resp = resp};
  enum sp_status status = begin(&feed, err);
  const struct sp_site_state *state = feed.lease.state;

  if (status != SP_OK)
    return status;
  add_place(&feed, absolute(&feed, SP_STR("/")), SP_STR(""));
  add_place(&feed, absolute(&feed, SP_STR("/services")), SP_STR(""));
  add_place(&feed, absolute(&feed, SP_STR("/a-z")), SP_STR(""));
  add_place(&feed, absolute(&feed, SP_STR("/accessibility")), SP_STR(""));
  add_place(&feed, absolute(&feed, SP_STR("/community")), SP_STR(""));
  add_place(&feed, absolute(&feed, SP_STR("/whats-new")), SP_STR(""));
  add_place(&feed, absolute(&feed, SP_STR("/privacy")), SP_STR(""));
  for (size_t i = 0; i < state->heads && i < SITEMAP_MAX; i++)
    if (sp_head_live(&state->head[i], &req->viewer))
      add_place(&feed, page_address(&feed, &state->head[i]),
                state->head[i].reviewed);
  return send(&feed, "feed_sitemap.tpl", SP_TYPE_XML, err);
}

/* ---- feed.atom ---- */

static void
add_entry(struct feed *feed, const struct sp_recent *entry)
{
  struct sp_view *view = sp_view_add(feed->view, "ENTRY");
  struct sp_str url = page_address(feed, entry->head).raw;
  struct sp_str updated = sp_when_rfc3339(feed->req->arena, entry->at);

  /* A new review or showing is a new entry of the same page. */
  sp_view_text(view, "ENTRY_ID",
               sp_arena_fmt(feed->req->arena, "%.*s#%.*s", SP_FMT(url),
                            SP_FMT(sp_str_sub(updated, 0, 10))));
  sp_view_text(view, "ENTRY_TITLE", entry->head->title);
  sp_view_text(view, "ENTRY_UPDATED", updated);
  sp_view_text(view, "ENTRY_SUMMARY", entry->head->summary);
  sp_view_url(view, "ENTRY_URL", (struct sp_url){url});
}

enum sp_status
sp_page_feed(const struct sp_app *app, const struct sp_request *req,
             struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(end) struct feed feed = {.app = app, .req = req, .resp = resp};
  enum sp_status status = begin(&feed, err);
  struct sp_recent *entry = NULL;
  size_t count;

  if (status != SP_OK)
    return status;
  count = sp_recent_list(feed.lease.state, &req->viewer, FEED_MAX, req->arena,
                         &entry);
  sp_view_url(feed.view, "FEED_URL", absolute(&feed, SP_STR("/feed.atom")));
  sp_view_url(feed.view, "HOME_URL", absolute(&feed, SP_STR("/")));
  sp_view_text(
      feed.view, "FEED_UPDATED",
      sp_when_rfc3339(req->arena, count ? entry[0].at : req->viewer.now));
  for (size_t i = 0; i < count; i++)
    add_entry(&feed, &entry[i]);
  return send(&feed, "feed_atom.tpl", SP_TYPE_ATOM, err);
}

/* ---- opensearch.xml ---- */

enum sp_status
sp_page_opensearch(const struct sp_app *app, const struct sp_request *req,
                   struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(end) struct feed feed = {.app = app, .req = req, .resp = resp};
  enum sp_status status = begin(&feed, err);
  struct sp_str name;

  if (status != SP_OK)
    return status;
  name = feed.lease.state->site->name;
  /* The description language allows 16 characters for the short name. */
  sp_view_text(feed.view, "SHORT_NAME", sp_text_excerpt(req->arena, name, 16));
  sp_view_text(feed.view, "DESCRIPTION",
               sp_arena_fmt(req->arena, "Search %.*s", SP_FMT(name)));
  sp_view_text(feed.view, "SEARCH_URL",
               absolute(&feed, SP_STR("/search?q={searchTerms}")).raw);
  return send(&feed, "feed_opensearch.tpl", SP_TYPE_OPENSEARCH, err);
}

/* ---- robots.txt ---- */

enum sp_status
sp_page_robots(const struct sp_app *app, const struct sp_request *req,
               struct sp_response *resp, struct sp_err *err)
{
  (void)req;
  (void)err;
  resp->type = SP_TYPE_TEXT;
  if (app->site == SP_STAFF) {
    sp_buf_puts(&resp->body, "User-agent: *\nDisallow: /\n");
    return SP_OK;
  }
  sp_buf_puts(&resp->body,
              "User-agent: *\nDisallow: /search\nDisallow: /feedback\n"
              "Disallow: /api/\n");
  if (app->base_url.len)
    sp_buf_fmt(&resp->body, "\nSitemap: %.*s/sitemap.xml\n",
               SP_FMT(app->base_url));
  return SP_OK;
}
