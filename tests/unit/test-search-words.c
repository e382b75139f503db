/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: words that stand for others, by synonyms.txt and the glossary. */
#define _GNU_SOURCE
#include "tests/unit/lexicon_fixture.h"

static void
a_rule_with_an_arrow_goes_one_way(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "bulky", "A", "bulky waste");
  fixture_simple(&f->index, "sofa", "B", "a settee");
  lexicon_synonyms(f, "settee => bulky waste\n");
  lexicon_commit(f);
  assert_int_equal(lexicon_find(f, "settee").count, 2);
  assert_int_equal(lexicon_find(f, "settees").count, 2);
  assert_str(lexicon_found(f, "bulky waste"), "bulky");
}

static void
a_rare_synonym_counts_no_more_than_what_was_typed(void **state)
{
  struct lexicon_fixture *f = *state;

  for (int i = 0; i < 20; i++)
    fixture_simple(&f->index, sp_arena_fmt(&f->index.arena, "t%02d", i).ptr,
                   "Council tax", "About your council tax.");
  fixture_simple(&f->index, "copy", "Council tax",
                 "About your council tax: a copy of it.");
  fixture_simple(&f->index, "rates", "Rates", "A copy of your rates demand.");
  lexicon_synonyms(f, "council tax => rates demand\n");
  lexicon_commit(f);
  assert_str(lexicon_find(f, "copy of council tax").hit[0].head.id, "copy");
}

static void
small_words_of_a_rule_are_not_marked(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_str snippet;

  fixture_simple(&f->index, "a", "A", "A lid or a wheel. Your bin was stolen.");
  lexicon_synonyms(f, "nicked => lost or stolen, stolen or a\n");
  lexicon_commit(f);
  snippet = lexicon_find(f, "nicked").hit[0].snippet.raw;
  assert_str(snippet, "A lid or a wheel. Your bin was <mark>stolen</mark>.");
}

static void
a_rule_without_an_arrow_goes_both_ways(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "r", "A", "rubbish");
  fixture_simple(&f->index, "g", "B", "garbage");
  lexicon_synonyms(f, "rubbish, garbage\n");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "rubbish"), "r g");
  assert_str(lexicon_found(f, "GARBAGE"), "g r");
}

static void
the_longest_phrase_counts(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results results;

  fixture_simple(&f->index, "tree", "A", "preservation");
  fixture_simple(&f->index, "office", "B", "wood");
  lexicon_synonyms(f, "tree order => preservation\ntree => wood\n");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "tree order"), "tree");
  assert_str(lexicon_found(f, "a tree orders please"), "tree");
  assert_str(lexicon_found(f, "tree"), "office");
  results = lexicon_find(f, "order tree");
  assert_str(sp_str_sub(fixture_ids(&f->index, &results), 0, 6), "office");
}

static void
a_corrected_word_stands_for_what_it_meant(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results results;

  fixture_simple(&f->index, "bulky", "A", "bulky things");
  lexicon_synonyms(f, "mattress => bulky\n");
  lexicon_commit(f);
  results = lexicon_find(f, "matress");
  assert_str(fixture_ids(&f->index, &results), "bulky");
  assert_str(results.corrected, "mattress");
}

static void
forms_of_a_glossary_entry_find_one_another(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "long", "A", "a disabled facilities grant");
  fixture_simple(&f->index, "short", "B", "ask about your DFG");
  fixture_simple(&f->index, "hb", "C", "housing benefit");
  lexicon_glossary(f, "- short: DFG\n  long: disabled facilities grant\n"
                      "  also: adaptations money\n"
                      "- short: HB\n  long: housing benefit\n");
  lexicon_commit(f);
  assert_int_equal(lexicon_find(f, "dfg").count, 2);
  assert_int_equal(lexicon_find(f, "DFG").count, 2);
  assert_int_equal(lexicon_find(f, "Disabled Facilities Grants").count, 2);
  assert_int_equal(lexicon_find(f, "adaptations money").count, 2);
  assert_str(lexicon_found(f, "hb"), "hb");
}

