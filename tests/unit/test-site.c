/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "lib/site.h"

#include <stdio.h>
#include <stdlib.h>

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_site site;
  struct sp_fees fees;
};

static int
setup(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  f->diags.arena = &f->arena;
  sp_site_defaults(&f->site);
  assert_true(sp_when_zone("Europe/London"));
  *state = f;
  return 0;
}

static int
teardown(void **state)
{
  struct fixture *f = *state;

  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

/* Exactly one message, E25 at this line, with these words. */
static void
one_error(struct fixture *f, unsigned line, const char *words)
{
  if (f->diags.count != 1)
    sp_diags_print(&f->diags, stderr);
  assert_int_equal(f->diags.count, 1);
  assert_string_equal(f->diags.item[0].code, "E25");
  assert_int_equal(f->diags.item[0].line, line);
  if (!strstr(sp_arena_cstr(&f->arena, f->diags.item[0].text), words))
    fail_msg("\"%.*s\" lacks \"%s\"", SP_FMT(f->diags.item[0].text), words);
  f->diags.count = f->diags.errors = 0;
}

static void
no_error(struct fixture *f)
{
  sp_diags_print(&f->diags, stderr);
  assert_int_equal(f->diags.count, 0);
}

static bool
settings(struct fixture *f, const char *text)
{
  return sp_site_read_settings(&f->arena, sp_str(text), &f->diags, &f->site);
}

static bool
services(struct fixture *f, const char *text)
{
  return sp_site_read_services(&f->arena, sp_str(text), &f->diags, &f->site);
}

static bool
glossary(struct fixture *f, const char *text)
{
  return sp_site_read_glossary(&f->arena, sp_str(text), &f->diags, &f->site);
}

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

static void
a_folder_without_settings_has_defaults(void **state)
{
  struct fixture *f = *state;

  assert_str(f->site.name, "Signpost");
  assert_str(f->site.time_zone, "Europe/London");
  assert_int_equal(f->site.languages.count, 1);
  assert_str(f->site.languages.item[0], "en");
  assert_null(sp_site_service(&f->site, SP_STR("waste")));
}

static void
settings_fill_the_site_and_leave_the_rest(void **state)
{
  struct fixture *f = *state;

  assert_true(settings(f, "name: Wenmarsh: the council\n"
                          "languages: en; cy\n"
                          "hours: Mon-Fri 08:45-17:15; Sat 09:00-12:00\n"
                          "web: https://www.wenmarsh.example\n"
                          "incident: emergencies/incident\n"
                          "theme.brand: \"#0b4f6c\"\n"
                          "accessibility.reply: 5 working days\n"));
  no_error(f);
  assert_str(f->site.name, "Wenmarsh: the council");
  assert_str(f->site.time_zone, "Europe/London");
  assert_int_equal(f->site.languages.count, 2);
  assert_str(f->site.languages.item[1], "cy");
  assert_str(f->site.hours, "Mon-Fri 08:45-17:15; Sat 09:00-12:00");
  assert_str(f->site.incident, "emergencies/incident");
  assert_int_equal(f->site.extras, 2);
  assert_str(f->site.extra[0].name, "theme.brand");
  assert_str(f->site.extra[0].value[0], "#0b4f6c");
}

static void
hours_may_be_a_list(void **state)
{
  struct fixture *f = *state;

  assert_true(settings(f, "hours:\n"
                          "  - Mon-Fri 08:45-17:15\n"
                          "  - Sat 09:00-12:00\n"));
  no_error(f);
  assert_str(f->site.hours, "Mon-Fri 08:45-17:15; Sat 09:00-12:00");
}

static void
an_unknown_setting_is_an_error_with_its_line(void **state)
{
  struct fixture *f = *state;

  assert_true(settings(f, "name: A\nnmae: B\nphone: 01632 960100\n"));
  one_error(f, 2, "no field \"nmae\"");
  assert_str(f->site.phone, "01632 960100");
  assert_true(settings(f, "theme.: x\n"));
  one_error(f, 1, "no field \"theme.\"");
  assert_true(settings(f, "themes.brand: x\n"));
  one_error(f, 1, "no field");
}

static void
settings_of_a_wrong_form_are_left_out(void **state)
{
  static const struct {
    const char *text, *words;
  } wrong[] = {
      {"name: A\nweb: javascript:alert(1)\n", "https://"},
      {"name: A\nweb: mailto:a@b.example\n", "https://"},
      {"name: A\nemail: nobody\n", "e-mail"},
      {"name: A\nemail: a@b@c\n", "e-mail"},
      {"name: A\ntime-zone: ../etc/passwd\n", "zone"},
      {"name: A\nlanguages: en; e\n", "languages"},
      {"name: A\nlanguages: en; en-\n", "languages"},
      {"name: A\nincident: emergencies/incident.md\n", "without ending"},
      {"name: A\nincident: /emergencies/incident\n", "id"},
      {"name: A\nphone: [1, 2]\n", "one value"},
      {"name: A\nphone: none\n", "phone"},
      {"name: A\nhours: 9 to 5\n", "hours"},
      {"name: A\nhours: Mon-Fri 08:45-17:15; Sat\n", "hours"},
  };
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(wrong); i++) {
    assert_true(settings(f, wrong[i].text));
    one_error(f, 2, wrong[i].words);
  }
  assert_str(f->site.web, "");
  assert_str(f->site.incident, "");
  assert_str(f->site.phone, "");
  assert_str(f->site.time_zone, "Europe/London");
  assert_int_equal(f->site.languages.count, 1);
}

