/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/catalog_read.c - the pass over all files: what is known is taken
 * from the last run, the rest is read by the children.  In three rounds,
 * because dates need the site's time zone: site.yaml, the other settings, the
 * documents. */
#include "indexer/catalog.h"

#include "indexer/sense.h"
#include "lib/schema.h"

#define DEFAULT_ZONE "Europe/London"

enum round { ROUND_SITE, ROUND_SETTINGS, ROUND_DOCUMENTS, ROUNDS };

struct reader {
  struct sp_catalog *catalog;
  struct sp_progress *progress;
  enum round round;
  size_t at;             /* the next file to look at */
  struct sp_buf bytes;   /* of the file being handed over; behind them what a
                            DITA file takes from others */
  size_t own;            /* how many are the file's own */
  struct sp_arena arena; /* of one file */
  /* Of a pass that only makes models. */
  bool models;
  bool (*wanted)(void *ctx, size_t i);
  void *wanted_ctx;
  enum sp_status status; /* the first failure that ends the run */
  struct sp_err *err;
};

static enum round
round_of(enum sp_kind kind)
{
  return kind == SP_KIND_SITE        ? ROUND_SITE
         : sp_kind_is_document(kind) ? ROUND_DOCUMENTS
                                     : ROUND_SETTINGS;
}

static struct sp_read_options
options_of(const struct sp_catalog *catalog, size_t i)
{
  return (struct sp_read_options){.path = sp_catalog_path(catalog, i),
                                  .lenient = catalog->lenient,
                                  .default_audience =
                                      catalog->default_audience};
}

static void keep_fault(struct reader *reader, size_t i, unsigned line,
                       const char *why);
static void keep_finding(struct reader *reader, size_t i, const char *code,
                         unsigned line, const char *why);

/* Keep what came of a file, which makes sense: of a document the model apart,
 * as only few are looked at again. */
static void
keep(struct reader *reader, size_t i, const struct sp_verdict *verdict)
{
  struct sp_item *item = &reader->catalog->item[i];
  struct sp_spool *spool = &reader->catalog->spool;
  struct sp_verdict own = *verdict;
  struct sp_facts facts = {0};
  struct sp_buf packed;
  bool too_much;

  if (sp_kind_is_document(item->kind) && verdict->usable) {
    (void)sp_facts_unpack(&reader->arena, verdict->facts, &facts);
    if (verdict->payload.len > 0)
      reader->status =
          sp_spool_put(spool, verdict->payload, &item->model, reader->err);
    if (facts.type != SP_DOC_SNIPPET && facts.type != SP_DOC_CONTACT)
      own.payload = SP_STR("");
  } else if (sp_kind_is_document(item->kind)) {
    sp_lost_add(&reader->catalog->lost, &reader->catalog->arena, i,
                sp_catalog_path(reader->catalog, i), verdict->facts);
  }
  sp_buf_init(&packed, SP_SPAN_MAX);
  sp_verdict_pack(&packed, &own);
  too_much = packed.full;
  if (reader->status == SP_OK && !too_much)
    reader->status =
        sp_spool_put(spool, sp_buf_str(&packed), &item->own, reader->err);
  sp_buf_release(&packed);
  if (reader->status == SP_OK && too_much)
    keep_fault(reader, i, 1, "there is too much in this file; split it");
}

static void
keep_fault(struct reader *reader, size_t i, unsigned line, const char *why)
{
  keep_finding(reader, i, "E25", line, why);
}

static void
keep_finding(struct reader *reader, size_t i, const char *code, unsigned line,
             const char *why)
{
  struct sp_diags diags = {.arena = &reader->arena};
  struct sp_verdict verdict = {.until = SP_ALWAYS_UNTIL};
  struct sp_buf packed;

  sp_buf_init(&packed, SP_SPAN_MAX);
  sp_diag(&diags, code, sp_catalog_path(reader->catalog, i), line, 0, "%s",
          why);
  sp_diags_pack(&packed, &diags);
  verdict.diags = sp_buf_str(&packed);
  reader->catalog->item[i].seen = (struct sp_hash){0};
  keep(reader, i, &verdict);
  sp_buf_release(&packed);
}

