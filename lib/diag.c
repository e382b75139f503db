/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/diag.h"

#include "lib/text.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>

#define DIAG_TEXT_MAX 1024

static void
push(struct sp_diags *diags, const struct sp_diag *diag)
{
  SP_PUSH(diags->arena, diags->item, diags->count, diags->cap, *diag);
  if (diag->severity == SP_ERROR)
    diags->errors++;
}

static size_t
count_of(const struct sp_diags *diags, struct sp_str path)
{
  size_t n = 0;

  /* A file's messages stand together at the end while it is being read. */
  for (size_t i = diags->count; i > 0 && n <= SP_DIAGS_PER_FILE &&
                                sp_str_eq(diags->item[i - 1].path, path);
       i--)
    n++;
  return n;
}

/* Without the piece of a character that a cut may have left at the end. */
static struct sp_str
whole_characters(struct sp_str s)
{
  size_t valid = sp_utf8_check(s);

  return s.len - valid < 4 ? sp_str_sub(s, 0, valid) : s;
}

void
sp_diag(struct sp_diags *diags, const char *code, struct sp_str path,
        unsigned line, unsigned col, const char *fmt, ...)
{
  struct sp_diag diag = {.line = line, .col = col};
  char text[DIAG_TEXT_MAX];
  size_t before = count_of(diags, path);
  va_list ap;

  diag.severity = code[0] == 'W' ? SP_WARNING : SP_ERROR;
  memcpy(diag.code, code, sizeof(diag.code) - 1);
  if (before > SP_DIAGS_PER_FILE) {
    /* An error must count even when it is no longer shown. */
    if (diag.severity == SP_ERROR)
      diags->errors++;
    return;
  }
  if (before == SP_DIAGS_PER_FILE) {
    snprintf(text, sizeof(text),
             "more is wrong with this file; mend the above"
             " first");
  } else {
    va_start(ap, fmt);
    vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
  }
  diag.path = sp_arena_copy(diags->arena, path);
  diag.text = sp_arena_copy(diags->arena, whole_characters(sp_str(text)));
  push(diags, &diag);
}

void
sp_diag_partner(struct sp_diags *diags, struct sp_str path)
{
  struct sp_diag *last;

  if (diags->count == 0)
    return;
  /* Of a file with too many messages it is that which says so. */
  last = &diags->item[diags->count - 1];
  for (size_t i = 0; i < last->partners; i++)
    if (sp_str_eq(last->partner[i], path))
      return;
  if (last->partners < SP_DIAG_PARTNERS_MAX)
    SP_PUSH(diags->arena, last->partner, last->partners, last->partners_cap,
            sp_arena_copy(diags->arena, path));
}

void
sp_diags_add(struct sp_diags *diags, const struct sp_diag *from)
{
  struct sp_diag diag = *from;

  diag.path = sp_arena_copy(diags->arena, from->path);
  diag.text = sp_arena_copy(diags->arena, from->text);
  diag.partners_cap = from->partners;
  diag.partner = sp_arena_array(diags->arena, struct sp_str, from->partners);
  for (size_t i = 0; i < from->partners; i++)
    diag.partner[i] = sp_arena_copy(diags->arena, from->partner[i]);
  push(diags, &diag);
}

static int
by_place(const void *va, const void *vb)
{
  const struct sp_diag *a = va, *b = vb;
  int order = sp_str_cmp(a->path, b->path);

  if (order)
    return order;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  if (a->col != b->col)
    return a->col < b->col ? -1 : 1;
  order = strcmp(a->code, b->code);
  return order ? order : sp_str_cmp(a->text, b->text);
}

void
sp_diags_sort(struct sp_diags *diags)
{
  if (diags->count)
    qsort(diags->item, diags->count, sizeof(*diags->item), by_place);
}

/* A terminal obeys C1 controls too, and marks of direction let a line read
 * otherwise than it is. */
static bool
is_tame(uint32_t c)
{
  return !(c >= 0x80 && c <= 0x9F) && c != 0x61C && c != 0x200E &&
         c != 0x200F && !(c >= 0x202A && c <= 0x202E) &&
         !(c >= 0x2066 && c <= 0x2069);
}

/* What an author wrote may hold anything; a terminal gets none of it raw. */
static void
print_tame(struct sp_str s, FILE *out)
{
  size_t valid = sp_utf8_check(s), at = 0;

  while (at < s.len) {
    unsigned char byte = (unsigned char)s.ptr[at];
    size_t start = at;
    uint32_t c;

    if (at >= valid || byte < ' ' || byte == 0x7F) {
      fprintf(out, "\\x%02X", byte);
      if (at++ >= valid)
        valid = at + sp_utf8_check(sp_str_sub(s, at, s.len));
      continue;
    }
    c = sp_utf8_next(s, &at);
    if (is_tame(c))
      fwrite(s.ptr + start, 1, at - start, out);
    else
      fprintf(out, "\\u{%04X}", (unsigned)c);
  }
}

