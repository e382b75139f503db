/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_community.c - who else helps near here: contacts of the kind
 * `community`, by name, with their phone and whether they are open. */
#include "searchd/page_links.h"
#include "searchd/page_parts.h"
#include "searchd/pages.h"

struct group {
  const struct sp_page_head *head;
  const struct sp_contact *contact;
};

static void
add_group(struct sp_shell *shell, struct sp_view *list,
          const struct group *group)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  const struct sp_contact *contact = group->contact;
  struct sp_view *row = sp_view_add(list, "GROUP");
  struct sp_open_now now;

  sp_view_url(row, "GROUP_URL", sp_url_page(arena, contact->id, SP_STR("")));
  sp_view_text(row, "GROUP_TITLE", group->head->title);
  if (group->head->summary.len)
    sp_view_text(sp_view_add(row, "GROUP_SUMMARY"), "GROUP_SUMMARY_TEXT",
                 group->head->summary);
  if (contact->phone.len)
    sp_view_html(sp_view_add(row, "GROUP_PHONE"), "GROUP_PHONE_LINK",
                 sp_link_phone(arena, contact->phone));
  sp_open_now_contact(arena, &shell->lease.state->directory, contact->id,
                      shell->req->viewer.now, &now);
  sp_shell_open_now(shell, row, &now);
}

enum sp_status
sp_page_community(const struct sp_app *app, const struct sp_request *req,
                  struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);
  const struct sp_site_state *state = shell.lease.state;
  struct sp_view *body, *list = NULL;

  if (status != SP_OK)
    return status;
  sp_shell_title(&shell, SP_STR("Help in your community"));
  sp_shell_description(
      &shell, SP_STR("Charities and local groups that help people near you."));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/community")});
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  body = sp_shell_body(&shell, "page_community.tpl");
  /* Heads are by title. */
  for (size_t i = 0; i < state->heads; i++) {
    struct group group = {&state->head[i], NULL};

    if (group.head->type != SP_DOC_CONTACT ||
        !sp_head_live(group.head, &req->viewer))
      continue;
    group.contact = sp_directory_by_id(&state->directory, group.head->id);
    if (!group.contact || !sp_str_is(group.contact->kind, "community"))
      continue;
    if (!list)
      list = sp_view_add(body, "GROUPS");
    add_group(&shell, list, &group);
  }
  if (!list)
    sp_view_show(body, "NOTHING");
  sp_shell_until(&shell, sp_site_state_boundary(state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}
