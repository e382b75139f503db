/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_search.h - the page of results in parts: for the files
 * page_search*.c alone. */
#ifndef SP_PAGE_SEARCH_H
#define SP_PAGE_SEARCH_H

#include "searchd/page_parts.h"

/* What was asked, in the order that addresses have. */
enum sp_asked {
  SP_ASKED_QUERY,
  SP_ASKED_SERVICE,
  SP_ASKED_TYPE,
  SP_ASKED_PROVIDER,
  SP_ASKED_CHANNEL,
  SP_ASKED_AREA,
  SP_ASKED_AS_TYPED,
  SP_ASKED_EXPLAIN,
  SP_ASKED
};

struct sp_ask {
  struct sp_url_param param[SP_ASKED];
  struct sp_search search;
  uint64_t page; /* from 1 */
};

/* The same search with one parameter put otherwise, from its first page. */
struct sp_url sp_ask_otherwise(const struct sp_shell *shell,
                               const struct sp_ask *ask, enum sp_asked which,
                               struct sp_str value);

/* Links that take a filter off: CHOSEN and, when there are several,
 * CHOSEN_ALL.  Returns their number. */
size_t sp_filters_chosen(struct sp_shell *shell, struct sp_view *body,
                         const struct sp_ask *ask);
/* Links that narrow: a FACET each, and HAS_FILTERS around them; nothing where
 * there is nothing to choose. */
void sp_filters_offer(struct sp_shell *shell, struct sp_view *body,
                      const struct sp_ask *ask, const struct sp_results *found);

/* Ways on from a search without a result: NOTHING. */
void sp_nothing_add(struct sp_shell *shell, struct sp_view *body,
                    const struct sp_ask *ask, const struct sp_results *found);

#endif
