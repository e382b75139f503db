/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/facts.h"

#include <stdlib.h>

#include "lib/audience.h"
#include "lib/check.h"

/* Authors write an old address with or without its first slash. */
static void
add_redirects(struct sp_arena *arena, const struct sp_doc *doc,
              struct sp_texts *out)
{
  for (size_t i = 0; i < doc->redirect_from.count; i++) {
    struct sp_str old = sp_str_trim(doc->redirect_from.item[i]);

    if (sp_str_starts(old, "/"))
      old = sp_str_sub(old, 1, old.len);
    if (old.len > 0 && !sp_str_eq(old, doc->id))
      SP_PUSH(arena, out->item, out->count, out->cap, old);
  }
}

/* A link's words are the author's own, so the target does not matter. */
static void
add_shown(struct sp_arena *arena, const struct sp_doc *doc, struct sp_refs *out)
{
  const struct sp_doc *of_public = sp_doc_for_public(arena, doc);
  struct sp_refs refs;

  if (!of_public)
    return;
  sp_doc_refs(arena, of_public, &refs);
  for (size_t i = 0; i < refs.count; i++)
    if (refs.item[i].kind == SP_REF_SNIPPET ||
        refs.item[i].kind == SP_REF_CONTACT)
      SP_PUSH(arena, out->item, out->count, out->cap, refs.item[i]);
}

static int
by_time(const void *va, const void *vb)
{
  sp_instant a = *(const sp_instant *)va, b = *(const sp_instant *)vb;

  return (a > b) - (a < b);
}

/* Of the text and of the findings; two that fall together do no harm. */
static void
add_boundaries(struct sp_arena *arena, const struct sp_doc *doc,
               struct sp_instants *out)
{
  struct sp_instants more;

  sp_doc_boundaries(arena, doc, out);
  sp_check_boundaries(arena, doc, &more);
  for (size_t i = 0; i < more.count; i++)
    SP_PUSH(arena, out->item, out->count, out->cap, more.item[i]);
  if (more.count)
    qsort(out->item, out->count, sizeof(*out->item), by_time);
}

void
sp_facts_of(struct sp_arena *arena, const struct sp_doc *doc,
            struct sp_facts *out)
{
  *out = (struct sp_facts){.id = doc->id,
                           .title = doc->title,
                           .service = doc->service,
                           .type = doc->type,
                           .audience = doc->audience,
                           .level = doc->level,
                           .has_owner = doc->owner.len > 0,
                           .from = SP_ALWAYS_FROM,
                           .until = SP_ALWAYS_UNTIL};
  if (doc->from.year)
    out->from = sp_civil_begin(&doc->from);
  if (doc->until.year)
    out->until = sp_civil_end(&doc->until);
  sp_doc_anchors(arena, doc, &out->anchors);
  add_redirects(arena, doc, &out->redirects);
  sp_doc_refs(arena, doc, &out->refs);
  add_shown(arena, doc, &out->shown);
  add_boundaries(arena, doc, &out->boundaries);
  /* `changed` is a date and what was changed. */
  out->touched =
      doc->changed.len ? sp_str_sub(doc->changed, 0, 10) : doc->reviewed;
  sp_check_refs(arena, doc, &out->checked);
  sp_sketch_doc(arena, doc, &out->sketches);
}

static void
pack_anchors(struct sp_buf *out, const struct sp_doc_anchors *anchors)
{
  sp_pack_u64(out, anchors->count);
  for (size_t i = 0; i < anchors->count; i++) {
    sp_pack_str(out, anchors->item[i].address);
    sp_pack_bool(out, anchors->item[i].is_public);
  }
}

static void
pack_refs(struct sp_buf *out, const struct sp_refs *refs)
{
  sp_pack_u64(out, refs->count);
  for (size_t i = 0; i < refs->count; i++) {
    sp_pack_u64(out, refs->item[i].kind);
    sp_pack_str(out, refs->item[i].name);
  }
}

void
sp_facts_pack(struct sp_buf *out, const struct sp_facts *facts)
{
  sp_pack_str(out, facts->id);
  sp_pack_str(out, facts->title);
  sp_pack_str(out, facts->service);
  sp_pack_u64(out, facts->type);
  sp_pack_u64(out, facts->audience);
  sp_pack_u64(out, facts->level);
  sp_pack_bool(out, facts->has_owner);
  sp_pack_i64(out, facts->from);
  sp_pack_i64(out, facts->until);
  pack_anchors(out, &facts->anchors);
  sp_texts_pack(out, &facts->redirects);
  pack_refs(out, &facts->refs);
  pack_refs(out, &facts->shown);
  sp_pack_u64(out, facts->boundaries.count);
  for (size_t i = 0; i < facts->boundaries.count; i++)
    sp_pack_i64(out, facts->boundaries.item[i]);
  sp_pack_str(out, facts->touched);
  sp_texts_pack(out, &facts->checked);
  sp_sketches_pack(out, &facts->sketches);
}

static void
unpack_anchors(struct sp_arena *arena, struct sp_unpack *in,
               struct sp_doc_anchors *anchors)
{
  anchors->count = sp_unpack_count(in, 2);
  anchors->item = sp_arena_array(arena, struct sp_doc_anchor, anchors->count);
  for (size_t i = 0; i < anchors->count; i++) {
    anchors->item[i].address = sp_unpack_str(in);
    anchors->item[i].is_public = sp_unpack_bool(in);
  }
}

static void
unpack_refs(struct sp_arena *arena, struct sp_unpack *in, struct sp_refs *refs)
{
  refs->count = refs->cap = sp_unpack_count(in, 2);
  refs->item = sp_arena_array(arena, struct sp_ref, refs->count);
  for (size_t i = 0; i < refs->count; i++) {
    refs->item[i].kind = (enum sp_ref_kind)sp_unpack_below(in, SP_REF_FEE + 1);
    refs->item[i].name = sp_unpack_str(in);
  }
}

bool
sp_facts_unpack(struct sp_arena *arena, struct sp_str bytes,
                struct sp_facts *out)
{
  struct sp_unpack in = {bytes, false};

  *out = (struct sp_facts){0};
  out->id = sp_unpack_str(&in);
  out->title = sp_unpack_str(&in);
  out->service = sp_unpack_str(&in);
  out->type = (enum sp_doc_type)sp_unpack_below(&in, SP_DOC_TYPES);
  out->audience = (enum sp_audience)sp_unpack_below(&in, SP_PUBLIC + 1);
  out->level = sp_unpack_below(&in, 5);
  out->has_owner = sp_unpack_bool(&in);
  out->from = sp_unpack_i64(&in);
  out->until = sp_unpack_i64(&in);
  unpack_anchors(arena, &in, &out->anchors);
  sp_texts_unpack(arena, &in, &out->redirects);
  unpack_refs(arena, &in, &out->refs);
  unpack_refs(arena, &in, &out->shown);
  out->boundaries.count = out->boundaries.cap = sp_unpack_count(&in, 1);
  out->boundaries.item =
      sp_arena_array(arena, sp_instant, out->boundaries.count);
  for (size_t i = 0; i < out->boundaries.count; i++)
    out->boundaries.item[i] = sp_unpack_i64(&in);
  out->touched = sp_unpack_str(&in);
  sp_texts_unpack(arena, &in, &out->checked);
  sp_sketches_unpack(arena, &in, &out->sketches);
  return sp_unpack_done(&in);
}
