/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/make.h"

#include <stdlib.h>

#include "indexer/inspect.h"
#include "indexer/last_good.h"
#include "indexer/sheet.h"
#include "lib/audience.h"
#include "lib/playable.h"
#include "lib/render.h"
#include "lib/schema.h"

struct maker {
  struct sp_catalog *catalog;
  const struct sp_survey *survey;
  bool check_only;
  struct sp_tally *tally; /* of each index */
  struct sp_inspection inspection;
  unsigned char *needed; /* a bit an item: its pages must be made */
  unsigned char *asked;  /* likewise: such a one's checks ask for its model */
  struct sp_buf packed;
  struct sp_err *err;
};

/* One file at work. */
struct work {
  size_t i;
  struct sp_arena arena;
  struct sp_verdict own;
  struct sp_facts facts; /* of own, when it is usable */
  struct sp_entry old;
  struct sp_made there[2]; /* what each index has of it */
  struct sp_diags diags;
  struct sp_result result;
};

/* ---- results in the spool ---- */

static void
pack_result(struct sp_buf *out, const struct sp_result *result)
{
  sp_pack_str(out, result->cross);
  sp_pack_bool(out, result->tried);
  sp_pack_bool(out, result->passed);
  sp_pack_bool(out, result->accepted);
  sp_hash_pack(out, &result->inputs);
  for (size_t a = 0; a < 2; a++) {
    sp_made_pack(out, &result->page[a]);
    sp_pack_u64(out, result->sheet[a].at);
    sp_pack_u64(out, result->sheet[a].len);
  }
}

enum sp_status
sp_make_result(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_result *out,
               struct sp_err *err)
{
  struct sp_unpack in = {0};
  enum sp_status status;

  *out = (struct sp_result){0};
  if (catalog->item[i].result.len == 0)
    return SP_OK;
  status = sp_spool_get(&catalog->spool, catalog->item[i].result, arena,
                        &in.rest, err);
  if (status != SP_OK)
    return status;
  out->cross = sp_unpack_str(&in);
  out->tried = sp_unpack_bool(&in);
  out->passed = sp_unpack_bool(&in);
  out->accepted = sp_unpack_bool(&in);
  sp_hash_unpack(&in, &out->inputs);
  for (size_t a = 0; a < 2; a++) {
    sp_made_unpack(&in, &out->page[a]);
    out->sheet[a].at = sp_unpack_u64(&in);
    out->sheet[a].len = (uint32_t)sp_unpack_u64(&in) & SP_SPAN_MAX;
  }
  return sp_unpack_done(&in)
             ? SP_OK
             : sp_fail(err, SP_E_IO, "a temporary file is damaged");
}

/* ---- loading one file ---- */

/* The hash that the public index keeps of its page. */
static enum sp_status
load_public(struct maker *maker, struct work *work)
{
  const struct sp_catalog *catalog = maker->catalog;
  struct sp_str key, value = {0};
  enum sp_status status;

  if (!catalog->item[work->i].was_public)
    return SP_OK;
  key = sp_arena_fmt(&work->arena, SP_META_FILE "%.*s",
                     SP_FMT(sp_catalog_path(catalog, work->i)));
  status = sp_reader_meta(catalog->old[SP_PUBLIC], key, &work->arena, &value,
                          maker->err);
  work->there[SP_PUBLIC].made = true;
  if (value.len == SP_HASH_SIZE)
    memcpy(work->there[SP_PUBLIC].hash.byte, value.ptr, SP_HASH_SIZE);
  return status;
}

static enum sp_status
load(struct maker *maker, struct work *work)
{
  struct sp_catalog *catalog = maker->catalog;
  enum sp_status status;

  work->result = (struct sp_result){0};
  work->there[SP_STAFF] = work->there[SP_PUBLIC] = (struct sp_made){0};
  work->diags = (struct sp_diags){.arena = &work->arena};
  status =
      sp_catalog_own(catalog, work->i, &work->arena, &work->own, maker->err);
  if (status == SP_OK)
    status =
        sp_catalog_old(catalog, work->i, &work->arena, &work->old, maker->err);
  if (status != SP_OK)
    return status;
  if (work->own.usable)
    work->own.usable =
        sp_facts_unpack(&work->arena, work->own.facts, &work->facts);
  work->there[SP_STAFF] = work->old.live;
  return load_public(maker, work);
}

/* ---- what must be made ---- */

static bool
same_page(const struct sp_made *a, const struct sp_made *b)
{
  return a->made == b->made && (!a->made || sp_hash_eq(&a->hash, &b->hash));
}