static void
a_file_that_is_no_map_leaves_the_site_alone(void **state)
{
  struct fixture *f = *state;

  assert_false(settings(f, "name: A\nname: B\n"));
  one_error(f, 2, "name");
  assert_str(f->site.name, "Signpost");
  assert_false(services(f, "key: waste\ntitle: Waste\n"));
  assert_int_equal(f->site.services, 0);
}

static void
services_are_found_by_key(void **state)
{
  struct fixture *f = *state;

  assert_true(services(f, "- key: waste\n  title: Bins\n  lgsl: 524\n"
                          "- key: garden\n  title: Garden\n  parent: waste\n"
                          "  two-person: yes\n"));
  no_error(f);
  assert_int_equal(f->site.services, 2);
  assert_str(sp_site_service(&f->site, SP_STR("garden"))->parent, "waste");
  assert_true(sp_site_service(&f->site, SP_STR("garden"))->two_person);
  assert_false(sp_site_service(&f->site, SP_STR("waste"))->two_person);
  assert_null(sp_site_service(&f->site, SP_STR("gard")));
}

static void
services_need_a_key_and_a_title(void **state)
{
  struct fixture *f = *state;

  assert_true(services(f, "- title: Bins\n- key: b\n  title: B\n"));
  one_error(f, 1, "needs a key");
  assert_int_equal(f->site.services, 1);
  assert_true(services(f, "- key: a\n  title: A\n- key: b\n"));
  one_error(f, 3, "needs a title");
  assert_true(services(f, "- key: a\n  title: A\n  ownr: x\n"));
  one_error(f, 3, "no field \"ownr\"");
  assert_true(services(f, "- key: a\n  title: A\n  two-person: maybe\n"));
  one_error(f, 3, "yes or no");
}

static void
a_service_key_is_once_and_a_good_folder(void **state)
{
  struct fixture *f = *state;

  assert_true(services(f, "- key: a\n  title: A\n- key: a\n  title: B\n"));
  one_error(f, 3, "two services have the key \"a\"");
  assert_str(f->site.service[0].title, "A");
  assert_true(services(f, "- key: Big Bins\n  title: A\n"));
  one_error(f, 1, "small letters");
  assert_true(services(f, "- key: search\n  title: A\n"));
  one_error(f, 1, "use this name themselves");
}

