/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/text.h"

#include <locale.h>
#include <pthread.h>
#include <wctype.h>

/* The character classes of C.UTF-8, whatever locale the program runs in. */
static locale_t utf8_locale;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void
open_locale(void)
{
  utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static locale_t
ctype(void)
{
  pthread_once(&utf8_once, open_locale);
  return utf8_locale;
}

static bool
is_alnum(uint32_t c)
{
  if (c < 128)
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  return ctype() && iswalnum_l((wint_t)c, ctype());
}

static uint32_t
to_lower(uint32_t c)
{
  if (c < 128)
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return ctype() ? (uint32_t)towlower_l((wint_t)c, ctype()) : c;
}

/* Length of the valid sequence at p, or 0 (Unicode table 3-7). */
static size_t
sequence(const unsigned char *p, size_t left)
{
  unsigned char a = p[0], low = 0x80, high = 0xBF;
  size_t n;

  if (a < 0x80)
    return 1;
  if (a >= 0xC2 && a <= 0xDF)
    n = 2;
  else if (a >= 0xE0 && a <= 0xEF)
    n = 3;
  else if (a >= 0xF0 && a <= 0xF4)
    n = 4;
  else
    return 0;
  if (left < n)
    return 0;
  if (a == 0xE0)
    low = 0xA0;
  else if (a == 0xED)
    high = 0x9F;
  else if (a == 0xF0)
    low = 0x90;
  else if (a == 0xF4)
    high = 0x8F;
  if (p[1] < low || p[1] > high)
    return 0;
  for (size_t i = 2; i < n; i++)
    if (p[i] < 0x80 || p[i] > 0xBF)
      return 0;
  return n;
}

/* How many bytes from p on are of ASCII, in whole words of eight. */
static size_t
ascii_run(const unsigned char *p, size_t left)
{
  size_t n = 0;
  uint64_t word;

  for (; left - n >= sizeof(word); n += sizeof(word)) {
    memcpy(&word, p + n, sizeof(word));
    if ((word & UINT64_C(0x8080808080808080)) != 0)
      break;
  }
  return n;
}

size_t
sp_utf8_check(struct sp_str s)
{
  const unsigned char *p = (const unsigned char *)s.ptr;
  size_t at = 0;

  while (at < s.len) {
    size_t n = ascii_run(p + at, s.len - at);

    if (n == 0)
      n = sequence(p + at, s.len - at);

    if (n == 0)
      return at;
    at += n;
  }
  return s.len;
}

struct sp_str
sp_utf8_cut(struct sp_str s, size_t max)
{
  if (s.len <= max)
    return s;
  while (max && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
    max--;
  return sp_str_n(s.ptr, max);
}

uint32_t
sp_utf8_next(struct sp_str s, size_t *at)
{
  const unsigned char *p = (const unsigned char *)s.ptr + *at;
  size_t n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
  uint32_t c = n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));

  if (n > s.len - *at)
    n = s.len - *at;
  for (size_t i = 1; i < n; i++)
    c = c << 6 | (p[i] & 0x3F);
  *at += n;
  return c;
}

size_t
sp_utf8_put(char out[4], uint32_t c)
{
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | c >> 6);
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t
sp_utf8_count(struct sp_str s)
{
  size_t count = 0;

  for (size_t i = 0; i < s.len; i++)
    count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
  return count;
}

struct sp_str
sp_text_lower(struct sp_arena *arena, struct sp_str s)
{
  /* A lower-case form may take one byte more than its capital (U+023A). */
  char *out = sp_arena_alloc(arena, s.len * 2 + 4);
  size_t len = 0, at = 0;

  while (at < s.len)
    len += sp_utf8_put(out + len, to_lower(sp_utf8_next(s, &at)));
  return sp_str_n(out, len);
}

struct sp_str
sp_text_squeeze(struct sp_arena *arena, struct sp_str s)
{
  char *out = sp_arena_alloc(arena, s.len + 1);
  size_t len = 0;
  bool gap = false;

  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      gap = len > 0;
      continue;
    }
    if (gap)
      out[len++] = ' ';
    gap = false;
    out[len++] = c;
  }
  return sp_str_n(out, len);
}

struct sp_str
sp_text_slug(struct sp_arena *arena, struct sp_str heading)
{
  char *out = sp_arena_alloc(arena, heading.len * 2 + 4);
  size_t len = 0, at = 0;
  bool gap = false;

  while (at < heading.len) {
    uint32_t c = sp_utf8_next(heading, &at);

    if (!is_alnum(c)) {
      gap = len > 0;
      continue;
    }
    if (gap)
      out[len++] = '-';
    gap = false;
    len += sp_utf8_put(out + len, to_lower(c));
  }
  return sp_str_n(out, len);
}

struct sp_str
sp_text_excerpt(struct sp_arena *arena, struct sp_str s, size_t max)
{
  size_t at = 0, count = 0, word_end = 0;

  if (sp_utf8_count(s) <= max)
    return s;
  while (at < s.len && count + 1 < max) {
    size_t before = at;

    if (sp_utf8_next(s, &at) == ' ')
      word_end = before;
    count++;
  }
  if (word_end == 0)
    word_end = at;
  return sp_arena_fmt(arena, "%.*s\xE2\x80\xA6", (int)word_end, s.ptr);
}
