/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/pages.h"
#include "searchd/problem.h"
#include "searchd/redirect.h"

/* What this viewer may see of a section now, as text; NULL when that is
 * nothing. */
static json_t *
section_json(const struct sp_page_section *section,
             const struct sp_viewer *viewer)
{
  struct sp_buf html;
  json_t *made;

  if (!sp_section_live(section, viewer->level, viewer->now))
    return NULL;
  sp_buf_init(&html, SP_BODY_MAX);
  for (size_t i = 0; i < section->segments; i++)
    if (sp_segment_live(&section->segment[i], viewer->level, viewer->now))
      sp_buf_put(&html, section->segment[i].html.raw);
  made = json_pack("{s:o, s:o, s:o}", "anchor", sp_json_text(section->anchor),
                   "heading", sp_json_text(section->heading), "html",
                   sp_json_text(sp_buf_str(&html)));
  sp_buf_release(&html);
  return made;
}

static json_t *
sections_json(const struct sp_page *page, const struct sp_viewer *viewer)
{
  json_t *list = json_array();

  for (size_t i = 0; list != NULL && i < page->sections; i++) {
    json_t *one = section_json(&page->section[i], viewer);

    if (one != NULL)
      (void)json_array_append_new(list, one);
  }
  return list;
}

static json_t *
facts_json(const struct sp_page *page)
{
  json_t *list = json_array();

  for (size_t i = 0; list != NULL && i < page->facts; i++)
    (void)json_array_append_new(
        list, json_pack("{s:o, s:o}", "name", sp_json_text(page->fact[i].name),
                        "value", sp_json_text(page->fact[i].value)));
  return list;
}

static json_t *
related_json(const struct sp_page *page)
{
  json_t *list = json_array();

  for (size_t i = 0; list != NULL && i < page->related_count; i++)
    (void)json_array_append_new(
        list,
        json_pack("{s:o, s:o}", "label", sp_json_text(page->related[i].label),
                  "url", sp_json_text(page->related[i].url.raw)));
  return list;
}

static json_t *
page_json(const struct sp_request *req, const struct sp_page *page)
{
  const struct sp_page_head *head = &page->head;
  struct sp_url url = sp_url_page(req->arena, head->id, (struct sp_str){"", 0});

  return json_pack(
      "{s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, "
      "s:o}",
      "id", sp_json_text(head->id), "url", sp_json_text(url.raw), "title",
      sp_json_text(head->title), "type", sp_doc_type_name(head->type),
      "service", sp_json_text(head->service), "summary",
      sp_json_text(head->summary), "lang", sp_json_text(head->lang), "provider",
      sp_json_text(head->provider), "owner", sp_json_text(page->owner),
      "reviewed", sp_json_text(head->reviewed), "service_level",
      sp_json_text(page->service_level), "legal", sp_json_text(page->legal),
      "facts", facts_json(page), "related", related_json(page), "sections",
      sections_json(page, &req->viewer));
}

/* An old address leads to the new one. */
static enum sp_status
try_redirect(const struct sp_request *req, struct sp_reader *reader,
             struct sp_str id, struct sp_response *resp, struct sp_err *err)
{
  struct sp_str to, path;
  enum sp_status status =
      sp_find_redirect(reader, req->arena, &req->viewer, id, &to, err);

  if (status != SP_OK)
    return status;
  path = sp_url_page(req->arena, to, (struct sp_str){"", 0}).raw;
  sp_response_redirect(resp, 301,
                       (struct sp_url){sp_arena_fmt(
                           req->arena, "/api/v1/documents%.*s", SP_FMT(path))});
  return SP_OK;
}

enum sp_status
sp_api_document(const struct sp_app *app, const struct sp_request *req,
                struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};
  struct sp_str id = sp_request_capture(req, "id");
  struct sp_page *page = NULL;
  enum sp_status status = sp_readers_borrow(app->readers, &lease, err);

  if (status != SP_OK)
    return status;
  status =
      sp_reader_page(lease.reader, id, &req->viewer, req->arena, &page, err);
  if (status == SP_E_NOTFOUND)
    return try_redirect(req, lease.reader, id, resp, err);
  if (status != SP_OK)
    return status;
  sp_response_depends(resp, &lease, sp_page_boundary(page, req->viewer.now));
  return sp_json_send(resp, page_json(req, page), err);
}
