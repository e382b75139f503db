/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/headers.h"

#include "lib/buf.h"
#include "lib/hash.h"

#define KEY_DIGITS 16 /* of an ETag */

#define CSP                                                                    \
  "default-src 'none'; style-src 'self'; script-src 'self'; "                  \
  "img-src 'self'; font-src 'self'; connect-src 'self'; "                      \
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

size_t
sp_headers_security(enum sp_audience site, struct sp_header out[SP_HEADERS_MAX])
{
  static const struct sp_header list[] = {
      {"Content-Security-Policy", SP_STR_INIT(CSP)},
      {"X-Content-Type-Options", SP_STR_INIT("nosniff")},
      {"Cross-Origin-Opener-Policy", SP_STR_INIT("same-origin")},
      {"Cross-Origin-Resource-Policy", SP_STR_INIT("same-origin")},
      {"Permissions-Policy",
       SP_STR_INIT("camera=(), geolocation=(), microphone=(), payment=(), "
                   "usb=()")},
  };
  size_t n = SP_ARRAY_LEN(list);

  memcpy(out, list, sizeof(list));
  out[n].name = "Referrer-Policy";
  out[n].value =
      site == SP_PUBLIC ? SP_STR("same-origin") : SP_STR("no-referrer");
  return n + 1;
}

void
sp_headers_security_text(enum sp_audience site, struct sp_buf *out)
{
  struct sp_header list[SP_HEADERS_MAX];
  size_t n = sp_headers_security(site, list);

  for (size_t i = 0; i < n; i++)
    sp_buf_fmt(out, "%s: %.*s\r\n", list[i].name, SP_FMT(list[i].value));
}

/* In the order of their names; those of one name stay as they were. */
static void
sort_params(const struct sp_request *req,
            const struct sp_param *out[SP_PARAMS_MAX])
{
  for (size_t i = 0; i < req->params; i++) {
    size_t at = i;

    for (; at > 0 && sp_str_cmp(out[at - 1]->name, req->param[i].name) > 0;
         at--)
      out[at] = out[at - 1];
    out[at] = &req->param[i];
  }
}

struct sp_str
sp_etag_key(const struct sp_app *app, const struct sp_request *req)
{
  const struct sp_param *param[SP_PARAMS_MAX];
  struct sp_hasher hasher;
  struct sp_hash hash;
  char digits[2 * SP_HASH_SIZE + 1];

  sort_params(req, param);
  sp_hasher_init(&hasher);
  sp_hasher_add(&hasher, app->salt);
  sp_hasher_add(&hasher, sp_arena_fmt(req->arena, "%s %u %zu",
                                      sp_audience_name(app->site), app->level,
                                      req->segments));
  for (size_t i = 0; i < req->segments; i++)
    sp_hasher_add(&hasher, req->segment[i]);
  for (size_t i = 0; i < req->params; i++) {
    sp_hasher_add(&hasher, param[i]->name);
    sp_hasher_add(&hasher, param[i]->value);
  }
  hash = sp_hasher_end(&hasher);
  sp_hash_hex(&hash, digits);
  return sp_arena_copy(req->arena, sp_str_n(digits, KEY_DIGITS));
}

struct sp_str
sp_etag_make(struct sp_arena *arena, struct sp_revision revision,
             sp_instant boundary, struct sp_str key)
{
  return sp_arena_fmt(arena, "W/\"%llu.%llu.%lld.%.*s\"",
                      (unsigned long long)revision.generation,
                      (unsigned long long)revision.revision,
                      (long long)boundary, SP_FMT(key));
}

/* Cut a decimal number and the dot after it off *s. */
static bool
cut_number(struct sp_str *s, uint64_t *out)
{
  size_t i = 0;
  uint64_t n = 0;

  for (; i < s->len && s->ptr[i] >= '0' && s->ptr[i] <= '9'; i++) {
    unsigned digit = (unsigned)(s->ptr[i] - '0');

    if (n > (UINT64_MAX - digit) / 10)
      return false;
    n = n * 10 + digit;
  }
  if (i == 0 || i == s->len || s->ptr[i] != '.')
    return false;
  *out = n;
  *s = sp_str_sub(*s, i + 1, s->len);
  return true;
}

