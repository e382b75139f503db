/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/headers.h"

#include <stdlib.h>

#define NOW ((sp_instant)1780000000)

struct fixture {
  struct sp_arena arena;
  struct sp_app app;
  struct sp_request req;
  struct sp_response resp;
  struct sp_header header[SP_HEADERS_MAX];
  size_t count;
};

static int
set_up(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  f->app.site = SP_PUBLIC;
  f->app.salt = SP_STR("5a17");
  f->req.arena = &f->arena;
  f->req.viewer.now = NOW;
  sp_response_init(&f->resp);
  *state = f;
  return 0;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;

  sp_response_release(&f->resp);
  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

/* Value of the header, made anew; empty when it is not sent. */
static struct sp_str
value(struct fixture *f, const char *name)
{
  f->count = sp_headers_of(&f->app, &f->req, &f->resp, f->header);
  for (size_t i = 0; i < f->count; i++)
    if (strcmp(f->header[i].name, name) == 0)
      return f->header[i].value;
  return SP_STR("");
}

static void
depends_until(struct fixture *f, sp_instant boundary)
{
  f->resp.cache = SP_CACHE_DEPENDS;
  f->resp.depends = true;
  f->resp.revision.generation = 3;
  f->resp.revision.revision = 14;
  f->resp.boundary = boundary;
}

static void
every_reply_carries_the_security_headers(void **state)
{
  struct fixture *f = *state;

  assert_str(value(f, "Content-Security-Policy"),
             "default-src 'none'; style-src 'self'; script-src 'self'; "
             "img-src 'self'; font-src 'self'; connect-src 'self'; "
             "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  assert_str(value(f, "X-Content-Type-Options"), "nosniff");
  assert_str(value(f, "Cross-Origin-Opener-Policy"), "same-origin");
  assert_str(value(f, "Cross-Origin-Resource-Policy"), "same-origin");
  assert_true(value(f, "Permissions-Policy").len > 0);
  assert_str(value(f, "Referrer-Policy"), "same-origin");
  f->app.site = SP_STAFF;
  assert_str(value(f, "Referrer-Policy"), "no-referrer");
}

static void
what_depends_on_nothing_known_is_not_kept(void **state)
{
  struct fixture *f = *state;

  assert_str(value(f, "Cache-Control"), "no-store");
  assert_str(value(f, "ETag"), "");
  f->resp.cache = SP_CACHE_DEPENDS;
  assert_str(value(f, "Cache-Control"), "no-store");
}

static void
a_page_is_kept_until_its_boundary_and_not_for_long(void **state)
{
  struct fixture *f = *state;

  depends_until(f, SP_ALWAYS_UNTIL);
  assert_str(value(f, "Cache-Control"), "public, max-age=60");
  depends_until(f, NOW + 61);
  assert_str(value(f, "Cache-Control"), "public, max-age=60");
  depends_until(f, NOW + 7);
  assert_str(value(f, "Cache-Control"), "public, max-age=7");
  assert_str(value(f, "ETag"),
             sp_arena_fmt(&f->arena, "W/\"3.14.1780000007.%s\"",
                          sp_etag_key(&f->app, &f->req).ptr)
                 .ptr);
  depends_until(f, NOW);
  assert_str(value(f, "Cache-Control"), "no-store");
  assert_str(value(f, "ETag"), "");
}

static void
nothing_of_the_staff_site_is_kept_but_static_files(void **state)
{
  struct fixture *f = *state;

  f->app.site = SP_STAFF;
  depends_until(f, SP_ALWAYS_UNTIL);
  assert_str(value(f, "Cache-Control"), "no-store");
  assert_str(value(f, "ETag"), "");
  f->resp.cache = SP_CACHE_FOREVER;
  assert_str(value(f, "Cache-Control"), "public, max-age=31536000, immutable");
}

static struct sp_str
key(struct fixture *f, const char *target)
{
  struct sp_err err;

  memset(&f->req, 0, sizeof(f->req));
  f->req.arena = &f->arena;
  assert_int_equal(sp_request_target(&f->req, sp_str(target), &err), SP_OK);
  return sp_etag_key(&f->app, &f->req);
}

static void
every_address_has_an_etag_of_its_own(void **state)
{
  static const char *const targets[] = {
      "/",     "/a",         "/b",         "/a/b",         "/ab",
      "/a?q=", "/a?q=x",     "/a?q=y",     "/a?qx",        "/a?q=x&p=1",
      "/q=x",  "/a?q=1&q=2", "/a?q=2&q=1", "/a?p=1&q=x&r", "/a?p=1q=x",
  };
  struct fixture *f = *state;
  struct sp_str keys[SP_ARRAY_LEN(targets)];

  for (size_t i = 0; i < SP_ARRAY_LEN(targets); i++) {
    keys[i] = key(f, targets[i]);
    assert_int_equal(keys[i].len, 16);
    for (size_t j = 0; j < i; j++)
      if (sp_str_eq(keys[i], keys[j]))
        fail_msg("%s and %s have one key", targets[i], targets[j]);
  }
}

static void
two_spellings_of_an_address_have_one_etag(void **state)
{
  struct fixture *f = *state;
  struct sp_str plain = key(f, "/a%20b?area=x%20y&q=caf%C3%A9");

  assert_str(key(f, "/%61%20b?q=caf%c3%a9&area=x+y"), plain.ptr);
  assert_str(key(f, "/a%20b?&area=x+y&&q=caf%C3%A9"), plain.ptr);
}

static void
an_etag_is_of_one_site_and_level_and_make(void **state)
{
  struct fixture *f = *state;
  struct sp_str first = key(f, "/a");

  f->app.level = 3;
  assert_false(sp_str_eq(key(f, "/a"), first));
  f->app.level = 0;
  f->app.site = SP_STAFF;
  assert_false(sp_str_eq(key(f, "/a"), first));
  f->app.site = SP_PUBLIC;
  assert_true(sp_str_eq(key(f, "/a"), first));
  f->app.salt = SP_STR("5a18");
  assert_false(sp_str_eq(key(f, "/a"), first));
}

static bool
matches(const char *header, sp_instant now)
{
  struct sp_revision revision = {3, 14};
  sp_instant boundary;

  return sp_etag_matches(sp_str(header), revision, SP_STR("5a17"), now,
                         &boundary);
}

static void
an_etag_matches_the_same_revision_before_its_boundary(void **state)
{
  (void)state;
  assert_true(matches("W/\"3.14.1780000007.5a17\"", NOW));
  assert_true(matches("\"3.14.1780000007.5a17\"", NOW));
  assert_true(matches("\"x\", W/\"3.14.1780000007.5a17\"", NOW));
  assert_false(matches("W/\"3.14.1780000007.5a17\"", NOW + 7));
  assert_false(matches("W/\"3.15.1780000007.5a17\"", NOW));
  assert_false(matches("W/\"4.14.1780000007.5a17\"", NOW));
  assert_false(matches("W/\"3.14.1780000007.5a18\"", NOW));
  assert_true(matches("W/\"3.14.9223372036854775807.5a17\"", NOW));
}

static void
what_is_no_etag_of_ours_matches_nothing(void **state)
{
  static const char *const others[] = {
      "",
      "*",
      "W/",
      "\"",
      "\"\"",
      "W/\"3.14.1780000007.5a17",
      "W/\"3.14.1780000007\"",
      "W/\"3.14..5a17\"",
      "W/\"-3.14.1780000007.5a17\"",
      "W/\"3.14.1780000007.5a17.x\"",
      "W/\"3.14.99999999999999999999.5a17\"",
      "W/\"3.14.18446744073709551615.5a17\"",
      "W/\"3.14.1780000007.\"",
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(others); i++)
    if (matches(others[i], NOW))
      fail_msg("matched: %s", others[i]);
}

static void
further_headers_are_few_and_tame(void **state)
{
  struct fixture *f = *state;

  sp_response_header(&f->resp, "X-A", SP_STR("fine"));
  sp_response_header(&f->resp, "X-B", SP_STR("a\r\nSet-Cookie: b"));
  assert_str(value(f, "X-A"), "fine");
  assert_str(value(f, "X-B"), "");
  for (int i = 0; i < 2 * SP_RESPONSE_HEADERS_MAX; i++)
    sp_response_header(&f->resp, "X-C", SP_STR("c"));
  assert_int_equal(f->resp.headers, SP_RESPONSE_HEADERS_MAX);
  f->resp.status = 405;
  f->resp.allow = "GET, HEAD";
  f->resp.retry_after = 5;
  f->resp.location = SP_STR("/a");
  f->resp.encoding = "gzip";
  f->resp.varies = true;
  assert_str(value(f, "Allow"), "GET, HEAD");
  assert_str(value(f, "Retry-After"), "5");
  assert_str(value(f, "Location"), "/a");
  assert_str(value(f, "Vary"), "Accept-Encoding");
  assert_true(f->count <= SP_HEADERS_MAX);
  f->resp.status = 304;
  assert_str(value(f, "Content-Type"), "");
}

static bool
is_open_to_all(struct fixture *f, enum sp_audience site, const char *path)
{
  f->app.site = site;
  f->req.path = sp_str(path);
  f->req.segments = 0;
  f->count = sp_headers_of(&f->app, &f->req, &f->resp, f->header);
  for (size_t i = 0; i < f->count; i++)
    if (strcmp(f->header[i].name, "Access-Control-Allow-Origin") == 0)
      return sp_str_is(f->header[i].value, "*");
  return false;
}

static void
only_the_public_api_is_open_to_other_sites(void **state)
{
  struct fixture *f = *state;

  assert_true(is_open_to_all(f, SP_PUBLIC, "/api/v1/search"));
  assert_true(is_open_to_all(f, SP_PUBLIC, "/api/openapi.json"));
  assert_false(is_open_to_all(f, SP_PUBLIC, "/search"));
  assert_false(is_open_to_all(f, SP_PUBLIC, "/apiary"));
  assert_false(is_open_to_all(f, SP_STAFF, "/api/v1/search"));
  assert_false(is_open_to_all(f, SP_STAFF, "/api/openapi.json"));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(every_reply_carries_the_security_headers),
      TEST(what_depends_on_nothing_known_is_not_kept),
      TEST(a_page_is_kept_until_its_boundary_and_not_for_long),
      TEST(nothing_of_the_staff_site_is_kept_but_static_files),
      TEST(every_address_has_an_etag_of_its_own),
      TEST(two_spellings_of_an_address_have_one_etag),
      TEST(an_etag_is_of_one_site_and_level_and_make),
      TEST(an_etag_matches_the_same_revision_before_its_boundary),
      TEST(what_is_no_etag_of_ours_matches_nothing),
      TEST(further_headers_are_few_and_tame),
      TEST(only_the_public_api_is_open_to_other_sites),
  };
  return cmocka_run_group_tests_name("headers", tests, NULL, NULL);
}
