/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/setup.h"

#include "config.h"

#include "lib/hash.h"
#include "lib/log.h"
#include "lib/schema.h"
#include "lib/share.h"

#include "searchd/cache.h"
#include "searchd/events.h"
#include "searchd/limit.h"
#include "searchd/metrics.h"
#include "searchd/problem.h"
#include "searchd/static_read.h"

#include <unistd.h>

#define ZONE_DEFAULT "Europe/London"
#define OPENAPI_MAX ((size_t)256 * 1024)
#define SALT_DIGITS 10

/* ---- the clock ---- */

/* The zone of the site's settings; empty when there is no index yet. */
static struct sp_str
zone_of_index(struct sp_arena *arena, const char *dir)
{
  struct sp_reader *reader = NULL;
  struct sp_str packed = {"", 0};
  struct sp_site *site = NULL;

  if (sp_reader_open(dir, &reader, NULL) == SP_OK &&
      sp_reader_meta(reader, SP_STR(SP_META_SITE), arena, &packed, NULL) ==
          SP_OK &&
      packed.len > 0)
    site = sp_site_unpack(arena, packed);
  sp_reader_free(reader);
  return site != NULL ? site->time_zone : (struct sp_str){"", 0};
}

static enum sp_status
set_clock(struct sp_arena *arena, const char *dir, struct sp_str at,
          struct sp_err *err)
{
  const char *zone = sp_arena_cstr(arena, zone_of_index(arena, dir));
  sp_instant instant;

  if (zone[0] == '\0' || !sp_when_zone(zone)) {
    if (zone[0] != '\0')
      sp_log(SP_LOG_WARNING, "no-such-zone", "zone=%s", zone);
    if (!sp_when_zone(ZONE_DEFAULT))
      sp_log(SP_LOG_WARNING, "no-such-zone", "zone=%s", ZONE_DEFAULT);
  }
  if (at.len == 0)
    return SP_OK;
  if (!sp_instant_parse(at, &instant))
    return sp_fail(err, SP_E_USAGE,
                   "--at: '%.*s' is not a moment: write 2026-04-01 09:30 or "
                   "2026-04-01T09:30:00Z",
                   SP_FMT(at));
  sp_when_set_now(instant);
  return SP_OK;
}

/* ---- what lies in the share folder ---- */

static enum sp_status
load_static(struct sp_setup *setup, const char *share, struct sp_err *err)
{
  /* Installed they lie side by side; in the source tree the styles lie with
   * the templates that use them. */
  static const char *const places[] = {"static", "templates/static"};
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < SP_ARRAY_LEN(places); i++) {
    sp_static_free(setup->files);
    setup->files = NULL;
    status = sp_static_load(
        sp_arena_fmt(&setup->arena, "%s/%s", share, places[i]).ptr,
        &setup->files, err);
    if (status != SP_OK || sp_static_count(setup->files) > 0)
      break;
  }
  setup->app.files = setup->files;
  return status;
}

/* A file that is there and is no JSON is better known at start. */
static enum sp_status
load_openapi(struct sp_setup *setup, const char *share, struct sp_err *err)
{
  const char *path =
      sp_arena_fmt(&setup->arena, "%s/templates/openapi.json", share).ptr;
  enum sp_status status =
      sp_file_read(&setup->arena, path, OPENAPI_MAX, &setup->app.openapi, err);
  json_t *parsed;

  if (status == SP_E_NOTFOUND)
    return SP_OK;
  if (status != SP_OK)
    return status;
  parsed = json_loadb(setup->app.openapi.ptr, setup->app.openapi.len, 0, NULL);
  if (parsed == NULL)
    return sp_fail(err, SP_E_DATA, "%s: not JSON", path);
  json_decref(parsed);
  return SP_OK;
}

