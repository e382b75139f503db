/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/why.h"

static struct sp_arena arena;

static int
teardown(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_reason
part(enum sp_reason_kind kind, enum sp_reason_field field, const char *typed,
     const char *found)
{
  return (struct sp_reason){kind, field, sp_str(typed), sp_str(found), 1.0};
}

static struct sp_str
sentence(struct sp_reason *reason, size_t count)
{
  struct sp_hit hit = {.reason = reason, .reasons = count};

  return sp_why_sentence(&arena, &hit);
}

static void
words_are_named_by_field_the_title_first(void **state)
{
  struct sp_reason reason[] = {
      part(SP_REASON_WORD, SP_REASON_BODY, "bin", ""),
      part(SP_REASON_WORD, SP_REASON_TITLE, "missed", ""),
      part(SP_REASON_WORD, SP_REASON_TITLE, "bin", ""),
      part(SP_REASON_WORD, SP_REASON_ASKED, "bin", ""),
      part(SP_REASON_WORD, SP_REASON_HEADING, "a", ""),
      part(SP_REASON_WORD, SP_REASON_HEADING, "b", ""),
      part(SP_REASON_WORD, SP_REASON_HEADING, "c", ""),
  };

  (void)state;
  assert_str(sentence(reason, SP_ARRAY_LEN(reason)),
             "Its title has ‘missed’ and ‘bin’. Customers’ words for it have "
             "‘bin’. Its headings have ‘a’, ‘b’ and ‘c’. Its text has ‘bin’.");
}

static void
what_was_looked_for_instead_is_said_once(void **state)
{
  struct sp_reason reason[] = {
      part(SP_REASON_SYNONYM, SP_REASON_TITLE, "dustbin", "bin"),
      part(SP_REASON_SYNONYM, SP_REASON_BODY, "dustbin", "bin"),
  };

  (void)state;
  assert_str(sentence(reason, 2),
             "Its title has ‘bin’. Its text has ‘bin’. A customer’s word "
             "‘dustbin’ stands for ‘bin’.");
}

static void
one_of_several_is_not_said_to_be_there(void **state)
{
  struct sp_reason reason[] = {
      part(SP_REASON_SLIP, SP_REASON_TITLE, "bni", "bin; ban"),
      part(SP_REASON_SYNONYM, SP_REASON_TITLE, "x", "a; b; c; d; e"),
  };

  (void)state;
  assert_str(sentence(reason, 2),
             "‘bni’ may be a slip for ‘bin’ or ‘ban’. A customer’s word ‘x’ "
             "stands for ‘a’ or ‘b’ or ‘c’ or others.");
}

static void
each_kind_has_its_words(void **state)
{
  static const struct {
    enum sp_reason_kind kind;
    const char *as, *text;
  } row[] = {
      {SP_REASON_WORD, "word", "It matches the search."},
      {SP_REASON_SLIP, "slip", "‘t’ may be a slip for ‘f’ or ‘g’."},
      {SP_REASON_COMPLETION, "completion",
       "‘t’ may be the beginning of ‘f’ or ‘g’."},
      {SP_REASON_SPLIT, "split", "‘t’ was read as ‘f’ or ‘g’."},
      {SP_REASON_JOINED, "joined", "‘t’ was read as ‘f’ or ‘g’."},
      {SP_REASON_SYNONYM, "synonym",
       "A customer’s word ‘t’ stands for ‘f’ or ‘g’."},
      {SP_REASON_GLOSSARY, "glossary",
       "The glossary says that ‘t’ means ‘f’ or ‘g’."},
      {SP_REASON_PHRASE, "phrase", "It matches the search."},
      {SP_REASON_PAIRS, "pairs", "Words of the search stand side by side."},
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(row); i++) {
    struct sp_reason one = part(row[i].kind, SP_REASON_ANYWHERE, "t", "f; g");

    assert_string_equal(sp_why_as(row[i].kind), row[i].as);
    assert_str(sentence(&one, 1), row[i].text);
  }
  assert_string_equal(sp_why_field(SP_REASON_TITLE), "title");
  assert_string_equal(sp_why_field(SP_REASON_ASKED), "asked");
  assert_string_equal(sp_why_field(SP_REASON_HEADING), "heading");
  assert_string_equal(sp_why_field(SP_REASON_BODY), "text");
  assert_string_equal(sp_why_field(SP_REASON_ANYWHERE), "anywhere");
}

static void
a_contact_that_the_first_result_names_says_so(void **state)
{
  struct sp_hit hit = {.is_named = true};

  (void)state;
  assert_str(sp_why_sentence(&arena, &hit),
             "It is the contact that the first result names.");
}

static void
a_pin_is_named_with_who_wanted_it_when_that_is_known(void **state)
{
  struct sp_hit hit = {.pinned = SP_PINNED_BEST,
                       .pin_owner = SP_STR("Waste operations manager"),
                       .pin_reason = SP_STR("The strike. ")};

  (void)state;
  assert_str(sp_why_sentence(&arena, &hit),
             "Pinned first by Waste operations manager: The strike.");
  hit.pin_reason = SP_STR("the strike");
  hit.pinned = SP_PINNED_WORST;
  assert_str(sp_why_sentence(&arena, &hit),
             "Pinned last by Waste operations manager: the strike.");
  hit.pin_reason = hit.pin_owner = SP_STR("");
  assert_str(sp_why_sentence(&arena, &hit), "Pinned last.");
}

static void
a_part_says_what_and_where(void **state)
{
  struct sp_reason one =
      part(SP_REASON_SYNONYM, SP_REASON_TITLE, "dustbin", "bin");

  (void)state;
  assert_str(sp_why_part(&arena, &one), "‘dustbin’, as ‘bin’, in its title");
  one = part(SP_REASON_WORD, SP_REASON_ASKED, "bin", "");
  assert_str(sp_why_part(&arena, &one), "‘bin’ in customers’ words for it");
  one = part(SP_REASON_PAIRS, SP_REASON_ANYWHERE, "", "");
  assert_str(sp_why_part(&arena, &one), "words of the search side by side");
}

/* More parts than are read, and texts that do not fit. */
static void
what_is_too_long_is_cut_short(void **state)
{
  static struct sp_reason reason[SP_WHY_PARTS_MAX + 1];
  static char text[5000];

  (void)state;
  memset(text, 'a', sizeof(text) - 1);
  for (size_t i = 0; i < SP_WHY_PARTS_MAX; i++)
    reason[i] = part(SP_REASON_PAIRS, SP_REASON_ANYWHERE, "", "");
  reason[SP_WHY_PARTS_MAX] =
      part(SP_REASON_SYNONYM, SP_REASON_TITLE, "dustbin", "bin");
  assert_str(sentence(reason, SP_WHY_PARTS_MAX + 1),
             "Words of the search stand side by side.");
  reason[0] = part(SP_REASON_WORD, SP_REASON_TITLE, text, "");
  assert_str(sentence(reason, 1), "It matches the search.");
  assert_str(sp_why_part(&arena, &reason[0]), "a part of the search");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_named_by_field_the_title_first),
      cmocka_unit_test(what_was_looked_for_instead_is_said_once),
      cmocka_unit_test(one_of_several_is_not_said_to_be_there),
      cmocka_unit_test(each_kind_has_its_words),
      cmocka_unit_test(a_contact_that_the_first_result_names_says_so),
      cmocka_unit_test(a_pin_is_named_with_who_wanted_it_when_that_is_known),
      cmocka_unit_test(a_part_says_what_and_where),
      cmocka_unit_test(what_is_too_long_is_cut_short),
  };

  return cmocka_run_group_tests(tests, NULL, teardown);
}
