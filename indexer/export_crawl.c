/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/export_crawl.h"

#include <search.h>
#include <stdio.h>

#include "indexer/export_links.h"
#include "lib/url.h"

#define REDIRECTS_MAX 5
#define OWN_HOST "http://localhost"

struct sp_export_place {
  struct sp_str address; /* "/services/waste?page=2" */
  struct sp_str file;    /* in links */
  const char *name;      /* the same without escapes, on the disk */
  struct sp_str from;    /* address of the first page that links here */
  struct sp_str moved;   /* of a redirect: to where */
  bool is_html, is_there;
};

static int
compare(const void *a, const void *b)
{
  return sp_str_cmp(((const struct sp_export_place *)a)->address,
                    ((const struct sp_export_place *)b)->address);
}

static const struct sp_export_place *
find(const struct sp_export_crawl *crawl, struct sp_str address)
{
  struct sp_export_place key = {.address = address};
  void *node = tfind(&key, &crawl->by_address, compare);

  return node ? *(struct sp_export_place *const *)node : NULL;
}

/* Searches keep their words, as a query of the one file. */
static bool
is_search(struct sp_str address)
{
  return sp_str_starts(address, SP_EXPORT_SEARCH "?");
}

/* An escape may stand for what no name may have. */
static bool
name_of(struct sp_arena *arena, struct sp_str file, struct sp_str *name)
{
  if (!sp_url_decode(arena, file, false, name) ||
      strlen(sp_arena_cstr(arena, *name)) != name->len)
    return false;
  for (size_t i = 0; i < name->len; i++)
    if ((unsigned char)name->ptr[i] < ' ' ||
        strchr("\\:*?\"<>|%#\x7f", name->ptr[i]))
      return false;
  return !sp_str_has(*name, "/.") && !sp_str_has(*name, "//");
}

static enum sp_status
add(struct sp_export_crawl *crawl, struct sp_str address, struct sp_str from,
    struct sp_err *err)
{
  struct sp_export_place *place;
  struct sp_str name;

  if (is_search(address))
    address = SP_STR(SP_EXPORT_SEARCH);
  if (find(crawl, address))
    return SP_OK;
  if (crawl->places == SP_EXPORT_PLACES_MAX)
    return sp_fail(err, SP_E_LIMIT, "more than %d addresses",
                   SP_EXPORT_PLACES_MAX);
  place = sp_arena_new(crawl->arena, struct sp_export_place);
  place->address = address;
  place->from = from;
  if (!sp_export_file(crawl->arena, address, &place->file) ||
      !name_of(crawl->arena, place->file, &name))
    return sp_fail(err, SP_E_LIMIT, "%.*s, from %.*s: cannot be a file",
                   SP_FMT(address), SP_FMT(from));
  place->name = sp_arena_cstr(crawl->arena, name);
  SP_PUSH(crawl->arena, crawl->place, crawl->places, crawl->cap, place);
  if (!tsearch(place, &crawl->by_address, compare))
    return sp_fail(err, SP_E_NOMEM, "no memory");
  return SP_OK;
}

enum sp_status
sp_export_crawl_add(struct sp_export_crawl *crawl, struct sp_str address,
                    struct sp_err *err)
{
  return add(crawl, address, SP_STR("the list of pages"), err);
}

/* ---- what is there ---- */

static enum sp_status
add_links(struct sp_export_crawl *crawl, const struct sp_export_place *place,
          struct sp_str html, struct sp_err *err)
{
  struct sp_str value, address, fragment;
  enum sp_status status = SP_OK;
  size_t at = 0;

  while (status == SP_OK && sp_export_next_link(html, &at, &value)) {
    sp_export_split_link(crawl->arena, value, &address, &fragment);
    status = add(crawl, address, place->address, err);
  }
  return status;
}

static enum sp_status
follow(struct sp_export_crawl *crawl, struct sp_export_place *place,
       const char *location, struct sp_err *err)
{
  struct sp_str to = sp_str(location), fragment;

  if (sp_str_starts(to, OWN_HOST "/"))
    to = sp_str_sub(to, sizeof(OWN_HOST) - 1, to.len);
  if (!sp_str_starts(to, "/") || sp_str_starts(to, "//"))
    return sp_fail(err, SP_E_INTERNAL, "%.*s leads out of the site",
                   SP_FMT(place->address));
  sp_export_split_link(crawl->arena, to, &place->moved, &fragment);
  return add(crawl, place->moved, place->address, err);
}

static enum sp_status
visit(struct sp_export_crawl *crawl, struct sp_export_place *place,
      struct sp_export_reply *reply, struct sp_err *err)
{
  enum sp_status status;

