/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/xml_form.h"

#include <stdio.h>
#include <stdlib.h>

const struct sp_xml_schema *
xml_schema(void)
{
  static struct sp_xml_schema *schema;
  const char *source = getenv("SP_SOURCE");
  struct sp_err err;
  char path[1024];

  if (schema)
    return schema;
  snprintf(path, sizeof(path), "%s/schema/signpost.rng", source ? source : ".");
  if (sp_xml_schema_open(path, &schema, &err) != SP_OK) {
    fprintf(stderr, "%s\n", err.msg);
    exit(1);
  }
  return schema;
}

/* The value of `name: value` on a line of the head, or `other`. */
static struct sp_str
field(struct sp_str head, const char *name, const char *other)
{
  struct sp_str line;

  while (sp_str_split(&head, '\n', &line))
    if (sp_str_starts(line, name) && line.len > strlen(name) &&
        line.ptr[strlen(name)] == ':')
      return sp_str_trim(sp_str_sub(line, strlen(name) + 1, line.len));
  return sp_str(other);
}

/* Offset behind the front matter. */
static size_t
head_length(struct sp_str bytes)
{
  size_t at = 4, end;

  while (at < bytes.len) {
    end = sp_str_find(bytes, '\n', at);
    if (sp_str_is(sp_str_sub(bytes, at, end - at), "---"))
      return end + 1;
    at = end + 1;
  }
  return bytes.len;
}

static struct sp_str
with_root(struct sp_arena *arena, struct sp_str bytes,
          const struct sp_read_options *options)
{
  size_t length = head_length(bytes);
  struct sp_str head = sp_str_sub(bytes, 0, length), type, id = options->path;
  struct sp_buf out;
  struct sp_str all;

  type = field(head, "type", "guide");
  id.len -= sp_str_ends(id, ".md") ? 3 : 4;
  sp_buf_init(&out, bytes.len + 4096);
  sp_buf_fmt(&out,
             "<%.*s xmlns=\"urn:signpost:content:1\" id=\"%.*s\""
             " audience=\"%.*s\" reviewed=\"2026-09-01\""
             " review-by=\"2027-03-01\"><title>Test</title>"
             "<summary>A test.</summary>",
             SP_FMT(type), SP_FMT(id),
             SP_FMT(field(head, "audience", "staff")));
  for (size_t i = 0; i < head.len; i++)
    if (head.ptr[i] == '\n')
      sp_buf_putc(&out, '\n');
  sp_buf_put(&out, sp_str_sub(bytes, length, bytes.len));
  sp_buf_fmt(&out, "</%.*s>", SP_FMT(type));
  all = sp_arena_copy(arena, sp_buf_str(&out));
  sp_buf_release(&out);
  return all;
}

void
read_xml(struct sp_arena *arena, struct sp_str bytes,
         const struct sp_read_options *options, struct sp_diags *diags,
         struct sp_reading *out)
{
  if (sp_str_starts(bytes, "---\n"))
    bytes = with_root(arena, bytes, options);
  sp_xml_read(xml_schema(), arena, bytes, options, diags, out);
}

void
xml_read_bytes(struct fixture *f, struct sp_str bytes)
{
  struct sp_read_options options = {.path = SP_STR("waste/test.xml")};

  diags_forget(&f->diags);
  sp_xml_read(xml_schema(), &f->arena, bytes, &options, &f->diags, &f->reading);
}

struct sp_doc *
xml_read_good(struct fixture *f, const char *text)
{
  xml_read_bytes(f, sp_str(text));
  diags_none(&f->diags);
  assert_non_null(f->reading.doc);
  return f->reading.doc;
}
