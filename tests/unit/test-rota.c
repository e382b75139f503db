/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/clock.h"
#include "tests/unit/diags.h"

#include "lib/rota.h"

#define HEAD "contact,from,until,post,phone\n"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_rota rota;
};

DIAGS_SETUP_WHEN(sp_when_zone("Europe/London"))

static bool
read_text(struct fixture *f, const char *text)
{
  diags_forget(&f->diags);
  return sp_rota_read(&f->arena, sp_str(text), &f->diags, &f->rota);
}

/* Who ("": nobody) is on call for "duty", and until when ("": for ever). */
static void
on_call(struct fixture *f, const char *at, const char *post, const char *until)
{
  sp_instant end;
  const struct sp_duty *duty =
      sp_rota_at(&f->rota, SP_STR("duty"), clock_at(at), &end);

  assert_str(duty ? duty->post : SP_STR(""), post);
  if (*until)
    assert_instant(end, until);
  else
    assert_true(end == SP_ALWAYS_UNTIL);
}

static void
duties_follow_one_another(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "duty,2026-11-09,2026-11-15,B,2\n"
                                "DUTY,2026-11-02,2026-11-08,A,1\n"
                                "other,2026-11-01,,Z,9\n"));
  assert_int_equal(f->diags.count, 0);
  on_call(f, "2026-11-01 23:59", "", "2026-11-02");
  on_call(f, "2026-11-02", "A", "2026-11-09");
  on_call(f, "2026-11-08 23:59", "A", "2026-11-09");
  on_call(f, "2026-11-09", "B", "2026-11-16");
  on_call(f, "2026-11-16", "", "");
  assert_true(sp_rota_has(&f->rota, SP_STR("other")));
  assert_false(sp_rota_has(&f->rota, SP_STR("nobody")));
  assert_false(sp_rota_has(&f->rota, SP_STR("")));
}

static void
duties_may_change_at_a_time_of_day(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "duty,2026-10-24 20:00,2026-10-25 08:00,A,1\n"
                                "duty,2026-10-25 08:00,,B,2\n"));
  assert_int_equal(f->diags.count, 0);
  /* The clocks go back: the night is an hour longer. */
  on_call(f, "2026-10-25T07:59:59Z", "A", "2026-10-25T08:00:00Z");
  on_call(f, "2026-10-25T08:00:00Z", "B", "");
}

static void
a_bad_row_is_left_out_and_the_others_stay(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD ",2026-11-02,2026-11-08,A,1\n"
                                "duty,2026-11-02,2026-11-08,,1\n"
                                "duty,2026-11-02,2026-11-08,A,none\n"
                                "duty,2 Nov,2026-11-08,A,1\n"
                                "duty,2026-11-02,2026-11-31,A,1\n"
                                "duty,2026-11-09,2026-11-08,A,1\n"
                                "duty,2026-12-01,2026-12-02,B,1\n"));
  assert_int_equal(f->diags.count, 6);
  assert_refused(&f->diags, 0, 2, "no contact");
  assert_refused(&f->diags, 1, 3, "no post");
  assert_refused(&f->diags, 2, 4, "number to ring");
  assert_refused(&f->diags, 3, 5, "from \"2 Nov\" is no date");
  assert_refused(&f->diags, 4, 6, "until \"2026-11-31\" is no date");
  assert_refused(&f->diags, 5, 7, "before from");
  assert_int_equal(f->rota.count, 1);
}

static void
of_two_at_once_the_first_counts(void **state)
{
  struct fixture *f = *state;

  assert_true(read_text(f, HEAD "duty,2026-11-02,2026-11-08,A,1\n"
                                "duty,2026-11-08,2026-11-15,B,2\n"
                                "duty,2026-11-10,2026-11-11,C,3\n"
                                "duty,2026-11-16,2026-11-16,D,4\n"));
  assert_int_equal(f->diags.count, 2);
  assert_refused(&f->diags, 0, 3, "line 2");
  assert_refused(&f->diags, 1, 4, "line 3");
  on_call(f, "2026-11-08 12:00", "A", "2026-11-09");
  on_call(f, "2026-11-10 12:00", "B", "2026-11-16");
  on_call(f, "2026-11-16 12:00", "D", "2026-11-17");
  assert_int_equal(f->rota.count, 3);
}

static void
gap(struct fixture *f, const char *at, int days, const char *from,
    const char *until)
{
  sp_instant begin, end;

  assert_true(
      sp_rota_gap(&f->rota, SP_STR("duty"), clock_at(at), days, &begin, &end));
  assert_instant(begin, from);
  assert_instant(end, until);
}

