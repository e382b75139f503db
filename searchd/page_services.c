/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_services.c - the list of services, and one service. */
#include "searchd/page_parts.h"
#include "searchd/pages.h"

#define PER_PAGE 200

enum sp_status
sp_page_services(const struct sp_app *app, const struct sp_request *req,
                 struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);
  struct sp_view *body;

  if (status != SP_OK)
    return status;
  body = sp_shell_body(&shell, "page_services.tpl");
  sp_shell_title(&shell, SP_STR("Services"));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/services")});
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  if (sp_shell_services(&shell, body, SP_STR("")) == 0)
    sp_view_show(body, "NO_SERVICES");
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}

/* ---- one service ---- */

/* What stands together on a service's page, in this order. */
struct group {
  enum sp_doc_type type[2];
  const char *id, *title;
};
static const struct group public_groups[] = {
    {{SP_DOC_GUIDE, SP_DOC_SCRIPT}, "tasks", "Do it, or find out how"},
    {{SP_DOC_FAQ, SP_DOC_FAQ}, "questions", "Questions and answers"},
    {{SP_DOC_CONTACT, SP_DOC_CONTACT}, "contacts", "Who to contact"},
};
static const struct group staff_groups[] = {
    {{SP_DOC_SCRIPT, SP_DOC_SCRIPT}, "scripts", "Scripts"},
    {{SP_DOC_GUIDE, SP_DOC_GUIDE}, "guides", "Guides"},
    {{SP_DOC_FAQ, SP_DOC_FAQ}, "questions", "Questions and answers"},
    {{SP_DOC_CONTACT, SP_DOC_CONTACT}, "contacts", "Contacts"},
};

/* A run of rows of the whole list: those from `first` to `last` are shown. */
struct window {
  size_t seen, first, last;
};

static void
add_group(struct sp_shell *shell, struct sp_view *body,
          const struct group *group, const struct sp_page_head *head,
          size_t heads, struct window *window)
{
  struct sp_view *view = NULL, *list = NULL;

  for (size_t i = 0; i < heads; i++) {
    if (head[i].type != group->type[0] && head[i].type != group->type[1])
      continue;
    if (window->seen < window->first || window->seen >= window->last) {
      window->seen++;
      continue;
    }
    window->seen++;
    if (!list) {
      view = sp_view_add(body, "GROUP");
      sp_view_text(view, "GROUP_ID", sp_str(group->id));
      sp_view_text(view, "GROUP_TITLE", sp_str(group->title));
      list = sp_view_include(view, "GROUP_LIST", "part_list.tpl");
    }
    sp_shell_item(shell, list, &head[i], false);
  }
}

/* Services whose parent this is. */
static size_t
add_children(struct sp_shell *shell, struct sp_view *body, struct sp_str key)
{
  const struct sp_site_state *state = shell->lease.state;
  size_t shown = 0;

  for (size_t i = 0; i < state->services; i++) {
    const struct sp_service_count *one = &state->service[i];
    struct sp_view *row;

    if (one->pages == 0 || !sp_str_eq(one->service->parent, key))
      continue;
    if (shown++ == 0)
      sp_view_show(body, "CHILDREN");
    row = sp_view_add(body, "CHILD");
    sp_view_text(row, "CHILD_TITLE",
                 sp_shell_service_title(shell, one->service->key));
    sp_view_url(row, "CHILD_URL",
                sp_shell_service_url(shell, one->service->key));
  }
  return shown;
}

static void
add_crumbs(struct sp_shell *shell, const struct sp_service *service)
{
  struct sp_str parent = service->parent;

  sp_shell_crumb(shell, SP_STR("Services"),
                 (struct sp_url){SP_STR("/services")});
  if (parent.len && sp_site_service(shell->site, parent))
    sp_shell_crumb(shell, sp_shell_service_title(shell, parent),
                   sp_shell_service_url(shell, parent));
}

static void
fill_service(struct sp_shell *shell, struct sp_view *body,
             const struct sp_service *service, const struct sp_page_head *head,
             size_t heads)
{
  bool is_staff = sp_shell_is_staff(shell);
  const struct group *group = is_staff ? staff_groups : public_groups;
  size_t groups =
      is_staff ? SP_ARRAY_LEN(staff_groups) : SP_ARRAY_LEN(public_groups);
  struct sp_url url = sp_shell_service_url(shell, service->key);
  uint64_t page = 1, pages = (heads + PER_PAGE - 1) / PER_PAGE;
  struct window window = {0};

  /* A number that is none, or beyond the last, shows the first page. */
  if (sp_request_number(shell->req, "page", 1, pages ? pages : 1, 1, &page,
                        NULL) != SP_OK)
    page = 1;
  window.first = (size_t)(page - 1) * PER_PAGE;
  window.last = window.first + PER_PAGE;
  for (size_t i = 0; i < groups; i++)
    add_group(shell, body, &group[i], head, heads, &window);
  if (add_children(shell, body, service->key) + window.seen == 0)
    sp_view_show(body, "NOTHING");
  sp_shell_pager(shell, body, sp_arena_cstr(sp_shell_arena(shell), url.raw),
                 NULL, 0, page, pages);
  sp_shell_canonical(shell, url);
}

enum sp_status
sp_page_service(const struct sp_app *app, const struct sp_request *req,
                struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);
  struct sp_str key = sp_request_capture(req, "service");
  struct sp_list_filter filter = {.service = key};
  const struct sp_service_count *found;
  struct sp_page_head *head = NULL;
  struct sp_view *body;
  size_t heads = 0;

  if (status != SP_OK)
    return status;
  found = sp_site_state_service(shell.lease.state, key);
  if (!found)
    return sp_fail(err, SP_E_NOTFOUND, "no such service");
  status = sp_reader_list(shell.lease.reader, &filter, &req->viewer, req->arena,
                          &head, &heads, err);
  if (status != SP_OK)
    return status;
  body = sp_shell_body(&shell, "page_service.tpl");
  sp_shell_title(&shell, sp_shell_service_title(&shell, key));
  sp_view_text(body, "SERVICE_TITLE", sp_shell_service_title(&shell, key));
  if (app->site == SP_STAFF && found->service->owner.len)
    sp_view_text(sp_view_add(body, "SERVICE_OWNER"), "SERVICE_OWNER_TEXT",
                 found->service->owner);
  add_crumbs(&shell, found->service);
  sp_shell_notices(&shell, body, key);
  fill_service(&shell, body, found->service, head, heads);
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}
