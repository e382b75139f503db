/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_feedback.h - "Is this page useful?" at the foot of a page. */
#ifndef SP_PAGE_FEEDBACK_H
#define SP_PAGE_FEEDBACK_H

#include "searchd/page_parts.h"

/* The question at {{>USEFUL}} of the view, about this document or, as
 * SP_FEEDBACK_SEARCH, about the results of searches: to residents, and where
 * answers are kept.  The same for everybody. */
void sp_feedback_ask(const struct sp_shell *shell, struct sp_view *view,
                     struct sp_str page);

#endif
