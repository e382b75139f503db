/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/near.h - how many slips of the finger lie between two words. */
#ifndef SP_NEAR_H
#define SP_NEAR_H

#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Longer words are near to nothing. */
#define SP_NEAR_MAX_BYTES 40

/* Letters to insert, delete, replace or swap with their neighbour to make a
 * into b, ASCII case aside (optimal string alignment); at most `most` + 1,
 * which means: more than most. */
size_t sp_near_distance(struct sp_str a, struct sp_str b, size_t most);

#ifdef __cplusplus
}
#endif
#endif
