/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_parts.h - what all pages share: the layout around them, notices
 * that are live, search boxes, lists of pages.
 *
 * A handler of a page:
 *
 *   SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
 *   enum sp_status status = sp_shell_begin(&shell, app, req, err);
 *   ...
 *   body = sp_shell_body(&shell, "page_NOUN.tpl");
 *   sp_shell_title(&shell, title);
 *   ...fill body...
 *   return sp_shell_send(&shell, resp, err);
 */
#ifndef SP_PAGE_PARTS_H
#define SP_PAGE_PARTS_H

#include "searchd/app.h"
#include "searchd/open_now.h"

/* More live notices than that are not shown; the search finds them. */
#define SP_NOTICES_MAX 12

/* A notice that this site shows now. */
struct sp_notice {
  struct sp_page_head head;
  struct sp_str severity; /* "emergency", "warning", "info" */
  struct sp_str expect;   /* calls to expect; empty on the public site */
  struct sp_str when;     /* in words */
};

/* More numbers than that are not in sight on the staff site. */
#define SP_NUMBERS_MAX 6

/* Somebody to call, of those whom the safeguarding document names. */
struct sp_number {
  const struct sp_page *contact; /* the site state's */
  struct sp_str title, phone;
  struct sp_str hours; /* as the contact has them; may be empty */
  bool is_staff;       /* a line that is not given out */
};

/* One page being made.  Zero it to begin. */
#define SP_CRUMBS_MAX 8
#define SP_SCRIPTS_MAX 4

struct sp_shell {
  const struct sp_app *app;
  const struct sp_request *req;
  struct sp_lease lease;
  const struct sp_site *site; /* never NULL once begun */
  struct sp_view *layout;     /* owned */
  struct sp_view *body;       /* the layout's */
  sp_instant boundary;        /* the nearest so far */
  struct sp_notice notice[SP_NOTICES_MAX];
  size_t notices;
  struct sp_number number[SP_NUMBERS_MAX];
  size_t numbers;
  struct {
    struct sp_str label;
    struct sp_url url;
  } crumb[SP_CRUMBS_MAX]; /* the first of them, for page_json_ld.h */
  size_t crumbs;
  const char *script[SP_SCRIPTS_MAX]; /* names, constants */
  size_t scripts;
  size_t params_taken; /* of those of an SP_ROUTE_ANSWERS row; the reply to
                          others is not kept */
  const struct sp_page *document; /* that the page is; NULL: none */
  bool bare;                      /* no index: a page of an error */
  bool search_in_body;            /* then not in the header */
  bool numbers_in_body;
  bool has_crumbs;
};

/* Borrow a reader, collect the notices and numbers.  The caller ends it with
 * sp_shell_end() in any case.  SP_E_INTERNAL there are no templates; else as
 * sp_readers_borrow(). */
SP_NODISCARD enum sp_status sp_shell_begin(struct sp_shell *shell,
                                           const struct sp_app *app,
                                           const struct sp_request *req,
                                           struct sp_err *err);
/* The same without a reader: `site` is a fallback or borrowed from a state
 * that the caller holds until sp_shell_end().  SP_E_INTERNAL there are no
 * templates. */
SP_NODISCARD enum sp_status sp_shell_begin_bare(struct sp_shell *shell,
                                                const struct sp_app *app,
                                                const struct sp_request *req,
                                                const struct sp_site *site,
                                                struct sp_err *err);
void sp_shell_end(struct sp_shell *shell); /* nothing begun is fine */

static inline bool
sp_shell_is_staff(const struct sp_shell *shell)
{
  return shell->app->site == SP_STAFF;
}
static inline struct sp_arena *
sp_shell_arena(const struct sp_shell *shell)
{
  return shell->req->arena;
}

/* Every view that is returned from here on is the layout's and ends with the
 * shell; every text and address given is borrowed until sp_shell_send(). */

/* The page's own template in the layout. */
struct sp_view *sp_shell_body(struct sp_shell *shell, const char *file);
/* Title of the window; empty: the site's name alone. */
void sp_shell_title(struct sp_shell *shell, struct sp_str title);
void sp_shell_description(struct sp_shell *shell, struct sp_str text);
/* No search engine should list it. */
void sp_shell_noindex(struct sp_shell *shell);
void sp_shell_canonical(struct sp_shell *shell, struct sp_url path);
/* Language of what the main part says, when it is not the site's. */
void sp_shell_language(struct sp_shell *shell, struct sp_str lang);
/* One step of the way back; the first call adds "Home" before it. */
void sp_shell_crumb(struct sp_shell *shell, struct sp_str label,
                    struct sp_url url);
/* A script of static/ that the page is whole without, once each; nothing when
 * the share folder has none of that name. */
void sp_shell_script(struct sp_shell *shell, const char *name);
/* "Leave this site quickly"; after the crumbs. */
void sp_shell_quick_exit(struct sp_shell *shell);
/* Nothing on the page lives longer than this. */
void sp_shell_until(struct sp_shell *shell, sp_instant boundary);

/* A search box at {{>SEARCH}} of the view, and none in the header.  The view
 * returned takes KEEP sections. */
struct sp_view *sp_shell_search_box(struct sp_shell *shell,
                                    struct sp_view *view, struct sp_str label,
                                    struct sp_str query);
/* Can residents ask here who does what where they live?  A copy cannot tell
 * them. */
bool sp_shell_has_areas(const struct sp_shell *shell);
/* Notices at {{>NOTICES}} of the view: all (service empty) or a service's. */
void sp_shell_notices(struct sp_shell *shell, struct sp_view *view,
                      struct sp_str service);
/* The council's phone as a link at {{>CALL_LINK}} of {{#CALL}}. */
void sp_shell_call(struct sp_shell *shell, struct sp_view *view);
/* Whether somebody is there, at {{#NOW}} of the view; the page lasts until that
 * changes.  Nothing when it is not known. */
void sp_shell_open_now(struct sp_shell *shell, struct sp_view *view,
                       const struct sp_open_now *now);
/* One row for part_list.tpl; a mixed list is long, so it says of each what kind
 * it is and not what it is about. */
void sp_shell_item(struct sp_shell *shell, struct sp_view *list,
                   const struct sp_page_head *head, bool mixed);
/* One SERVICE row for each service that has pages and whose parent is
 * `parent`.  Returns their number. */
size_t sp_shell_services(struct sp_shell *shell, struct sp_view *view,
                         struct sp_str parent);
/* Pager at {{>PAGER}}; nothing when there is one page.  params are put into
 * the links, and page after them. */
void sp_shell_pager(struct sp_shell *shell, struct sp_view *view,
                    const char *path, const struct sp_url_param *params,
                    size_t count, uint64_t page, uint64_t pages);

/* The title of a service, the site state's; its key when it has none. */
struct sp_str sp_shell_service_title(const struct sp_shell *shell,
                                     struct sp_str key);
/* "/services/KEY", in the request's arena. */
struct sp_url sp_shell_service_url(const struct sp_shell *shell,
                                   struct sp_str key);
/* Render into resp, with what it depends on.  Codes as sp_tmpl_render(). */
SP_NODISCARD enum sp_status sp_shell_send(struct sp_shell *shell,
                                          struct sp_response *resp,
                                          struct sp_err *err);

/* base_url + path; without base_url an address of the host that was asked,
 * which is a part of what any cache keeps a reply by.  In req's arena. */
struct sp_url sp_absolute_url(const struct sp_app *app,
                              const struct sp_request *req, struct sp_str path);

#endif
