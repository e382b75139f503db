/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/parser.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "indexer/child.h"
#include "indexer/sandbox.h"

static int64_t
now_ms(void)
{
  struct timespec ts;

  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- starting and ending a child ---- */

static int
set_files(posix_spawn_file_actions_t *actions, int socket)
{
  int failed = posix_spawn_file_actions_init(actions);

  if (failed)
    return failed;
  failed =
      posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (!failed)
    failed =
        posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
  /* What a sanitizer has to say must be seen. */
  if (!failed && !SP_SANITIZED)
    failed =
        posix_spawn_file_actions_addopen(actions, 2, "/dev/null", O_WRONLY, 0);
  if (!failed)
    failed = posix_spawn_file_actions_adddup2(actions, socket, SP_CHILD_SOCKET);
  if (!failed)
    failed =
        posix_spawn_file_actions_addclosefrom_np(actions, SP_CHILD_SOCKET + 1);
  return failed;
}

static int
spawn(const struct sp_parser *parser, int socket, pid_t *pid)
{
  char parent[32];
  char *argv[] = {(char *)"signpost-indexer",
                  (char *)SP_CHILD_COMMAND,
                  parent,
                  (char *)(parser->schema ? parser->schema : "-"),
                  (char *)parser->zone,
                  NULL};
  char *none[] = {NULL};
  posix_spawn_file_actions_t actions;
  int failed = set_files(&actions, socket);

  snprintf(parent, sizeof(parent), "%ld", (long)getpid());
  if (!failed)
    failed = posix_spawn(pid, "/proc/self/exe", &actions, NULL, argv,
                         SP_SANITIZED ? environ : none);
  posix_spawn_file_actions_destroy(&actions);
  return failed;
}

/* How it ended, as wait(2) tells.  One that is dying already ends as it
 * would; one that only shut its socket must not keep us waiting. */
static int
end_child(struct sp_parser_child *child)
{
  int how = 0;

  if (!child->pid)
    return 0;
  close(child->fd);
  kill(child->pid, SIGKILL);
  while (waitpid(child->pid, &how, 0) < 0 && errno == EINTR)
    ;
  child->pid = 0;
  child->busy = false;
  return how;
}

void
sp_parser_release(struct sp_parser *parser)
{
  for (size_t i = 0; i < SP_PARSER_CHILDREN; i++) {
    struct sp_parser_child *child = &parser->child[i];

    end_child(child);
    sp_buf_release(&child->out);
    sp_buf_release(&child->in);
    sp_arena_release(&child->arena);
  }
}

/* ---- talking ---- */

/* Read what has come.  False: the child has gone, or talks nonsense. */
static bool
receive(struct sp_parser_child *child)
{
  char block[65536];
  ssize_t n = recv(child->fd, block, sizeof(block), MSG_DONTWAIT);

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return true;
  if (n <= 0)
    return false;
  sp_buf_put(&child->in, sp_str_n(block, (size_t)n));
  return !child->in.full &&
         (child->in.len < SP_WIRE_HEADER ||
          (sp_wire_length(child->in.ptr) <= SP_WIRE_MAX &&
           child->in.len <= SP_WIRE_HEADER + sp_wire_length(child->in.ptr)));
}

static bool
has_message(const struct sp_parser_child *child)
{
  return child->in.len >= SP_WIRE_HEADER &&
         child->in.len == SP_WIRE_HEADER + sp_wire_length(child->in.ptr);
}

static struct sp_str
message(const struct sp_parser_child *child)
{
  return sp_str_sub(sp_buf_str(&child->in), SP_WIRE_HEADER, child->in.len);
}

static bool
send_more(struct sp_parser_child *child)
{
  ssize_t n = send(child->fd, child->out.ptr + child->sent,
                   child->out.len - child->sent, MSG_DONTWAIT | MSG_NOSIGNAL);

  if (n < 0)
    return errno == EINTR || errno == EAGAIN;
  child->sent += (size_t)n;
  return true;
}

static int
poll_until(struct pollfd *fds, nfds_t count, int64_t deadline)
{
  int64_t left = deadline - now_ms();

  return poll(fds, count, left < 0 ? 0 : (int)left);
}

static enum sp_status
greet(struct sp_parser_child *child, unsigned wall_seconds, struct sp_err *err)
{
  int64_t deadline = now_ms() + (int64_t)wall_seconds * 1000;
  struct pollfd fd = {.fd = child->fd, .events = POLLIN};
  enum sp_status status;
  struct sp_str why;

  while (!has_message(child))
    if (now_ms() >= deadline ||
        (poll_until(&fd, 1, deadline) > 0 && !receive(child)))
      return sp_fail(err, SP_E_INTERNAL, "a reader of files does not start");
  if (!sp_greeting_unpack(message(child), &status, &why))
    return sp_fail(err, SP_E_INTERNAL, "a reader of files does not start");
  /* Whatever it was: nothing of the content was looked at. */
  if (status != SP_OK)
    return sp_fail(err, SP_E_INTERNAL, "%.*s", SP_FMT(why));
  return SP_OK;
}

static unsigned
wall_seconds(const struct sp_parser *parser)
{
  return parser->wall_seconds ? parser->wall_seconds : SP_SANDBOX_WALL_SECONDS;
}

static enum sp_status
start_child(const struct sp_parser *parser, struct sp_parser_child *child,
            struct sp_err *err)
{
  enum sp_status status;
  int pair[2], failed;

  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
    return sp_fail(err, SP_E_INTERNAL, "cannot start a reader of files: %s",
                   strerror(errno));
  failed = spawn(parser, pair[1], &child->pid);
  close(pair[1]);
  if (failed) {
    close(pair[0]);
    child->pid = 0;
    return sp_fail(err, SP_E_INTERNAL, "cannot start a reader of files: %s",
                   strerror(failed));
  }
  child->fd = pair[0];
  sp_buf_release(&child->in);
  sp_buf_init(&child->in, SP_WIRE_HEADER + SP_WIRE_MAX);
  status = greet(child, wall_seconds(parser), err);
  if (status != SP_OK)
    end_child(child);
  return status;
}

/* ---- one file ---- */

/* A large file's memory is not kept for the small ones after it. */
static void
renew(struct sp_buf *buf, size_t max)
{
  if (buf->cap > (size_t)1024 * 1024 || buf->max == 0) {
    sp_buf_release(buf);
    sp_buf_init(buf, max);
  }
  sp_buf_clear(buf);
}

static void
begin(const struct sp_parser *parser, struct sp_parser_child *child,
      const struct sp_job *job, size_t tag)
{
  char header[SP_WIRE_HEADER] = {0};

  renew(&child->out, SP_WIRE_HEADER + SP_WIRE_MAX);
  renew(&child->in, SP_WIRE_HEADER + SP_WIRE_MAX);
  sp_buf_put(&child->out, sp_str_n(header, sizeof(header)));
  sp_job_pack(&child->out, job);
  sp_wire_put_length(child->out.ptr, child->out.len - SP_WIRE_HEADER);
  sp_arena_release(&child->arena);
  child->path = sp_arena_copy(&child->arena, job->options.path);
  child->tag = tag;
  child->sent = 0;
  child->busy = true;
  child->deadline = now_ms() + (int64_t)wall_seconds(parser) * 1000;
}

static void
give_up(struct sp_parser_child *child, const struct sp_parser_user *user,
        const char *why)
{
  struct sp_diags diags = {.arena = &child->arena};
  struct sp_verdict verdict = {.until = SP_ALWAYS_UNTIL};
  struct sp_buf packed;

  sp_buf_init(&packed, 65536);
  sp_diag(&diags, "E25", child->path, 1, 0, "%s", why);
  sp_diags_pack(&packed, &diags);
  verdict.diags = sp_buf_str(&packed);
  (void)user->done(user->ctx, child->tag, &verdict, false);
  sp_buf_release(&packed);
}

/* Why a child is given up. */
enum failure { GONE, OVERDUE, NONSENSE };

static void
child_failed(struct sp_parser_child *child, const struct sp_parser_user *user,
             enum failure failure)
{
  int how = end_child(child);
  int signal = WIFSIGNALED(how) ? WTERMSIG(how) : 0;

  if (failure == NONSENSE)
    give_up(child, user, "this file could not be read: the reader failed");
  else if (failure == OVERDUE || signal == SIGPROF || signal == SIGXCPU)
    give_up(child, user, "this file took too long to read; split it");
  else if (signal == SIGABRT)
    give_up(child, user, "this file took too much memory to read; split it");
  else
    give_up(child, user, "this file cannot be read: it stopped its reader");
}

/* What the child says is checked as if a stranger said it. */
static bool
take_verdict(struct sp_parser_child *child, const struct sp_parser_user *user)
{
  struct sp_unpack in = {message(child), false};
  struct sp_verdict verdict;

  sp_verdict_unpack(&in, &verdict);
  if (!sp_unpack_done(&in) || verdict.facts.len > SP_VERDICT_FACTS_MAX ||
      verdict.payload.len > SP_VERDICT_PAYLOAD_MAX)
    return false;
  child->busy = false;
  return user->done(user->ctx, child->tag, &verdict, true);
}

static void
attend(struct sp_parser_child *child, const struct sp_parser_user *user,
       short events)
{
  bool well = true;

  if (events & POLLOUT && child->sent < child->out.len)
    well = send_more(child);
  if (well && events & (POLLIN | POLLHUP | POLLERR))
    well = receive(child);
  if (!well)
    child_failed(child, user, GONE);
  else if (has_message(child) &&
           (child->sent < child->out.len || !take_verdict(child, user)))
    child_failed(child, user, NONSENSE);
  else if (child->busy && now_ms() >= child->deadline)
    child_failed(child, user, OVERDUE);
}

/* Wait for the busy ones and attend to them.  False: none is busy. */
static bool
wait_for_children(struct sp_parser *parser, const struct sp_parser_user *user)
{
  struct pollfd fds[SP_PARSER_CHILDREN];
  int64_t deadline = INT64_MAX;
  bool any = false;

  for (size_t i = 0; i < SP_PARSER_CHILDREN; i++) {
    struct sp_parser_child *child = &parser->child[i];

    fds[i] = (struct pollfd){.fd = child->busy ? child->fd : -1};
    fds[i].events =
        (short)(POLLIN | (child->sent < child->out.len ? POLLOUT : 0));
    if (child->busy && child->deadline < deadline)
      deadline = child->deadline;
    any = any || child->busy;
  }
  if (!any)
    return false;
  poll_until(fds, SP_PARSER_CHILDREN, deadline);
  for (size_t i = 0; i < SP_PARSER_CHILDREN; i++)
    if (parser->child[i].busy)
      attend(&parser->child[i], user, fds[i].revents);
  return true;
}

enum sp_status
sp_parser_run(struct sp_parser *parser, const struct sp_parser_user *user,
              struct sp_err *err)
{
  unsigned children = parser->children > SP_PARSER_CHILDREN ? SP_PARSER_CHILDREN
                      : parser->children                    ? parser->children
                                                            : 1;
  bool more = true;

  do {
    for (unsigned i = 0; i < children && more; i++) {
      struct sp_parser_child *child = &parser->child[i];
      struct sp_job job = {0};
      size_t tag = 0;

      if (child->busy)
        continue;
      more = user->next(user->ctx, &job, &tag);
      if (!more)
        break;
      if (!child->pid) {
        enum sp_status status = start_child(parser, child, err);

        if (status != SP_OK)
          return status;
      }
      begin(parser, child, &job, tag);
    }
  } while (wait_for_children(parser, user) || more);
  return SP_OK;
}
