/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/base.h"

bool
sp_str_has(struct sp_str s, const char *part)
{
  size_t n = strlen(part);

  for (size_t at = 0; at + n <= s.len; at++) {
    at = sp_str_find(s, part[0], at);
    if (at + n <= s.len && memcmp(s.ptr + at, part, n) == 0)
      return true;
  }
  return false;
}

int
sp_str_cmp(struct sp_str a, struct sp_str b)
{
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

  if (order)
    return order;
  return (a.len > b.len) - (a.len < b.len);
}

static char
lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool
sp_str_ieq(struct sp_str a, struct sp_str b)
{
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++)
    if (lower(a.ptr[i]) != lower(b.ptr[i]))
      return false;
  return true;
}

static bool
is_space(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

struct sp_str
sp_str_trim(struct sp_str s)
{
  while (s.len && is_space(s.ptr[0]))
    s = sp_str_n(s.ptr + 1, s.len - 1);
  while (s.len && is_space(s.ptr[s.len - 1]))
    s.len--;
  return s;
}

size_t
sp_str_find(struct sp_str s, char c, size_t from)
{
  const char *hit;

  if (from >= s.len)
    return s.len;
  hit = memchr(s.ptr + from, c, s.len - from);
  return hit ? (size_t)(hit - s.ptr) : s.len;
}

bool
sp_str_split(struct sp_str *rest, char sep, struct sp_str *piece)
{
  size_t at;

  if (rest->len == 0)
    return false;
  at = sp_str_find(*rest, sep, 0);
  *piece = sp_str_trim(sp_str_sub(*rest, 0, at));
  *rest = sp_str_sub(*rest, at + 1, rest->len);
  return true;
}
