/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/one.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "indexer/place.h"
#include "indexer/schema.h"
#include "indexer/sense.h"
#include "indexer/settings.h"
#include "indexer/walk.h"

/* Of files alone little depends on the zone: the day on which a title may be
 * named. */
#define ZONE "Europe/London"

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

/* Another file of the content, which nobody named: as a walk reads it, past no
 * symbolic link and no name that begins with a full stop. */
static bool
read_beside(struct sp_one *one, struct sp_str path, size_t max,
            struct sp_str *bytes)
{
  const char *folder =
      one->folder.len ? sp_arena_cstr(&one->arena, one->folder) : "/";
  const struct sp_walk_file file = {.path = sp_arena_copy(&one->arena, path)};
  struct sp_walk walk = {.parent = -1};
  struct sp_buf buf;
  bool done;

  if (path.len > SP_WALK_PATH_MAX || sp_str_starts(path, ".") ||
      sp_str_has(path, "/."))
    return false;
  walk.root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  walk.open = walk.root >= 0;
  sp_buf_init(&buf, max + 1);
  done = walk.open && sp_walk_read(&walk, &file, max, &buf, NULL) == SP_OK;
  if (done)
    *bytes = sp_arena_copy(&one->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  sp_walk_release(&walk);
  return done;
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
  struct sp_place place;
  enum sp_kind kind;
  enum sp_status status;

  (void)sp_when_zone(ZONE);
  one->parser.zone = ZONE;
  one->parser.children = 1;
  status = sp_place_find(&one->arena, file, content, &place, err);
  if (status != SP_OK)
    return status;
  one->folder = place.folder;
  one->path = place.path;
  kind = sp_kind_of(one->path, false);
  if (!sp_kind_is_document(kind))
    return sp_fail(err, SP_E_DATA,
                   "%s is no document: it ends in .md, .xml or .dita", file);
  status = read_bytes(one, place.whole.ptr, sp_kind_max_bytes(kind),
                      &one->bytes, err);
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

  task.job.kind = SP_KIND_SITE;
  task.job.options.path = SP_STR("site.yaml");
  sp_settings_init(&settings);
  settings.site.name = SP_STR("");
  if (!read_beside(one, SP_STR("site.yaml"), sp_kind_max_bytes(SP_KIND_SITE),
                   &task.job.bytes) ||
      run(&task, NULL) != SP_OK || task.payload.len == 0 ||
      !sp_settings_take(&settings, &one->arena, SP_KIND_SITE, task.payload))
    return SP_STR("");
  return settings.site.name;
}

/* May all who read the one know of the other now? */
static bool
is_for_all(const struct sp_doc *doc, const struct sp_doc *other)
{
  sp_instant now = sp_when_now();
  unsigned level = doc->level ? doc->level : 1;

  return (doc->audience != SP_PUBLIC || other->audience == SP_PUBLIC) &&
         other->level <= level &&
         (!other->from.year || sp_civil_begin(&other->from) <= now) &&
         (!other->until.year || now < sp_civil_end(&other->until));
}

struct sp_str
sp_one_title(struct sp_one *one, struct sp_str path)
{
  enum sp_kind kind = sp_kind_of(path, false);
  struct sp_str bytes;
  struct sp_diags diags;
  struct sp_doc *doc;

  if (!one->doc || !sp_kind_is_document(kind) ||
      !read_beside(one, path, sp_kind_max_bytes(kind), &bytes) ||
      sp_one_again(one, path, bytes, &diags, &doc, NULL) != SP_OK || !doc ||
      !is_for_all(one->doc, doc))
    return SP_STR("");
  return doc->title;
}

enum sp_status
sp_one_print(struct sp_str bytes, struct sp_err *err)
{
  if (fwrite(bytes.ptr, 1, bytes.len, stdout) != bytes.len ||
      fflush(stdout) != 0)
    return sp_fail(err, SP_E_IO, "cannot write: %s", strerror(errno));
  return SP_OK;
}

void
sp_one_release(struct sp_one *one)
{
  sp_parser_release(&one->parser);
  sp_arena_release(&one->arena);
  one->doc = NULL;
}
