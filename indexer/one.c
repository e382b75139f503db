/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/one.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/schema.h"
#include "indexer/sense.h"
#include "indexer/settings.h"

/* Dates are not compared with the clock, so any zone will do. */
#define ZONE "Europe/London"

/* ---- where the file lies ---- */

static bool
holds(struct sp_one *one, struct sp_str dir, const char *name)
{
  return access(sp_arena_fmt(&one->arena, "%.*s/%s", SP_FMT(dir), name).ptr,
                F_OK) == 0;
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
real_path(struct sp_one *one, const char *path, struct sp_str *out,
          struct sp_err *err)
{
  char *real = realpath(path, NULL);

  if (!real)
    return sp_fail(err, SP_E_NOTFOUND, "cannot find %s: %s", path,
                   strerror(errno));
  *out = sp_arena_copy(&one->arena, sp_str(real));
  free(real);
  return SP_OK;
}

static enum sp_status
find_above(struct sp_one *one, const char *file, struct sp_str path,
           struct sp_err *err)
{
  struct sp_str dir = parent_of(path);

  while (dir.len && !holds(one, dir, "site.yaml") &&
         !holds(one, dir, "services.yaml"))
    dir = parent_of(dir);
  if (dir.len == 0)
    return sp_fail(err, SP_E_NOTFOUND,
                   "no folder above %s has a site.yaml or services.yaml; say"
                   " where the content lies with --content DIR",
                   file);
  one->folder = dir;
  return SP_OK;
}

/* *whole: the file's path from the root. */
static enum sp_status
find_place(struct sp_one *one, const char *file, const char *content,
           struct sp_str *whole, struct sp_err *err)
{
  enum sp_status status = real_path(one, file, whole, err);

  if (status == SP_OK)
    status = content ? real_path(one, content, &one->folder, err)
                     : find_above(one, file, *whole, err);
  if (status != SP_OK)
    return status;
  if (sp_str_is(one->folder, "/"))
    one->folder.len = 0;
  if (whole->len <= one->folder.len || whole->ptr[one->folder.len] != '/' ||
      !sp_str_eq(sp_str_sub(*whole, 0, one->folder.len), one->folder))
    return sp_fail(err, SP_E_NOTFOUND, "%s does not lie below %s", file,
                   content);
  one->path = sp_str_sub(*whole, one->folder.len + 1, whole->len);
  return SP_OK;
}

/* One byte more than it may have, so that its reader sees it. */
static enum sp_status
read_bytes(struct sp_one *one, const char *path, size_t max,
           struct sp_str *bytes, struct sp_err *err)
{
  char *buf = sp_arena_alloc(&one->arena, max + 1);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), why;
  size_t len = 0;
  ssize_t n = 0;

  while (fd >= 0 && len <= max &&
         ((n = read(fd, buf + len, max + 1 - len)) > 0 ||
          (n < 0 && errno == EINTR)))
    len += n > 0 ? (size_t)n : 0;
  why = errno;
  if (fd >= 0)
    close(fd);
  if (fd < 0 || n < 0)
    return sp_fail(err, SP_E_IO, "cannot read %s: %s", path, strerror(why));
  *bytes = sp_str_n(buf, len);
  return SP_OK;
}

/* ---- reading it, in a child ---- */

struct task {
  struct sp_one *one;
  struct sp_job job;
  bool given;
  struct sp_str diags, payload; /* what came of it */
};

static bool
next_job(void *ctx, struct sp_job *job, size_t *tag)
{
  struct task *task = ctx;

  if (task->given)
    return false;
  task->given = true;
  *job = task->job;
  *tag = 0;
  return true;
}

static bool
done_job(void *ctx, size_t tag, const struct sp_verdict *verdict, bool kept)
{
  struct task *task = ctx;
  struct sp_arena *arena = &task->one->arena;

  (void)tag;
  (void)kept;
  task->payload = SP_STR("");
  task->diags = sp_arena_copy(arena, verdict->diags);
  if (!sp_verdict_makes_sense(verdict, task->job.kind, task->job.options.path,
                              arena))
    return false;
  if (verdict->usable)
    task->payload = sp_arena_copy(arena, verdict->payload);
  return true;
}

static enum sp_status
run(struct task *task, struct sp_err *err)
{
  struct sp_parser_user user = {task, next_job, done_job};

  return sp_parser_run(&task->one->parser, &user, err);
}

enum sp_status
sp_one_again(struct sp_one *one, struct sp_str path, struct sp_str bytes,
             struct sp_diags *diags, struct sp_doc **doc, struct sp_err *err)
{
  struct task task = {.one = one};
  struct sp_unpack found = {0}, model = {0};
  enum sp_status status;

  *diags = (struct sp_diags){.arena = &one->arena};
  *doc = NULL;
  task.job.kind = sp_kind_of(path, false);
  task.job.options.path = path;
  task.job.bytes = bytes;
  status = run(&task, err);
  if (status != SP_OK)
    return status;
  found.rest = task.diags;
  model.rest = task.payload;
  if (!sp_diags_unpack(&found, diags))
    return sp_fail(err, SP_E_INTERNAL, "%.*s: its reader is not sound",
                   SP_FMT(path));
  if (model.rest.len)
    *doc = sp_doc_unpack(&one->arena, &model);
  return SP_OK;
}

enum sp_status
sp_one_read(struct sp_one *one, const char *file, const char *content,
            const char *share, struct sp_err *err)
{
  struct sp_str whole;
  enum sp_kind kind;
  enum sp_status status;

  one->parser.zone = ZONE;
  one->parser.children = 1;
  status = find_place(one, file, content, &whole, err);
  if (status != SP_OK)
    return status;
  kind = sp_kind_of(one->path, false);
  if (!sp_kind_is_document(kind))
    return sp_fail(err, SP_E_DATA,
                   "%s is no document: it ends in .md, .xml or .dita", file);
  status =
      read_bytes(one, whole.ptr, sp_kind_max_bytes(kind), &one->bytes, err);
  if (status == SP_OK)
    status = sp_schema_find(&one->arena, share, &one->parser.schema, err);
  if (status == SP_OK)
    status =
        sp_one_again(one, one->path, one->bytes, &one->diags, &one->doc, err);
  return status;
}

struct sp_str
sp_one_council(struct sp_one *one)
{
  struct task task = {.one = one};
  struct sp_settings settings;
  const char *path =
      sp_arena_fmt(&one->arena, "%.*s/site.yaml", SP_FMT(one->folder)).ptr;

  task.job.kind = SP_KIND_SITE;
  task.job.options.path = SP_STR("site.yaml");
  sp_settings_init(&settings);
  settings.site.name = SP_STR("");
  if (read_bytes(one, path, sp_kind_max_bytes(SP_KIND_SITE), &task.job.bytes,
                 NULL) != SP_OK ||
      run(&task, NULL) != SP_OK || task.payload.len == 0 ||
      !sp_settings_take(&settings, &one->arena, SP_KIND_SITE, task.payload))
    return SP_STR("");
  return settings.site.name;
}

void
sp_one_release(struct sp_one *one)
{
  sp_parser_release(&one->parser);
  sp_arena_release(&one->arena);
  one->doc = NULL;
}
