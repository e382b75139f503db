/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/export_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDERS_OPEN 16
#define MARK_TEXT                                                              \
  "A copy of a Signpost site. Open index.html in a browser.\n"                 \
  "signpost-indexer export replaces this whole folder.\n"

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
  (void)st;
  (void)type;
  (void)at;
  return remove(path);
}

static bool
remove_all(const char *path)
{
  return nftw(path, remove_one, FOLDERS_OPEN,
              FTW_DEPTH | FTW_PHYS | FTW_MOUNT) == 0 ||
         errno == ENOENT;
}

static bool
is_empty(const char *path)
{
  DIR *dir = opendir(path);
  const struct dirent *entry;
  bool empty = dir != NULL;

  while (empty && (entry = readdir(dir)))
    empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
  if (dir)
    closedir(dir);
  return empty;
}

/* Nothing, an empty folder or a copy: it may go. */
static bool
is_ours(struct sp_arena *arena, const char *path)
{
  struct stat st;

  if (lstat(path, &st) != 0)
    return errno == ENOENT;
  if (!S_ISDIR(st.st_mode))
    return false;
  return is_empty(path) ||
         lstat(sp_arena_fmt(arena, "%s/" SP_EXPORT_MARK, path).ptr, &st) == 0;
}

/* Is another run at work in what it left here? */
static bool
is_busy(struct sp_arena *arena, const char *path)
{
  int fd = open(sp_arena_fmt(arena, "%s/" SP_EXPORT_MARK, path).ptr,
                O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  bool busy = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0;

  if (fd >= 0)
    close(fd);
  return busy;
}

static enum sp_status
check_places(const struct sp_export_folder *f, struct sp_arena *arena,
             struct sp_err *err)
{
  const char *const place[] = {f->out, f->made, f->old};

  for (size_t i = 0; i < SP_ARRAY_LEN(place); i++)
    if (!is_ours(arena, place[i]))
      return sp_fail(
          err, SP_E_IO,
          "%s is no earlier copy, and not empty: nothing was written",
          place[i]);
  if (is_busy(arena, f->made))
    return sp_fail(err, SP_E_LOCKED, "another export writes %s", f->made);
  return SP_OK;
}

static enum sp_status
begin(struct sp_export_folder *f, struct sp_err *err)
{
  if (!remove_all(f->made) || mkdir(f->made, 0777) != 0)
    return sp_fail(err, SP_E_IO, "%s: %s", f->made, strerror(errno));
  f->fd = open(f->made, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  f->lock = f->fd < 0 ? -1
                      : openat(f->fd, SP_EXPORT_MARK,
                               O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  f->is_open = true;
  if (f->lock < 0 || flock(f->lock, LOCK_EX | LOCK_NB) != 0 ||
      write(f->lock, MARK_TEXT, sizeof(MARK_TEXT) - 1) !=
          (ssize_t)sizeof(MARK_TEXT) - 1)
    return sp_fail(err, SP_E_IO, "%s: %s", f->made, strerror(errno));
  return SP_OK;
}

enum sp_status
sp_export_folder_open(struct sp_export_folder *f, struct sp_arena *arena,
                      const char *out, struct sp_err *err)
{
  struct sp_str name = sp_str(out);
  enum sp_status status;

  while (name.len > 1 && name.ptr[name.len - 1] == '/')
    name.len--;
  if (sp_str_is(name, "/") || sp_str_is(sp_str_n(name.ptr, name.len), ".") ||
      sp_str_is(name, "..") || sp_str_ends(name, "/.") ||
      sp_str_ends(name, "/.."))
    return sp_fail(err, SP_E_IO, "%s: name a folder of its own", out);
  f->out = sp_arena_cstr(arena, name);
  f->made = sp_arena_fmt(arena, "%.*s.new", SP_FMT(name)).ptr;
  f->old = sp_arena_fmt(arena, "%.*s.old", SP_FMT(name)).ptr;
  status = check_places(f, arena, err);
  return status == SP_OK ? begin(f, err) : status;
}

static bool
write_all(int fd, struct sp_str bytes)
{
  while (bytes.len) {
    ssize_t n = write(fd, bytes.ptr, bytes.len);

    if (n < 0)
      return false;
    bytes = sp_str_sub(bytes, (size_t)n, bytes.len);
  }
  return true;
}

/* The folders on the way to a file. */
static bool
make_folders(int at, const char *name)
{
  char path[PATH_MAX];

  for (const char *slash = strchr(name, '/'); slash;
       slash = strchr(slash + 1, '/')) {
    if ((size_t)snprintf(path, sizeof(path), "%.*s", (int)(slash - name),
                         name) >= sizeof(path))
      return false;
    if (mkdirat(at, path, 0777) != 0 && errno != EEXIST)
      return false;
  }
  return true;
}

enum sp_status
sp_export_folder_put(struct sp_export_folder *f, const char *name,
                     struct sp_str bytes, struct sp_err *err)
{
  int fd = -1;
  bool written = false;

  if (make_folders(f->fd, name))
    fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd >= 0) {
    written = write_all(fd, bytes);
    written = close(fd) == 0 && written;
  }
  return written ? SP_OK
                 : sp_fail(err, SP_E_IO, "%s/%s: %s", f->made, name,
                           strerror(errno));
}

/* Where the file system cannot swap two names there is a moment without OUT;
 * a failure in it is taken back. */
static bool
move_in(const struct sp_export_folder *f)
{
  struct stat st;

  if (lstat(f->out, &st) != 0)
    return rename(f->made, f->out) == 0;
  if (renameat2(AT_FDCWD, f->made, AT_FDCWD, f->out, RENAME_EXCHANGE) == 0)
    return remove_all(f->made);
  if (!remove_all(f->old) || rename(f->out, f->old) != 0)
    return false;
  if (rename(f->made, f->out) == 0)
    return remove_all(f->old);
  (void)rename(f->old, f->out);
  return false;
}

enum sp_status
sp_export_folder_finish(struct sp_export_folder *f, struct sp_err *err)
{
  if (syncfs(f->fd) != 0 || !move_in(f))
    return sp_fail(err, SP_E_IO, "%s: %s", f->out, strerror(errno));
  if (!remove_all(f->old) || syncfs(f->fd) != 0)
    return sp_fail(err, SP_E_IO, "%s: %s", f->old, strerror(errno));
  return SP_OK;
}

void
sp_export_folder_close(struct sp_export_folder *f)
{
  if (!f->is_open)
    return;
  (void)remove_all(f->made);
  if (f->lock >= 0)
    close(f->lock);
  if (f->fd >= 0)
    close(f->fd);
  f->is_open = false;
}
