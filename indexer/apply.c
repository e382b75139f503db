/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/apply.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "indexer/generation.h"
#include "indexer/renew.h"
#include "indexer/sheet.h"
#include "indexer/twin.h"
#include "lib/schema.h"

/* An index whose commit failed is put again whole, once. */
#define ATTEMPTS 2
/* What Xapian holds of a transaction grows with it, so a long one is cut.  Each
 * page and its entry are in one piece, and what is left to do after a crash in
 * between shows in the entries. */
#define BATCH_FILES 2000
/* From here on a second process is worth its start. */
#define TWIN_FROM_DOCUMENTS 100

/* One index being written. */
struct write {
  struct sp_apply *apply;
  enum sp_audience audience;
  struct sp_writer *writer;
  struct sp_arena arena; /* of one file */
  size_t line, *told;    /* of what there is to say: which comes next, and up to
                            where an earlier attempt said it */
  size_t pending;        /* files since the last commit */
  struct sp_err *err;
};

static struct sp_str
file_key(struct sp_arena *arena, struct sp_str path)
{
  return sp_arena_fmt(arena, SP_META_FILE "%.*s", SP_FMT(path));
}

static enum sp_status
set_meta(struct write *w, struct sp_str key, struct sp_str value)
{
  return sp_writer_set_meta(w->writer, key, value, w->err);
}

/* Is this the first attempt that comes to say this?  Each has the same to say,
 * in the same order. */
static bool
is_news(struct write *w)
{
  if (w->line++ < *w->told)
    return false;
  *w->told = w->line;
  return true;
}

/* One more file was written. */
static enum sp_status
end_file(struct write *w)
{
  sp_arena_release(&w->arena);
  if (++w->pending < BATCH_FILES)
    return SP_OK;
  w->pending = 0;
  return sp_writer_commit(w->writer, w->err);
}

/* ---- pages ---- */

/* Take one page away, with its line in the table. */
static enum sp_status
remove_page(struct write *w, struct sp_str path)
{
  struct sp_str id = sp_kind_id(path);
  enum sp_status status = sp_writer_remove(w->writer, id, w->err);

  if (status == SP_OK && is_news(w))
    sp_report_action(w->apply->report, w->audience, SP_ACTION_REMOVE, id);
  return status;
}

static enum sp_status
remove_pages(struct write *w)
{
  const struct sp_changes *changes = &w->apply->changes[w->audience];
  const struct sp_catalog *catalog = w->apply->catalog;
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < changes->gone_pages.count && status == SP_OK; i++)
    status = remove_page(w, changes->gone_pages.item[i]);
  for (size_t i = 0; i < changes->gone.count && status == SP_OK; i++) {
    status =
        set_meta(w, file_key(&w->arena, changes->gone.item[i]), SP_STR(""));
    if (status == SP_OK)
      status = end_file(w);
  }
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    struct sp_str path = sp_catalog_path(catalog, i);

    if (catalog->item[i].action[w->audience] != SP_ACTION_REMOVE)
      continue;
    status = remove_page(w, path);
    if (status == SP_OK && w->audience == SP_PUBLIC)
      status = set_meta(w, file_key(&w->arena, path), SP_STR(""));
    if (status == SP_OK)
      status = end_file(w);
  }
  return status;
}

static enum sp_status
put_page(struct write *w, size_t i, const struct sp_result *result)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  struct sp_str bytes;
  struct sp_page *page;
  enum sp_status status = sp_spool_get(
      &catalog->spool, result->sheet[w->audience], &w->arena, &bytes, w->err);

  if (status != SP_OK)
    return status;
  page = sp_sheet_unpack(&w->arena, bytes);
  if (!page)
    return sp_fail(w->err, SP_E_IO, "a temporary file is damaged");
  status = sp_writer_put(w->writer, page, w->err);
  if (status == SP_OK && w->audience == SP_PUBLIC)
    status = set_meta(w, file_key(&w->arena, sp_catalog_path(catalog, i)),
                      sp_hash_str(&result->page[SP_PUBLIC].hash));
  return status;
}

