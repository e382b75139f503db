/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/playable.h - a script as the index keeps it beside its page: all that a
 * walk (call.h) and the renderer (render.h) need, and nothing else.
 *
 * A page shows a script as everybody sees it; with the answers of a call some
 * choices go and all ways carry the answers on, so searchd makes the step anew
 * from this. */
#ifndef SP_PLAYABLE_H
#define SP_PLAYABLE_H

#include "lib/doc.h"
#include "lib/when.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Of a resolved copy for one audience (audience.h), of type SP_DOC_SCRIPT: its
 * front matter is left out, as is all that is not live at `now`, and what a
 * node's author wrote as target where that is no step of its own.  The bytes
 * live in the arena; empty: more than `max`. */
struct sp_str sp_playable_pack(struct sp_arena *arena, const struct sp_doc *doc,
                               sp_instant now, size_t max);
/* NULL when the bytes are broken.  Nodes live in the arena, texts are borrowed
 * from the bytes. */
struct sp_doc *sp_playable_unpack(struct sp_arena *arena, struct sp_str bytes);

#ifdef __cplusplus
}
#endif
#endif