static const char *
fault_text(enum sp_walk_fault fault)
{
  switch (fault) {
  case SP_WALK_GOOD:
    break;
  case SP_WALK_SYMLINK:
    return "this is a symbolic link, and links are not followed; put the file"
           " itself here";
  case SP_WALK_SPECIAL:
    return "this is not a regular file";
  case SP_WALK_BAD_NAME:
    return "this name is not plain UTF-8 text; rename the file";
  case SP_WALK_LONG_NAME:
    return "a name in this folder is too long; shorten it";
  case SP_WALK_TOO_DEEP:
    return "this folder lies too deep below the content folder; move it up";
  }
  return "only files that end in .md, .xml, .dita or .ditamap, in lower case, "
         "are"
         " read; rename this one";
}

/* What the last run knew of file i, put into the spool.  known is false when
 * it knew nothing. */
static bool
take_old(struct reader *reader, size_t i, struct sp_entry *old)
{
  struct sp_catalog *catalog = reader->catalog;
  struct sp_item *item = &catalog->item[i];
  struct sp_str path = sp_catalog_path(catalog, i), value = {0};
  struct sp_str key =
      sp_arena_fmt(&reader->arena, SP_META_FILE "%.*s", SP_FMT(path));
  enum sp_status status = SP_OK;

  if (catalog->old[SP_PUBLIC])
    status = sp_reader_meta(catalog->old[SP_PUBLIC], key, &reader->arena,
                            &value, reader->err);
  item->was_public = value.len > 0;
  value = SP_STR("");
  if (status == SP_OK && catalog->old[SP_STAFF])
    status = sp_reader_meta(catalog->old[SP_STAFF], key, &reader->arena, &value,
                            reader->err);
  if (status == SP_OK && value.len > 0 && sp_entry_unpack(value, old)) {
    status = sp_spool_put(&catalog->spool, value, &item->old, reader->err);
    if (status == SP_OK)
      return true;
  }
  reader->status = status;
  return false;
}

static bool
add_shelf(struct reader *reader, size_t i)
{
  reader->own = reader->bytes.len;
  reader->status =
      sp_dita_shelf_put(reader->catalog, i, &reader->bytes, reader->err);
  return reader->status == SP_OK;
}

/* Read the bytes of file i, or say what is wrong with it. */
static bool
load(struct reader *reader, size_t i)
{
  struct sp_catalog *catalog = reader->catalog;
  size_t max = sp_kind_max_bytes(catalog->item[i].kind);
  struct sp_err why;
  enum sp_status status;

  if (reader->bytes.cap > (size_t)1024 * 1024)
    sp_buf_release(&reader->bytes);
  sp_buf_clear(&reader->bytes);
  status = sp_walk_read(&catalog->walk, &catalog->walk.file[i], max,
                        &reader->bytes, &why);
  if (status == SP_E_NOTFOUND)
    catalog->item[i].gone = true;
  else if (status != SP_OK)
    keep_fault(reader, i, status == SP_E_TOOBIG ? 1 : 0, why.msg);
  return status == SP_OK && add_shelf(reader, i);
}

/* Of a file that is not read: why not, if its author may think that it is. */
static void
pass_over(struct reader *reader, size_t i)
{
  const struct sp_walk_file *file = &reader->catalog->walk.file[i];
  bool lenient = reader->catalog->lenient;
  char buf[SP_KIND_STRAY_MAX];
  const char *stray;

  if (file->fault != SP_WALK_GOOD || sp_kind_is_misspelt(file->path, lenient)) {
    keep_fault(reader, i, 0, fault_text(file->fault));
    return;
  }
  stray = sp_kind_stray(file->path, lenient, buf);
  if (stray)
    keep_finding(reader, i, "W25", 0, stray);
}

/* Look at file i; true when it must be read. */
static bool
must_read(struct reader *reader, size_t i)
{
  struct sp_catalog *catalog = reader->catalog;
  const struct sp_walk_file *file = &catalog->walk.file[i];
  struct sp_item *item = &catalog->item[i];
  struct sp_read_options options = options_of(catalog, i);
  struct sp_entry old;
  bool known;

  if (item->kind == SP_KIND_OTHER) {
    pass_over(reader, i);
    return false;
  }
  known = take_old(reader, i, &old);
  if (reader->status != SP_OK)
    return false;
  if (file->fault != SP_WALK_GOOD) {
    keep_fault(reader, i, 0, fault_text(file->fault));
    return false;
  }
  if (!load(reader, i))
    return false;
  item->seen = sp_entry_seen(
      sp_buf_str(&reader->bytes), &options,
      reader->round == ROUND_SITE ? SP_STR("") : sp_str(catalog->parser.zone));
  if (catalog->afresh || !known || !sp_hash_eq(&item->seen, &old.seen) ||
      !sp_verdict_makes_sense(&old.own, item->kind, file->path, &reader->arena))
    return true;
  keep(reader, i, &old.own);
  return false;
}

