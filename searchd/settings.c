/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/settings.h"

#include "lib/url.h"
#include "lib/yaml.h"

#include "searchd/cache.h"
#include "searchd/static_read.h"

static bool
parse_number(struct sp_str text, uint64_t max, uint64_t *out)
{
  uint64_t n = 0;

  if (text.len == 0 || text.len > 9)
    return false;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9')
      return false;
    n = n * 10 + (uint64_t)(text.ptr[i] - '0');
  }
  *out = n;
  return n <= max;
}

/* "127.0.0.1:8080", "[::1]:8080", "localhost:0" */
static bool
parse_address(struct sp_str text, struct sp_endpoint *out)
{
  size_t colon = text.len;
  uint64_t port;

  while (colon > 0 && text.ptr[colon - 1] != ':')
    colon--;
  if (colon == 0 ||
      !parse_number(sp_str_sub(text, colon, text.len), 65535, &port))
    return false;
  out->host = sp_str_sub(text, 0, colon - 1);
  if (out->host.len > 0 && out->host.ptr[0] == '[') {
    if (out->host.len < 3 || out->host.ptr[out->host.len - 1] != ']')
      return false;
    out->host = sp_str_sub(out->host, 1, out->host.len - 2);
  } else if (sp_str_find(out->host, ':', 0) < out->host.len) {
    return false; /* which colon was meant? */
  }
  out->port = (uint16_t)port;
  out->set = true;
  return out->host.len > 0;
}

static enum sp_status
set_endpoint(struct sp_endpoint *out, struct sp_str key, struct sp_str value,
             struct sp_err *err)
{
  struct sp_endpoint made = {false, {NULL, 0}, 0, false};

  if (sp_str_starts(value, "unix:") && value.len > 5) {
    made.is_unix = made.set = true;
    made.host = sp_str_sub(value, 5, value.len);
  } else if (!parse_address(value, &made)) {
    return sp_fail(err, SP_E_USAGE,
                   "%.*s: '%.*s' is not ADDR:PORT or unix:PATH, as in "
                   "127.0.0.1:8080",
                   SP_FMT(key), SP_FMT(value));
  }
  *out = made;
  return SP_OK;
}

static enum sp_status
set_site(struct sp_settings *settings, struct sp_str value, struct sp_err *err)
{
  if (!sp_str_is(value, "public") && !sp_str_is(value, "staff"))
    return sp_fail(err, SP_E_USAGE, "site: '%.*s' is neither public nor staff",
                   SP_FMT(value));
  settings->site = sp_str_is(value, "public") ? SP_PUBLIC : SP_STAFF;
  settings->site_set = true;
  return SP_OK;
}

static enum sp_status
set_workers(struct sp_settings *settings, struct sp_str value,
            struct sp_err *err)
{
  uint64_t n;

  if (!parse_number(value, SP_WORKERS_MAX, &n) || n == 0)
    return sp_fail(err, SP_E_USAGE, "workers: '%.*s' is not 1 to %d",
                   SP_FMT(value), SP_WORKERS_MAX);
  settings->workers = (unsigned)n;
  return SP_OK;
}

static enum sp_status
set_cache(struct sp_settings *settings, struct sp_str value, struct sp_err *err)
{
  uint64_t n;

  if (!parse_number(value, SP_CACHE_MB_MAX, &n))
    return sp_fail(err, SP_E_USAGE, "cache-size: '%.*s' is not 0 to %d",
                   SP_FMT(value), SP_CACHE_MB_MAX);
  settings->cache_mb = (unsigned)n;
  settings->cache_mb_set = true;
  return SP_OK;
}

static enum sp_status
set_level(struct sp_settings *settings, struct sp_str value, struct sp_err *err)
{
  if (value.len != 1 || value.ptr[0] < '1' || value.ptr[0] > '4')
    return sp_fail(err, SP_E_USAGE, "level: '%.*s' is not 1 to 4",
                   SP_FMT(value));
  settings->level = (unsigned)(value.ptr[0] - '0');
  return SP_OK;
}

/* Scheme and host, without a path of its own: addresses begin with '/'. */
static enum sp_status
set_base_url(struct sp_settings *settings, struct sp_str value,
             struct sp_err *err)
{
  size_t host = sp_str_starts(value, "https://")  ? 8
                : sp_str_starts(value, "http://") ? 7
                                                  : 0;

  while (value.len > host && value.ptr[value.len - 1] == '/')
    value.len--;
  if (host == 0 || value.len == host || !sp_url_external(value) ||
      sp_str_find(value, '/', host) < value.len ||
      sp_str_find(value, '?', host) < value.len ||
      sp_str_find(value, '#', host) < value.len)
    return sp_fail(err, SP_E_USAGE,
                   "base-url: '%.*s' is not http:// or https:// and a host, "
                   "without a path",
                   SP_FMT(value));
  settings->base_url = value;
  return SP_OK;
}

