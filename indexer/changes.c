/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/changes.h"

#include <stdlib.h>

#include "indexer/contacts.h"
#include "indexer/pins.h"
#include "indexer/renew.h"
#include "indexer/served.h"
#include "indexer/services.h"
#include "lib/schema.h"

struct finder {
  struct sp_catalog *catalog;
  const struct sp_survey *survey;
  struct sp_arena *arena; /* of what is found */
  struct sp_changes *changes;
  struct sp_tally *tally;
  struct sp_pin_marks pins; /* of pages that residents have */
  struct sp_texts contact;  /* names of those that residents have */
  struct sp_buf packed;
  struct sp_err *err;
};

/* ---- entries, and what pages bring with them ---- */

static bool
is_live(const struct sp_item *item, size_t audience)
{
  enum sp_action action = item->action[audience];

  return action == SP_ACTION_KEEP || action == SP_ACTION_PUT ||
         action == SP_ACTION_LAST_GOOD;
}

/* They are sorted, and each kept once, when all are there; files come by path,
 * so mostly it is the last one again. */
static void
add_service(struct finder *finder, size_t audience, struct sp_str key)
{
  struct sp_texts *service = &finder->changes[audience].service;

  if (key.len == 0 ||
      (service->count > 0 && sp_str_eq(service->item[service->count - 1], key)))
    return;
  SP_PUSH(finder->arena, service->item, service->count, service->cap,
          sp_arena_copy(finder->arena, key));
}

static void
add_redirects(struct finder *finder, size_t audience, size_t i,
              const struct sp_facts *facts)
{
  struct sp_changes *changes = &finder->changes[audience];

  for (size_t r = 0; r < facts->redirects.count; r++) {
    struct sp_redirect redirect = {facts->redirects.item[r], facts->id};

    if (sp_survey_owner(finder->survey, redirect.from) != i)
      continue;
    redirect.from = sp_arena_copy(finder->arena, redirect.from);
    redirect.to = sp_arena_copy(finder->arena, redirect.to);
    SP_PUSH(finder->arena, changes->redirect, changes->redirects,
            changes->redirects_cap, redirect);
  }
}

/* What does not fit is read again by the next run. */
static void
pack_entry(struct finder *finder, const struct sp_entry *entry)
{
  struct sp_entry less = *entry;

  sp_buf_clear(&finder->packed);
  sp_entry_pack(&finder->packed, entry);
  if (!finder->packed.full)
    return;
  less.seen = (struct sp_hash){0};
  less.own = (struct sp_verdict){.until = SP_ALWAYS_UNTIL};
  less.tried = less.accepted = false;
  sp_buf_clear(&finder->packed);
  sp_entry_pack(&finder->packed, &less);
}

/* Keep the new entry when it differs from the old. */
static enum sp_status
compare_entry(struct finder *finder, size_t i, const struct sp_entry *entry,
              struct sp_arena *arena)
{
  struct sp_item *item = &finder->catalog->item[i];
  struct sp_str old = {0};
  enum sp_status status = SP_OK;

  pack_entry(finder, entry);
  if (finder->packed.full)
    return sp_fail(finder->err, SP_E_LIMIT, "too much to keep about one file");
  if (item->old.len > 0)
    status = sp_spool_get(&finder->catalog->spool, item->old, arena, &old,
                          finder->err);
  if (status != SP_OK ||
      (!finder->catalog->afresh && sp_str_eq(old, sp_buf_str(&finder->packed))))
    return status;
  if (!sp_str_eq(old, sp_buf_str(&finder->packed)))
    finder->tally[SP_STAFF].meta++;
  return sp_spool_put(&finder->catalog->spool, sp_buf_str(&finder->packed),
                      &item->entry, finder->err);
}

static enum sp_status
look_at(struct finder *finder, size_t i, struct sp_arena *arena)
{
  const struct sp_item *item = &finder->catalog->item[i];
  struct sp_entry entry;
  struct sp_facts facts;
  struct sp_str live;
  enum sp_status status =
      sp_renew_entry(finder->catalog, i, arena, &entry, &live, finder->err);

  if (status == SP_OK)
    status = compare_entry(finder, i, &entry, arena);
  if (status != SP_OK || live.len == 0 || !sp_facts_unpack(arena, live, &facts))
    return status;
  if (is_live(item, SP_PUBLIC)) {
    sp_pin_marks_use(&finder->pins, facts.id);
    if (facts.type == SP_DOC_CONTACT)
      sp_served_add(finder->arena, &finder->contact, facts.id, facts.title);
  }
  for (size_t a = 0; a < 2; a++)
    if (is_live(item, a)) {
      add_service(finder, a, facts.service);
      add_redirects(finder, a, i, &facts);
    }
  return SP_OK;
}

