/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: the reasons of a hit add up to its score. */
#define _GNU_SOURCE
#include "tests/unit/lexicon_fixture.h"

static void
put_all(struct lexicon_fixture *f)
{
  struct sp_page *page = fixture_page(&f->index, "asked", "Waste collection");
  struct sp_str asked[1] = {SP_STR("bin men did not come")};

  page->also_asked.item = asked;
  page->also_asked.count = 1;
  fixture_text(&f->index, fixture_section(&f->index, page, "Missed bins"),
               "Report a missed bin within two days.");
  fixture_put(&f->index, page);
  fixture_simple(&f->index, "bulky", "Bulky waste", "a sofa or a mattress");
  fixture_simple(&f->index, "tax", "Council tax", "pay your council tax bill");
  fixture_simple(&f->index, "chair", "Hire", "a wheelchair for the day");
  fixture_simple(&f->index, "dfg", "Grants", "the disabled facilities grant");
  page = fixture_page(&f->index, "senior", "Bin waivers");
  page->head.level = 3;
  fixture_text(&f->index, &page->section[0], "missed bin council tax sofa");
  fixture_put(&f->index, page);
  lexicon_synonyms(f, "settee, couch => sofa\nrubbish, waste\n");
  lexicon_glossary(f, "- short: DFG\n  long: disabled facilities grant\n");
  lexicon_pin(f, "council tax", "bulky");
  lexicon_pin(f, "council tax", "tax")->is_worst = true;
  lexicon_commit(f);
}

static void
reasons_add_up_to_the_score(void **state)
{
  static const char *const queries[] = {"missed bin",
                                        "bin",
                                        "the bin and what not",
                                        "settee",
                                        "rubbish",
                                        "rubish collection",
                                        "\"council tax\"",
                                        "\"council tax\" bill pay",
                                        "council tax",
                                        "counciltax",
                                        "wheel chair",
                                        "wheel chair hire",
                                        "dfg",
                                        "disabled facilities grant",
                                        "collectoin of wasts",
                                        "mattr",
                                        "how to pay",
                                        "the",
                                        "bin men come",
                                        "sofa settee couch"};
  struct lexicon_fixture *f = *state;

  put_all(f);
  for (size_t i = 0; i < SP_ARRAY_LEN(queries); i++)
    for (unsigned level = 1; level <= 3; level += 2) {
      struct sp_search search = lexicon_query(f, queries[i]);
      struct sp_results results;

      search.explain = true;
      search.viewer.level = level;
      results = fixture_search(&f->index, &search);
      assert_true(results.count > 0);
      for (size_t h = 0; h < results.count; h++) {
        const struct sp_hit *hit = &results.hit[h];
        double sum = 0;

        for (size_t r = 0; r < hit->reasons; r++) {
          assert_true(hit->reason[r].weight > 0);
          assert_true(r == 0 ||
                      hit->reason[r].weight <= hit->reason[r - 1].weight);
          sum += hit->reason[r].weight;
        }
        if (sum - hit->score > 1e-6 || hit->score - sum > 1e-6)
          fail_msg("%s, level %u: %.*s has %f, its reasons %f", queries[i],
                   level, SP_FMT(hit->head.id), hit->score, sum);
      }
    }
}

static enum sp_reason_kind
kind_of(struct lexicon_fixture *f, const char *query, const char *found)
{
  struct sp_search search = lexicon_query(f, query);
  struct sp_results results;

  search.explain = true;
  results = fixture_search(&f->index, &search);
  assert_true(results.count > 0 && results.hit[0].reasons > 0);
  assert_str(results.hit[0].reason[0].found, found);
  return results.hit[0].reason[0].kind;
}

static void
each_reason_says_what_it_is(void **state)
{
  struct lexicon_fixture *f = *state;

  put_all(f);
  assert_int_equal(kind_of(f, "mattress", ""), SP_REASON_WORD);
  assert_int_equal(kind_of(f, "matress", "mattress"), SP_REASON_SLIP);
  assert_int_equal(kind_of(f, "mattr", "mattress"), SP_REASON_COMPLETION);
  assert_int_equal(kind_of(f, "missedbin", "missed bin"), SP_REASON_SPLIT);
  assert_int_equal(kind_of(f, "wheel chair", "wheelchair"), SP_REASON_JOINED);
  assert_int_equal(kind_of(f, "settee", "sofa"), SP_REASON_SYNONYM);
  assert_int_equal(kind_of(f, "dfg", "disabled facilities grant"),
                   SP_REASON_GLOSSARY);
  assert_int_equal(kind_of(f, "\"your council\"", ""), SP_REASON_PHRASE);
}

static void
reasons_are_given_when_asked_for_only(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results results;

  put_all(f);
  results = lexicon_find(f, "bin");
  assert_int_equal(results.hit[0].reasons, 0);
  assert_null(results.hit[0].reason);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      LEXICON_TEST(reasons_add_up_to_the_score),
      LEXICON_TEST(each_reason_says_what_it_is),
      LEXICON_TEST(reasons_are_given_when_asked_for_only),
  };
  return cmocka_run_group_tests_name("search explain", tests, NULL, NULL);
}
