/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/inspect_site.c - the checks of the site as a whole.  They run in
 * each run, as they cost little once each document's facts are known. */
#include "indexer/inspect.h"

#include "lib/check_site.h"

/* All sketches of a site together; the scripts beyond are not compared. */
#define SKETCHED_MAX ((size_t)64 * 1024 * 1024)

static struct sp_sketches
copy_sketches(struct sp_arena *arena, const struct sp_sketches *from)
{
  struct sp_sketches to = {.count = from->count, .cap = from->count};

  to.item = sp_arena_array(arena, struct sp_sketch, from->count);
  for (size_t i = 0; i < from->count; i++) {
    const struct sp_sketch *sketch = &from->item[i];

    to.item[i] = *sketch;
    to.item[i].heading = sp_arena_copy(arena, sketch->heading);
    to.item[i].hash = sp_arena_array(arena, uint32_t, sketch->hashes);
    memcpy(to.item[i].hash, sketch->hash,
           sketch->hashes * sizeof(*sketch->hash));
  }
  return to;
}

void
sp_inspect_note(struct sp_inspection *in, size_t i,
                const struct sp_facts *facts)
{
  struct sp_twin_script script = {sp_catalog_path(in->catalog, i), {0}};

  if (facts->sketches.count == 0 || in->arena.used > SKETCHED_MAX)
    return;
  script.steps = copy_sketches(&in->arena, &facts->sketches);
  SP_PUSH(&in->arena, in->script, in->scripts, in->scripts_cap, script);
}

/* What was found in one file becomes its item's. */
static enum sp_status
keep(struct sp_inspection *in, struct sp_str path, struct sp_diags *diags,
     struct sp_err *err)
{
  size_t i = sp_catalog_find(in->catalog, path);
  struct sp_buf packed;
  enum sp_status status;

  if (diags->count == 0 || i == SIZE_MAX)
    return SP_OK;
  sp_buf_init(&packed, SP_SPAN_MAX);
  sp_diags_pack(&packed, diags);
  status = sp_spool_put(&in->catalog->spool, sp_buf_str(&packed),
                        &in->catalog->item[i].whole, err);
  sp_buf_release(&packed);
  return status;
}

static enum sp_status
find_twins(struct sp_inspection *in, struct sp_err *err)
{
  struct sp_arena arena = {0};
  size_t count, n;
  struct sp_twin_pair *pair =
      sp_twin_pairs(&arena, in->script, in->scripts, &count);
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < count && status == SP_OK; i += n) {
    struct sp_diags diags = {.arena = &arena};

    for (n = 0; i + n < count && pair[i + n].script == pair[i].script; n++)
      sp_twin_say(in->script, &pair[i + n], &diags);
    status = keep(in, in->script[pair[i].script].path, &diags, err);
  }
  sp_arena_release(&arena);
  return status;
}

struct sources {
  struct sp_inspection *in;
  enum sp_status status;
  struct sp_err *err;
};

static struct sp_str
changed(void *ctx, struct sp_arena *arena, struct sp_str name)
{
  struct sources *sources = ctx;
  struct sp_catalog *catalog = sources->in->catalog;
  size_t i = sp_survey_named(catalog, name);
  struct sp_brief brief = {0};

  if (i != SIZE_MAX && sources->status == SP_OK)
    sources->status = sp_brief_get(catalog, i, arena, &brief, sources->err);
  return brief.touched;
}

/* A row may name its source by id. */
static void
name_sources(const struct sp_catalog *catalog, struct sp_diags *diags)
{
  for (size_t d = 0; d < diags->count; d++)
    for (size_t k = 0; k < diags->item[d].partners; k++) {
      struct sp_str *name = &diags->item[d].partner[k];
      size_t i = sp_survey_named(catalog, *name);

      if (i != SIZE_MAX)
        *name = sp_catalog_path(catalog, i);
    }
}

static enum sp_status
look_at_fees(struct sp_inspection *in, struct sp_err *err)
{
  struct sources sources = {.in = in, .err = err};
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};

  sp_check_fees(&arena, &in->catalog->settings.fees, in->catalog->now, changed,
                &sources, &diags);
  name_sources(in->catalog, &diags);
  if (sources.status == SP_OK)
    sources.status = keep(in, SP_STR("fees.csv"), &diags, err);
  sp_arena_release(&arena);
  return sources.status;
}

static enum sp_status
look_at_rota(struct sp_inspection *in, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  enum sp_status status;

  sp_check_rota(&arena, &in->directory, in->catalog->now, &diags);
  status = keep(in, SP_STR("on-call.csv"), &diags, err);
  sp_arena_release(&arena);
  return status;
}

static enum sp_check_page
page_of(void *ctx, struct sp_str id)
{
  const struct sp_catalog *catalog = ctx;
  size_t i = sp_survey_named(catalog, id);

  if (i == SIZE_MAX || !sp_kind_is_document(catalog->item[i].kind))
    return SP_CHECK_NO_PAGE;
  return sp_str_starts(sp_catalog_path(catalog, i), "snippets/")
             ? SP_CHECK_SNIPPET
             : SP_CHECK_PAGE;
}

static struct sp_str
page_near(void *ctx, struct sp_arena *arena, struct sp_str id)
{
  const struct sp_catalog *catalog = ctx;

  (void)arena;
  return catalog->check_only ? sp_kind_id(sp_site_near_page(catalog, id))
                             : SP_STR("");
}

static enum sp_status
look_at_pins(struct sp_inspection *in, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_check_pages pages = {in->catalog, page_of, page_near};
  enum sp_status status;

  sp_check_pins(&arena, &in->catalog->settings.site, in->catalog->now, &pages,
                &diags);
  status = keep(in, SP_STR("pins.yaml"), &diags, err);
  sp_arena_release(&arena);
  return status;
}

/* A page of the home page's lists that residents do not have. */
static enum sp_status
look_at_home(struct sp_inspection *in, struct sp_err *err)
{
  static const char *const name[SP_HOME_LISTS] = {"home.top", "home.pay",
                                                  "home.apply", "home.report"};
  const struct sp_site *site = &in->catalog->settings.site;
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  enum sp_status status;

  for (size_t k = 0; k < SP_HOME_LISTS; k++)
    for (size_t i = 0; i < site->home[k].count; i++)
      if (page_of(in->catalog, site->home[k].item[i]) != SP_CHECK_PAGE)
        sp_diag(&diags, "W25", SP_STR("site.yaml"), 0, 0,
                "%s: there is no page %.*s; write the id of one, such as"
                " waste/bin-days",
                name[k], SP_FMT(site->home[k].item[i]));
  status = keep(in, SP_STR("site.yaml"), &diags, err);
  sp_arena_release(&arena);
  return status;
}

static enum sp_status
look_at_areas(struct sp_inspection *in, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  enum sp_status status;

  sp_check_areas(&arena, &in->catalog->settings.areas, &in->directory, &diags);
  status = keep(in, SP_STR("areas.csv"), &diags, err);
  sp_arena_release(&arena);
  return status;
}

enum sp_status
sp_inspect_site(struct sp_inspection *in, struct sp_err *err)
{
  enum sp_status status = find_twins(in, err);

  if (status == SP_OK)
    status = look_at_fees(in, err);
  if (status == SP_OK)
    status = look_at_pins(in, err);
  if (status == SP_OK)
    status = look_at_home(in, err);
  if (status == SP_OK)
    status = look_at_areas(in, err);
  return status == SP_OK ? look_at_rota(in, err) : status;
}
