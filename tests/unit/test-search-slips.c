/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching: words with a slip of the finger. */
#define _GNU_SOURCE
#include "tests/unit/lexicon_fixture.h"

static void
a_word_that_no_text_has_stands_for_the_nearest_one(void **state)
{
  static const char *const pairs[][2] = {
      {"rubish", "rubbish"},          {"rubbbish", "rubbish"},
      {"rubbihs", "rubbish"},         {"rubbosh", "rubbish"},
      {"collecton", "collection"},    {"colectoin", "collection"},
      {"oollectin", "collection"},    {"a RUBISH bin", "a rubbish bin"},
      {"rubish, ok?", "rubbish, ok?"}};
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "a", "A", "rubbish collection bin ok");
  lexicon_commit(f);
  for (size_t i = 0; i < SP_ARRAY_LEN(pairs); i++) {
    assert_str(lexicon_corrected(f, pairs[i][0]), pairs[i][1]);
    assert_str(lexicon_found(f, pairs[i][0]), "a");
  }
}

static void
short_words_numbers_and_far_words_are_left_alone(void **state)
{
  static const char *const queries[] = {"bim",    "caz",        "rxbbosh",
                                        "ubbish", "rubbis1",    "r2d2",
                                        "2026",   "kollektshun"};
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "a", "A", "bin case rubbish collection 2025 r2d3");
  lexicon_commit(f);
  for (size_t i = 0; i < SP_ARRAY_LEN(queries); i++) {
    assert_str(lexicon_corrected(f, queries[i]), "");
    assert_str(lexicon_found(f, queries[i]), "");
  }
}

static void
a_word_of_any_text_is_never_changed(void **state)
{
  struct lexicon_fixture *f = *state;

  for (int i = 0; i < 20; i++)
    fixture_simple(&f->index, sp_arena_fmt(&f->index.arena, "%d", i).ptr, "A",
                   "permit");
  fixture_simple(&f->index, "x", "A", "permet");
  lexicon_commit(f);
  assert_str(lexicon_corrected(f, "permet"), "");
  assert_str(lexicon_found(f, "permet"), "x");
  assert_str(lexicon_corrected(f, "permets"), "");
}

static void
words_are_taken_as_typed_when_asked(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_search search;

  fixture_simple(&f->index, "a", "A", "rubbish");
  lexicon_commit(f);
  search = lexicon_query(f, "rubish");
  search.as_typed = true;
  assert_int_equal(fixture_search(&f->index, &search).count, 0);
  assert_str(fixture_search(&f->index, &search).corrected, "");
  assert_str(lexicon_corrected(f, "\"rubish\""), "");
  assert_str(lexicon_found(f, "\"rubish\""), "");
}

/* What a viewer of level 1 gets must be what an index without the hidden text
 * gives: these queries touch the hidden words from all sides. */
static const char *const probes[] = {
    "quagmire",   "quagmira",     "quagmirs",     "quagmara",
    "permits",    "permitz",      "parmits",      "collecti",
    "collextion", "collektiom",   "wheelchairs",  "wheel chair",
    "quag mire",  "quagmirefund", "fundquagmire", "qua"};

static struct sp_str
answers(struct lexicon_fixture *f)
{
  struct sp_str all = SP_STR("");

  for (size_t i = 0; i < SP_ARRAY_LEN(probes); i++) {
    struct sp_results results = lexicon_find(f, probes[i]);

    all = sp_arena_fmt(&f->index.arena, "%.*s%s: %.*s = %.*s\n", SP_FMT(all),
                       probes[i], SP_FMT(results.corrected),
                       SP_FMT(fixture_ids(&f->index, &results)));
  }
  return all;
}

static void
put_open(struct lexicon_fixture *f)
{
  fixture_simple(&f->index, "a", "A", "quagmore permit parking fund");
  fixture_simple(&f->index, "b", "B", "collection of a wheel and a chair");
  fixture_simple(&f->index, "c", "C", "permit collector");
  fixture_simple(&f->index, "d", "D", "quag");
}