static void
parents_are_services_and_make_no_ring(void **state)
{
  struct fixture *f = *state;

  assert_true(services(f, "- key: a\n  title: A\n  parent: z\n"));
  one_error(f, 3, "\"z\"");
  assert_str(f->site.service[0].parent, "");
  assert_true(services(f, "- key: a\n  title: A\n  parent: b\n"
                          "- key: b\n  title: B\n  parent: a\n"));
  one_error(f, 3, "ring");
  assert_true(services(f, "- key: a\n  title: A\n  parent: a\n"));
  one_error(f, 3, "ring");
}

static void
services_stop_at_the_one_after_the_limit(void **state)
{
  struct fixture *f = *state;
  struct sp_buf buf;

  sp_buf_init(&buf, 1000000);
  for (int i = 0; i < 1000; i++)
    sp_buf_fmt(&buf, "- key: k%d\n  title: T\n", i);
  sp_buf_putc(&buf, '\n');
  assert_true(services(f, buf.ptr));
  no_error(f);
  assert_int_equal(f->site.services, 1000);
  sp_buf_puts(&buf, "- key: more\n  title: T\n");
  assert_false(services(f, buf.ptr));
  one_error(f, 2002, "more than 1000");
  sp_buf_release(&buf);
}

static void
glossary_entries_need_a_word(void **state)
{
  struct fixture *f = *state;

  assert_true(glossary(f, "- short: HMO\n  meaning: A home.\n"
                          "- long: ex gratia\n  meaning: Kindly.\n"
                          "- meaning: Nothing.\n"));
  one_error(f, 5, "needs short or long");
  assert_int_equal(f->site.entries, 2);
  assert_true(glossary(f, "- short: HMO\n  mening: A home.\n"));
  one_error(f, 2, "no field \"mening\"");
}

static void
a_glossary_entry_is_for_staff_unless_it_says_public(void **state)
{
  struct fixture *f = *state;

  assert_true(glossary(f, "- short: A\n"
                          "- short: B\n  audience: public\n  also: b; bee\n"
                          "- short: C\n  audience: pubic\n"
                          "- short: D\n  audience: [public, staff]\n"));
  assert_int_equal(f->diags.count, 2);
  assert_int_equal(f->diags.item[0].line, 6);
  assert_int_equal(f->diags.item[1].line, 8);
  assert_int_equal(f->site.entries, 4);
  assert_int_equal(f->site.entry[0].audience, SP_STAFF);
  assert_int_equal(f->site.entry[1].audience, SP_PUBLIC);
  assert_int_equal(f->site.entry[1].also.count, 2);
  assert_int_equal(f->site.entry[2].audience, SP_STAFF);
  assert_int_equal(f->site.entry[3].audience, SP_STAFF);
}

static void
fill(struct fixture *f)
{
  assert_true(settings(f, "name: W\nareas: Wenbury; Tidewell\n"
                          "safeguarding: shared/secret-card\n"
                          "complaints: shared/secret-complaints\n"
                          "difficult-call: shared/secret-call\n"
                          "incident: shared/secret-incident\n"
                          "theme.brand: red\n"));
  assert_true(services(f, "- key: waste\n  title: Bins\n"));
  assert_true(glossary(f, "- short: ICO\n  audience: public\n  also: the ico\n"
                          "- short: EDT\n  long: secret team\n"));
  no_error(f);
}

static void
the_staff_copy_comes_back_whole(void **state)
{
  struct fixture *f = *state;
  struct sp_site *back;
  struct sp_buf buf;

  fill(f);
  sp_buf_init(&buf, 100000);
  sp_site_pack(&buf, &f->site, SP_STAFF);
  back = sp_site_unpack(&f->arena, sp_buf_str(&buf));
  assert_non_null(back);
  assert_str(back->name, "W");
  assert_str(back->incident, "shared/secret-incident");
  assert_int_equal(back->areas.count, 2);
  assert_str(back->areas.item[1], "Tidewell");
  assert_str(back->extra[0].value[0], "red");
  assert_str(sp_site_service(back, SP_STR("waste"))->title, "Bins");
  assert_int_equal(back->entries, 2);
  assert_str(back->entry[1].long_form, "secret team");
  assert_int_equal(back->entry[1].audience, SP_STAFF);
  assert_str(back->entry[0].also.item[0], "the ico");
  sp_buf_release(&buf);
}

