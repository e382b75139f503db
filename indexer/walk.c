/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/text.h"

#define OPEN_FOLDER (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
/* O_NONBLOCK: opening a pipe that came in a file's place must not wait. */
#define OPEN_FILE (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)

static int
compare_files(const void *a, const void *b)
{
  const struct sp_walk_file *x = a, *y = b;

  return sp_str_cmp(x->path, y->path);
}

static enum sp_status
add(struct sp_walk *walk, struct sp_str path, enum sp_walk_fault fault,
    struct sp_err *err)
{
  if (walk->files == SP_WALK_FILES_MAX)
    return sp_fail(err, SP_E_LIMIT, "more than %d files in the content folder",
                   SP_WALK_FILES_MAX);
  if (walk->files == walk->cap) {
    size_t cap = walk->cap ? walk->cap + walk->cap / 2 : 64;
    struct sp_walk_file *file =
        reallocarray(walk->file, cap, sizeof(*walk->file));

    if (!file)
      return sp_fail(err, SP_E_NOMEM, "out of memory listing files");
    walk->file = file;
    walk->cap = cap;
  }
  walk->file[walk->files].path = sp_arena_copy(&walk->arena, path);
  walk->file[walk->files].fault = fault;
  walk->files++;
  return SP_OK;
}

static bool
good_name(struct sp_str name)
{
  for (size_t i = 0; i < name.len; i++)
    if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == 0x7f)
      return false;
  return sp_utf8_check(name) == name.len;
}

static enum sp_status walk_folder(struct sp_walk *walk, int fd,
                                  struct sp_str path, int depth,
                                  struct sp_err *err);

static enum sp_status
walk_subfolder(struct sp_walk *walk, int parent, const char *name,
               struct sp_str path, int depth, struct sp_err *err)
{
  int fd;

  if (depth == SP_WALK_DEPTH_MAX)
    return add(walk, path, SP_WALK_TOO_DEEP, err);
  fd = openat(parent, name, OPEN_FOLDER);
  /* Gone since it was listed, or something else now: as if it had gone before.
   */
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP))
    return SP_OK;
  if (fd < 0)
    return sp_fail(err, SP_E_IO, "cannot read folder %.*s: %s", SP_FMT(path),
                   strerror(errno));
  return walk_folder(walk, fd, path, depth + 1, err);
}

static enum sp_status
walk_entry(struct sp_walk *walk, int parent, const char *name,
           struct sp_str folder, int depth, struct sp_err *err)
{
  char buf[SP_WALK_PATH_MAX + 1];
  size_t name_len = strlen(name), len = folder.len + (folder.len > 0);
  struct stat st;

  if (len + name_len > SP_WALK_PATH_MAX)
    return add(walk, folder, SP_WALK_LONG_NAME, err);
  if (folder.len > 0) {
    memcpy(buf, folder.ptr, folder.len);
    buf[folder.len] = '/';
  }
  memcpy(buf + len, name, name_len);
  len += name_len;
  if (!good_name(sp_str(name)))
    return add(walk, sp_str_n(buf, len), SP_WALK_BAD_NAME, err);
  if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
    if (errno == ENOENT)
      return SP_OK;
    return sp_fail(err, SP_E_IO, "cannot look at %.*s: %s", (int)len, buf,
                   strerror(errno));
  }
  if (S_ISDIR(st.st_mode))
    return walk_subfolder(walk, parent, name, sp_str_n(buf, len), depth, err);
  return add(walk, sp_str_n(buf, len),
             S_ISLNK(st.st_mode)   ? SP_WALK_SYMLINK
             : S_ISREG(st.st_mode) ? SP_WALK_GOOD
                                   : SP_WALK_SPECIAL,
             err);
}

/* Takes over fd. */
static enum sp_status
walk_folder(struct sp_walk *walk, int fd, struct sp_str path, int depth,
            struct sp_err *err)
{
  DIR *dir = fdopendir(fd);
  enum sp_status status = SP_OK;

  if (!dir) {
    close(fd);
    return sp_fail(err, SP_E_IO, "cannot read folder %.*s: %s", SP_FMT(path),
                   strerror(errno));
  }
  while (status == SP_OK) {
    struct dirent *entry;

    errno = 0;
    entry = readdir(dir);
    if (!entry) {
      if (errno)
        status = sp_fail(err, SP_E_IO, "cannot read folder %.*s: %s",
                         SP_FMT(path), strerror(errno));
      break;
    }
    if (entry->d_name[0] != '.')
      status = walk_entry(walk, fd, entry->d_name, path, depth, err);
  }
  closedir(dir);
  return status;
}

