/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include <string.h>

#include "searchd/feedback.h"

/* What these bytes of a form are read as; SP_E_USAGE: they are refused. */
static enum sp_status
read_form(struct sp_arena *arena, const char *body, struct sp_feedback *out)
{
  struct sp_request req = {.arena = arena, .method = SP_METHOD_POST};
  enum sp_status status = sp_request_form(&req, sp_str(body), NULL);

  return status == SP_OK ? sp_feedback_read(&req, out, NULL) : status;
}

static void
answers_and_words_are_read(void **state)
{
  struct sp_arena arena = {0};
  struct sp_feedback got;

  (void)state;
  assert_int_equal(read_form(&arena, "page=waste%2Fbin-days&answer=yes", &got),
                   SP_OK);
  assert_int_equal(got.kind, SP_EVENT_USEFUL);
  assert_str(got.page, "waste/bin-days");
  assert_int_equal(read_form(&arena, "answer=no&page=search", &got), SP_OK);
  assert_int_equal(got.kind, SP_EVENT_NOT_USEFUL);
  assert_str(got.page, SP_FEEDBACK_SEARCH);
  assert_int_equal(read_form(&arena, "page=a&words=+too+long%0D%0A", &got),
                   SP_OK);
  assert_int_equal(got.kind, SP_EVENT_SAID);
  assert_str(got.words, "too long");
  assert_int_equal(read_form(&arena, "page=a&words=", &got), SP_OK);
  assert_int_equal(sp_feedback_event(&arena, &got).kind, SP_EVENT_NONE);
  sp_arena_release(&arena);
}

static void
what_is_not_the_form_is_refused(void **state)
{
  static const char *const bodies[] = {
      "",
      "page=a",
      "answer=yes",
      "words=a",
      "page=&answer=yes",
      "page=+&answer=yes",
      "page=a&answer=",
      "page=a&answer=Yes",
      "page=a&answer=maybe",
      "page=a&answer=yes&words=b",
      "page=a&answer=yes&answer=no",
      "page=a&page=b&answer=yes",
      "page=a&page=b",
      "page=a&words=b&words=c",
      "page=a&answer=yes&more=1",
      "page=a&more=1",
      "page=a&answer=yes%00",
      "page=%ff&answer=yes",
  };
  struct sp_arena arena = {0};
  struct sp_feedback got;

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(bodies); i++)
    if (read_form(&arena, bodies[i], &got) != SP_E_USAGE)
      fail_msg("taken: %s", bodies[i]);
  sp_arena_release(&arena);
}

/* Is a text of so many times this piece too long? */
static bool
is_long(const char *piece, size_t times)
{
  static char text[8192];
  struct sp_feedback feedback = {.kind = SP_EVENT_SAID};
  size_t len = strlen(piece);

  for (size_t i = 0; i < times; i++)
    memcpy(text + i * len, piece, len);
  feedback.words = sp_str_n(text, times * len);
  return sp_feedback_is_long(&feedback);
}

static void
five_hundred_characters_are_not_too_many(void **state)
{
  (void)state;
  assert_false(is_long("", 0));
  assert_false(is_long("a", 500));
  assert_true(is_long("a", 501));
  assert_false(is_long("ŵ", 500));
  assert_true(is_long("ŵ", 501));
  assert_false(is_long("\xF0\x9F\x98\x80", 500));
  /* The end of a line is one for who typed it. */
  assert_false(is_long("a\r\n", 250));
  assert_true(is_long("a\r\n", 251));
}

static void
what_is_said_is_scrubbed_and_keeps_its_letters(void **state)
{
  struct sp_arena arena = {0};
  struct sp_feedback feedback = {.kind = SP_EVENT_SAID, .page = SP_STR("a")};
  struct sp_event event;

  (void)state;
  feedback.words =
      SP_STR("The form\r\n\r\n is BROKEN,   ring 01621\r\n854477!");
  event = sp_feedback_event(&arena, &feedback);
  assert_int_equal(event.kind, SP_EVENT_SAID);
  assert_str(event.words, "The form is BROKEN, ring [phone]!");
  assert_str(event.about, "a");
  feedback.words = SP_STR(" ... ?!");
  assert_int_equal(sp_feedback_event(&arena, &feedback).kind, SP_EVENT_NONE);
  feedback.words = SP_STR("OK");
  assert_str(sp_feedback_event(&arena, &feedback).words, "OK");
  feedback.kind = SP_EVENT_USEFUL;
  assert_str(sp_feedback_event(&arena, &feedback).words, "");
  sp_arena_release(&arena);
}

static void
what_is_said_has_an_end(void **state)
{
  static char text[3000];
  struct sp_arena arena = {0};
  struct sp_str words;

  (void)state;
  for (size_t i = 0; i < sizeof(text); i++)
    text[i] = i % 7 == 6 ? ' ' : 'w';
  words = sp_event_said(&arena, sp_str_n(text, sizeof(text)));
  assert_true(words.len <= SP_EVENT_SAID_MAX &&
              words.len > SP_EVENT_SAID_MAX - 10);
  assert_true(sp_str_ends(words, " wwwwww"));
  sp_arena_release(&arena);
}

static bool
is_own(const char *fetch_site, const char *origin, const char *base_url)
{
  struct sp_request req = {.host = SP_STR("help.example.org:8080")};

  req.sec_fetch_site = sp_str(fetch_site);
  req.origin = sp_str(origin);
  return sp_feedback_is_own(&req, sp_str(base_url));
}

static void
a_form_of_another_site_is_told(void **state)
{
  (void)state;
  assert_true(is_own("", "", ""));
  assert_true(is_own("same-origin", "", ""));
  assert_true(is_own("none", "", ""));
  assert_false(is_own("cross-site", "", ""));
  assert_false(is_own("same-site", "", ""));
  assert_false(is_own("nonsense", "http://help.example.org:8080", ""));
  assert_true(is_own("", "http://help.example.org:8080", ""));
  assert_true(is_own("", "https://Help.example.org:8080", ""));
  assert_false(is_own("", "http://help.example.org", ""));
  assert_false(is_own("", "http://evil.example", ""));
  assert_false(is_own("", "http://help.example.org:8080.evil.example", ""));
  assert_false(is_own("", "null", ""));
  assert_false(is_own("", "help.example.org:8080", ""));
  assert_false(is_own("", "https://", ""));
  assert_true(
      is_own("", "https://help.example.org", "https://help.example.org"));
  assert_false(is_own("", "https://other.example", "https://help.example.org"));
  /* A proxy may ask us by another name; browsers of today say it themselves. */
  assert_true(is_own("same-origin", "https://elsewhere.example", ""));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_and_words_are_read),
      cmocka_unit_test(what_is_not_the_form_is_refused),
      cmocka_unit_test(five_hundred_characters_are_not_too_many),
      cmocka_unit_test(what_is_said_is_scrubbed_and_keeps_its_letters),
      cmocka_unit_test(what_is_said_has_an_end),
      cmocka_unit_test(a_form_of_another_site_is_told),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
