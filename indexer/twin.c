/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/twin.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/sandbox.h"

/* Small enough that one write(2) to a pipe is whole. */
struct message {
  enum sp_status status;
  struct sp_twin_said said;
  struct sp_err err;
};

static void
run(int fd, pid_t parent,
    enum sp_status (*work)(void *ctx, struct sp_twin_said *said,
                           struct sp_err *err),
    void *ctx)
{
  struct message message = {0};

  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
    _exit(1);
  message.status = work(ctx, &message.said, &message.err);
  fflush(NULL);
  /* Not exit(): what the copy holds is the other's to tidy. */
  _exit(write(fd, &message, sizeof(message)) == sizeof(message) ? 0 : 1);
}

bool
sp_twin_start(struct sp_twin *twin,
              enum sp_status (*work)(void *ctx, struct sp_twin_said *said,
                                     struct sp_err *err),
              void *ctx)
{
  pid_t parent = getpid();
  int fd[2];

  twin->pid = 0;
  if (pipe2(fd, O_CLOEXEC) < 0)
    return false;
  /* Else both would print what stands in a buffer. */
  fflush(NULL);
  twin->pid = fork();
  if (twin->pid == 0) {
    close(fd[0]);
    run(fd[1], parent, work, ctx);
  }
  close(fd[1]);
  twin->fd = fd[0];
  if (twin->pid > 0)
    return true;
  close(fd[0]);
  twin->pid = 0;
  return false;
}

/* Did what it was at work on end it? */
static bool
is_crash(int how)
{
  /* A sanitizer makes an exit of such a signal. */
  if (WIFEXITED(how))
    return SP_SANITIZED && WEXITSTATUS(how) != 0;
  switch (WTERMSIG(how)) {
  case SIGSEGV:
  case SIGBUS:
  case SIGABRT:
  case SIGFPE:
  case SIGILL:
    return true;
  default:
    return false;
  }
}

static enum sp_status
fail_of_end(int how, struct sp_err *err)
{
  const char *end =
      WIFSIGNALED(how) ? strsignal(WTERMSIG(how)) : "it just ended";

  if (is_crash(how))
    return sp_fail(err, SP_E_CORRUPT, "a process at work on it died: %s", end);
  return sp_fail(err, SP_E_INTERNAL,
                 "the process at work was ended from outside: %s", end);
}

enum sp_status
sp_twin_join(struct sp_twin *twin, struct sp_twin_said *said,
             struct sp_err *err)
{
  struct message message = {0};
  int how = 0;
  ssize_t n;

  do
    n = read(twin->fd, &message, sizeof(message));
  while (n < 0 && errno == EINTR);
  close(twin->fd);
  while (waitpid(twin->pid, &how, 0) < 0 && errno == EINTR)
    ;
  twin->pid = 0;
  *said = message.said;
  if (n != (ssize_t)sizeof(message)) {
    said->ended = !is_crash(how);
    return fail_of_end(how, err);
  }
  if (message.status != SP_OK && err)
    *err = message.err;
  return message.status;
}
