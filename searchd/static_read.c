/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/static_read.h"

#include "searchd/static.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEPTH_MAX 8

static enum sp_status
read_descriptor(struct sp_arena *arena, int fd, const char *path, size_t max,
                struct sp_str *out, struct sp_err *err)
{
  struct stat st;
  char *bytes;
  size_t have = 0;

  if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
    return sp_fail(err, SP_E_IO, "%s: not a regular file", path);
  if (st.st_size < 0 || (uintmax_t)st.st_size > max)
    return sp_fail(err, SP_E_TOOBIG, "%s: more than %zu bytes", path, max);
  bytes = sp_arena_alloc(arena, (size_t)st.st_size + 1);
  while (have < (size_t)st.st_size) {
    ssize_t got = read(fd, bytes + have, (size_t)st.st_size - have);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return sp_fail(err, SP_E_IO, "%s: %s", path, strerror(errno));
    if (got == 0)
      break;
    have += (size_t)got;
  }
  *out = sp_str_n(bytes, have);
  return SP_OK;
}

enum sp_status
sp_file_read(struct sp_arena *arena, const char *path, size_t max,
             struct sp_str *out, struct sp_err *err)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  enum sp_status status;

  if (fd < 0)
    return sp_fail(err, errno == ENOENT ? SP_E_NOTFOUND : SP_E_IO, "%s: %s",
                   path, strerror(errno));
  status = read_descriptor(arena, fd, path, max, out, err);
  (void)close(fd);
  return status;
}

struct walk {
  struct sp_arena *arena;
  struct sp_file_list *out;
  struct sp_err *err;
};

static enum sp_status walk_folder(struct walk *walk, const char *dir,
                                  const char *below, unsigned depth);

static enum sp_status
take_entry(struct walk *walk, const char *dir, const char *below,
           const char *name, unsigned depth)
{
  const char *path = sp_arena_fmt(walk->arena, "%s/%s", dir, name).ptr;
  struct sp_str shown = sp_arena_fmt(walk->arena, "%s%s", below, name);
  struct sp_file_bytes file = {shown, {NULL, 0}};
  struct stat st;
  enum sp_status status;

  if (lstat(path, &st) != 0)
    return sp_fail(walk->err, SP_E_IO, "%s: %s", path, strerror(errno));
  if (S_ISDIR(st.st_mode))
    return walk_folder(walk, path,
                       sp_arena_fmt(walk->arena, "%s%s/", below, name).ptr,
                       depth + 1);
  if (!S_ISREG(st.st_mode))
    return SP_OK;
  if (walk->out->count == SP_STATIC_FILES_MAX)
    return sp_fail(walk->err, SP_E_LIMIT, "%s: more than %d files", dir,
                   SP_STATIC_FILES_MAX);
  status = sp_file_read(walk->arena, path, SP_STATIC_FILE_MAX, &file.bytes,
                        walk->err);
  if (status == SP_E_TOOBIG)
    return SP_E_LIMIT;
  if (status != SP_OK)
    return status;
  SP_PUSH(walk->arena, walk->out->item, walk->out->count, walk->out->cap, file);
  return SP_OK;
}

static enum sp_status
walk_folder(struct walk *walk, const char *dir, const char *below,
            unsigned depth)
{
  DIR *folder = opendir(dir);
  struct dirent *entry;
  enum sp_status status = SP_OK;

  if (folder == NULL && errno == ENOENT && depth == 0)
    return SP_OK;
  if (folder == NULL)
    return sp_fail(walk->err, SP_E_IO, "%s: %s", dir, strerror(errno));
  if (depth > DEPTH_MAX)
    status = sp_fail(walk->err, SP_E_LIMIT, "%s: folders too deep", dir);
  while (status == SP_OK && (entry = readdir(folder)) != NULL)
    if (entry->d_name[0] != '.')
      status = take_entry(walk, dir, below, entry->d_name, depth);
  (void)closedir(folder);
  return status;
}

enum sp_status
sp_files_read(struct sp_arena *arena, const char *dir, struct sp_file_list *out,
              struct sp_err *err)
{
  struct walk walk = {arena, out, err};

  return walk_folder(&walk, dir, "", 0);
}
