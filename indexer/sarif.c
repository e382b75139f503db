/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/sarif.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

#include "config.h"
#include "lib/check.h"
#include "lib/text.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *
level_of(char severity)
{
  return severity == 'E' ? "error" : "warning";
}

/* SARIF wants text everywhere, so bytes that are none become question marks. */
static json_t *
text_of(struct sp_arena *arena, struct sp_str s)
{
  size_t valid = sp_utf8_check(s);
  struct sp_str copy;
  char *byte;

  if (valid == s.len)
    return json_stringn(s.ptr ? s.ptr : "", s.len);
  copy = sp_arena_copy(arena, s);
  byte = (char *)sp_arena_alloc(arena, copy.len);
  memcpy(byte, copy.ptr, copy.len);
  for (; valid < copy.len; valid = sp_utf8_check(sp_str_n(byte, copy.len)))
    byte[valid] = '?';
  return json_stringn(byte, copy.len);
}

static void
put_escaped(struct sp_buf *out, struct sp_str path)
{
  for (size_t i = 0; i < path.len; i++) {
    unsigned char c = (unsigned char)path.ptr[i];

    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9') || (c && strchr("-._~/", c)))
      sp_buf_putc(out, (char)c);
    else
      sp_buf_fmt(out, "%%%02X", c);
  }
}

/* Where addresses count from. */
struct origin {
  struct sp_str before; /* the folder from here, without a slash at its end */
  struct sp_str inside; /* or where in the folder we are */
};

/* Where in the folder the current one lies; empty: not below it. */
static struct sp_str
place_in(struct sp_arena *arena, const char *folder)
{
  char *cwd = getcwd(NULL, 0), *real = realpath(folder, NULL);
  struct sp_str here = cwd ? sp_arena_copy(arena, sp_str(cwd)) : SP_STR("");
  struct sp_str top = real ? sp_arena_copy(arena, sp_str(real)) : SP_STR("");

  free(cwd);
  free(real);
  if (sp_str_is(top, "/"))
    top.len = 0;
  else if (top.len == 0)
    return SP_STR("");
  if (here.len <= top.len + 1 ||
      !sp_str_eq(sp_str_sub(here, 0, top.len), top) || here.ptr[top.len] != '/')
    return SP_STR("");
  return sp_str_sub(here, top.len + 1, here.len);
}

static struct origin
origin_of(struct sp_arena *arena, const char *folder)
{
  struct origin origin = {.inside = place_in(arena, folder)};
  struct sp_str before = sp_str(folder);

  while (sp_str_starts(before, "./"))
    before = sp_str_sub(before, 2, before.len);
  while (before.len > 1 && sp_str_ends(before, "/"))
    before.len--;
  if (!origin.inside.len && !sp_str_starts(before, "/") &&
      !sp_str_is(before, "."))
    origin.before = before;
  return origin;
}

/* A step up for each folder that a path does not share with where we are; cuts
 * off what it shares. */
static void
put_steps_up(struct sp_buf *uri, struct sp_str inside, struct sp_str *path)
{
  for (;;) {
    size_t end = sp_str_find(inside, '/', 0);
    struct sp_str name = sp_str_sub(inside, 0, end);

    if (name.len == 0 || path->len <= name.len || path->ptr[name.len] != '/' ||
        !sp_str_eq(sp_str_sub(*path, 0, name.len), name))
      break;
    *path = sp_str_sub(*path, name.len + 1, path->len);
    inside = sp_str_sub(inside, end + 1, inside.len);
  }
  if (inside.len == 0)
    return;
  sp_buf_puts(uri, "../");
  for (size_t i = 0; i < inside.len; i++)
    if (inside.ptr[i] == '/')
      sp_buf_puts(uri, "../");
}

/* A path below the folder, as an address. */
static json_t *
uri_of(const struct origin *origin, struct sp_str path)
{
  struct sp_buf uri;
  json_t *text;

  sp_buf_init(&uri, 64 * 1024);
  put_steps_up(&uri, origin->inside, &path);
  if (origin->before.len) {
    put_escaped(&uri, origin->before);
    sp_buf_putc(&uri, '/');
  }
  put_escaped(&uri, path);
  text = json_stringn(uri.ptr ? uri.ptr : "", uri.len);
  sp_buf_release(&uri);
  return text;
}

static json_t *
rules(void)
{
  json_t *list = json_array();

  for (size_t i = 0; i < sp_checks_count; i++)
    json_array_append_new(list, json_pack("{s:s, s:{s:s}, s:{s:s}}", "id",
                                          sp_checks[i].code, "shortDescription",
                                          "text", sp_checks[i].title,
                                          "defaultConfiguration", "level",
                                          level_of(sp_checks[i].code[0])));
  return list;
}

static json_t *
file_at(const struct origin *origin, struct sp_str path)
{
  return json_pack("{s:{s:{s:o}}}", "physicalLocation", "artifactLocation",
                   "uri", uri_of(origin, path));
}

static json_t *
files_at(const struct origin *origin, const struct sp_str *path, size_t count)
{
  json_t *list = json_array();

  for (size_t i = 0; i < count; i++)
    json_array_append_new(list, file_at(origin, path[i]));
  return list;
}

static json_t *
result(struct sp_arena *arena, const struct sp_diag *d,
       const struct origin *origin)
{
  json_t *whole = json_pack(
      "{s:s, s:s, s:{s:o}, s:[{s:{s:{s:o}, s:{s:i, s:i}}}]}", "ruleId", d->code,
      "level", level_of(d->code[0]), "message", "text", text_of(arena, d->text),
      "locations", "physicalLocation", "artifactLocation", "uri",
      uri_of(origin, d->path), "region", "startLine",
      d->line ? (int)d->line : 1, "startColumn", d->col ? (int)d->col : 1);

  if (d->partners > 0)
    json_object_set_new(whole, "relatedLocations",
                        files_at(origin, d->partner, d->partners));
  return whole;
}

/* How the run went: not all was looked at. */
static json_t *
invocations(const struct sp_diag_paths *unchecked, const struct origin *origin)
{
  return json_pack(
      "[{s:b, s:[{s:s, s:{s:s}, s:o}]}]", "executionSuccessful", 1,
      "toolExecutionNotifications", "level", "note", "message", "text",
      "More may show once the errors of these files are mended: their links"
      " and test calls were not checked.",
      "locations", files_at(origin, unchecked->item, unchecked->count));
}

void
sp_sarif_print(const struct sp_diags *diags,
               const struct sp_diag_paths *unchecked, const char *folder,
               FILE *out)
{
  struct sp_arena arena = {0};
  struct origin origin = origin_of(&arena, folder);
  json_t *results = json_array();
  json_t *run, *whole;

  for (size_t i = 0; i < diags->count; i++)
    json_array_append_new(results, result(&arena, &diags->item[i], &origin));
  run = json_pack("{s:{s:{s:s, s:s, s:o}}, s:o}", "tool", "driver", "name",
                  "signpost-indexer", "version", PACKAGE_VERSION, "rules",
                  rules(), "results", results);
  if (unchecked->count > 0)
    json_object_set_new(run, "invocations", invocations(unchecked, &origin));
  whole = json_pack("{s:s, s:s, s:[o]}", "$schema", SCHEMA, "version", "2.1.0",
                    "runs", run);
  json_dumpf(whole, out, JSON_INDENT(1));
  putc('\n', out);
  json_decref(whole);
  sp_arena_release(&arena);
}
