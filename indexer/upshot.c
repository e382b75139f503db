/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/upshot.h"

#include "indexer/report.h"

/* ---- when something happens by itself ---- */

static void
consider(struct sp_upshot *out, sp_instant at)
{
  if (at > out->at && at < out->boundary)
    out->boundary = at;
}

static void
consider_facts(struct sp_upshot *out, struct sp_str packed)
{
  struct sp_arena arena = {0};
  struct sp_facts facts;

  if (packed.len > 0 && sp_facts_unpack(&arena, packed, &facts)) {
    consider(out, facts.from);
    consider(out, facts.until);
    for (size_t i = 0; i < facts.boundaries.count; i++)
      consider(out, facts.boundaries.item[i]);
  }
  sp_arena_release(&arena);
}

/* Also those of last good versions. */
static enum sp_status
consider_file(const struct sp_catalog *catalog, size_t i, struct sp_upshot *out,
              struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_verdict own;
  struct sp_entry old;
  enum sp_status status = sp_catalog_own(catalog, i, &arena, &own, err);

  if (status == SP_OK) {
    consider(out, own.until);
    consider_facts(out, own.facts);
    status = sp_catalog_old(catalog, i, &arena, &old, err);
  }
  if (status == SP_OK) {
    consider_facts(out, old.good_facts);
    consider_facts(out, old.own.facts);
  }
  sp_arena_release(&arena);
  return status;
}

static enum sp_status
find_boundary(const struct sp_catalog *catalog, struct sp_upshot *out,
              struct sp_err *err)
{
  const struct sp_fees *fees = &catalog->settings.fees;
  const struct sp_site *site = &catalog->settings.site;
  const struct sp_areas *areas = &catalog->settings.areas;
  struct sp_clock clock = sp_clock_at(catalog->now);
  enum sp_status status = SP_OK;

  out->at = catalog->now;
  out->boundary = SP_ALWAYS_UNTIL;
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++)
    if (!catalog->item[i].gone && sp_kind_is_document(catalog->item[i].kind))
      status = consider_file(catalog, i, out, err);
  for (size_t i = 0; i < fees->count; i++) {
    consider(out, fees->item[i].from);
    consider(out, fees->item[i].until);
  }
  for (size_t i = 0; i < site->pins; i++) {
    consider(out, site->pin[i].from);
    consider(out, site->pin[i].until);
  }
  for (size_t i = 0; i < areas->count; i++) {
    consider(out, areas->item[i].from);
    consider(out, areas->item[i].until);
  }
  /* Reviews and the like fall due by the day. */
  out->next = sp_day_minute(clock.day + 1, 0);
  if (out->next <= out->at)
    out->next = out->at + (sp_instant)SP_DAY_MINUTES * 60;
  if (out->boundary < out->next)
    out->next = out->boundary;
  return status;
}

/* ---- what was done ---- */

static void
add_name(struct sp_upshot *out, struct sp_arena *arena, struct sp_str path)
{
  size_t dot = path.len;

  out->names++;
  if (out->name.count >= SP_UPSHOT_NAMES_MAX)
    return;
  while (dot > 0 && path.ptr[dot - 1] != '.' && path.ptr[dot - 1] != '/')
    dot--;
  if (dot > 0 && path.ptr[dot - 1] == '.')
    path = sp_str_sub(path, 0, dot - 1);
  SP_PUSH(arena, out->name.item, out->name.count, out->name.cap,
          sp_arena_copy(arena, path));
}

static bool
is_touched(const struct sp_item *item)
{
  for (size_t a = 0; a < 2; a++)
    if (item->action[a] == SP_ACTION_PUT || item->action[a] == SP_ACTION_REMOVE)
      return true;
  return false;
}

static void
find_names(const struct sp_catalog *catalog, const struct sp_changes changes[2],
           struct sp_arena *arena, struct sp_upshot *out)
{
  const struct sp_texts *gone = &changes[SP_STAFF].gone_pages;

  if (catalog->afresh)
    return;
  for (size_t i = 0; i < catalog->walk.files; i++)
    if (sp_kind_is_document(catalog->item[i].kind) &&
        is_touched(&catalog->item[i]))
      add_name(out, arena, sp_catalog_path(catalog, i));
  for (size_t i = 0; i < gone->count; i++)
    add_name(out, arena, gone->item[i]);
}

static enum sp_status
find_index(const struct sp_catalog *catalog, const struct sp_tally *tally,
           const char *folder, enum sp_audience audience,
           struct sp_upshot_index *out, struct sp_err *err)
{
  struct sp_reader *reader = NULL;
  enum sp_status status = sp_reader_open(folder, &reader, err);
  struct sp_revision revision;
  size_t refused = 0;

  if (status != SP_OK)
    return status;
  revision = sp_reader_revision(reader);
  sp_reader_free(reader);
  for (size_t i = 0; i < catalog->walk.files; i++)
    refused += catalog->item[i].refused[audience];
  *out = (struct sp_upshot_index){
      .pages = tally->pages - refused,
      .added = tally->added,
      .changed = tally->changed,
      .removed = tally->removed,
      .generation = revision.generation,
      .revision = revision.revision,
  };
  return SP_OK;
}

