/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sarif.h"

#include <jansson.h>
#include <stdlib.h>

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

/* A path below the folder, as an address. */
static json_t *
uri_of(const char *folder, struct sp_str path)
{
  struct sp_str before = sp_str(folder);
  struct sp_buf uri;
  json_t *text;

  while (sp_str_starts(before, "./"))
    before = sp_str_sub(before, 2, before.len);
  while (before.len > 1 && sp_str_ends(before, "/"))
    before.len--;
  sp_buf_init(&uri, 64 * 1024);
  if (!sp_str_starts(before, "/") && before.len && !sp_str_is(before, ".")) {
    put_escaped(&uri, before);
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
result(struct sp_arena *arena, const struct sp_diag *d, const char *folder)
{
  return json_pack(
      "{s:s, s:s, s:{s:o}, s:[{s:{s:{s:o}, s:{s:i, s:i}}}]}", "ruleId", d->code,
      "level", level_of(d->code[0]), "message", "text", text_of(arena, d->text),
      "locations", "physicalLocation", "artifactLocation", "uri",
      uri_of(folder, d->path), "region", "startLine",
      d->line ? (int)d->line : 1, "startColumn", d->col ? (int)d->col : 1);
}

void
sp_sarif_print(const struct sp_diags *diags, const char *folder, FILE *out)
{
  struct sp_arena arena = {0};
  json_t *results = json_array();
  json_t *whole;

  for (size_t i = 0; i < diags->count; i++)
    json_array_append_new(results, result(&arena, &diags->item[i], folder));
  whole = json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:o}]}", "$schema",
                    SCHEMA, "version", "2.1.0", "runs", "tool", "driver",
                    "name", "signpost-indexer", "version", PACKAGE_VERSION,
                    "rules", rules(), "results", results);
  json_dumpf(whole, out, JSON_INDENT(1));
  putc('\n', out);
  json_decref(whole);
  sp_arena_release(&arena);
}
