/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/audience.h - the split: what of a document belongs to the public.
 *
 * It works on the model, before anything is rendered or written, and by a
 * closed list: what is not known to be public is dropped. */
#ifndef SP_AUDIENCE_H
#define SP_AUDIENCE_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Does this node, by itself, belong to staff alone? */
bool sp_node_is_staff(const struct sp_doc *doc, const struct sp_node *node);

/* Is this an ELSE of which nobody can tell whether residents were meant: the
 * other half of an advisor's level or channel, in the open text of a public
 * document?  It is staff text; readers refuse it, so that the author says. */
bool sp_else_is_unclear(const struct sp_doc *doc, const struct sp_node *node);

/* The public's copy of a public document: no staff block, guard, cue, keyed
 * line, test call; metadata of staff gone.  NULL when the document is not for
 * the public, or when nothing public is left.  doc is not changed; unchanged
 * texts are shared. */
struct sp_doc *sp_doc_for_public(struct sp_arena *arena,
                                 const struct sp_doc *doc);
/* The staff's copy: all but what is for the public only. */
struct sp_doc *sp_doc_for_staff(struct sp_arena *arena,
                                const struct sp_doc *doc);

#ifdef __cplusplus
}
#endif
#endif
