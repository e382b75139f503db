/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/control.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/text.h"

#include <jansson.h>

/* Of each kind of work this many may wait: whoever hung up meanwhile is not
 * noticed, and must not keep others out. */
#define WAITING_MAX 8
#define CONNECTIONS_MAX (SP_CONTROL_ASKS * WAITING_MAX + 8)
#define RETRY_AFTER "10" /* seconds */
#define IDLE_SECONDS 10
#define BACKLOG 16
/* Of a body that is too long this much is thrown away; then we hang up. */
#define BODY_TOLERATED ((size_t)1024 * 1024)
#define REPLY_MAX ((size_t)64 * 1024 * 1024)

enum stage { STAGE_NEW, STAGE_WAITS, STAGE_BEGUN, STAGE_ANSWERED };

struct request {
  struct request *next;
  struct MHD_Connection *connection;
  enum stage stage;
  enum sp_control_ask ask;
  size_t body; /* bytes of it so far */
  /* Its reply, when it is STAGE_ANSWERED. */
  unsigned http;
  struct sp_buf reply;
};

struct sp_control {
  struct sp_control_user user;
  struct MHD_Daemon *daemon;
  int socket, epoll;
  struct sockaddr_un address;
  bool bound;
  struct request *first; /* all that are open, the oldest first */
};

/* ---- replies ---- */

void
sp_control_problem(struct sp_buf *out, unsigned http, const char *title,
                   const char *detail)
{
  json_t *json = json_pack("{s:s, s:s, s:i}", "type", "about:blank", "title",
                           title, "status", (int)http);
  char *text;

  /* What is text of it: it may name a folder in another encoding. */
  if (detail)
    (void)json_object_set_new(
        json, "detail", json_stringn(detail, sp_utf8_check(sp_str(detail))));
  text = json ? json_dumps(json, JSON_INDENT(1)) : NULL;
  sp_buf_puts(out, text ? text : "{}");
  sp_buf_putc(out, '\n');
  free(text);
  json_decref(json);
}

/* The reply takes the buffer's bytes. */
static enum MHD_Result
reply(struct MHD_Connection *connection, unsigned http, struct sp_buf *body,
      const char *allow)
{
  size_t len;
  char *bytes = sp_buf_take(body, &len);
  struct MHD_Response *response =
      MHD_create_response_from_buffer(len, bytes, MHD_RESPMEM_MUST_FREE);
  enum MHD_Result result;

  if (!response) {
    free(bytes);
    return MHD_NO;
  }
  (void)MHD_add_response_header(response, "Content-Type",
                                http < 400 ? "application/json"
                                           : "application/problem+json");
  (void)MHD_add_response_header(response, "Cache-Control", "no-store");
  if (allow)
    (void)MHD_add_response_header(response, "Allow", allow);
  if (http == MHD_HTTP_SERVICE_UNAVAILABLE)
    (void)MHD_add_response_header(response, "Retry-After", RETRY_AFTER);
  result = MHD_queue_response(connection, http, response);
  MHD_destroy_response(response);
  return result;
}

static enum MHD_Result
refuse(struct MHD_Connection *connection, unsigned http, const char *title,
       const char *detail, const char *allow)
{
  struct sp_buf body;

  sp_buf_init(&body, REPLY_MAX);
  sp_control_problem(&body, http, title, detail);
  return reply(connection, http, &body, allow);
}

/* ---- the routes ---- */

static const struct {
  const char *path;
  bool posts;
  enum sp_control_ask ask; /* of those that post */
} routes[] = {
    {"/status", false, SP_CONTROL_UPDATE},
    {"/update", true, SP_CONTROL_UPDATE},
    {"/check", true, SP_CONTROL_CHECK},
    {"/clock", true, SP_CONTROL_CLOCK},
};

static bool
find_route(const char *path, size_t *row)
{
  for (*row = 0; *row < SP_ARRAY_LEN(routes); ++*row)
    if (strcmp(path, routes[*row].path) == 0)
      return true;
  return false;
}

static enum MHD_Result
show_status(struct sp_control *control, struct MHD_Connection *connection)
{
  struct sp_buf body;

  sp_buf_init(&body, REPLY_MAX);
  control->user.status(control->user.ctx, &body);
  return reply(connection, MHD_HTTP_OK, &body, NULL);
}

/* How many wait for work of this kind, begun or not? */
static size_t
count_waiting(const struct sp_control *control, enum sp_control_ask ask)
{
  size_t n = 0;

  for (const struct request *r = control->first; r; r = r->next)
    n += (r->stage == STAGE_WAITS || r->stage == STAGE_BEGUN) && r->ask == ask;
  return n;
}

/* It waits for the work without keeping others from theirs. */
static enum MHD_Result
wait_for_work(struct request *request, enum sp_control_ask ask)
{
  request->ask = ask;
  request->stage = STAGE_WAITS;
  MHD_suspend_connection(request->connection);
  return MHD_YES;
}

