/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/server_reply.h"

#include "lib/log.h"

#include "searchd/cache_key.h"
#include "searchd/events.h"
#include "searchd/headers.h"
#include "searchd/metrics.h"
#include "searchd/visitor.h"

#include <stdio.h>
#include <stdlib.h>

/* What the library keeps of the head of a reply, roughly. */
#define HEAD_BYTES 2048
/* A kept reply near its end is made anew with another age this often, and not
 * every second. */
#define AGE_STEP 5

/* ---- for one request ---- */

static void
add_header(struct MHD_Response *reply, const char *name, const char *value)
{
  if (MHD_add_response_header(reply, name, value) != MHD_YES)
    sp_log(SP_LOG_ERROR, "header-left-out", "name=%s", name);
}

struct MHD_Response *
sp_reply_once(const struct sp_app *app, const struct sp_request *req,
              struct sp_response *resp, bool close)
{
  struct sp_header header[SP_HEADERS_MAX];
  size_t count = sp_headers_of(app, req, resp, header);
  struct MHD_Response *reply;

  if (resp->lent.len > 0 || resp->body.len == 0) {
    reply = MHD_create_response_from_buffer(resp->lent.len,
                                            (void *)(uintptr_t)resp->lent.ptr,
                                            MHD_RESPMEM_PERSISTENT);
  } else {
    size_t len;
    char *bytes = sp_buf_take(&resp->body, &len);

    reply = MHD_create_response_from_buffer(len, bytes, MHD_RESPMEM_MUST_FREE);
    if (reply == NULL)
      free(bytes);
  }
  for (size_t i = 0; reply != NULL && i < count; i++)
    add_header(reply, header[i].name,
               sp_arena_cstr(req->arena, header[i].value));
  if (reply != NULL && close)
    add_header(reply, "Connection", "close");
  return reply;
}

/* ---- kept ---- */

/* The bytes of replies that differ in their heads alone. */
struct sp_reply_body {
  atomic_uint holders;
  size_t len;
  char byte[];
};

static void
let_go(void *cls)
{
  struct sp_reply_body *body = cls;

  if (atomic_fetch_sub_explicit(&body->holders, 1, memory_order_acq_rel) == 1)
    free(body);
}

static struct sp_reply_body *
make_body(struct sp_str bytes)
{
  struct sp_reply_body *body = malloc(sizeof(*body) + bytes.len);

  if (body == NULL)
    return NULL;
  atomic_init(&body->holders, 1);
  body->len = bytes.len;
  if (bytes.len > 0)
    memcpy(body->byte, bytes.ptr, bytes.len);
  return body;
}

static void
end_reply(struct sp_kept *kept)
{
  struct sp_reply *reply = (struct sp_reply *)kept;

  if (reply->whole != NULL)
    MHD_destroy_response(reply->whole);
  if (reply->unchanged != NULL)
    MHD_destroy_response(reply->unchanged);
  if (reply->body != NULL)
    let_go(reply->body);
  free((void *)(uintptr_t)reply->etag.ptr);
  free((void *)(uintptr_t)reply->event.words.ptr);
  free(reply);
}

/* False: out of memory. */
static bool
set_event(struct sp_reply *reply, const struct sp_event *event)
{
  char *copy;

  if (event->kind == SP_EVENT_NONE || event->words.len == 0)
    return true;
  /* Both texts in one piece, which the words' pointer frees. */
  copy = malloc(event->words.len + event->about.len);
  if (copy == NULL)
    return false;
  memcpy(copy, event->words.ptr, event->words.len);
  if (event->about.len > 0)
    memcpy(copy + event->words.len, event->about.ptr, event->about.len);
  reply->event = *event;
  reply->event.words = sp_str_n(copy, event->words.len);
  reply->event.about = sp_str_n(copy + event->words.len, event->about.len);
  reply->kept.bytes += event->words.len + event->about.len;
  return true;
}

/* The library's part: two heads, still without fields.  Takes a hold of the
 * body. */
