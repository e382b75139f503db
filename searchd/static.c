/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/static.h"

#include "lib/arena.h"
#include "lib/hash.h"

#include "searchd/pages.h"
#include "searchd/static_read.h"

#include <stdlib.h>

#define HASH_DIGITS 12

struct sp_static {
  struct sp_arena arena;
  struct sp_static_file *file; /* by hashed name */
  size_t files;
  struct sp_url *url; /* of file[i] */
  struct sp_str digest;
};

static const char *
type_of(struct sp_str name)
{
  static const struct {
    const char *ending, *type;
  } list[] = {
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".map", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".txt", "text/plain; charset=utf-8"},
  };

  for (size_t i = 0; i < SP_ARRAY_LEN(list); i++)
    if (sp_str_ends(name, list[i].ending))
      return list[i].type;
  return NULL;
}

/* "a/main.css" and its hash: "a/main.0123456789ab.css" */
static struct sp_str
hashed_name(struct sp_arena *arena, struct sp_str name, struct sp_str bytes)
{
  struct sp_hash hash = sp_hash_of(bytes);
  char digits[2 * SP_HASH_SIZE + 1];
  size_t dot = name.len;

  sp_hash_hex(&hash, digits);
  while (dot > 0 && name.ptr[dot - 1] != '.')
    dot--;
  return sp_arena_fmt(arena, "%.*s%.*s.%.*s", SP_FMT(sp_str_sub(name, 0, dot)),
                      HASH_DIGITS, digits,
                      SP_FMT(sp_str_sub(name, dot, name.len)));
}

static struct sp_static_file *
by_name(struct sp_static *files, struct sp_str name)
{
  for (size_t i = 0; i < files->files; i++)
    if (sp_str_eq(files->file[i].name, name))
      return &files->file[i];
  return NULL;
}

/* ---- addresses in style sheets ---- */

/* The file that `target` names when a style sheet `from` says it. */
static const struct sp_static_file *
find_target(struct sp_static *files, struct sp_arena *arena, struct sp_str from,
            struct sp_str target)
{
  struct sp_str path, fragment;

  if (target.len == 0 || target.ptr[0] == '/' ||
      !sp_url_relative(arena, from, target, &path, &fragment))
    return NULL;
  return by_name(files, path);
}

/* Copy bytes up to `open`, then the address with its file's name replaced;
 * returns where to go on. */
static size_t
put_target(struct sp_static *files, struct sp_buf *out,
           const struct sp_static_file *sheet, size_t open)
{
  struct sp_str bytes = sheet->bytes;
  size_t end = sp_str_find(bytes, ')', open);
  struct sp_str inside = sp_str_trim(sp_str_sub(bytes, open, end - open));
  const struct sp_static_file *file;

  if (inside.len >= 2 && (inside.ptr[0] == '"' || inside.ptr[0] == '\'') &&
      inside.ptr[inside.len - 1] == inside.ptr[0])
    inside = sp_str_sub(inside, 1, inside.len - 2);
  file = find_target(files, &files->arena, sheet->name, inside);
  if (file == NULL || file->hashed.len == 0) {
    sp_buf_put(out, sp_str_sub(bytes, open, end - open));
    return end;
  }
  sp_buf_fmt(out, "\"/static/%.*s\"", SP_FMT(file->hashed));
  return end;
}

static void
hash_sheet(struct sp_static *files, struct sp_static_file *sheet)
{
  struct sp_str bytes = sheet->bytes;
  struct sp_buf out;
  size_t at = 0, done = 0;

  sp_buf_init(&out, 2 * SP_STATIC_FILE_MAX);
  while ((at = sp_str_find(bytes, '(', at)) < bytes.len) {
    at++;
    if (at < 4 || !sp_str_ieq(sp_str_sub(bytes, at - 4, 4), SP_STR("url(")))
      continue;
    sp_buf_put(&out, sp_str_sub(bytes, done, at - done));
    at = done = put_target(files, &out, sheet, at);
  }
  sp_buf_put(&out, sp_str_sub(bytes, done, bytes.len));
  if (!out.full && !sp_str_eq(sp_buf_str(&out), bytes)) {
    sheet->bytes = sp_arena_copy(&files->arena, sp_buf_str(&out));
    sheet->gzip = (struct sp_str){NULL, 0};
  }
  sp_buf_release(&out);
  sheet->hashed = hashed_name(&files->arena, sheet->name, sheet->bytes);
}

/* ---- the set ---- */

static int
compare_hashed(const void *a, const void *b)
{
  return sp_str_cmp(((const struct sp_static_file *)a)->hashed,
                    ((const struct sp_static_file *)b)->hashed);
}

/* Style sheets come last, since their own hash follows from the others'; one
 * that imports another by url() would have to come after it, so none may. */
static void
name_all(struct sp_static *files)
{
  for (size_t i = 0; i < files->files; i++)
    if (!sp_str_ends(files->file[i].name, ".css"))
      files->file[i].hashed =
          hashed_name(&files->arena, files->file[i].name, files->file[i].bytes);
  for (size_t i = 0; i < files->files; i++)
    if (sp_str_ends(files->file[i].name, ".css"))
      hash_sheet(files, &files->file[i]);
}

