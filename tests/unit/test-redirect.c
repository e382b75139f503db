/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include "searchd/pages.h"
#include "searchd/redirect.h"
#include "searchd/route.h"
#include "searchd/serve.h"

struct fixture {
  struct index_fixture *index;
  struct sp_app app;
  struct sp_request req;
  struct sp_response resp;
  unsigned level;
};

/* Pages that are never found, so that the table has their rows. */
#define NEVER_FOUND(name)                                                      \
  enum sp_status name(const struct sp_app *app, const struct sp_request *req,  \
                      struct sp_response *resp, struct sp_err *err)            \
  {                                                                            \
    (void)app;                                                                 \
    (void)req;                                                                 \
    sp_buf_puts(&resp->body, "half a page");                                   \
    return sp_fail(err, SP_E_NOTFOUND, "none");                                \
  }
NEVER_FOUND(sp_page_services)
NEVER_FOUND(sp_page_service)
NEVER_FOUND(sp_page_search)
NEVER_FOUND(sp_page_document)
NEVER_FOUND(sp_page_step)

static void
put_script(struct index_fixture *index)
{
  struct sp_page *page = fixture_page(index, "waste/missed-bin", "Missed bin");
  struct sp_page_section *second;

  page->head.type = SP_DOC_SCRIPT;
  fixture_text(index, &page->section[0], "intro");
  fixture_text(index, fixture_section(index, page, "out-by-7"), "one");
  second = fixture_section(index, page, "secret");
  second->level_min = 3;
  fixture_text(index, second, "two")->level_min = 3;
  fixture_put(index, page);
}

static void
put_pages(struct index_fixture *index)
{
  struct sp_page *secret = fixture_page(index, "waste/secret", "Secret");
  struct sp_err err;

  fixture_simple(index, "waste/bin-days", "Bin days", "alpha");
  fixture_simple(index, "Parks/READ-me", "Read me", "alpha");
  fixture_simple(index, "waste/caf\xc3\xa9", "Caf\xc3\xa9", "alpha");
  fixture_simple(index, "twin/a", "small", "alpha");
  fixture_simple(index, "Twin/A", "large", "alpha");
  put_script(index);
  secret->head.level = 3;
  fixture_text(index, &secret->section[0], "beta")->level_min = 3;
  fixture_put(index, secret);
  OK(sp_writer_set_meta(index->writer, SP_STR(SP_META_REDIRECT "waste/old"),
                        SP_STR("waste/bin-days"), &err));
}

static int
set_up(void **state)
{
  struct fixture *f = test_calloc(1, sizeof(*f));
  struct sp_err err;
  void *index;

  if (fixture_setup(&index) != 0)
    return -1;
  f->index = index;
  put_pages(f->index);
  fixture_commit(f->index);
  f->app.site = SP_STAFF;
  f->level = 1;
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
  test_free(f);
  return fixture_teardown(&index);
}

static unsigned
ask(struct fixture *f, enum sp_method method, unsigned site, const char *target)
{
  sp_response_release(&f->resp);
  sp_response_init(&f->resp);
  memset(&f->req, 0, sizeof(f->req));
  f->req.arena = &f->index->arena;
  f->req.method = method;
  f->req.viewer.level = f->level;
  f->req.viewer.now = 1000;
  if (sp_serve_route(&f->app, &f->req, site, sp_str(target), &f->resp))
    sp_serve_answer(&f->app, &f->req, SP_STR(""), &f->resp);
  return f->resp.status;
}

#define assert_moves(target, to)                                               \
  do {                                                                         \
    assert_int_equal(ask(f, SP_METHOD_GET, SP_ON_STAFF, target), 301);         \
    assert_str(f->resp.location, to);                                          \
    assert_int_equal(f->resp.body.len, 0);                                     \
    assert_int_equal(f->resp.cache, SP_CACHE_NEVER);                           \
  } while (0)
#define assert_lost(target)                                                    \
  do {                                                                         \
    assert_int_equal(ask(f, SP_METHOD_GET, SP_ON_STAFF, target), 404);         \
    assert_int_equal(f->resp.location.len, 0);                                 \
  } while (0)

static void
a_slash_at_the_end_is_taken_off(void **state)
{
  struct fixture *f = *state;

  assert_moves("/waste/bin-days/", "/waste/bin-days");
  assert_moves("/waste/missed-bin/steps/out-by-7/",
               "/waste/missed-bin/steps/out-by-7");
  assert_moves("/waste/missed-bin/steps/start/",
               "/waste/missed-bin/steps/start");
  assert_moves("/services/", "/services");
  assert_moves("/services/waste/", "/services/waste");
  assert_moves("/search/", "/search");
}

