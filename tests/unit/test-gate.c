/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/gate.h"

static unsigned
target(const char *text)
{
  return sp_gate_target(sp_str(text)).status;
}

static unsigned
method(const char *text)
{
  struct sp_gate_found found;

  return sp_gate_method(sp_str(text), &found).status;
}

/* Status of a request with these headers, given as pairs. */
static unsigned
headers_of(const char *verb, const char *version, const char *const *pairs)
{
  struct sp_gate_header header[16];
  struct sp_gate_input in = {sp_str(verb), sp_str(version), SP_STR("/"), header,
                             0};
  struct sp_gate_found found;

  for (; pairs[2 * in.headers] != NULL; in.headers++) {
    header[in.headers].name = sp_str(pairs[2 * in.headers]);
    header[in.headers].value = sp_str(pairs[2 * in.headers + 1]);
  }
  return sp_gate_check(&in, &found).status;
}

#define HEADERS(verb, version, ...)                                            \
  headers_of(verb, version, (const char *const[]){__VA_ARGS__, NULL})

static void
plain_targets_pass(void **state)
{
  (void)state;
  assert_int_equal(target("/"), 0);
  assert_int_equal(target("/waste/missed-bin"), 0);
  assert_int_equal(target("/roads/%C3%A9t%C3%A9"), 0);
  assert_int_equal(target("/search?q=and%2For&type=faq"), 0);
  assert_int_equal(target("/search?q=wait.."), 0);
  assert_int_equal(target("/search?q=%0A"), 0);
  assert_int_equal(target("/a.b/c.tar.gz"), 0);
  assert_int_equal(target("/search?"), 0);
  assert_int_equal(target("/search?q=a?b"), 0);
}

static void
a_target_must_begin_with_a_slash(void **state)
{
  (void)state;
  assert_int_equal(target(""), 400);
  assert_int_equal(target("*"), 400);
  assert_int_equal(target("waste"), 400);
  assert_int_equal(target("http://example.org/"), 400);
  assert_int_equal(target("?q=x"), 400);
}

static void
characters_that_nobody_sends_are_refused(void **state)
{
  (void)state;
  assert_int_equal(target("/a b"), 400);
  assert_int_equal(target("/a\tb"), 400);
  assert_int_equal(target("/a\x7f"), 400);
  assert_int_equal(target("/\xc3\xa9"), 400);
  assert_int_equal(target("/a\\b"), 400);
  assert_int_equal(target("/a?q=\\"), 400);
  assert_int_equal(target("/a#b"), 400);
  assert_int_equal(sp_gate_target(SP_STR("/a\0b")).status, 400);
}

static void
broken_and_dangerous_escapes_are_refused(void **state)
{
  (void)state;
  assert_int_equal(target("/%"), 400);
  assert_int_equal(target("/%4"), 400);
  assert_int_equal(target("/%4g"), 400);
  assert_int_equal(target("/%u0041"), 400);
  assert_int_equal(target("/?q=%"), 400);
  assert_int_equal(target("/?q=%4"), 400);
  assert_int_equal(target("/?q=%zz"), 400);
  assert_int_equal(target("/%00"), 400);
  assert_int_equal(target("/?q=%00"), 400);
  assert_int_equal(target("/a%2fb"), 400);
  assert_int_equal(target("/a%2Fb"), 400);
  assert_int_equal(target("/a%5cb"), 400);
  assert_int_equal(target("/a%0ab"), 400);
  assert_int_equal(target("/a%7fb"), 400);
  assert_int_equal(target("/a%1F"), 400);
}

static void
no_path_leads_upwards_however_it_is_written(void **state)
{
  (void)state;
  assert_int_equal(target("/.."), 400);
  assert_int_equal(target("/../a"), 400);
  assert_int_equal(target("/a/.."), 400);
  assert_int_equal(target("/a/../b"), 400);
  assert_int_equal(target("/a/%2e%2e/b"), 400);
  assert_int_equal(target("/a/%2E./b"), 400);
  assert_int_equal(target("/a/.%2e"), 400);
  assert_int_equal(target("/a..b"), 400);
  assert_int_equal(target("/."), 400);
  assert_int_equal(target("/./a"), 400);
  assert_int_equal(target("/a/%2e/b"), 400);
  assert_int_equal(target("/a/.?q=1"), 400);
}