static bool
etag_fits(struct sp_str tag, struct sp_revision revision, struct sp_str key,
          sp_instant now, sp_instant *boundary)
{
  uint64_t generation, number, instant;

  /* Weak comparison: a cache on the way may have dropped the mark. */
  if (sp_str_starts(tag, "W/"))
    tag = sp_str_sub(tag, 2, tag.len);
  if (tag.len < 2 || tag.ptr[0] != '"' || tag.ptr[tag.len - 1] != '"')
    return false;
  tag = sp_str_sub(tag, 1, tag.len - 2);
  if (!cut_number(&tag, &generation) || !cut_number(&tag, &number) ||
      !cut_number(&tag, &instant) || instant > INT64_MAX)
    return false;
  *boundary = (sp_instant)instant;
  return generation == revision.generation && number == revision.revision &&
         sp_str_eq(tag, key) && now < *boundary;
}

bool
sp_etag_matches(struct sp_str if_none_match, struct sp_revision revision,
                struct sp_str key, sp_instant now, sp_instant *boundary)
{
  struct sp_str rest = if_none_match, piece;

  while (sp_str_split(&rest, ',', &piece))
    if (etag_fits(piece, revision, key, now, boundary))
      return true;
  return false;
}

static void
add(struct sp_header *out, size_t *n, const char *name, struct sp_str value)
{
  if (*n == SP_HEADERS_MAX)
    return;
  out[*n].name = name;
  out[*n].value = value;
  ++*n;
}

/* "no-store" wherever nothing better is known. */
static void
add_caching(const struct sp_app *app, const struct sp_request *req,
            const struct sp_response *resp, struct sp_header *out, size_t *n)
{
  sp_instant now = req->viewer.now, left = SP_PAGE_MAX_AGE;

  if (resp->cache == SP_CACHE_FOREVER) {
    add(out, n, "Cache-Control", SP_STR("public, max-age=31536000, immutable"));
    return;
  }
  if (resp->cache != SP_CACHE_DEPENDS || !resp->depends ||
      app->site != SP_PUBLIC || resp->boundary <= now) {
    add(out, n, "Cache-Control", SP_STR("no-store"));
    return;
  }
  if (resp->boundary < now + left)
    left = resp->boundary - now;
  add(out, n, "Cache-Control",
      sp_arena_fmt(req->arena, "public, max-age=%lld", (long long)left));
  add(out, n, "ETag",
      sp_etag_make(req->arena, resp->revision, resp->boundary,
                   sp_etag_key(app, req)));
}

size_t
sp_headers_of(const struct sp_app *app, const struct sp_request *req,
              const struct sp_response *resp,
              struct sp_header out[SP_HEADERS_MAX])
{
  size_t n = sp_headers_security(app->site, out);

  if (resp->status != 304)
    add(out, &n, "Content-Type", sp_str(resp->type));
  add_caching(app, req, resp, out, &n);
  /* What residents may read any page of the web may read for them; what is for
   * staff stays on its own site. */
  if (app->site == SP_PUBLIC && sp_request_is_api(req))
    add(out, &n, "Access-Control-Allow-Origin", SP_STR("*"));
  if (resp->location.len > 0)
    add(out, &n, "Location", resp->location);
  if (resp->encoding != NULL)
    add(out, &n, "Content-Encoding", sp_str(resp->encoding));
  if (resp->varies)
    add(out, &n, "Vary", SP_STR("Accept-Encoding"));
  if (resp->allow != NULL)
    add(out, &n, "Allow", sp_str(resp->allow));
  if (resp->retry_after > 0)
    add(out, &n, "Retry-After",
        sp_arena_fmt(req->arena, "%u", resp->retry_after));
  for (size_t i = 0; i < resp->headers; i++)
    add(out, &n, resp->header[i].name, resp->header[i].value);
  return n;
}
