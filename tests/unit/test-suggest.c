/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/suggest_fixture.h"

static void
any_word_may_begin_and_titles_that_begin_so_come_first(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {
      head_of("c", "A new bin"), head_of("b", "Bin days"),
      head_of("d", "Cabinet members"), head_of("a", "Report a missed bin")};

  suggest_heads(f, heads, 4);
  assert_ids("b", "b | c | a");
  assert_ids("bin", "b | c | a");
  assert_ids("missed b", "a");
  assert_ids("BIN D", "b");
  assert_ids("  new   bin ", "c");
  assert_ids("abinet", "");
  assert_ids("zzz", "");
}

static void
typed_words_come_in_any_order(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Council car parks"),
                                       head_of("b", "Pay your council tax"),
                                       head_of("c", "Tax your car")};

  suggest_heads(f, heads, 3);
  assert_ids("tax cou", "b");
  assert_ids("cou tax", "b");
  assert_ids("coun ta", "b");
  assert_ids("car", "a | c");
  assert_ids("tax tax tax", "c | b");
  assert_ids("tax zebra", "");
}

static void
small_words_before_the_last_need_not_be_there(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Get a parking permit"),
                                       head_of("b", "How to vote")};

  suggest_heads(f, heads, 2);
  assert_ids("i want a parking p", "a");
  assert_ids("how", "b");
  assert_ids("how to", "b");
  assert_ids("get the", "");
}

static void
nothing_typed_gives_nothing(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Report a missed bin")};

  suggest_heads(f, heads, 1);
  assert_ids("", "");
  assert_ids("   ", "");
  assert_ids("' - ?", "");
  assert_str(suggest_found(f, "id", "r", 0), "");
  suggest_heads(f, NULL, 0);
  assert_ids("r", "");
  assert_ids("report", "");
}

static void
a_page_is_there_once_and_never_more_than_asked(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "Bins, bins and bins"),
                                       head_of("b", "Bins home"),
                                       head_of("c", "My bins")};

  suggest_heads(f, heads, 3);
  assert_ids("bins", "b | a | c");
  assert_str(suggest_found(f, "id", "bins", 2), "b | a");
  assert_str(suggest_found(f, "id", "bins", 1), "b");
  assert_str(suggest_found(f, "id", "bins", 1000), "b | a | c");
}

static void
tasks_come_before_questions_contacts_and_notices(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_head heads[] = {
      head_of("notice", "Bin lorry late"), head_of("contact", "Bin team"),
      head_of("faq", "Bin advice"),        head_of("guide", "Bin days"),
      head_of("late", "Your bin"),         head_of("snippet", "Bin text")};

  heads[0].type = SP_DOC_NOTICE;
  heads[1].type = SP_DOC_CONTACT;
  heads[2].type = SP_DOC_FAQ;
  heads[4].type = SP_DOC_SCRIPT;
  heads[5].type = SP_DOC_SNIPPET;
  suggest_heads(f, heads, 6);
  assert_ids("bin", "guide | faq | late | contact | notice");
}

static void
the_order_does_not_change_as_a_word_is_typed_on(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {
      head_of("a", "Parking permits for residents of the town"),
      head_of("b", "Parks"), head_of("c", "Pay a parking fine"),
      head_of("d", "Where to park"), head_of("e", "Parking on grass")};

  suggest_heads(f, heads, 5);
  assert_ids("p", "b | e | c | a | d");
  assert_ids("pa", "b | e | c | a | d");
  assert_ids("par", "b | e | a | d | c");
  assert_ids("park", "b | e | a | d | c");
  assert_ids("parki", "e | a | c");
  assert_ids("parking", "e | a | c");
}

static void
accents_case_and_apostrophes_do_not_count(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {
      head_of("a", "\xc3\x89t\xc3\xa9 works"),
      head_of("b", "(Blue) Badge"),
      head_of("c", "Can't pay?"),
      head_of("d", "Someone\xe2\x80\x99s drive"),
      head_of("e", "T\xc5\xb7 newydd"),
      head_of("f", "Stra\xc3\x9f"
                   "e und \xc3\x86on"),
      head_of("g", "\xce\x91\xce\xb8\xce\xae\xce\xbd\xce\xb1"),
      head_of("h", "Fee \xc2\xa3"
                   "82\xe2\x80\x94garden"),
      head_of("i", "Cafe\xcc\x81 licence")};

  suggest_heads(f, heads, 9);
  assert_ids("\xc3\xa9t", "a");
  assert_ids("ETE", "a");
  assert_ids("blue", "b");
  assert_ids("badge", "b");
  assert_ids("can't", "c");
  assert_ids("cant", "c");
  assert_ids("CAN\xe2\x80\x99T P", "c");
  assert_ids("someones", "d");
  assert_ids("ty", "e");
  assert_ids("strasse", "f");
  assert_ids("aeon", "f");
  assert_ids("\xce\xb1\xce\xb8\xce\xae", "g");
  assert_ids("82 garden", "h");
  assert_ids("caf\xc3\xa9", "i");
}

