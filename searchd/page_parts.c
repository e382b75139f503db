/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_parts.h"

#include "lib/text.h"

#include "searchd/page_copy.h"
#include "searchd/page_json_ld.h"
#include "searchd/page_links.h"
#include "searchd/page_notices.h"
#include "searchd/page_numbers.h"
#include "searchd/page_words.h"
#include "searchd/route.h"

#define TITLE_CHARS 120 /* of the window's title, without the site's name */

void
sp_shell_end(struct sp_shell *shell)
{
  sp_view_free(shell->layout);
  shell->layout = NULL;
  sp_lease_end(&shell->lease);
}

static void
add_style(struct sp_shell *shell, const char *name)
{
  struct sp_url url = sp_static_url(shell->app->files, name);

  if (url.raw.len == 0)
    return;
  sp_view_url(sp_view_add(shell->layout, "STYLE"), "STYLE_URL", url);
}

static bool
has_theme(const struct sp_site *site)
{
  for (size_t i = 0; i < site->extras; i++)
    if (sp_str_starts(site->extra[i].name, "theme."))
      return true;
  return false;
}

static void
fill_head(struct sp_shell *shell)
{
  const struct sp_site *site = shell->site;
  struct sp_url icon = sp_static_url(shell->app->files, "icon.svg");

  sp_view_text(shell->layout, "SITE_NAME", site->name);
  sp_view_text(shell->layout, "SITE_LANG",
               site->languages.count ? site->languages.item[0] : SP_STR("en"));
  sp_view_text(shell->layout, "SITE_CLASS",
               sp_shell_is_staff(shell) ? SP_STR("sp-site--staff")
                                        : SP_STR("sp-site--public"));
  add_style(shell, "govuk.css");
  add_style(shell, "site.css");
  if (sp_shell_is_staff(shell)) {
    add_style(shell, "staff.css");
    sp_shell_noindex(shell);
  }
  if (has_theme(site))
    sp_view_url(sp_view_add(shell->layout, "STYLE"), "STYLE_URL",
                (struct sp_url){SP_STR("/theme.css")});
  if (shell->app->settings->copy)
    sp_page_copy_head(shell);
  else
    sp_view_show(shell->layout, "SERVED");
  if (!sp_shell_is_staff(shell) && !shell->app->settings->copy)
    sp_view_show(shell->layout, "FEED");
  if (icon.raw.len)
    sp_view_url(sp_view_add(shell->layout, "ICON"), "ICON_URL", icon);
}

static enum sp_status
begin(struct sp_shell *shell, const struct sp_app *app,
      const struct sp_request *req, struct sp_err *err)
{
  shell->app = app;
  shell->req = req;
  shell->boundary = SP_ALWAYS_UNTIL;
  if (!app->tmpl)
    return sp_fail(err, SP_E_INTERNAL, "there are no templates");
  return SP_OK;
}

enum sp_status
sp_shell_begin(struct sp_shell *shell, const struct sp_app *app,
               const struct sp_request *req, struct sp_err *err)
{
  enum sp_status status = begin(shell, app, req, err);

  if (status == SP_OK)
    status = sp_readers_borrow(app->readers, &shell->lease, err);
  if (status != SP_OK)
    return status;
  shell->site = shell->lease.state->site;
  shell->layout = sp_view_new();
  fill_head(shell);
  sp_notices_collect(shell);
  sp_numbers_collect(shell);
  return SP_OK;
}

enum sp_status
sp_shell_begin_bare(struct sp_shell *shell, const struct sp_app *app,
                    const struct sp_request *req, const struct sp_site *site,
                    struct sp_err *err)
{
  enum sp_status status = begin(shell, app, req, err);

  if (status != SP_OK)
    return status;
  shell->site = site;
  shell->bare = true;
  shell->layout = sp_view_new();
  fill_head(shell);
  return SP_OK;
}

struct sp_view *
sp_shell_body(struct sp_shell *shell, const char *file)
{
  shell->body = sp_view_include(shell->layout, "BODY", file);
  return shell->body;
}

void
sp_shell_title(struct sp_shell *shell, struct sp_str title)
{
  struct sp_arena *arena = sp_shell_arena(shell);

  if (title.len == 0) {
    sp_view_text(shell->layout, "HEAD_TITLE", shell->site->name);
    return;
  }
  title = sp_text_excerpt(arena, title, TITLE_CHARS);
  sp_view_text(shell->layout, "HEAD_TITLE",
               sp_arena_fmt(arena, "%.*s - %.*s", SP_FMT(title),
                            SP_FMT(shell->site->name)));
}

void
sp_shell_description(struct sp_shell *shell, struct sp_str text)
{
  if (text.len)
    sp_view_text(sp_view_add(shell->layout, "DESCRIPTION"), "DESCRIPTION_TEXT",
                 text);
}