static void
facts_of_the_site_work_without_a_change_of_documents(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "a", "A", "bulky waste");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "settee"), "");
  lexicon_synonyms(f, "settee => bulky waste\n");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "settee"), "a");
  lexicon_synonyms(f, "");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "settee"), "");
}

static void
a_lexicon_of_an_older_index_does_no_harm(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "a", "A", "rubbish");
  lexicon_synonyms(f, "litter => rubbish\n");
  lexicon_commit(f);
  fixture_simple(&f->index, "a", "A", "permit");
  fixture_commit(&f->index);
  assert_str(lexicon_found(f, "rubish"), "");
  assert_str(lexicon_found(f, "litter"), "");
  assert_str(lexicon_found(f, "permit"), "a");
}

static void
synonyms_show_nobody_what_is_not_for_them(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_page *page = fixture_page(&f->index, "h", "Hidden");

  page->head.level = 3;
  fixture_text(&f->index, &page->section[0], "bulky");
  fixture_put(&f->index, page);
  lexicon_synonyms(f, "settee => bulky\n");
  lexicon_commit(f);
  assert_str(lexicon_found(f, "settee"), "");
}

static void
a_hit_lands_on_the_section_that_answers(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_page *page = fixture_page(&f->index, "faq", "Parking permits");
  struct sp_results results;

  page->head.type = SP_DOC_FAQ;
  fixture_text(&f->index, &page->section[0], "Permits for parking.");
  fixture_text(&f->index,
               fixture_section(&f->index, page, "How do I renew a permit?"),
               "Sign in to your account.");
  fixture_text(&f->index,
               fixture_section(&f->index, page, "What does a visitor pay?"),
               "Six vouchers cost ten pounds; a phrase of vouchers.");
  fixture_text(&f->index, fixture_section(&f->index, page, "Lost permits"),
               "We replace vouchers. Ten pounds cost is due.");
  fixture_put(&f->index, page);
  lexicon_commit(f);
  assert_str(lexicon_find(f, "renew permit").hit[0].anchor,
             "How do I renew a permit?");
  assert_str(lexicon_find(f, "visitor permit").hit[0].anchor,
             "What does a visitor pay?");
  assert_str(lexicon_find(f, "lost a parking permit").hit[0].anchor,
             "Lost permits");
  results = lexicon_find(f, "\"vouchers cost\"");
  assert_int_equal(results.count, 1);
  assert_str(results.hit[0].anchor, "What does a visitor pay?");
}

static void
a_phrase_does_not_reach_from_one_section_into_the_next(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_page *page = fixture_page(&f->index, "a", "A");

  fixture_text(&f->index, fixture_section(&f->index, page, "one"),
               "alpha beta");
  fixture_text(&f->index, fixture_section(&f->index, page, "two"),
               "gamma delta");
  fixture_put(&f->index, page);
  lexicon_commit(f);
  assert_str(lexicon_found(f, "\"alpha beta\""), "a");
  assert_str(lexicon_find(f, "\"gamma delta\"").hit[0].anchor, "two");
  assert_str(lexicon_found(f, "\"beta gamma\""), "");
  assert_str(lexicon_found(f, "\"alpha beta\" \"gamma delta\""), "a");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      LEXICON_TEST(a_rule_with_an_arrow_goes_one_way),
      LEXICON_TEST(a_rare_synonym_counts_no_more_than_what_was_typed),
      LEXICON_TEST(small_words_of_a_rule_are_not_marked),
      LEXICON_TEST(a_rule_without_an_arrow_goes_both_ways),
      LEXICON_TEST(the_longest_phrase_counts),
      LEXICON_TEST(a_corrected_word_stands_for_what_it_meant),
      LEXICON_TEST(forms_of_a_glossary_entry_find_one_another),
      LEXICON_TEST(facts_of_the_site_work_without_a_change_of_documents),
      LEXICON_TEST(a_lexicon_of_an_older_index_does_no_harm),
      LEXICON_TEST(synonyms_show_nobody_what_is_not_for_them),
      LEXICON_TEST(a_hit_lands_on_the_section_that_answers),
      LEXICON_TEST(a_phrase_does_not_reach_from_one_section_into_the_next),
  };
  return cmocka_run_group_tests_name("search words", tests, NULL, NULL);
}
