/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/route.h"

#include <stdlib.h>

struct fixture {
  struct sp_arena arena;
  struct sp_request req;
  struct sp_err err;
  const char *allow;
};

static int
set_up(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  f->req.arena = &f->arena;
  *state = f;
  return 0;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;

  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

static enum sp_status
nothing(const struct sp_app *app, const struct sp_request *req,
        struct sp_response *resp, struct sp_err *err)
{
  (void)app;
  (void)req;
  (void)resp;
  (void)err;
  return SP_OK;
}

static const struct sp_route small[] = {
    {SP_METHOD_GET, "/", nothing, SP_CACHE_NEVER, SP_ON_BOTH, 0, ""},
    {SP_METHOD_GET, "/form", nothing, SP_CACHE_NEVER, SP_ON_BOTH, 0, ""},
    {SP_METHOD_POST, "/form", nothing, SP_CACHE_NEVER, SP_ON_BOTH, 0, ""},
    {SP_METHOD_POST, "/only-post", nothing, SP_CACHE_NEVER, SP_ON_BOTH, 0, ""},
    {SP_METHOD_GET, "/login", nothing, SP_CACHE_NEVER, SP_ON_STAFF, 0, ""},
    {SP_METHOD_GET, "/later", NULL, SP_CACHE_NEVER, SP_ON_BOTH, 0, ""},
    {SP_METHOD_GET, "/api/x", nothing, SP_CACHE_NEVER, SP_ON_BOTH,
     SP_ROUTE_STRICT, "q limit"},
    {SP_METHOD_GET, "/{id...}/steps/{step}", nothing, SP_CACHE_NEVER,
     SP_ON_BOTH, 0, ""},
    {SP_METHOD_GET, "/{id...}", nothing, SP_CACHE_NEVER, SP_ON_BOTH, 0, ""},
};

static enum sp_status
find(struct fixture *f, enum sp_method method, const char *target,
     unsigned site)
{
  f->req.method = method;
  assert_int_equal(sp_request_target(&f->req, sp_str(target), &f->err), SP_OK);
  return sp_route_find_in(small, SP_ARRAY_LEN(small), &f->req, site, &f->allow,
                          &f->err);
}

#define GET(target) find(f, SP_METHOD_GET, target, SP_ON_PUBLIC)
#define POST(target) find(f, SP_METHOD_POST, target, SP_ON_PUBLIC)

static void
the_first_row_that_fits_is_taken(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(GET("/"), SP_OK);
  assert_ptr_equal(f->req.route, &small[0]);
  assert_int_equal(GET("/form"), SP_OK);
  assert_ptr_equal(f->req.route, &small[1]);
  assert_int_equal(POST("/form"), SP_OK);
  assert_ptr_equal(f->req.route, &small[2]);
}

static void
a_document_takes_any_number_of_parts(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(GET("/waste"), SP_OK);
  assert_str(sp_request_capture(&f->req, "id"), "waste");
  assert_int_equal(GET("/waste/bins/missed%20bin"), SP_OK);
  assert_str(sp_request_capture(&f->req, "id"), "waste/bins/missed bin");
  assert_str(sp_request_capture(&f->req, "step"), "");
}

static void
a_step_is_found_behind_its_document(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(GET("/waste/missed-bin/steps/which-bin"), SP_OK);
  assert_str(sp_request_capture(&f->req, "id"), "waste/missed-bin");
  assert_str(sp_request_capture(&f->req, "step"), "which-bin");
  assert_int_equal(GET("/steps/steps/steps"), SP_OK);
  assert_str(sp_request_capture(&f->req, "id"), "steps");
  assert_int_equal(GET("/steps/x"), SP_OK);
  assert_str(sp_request_capture(&f->req, "id"), "steps/x");
}

static void
names_of_the_sites_are_no_documents(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(GET("/api/v9/none"), SP_E_NOTFOUND);
  assert_int_equal(GET("/static/none"), SP_E_NOTFOUND);
  assert_int_equal(GET("/desk"), SP_E_NOTFOUND);
  assert_null(f->req.route);
  assert_int_equal(f->req.captures, 0);
}

static void
another_method_is_told_what_is_allowed(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(POST("/"), SP_E_METHOD);
  assert_string_equal(f->allow, "GET, HEAD");
  assert_int_equal(POST("/waste/missed-bin"), SP_E_METHOD);
  assert_string_equal(f->allow, "GET, HEAD");
  assert_int_equal(POST("/login"), SP_E_NOTFOUND);
  assert_null(f->allow);
  f->req.method = 0;
  assert_int_equal(sp_request_target(&f->req, SP_STR("/form"), &f->err), SP_OK);
  assert_int_equal(
      sp_route_find_in(small, 4, &f->req, SP_ON_PUBLIC, &f->allow, &f->err),
      SP_E_METHOD);
  assert_string_equal(f->allow, "GET, HEAD, POST");
}

static void
a_row_is_seen_on_its_own_site_only(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(find(f, SP_METHOD_GET, "/login", SP_ON_STAFF), SP_OK);
  assert_int_equal(GET("/login"), SP_E_NOTFOUND);
  assert_int_equal(find(f, SP_METHOD_GET, "/form", SP_ON_ADMIN), SP_E_NOTFOUND);
}

static void
a_row_without_a_handler_is_not_there(void **state)
{
  struct fixture *f = *state;

  assert_int_equal(GET("/later"), SP_OK); /* as a document's address */
  assert_ptr_equal(f->req.route, &small[8]);
}

static void
a_strict_row_names_unknown_and_repeated_parameters(void **state)
{
  struct fixture *f = *state;
  struct sp_str name;

  assert_int_equal(GET("/api/x?q=1&limit=2"), SP_OK);
  assert_int_equal(sp_route_check_params(&f->req, &name, &f->err), SP_OK);
  assert_int_equal(GET("/api/x?q=1&sort=2"), SP_OK);
  assert_int_equal(sp_route_check_params(&f->req, &name, &f->err), SP_E_PARAM);
  assert_str(name, "sort");
  assert_int_equal(GET("/api/x?q=1&q=2"), SP_OK);
  assert_int_equal(sp_route_check_params(&f->req, &name, &f->err), SP_E_PARAM);
  assert_str(name, "q");
  assert_int_equal(GET("/api/x?=1"), SP_OK);
  assert_int_equal(sp_route_check_params(&f->req, &name, &f->err), SP_E_PARAM);
  assert_str(name, "");
  assert_int_equal(GET("/api/x?q+limit=1"), SP_OK);
  assert_int_equal(sp_route_check_params(&f->req, &name, &f->err), SP_E_PARAM);
  assert_int_equal(GET("/form?any=1&any=2"), SP_OK);
  assert_int_equal(sp_route_check_params(&f->req, &name, &f->err), SP_OK);
}

/* What callers rely on is in the real table. */
static void
the_table_has_the_addresses_of_the_contract(void **state)
{
  static const char *const patterns[] = {"/",
                                         "/search",
                                         "/services",
                                         "/services/{service}",
                                         "/a-z",
                                         "/accessibility",
                                         "/privacy",
                                         "/{id...}",
                                         "/{id...}/steps/{step}",
                                         "/api/v1/search",
                                         "/api/v1/suggest",
                                         "/api/v1/documents/{id...}",
                                         "/healthz",
                                         "/readyz",
                                         "/sitemap.xml",
                                         "/robots.txt",
                                         "/feed.atom",
                                         "/opensearch.xml",
                                         "/api/openapi.json"};
  size_t count;
  const struct sp_route *table = sp_routes(&count);

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(patterns); i++) {
    bool found = false;

    for (size_t j = 0; j < count && !found; j++)
      found = strcmp(table[j].pattern, patterns[i]) == 0 &&
              (table[j].methods & SP_METHOD_GET) != 0 &&
              (table[j].sites & SP_ON_BOTH) == SP_ON_BOTH;
    if (!found)
      fail_msg("no row for %s", patterns[i]);
  }
}

