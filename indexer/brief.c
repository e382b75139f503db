/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/brief.h"

#include <stdlib.h>

#include "indexer/survey.h"

/* ---- headings: the first eight bytes of each address's hash, in order; their
 * last bit says whether residents see the heading ---- */

#define KEY_PUBLIC ((uint64_t)1)

static uint64_t
key_of(struct sp_str address)
{
  struct sp_hash hash = sp_hash_of(address);
  uint64_t key;

  memcpy(&key, hash.byte, sizeof(key));
  return key & ~KEY_PUBLIC;
}

static int
compare_keys(const void *va, const void *vb)
{
  const uint64_t *a = va, *b = vb;

  return (*a > *b) - (*a < *b);
}

static enum sp_status
put_headings(struct sp_catalog *catalog, struct sp_arena *arena,
             const struct sp_doc_anchors *anchors, struct sp_span *where,
             struct sp_err *err)
{
  uint64_t *key = sp_arena_array(arena, uint64_t, anchors->count);

  if (anchors->count == 0)
    return SP_OK;
  for (size_t i = 0; i < anchors->count; i++)
    key[i] = key_of(anchors->item[i].address) |
             (anchors->item[i].is_public ? KEY_PUBLIC : 0);
  qsort(key, anchors->count, sizeof(*key), compare_keys);
  return sp_spool_put(
      &catalog->spool,
      sp_str_n((const char *)key, anchors->count * sizeof(*key)), where, err);
}

enum sp_status
sp_brief_has_heading(const struct sp_catalog *catalog, struct sp_span headings,
                     struct sp_str address, bool *has, bool *is_public,
                     struct sp_err *err)
{
  uint64_t wanted = key_of(address), key;
  size_t low = 0, high = headings.len / sizeof(key);

  *has = *is_public = false;
  while (low < high && !*has) {
    size_t mid = low + (high - low) / 2;
    enum sp_status status = sp_spool_copy(
        &catalog->spool, headings, mid * sizeof(key), &key, sizeof(key), err);

    if (status != SP_OK)
      return status;
    *has = (key & ~KEY_PUBLIC) == wanted;
    *is_public = *has && (key & KEY_PUBLIC);
    if (key < wanted)
      low = mid + 1;
    else
      high = mid;
  }
  return SP_OK;
}

/* ---- the whole ---- */

static void
pack(struct sp_buf *out, const struct sp_brief *brief)
{
  sp_pack_u64(out, brief->state);
  sp_pack_u64(out, brief->type);
  sp_pack_u64(out, brief->audience);
  sp_pack_u64(out, brief->level);
  sp_pack_bool(out, brief->live);
  sp_pack_str(out, brief->id);
  sp_pack_str(out, brief->title);
  sp_pack_str(out, brief->touched);
  sp_pack_u64(out, brief->headings.at);
  sp_pack_u64(out, brief->headings.len);
}

static bool
unpack(struct sp_str bytes, struct sp_brief *out)
{
  struct sp_unpack in = {bytes, false};

  out->state = (enum sp_brief_state)sp_unpack_below(&in, SP_BRIEF_KNOWN + 1);
  out->type = (enum sp_doc_type)sp_unpack_below(&in, SP_DOC_TYPES);
  out->audience = (enum sp_audience)sp_unpack_below(&in, SP_PUBLIC + 1);
  out->level = sp_unpack_u32(&in);
  out->live = sp_unpack_bool(&in);
  out->id = sp_unpack_str(&in);
  out->title = sp_unpack_str(&in);
  out->touched = sp_unpack_str(&in);
  out->headings.at = sp_unpack_u64(&in);
  out->headings.len = sp_unpack_below(&in, SP_SPAN_MAX + 1);
  return sp_unpack_done(&in);
}

/* Find it all; texts are in the arena. */
static enum sp_status
find(struct sp_catalog *catalog, size_t i, struct sp_arena *arena,
     struct sp_brief *out, struct sp_err *err)
{
  const struct sp_item *item = &catalog->item[i];
  struct sp_known known;
  enum sp_status status = sp_survey_know(catalog, i, arena, &known, err);

  *out = (struct sp_brief){.state = SP_BRIEF_NONE};
  if (status != SP_OK || !sp_kind_is_document(item->kind) || item->gone)
    return status;
  out->state = known.known ? SP_BRIEF_KNOWN : SP_BRIEF_IN_ERROR;
  if (!known.known)
    return SP_OK;
  out->type = known.facts.type;
  out->audience = known.audience;
  out->level = known.facts.level;
  out->live = sp_facts_live(&known.facts, catalog->now);
  out->id = known.facts.id;
  out->title = known.facts.title;
  out->touched = known.facts.touched;
  return put_headings(catalog, arena, &known.facts.anchors, &out->headings,
                      err);
}

static enum sp_status
make(struct sp_catalog *catalog, size_t i, struct sp_err *err)
{
  struct sp_arena arena = {0};
  struct sp_brief brief;
  struct sp_buf packed;
  enum sp_status status = find(catalog, i, &arena, &brief, err);

  sp_buf_init(&packed, SP_SPAN_MAX);
  pack(&packed, &brief);
  if (status == SP_OK)
    status = sp_spool_put(&catalog->spool, sp_buf_str(&packed),
                          &catalog->item[i].brief, err);
  sp_buf_release(&packed);
  sp_arena_release(&arena);
  return status;
}

enum sp_status
sp_brief_get(struct sp_catalog *catalog, size_t i, struct sp_arena *arena,
             struct sp_brief *out, struct sp_err *err)
{
  struct sp_str bytes;
  enum sp_status status = SP_OK;

  *out = (struct sp_brief){.state = SP_BRIEF_NONE};
  if (catalog->item[i].brief.len == 0)
    status = make(catalog, i, err);
  if (status == SP_OK)
    status = sp_spool_get(&catalog->spool, catalog->item[i].brief, arena,
                          &bytes, err);
  if (status == SP_OK && !unpack(bytes, out))
    status = sp_fail(err, SP_E_IO, "a temporary file is damaged");
  return status;
}