static void
the_public_copy_holds_nothing_of_staff(void **state)
{
  struct fixture *f = *state;
  struct sp_site *back;
  struct sp_buf buf;

  fill(f);
  sp_buf_init(&buf, 100000);
  sp_site_pack(&buf, &f->site, SP_PUBLIC);
  assert_null(memmem(buf.ptr, buf.len, "secret", 6));
  assert_null(memmem(buf.ptr, buf.len, "EDT", 3));
  back = sp_site_unpack(&f->arena, sp_buf_str(&buf));
  assert_non_null(back);
  assert_int_equal(back->entries, 1);
  assert_str(back->entry[0].short_form, "ICO");
  assert_str(back->safeguarding, "");
  sp_buf_release(&buf);
}

static void
a_broken_copy_is_refused(void **state)
{
  struct fixture *f = *state;
  struct sp_buf buf;

  fill(f);
  sp_buf_init(&buf, 100000);
  sp_site_pack(&buf, &f->site, SP_STAFF);
  for (size_t len = 0; len < buf.len; len++)
    assert_null(sp_site_unpack(&f->arena, sp_str_n(buf.ptr, len)));
  sp_buf_putc(&buf, 0);
  assert_null(sp_site_unpack(&f->arena, sp_buf_str(&buf)));
  sp_buf_release(&buf);
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
  no_error(f);
  assert_str(amount(f, "garden", "2025-03-31 23:59"), "");
  assert_str(amount(f, "garden", "2026-03-31 23:59"), "£45");
  assert_str(amount(f, "garden", "2026-04-01 00:00"), "£50");
  assert_str(amount(f, "garden", "2027-03-31 23:59"), "£50");
  assert_str(amount(f, "garden", "2030-01-01"), "£54");
  assert_str(amount(f, "copy", "1999-01-01"), "£12.50");
  assert_str(amount(f, "copies", "1999-01-01"), "");
}

static void
amounts_are_shown_as_people_write_them(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount\na,0\nb,0.50\nc,999\nd,1000\ne,1234567\n"
                      "f,12.00\ng,1000.05\nh,999999999\n"));
  no_error(f);
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
    one_error(f, 3, wrong[i].words);
    assert_int_equal(f->fees.count, 1);
  }
  assert_true(fees(f, "key,amount,from\na,5,2026-02-30\n"));
  one_error(f, 2, "no date");
  assert_true(fees(f, "key,amount,until\na,5,1 April 2026\n"));
  one_error(f, 2, "no date");
  assert_true(fees(f, "key,amount,checked\na,5,yes\n"));
  one_error(f, 2, "checked");
  assert_true(fees(f, "key,amount,from,until\na,5,2026-04-02,2026-04-01\n"));
  one_error(f, 2, "before from");
  assert_true(fees(f, "key,amount,from,until\na,5,2026-04-01,2026-04-01\n"));
  no_error(f);
}

static void
rows_of_one_key_may_not_overlap_or_leave_a_gap(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount,from,until\n"
                      "a,5,2026-04-01,\nb,1,,\na,6,2027-04-01,\n"));
  one_error(f, 4, "overlaps in time with line 2");
  assert_str(amount(f, "a", "2026-05-01"), "");
  assert_str(amount(f, "b", "2026-05-01"), "£1");
  assert_true(fees(f, "key,amount,from,until\n"
                      "a,6,2027-04-01,\na,5,2026-04-01,2027-03-30\n"));
  one_error(f, 2, "no amount between the until of line 3");
  assert_true(fees(f, "key,amount\na,5\na,5\n"));
  one_error(f, 3, "overlaps");
  assert_int_equal(f->fees.count, 0);
}

static void
a_key_with_a_wrong_row_has_no_amount(void **state)
{
  struct fixture *f = *state;

  assert_true(fees(f, "key,amount,from,until\n"
                      "a,5,2026-04-01,\na,6,2027-04-31,\nb,1,,\n"));
  one_error(f, 3, "no date");
  assert_int_equal(f->fees.count, 1);
  assert_str(amount(f, "a", "2026-05-01"), "");
}

