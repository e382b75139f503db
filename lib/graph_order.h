/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_order.h - a step of graph_layout.h: the order within layers. */
#ifndef SP_GRAPH_ORDER_H
#define SP_GRAPH_ORDER_H

#include "lib/graph_layout.h"

/* Order the vertices of each layer so that few lines cross: sweeps by the mean
 * place of neighbours, then neighbours that change places. */
void sp_layout_order(struct sp_arena *arena, struct sp_layout *layout);

#endif
