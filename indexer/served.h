/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/served.h - what of areas.csv residents' index may hold: the rows in
 * force, and of their cells the contacts that residents have, and addresses.
 * Else a staff contact's name, or what is to come, would stand in it. */
#ifndef SP_SERVED_H
#define SP_SERVED_H

#include "lib/areas.h"
#include "lib/doc.h"

/* Residents have this contact: add the names that a cell may have for it. */
void sp_served_add(struct sp_arena *arena, struct sp_texts *names,
                   struct sp_str id, struct sp_str title);
/* The public copy, in the arena; texts are shared.  Sorts the names. */
void sp_served_find(struct sp_arena *arena, const struct sp_areas *areas,
                    struct sp_texts *names, sp_instant now,
                    struct sp_areas *out);

#endif
