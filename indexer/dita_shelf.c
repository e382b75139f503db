/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/dita_shelf.h"

#include <stdlib.h>

#include "indexer/catalog.h"
#include "lib/url.h"

#define ALIASES_MAX 8 /* keys that name keys */
/* Those of all files on the shelf, before twins are dropped. */
#define GATHERED_MAX (4 * SP_DITA_NEEDS_MAX)

/* ---- cards ---- */

struct scanner {
  struct sp_catalog *catalog;
  size_t at;
  struct sp_buf bytes;
  struct sp_arena arena; /* of one card */
  enum sp_status status;
  struct sp_err *err;
};

static bool
may_be_dita(const struct sp_catalog *catalog, size_t i)
{
  return (catalog->item[i].kind == SP_KIND_DITA ||
          catalog->item[i].kind == SP_KIND_XML) &&
         catalog->walk.file[i].fault == SP_WALK_GOOD;
}

static bool
next_job(void *ctx, struct sp_job *job, size_t *tag)
{
  struct scanner *s = ctx;
  struct sp_catalog *catalog = s->catalog;

  while (s->status == SP_OK && s->at < catalog->walk.files) {
    size_t i = s->at++;

    if (!may_be_dita(catalog, i))
      continue;
    sp_buf_clear(&s->bytes);
    if (sp_walk_read(&catalog->walk, &catalog->walk.file[i],
                     sp_kind_max_bytes(catalog->item[i].kind), &s->bytes,
                     NULL) != SP_OK)
      continue; /* told when it is read */
    if (catalog->item[i].kind == SP_KIND_XML &&
        !sp_dita_may_be(sp_buf_str(&s->bytes)))
      continue;
    *job = (struct sp_job){
        .kind = catalog->item[i].kind,
        .scan = true,
        .options = {.path = sp_catalog_path(catalog, i),
                    .lenient = catalog->lenient,
                    .default_audience = catalog->default_audience},
        .bytes = sp_buf_str(&s->bytes)};
    *tag = i;
    return true;
  }
  return false;
}

static struct sp_str
keep_text(struct sp_catalog *catalog, struct sp_str text)
{
  return sp_arena_copy(&catalog->arena, text);
}

static void
add_keys(struct sp_catalog *catalog, const struct sp_dita_card *card,
         struct sp_str path)
{
  struct sp_dita_keys *keys = &catalog->dita_keys;

  for (size_t i = 0; i < card->keys; i++) {
    struct sp_dita_key key = card->key[i];

    key.name = keep_text(catalog, key.name);
    key.path = keep_text(catalog, key.path);
    key.fragment = keep_text(catalog, key.fragment);
    key.words = keep_text(catalog, key.words);
    key.alias = keep_text(catalog, key.alias);
    key.access.from = keep_text(catalog, key.access.from);
    key.access.until = keep_text(catalog, key.access.until);
    key.map = path; /* whatever the child said */
    SP_PUSH(&catalog->arena, keys->item, keys->count, keys->cap, key);
  }
}

static bool
done_job(void *ctx, size_t tag, const struct sp_verdict *verdict, bool kept)
{
  struct scanner *s = ctx;
  struct sp_catalog *catalog = s->catalog;
  struct sp_dita_card card;
  bool sound = true;

  (void)kept;
  if (s->status != SP_OK || !verdict->usable || verdict->payload.len == 0)
    return true;
  sound = sp_dita_card_unpack(&s->arena, verdict->payload, &card);
  if (sound) {
    s->status = sp_spool_put(&catalog->spool, verdict->payload,
                             &catalog->item[tag].card, s->err);
    add_keys(catalog, &card, sp_catalog_path(catalog, tag));
  }
  sp_arena_release(&s->arena);
  return sound;
}

/* The full names of keys before the short ones of a scope, then by map. */
static int
by_name(const void *va, const void *vb)
{
  const struct sp_dita_key *a = va, *b = vb;
  int order = sp_str_cmp(a->name, b->name);

  if (order == 0)
    order = (int)a->scoped - (int)b->scoped;
  return order ? order : sp_str_cmp(a->map, b->map);
}

enum sp_status
sp_dita_shelf_prepare(struct sp_catalog *catalog, struct sp_err *err)
{
  struct scanner s = {.catalog = catalog, .err = err};
  struct sp_parser_user user = {&s, next_job, done_job};
  enum sp_status status;

  sp_buf_init(&s.bytes, SP_DOC_MAX_BYTES);
  status = sp_parser_run(&catalog->parser, &user, err);
  sp_buf_release(&s.bytes);
  if (catalog->dita_keys.count)
    qsort(catalog->dita_keys.item, catalog->dita_keys.count,
          sizeof(struct sp_dita_key), by_name);
  return s.status != SP_OK ? s.status : status;
}