/* Does the result of the last run stand?  Not when an input has changed; nor
 * when an index lacks what that result says, because a run was cut short. */
static bool
stands(const struct maker *maker, const struct work *work)
{
  const struct sp_entry *old = &work->old;

  if (maker->catalog->afresh || !old->tried ||
      !sp_hash_eq(&old->inputs, &work->result.inputs))
    return false;
  return !old->passed ||
         (same_page(&old->page[SP_STAFF], &work->there[SP_STAFF]) &&
          same_page(&old->page[SP_PUBLIC], &work->there[SP_PUBLIC]));
}

/* Of all that its pages depend on, and its findings. */
static enum sp_status
find_inputs(struct maker *maker, struct work *work)
{
  struct sp_hash of_pages, of_findings;
  struct sp_hasher h;
  enum sp_status status =
      sp_site_inputs(maker->catalog, maker->survey, work->i, &work->facts,
                     &work->arena, &of_pages, maker->err);

  if (status == SP_OK)
    status = sp_inspect_inputs(&maker->inspection, work->i, &work->facts,
                               &of_findings, maker->err);
  if (status != SP_OK)
    return status;
  sp_hasher_init(&h);
  sp_hasher_add(&h, sp_hash_str(&of_pages));
  sp_hasher_add(&h, sp_hash_str(&of_findings));
  work->result.inputs = sp_hasher_end(&h);
  return SP_OK;
}

static void
set_bit(unsigned char *bits, size_t i)
{
  bits[i / 8] |= (unsigned char)(1u << (i % 8));
}

static bool
has_bit(const unsigned char *bits, size_t i)
{
  return bits[i / 8] >> (i % 8) & 1;
}

static enum sp_status
need(struct maker *maker, struct work *work)
{
  uint32_t item[SP_INSPECT_DOCS_MAX];
  size_t count;
  enum sp_status status = sp_inspect_needs(
      &maker->inspection, work->i, &work->facts, item, &count, maker->err);

  set_bit(maker->needed, work->i);
  for (size_t k = 0; k < count && status == SP_OK; k++)
    set_bit(maker->asked, item[k]);
  return status;
}

static enum sp_status
see_what_is_needed(struct maker *maker, struct work *work)
{
  struct sp_item *item = &maker->catalog->item[work->i];
  enum sp_status status = load(maker, work);

  if (status != SP_OK || !work->own.usable)
    return status;
  sp_inspect_note(&maker->inspection, work->i, &work->facts);
  if (item->loses)
    return SP_OK;
  status = find_inputs(maker, work);
  if (status == SP_OK && !stands(maker, work))
    status = need(maker, work);
  return status;
}

static bool
is_needed(const struct maker *maker, size_t i)
{
  return has_bit(maker->needed, i);
}

static bool
is_wanted(void *ctx, size_t i)
{
  const struct maker *maker = ctx;

  return has_bit(maker->needed, i) || has_bit(maker->asked, i);
}

/* ---- making ---- */

static unsigned
line_of_field(const struct sp_doc *doc, const char *name)
{
  const struct sp_field *field = sp_doc_field_all(doc, name);

  return field ? field->line : 0;
}

/* What the settings add to a document, and what it must find there. */
static void
apply_settings(struct maker *maker, struct work *work, struct sp_doc *doc)
{
  const struct sp_settings *settings = &maker->catalog->settings;
  const struct sp_service *service;

  if (doc->service.len == 0)
    return;
  service = sp_site_service(&settings->site, doc->service);
  if (doc->owner.len == 0 && service)
    doc->owner = service->owner;
  if (maker->catalog->lenient || sp_site_knows_service(settings, doc->service))
    return;
  sp_diag(&work->diags, "E25", doc->path, line_of_field(doc, "service"), 0,
          "there is no service %.*s in services.yaml; add it there, or name"
          " one that is there with `service:`",
          SP_FMT(doc->service));
  sp_diag_partner(&work->diags, SP_STR("services.yaml"));
}

static enum sp_status
keep_page(struct maker *maker, struct work *work, const struct sp_doc *doc,
          enum sp_audience audience)
{
  struct sp_page *page =
      sp_render_page(&work->arena, doc, audience, maker->catalog->now);
  struct sp_result *result = &work->result;

  if (page && doc->type == SP_DOC_SCRIPT)
    page->playable =
        sp_playable_pack(&work->arena, doc, maker->catalog->now, SP_RENDER_MAX);
  sp_buf_clear(&maker->packed);
  if (page)
    sp_sheet_pack(&maker->packed, page);
  if (!page || maker->packed.full) {
    sp_diag(&work->diags, "E25", doc->path, 0, 0,
            "this file makes a page that is too large; split it, or include"
            " less");
    return SP_OK;
  }
  result->page[audience].made = true;
  result->page[audience].hash = sp_hash_of(sp_buf_str(&maker->packed));
  return sp_spool_put(&maker->catalog->spool, sp_buf_str(&maker->packed),
                      &result->sheet[audience], maker->err);
}