void
sp_diags_print(const struct sp_diags *diags, FILE *out)
{
  for (size_t i = 0; i < diags->count; i++) {
    const struct sp_diag *d = &diags->item[i];

    print_tame(d->path, out);
    if (d->line)
      fprintf(out, ":%u:%u", d->line, d->col ? d->col : 1);
    fprintf(out, ": %s: ", d->severity == SP_ERROR ? "error" : "warning");
    print_tame(d->text, out);
    fprintf(out, " [%s]\n", d->code);
  }
}

/* What is no UTF-8 is left out. */
static json_t *
paths_json(const struct sp_str *path, size_t count)
{
  json_t *list = json_array();

  for (size_t i = 0; i < count; i++)
    (void)json_array_append_new(list, json_stringn(path[i].ptr, path[i].len));
  return list;
}

void
sp_diags_print_json(const struct sp_diags *diags,
                    const struct sp_diag_paths *unchecked, FILE *out)
{
  json_t *list = json_array();
  json_t *whole = json_pack("{s:o}", "diagnostics", list);

  for (size_t i = 0; i < diags->count; i++) {
    const struct sp_diag *d = &diags->item[i];
    /* A path or a text that is not UTF-8 gives no string: then null. */
    json_t *item = json_pack(
        "{s:o*, s:i, s:i, s:s, s:s, s:o*}", "path",
        json_stringn(d->path.ptr, d->path.len), "line", (int)d->line, "column",
        (int)d->col, "severity", d->severity == SP_ERROR ? "error" : "warning",
        "code", d->code, "message", json_stringn(d->text.ptr, d->text.len));

    if (d->partners > 0)
      (void)json_object_set_new(item, "partners",
                                paths_json(d->partner, d->partners));
    json_array_append_new(list, item);
  }
  if (unchecked && unchecked->count > 0)
    (void)json_object_set_new(whole, "unchecked",
                              paths_json(unchecked->item, unchecked->count));
  json_dumpf(whole, out, JSON_INDENT(1));
  putc('\n', out);
  json_decref(whole);
}

void
sp_diags_pack(struct sp_buf *out, const struct sp_diags *diags)
{
  sp_pack_u64(out, diags->errors);
  sp_pack_u64(out, diags->count);
  for (size_t i = 0; i < diags->count; i++) {
    const struct sp_diag *d = &diags->item[i];

    sp_pack_str(out, sp_str(d->code));
    sp_pack_str(out, d->path);
    sp_pack_u64(out, d->line);
    sp_pack_u64(out, d->col);
    sp_pack_str(out, d->text);
    sp_pack_u64(out, d->partners);
    for (size_t k = 0; k < d->partners; k++)
      sp_pack_str(out, d->partner[k]);
  }
}

static void
unpack_partners(struct sp_unpack *in, struct sp_arena *arena,
                struct sp_diag *diag)
{
  size_t count = sp_unpack_count(in, 1);

  if (count > SP_DIAG_PARTNERS_MAX) {
    in->broken = true;
    return;
  }
  diag->partner = sp_arena_array(arena, struct sp_str, count);
  for (size_t i = 0; i < count; i++)
    diag->partner[i] = sp_arena_copy(arena, sp_unpack_str(in));
  diag->partners = diag->partners_cap = count;
}

bool
sp_diags_unpack(struct sp_unpack *in, struct sp_diags *diags)
{
  uint64_t errors = sp_unpack_u64(in);
  size_t count = sp_unpack_count(in, 6);

  for (size_t i = 0; i < count; i++) {
    struct sp_diag diag = {0};
    struct sp_str code = sp_unpack_str(in);

    if (code.len == 0 || code.len > 3)
      in->broken = true;
    else
      memcpy(diag.code, code.ptr, code.len);
    diag.severity = diag.code[0] == 'W' ? SP_WARNING : SP_ERROR;
    diag.path = sp_arena_copy(diags->arena, sp_unpack_str(in));
    diag.line = sp_unpack_u32(in);
    diag.col = sp_unpack_u32(in);
    diag.text = sp_arena_copy(diags->arena, sp_unpack_str(in));
    unpack_partners(in, diags->arena, &diag);
    if (in->broken)
      return false;
    SP_PUSH(diags->arena, diags->item, diags->count, diags->cap, diag);
  }
  diags->errors += (size_t)errors;
  return !in->broken;
}