  if (sp_str_is(place->address, SP_EXPORT_WORDS)) {
    place->is_there = true; /* export_words.h */
    return SP_OK;
  }
  status = sp_export_server_get(crawl->server, place->address, reply, err);
  if (status != SP_OK)
    return status;
  if (reply->status >= 300 && reply->status < 400)
    return follow(crawl, place, reply->location, err);
  if (reply->status >= 500)
    return sp_fail(err, SP_E_IO, "%.*s: the site answers %u",
                   SP_FMT(place->address), reply->status);
  place->is_there = reply->status == 200;
  place->is_html = reply->is_html;
  if (place->is_there && place->is_html)
    return add_links(crawl, place, sp_buf_str(&reply->body), err);
  if (place->is_there)
    return sp_export_folder_put(crawl->folder, place->name,
                                sp_buf_str(&reply->body), err);
  crawl->findings = true;
  fprintf(stderr, "signpost-indexer: %.*s: there is no page %.*s\n",
          SP_FMT(place->from), SP_FMT(place->address));
  return SP_OK;
}

/* ---- writing ---- */

/* The file behind an address, after its redirects; whoever is led nowhere
 * finds the search. */
static struct sp_str
file_of(const struct sp_export_crawl *crawl, struct sp_str address)
{
  for (int i = 0; i < REDIRECTS_MAX; i++) {
    const struct sp_export_place *place = find(crawl, address);

    if (place && place->is_there)
      return place->file;
    if (!place || place->moved.len == 0)
      break;
    address = place->moved;
  }
  return SP_STR("search.html");
}

static void
put_link(const struct sp_export_crawl *crawl, struct sp_str way,
         struct sp_str value, struct sp_buf *out)
{
  struct sp_str address, fragment;

  sp_buf_put(out, way);
  if (is_search(value)) { /* its query stays as it stands, escapes and all */
    sp_buf_puts(out, "search.html");
    sp_buf_put(out, sp_str_sub(value, sizeof(SP_EXPORT_SEARCH) - 1, value.len));
    return;
  }
  sp_export_split_link(crawl->arena, value, &address, &fragment);
  sp_buf_put(out, file_of(crawl, address));
  sp_buf_put(out, fragment);
}

static void
put_page(const struct sp_export_crawl *crawl,
         const struct sp_export_place *place, struct sp_str html,
         struct sp_buf *out)
{
  struct sp_str way = sp_export_way_up(crawl->arena, place->file), value;
  size_t at = 0, copied = 0;

  while (sp_export_next_link(html, &at, &value)) {
    size_t begins = (size_t)(value.ptr - html.ptr);

    sp_buf_put(out, sp_str_sub(html, copied, begins - copied));
    put_link(crawl, way, value, out);
    copied = begins + value.len;
  }
  sp_buf_put(out, sp_str_sub(html, copied, html.len));
}

/* A page is asked for twice, since where its links lead is known only when all
 * have been seen, and a site of ten thousand pages is not kept in memory. */
static enum sp_status
write_page(struct sp_export_crawl *crawl, const struct sp_export_place *place,
           struct sp_export_reply *reply, struct sp_err *err)
{
  struct sp_buf out;
  enum sp_status status =
      sp_export_server_get(crawl->server, place->address, reply, err);

  if (status == SP_OK && reply->status != 200)
    status = sp_fail(err, SP_E_STALE, "%.*s has gone meanwhile",
                     SP_FMT(place->address));
  if (status != SP_OK)
    return status;
  sp_buf_init(&out, 2 * SP_EXPORT_REPLY_MAX);
  put_page(crawl, place, sp_buf_str(&reply->body), &out);
  status = out.full ? sp_fail(err, SP_E_TOOBIG, "%.*s: too large",
                              SP_FMT(place->address))
                    : sp_export_folder_put(crawl->folder, place->name,
                                           sp_buf_str(&out), err);
  sp_buf_release(&out);
  crawl->pages++;
  return status;
}

enum sp_status
sp_export_crawl_run(struct sp_export_crawl *crawl, struct sp_err *err)
{
  struct sp_export_reply reply = {0};
  enum sp_status status = SP_OK;

  sp_buf_init(&reply.body, SP_EXPORT_REPLY_MAX);
  for (size_t i = 0; status == SP_OK && i < crawl->places; i++)
    status = visit(crawl, crawl->place[i], &reply, err);
  for (size_t i = 0; status == SP_OK && i < crawl->places; i++)
    if (crawl->place[i]->is_there && crawl->place[i]->is_html)
      status = write_page(crawl, crawl->place[i], &reply, err);
  sp_buf_release(&reply.body);
  return status;
}

static void
keep(void *place)
{
  (void)place; /* the arena's */
}

void
sp_export_crawl_end(struct sp_export_crawl *crawl)
{
  tdestroy(crawl->by_address, keep);
  crawl->by_address = NULL;
}