static void
fees_need_their_columns_and_no_others(void **state)
{
  struct fixture *f = *state;

  assert_false(fees(f, "key,price\na,5\n"));
  assert_int_equal(f->diags.count, 2);
  f->diags.count = 0;
  assert_false(fees(f, "key,amount,untill\na,5,2026-04-01\n"));
  one_error(f, 1, "no column is called \"untill\"");
  assert_false(fees(f, "key,amount\na\n"));
  one_error(f, 2, "1 cells");
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

static struct sp_str
content(struct fixture *f, const char *name)
{
  static char bytes[1024 * 1024];
  char path[512];
  size_t len;
  FILE *in;

  if (!getenv("SP_SOURCE"))
    skip();
  snprintf(path, sizeof(path), "%s/content/%s", getenv("SP_SOURCE"), name);
  in = fopen(path, "rb");
  assert_non_null(in);
  len = fread(bytes, 1, sizeof(bytes), in);
  fclose(in);
  return sp_arena_copy(&f->arena, sp_str_n(bytes, len));
}

static void
the_sample_council_is_read_without_a_word(void **state)
{
  static const char *const table[] = {"areas.csv", "bank-holidays.csv",
                                      "on-call.csv"};
  struct fixture *f = *state;
  struct sp_csv csv;

  assert_true(sp_site_read_settings(&f->arena, content(f, "site.yaml"),
                                    &f->diags, &f->site));
  assert_true(sp_site_read_services(&f->arena, content(f, "services.yaml"),
                                    &f->diags, &f->site));
  assert_true(sp_site_read_glossary(&f->arena, content(f, "glossary.yaml"),
                                    &f->diags, &f->site));
  assert_true(
      sp_fees_read(&f->arena, content(f, "fees.csv"), &f->diags, &f->fees));
  for (size_t i = 0; i < SP_ARRAY_LEN(table); i++)
    assert_true(sp_csv_read(&f->arena, content(f, table[i]), sp_str(table[i]),
                            &f->diags, &csv));
  no_error(f);
  assert_str(f->site.name, "Wenmarsh District Council");
  assert_int_equal(f->site.areas.count, 4);
  assert_true(f->site.services > 10);
  assert_true(f->site.entries > 100);
  assert_str(amount(f, "garden-waste", "2026-11-22"), "£50");
  assert_str(amount(f, "garden-waste", "2027-04-01"), "£54");
  assert_str(amount(f, "copy-certificate", "2026-11-22"), "£12.50");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(a_folder_without_settings_has_defaults),
      TEST(settings_fill_the_site_and_leave_the_rest),
      TEST(hours_may_be_a_list),
      TEST(an_unknown_setting_is_an_error_with_its_line),
      TEST(settings_of_a_wrong_form_are_left_out),
      TEST(a_file_that_is_no_map_leaves_the_site_alone),
      TEST(services_are_found_by_key),
      TEST(services_need_a_key_and_a_title),
      TEST(a_service_key_is_once_and_a_good_folder),
      TEST(parents_are_services_and_make_no_ring),
      TEST(services_stop_at_the_one_after_the_limit),
      TEST(glossary_entries_need_a_word),
      TEST(a_glossary_entry_is_for_staff_unless_it_says_public),
      TEST(the_staff_copy_comes_back_whole),
      TEST(the_public_copy_holds_nothing_of_staff),
      TEST(a_broken_copy_is_refused),
      TEST(a_fee_is_the_row_in_force),
      TEST(amounts_are_shown_as_people_write_them),
      TEST(a_wrong_amount_key_or_date_is_an_error),
      TEST(rows_of_one_key_may_not_overlap_or_leave_a_gap),
      TEST(a_key_with_a_wrong_row_has_no_amount),
      TEST(fees_need_their_columns_and_no_others),
      TEST(many_wrong_rows_take_no_quadratic_time),
      TEST(the_sample_council_is_read_without_a_word),
  };
  return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
