/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/url.h"

#define URL_MAX ((size_t)16 * 1024)

static bool
unreserved(unsigned char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/* Percent-encode for a path segment or a query value: RFC 3986 unreserved
 * characters stay, everything else is %XX.  With keep_slash '/' stays. */
static void
encode(struct sp_buf *out, struct sp_str text, bool keep_slash)
{
  for (size_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];

    if (unreserved(c) || (keep_slash && c == '/'))
      sp_buf_putc(out, (char)c);
    else
      sp_buf_fmt(out, "%%%02X", c);
  }
}

static int
hex(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

bool
sp_url_decode(struct sp_arena *arena, struct sp_str raw, bool plus_is_space,
              struct sp_str *out)
{
  char *text = sp_arena_alloc(arena, raw.len + 1);
  size_t len = 0;

  *out = SP_STR("");
  for (size_t i = 0; i < raw.len; i++) {
    char c = raw.ptr[i];

    if (c == '%') {
      int high, low;

      if (raw.len - i < 3 || (high = hex(raw.ptr[i + 1])) < 0 ||
          (low = hex(raw.ptr[i + 2])) < 0)
        return false;
      c = (char)(high << 4 | low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    text[len++] = c;
  }
  *out = sp_str_n(text, len);
  return true;
}

static bool
scheme_is(struct sp_str target, const char *scheme)
{
  size_t n = strlen(scheme);

  return target.len > n && sp_str_ieq(sp_str_sub(target, 0, n), sp_str(scheme));
}

bool
sp_url_external(struct sp_str target)
{
  for (size_t i = 0; i < target.len; i++)
    if ((unsigned char)target.ptr[i] <= ' ' || target.ptr[i] == 0x7F)
      return false;
  return scheme_is(target, "https://") || scheme_is(target, "http://") ||
         scheme_is(target, "mailto:") || scheme_is(target, "tel:");
}

/* Take the last folder off path ("a/b/" or "a/b" gives "a/"); false at the
 * top. */
static bool
go_up(struct sp_buf *path)
{
  size_t n = path->len;

  if (n == 0)
    return false;
  n--; /* the slash at the end */
  while (n && path->ptr[n - 1] != '/')
    n--;
  path->len = n;
  return true;
}

static bool
walk_parts(struct sp_buf *path, struct sp_str rest)
{
  while (rest.len) {
    size_t end = sp_str_find(rest, '/', 0);
    struct sp_str part = sp_str_sub(rest, 0, end);
    bool last = end == rest.len;

    rest = sp_str_sub(rest, end + 1, rest.len);
    if (part.len == 0 || sp_str_is(part, "."))
      continue;
    if (sp_str_is(part, "..")) {
      if (!go_up(path))
        return false;
      continue;
    }
    sp_buf_put(path, part);
    if (!last)
      sp_buf_putc(path, '/');
  }
  return path->len > 0;
}

bool
sp_url_relative(struct sp_arena *arena, struct sp_str from,
                struct sp_str target, struct sp_str *path,
                struct sp_str *fragment)
{
  struct sp_buf joined;
  struct sp_str decoded;
  size_t hash = sp_str_find(target, '#', 0), folder = from.len;
  bool inside;

  *fragment = sp_str_sub(target, hash + 1, target.len);
  target = sp_str_sub(target, 0, hash);
  if (!sp_url_decode(arena, *fragment, false, fragment) ||
      !sp_url_decode(arena, target, false, &decoded))
    return false;
  if (decoded.len == 0) {
    *path = from;
    return hash < from.len + target.len + 1 && fragment->len > 0;
  }
  if (decoded.ptr[0] == '/' || sp_str_find(decoded, '\0', 0) < decoded.len ||
      sp_str_find(decoded, '\\', 0) < decoded.len)
    return false;
  while (folder && from.ptr[folder - 1] != '/')
    folder--;
  sp_buf_init(&joined, URL_MAX);
  sp_buf_put(&joined, sp_str_sub(from, 0, folder));
  inside = walk_parts(&joined, decoded) && !joined.full;
  if (inside)
    *path = sp_arena_copy(arena, sp_buf_str(&joined));
  sp_buf_release(&joined);
  return inside;
}

static struct sp_url
finish(struct sp_arena *arena, struct sp_buf *out)
{
  struct sp_url url = {sp_arena_copy(arena, sp_buf_str(out))};

  sp_buf_release(out);
  return url;
}

struct sp_str
sp_url_last(struct sp_str path)
{
  size_t from = path.len;

  while (from && path.ptr[from - 1] != '/')
    from--;
  return sp_str_sub(path, from, path.len);
}

struct sp_str
sp_url_stem(struct sp_str target)
{
  struct sp_str name =
      sp_url_last(sp_str_sub(target, 0, sp_str_find(target, '#', 0)));

  return sp_str_sub(name, 0, sp_str_find(name, '.', 0));
}

struct sp_url
sp_url_page(struct sp_arena *arena, struct sp_str id, struct sp_str fragment)
{
  struct sp_buf out;

  sp_buf_init(&out, URL_MAX);
  sp_buf_putc(&out, '/');
  encode(&out, id, true);
  if (fragment.len) {
    sp_buf_putc(&out, '#');
    encode(&out, fragment, false);
  }
  return finish(arena, &out);
}

struct sp_url
sp_url_step(struct sp_arena *arena, struct sp_str id, struct sp_str step)
{
  struct sp_buf out;

  sp_buf_init(&out, URL_MAX);
  sp_buf_putc(&out, '/');
  encode(&out, id, true);
  sp_buf_puts(&out, "/steps/");
  encode(&out, step, false);
  return finish(arena, &out);
}

struct sp_url
sp_url_query(struct sp_arena *arena, const char *path,
             const struct sp_url_param *params, size_t n)
{
  struct sp_buf out;
  char before = '?';

  sp_buf_init(&out, URL_MAX);
  sp_buf_puts(&out, path);
  for (size_t i = 0; i < n; i++) {
    if (params[i].value.len == 0)
      continue;
    sp_buf_putc(&out, before);
    encode(&out, sp_str(params[i].name), false);
    sp_buf_putc(&out, '=');
    encode(&out, params[i].value, false);
    before = '&';
  }
  return finish(arena, &out);
}
