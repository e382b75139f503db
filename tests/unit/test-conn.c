/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "searchd/conn.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

struct end {
  int server, client;
  struct sp_conn *conn;
};

struct fixture {
  const char *(*make)(void *cls, unsigned status, bool api,
                      struct sp_buf *body);
  struct sp_conns *conns;
  struct end end[4];
  size_t ends;
  unsigned counted;
  struct sp_err err;
};

static void
count(void *cls, unsigned status)
{
  ((struct fixture *)cls)->counted = status;
}

static void
start(struct fixture *f, struct sp_conn_limits limits)
{
  struct sp_conn_refusal refusal = {"X-Test: yes\r\n", count, f->make, f};

  assert_int_equal(sp_conns_start(&limits, &refusal, &f->conns, &f->err),
                   SP_OK);
}

static struct sp_conn_limits
patient(void)
{
  struct sp_conn_limits limits = {3, 60000, 60000, 60000, 1};
  return limits;
}

static int
set_up(void **state)
{
  *state = calloc(1, sizeof(struct fixture));
  return 0;
}

static int
tear_down(void **state)
{
  struct fixture *f = *state;

  for (size_t i = 0; i < f->ends; i++) {
    sp_conn_close(f->end[i].conn);
    (void)close(f->end[i].server);
    (void)close(f->end[i].client);
  }
  sp_conns_stop(f->conns);
  free(f);
  return 0;
}

static struct end *
connect_one(struct fixture *f)
{
  struct end *end = &f->end[f->ends++];
  int pair[2];

  assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  end->server = pair[0];
  end->client = pair[1];
  end->conn = sp_conn_open(f->conns, end->server);
  assert_non_null(end->conn);
  return end;
}

static void
say(const struct end *end, const char *text)
{
  size_t n = strlen(text);

  assert_int_equal(send(end->client, text, n, 0), n);
}

/* All that the server sends until it closes. */
static struct sp_str
hear(const struct end *end)
{
  static char heard[4096];
  size_t n = 0;
  ssize_t got;

  while ((got = recv(end->client, heard + n, sizeof(heard) - n, 0)) > 0)
    n += (size_t)got;
  return sp_str_n(heard, n);
}

static ssize_t
read_some(const struct end *end)
{
  char buf[4096];

  return sp_conn_recv(end->conn, buf, sizeof(buf), 0);
}

static void
well_formed_bytes_pass_through(void **state)
{
  struct fixture *f = *state;
  struct end *end;

  start(f, patient());
  end = connect_one(f);
  assert_ptr_equal(sp_conn_of(end->server), end->conn);
  assert_null(sp_conn_of(end->client));
  assert_null(sp_conn_of(-1));
  assert_null(sp_conn_of(SP_CONN_FD_MAX));
  say(end, HEAD);
  assert_int_equal(read_some(end), strlen(HEAD));
  assert_true(sp_conn_begin(end->conn));
  sp_conn_end(end->conn, false);
}

static void
a_request_that_was_not_seen_is_not_trusted(void **state)
{
  struct fixture *f = *state;
  struct end *end;

  start(f, patient());
  end = connect_one(f);
  assert_false(sp_conn_begin(end->conn));
  sp_conn_end(end->conn, false);
  say(end, HEAD);
  assert_int_equal(read_some(end), strlen(HEAD));
  assert_false(sp_conn_begin(end->conn));
}

static void
a_malformed_request_is_refused_here(void **state)
{
  struct fixture *f = *state;
  struct end *end;
  struct sp_str heard;

  start(f, patient());
  end = connect_one(f);
  say(end, "GET / HTTP/1.1\n");
  assert_int_equal(read_some(end), 0);
  assert_int_equal(f->counted, 400);
  heard = hear(end);
  assert_true(sp_str_starts(heard, "HTTP/1.1 400 Bad Request\r\n"));
  assert_non_null(memmem(heard.ptr, heard.len, "X-Test: yes\r\n", 13));
  assert_non_null(memmem(heard.ptr, heard.len, "Connection: close\r\n", 19));
  /* It is said once. */
  f->counted = 0;
  assert_int_equal(read_some(end), 0);
  assert_int_equal(f->counted, 0);
}

static const char *
make_page(void *cls, unsigned status, bool api, struct sp_buf *body)
{
  (void)cls;
  sp_buf_fmt(body, "<p>%u %s</p>", status, api ? "api" : "page");
  return api ? "application/problem+json" : "text/html";
}

static const char *
make_too_much(void *cls, unsigned status, bool api, struct sp_buf *body)
{
  (void)cls;
  (void)status;
  (void)api;
  for (size_t i = 0; i <= SP_CONN_PAGE_MAX; i++)
    sp_buf_putc(body, 'x');
  return "text/html";
}

static struct sp_str
refused(struct fixture *f, const char *text)
{
  struct end *end = connect_one(f);

  say(end, text);
  assert_int_equal(read_some(end), 0);
  return hear(end);
}

static void
a_refusal_is_a_page_or_a_problem(void **state)
{
  struct fixture *f = *state;
  struct sp_str heard;

  f->make = make_page;
  start(f, patient());
  heard = refused(f, "GET /a HTTP/1.1\n");
  assert_true(sp_str_has(heard, "\r\nContent-Type: text/html\r\n"));
  assert_true(sp_str_has(heard, "\r\nContent-Length: 15\r\n"));
  assert_true(sp_str_has(heard, "\r\nX-Test: yes\r\n"));
  assert_true(sp_str_ends(heard, "\r\n\r\n<p>400 page</p>"));
  heard = refused(f, "GET /api/a HTTP/1.1\n");
  assert_true(sp_str_has(heard, "Content-Type: application/problem+json\r\n"));
  assert_true(sp_str_ends(heard, "\r\n\r\n<p>400 api</p>"));
}

