/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/world.h"

#include "lib/near.h"
#include "lib/schema.h"
#include "lib/text.h"

/* ---- answers ---- */

/* The first member is what the resolver gets, and gives back. */
struct sp_site_answer {
  struct sp_target target;
  struct sp_span headings;
  size_t item;
  bool there; /* else there is no such document */
};

static void
keep_failure(struct sp_site_world *site, enum sp_status status,
             const struct sp_err *err)
{
  if (status == SP_OK || site->status != SP_OK)
    return;
  site->status = status;
  site->err = *err;
}

static struct sp_site_answer **
place_of(struct sp_site_answer **answer, size_t cap, size_t item)
{
  size_t at = (item * 0x9E3779B97F4A7C15u >> 20) & (cap - 1);

  while (answer[at] && answer[at]->item != item)
    at = (at + 1) & (cap - 1);
  return &answer[at];
}

static void
make_room(struct sp_site_world *site)
{
  struct sp_site_answer **old = site->answer;
  size_t old_cap = site->answers_cap;

  if ((site->answers + 1) * 4 <= old_cap * 3)
    return;
  site->answers_cap = old_cap ? old_cap * 2 : 16;
  site->answer =
      sp_arena_array(site->arena, struct sp_site_answer *, site->answers_cap);
  for (size_t i = 0; i < old_cap; i++)
    if (old[i])
      *place_of(site->answer, site->answers_cap, old[i]->item) = old[i];
}

static struct sp_str
title_of(struct sp_site_world *site, const struct sp_brief *brief)
{
  if (brief->title.len > SP_TITLED_MAX - site->titled)
    return sp_arena_copy(site->arena, brief->id);
  site->titled += brief->title.len;
  return sp_arena_copy(site->arena, brief->title);
}

static void
fill(struct sp_site_world *site, struct sp_site_answer *answer,
     const struct sp_brief *brief)
{
  struct sp_target *target = &answer->target;

  answer->there = brief->state != SP_BRIEF_NONE;
  answer->headings = brief->headings;
  target->path = sp_catalog_path(site->catalog, answer->item);
  target->in_error = brief->state == SP_BRIEF_IN_ERROR;
  if (brief->state != SP_BRIEF_KNOWN)
    return;
  target->id = sp_arena_copy(site->arena, brief->id);
  target->title = title_of(site, brief);
  target->type = brief->type;
  target->audience = brief->audience;
  target->level = brief->level;
  target->live = brief->live;
}

/* Each file once a document, however often it is named. */
static const struct sp_site_answer *
answer_of(struct sp_site_world *site, size_t i)
{
  struct sp_site_answer **place;
  struct sp_arena scratch = {0};
  struct sp_brief brief;
  struct sp_err err;

  if (i == SIZE_MAX || site->status != SP_OK)
    return NULL;
  make_room(site);
  place = place_of(site->answer, site->answers_cap, i);
  if (!*place) {
    *place = sp_arena_new(site->arena, struct sp_site_answer);
    (*place)->item = i;
    site->answers++;
    keep_failure(site, sp_brief_get(site->catalog, i, &scratch, &brief, &err),
                 &err);
    fill(site, *place, &brief);
    sp_arena_release(&scratch);
  }
  return (*place)->there ? *place : NULL;
}

static const struct sp_target *
target_of(struct sp_site_world *site, size_t i)
{
  const struct sp_site_answer *answer = answer_of(site, i);

  return answer ? &answer->target : NULL;
}

static const struct sp_target *
by_path(void *ctx, struct sp_str path)
{
  struct sp_site_world *site = ctx;

  return target_of(site, sp_survey_named(site->catalog, path));
}

static bool
has_heading(void *ctx, const struct sp_target *target, struct sp_str anchor,
            bool *is_public)
{
  const struct sp_site_answer *answer = (const struct sp_site_answer *)target;
  struct sp_site_world *site = ctx;
  struct sp_err err;
  bool has = false;

  keep_failure(site,
               sp_brief_has_heading(site->catalog, answer->headings, anchor,
                                    &has, is_public, &err),
               &err);
  return has;
}

/* The contact of this name; else the file in error that may be meant. */
static size_t
find_contact(const struct sp_catalog *catalog, const struct sp_survey *survey,
             struct sp_str name)
{
  size_t i = sp_survey_contact(survey, name);

