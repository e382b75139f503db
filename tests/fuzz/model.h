/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/fuzz/model.h - what must hold of every document that a reader makes,
 * whatever the bytes were; else the program aborts. */
#ifndef SP_FUZZ_MODEL_H
#define SP_FUZZ_MODEL_H

#include <stdlib.h>

#include "lib/audience.h"
#include "lib/text.h"

static inline void
model_check_text(struct sp_str s)
{
  if (sp_utf8_check(s) < s.len)
    abort();
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != '\n' && s.ptr[i] != '\t')
      abort();
}

static inline void
model_check_tree(const struct sp_doc *doc)
{
  const unsigned known = SP_FLAG_ORDERED | SP_FLAG_HEAD | SP_FLAG_REQUIRED |
                         SP_FLAG_TEST_CALLS | SP_FLAG_PLAIN_QUOTE |
                         SP_FLAG_TIGHT | SP_FLAG_HEAD_CELL;
  size_t nodes = 0;

  for (struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, n, false)) {
    model_check_text(n->text);
    model_check_text(n->anchor);
    model_check_text(n->target);
    model_check_text(n->title);
    if (n->flags & ~known || ++nodes > SP_DOC_MAX_NODES)
      abort();
    for (const struct sp_node *c = n->first; c; c = c->next)
      if (c->parent != n || (!c->next && n->last != c))
        abort();
  }
}

/* What the child sends must be what the indexer takes. */
static inline void
model_check_packed(struct sp_arena *arena, const struct sp_doc *doc)
{
  struct sp_buf packed;
  struct sp_unpack in = {0};

  sp_buf_init(&packed, 64 * SP_DOC_MAX_BYTES);
  sp_doc_pack(&packed, doc);
  in.rest = sp_buf_str(&packed);
  if (!packed.full && !sp_doc_unpack(arena, &in))
    abort();
  sp_buf_release(&packed);
}

/* Nothing that a staff block holds is in the public's copy. */
static inline void
model_check_split(struct sp_arena *arena, const struct sp_doc *doc)
{
  const struct sp_doc *open = sp_doc_for_public(arena, doc);

  if (!open)
    return;
  for (struct sp_node *n = open->root; n;
       n = sp_node_walk(open->root, n, false))
    if (sp_node_is_staff(open, n))
      abort();
}

/* All of it; a reader that gives no document says why. */
static inline void
model_check(struct sp_arena *arena, const struct sp_diags *diags,
            const struct sp_reading *reading)
{
  if (!reading->doc) {
    if (diags->errors == 0)
      abort();
    return;
  }
  model_check_tree(reading->doc);
  model_check_packed(arena, reading->doc);
  if (diags->errors == 0)
    model_check_split(arena, reading->doc);
}

#endif
