/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/cache_key.h"

#include "searchd/route.h"

/* No decoded part holds a NUL, as the gate refuses %00. */
#define END '\0'

static bool
put(struct sp_cache_key *key, char c)
{
  if (key->len == SP_CACHE_KEY_MAX)
    return false;
  key->byte[key->len++] = c;
  return true;
}

static bool
put_all(struct sp_cache_key *key, struct sp_str text)
{
  if (text.len > SP_CACHE_KEY_MAX - key->len)
    return false;
  if (text.len > 0)
    memcpy(key->byte + key->len, text.ptr, text.len);
  key->len += text.len;
  return true;
}

static int
hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Append it decoded, as request.c does it. */
static bool
put_decoded(struct sp_cache_key *key, struct sp_str raw, bool is_query)
{
  for (size_t i = 0; i < raw.len; i++) {
    char c = raw.ptr[i];

    if (c == '+' && is_query) {
      c = ' ';
    } else if (c == '%') {
      int high = i + 1 < raw.len ? hex_digit(raw.ptr[i + 1]) : -1;
      int low = i + 2 < raw.len ? hex_digit(raw.ptr[i + 2]) : -1;

      if (high < 0 || low < 0 || high + low == 0)
        return false;
      c = (char)(high * 16 + low);
      i += 2;
    }
    if (!put(key, c))
      return false;
  }
  return true;
}

struct pair {
  struct sp_str name, value; /* raw */
  struct sp_str decoded;     /* the name, in `names` */
};

/* By name; those of one name stay as they were. */
static void
sort_in(struct pair *pair, size_t count, struct pair one)
{
  size_t at = count;

  for (; at > 0 && sp_str_cmp(pair[at - 1].decoded, one.decoded) > 0; at--)
    pair[at] = pair[at - 1];
  pair[at] = one;
}

static bool
put_query(struct sp_cache_key *key, struct sp_str query)
{
  struct sp_cache_key names;
  struct pair pair[SP_CACHE_KEY_PARAMS];
  size_t count = 0;

  names.len = 0;
  for (size_t at = 0; at < query.len;) {
    size_t end = sp_str_find(query, '&', at), begin = names.len;
    struct sp_str text = sp_str_sub(query, at, end - at);
    size_t mark = sp_str_find(text, '=', 0);
    struct pair one = {sp_str_sub(text, 0, mark),
                       sp_str_sub(text, mark + 1, text.len),
                       {NULL, 0}};

    at = end + 1;
    if (text.len == 0)
      continue;
    if (count == SP_CACHE_KEY_PARAMS || !put_decoded(&names, one.name, true))
      return false;
    one.decoded = sp_str_n(names.byte + begin, names.len - begin);
    sort_in(pair, count++, one);
  }
  for (size_t i = 0; i < count; i++)
    if (!put(key, END) || !put_all(key, pair[i].decoded) || !put(key, END) ||
        !put_decoded(key, pair[i].value, true))
      return false;
  return true;
}

bool
sp_cache_key_make(const struct sp_app *app, const struct sp_request *req,
                  struct sp_cache_key *out)
{
  size_t mark = sp_str_find(req->target, '?', 0);
  struct sp_str host = app->base_url.len > 0 ? SP_STR("") : req->host;

  if (req->viewer.level > 9)
    return false;
  out->len = 0;
  return put(out, app->site == SP_PUBLIC ? 'p' : 's') &&
         put(out, (char)('0' + req->viewer.level)) && put_all(out, host) &&
         put(out, END) &&
         put_decoded(out, sp_str_sub(req->target, 0, mark), false) &&
         put_query(out, sp_str_sub(req->target, mark + 1, req->target.len));
}

bool
sp_cache_key_is_own(const struct sp_request *req)
{
  struct sp_str name;

  return req->route != NULL && req->method == SP_METHOD_GET &&
         sp_route_params_are_own(req, &name);
}