static void
metrics_are_on_the_admin_listener_alone(void **state)
{
  struct fixture *f = *state;

  f->req.method = SP_METHOD_GET;
  assert_int_equal(sp_request_target(&f->req, SP_STR("/metrics"), &f->err),
                   SP_OK);
  assert_int_equal(sp_route_find(&f->req, SP_ON_PUBLIC, &f->allow, &f->err),
                   SP_E_NOTFOUND);
  assert_int_equal(sp_route_find(&f->req, SP_ON_STAFF, &f->allow, &f->err),
                   SP_E_NOTFOUND);
  assert_int_equal(sp_route_find(&f->req, SP_ON_ADMIN, &f->allow, &f->err),
                   SP_OK);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(the_first_row_that_fits_is_taken),
      TEST(a_document_takes_any_number_of_parts),
      TEST(a_step_is_found_behind_its_document),
      TEST(names_of_the_sites_are_no_documents),
      TEST(another_method_is_told_what_is_allowed),
      TEST(a_row_is_seen_on_its_own_site_only),
      TEST(a_row_without_a_handler_is_not_there),
      TEST(a_strict_row_names_unknown_and_repeated_parameters),
      TEST(the_table_has_the_addresses_of_the_contract),
      TEST(metrics_are_on_the_admin_listener_alone),
  };
  return cmocka_run_group_tests_name("route", tests, NULL, NULL);
}
