/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/anchor.h"

#include <stdlib.h>

void
sp_anchors_add(struct sp_arena *arena, struct sp_anchors *anchors,
               const struct sp_node *node)
{
  struct sp_anchor anchor = {node, anchors->count};

  SP_PUSH(arena, anchors->item, anchors->count, anchors->cap, anchor);
}

static int
by_address(const void *va, const void *vb)
{
  const struct sp_anchor *a = va, *b = vb;
  int order = sp_str_cmp(a->node->anchor, b->node->anchor);

  return order ? order : (a->at > b->at) - (a->at < b->at);
}

void
sp_anchors_sort(struct sp_anchors *anchors)
{
  if (anchors->count)
    qsort(anchors->item, anchors->count, sizeof(*anchors->item), by_address);
}

const struct sp_node *
sp_anchors_find(const struct sp_anchors *anchors, struct sp_str address)
{
  size_t low = 0, high = anchors->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(anchors->item[middle].node->anchor, address) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < anchors->count &&
      sp_str_eq(anchors->item[low].node->anchor, address))
    return anchors->item[low].node;
  return NULL;
}
