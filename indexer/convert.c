/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/parser.h"
#include "indexer/schema.h"
#include "lib/tidy.h"
#include "lib/write.h"

/* Dates are compared as they are written, so any zone will do. */
#define ZONE "Europe/London"

struct convert {
  struct sp_arena arena;
  struct sp_parser parser;
  const char *file; /* as it was given */
  struct sp_err *err;
};

/* ---- where the file lies */

static bool
holds(struct convert *c, struct sp_str dir, const char *name)
{
  return access(sp_arena_fmt(&c->arena, "%.*s/%s", SP_FMT(dir), name).ptr,
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

static struct sp_str
folder_above(struct convert *c, struct sp_str path)
{
  struct sp_str dir = parent_of(path);

  while (dir.len && !holds(c, dir, "site.yaml") &&
         !holds(c, dir, "services.yaml"))
    dir = parent_of(dir);
  return dir;
}

static enum sp_status
real_path(struct convert *c, const char *path, struct sp_str *out)
{
  char *real = realpath(path, NULL);

  if (!real)
    return sp_fail(c->err, SP_E_NOTFOUND, "cannot find %s: %s", path,
                   strerror(errno));
  *out = sp_arena_copy(&c->arena, sp_str(real));
  free(real);
  return SP_OK;
}

/* The file's path, and that below the content folder. */
static enum sp_status
find_place(struct convert *c, const char *content, struct sp_str *path,
           struct sp_str *below)
{
  enum sp_status status = real_path(c, c->file, path);
  struct sp_str dir;

  if (status == SP_OK && content)
    status = real_path(c, content, &dir);
  if (status != SP_OK)
    return status;
  if (!content)
    dir = folder_above(c, *path);
  if (dir.len == 0)
    return sp_fail(c->err, SP_E_NOTFOUND,
                   "no folder above %s has a site.yaml or services.yaml; say"
                   " where the content lies with --content DIR",
                   c->file);
  if (sp_str_is(dir, "/"))
    dir.len = 0;
  if (path->len <= dir.len || path->ptr[dir.len] != '/' ||
      !sp_str_eq(sp_str_sub(*path, 0, dir.len), dir))
    return sp_fail(c->err, SP_E_NOTFOUND, "%s does not lie below %s", c->file,
                   content);
  *below = sp_str_sub(*path, dir.len + 1, path->len);
  return SP_OK;
}

/* One byte more than a document may have, so that its reader sees it. */
static enum sp_status
read_file(struct convert *c, struct sp_str path, struct sp_str *bytes)
{
  char *buf = sp_arena_alloc(&c->arena, SP_DOC_MAX_BYTES + 1);
  int fd = open(path.ptr, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  size_t len = 0;
  ssize_t n = 0;

  while (fd >= 0 && len <= SP_DOC_MAX_BYTES &&
         ((n = read(fd, buf + len, SP_DOC_MAX_BYTES + 1 - len)) > 0 ||
          (n < 0 && errno == EINTR)))
    len += n > 0 ? (size_t)n : 0;
  if (fd < 0 || n < 0) {
    int why = errno;

    if (fd >= 0)
      close(fd);
    return sp_fail(c->err, SP_E_IO, "cannot read %s: %s", c->file,
                   strerror(why));
  }
  close(fd);
  *bytes = sp_str_n(buf, len);
  return SP_OK;
}

/* ---- reading it, in a child */

struct task {
  struct convert *convert;
  struct sp_job job;
  bool given;
  struct sp_diags diags;
  struct sp_doc *doc; /* NULL: it has errors */
};

static bool
next(void *ctx, struct sp_job *job, size_t *tag)
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
done(void *ctx, size_t tag, const struct sp_verdict *verdict, bool kept)
{
  struct task *task = ctx;
  struct sp_arena *arena = &task->convert->arena;
  struct sp_unpack diags = {.rest = sp_arena_copy(arena, verdict->diags)};
  struct sp_unpack model = {.rest = sp_arena_copy(arena, verdict->payload)};

  (void)tag;
  (void)kept;
  task->doc = NULL;
  if (!sp_diags_unpack(&diags, &task->diags))
    return false;
  if (verdict->usable)
    task->doc = sp_doc_unpack(arena, &model);
  return !verdict->usable || task->doc;
}

static enum sp_status
read_document(struct convert *c, struct sp_str path, struct sp_str bytes,
              struct task *task)
{
  struct sp_parser_user user = {task, next, done};

  *task = (struct task){.convert = c, .diags = {.arena = &c->arena}};
  task->job.kind = sp_kind_of(path, false);
  task->job.options.path = path;
  task->job.bytes = bytes;
  if (!sp_kind_is_document(task->job.kind))
    return sp_fail(c->err, SP_E_NOTFOUND,
                   "%s is no document: it ends in .md or"
                   " .xml",
                   c->file);
  return sp_parser_run(&c->parser, &user, c->err);
}

/* ---- writing it */

/* What is in the buffer says the same as the document. */
static enum sp_status
check_written(struct convert *c, const struct sp_doc *doc, bool to_xml,
              struct sp_str bytes)
{
  struct sp_str path = sp_arena_fmt(&c->arena, "%.*s.%s", SP_FMT(doc->id),
                                    to_xml ? "xml" : "md");
  struct task task;
  struct sp_buf why;
  enum sp_status status = read_document(c, path, bytes, &task);

  if (status != SP_OK)
    return status;
  sp_buf_init(&why, SP_ERR_MSG_MAX);
  if (!task.doc)
    sp_buf_fmt(&why, "line %u of it: %.*s",
               task.diags.count ? task.diags.item[0].line : 0,
               SP_FMT(task.diags.count ? task.diags.item[0].text
                                       : SP_STR("it cannot be read")));
  else if (sp_doc_same(doc, task.doc, &why))
    goto done;
  status =
      sp_fail(c->err, SP_E_INTERNAL, "%s cannot be written as %s: %.*s",
              c->file, to_xml ? "XML" : "Markdown", SP_FMT(sp_buf_str(&why)));
done:
  sp_buf_release(&why);
  return status;
}

static enum sp_status
write_out(struct convert *c, struct sp_str bytes)
{
  if (fwrite(bytes.ptr, 1, bytes.len, stdout) != bytes.len ||
      fflush(stdout) != 0)
    return sp_fail(c->err, SP_E_IO, "cannot write: %s", strerror(errno));
  return SP_OK;
}

static enum sp_status
write_document(struct convert *c, struct sp_doc *doc, bool to_xml)
{
  enum sp_status status;
  struct sp_buf out;

  sp_tidy(&c->arena, doc->root);
  sp_buf_init(&out, SP_DOC_MAX_BYTES);
  if (to_xml)
    sp_xml_write(&out, doc);
  else
    sp_markdown_write(&out, doc);
  if (out.full)
    status = sp_fail(c->err, SP_E_INTERNAL,
                     "%s would have more than %zu KiB as %s; split it", c->file,
                     SP_DOC_MAX_BYTES / 1024, to_xml ? "XML" : "Markdown");
  else
    status = check_written(c, doc, to_xml, sp_buf_str(&out));
  if (status == SP_OK)
    status = write_out(c, sp_buf_str(&out));
  sp_buf_release(&out);
  return status;
}

/* Comments are not part of a document; they should not go without a word. */
static void
tell_comments(const struct convert *c, const struct task *task)
{
  struct sp_str s = task->job.bytes;

  if (task->job.kind != SP_KIND_MARKDOWN &&
      memmem(s.ptr, s.len, "<!--", 4) != NULL)
    fprintf(stderr, "signpost-indexer: the comments of %s are left out\n",
            c->file);
}

static enum sp_status
convert(struct convert *c, const struct sp_options *options, bool *found)
{
  struct sp_str path, below, bytes;
  struct task task;
  enum sp_status status = find_place(c, options->content, &path, &below);

  if (status == SP_OK)
    status = read_file(c, path, &bytes);
  if (status == SP_OK)
    status =
        sp_schema_find(&c->arena, options->share, &c->parser.schema, c->err);
  if (status == SP_OK)
    status = read_document(c, below, bytes, &task);
  if (status != SP_OK)
    return status;
  sp_diags_print(&task.diags, stderr);
  *found = !task.doc;
  if (!task.doc)
    return SP_OK;
  tell_comments(c, &task);
  return write_document(c, task.doc, options->to_xml);
}

enum sp_status
sp_convert_run(const struct sp_options *options, bool *found,
               struct sp_err *err)
{
  struct convert c = {.file = options->file,
                      .parser = {.zone = ZONE, .children = 1},
                      .err = err};
  enum sp_status status = convert(&c, options, found);

  sp_parser_release(&c.parser);
  sp_arena_release(&c.arena);
  return status;
}