static void
what_is_hidden_neither_corrects_nor_is_corrected(void **state)
{
  static const char *const hidden =
      "quagmire quagmira quagmirs permitz permita parmitz collextion"
      " collekting quag mire wheelchair wheel chair quagmire fund";
  struct lexicon_fixture *f = *state;
  struct sp_str plain;
  struct sp_page *page;

  put_open(f);
  lexicon_commit(f);
  plain = answers(f);
  for (int kind = 0; kind < 3; kind++) {
    for (int i = 0; i < 9; i++) {
      page = fixture_page(&f->index,
                          sp_arena_fmt(&f->index.arena, "h%d", i).ptr, "H");
      page->head.level = kind == 0 ? 3 : 1;
      if (kind == 1)
        page->head.until = 1000;
      if (kind == 2)
        page->head.from = 1001;
      fixture_text(&f->index, &page->section[0], hidden);
      fixture_put(&f->index, page);
    }
    lexicon_commit(f);
    assert_str(answers(f), plain.ptr);
  }
}

static void
hidden_words_do_not_crowd_out_open_ones(void **state)
{
  static const char *const nearer[] = {"collectiom", "collectiop", "collectioq",
                                       "collectior", "collectios", "collectiot",
                                       "collectiou", "collectiov"};
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "a", "A", "collecting permit");
  for (size_t i = 0; i < SP_ARRAY_LEN(nearer); i++) {
    struct sp_page *page = fixture_page(
        &f->index, sp_arena_fmt(&f->index.arena, "h%zu", i).ptr, "H");

    page->head.level = 3;
    fixture_text(&f->index, &page->section[0], nearer[i]);
    fixture_text(&f->index, &page->section[0], "permat parmit pemmit pirmit");
    fixture_text(&f->index, &page->section[0], "permix permyt");
    fixture_put(&f->index, page);
  }
  lexicon_commit(f);
  /* One letter from the hidden words, two from the open one. */
  assert_str(lexicon_corrected(f, "collectiog"), "collecting");
  assert_str(lexicon_corrected(f, "permit collectiog"), "permit collecting");
  assert_str(lexicon_corrected(f, "permot"), "permit");
}

static void
a_viewer_above_has_the_words_of_their_level(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_page *page = fixture_page(&f->index, "h", "Waivers");
  struct sp_search search;

  page->head.level = 3;
  fixture_text(&f->index, &page->section[0], "quagmore");
  fixture_put(&f->index, page);
  fixture_simple(&f->index, "a", "A", "quagmire");
  lexicon_commit(f);
  search = lexicon_query(f, "quagmore");
  search.viewer.level = 3;
  assert_str(fixture_search(&f->index, &search).corrected, "");
  assert_str(lexicon_corrected(f, "quagmore"), "quagmire");
}

static void
the_words_beside_it_choose_among_candidates(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results found;

  for (int i = 0; i < 9; i++)
    fixture_simple(&f->index, sp_arena_fmt(&f->index.arena, "p%d", i).ptr, "P",
                   "web page");
  fixture_simple(&f->index, "b", "B", "the black bags are free");
  fixture_simple(&f->index, "l", "L", "bale and bake and barge");
  lexicon_commit(f);
  assert_str(lexicon_corrected(f, "black bagse"), "black bags");
  assert_str(lexicon_corrected(f, "black baqs"), "black bags");
  /* The others were not meant, however often they occur. */
  fixture_simple(&f->index, "n", "N", "one bag");
  for (int i = 0; i < 9; i++)
    fixture_simple(&f->index, sp_arena_fmt(&f->index.arena, "q%d", i).ptr, "Q",
                   "a badge");
  lexicon_commit(f);
  found = lexicon_find(f, "black bage");
  assert_str(fixture_ids(&f->index, &found), "b n");
}

static void
two_slips_in_a_short_word_are_read_by_its_neighbours(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "c", "C", "your council tax bill");
  for (int i = 0; i < 9; i++)
    fixture_simple(&f->index, sp_arena_fmt(&f->index.arena, "p%d", i).ptr, "P",
                   "cancel a booking");
  lexicon_commit(f);
  assert_str(lexicon_corrected(f, "cancil tax"), "council tax");
  assert_str(lexicon_corrected(f, "cancil booking"), "cancel booking");
  assert_str(lexicon_corrected(f, "cancil"), "cancel");
  assert_str(lexicon_corrected(f, "kouncal tax"), ""); /* the first letter */
}

static void
words_that_the_council_wrote_down_are_not_corrected(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "a", "A", "rubbish sofas settle grants");
  lexicon_synonyms(f, "settee => sofas\n");
  lexicon_glossary(f, "- short: grunts\n  long: rubbist\n  meaning: x\n");
  lexicon_commit(f);
  assert_str(lexicon_corrected(f, "settee"), "");
  assert_str(lexicon_found(f, "settee"), "a");
  assert_str(lexicon_corrected(f, "grunts"), "");
  assert_str(lexicon_corrected(f, "rubbist"), "");
}

