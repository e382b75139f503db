/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/export_server.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "indexer/sandbox.h"

#define NAME "/signpost-searchd"
#define PATH_BYTES 4096
#define READY_TRIES 1200 /* of a twentieth of a second */
#define REPLY_SECONDS 120

/* The user has had enough: the next request fails, and all is tidied up. */
static volatile sig_atomic_t has_to_stop;

static void
stop(int number)
{
  (void)number;
  has_to_stop = 1;
}

static void
catch_endings(void)
{
  static const int ending[] = {SIGHUP, SIGINT, SIGTERM};
  struct sigaction action = {.sa_handler = stop};

  for (size_t i = 0; i < SP_ARRAY_LEN(ending); i++)
    sigaction(ending[i], &action, NULL);
}

/* Both programs lie in one build folder, or are installed. */
static const char *
find_program(char path[PATH_BYTES])
{
  ssize_t n = readlink("/proc/self/exe", path, PATH_BYTES - sizeof(NAME));
  char *slash;

  if (n > 0) {
    path[n] = '\0';
    slash = strrchr(path, '/');
    if (slash) {
      memcpy(slash, NAME, sizeof(NAME));
      if (access(path, X_OK) == 0)
        return path;
    }
  }
  return SP_SBIN NAME;
}

static enum sp_status
make_place(struct sp_export_server *server, struct sp_err *err)
{
  const char *tmp = getenv("TMPDIR");

  if (!tmp || tmp[0] != '/' || strlen(tmp) > 30)
    tmp = "/tmp";
  snprintf(server->dir, sizeof(server->dir), "%s/signpost-export-XXXXXX", tmp);
  if (!mkdtemp(server->dir)) {
    server->dir[0] = '\0';
    return sp_fail(err, SP_E_IO, "no temporary folder in %s: %s", tmp,
                   strerror(errno));
  }
  snprintf(server->socket, sizeof(server->socket), "%s/s", server->dir);
  return SP_OK;
}

static void
become(const struct sp_export_server *server, const char *index, const char *at,
       const char *share, pid_t parent)
{
  char path[PATH_BYTES], listen[96];
  const char *program = find_program(path);
  const char *argv[] = {program,  "--quiet",
                        "--copy", "--site",
                        "public", "--index",
                        index,    "--at",
                        at,       "--listen",
                        listen,   "--cache-size",
                        "0",      share ? "--share" : NULL,
                        share,    NULL};

  if (!sp_sandbox_follow((long)parent))
    _exit(127);
  snprintf(listen, sizeof(listen), "unix:%s", server->socket);
  execv(program, (char *const *)argv);
  fprintf(stderr, "signpost-indexer: %s: %s\n", program, strerror(errno));
  _exit(127);
}

static int
reach(const struct sp_export_server *server)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  struct timeval patience = {.tv_sec = REPLY_SECONDS};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0)
    return -1;
  snprintf(address.sun_path, sizeof(address.sun_path), "%s", server->socket);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
  if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0)
    return fd;
  close(fd);
  return -1;
}

static bool
is_ready(const struct sp_export_server *server)
{
  struct sp_export_reply reply = {0};
  bool ready;

  sp_buf_init(&reply.body, SP_EXPORT_REPLY_MAX);
  ready =
      sp_export_server_get(server, SP_STR("/readyz"), &reply, NULL) == SP_OK &&
      reply.status == 200;
  sp_buf_release(&reply.body);
  return ready;
}

enum sp_status
sp_export_server_start(struct sp_export_server *server, const char *index,
                       const char *at, const char *share, struct sp_err *err)
{
  static const struct timespec pause = {.tv_nsec = 50000000};
  pid_t self = getpid();
  enum sp_status status;

  catch_endings();
  status = make_place(server, err);
  if (status != SP_OK)
    return status;
  server->pid = fork();
  if (server->pid == 0)
    become(server, index, at, share, self);
  if (server->pid < 0) {
    server->pid = 0;
    return sp_fail(err, SP_E_IO, "no new process: %s", strerror(errno));
  }
  for (int i = 0; i < READY_TRIES; i++) {
    if (is_ready(server))
      return SP_OK;
    if (waitpid(server->pid, NULL, WNOHANG) != 0) {
      server->pid = 0;
      return sp_fail(err, SP_E_IO, "signpost-searchd does not run");
    }
    if (nanosleep(&pause, NULL) != 0)
      return sp_fail(err, SP_E_IO, "interrupted");
  }
  return sp_fail(err, SP_E_IO, "signpost-searchd does not get ready");
}