void
sp_shell_noindex(struct sp_shell *shell)
{
  sp_view_show(shell->layout, "NOINDEX");
}

void
sp_shell_canonical(struct sp_shell *shell, struct sp_url path)
{
  struct sp_str parts[] = {shell->app->base_url, path.raw};
  struct sp_url url;

  if (shell->app->base_url.len == 0 || sp_shell_is_staff(shell))
    return;
  url.raw = sp_arena_join(sp_shell_arena(shell), 2, parts);
  sp_view_url(sp_view_add(shell->layout, "CANONICAL"), "CANONICAL_URL", url);
}

void
sp_shell_language(struct sp_shell *shell, struct sp_str lang)
{
  const struct sp_texts *own = &shell->site->languages;

  if (lang.len == 0 ||
      sp_str_eq(lang, own->count ? own->item[0] : SP_STR("en")))
    return;
  sp_view_text(sp_view_add(shell->layout, "MAIN_LANG"), "MAIN_LANG_TAG", lang);
}

static struct sp_view *
crumbs(struct sp_shell *shell)
{
  /* One section of the layout that later calls fill; ctemplate's sections
   * see the values of the view that holds them. */
  if (!shell->has_crumbs)
    sp_view_show(shell->layout, "CRUMBS");
  shell->has_crumbs = true;
  return shell->layout;
}

static void
add_crumb(struct sp_shell *shell, struct sp_str label, struct sp_url url)
{
  struct sp_view *view = sp_view_add(crumbs(shell), "CRUMB");

  sp_view_text(view, "CRUMB_LABEL", label);
  sp_view_url(view, "CRUMB_URL", url);
  if (shell->crumbs == SP_CRUMBS_MAX)
    return;
  shell->crumb[shell->crumbs].label = label;
  shell->crumb[shell->crumbs++].url = url;
}

void
sp_shell_crumb(struct sp_shell *shell, struct sp_str label, struct sp_url url)
{
  if (!shell->has_crumbs)
    add_crumb(shell, SP_STR("Home"), (struct sp_url){SP_STR("/")});
  if (label.len > 0)
    add_crumb(shell, label, url);
}

void
sp_shell_script(struct sp_shell *shell, const char *name)
{
  struct sp_url url = sp_static_url(shell->app->files, name);

  for (size_t i = 0; i < shell->scripts; i++)
    if (strcmp(shell->script[i], name) == 0)
      return;
  if (url.raw.len == 0 || shell->scripts == SP_SCRIPTS_MAX)
    return;
  shell->script[shell->scripts++] = name;
  /* A browser loads no module from a file. */
  if (shell->app->settings->copy)
    sp_view_url(sp_view_add(shell->layout, "SCRIPT"), "SCRIPT_URL", url);
  else
    sp_view_url(sp_view_add(shell->layout, "MODULE"), "MODULE_URL", url);
}

void
sp_shell_quick_exit(struct sp_shell *shell)
{
  sp_shell_crumb(shell, SP_STR(""), (struct sp_url){SP_STR("")});
  sp_view_show(shell->layout, "EXIT");
  sp_shell_script(shell, "exit.js");
}

void
sp_shell_until(struct sp_shell *shell, sp_instant boundary)
{
  if (boundary < shell->boundary)
    shell->boundary = boundary;
}

/* ---- header and footer ---- */

static struct sp_view *
add_search(struct sp_view *view, const char *field, struct sp_str label,
           struct sp_str query)
{
  struct sp_view *box = sp_view_include(view, "SEARCH", "part_search.tpl");

  sp_view_text(box, "FIELD", sp_str(field));
  sp_view_text(box, "LABEL", label);
  sp_view_text(box, "QUERY", query);
  return box;
}

struct sp_view *
sp_shell_search_box(struct sp_shell *shell, struct sp_view *view,
                    struct sp_str label, struct sp_str query)
{
  shell->search_in_body = true;
  return add_search(view, "search_main", label, query);
}

static void
add_card(struct sp_shell *shell, struct sp_view *header, struct sp_str id,
         const char *label, const char *css)
{
  struct sp_view *view;

  if (id.len == 0)
    return;
  view = sp_view_add(header, "CARD");
  sp_view_text(view, "CARD_LABEL", sp_str(label));
  sp_view_text(view, "CARD_CLASS", sp_str(css));
  sp_view_url(view, "CARD_URL",
              sp_url_page(sp_shell_arena(shell), id, SP_STR("")));
}

