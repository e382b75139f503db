/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <stdio.h>

#include "searchd/cache_key.h"
#include "searchd/gate.h"
#include "searchd/route.h"

static struct sp_arena arena;

struct asked {
  enum sp_audience site;
  unsigned level;
  const char *base_url, *host, *target;
};

static bool
make(const struct asked *asked, struct sp_cache_key *key)
{
  struct sp_app app = {.site = asked->site,
                       .base_url = sp_str(asked->base_url)};
  struct sp_request req = {.method = SP_METHOD_GET,
                           .target = sp_str(asked->target),
                           .host = sp_str(asked->host),
                           .viewer = {asked->level, 1000}};

  assert_int_equal(sp_gate_target(req.target).status, 0);
  return sp_cache_key_make(&app, &req, key);
}

static bool
same(struct asked a, struct asked b)
{
  struct sp_cache_key x, y;

  assert_true(make(&a, &x) && make(&b, &y));
  return sp_str_eq(sp_str_n(x.byte, x.len), sp_str_n(y.byte, y.len));
}

static bool
same_targets(const char *a, const char *b)
{
  struct asked x = {SP_PUBLIC, 1, "", "h", a}, y = {SP_PUBLIC, 1, "", "h", b};

  return same(x, y);
}

static void
two_spellings_of_one_address_have_one_key(void **state)
{
  (void)state;
  assert_true(same_targets("/waste/bin", "/waste/%62in"));
  assert_true(same_targets("/search?q=a+b", "/search?q=a%20b"));
  assert_true(same_targets("/search?q=a&page=2", "/search?page=2&q=a"));
  assert_true(same_targets("/search?q=a&page=2", "/search?&p%61ge=2&&q=a&"));
  assert_true(same_targets("/?", "/"));
  assert_true(same_targets("/search?q", "/search?q="));
}

static void
two_addresses_never_have(void **state)
{
  (void)state;
  assert_false(same_targets("/a", "/A"));
  assert_false(same_targets("/a", "/a/"));
  assert_false(same_targets("/a?b=c", "/a%3Fb=c"));
  assert_false(same_targets("/search?q=a", "/search?q=A"));
  assert_false(same_targets("/search?q=a&page=2", "/search?q=a%26page=2"));
  assert_false(same_targets("/search?q=a&page=2", "/search?q=a&page=22"));
  assert_false(same_targets("/search?q=&page=", "/search?q=page"));
  assert_false(same_targets("/search?q=a", "/search"));
  assert_false(same_targets("/a+b", "/a%20b"));
  /* Of one name the first counts, so their order does. */
  assert_false(same_targets("/search?q=a&q=b", "/search?q=b&q=a"));
}

static void
sites_levels_and_hosts_are_kept_apart(void **state)
{
  struct asked plain = {SP_STAFF, 1, "", "h", "/"};
  struct asked level = {SP_STAFF, 2, "", "h", "/"};
  struct asked site = {SP_PUBLIC, 1, "", "h", "/"};
  struct asked host = {SP_STAFF, 1, "", "other", "/"};
  struct asked own = {SP_STAFF, 1, "https://h.example", "h", "/"};
  struct asked own_host = {SP_STAFF, 1, "https://h.example", "other", "/"};
  struct asked tenth = {SP_STAFF, 10, "", "h", "/"};
  struct sp_cache_key key;

  (void)state;
  assert_true(same(plain, plain));
  assert_false(same(plain, level));
  assert_false(same(plain, site));
  assert_false(same(plain, host));
  /* The site knows its own address: the host makes no difference. */
  assert_true(same(own, own_host));
  assert_false(make(&tenth, &key));
}

static void
what_is_too_long_has_no_key(void **state)
{
  char target[2048];
  struct asked asked = {SP_PUBLIC, 1, "", "", target};
  struct sp_cache_key key;
  /* Site, level and the NUL after the host. */
  int fits = SP_CACHE_KEY_MAX - 3;

  (void)state;
  (void)snprintf(target, sizeof(target), "/%0*d", fits - 1, 0);
  assert_true(make(&asked, &key));
  assert_int_equal(key.len, SP_CACHE_KEY_MAX);
  (void)snprintf(target, sizeof(target), "/%0*d", fits, 0);
  assert_false(make(&asked, &key));
  (void)snprintf(target, sizeof(target), "/?q=%0*d", 1500, 0);
  assert_false(make(&asked, &key));
  (void)snprintf(target, sizeof(target), "/?%0*d=1", 1500, 0);
  assert_false(make(&asked, &key));
}

static void
too_many_parameters_have_no_key(void **state)
{
  char target[256] = "/?";
  struct asked asked = {SP_PUBLIC, 1, "", "", target};
  struct sp_cache_key key;
  size_t len = 2;

  (void)state;
  for (int i = 0; i < SP_CACHE_KEY_PARAMS; i++)
    len += (size_t)snprintf(target + len, sizeof(target) - len, "p%d=1&", i);
  assert_true(make(&asked, &key));
  (void)snprintf(target + len, sizeof(target) - len, "p=1");
  assert_false(make(&asked, &key));
}

/* As the server has it when it asks whether to keep a reply. */
static bool
is_own(const char *target)
{
  struct sp_request req = {
      .arena = &arena, .method = SP_METHOD_GET, .viewer = {1, 1000}};
  const char *allow;
  struct sp_err err;

  assert_int_equal(sp_request_target(&req, sp_str(target), &err), SP_OK);
  assert_int_equal(sp_route_find(&req, SP_ON_PUBLIC, &allow, &err), SP_OK);
  return sp_cache_key_is_own(&req);
}

static void
only_parameters_that_the_route_knows_once_are_kept(void **state)
{
  (void)state;
  assert_true(is_own("/api/v1/search?q=a&limit=1"));
  assert_true(is_own("/api/v1/documents/waste/bin"));
  assert_false(is_own("/api/v1/search?q=a&x=1"));
  assert_false(is_own("/api/v1/search?q=a&q=b"));
  assert_false(is_own("/api/v1/documents/waste/bin?q=a"));
  assert_true(is_own("/api/v1/suggest?q=a&limit=1"));
  assert_false(is_own("/api/v1/suggest?q=a&q=b"));
}

static int
tear_down(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_spellings_of_one_address_have_one_key),
      cmocka_unit_test(two_addresses_never_have),
      cmocka_unit_test(sites_levels_and_hosts_are_kept_apart),
      cmocka_unit_test(what_is_too_long_has_no_key),
      cmocka_unit_test(too_many_parameters_have_no_key),
      cmocka_unit_test(only_parameters_that_the_route_knows_once_are_kept),
  };
  return cmocka_run_group_tests_name("cache-key", tests, NULL, tear_down);
}
