/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows of pins.yaml against the pages that there are, and against time. */
#include "tests/unit/diags.h"

#include "lib/check_site.h"
#include "lib/when.h"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  size_t asked;
};
DIAGS_SETUP_WHEN(sp_when_zone("Europe/London"))

static enum sp_check_page
page_of(void *ctx, struct sp_str id)
{
  struct fixture *f = ctx;

  f->asked++;
  if (sp_str_is(id, "waste/bins"))
    return SP_CHECK_PAGE;
  return sp_str_starts(id, "snippets/") ? SP_CHECK_SNIPPET : SP_CHECK_NO_PAGE;
}

static struct sp_str
page_near(void *ctx, struct sp_arena *arena, struct sp_str id)
{
  (void)ctx;
  (void)arena;
  return sp_str_is(id, "waste/bin") ? SP_STR("waste/bins") : SP_STR("");
}

static sp_instant
at(const char *when)
{
  sp_instant instant;

  assert_true(sp_instant_parse(sp_str(when), &instant));
  return instant;
}

static void
check(struct fixture *f, const struct sp_pin *pin, size_t pins,
      const char *when)
{
  struct sp_site site = {.pin = (struct sp_pin *)pin, .pins = pins};
  struct sp_check_pages pages = {f, page_of, page_near};

  sp_check_pins(&f->arena, &site, at(when), &pages, &f->diags);
}

/* The n-th message. */
static void
said(const struct fixture *f, size_t n, const char *code, unsigned line,
     const char *words)
{
  const struct sp_diag *diag = &f->diags.item[n];

  assert_true(n < f->diags.count);
  assert_string_equal(diag->code, code);
  assert_int_equal(diag->line, line);
  assert_true(sp_str_is(diag->path, "pins.yaml"));
  if (!sp_str_has(diag->text, words))
    fail_msg("\"%.*s\" lacks \"%s\"", SP_FMT(diag->text), words);
}

static struct sp_pin
pin_of(const char *document, sp_instant from, sp_instant until, unsigned line)
{
  return (struct sp_pin){.query = SP_STR("bin day"),
                         .document = sp_str(document),
                         .from = from,
                         .until = until,
                         .line = line};
}

static void
a_pin_of_a_page_is_good(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin = pin_of("waste/bins", SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, 1);

  check(f, &pin, 1, "2026-11-22");
  diags_none(&f->diags);
  check(f, NULL, 0, "2026-11-22");
  diags_none(&f->diags);
}

static void
a_page_that_is_not_there_is_said_with_the_one_that_may_be_meant(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin[] = {
      pin_of("waste/bin", SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, 3),
      pin_of("waste/tip", SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, 9),
  };

  check(f, pin, 2, "2026-11-22");
  assert_int_equal(f->diags.count, 2);
  said(f, 0, "E02", 3, "\"waste/bin\"; did you mean waste/bins?");
  said(f, 1, "E02", 9, "there is no document \"waste/tip\"");
  assert_false(sp_str_has(f->diags.item[1].text, "did you mean"));
}

static void
who_knows_nothing_near_says_nothing_near(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin = pin_of("waste/bin", SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, 3);
  struct sp_site site = {.pin = &pin, .pins = 1};
  struct sp_check_pages pages = {f, page_of, NULL};

  sp_check_pins(&f->arena, &site, at("2026-11-22"), &pages, &f->diags);
  assert_int_equal(f->diags.count, 1);
  assert_false(sp_str_has(f->diags.item[0].text, "did you mean"));
}

static void
a_snippet_is_no_page(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin =
      pin_of("snippets/hours", SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, 2);

  check(f, &pin, 1, "2026-11-22");
  assert_int_equal(f->diags.count, 1);
  said(f, 0, "E02", 2, "snippets/hours is a snippet");
}

static void
a_pin_ends_with_its_last_day(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin =
      pin_of("waste/bins", at("2026-09-01"), at("2026-11-01"), 4);

  check(f, &pin, 1, "2026-10-31T23:59:59Z");
  diags_none(&f->diags);
  check(f, &pin, 1, "2026-11-01T00:00:00Z");
  assert_int_equal(f->diags.count, 1);
  said(f, 0, "W16", 4, "the pin of \"bin day\" ended on 31 October 2026");
}

static void
a_pin_to_come_is_good(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin =
      pin_of("waste/bins", at("2026-12-01"), at("2027-01-01"), 4);

  check(f, &pin, 1, "2026-11-22");
  diags_none(&f->diags);
}

static void
a_row_with_a_slip_has_its_page_looked_for_and_never_ends(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin[] = {
      pin_of("waste/bins", SP_ALWAYS_FROM, SP_ALWAYS_FROM, 1),
      pin_of("waste/tip", SP_ALWAYS_FROM, SP_ALWAYS_FROM, 5),
      pin_of("", SP_ALWAYS_FROM, SP_ALWAYS_FROM, 9),
  };

  check(f, pin, 3, "2026-11-22");
  assert_int_equal(f->asked, 2);
  assert_int_equal(f->diags.count, 1);
  said(f, 0, "E02", 5, "waste/tip");
}

static void
a_page_that_is_not_there_and_a_time_that_ended_are_both_said(void **state)
{
  struct fixture *f = *state;
  struct sp_pin pin =
      pin_of("waste/tip", at("2026-09-01"), at("2026-11-01"), 4);

  check(f, &pin, 1, "2026-11-22");
  assert_int_equal(f->diags.count, 2);
  said(f, 0, "E02", 4, "waste/tip");
  said(f, 1, "W16", 4, "renew it or take it out");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(a_pin_of_a_page_is_good),
      DIAGS_TEST(
          a_page_that_is_not_there_is_said_with_the_one_that_may_be_meant),
      DIAGS_TEST(who_knows_nothing_near_says_nothing_near),
      DIAGS_TEST(a_snippet_is_no_page),
      DIAGS_TEST(a_pin_ends_with_its_last_day),
      DIAGS_TEST(a_pin_to_come_is_good),
      DIAGS_TEST(a_row_with_a_slip_has_its_page_looked_for_and_never_ends),
      DIAGS_TEST(a_page_that_is_not_there_and_a_time_that_ended_are_both_said),
  };
  return cmocka_run_group_tests_name("check-pins", tests, NULL, NULL);
}