  return i == SIZE_MAX ? sp_lost_find(&catalog->lost, name) : i;
}

static const struct sp_target *
contact(void *ctx, struct sp_str name)
{
  struct sp_site_world *site = ctx;

  return target_of(site, find_contact(site->catalog, site->survey, name));
}

/* The packed model of a snippet, in the arena; empty when there is none. */
static struct sp_str
load_snippet(struct sp_site_world *site, size_t i, struct sp_arena *arena,
             enum sp_audience *audience)
{
  struct sp_arena scratch = {0};
  struct sp_known known;
  struct sp_str payload = {0};
  struct sp_err err;

  keep_failure(site, sp_survey_know(site->catalog, i, &scratch, &known, &err),
               &err);
  if (known.known && known.payload.len <= SP_INCLUDED_MAX - site->included) {
    site->included += known.payload.len;
    payload = sp_arena_copy(arena, known.payload);
    *audience = known.audience;
  }
  sp_arena_release(&scratch);
  return payload;
}

static struct sp_doc *
snippet(void *ctx, struct sp_arena *arena, struct sp_str path)
{
  struct sp_site_world *site = ctx;
  size_t i = sp_catalog_find(site->catalog, path);
  const struct sp_target *target = target_of(site, i);
  enum sp_audience audience = SP_STAFF;
  struct sp_unpack in = {0};
  struct sp_doc *doc;

  if (!target || target->in_error || target->type != SP_DOC_SNIPPET)
    return NULL;
  in.rest = load_snippet(site, i, arena, &audience);
  if (in.rest.len == 0)
    return NULL;
  doc = sp_doc_unpack(arena, &in);
  /* Its last good version may say public where the file says so no more. */
  if (doc)
    doc->audience = audience;
  return doc;
}

static struct sp_str
fee(void *ctx, struct sp_arena *arena, struct sp_str key)
{
  struct sp_site_world *site = ctx;

  return sp_fees_amount(arena, &site->catalog->settings.fees, key,
                        site->catalog->now);
}

static bool
is_fee_in_error(const struct sp_catalog *catalog, struct sp_str key)
{
  return catalog->fees_in_error ||
         sp_fees_in_error(&catalog->settings.fees, key);
}

static bool
fee_in_error(void *ctx, struct sp_str key)
{
  const struct sp_site_world *site = ctx;

  return is_fee_in_error(site->catalog, key);
}

/* ---- what may have been meant ---- */

/* The last part of a path, without its ending. */
static struct sp_str
stem_of(struct sp_str path, size_t *from)
{
  *from = path.len;
  while (*from > 0 && path.ptr[*from - 1] != '/')
    --*from;
  return sp_kind_id(sp_str_sub(path, *from, path.len));
}

/* A search for what may be named: by residents' text only what is theirs. */
struct near {
  struct sp_nearest nearest;
  bool (*may)(void *ctx, size_t item); /* NULL: any */
  void *ctx;
};

static bool
may_name(const struct near *near, size_t item)
{
  return !near->may || near->may(near->ctx, item);
}

/* Is it nearer than what was found before, and may it be named? */
static bool
try_item(struct near *near, struct sp_str name, size_t item)
{
  struct sp_nearest before = near->nearest;

  sp_nearest_try(&near->nearest, name);
  if (near->nearest.found.ptr == before.found.ptr)
    return false;
  if (may_name(near, item))
    return true;
  near->nearest = before;
  return false;
}

/* A file of the same name in another folder is what was meant before one of
 * nearly this name in this folder. */
static struct sp_str
near_file(const struct sp_catalog *catalog, bool snippets, struct sp_str path,
          struct near *near)
{
  size_t from, at;
  struct sp_str folder, same = SP_STR(""), found = SP_STR("");

  near->nearest = (struct sp_nearest){.word = stem_of(path, &from)};
  folder = sp_str_sub(path, 0, from);
  for (size_t i = 0; i < catalog->walk.files; i++) {
    struct sp_str other = sp_catalog_path(catalog, i), stem;
    bool is_beside;

    if (!sp_kind_is_document(catalog->item[i].kind) ||
        sp_str_starts(other, "snippets/") != snippets)
      continue;
    stem = stem_of(other, &at);
    is_beside = sp_str_eq(sp_str_sub(other, 0, at), folder);
    /* Another folder's file of this name may be about something else. */
    if (sp_str_ieq(stem, near->nearest.word) && (is_beside || same.len == 0)) {
      if (may_name(near, i))
        same = other;
    } else if ((is_beside ||
                (snippets && !sp_str_starts(folder, "snippets/"))) &&
               try_item(near, stem, i)) {
      found = other;
    }
  }
  return same.len ? same : found;
}