static void
case_is_the_pages_own(void **state)
{
  struct fixture *f = *state;

  assert_moves("/Waste/Bin-Days", "/waste/bin-days");
  assert_moves("/WASTE/BIN-DAYS/", "/waste/bin-days");
  assert_moves("/parks/read-me", "/Parks/READ-me");
  assert_moves("/PARKS/READ-ME/", "/Parks/READ-me");
  assert_moves("/waste/CAF%C3%89", "/waste/caf%C3%A9");
  assert_moves("/Waste/Missed-Bin/Steps/Out-By-7",
               "/waste/missed-bin/steps/out-by-7");
  assert_moves("/Services", "/services");
  assert_moves("/services/Waste", "/services/waste");
  assert_moves("/SEARCH", "/search");
}

static void
of_two_that_differ_in_case_the_one_asked_for_is_taken(void **state)
{
  struct fixture *f = *state;

  assert_moves("/twin/a/", "/twin/a");
  assert_moves("/Twin/A/", "/Twin/A");
}

static void
an_old_address_leads_to_the_new_one_at_once(void **state)
{
  struct fixture *f = *state;

  assert_moves("/waste/old/", "/waste/bin-days");
  assert_moves("/Waste/OLD?a=b", "/waste/bin-days?a=b");
}

static void
the_query_is_kept_as_it_was_sent(void **state)
{
  struct fixture *f = *state;

  assert_moves("/waste/bin-days/?a=%C3%A9&b=c+d&&", "/waste/bin-days?a=%C3%A9&"
                                                    "b=c+d&&");
  assert_moves("/Search?q=bin", "/search?q=bin");
  assert_moves("/waste/bin-days/?", "/waste/bin-days?");
}

static void
what_is_not_there_is_not_found(void **state)
{
  struct fixture *f = *state;

  assert_lost("/waste/none/");
  assert_lost("/Waste/None");
  assert_lost("/waste/bin-days//");
  assert_lost("//waste/bin-days");
  assert_lost("//");
  assert_lost("/services/none/");
  assert_lost("/waste/missed-bin/steps/none/");
  assert_lost("/waste/bin-days/steps/start/");
  assert_lost("/Desk/");
  assert_lost("/Login");
  assert_lost("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/");
}

/* The handlers here never find anything: nothing leads to itself. */
static void
nothing_leads_to_itself(void **state)
{
  struct fixture *f = *state;

  assert_lost("/waste/bin-days");
  assert_lost("/waste/missed-bin/steps/out-by-7");
  assert_lost("/services");
  assert_lost("/services/waste?x=1");
}

static void
what_is_above_a_viewer_is_not_betrayed(void **state)
{
  struct fixture *f = *state;

  assert_lost("/waste/secret/");
  assert_lost("/Waste/Secret");
  assert_lost("/waste/missed-bin/steps/secret/");
  f->level = 3;
  assert_moves("/waste/secret/", "/waste/secret");
  assert_moves("/Waste/Secret", "/waste/secret");
  assert_moves("/waste/missed-bin/steps/Secret",
               "/waste/missed-bin/steps/secret");
}

static void
machines_and_files_ask_exactly(void **state)
{
  struct fixture *f = *state;

  assert_lost("/api/v1/documents/waste/bin-days/");
  assert_lost("/api/v1/search/?q=a");
  assert_lost("/API/v1/search?q=a");
  assert_lost("/Static/site.css");
  assert_lost("/static/");
}

static void
only_a_get_is_led_elsewhere(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(ask(f, SP_METHOD_POST, SP_ON_STAFF, "/waste/bin-days/"),
                   404);
  assert_int_equal(ask(f, SP_METHOD_GET, SP_ON_ADMIN, "/waste/bin-days/"), 404);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_slash_at_the_end_is_taken_off),
      TEST(case_is_the_pages_own),
      TEST(of_two_that_differ_in_case_the_one_asked_for_is_taken),
      TEST(an_old_address_leads_to_the_new_one_at_once),
      TEST(the_query_is_kept_as_it_was_sent),
      TEST(what_is_not_there_is_not_found),
      TEST(nothing_leads_to_itself),
      TEST(what_is_above_a_viewer_is_not_betrayed),
      TEST(machines_and_files_ask_exactly),
      TEST(only_a_get_is_led_elsewhere),
  };
  return cmocka_run_group_tests_name("redirect", tests, NULL, NULL);
}
