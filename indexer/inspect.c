/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/inspect.h"

#include "indexer/contacts.h"

/* ---- the directory, and what is the same for all documents ---- */

static void
add_number(struct sp_hasher *h, int64_t n)
{
  sp_hasher_add(h, sp_str_n((const char *)&n, sizeof(n)));
}

static void
add_texts(struct sp_hasher *h, const struct sp_texts *texts)
{
  add_number(h, (int64_t)texts->count);
  for (size_t i = 0; i < texts->count; i++)
    sp_hasher_add(h, texts->item[i]);
}

/* The prices in force, and the numbers of contacts: no text types them. */
static void
add_kept_elsewhere(struct sp_hasher *h, const struct sp_inspection *in)
{
  const struct sp_fees *fees = &in->catalog->settings.fees;

  for (size_t i = 0; i < fees->count; i++) {
    const struct sp_fee *fee = &fees->item[i];

    if (in->catalog->now < fee->from || in->catalog->now >= fee->until)
      continue;
    sp_hasher_add(h, fee->key);
    sp_hasher_add(h, fee->label);
    sp_hasher_add(h, fee->amount);
    sp_hasher_add(h, fee->service);
  }
  for (size_t i = 0; i < in->directory.count; i++) {
    const struct sp_contact *contact = &in->directory.item[i];

    sp_hasher_add(h, contact->id);
    sp_hasher_add(h, contact->title);
    sp_hasher_add(h, contact->phone);
    sp_hasher_add(h, contact->textphone);
    sp_hasher_add(h, contact->staff_phone);
    add_number(h, contact->audience);
  }
}

static struct sp_hash
hash_words(const struct sp_inspection *in)
{
  const struct sp_site *site = &in->catalog->settings.site;
  struct sp_hasher h;

  sp_hasher_init(&h);
  sp_hasher_add(&h, site->reading_age);
  add_texts(&h, &site->areas);
  for (size_t i = 0; i < site->entries; i++) {
    const struct sp_glossary_entry *entry = &site->entry[i];

    sp_hasher_add(&h, entry->short_form);
    sp_hasher_add(&h, entry->long_form);
    add_number(&h, entry->audience);
    add_texts(&h, &entry->also);
  }
  add_kept_elsewhere(&h, in);
  return sp_hasher_end(&h);
}

/* Who is there, and when; not what their numbers are, nor who is on call. */
static struct sp_hash
hash_clock(const struct sp_directory *dir, sp_instant now)
{
  struct sp_hasher h;

  sp_hasher_init(&h);
  /* The "Sunday" of a test call is another one each week, before or after a
   * date that a condition names. */
  add_number(&h, sp_clock_at(now).day);
  sp_hasher_add(&h, dir->office_text);
  for (size_t i = 0; i < dir->count; i++) {
    const struct sp_contact *contact = &dir->item[i];

    sp_hasher_add(&h, contact->id);
    sp_hasher_add(&h, contact->title);
    sp_hasher_add(&h, contact->hours_text);
    sp_hasher_add(&h, contact->closed_text);
    sp_hasher_add(&h, contact->out_of_hours);
    add_number(&h, contact->from);
    add_number(&h, contact->until);
  }
  for (size_t i = 0; i < dir->calendar.count; i++) {
    const struct sp_holiday *day = &dir->calendar.item[i];

    sp_hasher_add(&h, day->contact);
    add_number(&h, day->day);
    add_number(&h, day->open);
    add_number(&h, day->close);
  }
  return sp_hasher_end(&h);
}

enum sp_status
sp_inspect_start(struct sp_inspection *in, struct sp_catalog *catalog,
                 const struct sp_survey *survey, struct sp_err *err)
{
  enum sp_status status;

  *in = (struct sp_inspection){.catalog = catalog, .survey = survey};
  status = sp_contacts_directory(catalog, &in->arena, &in->directory, err);
  in->words = hash_words(in);
  in->clock = hash_clock(&in->directory, in->catalog->now);
  return status;
}

void
sp_inspect_release(struct sp_inspection *in)
{
  sp_arena_release(&in->arena);
  *in = (struct sp_inspection){0};
}

/* ---- what a document's findings depend on ---- */

/* The items that a document names, found once a run. */
static enum sp_status
list_named(struct sp_inspection *in, size_t i, const struct sp_facts *facts,
           uint32_t item[SP_INSPECT_DOCS_MAX], size_t *count,
           struct sp_err *err)
{
  struct sp_item *of = &in->catalog->item[i];

  *count = 0;
  for (size_t k = 0; k < facts->checked.count && *count < SP_INSPECT_DOCS_MAX;
       k++) {
    size_t found = sp_survey_named(in->catalog, facts->checked.item[k]);

    if (found != SIZE_MAX)
      item[(*count)++] = (uint32_t)found;
  }
  of->named_known = true;
  if (*count == 0)
    return SP_OK;
  return sp_spool_put(&in->catalog->spool,
                      sp_str_n((const char *)item, *count * sizeof(*item)),
                      &of->named, err);
}

static enum sp_status
get_named(struct sp_inspection *in, size_t i,
          uint32_t item[SP_INSPECT_DOCS_MAX], size_t *count, struct sp_err *err)
{
  const struct sp_item *of = &in->catalog->item[i];
  struct sp_arena arena = {0};
  struct sp_verdict own;
  struct sp_facts facts;
  enum sp_status status;

  *count = 0;
  if (of->named_known) {
    *count = of->named.len / sizeof(*item);
    return of->named.len ? sp_spool_copy(&in->catalog->spool, of->named, 0,
                                         item, of->named.len, err)
                         : SP_OK;
  }
  status = sp_catalog_own(in->catalog, i, &arena, &own, err);
  if (status == SP_OK && sp_kind_is_document(of->kind) && own.usable &&
      sp_facts_unpack(&arena, own.facts, &facts))
    status = list_named(in, i, &facts, item, count, err);
  sp_arena_release(&arena);
  return status;
}

