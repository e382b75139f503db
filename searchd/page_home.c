/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_parts.h"
#include "searchd/pages.h"

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
  }
  if (shell.site->served.count > 0 && !sp_shell_is_staff(&shell))
    sp_view_show(body, "AREAS");
  sp_shell_notices(&shell, body, SP_STR(""));
  if (sp_shell_services(&shell, body, SP_STR("")) == 0)
    sp_view_show(body, "NO_SERVICES");
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}
