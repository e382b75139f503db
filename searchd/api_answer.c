/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/answer.h"
#include "searchd/event_search.h"
#include "searchd/extract.h"
#include "searchd/pages.h"
#include "searchd/problem.h"

#include <math.h>

/* What this viewer may see of the section that the search lands on. */
static struct sp_str
section_text(const struct sp_request *req, const struct sp_page *page,
             const struct sp_hit *hit)
{
  const struct sp_viewer *viewer = &req->viewer;
  struct sp_str text = {"", 0};
  struct sp_buf html;

  sp_buf_init(&html, SP_BODY_MAX);
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];

    if (!sp_str_eq(section->anchor, hit->anchor) ||
        !sp_section_live(section, viewer->level, viewer->now))
      continue;
    for (size_t s = 0; s < section->segments; s++)
      if (sp_segment_live(&section->segment[s], viewer->level, viewer->now))
        sp_buf_put(&html, section->segment[s].html.raw);
  }
  if (!html.full)
    text = sp_extract_html(req->arena, (struct sp_html){sp_buf_str(&html)},
                           hit->snippet);
  sp_buf_release(&html);
  return text;
}

static json_t *
answer_json(const struct sp_request *req, const struct sp_page *page,
            const struct sp_hit *hit, struct sp_revision revision)
{
  const struct sp_page_head *head = &page->head;
  struct sp_str anchor = hit->anchor, heading = hit->heading;
  struct sp_str text = section_text(req, page, hit);

  if (text.len == 0) {
    text = sp_extract_text(req->arena, head->summary);
    anchor = heading = (struct sp_str){"", 0};
  }
  if (text.len == 0)
    return json_null();
  return json_pack(
      "{s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o}", "text",
      sp_json_text(text), "id", sp_json_text(head->id), "title",
      sp_json_text(head->title), "heading", sp_json_text(heading), "url",
      sp_json_text(sp_url_page(req->arena, head->id, anchor).raw), "type",
      sp_doc_type_name(head->type), "lang", sp_json_text(head->lang),
      "provider", sp_json_text(head->provider), "reviewed",
      sp_json_text(head->reviewed), "revision",
      sp_json_text(sp_arena_fmt(req->arena, "%llu.%llu",
                                (unsigned long long)revision.generation,
                                (unsigned long long)revision.revision)));
}

/* A found page may have gone with a commit meanwhile: then there is none. */
static enum sp_status
read_page(struct sp_reader *reader, const struct sp_request *req,
          const struct sp_results *results, struct sp_page **page,
          struct sp_err *err)
{
  enum sp_status status = sp_reader_page(reader, results->hit[0].head.id,
                                         &req->viewer, req->arena, page, err);

  if (status != SP_E_NOTFOUND)
    return status;
  *page = NULL;
  return SP_OK;
}

/* As of a search: the clock may change what is found at each minute. */
static sp_instant
boundary(const struct sp_lease *lease, const struct sp_page *page,
         sp_instant now)
{
  sp_instant least = now - now % 60 + 60;
  sp_instant site = sp_site_state_boundary(lease->state, now);
  sp_instant own = page != NULL ? sp_page_boundary(page, now) : least;

  least = site < least ? site : least;
  return own < least ? own : least;
}

enum sp_status
sp_api_answer(const struct sp_app *app, const struct sp_request *req,
              struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_lease_end) struct sp_lease lease = {.lane = SP_LANE_SEARCH};
  struct sp_search search = {
      .explain = true, .count = SP_ANSWER_HITS, .viewer = req->viewer};
  struct sp_results results = {0};
  struct sp_page *page = NULL;
  double confidence;
  enum sp_status status = sp_request_query(req, &search.query, err);

  if (status == SP_OK)
    status = sp_readers_borrow(app->readers, &lease, err);
  if (status != SP_OK)
    return status;
  search.lexicon = lease.state->lexicon;
  status = sp_reader_search(lease.reader, &search, req->arena, &results, err);
  if (status != SP_OK)
    return status;
  confidence = sp_answer_confidence(req->arena, search.query, &results);
  if (confidence >= SP_ANSWER_CONFIDENCE_MIN)
    status = read_page(lease.reader, req, &results, &page, err);
  if (status != SP_OK)
    return status;
  sp_event_search(app, &search, &results, req->arena, resp);
  sp_response_depends(resp, &lease, boundary(&lease, page, req->viewer.now));
  return sp_json_send(
      resp,
      json_pack("{s:o, s:o, s:f, s:o}", "query", sp_json_text(search.query),
                "corrected",
                results.corrected.len > 0 ? sp_json_text(results.corrected)
                                          : json_null(),
                "confidence", round(confidence * 1000) / 1000, "answer",
                page != NULL ? answer_json(req, page, &results.hit[0],
                                           sp_reader_revision(lease.reader))
                             : json_null()),
      err);
}
