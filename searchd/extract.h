/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/extract.h - a few whole sentences of a section, as plain text. */
#ifndef SP_EXTRACT_H
#define SP_EXTRACT_H

#include "lib/page.h"

#define SP_EXTRACT_CHARS 600     /* characters, at most */
#define SP_EXTRACT_SENTENCES 512 /* of a section; what follows is not read */

/* Of markup that lib/render.h made, the sentences that stand together and have
 * most of the words that `snippet` marks; among equals the first.  A sentence
 * ends with its block (paragraph, list item, row of a table) at the latest;
 * blocks are kept apart by a line feed, cells by a comma.  Sentences that are
 * too long are passed over.  Empty when there is none.  In the arena. */
struct sp_str sp_extract_html(struct sp_arena *arena, struct sp_html html,
                              struct sp_html snippet);
/* All sentences, likewise. */
struct sp_str sp_extract_whole(struct sp_arena *arena, struct sp_html html);
/* The first sentences of a text. */
struct sp_str sp_extract_text(struct sp_arena *arena, struct sp_str text);

#endif
