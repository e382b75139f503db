/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/place.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
holds(struct sp_arena *arena, struct sp_str dir, const char *name)
{
  return access(sp_arena_fmt(arena, "%.*s/%s", SP_FMT(dir), name).ptr, F_OK) ==
         0;
}

/* The path without its last part; empty at the top. */
static struct sp_str
parent_of(struct sp_str path)
{
  while (path.len && path.ptr[path.len - 1] != '/')
    path.len--;
  return path.len ? sp_str_sub(path, 0, path.len - 1) : path;
}

static enum sp_status
real_path(struct sp_arena *arena, const char *path, struct sp_str *out,
          struct sp_err *err)
{
  char *real = realpath(path, NULL);

  if (!real)
    return sp_fail(err, SP_E_NOTFOUND, "cannot find %s: %s", path,
                   strerror(errno));
  *out = sp_arena_copy(arena, sp_str(real));
  free(real);
  return SP_OK;
}

/* Is the last part of it a link to a file? */
static bool
ends_in_link(const char *name)
{
  struct stat st;

  return lstat(name, &st) == 0 && S_ISLNK(st.st_mode) &&
         !(stat(name, &st) == 0 && S_ISDIR(st.st_mode));
}

static enum sp_status
find_whole(struct sp_arena *arena, const char *name, struct sp_str *out,
           struct sp_err *err)
{
  struct sp_str dir;
  const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
  enum sp_status status;

  if (!ends_in_link(name))
    return real_path(arena, name, out, err);
  dir = slash ? sp_arena_copy(arena, sp_str_n(name, (size_t)(last - name)))
              : SP_STR(".");
  status = real_path(arena, dir.ptr, &dir, err);
  if (status == SP_OK)
    *out = sp_arena_fmt(arena, "%.*s/%s",
                        SP_FMT(sp_str_is(dir, "/") ? SP_STR("") : dir), last);
  return status;
}

/* The first folder from `dir` upwards that holds the file; empty: none does. */
static struct sp_str
holder_of(struct sp_arena *arena, struct sp_str dir, const char *name)
{
  while (dir.len && !holds(arena, dir, name))
    dir = parent_of(dir);
  return dir;
}

/* A services.yaml may stand in a service's folder, where it is a slip; so it is
 * believed only where there is no site.yaml at all. */
static enum sp_status
find_above(struct sp_arena *arena, const char *name, struct sp_place *place,
           struct sp_err *err)
{
  struct sp_str dir = holder_of(arena, place->whole, "site.yaml");

  if (dir.len == 0)
    dir = holder_of(arena, place->whole, "services.yaml");
  if (dir.len == 0)
    return sp_fail(err, SP_E_NOTFOUND,
                   "no folder above %s has a site.yaml or services.yaml; say"
                   " where the content lies with --content DIR",
                   name);
  place->folder = dir;
  return SP_OK;
}

enum sp_status
sp_place_find(struct sp_arena *arena, const char *name, const char *content,
              struct sp_place *out, struct sp_err *err)
{
  enum sp_status status = find_whole(arena, name, &out->whole, err);

  if (status == SP_OK)
    status = content ? real_path(arena, content, &out->folder, err)
                     : find_above(arena, name, out, err);
  if (status != SP_OK)
    return status;
  if (sp_str_is(out->folder, "/"))
    out->folder.len = 0;
  if (!sp_str_eq(sp_str_sub(out->whole, 0, out->folder.len), out->folder) ||
      (out->whole.len > out->folder.len &&
       out->whole.ptr[out->folder.len] != '/'))
    return sp_fail(err, SP_E_NOTFOUND, "%s does not lie below %s", name,
                   content);
  out->path = sp_str_sub(out->whole, out->folder.len + 1, out->whole.len);
  return SP_OK;
}

const char *
sp_place_folder(struct sp_arena *arena, const struct sp_place *place)
{
  struct sp_str folder = place->folder, here = SP_STR("");
  char *cwd = getcwd(NULL, 0);

  if (cwd)
    here = sp_arena_copy(arena, sp_str(cwd));
  free(cwd);
  if (here.len > 1 && sp_str_eq(folder, here))
    return ".";
  if (here.len > 1 && folder.len > here.len && folder.ptr[here.len] == '/' &&
      sp_str_eq(sp_str_sub(folder, 0, here.len), here))
    folder = sp_str_sub(folder, here.len + 1, folder.len);
  return folder.len ? sp_arena_cstr(arena, folder) : "/";
}
