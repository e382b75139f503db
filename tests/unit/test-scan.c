/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/request.h"
#include "searchd/scan.h"

#include <stdlib.h>

#define HOST "Host: a\r\n"

/* Feed it whole and byte by byte: both must say the same. */
static unsigned
scan_n(const char *bytes, size_t n, uint64_t *heads)
{
  struct sp_scan whole = {0}, slow = {0};
  size_t good = sp_scan_feed(&whole, bytes, n), at = 0;

  while (at < n && sp_scan_feed(&slow, bytes + at, 1) == 1)
    at++;
  assert_int_equal(whole.refused, slow.refused);
  assert_int_equal(whole.heads, slow.heads);
  assert_int_equal(sp_scan_is_api(&whole), sp_scan_is_api(&slow));
  assert_int_equal(good, at);
  assert_true((good < n) == (whole.refused != 0));
  if (heads != NULL)
    *heads = whole.heads;
  return whole.refused;
}

#define SCAN(text) scan_n(text, sizeof(text) - 1, NULL)

static void
well_formed_requests_pass(void **state)
{
  uint64_t heads;

  (void)state;
#define TWO                                                                    \
  "GET / HTTP/1.1\r\n" HOST "\r\n"                                             \
  "POST /a?b=c HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\nabc"
  assert_int_equal(scan_n(TWO, sizeof(TWO) - 1, &heads), 0);
  assert_int_equal(heads, 2);
  assert_int_equal(SCAN("GET / HTTP/1.0\r\n\r\n"), 0);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA:\r\nB: \r\nC:\tx \t\r\n\r\n"), 0);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nCookie: caf\xc3\xa9\r\n\r\n"), 0);
  assert_int_equal(SCAN("M-SEARCH * HTTP/1.1\r\n\r\n"), 0);
}

