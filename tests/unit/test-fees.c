/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/diags.h"

#include "lib/site.h"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_fees fees;
};

DIAGS_SETUP

static bool
fees(struct fixture *f, const char *text)
{
  return sp_fees_read(&f->arena, sp_str(text), &f->diags, &f->fees);
}

static sp_instant
at(const char *text)
{
  sp_instant when;

  assert_true(sp_instant_parse(sp_str(text), &when));
  return when;
}

static struct sp_str
amount(struct fixture *f, const char *key, const char *when)
{
  return sp_fees_amount(&f->arena, &f->fees, sp_str(key), at(when));
}

#define FEES_HEAD                                                              \
  "key,label,amount,unit,from,until,service,owner,source,checked\n"

static void
a_fee_is_the_row_in_force(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, FEES_HEAD
                   "garden,G,45,,2025-04-01,2026-03-31,,,,2026-09-08\n"
                   "garden,G,54,,2027-04-01,,,,,\n"
                   "garden,G,50,,2026-04-01,2027-03-31,,,,\n"
                   "copy,C,12.50,,,,,,,\n"));
  diags_none(&f->diags);
  assert_str(amount(f, "garden", "2025-03-31 23:59"), "");
  assert_str(amount(f, "garden", "2026-03-31 23:59"), "£45");
  assert_str(amount(f, "garden", "2026-04-01 00:00"), "£50");
  assert_str(amount(f, "garden", "2027-03-31 23:59"), "£50");
  assert_str(amount(f, "garden", "2030-01-01"), "£54");
  assert_str(amount(f, "copy", "1999-01-01"), "£12.50");
  assert_str(amount(f, "copies", "1999-01-01"), "");
}

static void
the_next_change_is_a_rows_beginning_or_the_last_ones_end(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount,from,until\n"
                      "garden,45,2026-04-01,2026-10-24\n"
                      "garden,50,2026-10-25,2027-03-31\n"
                      "copy,1,,\n"));
  assert_true(sp_fees_next_change(&f->fees, SP_STR("garden"),
                                  at("2025-01-01")) == at("2026-04-01"));
  assert_true(sp_fees_next_change(&f->fees, SP_STR("garden"),
                                  at("2026-04-01")) == at("2026-10-25"));
  assert_true(sp_fees_next_change(&f->fees, SP_STR("garden"),
                                  at("2026-10-25")) == at("2027-04-01"));
  assert_true(sp_fees_next_change(&f->fees, SP_STR("garden"),
                                  at("2027-04-01")) == SP_ALWAYS_UNTIL);
  assert_true(sp_fees_next_change(&f->fees, SP_STR("copy"), at("2027-04-01")) ==
              SP_ALWAYS_UNTIL);
  assert_true(sp_fees_next_change(&f->fees, SP_STR("none"), at("2027-04-01")) ==
              SP_ALWAYS_UNTIL);
}

static void
amounts_are_shown_as_people_write_them(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount\na,0\nb,0.50\nc,999\nd,1000\ne,1234567\n"
                      "f,12.00\ng,1000.05\nh,999999999\n"));
  diags_none(&f->diags);
  assert_str(amount(f, "a", "2026-01-01"), "£0");
  assert_str(amount(f, "b", "2026-01-01"), "£0.50");
  assert_str(amount(f, "c", "2026-01-01"), "£999");
  assert_str(amount(f, "d", "2026-01-01"), "£1,000");
  assert_str(amount(f, "e", "2026-01-01"), "£1,234,567");
  assert_str(amount(f, "f", "2026-01-01"), "£12");
  assert_str(amount(f, "g", "2026-01-01"), "£1,000.05");
  assert_str(amount(f, "h", "2026-01-01"), "£999,999,999");
}

static void
a_wrong_amount_key_or_date_is_an_error(void **state)
{
  static const struct {
    const char *row, *words;
  } wrong[] = {
      {"a,,L", "amount"},
      {"a,£5,L", "amount"},
      {"a,5.5,L", "amount"},
      {"a,5.555,L", "amount"},
      {"a,05,L", "amount"},
      {"a,-5,L", "amount"},
      {"a,.50,L", "amount"},
      {"a,5.,L", "amount"},
      {"a,1e3,L", "amount"},
      {"a,\"1,000\",L", "amount"},
      {"a,1234567890,L", "amount"},
      {",5,L", "no key"},
      {"Garden waste,5,L", "small letters"},
  };
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++) {
    assert_true(
        fees(f, sp_arena_cstr(&f->arena, sp_arena_fmt(&f->arena,
                                                      "key,amount,label\n"
                                                      "good,5,G\n%s\n",
                                                      wrong[i].row))));
    diags_only(&f->diags, 3, wrong[i].words);
    assert_int_equal(f->fees.count, 1);
  }
  assert_true(fees(f, "key,amount,from\na,5,2026-02-30\n"));
  diags_only(&f->diags, 2, "no date");
  assert_true(fees(f, "key,amount,until\na,5,1 April 2026\n"));
  diags_only(&f->diags, 2, "no date");
  assert_true(fees(f, "key,amount,checked\na,5,yes\n"));
  diags_only(&f->diags, 2, "checked");
  assert_true(fees(f, "key,amount,from,until\na,5,2026-04-02,2026-04-01\n"));
  diags_only(&f->diags, 2, "before from");
  assert_true(fees(f, "key,amount,from,until\na,5,2026-04-01,2026-04-01\n"));
  diags_none(&f->diags);
}

