/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_notices.h - the notices of a page; for page_parts.c, which the
 * handlers use. */
#ifndef SP_PAGE_NOTICES_H
#define SP_PAGE_NOTICES_H

#include "searchd/page_parts.h"

/* Put those that this site shows now into shell->notice, the gravest first. */
void sp_notices_collect(struct sp_shell *shell);
/* The band over every page while there is an emergency. */
void sp_notices_alert(struct sp_shell *shell);

/* "Emergency", "Important", "Notice": constants. */
struct sp_str sp_notice_severity_words(struct sp_str severity);
/* Is this site one of `sites` ("public; staff")?  Empty means both. */
bool sp_notice_is_for(struct sp_str sites, enum sp_audience site);

#endif
