/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/server.h"

#include "lib/log.h"

#include "searchd/gate.h"
#include "searchd/headers.h"
#include "searchd/metrics.h"
#include "searchd/route.h"
#include "searchd/serve.h"
#include "searchd/server_reply.h"
#include "searchd/visitor.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define STACK_BYTES ((size_t)512 * 1024)
/* Of a connection: a head of SP_SCAN_HEAD_MAX, the library's records of its
 * fields and parameters, and the reply's head.  It is cleared after each
 * request, so not larger than needed. */
#define POOL_BYTES ((size_t)32 * 1024)
#define HEADERS_MAX SP_SCAN_FIELDS_MAX
/* A target up to this length needs no arena, which a kept reply does without.
 */
#define TARGET_BYTES 192

struct sp_server {
  const struct sp_app *app;
  unsigned site;
  struct MHD_Daemon *daemon;
  struct sp_conns *conns;
  struct sp_buf refusal_headers;
  int listen_fd; /* given back by the library; -1: it has it */
};

/* One request and its reply. */
struct exchange {
  struct sp_server *server;
  struct sp_conn *conn;
  struct sp_arena arena;
  struct sp_str target; /* raw; in text, or of the arena */
  struct sp_request req;
  struct sp_response resp;
  struct sp_buf body;
  struct sp_reply *kept; /* held: found in the cache, or put there */
  bool begun;            /* the handler was called, so sp_conn_end() must be */
  bool finished;         /* resp stands */
  bool linger;
  char text[TARGET_BYTES]; /* not zeroed: a target that is not long */
};

/* ---- what the library calls on the way to the handler ---- */

static struct sp_conn *
conn_of(struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

  return info != NULL ? info->socket_context : NULL;
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **context,
              enum MHD_ConnectionNotificationCode code)
{
  struct sp_server *server = cls;
  const union MHD_ConnectionInfo *info;

  if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
    sp_conn_close(*context);
    *context = NULL;
    return;
  }
  info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info == NULL)
    return;
  *context = sp_conn_open(server->conns, info->connect_fd);
  if (*context == NULL)
    (void)shutdown(info->connect_fd, SHUT_RDWR);
}

/* The target before the library cuts it up; a request begins. */
static void *
on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
  struct exchange *x = malloc(sizeof(*x));
  struct sp_str text = sp_str(target);

  if (x == NULL)
    return NULL;
  memset(x, 0, offsetof(struct exchange, text));
  x->server = cls;
  x->conn = conn_of(connection);
  if (text.len <= sizeof(x->text)) {
    memcpy(x->text, text.ptr, text.len);
    x->target = sp_str_n(x->text, text.len);
  } else {
    x->target = sp_arena_copy(&x->arena, text);
  }
  x->req.arena = &x->arena;
  sp_response_init(&x->resp);
  sp_buf_init(&x->body, SP_FORM_MAX);
  return x;
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **context,
             enum MHD_RequestTerminationCode code)
{
  struct exchange *x = *context;