/* ---- diagnostics ---- */

static enum sp_status
find_diags(const struct sp_catalog *catalog, struct sp_arena *arena,
           struct sp_upshot *out, struct sp_err *err)
{
  struct sp_arena scratch = {0};
  enum sp_status status = SP_OK;

  out->diags = (struct sp_diags){.arena = arena};
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    struct sp_diags of_file = {.arena = &scratch};
    const struct sp_item *item = &catalog->item[i];

    status = sp_report_file(catalog, i, &of_file, err);
    for (size_t d = 0; d < of_file.count; d++) {
      out->warnings += of_file.item[d].severity == SP_WARNING;
      if (out->diags.count < SP_UPSHOT_DIAGS_MAX)
        sp_diags_add(&out->diags, &of_file.item[d]);
    }
    out->errors += of_file.errors;
    out->left_out += of_file.errors > 0 || item->refused[SP_STAFF] ||
                     item->refused[SP_PUBLIC];
    sp_arena_release(&scratch);
  }
  sp_diags_sort(&out->diags);
  return status;
}

enum sp_status
sp_upshot_make(const struct sp_catalog *catalog,
               const struct sp_changes changes[2],
               const struct sp_tally tally[2], const char *const folder[2],
               struct sp_arena *arena, struct sp_upshot *out,
               struct sp_err *err)
{
  enum sp_status status;

  *out = (struct sp_upshot){.afresh = catalog->afresh,
                            .documents = catalog->documents,
                            .read_anew = catalog->read_anew};
  find_names(catalog, changes, arena, out);
  status = find_boundary(catalog, out, err);
  if (status == SP_OK)
    status = find_diags(catalog, arena, out, err);
  for (size_t a = 0; a < 2 && status == SP_OK; a++)
    status = find_index(catalog, &tally[a], folder[a], (enum sp_audience)a,
                        &out->index[a], err);
  return status;
}

/* ---- packed ---- */

static void
pack_index(struct sp_buf *out, const struct sp_upshot_index *index)
{
  sp_pack_u64(out, index->pages);
  sp_pack_u64(out, index->added);
  sp_pack_u64(out, index->changed);
  sp_pack_u64(out, index->removed);
  sp_pack_u64(out, index->generation);
  sp_pack_u64(out, index->revision);
}

void
sp_upshot_pack(struct sp_buf *out, const struct sp_upshot *upshot)
{
  sp_pack_i64(out, upshot->at);
  sp_pack_i64(out, upshot->next);
  sp_pack_i64(out, upshot->boundary);
  for (size_t a = 0; a < 2; a++)
    pack_index(out, &upshot->index[a]);
  sp_pack_bool(out, upshot->afresh);
  sp_pack_u64(out, upshot->documents);
  sp_pack_u64(out, upshot->read_anew);
  sp_pack_u64(out, upshot->left_out);
  sp_pack_u64(out, upshot->errors);
  sp_pack_u64(out, upshot->warnings);
  sp_pack_u64(out, upshot->names);
  sp_pack_u64(out, upshot->name.count);
  for (size_t i = 0; i < upshot->name.count; i++)
    sp_pack_str(out, upshot->name.item[i]);
  sp_diags_pack(out, &upshot->diags);
}

static void
unpack_index(struct sp_unpack *in, struct sp_upshot_index *index)
{
  index->pages = sp_unpack_u64(in);
  index->added = sp_unpack_u64(in);
  index->changed = sp_unpack_u64(in);
  index->removed = sp_unpack_u64(in);
  index->generation = sp_unpack_u64(in);
  index->revision = sp_unpack_u64(in);
}

bool
sp_upshot_unpack(struct sp_arena *arena, struct sp_str bytes,
                 struct sp_upshot *out)
{
  struct sp_unpack in = {bytes, false};

  *out = (struct sp_upshot){.diags = {.arena = arena}};
  out->at = sp_unpack_i64(&in);
  out->next = sp_unpack_i64(&in);
  out->boundary = sp_unpack_i64(&in);
  for (size_t a = 0; a < 2; a++)
    unpack_index(&in, &out->index[a]);
  out->afresh = sp_unpack_bool(&in);
  out->documents = sp_unpack_u64(&in);
  out->read_anew = sp_unpack_u64(&in);
  out->left_out = sp_unpack_u64(&in);
  out->errors = sp_unpack_u64(&in);
  out->warnings = sp_unpack_u64(&in);
  out->names = sp_unpack_u64(&in);
  out->name.count = out->name.cap = sp_unpack_count(&in, 1);
  out->name.item = sp_arena_array(arena, struct sp_str, out->name.count);
  for (size_t i = 0; i < out->name.count; i++)
    out->name.item[i] = sp_arena_copy(arena, sp_unpack_str(&in));
  if (!in.broken)
    (void)sp_diags_unpack(&in, &out->diags);
  return sp_unpack_done(&in);
}
