/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_document.h"

#include "searchd/page_feedback.h"
#include "searchd/page_notices.h"
#include "searchd/page_numbers.h"
#include "searchd/page_words.h"
#include "searchd/pages.h"
#include "searchd/redirect.h"

#define CONTENTS_MIN 3 /* headings; fewer are seen at a glance */

static enum sp_status
follow_redirect(struct sp_shell *shell, struct sp_str id, struct sp_str tail,
                struct sp_response *resp, struct sp_err *err)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str now_at;
  enum sp_status status = sp_find_redirect(
      shell->lease.reader, arena, &shell->req->viewer, id, &now_at, err);

  if (status != SP_OK)
    return status;
  struct sp_str parts[] = {sp_url_page(arena, now_at, SP_STR("")).raw, tail};

  sp_response_redirect(
      resp, 301,
      sp_redirect_url(shell->req,
                      (struct sp_url){sp_arena_join(arena, 2, parts)}));
  sp_response_depends(
      resp, &shell->lease,
      sp_site_state_boundary(shell->lease.state, shell->req->viewer.now));
  return SP_OK;
}

enum sp_status
sp_document_find(struct sp_shell *shell, struct sp_str tail,
                 struct sp_response *resp, struct sp_page **page,
                 struct sp_err *err)
{
  struct sp_str id = sp_request_capture(shell->req, "id");
  enum sp_status status =
      sp_reader_page(shell->lease.reader, id, &shell->req->viewer,
                     sp_shell_arena(shell), page, err);

  if (status != SP_E_NOTFOUND)
    return status;
  *page = NULL;
  return follow_redirect(shell, id, tail, resp, err);
}

void
sp_document_frame(struct sp_shell *shell, const struct sp_page *page)
{
  const struct sp_page_head *head = &page->head;

  sp_shell_title(shell, head->title);
  sp_shell_description(shell, head->summary);
  sp_shell_language(shell, head->lang);
  sp_shell_crumb(shell, SP_STR(""), (struct sp_url){SP_STR("")});
  if (head->service.len &&
      sp_site_state_service(shell->lease.state, head->service))
    sp_shell_crumb(shell, sp_shell_service_title(shell, head->service),
                   sp_shell_service_url(shell, head->service));
  if (page->sensitive && !sp_shell_is_staff(shell))
    sp_shell_quick_exit(shell);
  sp_shell_until(shell, sp_page_boundary(page, shell->req->viewer.now));
}

bool
sp_document_shows(const struct sp_shell *shell,
                  const struct sp_page_section *section)
{
  const struct sp_viewer *viewer = &shell->req->viewer;

  return sp_section_live(section, viewer->level, viewer->now);
}

void
sp_document_parts(const struct sp_shell *shell, struct sp_view *view,
                  const struct sp_page_section *section)
{
  const struct sp_viewer *viewer = &shell->req->viewer;

  for (size_t i = 0; i < section->segments; i++)
    if (sp_segment_live(&section->segment[i], viewer->level, viewer->now))
      sp_view_html(sp_view_add(view, "PART"), "PART_HTML",
                   section->segment[i].html);
}

void
sp_document_provider(const struct sp_shell *shell, struct sp_view *view,
                     const struct sp_page *page)
{
  struct sp_view *line;

  (void)shell;
  if (page->head.provider.len == 0)
    return;
  line = sp_view_add(view, "PROVIDER");
  sp_view_text(line, "PROVIDER_BEFORE", SP_STR("Provided by"));
  sp_view_text(line, "PROVIDER_NAME", page->head.provider);
  if (page->provider_url.raw.len == 0) {
    sp_view_show(line, "PROVIDER_PLAIN");
    return;
  }
  sp_view_show(line, "PROVIDER_LINK");
  sp_view_url(line, "PROVIDER_URL", page->provider_url);
}

/* ---- all but scripts ---- */

static size_t
count_headings(const struct sp_shell *shell, const struct sp_page *page)
{
  size_t n = 0;

  for (size_t i = 0; i < page->sections; i++)
    n += page->section[i].heading.len &&
         sp_document_shows(shell, &page->section[i]);
  return n;
}

static void
add_contents(const struct sp_shell *shell, struct sp_view *view,
             const struct sp_page *page)
{
  struct sp_arena *arena = sp_shell_arena(shell);

  if (count_headings(shell, page) < CONTENTS_MIN)
    return;
  sp_view_show(view, "CONTENTS");
  sp_view_text(view, "CONTENTS_TITLE",
               page->head.type == SP_DOC_FAQ ? SP_STR("Questions")
                                             : SP_STR("On this page"));
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];
    struct sp_view *row;

    if (section->heading.len == 0 || !sp_document_shows(shell, section))
      continue;
    row = sp_view_add(view, "CONTENT");
    sp_view_text(row, "CONTENT_TITLE", section->heading);
    sp_view_url(
        row, "CONTENT_URL",
        (struct sp_url){sp_arena_fmt(arena, "#%.*s", SP_FMT(section->anchor))});
  }
}

