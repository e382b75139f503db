/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/last_good.h"

#include "indexer/plan.h"
#include "lib/url.h"

/* One file at work. */
struct work {
  const struct sp_catalog *catalog;
  const struct sp_survey *survey;
  struct sp_arena arena; /* of one question: a page may show very much */
  struct sp_err *err;
};

/* Is what file i says for residents still? */
static enum sp_status
is_public(struct work *work, size_t i, bool *out, bool *live)
{
  struct sp_known known;
  enum sp_status status =
      sp_survey_know(work->catalog, i, &work->arena, &known, work->err);

  *out = known.known && known.audience == SP_PUBLIC;
  *live = *out && sp_facts_live(&known.facts, work->catalog->now);
  sp_arena_release(&work->arena);
  return status;
}

/* Of a snippet the page has the text, and that only while the snippet is there,
 * for the public and in its time: deleting a file takes its text back.  Of a
 * contact it has the title; retiring one costs no page its place. */
static enum sp_status
see_ref(struct work *work, const struct sp_ref *ref, bool *out)
{
  bool is_snippet = ref->kind == SP_REF_SNIPPET, live = true;
  size_t i = is_snippet ? sp_catalog_find(work->catalog, ref->name)
                        : sp_survey_contact(work->survey, ref->name);
  enum sp_status status = SP_OK;

  *out = !is_snippet;
  if (i != SIZE_MAX)
    status = is_public(work, i, out, &live);
  if (is_snippet && !live)
    *out = false;
  return status;
}

/* Of a related page it has the title, as of a contact.  Only the page knows
 * which these are: `related` may also name what residents were never shown. */
static enum sp_status
see_related(struct work *work, struct sp_str url, bool *out)
{
  struct sp_str id = SP_STR("");
  bool live;
  size_t i = SIZE_MAX;

  *out = true;
  if (sp_str_starts(url, "/") &&
      sp_url_decode(&work->arena, sp_str_sub(url, 1, url.len), false, &id))
    i = sp_survey_named(work->catalog, id);
  sp_arena_release(&work->arena);
  return i == SIZE_MAX ? SP_OK : is_public(work, i, out, &live);
}

static enum sp_status
see_all_related(struct work *work, struct sp_str id, bool *out)
{
  struct sp_viewer viewer = {.level = 1, .now = work->catalog->now};
  struct sp_arena arena = {0};
  struct sp_page *page;
  enum sp_status status = sp_reader_page(work->catalog->old[SP_PUBLIC], id,
                                         &viewer, &arena, &page, work->err);

  for (size_t k = 0; status == SP_OK && *out && k < page->related_count; k++)
    status = see_related(work, page->related[k].url.raw, out);
  sp_arena_release(&arena);
  /* Then there is nothing that residents could see. */
  return status == SP_E_NOTFOUND ? SP_OK : status;
}

enum sp_status
sp_last_good_may_stay(const struct sp_catalog *catalog,
                      const struct sp_survey *survey, size_t i,
                      const struct sp_verdict *own, const struct sp_entry *old,
                      bool may_stay[2], struct sp_err *err)
{
  struct work work = {.catalog = catalog, .survey = survey, .err = err};
  struct sp_good good = sp_survey_good(old);
  struct sp_arena arena = {0};
  struct sp_facts facts;
  enum sp_status status = SP_OK;
  bool *is_open = &may_stay[SP_PUBLIC];

  may_stay[SP_STAFF] = may_stay[SP_PUBLIC] = false;
  if (good.facts.len > 0 && sp_facts_unpack(&arena, good.facts, &facts)) {
    may_stay[SP_STAFF] = sp_plan_may_stay(SP_STAFF, own, &facts, catalog->now);
    *is_open = sp_plan_may_stay(SP_PUBLIC, own, &facts, catalog->now);
    for (size_t r = 0; r < facts.shown.count && *is_open && status == SP_OK;
         r++)
      status = see_ref(&work, &facts.shown.item[r], is_open);
    if (*is_open && status == SP_OK && catalog->item[i].was_public)
      status = see_all_related(&work, sp_kind_id(sp_catalog_path(catalog, i)),
                               is_open);
  }
  sp_arena_release(&arena);
  return status;
}
