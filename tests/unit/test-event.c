/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <netinet/in.h>
#include <string.h>

#include "searchd/event.h"
#include "searchd/visitor.h"

static void
assert_words(const char *typed, const char *expected)
{
  struct sp_arena arena = {0};

  assert_str(sp_event_words(&arena, sp_str(typed)), expected);
  sp_arena_release(&arena);
}

static void
words_are_the_same_however_they_are_typed(void **state)
{
  (void)state;
  assert_words("bonfire smoke", "bonfire smoke");
  assert_words("  Bonfire\tSMOKE?! ", "bonfire smoke");
  assert_words("“Bonfire smoke”…", "bonfire smoke");
  assert_words("Llŷn ÉCOLE", "llŷn école");
}

static void
words_are_scrubbed(void **state)
{
  (void)state;
  assert_words("Smith, CM9 5DL: 01621 854477", "smith, [postcode]: [phone]");
  assert_words("01621 854477", "[phone]");
  /* What only lower case makes a letter of it. */
  assert_words("CM9 5D\u0130", "[postcode]");
}

static void
what_has_no_letter_is_not_worth_keeping(void **state)
{
  (void)state;
  assert_words("", "");
  assert_words(" ?! ... ", "");
  assert_words("*", "");
}

static void
long_text_is_cut_between_words(void **state)
{
  struct sp_arena arena = {0};
  char text[1200];
  struct sp_str words;

  (void)state;
  for (size_t i = 0; i + 1 < sizeof(text); i++)
    text[i] = i % 7 == 6 ? ' ' : 'w';
  text[sizeof(text) - 1] = '\0';
  words = sp_event_words(&arena, sp_str(text));
  assert_true(words.len <= SP_EVENT_WORDS_MAX && words.len > 150);
  assert_true(sp_str_ends(words, " wwwwww"));
  sp_arena_release(&arena);
}

/* ---- visitors ---- */

static struct sp_str
visitor_of(const struct sp_request *req, uint32_t address, char *out)
{
  struct sockaddr_in in = {.sin_family = AF_INET,
                           .sin_addr.s_addr = htonl(address)};

  return sp_visitor(req, (const struct sockaddr *)&in, out);
}

static void
visitors_are_told_by_address_and_program(void **state)
{
  char a[SP_VISITOR_MAX], b[SP_VISITOR_MAX];
  struct sp_request one = {.user_agent = SP_STR("Firefox")};
  struct sp_request two = {.user_agent = SP_STR("Chrome")};

  (void)state;
  assert_true(sp_str_eq(visitor_of(&one, 0x0A000001, a),
                        visitor_of(&one, 0x0A000001, b)));
  assert_false(sp_str_eq(visitor_of(&one, 0x0A000001, a),
                         visitor_of(&one, 0x0A000002, b)));
  assert_false(sp_str_eq(visitor_of(&one, 0x0A000001, a),
                         visitor_of(&two, 0x0A000001, b)));
}

static void
only_a_proxy_here_may_say_who_asks(void **state)
{
  char a[SP_VISITOR_MAX], b[SP_VISITOR_MAX];
  struct sp_request one = {.forwarded_for = SP_STR("192.0.2.9, 192.0.2.1")};
  struct sp_request two = {.forwarded_for = SP_STR("10.9.9.9, 192.0.2.1")};
  struct sp_request three = {.forwarded_for = SP_STR("192.0.2.2")};

  (void)state;
  /* The last one is the proxy's own; what comes before is the client's. */
  assert_true(sp_str_eq(visitor_of(&one, 0x7F000001, a),
                        visitor_of(&two, 0x7F000001, b)));
  assert_false(sp_str_eq(visitor_of(&one, 0x7F000001, a),
                         visitor_of(&three, 0x7F000001, b)));
  assert_true(sp_str_eq(visitor_of(&one, 0x0A000001, a),
                        visitor_of(&three, 0x0A000001, b)));
  assert_true(sp_str_eq(sp_visitor(&one, NULL, a), sp_visitor(&two, NULL, b)));
}

