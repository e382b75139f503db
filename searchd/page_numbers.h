/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_numbers.h - the phone numbers of those whom the safeguarding
 * document names, on every page of the staff site: in a call it is the number
 * that is wanted, not a link to where it stands. */
#ifndef SP_PAGE_NUMBERS_H
#define SP_PAGE_NUMBERS_H

#include "searchd/page_parts.h"

/* Put them into shell->number, in the document's order; none on the public
 * site, without such a document, or when the viewer may not see it. */
void sp_numbers_collect(struct sp_shell *shell);
/* As a line of the header, at NUMBERS; nothing when there are none or the page
 * has them itself. */
void sp_numbers_strip(const struct sp_shell *shell, struct sp_view *header);
/* As facts of the safeguarding document itself, at FACTS; nothing on other
 * pages. */
void sp_numbers_facts(struct sp_shell *shell, struct sp_view *view,
                      const struct sp_page *page);

#endif
