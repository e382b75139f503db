/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/world.h"

#include "lib/schema.h"

/* ---- answers ---- */

static const struct sp_target *
target_of(struct sp_site_world *site, size_t i)
{
  struct sp_known known = {0};
  struct sp_target *target;
  struct sp_err err;

  if (i == SIZE_MAX || site->status != SP_OK)
    return NULL;
  site->status = sp_survey_know(site->catalog, i, site->arena, &known, &err);
  if (site->status != SP_OK)
    site->err = err;
  if (!known.known)
    return NULL;
  target = sp_arena_new(site->arena, struct sp_target);
  target->path = sp_catalog_path(site->catalog, i);
  target->id = known.facts.id;
  target->title = known.facts.title;
  target->type = known.facts.type;
  target->audience = known.audience;
  target->level = known.facts.level;
  target->live = sp_facts_live(&known.facts, site->catalog->now);
  target->anchor = known.facts.anchors.item;
  target->anchors = known.facts.anchors.count;
  return target;
}

static const struct sp_target *
by_path(void *ctx, struct sp_str path)
{
  struct sp_site_world *site = ctx;

  return target_of(site, sp_survey_named(site->catalog, path));
}

static const struct sp_target *
contact(void *ctx, struct sp_str name)
{
  struct sp_site_world *site = ctx;

  return target_of(site, sp_survey_contact(site->survey, name));
}

static struct sp_doc *
snippet(void *ctx, struct sp_arena *arena, struct sp_str path)
{
  struct sp_site_world *site = ctx;
  size_t i = sp_catalog_find(site->catalog, path);
  struct sp_known known = {0};
  struct sp_unpack in = {0};
  struct sp_doc *doc;
  struct sp_err err;

  if (i == SIZE_MAX || site->status != SP_OK ||
      site->included > SP_INCLUDED_MAX)
    return NULL;
  site->status = sp_survey_know(site->catalog, i, arena, &known, &err);
  if (site->status != SP_OK)
    site->err = err;
  site->included += known.payload.len;
  if (!known.known || known.payload.len == 0 ||
      site->included > SP_INCLUDED_MAX)
    return NULL;
  in.rest = known.payload;
  doc = sp_doc_unpack(arena, &in);
  /* Its last good version may say public where the file says so no more. */
  if (doc)
    doc->audience = known.audience;
  return doc;
}

static struct sp_str
fee(void *ctx, struct sp_arena *arena, struct sp_str key)
{
  struct sp_site_world *site = ctx;

  return sp_fees_amount(arena, &site->catalog->settings.fees, key,
                        site->catalog->now);
}

void
sp_site_world_init(struct sp_site_world *site)
{
  site->world = (struct sp_world){.ctx = site,
                                  .lenient = site->catalog->lenient,
                                  .by_path = by_path,
                                  .contact = contact,
                                  .snippet = snippet,
                                  .fee = fee};
  site->included = 0;
  site->status = SP_OK;
}

bool
sp_site_knows_service(const struct sp_settings *settings, struct sp_str key)
{
  return !settings->has_services || sp_site_service(&settings->site, key);
}

/* ---- their hash ---- */

struct inputs {
  const struct sp_catalog *catalog;
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
    add_face(in, sp_survey_contact(in->survey, ref->name));
    break;
  case SP_REF_FEE:
    sp_hasher_add(&in->h, sp_fees_amount(in->arena, &in->catalog->settings.fees,
                                         ref->name, in->catalog->now));
    break;
  }
}

/* A snippet's own references are the page's too.  It may include nothing
 * itself, so there is no third level. */
static enum sp_status
add_snippet_refs(struct inputs *in, struct sp_str path, struct sp_err *err)
{
  size_t i = sp_catalog_find(in->catalog, path);
  struct sp_arena arena = {0};
  struct sp_known known = {0};
  enum sp_status status;

  if (i == SIZE_MAX)
    return SP_OK;
  status = sp_survey_know(in->catalog, i, &arena, &known, err);
  if (status == SP_OK && known.known)
    for (size_t r = 0; r < known.facts.refs.count; r++)
      add_ref(in, &known.facts.refs.item[r]);
  sp_arena_release(&arena);
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
sp_site_inputs(const struct sp_catalog *catalog, const struct sp_survey *survey,
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
