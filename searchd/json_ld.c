/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/json_ld.h"

#include "lib/buf.h"

static int
put(const char *bytes, size_t count, void *data)
{
  struct sp_buf *out = data;

  for (size_t i = 0; i < count; i++)
    if (bytes[i] == '<' || bytes[i] == '>' || bytes[i] == '&')
      sp_buf_fmt(out, "\\u%04x", (unsigned)bytes[i]);
    else
      sp_buf_putc(out, bytes[i]);
  return out->full ? -1 : 0;
}

struct sp_html
sp_json_ld_block(struct sp_arena *arena, json_t *value)
{
  struct sp_html html = {{"", 0}};
  struct sp_buf out;

  if (value == NULL)
    return html;
  sp_buf_init(&out, SP_JSON_LD_MAX);
  sp_buf_puts(&out, "<script type=\"application/ld+json\">");
  /* Outside strings JSON has none of the three, and they need no escape. */
  if (json_dump_callback(value, put, &out, JSON_COMPACT | JSON_ENSURE_ASCII) ==
      0) {
    sp_buf_puts(&out, "</script>\n");
    if (!out.full)
      html.raw = sp_arena_copy(arena, sp_buf_str(&out));
  }
  sp_buf_release(&out);
  json_decref(value);
  return html;
}
