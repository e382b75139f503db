/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/buf.h"

#include <stdio.h>
#include <stdlib.h>

void
sp_buf_init(struct sp_buf *buf, size_t max)
{
  *buf = (struct sp_buf){.max = max};
}

void
sp_buf_release(struct sp_buf *buf)
{
  free(buf->ptr);
  *buf = (struct sp_buf){.max = buf->max};
}

void
sp_buf_clear(struct sp_buf *buf)
{
  buf->len = 0;
  buf->full = false;
}

/* Room for n more bytes and the NUL, or `full`. */
static bool
reserve(struct sp_buf *buf, size_t n)
{
  size_t need = buf->len + n + 1, cap = buf->cap ? buf->cap : 256;
  char *bigger;

  if (buf->full || n > buf->max - buf->len) {
    buf->full = true;
    return false;
  }
  if (need <= buf->cap)
    return true;
  while (cap < need)
    cap *= 2;
  bigger = realloc(buf->ptr, cap);
  if (!bigger) {
    fputs("signpost: out of memory\n", stderr);
    abort();
  }
  buf->ptr = bigger;
  buf->cap = cap;
  return true;
}

void
sp_buf_room(struct sp_buf *buf, size_t n)
{
  if (n <= buf->max - buf->len && !buf->full)
    (void)reserve(buf, n);
}

void
sp_buf_put(struct sp_buf *buf, struct sp_str s)
{
  if (!reserve(buf, s.len))
    return;
  if (s.len)
    memcpy(buf->ptr + buf->len, s.ptr, s.len);
  buf->len += s.len;
  buf->ptr[buf->len] = '\0';
}

void
sp_buf_puts(struct sp_buf *buf, const char *cstr)
{
  sp_buf_put(buf, sp_str(cstr));
}

void
sp_buf_putc(struct sp_buf *buf, char c)
{
  sp_buf_put(buf, sp_str_n(&c, 1));
}

void
sp_buf_fmt(struct sp_buf *buf, const char *fmt, ...)
{
  va_list ap, again;
  int len;

  va_start(ap, fmt);
  va_copy(again, ap);
  len = vsnprintf(NULL, 0, fmt, ap);
  va_end(ap);
  if (len >= 0 && reserve(buf, (size_t)len)) {
    vsnprintf(buf->ptr + buf->len, (size_t)len + 1, fmt, again);
    buf->len += (size_t)len;
  }
  va_end(again);
}

char *
sp_buf_take(struct sp_buf *buf, size_t *len)
{
  char *bytes;

  if (!buf->ptr)
    reserve(buf, 0);
  bytes = buf->ptr;
  if (bytes)
    bytes[buf->len] = '\0';
  *len = buf->len;
  *buf = (struct sp_buf){.max = buf->max};
  return bytes;
}
