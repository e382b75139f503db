/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/sheet.h - a finished page on its way from the renderer to an index:
 * as it is stored, and the words that are indexed but not stored. */
#ifndef SP_SHEET_H
#define SP_SHEET_H

#include "lib/page.h"

void sp_sheet_pack(struct sp_buf *out, const struct sp_page *page);
/* NULL when the bytes are broken; texts are borrowed from them. */
struct sp_page *sp_sheet_unpack(struct sp_arena *arena, struct sp_str bytes);

#endif