static struct sp_reply *
new_reply(struct sp_reply_body *body, struct sp_str etag)
{
  struct sp_reply *reply = calloc(1, sizeof(*reply));
  char *copy =
      reply != NULL && etag.len > 0 ? strndup(etag.ptr, etag.len) : NULL;

  if (reply == NULL)
    return NULL;
  sp_kept_init(&reply->kept, end_reply);
  reply->kept.bytes = sizeof(*reply) + body->len + HEAD_BYTES;
  atomic_fetch_add_explicit(&body->holders, 2, memory_order_relaxed);
  reply->body = body;
  reply->whole = MHD_create_response_from_buffer_with_free_callback_cls(
      body->len, body->byte, let_go, body);
  if (reply->whole == NULL)
    let_go(body);
  if (copy != NULL) {
    reply->etag = sp_str_n(copy, etag.len);
    reply->kept.bytes += HEAD_BYTES;
    reply->unchanged =
        MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
  }
  if (reply->whole != NULL && (etag.len == 0 || reply->unchanged != NULL))
    return reply;
  sp_kept_put(&reply->kept);
  return NULL;
}

/* A 304 says nothing of the body that it does not have. */
static bool
is_for(const struct sp_reply *reply, const struct MHD_Response *response,
       const char *name)
{
  return response != reply->unchanged || strcmp(name, "Content-Type") != 0;
}

static bool
can_be_kept(const struct sp_app *app, const struct sp_request *req,
            const struct sp_response *resp)
{
  struct sp_revision newest;

  return resp->status == 200 && resp->cache == SP_CACHE_DEPENDS &&
         resp->depends && resp->boundary > req->viewer.now && !resp->close &&
         !resp->varies && resp->body.len > 0 && !resp->body.full &&
         resp->lent.len == 0 && sp_cache_key_is_own(req) &&
         sp_readers_revision(app->readers, &newest) &&
         newest.generation == resp->revision.generation &&
         newest.revision == resp->revision.revision;
}

static unsigned
age_of(sp_instant boundary, sp_instant now)
{
  return boundary < now + SP_PAGE_MAX_AGE ? (unsigned)(boundary - now)
                                          : SP_PAGE_MAX_AGE;
}

/* One head after the other, so that each lies together in memory. */
static void
add_fields(struct sp_arena *arena, const struct sp_reply *reply,
           struct MHD_Response *response, const struct sp_header *header,
           size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (is_for(reply, response, header[i].name))
      add_header(response, header[i].name,
                 sp_arena_cstr(arena, header[i].value));
}

static struct sp_reply *
make_reply(const struct sp_app *app, const struct sp_request *req,
           const struct sp_response *resp)
{
  struct sp_header header[SP_HEADERS_MAX];
  size_t count = sp_headers_of(app, req, resp, header);
  struct sp_reply_body *body = make_body(sp_buf_str(&resp->body));
  struct sp_str etag = {NULL, 0};
  struct sp_reply *reply;

  if (body == NULL)
    return NULL;
  for (size_t i = 0; i < count; i++)
    if (strcmp(header[i].name, "ETag") == 0)
      etag = header[i].value;
  reply = new_reply(body, etag);
  let_go(body);
  if (reply == NULL)
    return NULL;
  if (!set_event(reply, &resp->event)) {
    sp_kept_put(&reply->kept);
    return NULL;
  }
  reply->route = req->route;
  reply->kept.cheap = (req->route->flags & SP_ROUTE_CHEAP) != 0;
  reply->kept.revision = resp->revision;
  reply->kept.made = req->viewer.now;
  reply->kept.boundary = resp->boundary;
  reply->max_age = age_of(resp->boundary, req->viewer.now);
  add_fields(req->arena, reply, reply->whole, header, count);
  if (reply->unchanged != NULL)
    add_fields(req->arena, reply, reply->unchanged, header, count);
  return reply;
}

struct aging {
  const struct sp_reply *reply;
  struct MHD_Response *response; /* to be filled */
  char control[48];
};

static enum MHD_Result
add_aged(void *cls, enum MHD_ValueKind kind, const char *name,
         const char *value)
{
  const struct aging *aging = cls;

  (void)kind;
  if (is_for(aging->reply, aging->response, name))
    add_header(aging->response, name,
               strcmp(name, "Cache-Control") == 0 ? aging->control : value);
  return MHD_YES;
}