/* Into a new generation; in place it stands there already. */
static enum sp_status
carry_page(struct write *w, size_t i)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  struct sp_reader *old = catalog->old[w->audience];
  struct sp_str path = sp_catalog_path(catalog, i), hash;
  enum sp_status status;

  if (!catalog->afresh)
    return SP_OK;
  status = sp_writer_copy(w->writer, old, sp_kind_id(path), w->err);
  if (status != SP_OK || w->audience != SP_PUBLIC)
    return status;
  status =
      sp_reader_meta(old, file_key(&w->arena, path), &w->arena, &hash, w->err);
  return status == SP_OK ? set_meta(w, file_key(&w->arena, path), hash)
                         : status;
}

/* A last good version stays, but for what has ended in it since. */
static enum sp_status
keep_page(struct write *w, size_t i)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  enum sp_status status = carry_page(w, i);

  return status == SP_OK
             ? sp_writer_drop_ended(w->writer,
                                    sp_kind_id(sp_catalog_path(catalog, i)),
                                    catalog->now, w->err)
             : status;
}

/* The page could not be put where the plan wanted it: then there is none, and
 * the next run looks at the file again. */
static enum sp_status
page_failed(struct write *w, size_t i, enum sp_status why)
{
  struct sp_str path = sp_catalog_path(w->apply->catalog, i);
  struct sp_entry entry;
  struct sp_str facts;
  struct sp_buf packed;
  enum sp_status status;

  /* Only these leave the batch whole. */
  if (why != SP_E_DATA && why != SP_E_NOTFOUND)
    return why;
  if (is_news(w))
    sp_report_refused(w->apply->report, w->audience, path, w->err->msg);
  w->apply->refused[w->audience][i] = true;
  status = sp_writer_remove(w->writer, sp_kind_id(path), w->err);
  if (status == SP_OK && w->audience == SP_PUBLIC)
    return set_meta(w, file_key(&w->arena, path), SP_STR(""));
  if (status == SP_OK)
    status =
        sp_renew_entry(w->apply->catalog, i, &w->arena, &entry, &facts, w->err);
  if (status != SP_OK)
    return status;
  entry.seen = (struct sp_hash){0};
  entry.tried = entry.accepted = false;
  entry.live = (struct sp_made){0};
  sp_buf_init(&packed, SP_SPAN_MAX);
  sp_entry_pack(&packed, &entry);
  status = set_meta(w, file_key(&w->arena, path), sp_buf_str(&packed));
  sp_buf_release(&packed);
  return status;
}

static enum sp_status
write_entry(struct write *w, size_t i)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  struct sp_str bytes;
  enum sp_status status;

  if (w->audience != SP_STAFF || catalog->item[i].entry.len == 0)
    return SP_OK;
  status = sp_spool_get(&catalog->spool, catalog->item[i].entry, &w->arena,
                        &bytes, w->err);
  return status == SP_OK
             ? set_meta(w, file_key(&w->arena, sp_catalog_path(catalog, i)),
                        bytes)
             : status;
}

static enum sp_status
write_page(struct write *w, size_t i, enum sp_action action)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  struct sp_result result;
  enum sp_status status;

  if (action == SP_ACTION_LAST_GOOD)
    return keep_page(w, i);
  if (action != SP_ACTION_PUT)
    return SP_OK;
  status = sp_make_result(catalog, i, &w->arena, &result, w->err);
  return status == SP_OK ? put_page(w, i, &result) : status;
}

static bool
has_work(const struct write *w, size_t i)
{
  const struct sp_item *item = &w->apply->catalog->item[i];
  enum sp_action action = item->action[w->audience];

  return item->kind != SP_KIND_OTHER && !item->gone &&
         (action == SP_ACTION_PUT || action == SP_ACTION_LAST_GOOD ||
          (w->audience == SP_STAFF && item->entry.len > 0));
}

