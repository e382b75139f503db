/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include "searchd/headers.h"
#include "searchd/metrics.h"
#include "searchd/problem.h"
#include "searchd/route.h"
#include "searchd/serve.h"

struct fixture {
  struct index_fixture *index;
  struct sp_app app;
  struct sp_request req;
  struct sp_response resp;
};

static int
set_up(void **state)
{
  struct fixture *f = test_calloc(1, sizeof(*f));
  struct sp_err err;
  void *index;

  if (fixture_setup(&index) != 0)
    return -1;
  f->index = index;
  fixture_simple(f->index, "waste/a", "Title <of> a", "alpha text");
  fixture_commit(f->index);
  f->app.site = SP_PUBLIC;
  f->app.level = 1;
  f->app.salt = SP_STR("5a17");
  f->app.metrics = sp_metrics_new();
  f->app.states = sp_site_states_new(1);
  OK(sp_readers_start(f->index->dir, 1, f->app.states, &f->app.readers, &err));
  sp_response_init(&f->resp);
  *state = f;
  return 0;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;
  void *index = f->index;

  sp_response_release(&f->resp);
  sp_readers_stop(f->app.readers);
  sp_site_states_free(f->app.states);
  sp_metrics_free(f->app.metrics);
  test_free(f);
  return fixture_teardown(&index);
}

/* GET it; the status. */
static unsigned
get(struct fixture *f, const char *target, const char *if_none_match)
{
  sp_response_release(&f->resp);
  sp_response_init(&f->resp);
  memset(&f->req, 0, sizeof(f->req));
  f->req.arena = &f->index->arena;
  f->req.method = SP_METHOD_GET;
  f->req.viewer.level = 1;
  f->req.viewer.now = 1000;
  f->req.if_none_match = sp_str(if_none_match);
  if (sp_serve_route(&f->app, &f->req, SP_ON_PUBLIC, sp_str(target), &f->resp))
    sp_serve_answer(&f->app, &f->req, SP_STR(""), &f->resp);
  return f->resp.status;
}

static bool
says(const struct fixture *f, const char *text)
{
  struct sp_str body = sp_buf_str(&f->resp.body);

  return memmem(body.ptr, body.len, text, strlen(text)) != NULL;
}

static void
a_search_is_answered_as_promised(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(get(f, "/api/v1/search?q=alpha", NULL), 200);
  assert_string_equal(f->resp.type, SP_TYPE_JSON);
  assert_true(says(f, "\"query\":\"alpha\""));
  assert_true(says(f, "\"corrected\":null"));
  assert_true(says(f, "\"total\":1,"));
  assert_true(says(f, "\"truncated\":false"));
  assert_true(says(f, "\"took_us\":"));
  assert_true(says(f, "\"facets\":{\"service\":[{\"value\":\"waste\","
                      "\"count\":1}],\"type\":["));
  assert_true(says(f, "\"id\":\"waste/a\",\"url\":\"/waste/a\","
                      "\"title\":\"Title <of> a\""));
  assert_true(f->resp.depends);
  /* Until the next full minute at most. */
  assert_int_equal(f->resp.boundary, 1020);
}

static void
an_empty_search_finds_nothing(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(get(f, "/api/v1/search", NULL), 200);
  assert_true(says(f, "\"total\":0"));
  assert_int_equal(get(f, "/api/v1/search?q=&limit=0", NULL), 200);
}

static void
a_wrong_parameter_is_named(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(get(f, "/api/v1/search?q=a&colour=red", NULL), 422);
  assert_string_equal(f->resp.type, SP_TYPE_PROBLEM);
  assert_true(says(f, "\"status\":422"));
  assert_true(says(f, "\"parameter\":\"colour\""));
  assert_int_equal(get(f, "/api/v1/search?q=a&q=b", NULL), 422);
  assert_true(says(f, "\"parameter\":\"q\""));
  assert_int_equal(get(f, "/api/v1/search?q=a&limit=101", NULL), 422);
  assert_true(says(f, "\"parameter\":\"limit\""));
  assert_int_equal(get(f, "/api/v1/search?q=a&offset=x", NULL), 422);
  assert_true(says(f, "\"parameter\":\"offset\""));
  assert_int_equal(get(f, "/api/v1/suggest?limit=101", NULL), 422);
  assert_true(says(f, "\"parameter\":\"limit\""));
  assert_int_equal(get(f, "/api/v1/search?%22%3E%3Cb%3E=1", NULL), 422);
  assert_true(says(f, "\"parameter\":\"\\\"><b>\""));
}

static void
a_long_name_is_cut_between_characters(void **state)
{
  struct fixture *f = *state;
  char target[512] = "/api/v1/search?a";

  for (int i = 0; i < 40; i++)
    memcpy(target + 16 + 6 * i, "%C3%A9", 7);
  assert_int_equal(get(f, target, NULL), 422);
  assert_int_equal(f->resp.parameter.len, 63);
}

