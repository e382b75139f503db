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

/* The nearest of many names: set word, zero the rest, try each; then found is
 * the first of the nearest, or empty: none is near enough, which is two slips,
 * of short words one, and none of words below three letters. */
struct sp_nearest {
  struct sp_str word, found;
  size_t distance; /* of found */
};
void sp_nearest_try(struct sp_nearest *nearest, struct sp_str candidate);

#ifdef __cplusplus
}
#endif
#endif
