/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/html.h"

static const char *
reference(unsigned char c)
{
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F)
      return "\xEF\xBF\xBD";
    return NULL;
  }
}

void
sp_html_escape(struct sp_buf *out, struct sp_str text)
{
  size_t begin = 0;

  for (size_t i = 0; i < text.len; i++) {
    const char *ref = reference((unsigned char)text.ptr[i]);

    if (!ref)
      continue;
    sp_buf_put(out, sp_str_sub(text, begin, i - begin));
    sp_buf_puts(out, ref);
    begin = i + 1;
  }
  sp_buf_put(out, sp_str_sub(text, begin, text.len));
}

void
sp_html_attr(struct sp_buf *out, const char *name, struct sp_str value)
{
  sp_buf_putc(out, ' ');
  sp_buf_puts(out, name);
  sp_buf_puts(out, "=\"");
  sp_html_escape(out, value);
  sp_buf_putc(out, '"');
}
