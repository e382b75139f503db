/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_copy.h - what pages have that are made to be kept as files
 * (--copy, for signpost-indexer export), beside what they leave out. */
#ifndef SP_PAGE_COPY_H
#define SP_PAGE_COPY_H

#include "searchd/page_parts.h"

/* The list of all pages and their words, which the export writes: an address
 * that no route has. */
#define SP_COPY_WORDS "/search-words.js"

/* When the copy was made, and that it may be out of date. */
void sp_page_copy_head(struct sp_shell *shell);
/* The place for results and the scripts that fill it. */
void sp_page_copy_search(struct sp_shell *shell, struct sp_view *body);

#endif