static void
the_next_gap_is_found_within_its_days(void **state)
{
  struct fixture *f = *state;
  sp_instant from, until;

  assert_true(read_text(f, HEAD "duty,2026-11-02,2026-11-08,A,1\n"
                                "duty,2026-11-09,2026-11-15,B,2\n"
                                "duty,2026-11-17,2026-11-20,C,3\n"));
  assert_int_equal(f->diags.count, 0);
  assert_false(sp_rota_gap(&f->rota, SP_STR("duty"), clock_at("2026-11-09"), 7,
                           &from, &until));
  gap(f, "2026-11-09 00:01", 7, "2026-11-16", "2026-11-16 00:01");
  gap(f, "2026-11-12", 7, "2026-11-16", "2026-11-17");
  gap(f, "2026-11-16 10:00", 7, "2026-11-16 10:00", "2026-11-17");
  gap(f, "2026-11-18", 7, "2026-11-21", "2026-11-25");
  gap(f, "2027-01-01", 7, "2027-01-01", "2027-01-08");
  assert_false(sp_rota_gap(&f->rota, SP_STR("other"), clock_at("2026-11-09"), 7,
                           &from, &until));
}

static void
a_file_with_other_columns_is_no_rota(void **state)
{
  struct fixture *f = *state;

  assert_false(read_text(f, "contact,from,untill,post,phone\na,,,b,1\n"));
  assert_refused(&f->diags, 0, 1, "\"untill\"");
  assert_int_equal(f->rota.count, 0);
  assert_false(read_text(f, "contact,from,until,post\na,,,b\n"));
  assert_refused(&f->diags, 0, 1, "\"phone\" is missing");
}

static void
a_hundred_thousand_rows_are_read_at_once(void **state)
{
  struct fixture *f = *state;
  struct sp_buf buf;
  size_t rows = 100000;

  sp_buf_init(&buf, SP_CSV_MAX_BYTES);
  sp_buf_puts(&buf, HEAD);
  for (size_t i = 0; i < rows; i++)
    sp_buf_fmt(&buf, "duty,,,Post %zu,1\n", i);
  assert_true(read_text(f, buf.ptr));
  assert_int_equal(f->rota.count, 1);
  assert_int_equal(f->diags.errors, rows - 1);
  sp_buf_release(&buf);
}

static void
a_rota_is_packed_and_unpacked(void **state)
{
  struct fixture *f = *state;
  struct sp_unpack in = {0};
  struct sp_rota twin;
  struct sp_buf buf;

  assert_true(read_text(f, HEAD "duty,2026-11-02,2026-11-08,A,1\n"
                                "duty,2026-11-09,,B,2\n"));
  sp_buf_init(&buf, 1000);
  sp_rota_pack(&buf, &f->rota);
  in.rest = sp_buf_str(&buf);
  assert_true(sp_rota_unpack(&f->arena, &in, &twin));
  assert_true(sp_unpack_done(&in));
  f->rota = twin;
  on_call(f, "2026-11-05", "A", "2026-11-09");
  on_call(f, "2036-11-05", "B", "");
  for (size_t n = 0; n < buf.len; n++) {
    in = (struct sp_unpack){.rest = sp_str_n(buf.ptr, n)};
    assert_false(sp_rota_unpack(&f->arena, &in, &twin));
    assert_int_equal(twin.count, 0);
  }
  f->rota.item[0].until = f->rota.item[1].from + 1;
  sp_buf_clear(&buf);
  sp_rota_pack(&buf, &f->rota);
  in = (struct sp_unpack){.rest = sp_buf_str(&buf)};
  assert_false(sp_rota_unpack(&f->arena, &in, &twin));
  sp_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(duties_follow_one_another),
      DIAGS_TEST(duties_may_change_at_a_time_of_day),
      DIAGS_TEST(a_bad_row_is_left_out_and_the_others_stay),
      DIAGS_TEST(of_two_at_once_the_first_counts),
      DIAGS_TEST(the_next_gap_is_found_within_its_days),
      DIAGS_TEST(a_file_with_other_columns_is_no_rota),
      DIAGS_TEST(a_hundred_thousand_rows_are_read_at_once),
      DIAGS_TEST(a_rota_is_packed_and_unpacked),
  };

  return cmocka_run_group_tests_name("rota", tests, NULL, NULL);
}