static enum MHD_Result
take_clock(struct sp_control *control, struct request *request)
{
  const char *at = MHD_lookup_connection_value(request->connection,
                                               MHD_GET_ARGUMENT_KIND, "at");
  sp_instant instant;

  if (!control->user.clock)
    return refuse(request->connection, MHD_HTTP_FORBIDDEN, "Forbidden",
                  "the clock can be set only where --at was given", NULL);
  if (!at || !sp_instant_parse(sp_str(at), &instant))
    return refuse(request->connection, MHD_HTTP_UNPROCESSABLE_CONTENT,
                  "Unprocessable content",
                  "at= takes 2026-04-01, 2026-04-01+09:30 or"
                  " 2026-04-01T09:30:00Z",
                  NULL);
  control->user.set_clock(control->user.ctx, sp_str(at));
  return wait_for_work(request, SP_CONTROL_CLOCK);
}

/* The request is whole. */
static enum MHD_Result
serve(struct sp_control *control, struct request *request, const char *path,
      const char *method)
{
  struct MHD_Connection *connection = request->connection;
  size_t row;
  bool posts = strcmp(method, "POST") == 0;
  bool gets = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;

  if (request->body > SP_CONTROL_BODY_MAX)
    return refuse(connection, MHD_HTTP_CONTENT_TOO_LARGE, "Content too large",
                  "a body has at most 64 KiB", NULL);
  if (!find_route(path, &row))
    return refuse(connection, MHD_HTTP_NOT_FOUND, "Not found",
                  "there are /status, /update and /check", NULL);
  if (routes[row].posts ? !posts : !gets)
    return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "Method not allowed",
                  NULL, routes[row].posts ? "POST" : "GET, HEAD");
  if (!routes[row].posts)
    return show_status(control, connection);
  if (count_waiting(control, routes[row].ask) >= WAITING_MAX)
    return refuse(connection, MHD_HTTP_SERVICE_UNAVAILABLE,
                  "Service unavailable",
                  "too many wait for this already; try again later", NULL);
  if (routes[row].ask == SP_CONTROL_CLOCK)
    return take_clock(control, request);
  return wait_for_work(request, routes[row].ask);
}

/* ---- what the library calls ---- */

static struct request *
new_request(struct sp_control *control, struct MHD_Connection *connection)
{
  struct request *request = calloc(1, sizeof(*request));
  struct request **last = &control->first;

  if (!request)
    return NULL;
  request->connection = connection;
  sp_buf_init(&request->reply, REPLY_MAX);
  while (*last)
    last = &(*last)->next;
  *last = request;
  return request;
}

/* A length that was announced is refused before it is sent. */
static bool
announces_too_much(struct MHD_Connection *connection)
{
  const char *length = MHD_lookup_connection_value(
      connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);

  return length && strtoull(length, NULL, 10) > SP_CONTROL_BODY_MAX;
}

static enum MHD_Result
handle(void *ctx, struct MHD_Connection *connection, const char *path,
       const char *method, const char *version, const char *bytes, size_t *len,
       void **slot)
{
  struct sp_control *control = ctx;
  struct request *request = *slot;

  (void)version;
  (void)bytes;
  if (!request) {
    *slot = request = new_request(control, connection);
    if (request && announces_too_much(connection)) {
      request->body = SP_CONTROL_BODY_MAX + 1;
      return serve(control, request, path, method);
    }
    return request ? MHD_YES : MHD_NO;
  }
  if (request->stage == STAGE_ANSWERED)
    return reply(connection, request->http, &request->reply, NULL);
  if (*len > 0) {
    request->body += *len;
    *len = 0;
    return request->body > BODY_TOLERATED ? MHD_NO : MHD_YES;
  }
  return serve(control, request, path, method);
}

static void
completed(void *ctx, struct MHD_Connection *connection, void **slot,
          enum MHD_RequestTerminationCode code)
{
  struct sp_control *control = ctx;
  struct request **link = &control->first, *request = *slot;

  (void)connection;
  (void)code;
  if (!request)
    return;
  while (*link && *link != request)
    link = &(*link)->next;
  if (*link)
    *link = request->next;
  sp_buf_release(&request->reply);
  free(request);
  *slot = NULL;
}

/* ---- the socket ---- */

/* Does somebody listen there? */
static bool
is_alive(const struct sockaddr_un *address)
{
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  bool alive;

  if (fd < 0)
    return false;
  alive =
      connect(fd, (const struct sockaddr *)address, sizeof(*address)) == 0 ||
      errno == EAGAIN;
  close(fd);
  return alive;
}

static enum sp_status
make_way(const struct sockaddr_un *address, struct sp_err *err)
{
  struct stat st;

  if (lstat(address->sun_path, &st) < 0)
    return SP_OK;
  if (!S_ISSOCK(st.st_mode))
    return sp_fail(err, SP_E_IO, "%s is there, and is no socket",
                   address->sun_path);
  if (is_alive(address))
    return sp_fail(err, SP_E_LOCKED, "another process listens at %s",
                   address->sun_path);
  if (unlink(address->sun_path) < 0 && errno != ENOENT)
    return sp_fail(err, SP_E_IO, "cannot remove %s: %s", address->sun_path,
                   strerror(errno));
  return SP_OK;
}