/* For models alone: the bytes must still be those of the first pass. */
static bool
must_model(struct reader *reader, size_t i)
{
  struct sp_catalog *catalog = reader->catalog;
  struct sp_item *item = &catalog->item[i];
  struct sp_read_options options = options_of(catalog, i);
  struct sp_hash seen;

  if (item->model.len > 0 || !reader->wanted(reader->wanted_ctx, i) ||
      catalog->walk.file[i].fault != SP_WALK_GOOD)
    return false;
  sp_buf_clear(&reader->bytes);
  if (sp_walk_read(&catalog->walk, &catalog->walk.file[i],
                   sp_kind_max_bytes(item->kind), &reader->bytes,
                   NULL) != SP_OK ||
      !add_shelf(reader, i))
    return false;
  seen = sp_entry_seen(sp_buf_str(&reader->bytes), &options,
                       sp_str(catalog->parser.zone));
  return sp_hash_eq(&seen, &item->seen);
}

static bool
next_job(void *ctx, struct sp_job *job, size_t *tag)
{
  struct reader *reader = ctx;
  struct sp_catalog *catalog = reader->catalog;

  while (reader->status == SP_OK && reader->at < catalog->walk.files) {
    size_t i = reader->at++;
    bool must;

    if (round_of(catalog->item[i].kind) != reader->round)
      continue;
    sp_arena_release(&reader->arena);
    must = reader->models ? must_model(reader, i) : must_read(reader, i);
    if (!must || reader->status != SP_OK) {
      sp_progress_step(reader->progress);
      continue;
    }
    if (catalog->item[i].kind == SP_KIND_XML && !catalog->parser.schema) {
      reader->status = sp_fail(reader->err, SP_E_NOTFOUND,
                               "cannot find signpost.rng, which XML files are"
                               " checked with; say where with --share");
      return false;
    }
    *job = (struct sp_job){
        .kind = catalog->item[i].kind,
        .options = options_of(catalog, i),
        .bytes = sp_str_sub(sp_buf_str(&reader->bytes), 0, reader->own)};
    job->options.shelf =
        sp_str_sub(sp_buf_str(&reader->bytes), reader->own, reader->bytes.len);
    *tag = i;
    return true;
  }
  return false;
}

static bool
done_job(void *ctx, size_t tag, const struct sp_verdict *verdict, bool kept)
{
  struct reader *reader = ctx;
  struct sp_catalog *catalog = reader->catalog;
  struct sp_item *item = &catalog->item[tag];

  if (reader->status != SP_OK)
    return true;
  sp_arena_release(&reader->arena);
  if (!sp_verdict_makes_sense(verdict, item->kind,
                              sp_catalog_path(catalog, tag), &reader->arena))
    return false;
  sp_progress_step(reader->progress);
  if (reader->models) {
    if (verdict->usable && verdict->payload.len > 0)
      reader->status = sp_spool_put(&catalog->spool, verdict->payload,
                                    &item->model, reader->err);
    return true;
  }
  catalog->read_anew++;
  if (!kept)
    item->seen = (struct sp_hash){0};
  keep(reader, tag, verdict);
  return true;
}

static enum sp_status
run_round(struct reader *reader, enum round round)
{
  struct sp_parser_user user = {reader, next_job, done_job};
  struct sp_err err = {0};
  enum sp_status status;

  reader->round = round;
  reader->at = 0;
  status = sp_parser_run(&reader->catalog->parser, &user, &err);
  if (reader->status != SP_OK)
    return reader->status;
  if (status != SP_OK && reader->err)
    *reader->err = err;
  return status;
}

/* ---- the settings ---- */

/* The last version of a file that was accepted, or empty. */
static struct sp_str
good_payload(const struct sp_entry *old)
{
  return old->accepted ? old->own.payload : old->good_payload;
}

/* Put the settings of one round together. */
static enum sp_status
take_settings(struct reader *reader, enum round round)
{
  struct sp_catalog *catalog = reader->catalog;
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    enum sp_kind kind = catalog->item[i].kind;
    struct sp_verdict own;
    struct sp_entry old;
    struct sp_str payload;

    if (kind == SP_KIND_OTHER || round_of(kind) != round ||
        catalog->item[i].gone)
      continue;
    status = sp_catalog_own(catalog, i, &catalog->arena, &own, reader->err);
    if (status == SP_OK)
      status = sp_catalog_old(catalog, i, &catalog->arena, &old, reader->err);
    if (status != SP_OK)
      break;
    if (kind == SP_KIND_FEES)
      catalog->fees_in_error = !own.usable;
    payload = own.usable ? own.payload : good_payload(&old);
    /* Of those of this run it was seen that they can be taken.  Without what
     * an older one said, the file is as one that never was. */
    if (payload.len > 0)
      (void)sp_settings_take(&catalog->settings, &catalog->arena, kind,
                             payload);
  }
  return status;
}