static enum sp_status
render(struct maker *maker, struct work *work, const struct sp_doc *doc)
{
  const struct sp_doc *of_staff, *of_public;
  enum sp_status status = SP_OK;

  if (maker->check_only || doc->type == SP_DOC_SNIPPET ||
      !sp_facts_live(&work->facts, maker->catalog->now))
    return SP_OK;
  of_staff = sp_doc_for_staff(&work->arena, doc);
  of_public = sp_doc_for_public(&work->arena, doc);
  if (of_staff)
    status = keep_page(maker, work, of_staff, SP_STAFF);
  if (of_public && status == SP_OK)
    status = keep_page(maker, work, of_public, SP_PUBLIC);
  return status;
}

static enum sp_status
resolve_and_render(struct maker *maker, struct work *work, struct sp_doc *doc)
{
  struct sp_site_world site = {.catalog = maker->catalog,
                               .survey = maker->survey,
                               .arena = &work->arena};
  enum sp_status status;

  sp_site_world_init(&site);
  apply_settings(maker, work, doc);
  status = sp_inspect_doc(&maker->inspection, &work->arena, &site.world, doc,
                          &work->diags, maker->err);
  if (status != SP_OK)
    return status;
  sp_doc_resolve(&work->arena, doc, &site.world, &work->diags);
  if (site.status != SP_OK) {
    *maker->err = site.err;
    return site.status;
  }
  return work->diags.errors > 0 ? SP_OK : render(maker, work, doc);
}

static enum sp_status
make(struct maker *maker, struct work *work)
{
  struct sp_item *item = &maker->catalog->item[work->i];
  struct sp_str path = sp_catalog_path(maker->catalog, work->i);
  struct sp_unpack in = {0};
  struct sp_doc *doc = NULL;
  enum sp_status status = SP_OK;

  if (item->model.len > 0)
    status = sp_spool_get(&maker->catalog->spool, item->model, &work->arena,
                          &in.rest, maker->err);
  if (status != SP_OK)
    return status;
  if (item->model.len > 0)
    doc = sp_doc_unpack(&work->arena, &in);
  if (!doc || !sp_str_eq(doc->path, path) ||
      !sp_str_eq(doc->id, work->facts.id)) {
    /* The next run reads it again. */
    item->seen = (struct sp_hash){0};
    sp_diag(&work->diags, "E25", path, 0, 0,
            "this file changed while it was being read; update again");
    return SP_OK;
  }
  status = find_inputs(maker, work);
  if (status != SP_OK)
    return status;
  work->result.tried = true;
  return resolve_and_render(maker, work, doc);
}

static void
take_old_result(struct work *work)
{
  work->result.tried = true;
  work->result.inputs = work->old.inputs;
  work->result.cross = work->old.cross;
  work->result.passed = work->old.passed;
  work->result.page[SP_STAFF] = work->old.page[SP_STAFF];
  work->result.page[SP_PUBLIC] = work->old.page[SP_PUBLIC];
}

/* Say who has this file's address. */
static void
complain_of_address(struct maker *maker, struct work *work)
{
  struct sp_str path = sp_catalog_path(maker->catalog, work->i);
  struct sp_str id = work->facts.id;
  size_t owner = sp_survey_owner(maker->survey, id);

  for (size_t r = 0; r < work->facts.redirects.count &&
                     (owner == SIZE_MAX || owner == work->i);
       r++) {
    id = work->facts.redirects.item[r];
    owner = sp_survey_owner(maker->survey, id);
  }
  if (owner == SIZE_MAX || owner == work->i)
    return;
  sp_diag(&work->diags, "E03", path, 0, 0,
          "the address %.*s is that of %.*s; rename one of them, or take it"
          " out of redirect-from",
          SP_FMT(id), SP_FMT(sp_catalog_path(maker->catalog, owner)));
  sp_diag_partner(&work->diags, sp_catalog_path(maker->catalog, owner));
}

/* ---- actions ---- */

/* Has a part of what stays ended, so that it must be taken out? */
static enum sp_status
count_ended(struct maker *maker, struct work *work, size_t a)
{
  struct sp_reader *reader = maker->catalog->old[a];
  enum sp_status status = SP_OK;
  bool ended = false;

  if (reader)
    status = sp_reader_has_ended(
        reader, sp_kind_id(sp_catalog_path(maker->catalog, work->i)),
        maker->catalog->now, &ended, maker->err);
  maker->tally[a].changed += ended;
  return status;
}