enum sp_status
sp_walk_start(struct sp_walk *walk, const char *folder, struct sp_err *err)
{
  enum sp_status status;
  int fd;

  /* The folder itself may be named by a link; what is in it may not. */
  walk->root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (walk->root < 0)
    return sp_fail(err, errno == ENOENT ? SP_E_NOTFOUND : SP_E_IO,
                   "cannot read the content folder %s: %s", folder,
                   strerror(errno));
  walk->open = true;
  walk->parent = -1;
  fd = openat(walk->root, ".", OPEN_FOLDER);
  if (fd < 0)
    return sp_fail(err, SP_E_IO, "cannot read the content folder %s: %s",
                   folder, strerror(errno));
  status = walk_folder(walk, fd, sp_str(""), 0, err);
  if (status == SP_OK && walk->files > 0)
    qsort(walk->file, walk->files, sizeof(*walk->file), compare_files);
  return status;
}

void
sp_walk_release(struct sp_walk *walk)
{
  if (walk->open) {
    close(walk->root);
    if (walk->parent >= 0)
      close(walk->parent);
  }
  free(walk->file);
  sp_arena_release(&walk->arena);
  memset(walk, 0, sizeof(*walk));
}

/* Open the folder at `path`, step by step from the root. */
static int
open_folder(const struct sp_walk *walk, struct sp_str path)
{
  int fd = openat(walk->root, ".", OPEN_FOLDER);

  for (size_t at = 0, end; fd >= 0 && at < path.len; at = end + 1) {
    char step[SP_WALK_PATH_MAX + 1];
    int next;

    end = sp_str_find(path, '/', at);
    memcpy(step, path.ptr + at, end - at);
    step[end - at] = '\0';
    next = openat(fd, step, OPEN_FOLDER);
    close(fd);
    fd = next;
  }
  return fd;
}

/* The folder that holds `path`; files are read in order, so that the one of
 * the last file nearly always serves. */
static int
parent_of(struct sp_walk *walk, struct sp_str path, const char **name)
{
  size_t slash = path.len;

  while (slash > 0 && path.ptr[slash - 1] != '/')
    slash--;
  *name = path.ptr + slash;
  path.len = slash > 0 ? slash - 1 : 0;
  if (walk->parent >= 0 && sp_str_eq(walk->parent_path, path))
    return walk->parent;
  if (walk->parent >= 0)
    close(walk->parent);
  walk->parent = open_folder(walk, path);
  walk->parent_path = path;
  return walk->parent;
}

static enum sp_status
gone_or_io(struct sp_err *err)
{
  if (errno == ENOENT)
    return sp_fail(err, SP_E_NOTFOUND, "the file has gone");
  if (errno == ELOOP || errno == ENOTDIR)
    return sp_fail(err, SP_E_DATA, "this is no longer a regular file");
  return sp_fail(err, SP_E_IO, "this file cannot be read: %s", strerror(errno));
}

static enum sp_status
read_all(int fd, size_t max, struct sp_buf *out, struct sp_err *err)
{
  char block[16384];
  size_t total = 0;

  for (;;) {
    ssize_t n = read(fd, block, sizeof(block));

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return gone_or_io(err);
    if (n == 0)
      return SP_OK;
    total += (size_t)n;
    if (total <= max)
      sp_buf_put(out, sp_str_n(block, (size_t)n));
    if (total > max || out->full)
      return sp_fail(err, SP_E_TOOBIG,
                     "this file is larger than %zu KiB; split it", max / 1024);
  }
}

enum sp_status
sp_walk_read(struct sp_walk *walk, const struct sp_walk_file *file, size_t max,
             struct sp_buf *out, struct sp_err *err)
{
  enum sp_status status;
  const char *name;
  struct stat st;
  int dir = parent_of(walk, file->path, &name), fd;

  if (dir < 0)
    return gone_or_io(err);
  fd = openat(dir, name, OPEN_FILE);
  if (fd < 0)
    return gone_or_io(err);
  if (fstat(fd, &st) < 0)
    status = gone_or_io(err);
  else if (!S_ISREG(st.st_mode))
    status = sp_fail(err, SP_E_DATA, "this is no longer a regular file");
  else
    status = read_all(fd, max, out, err);
  close(fd);
  return status;
}