/* ---- files that have gone ---- */

struct gone {
  struct finder *finder;
  size_t audience;
};

static void
note_gone(void *ctx, struct sp_str key)
{
  struct gone *gone = ctx;
  struct sp_texts *list = &gone->finder->changes[gone->audience].gone;
  struct sp_str path = sp_str_sub(key, sizeof(SP_META_FILE) - 1, key.len);
  size_t i = sp_catalog_find(gone->finder->catalog, path);

  if (i != SIZE_MAX && gone->finder->catalog->item[i].kind != SP_KIND_OTHER)
    return;
  SP_PUSH(gone->finder->arena, list->item, list->count, list->cap,
          sp_arena_copy(gone->finder->arena, path));
}

/* Is there a page, or only an entry? */
static enum sp_status
look_at_gone(struct finder *finder, size_t audience, struct sp_str path,
             struct sp_arena *arena)
{
  struct sp_texts *pages = &finder->changes[audience].gone_pages;
  struct sp_str key = sp_arena_fmt(arena, SP_META_FILE "%.*s", SP_FMT(path)),
                value;
  struct sp_entry entry;
  enum sp_status status = SP_OK;
  bool page = audience == SP_PUBLIC;

  if (!page) {
    status = sp_reader_meta(finder->catalog->old[SP_STAFF], key, arena, &value,
                            finder->err);
    page = status == SP_OK && sp_entry_unpack(value, &entry) && entry.live.made;
  }
  if (page) {
    SP_PUSH(finder->arena, pages->item, pages->count, pages->cap, path);
    finder->tally[audience].removed++;
  } else {
    finder->tally[audience].meta++;
  }
  return status;
}

static enum sp_status
find_gone(struct finder *finder, size_t audience)
{
  struct gone gone = {finder, audience};
  struct sp_texts *list = &finder->changes[audience].gone;
  struct sp_reader *old = finder->catalog->old[audience];
  struct sp_arena arena = {0};
  enum sp_status status;

  if (!old)
    return SP_OK;
  status =
      sp_reader_meta_keys(old, SP_META_FILE, note_gone, &gone, finder->err);
  for (size_t i = 0; i < list->count && status == SP_OK; i++) {
    status = look_at_gone(finder, audience, list->item[i], &arena);
    sp_arena_release(&arena);
  }
  return status;
}

/* ---- redirects ---- */

static int
by_from(const void *va, const void *vb)
{
  const struct sp_redirect *a = va, *b = vb;

  return sp_str_cmp(a->from, b->from);
}

/* A file may name one twice. */
static void
sort_redirects(struct sp_changes *changes)
{
  size_t kept = 0;

  if (changes->redirects == 0)
    return;
  qsort(changes->redirect, changes->redirects, sizeof(*changes->redirect),
        by_from);
  for (size_t i = 1; i < changes->redirects; i++)
    if (by_from(&changes->redirect[kept], &changes->redirect[i]) != 0)
      changes->redirect[++kept] = changes->redirect[i];
  changes->redirects = kept + 1;
}

static void
compare_redirects(struct finder *finder, size_t audience,
                  const struct sp_meta *old, size_t count)
{
  struct sp_changes *changes = &finder->changes[audience];
  struct sp_tally *tally = &finder->tally[audience];
  size_t at = 0, same = 0;

  for (size_t i = 0; i < count; i++) {
    struct sp_str from =
        sp_str_sub(old[i].key, sizeof(SP_META_REDIRECT) - 1, old[i].key.len);

    while (at < changes->redirects &&
           sp_str_cmp(changes->redirect[at].from, from) < 0)
      at++;
    if (at < changes->redirects &&
        sp_str_eq(changes->redirect[at].from, from)) {
      if (sp_str_eq(changes->redirect[at].to, old[i].value))
        same++;
      else
        tally->meta_taken++;
      continue;
    }
    SP_PUSH(finder->arena, changes->stale.item, changes->stale.count,
            changes->stale.cap, from);
    tally->meta_taken++;
  }
  tally->meta += changes->redirects - same + changes->stale.count;
}

