/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/markdown_write_front.c - front matter: one line a field. */
#include "lib/write_parts.h"

#include "lib/text.h"
#include "lib/yaml.h"

/* Characters that YAML takes only as `\u2028`: line breaks of other systems,
 * C1 controls, the byte order mark. */
static bool
is_odd(uint32_t c)
{
  return (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

/* Is the value read as it stands (yaml.h)? */
static bool
is_plain(struct sp_str s)
{
  size_t at = 0;

  if (s.len == 0 || strchr("\"'|>", s.ptr[0]) ||
      (s.ptr[0] == '[' && s.ptr[s.len - 1] == ']'))
    return false;
  while (at < s.len)
    if (is_odd(sp_utf8_next(s, &at)))
      return false;
  return true;
}

static void
put_value(struct sp_buf *out, struct sp_str s)
{
  size_t at = 0;

  if (is_plain(s)) {
    sp_buf_put(out, s);
    return;
  }
  sp_buf_putc(out, '"');
  while (at < s.len) {
    size_t from = at;
    uint32_t c = sp_utf8_next(s, &at);

    if (is_odd(c)) {
      sp_buf_fmt(out, "\\u%04X", (unsigned)c);
      continue;
    }
    if (c == '"' || c == '\\')
      sp_buf_putc(out, '\\');
    sp_buf_put(out, sp_str_sub(s, from, at - from));
  }
  sp_buf_putc(out, '"');
}

/* Files of these folders need no `type`. */
static bool
folder_says_type(const struct sp_doc *doc)
{
  return (doc->type == SP_DOC_CONTACT && sp_str_starts(doc->id, "contacts/")) ||
         (doc->type == SP_DOC_NOTICE && sp_str_starts(doc->id, "notices/")) ||
         (doc->type == SP_DOC_SNIPPET && sp_str_starts(doc->id, "snippets/"));
}

static void
put_field(struct sp_md_out *out, const struct sp_write_field *field)
{
  struct sp_buf value;

  sp_buf_puts(out->buf, field->rule->name);
  sp_buf_putc(out->buf, ':');
  if (field->values.count) {
    sp_buf_init(&value, SP_DOC_MAX_BYTES);
    for (size_t i = 0; i < field->values.count; i++) {
      if (i)
        sp_buf_puts(&value, "; ");
      sp_buf_put(&value, field->values.item[i]);
    }
    sp_buf_putc(out->buf, ' ');
    put_value(out->buf, sp_buf_str(&value));
    out->buf->full = out->buf->full || value.full;
    sp_buf_release(&value);
  }
  sp_buf_putc(out->buf, '\n');
}

void
sp_md_put_front(struct sp_md_out *out)
{
  size_t count;
  const struct sp_write_field *field =
      sp_write_fields(out->arena, out->doc, &count);

  sp_buf_puts(out->buf, "---\n");
  for (size_t i = 0; i < count; i++)
    if (field[i].rule->form != SP_FORM_TYPE || !folder_says_type(out->doc))
      put_field(out, &field[i]);
  sp_buf_puts(out->buf, "---\n");
}

bool
sp_md_front_is_long(const struct sp_doc *doc)
{
  struct sp_arena arena = {0};
  struct sp_buf buf;
  struct sp_md_out out = {&arena, doc, &buf};
  bool is_long;

  /* The limit leaves out the lines of hyphens. */
  sp_buf_init(&buf, SP_YAML_FRONT_MAX + 8);
  sp_md_put_front(&out);
  is_long = buf.full;
  sp_buf_release(&buf);
  sp_arena_release(&arena);
  return is_long;
}
