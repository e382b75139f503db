/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/anchor.h - the headings of a document by their address, so that a file
 * of links costs no walk over the tree for each. */
#ifndef SP_ANCHOR_H
#define SP_ANCHOR_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_anchor {
  const struct sp_node *node; /* a SECTION or HEADING */
  size_t at;                  /* its place in the document's order */
};
/* Zero it to begin. */
struct sp_anchors {
  struct sp_anchor *item;
  size_t count, cap;
};

/* Append a node; the list lives in the arena.  Nodes are added in the
 * document's order. */
void sp_anchors_add(struct sp_arena *arena, struct sp_anchors *anchors,
                    const struct sp_node *node);
/* Once, after the last was added. */
void sp_anchors_sort(struct sp_anchors *anchors);
/* The first node of the document with this address; NULL: none.  The list must
 * have been sorted. */
const struct sp_node *sp_anchors_find(const struct sp_anchors *anchors,
                                      struct sp_str address);

#ifdef __cplusplus
}
#endif
#endif
