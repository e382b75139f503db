/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "lib/guard.h"

#include <stdio.h>
#include <stdlib.h>

struct row {
  const char *written;
  enum sp_guard_kind kind;  /* NONE: refused */
  const char *text, *value; /* or a word of the reason */
  const char *label, *else_label;
};

static const struct row rows[] = {
    {"staff", SP_GUARD_STAFF, "", "", "Staff only", "Public only"},
    {"PUBLIC.", SP_GUARD_PUBLIC, "", "", "Public only", "Staff only"},
    {" Level  3 ", SP_GUARD_LEVEL, "", "", "Level 3 and up", "Below level 3"},
    {"office hours", SP_GUARD_OFFICE_HOURS, "", "", "Office hours",
     "Out of hours"},
    {"Out of Hours.", SP_GUARD_OUT_OF_HOURS, "", "", "Out of hours",
     "Office hours"},
    {"area: St Mary's, North", SP_GUARD_AREA, "St Mary's, North", "",
     "St Mary's, North only", "Outside St Mary's, North"},
    {"AREA:Northmarsh.", SP_GUARD_AREA, "Northmarsh", "", "Northmarsh only",
     "Outside Northmarsh"},
    {"phone", SP_GUARD_CHANNEL, "phone", "", "On the phone",
     "Not on the phone"},
    {"Webchat", SP_GUARD_CHANNEL, "webchat", "", "In webchat",
     "Not in webchat"},
    {"email", SP_GUARD_CHANNEL, "email", "", "By email", "Not by email"},
    {"Face to face", SP_GUARD_CHANNEL, "face to face", "", "Face to face",
     "Not face to face"},
    {"online", SP_GUARD_CHANNEL, "online", "", "Online", "Not online"},
    {"from 2026-04-01", SP_GUARD_DATE, "", "", "From 1 April 2026",
     "Before 1 April 2026"},
    {"until 2026-04-30", SP_GUARD_DATE, "", "", "Until 30 April 2026",
     "After 30 April 2026"},
    {"From 2026-04-01 09:30 until 2026-04-01.", SP_GUARD_DATE, "", "",
     "From 1 April 2026 09:30 until 1 April 2026",
     "Before 1 April 2026 09:30 or after 1 April 2026"},
    {"if bin: Garden", SP_GUARD_IF, "bin", "Garden", "If bin is Garden",
     "If bin is not Garden"},
    {"If identity-check : passed.", SP_GUARD_IF, "identity-check", "passed",
     "If identity-check is passed", "If identity-check is not passed"},
    {"if time: at 10:30", SP_GUARD_IF, "time", "at 10:30",
     "If time is at 10:30", "If time is not at 10:30"},

    {"", SP_GUARD_NONE, "one of", NULL, NULL, NULL},
    {".", SP_GUARD_NONE, "one of", NULL, NULL, NULL},
    {"staff..", SP_GUARD_NONE, "one of", NULL, NULL, NULL},
    {"stafff", SP_GUARD_NONE, "one of", NULL, NULL, NULL},
    {"out-of-hours", SP_GUARD_NONE, "one of", NULL, NULL, NULL},
    {"level", SP_GUARD_NONE, "1 to 4", NULL, NULL, NULL},
    {"level 0", SP_GUARD_NONE, "1 to 4", NULL, NULL, NULL},
    {"level 5", SP_GUARD_NONE, "1 to 4", NULL, NULL, NULL},
    {"level 2 or above", SP_GUARD_NONE, "1 to 4", NULL, NULL, NULL},
    {"level two", SP_GUARD_NONE, "1 to 4", NULL, NULL, NULL},
    {"area:", SP_GUARD_NONE, "area", NULL, NULL, NULL},
    {"area Northmarsh", SP_GUARD_NONE, "area", NULL, NULL, NULL},
    {"staff and phone", SP_GUARD_NONE, "`and`", NULL, NULL, NULL},
    {"phone or email", SP_GUARD_NONE, "`and`", NULL, NULL, NULL},
    {"not staff", SP_GUARD_NONE, "`and`", NULL, NULL, NULL},
    {"if bin", SP_GUARD_NONE, "`if`", NULL, NULL, NULL},
    {"if : garden", SP_GUARD_NONE, "`if`", NULL, NULL, NULL},
    {"if bin:", SP_GUARD_NONE, "`if`", NULL, NULL, NULL},
    {"from 2026-02-30", SP_GUARD_NONE, "no 30 February 2026", NULL, NULL, NULL},
    {"until 2026-06-31", SP_GUARD_NONE, "no 31 June 2026", NULL, NULL, NULL},
    {"from 1 April 2026", SP_GUARD_NONE, "date", NULL, NULL, NULL},
    {"from", SP_GUARD_NONE, "one of", NULL, NULL, NULL},
    {"from until 2026-04-01", SP_GUARD_NONE, "date", NULL, NULL, NULL},
    {"from 2026-04-01 until ", SP_GUARD_NONE, "date", NULL, NULL, NULL},
    {"until 2026-04-01 until 2026-04-02", SP_GUARD_NONE, "date", NULL, NULL,
     NULL},
    {"from 2026-04-02 until 2026-04-01", SP_GUARD_NONE, "never", NULL, NULL,
     NULL},
    {"from 2026-04-01 09:30 until 2026-04-01 09:30", SP_GUARD_NONE, "never",
     NULL, NULL, NULL},
};