static void
add_header(struct sp_shell *shell)
{
  bool is_staff = sp_shell_is_staff(shell);
  struct sp_view *header = sp_view_include(shell->layout, "HEADER",
                                           is_staff ? "part_header_staff.tpl"
                                                    : "part_header_public.tpl");
  const struct sp_site *site = shell->site;

  sp_view_text(header, "SITE_NAME", site->name);
  if (!shell->search_in_body)
    add_search(sp_view_add(header, "SEARCH_SHOWN"), "search_top",
               SP_STR("Search"), SP_STR(""));
  if (!is_staff)
    return;
  add_card(shell, header, site->safeguarding, "Safeguarding", "sp-hand--red");
  add_card(shell, header, site->difficult_call, "Difficult call", "sp-hand");
  add_card(shell, header, site->complaints, "Complaints", "sp-hand");
  add_card(shell, header, site->incident, "Incident", "sp-hand");
  sp_numbers_strip(shell, header);
}

static void
add_footer_link(struct sp_view *footer, const char *section, const char *name,
                struct sp_html html)
{
  sp_view_html(sp_view_add(footer, section), name, html);
}

void
sp_shell_open_now(struct sp_shell *shell, struct sp_view *view,
                  const struct sp_open_now *now)
{
  struct sp_view *state;

  /* A copy is read at another time. */
  if (!now->known || shell->app->settings->copy)
    return;
  sp_shell_until(shell, now->until);
  state = sp_view_add(view, "NOW");
  sp_view_text(state, "NOW_STATE", now->open ? SP_STR("yes") : SP_STR("no"));
  sp_view_text(state, "NOW_TEXT", now->text);
}

bool
sp_shell_has_areas(const struct sp_shell *shell)
{
  return shell->site->served.count > 0 && !sp_shell_is_staff(shell) &&
         !shell->app->settings->copy;
}

static void
add_hours(struct sp_shell *shell, struct sp_view *footer)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_view *hours = sp_view_add(footer, "HOURS");
  struct sp_open_now now;

  sp_view_text(hours, "HOURS_TEXT", sp_words_hours(arena, shell->site->hours));
  if (!shell->lease.state)
    return;
  sp_open_now_office(arena, &shell->lease.state->directory,
                     shell->req->viewer.now, &now);
  sp_shell_open_now(shell, hours, &now);
}

static void
add_footer(struct sp_shell *shell)
{
  const struct sp_site *site = shell->site;
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_view *footer =
      sp_view_include(shell->layout, "FOOTER", "part_footer.tpl");

  sp_view_text(footer, "HELP_TITLE",
               sp_shell_is_staff(shell) ? SP_STR("Customers can reach us")
                                        : SP_STR("Need more help?"));
  sp_view_text(
      footer, "END_TEXT",
      sp_shell_is_staff(shell)
          ? sp_arena_fmt(arena, "For staff of %.*s only.", SP_FMT(site->name))
          : site->name);
  if (site->phone.len)
    add_footer_link(footer, "PHONE", "PHONE_LINK",
                    sp_link_phone(arena, site->phone));
  if (site->textphone.len)
    add_footer_link(footer, "TEXTPHONE", "TEXTPHONE_LINK",
                    sp_link_phone(arena, site->textphone));
  if (site->email.len)
    add_footer_link(footer, "EMAIL", "EMAIL_LINK",
                    sp_link_email(arena, site->email));
  if (site->hours.len)
    add_hours(shell, footer);
  if (site->address.len)
    sp_view_text(sp_view_add(footer, "ADDRESS"), "ADDRESS_TEXT", site->address);
  if (sp_shell_has_areas(shell))
    sp_view_show(footer, "AREAS");
  if (sp_url_external(site->web))
    sp_view_url(sp_view_add(footer, "WEB"), "WEB_URL",
                (struct sp_url){site->web});
}

enum sp_status
sp_shell_send(struct sp_shell *shell, struct sp_response *resp,
              struct sp_err *err)
{
  add_header(shell);
  add_footer(shell);
  sp_notices_alert(shell);
  sp_page_json_ld(shell);
  resp->type = SP_TYPE_HTML;
  if (!shell->bare)
    sp_response_depends(resp, &shell->lease, shell->boundary);
  /* Each of any number of addresses would take the place of a page. */
  if (!shell->bare && (shell->req->route->flags & SP_ROUTE_ANSWERS) != 0 &&
      shell->req->params > shell->params_taken)
    resp->cache = SP_CACHE_NEVER;
  return sp_tmpl_render(shell->app->tmpl, "layout.tpl", shell->layout,
                        &resp->body, err);
}

/* ---- small things ---- */

void
sp_shell_call(struct sp_shell *shell, struct sp_view *view)
{
  if (shell->site->phone.len)
    sp_view_html(sp_view_add(view, "CALL"), "CALL_LINK",
                 sp_link_phone(sp_shell_arena(shell), shell->site->phone));
}

