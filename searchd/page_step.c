/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_document.h"
#include "searchd/pages.h"
#include "searchd/redirect.h"

/* "Tag on the bin? - Report a missed bin" */
static void
set_title(struct sp_shell *shell, const struct sp_page *page,
          struct sp_str anchor)
{
  for (size_t i = 1; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];

    if (!sp_str_eq(section->anchor, anchor) ||
        !sp_document_shows(shell, section))
      continue;
    sp_shell_title(shell, sp_arena_fmt(sp_shell_arena(shell), "%.*s - %.*s",
                                       SP_FMT(section->heading),
                                       SP_FMT(page->head.title)));
    return;
  }
}

enum sp_status
sp_page_step(const struct sp_app *app, const struct sp_request *req,
             struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_str anchor = sp_request_capture(req, "step");
  struct sp_page *page = NULL;
  struct sp_str tail;
  enum sp_status status = sp_shell_begin(&shell, app, req, err);

  if (status != SP_OK)
    return status;
  tail = sp_url_step(req->arena, SP_STR(""), anchor).raw;
  /* That was "/" + "" + "/steps/x". */
  tail = sp_str_sub(tail, 1, tail.len);
  status = sp_document_find(&shell, tail, resp, &page, err);
  if (status != SP_OK || !page)
    return status;
  if (page->head.type != SP_DOC_SCRIPT)
    return sp_fail(err, SP_E_NOTFOUND, "only scripts have steps");
  if (sp_str_is(anchor, "start")) {
    sp_response_redirect(
        resp, 301,
        sp_redirect_url(req,
                        sp_url_page(req->arena, page->head.id, SP_STR(""))));
    sp_response_depends(resp, &shell.lease, shell.boundary);
    return SP_OK;
  }
  sp_document_frame(&shell, page);
  set_title(&shell, page, anchor);
  sp_shell_noindex(&shell);
  sp_shell_canonical(&shell, sp_url_step(req->arena, page->head.id, anchor));
  sp_shell_crumb(&shell, page->head.title,
                 sp_url_page(req->arena, page->head.id, SP_STR("")));
  status = sp_script_fill(&shell, page, anchor, err);
  return status == SP_OK ? sp_shell_send(&shell, resp, err) : status;
}