enum sp_status
sp_settings_set(struct sp_settings *settings, struct sp_arena *arena,
                struct sp_str key, struct sp_str value, struct sp_err *err)
{
  value = sp_arena_copy(arena, value);
  if (value.len == 0)
    return sp_fail(err, SP_E_USAGE, "%.*s: has no value", SP_FMT(key));
  if (sp_str_is(key, "site"))
    return set_site(settings, value, err);
  if (sp_str_is(key, "workers"))
    return set_workers(settings, value, err);
  if (sp_str_is(key, "cache-size"))
    return set_cache(settings, value, err);
  if (sp_str_is(key, "level"))
    return set_level(settings, value, err);
  if (sp_str_is(key, "base-url"))
    return set_base_url(settings, value, err);
  if (sp_str_is(key, "listen"))
    return set_endpoint(&settings->listen, key, value, err);
  if (sp_str_is(key, "admin"))
    return set_endpoint(&settings->admin, key, value, err);
  if (sp_str_is(key, "index"))
    settings->index = value;
  else if (sp_str_is(key, "state"))
    settings->state = value;
  else if (sp_str_is(key, "share"))
    settings->share = value;
  else if (sp_str_is(key, "socket"))
    settings->socket = value;
  else
    return sp_fail(err, SP_E_USAGE, "there is no setting '%.*s'", SP_FMT(key));
  return SP_OK;
}

/* What the parser of YAML found wrong, as one message. */
static enum sp_status
first_diagnostic(const struct sp_diags *diags, struct sp_str path,
                 struct sp_err *err)
{
  if (diags->count == 0)
    return sp_fail(err, SP_E_USAGE, "%.*s: not a settings file", SP_FMT(path));
  return sp_fail(err, SP_E_USAGE, "%.*s:%u: %.*s", SP_FMT(path),
                 diags->item[0].line, SP_FMT(diags->item[0].text));
}

enum sp_status
sp_settings_parse(struct sp_settings *settings, struct sp_arena *arena,
                  struct sp_str path, struct sp_str text, struct sp_err *err)
{
  struct sp_diags diags = {.arena = arena};
  struct sp_yaml_map map = {NULL, 0, 0};

  if (!sp_yaml_map(arena, text, SP_SETTINGS_MAX, path, 1, &diags, &map))
    return first_diagnostic(&diags, path, err);
  for (size_t i = 0; i < map.fields; i++) {
    const struct sp_field *field = &map.field[i];
    struct sp_err why = {SP_OK, "takes one value"};
    enum sp_status status = SP_E_USAGE;

    if (field->values <= 1)
      status = sp_settings_set(
          settings, arena, field->name,
          field->values == 1 ? field->value[0] : (struct sp_str){"", 0}, &why);
    if (status != SP_OK)
      return sp_fail(err, SP_E_USAGE, "%.*s:%u: %s", SP_FMT(path), field->line,
                     why.msg);
  }
  return SP_OK;
}

enum sp_status
sp_settings_read(struct sp_settings *settings, struct sp_arena *arena,
                 const char *path, struct sp_err *err)
{
  struct sp_str text;
  enum sp_status status =
      sp_file_read(arena, path, SP_SETTINGS_MAX, &text, err);

  if (status != SP_OK)
    return status;
  return sp_settings_parse(settings, arena, sp_str(path), text, err);
}

static bool
is_loopback(struct sp_str host)
{
  return sp_str_is(host, "localhost") || sp_str_is(host, "::1") ||
         sp_str_starts(host, "127.");
}

enum sp_status
sp_settings_check(const struct sp_settings *s, struct sp_err *err)
{
  if (!s->site_set)
    return sp_fail(err, SP_E_USAGE,
                   "which site? say --site public or "
                   "--site staff");
  if (s->index.len == 0)
    return sp_fail(err, SP_E_USAGE, "where is the index? say --index DIR");
  if (!s->listen.set)
    return sp_fail(err, SP_E_USAGE,
                   "where to listen? say --listen 127.0.0.1:8080");
  if (s->site == SP_STAFF && !is_loopback(s->listen.host))
    return sp_fail(err, SP_E_USAGE,
                   "listen: the staff site has no accounts yet, so whoever "
                   "reached it could read everything: it listens on 127.0.0.1 "
                   "or [::1] only, not on %.*s",
                   SP_FMT(s->listen.host));
  if (s->site == SP_PUBLIC && s->level > 0)
    return sp_fail(err, SP_E_USAGE,
                   "level: only the staff site has levels; residents see what "
                   "is public");
  if (s->site == SP_STAFF && s->copy)
    return sp_fail(err, SP_E_USAGE, "--copy is of the public site only");
  return SP_OK;
}
