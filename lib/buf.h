/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/buf.h - bytes that grow up to a maximum set at birth.
 *
 * Going over the maximum does not write: it sets `full`, which stays set, so
 * a run of puts needs one check at its end. */
#ifndef SP_BUF_H
#define SP_BUF_H

#include "lib/base.h"

#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sp_buf {
  char *ptr; /* owned; ended by a NUL once anything was put */
  size_t len, cap, max;
  bool full; /* something did not fit */
};

/* max: the most bytes it may ever hold. */
void sp_buf_init(struct sp_buf *buf, size_t max);
void sp_buf_release(struct sp_buf *buf);
void sp_buf_clear(struct sp_buf *buf); /* keeps the memory */

/* Take memory for n more bytes at once, so that the puts to come need not: a
 * hint, which never sets `full`. */
void sp_buf_room(struct sp_buf *buf, size_t n);
void sp_buf_put(struct sp_buf *buf, struct sp_str s);
void sp_buf_puts(struct sp_buf *buf, const char *cstr);
void sp_buf_putc(struct sp_buf *buf, char c);
void sp_buf_fmt(struct sp_buf *buf, const char *fmt, ...) SP_PRINTF(2, 3);

static inline struct sp_str
sp_buf_str(const struct sp_buf *buf)
{
  return sp_str_n(buf->ptr ? buf->ptr : "", buf->len);
}

/* Hand over the bytes: the caller frees them with free().  buf is empty
 * afterwards. */
char *sp_buf_take(struct sp_buf *buf, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
