/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/export_links.h - addresses of the site in the pages that it sends,
 * and the files that they become.  Pages come from our own templates: an
 * attribute's value stands in double quotes, and '<' begins a tag. */
#ifndef SP_EXPORT_LINKS_H
#define SP_EXPORT_LINKS_H

#include "lib/arena.h"
#include "lib/buf.h"

/* Which addresses are files of one name at the top. */
#define SP_EXPORT_SEARCH "/search"
#define SP_EXPORT_WORDS "/search-words.js"
#define SP_EXPORT_THEME "/theme.css"

/* The next value of href, src or action at or after *at that is an address of
 * this site (begins with one slash).  *at moves behind it.  False: no more. */
bool sp_export_next_link(struct sp_str html, size_t *at, struct sp_str *value);

/* An address as it stands in HTML, without escapes: what is asked for, and its
 * fragment with '#', or nothing. */
void sp_export_split_link(struct sp_arena *arena, struct sp_str value,
                          struct sp_str *address, struct sp_str *fragment);

/* The file of an address, "waste/missed-bin/index.html", in the arena; its
 * name is as in the address, with its escapes.  False when it cannot be a
 * name on every file system (a stick's, too): a part that is empty, begins
 * with a dot or has a character that one of them refuses. */
bool sp_export_file(struct sp_arena *arena, struct sp_str address,
                    struct sp_str *file);

/* Where a page at `file` finds things at the top: "../../". */
struct sp_str sp_export_way_up(struct sp_arena *arena, struct sp_str file);

#endif
