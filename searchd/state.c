/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define HOLDER_MAX 32

/* Ours alone: a folder of ours that others may not enter. */
static enum sp_status
own_folder(const char *path, struct sp_err *err)
{
  struct stat st;

  if (mkdir(path, 0700) != 0 && errno != EEXIST)
    return sp_fail(err, errno == ENOTDIR ? SP_E_USAGE : SP_E_IO,
                   "state: cannot make the folder %s: %s", path,
                   strerror(errno));
  if (stat(path, &st) != 0)
    return sp_fail(err, SP_E_IO, "state: cannot look at %s: %s", path,
                   strerror(errno));
  if (!S_ISDIR(st.st_mode))
    return sp_fail(err, SP_E_USAGE, "state: %s is not a folder", path);
  if (st.st_uid != geteuid())
    return sp_fail(err, SP_E_USAGE,
                   "state: %s belongs to another user (%lu); give each site a "
                   "folder of its own",
                   path, (unsigned long)st.st_uid);
  if ((st.st_mode & 077) != 0)
    return sp_fail(err, SP_E_USAGE,
                   "state: others may enter %s (mode %04o); run: chmod 700 %s",
                   path, (unsigned)st.st_mode & 07777U, path);
  return SP_OK;
}

/* The number that the holder wrote; empty while it has not. */
static void
read_holder(int fd, char out[HOLDER_MAX])
{
  ssize_t n = pread(fd, out, HOLDER_MAX - 1, 0);
  size_t len = 0;

  while (n > 0 && len < (size_t)n && out[len] >= '0' && out[len] <= '9')
    len++;
  out[len] = '\0';
}

static enum sp_status
take_lock(struct sp_state *state, struct sp_arena *arena, struct sp_err *err)
{
  const char *path = sp_arena_fmt(arena, "%s/lock", state->dir).ptr;
  char holder[HOLDER_MAX];

  state->lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (state->lock < 0)
    return sp_fail(err, SP_E_IO, "state: cannot open %s: %s", path,
                   strerror(errno));
  if (flock(state->lock, LOCK_EX | LOCK_NB) != 0) {
    read_holder(state->lock, holder);
    (void)close(state->lock);
    state->lock = -1;
    return sp_fail(err, SP_E_LOCKED,
                   "state: %s is in use by another signpost-searchd%s%s",
                   state->dir, holder[0] != '\0' ? ", process " : "", holder);
  }
  /* For the message alone: on a full disk the lock holds all the same. */
  (void)snprintf(holder, sizeof(holder), "%ld\n", (long)getpid());
  if (ftruncate(state->lock, 0) == 0)
    (void)!pwrite(state->lock, holder, strlen(holder), 0);
  return SP_OK;
}

enum sp_status
sp_state_open(struct sp_state *state, struct sp_arena *arena, struct sp_str dir,
              enum sp_audience site, struct sp_err *err)
{
  const char *top = sp_arena_cstr(arena, dir);
  enum sp_status status;

  state->lock = -1;
  state->dir = sp_arena_fmt(arena, "%s/%s", top, sp_audience_name(site)).ptr;
  status = own_folder(top, err);
  if (status == SP_OK)
    status = own_folder(state->dir, err);
  if (status == SP_OK)
    status = take_lock(state, arena, err);
  return status;
}

void
sp_state_close(struct sp_state *state)
{
  if (state->lock >= 0)
    (void)close(state->lock);
  state->lock = -1;
}