static void
a_target_is_refused_at_the_byte_after_its_maximum(void **state)
{
  char text[SP_TARGET_MAX + 2];

  (void)state;
  memset(text, 'a', sizeof(text));
  text[0] = '/';
  assert_int_equal(sp_gate_target(sp_str_n(text, SP_TARGET_MAX)).status, 0);
  assert_int_equal(sp_gate_target(sp_str_n(text, SP_TARGET_MAX + 1)).status,
                   414);
}

static void
parameters_are_refused_at_the_one_after_their_maximum(void **state)
{
  char text[4 + 2 * SP_PARAMS_MAX + 1];
  size_t n = 2;

  (void)state;
  memcpy(text, "/?", 2);
  for (int i = 0; i < SP_PARAMS_MAX; i++) {
    text[n++] = 'a';
    text[n++] = '&';
  }
  assert_int_equal(sp_gate_target(sp_str_n(text, n - 1)).status, 0);
  text[n++] = 'a';
  assert_int_equal(sp_gate_target(sp_str_n(text, n)).status, 400);
  assert_int_equal(target("/?%26%26%26"), 0);
}

static void
three_methods_pass_and_the_others_have_two_answers(void **state)
{
  struct sp_gate_found found;

  (void)state;
  assert_int_equal(sp_gate_method(SP_STR("GET"), &found).status, 0);
  assert_int_equal(found.method, SP_METHOD_GET);
  assert_false(found.head);
  assert_int_equal(sp_gate_method(SP_STR("HEAD"), &found).status, 0);
  assert_int_equal(found.method, SP_METHOD_GET);
  assert_true(found.head);
  assert_int_equal(sp_gate_method(SP_STR("POST"), &found).status, 0);
  assert_int_equal(found.method, SP_METHOD_POST);
  assert_int_equal(method("PUT"), 405);
  assert_int_equal(method("OPTIONS"), 405);
  assert_int_equal(method("TRACE"), 405);
  assert_int_equal(method("CONNECT"), 405);
  assert_int_equal(method("get"), 501);
  assert_int_equal(method("BREW"), 501);
  assert_int_equal(method(""), 501);
  assert_int_equal(method("GETX"), 501);
}

static void
a_request_needs_exactly_one_host(void **state)
{
  (void)state;
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Host", "a.example"), 0);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "hOST", " [::1]:80 "), 0);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Accept", "x"), 400);
  assert_int_equal(HEADERS("GET", "HTTP/1.0", "Accept", "x"), 400);
  assert_int_equal(
      HEADERS("GET", "HTTP/1.1", "Host", "a.example", "Host", "a.example"),
      400);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Host", ""), 400);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Host", "a/b"), 400);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Host", "a@b"), 400);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Host", "a b"), 400);
  assert_int_equal(HEADERS("GET", "HTTP/1.1", "Host", "a,b"), 400);
}

static void
a_body_has_exactly_one_length(void **state)
{
  (void)state;
  assert_int_equal(
      HEADERS("POST", "HTTP/1.1", "Host", "a", "Content-Length", "5"), 0);
  assert_int_equal(
      HEADERS("POST", "HTTP/1.1", "Host", "a", "Transfer-Encoding", "Chunked"),
      0);
  assert_int_equal(HEADERS("POST", "HTTP/1.1", "Host", "a", "Content-Length",
                           "5", "Content-Length", "5"),
                   400);
  assert_int_equal(HEADERS("POST", "HTTP/1.1", "Host", "a", "Content-Length",
                           "5", "Transfer-Encoding", "chunked"),
                   400);
  assert_int_equal(HEADERS("POST", "HTTP/1.1", "Host", "a", "Transfer-Encoding",
                           "chunked", "Transfer-Encoding", "chunked"),
                   400);
  assert_int_equal(HEADERS("POST", "HTTP/1.1", "Host", "a", "Transfer-Encoding",
                           "gzip, chunked"),
                   400);
  assert_int_equal(
      HEADERS("POST", "HTTP/1.1", "Host", "a", "Transfer-Encoding", "identity"),
      400);
  assert_int_equal(
      HEADERS("POST", "HTTP/1.0", "Host", "a", "Transfer-Encoding", "chunked"),
      400);
}