static enum sp_status
listen_there(struct sp_control *control, struct sp_err *err)
{
  const struct sockaddr_un *address = &control->address;
  mode_t mask;
  int failed;

  control->socket =
      socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (control->socket < 0)
    return sp_fail(err, SP_E_IO, "cannot make a socket: %s", strerror(errno));
  /* At no moment may anybody else open it. */
  mask = umask(0177);
  failed =
      bind(control->socket, (const struct sockaddr *)address, sizeof(*address));
  umask(mask);
  control->bound = failed == 0;
  if (!failed)
    failed = listen(control->socket, BACKLOG);
  if (failed)
    return sp_fail(err, SP_E_IO, "cannot listen at %s: %s", address->sun_path,
                   strerror(errno));
  return SP_OK;
}

static enum sp_status
start_daemon(struct sp_control *control, struct sp_err *err)
{
  const union MHD_DaemonInfo *info;

  control->daemon = MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, control,
      MHD_OPTION_LISTEN_SOCKET, control->socket, MHD_OPTION_NOTIFY_COMPLETED,
      completed, control, MHD_OPTION_CONNECTION_LIMIT,
      (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
      (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
      (size_t)32 * 1024, MHD_OPTION_END);
  if (!control->daemon)
    return sp_fail(err, SP_E_IO, "cannot serve the control socket");
  info = MHD_get_daemon_info(control->daemon, MHD_DAEMON_INFO_EPOLL_FD);
  if (!info)
    return sp_fail(err, SP_E_IO, "cannot serve the control socket");
  control->epoll = info->epoll_fd;
  return SP_OK;
}

enum sp_status
sp_control_open(const char *path, const struct sp_control_user *user,
                struct sp_control **out, struct sp_err *err)
{
  struct sp_control *control;
  size_t len = strlen(path);
  enum sp_status status;

  *out = NULL;
  if (len >= sizeof(control->address.sun_path))
    return sp_fail(err, SP_E_USAGE,
                   "the path of the control socket has %zu bytes, and %zu are"
                   " the most: give a shorter one with --socket",
                   len, sizeof(control->address.sun_path) - 1);
  control = calloc(1, sizeof(*control));
  if (!control)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  control->user = *user;
  control->socket = -1;
  control->address.sun_family = AF_UNIX;
  memcpy(control->address.sun_path, path, len + 1);
  status = make_way(&control->address, err);
  if (status == SP_OK)
    status = listen_there(control, err);
  if (status == SP_OK)
    status = start_daemon(control, err);
  if (status == SP_OK)
    *out = control;
  else
    sp_control_close(control);
  return status;
}

void
sp_control_close(struct sp_control *control)
{
  if (!control)
    return;
  /* None may be suspended when the daemon ends. */
  for (size_t ask = 0; ask < SP_CONTROL_ASKS; ask++) {
    sp_control_begin(control, (enum sp_control_ask)ask);
    sp_control_answer(control, (enum sp_control_ask)ask, SP_E_BUSY,
                      SP_STR("the indexer is ending"));
  }
  if (control->daemon)
    MHD_stop_daemon(control->daemon);
  else if (control->socket >= 0)
    close(control->socket);
  if (control->bound)
    unlink(control->address.sun_path);
  free(control);
}

int
sp_control_fd(const struct sp_control *control)
{
  return control->epoll;
}

int
sp_control_timeout(const struct sp_control *control)
{
  MHD_UNSIGNED_LONG_LONG ms;

  if (MHD_get_timeout(control->daemon, &ms) != MHD_YES)
    return -1;
  return ms > 60000 ? 60000 : (int)ms;
}

void
sp_control_serve(struct sp_control *control)
{
  (void)MHD_run(control->daemon);
}

/* ---- work ---- */

size_t
sp_control_waiting(const struct sp_control *control, enum sp_control_ask ask)
{
  size_t n = 0;

  for (const struct request *r = control->first; r; r = r->next)
    n += r->stage == STAGE_WAITS && r->ask == ask;
  return n;
}

void
sp_control_begin(struct sp_control *control, enum sp_control_ask ask)
{
  for (struct request *r = control->first; r; r = r->next)
    if (r->stage == STAGE_WAITS && r->ask == ask)
      r->stage = STAGE_BEGUN;
}

void
sp_control_answer(struct sp_control *control, enum sp_control_ask ask,
                  enum sp_status status, struct sp_str json)
{
  bool any = false;

  for (struct request *r = control->first; r; r = r->next) {
    if (r->stage != STAGE_BEGUN || r->ask != ask)
      continue;
    r->stage = STAGE_ANSWERED;
    r->http = sp_status_http(status);
    if (status == SP_OK) {
      sp_buf_put(&r->reply, json);
    } else {
      char detail[SP_ERR_MSG_MAX];

      snprintf(detail, sizeof(detail), "%.*s", SP_FMT(json));
      sp_control_problem(&r->reply, r->http, sp_status_name(status), detail);
    }
    MHD_resume_connection(r->connection);
    any = true;
  }
  /* Once to take them up again, once to send. */
  for (int i = 0; i < 2 && any; i++)
    (void)MHD_run(control->daemon);
}
