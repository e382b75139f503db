/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/recent.h - pages by when they came up or were last checked, for the
 * feed and the page of what is new. */
#ifndef SP_RECENT_H
#define SP_RECENT_H

#include "searchd/site_state.h"

struct sp_recent {
  const struct sp_page_head *head; /* the state's */
  sp_instant at;
  bool came_up; /* at is its `from`; else the day of its review,
                   which is later */
};

/* The newest first, those of one moment by id; at most `most` of them are put
 * into *out, a list in the arena.  Returns their number. */
size_t sp_recent_list(const struct sp_site_state *state,
                      const struct sp_viewer *viewer, size_t most,
                      struct sp_arena *arena, struct sp_recent **out);

#endif