static enum sp_status
write_file(struct write *w, size_t i)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  enum sp_action action = catalog->item[i].action[w->audience];
  enum sp_status status;

  if (!has_work(w, i))
    return SP_OK;
  status = write_page(w, i, action);
  if (status != SP_OK) {
    status = page_failed(w, i, status);
    return status == SP_OK ? end_file(w) : status;
  }
  if (action != SP_ACTION_REMOVE && is_news(w))
    sp_report_action(w->apply->report, w->audience, action,
                     sp_kind_id(sp_catalog_path(catalog, i)));
  status = write_entry(w, i);
  return status == SP_OK ? end_file(w) : status;
}

/* ---- all of one index ---- */

static enum sp_status
write_rest(struct write *w)
{
  const struct sp_changes *changes = &w->apply->changes[w->audience];
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < changes->stale.count && status == SP_OK; i++)
    status = set_meta(w,
                      sp_arena_fmt(&w->arena, SP_META_REDIRECT "%.*s",
                                   SP_FMT(changes->stale.item[i])),
                      SP_STR(""));
  for (size_t i = 0; i < changes->redirects && status == SP_OK; i++)
    status = set_meta(w,
                      sp_arena_fmt(&w->arena, SP_META_REDIRECT "%.*s",
                                   SP_FMT(changes->redirect[i].from)),
                      changes->redirect[i].to);
  if (status == SP_OK)
    status = set_meta(w, SP_STR(SP_META_SITE), changes->site);
  if (status == SP_OK)
    status = set_meta(w, SP_STR(SP_META_DIRECTORY), changes->directory);
  sp_arena_release(&w->arena);
  /* That the index takes them was seen when the files were read. */
  return status == SP_E_DATA ? SP_E_INTERNAL : status;
}

static enum sp_status
write_all(struct write *w)
{
  const struct sp_catalog *catalog = w->apply->catalog;
  enum sp_status status = SP_OK;

  if (!catalog->afresh)
    status = remove_pages(w);
  sp_progress_start(w->apply->progress,
                    w->audience == SP_PUBLIC ? "writing public"
                                             : "writing staff",
                    catalog->walk.files);
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    status = write_file(w, i);
    sp_progress_step(w->apply->progress);
  }
  if (status == SP_OK)
    status = write_rest(w);
  if (status == SP_OK)
    status = sp_writer_commit(w->writer, w->err);
  sp_progress_end(w->apply->progress);
  return status;
}

static enum sp_status
attempt(struct sp_apply *apply, enum sp_audience audience, const char *path,
        size_t *told, struct sp_err *err)
{
  struct write w = {
      .apply = apply, .audience = audience, .told = told, .err = err};
  enum sp_status status =
      sp_writer_open(path, apply->catalog->afresh, &w.writer, err);

  if (status == SP_OK)
    status = write_all(&w);
  sp_writer_free(w.writer);
  sp_arena_release(&w.arena);
  return status;
}

static enum sp_status
write_index(struct sp_apply *apply, enum sp_audience audience, uint64_t n,
            struct sp_err *err)
{
  char path[SP_GEN_PATH_MAX];
  enum sp_status status = SP_OK;
  size_t told = 0;

  if (!sp_gen_path(path, apply->folder[audience], n))
    return sp_fail(err, SP_E_IO, "the name of the index folder is too long");
  if (apply->catalog->afresh && mkdir(path, 0777) < 0)
    return sp_fail(err, SP_E_IO, "cannot make %s: %s", path, strerror(errno));
  for (unsigned tries = 0; tries < ATTEMPTS; tries++) {
    status = attempt(apply, audience, path, &told, err);
    if (status != SP_E_IO)
      break;
  }
  return status;
}

/* ---- new generations ---- */

struct generation {
  struct sp_apply *apply;
  enum sp_audience audience;
  uint64_t n;
};

static enum sp_status
write_generation(const struct generation *g, struct sp_err *err)
{
  return write_index(g->apply, g->audience, g->n, err);
}

