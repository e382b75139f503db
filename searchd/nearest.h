/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/nearest.h - where a search that found nothing may go on: what begins
 * like its words. */
#ifndef SP_NEAREST_H
#define SP_NEAREST_H

#include "searchd/suggest.h"

#define SP_NEAREST_MAX 5     /* given */
#define SP_NEAREST_LETTERS 4 /* no word is cut shorter, nor by over a third */
#define SP_NEAREST_ASKED 24  /* looked up at most, whatever was typed */

struct sp_nearest {
  struct sp_str text;
  struct sp_url url;
};

/* At most SP_NEAREST_MAX, each address once; only what the viewer may see now.
 * Each word of the query is looked up whole, then without its last letters
 * while nothing begins so.  Texts live in the arena.  Returns their number. */
size_t sp_nearest_find(const struct sp_suggest *suggest, struct sp_arena *arena,
                       struct sp_str query, const struct sp_viewer *viewer,
                       struct sp_nearest out[SP_NEAREST_MAX]);

#endif