static enum sp_status
decide(struct maker *maker, struct work *work)
{
  struct sp_item *item = &maker->catalog->item[work->i];
  bool may_stay[2] = {false, false};
  enum sp_status status = SP_OK;

  if (!work->result.accepted)
    status =
        sp_last_good_may_stay(maker->catalog, maker->survey, work->i,
                              &work->own, &work->old, may_stay, maker->err);
  for (size_t a = 0; a < 2 && status == SP_OK; a++) {
    const struct sp_made *there = &work->there[a];
    const struct sp_made *made = &work->result.page[a];
    struct sp_case c = {.accepted = work->result.accepted,
                        .wanted = made->made,
                        .there = there->made,
                        .same = there->made && same_page(there, made),
                        .may_stay = may_stay[a],
                        .afresh = maker->catalog->afresh};

    item->action[a] = sp_plan_action(&c);
    sp_plan_count(&maker->tally[a], item->action[a], c.there, c.same);
    if (item->action[a] == SP_ACTION_LAST_GOOD)
      status = count_ended(maker, work, a);
  }
  return status;
}

static enum sp_status
make_one(struct maker *maker, struct work *work)
{
  struct sp_item *item = &maker->catalog->item[work->i];
  enum sp_status status = load(maker, work);
  struct sp_buf packed;

  if (status != SP_OK)
    return status;
  sp_buf_init(&packed, SP_SPAN_MAX);
  if (work->own.usable && item->loses)
    complain_of_address(maker, work);
  else if (work->own.usable && is_needed(maker, work->i))
    status = make(maker, work);
  else if (work->own.usable)
    take_old_result(work);
  if (work->diags.count > 0) {
    sp_diags_sort(&work->diags);
    sp_diags_pack(&packed, &work->diags);
    work->result.cross = sp_buf_str(&packed);
  }
  if (is_needed(maker, work->i))
    work->result.passed = work->result.tried && work->diags.errors == 0;
  work->result.accepted =
      work->own.usable && !item->loses && work->result.passed;
  if (status == SP_OK)
    status = decide(maker, work);
  if (status == SP_OK) {
    sp_buf_clear(&maker->packed);
    pack_result(&maker->packed, &work->result);
    status = sp_spool_put(&maker->catalog->spool, sp_buf_str(&maker->packed),
                          &item->result, maker->err);
  }
  sp_buf_release(&packed);
  return status;
}

static enum sp_status
each_document(struct maker *maker,
              enum sp_status (*fn)(struct maker *maker, struct work *work),
              struct sp_progress *progress)
{
  struct work work = {0};
  enum sp_status status = SP_OK;

  for (work.i = 0; work.i < maker->catalog->walk.files && status == SP_OK;
       work.i++) {
    const struct sp_item *item = &maker->catalog->item[work.i];

    if (sp_kind_is_document(item->kind) && !item->gone)
      status = fn(maker, &work);
    sp_arena_release(&work.arena);
    if (progress)
      sp_progress_step(progress);
  }
  return status;
}

enum sp_status
sp_make_all(struct sp_catalog *catalog, const struct sp_survey *survey,
            bool check_only, struct sp_progress *progress,
            struct sp_tally tally[2], struct sp_err *err)
{
  struct maker maker = {.catalog = catalog,
                        .survey = survey,
                        .check_only = check_only,
                        .tally = tally,
                        .err = err};
  enum sp_status status;

  maker.needed = calloc(catalog->walk.files / 8 + 1, 1);
  maker.asked = calloc(catalog->walk.files / 8 + 1, 1);
  if (!maker.needed || !maker.asked) {
    free(maker.needed);
    free(maker.asked);
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  }
  sp_buf_init(&maker.packed, SP_SPAN_MAX);
  status = sp_inspect_start(&maker.inspection, catalog, survey, err);
  if (status == SP_OK)
    status = each_document(&maker, see_what_is_needed, NULL);
  if (status == SP_OK)
    status = sp_catalog_models(catalog, is_wanted, &maker, progress, err);
  if (status == SP_OK) {
    sp_progress_start(progress, "making pages", catalog->walk.files);
    status = each_document(&maker, make_one, progress);
    sp_progress_end(progress);
  }
  if (status == SP_OK)
    status = sp_inspect_site(&maker.inspection, err);
  sp_inspect_release(&maker.inspection);
  sp_buf_release(&maker.packed);
  free(maker.needed);
  free(maker.asked);
  return status;
}