/* In the twin: its own report and progress, of which the counts go back. */
static enum sp_status
write_as_twin(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  const struct generation *g = ctx;
  struct sp_report *report = g->apply->report;
  size_t errors = report->errors;
  enum sp_status status;

  g->apply->progress->form = SP_PROGRESS_NONE;
  status = write_generation(g, err);
  said->errors = report->errors - errors;
  return status;
}

/* The two indexes have nothing in common but what both only read. */
static enum sp_status
write_both(struct generation g[2], struct sp_err *err)
{
  struct sp_report *report = g[0].apply->report;
  struct sp_twin_said said;
  struct sp_twin twin;
  enum sp_status status, of_twin;
  bool paired = g[0].apply->catalog->documents >= TWIN_FROM_DOCUMENTS &&
                sp_twin_start(&twin, write_as_twin, &g[1]);

  status = write_generation(&g[0], err);
  if (!paired)
    return status == SP_OK ? write_generation(&g[1], err) : status;
  of_twin = sp_twin_join(&twin, &said, status == SP_OK ? err : NULL);
  report->errors += said.errors;
  return status == SP_OK ? of_twin : status;
}

static enum sp_status
write_new_generations(struct sp_apply *apply, const enum sp_audience order[2],
                      bool *committed, struct sp_err *err)
{
  struct generation g[2];
  enum sp_status status = SP_OK;

  for (size_t i = 0; i < 2 && status == SP_OK; i++) {
    g[i] = (struct generation){apply, order[i], 0};
    status = sp_gen_next(apply->folder[order[i]], &g[i].n, err);
  }
  if (status == SP_OK)
    status = write_both(g, err);
  for (size_t i = 0; i < 2 && status == SP_OK; i++) {
    status = sp_gen_switch(apply->folder[order[i]], g[i].n, err);
    *committed = *committed || status == SP_OK;
  }
  return status;
}

/* ---- in place ---- */

static enum sp_status
write_in_place(struct sp_apply *apply, const enum sp_audience order[2],
               bool *committed, struct sp_err *err)
{
  enum sp_status status = SP_OK;
  uint64_t n;

  for (size_t i = 0; i < 2 && status == SP_OK; i++) {
    if (!sp_plan_changes(&apply->tally[order[i]]))
      continue;
    status = sp_gen_current(apply->folder[order[i]], &n, err);
    if (status == SP_OK)
      status = write_index(apply, order[i], n, err);
    *committed = *committed || status == SP_OK;
  }
  return status;
}

/* ---- what was refused ---- */

/* Seen by a twin too. */
static enum sp_status
make_marks(struct sp_apply *apply, size_t files, struct sp_err *err)
{
  unsigned char *marks = mmap(NULL, 2 * files + 1, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  if (marks == MAP_FAILED)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  apply->refused[0] = marks;
  apply->refused[1] = marks + files;
  return SP_OK;
}

static void
take_marks(struct sp_apply *apply, size_t files)
{
  for (size_t i = 0; i < files; i++)
    for (size_t a = 0; a < 2; a++)
      apply->catalog->item[i].refused[a] = apply->refused[a][i];
  munmap(apply->refused[0], 2 * files + 1);
  apply->refused[0] = apply->refused[1] = NULL;
}

enum sp_status
sp_apply_run(struct sp_apply *apply, bool *committed, struct sp_err *err)
{
  enum sp_audience order[2] = {SP_STAFF, SP_PUBLIC};
  size_t files = apply->catalog->walk.files;
  enum sp_status status = make_marks(apply, files, err);

  *committed = false;
  if (status != SP_OK)
    return status;
  if (sp_plan_public_first(&apply->tally[SP_PUBLIC])) {
    order[0] = SP_PUBLIC;
    order[1] = SP_STAFF;
  }
  status = apply->catalog->afresh
               ? write_new_generations(apply, order, committed, err)
               : write_in_place(apply, order, committed, err);
  take_marks(apply, files);
  return status;
}
