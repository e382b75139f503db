/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/dita_card.c - cards and shelves as bytes, between the indexer and its
 * readers; what comes back is checked as if a stranger had sent it. */
#include "lib/dita.h"

#include "lib/dita_parts.h"

bool
sp_dita_may_show(const struct sp_dita_access *from,
                 const struct sp_dita_access *to)
{
  return (from->audience == SP_PUBLIC || to->audience == SP_STAFF) &&
         from->level <= to->level &&
         (from->from.len == 0 || sp_str_eq(from->from, to->from)) &&
         (from->until.len == 0 || sp_str_eq(from->until, to->until));
}

static void
pack_access(struct sp_buf *out, const struct sp_dita_access *access)
{
  sp_pack_u64(out, access->audience);
  sp_pack_u64(out, access->level);
  sp_pack_str(out, access->from);
  sp_pack_str(out, access->until);
}

static void
unpack_access(struct sp_unpack *in, struct sp_dita_access *access)
{
  access->audience = sp_unpack_bool(in) ? SP_PUBLIC : SP_STAFF;
  access->level = sp_unpack_u32(in);
  access->from = sp_unpack_str(in);
  access->until = sp_unpack_str(in);
}

static void
pack_key(struct sp_buf *out, const struct sp_dita_key *key)
{
  sp_pack_str(out, key->name);
  sp_pack_str(out, key->path);
  sp_pack_str(out, key->fragment);
  sp_pack_str(out, key->words);
  sp_pack_str(out, key->alias);
  sp_pack_str(out, key->map);
  sp_pack_bool(out, key->scoped);
  pack_access(out, &key->access);
}

static void
unpack_key(struct sp_unpack *in, struct sp_dita_key *key)
{
  key->name = sp_unpack_str(in);
  key->path = sp_unpack_str(in);
  key->fragment = sp_unpack_str(in);
  key->words = sp_unpack_str(in);
  key->alias = sp_unpack_str(in);
  key->map = sp_unpack_str(in);
  key->scoped = sp_unpack_bool(in);
  unpack_access(in, &key->access);
}

/* ---- cards */

void
sp_dita_card_pack(struct sp_buf *out, const struct sp_dita_card *card)
{
  sp_pack_str(out, card->title);
  sp_pack_bool(out, card->has_page);
  pack_access(out, &card->access);
  sp_pack_u64(out, card->keys);
  for (size_t i = 0; i < card->keys; i++)
    pack_key(out, &card->key[i]);
  sp_pack_u64(out, card->ids);
  for (size_t i = 0; i < card->ids; i++) {
    sp_pack_str(out, card->id[i].topic);
    sp_pack_str(out, card->id[i].id);
    sp_pack_str(out, card->id[i].anchor);
    sp_pack_str(out, card->id[i].title);
    sp_pack_bool(out, card->id[i].staff);
  }
  sp_pack_u64(out, card->needs);
  for (size_t i = 0; i < card->needs; i++) {
    sp_pack_u64(out, card->need[i].kind);
    sp_pack_str(out, card->need[i].name);
    sp_pack_str(out, card->need[i].fragment);
  }
}

static void
unpack_ids(struct sp_arena *arena, struct sp_unpack *in,
           struct sp_dita_card *card)
{
  card->ids = card->ids_cap = sp_unpack_count(in, 5);
  card->id = sp_arena_array(arena, struct sp_dita_id, card->ids);
  for (size_t i = 0; i < card->ids; i++) {
    card->id[i].topic = sp_unpack_str(in);
    card->id[i].id = sp_unpack_str(in);
    card->id[i].anchor = sp_unpack_str(in);
    card->id[i].title = sp_unpack_str(in);
    card->id[i].staff = sp_unpack_bool(in);
  }
}

static void
unpack_needs(struct sp_arena *arena, struct sp_unpack *in,
             struct sp_dita_card *card)
{
  card->needs = card->needs_cap = sp_unpack_count(in, 3);
  card->need = sp_arena_array(arena, struct sp_dita_need, card->needs);
  for (size_t i = 0; i < card->needs; i++) {
    uint32_t kind = sp_unpack_u32(in);

    if (kind > SP_DITA_NEED_TITLE)
      in->broken = true;
    else
      card->need[i].kind = (enum sp_dita_need_kind)kind;
    card->need[i].name = sp_unpack_str(in);
    card->need[i].fragment = sp_unpack_str(in);
  }
}

bool
sp_dita_card_unpack(struct sp_arena *arena, struct sp_str bytes,
                    struct sp_dita_card *out)
{
  struct sp_unpack in = {bytes, false};

  *out = (struct sp_dita_card){0};
  out->title = sp_unpack_str(&in);
  out->has_page = sp_unpack_bool(&in);
  unpack_access(&in, &out->access);
  out->keys = out->keys_cap = sp_unpack_count(&in, 11);
  out->key = sp_arena_array(arena, struct sp_dita_key, out->keys);
  for (size_t i = 0; i < out->keys; i++)
    unpack_key(&in, &out->key[i]);
  unpack_ids(arena, &in, out);
  unpack_needs(arena, &in, out);
  return sp_unpack_done(&in);
}