static enum sp_status
take_plain(struct sp_static *files, const struct sp_file_list *list,
           struct sp_err *err)
{
  files->file =
      sp_arena_array(&files->arena, struct sp_static_file, list->count);
  for (size_t i = 0; i < list->count; i++) {
    struct sp_static_file *file = &files->file[files->files];

    if (sp_str_ends(list->item[i].name, ".gz"))
      continue;
    file->name = list->item[i].name;
    file->bytes = list->item[i].bytes;
    file->type = type_of(file->name);
    if (file->type == NULL)
      return sp_fail(err, SP_E_DATA, "static file %.*s: unknown ending",
                     SP_FMT(file->name));
    files->files++;
  }
  return SP_OK;
}

static void
take_gzip(struct sp_static *files, const struct sp_file_list *list)
{
  for (size_t i = 0; i < list->count; i++) {
    struct sp_str name = list->item[i].name;
    struct sp_static_file *file;

    if (!sp_str_ends(name, ".gz"))
      continue;
    file = by_name(files, sp_str_sub(name, 0, name.len - 3));
    if (file != NULL && list->item[i].bytes.len < file->bytes.len)
      file->gzip = list->item[i].bytes;
  }
}

static void
finish(struct sp_static *files)
{
  struct sp_hasher hasher;
  struct sp_hash hash;
  char digits[2 * SP_HASH_SIZE + 1];

  if (files->files > 0)
    qsort(files->file, files->files, sizeof(*files->file), compare_hashed);
  files->url = sp_arena_array(&files->arena, struct sp_url, files->files);
  sp_hasher_init(&hasher);
  for (size_t i = 0; i < files->files; i++) {
    files->url[i].raw = sp_arena_fmt(&files->arena, "/static/%.*s",
                                     SP_FMT(files->file[i].hashed));
    sp_hasher_add(&hasher, files->file[i].hashed);
  }
  hash = sp_hasher_end(&hasher);
  sp_hash_hex(&hash, digits);
  files->digest = sp_arena_copy(&files->arena, sp_str(digits));
}

enum sp_status
sp_static_load(const char *dir, struct sp_static **out, struct sp_err *err)
{
  struct sp_static *files = calloc(1, sizeof(*files));
  struct sp_file_list list = {NULL, 0, 0};
  enum sp_status status;

  *out = NULL;
  if (files == NULL)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  status = sp_files_read(&files->arena, dir, &list, err);
  if (status == SP_OK)
    status = take_plain(files, &list, err);
  if (status != SP_OK) {
    sp_static_free(files);
    return status;
  }
  take_gzip(files, &list);
  name_all(files);
  finish(files);
  *out = files;
  return SP_OK;
}

void
sp_static_free(struct sp_static *files)
{
  if (files == NULL)
    return;
  sp_arena_release(&files->arena);
  free(files);
}

size_t
sp_static_count(const struct sp_static *files)
{
  return files->files;
}

struct sp_url
sp_static_url(const struct sp_static *files, const char *name)
{
  struct sp_url none = {{"", 0}};

  for (size_t i = 0; i < files->files; i++)
    if (sp_str_is(files->file[i].name, name))
      return files->url[i];
  return none;
}

const struct sp_static_file *
sp_static_find(const struct sp_static *files, struct sp_str hashed)
{
  size_t low = 0, high = files->files;

  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = sp_str_cmp(files->file[middle].hashed, hashed);

    if (order == 0)
      return &files->file[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

struct sp_str
sp_static_digest(const struct sp_static *files)
{
  return files->digest;
}

/* "gzip" or "*" in the list, and not with q=0. */
static bool
accepts_gzip(struct sp_str accept)
{
  struct sp_str rest = accept, piece;

  while (sp_str_split(&rest, ',', &piece)) {
    size_t mark = sp_str_find(piece, ';', 0);
    struct sp_str coding = sp_str_trim(sp_str_sub(piece, 0, mark));
    struct sp_str q = sp_str_trim(sp_str_sub(piece, mark + 1, piece.len));

    if (!sp_str_ieq(coding, SP_STR("gzip")) && !sp_str_is(coding, "*"))
      continue;
    return !sp_str_is(q, "q=0") && !sp_str_is(q, "q=0.0") &&
           !sp_str_is(q, "q=0.00") && !sp_str_is(q, "q=0.000");
  }
  return false;
}

enum sp_status
sp_static_serve(const struct sp_app *app, const struct sp_request *req,
                struct sp_response *resp, struct sp_err *err)
{
  const struct sp_static_file *file =
      sp_static_find(app->files, sp_request_capture(req, "name"));

  if (file == NULL)
    return sp_fail(err, SP_E_NOTFOUND, "no such static file");
  resp->type = file->type;
  resp->lent = file->bytes;
  resp->varies = file->gzip.len > 0;
  if (file->gzip.len > 0 && accepts_gzip(req->accept_encoding)) {
    resp->lent = file->gzip;
    resp->encoding = "gzip";
  }
  return SP_OK;
}