static void
add_sections(const struct sp_shell *shell, struct sp_view *view,
             const struct sp_page *page)
{
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];
    struct sp_view *row, *heading;

    if (!sp_document_shows(shell, section))
      continue;
    row = sp_view_add(view, "SECTION");
    if (section->heading.len) {
      heading = sp_view_add(row, "HEADING");
      sp_view_text(heading, "HEADING_ID", section->anchor);
      sp_view_text(heading, "HEADING_TEXT", section->heading);
    }
    sp_document_parts(shell, row, section);
  }
}

static void
add_offer(struct sp_view *view, const struct sp_page *page)
{
  const struct sp_offer *offer = &page->self_service;
  struct sp_view *box;

  if (offer->url.len == 0)
    return;
  box = sp_view_add(view, "OFFER");
  sp_view_url(box, "OFFER_URL", (struct sp_url){offer->url});
  sp_view_text(box, "OFFER_LABEL", offer->label);
  if (offer->sentence.len)
    sp_view_text(sp_view_add(box, "OFFER_SENTENCE"), "OFFER_SENTENCE_TEXT",
                 offer->sentence);
}

/* What kind of page it is, where that is not plain from its title. */
static struct sp_str
kind_text(const struct sp_shell *shell, const struct sp_page *page)
{
  struct sp_str kind;

  switch (page->head.type) {
  case SP_DOC_CONTACT:
    kind = sp_words_contact_kind(sp_page_fact_value(page, "kind"));
    return kind.len ? kind : SP_STR("Contact");
  case SP_DOC_NOTICE:
    return sp_notice_severity_words(sp_page_fact_value(page, "severity"));
  default:
    return sp_shell_is_staff(shell)
               ? sp_str(sp_words_type(page->head.type, SP_STAFF))
               : SP_STR("");
  }
}

static void
add_notice_facts(const struct sp_shell *shell, struct sp_view *view,
                 const struct sp_page *page)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str link = sp_page_fact_value(page, "link");
  struct sp_str when = sp_words_period(arena, sp_page_fact_value(page, "from"),
                                       sp_page_fact_value(page, "until"));

  if (when.len)
    sp_view_text(sp_view_add(view, "PERIOD"), "PERIOD_TEXT", when);
  if (sp_url_external(link)) {
    struct sp_view *more = sp_view_add(view, "CTA");

    sp_view_url(more, "CTA_URL", (struct sp_url){link});
    sp_view_text(more, "CTA_LABEL", SP_STR("Go to the online service"));
  }
}

static void
fill_document(struct sp_shell *shell, const struct sp_page *page)
{
  struct sp_view *body = sp_shell_body(shell, "page_document.tpl");
  struct sp_str kind = kind_text(shell, page);

  sp_view_text(body, "TYPE", sp_str(sp_doc_type_name(page->head.type)));
  sp_view_text(body, "DOC_TITLE", page->head.title);
  if (kind.len)
    sp_view_text(sp_view_add(body, "KIND"), "KIND_TEXT", kind);
  if (page->head.summary.len && page->head.type != SP_DOC_NOTICE)
    sp_view_text(sp_view_add(body, "LEAD"), "LEAD_TEXT", page->head.summary);
  sp_document_provider(shell, body, page);
  if (page->head.type == SP_DOC_CONTACT)
    sp_contact_facts(shell, body, page, false);
  else
    sp_numbers_facts(shell, body, page);
  if (page->head.type == SP_DOC_NOTICE)
    add_notice_facts(shell, body, page);
  else if (page->head.service.len)
    sp_shell_notices(shell, body, page->head.service);
  /* An advisor has it in the column beside, with the words to say. */
  if (!sp_shell_is_staff(shell))
    add_offer(body, page);
  add_contents(shell, body, page);
  add_sections(shell, body, page);
  sp_document_about(shell, body, page);
  sp_feedback_ask(shell, body, page->head.id);
}

enum sp_status
sp_page_document(const struct sp_app *app, const struct sp_request *req,
                 struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_page *page = NULL;
  enum sp_status status = sp_shell_begin(&shell, app, req, err);

  if (status == SP_OK)
    status = sp_document_find(&shell, SP_STR(""), resp, &page, err);
  if (status != SP_OK || !page)
    return status;
  sp_document_frame(&shell, page);
  shell.document = page;
  sp_shell_canonical(&shell,
                     sp_url_page(req->arena, page->head.id, SP_STR("")));
  if (page->head.type == SP_DOC_SCRIPT)
    status = sp_script_fill(&shell, page, SP_STR(""), err);
  else
    fill_document(&shell, page);
  return status == SP_OK ? sp_shell_send(&shell, resp, err) : status;
}
