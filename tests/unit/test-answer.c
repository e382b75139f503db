/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "searchd/answer.h"
#include "searchd/extract.h"

#include "lib/text.h"

#include <stdio.h>

static struct sp_reason
word(const char *typed, double weight)
{
  return (struct sp_reason){
      .kind = SP_REASON_WORD, .typed = sp_str(typed), .weight = weight};
}

static double
share_of(const char *query, struct sp_hit *hits, size_t count)
{
  struct sp_arena arena = {0};
  struct sp_results results = {.hit = hits, .count = count};
  double share = sp_answer_share(&arena, sp_str(query), &results);

  sp_arena_release(&arena);
  return share;
}

static double
confidence_of(const char *query, struct sp_hit *hits, size_t count)
{
  struct sp_arena arena = {0};
  struct sp_results results = {.hit = hits, .count = count};
  double confidence = sp_answer_confidence(&arena, sp_str(query), &results);

  sp_arena_release(&arena);
  return confidence;
}

static void
no_result_is_no_answer(void **state)
{
  struct sp_hit nothing[1] = {{.score = 0}};

  (void)state;
  assert_float_equal(confidence_of("bin", NULL, 0), 0, 0);
  assert_float_equal(confidence_of("bin", nothing, 1), 0, 0);
  assert_float_equal(confidence_of("", nothing, 1), 0, 0);
}

static void
one_result_with_all_words_is_certain(void **state)
{
  struct sp_reason reason[] = {word("bin", 2), word("missed", 3)};
  struct sp_hit hit[] = {{.score = 5, .reason = reason, .reasons = 2}};

  (void)state;
  assert_float_equal(confidence_of("Missed bin!", hit, 1), 1, 1e-9);
}

static void
rare_words_count_more(void **state)
{
  struct sp_reason rare[] = {word("asbestos", 9)}, common[] = {word("bin", 1)};
  struct sp_hit rare_first[] = {{.score = 9, .reason = rare, .reasons = 1},
                                {.score = 1, .reason = common, .reasons = 1}};
  struct sp_hit common_first[] = {{.score = 1, .reason = common, .reasons = 1},
                                  {.score = 9, .reason = rare, .reasons = 1}};

  (void)state;
  assert_float_equal(share_of("asbestos bin", rare_first, 2), 0.9, 1e-9);
  assert_float_equal(share_of("asbestos bin", common_first, 2), 0.1, 1e-9);
}

static void
a_word_that_nothing_has_counts_as_the_mean(void **state)
{
  struct sp_reason reason[] = {word("bin", 4)};
  struct sp_hit hit[] = {{.score = 4, .reason = reason, .reasons = 1}};

  (void)state;
  assert_float_equal(share_of("bin zzxq", hit, 1), 0.5, 1e-9);
  assert_float_equal(share_of("bin zzxq zzxr zzxs", hit, 1), 0.25, 1e-9);
  /* Typed again it is no second word. */
  assert_float_equal(share_of("bin BIN bin", hit, 1), 1, 1e-9);
}

static void
pairs_are_no_words_and_apostrophes_part_none(void **state)
{
  struct sp_reason reason[] = {word("can\u2019t", 2), word("bin", 2)};
  struct sp_hit hit[] = {{.score = 4, .reason = reason, .reasons = 2}};

  (void)state;
  assert_float_equal(share_of("can\u2019t\u2026 bin", hit, 1), 1, 1e-9);
  reason[0].kind = SP_REASON_PAIRS;
  assert_float_equal(share_of("can\u2019t bin", hit, 1), 0.5, 1e-9);
}

static void
a_close_second_makes_it_doubtful(void **state)
{
  struct sp_reason reason[] = {word("bin", 4)};
  struct sp_hit hit[] = {{.score = 4, .reason = reason, .reasons = 1},
                         {.score = 4, .reason = reason, .reasons = 1}};
  struct sp_results results = {.hit = hit, .count = 2};

  (void)state;
  assert_float_equal(sp_answer_lead(&results), 0, 0);
  assert_float_equal(confidence_of("bin", hit, 2), 0.5, 1e-9);
  hit[1].score = 3;
  assert_float_equal(sp_answer_lead(&results), 0.25, 1e-9);
  assert_float_equal(confidence_of("bin", hit, 2), 0.75, 1e-9);
  hit[1].score = 1;
  assert_float_equal(confidence_of("bin", hit, 2), 1, 1e-9);
  /* An answer that was put before its contact has no lead, and no less. */
  hit[1].score = 9;
  assert_float_equal(sp_answer_lead(&results), 0, 0);
  /* The contact that the first names says nothing against it. */
  hit[1].is_named = true;
  assert_float_equal(confidence_of("bin", hit, 2), 1, 1e-9);
}

static void
a_pin_is_certain_and_only_in_the_first_place(void **state)
{
  struct sp_hit hit[] = {{.score = 0, .pinned = SP_PINNED_BEST},
                         {.score = 9, .pinned = SP_PINNED_WORST}};

  (void)state;
  assert_float_equal(confidence_of("bin", hit, 2), 1, 0);
  hit[0].pinned = SP_PINNED_WORST;
  hit[1].pinned = SP_PINNED_BEST;
  assert_float_equal(confidence_of("bin", hit, 2), 0, 0);
}

