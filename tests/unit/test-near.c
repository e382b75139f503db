/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "lib/near.h"

static struct sp_str
nearest(const char *word, const char *const *name, size_t n)
{
  struct sp_nearest near = {.word = sp_str(word)};

  for (size_t i = 0; i < n; i++)
    sp_nearest_try(&near, sp_str(name[i]));
  return near.found;
}

#define assert_nearest(word, expected, ...)                                    \
  do {                                                                         \
    const char *const names[] = {__VA_ARGS__};                                 \
    struct sp_str found = nearest(word, names, SP_ARRAY_LEN(names));           \
                                                                               \
    assert_int_equal(found.len, strlen(expected));                             \
    if (found.len)                                                             \
      assert_memory_equal(found.ptr, expected, found.len);                     \
  } while (0)

static void
the_nearest_of_many_is_found(void **state)
{
  (void)state;
  assert_nearest("mised-bin", "missed-bin", "bin-days", "missed-bin", "fees");
  assert_nearest("waste-taem", "waste-team", "waste-teams", "waste-team");
  assert_nearest("Fees", "fees", "feet", "fees");
}

static void
the_first_of_two_that_are_as_near_is_found(void **state)
{
  (void)state;
  assert_nearest("fee-a", "fee-b", "fee-b", "fee-c");
}

static void
other_words_are_not_near(void **state)
{
  (void)state;
  assert_nearest("bins", "", "fees", "permits");
  assert_nearest("missed-bin", "", "missed-bins-of", "");
}

static void
short_words_take_fewer_slips(void **state)
{
  (void)state;
  assert_nearest("a", "", "b", "ab", "");
  assert_nearest("no", "", "on", "not");
  assert_nearest("yes", "yea", "yea");
  assert_nearest("stop", "", "step-", "spot-");
  assert_nearest("seven", "", "svenn");
  assert_nearest("eleven", "elvenn", "elvenn");
}

static void
long_words_are_near_to_nothing(void **state)
{
  char word[SP_NEAR_MAX_BYTES + 2];

  (void)state;
  memset(word, 'a', sizeof(word));
  word[SP_NEAR_MAX_BYTES] = '\0';
  assert_nearest(word, word, word);
  word[SP_NEAR_MAX_BYTES] = 'a';
  word[SP_NEAR_MAX_BYTES + 1] = '\0';
  assert_nearest(word, "", word);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_nearest_of_many_is_found),
      cmocka_unit_test(the_first_of_two_that_are_as_near_is_found),
      cmocka_unit_test(other_words_are_not_near),
      cmocka_unit_test(short_words_take_fewer_slips),
      cmocka_unit_test(long_words_are_near_to_nothing),
  };
  return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