  (void)cls;
  (void)connection;
  *context = NULL;
  if (x == NULL)
    return;
  if (x->begun)
    sp_conn_end(x->conn,
                x->linger && code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
  if (x->kept != NULL)
    sp_kept_put(&x->kept->kept);
  sp_response_release(&x->resp);
  sp_buf_release(&x->body);
  sp_arena_release(&x->arena);
  free(x);
}

/* Nothing is decoded but by request.c. */
static size_t
leave_escaped(void *cls, struct MHD_Connection *connection, char *text)
{
  (void)cls;
  (void)connection;
  return strlen(text);
}

/* ---- headers of the request ---- */

struct collected {
  struct sp_gate_header header[HEADERS_MAX];
  size_t count;
};

static enum MHD_Result
collect_header(void *cls, enum MHD_ValueKind kind, const char *name,
               size_t name_len, const char *value, size_t value_len)
{
  struct collected *list = cls;

  (void)kind;
  if (list->count == HEADERS_MAX)
    return MHD_NO;
  list->header[list->count].name = sp_str_n(name, name_len);
  list->header[list->count].value = sp_str_n(value, value_len);
  list->count++;
  return MHD_YES;
}

/* The library has the values until the request is completed. */
static void
keep_header(struct sp_request *req, const struct sp_gate_header *header)
{
  const struct {
    const char *name;
    struct sp_str *into;
  } wanted[] = {
      {"content-type", &req->content_type},
      {"if-none-match", &req->if_none_match},
      {"accept-encoding", &req->accept_encoding},
      {"origin", &req->origin},
      {"sec-fetch-site", &req->sec_fetch_site},
      {"cookie", &req->cookie},
  };

  for (size_t i = 0; i < SP_ARRAY_LEN(wanted); i++)
    if (wanted[i].into->len == 0 &&
        sp_str_ieq(header->name, sp_str(wanted[i].name)))
      *wanted[i].into = sp_str_trim(header->value);
}

/* ---- the reply ---- */

/* Who closes connections says so in the head, which a kept one does not. */
static bool
may_be_kept(const struct exchange *x)
{
  return x->server->app->cache != NULL && x->server->site != SP_ON_ADMIN &&
         x->req.method == SP_METHOD_GET && !sp_conns_draining(x->server->conns);
}

static enum MHD_Result
send_reply(struct exchange *x, struct MHD_Connection *connection)
{
  const struct sp_app *app = x->server->app;
  struct MHD_Response *reply;
  enum MHD_Result queued;

  sp_reply_remember(app, &x->req, &x->resp.event, connection);
  if (may_be_kept(x))
    x->kept = sp_reply_keep(app, &x->req, &x->resp);
  if (x->kept != NULL)
    return sp_reply_queue(app, x->kept, &x->req, connection);
  reply = sp_reply_once(app, &x->req, &x->resp,
                        x->resp.close || sp_conns_draining(x->server->conns));
  if (reply == NULL)
    return MHD_NO;
  sp_metrics_reply(app->metrics, x->req.route, x->resp.status);
  queued = MHD_queue_response(connection, x->resp.status, reply);
  MHD_destroy_response(reply);
  return queued;
}

/* Answer before the body has come: the library closes afterwards. */
static enum MHD_Result
send_early(struct exchange *x, struct MHD_Connection *connection)
{
  x->resp.close = x->linger = true;
  return send_reply(x, connection);
}

/* ---- the request ---- */

static enum MHD_Result
refuse(struct exchange *x, struct MHD_Connection *connection,
       struct sp_gate gate)
{
  const char *allow = NULL;
  struct sp_err err;