static void
words_beyond_the_limit_are_not_looked_at(void **state)
{
  char query[5 * (SP_ANSWER_WORDS_MAX + 8) + 8] = "bin";
  struct sp_reason reason[] = {word("bin", 4)};
  struct sp_hit hit[] = {{.score = 4, .reason = reason, .reasons = 1}};
  size_t len = 3;

  (void)state;
  for (unsigned i = 0; i < SP_ANSWER_WORDS_MAX + 8; i++)
    len += (size_t)snprintf(query + len, sizeof(query) - len, " w%u", i);
  assert_float_equal(share_of(query, hit, 1), 1.0 / SP_ANSWER_WORDS_MAX, 1e-9);
}

/* ---- extract.h ---- */

static void
assert_extract(const char *html, const char *snippet, const char *expected)
{
  struct sp_arena arena = {0};

  assert_str(sp_extract_html(&arena, (struct sp_html){sp_str(html)},
                             (struct sp_html){sp_str(snippet)}),
             expected);
  sp_arena_release(&arena);
}

static void
markup_becomes_plain_text(void **state)
{
  (void)state;
  assert_extract("<p class=\"x\">Call <a href=\"/c\">us</a>, or write.</p>\n"
                 "<ul><li>A &amp; B</li><li>C&#39;s &lt;b&gt; &quot;&x</li>"
                 "</ul>",
                 "", "Call us, or write.\nA & B\nC's <b> \"&x");
  assert_extract("<table><tr><th>Bin</th><td>Weekly</td></tr></table>"
                 "<dl><div><dt>When</dt><dd>Now</dd></div></dl>",
                 "", "Bin, Weekly\nWhen: Now");
  assert_extract("", "", "");
  assert_extract("<p>broken <a", "", "broken");
  assert_extract("&", "&", "&");
}

static void
sentences_are_whole_and_the_marked_come_first(void **state)
{
  char html[4000] = "", one[300], expected[700];
  struct sp_str text;
  struct sp_arena arena = {0};

  (void)state;
  memset(one, 'X', 250);
  memcpy(one + 250, ". ", 3);
  (void)snprintf(html, sizeof(html),
                 "<p>%s%s%sThe Skip is big. It is 7.5m. "
                 "So e.g. a sofa fits.</p>",
                 one, one, one);
  text = sp_extract_html(&arena, (struct sp_html){sp_str(html)},
                         (struct sp_html){SP_STR("a <mark>skip</mark> "
                                                 "<mark>sofa</mark>")});
  assert_true(sp_utf8_count(text) <= SP_EXTRACT_CHARS);
  (void)snprintf(expected, sizeof(expected),
                 "%s%sThe Skip is big. It is 7.5m. So e.g. a sofa fits.", one,
                 one);
  assert_str(text, expected);
  sp_arena_release(&arena);
}

static void
a_sentence_of_600_characters_fits_and_one_more_does_not(void **state)
{
  char text[SP_EXTRACT_CHARS + 2];
  struct sp_arena arena = {0};

  (void)state;
  memset(text, 'x', sizeof(text));
  text[SP_EXTRACT_CHARS] = '\0';
  assert_int_equal(sp_extract_text(&arena, sp_str(text)).len, SP_EXTRACT_CHARS);
  text[SP_EXTRACT_CHARS] = 'x';
  text[SP_EXTRACT_CHARS + 1] = '\0';
  assert_int_equal(sp_extract_text(&arena, sp_str(text)).len, 0);
  assert_str(sp_extract_text(&arena, SP_STR("One. Two.")), "One. Two.");
  sp_arena_release(&arena);
}

static void
more_sentences_than_are_read_do_no_harm(void **state)
{
  struct sp_arena arena = {0};
  struct sp_buf buf;

  (void)state;
  sp_buf_init(&buf, 1 << 20);
  for (int i = 0; i < 3 * SP_EXTRACT_SENTENCES; i++)
    sp_buf_puts(&buf, "<p>A b.</p>");
  assert_true(sp_extract_html(&arena, (struct sp_html){sp_buf_str(&buf)},
                              (struct sp_html){SP_STR("")})
                  .len <= SP_EXTRACT_CHARS);
  sp_buf_release(&buf);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_result_is_no_answer),
      cmocka_unit_test(one_result_with_all_words_is_certain),
      cmocka_unit_test(rare_words_count_more),
      cmocka_unit_test(a_word_that_nothing_has_counts_as_the_mean),
      cmocka_unit_test(pairs_are_no_words_and_apostrophes_part_none),
      cmocka_unit_test(a_close_second_makes_it_doubtful),
      cmocka_unit_test(a_pin_is_certain_and_only_in_the_first_place),
      cmocka_unit_test(words_beyond_the_limit_are_not_looked_at),
      cmocka_unit_test(markup_becomes_plain_text),
      cmocka_unit_test(sentences_are_whole_and_the_marked_come_first),
      cmocka_unit_test(a_sentence_of_600_characters_fits_and_one_more_does_not),
      cmocka_unit_test(more_sentences_than_are_read_do_no_harm),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
