/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pins.yaml and synonyms.txt as their authors write them. */
#define _GNU_SOURCE
#include "tests/unit/diags.h"

#include "lib/buf.h"
#include "lib/site.h"
#include "lib/when.h"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_site site;
};
DIAGS_SETUP_WHEN(sp_when_zone("Europe/London"))

#define ROW "- query: bin\n  document: waste/bins\n  owner: A\n  reason: B\n"

static const struct sp_pin *
pins(struct fixture *f, const char *text)
{
  assert_true(sp_site_read_pins(&f->arena, sp_str(text), &f->diags, &f->site));
  return f->site.pin;
}

static void
all_slips_of_a_row_are_told(void **state)
{
  struct fixture *f = *state;
  const struct sp_pin *pin =
      pins(f, "- querry: bin\n  document: waste/bins\n  position: first\n"
              "  from: 2026-02-30\n  expires: soon\n");

  /* The unknown field, three that are needed, the place and two dates. */
  assert_int_equal(f->diags.errors, 7);
  /* It is there to have its document looked for, and does nothing. */
  assert_int_equal(f->site.pins, 1);
  assert_true(sp_str_is(pin->document, "waste/bins"));
  assert_true(pin->from == pin->until);
}

static void
a_slip_in_one_row_leaves_the_others(void **state)
{
  struct fixture *f = *state;
  const struct sp_pin *pin =
      pins(f, ROW "  position: Worst\n"
                  "- query: tip\n  document: waste/tip\n"
                  "  position: worst\n  owner: A\n  reason: B\n");

  diags_only(&f->diags, 5, "`position: Worst`: write `best`");
  assert_int_equal(f->site.pins, 2);
  assert_true(pin[0].from == pin[0].until);
  assert_true(pin[1].from < pin[1].until && pin[1].is_worst);
}

static void
a_list_where_one_value_stands_is_told_once(void **state)
{
  struct fixture *f = *state;

  pins(f, "- query:\n    - bin\n    - bins\n  document: waste/bins\n"
          "  owner: A\n  reason: B\n");
  diags_only(&f->diags, 1, "query takes one value");
}

static void
the_same_search_and_page_is_pinned_once(void **state)
{
  struct fixture *f = *state;
  const struct sp_pin *pin =
      pins(f, ROW "\n- query: BIN\n  document: waste/bins.md\n  owner: A\n"
                  "  reason: B\n");

  diags_only(&f->diags, 6, "line 1 pins waste/bins for \"bin\" already; take");
  assert_true(pin[0].from < pin[0].until);
  assert_true(pin[1].from == pin[1].until);
}

static void
but_not_at_both_ends(void **state)
{
  struct fixture *f = *state;

  pins(f, ROW ROW "  position: worst\n");
  diags_only(&f->diags, 5, "one says best and one says worst");
}

static void
one_after_the_other_it_may_be(void **state)
{
  struct fixture *f = *state;

  pins(f, ROW "  from: 2027-01-01\n" ROW "  expires: 2026-12-31\n");
  diags_none(&f->diags);
  pins(f, ROW "  from: 2026-12-31\n" ROW "  expires: 2026-12-31\n");
  diags_only(&f->diags, 6, "line 1 pins");
  /* A short one between two that do not meet. */
  pins(f, ROW "  expires: 2026-12-31\n" ROW
              "  from: 2026-03-01\n  expires: 2026-03-31\n" ROW
              "  from: 2026-06-01\n  expires: 2026-06-30\n");
  assert_int_equal(f->diags.errors, 2);
}

static void
other_words_or_pages_are_no_repetition(void **state)
{
  struct fixture *f = *state;

  pins(f, ROW "- query: bin\n  document: waste/tip\n  owner: A\n  reason: B\n"
              "- query: bins\n  document: waste/bins\n  owner: A\n"
              "  reason: B\n");
  diags_none(&f->diags);
}

/* ---- synonyms ---- */

static void
synonyms(struct fixture *f, const char *text)
{
  diags_forget(&f->diags);
  assert_true(
      sp_site_read_synonyms(&f->arena, sp_str(text), &f->diags, &f->site));
}

static void
a_wrong_sign_is_told_and_its_rule_left_out(void **state)
{
  static const char *const wrong[] = {"a -> b",    "a --> b",    "a ==> b",
                                      "a <=> b",   "a <- b",     "a = b",
                                      "a; b => c", "a => b > c", "a => => b"};
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++) {
    synonyms(f, wrong[i]);
    diags_only(&f->diags, 1, "");
    assert_int_equal(f->site.synonyms, 0);
  }
}

static void
warned(const struct fixture *f, size_t n, unsigned line, const char *words)
{
  assert_true(n < f->diags.count);
  assert_string_equal(f->diags.item[n].code, "W25");
  assert_int_equal(f->diags.item[n].line, line);
  assert_true(sp_str_has(f->diags.item[n].text, words));
}

static void
a_rule_that_says_nothing_new_is_told(void **state)
{
  struct fixture *f = *state;

  synonyms(f, "a, b, c\nc, a\nb => A\nd => a, b\nd => b\nd, d\ne => e\n");
  assert_int_equal(f->diags.errors, 0);
  assert_int_equal(f->diags.count, 5);
  warned(f, 0, 2, "line 1 says");
  warned(f, 1, 3, "line 1 says");
  warned(f, 2, 5, "line 4 says");
  warned(f, 3, 6, "finds itself");
  warned(f, 4, 7, "finds itself");
  assert_int_equal(f->site.synonyms, 7);
  /* Of two that say the same the second. */
  synonyms(f, "a => b\nA  => b\n");
  assert_int_equal(f->diags.count, 1);
  warned(f, 0, 2, "line 1 says");
}

static void
a_rule_that_says_something_new_is_not(void **state)
{
  struct fixture *f = *state;

  synonyms(f, "a => b\nb => a\na => c\na, d => b\nb, e\n");
  /* The first is within the fourth; all others say something. */
  assert_int_equal(f->diags.count, 1);
  warned(f, 0, 1, "line 4 says");
}

static void
many_rules_of_one_word_cost_little(void **state)
{
  struct fixture *f = *state;
  struct sp_buf text;

  sp_buf_init(&text, 1024 * 1024);
  for (int i = 0; i < 20000; i++)
    sp_buf_fmt(&text, "a => b%d\n", i);
  assert_true(
      sp_site_read_synonyms(&f->arena, sp_buf_str(&text), &f->diags, &f->site));
  diags_none(&f->diags);
  assert_int_equal(f->site.synonyms, 20000);
  sp_buf_release(&text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(all_slips_of_a_row_are_told),
      DIAGS_TEST(a_slip_in_one_row_leaves_the_others),
      DIAGS_TEST(a_list_where_one_value_stands_is_told_once),
      DIAGS_TEST(the_same_search_and_page_is_pinned_once),
      DIAGS_TEST(but_not_at_both_ends),
      DIAGS_TEST(one_after_the_other_it_may_be),
      DIAGS_TEST(other_words_or_pages_are_no_repetition),
      DIAGS_TEST(a_wrong_sign_is_told_and_its_rule_left_out),
      DIAGS_TEST(a_rule_that_says_nothing_new_is_told),
      DIAGS_TEST(a_rule_that_says_something_new_is_not),
      DIAGS_TEST(many_rules_of_one_word_cost_little),
  };
  return cmocka_run_group_tests_name("pins", tests, NULL, NULL);
}
