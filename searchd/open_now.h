/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/open_now.h - "Open now until 5:15pm": opening hours by the clock, in
 * words. */
#ifndef SP_OPEN_NOW_H
#define SP_OPEN_NOW_H

#include "lib/directory.h"

struct sp_open_now {
  bool known; /* there are hours to go by */
  bool open;
  struct sp_str text; /* a sentence without its full stop; empty: not known */
  sp_instant until;   /* it holds before that */
};

/* Of the contact with this id, by the directory's hours and calendar; an id
 * that is none gives nothing known.  The text lives in the arena. */
void sp_open_now_contact(struct sp_arena *arena, const struct sp_directory *dir,
                         struct sp_str id, sp_instant now,
                         struct sp_open_now *out);
/* Of the council as a whole. */
void sp_open_now_office(struct sp_arena *arena, const struct sp_directory *dir,
                        sp_instant now, struct sp_open_now *out);

#endif