static void
rows_of_one_key_may_not_overlap_or_leave_a_gap(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount,from,until\n"
                      "a,5,2026-04-01,\nb,1,,\na,6,2027-04-01,\n"));
  diags_only(&f->diags, 4, "overlaps in time with line 2");
  assert_str(amount(f, "a", "2026-05-01"), "");
  assert_str(amount(f, "b", "2026-05-01"), "£1");
  assert_true(fees(f, "key,amount,from,until\n"
                      "a,6,2027-04-01,\na,5,2026-04-01,2027-03-30\n"));
  diags_only(&f->diags, 2, "no amount between the until of line 3");
  assert_true(fees(f, "key,amount\na,5\na,5\n"));
  diags_only(&f->diags, 3, "overlaps");
  assert_int_equal(f->fees.count, 0);
}

static void
a_key_with_a_wrong_row_has_no_amount(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount,from,until\n"
                      "a,5,2026-04-01,\na,6,2027-04-31,\nb,1,,\n"));
  diags_only(&f->diags, 3, "no date");
  assert_int_equal(f->fees.count, 1);
  assert_str(amount(f, "a", "2026-05-01"), "");
}

static void
a_key_that_was_left_out_is_remembered(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount,from,until\n"
                      "z,5x,,\nb,1,,\na,5,2026-04-01,\na,6,2027-04-31,\n"
                      "Garden Waste,5,,\n"));
  assert_true(sp_fees_in_error(&f->fees, SP_STR("a")));
  assert_true(sp_fees_in_error(&f->fees, SP_STR("z")));
  assert_false(sp_fees_in_error(&f->fees, SP_STR("b")));
  assert_false(sp_fees_in_error(&f->fees, SP_STR("c")));
  /* As it stands there, and as it should. */
  assert_true(sp_fees_in_error(&f->fees, SP_STR("Garden Waste")));
  assert_true(sp_fees_in_error(&f->fees, SP_STR("garden-waste")));
}

static void
fees_need_their_columns_and_no_others(void **state)
{
  struct fixture *f = *state;

  assert_false(fees(f, "key,price\na,5\n"));
  assert_int_equal(f->diags.count, 2);
  f->diags.count = 0;
  assert_false(fees(f, "key,amount,untill\na,5,2026-04-01\n"));
  diags_only(&f->diags, 1, "no column is called \"untill\"");
  assert_false(fees(f, "key,amount\na\n"));
  diags_only(&f->diags, 2, "1 cells");
}

static void
many_wrong_rows_take_no_quadratic_time(void **state)
{
  struct fixture *f = *state;
  struct sp_buf buf;

  sp_buf_init(&buf, SP_CSV_MAX_BYTES);
  sp_buf_puts(&buf, "key,amount\n");
  for (int i = 0; i < 400000; i++)
    sp_buf_fmt(&buf, "k%d,%s\n", i, i % 2 ? "x" : "1");
  assert_true(fees(f, buf.ptr));
  assert_int_equal(f->fees.count, 200000);
  assert_int_equal(f->diags.errors, 200000);
  sp_buf_release(&buf);
}

static int
in_london(void **state)
{
  (void)state;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(a_fee_is_the_row_in_force),
      DIAGS_TEST(the_next_change_is_a_rows_beginning_or_the_last_ones_end),
      DIAGS_TEST(amounts_are_shown_as_people_write_them),
      DIAGS_TEST(a_wrong_amount_key_or_date_is_an_error),
      DIAGS_TEST(rows_of_one_key_may_not_overlap_or_leave_a_gap),
      DIAGS_TEST(a_key_with_a_wrong_row_has_no_amount),
      DIAGS_TEST(a_key_that_was_left_out_is_remembered),
      DIAGS_TEST(fees_need_their_columns_and_no_others),
      DIAGS_TEST(many_wrong_rows_take_no_quadratic_time),
  };
  return cmocka_run_group_tests_name("fees", tests, in_london, NULL);
}
