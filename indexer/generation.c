/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "lib/current.h"

#define NEW_LINK "current.new"

static enum sp_status
open_dir(const char *dir, int *fd, struct sp_err *err)
{
  *fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (*fd < 0)
    return sp_fail(err, SP_E_IO, "cannot open %s: %s", dir, strerror(errno));
  return SP_OK;
}

enum sp_status
sp_gen_current(const char *dir, uint64_t *n, struct sp_err *err)
{
  char path[SP_GEN_PATH_MAX];
  enum sp_status status = sp_current_read(dir, n, err);
  struct stat st;

  if (status != SP_OK)
    return status;
  if (!sp_gen_path(path, dir, *n))
    return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
  if (stat(path, &st) < 0)
    return sp_fail(err, errno == ENOENT ? SP_E_NOTFOUND : SP_E_IO,
                   "%s/current leads to nothing", dir);
  return SP_OK;
}

/* Call fn for each gen-N there.  The folder is listed first, so that fn may
 * remove what it is given. */
static enum sp_status
each(const char *dir,
     enum sp_status (*fn)(int fd, const char *name, uint64_t n, void *ctx,
                          struct sp_err *err),
     void *ctx, struct sp_err *err)
{
  struct dirent **entry;
  enum sp_status status;
  int fd, count;

  status = open_dir(dir, &fd, err);
  if (status != SP_OK)
    return status;
  count = scandirat(fd, ".", &entry, NULL, NULL);
  if (count < 0)
    status = sp_fail(err, SP_E_IO, "cannot list %s: %s", dir, strerror(errno));
  for (int i = 0; i < count; i++) {
    uint64_t n;

    if (status == SP_OK && sp_current_parse(sp_str(entry[i]->d_name), &n))
      status = fn(fd, entry[i]->d_name, n, ctx, err);
    free(entry[i]);
  }
  if (count >= 0)
    free(entry);
  close(fd);
  return status;
}

static enum sp_status
keep_largest(int fd, const char *name, uint64_t n, void *ctx,
             struct sp_err *err)
{
  uint64_t *largest = ctx;

  (void)fd;
  (void)name;
  (void)err;
  if (n > *largest)
    *largest = n;
  return SP_OK;
}

enum sp_status
sp_gen_next(const char *dir, uint64_t *n, struct sp_err *err)
{
  enum sp_status status;

  *n = 0;
  status = each(dir, keep_largest, n, err);
  *n = *n ? *n + 1 : (uint64_t)time(NULL);
  return status;
}

bool
sp_gen_path(char out[SP_GEN_PATH_MAX], const char *dir, uint64_t n)
{
  int len =
      snprintf(out, SP_GEN_PATH_MAX, "%s/gen-%llu", dir, (unsigned long long)n);

  return len > 0 && len < SP_GEN_PATH_MAX;
}

enum sp_status
sp_gen_sync(int parent, const char *name, struct sp_err *err)
{
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int failed = fd < 0 || fsync(fd) < 0 ? errno : 0;

  if (fd >= 0)
    close(fd);
  if (failed)
    return sp_fail(err, SP_E_IO, "cannot sync %s: %s", name, strerror(failed));
  return SP_OK;
}

static enum sp_status
move_link(int fd, uint64_t n, struct sp_err *err)
{
  char name[32];

  snprintf(name, sizeof(name), "gen-%llu", (unsigned long long)n);
  if (unlinkat(fd, NEW_LINK, 0) < 0 && errno != ENOENT)
    return sp_fail(err, SP_E_IO, "cannot remove %s: %s", NEW_LINK,
                   strerror(errno));
  if (symlinkat(name, fd, NEW_LINK) < 0)
    return sp_fail(err, SP_E_IO, "cannot make a link to %s: %s", name,
                   strerror(errno));
  /* The folder's name must be on disk before the link that leads to it. */
  if (fsync(fd) < 0)
    return sp_fail(err, SP_E_IO, "cannot sync: %s", strerror(errno));
  if (renameat(fd, NEW_LINK, fd, "current") < 0)
    return sp_fail(err, SP_E_IO, "cannot switch to %s: %s", name,
                   strerror(errno));
  if (fsync(fd) < 0)
    return sp_fail(err, SP_E_IO, "cannot sync: %s", strerror(errno));
  return SP_OK;
}

enum sp_status
sp_gen_switch(const char *dir, uint64_t n, struct sp_err *err)
{
  enum sp_status status;
  char name[32];
  int fd;

  status = open_dir(dir, &fd, err);
  if (status != SP_OK)
    return status;
  snprintf(name, sizeof(name), "gen-%llu", (unsigned long long)n);
  status = sp_gen_sync(fd, name, err);
  if (status == SP_OK)
    status = move_link(fd, n, err);
  close(fd);
  return status;
}

/* An index is a folder of plain files; anything else in it is not ours and
 * makes the removal fail. */
static enum sp_status
remove_folder(int parent, const char *name, struct sp_err *err)
{
  int fd =
      openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd < 0 ? NULL : fdopendir(fd);
  struct dirent *entry;

  if (!dir) {
    if (fd >= 0)
      close(fd);
    return sp_fail(err, SP_E_IO, "cannot read old folder %s: %s", name,
                   strerror(errno));
  }
  while ((entry = readdir(dir)))
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      unlinkat(fd, entry->d_name, 0);
  closedir(dir);
  if (unlinkat(parent, name, AT_REMOVEDIR) < 0)
    return sp_fail(err, SP_E_IO, "cannot remove old folder %s: %s", name,
                   strerror(errno));
  return SP_OK;
}

static enum sp_status
remove_unless(int fd, const char *name, uint64_t n, void *ctx,
              struct sp_err *err)
{
  const uint64_t *keep = ctx;

  return n == *keep ? SP_OK : remove_folder(fd, name, err);
}

enum sp_status
sp_gen_clean(const char *dir, uint64_t keep, struct sp_err *err)
{
  char link[SP_GEN_PATH_MAX];

  if ((size_t)snprintf(link, sizeof(link), "%s/" NEW_LINK, dir) >= sizeof(link))
    return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
  if (unlink(link) < 0 && errno != ENOENT)
    return sp_fail(err, SP_E_IO, "cannot remove %s: %s", link, strerror(errno));
  return each(dir, remove_unless, &keep, err);
}