static void
add_new(uint32_t item[SP_INSPECT_DOCS_MAX], size_t *count, uint32_t one)
{
  for (size_t i = 0; i < *count; i++)
    if (item[i] == one)
      return;
  if (*count < SP_INSPECT_DOCS_MAX)
    item[(*count)++] = one;
}

enum sp_status
sp_inspect_needs(struct sp_inspection *in, size_t i,
                 const struct sp_facts *facts,
                 uint32_t item[SP_INSPECT_DOCS_MAX], size_t *count,
                 struct sp_err *err)
{
  uint32_t named[SP_INSPECT_DOCS_MAX];
  size_t n;
  enum sp_status status = SP_OK;

  *count = 0;
  if (facts->checked.count == 0)
    return SP_OK;
  status = list_named(in, i, facts, named, &n, err);
  for (size_t k = 0; status == SP_OK && k < n; k++)
    add_new(item, count, named[k]);
  for (size_t at = 0; status == SP_OK && at < *count; at++) {
    status = get_named(in, item[at], named, &n, err);
    for (size_t k = 0; status == SP_OK && k < n; k++)
      add_new(item, count, named[k]);
  }
  return status;
}

enum sp_status
sp_inspect_inputs(struct sp_inspection *in, size_t i,
                  const struct sp_facts *facts, struct sp_hash *out,
                  struct sp_err *err)
{
  uint32_t item[SP_INSPECT_DOCS_MAX];
  size_t count;
  struct sp_hasher h;
  enum sp_status status = sp_inspect_needs(in, i, facts, item, &count, err);

  if (status != SP_OK)
    return status;
  sp_hasher_init(&h);
  sp_hasher_add(&h, sp_hash_str(&in->words));
  if (facts->type == SP_DOC_SCRIPT)
    sp_hasher_add(&h, sp_hash_str(&in->clock));
  for (size_t k = 0; k < count; k++)
    sp_hasher_add(&h, sp_hash_str(&in->catalog->item[item[k]].seen));
  *out = sp_hasher_end(&h);
  return SP_OK;
}

/* ---- one document ---- */

/* All documents that one asks for, together, packed. */
#define ASKED_MAX ((size_t)16 * 1024 * 1024)

/* The packed model, in the arena; empty when there is none. */
static enum sp_status
load_model(struct sp_inspect_asking *asking, struct sp_arena *arena, size_t i,
           struct sp_str *out)
{
  const struct sp_catalog *catalog = asking->inspection->catalog;
  const struct sp_item *item = &catalog->item[i];
  struct sp_verdict own;
  enum sp_status status = sp_catalog_own(catalog, i, arena, &own, asking->err);

  *out = SP_STR("");
  if (status != SP_OK || !own.usable)
    return status;
  *out = own.payload;
  if (item->model.len > 0)
    status =
        sp_spool_get(&catalog->spool, item->model, arena, out, asking->err);
  return status;
}

static struct sp_doc *
load(struct sp_inspect_asking *asking, struct sp_arena *arena, size_t i)
{
  struct sp_unpack bytes = {0};
  struct sp_doc *doc;

  asking->status = load_model(asking, arena, i, &bytes.rest);
  if (asking->status != SP_OK || bytes.rest.len == 0 ||
      bytes.rest.len > ASKED_MAX - asking->bytes)
    return NULL;
  asking->bytes += bytes.rest.len;
  doc = sp_doc_unpack(arena, &bytes);
  return doc && sp_str_eq(doc->path,
                          sp_catalog_path(asking->inspection->catalog, i))
             ? doc
             : NULL;
}

void
sp_inspect_ask(struct sp_inspect_asking *asking, struct sp_inspection *in,
               struct sp_err *err)
{
  *asking = (struct sp_inspect_asking){.inspection = in, .err = err};
}

struct sp_doc *
sp_inspect_document(void *ctx, struct sp_arena *arena, struct sp_str path)
{
  struct sp_inspect_asking *asking = ctx;
  const struct sp_catalog *catalog = asking->inspection->catalog;
  size_t i = sp_catalog_find(catalog, path);

  if (i == SIZE_MAX || !sp_kind_is_document(catalog->item[i].kind) ||
      asking->status != SP_OK)
    return NULL;
  for (size_t k = 0; k < asking->count; k++)
    if (asking->given[k].item == i)
      return asking->given[k].doc;
  if (asking->count == SP_INSPECT_DOCS_MAX)
    return NULL;
  asking->given[asking->count].item = i;
  asking->given[asking->count].doc = load(asking, arena, i);
  return asking->given[asking->count++].doc;
}

enum sp_status
sp_inspect_doc(struct sp_inspection *in, struct sp_arena *arena,
               const struct sp_world *links, const struct sp_doc *doc,
               struct sp_diags *diags, struct sp_err *err)
{
  struct sp_inspect_asking asking;
  struct sp_check_world world = {.ctx = &asking,
                                 .now = in->catalog->now,
                                 .links = links,
                                 .site = &in->catalog->settings.site,
                                 .fees = &in->catalog->settings.fees,
                                 .directory = &in->directory,
                                 .document = sp_inspect_document};

  sp_inspect_ask(&asking, in, err);
  sp_check_doc(arena, &world, in->catalog->without, doc, diags);
  return asking.status;
}
