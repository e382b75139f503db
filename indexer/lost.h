/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/lost.h - the names of contacts that cannot be read, so that who names
 * one is told of that rather than that there is none. */
#ifndef SP_LOST_H
#define SP_LOST_H

#include "lib/arena.h"
#include "lib/hash.h"

struct sp_lost_name {
  struct sp_hash hash; /* of a key or a title in lower case */
  size_t item;         /* the file's place in the catalog */
};

/* Zero it to begin; the list lives in the arena that is given to add. */
struct sp_lost {
  struct sp_lost_name *name;
  size_t names, names_cap;
};

/* Note the file of this place and path when it is a contact, or may be one:
 * packed is what its reader could tell of it, sp_facts_pack() or empty. */
void sp_lost_add(struct sp_lost *lost, struct sp_arena *arena, size_t item,
                 struct sp_str path, struct sp_str packed);
/* Once, after the last was added. */
void sp_lost_sort(struct sp_lost *lost);
/* The place of the file with this name, in lower case, or SIZE_MAX. */
size_t sp_lost_find(const struct sp_lost *lost, struct sp_str name);

#endif
