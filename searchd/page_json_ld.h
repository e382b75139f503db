/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_json_ld.h - what a page for residents is, for search engines:
 * schema.org types as JSON-LD. */
#ifndef SP_PAGE_JSON_LD_H
#define SP_PAGE_JSON_LD_H

#include "searchd/page_parts.h"

/* Put the shell's crumbs (BreadcrumbList) and its document (FAQPage,
 * GovernmentService, Organization) at {{>JSON_LD}} of the layout.  Nothing on
 * the staff site, and nothing where there is nothing to say.  Addresses are
 * whole when the base address is set. */
void sp_page_json_ld(struct sp_shell *shell);

#endif
