/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_feedback.c - the form "Is this page useful?" and the two pages
 * behind it.  What is sent is remembered as events are (events.h).  No address
 * tells who answered what: both forms lead on to a page that has the name of
 * the page that it was about, and no more. */
#include "searchd/page_feedback.h"

#include "searchd/feedback.h"
#include "searchd/limit.h"
#include "searchd/pages.h"
#include "searchd/serve.h"

#define PATH "/feedback"

void
sp_feedback_ask(const struct sp_shell *shell, struct sp_view *view,
                struct sp_str page)
{
  if (shell->app->events == NULL || sp_shell_is_staff(shell))
    return;
  sp_view_text(sp_view_include(view, "USEFUL", "part_useful.tpl"),
               "USEFUL_PAGE", page);
}

/* The page that the form was on, as this site shows it now; NULL: the results
 * of a search. */
static enum sp_status
find_page(struct sp_shell *shell, struct sp_str id, struct sp_page **page,
          struct sp_err *err)
{
  *page = NULL;
  if (sp_str_is(id, SP_FEEDBACK_SEARCH))
    return SP_OK;
  return sp_reader_page(shell->lease.reader, id, &shell->req->viewer,
                        sp_shell_arena(shell), page, err);
}

static void
add_way_back(struct sp_shell *shell, struct sp_view *body,
             const struct sp_page *page)
{
  struct sp_view *back = sp_view_add(body, "BACK");

  if (!page) {
    sp_view_text(back, "BACK_TITLE", SP_STR("Search"));
    sp_view_url(back, "BACK_URL", (struct sp_url){SP_STR("/search")});
    return;
  }
  sp_view_text(back, "BACK_TITLE", page->head.title);
  sp_view_url(back, "BACK_URL",
              sp_url_page(sp_shell_arena(shell), page->head.id, SP_STR("")));
}

/* The page that thanks and asks for more.  words: to be put right; NULL: it is
 * shown for the first time. */
static void
fill_more(struct sp_shell *shell, struct sp_str id, const struct sp_page *page,
          const struct sp_str *words)
{
  struct sp_view *body = sp_shell_body(shell, "page_feedback.tpl");

  sp_shell_title(shell,
                 words ? SP_STR("Error: Thank you") : SP_STR("Thank you"));
  sp_shell_noindex(shell);
  sp_shell_crumb(shell, SP_STR(""), (struct sp_url){SP_STR("")});
  if (page && page->sensitive)
    sp_shell_quick_exit(shell);
  if (page)
    sp_shell_until(shell, sp_page_boundary(page, shell->req->viewer.now));
  sp_view_text(body, "PAGE", id);
  sp_view_text(body, "WORDS", words ? *words : SP_STR(""));
  if (words) {
    sp_view_show(body, "ERROR");
    sp_view_show(body, "ERROR_HINT");
  }
  add_way_back(shell, body, page);
  sp_shell_call(shell, body);
}

static enum sp_status
refuse(const struct sp_app *app, const struct sp_request *req, unsigned http,
       struct sp_str why, struct sp_response *resp)
{
  resp->detail = why;
  sp_serve_error(app, req, SP_E_USAGE, http, resp);
  return SP_OK;
}

/* What stands before any look at the form.  True: resp is finished. */
static bool
is_refused(const struct sp_app *app, const struct sp_request *req,
           struct sp_response *resp)
{
  if (!sp_feedback_is_own(req, app->base_url))
    return refuse(app, req, 403,
                  SP_STR("This can only be sent from a page of this website."),
                  resp) == SP_OK;
  resp->retry_after = sp_limit_take_now(app->limit, req->place);
  if (resp->retry_after == 0)
    return false;
  return refuse(app, req, 429,
                SP_STR("You have sent many answers in a short time. Wait a "
                       "minute, then try again."),
                resp) == SP_OK;
}

static struct sp_url
next_page(const struct sp_request *req, const struct sp_feedback *feedback)
{
  struct sp_url_param page = {"page", feedback->page};

  if (feedback->kind == SP_EVENT_SAID)
    return (struct sp_url){SP_STR(PATH "/sent")};
  return sp_url_query(req->arena, PATH, &page, 1);
}

enum sp_status
sp_page_feedback(const struct sp_app *app, const struct sp_request *req,
                 struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_feedback feedback;
  struct sp_page *page = NULL;
  enum sp_status status;

  if (app->events == NULL)
    return sp_fail(err, SP_E_NOTFOUND, "no feedback is kept");
  if (is_refused(app, req, resp))
    return SP_OK;
  status = sp_feedback_read(req, &feedback, err);
  if (status != SP_OK) {
    resp->detail = SP_STR("Something was missing from what you sent. Go back "
                          "to the page and answer again.");
    return status;
  }
  status = sp_shell_begin(&shell, app, req, err);
  if (status == SP_OK)
    status = find_page(&shell, feedback.page, &page, err);
  if (status != SP_OK)
    return status;
  if (sp_feedback_is_long(&feedback)) {
    fill_more(&shell, feedback.page, page, &feedback.words);
    resp->status = 400;
    return sp_shell_send(&shell, resp, err);
  }
  resp->event = sp_feedback_event(req->arena, &feedback);
  sp_response_redirect(resp, 303, next_page(req, &feedback));
  return SP_OK;
}

enum sp_status
sp_page_feedback_more(const struct sp_app *app, const struct sp_request *req,
                      struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_str id = sp_request_param(req, "page");
  struct sp_page *page = NULL;
  enum sp_status status = SP_OK;

  if (app->events == NULL || id.len == 0)
    return sp_fail(err, SP_E_NOTFOUND, "no page to say something about");
  status = sp_shell_begin(&shell, app, req, err);
  if (status == SP_OK)
    status = find_page(&shell, id, &page, err);
  if (status != SP_OK)
    return status;
  fill_more(&shell, id, page, NULL);
  return sp_shell_send(&shell, resp, err);
}

enum sp_status
sp_page_feedback_sent(const struct sp_app *app, const struct sp_request *req,
                      struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_view *body;
  enum sp_status status;

  if (app->events == NULL)
    return sp_fail(err, SP_E_NOTFOUND, "no feedback is kept");
  status = sp_shell_begin(&shell, app, req, err);
  if (status != SP_OK)
    return status;
  body = sp_shell_body(&shell, "page_feedback_sent.tpl");
  sp_shell_title(&shell, SP_STR("Thank you"));
  sp_shell_noindex(&shell);
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  sp_shell_call(&shell, body);
  return sp_shell_send(&shell, resp, err);
}
