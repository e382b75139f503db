/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/diags.h"

#include "lib/site.h"

#include <stdio.h>

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_site site;
  struct sp_fees fees;
};

DIAGS_SETUP

static int
setup_site(void **state)
{
  struct fixture *f;

  if (setup(state))
    return -1;
  f = *state;
  sp_site_defaults(&f->site);
  return 0;
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
facts_of_the_privacy_notice_have_a_form(void **state)
{
  struct fixture *f = *state;

  assert_true(settings(f, "privacy.contact: Data protection officer\n"
                          "privacy.email: dpo@wenmarsh.example\n"
                          "privacy.notice: https://www.wenmarsh.example/p\n"));
  diags_none(&f->diags);
  assert_int_equal(f->site.extras, 3);
  assert_str(f->site.extra[2].value[0], "https://www.wenmarsh.example/p");
  assert_true(settings(f, "privacy.email: nobody\n"
                          "privacy.notice: javascript:alert(1)\n"
                          "privacy.other: x\n"
                          "privacy.contact: one; two\n"));
  assert_int_equal(f->diags.count, 3);
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
  diags_none(&f->diags);
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
  diags_none(&f->diags);
  assert_str(f->site.hours, "Mon-Fri 08:45-17:15; Sat 09:00-12:00");
}

static void
an_unknown_setting_is_an_error_with_its_line(void **state)
{
  struct fixture *f = *state;

  assert_true(settings(f, "name: A\nnmae: B\nphone: 01632 960100\n"));
  diags_only(&f->diags, 2, "no field \"nmae\"");
  assert_str(f->site.phone, "01632 960100");
  assert_true(settings(f, "theme.: x\n"));
  diags_only(&f->diags, 1, "no field \"theme.\"");
  assert_true(settings(f, "themes.brand: x\n"));
  diags_only(&f->diags, 1, "no field");
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
    diags_only(&f->diags, 2, wrong[i].words);
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
  diags_only(&f->diags, 2, "name");
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
  diags_none(&f->diags);
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
  diags_only(&f->diags, 1, "needs a key");
  assert_int_equal(f->site.services, 1);
  assert_true(services(f, "- key: a\n  title: A\n- key: b\n"));
  diags_only(&f->diags, 3, "needs a title");
  assert_true(services(f, "- key: a\n  title: A\n  ownr: x\n"));
  diags_only(&f->diags, 3, "no field \"ownr\"");
  assert_true(services(f, "- key: a\n  title: A\n  two-person: maybe\n"));
  diags_only(&f->diags, 3, "yes or no");
}

static void
a_service_key_is_once_and_a_good_folder(void **state)
{
  struct fixture *f = *state;

  assert_true(services(f, "- key: a\n  title: A\n- key: a\n  title: B\n"));
  diags_only(&f->diags, 3, "two services have the key \"a\"");
  assert_str(f->site.service[0].title, "A");
  assert_true(services(f, "- key: Big Bins\n  title: A\n"));
  diags_only(&f->diags, 1, "small letters");
  assert_true(services(f, "- key: search\n  title: A\n"));
  diags_only(&f->diags, 1, "use this name themselves");
}

static void
parents_are_services_and_make_no_ring(void **state)
{
  struct fixture *f = *state;

  assert_true(services(f, "- key: a\n  title: A\n  parent: z\n"));
  diags_only(&f->diags, 3, "\"z\"");
  assert_str(f->site.service[0].parent, "");
  assert_true(services(f, "- key: a\n  title: A\n  parent: b\n"
                          "- key: b\n  title: B\n  parent: a\n"));
  diags_only(&f->diags, 3, "ring");
  assert_true(services(f, "- key: a\n  title: A\n  parent: a\n"));
  diags_only(&f->diags, 3, "ring");
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
  diags_none(&f->diags);
  assert_int_equal(f->site.services, 1000);
  sp_buf_puts(&buf, "- key: more\n  title: T\n");
  assert_false(services(f, buf.ptr));
  diags_only(&f->diags, 2002, "more than 1000");
  sp_buf_release(&buf);
}

static void
glossary_entries_need_a_word(void **state)
{
  struct fixture *f = *state;

  assert_true(glossary(f, "- short: HMO\n  meaning: A home.\n"
                          "- long: ex gratia\n  meaning: Kindly.\n"
                          "- meaning: Nothing.\n"));
  diags_only(&f->diags, 5, "needs short or long");
  assert_int_equal(f->site.entries, 2);
  assert_true(glossary(f, "- short: HMO\n  mening: A home.\n"));
  diags_only(&f->diags, 2, "no field \"mening\"");
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
                          "theme.brand: \"#aa0000\"\n"));
  assert_true(services(f, "- key: waste\n  title: Bins\n"));
  assert_true(glossary(f, "- short: ICO\n  audience: public\n  also: the ico\n"
                          "- short: EDT\n  long: secret team\n"));
  diags_none(&f->diags);
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
  assert_str(back->extra[0].value[0], "#aa0000");
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
  diags_none(&f->diags);
  assert_str(f->site.name, "Wenmarsh District Council");
  assert_int_equal(f->site.areas.count, 4);
  assert_true(f->site.services > 10);
  assert_true(f->site.entries > 100);
  assert_str(sp_fees_amount(&f->arena, &f->fees, SP_STR("garden-waste"),
                            1795348800), /* 2026-11-22 12:00 */
             "£50");
}