static void
the_newer_addresses_count_by_their_first_half(void **state)
{
  char a[SP_VISITOR_MAX], b[SP_VISITOR_MAX];
  struct sp_request req = {.head = false};
  struct sockaddr_in6 in = {.sin6_family = AF_INET6}, other;

  (void)state;
  memset(&in.sin6_addr, 0x20, sizeof(in.sin6_addr));
  other = in;
  other.sin6_addr.s6_addr[15] = 1;
  assert_true(sp_str_eq(sp_visitor(&req, (struct sockaddr *)&in, a),
                        sp_visitor(&req, (struct sockaddr *)&other, b)));
  other.sin6_addr.s6_addr[7] = 1;
  assert_false(sp_str_eq(sp_visitor(&req, (struct sockaddr *)&in, a),
                         sp_visitor(&req, (struct sockaddr *)&other, b)));
}

/* Is a visitor behind a proxy here, of this address, the same as of that? */
static bool
are_one(const char *one, const char *other)
{
  char a[SP_VISITOR_MAX], b[SP_VISITOR_MAX];
  struct sp_request first = {.forwarded_for = sp_str(one)};
  struct sp_request second = {.forwarded_for = sp_str(other)};

  return sp_str_eq(visitor_of(&first, 0x7F000001, a),
                   visitor_of(&second, 0x7F000001, b));
}

static void
forwarded_addresses_count_as_others_do(void **state)
{
  (void)state;
  assert_true(are_one("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
  assert_true(are_one("2001:db8:1:2::1", "[2001:db8:1:2::7]:4711"));
  assert_false(are_one("2001:db8:1:2::1", "2001:db8:1:3::1"));
  assert_true(are_one("192.0.2.1", "192.0.2.1:4711"));
  assert_true(are_one("192.0.2.1", "::ffff:192.0.2.1"));
  assert_false(are_one("192.0.2.1", "192.0.2.2:80"));
  assert_false(are_one("unknown", "_hidden"));
  assert_false(are_one("[", "[]"));
}

static void
the_place_is_the_address_alone(void **state)
{
  struct sp_arena arena = {0};
  struct sockaddr_in in = {.sin_family = AF_INET,
                           .sin_addr.s_addr = htonl(0x0A00000A)};
  struct sp_request one = {.arena = &arena, .user_agent = SP_STR("Firefox")};
  struct sp_request two = {.arena = &arena, .user_agent = SP_STR("Chrome")};
  struct sp_str place = sp_visitor_place(&one, (const struct sockaddr *)&in);

  (void)state;
  assert_int_equal(place.len, 4);
  assert_true(
      sp_str_eq(place, sp_visitor_place(&two, (const struct sockaddr *)&in)));
  in.sin_addr.s_addr = htonl(0x0A00000B);
  assert_false(
      sp_str_eq(place, sp_visitor_place(&one, (const struct sockaddr *)&in)));
  assert_str(sp_visitor_place(&one, NULL), "");
  sp_arena_release(&arena);
}

static void
long_headers_are_bounded(void **state)
{
  char a[SP_VISITOR_MAX], text[2000];
  struct sp_request req = {.head = false};

  (void)state;
  memset(text, 'x', sizeof(text));
  req.user_agent = req.forwarded_for = sp_str_n(text, sizeof(text));
  assert_int_equal(sp_visitor(&req, NULL, a).len, SP_VISITOR_MAX);
}

static void
programs_are_no_persons(void **state)
{
  struct sp_request req = {.user_agent = SP_STR("Mozilla/5.0 Firefox/145.0")};

  (void)state;
  assert_true(sp_visitor_is_person(&req));
  req.purpose = SP_STR("prefetch;prerender");
  assert_false(sp_visitor_is_person(&req));
  req.purpose = SP_STR("");
  req.head = true;
  assert_false(sp_visitor_is_person(&req));
  req.head = false;
  req.user_agent = SP_STR("Mozilla/5.0 (compatible; GoogleBot/2.1)");
  assert_false(sp_visitor_is_person(&req));
  req.user_agent = SP_STR("");
  assert_true(sp_visitor_is_person(&req));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_the_same_however_they_are_typed),
      cmocka_unit_test(words_are_scrubbed),
      cmocka_unit_test(what_has_no_letter_is_not_worth_keeping),
      cmocka_unit_test(long_text_is_cut_between_words),
      cmocka_unit_test(visitors_are_told_by_address_and_program),
      cmocka_unit_test(only_a_proxy_here_may_say_who_asks),
      cmocka_unit_test(the_newer_addresses_count_by_their_first_half),
      cmocka_unit_test(forwarded_addresses_count_as_others_do),
      cmocka_unit_test(the_place_is_the_address_alone),
      cmocka_unit_test(long_headers_are_bounded),
      cmocka_unit_test(programs_are_no_persons),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
