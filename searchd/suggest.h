/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/suggest.h - titles that go on as the visitor began to type.
 *
 * Every word of a title may be the one that was begun.  The table is one sorted
 * array in memory, so that a key costs a binary search, not a query. */
#ifndef SP_SUGGEST_H
#define SP_SUGGEST_H

#include "lib/index.h"

#define SP_SUGGEST_MAX 100 /* results */

struct sp_suggest; /* read only once made */

/* Of the pages of level 1 alone: nobody's typing brings up more.  The table and
 * its texts live in the arena; heads live as long.  Never NULL. */
const struct sp_suggest *sp_suggest_make(struct sp_arena *arena,
                                         const struct sp_page_head *head,
                                         size_t heads);
/* At most `limit` (and SP_SUGGEST_MAX) pages whose title goes on like `typed`,
 * in any case: those that begin so first, then by title.  Only what the
 * viewer may see now.  out has room for limit and borrows the heads; the arena
 * is for what is in between.  Returns their number. */
size_t sp_suggest_find(const struct sp_suggest *suggest, struct sp_arena *arena,
                       struct sp_str typed, const struct sp_viewer *viewer,
                       size_t limit, const struct sp_page_head **out);

/* {"text","url","id"} of one of those, as JSON, the table's: made once, since a
 * key press must cost next to nothing. */
struct sp_str sp_suggest_json(const struct sp_suggest *suggest,
                              const struct sp_page_head *head);

#endif