static void
a_page_that_does_not_fit_is_a_line_of_text(void **state)
{
  struct fixture *f = *state;
  struct sp_str heard;

  f->make = make_too_much;
  start(f, patient());
  heard = refused(f, "GET /a HTTP/1.1\n");
  assert_true(sp_str_starts(heard, "HTTP/1.1 400 Bad Request\r\n"));
  assert_true(sp_str_has(heard, "Content-Type: text/plain; charset=utf-8\r\n"));
}

static void
a_good_request_before_a_malformed_one_is_answered_first(void **state)
{
  struct fixture *f = *state;
  struct end *end;

  start(f, patient());
  end = connect_one(f);
  say(end, HEAD "nonsense\r\n\r\n");
  assert_int_equal(read_some(end), strlen(HEAD));
  assert_int_equal(f->counted, 0);
  assert_true(sp_conn_begin(end->conn));
  assert_int_equal(send(end->server, "reply", 5, 0), 5);
  sp_conn_end(end->conn, false);
  assert_int_equal(read_some(end), 0);
  assert_int_equal(f->counted, 400);
  assert_true(sp_str_starts(hear(end), "replyHTTP/1.1 400 "));
}

/* What follows waits for the server to close, however long that takes. */
static void
who_sends_nothing_is_closed(void **state)
{
  struct fixture *f = *state;
  struct sp_conn_limits limits = {3, 1, 60000, 60000, 1};
  struct end *end;
  struct sp_conn_stats stats;

  start(f, limits);
  end = connect_one(f);
  assert_int_equal(hear(end).len, 0);
  sp_conns_stats(f->conns, &stats);
  assert_true(stats.expired >= 1);
}

static void
who_sends_a_byte_now_and_then_is_closed_too(void **state)
{
  struct fixture *f = *state;
  struct sp_conn_limits limits = {3, 60000, 1, 60000, 1};
  struct end *end;

  start(f, limits);
  end = connect_one(f);
  say(end, "G");
  assert_int_equal(read_some(end), 1);
  assert_int_equal(hear(end).len, 0);
}

static void
a_request_that_never_ends_is_closed_by_its_total(void **state)
{
  struct fixture *f = *state;
  struct sp_conn_limits limits = {3, 60000, 60000, 1, 1};
  struct end *end;

  start(f, limits);
  end = connect_one(f);
  say(end, HEAD);
  assert_int_equal(read_some(end), strlen(HEAD));
  assert_true(sp_conn_begin(end->conn));
  assert_int_equal(hear(end).len, 0);
}

static void
when_there_are_too_many_the_longest_waiting_goes(void **state)
{
  struct fixture *f = *state;
  struct sp_conn_limits limits = patient();
  struct sp_conn_stats stats;
  struct end *working;

  limits.many = 2;
  start(f, limits);
  working = connect_one(f);
  say(working, HEAD);
  assert_int_equal(read_some(working), strlen(HEAD));
  assert_true(sp_conn_begin(working->conn));
  (void)connect_one(f);
  sp_conns_stats(f->conns, &stats);
  assert_int_equal(stats.evicted, 0);
  assert_int_equal(stats.working, 1);
  (void)connect_one(f);
  /* Not the one that works, and not the newest. */
  assert_int_equal(hear(&f->end[1]).len, 0);
  sp_conns_stats(f->conns, &stats);
  assert_int_equal(stats.evicted, 1);
  assert_int_equal(stats.open, 3);
}

static void
draining_ends_what_waits_and_lets_the_rest_finish(void **state)
{
  struct fixture *f = *state;
  struct end *working, *waiting;

  start(f, patient());
  working = connect_one(f);
  waiting = connect_one(f);
  say(working, HEAD);
  assert_int_equal(read_some(working), strlen(HEAD));
  assert_true(sp_conn_begin(working->conn));
  assert_false(sp_conns_draining(f->conns));
  sp_conns_drain(f->conns);
  assert_true(sp_conns_draining(f->conns));
  assert_int_equal(read_some(waiting), 0);
  assert_int_equal(send(working->server, "reply", 5, 0), 5);
  sp_conn_end(working->conn, false);
  assert_int_equal(read_some(working), 0);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(well_formed_bytes_pass_through),
      TEST(a_request_that_was_not_seen_is_not_trusted),
      TEST(a_malformed_request_is_refused_here),
      TEST(a_refusal_is_a_page_or_a_problem),
      TEST(a_page_that_does_not_fit_is_a_line_of_text),
      TEST(a_good_request_before_a_malformed_one_is_answered_first),
      TEST(who_sends_nothing_is_closed),
      TEST(who_sends_a_byte_now_and_then_is_closed_too),
      TEST(a_request_that_never_ends_is_closed_by_its_total),
      TEST(when_there_are_too_many_the_longest_waiting_goes),
      TEST(draining_ends_what_waits_and_lets_the_rest_finish),
  };
  return cmocka_run_group_tests_name("conn", tests, NULL, NULL);
}