static void
a_query_that_is_too_long_is_no_query(void **state)
{
  struct fixture *f = *state;
  char target[32 + SP_QUERY_MAX] = "/api/v1/search?q=";
  size_t n = strlen(target);

  memset(target + n, 'a', SP_QUERY_MAX);
  assert_int_equal(get(f, target, NULL), 200);
  target[n + SP_QUERY_MAX] = 'a';
  assert_int_equal(get(f, target, NULL), 400);
  assert_int_equal(get(f, "/api/v1/suggest?q=%FF", NULL), 400);
  assert_string_equal(f->resp.type, SP_TYPE_PROBLEM);
}

/* The ETag that the reply to a target has. */
static const char *
etag_of(struct fixture *f, const char *target, uint64_t revision)
{
  struct sp_revision made = {1, revision};

  assert_int_equal(get(f, target, NULL), 200);
  return sp_etag_make(&f->index->arena, made, f->resp.boundary,
                      sp_etag_key(&f->app, &f->req))
      .ptr;
}

static void
what_the_client_has_is_not_made_again(void **state)
{
  struct fixture *f = *state;
  const char *target = "/api/v1/documents/waste/a";
  const char *etag = etag_of(f, target, 1);

  assert_int_equal(get(f, target, etag), 304);
  assert_int_equal(f->resp.body.len, 0);
  assert_int_equal(get(f, target, etag_of(f, target, 2)), 200);
  /* An error is not hidden by it, and what is never kept is made. */
  assert_int_equal(get(f, "/api/v1/documents/waste/a?x=1", etag), 422);
  assert_int_equal(get(f, "/healthz", etag), 200);
  f->app.site = SP_STAFF;
  assert_int_equal(get(f, target, etag), 200);
}

static void
what_the_client_has_of_one_address_is_nothing_of_another(void **state)
{
  struct fixture *f = *state;
  const char *page = etag_of(f, "/api/v1/documents/waste/a", 1);
  const char *search = etag_of(f, "/api/v1/search?q=alpha", 1);

  assert_int_equal(get(f, "/api/v1/search?q=alpha", page), 200);
  assert_int_equal(get(f, "/api/v1/search?q=beta", search), 200);
  assert_int_equal(get(f, "/api/v1/search?q=alpha&limit=1", search), 200);
  assert_int_equal(get(f, "/api/v1/documents/none", page), 404);
  assert_int_equal(get(f, "/api/v1/search?q=alph%61", search), 304);
}

static enum sp_status
fail_too_big(const struct sp_app *app, const struct sp_request *req,
             struct sp_response *resp, struct sp_err *err)
{
  (void)app;
  (void)req;
  (void)resp;
  return sp_fail(err, SP_E_TOOBIG, "our page is too large");
}

static enum sp_status
send_too_much(const struct sp_app *app, const struct sp_request *req,
              struct sp_response *resp, struct sp_err *err)
{
  struct sp_str much = {sp_arena_alloc(req->arena, SP_BODY_MAX), SP_BODY_MAX};

  (void)app;
  memset((char *)(uintptr_t)much.ptr, 'a', much.len);
  return sp_json_send(resp, sp_json_text(much), err);
}

/* The status of a row with this handler. */
static unsigned
answer(struct fixture *f, sp_handler *handler, unsigned method)
{
  const struct sp_route row = {method,     "/row", handler, SP_CACHE_NEVER,
                               SP_ON_BOTH, 0,      ""};

  assert_int_equal(get(f, "/healthz", NULL), 200);
  f->req.method = method;
  f->req.route = &row;
  sp_serve_answer(&f->app, &f->req, SP_STR(""), &f->resp);
  return f->resp.status;
}

static void
what_we_make_too_large_is_not_the_clients_fault(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(answer(f, fail_too_big, SP_METHOD_GET), 500);
  assert_int_equal(answer(f, send_too_much, SP_METHOD_GET), 500);
  assert_int_equal(answer(f, send_too_much, SP_METHOD_POST), 500);
  /* What it sent may be. */
  assert_int_equal(answer(f, fail_too_big, SP_METHOD_POST), 413);
}

static void
errors_are_json_for_machines_and_pages_for_people(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(get(f, "/api/v1/documents/none", NULL), 404);
  assert_string_equal(f->resp.type, SP_TYPE_PROBLEM);
  assert_int_equal(get(f, "/api/none", NULL), 404);
  assert_string_equal(f->resp.type, SP_TYPE_PROBLEM);
  assert_int_equal(get(f, "/none", NULL), 404);
  assert_string_equal(f->resp.type, SP_TYPE_HTML);
  assert_true(says(f, "<h1>Not Found</h1>"));
  assert_int_equal(f->resp.cache, SP_CACHE_NEVER);
}

static void
what_the_visitor_sent_is_escaped_in_a_page(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(get(f, "/none", NULL), 404);
  f->resp.detail = SP_STR("<script>\"'&");
  sp_serve_error(&f->app, &f->req, SP_E_DATA, 0, &f->resp);
  assert_int_equal(f->resp.status, 422);
  assert_false(says(f, "<script>"));
  assert_true(says(f, "&lt;script&gt;"));
}

