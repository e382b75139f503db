/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A search without a result never ends the visit. */
#include "searchd/page_search.h"

#include "searchd/nearest.h"
#include "searchd/page_links.h"
#include "searchd/page_words.h"

static void
add_nearest(struct sp_shell *shell, struct sp_view *view,
            const struct sp_ask *ask, const struct sp_results *found)
{
  struct sp_str query =
      found->corrected.len ? found->corrected : ask->search.query;
  struct sp_nearest near[SP_NEAREST_MAX];
  size_t count =
      sp_nearest_find(shell->lease.state->suggest, sp_shell_arena(shell), query,
                      &ask->search.viewer, near);

  if (count > 0)
    sp_view_show(view, "HAS_NEAREST");
  for (size_t i = 0; i < count; i++) {
    struct sp_view *row = sp_view_add(view, "NEAREST");

    sp_view_text(row, "NEAREST_TEXT", near[i].text);
    sp_view_url(row, "NEAREST_URL", near[i].url);
  }
}

/* The contact centre: its number, and when somebody answers. */
static void
add_call(struct sp_shell *shell, struct sp_view *view)
{
  const struct sp_site *site = shell->site;
  struct sp_view *call;

  if (site->phone.len == 0)
    return;
  call = sp_view_add(view, "CALL");
  sp_view_html(call, "CALL_LINK",
               sp_link_phone(sp_shell_arena(shell), site->phone));
  if (site->hours.len)
    sp_view_text(sp_view_add(call, "CALL_HOURS"), "CALL_HOURS_TEXT",
                 sp_words_hours(sp_shell_arena(shell), site->hours));
}

void
sp_nothing_add(struct sp_shell *shell, struct sp_view *body,
               const struct sp_ask *ask, const struct sp_results *found)
{
  struct sp_view *view = sp_view_add(body, "NOTHING"), *first;

  if (ask->page > 1) {
    first = sp_view_add(view, "FIRST_PAGE");
    sp_view_url(
        first, "FIRST_URL",
        sp_url_query(sp_shell_arena(shell), "/search", ask->param, SP_ASKED));
  } else {
    /* Filters that were not there would have been no reason. */
    if (sp_filters_chosen(shell, view, ask) == 0)
      sp_view_show(view, "OTHER_WORDS");
    add_nearest(shell, view, ask, found);
  }
  add_call(shell, view);
  if (sp_shell_services(shell, view, SP_STR("")) > 0)
    sp_view_show(view, "HAS_SERVICES");
}
