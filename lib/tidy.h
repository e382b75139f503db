/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/tidy.h - what each reader does with its tree at the end, so that a
 * document gives one model, whichever form it is written in.
 *
 * - White space in a sentence is one space; it and hard breaks stand between
 *   words, never at an end, and outside of emphasis and links.  Code in a
 *   sentence likewise.
 * - Texts side by side are one; so are codes, and emphases of one kind.
 *   Emphasis in emphasis of its kind is the outer one.  What holds no words is
 *   gone.
 * - A NOTE is the blocks that it holds.
 * - A list is loose (SP_FLAG_TIGHT absent) when Markdown must or does part its
 *   items or their blocks by blank lines, and it shows: an item holds a
 *   paragraph, and there are two items, or two blocks in one.
 * - A head of empty cells above other rows is none.  In the other rows a first
 * cell of several that is all bold heads its row (SP_FLAG_HEAD_CELL) and loses
 * its bold; any other cell that heads something is bold.
 * - A value of a keyed line that is emphasised whole is not.
 * - Test calls stand last. */
#ifndef SP_TIDY_H
#define SP_TIDY_H

#include "lib/doc.h"

/* Does nothing to a tree that is tidy. */
void sp_tidy(struct sp_arena *arena, struct sp_node *root);

/* Of two blocks of a list item: does Markdown write the second directly below
 * the first, without a blank line?  before NULL: below `[ ]`. */
bool sp_tidy_touches(const struct sp_node *before, const struct sp_node *node);

/* ---- for lib/tidy.c */
/* The inline children of node; is_strong: what stands there is bold anyway. */
void sp_tidy_inlines(struct sp_arena *arena, struct sp_node *node,
                     bool is_strong);

#endif