/* ---- one shelf ---- */

struct filler {
  struct sp_catalog *catalog;
  struct sp_str own; /* the path it is for */
  struct sp_arena arena;
  struct sp_dita_shelf shelf;
  size_t bytes; /* of its files */
  enum sp_status status;
  struct sp_err *err;
};

/* False when the file has none. */
static bool
load_card(struct filler *f, struct sp_arena *arena, size_t i,
          struct sp_dita_card *card)
{
  struct sp_str bytes;

  if (f->status != SP_OK || i == SIZE_MAX || f->catalog->item[i].card.len == 0)
    return false;
  f->status = sp_spool_get(&f->catalog->spool, f->catalog->item[i].card, arena,
                           &bytes, f->err);
  return f->status == SP_OK && sp_dita_card_unpack(arena, bytes, card);
}

static void
add_title(struct filler *f, struct sp_str path, struct sp_str fragment)
{
  struct sp_dita_shelf *shelf = &f->shelf;
  struct sp_dita_title title = {.path = path, .fragment = fragment};

  if (path.len && !sp_url_external(path) && shelf->titles < GATHERED_MAX)
    SP_PUSH(&f->arena, shelf->title, shelf->titles, shelf->titles_cap, title);
}

/* The first that defines it; through keys that name keys. */
static const struct sp_dita_key *
find_key(const struct sp_catalog *catalog, struct sp_str name)
{
  const struct sp_dita_keys *keys = &catalog->dita_keys;
  const struct sp_dita_key *key = NULL;

  for (int hops = 0; hops < ALIASES_MAX && name.len; hops++) {
    size_t low = 0, high = keys->count;

    while (low < high) {
      size_t mid = low + (high - low) / 2;

      if (sp_str_cmp(keys->item[mid].name, name) < 0)
        low = mid + 1;
      else
        high = mid;
    }
    if (low == keys->count || !sp_str_eq(keys->item[low].name, name))
      return key;
    key = &keys->item[low];
    if (key->path.len || key->words.len)
      return key;
    name = key->alias;
  }
  return key;
}

static void
add_file(struct filler *f, struct sp_str path)
{
  struct sp_dita_shelf *shelf = &f->shelf;
  size_t i = sp_catalog_find(f->catalog, path);
  struct sp_dita_file file = {.path = path};
  struct sp_buf bytes;

  if (i == SIZE_MAX || f->catalog->item[i].card.len == 0 ||
      sp_str_eq(path, f->own) || shelf->files == SP_DITA_FILES_MAX)
    return;
  for (size_t k = 0; k < shelf->files; k++)
    if (sp_str_eq(shelf->file[k].path, path))
      return;
  sp_buf_init(&bytes, SP_DOC_MAX_BYTES);
  if (sp_walk_read(&f->catalog->walk, &f->catalog->walk.file[i],
                   SP_DOC_MAX_BYTES, &bytes, NULL) == SP_OK &&
      f->bytes + bytes.len <= SP_DITA_FILE_BYTES_MAX) {
    file.bytes = sp_arena_copy(&f->arena, sp_buf_str(&bytes));
    f->bytes += bytes.len;
    SP_PUSH(&f->arena, shelf->file, shelf->files, shelf->files_cap, file);
  }
  sp_buf_release(&bytes);
}

static void
add_key(struct filler *f, const struct sp_dita_need *need)
{
  struct sp_dita_shelf *shelf = &f->shelf;
  const struct sp_dita_key *found = find_key(f->catalog, need->name);
  struct sp_dita_key key;

  if (!found || shelf->keys == GATHERED_MAX)
    return;
  key = *found;
  key.name = need->name;
  SP_PUSH(&f->arena, shelf->key, shelf->keys, shelf->keys_cap, key);
  if (need->kind == SP_DITA_NEED_KEYFILE) {
    add_file(f, key.path);
    return;
  }
  add_title(f, key.path, key.fragment);
  if (need->fragment.len)
    add_title(f, key.path, need->fragment);
}

static void
add_needs(struct filler *f, const struct sp_dita_card *card)
{
  for (size_t i = 0; i < card->needs; i++) {
    const struct sp_dita_need *need = &card->need[i];

    switch (need->kind) {
    case SP_DITA_NEED_FILE:
      add_file(f, need->name);
      break;
    case SP_DITA_NEED_KEY:
    case SP_DITA_NEED_KEYFILE:
      add_key(f, need);
      break;
    case SP_DITA_NEED_TITLE:
      add_title(f, need->name, need->fragment);
      break;
    }
  }
}

/* ---- in order ---- */

static int
by_key_name(const void *va, const void *vb)
{
  const struct sp_dita_key *a = va, *b = vb;

  return sp_str_cmp(a->name, b->name);
}