  if (gate.status == 405) {
    /* What would have been allowed there. */
    x->req.method = SP_METHOD_GET;
    if (sp_gate_target(x->target).status != 0 ||
        sp_request_target(&x->req, x->target, &err) != SP_OK ||
        sp_route_find(&x->req, x->server->site, &allow, &err) != SP_OK ||
        x->req.route == NULL)
      allow = allow != NULL ? allow : "GET, HEAD";
    else
      allow = (x->req.route->methods & SP_METHOD_POST) != 0 ? "GET, HEAD, POST"
                                                            : "GET, HEAD";
    x->req.route = NULL;
  }
  sp_serve_refusal(x->server->app, &x->req, &gate, &x->resp);
  x->resp.allow = allow;
  return send_early(x, connection);
}

/* May this body come? */
static struct sp_gate
check_body(const struct sp_request *req, const struct sp_gate_found *found)
{
  struct sp_gate gate = {0, NULL};
  bool json = (req->route->flags & SP_ROUTE_JSON) != 0;
  const char *type =
      json ? "application/json" : "application/x-www-form-urlencoded";
  struct sp_str sent = sp_str_trim(
      sp_str_sub(req->content_type, 0, sp_str_find(req->content_type, ';', 0)));

  if (req->method != SP_METHOD_POST)
    return gate;
  if (found->length > (json ? SP_JSON_MAX : SP_FORM_MAX)) {
    gate.status = 413;
    gate.reason = "body-length";
  } else if ((found->length > 0 || found->chunked) &&
             !sp_str_ieq(sent, sp_str(type))) {
    gate.status = 415;
    gate.reason = "content-type";
  }
  return gate;
}

/* A site without accounts answers to its own names only. */
static bool
is_misdirected(const struct sp_server *server, struct sp_str host)
{
  return server->site == SP_ON_STAFF &&
         !sp_gate_host_is_ours(host, server->app->base_url);
}

static enum MHD_Result
begin(struct exchange *x, struct MHD_Connection *connection, const char *method,
      const char *version)
{
  static const struct sp_gate unseen = {500, "scanner-not-in-place"};
  static const struct sp_gate misdirected = {421, "host"};
  struct collected list;
  struct sp_gate_input in = {sp_str(method), sp_str(version), x->target,
                             list.header, 0};
  struct sp_gate_found found;
  struct sp_gate gate;

  list.count = 0;
  x->begun = x->conn != NULL;
  x->req.path = sp_str_sub(x->target, 0, sp_str_find(x->target, '?', 0));
  if (x->conn == NULL || !sp_conn_begin(x->conn))
    return refuse(x, connection, unseen);
  (void)MHD_get_connection_values_n(connection, MHD_HEADER_KIND, collect_header,
                                    &list);
  in.headers = list.count;
  gate = sp_gate_check(&in, &found);
  x->req.method = found.method;
  x->req.head = found.head;
  x->req.viewer.level = x->server->app->level;
  x->req.viewer.now = sp_when_now();
  if (gate.status != 0)
    return refuse(x, connection, gate);
  if (is_misdirected(x->server, found.host))
    return refuse(x, connection, misdirected);
  x->req.host = found.host;
  x->req.target = x->target;
  for (size_t i = 0; i < list.count; i++) {
    keep_header(&x->req, &list.header[i]);
    if (x->server->app->events != NULL)
      sp_visitor_header(&x->req, list.header[i].name, list.header[i].value);
  }
  /* Before anything is decoded and a reader borrowed.  Who asks is known: the
   * viewer's level is in what it is found by. */
  if (may_be_kept(x))
    x->kept = sp_reply_find(x->server->app, &x->req);
  if (x->kept != NULL)
    return MHD_YES;
  if (!sp_serve_route(x->server->app, &x->req, x->server->site, x->target,
                      &x->resp)) {
    x->finished = true;
    return found.length > 0 || found.chunked ? send_early(x, connection)
                                             : MHD_YES;
  }
  gate = check_body(&x->req, &found);
  return gate.status != 0 ? refuse(x, connection, gate) : MHD_YES;
}

/* Only who sends a form is looked at before there is a reply. */
static void
note_place(struct exchange *x, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info;

  if (x->req.method != SP_METHOD_POST || x->server->app->events == NULL)
    return;
  info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  x->req.place =
      sp_visitor_place(&x->req, info != NULL ? info->client_addr : NULL);
}

/* The library asks for the reply when nothing more comes. */
static enum MHD_Result
end(struct exchange *x, struct MHD_Connection *connection)
{
  size_t max;

  if (x->kept != NULL) {
    sp_reply_remember(x->server->app, &x->req, &x->kept->event, connection);
    return sp_reply_queue(x->server->app, x->kept, &x->req, connection);
  }
  max = x->req.route != NULL && (x->req.route->flags & SP_ROUTE_JSON) != 0
            ? SP_JSON_MAX
            : SP_FORM_MAX;

  if (!x->finished && (x->body.full || x->body.len > max)) {
    sp_serve_error(x->server->app, &x->req, SP_E_TOOBIG, 0, &x->resp);
    x->resp.close = x->linger = true;
  } else if (!x->finished) {
    note_place(x, connection);
    sp_serve_answer(x->server->app, &x->req, sp_buf_str(&x->body), &x->resp);
  }
  return send_reply(x, connection);
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url,
           const char *method, const char *version, const char *upload,
           size_t *upload_len, void **context)
{
  struct exchange *x = *context;

  (void)cls;
  (void)url; /* cut at the first question mark, and not ours: x->target */
  if (x == NULL)
    return MHD_NO;
  if (!x->begun)
    return begin(x, connection, method, version);
  if (*upload_len > 0) {
    sp_buf_put(&x->body, sp_str_n(upload, *upload_len));
    *upload_len = 0;
    return MHD_YES;
  }
  return end(x, connection);
}

/* ---- what never gets to be a request ---- */

static void
count_refusal(void *cls, unsigned status)
{
  const struct sp_server *server = cls;

  sp_metrics_refused(server->app->metrics, status);
}

static const char *
make_refusal(void *cls, unsigned status, bool api, struct sp_buf *body)
{
  const struct sp_server *server = cls;

  return sp_serve_unread(server->app, status, api, body);
}

/* ---- start and stop ---- */

static enum sp_status
start_daemon(struct sp_server *server, const struct sp_conn_limits *limits,
             int listen_fd, struct sp_err *err)
{
  unsigned flags = MHD_USE_THREAD_PER_CONNECTION |
                   MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC;

  server->daemon = MHD_start_daemon(
      flags, 0, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET,
      listen_fd, MHD_OPTION_CONNECTION_LIMIT, 2 * limits->many,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, POOL_BYTES,
      MHD_OPTION_THREAD_STACK_SIZE, STACK_BYTES, MHD_OPTION_NOTIFY_CONNECTION,
      on_connection, server, MHD_OPTION_URI_LOG_CALLBACK, on_target, server,
      MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
      MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_END);
  if (server->daemon == NULL)
    return sp_fail(err, SP_E_IO, "cannot start the HTTP server");
  return SP_OK;
}

enum sp_status
sp_server_start(const struct sp_app *app, unsigned site, int listen_fd,
                const struct sp_conn_limits *limits, struct sp_server **out,
                struct sp_err *err)
{
  struct sp_server *server = calloc(1, sizeof(*server));
  struct sp_conn_refusal refusal = {"", count_refusal, make_refusal, server};
  enum sp_status status;