static void
a_length_is_digits_and_not_too_many(void **state)
{
  uint64_t n = 7;

  (void)state;
  assert_true(sp_gate_is_length(SP_STR("0"), &n));
  assert_int_equal(n, 0);
  assert_true(sp_gate_is_length(SP_STR("999999999999999999"), &n));
  assert_true(n == 999999999999999999u);
  assert_false(sp_gate_is_length(SP_STR("1000000000000000000"), &n));
  assert_false(sp_gate_is_length(SP_STR(""), &n));
  assert_false(sp_gate_is_length(SP_STR("+5"), &n));
  assert_false(sp_gate_is_length(SP_STR("-1"), &n));
  assert_false(sp_gate_is_length(SP_STR("5, 5"), &n));
  assert_false(sp_gate_is_length(SP_STR("0x5"), &n));
  assert_false(sp_gate_is_length(SP_STR("5 "), &n));
}

static void
get_and_head_have_no_body(void **state)
{
  (void)state;
  assert_int_equal(
      HEADERS("GET", "HTTP/1.1", "Host", "a", "Content-Length", "0"), 0);
  assert_int_equal(
      HEADERS("GET", "HTTP/1.1", "Host", "a", "Content-Length", "1"), 400);
  assert_int_equal(
      HEADERS("HEAD", "HTTP/1.1", "Host", "a", "Content-Length", "1"), 400);
  assert_int_equal(
      HEADERS("GET", "HTTP/1.1", "Host", "a", "Transfer-Encoding", "chunked"),
      400);
}

static void
other_versions_and_expectations_are_refused(void **state)
{
  (void)state;
  assert_int_equal(HEADERS("GET", "HTTP/2.0", "Host", "a"), 505);
  assert_int_equal(HEADERS("GET", "", "Host", "a"), 505);
  assert_int_equal(HEADERS("GET", "HTTP/1.1x", "Host", "a"), 505);
  assert_int_equal(
      HEADERS("POST", "HTTP/1.1", "Host", "a", "Expect", "100-Continue"), 0);
  assert_int_equal(HEADERS("POST", "HTTP/1.1", "Host", "a", "Expect", "200-ok"),
                   417);
}

static void
the_staff_site_answers_to_its_own_names_only(void **state)
{
  struct sp_str none = {NULL, 0}, base = SP_STR("https://Help.example:8443");

  (void)state;
  assert_true(sp_gate_host_is_ours(SP_STR("127.0.0.1:8081"), none));
  assert_true(sp_gate_host_is_ours(SP_STR("localhost"), none));
  assert_true(sp_gate_host_is_ours(SP_STR("[::1]:8081"), none));
  assert_false(sp_gate_host_is_ours(SP_STR("evil.example"), none));
  assert_false(sp_gate_host_is_ours(SP_STR("127.0.0.1.evil.example"), none));
  assert_false(sp_gate_host_is_ours(SP_STR("localhost.evil.example"), none));
  assert_true(sp_gate_host_is_ours(SP_STR("help.example"), base));
  assert_true(sp_gate_host_is_ours(SP_STR("help.example:443"), base));
  assert_false(sp_gate_host_is_ours(SP_STR("elp.example"), base));
  assert_false(sp_gate_host_is_ours(SP_STR(""), none));
  assert_false(sp_gate_host_is_ours(SP_STR("["), none));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_targets_pass),
      cmocka_unit_test(a_target_must_begin_with_a_slash),
      cmocka_unit_test(characters_that_nobody_sends_are_refused),
      cmocka_unit_test(broken_and_dangerous_escapes_are_refused),
      cmocka_unit_test(no_path_leads_upwards_however_it_is_written),
      cmocka_unit_test(a_target_is_refused_at_the_byte_after_its_maximum),
      cmocka_unit_test(parameters_are_refused_at_the_one_after_their_maximum),
      cmocka_unit_test(three_methods_pass_and_the_others_have_two_answers),
      cmocka_unit_test(a_request_needs_exactly_one_host),
      cmocka_unit_test(a_body_has_exactly_one_length),
      cmocka_unit_test(a_length_is_digits_and_not_too_many),
      cmocka_unit_test(get_and_head_have_no_body),
      cmocka_unit_test(other_versions_and_expectations_are_refused),
      cmocka_unit_test(the_staff_site_answers_to_its_own_names_only),
  };
  return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
