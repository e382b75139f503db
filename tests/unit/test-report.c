/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/unit.h"

#include "indexer/report.h"

static struct sp_report
only(const char *path)
{
  return (struct sp_report){.only = sp_str(path)};
}

static bool
tells(const char *of, const char *path)
{
  struct sp_report report = only(of);

  return sp_report_tells(&report, sp_str(path));
}

static void
without_a_name_all_files_are_told_of(void **state)
{
  (void)state;
  assert_true(tells("", "waste/bins.md"));
  assert_true(tells("", "site.yaml"));
  assert_true(tells("", ""));
}

static void
of_a_file_itself_is_told_of(void **state)
{
  (void)state;
  assert_true(tells("waste/bins.md", "waste/bins.md"));
  assert_false(tells("waste/bins.md", "waste/bins.md2"));
  assert_false(tells("waste/bins.md", "waste/bins.m"));
  assert_false(tells("waste/bins.md", "waste"));
  assert_false(tells("waste/bins.md", "parking/bins.md"));
  assert_false(tells("waste/bins.md", ""));
}

static void
of_a_folder_all_that_lies_in_it(void **state)
{
  (void)state;
  assert_true(tells("waste", "waste/bins.md"));
  assert_true(tells("waste", "waste/deep/more.md"));
  assert_false(tells("waste", "waste-water/bins.md"));
  assert_false(tells("waste", "waste.md"));
  assert_false(tells("waste", "old/waste/bins.md"));
}

/* Is a finding told that stands there and has these partners? */
static bool
concerns(const char *of, const char *path, const char *partner,
         const char *other)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_report report = only(of);
  bool does;

  sp_diag(&diags, "E03", sp_str(path), 1, 1, "clash");
  if (partner)
    sp_diag_partner(&diags, sp_str(partner));
  if (other)
    sp_diag_partner(&diags, sp_str(other));
  does = sp_report_concerns(&report, &diags.item[0]);
  sp_arena_release(&arena);
  return does;
}

static void
a_finding_concerns_the_file_and_its_partners(void **state)
{
  (void)state;
  assert_true(concerns("a.md", "a.md", NULL, NULL));
  assert_false(concerns("a.md", "b.md", NULL, NULL));
  assert_true(concerns("a.md", "b.md", "a.md", NULL));
  assert_true(concerns("a.md", "b.md", "c.md", "a.md"));
  assert_false(concerns("a.md", "b.md", "c.md", "d.md"));
  assert_true(concerns("waste", "b.md", "waste/a.md", NULL));
  assert_true(concerns("", "b.md", NULL, NULL));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(without_a_name_all_files_are_told_of),
      cmocka_unit_test(of_a_file_itself_is_told_of),
      cmocka_unit_test(of_a_folder_all_that_lies_in_it),
      cmocka_unit_test(a_finding_concerns_the_file_and_its_partners),
  };
  return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
