/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_parts.h"
#include "searchd/pages.h"
#include "searchd/recent.h"

#include "lib/text.h"

#define NEWEST 3

static const struct sp_page_head *
head_of(const struct sp_shell *shell, struct sp_str id)
{
  const struct sp_site_state *state = shell->lease.state;

  for (size_t i = 0; i < state->heads; i++)
    if (sp_str_eq(state->head[i].id, id) &&
        sp_head_live(&state->head[i], &shell->req->viewer))
      return &state->head[i];
  return NULL;
}

static void
add_task(struct sp_shell *shell, struct sp_view *list,
         const struct sp_page_head *head)
{
  struct sp_view *row = sp_view_add(list, "TASK");

  sp_view_text(row, "TASK_TITLE", head->title);
  sp_view_url(row, "TASK_URL",
              sp_url_page(sp_shell_arena(shell), head->id, SP_STR("")));
}

/* One of the lists of site.yaml, of pages that are there now; false: none is.
 */
static bool
add_list(struct sp_shell *shell, struct sp_view *body, enum sp_home_list which,
         const char *section, const char *title)
{
  const struct sp_texts *ids = &shell->site->home[which];
  struct sp_view *list = NULL;

  for (size_t i = 0; i < ids->count; i++) {
    const struct sp_page_head *head = head_of(shell, ids->item[i]);

    if (!head)
      continue;
    if (!list) {
      list = sp_view_add(body, section);
      sp_view_text(list, "LIST_TITLE", sp_str(title));
      sp_view_text(list, "LIST_ID",
                   sp_text_slug(sp_shell_arena(shell), sp_str(title)));
    }
    add_task(shell, list, head);
  }
  return list != NULL;
}

/* How things stand today: whether we are there, and what is not as usual. */
static void
add_today(struct sp_shell *shell, struct sp_view *body)
{
  struct sp_view *today = sp_view_add(body, "TODAY");
  struct sp_open_now now;

  sp_open_now_office(sp_shell_arena(shell), &shell->lease.state->directory,
                     shell->req->viewer.now, &now);
  sp_shell_open_now(shell, today, &now);
  if (shell->notices == 0)
    sp_view_show(today, "QUIET");
}

static void
add_new(struct sp_shell *shell, struct sp_view *body)
{
  struct sp_recent *recent;
  size_t count = sp_recent_list(shell->lease.state, &shell->req->viewer, NEWEST,
                                sp_shell_arena(shell), &recent);
  struct sp_view *list;

  if (count == 0)
    return;
  list = sp_view_add(body, "NEWEST");
  for (size_t i = 0; i < count; i++)
    add_task(shell, list, recent[i].head);
}

static void
add_for_residents(struct sp_shell *shell, struct sp_view *body)
{
  bool any;

  (void)add_list(shell, body, SP_HOME_TOP, "TOP", "Often needed");
  if (!shell->app->settings->copy) /* which is read on another day */
    add_today(shell, body);
  any = add_list(shell, body, SP_HOME_PAY, "WAYS", "Pay");
  any |= add_list(shell, body, SP_HOME_APPLY, "WAYS", "Apply");
  any |= add_list(shell, body, SP_HOME_REPORT, "WAYS", "Report");
  if (any)
    sp_view_show(body, "WAYS_IN");
  add_new(shell, body);
}

enum sp_status
sp_page_home(const struct sp_app *app, const struct sp_request *req,
             struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);
  struct sp_view *body;

  if (status != SP_OK)
    return status;
  body = sp_shell_body(&shell, "page_home.tpl");
  sp_shell_title(&shell, SP_STR(""));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/")});
  if (app->site == SP_STAFF) {
    sp_view_text(body, "HERO_TITLE", SP_STR("Find guidance"));
    sp_shell_search_box(&shell, body, SP_STR("What the customer says"),
                        SP_STR(""));
  } else {
    sp_shell_description(&shell, sp_arena_fmt(req->arena,
                                              "Help and services from %.*s.",
                                              SP_FMT(shell.site->name)));
    sp_view_text(body, "HERO_TITLE", SP_STR("How can we help?"));
    sp_shell_search_box(&shell, body, SP_STR("Say it in your own words"),
                        SP_STR(""));
    add_for_residents(&shell, body);
  }
  if (sp_shell_has_areas(&shell))
    sp_view_show(body, "AREAS");
  sp_shell_notices(&shell, body, SP_STR(""));
  if (sp_shell_services(&shell, body, SP_STR("")) == 0)
    sp_view_show(body, "NO_SERVICES");
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}
