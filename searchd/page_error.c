/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_error.c - the page of an error: what happened, in a sentence,
 * and ways on.  It reads no index, so that it works when there is none. */
#include "searchd/page_parts.h"
#include "searchd/pages.h"

#define GUESS_MAX 80 /* bytes of a lost address put into the search box */

/* What a lost address may have been about: its last part, as words. */
static struct sp_str
guess(const struct sp_request *req)
{
  struct sp_str last, out;
  char *words;

  if (req->segments == 0)
    return SP_STR("");
  last = req->segment[req->segments - 1];
  if (last.len == 0 || last.len > GUESS_MAX)
    return SP_STR("");
  out = sp_arena_copy(req->arena, last);
  words = sp_arena_alloc(req->arena, out.len + 1);
  for (size_t i = 0; i < out.len; i++)
    words[i] = strchr("-_./", out.ptr[i]) ? ' ' : out.ptr[i];
  return sp_str_n(words, out.len);
}

static const char *
title_of(enum sp_status status, unsigned http)
{
  if (http == 404 || status == SP_E_NOTFOUND)
    return "Page not found";
  if (http == 503)
    return "Sorry, the site is busy";
  if (http >= 500)
    return "Sorry, something went wrong";
  return "We could not do that";
}

static void
fill(struct sp_shell *shell, enum sp_status status,
     const struct sp_response *resp)
{
  struct sp_view *body = sp_shell_body(shell, "page_error.tpl");
  struct sp_str title = sp_str(title_of(status, resp->status));
  struct sp_str detail = resp->detail;
  bool is_lost = resp->status == 404;

  if (detail.len == 0)
    detail = sp_str(sp_status_sentence(status));
  sp_shell_title(shell, title);
  sp_shell_noindex(shell);
  sp_view_text(body, "ERROR_TITLE", title);
  if (is_lost)
    sp_view_show(body, "LOST");
  else
    sp_view_text(sp_view_add(body, "DETAIL"), "DETAIL_TEXT", detail);
  sp_shell_search_box(shell, body, SP_STR("Search for what you need"),
                      is_lost ? guess(shell->req) : SP_STR(""));
  sp_shell_call(shell, body);
}

enum sp_status
sp_page_error(const struct sp_app *app, const struct sp_request *req,
              enum sp_status status, struct sp_response *resp,
              struct sp_err *err)
{
  const struct sp_site_state *state =
      app->states ? sp_site_states_get(app->states) : NULL;
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_site defaults = {0};
  enum sp_status made;

  if (!state)
    sp_site_defaults(&defaults);
  made = sp_shell_begin_bare(&shell, app, req, state ? state->site : &defaults,
                             err);
  if (made == SP_OK) {
    fill(&shell, status, resp);
    made = sp_shell_send(&shell, resp, err);
  }
  sp_site_state_put(state);
  return made;
}