/* A zone that does not exist is site.yaml's mistake; the default serves. */
static enum sp_status
complain_of_zone(struct reader *reader, struct sp_str name)
{
  struct sp_catalog *catalog = reader->catalog;
  size_t i = sp_catalog_find(catalog, SP_STR("site.yaml"));
  struct sp_diags diags = {.arena = &reader->arena};
  enum sp_status status;
  struct sp_buf packed;

  if (i == SIZE_MAX)
    return SP_OK;
  sp_buf_init(&packed, SP_SPAN_MAX);
  sp_diag(&diags, "E25", SP_STR("site.yaml"), 0, 0,
          "there is no time zone %.*s; write one such as " DEFAULT_ZONE,
          SP_FMT(name));
  sp_diags_pack(&packed, &diags);
  status = sp_spool_put(&catalog->spool, sp_buf_str(&packed),
                        &catalog->item[i].result, reader->err);
  sp_buf_release(&packed);
  return status;
}

/* From here on dates mean instants. */
static enum sp_status
set_clock(struct reader *reader)
{
  struct sp_catalog *catalog = reader->catalog;
  struct sp_str *name = &catalog->settings.site.time_zone;
  const char *zone = sp_arena_cstr(&catalog->arena, *name);
  enum sp_status status = SP_OK;
  sp_instant at;

  if (!sp_when_zone(zone)) {
    status = complain_of_zone(reader, *name);
    *name = SP_STR(DEFAULT_ZONE);
    zone = DEFAULT_ZONE;
  }
  if (strcmp(zone, catalog->parser.zone) != 0) {
    sp_parser_release(&catalog->parser);
    catalog->parser.zone = zone;
  }
  if (catalog->at && sp_instant_parse(sp_str(catalog->at), &at))
    sp_when_set_now(at);
  catalog->now = sp_when_now();
  return status;
}

enum sp_status
sp_catalog_read(struct sp_catalog *catalog, struct sp_progress *progress,
                struct sp_err *err)
{
  struct reader reader = {.catalog = catalog, .progress = progress, .err = err};
  enum sp_status status;

  catalog->parser.schema = catalog->schema;
  catalog->parser.zone = DEFAULT_ZONE;
  catalog->parser.children = SP_PARSER_CHILDREN;
  (void)sp_when_zone(DEFAULT_ZONE);
  sp_buf_init(&reader.bytes, SP_CSV_MAX_BYTES);
  sp_progress_start(progress, "reading", catalog->walk.files);
  status = run_round(&reader, ROUND_SITE);
  if (status == SP_OK)
    status = take_settings(&reader, ROUND_SITE);
  if (status == SP_OK)
    status = set_clock(&reader);
  if (status == SP_OK)
    status = run_round(&reader, ROUND_SETTINGS);
  if (status == SP_OK)
    status = take_settings(&reader, ROUND_SETTINGS);
  if (status == SP_OK)
    status = sp_dita_shelf_prepare(catalog, err);
  if (status == SP_OK)
    status = run_round(&reader, ROUND_DOCUMENTS);
  sp_lost_sort(&catalog->lost);
  sp_progress_end(progress);
  sp_buf_release(&reader.bytes);
  sp_arena_release(&reader.arena);
  return status;
}

enum sp_status
sp_catalog_models(struct sp_catalog *catalog,
                  bool (*wanted)(void *ctx, size_t i), void *ctx,
                  struct sp_progress *progress, struct sp_err *err)
{
  struct reader reader = {.catalog = catalog,
                          .progress = progress,
                          .err = err,
                          .models = true,
                          .wanted = wanted,
                          .wanted_ctx = ctx};
  enum sp_status status;

  sp_buf_init(&reader.bytes, SP_CSV_MAX_BYTES);
  sp_progress_start(progress, "reading again", catalog->walk.files);
  status = run_round(&reader, ROUND_DOCUMENTS);
  sp_progress_end(progress);
  sp_buf_release(&reader.bytes);
  sp_arena_release(&reader.arena);
  return status;
}
