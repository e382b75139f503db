/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/record.h"
#include "lib/script.h"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static const struct sp_node *
field(const char *type)
{
  char source[1024];
  struct sp_script *script;

  snprintf(source, sizeof(source),
           "---\ntitle: A\ntype: script\n" MODEL_FIELDS
           "---\n## A\n\nRecord: x (%s)\n\nOutcome: resolved\n",
           type);
  script = sp_script_new(&arena, model_read(&arena, "waste/a.md", source));
  return script->step[0].record[0];
}

static void
expect(const char *type, const char *value, const char *kept)
{
  struct sp_str out;
  const char *why;
  bool is_good =
      sp_record_check(&arena, field(type), sp_str(value), &out, &why);

  if (is_good != (kept != NULL))
    fail_msg("%s: \"%s\": %s", type, value, why ? why : "was taken");
  assert_str(out, kept ? kept : "");
  assert_true(is_good == !why);
}

static void
numbers(void **state)
{
  (void)state;
  expect("number", "1,250.50", "1250.50");
  expect("number", "007", "7");
  expect("number", "0", "0");
  expect("number", "-3", "-3");
  expect("number", "-007", "-7");
  expect("number", "12,50", NULL); /* twelve and a half, or a slip? */
  expect("number", "1,2500", NULL);
  expect("number", "-", NULL);
  expect("number", "1.", NULL);
  expect("number", "1.2.3", NULL);
  expect("number", "twelve", NULL);
}

static void
dates_and_times(void **state)
{
  (void)state;
  expect("date", "22/11/2026", "2026-11-22");
  expect("date", "2026-11-22", "2026-11-22");
  expect("date", "31/02/2026", NULL);
  expect("date", "2026-11-22 10:00", NULL);
  expect("date", "tomorrow", NULL);
  expect("time", "9:05", "09:05");
  expect("time", "14.05", "14:05");
  expect("time", "24:00", NULL);
  expect("time", "9:5", NULL);
  expect("time", ":05", NULL);
}

static void
postcodes(void **state)
{
  (void)state;
  expect("postcode", "wx14qh", "WX1 4QH");
  expect("postcode", "EC1A 1BB", "EC1A 1BB");
  expect("postcode", "W1A 0AX", "W1A 0AX");
  expect("postcode", "M1 1AE", "M1 1AE");
  expect("postcode", "w x 1 4 q h", "WX1 4QH");
  expect("postcode", "WX1", NULL);
  expect("postcode", "WX1 4", NULL);
  expect("postcode", "WX1A4 4QH", NULL);
  expect("postcode", "1AA 1AA", NULL);
  expect("postcode", "WXY1 4QH", NULL);
  expect("postcode", "WX1 4Q!", NULL);
}

static void
phones_and_email(void **state)
{
  (void)state;
  expect("phone", "(01632)  960 100", "(01632) 960 100");
  expect("phone", "+44 7700 900110", "+44 7700 900110");
  expect("phone", "960100", NULL);
  expect("phone", "ring me", NULL);
  expect("phone", "1234567890123456", NULL);
  expect("email", "a.b@example.org", "a.b@example.org");
  expect("email", "a@b", NULL);
  expect("email", "a b@example.org", NULL);
  expect("email", "a@b@example.org", NULL);
  expect("email", "@example.org", NULL);
}

static void
closed_lists(void **state)
{
  (void)state;
  expect("yes-no", "YES", "yes");
  expect("yes-no", "maybe", NULL);
  expect("choice(red; Blue)", "blue", "Blue");
  expect("choice(red; blue)", "green", NULL);
  assert_true(sp_record_is_closed(field("yes-no")));
  assert_true(sp_record_is_closed(field("choice(red; blue)")));
  assert_false(sp_record_is_closed(field("text")));
}

static void
text_has_a_limit_and_only_required_fields_need_any(void **state)
{
  char text[SP_RECORD_MAX_CHARS + 2];

  (void)state;
  memset(text, 'a', sizeof(text));
  text[SP_RECORD_MAX_CHARS] = '\0';
  expect("text", text, text);
  text[SP_RECORD_MAX_CHARS] = 'a';
  text[SP_RECORD_MAX_CHARS + 1] = '\0';
  expect("text", text, NULL);
  expect("text", "  two\n words ", "two words");
  expect("text", "\xff", NULL);
  expect("text", "", "");
  expect("text; required", " ", NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers),
      cmocka_unit_test(dates_and_times),
      cmocka_unit_test(postcodes),
      cmocka_unit_test(phones_and_email),
      cmocka_unit_test(closed_lists),
      cmocka_unit_test(text_has_a_limit_and_only_required_fields_need_any),
  };

  return cmocka_run_group_tests(tests, NULL, end_arena);
}