/* ETags change when what makes the pages does. */
static void
make_salt(struct sp_setup *setup, const char *share)
{
  struct sp_hasher hasher;
  struct sp_hash hash;
  char digits[2 * SP_HASH_SIZE + 1];
  struct sp_file_list list = {NULL, 0, 0};
  struct sp_err err;
  const char *dir = sp_arena_fmt(&setup->arena, "%s/templates", share).ptr;

  sp_hasher_init(&hasher);
  sp_hasher_add(&hasher, SP_STR(PACKAGE_VERSION));
  sp_hasher_add(&hasher, sp_static_digest(setup->files));
  /* Where answers are kept, pages ask for them. */
  sp_hasher_add(&hasher,
                setup->app.events != NULL ? SP_STR("asks") : SP_STR(""));
  if (sp_files_read(&setup->arena, dir, &list, &err) == SP_OK)
    for (size_t i = 0; i < list.count; i++)
      sp_hasher_add(&hasher, list.item[i].bytes);
  hash = sp_hasher_end(&hasher);
  sp_hash_hex(&hash, digits);
  setup->app.salt = sp_arena_copy(&setup->arena, sp_str_n(digits, SALT_DIGITS));
}

static enum sp_status
load_share(struct sp_setup *setup, struct sp_str given, struct sp_err *err)
{
  struct sp_str share;
  enum sp_status status = sp_share_dir(&setup->arena, given, &share, err);

  if (status == SP_OK)
    status = sp_tmpl_open(
        sp_arena_fmt(&setup->arena, "%.*s/templates", SP_FMT(share)).ptr,
        &setup->tmpl, err);
  if (status == SP_OK)
    status = load_static(setup, share.ptr, err);
  if (status == SP_OK)
    status = load_openapi(setup, share.ptr, err);
  if (status != SP_OK)
    return status;
  setup->app.tmpl = setup->tmpl;
  make_salt(setup, share.ptr);
  return SP_OK;
}

/* ---- what is written ---- */

static enum sp_status
open_state(struct sp_setup *setup, struct sp_err *err)
{
  const struct sp_settings *settings = setup->app.settings;
  enum sp_status status;

  if (settings->state.len == 0)
    return SP_OK;
  status = sp_state_open(&setup->state, &setup->arena, settings->state,
                         settings->site, err);
  if (status == SP_OK)
    status = sp_events_start(setup->state.dir, &setup->app.events, err);
  if (status != SP_OK)
    return status;
  setup->app.limit = sp_limit_new();
  return setup->app.limit != NULL ? SP_OK
                                  : sp_fail(err, SP_E_NOMEM, "out of memory");
}

/* ---- all of it ---- */

static unsigned
default_workers(void)
{
  long processors = sysconf(_SC_NPROCESSORS_ONLN);

  if (processors < 1)
    processors = 1;
  return processors > SP_WORKERS_MAX / 2 ? SP_WORKERS_MAX
                                         : 2 * (unsigned)processors;
}

enum sp_status
sp_setup_open(struct sp_setup *setup, const struct sp_settings *settings,
              struct sp_str at, struct sp_err *err)
{
  struct sp_app *app = &setup->app;
  unsigned cache_mb =
      settings->cache_mb_set ? settings->cache_mb : SP_CACHE_MB_DEFAULT;
  const char *dir;
  enum sp_status status;

  memset(setup, 0, sizeof(*setup));
  setup->state.lock = -1;
  app->settings = settings;
  app->site = settings->site;
  app->level = settings->level > 0 ? settings->level : 1;
  app->base_url = settings->base_url;
  dir = sp_arena_fmt(&setup->arena, "%.*s/%s", SP_FMT(settings->index),
                     sp_audience_name(settings->site))
            .ptr;
  status = set_clock(&setup->arena, dir, at, err);
  if (status == SP_OK)
    status = open_state(setup, err);
  if (status == SP_OK)
    status = load_share(setup, settings->share, err);
  if (status != SP_OK)
    return status;
  app->metrics = sp_metrics_new();
  app->states = sp_site_states_new(app->level);
  if (cache_mb > 0)
    app->cache = sp_cache_new((size_t)cache_mb * 1024 * 1024);
  if (app->metrics == NULL || app->states == NULL ||
      (app->cache == NULL && cache_mb > 0))
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  return sp_readers_start(
      dir, settings->workers > 0 ? settings->workers : default_workers(),
      app->states, &app->readers, err);
}

void
sp_setup_close(struct sp_setup *setup)
{
  sp_events_stop(setup->app.events);
  sp_limit_free(setup->app.limit);
  sp_state_close(&setup->state);
  sp_cache_free(setup->app.cache);
  sp_readers_stop(setup->app.readers);
  sp_site_states_free(setup->app.states);
  sp_metrics_free(setup->app.metrics);
  sp_static_free(setup->files);
  sp_tmpl_free(setup->tmpl);
  sp_arena_release(&setup->arena);
}