void
sp_export_server_stop(struct sp_export_server *server)
{
  if (server->pid > 0) {
    kill(server->pid, SIGTERM);
    while (waitpid(server->pid, NULL, 0) < 0 && errno == EINTR)
      continue;
  }
  if (server->dir[0]) {
    unlink(server->socket);
    rmdir(server->dir);
  }
  *server = (struct sp_export_server){0};
}

/* ---- one request ---- */

static bool
send_all(int fd, struct sp_str s)
{
  while (s.len) {
    ssize_t n = send(fd, s.ptr, s.len, MSG_NOSIGNAL);

    if (n <= 0)
      return false;
    s = sp_str_sub(s, (size_t)n, s.len);
  }
  return true;
}

static bool
receive_all(int fd, struct sp_buf *out)
{
  char piece[65536];
  ssize_t n;

  while ((n = recv(fd, piece, sizeof(piece), 0)) > 0)
    sp_buf_put(out, sp_str_n(piece, (size_t)n));
  return n == 0;
}

/* A header's value, or the empty text. */
static struct sp_str
header(struct sp_str head, const char *name)
{
  struct sp_str line;

  while (sp_str_split(&head, '\n', &line)) {
    size_t colon = sp_str_find(line, ':', 0);

    if (sp_str_ieq(sp_str_sub(line, 0, colon), sp_str(name)))
      return sp_str_trim(sp_str_sub(line, colon + 1, line.len));
  }
  return SP_STR("");
}

/* Head and body are in `all`; false when that is no whole reply. */
static bool
understand(struct sp_str all, struct sp_export_reply *reply)
{
  static const char blank[] = "\r\n\r\n";
  const char *end = memmem(all.ptr, all.len, blank, sizeof(blank) - 1);
  struct sp_str head, body, place;

  if (!end || !sp_str_starts(all, "HTTP/1.1 ") || all.len < 12)
    return false;
  head = sp_str_n(all.ptr, (size_t)(end - all.ptr));
  body = sp_str_sub(all, head.len + sizeof(blank) - 1, all.len);
  reply->status = (unsigned)strtoul(all.ptr + 9, NULL, 10);
  reply->is_html = sp_str_starts(header(head, "Content-Type"), "text/html");
  place = header(head, "Location");
  if (place.len >= sizeof(reply->location))
    return false;
  snprintf(reply->location, sizeof(reply->location), "%.*s", SP_FMT(place));
  sp_buf_put(&reply->body, body);
  return header(head, "Content-Length").len > 0 &&
         strtoull(header(head, "Content-Length").ptr, NULL, 10) == body.len;
}

enum sp_status
sp_export_server_get(const struct sp_export_server *server, struct sp_str path,
                     struct sp_export_reply *reply, struct sp_err *err)
{
  struct sp_buf all;
  int fd = has_to_stop ? -1 : reach(server);
  bool whole, big;

  if (has_to_stop)
    return sp_fail(err, SP_E_IO, "interrupted");
  if (fd < 0)
    return sp_fail(err, SP_E_IO, "signpost-searchd is not reached: %s",
                   strerror(errno));
  sp_buf_clear(&reply->body);
  sp_buf_init(&all, SP_EXPORT_REPLY_MAX);
  sp_buf_fmt(&all,
             "GET %.*s HTTP/1.1\r\nHost: localhost\r\n"
             "Accept: text/html\r\nConnection: close\r\n\r\n",
             SP_FMT(path));
  whole = send_all(fd, sp_buf_str(&all));
  sp_buf_clear(&all);
  whole = whole && receive_all(fd, &all) && understand(sp_buf_str(&all), reply);
  big = all.full || reply->body.full;
  close(fd);
  sp_buf_release(&all);
  if (big)
    return sp_fail(err, SP_E_TOOBIG, "%.*s: too large", SP_FMT(path));
  return whole ? SP_OK
               : sp_fail(err, SP_E_IO, "%.*s: no whole reply", SP_FMT(path));
}
