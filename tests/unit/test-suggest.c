/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/suggest.h"

#define NOW ((sp_instant)1000)

static struct sp_arena arena;
static const struct sp_page_head *found[SP_SUGGEST_MAX];

static struct sp_page_head
page(const char *id, const char *title)
{
  struct sp_page_head head = {.id = sp_str(id),
                              .title = sp_str(title),
                              .level = 1,
                              .from = SP_ALWAYS_FROM,
                              .until = SP_ALWAYS_UNTIL};
  return head;
}

/* The ids found for `typed`, after one another. */
static struct sp_str
find(const struct sp_page_head *heads, size_t count, const char *typed,
     size_t limit)
{
  struct sp_viewer viewer = {1, NOW};
  const struct sp_suggest *suggest = sp_suggest_make(&arena, heads, count);
  size_t n =
      sp_suggest_find(suggest, &arena, sp_str(typed), &viewer, limit, found);
  struct sp_str ids = SP_STR("");

  for (size_t i = 0; i < n; i++)
    ids = sp_arena_fmt(&arena, "%.*s%s%.*s", SP_FMT(ids), i > 0 ? " " : "",
                       SP_FMT(found[i]->id));
  return ids;
}

static int
tear_down(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static void
any_word_may_begin_and_titles_that_begin_so_come_first(void **state)
{
  const struct sp_page_head heads[] = {
      page("a", "Report a missed bin"), page("b", "Bin days"),
      page("c", "A new bin"), page("d", "Cabinet members")};

  (void)state;
  assert_str(find(heads, 4, "bin", 8), "b a c");
  assert_str(find(heads, 4, "missed b", 8), "a");
  assert_str(find(heads, 4, "BIN D", 8), "b");
  assert_str(find(heads, 4, "  new   bin ", 8), "c");
  assert_str(find(heads, 4, "abinet", 8), "");
  assert_str(find(heads, 4, "zzz", 8), "");
}

static void
nothing_typed_gives_nothing(void **state)
{
  const struct sp_page_head heads[] = {page("a", "Report a missed bin")};

  (void)state;
  assert_str(find(heads, 1, "", 8), "");
  assert_str(find(heads, 1, "   ", 8), "");
  assert_str(find(heads, 1, "r", 0), "");
  assert_str(find(NULL, 0, "r", 8), "");
}

static void
a_page_is_there_once_and_never_more_than_asked(void **state)
{
  const struct sp_page_head heads[] = {page("a", "Bins, bins and bins"),
                                       page("b", "Bins at home"),
                                       page("c", "My bins")};

  (void)state;
  assert_str(find(heads, 3, "bins", 8), "b a c");
  assert_str(find(heads, 3, "bins", 2), "b a");
  assert_str(find(heads, 3, "bins", 1), "b");
  assert_str(find(heads, 3, "bins", 1000), "b a c");
}

static void
letters_of_any_script_and_case_count(void **state)
{
  const struct sp_page_head heads[] = {page("a", "\xc3\x89t\xc3\xa9 works"),
                                       page("b", "(Blue) Badge"),
                                       page("c", "Can't pay?")};

  (void)state;
  assert_str(find(heads, 3, "\xc3\xa9t", 8), "a");
  assert_str(find(heads, 3, "blue", 8), "b");
  assert_str(find(heads, 3, "badge", 8), "b");
  assert_str(find(heads, 3, "can't", 8), "c");
  assert_str(find(heads, 3, "t p", 8), "");
}

static void
what_the_viewer_may_not_see_now_is_left_out(void **state)
{
  struct sp_page_head heads[] = {page("a", "Bins now"), page("b", "Bins over"),
                                 page("c", "Bins soon"), page("d", "Bins 3")};

  (void)state;
  heads[1].until = NOW;
  heads[2].from = NOW + 1;
  heads[3].level = 3;
  assert_str(find(heads, 4, "bins", 8), "a");
}

static void
nobody_is_suggested_what_is_above_the_first_level(void **state)
{
  struct sp_page_head heads[] = {page("a", "Bin days"), page("b", "Bin fines")};
  struct sp_viewer viewer = {4, NOW};
  const struct sp_suggest *suggest;

  (void)state;
  heads[1].level = 2;
  suggest = sp_suggest_make(&arena, heads, 2);
  assert_int_equal(
      sp_suggest_find(suggest, &arena, SP_STR("bin"), &viewer, 8, found), 1);
  assert_str(found[0]->id, "a");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(any_word_may_begin_and_titles_that_begin_so_come_first),
      TEST(nothing_typed_gives_nothing),
      TEST(a_page_is_there_once_and_never_more_than_asked),
      TEST(letters_of_any_script_and_case_count),
      TEST(what_the_viewer_may_not_see_now_is_left_out),
      TEST(nobody_is_suggested_what_is_above_the_first_level),
  };
  return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
