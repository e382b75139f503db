/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/base.h - what every file of Signpost may use.
 *
 * Strings have kinds.  A struct sp_str is text: bytes that are valid UTF-8 and
 * mean nothing to a browser yet.  A struct sp_html is markup that is safe to
 * send; only lib/html.h and lib/render.h make one.  A struct sp_url is an
 * address that is safe in href or src; only lib/url.h makes one.  When a value
 * looks doubly escaped, its kind is wrong: mend the kind, not the text. */
#ifndef SP_BASE_H
#define SP_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SP_NODISCARD __attribute__((warn_unused_result))
#define SP_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define SP_CLEANUP(fn) __attribute__((cleanup(fn)))
#define SP_UNUSED __attribute__((unused))
#define SP_ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Text: borrowed bytes and their number.  Not ended by NUL unless the maker
 * says so (arena copies are).  ptr is NULL only when len is 0. */
struct sp_str {
  const char *ptr;
  size_t len;
};

/* Markup that is safe to send. */
struct sp_html {
  struct sp_str raw;
};

/* An address that is safe in href and src: http, https, mailto, tel, or a
 * path of our own. */
struct sp_url {
  struct sp_str raw;
};

#define SP_STR(literal) ((struct sp_str){"" literal, sizeof(literal) - 1})
#define SP_STR_INIT(literal)                                                   \
  {                                                                            \
    "" literal, sizeof(literal) - 1                                            \
  }
/* For printf: "%.*s", SP_FMT(s) */
#define SP_FMT(s) (int)(s).len, (s).ptr ? (s).ptr : ""

/* A C string as text; NULL gives the empty text. */
static inline struct sp_str
sp_str(const char *cstr)
{
  struct sp_str s = {cstr, cstr ? strlen(cstr) : 0};
  return s;
}

static inline struct sp_str
sp_str_n(const char *ptr, size_t len)
{
  struct sp_str s = {ptr, len};
  return s;
}

static inline bool
sp_str_eq(struct sp_str a, struct sp_str b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool
sp_str_is(struct sp_str a, const char *cstr)
{
  return sp_str_eq(a, sp_str(cstr));
}

static inline bool
sp_str_starts(struct sp_str a, const char *prefix)
{
  size_t n = strlen(prefix);
  return a.len >= n && memcmp(a.ptr, prefix, n) == 0;
}

static inline bool
sp_str_ends(struct sp_str a, const char *suffix)
{
  size_t n = strlen(suffix);
  return a.len >= n && memcmp(a.ptr + a.len - n, suffix, n) == 0;
}

/* The part of s from byte `from` on, at most `len` bytes; never beyond s. */
static inline struct sp_str
sp_str_sub(struct sp_str s, size_t from, size_t len)
{
  if (from > s.len)
    from = s.len;
  if (len > s.len - from)
    len = s.len - from;
  return sp_str_n(s.ptr ? s.ptr + from : NULL, len);
}

/* Does s contain these bytes somewhere? */
bool sp_str_has(struct sp_str s, const char *part);
/* As strcmp() by bytes; for sorting. */
int sp_str_cmp(struct sp_str a, struct sp_str b);
/* ASCII letters compare without case. */
bool sp_str_ieq(struct sp_str a, struct sp_str b);
/* Without leading and trailing ASCII white space. */
struct sp_str sp_str_trim(struct sp_str s);
/* Offset of the first c at or after `from`, or s.len. */
size_t sp_str_find(struct sp_str s, char c, size_t from);
/* Cut the next piece before `sep` off *rest into *piece (trimmed).  False when
 * nothing is left.  An empty text has no piece. */
bool sp_str_split(struct sp_str *rest, char sep, struct sp_str *piece);

#ifdef __cplusplus
}
#endif

/* Unbounded or locale-dependent: use lib/buf.h and lib/text.h instead. */
#ifndef __cplusplus
#define SP_BANNED(fn) sorry_##fn##_is_banned_see_lib_base_h
#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef strtok
#undef gets
#define strcpy SP_BANNED(strcpy)
#define strcat SP_BANNED(strcat)
#define sprintf SP_BANNED(sprintf)
#define vsprintf SP_BANNED(vsprintf)
#define strtok SP_BANNED(strtok)
#define gets SP_BANNED(gets)
#endif

#endif
