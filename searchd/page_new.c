/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_new.c - what came up or was checked last, by day. */
#include "searchd/page_parts.h"
#include "searchd/page_words.h"
#include "searchd/pages.h"
#include "searchd/recent.h"

#define NEW_MAX 50

static void
add_days(struct sp_shell *shell, struct sp_view *body)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_recent *recent;
  struct sp_view *day = NULL, *row;
  sp_day last = 0;
  size_t count = sp_recent_list(shell->lease.state, &shell->req->viewer,
                                NEW_MAX, arena, &recent);

  if (count == 0)
    sp_view_show(body, "NOTHING");
  for (size_t i = 0; i < count; i++) {
    const struct sp_recent *one = &recent[i];
    sp_day of = sp_clock_at(one->at).day;

    if (!day || of != last) {
      day = sp_view_add(body, "DAY");
      sp_view_text(day, "DAY_DATE", sp_words_day(arena, one->at));
      sp_view_text(day, "DAY_ID", sp_arena_fmt(arena, "day-%d", (int)of));
      last = of;
    }
    row = sp_view_add(day, "NEW");
    sp_view_url(row, "NEW_URL", sp_url_page(arena, one->head->id, SP_STR("")));
    sp_view_text(row, "NEW_TITLE", one->head->title);
    sp_view_text(row, "NEW_WHAT",
                 one->came_up ? SP_STR("New") : SP_STR("Checked"));
    if (one->head->summary.len)
      sp_view_text(sp_view_add(row, "NEW_SUMMARY"), "NEW_SUMMARY_TEXT",
                   one->head->summary);
  }
}

enum sp_status
sp_page_new(const struct sp_app *app, const struct sp_request *req,
            struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);
  struct sp_view *body;

  if (status != SP_OK)
    return status;
  sp_shell_title(&shell, SP_STR("What is new"));
  sp_shell_description(&shell,
                       sp_arena_fmt(req->arena,
                                    "Pages of %.*s that are new or that we"
                                    " have just checked.",
                                    SP_FMT(shell.site->name)));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/whats-new")});
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  body = sp_shell_body(&shell, "page_new.tpl");
  add_days(&shell, body);
  if (!app->settings->copy && !sp_shell_is_staff(&shell))
    sp_view_show(body, "FEED");
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}