static void
a_refusal_closes(void **state)
{
  struct fixture *f = *state;
  struct sp_gate gate = {400, "host"};

  assert_int_equal(get(f, "/none", NULL), 404);
  sp_serve_refusal(&f->app, &f->req, &gate, &f->resp);
  assert_int_equal(f->resp.status, 400);
  assert_true(f->resp.close);
}

static void
an_address_that_is_too_long_is_called_so(void **state)
{
  struct fixture *f = *state;
  struct sp_gate gate = {414, "target-length"};

  assert_int_equal(get(f, "/none", NULL), 404);
  sp_serve_refusal(&f->app, &f->req, &gate, &f->resp);
  assert_int_equal(f->resp.status, 414);
  assert_true(says(f, "That address is too long."));
  assert_int_equal(get(f, "/api/", NULL), 404);
  sp_serve_refusal(&f->app, &f->req, &gate, &f->resp);
  assert_string_equal(f->resp.type, SP_TYPE_PROBLEM);
  assert_true(says(f, "\"status\":414,\"detail\":\"That address is too long"));
}

static void
what_was_never_a_request_has_a_page_too(void **state)
{
  struct fixture *f = *state;
  struct sp_buf body;

  sp_buf_init(&body, 4096);
  assert_string_equal(sp_serve_unread(&f->app, 431, false, &body),
                      SP_TYPE_HTML);
  assert_true(sp_str_has(sp_buf_str(&body),
                         "<h1>Request Header Fields Too Large</h1>"));
  sp_buf_clear(&body);
  assert_string_equal(sp_serve_unread(&f->app, 414, true, &body),
                      SP_TYPE_PROBLEM);
  assert_true(sp_str_has(sp_buf_str(&body), "\"status\":414"));
  sp_buf_release(&body);
}

static void
everything_is_counted_by_route_and_status(void **state)
{
  struct fixture *f = *state;
  struct sp_buf out;

  assert_int_equal(get(f, "/healthz", NULL), 200);
  sp_metrics_reply(f->app.metrics, f->req.route, 200);
  sp_metrics_reply(f->app.metrics, NULL, 404);
  sp_metrics_reply(f->app.metrics, NULL, 299);
  sp_metrics_refused(f->app.metrics, 431);
  sp_buf_init(&out, 65536);
  sp_metrics_print(&f->app, &out);
  assert_non_null(
      strstr(out.ptr,
             "signpost_requests_total{route=\"/healthz\",status=\"200\"} 1\n"));
  assert_non_null(strstr(
      out.ptr, "signpost_requests_total{route=\"none\",status=\"404\"} 1\n"));
  assert_non_null(strstr(
      out.ptr, "signpost_requests_total{route=\"none\",status=\"other\"} 1\n"));
  assert_non_null(
      strstr(out.ptr, "signpost_malformed_total{status=\"431\"} 1\n"));
  assert_non_null(strstr(out.ptr, "signpost_index_open 1\n"));
  sp_buf_release(&out);
}

/* The same without `current`, so that there is no index. */
static int
set_up_without(void **state)
{
  struct fixture *f;
  struct sp_err err;
  int failed = set_up(state);

  if (failed != 0)
    return failed;
  f = *state;
  sp_readers_stop(f->app.readers);
  sp_site_states_free(f->app.states);
  f->app.states = sp_site_states_new(1);
  fixture_shell(f->index, "rm current");
  OK(sp_readers_start(f->index->dir, 1, f->app.states, &f->app.readers, &err));
  return 0;
}

static void
without_an_index_only_health_is_told(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(get(f, "/healthz", NULL), 200);
  assert_int_equal(get(f, "/readyz", NULL), 503);
  assert_true(f->resp.retry_after > 0);
  assert_int_equal(get(f, "/api/v1/search?q=a", NULL), 503);
  assert_string_equal(f->resp.type, SP_TYPE_PROBLEM);
  assert_true(f->resp.retry_after > 0);
  assert_int_equal(get(f, "/api/v1/suggest?q=a", NULL), 503);
  assert_int_equal(get(f, "/waste/a", NULL), 503);
  assert_string_equal(f->resp.type, SP_TYPE_HTML);
  assert_int_equal(get(f, "/waste/a?q=%FF", NULL), 400);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_search_is_answered_as_promised),
      TEST(an_empty_search_finds_nothing),
      TEST(a_wrong_parameter_is_named),
      TEST(a_long_name_is_cut_between_characters),
      TEST(a_query_that_is_too_long_is_no_query),
      TEST(what_the_client_has_is_not_made_again),
      TEST(what_the_client_has_of_one_address_is_nothing_of_another),
      TEST(what_we_make_too_large_is_not_the_clients_fault),
      TEST(errors_are_json_for_machines_and_pages_for_people),
      TEST(what_the_visitor_sent_is_escaped_in_a_page),
      TEST(a_refusal_closes),
      TEST(an_address_that_is_too_long_is_called_so),
      TEST(what_was_never_a_request_has_a_page_too),
      TEST(everything_is_counted_by_route_and_status),
      cmocka_unit_test_setup_teardown(without_an_index_only_health_is_told,
                                      set_up_without, tear_down),
  };
  return cmocka_run_group_tests_name("serve", tests, NULL, NULL);
}