struct sp_str
sp_site_near_page(const struct sp_catalog *catalog, struct sp_str path)
{
  struct near near = {0};

  return near_file(catalog, false, path, &near);
}

static struct sp_str
near_contact(struct sp_arena *arena, const struct sp_catalog *catalog,
             struct sp_str name, struct near *near)
{
  size_t at;

  near->nearest = (struct sp_nearest){.word = sp_text_slug(arena, name)};
  for (size_t i = 0; i < catalog->walk.files; i++)
    if (catalog->item[i].contact)
      (void)try_item(near, stem_of(sp_catalog_path(catalog, i), &at), i);
  return near->nearest.found;
}

static struct sp_str
near_fee(const struct sp_fees *fees, struct sp_str name)
{
  struct sp_nearest near = {.word = name};

  for (size_t i = 0; i < fees->count; i++)
    if (!sp_str_eq(fees->item[i].key, name))
      sp_nearest_try(&near, fees->item[i].key);
  return near.found;
}

static bool
is_public_item(void *ctx, size_t item)
{
  const struct sp_target *target = target_of(ctx, item);

  return target && !target->in_error && target->audience == SP_PUBLIC;
}

static struct sp_str
near_name(void *ctx, struct sp_arena *arena, enum sp_ref_kind kind,
          struct sp_str name, bool is_public)
{
  struct sp_site_world *site = ctx;
  struct near near = {.may = is_public ? is_public_item : NULL, .ctx = site};

  if (kind == SP_REF_FEE)
    return near_fee(&site->catalog->settings.fees, name);
  if (kind == SP_REF_CONTACT)
    return near_contact(arena, site->catalog, name, &near);
  return near_file(site->catalog, kind == SP_REF_SNIPPET, name, &near);
}

static struct sp_str
near_heading(void *ctx, struct sp_arena *arena, const struct sp_target *target,
             struct sp_str anchor, bool is_public)
{
  const struct sp_site_answer *answer = (const struct sp_site_answer *)target;
  struct sp_site_world *site = ctx;
  struct sp_nearest near = {.word = anchor};
  struct sp_doc_anchors anchors = {0};
  struct sp_unpack in = {0};
  struct sp_err err;
  struct sp_doc *doc = NULL;
  struct sp_span model = site->catalog->item[answer->item].model;

  if (model.len > 0)
    keep_failure(
        site, sp_spool_get(&site->catalog->spool, model, arena, &in.rest, &err),
        &err);
  if (in.rest.len > 0)
    doc = sp_doc_unpack(arena, &in);
  if (doc)
    sp_doc_anchors(arena, doc, &anchors);
  for (size_t i = 0; i < anchors.count; i++)
    if (anchors.item[i].is_public || !is_public)
      sp_nearest_try(&near, anchors.item[i].address);
  return near.found;
}

void
sp_site_world_init(struct sp_site_world *site)
{
  *site = (struct sp_site_world){
      .catalog = site->catalog, .survey = site->survey, .arena = site->arena};
  site->world = (struct sp_world){.ctx = site,
                                  .lenient = site->catalog->lenient,
                                  .check_only = site->catalog->check_only,
                                  .by_path = by_path,
                                  .contact = contact,
                                  .snippet = snippet,
                                  .has_heading = has_heading,
                                  .fee = fee,
                                  .fee_in_error = fee_in_error,
                                  .near = near_name,
                                  .near_heading = near_heading};
}

bool
sp_site_knows_service(const struct sp_settings *settings, struct sp_str key)
{
  return !settings->has_services || sp_site_service(&settings->site, key);
}

/* ---- their hash ---- */

struct inputs {
  struct sp_catalog *catalog;
  const struct sp_survey *survey;
  struct sp_arena *arena;
  struct sp_hasher h;
};

static void
add_number(struct inputs *in, uint64_t n)
{
  sp_hasher_add(&in->h, sp_str_n((const char *)&n, sizeof(n)));
}