static int
by_place(const void *va, const void *vb)
{
  const struct sp_dita_title *a = va, *b = vb;
  int order = sp_str_cmp(a->path, b->path);

  return order ? order : sp_str_cmp(a->fragment, b->fragment);
}

static size_t
at_most(size_t count)
{
  return count < SP_DITA_NEEDS_MAX ? count : SP_DITA_NEEDS_MAX;
}

static void
sort_and_drop_twins(struct sp_dita_shelf *shelf)
{
  size_t kept = 0;

  if (shelf->keys) {
    qsort(shelf->key, shelf->keys, sizeof(*shelf->key), by_key_name);
    for (size_t i = 1; i < shelf->keys; i++)
      if (by_key_name(&shelf->key[kept], &shelf->key[i]) != 0)
        shelf->key[++kept] = shelf->key[i];
    shelf->keys = at_most(kept + 1);
  }
  kept = 0;
  if (shelf->titles) {
    qsort(shelf->title, shelf->titles, sizeof(*shelf->title), by_place);
    for (size_t i = 1; i < shelf->titles; i++)
      if (by_place(&shelf->title[kept], &shelf->title[i]) != 0)
        shelf->title[++kept] = shelf->title[i];
    shelf->titles = at_most(kept + 1);
  }
}

/* What the card says, copied, as the card goes. */
static void
fill_title(struct filler *f, struct sp_dita_title *title,
           const struct sp_dita_card *card)
{
  const struct sp_dita_id *id = NULL;

  title->access = card->access;
  title->access.from = sp_arena_copy(&f->arena, card->access.from);
  title->access.until = sp_arena_copy(&f->arena, card->access.until);
  title->has_page = card->has_page;
  title->title = sp_arena_copy(&f->arena, card->title);
  if (title->fragment.len)
    id = sp_dita_id_find(card, title->fragment);
  if (!id)
    return;
  if (id->title.len)
    title->title = sp_arena_copy(&f->arena, id->title);
  title->anchor = sp_arena_copy(&f->arena, id->anchor);
  title->staff = id->staff;
}

/* One card at a time; titles without one are dropped. */
static void
fill_titles(struct filler *f)
{
  struct sp_dita_shelf *shelf = &f->shelf;
  struct sp_arena scratch = {0};
  struct sp_dita_card card;
  struct sp_str path = SP_STR("");
  size_t kept = 0;
  bool has_card = false;

  for (size_t i = 0; i < shelf->titles; i++) {
    struct sp_dita_title *title = &shelf->title[i];

    if (i == 0 || !sp_str_eq(title->path, path)) {
      sp_arena_release(&scratch);
      path = title->path;
      has_card =
          load_card(f, &scratch, sp_catalog_find(f->catalog, path), &card);
    }
    if (!has_card)
      continue;
    fill_title(f, title, &card);
    shelf->title[kept++] = *title;
  }
  shelf->titles = kept;
  sp_arena_release(&scratch);
}

/* Keys of this map of which another says something else, and counts. */
static void
find_lost_keys(struct filler *f, const struct sp_dita_card *card)
{
  for (size_t i = 0; i < card->keys; i++) {
    const struct sp_dita_key *own = &card->key[i];
    const struct sp_dita_key *key;
    struct sp_dita_key plain = *own;

    if (own->scoped)
      continue;
    plain.alias = SP_STR("");
    key = find_key(f->catalog, plain.name);
    if (!key || sp_str_eq(key->map, f->own) || own->alias.len ||
        (sp_str_eq(key->path, own->path) && sp_str_eq(key->words, own->words)))
      continue;
    if (f->shelf.lost_keys++ == 0) {
      f->shelf.lost_key = own->name;
      f->shelf.other_map = key->map;
    }
  }
}

enum sp_status
sp_dita_shelf_put(struct sp_catalog *catalog, size_t i, struct sp_buf *out,
                  struct sp_err *err)
{
  struct filler f = {
      .catalog = catalog, .own = sp_catalog_path(catalog, i), .err = err};
  struct sp_dita_card card;

  if (catalog->item[i].card.len == 0)
    return SP_OK;
  if (load_card(&f, &f.arena, i, &card)) {
    find_lost_keys(&f, &card);
    add_needs(&f, &card);
    /* What is taken may take again. */
    for (size_t k = 0; k < f.shelf.files; k++) {
      size_t at = sp_catalog_find(catalog, f.shelf.file[k].path);
      struct sp_dita_card other;

      if (load_card(&f, &f.arena, at, &other))
        add_needs(&f, &other);
    }
    sort_and_drop_twins(&f.shelf);
    fill_titles(&f);
    sp_dita_shelf_pack(out, &f.shelf);
  }
  sp_arena_release(&f.arena);
  if (f.status == SP_OK && out->full)
    return sp_fail(err, SP_E_LIMIT, "a file takes too much from others");
  return f.status;
}