/* The first that does not come before this one. */
static size_t
first_id(const struct sp_dita_card *card, struct sp_str id, struct sp_str topic)
{
  size_t low = 0, high = card->ids;

  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = sp_str_cmp(card->id[mid].id, id);

    if (order == 0)
      order = sp_str_cmp(card->id[mid].topic, topic);
    if (order < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

const struct sp_dita_id *
sp_dita_id_find(const struct sp_dita_card *card, struct sp_str fragment)
{
  size_t slash = sp_str_find(fragment, '/', 0);
  struct sp_str topic = sp_str_sub(fragment, 0, slash);
  struct sp_str id = slash == fragment.len
                         ? fragment
                         : sp_str_sub(fragment, slash + 1, fragment.len);
  size_t any = first_id(card, id, SP_STR("")), own = first_id(card, id, topic);

  if (own < card->ids && sp_str_eq(card->id[own].id, id) &&
      sp_str_eq(card->id[own].topic, topic))
    return &card->id[own];
  return any < card->ids && sp_str_eq(card->id[any].id, id) ? &card->id[any]
                                                            : NULL;
}

/* ---- shelves */

void
sp_dita_shelf_pack(struct sp_buf *out, const struct sp_dita_shelf *shelf)
{
  sp_pack_u64(out, shelf->keys);
  for (size_t i = 0; i < shelf->keys; i++)
    pack_key(out, &shelf->key[i]);
  sp_pack_u64(out, shelf->titles);
  for (size_t i = 0; i < shelf->titles; i++) {
    const struct sp_dita_title *title = &shelf->title[i];

    sp_pack_str(out, title->path);
    sp_pack_str(out, title->fragment);
    sp_pack_str(out, title->title);
    sp_pack_str(out, title->anchor);
    sp_pack_bool(out, title->has_page);
    sp_pack_bool(out, title->staff);
    pack_access(out, &title->access);
  }
  sp_pack_u64(out, shelf->files);
  for (size_t i = 0; i < shelf->files; i++) {
    sp_pack_str(out, shelf->file[i].path);
    sp_pack_str(out, shelf->file[i].bytes);
  }
  sp_pack_str(out, shelf->other_map);
  sp_pack_str(out, shelf->lost_key);
  sp_pack_u64(out, shelf->lost_keys);
}

static void
unpack_titles(struct sp_arena *arena, struct sp_unpack *in,
              struct sp_dita_shelf *shelf)
{
  shelf->titles = shelf->titles_cap = sp_unpack_count(in, 10);
  shelf->title = sp_arena_array(arena, struct sp_dita_title, shelf->titles);
  for (size_t i = 0; i < shelf->titles; i++) {
    struct sp_dita_title *title = &shelf->title[i];

    title->path = sp_unpack_str(in);
    title->fragment = sp_unpack_str(in);
    title->title = sp_unpack_str(in);
    title->anchor = sp_unpack_str(in);
    title->has_page = sp_unpack_bool(in);
    title->staff = sp_unpack_bool(in);
    unpack_access(in, &title->access);
  }
}

bool
sp_dita_shelf_unpack(struct sp_arena *arena, struct sp_str bytes,
                     struct sp_dita_shelf *out)
{
  struct sp_unpack in = {bytes, false};

  *out = (struct sp_dita_shelf){0};
  if (bytes.len == 0)
    return true;
  out->keys = out->keys_cap = sp_unpack_count(&in, 11);
  out->key = sp_arena_array(arena, struct sp_dita_key, out->keys);
  for (size_t i = 0; i < out->keys; i++)
    unpack_key(&in, &out->key[i]);
  unpack_titles(arena, &in, out);
  out->files = out->files_cap = sp_unpack_count(&in, 2);
  out->file = sp_arena_array(arena, struct sp_dita_file, out->files);
  for (size_t i = 0; i < out->files; i++) {
    out->file[i].path = sp_unpack_str(&in);
    out->file[i].bytes = sp_unpack_str(&in);
  }
  out->other_map = sp_unpack_str(&in);
  out->lost_key = sp_unpack_str(&in);
  out->lost_keys = sp_unpack_u64(&in);
  return sp_unpack_done(&in);
}

const struct sp_dita_key *
sp_dita_key_find(const struct sp_dita_shelf *shelf, struct sp_str name)
{
  size_t low = 0, high = shelf->keys;

  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = sp_str_cmp(name, shelf->key[mid].name);

    if (order == 0)
      return &shelf->key[mid];
    if (order < 0)
      high = mid;
    else
      low = mid + 1;
  }
  return NULL;
}

const struct sp_dita_title *
sp_dita_title_find(const struct sp_dita_shelf *shelf, struct sp_str path,
                   struct sp_str fragment)
{
  size_t low = 0, high = shelf->titles;

  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = sp_str_cmp(path, shelf->title[mid].path);

    if (order == 0)
      order = sp_str_cmp(fragment, shelf->title[mid].fragment);
    if (order == 0)
      return &shelf->title[mid];
    if (order < 0)
      high = mid;
    else
      low = mid + 1;
  }
  return NULL;
}