static enum sp_status
find_redirects(struct finder *finder, size_t audience)
{
  struct sp_changes *changes = &finder->changes[audience];
  struct sp_reader *reader = finder->catalog->old[audience];
  struct sp_meta *old = NULL;
  size_t count = 0;
  enum sp_status status = SP_OK;

  sort_redirects(changes);
  if (reader)
    status = sp_reader_meta_list(reader, SP_META_REDIRECT, finder->arena, &old,
                                 &count, finder->err);
  if (status == SP_OK)
    compare_redirects(finder, audience, old, count);
  return status;
}

/* ---- the site's facts ---- */

static enum sp_status
compare_meta(struct finder *finder, size_t audience, const char *key,
             struct sp_str wanted)
{
  struct sp_tally *tally = &finder->tally[audience];
  struct sp_reader *reader = finder->catalog->old[audience];
  struct sp_str old = {0};
  enum sp_status status = SP_OK;

  if (reader)
    status =
        sp_reader_meta(reader, sp_str(key), finder->arena, &old, finder->err);
  if (status != SP_OK || sp_str_eq(old, wanted))
    return status;
  tally->meta++;
  tally->meta_taken += old.len > 0;
  return status;
}

/* Of the lists of the home page what this index has a page of. */
static void
keep_home(struct finder *finder, size_t audience, struct sp_site *site)
{
  const struct sp_catalog *catalog = finder->catalog;

  for (size_t k = 0; k < SP_HOME_LISTS; k++) {
    struct sp_texts kept = {0};

    for (size_t i = 0; i < site->home[k].count; i++) {
      size_t at = sp_survey_named(catalog, site->home[k].item[i]);

      if (at != SIZE_MAX && is_live(&catalog->item[at], audience))
        SP_PUSH(finder->arena, kept.item, kept.count, kept.cap,
                site->home[k].item[i]);
    }
    site->home[k] = kept;
  }
}

static enum sp_status
find_site(struct finder *finder, size_t audience)
{
  struct sp_changes *changes = &finder->changes[audience];
  struct sp_site site = finder->catalog->settings.site;

  sp_services_sort(&changes->service);
  /* Staff are told of services without a page too, residents are not. */
  if (!finder->catalog->settings.has_services)
    sp_services_make(finder->arena, &changes->service, &site);
  else if (audience == SP_PUBLIC)
    sp_services_keep_used(finder->arena, &changes->service, &site);
  if (audience == SP_PUBLIC) {
    sp_pins_keep_used(finder->arena, &finder->pins, finder->catalog->now,
                      &site);
    sp_served_find(finder->arena, &finder->catalog->settings.areas,
                   &finder->contact, finder->catalog->now, &site.served);
  }
  keep_home(finder, audience, &site);
  sp_buf_clear(&finder->packed);
  sp_site_pack(&finder->packed, &site, (enum sp_audience)audience);
  if (finder->packed.full)
    return sp_fail(finder->err, SP_E_LIMIT, "the settings are too large");
  changes->site = sp_arena_copy(finder->arena, sp_buf_str(&finder->packed));
  return compare_meta(finder, audience, SP_META_SITE, changes->site);
}

static enum sp_status
find_directory(struct finder *finder, size_t audience)
{
  struct sp_changes *changes = &finder->changes[audience];
  enum sp_status status =
      sp_contacts_pack(finder->catalog, (enum sp_audience)audience,
                       finder->arena, &changes->directory, finder->err);

  return status == SP_OK ? compare_meta(finder, audience, SP_META_DIRECTORY,
                                        changes->directory)
                         : status;
}

enum sp_status
sp_changes_find(struct sp_catalog *catalog, const struct sp_survey *survey,
                struct sp_arena *arena, struct sp_changes changes[2],
                struct sp_tally tally[2], struct sp_err *err)
{
  struct finder finder = {.catalog = catalog,
                          .survey = survey,
                          .arena = arena,
                          .changes = changes,
                          .tally = tally,
                          .err = err};
  struct sp_arena of_file = {0};
  enum sp_status status = SP_OK;

  finder.pins = sp_pin_marks_new(arena, &catalog->settings.site);
  sp_buf_init(&finder.packed, SP_SPAN_MAX);
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    if (catalog->item[i].kind != SP_KIND_OTHER && !catalog->item[i].gone)
      status = look_at(&finder, i, &of_file);
    sp_arena_release(&of_file);
  }
  for (size_t a = 0; a < 2 && status == SP_OK; a++) {
    status = find_gone(&finder, a);
    if (status == SP_OK)
      status = find_redirects(&finder, a);
    if (status == SP_OK)
      status = find_site(&finder, a);
    if (status == SP_OK)
      status = find_directory(&finder, a);
  }
  sp_buf_release(&finder.packed);
  return status;
}
