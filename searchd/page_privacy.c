/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_privacy.c - the privacy notice of this website: what it keeps,
 * as it was started, and of whom to ask, as the site's facts say.  What it says
 * must be true of events.h, visitor.h, limit.h, headers.c and lib/log.h. */
#include "searchd/events_store.h"
#include "searchd/page_links.h"
#include "searchd/page_parts.h"
#include "searchd/pages.h"

/* A fact of site.yaml; empty: not given. */
static struct sp_str
fact(const struct sp_shell *shell, const char *name)
{
  for (size_t i = 0; i < shell->site->extras; i++) {
    const struct sp_field *field = &shell->site->extra[i];

    if (sp_str_is(field->name, name) && field->values > 0)
      return sp_str_trim(field->value[0]);
  }
  return SP_STR("");
}

static void
add_text(struct sp_view *view, const char *section, const char *name,
         struct sp_str value)
{
  if (value.len)
    sp_view_text(sp_view_add(view, section), name, value);
}

static void
add_kept(const struct sp_shell *shell, struct sp_view *body)
{
  struct sp_view *kept;

  if (shell->app->events == NULL) {
    sp_view_show(body, "KEEPS_NOTHING");
    return;
  }
  kept = sp_view_add(body, "KEEPS");
  sp_view_number(kept, "MONTHS", SP_STORE_MONTHS);
  sp_view_number(kept, "DAYS", SP_STORE_DAYS);
  sp_view_number(kept, "OCCASIONS", SP_STORE_OCCASIONS);
  if (!sp_shell_is_staff(shell))
    sp_view_show(kept, "ASKS");
}

static void
add_contact(const struct sp_shell *shell, struct sp_view *body)
{
  const struct sp_site *site = shell->site;
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str email = fact(shell, "privacy.email");
  struct sp_str notice = fact(shell, "privacy.notice");

  if (email.len == 0)
    email = site->email;
  add_text(body, "WHO", "WHO_TEXT", fact(shell, "privacy.contact"));
  if (email.len)
    sp_view_html(sp_view_add(body, "EMAIL"), "EMAIL_LINK",
                 sp_link_email(arena, email));
  if (site->phone.len)
    sp_view_html(sp_view_add(body, "PHONE"), "PHONE_LINK",
                 sp_link_phone(arena, site->phone));
  add_text(body, "POST", "POST_TEXT", site->address);
  if (sp_url_external(notice))
    sp_view_url(sp_view_add(body, "NOTICE"), "NOTICE_URL",
                (struct sp_url){notice});
}

static void
fill(struct sp_shell *shell, struct sp_view *body)
{
  bool is_staff = sp_shell_is_staff(shell);

  sp_view_text(body, "SITE_NAME", shell->site->name);
  sp_view_text(body, "PLACE",
               shell->app->base_url.len ? shell->app->base_url
                                        : SP_STR("this website"));
  sp_view_text(body, "READERS",
               is_staff ? SP_STR("its advisors") : SP_STR("residents"));
  sp_view_show(body, is_staff ? "OPEN_TO_STAFF" : "OPEN_TO_ALL");
  if (sp_shell_has_areas(shell))
    sp_view_show(body, "AREAS");
  add_kept(shell, body);
  add_contact(shell, body);
}

enum sp_status
sp_page_privacy(const struct sp_app *app, const struct sp_request *req,
                struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);

  if (status != SP_OK)
    return status;
  sp_shell_title(&shell, SP_STR("Privacy notice"));
  sp_shell_description(&shell,
                       sp_arena_fmt(req->arena,
                                    "What this website of %.*s keeps when you "
                                    "use it, and what it does not.",
                                    SP_FMT(shell.site->name)));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/privacy")});
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  fill(&shell, sp_shell_body(&shell, "page_privacy.tpl"));
  return sp_shell_send(&shell, resp, err);
}