struct sp_str
sp_shell_service_title(const struct sp_shell *shell, struct sp_str key)
{
  const struct sp_service_count *found =
      shell->lease.state ? sp_site_state_service(shell->lease.state, key)
                         : NULL;

  return found && found->service->title.len ? found->service->title : key;
}

struct sp_url
sp_shell_service_url(const struct sp_shell *shell, struct sp_str key)
{
  struct sp_str parts[] = {SP_STR("services/"), key};

  return sp_url_page(sp_shell_arena(shell),
                     sp_arena_join(sp_shell_arena(shell), 2, parts),
                     SP_STR(""));
}

void
sp_shell_item(struct sp_shell *shell, struct sp_view *list,
              const struct sp_page_head *head, bool mixed)
{
  struct sp_view *item = sp_view_add(list, "ITEM");
  bool shows_kind =
      mixed && (sp_shell_is_staff(shell) || head->type == SP_DOC_CONTACT);

  sp_view_text(item, "ITEM_TITLE", head->title);
  sp_view_url(item, "ITEM_URL",
              sp_url_page(sp_shell_arena(shell), head->id, SP_STR("")));
  if (shows_kind)
    sp_view_text(sp_view_add(item, "ITEM_KIND"), "ITEM_KIND_TEXT",
                 sp_str(sp_words_type(head->type, shell->app->site)));
  if (head->summary.len && !mixed)
    sp_view_text(sp_view_add(item, "ITEM_SUMMARY"), "ITEM_SUMMARY_TEXT",
                 head->summary);
  if (head->provider.len)
    sp_view_text(sp_view_add(item, "ITEM_PROVIDER"), "ITEM_PROVIDER_TEXT",
                 sp_arena_fmt(sp_shell_arena(shell), "Provided by %.*s",
                              SP_FMT(head->provider)));
}

size_t
sp_shell_services(struct sp_shell *shell, struct sp_view *view,
                  struct sp_str parent)
{
  const struct sp_site_state *state = shell->lease.state;
  size_t shown = 0;

  for (size_t i = 0; i < state->services; i++) {
    const struct sp_service_count *one = &state->service[i];
    struct sp_view *row;

    if (one->pages == 0 || !sp_str_eq(one->service->parent, parent))
      continue;
    row = sp_view_add(view, "SERVICE");
    sp_view_text(row, "SERVICE_TITLE",
                 sp_shell_service_title(shell, one->service->key));
    sp_view_url(row, "SERVICE_URL",
                sp_shell_service_url(shell, one->service->key));
    sp_view_number(row, "SERVICE_PAGES", (long long)one->pages);
    sp_view_text(row, "SERVICE_UNIT",
                 one->pages == 1 ? SP_STR("page") : SP_STR("pages"));
    shown++;
  }
  return shown;
}

static struct sp_url
page_url(const struct sp_shell *shell, const char *path,
         const struct sp_url_param *params, size_t count, uint64_t page)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_url_param *all =
      sp_arena_array(arena, struct sp_url_param, count + 1);

  if (count)
    memcpy(all, params, count * sizeof(*all));
  all[count].name = "page";
  if (page > 1)
    all[count].value = sp_arena_fmt(arena, "%llu", (unsigned long long)page);
  return sp_url_query(arena, path, all, count + 1);
}

void
sp_shell_pager(struct sp_shell *shell, struct sp_view *view, const char *path,
               const struct sp_url_param *params, size_t count, uint64_t page,
               uint64_t pages)
{
  struct sp_view *pager, *link;

  if (pages < 2)
    return;
  pager = sp_view_include(view, "PAGER", "part_pager.tpl");
  sp_view_number(pager, "PAGE", (long long)page);
  sp_view_number(pager, "PAGES", (long long)pages);
  if (page > 1) {
    link = sp_view_add(pager, "PREVIOUS");
    sp_view_url(link, "PREVIOUS_URL",
                page_url(shell, path, params, count, page - 1));
    sp_view_number(link, "PREVIOUS_NUMBER", (long long)page - 1);
  }
  if (page < pages) {
    link = sp_view_add(pager, "NEXT");
    sp_view_url(link, "NEXT_URL",
                page_url(shell, path, params, count, page + 1));
    sp_view_number(link, "NEXT_NUMBER", (long long)page + 1);
  }
}

struct sp_url
sp_absolute_url(const struct sp_app *app, const struct sp_request *req,
                struct sp_str path)
{
  struct sp_str own[] = {app->base_url, path};
  struct sp_str asked[] = {SP_STR("http://"), req->host, path};

  return (struct sp_url){app->base_url.len
                             ? sp_arena_join(req->arena, 2, own)
                             : sp_arena_join(req->arena, 3, asked)};
}