static void
a_begun_character_of_another_script_finds_nothing_else(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {head_of("a", "\xd0\xb0\xd0\xb1"),
                                       head_of("b", "\xd0\xb2\xd0\xb3")};

  suggest_heads(f, heads, 2);
  assert_ids("\xd0\xb0", "a");
  assert_ids("\xd0\x92", "b");
  assert_ids("\xd0\xb5", "");
}

static void
what_the_viewer_may_not_see_now_is_left_out(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_head heads[] = {
      head_of("a", "Bins now"), head_of("b", "Bins over"),
      head_of("c", "Bins soon"), head_of("d", "Bins 3")};

  heads[1].until = NOW;
  heads[2].from = NOW + 1;
  heads[3].level = 3;
  suggest_heads(f, heads, 4);
  assert_ids("bins", "a");
  assert_ids("bins now", "a");
  assert_ids("bins soon", "");
}

static void
nobody_is_suggested_what_is_above_the_first_level(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_head heads[] = {head_of("a", "Bin days"),
                                 head_of("b", "Bin fines")};
  struct sp_viewer viewer = {4, NOW};
  uint32_t entry[8];

  heads[1].level = 2;
  suggest_heads(f, heads, 2);
  assert_int_equal(
      sp_suggest_find(f->suggest, &f->arena, SP_STR("bin"), &viewer, 8, entry),
      1);
  assert_ids("bin", "a");
}

/* A thousand pages still to come must not take the places of the one there. */
static void
what_is_still_to_come_hides_nothing(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_head *heads =
      sp_arena_array(&f->arena, struct sp_page_head, 1001);

  for (size_t i = 0; i < 1000; i++) {
    heads[i] = head_of(sp_arena_fmt(&f->arena, "p%zu", i).ptr, "Bins");
    heads[i].from = NOW + 1;
  }
  heads[1000] = head_of("here", "The very long title of a page about bins");
  suggest_heads(f, heads, 1001);
  assert_ids("b", "here");
  assert_ids("bins", "here");
}

static void
a_reply_is_json_whatever_the_title(void **state)
{
  struct suggest_fixture *f = *state;
  const struct sp_page_head heads[] = {
      head_of("caf\xc3\xa9/x y", "Say \"hello\" \\ \x01 tab\t")};
  struct sp_viewer viewer = {1, NOW};
  struct sp_buf json;
  uint32_t entry[1];

  suggest_heads(f, heads, 1);
  assert_int_equal(sp_suggest_find(f->suggest, &f->arena, SP_STR("hello"),
                                   &viewer, 1, entry),
                   1);
  sp_buf_init(&json, 4096);
  sp_suggest_put(f->suggest, entry[0], &f->arena, &json);
  assert_str(sp_buf_str(&json),
             "{\"text\":\"Say \\\"hello\\\" \\\\ \\u0001 tab\\u0009\","
             "\"url\":\"/caf%C3%A9/x%20y\",\"id\":\"caf\xc3\xa9/x y\"}");
  sp_buf_clear(&json);
  sp_suggest_quote(&json, SP_STR(""));
  assert_str(sp_buf_str(&json), "\"\"");
  sp_buf_release(&json);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      SUGGEST_TEST(any_word_may_begin_and_titles_that_begin_so_come_first),
      SUGGEST_TEST(typed_words_come_in_any_order),
      SUGGEST_TEST(small_words_before_the_last_need_not_be_there),
      SUGGEST_TEST(nothing_typed_gives_nothing),
      SUGGEST_TEST(a_page_is_there_once_and_never_more_than_asked),
      SUGGEST_TEST(tasks_come_before_questions_contacts_and_notices),
      SUGGEST_TEST(the_order_does_not_change_as_a_word_is_typed_on),
      SUGGEST_TEST(accents_case_and_apostrophes_do_not_count),
      SUGGEST_TEST(a_begun_character_of_another_script_finds_nothing_else),
      SUGGEST_TEST(what_the_viewer_may_not_see_now_is_left_out),
      SUGGEST_TEST(nobody_is_suggested_what_is_above_the_first_level),
      SUGGEST_TEST(what_is_still_to_come_hides_nothing),
      SUGGEST_TEST(a_reply_is_json_whatever_the_title),
  };
  return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
