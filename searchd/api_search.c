/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "lib/schema.h"

#include "searchd/event_search.h"
#include "searchd/pages.h"
#include "searchd/problem.h"
#include "searchd/why.h"

#include <time.h>

#define LIMIT_DEFAULT 10

static int64_t
now_us(void)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

/* A number out of its range: say which one. */
static enum sp_status
read_number(const struct sp_request *req, const char *name, uint64_t max,
            uint64_t fallback, uint64_t *out, struct sp_response *resp,
            struct sp_err *err)
{
  enum sp_status status =
      sp_request_number(req, name, 0, max, fallback, out, err);

  if (status != SP_OK) {
    resp->parameter = sp_str(name);
    resp->detail = sp_arena_fmt(req->arena, "%s: a number from 0 to %llu", name,
                                (unsigned long long)max);
  }
  return status;
}

static enum sp_status
read_search(const struct sp_request *req, struct sp_search *search,
            struct sp_response *resp, struct sp_err *err)
{
  uint64_t limit, offset, as_typed, explain;
  enum sp_status status;

  memset(search, 0, sizeof(*search));
  status = sp_request_query(req, &search->query, err);
  if (status == SP_OK)
    status = read_number(req, "limit", SP_RESULTS_MAX, LIMIT_DEFAULT, &limit,
                         resp, err);
  if (status == SP_OK)
    status = read_number(req, "offset", SP_RESULTS_DEPTH_MAX - SP_RESULTS_MAX,
                         0, &offset, resp, err);
  if (status == SP_OK)
    status = read_number(req, "as-typed", 1, 0, &as_typed, resp, err);
  if (status == SP_OK)
    status = read_number(req, "explain", 1, 0, &explain, resp, err);
  if (status != SP_OK)
    return status;
  search->service = sp_request_param(req, "service");
  search->type = sp_request_param(req, "type");
  search->provider = sp_request_param(req, "provider");
  search->channel = sp_request_param(req, "channel");
  search->area = sp_request_param(req, "area");
  search->first = offset;
  search->count = limit;
  search->as_typed = as_typed == 1;
  search->explain = explain == 1;
  search->facets = true;
  search->viewer = req->viewer;
  return SP_OK;
}

/* The parts' weights add up to the score. */
static json_t *
why_json(const struct sp_request *req, const struct sp_hit *hit)
{
  json_t *parts = json_array();

  for (size_t i = 0; parts != NULL && i < hit->reasons; i++) {
    const struct sp_reason *reason = &hit->reason[i];

    (void)json_array_append_new(
        parts,
        json_pack(
            "{s:o, s:o, s:s, s:s, s:f}", "words", sp_json_text(reason->typed),
            "found", sp_json_text(reason->found), "as", sp_why_as(reason->kind),
            "field", sp_why_field(reason->field), "weight", reason->weight));
  }
  return json_pack("{s:o, s:o}", "sentence",
                   sp_json_text(sp_why_sentence(req->arena, hit)), "parts",
                   parts);
}

static json_t *
hit_json(const struct sp_request *req, const struct sp_search *search,
         const struct sp_hit *hit)
{
  struct sp_url url = sp_url_page(req->arena, hit->head.id, hit->anchor);
  json_t *json = json_pack(
      "{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:f}", "id",
      sp_json_text(hit->head.id), "url", sp_json_text(url.raw), "title",
      sp_json_text(hit->head.title), "section", sp_json_text(hit->anchor),
      "heading", sp_json_text(hit->heading), "snippet",
      sp_json_text(hit->snippet.raw), "service",
      sp_json_text(hit->head.service), "type", sp_doc_type_name(hit->head.type),
      "provider", sp_json_text(hit->head.provider), "score", hit->score);

  if (json != NULL &&
      ((hit->is_named &&
        json_object_set_new(json, "named", json_true()) != 0) ||
       (search->explain &&
        json_object_set_new(json, "why", why_json(req, hit)) != 0))) {
    json_decref(json);
    return NULL;
  }
  return json;
}

static json_t *
facet_json(const struct sp_facet *facet)
{
  json_t *list = json_array();

  for (size_t i = 0; list != NULL && i < facet->count; i++)
    (void)json_array_append_new(
        list,
        json_pack("{s:o, s:I}", "value", sp_json_text(facet->item[i].value),
                  "count", (json_int_t)facet->item[i].count));
  return list;
}

static json_t *
results_json(const struct sp_request *req, const struct sp_search *search,
             const struct sp_results *results, int64_t took)
{
  json_t *hits = json_array();
  json_t *corrected = results->corrected.len > 0
                          ? sp_json_text(results->corrected)
                          : json_null();

  for (size_t i = 0; hits != NULL && i < results->count; i++)
    (void)json_array_append_new(hits, hit_json(req, search, &results->hit[i]));
  return json_pack(
      "{s:o, s:o, s:I, s:b, s:b, s:I, s:{s:o, s:o, s:o, s:o, s:o}, s:o}",
      "query", sp_json_text(search->query), "corrected", corrected, "total",
      (json_int_t)results->estimated, "exact", (int)results->exact, "truncated",
      (int)results->truncated, "took_us", (json_int_t)took, "facets", "service",
      facet_json(&results->facet[SP_FACET_SERVICE]), "type",
      facet_json(&results->facet[SP_FACET_TYPE]), "provider",
      facet_json(&results->facet[SP_FACET_PROVIDER]), "channel",
      facet_json(&results->facet[SP_FACET_CHANNEL]), "area",
      facet_json(&results->facet[SP_FACET_AREA]), "results", hits);
}

/* The next change by the clock of anything that may be found: of a page, or of
 * a section within one, which begins and ends on a minute. */
static sp_instant
boundary(const struct sp_lease *lease, sp_instant now)
{
  sp_instant page = sp_site_state_boundary(lease->state, now);
  sp_instant minute = now - now % 60 + 60;

  return page < minute ? page : minute;
}

enum sp_status
sp_api_search(const struct sp_app *app, const struct sp_request *req,
              struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_lease_end) struct sp_lease lease = {.lane = SP_LANE_SEARCH};
  int64_t began = now_us();
  struct sp_search search;
  struct sp_results results = {0};
  enum sp_status status = read_search(req, &search, resp, err);

  if (status == SP_OK)
    status = sp_readers_borrow(app->readers, &lease, err);
  if (status == SP_OK)
    search.lexicon = lease.state->lexicon;
  if (status == SP_OK)
    status = sp_reader_search(lease.reader, &search, req->arena, &results, err);
  if (status != SP_OK)
    return status;
  sp_event_search(app, &search, &results, req->arena, resp);
  sp_response_depends(resp, &lease, boundary(&lease, req->viewer.now));
  return sp_json_send(
      resp, results_json(req, &search, &results, now_us() - began), err);
}