/* What to send of it now: itself, held once more, or, when its Cache-Control
 * says more than is left, one that says less. */
static struct sp_reply *
reply_at(struct sp_reply *reply, sp_instant now)
{
  unsigned left = age_of(reply->kept.boundary, now);
  struct sp_reply *aged;
  struct aging aging;

  if (reply->etag.len == 0 || reply->max_age <= left) {
    sp_kept_hold(&reply->kept);
    return reply;
  }
  left -= left > AGE_STEP ? left % AGE_STEP : 0;
  aged = new_reply(reply->body, reply->etag);
  if (aged == NULL)
    return NULL;
  if (!set_event(aged, &reply->event)) {
    sp_kept_put(&aged->kept);
    return NULL;
  }
  aged->route = reply->route;
  aged->kept.cheap = reply->kept.cheap;
  aged->kept.revision = reply->kept.revision;
  aged->kept.made = reply->kept.made;
  aged->kept.boundary = reply->kept.boundary;
  aged->max_age = left;
  aging.reply = aged;
  (void)snprintf(aging.control, sizeof(aging.control), "public, max-age=%u",
                 left);
  aging.response = aged->whole;
  (void)MHD_get_response_headers(reply->whole, add_aged, &aging);
  aging.response = aged->unchanged;
  (void)MHD_get_response_headers(reply->whole, add_aged, &aging);
  return aged;
}

static bool
matches(const struct sp_reply *reply, struct sp_str if_none_match)
{
  struct sp_str rest = if_none_match, piece, own = reply->etag;

  if (own.len < 2)
    return false;
  own = sp_str_sub(own, 2, own.len); /* its W/ says nothing here */
  while (sp_str_split(&rest, ',', &piece)) {
    if (sp_str_starts(piece, "W/"))
      piece = sp_str_sub(piece, 2, piece.len);
    if (sp_str_eq(piece, own))
      return true;
  }
  return false;
}

struct sp_reply *
sp_reply_keep(const struct sp_app *app, const struct sp_request *req,
              const struct sp_response *resp)
{
  struct sp_cache_key key;
  struct sp_reply *reply;

  if (!can_be_kept(app, req, resp) || !sp_cache_key_make(app, req, &key))
    return NULL;
  reply = make_reply(app, req, resp);
  if (reply != NULL)
    sp_cache_put(app->cache, sp_str_n(key.byte, key.len), &reply->kept);
  return reply;
}

struct sp_reply *
sp_reply_find(const struct sp_app *app, const struct sp_request *req)
{
  struct sp_cache_key key;
  struct sp_revision revision;
  struct sp_kept *found;
  struct sp_reply *reply;

  if (!sp_readers_revision(app->readers, &revision) ||
      !sp_cache_key_make(app, req, &key))
    return NULL;
  found = sp_cache_get(app->cache, sp_str_n(key.byte, key.len), revision,
                       req->viewer.now);
  if (found == NULL)
    return NULL;
  reply = reply_at((struct sp_reply *)found, req->viewer.now);
  if (reply != NULL && &reply->kept != found)
    sp_cache_put(app->cache, sp_str_n(key.byte, key.len), &reply->kept);
  sp_kept_put(found);
  return reply;
}

enum MHD_Result
sp_reply_queue(const struct sp_app *app, const struct sp_reply *reply,
               const struct sp_request *req, struct MHD_Connection *connection)
{
  bool unchanged = matches(reply, req->if_none_match);
  unsigned status = unchanged ? 304 : 200;

  sp_metrics_reply(app->metrics, reply->route, status);
  return MHD_queue_response(connection, status,
                            unchanged ? reply->unchanged : reply->whole);
}

void
sp_reply_remember(const struct sp_app *app, const struct sp_request *req,
                  const struct sp_event *event,
                  struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info;
  char visitor[SP_VISITOR_MAX];

  if (event->kind == SP_EVENT_NONE || app->events == NULL ||
      !sp_visitor_is_person(req))
    return;
  info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  (void)sp_events_add(
      app->events, event,
      sp_visitor(req, info != NULL ? info->client_addr : NULL, visitor));
}
