/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables among the settings, from a child's reading to the parent's
 * settings. */
#include "tests/unit/diags.h"

#include "indexer/settings.h"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_settings settings;
};

DIAGS_SETUP

/* Read in one, taken in the other; false when the first has no use for it. */
static bool
pass(struct fixture *f, const char *path, const char *text)
{
  enum sp_kind kind = sp_kind_of(sp_str(path), false);
  struct sp_buf payload;
  struct sp_str bytes;
  bool usable;

  sp_buf_init(&payload, 100000);
  usable = sp_settings_read(&f->arena, kind, sp_str(text), &f->diags, &payload);
  bytes = sp_arena_copy(&f->arena, sp_buf_str(&payload));
  if (usable) {
    assert_true(bytes.len > 0);
    assert_true(sp_settings_take(&f->settings, &f->arena, kind, bytes));
    for (size_t n = 0; n < bytes.len; n++)
      assert_false(sp_settings_take(&f->settings, &f->arena, kind,
                                    sp_str_sub(bytes, 0, n)));
  }
  sp_buf_release(&payload);
  return usable;
}

static void
tables_reach_the_settings(void **state)
{
  struct fixture *f = *state;

  assert_true(
      pass(f, "bank-holidays.csv", "date,name\n2026-12-25,Christmas\n"));
  assert_true(pass(f, "on-call.csv",
                   "contact,from,until,post,phone\nduty,,,Leader,1\n"));
  assert_true(pass(f, "areas.csv", "postcode,place\nWX1,Town\nWX2,Hill\n"));
  diags_none(&f->diags);
  assert_int_equal(f->settings.calendar.count, 1);
  assert_str(f->settings.rota.item[0].post, "Leader");
  assert_int_equal(f->settings.areas.count, 2);
}

static void
an_empty_table_takes_the_last_ones_place(void **state)
{
  struct fixture *f = *state;

  assert_true(
      pass(f, "bank-holidays.csv", "date,name\n2026-12-25,Christmas\n"));
  assert_true(pass(f, "bank-holidays.csv", "date,name\n"));
  assert_int_equal(f->settings.calendar.count, 0);
}

static void
what_is_wrong_by_itself_is_left_out(void **state)
{
  struct fixture *f = *state;

  assert_true(pass(f, "on-call.csv",
                   "contact,from,until,post,phone\n"
                   "duty,,,Leader,none\nother,,,Leader,1\n"));
  diags_only(&f->diags, 2, "number to ring");
  assert_int_equal(f->settings.rota.count, 1);
}

static void
a_table_of_other_columns_is_of_no_use(void **state)
{
  static const char *const path[] = {"bank-holidays.csv", "on-call.csv",
                                     "areas.csv", "fees.csv"};
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(path); i++) {
    diags_forget(&f->diags);
    assert_false(pass(f, path[i], "colour\nblue\n"));
    diags_first(&f->diags, 1, "column");
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      DIAGS_TEST(tables_reach_the_settings),
      DIAGS_TEST(an_empty_table_takes_the_last_ones_place),
      DIAGS_TEST(what_is_wrong_by_itself_is_left_out),
      DIAGS_TEST(a_table_of_other_columns_is_of_no_use),
  };

  return cmocka_run_group_tests_name("settings-tables", tests, NULL, NULL);
}