static void
check_row(void **state)
{
  const struct row *row = *state;
  struct sp_arena arena = {0};
  struct sp_guard guard;
  const char *why;
  bool ok = sp_guard_parse(&arena, sp_str(row->written), &guard, &why);

  assert_int_equal(ok, row->kind != SP_GUARD_NONE);
  assert_int_equal(guard.kind, row->kind);
  if (!ok) {
    assert_non_null(strstr(why, row->text));
    assert_str(sp_guard_label(&arena, &guard), "");
  } else {
    assert_null(why);
    assert_str(guard.text, row->text);
    assert_str(guard.value, row->value);
    assert_str(sp_guard_label(&arena, &guard), row->label);
    guard.negated = true;
    assert_str(sp_guard_label(&arena, &guard), row->else_label);
  }
  sp_arena_release(&arena);
}

static struct sp_guard
parsed(struct sp_arena *arena, const char *written, bool negated)
{
  struct sp_guard guard;
  const char *why;

  assert_true(sp_guard_parse(arena, sp_str(written), &guard, &why));
  guard.negated = negated;
  return guard;
}

static void
levels_and_channels_of_staff_keep_text_and_its_else_from_the_public(
    void **state)
{
  static const char *const words[] = {"level 1", "phone", "webchat", "email",
                                      "face to face"};
  struct sp_arena arena = {0};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(words); i++)
    for (int negated = 0; negated < 2; negated++) {
      struct sp_guard guard = parsed(&arena, words[i], negated);

      assert_true(sp_guard_is_staff(&guard));
      assert_false(sp_guard_is_public_only(&guard));
    }
  sp_arena_release(&arena);
}

static void
the_else_of_staff_is_for_the_public_and_the_other_way_round(void **state)
{
  struct sp_arena arena = {0};
  struct sp_guard staff = parsed(&arena, "staff", false);
  struct sp_guard not_staff = parsed(&arena, "staff", true);
  struct sp_guard public = parsed(&arena, "public", false);
  struct sp_guard not_public = parsed(&arena, "public", true);

  (void)state;
  assert_true(sp_guard_is_staff(&staff));
  assert_false(sp_guard_is_public_only(&staff));
  assert_false(sp_guard_is_staff(&not_staff));
  assert_true(sp_guard_is_public_only(&not_staff));
  assert_false(sp_guard_is_staff(&public));
  assert_true(sp_guard_is_public_only(&public));
  assert_true(sp_guard_is_staff(&not_public));
  assert_false(sp_guard_is_public_only(&not_public));
  sp_arena_release(&arena);
}

static void
times_areas_and_answers_are_for_everyone(void **state)
{
  static const char *const words[] = {"office hours", "out of hours",
                                      "area: North", "from 2026-04-01",
                                      "if a: b"};
  struct sp_arena arena = {0};
  struct sp_guard online = parsed(&arena, "online", false), none = {0};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(words); i++)
    for (int negated = 0; negated < 2; negated++) {
      struct sp_guard guard = parsed(&arena, words[i], negated);

      assert_false(sp_guard_is_staff(&guard));
      assert_false(sp_guard_is_public_only(&guard));
    }
  assert_false(sp_guard_is_staff(&none));
  assert_false(sp_guard_is_public_only(&none));
  assert_false(sp_guard_is_staff(&online));
  online.negated = true;
  assert_true(sp_guard_is_staff(&online));
  sp_arena_release(&arena);
}

static void
a_kind_that_does_not_exist_is_for_staff(void **state)
{
  struct sp_guard guard = {.kind = (enum sp_guard_kind)99};

  (void)state;
  assert_true(sp_guard_is_staff(&guard));
}

int
main(void)
{
  static const struct CMUnitTest rest[] = {
      cmocka_unit_test(
          levels_and_channels_of_staff_keep_text_and_its_else_from_the_public),
      cmocka_unit_test(
          the_else_of_staff_is_for_the_public_and_the_other_way_round),
      cmocka_unit_test(times_areas_and_answers_are_for_everyone),
      cmocka_unit_test(a_kind_that_does_not_exist_is_for_staff),
  };
  size_t n = SP_ARRAY_LEN(rows), all = n + SP_ARRAY_LEN(rest);
  struct CMUnitTest *tests = calloc(all, sizeof(*tests));
  int failed;

  for (size_t i = 0; i < n; i++) {
    char *name = NULL;

    if (asprintf(&name, "guard \"%s\"", rows[i].written) < 0)
      abort();
    tests[i] =
        (struct CMUnitTest){name, check_row, NULL, NULL, (void *)&rows[i]};
  }
  memcpy(tests + n, rest, sizeof(rest));
  failed = _cmocka_run_group_tests("guard", tests, all, NULL, NULL);
  for (size_t i = 0; i < n; i++)
    free((char *)tests[i].name);
  free(tests);
  return failed;
}