static void
add_face(struct inputs *in, size_t i)
{
  if (i == SIZE_MAX)
    sp_hasher_add(&in->h, SP_STR(""));
  else
    sp_hasher_add(&in->h, sp_hash_str(&in->catalog->item[i].face));
}

static void
add_ref(struct inputs *in, const struct sp_ref *ref)
{
  add_number(in, ref->kind);
  switch (ref->kind) {
  case SP_REF_FILE:
    add_face(in, sp_survey_named(in->catalog, ref->name));
    break;
  case SP_REF_SNIPPET:
    add_face(in, sp_catalog_find(in->catalog, ref->name));
    break;
  case SP_REF_CONTACT:
    add_face(in, find_contact(in->catalog, in->survey, ref->name));
    break;
  case SP_REF_FEE:
    sp_hasher_add(&in->h, sp_fees_amount(in->arena, &in->catalog->settings.fees,
                                         ref->name, in->catalog->now));
    add_number(in, is_fee_in_error(in->catalog, ref->name));
    break;
  }
}

/* The hash of what a snippet refers to.  It may include nothing itself, so
 * there is no third level. */
static enum sp_status
hash_snippet(const struct inputs *page, size_t i, struct sp_hash *out,
             struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct inputs in = {page->catalog, page->survey, &arena, {{0}}};
  struct sp_known known;
  enum sp_status status = sp_survey_know(in.catalog, i, &arena, &known, err);

  sp_hasher_init(&in.h);
  if (status == SP_OK && known.known && known.facts.type == SP_DOC_SNIPPET)
    for (size_t r = 0; r < known.facts.refs.count; r++)
      add_ref(&in, &known.facts.refs.item[r]);
  *out = sp_hasher_end(&in.h);
  sp_arena_release(&arena);
  return status;
}

/* A snippet's own references are the page's too; they are found once a run. */
static enum sp_status
add_snippet_refs(struct inputs *in, struct sp_str path, struct sp_err *err)
{
  struct sp_catalog *catalog = in->catalog;
  size_t i = sp_catalog_find(catalog, path);
  struct sp_hash hash;
  enum sp_status status;

  if (i == SIZE_MAX)
    return SP_OK;
  if (catalog->item[i].refs.len > 0) {
    status = sp_spool_copy(&catalog->spool, catalog->item[i].refs, 0, &hash,
                           sizeof(hash), err);
  } else {
    status = hash_snippet(in, i, &hash, err);
    if (status == SP_OK)
      status = sp_spool_put(&catalog->spool, sp_hash_str(&hash),
                            &catalog->item[i].refs, err);
  }
  if (status == SP_OK)
    sp_hasher_add(&in->h, sp_hash_str(&hash));
  return status;
}

static void
add_settings(struct inputs *in, const struct sp_facts *facts)
{
  const struct sp_settings *settings = &in->catalog->settings;
  const struct sp_service *service =
      sp_site_service(&settings->site, facts->service);

  add_number(in, sp_site_knows_service(settings, facts->service));
  sp_hasher_add(&in->h,
                service && !facts->has_owner ? service->owner : SP_STR(""));
}

enum sp_status
sp_site_inputs(struct sp_catalog *catalog, const struct sp_survey *survey,
               size_t i, const struct sp_facts *facts, struct sp_arena *arena,
               struct sp_hash *out, struct sp_err *err)
{
  struct inputs in = {.catalog = catalog, .survey = survey, .arena = arena};
  enum sp_status status = SP_OK;

  sp_hasher_init(&in.h);
  add_number(&in, SP_SCHEMA_VERSION);
  sp_hasher_add(&in.h, sp_hash_str(&catalog->item[i].seen));
  add_settings(&in, facts);
  add_number(&in, sp_facts_live(facts, catalog->now));
  for (size_t b = 0; b < facts->boundaries.count; b++)
    add_number(&in, facts->boundaries.item[b] <= catalog->now);
  for (size_t r = 0; r < facts->refs.count && status == SP_OK; r++) {
    add_ref(&in, &facts->refs.item[r]);
    if (facts->refs.item[r].kind == SP_REF_SNIPPET)
      status = add_snippet_refs(&in, facts->refs.item[r].name, err);
  }
  *out = sp_hasher_end(&in.h);
  return status;
}
