/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/pins.h - which rows of pins.yaml residents' index may hold: those of
 * a page that it has, in their time.  Else a staff page's address, or what is
 * to come, would stand in it. */
#ifndef SP_PINS_H
#define SP_PINS_H

#include "lib/site.h"

struct sp_pin_mark {
  const struct sp_pin *pin;
  bool is_used;
};
struct sp_pin_marks {
  struct sp_pin_mark *item; /* by document */
  size_t count;
};

/* Of the site's pins, none used yet.  The list lives in the arena. */
struct sp_pin_marks sp_pin_marks_new(struct sp_arena *arena,
                                     const struct sp_site *site);
/* The index has a page with this id. */
void sp_pin_marks_use(struct sp_pin_marks *marks, struct sp_str id);
/* Keep of the site's list what is used and live, in its order; in the arena.
 * The marks are of no more use. */
void sp_pins_keep_used(struct sp_arena *arena, struct sp_pin_marks *marks,
                       sp_instant now, struct sp_site *site);

#endif