static void
words_typed_as_one_or_apart_are_found(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "tax", "A", "pay council tax");
  fixture_simple(&f->index, "chair", "B", "wheelchair hire");
  lexicon_commit(f);
  assert_str(lexicon_corrected(f, "my counciltax"), "my council tax");
  assert_str(lexicon_found(f, "counciltax"), "tax");
  assert_str(lexicon_found(f, "wheel chair"), "chair");
  assert_str(lexicon_corrected(f, "taxcouncil"), "");
}

static void
the_last_word_may_be_begun_only(void **state)
{
  struct lexicon_fixture *f = *state;
  struct sp_results results;

  fixture_simple(&f->index, "a", "A", "recycling centre");
  lexicon_commit(f);
  results = lexicon_find(f, "recy");
  assert_str(fixture_ids(&f->index, &results), "a");
  assert_str(results.corrected, "");
  assert_str(lexicon_found(f, "recy zzz"), "");
}

static void
exact_hits_stand_above(void **state)
{
  struct lexicon_fixture *f = *state;

  fixture_simple(&f->index, "slip", "A", "rubbish rubbish rubbish");
  fixture_simple(&f->index, "both", "A", "missed rubbish");
  fixture_simple(&f->index, "exact", "A", "missed things");
  lexicon_commit(f);
  assert_str(sp_str_sub(lexicon_found(f, "missed rubish"), 0, 4), "both");
}

static void
hostile_queries_are_bounded(void **state)
{
  struct lexicon_fixture *f = *state;
  unsigned seed = 7;

  for (int i = 0; i < 30; i++)
    fixture_simple(&f->index, sp_arena_fmt(&f->index.arena, "%d", i).ptr,
                   "Council tax", "rubbish collection wheelchair permit");
  lexicon_commit(f);
  for (int i = 0; i < 200; i++) {
    char query[2049];
    struct sp_search search = lexicon_query(f, "");
    struct sp_results results;
    size_t reasons_of_slips = 0;

    for (size_t n = 0; n < sizeof(query) - 1; n++) {
      seed = seed * 1664525u + 1013904223u;
      query[n] = (seed >> 16) % 9 == 0 && i % 4
                     ? ' '
                     : "councilrubxtmpe"[seed >> 24 & 14];
    }
    search.query = sp_str_n(query, (size_t)(i * 10 + 48));
    search.explain = true;
    results = fixture_search(&f->index, &search);
    assert_true(results.corrected.len <= search.query.len + 6 * 32);
    for (size_t h = 0; h < results.count; h++) {
      assert_true(results.hit[h].reasons <= (2 * SP_QUERY_WORDS_MAX + 6) * 5);
      for (size_t r = 0; r < results.hit[h].reasons; r++) {
        enum sp_reason_kind kind = results.hit[h].reason[r].kind;

        reasons_of_slips +=
            h == 0 && (kind == SP_REASON_SLIP || kind == SP_REASON_SPLIT);
      }
    }
    assert_true(reasons_of_slips <= 6 * 4); /* corrections, fields */
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      LEXICON_TEST(a_word_that_no_text_has_stands_for_the_nearest_one),
      LEXICON_TEST(short_words_numbers_and_far_words_are_left_alone),
      LEXICON_TEST(a_word_of_any_text_is_never_changed),
      LEXICON_TEST(words_are_taken_as_typed_when_asked),
      LEXICON_TEST(what_is_hidden_neither_corrects_nor_is_corrected),
      LEXICON_TEST(hidden_words_do_not_crowd_out_open_ones),
      LEXICON_TEST(a_viewer_above_has_the_words_of_their_level),
      LEXICON_TEST(the_words_beside_it_choose_among_candidates),
      LEXICON_TEST(two_slips_in_a_short_word_are_read_by_its_neighbours),
      LEXICON_TEST(words_that_the_council_wrote_down_are_not_corrected),
      LEXICON_TEST(words_typed_as_one_or_apart_are_found),
      LEXICON_TEST(the_last_word_may_be_begun_only),
      LEXICON_TEST(exact_hits_stand_above),
      LEXICON_TEST(hostile_queries_are_bounded),
  };
  return cmocka_run_group_tests_name("search slips", tests, NULL, NULL);
}
