/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "lib/when.h"

#define HOLDER_MAX 200
#define DYING_TRIES 200 /* of ten milliseconds */

/* What the holder wrote, as one line fit for a terminal. */
static void
read_holder(int fd, char out[HOLDER_MAX])
{
  ssize_t n = pread(fd, out, HOLDER_MAX - 1, 0);

  if (n < 0)
    n = 0;
  while (n > 0 && out[n - 1] == '\n')
    n--;
  out[n] = '\0';
  for (ssize_t i = 0; i < n; i++)
    if (out[i] < ' ' || out[i] > '~')
      out[i] = '?';
  if (n == 0)
    snprintf(out, HOLDER_MAX, "a process that has just started");
}

/* Has the process that wrote the line died?  Then its own children let go of
 * the lock in a moment. */
static bool
holder_is_dead(int fd)
{
  char text[HOLDER_MAX];
  const char *number;
  long pid;

  read_holder(fd, text);
  number = strstr(text, "process ");
  pid = number ? strtol(number + 8, NULL, 10) : 0;
  return pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

static bool
try_lock(int fd)
{
  for (int tries = 0;; tries++) {
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
      return true;
    if (errno != EWOULDBLOCK)
      return false;
    if (tries == DYING_TRIES || !holder_is_dead(fd)) {
      errno = EWOULDBLOCK;
      return false;
    }
    usleep(10000);
  }
}

/* For the reader's comfort only: on a full disk the lock holds all the same. */
static void
write_holder(int fd, const char *command)
{
  struct sp_arena arena = {0};
  struct sp_str line = sp_arena_fmt(
      &arena, "signpost-indexer %s, process %ld, since %s\n", command,
      (long)getpid(), sp_when_rfc3339(&arena, (sp_instant)time(NULL)).ptr);

  (void)!ftruncate(fd, 0);
  (void)!pwrite(fd, line.ptr, line.len, 0);
  sp_arena_release(&arena);
}

enum sp_status
sp_lock_take(struct sp_lock *lock, const char *dir, const char *command,
             struct sp_err *err)
{
  char path[4096], holder[HOLDER_MAX];
  int len = snprintf(path, sizeof(path), "%s/lock", dir);

  lock->fd = -1;
  if (len < 0 || (size_t)len >= sizeof(path))
    return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
  lock->fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (lock->fd < 0)
    return sp_fail(err, SP_E_IO, "cannot open %s: %s", path, strerror(errno));
  if (try_lock(lock->fd)) {
    write_holder(lock->fd, command);
    return SP_OK;
  }
  if (errno != EWOULDBLOCK) {
    enum sp_status status =
        sp_fail(err, SP_E_IO, "cannot lock %s: %s", path, strerror(errno));
    sp_lock_release(lock);
    return status;
  }
  read_holder(lock->fd, holder);
  close(lock->fd);
  lock->fd = -1;
  return sp_fail(err, SP_E_LOCKED, "the index %s is in use by %s", dir, holder);
}

void
sp_lock_release(struct sp_lock *lock)
{
  if (lock->fd < 0)
    return;
  /* The next reader must not take our line for a holder's; if it does, only
   * a message is wrong. */
  (void)!ftruncate(lock->fd, 0);
  close(lock->fd);
  lock->fd = -1;
}
