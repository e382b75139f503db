/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/export_words.h - what a copy is searched by: a plain script that
 * sets signpostPages to a list of {"file", "title", "summary", "text"}. */
#ifndef SP_EXPORT_WORDS_H
#define SP_EXPORT_WORDS_H

#include "indexer/export_folder.h"
#include "lib/index.h"

/* Of these pages what is shown at level 1 at `now`.  Codes as
 * sp_reader_page(); SP_E_LIMIT an id that cannot be a file; SP_E_IO;
 * SP_E_TOOBIG. */
SP_NODISCARD enum sp_status
sp_export_words(struct sp_reader *reader, const struct sp_viewer *viewer,
                const struct sp_page_head *head, size_t count,
                struct sp_export_folder *folder, struct sp_err *err);

#endif