  *out = NULL;
  if (server == NULL) {
    (void)close(listen_fd);
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  }
  server->app = app;
  server->site = site;
  server->listen_fd = -1;
  sp_buf_init(&server->refusal_headers, 4096);
  sp_headers_security_text(app->site, &server->refusal_headers);
  refusal.headers = server->refusal_headers.ptr;
  status = sp_conns_start(limits, &refusal, &server->conns, err);
  if (status == SP_OK)
    status = start_daemon(server, limits, listen_fd, err);
  if (status != SP_OK) {
    (void)close(listen_fd);
    sp_server_stop(server);
    return status;
  }
  *out = server;
  return SP_OK;
}

struct sp_conns *
sp_server_conns(struct sp_server *server)
{
  return server->conns;
}

void
sp_server_drain(struct sp_server *server)
{
  server->listen_fd = MHD_quiesce_daemon(server->daemon);
  if (server->listen_fd >= 0)
    (void)close(server->listen_fd);
  sp_conns_drain(server->conns);
}

bool
sp_server_is_idle(struct sp_server *server)
{
  struct sp_conn_stats stats;

  sp_conns_stats(server->conns, &stats);
  return stats.open == 0;
}

void
sp_server_stop(struct sp_server *server)
{
  if (server == NULL)
    return;
  if (server->daemon != NULL)
    MHD_stop_daemon(server->daemon);
  sp_conns_stop(server->conns);
  sp_buf_release(&server->refusal_headers);
  free(server);
}