static int
in_london(void **state)
{
  (void)state;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup_site, teardown)

static void
a_pin_has_a_document_however_it_is_named(void **state)
{
  struct fixture *f = *state;

  assert_true(sp_site_read_pins(
      &f->arena,
      sp_str("- query: bin\n  document: waste/bins.md\n  owner: A\n"
             "  reason: B\n"
             "- query: tip\n  document: waste/tip\n  position: worst\n"
             "  owner: A\n  reason: B\n  from: 2026-01-01\n"
             "  expires: 2026-01-31\n"),
      &f->diags, &f->site));
  diags_none(&f->diags);
  assert_int_equal(f->site.pins, 2);
  assert_str(f->site.pin[0].document, "waste/bins");
  assert_false(f->site.pin[0].is_worst);
  assert_str(f->site.pin[1].document, "waste/tip");
  assert_true(f->site.pin[1].is_worst);
  assert_int_equal(f->site.pin[1].until - f->site.pin[1].from, 31 * 24 * 3600);
}

static void
a_synonym_has_two_sides(void **state)
{
  struct fixture *f = *state;

  assert_true(sp_site_read_synonyms(
      &f->arena, sp_str("# words\nbin, dust  bin\nsofa => bulky waste # x\n"),
      &f->diags, &f->site));
  diags_none(&f->diags);
  assert_int_equal(f->site.synonyms, 2);
  assert_str(f->site.synonym[0].to.item[1], "dust bin");
  assert_str(f->site.synonym[1].from.item[0], "sofa");
  assert_str(f->site.synonym[1].to.item[0], "bulky waste");
  assert_true(sp_site_read_synonyms(&f->arena, sp_str("a => b => c\nalone\n"),
                                    &f->diags, &f->site));
  assert_int_equal(f->diags.errors, 2);
  assert_int_equal(f->site.synonyms, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(a_folder_without_settings_has_defaults),
      TEST(facts_of_the_privacy_notice_have_a_form),
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
      TEST(a_pin_has_a_document_however_it_is_named),
      TEST(a_synonym_has_two_sides),
      TEST(the_staff_copy_comes_back_whole),
      TEST(the_public_copy_holds_nothing_of_staff),
      TEST(a_broken_copy_is_refused),
      TEST(the_sample_council_is_read_without_a_word),
  };
  return cmocka_run_group_tests_name("site", tests, in_london, NULL);
}
