/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/export.h"

#include <stdio.h>

#include "indexer/export_crawl.h"
#include "indexer/export_words.h"
#include "lib/index.h"
#include "lib/schema.h"
#include "lib/site.h"
#include "lib/url.h"

#define TRIES 5
#define ZONE_DEFAULT "Europe/London"

/* A copy being made. */
struct export
{
  const struct sp_options *options;
  struct sp_arena arena;
  struct sp_reader *reader;
  struct sp_viewer viewer;
  const char *at; /* the one moment of all its pages */
  size_t pages;
  bool findings;
};

static enum sp_status
set_moment(struct export *x, struct sp_err *err)
{
  struct sp_str packed;
  const struct sp_site *site = NULL;
  enum sp_status status =
      sp_reader_meta(x->reader, SP_STR(SP_META_SITE), &x->arena, &packed, err);

  if (status != SP_OK)
    return status;
  if (packed.len)
    site = sp_site_unpack(&x->arena, packed);
  if (!site || !sp_when_zone(sp_arena_cstr(&x->arena, site->time_zone)))
    (void)sp_when_zone(ZONE_DEFAULT);
  x->viewer.level = 1;
  x->viewer.now = sp_when_now();
  x->at = x->options->at;
  if (!x->at)
    x->at = sp_arena_cstr(&x->arena, sp_when_rfc3339(&x->arena, x->viewer.now));
  else if (!sp_instant_parse(sp_str(x->at), &x->viewer.now))
    return sp_fail(err, SP_E_USAGE, "--at does not take \"%s\"", x->at);
  return SP_OK;
}

static enum sp_status
add_all(struct export *x, struct sp_export_crawl *crawl,
        const struct sp_page_head *head, size_t count, struct sp_err *err)
{
  static const struct sp_str first[] = {SP_STR_INIT("/"), SP_STR_INIT("/a-z"),
                                        SP_STR_INIT("/services"),
                                        SP_STR_INIT("/search")};
  enum sp_status status = SP_OK;

  for (size_t i = 0; status == SP_OK && i < SP_ARRAY_LEN(first); i++)
    status = sp_export_crawl_add(crawl, first[i], err);
  for (size_t i = 0; status == SP_OK && i < count; i++)
    status = sp_export_crawl_add(
        crawl, sp_url_page(&x->arena, head[i].id, SP_STR("")).raw, err);
  return status;
}

static enum sp_status
fill(struct export *x, const struct sp_export_server *server,
     struct sp_export_folder *folder, struct sp_err *err)
{
  struct sp_export_crawl crawl = {
      .server = server, .folder = folder, .arena = &x->arena};
  struct sp_page_head *head = NULL;
  size_t count = 0;
  enum sp_status status =
      sp_reader_list(x->reader, &(struct sp_list_filter){0}, &x->viewer,
                     &x->arena, &head, &count, err);

  if (status == SP_OK)
    status = add_all(x, &crawl, head, count, err);
  if (status == SP_OK)
    status = sp_export_crawl_run(&crawl, err);
  if (status == SP_OK)
    status = sp_export_words(x->reader, &x->viewer, head, count, folder, err);
  x->pages = crawl.pages;
  x->findings = crawl.findings;
  sp_export_crawl_end(&crawl);
  return status;
}

/* What the server has shown is of one state of the index when that was the
 * same before and after. */
static enum sp_status
check_same(struct export *x, struct sp_revision before, struct sp_err *err)
{
  struct sp_revision after;
  enum sp_status status = sp_reader_refresh(x->reader, err);

  if (status != SP_OK)
    return status;
  after = sp_reader_revision(x->reader);
  if (after.generation != before.generation ||
      after.revision != before.revision)
    return sp_fail(err, SP_E_STALE, "the index changes all the time");
  return SP_OK;
}

static enum sp_status
write_copy(struct export *x, const struct sp_export_server *server,
           struct sp_err *err)
{
  struct sp_export_folder folder = {0};
  struct sp_revision before;
  enum sp_status status =
      sp_export_folder_open(&folder, &x->arena, x->options->file, err);

  if (status == SP_OK)
    status = sp_reader_refresh(x->reader, err);
  before = sp_reader_revision(x->reader);
  if (status == SP_OK)
    status = fill(x, server, &folder, err);
  if (status == SP_OK)
    status = check_same(x, before, err);
  if (status == SP_OK)
    status = sp_export_folder_finish(&folder, err);
  sp_export_folder_close(&folder);
  return status;
}

static enum sp_status
run(struct export *x, struct sp_err *err)
{
  struct sp_export_server server = {0};
  enum sp_status status = set_moment(x, err);

  if (status == SP_OK)
    status = sp_export_server_start(&server, x->options->index, x->at,
                                    x->options->share, err);
  for (int i = 0; status == SP_OK && i < TRIES; i++) {
    status = write_copy(x, &server, err);
    if (status != SP_E_STALE)
      break;
    if (i + 1 < TRIES)
      status = SP_OK;
  }
  sp_export_server_stop(&server);
  return status;
}

enum sp_status
sp_export_run(const struct sp_options *options, bool *findings,
              struct sp_err *err)
{
  struct export x = {.options = options};
  const char *dir = sp_arena_fmt(&x.arena, "%s/public", options->index).ptr;
  enum sp_status status = sp_reader_open(dir, &x.reader, err);

  if (status == SP_OK)
    status = run(&x, err);
  if (status == SP_OK && !options->quiet)
    printf("%zu pages were written to %s.\n", x.pages, options->file);
  *findings = x.findings;
  sp_reader_free(x.reader);
  sp_arena_release(&x.arena);
  return status;
}