static void
chunked_bodies_are_followed_to_their_end(void **state)
{
  uint64_t heads;

  (void)state;
#define CHUNKED "POST / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n"
#define AFTER                                                                  \
  CHUNKED "3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n"                          \
          "GET / HTTP/1.1\r\n" HOST "\r\n"
  assert_int_equal(scan_n(AFTER, sizeof(AFTER) - 1, &heads), 0);
  assert_int_equal(heads, 2);
  assert_int_equal(SCAN(CHUNKED "3;x=y\r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "3 \r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "\r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "3\n"), 400);
  assert_int_equal(SCAN(CHUNKED "0x3\r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "-3\r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "123456789\r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "3\r\nabcd"), 400);
  assert_int_equal(SCAN(CHUNKED "3\r\nabc\n"), 400);
  assert_int_equal(SCAN(CHUNKED "0\r\nTrailer: x\r\n\r\n"), 400);
  assert_int_equal(SCAN(CHUNKED "0\r\n\n"), 400);
}

static void
line_ends_are_cr_lf_and_nothing_else(void **state)
{
  (void)state;
  assert_int_equal(SCAN("GET / HTTP/1.1\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\rX"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: b\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: b\rc\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\n\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\n\rX"), 400);
  assert_int_equal(SCAN("\r\nGET / HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("\nGET / HTTP/1.1\r\n"), 400);
}

static void
field_lines_are_a_token_a_colon_and_a_value(void **state)
{
  (void)state;
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA : b\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA\t: b\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\n: b\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: b\r\n c\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\n A: b\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: \0b\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA\0: b\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: \x7f\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA: \x01\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\nA(b): c\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1\r\n\xc3\xa9: c\r\n"), 400);
}

static void
request_lines_have_three_parts(void **state)
{
  (void)state;
  assert_int_equal(SCAN(" GET / HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET  / HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET /  HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1 \r\n"), 400);
  assert_int_equal(SCAN("GET /a b HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET /\r\n"), 400);
  assert_int_equal(SCAN("GET\r\n"), 400);
  assert_int_equal(SCAN("GET\t/ HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET /\t HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET /\xc3\xa9 HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET /\0 HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("G(T / HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("\0"), 400);
  assert_int_equal(SCAN("\x16\x03\x01"), 400); /* TLS */
}

static void
versions_other_than_1_0_and_1_1_are_told_apart_from_nonsense(void **state)
{
  (void)state;
  assert_int_equal(SCAN("GET / HTTP/2.0\r\n"), 505);
  assert_int_equal(SCAN("GET / HTTP/0.9\r\n"), 505);
  assert_int_equal(SCAN("GET / HTTP/1.2\r\n"), 505);
  assert_int_equal(SCAN("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
  assert_int_equal(SCAN("GET / http/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.10\r\n"), 400);
  assert_int_equal(SCAN("GET / HTTP/1.1HTTP/1.1\r\n"), 400);
  assert_int_equal(SCAN("GET / ICY/1.1x\r\n"), 400);
}

static void
bodies_have_exactly_one_length(void **state)
{
  (void)state;
#define POST "POST / HTTP/1.1\r\n"
  assert_int_equal(SCAN(POST "Content-Length: 1\r\nContent-Length: 1\r\n"),
                   400);
  assert_int_equal(SCAN(POST "Content-Length: 1, 1\r\n"), 400);
  assert_int_equal(SCAN(POST "Content-Length: +1\r\n"), 400);
  assert_int_equal(SCAN(POST "Content-Length: \r\n"), 400);
  assert_int_equal(SCAN(POST "Content-Length: 1a\r\n"), 400);
  assert_int_equal(SCAN(POST "Content-Length: 1234567890123456789\r\n"), 400);
  assert_int_equal(
      SCAN(POST "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
      400);
  assert_int_equal(
      SCAN(POST "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"),
      400);
  assert_int_equal(SCAN(POST "Transfer-Encoding: gzip\r\n"), 400);
  assert_int_equal(SCAN(POST "Transfer-Encoding: chunked, gzip\r\n"), 400);
  assert_int_equal(SCAN(POST "Transfer-Encoding: xchunked\r\n"), 400);
  assert_int_equal(SCAN(POST "Transfer-Encoding: chunked\r\n"
                             "Transfer-Encoding: chunked\r\n"),
                   400);
  assert_int_equal(SCAN("POST / HTTP/1.0\r\n"
                        "Transfer-Encoding: chunked\r\n\r\n"),
                   400);
  /* A name that only begins alike is another name. */
  assert_int_equal(SCAN(POST "Content-Length-Hint: x\r\n\r\n"), 0);
  assert_int_equal(SCAN(POST "Transfer-Encoding-Of-Old-Days: x\r\n\r\n"), 0);
}

/* A request whose head is `n` bytes long. */
static char *
head_of(size_t n)
{
  static const char start[] = "GET / HTTP/1.1\r\nA: ";
  char *text = malloc(n);

  assert_non_null(text);
  memset(text, 'x', n);
  memcpy(text, start, sizeof(start) - 1);
  memcpy(text + n - 4, "\r\n\r\n", 4);
  return text;
}

static void
heads_are_refused_at_the_byte_after_their_maximum(void **state)
{
  char *text = head_of(SP_SCAN_HEAD_MAX);

  (void)state;
  assert_int_equal(scan_n(text, SP_SCAN_HEAD_MAX, NULL), 0);
  free(text);
  text = head_of(SP_SCAN_HEAD_MAX + 1);
  assert_int_equal(scan_n(text, SP_SCAN_HEAD_MAX + 1, NULL), 431);
  free(text);
}

static void
fields_are_refused_at_the_one_after_their_maximum(void **state)
{
  char text[32 + 6 * (SP_SCAN_FIELDS_MAX + 1)];
  size_t n = 16;

  (void)state;
  memcpy(text, "GET / HTTP/1.1\r\n", n);
  for (int i = 0; i < SP_SCAN_FIELDS_MAX; i++, n += 6)
    memcpy(text + n, "A: b\r\n", 6);
  memcpy(text + n, "\r\n", 2);
  assert_int_equal(scan_n(text, n + 2, NULL), 0);
  memcpy(text + n, "A: b\r\n", 6);
  assert_int_equal(scan_n(text, n + 6, NULL), 431);
}

static void
targets_methods_and_parameters_have_a_maximum(void **state)
{
  char *text = malloc(SP_TARGET_MAX + 64);
  size_t n = 4;

  (void)state;
  assert_non_null(text);
  memset(text, 'a', SP_TARGET_MAX + 64);
  memcpy(text, "GET /", 5);
  memcpy(text + 4 + SP_TARGET_MAX, " HTTP/1.1\r\n\r\n", 13);
  assert_int_equal(scan_n(text, 4 + SP_TARGET_MAX + 13, NULL), 0);
  memcpy(text + 4 + SP_TARGET_MAX, "a HTTP/1.1\r\n\r\n", 14);
  assert_int_equal(scan_n(text, 4 + SP_TARGET_MAX + 14, NULL), 414);
  text[n++] = '/';
  text[n++] = '?';
  for (int i = 0; i < SP_PARAMS_MAX; i++)
    text[n++] = '&';
  assert_int_equal(scan_n(text, n, NULL), 400);
  assert_int_equal(scan_n(text, n - 1, NULL), 0);
  free(text);
  assert_int_equal(SCAN("ABCDEFGHIJKLMNOPQRSTUVWXY / HTTP/1.1\r\n\r\n"), 501);
  assert_int_equal(SCAN("ABCDEFGHIJKLMNOPQRSTUVWX / HTTP/1.1\r\n\r\n"), 0);
}

static void
what_stands_before_a_refused_request_is_told(void **state)
{
  static const char text[] = "GET / HTTP/1.1\r\n\r\nGET /b\r\n";
  struct sp_scan scan = {0};

  (void)state;
  assert_true(sp_scan_between(&scan));
  assert_true(sp_scan_feed(&scan, text, sizeof(text) - 1) < sizeof(text) - 1);
  assert_int_equal(scan.boundary, 18);
  assert_int_equal(scan.heads, 1);
  assert_false(sp_scan_between(&scan));
  /* It stays refused. */
  assert_int_equal(sp_scan_feed(&scan, text, 4), 0);
}

static bool
is_api(const char *text)
{
  struct sp_scan scan = {0};

  (void)sp_scan_feed(&scan, text, strlen(text));
  return sp_scan_is_api(&scan);
}

static void
it_is_known_whether_a_machine_asks(void **state)
{
  (void)state;
  assert_true(is_api("GET /api/v1/search HTTP/1.1\n"));
  assert_true(is_api("GET /api/ "));
  assert_true(is_api("GET / HTTP/1.1\r\n" HOST "\r\nGET /api/x HTTP/1.1\n"));
  assert_false(is_api("GET /api HTTP/1.1\n"));
  assert_false(is_api("GET /apix HTTP/1.1\n"));
  assert_false(is_api("GET /a/api/ HTTP/1.1\n"));
  assert_false(is_api("GET /API/ HTTP/1.1\n"));
  assert_false(is_api("G\n"));
  assert_false(is_api(""));
  /* It is the one that is refused that counts. */
  assert_false(is_api("GET /api/ HTTP/1.1\r\n" HOST "\r\nG\n"));
  assert_false(is_api("GET /api/ HTTP/1.1\r\n" HOST "\r\nGET / HTTP/1.1\n"));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(well_formed_requests_pass),
      cmocka_unit_test(chunked_bodies_are_followed_to_their_end),
      cmocka_unit_test(line_ends_are_cr_lf_and_nothing_else),
      cmocka_unit_test(field_lines_are_a_token_a_colon_and_a_value),
      cmocka_unit_test(request_lines_have_three_parts),
      cmocka_unit_test(
          versions_other_than_1_0_and_1_1_are_told_apart_from_nonsense),
      cmocka_unit_test(bodies_have_exactly_one_length),
      cmocka_unit_test(heads_are_refused_at_the_byte_after_their_maximum),
      cmocka_unit_test(fields_are_refused_at_the_one_after_their_maximum),
      cmocka_unit_test(targets_methods_and_parameters_have_a_maximum),
      cmocka_unit_test(what_stands_before_a_refused_request_is_told),
      cmocka_unit_test(it_is_known_whether_a_machine_asks),
  };
  return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
