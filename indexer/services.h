/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/services.h - which services a site tells of: those that have a page
 * there. */
#ifndef SP_SERVICES_H
#define SP_SERVICES_H

#include "lib/site.h"

/* Put keys in order, each once. */
void sp_services_sort(struct sp_texts *keys);
/* Without services.yaml: each key is a service, and gives its title.  The list
 * lives in the arena, its texts there and in the keys. */
void sp_services_make(struct sp_arena *arena, const struct sp_texts *keys,
                      struct sp_site *site);
/* With services.yaml: of the site's list keep those with one of the keys, and
 * those above them.  The list lives in the arena. */
void sp_services_keep_used(struct sp_arena *arena, const struct sp_texts *keys,
                           struct sp_site *site);

#endif
