/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_numbers.h - the phone numbers of those whom the safeguarding
 * document names, on every page of the staff site: in a call it is the number
 * that is wanted, not a link to where it stands. */
#ifndef SP_PAGE_NUMBERS_H
#define SP_PAGE_NUMBERS_H

#include "searchd/page_parts.h"

/* Read them into shell->number, in the document's order; none on the public
 * site, without such a document, or when the viewer may not see it.  Codes as
 * sp_reader_page(), but for SP_E_NOTFOUND. */
SP_NODISCARD enum sp_status sp_numbers_read(struct sp_shell *shell,
                                            struct sp_err *err);
/* As a line of the header, at NUMBERS; nothing when there are none or the page
 * has them itself. */
void sp_numbers_strip(const struct sp_shell *shell, struct sp_view *header);
/* As facts of the safeguarding document itself, at FACTS; nothing on other
 * pages. */
void sp_numbers_facts(struct sp_shell *shell, struct sp_view *view,
                      const struct sp_page *page);

#endif
