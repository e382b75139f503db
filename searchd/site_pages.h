/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/site_pages.h - the few pages of which every page shows something:
 * live notices, and on the staff site the numbers of those whom the
 * safeguarding document names.  Read once a revision, so that a request reads
 * none of them; what is live is asked when it is shown. */
#ifndef SP_SITE_PAGES_H
#define SP_SITE_PAGES_H

#include "lib/index.h"
#include "lib/site.h"

#define SP_SITE_NOTICES_MAX 64 /* the first by title */
#define SP_SITE_NUMBERS_MAX 32 /* links that may be to contacts */
#define SP_SITE_LEVELS 4

/* A contact that a segment of the safeguarding document links to. */
struct sp_site_number {
  const struct sp_page_section *section; /* where the link stands */
  const struct sp_segment *segment;
  const struct sp_page *contact;
};

/* For viewers of one level. */
struct sp_site_numbers {
  const struct sp_page *page;    /* the document; NULL: none for this level */
  struct sp_site_number *number; /* in the document's order; a contact may
                                    come more than once */
  size_t numbers;
};

struct sp_site_pages {
  const struct sp_page **notice; /* live or still to come, by title */
  size_t notices;
  struct sp_site_numbers of_level[SP_SITE_LEVELS]; /* [0] is level 1 */
};

/* Read them for levels 1 to `level` from the heads of all pages, live and still
 * to come.  Everything lives in the arena.  Codes as sp_reader_page(), but for
 * SP_E_NOTFOUND. */
SP_NODISCARD enum sp_status
sp_site_pages_read(struct sp_reader *reader, unsigned level, sp_instant now,
                   const struct sp_site *site, const struct sp_page_head *head,
                   size_t heads, struct sp_arena *arena,
                   struct sp_site_pages *out, struct sp_err *err);

/* A fact of a page, the page's; empty when it has none of that name. */
struct sp_str sp_page_fact_value(const struct sp_page *page, const char *name);

#endif
