/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "lib/fields.h"
#include "lib/near.h"
#include "tests/unit/tree.h"

#include <stdio.h>
#include <stdlib.h>

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_doc doc;
  struct sp_reading reading;
};

static void
read_fields(struct fixture *f, const char *path, bool lenient,
            const char *fields)
{
  struct sp_read_options options = {
      .path = sp_str(path), .lenient = lenient, .default_audience = SP_PUBLIC};
  struct sp_yaml_map map;

  *f = (struct fixture){.arena = {0}};
  f->diags.arena = &f->arena;
  assert_true(sp_yaml_map(&f->arena, sp_str(fields), SP_YAML_FRONT_MAX,
                          sp_str(path), 2, &f->diags, &map));
  sp_fields_apply(&f->arena, &map, &options, &f->diags, &f->doc, &f->reading);
}

#define NEEDED "reviewed: 2026-09-01\nreview-by: 2027-03-01\n"
#define GUIDE "type: guide\n" NEEDED
#define CONTACT "title: T\n"
#define NOTICE "severity: info\nfrom: 2026-04-01\nuntil: 2026-04-30\n"

/* What is said about some fields: codes and lines, and words of the first
 * message. */
struct row {
  const char *name, *path, *fields, *diags, *words;
};

static const struct row rows[] = {
    {"a guide with all it needs", "waste/a.md", GUIDE, "", ""},
    {"type, reviewed and review-by are required", "waste/a.md", "title: T\n",
     "E16:1 E16:1 E16:1", "review-by"},
    {"an empty field is missing", "waste/a.md", "type:\n" NEEDED, "E16:1",
     "`type`"},
    {"a notice needs severity, from and until", "notices/a.md", "title: T\n",
     "E16:1 E16:1 E16:1", "from"},
    {"a notice has no review dates", "notices/a.md", NOTICE, "", ""},
    {"a contact needs no review dates", "contacts/a.md", CONTACT, "", ""},
    {"a snippet needs review dates", "snippets/a.md", NEEDED, "", ""},
    {"an unknown field with a neighbour", "waste/a.md", GUIDE "sumary: x\n",
     "E25:5", "did you mean `summary`"},
    {"a field with a capital", "waste/a.md", GUIDE "Audience: public\n",
     "E25:5", "did you mean `audience`"},
    {"an unknown field", "waste/a.md", GUIDE "colour: x\n", "E25:5",
     "no field `colour`"},
    {"a contact's field in a guide", "waste/a.md", GUIDE "phone: 123\n",
     "E25:5", "contacts/"},
    {"a notice's field in a contact", "contacts/a.md", "severity: info\n",
     "E25:2", "notices/"},
    {"an unknown type", "waste/a.md", "type: guied\n" NEEDED, "E25:2",
     "guide, faq"},
    {"a type that is not its folder's", "contacts/a.md", "type: guide\n",
     "E25:2", "type contact"},
    {"a type that is its folder's", "contacts/a.md", "type: Contact\n", "", ""},
    {"an unknown audience", "waste/a.md", GUIDE "audience: pubic\n", "E25:5",
     "`public` or `staff`"},
    {"an audience with a comment", "waste/a.md", GUIDE "audience: public # x\n",
     "E25:5", "`public` or `staff`"},
    {"two audiences", "waste/a.md", GUIDE "audience: [public, staff]\n",
     "E25:5", "one value"},
    {"an empty audience", "waste/a.md", GUIDE "audience:\n", "E25:5", "write"},
    {"level with public", "waste/a.md", GUIDE "audience: public\nlevel: 1\n",
     "E25:2", "staff text"},
    {"level 5", "waste/a.md", GUIDE "level: 5\n", "E25:5", "1 to 4"},
    {"a bad date", "waste/a.md",
     "type: faq\nreviewed: 2026-02-29\n"
     "review-by: 1 May 2027\n",
     "E25:3 E25:4", "there is no 29 February 2026"},
    {"a date of another form", "waste/a.md",
     "type: faq\nreviewed: 1 May 2026\nreview-by: 2027-01-01\n", "E25:3",
     "2026-09-01"},
    {"a date with a time where none belongs", "waste/a.md",
     "type: faq\nreviewed: 2026-02-28 10:00\nreview-by: 2027-01-01\n", "E25:3",
     "2026-09-01"},
    {"from with a bad time", "waste/a.md", GUIDE "from: 2026-04-01 24:00\n",
     "E25:5", "there is no 24:00"},
    {"until before from", "waste/a.md",
     GUIDE "from: 2026-04-02\nuntil: 2026-04-01\n", "E25:2", "never"},
    {"until on the day of from", "waste/a.md",
     GUIDE "from: 2026-04-01 09:00\nuntil: 2026-04-01\n", "", ""},
    {"a summary of 160 characters", "waste/a.md",
     GUIDE
     "summary: "
     "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
     "éééééééééééé"
     "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
     "éééééééééééé\n",
     "", ""},
    {"a summary of 161 characters", "waste/a.md",
     GUIDE
     "summary: x"
     "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
     "éééééééééééé"
     "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé"
     "éééééééééééé\n",
     "E25:5", "161 characters"},
    {"self-service without a link", "waste/a.md",
     GUIDE "self-service: Report it online\n", "E25:5", "[label](link)"},
    {"self-service with a space in its link", "waste/a.md",
     GUIDE "self-service: [a](b c) d\n", "E25:5", "[label](link)"},
    {"changed without a date", "waste/a.md", GUIDE "changed: the fee\n",
     "E25:5", "2026-04-01"},
    {"must-read perhaps", "waste/a.md", GUIDE "must-read: perhaps\n", "E25:5",
     "`yes`"},
    {"a language in words", "waste/a.md", GUIDE "lang: Welsh\nlang2: cy\n",
     "E25:6", "lang2"},
    {"a language tag", "waste/a.md", GUIDE "lang: en-GB\n", "", ""},
    {"a bad language tag", "waste/a.md", GUIDE "lang: e\n", "E25:5", "cy"},
    {"redirect-from of a bad id", "waste/a.md",
     GUIDE "redirect-from: waste/b; ../c\n", "E25:5", "old ids"},
    {"hours", "contacts/a.md",
     "hours: Mon-Fri 08:45-17:15; Sat, Sun 09:00-12:00, 13:00-24:00\n", "", ""},
    {"always", "contacts/a.md", "hours: Always\n", "", ""},
    {"hours in words", "contacts/a.md", "hours: weekdays 9 to 5\n", "E25:2",
     "Mon-Fri"},
    {"hours without days", "contacts/a.md", "hours: 09:00-17:00\n", "E25:2",
     "Mon-Fri"},
    {"hours without times", "contacts/a.md", "hours: Mon-Fri\n", "E25:2",
     "Mon-Fri"},
    {"hours of 25", "contacts/a.md", "hours: Mon 25:00-26:00\n", "E25:2",
     "Mon-Fri"},
    {"hours of nothing", "contacts/a.md", "hours: Mon 09:00-09:00\n", "E25:2",
     "Mon-Fri"},
    {"hours in a list", "contacts/a.md",
     "hours:\n  - Mon-Fri 09:00-17:00\n  - Sat 09:00-12:00\n", "", ""},
    {"a list of hours that says always too", "contacts/a.md",
     "hours: Mon 09:00-17:00; always\n", "E25:2", "`always` alone"},
    {"a list of hours with a wrong one", "contacts/a.md",
     "hours:\n  - Mon 09:00-17:00\n  - Sat 9:00-12:00\n", "E25:2",
     "two digits each"},
    {"hours of the twelve-hour clock", "contacts/a.md",
     "hours: Mon-Fri 09:00-05:00\n", "E25:2", "18 hours"},
    {"closed days in a row", "contacts/a.md",
     "closed: 2026-12-24 to 2026-12-31\n", "E25:2", "each day by itself"},
    {"closed", "contacts/a.md", "closed: 2026-12-24 12:00-17:15; 2026-12-31\n",
     "", ""},
    {"closed on no date", "contacts/a.md", "closed: Christmas\n", "E25:2",
     "2026-12-24"},
    {"verify-every", "contacts/a.md", "verify-every: 1 year\n", "", ""},
    {"verify-every in words", "contacts/a.md", "verify-every: yearly\n",
     "E25:2", "6 months"},
    {"verify-every nothing", "contacts/a.md", "verify-every: 0 days\n", "E25:2",
     "6 months"},
    {"a kind of contact", "contacts/a.md", "kind: Partner\n", "", ""},
    {"an unknown kind", "contacts/a.md", "kind: shop\n", "E25:2", "partner"},
    {"a phone without digits", "contacts/a.md", "phone: none\n", "E25:2",
     "phone number"},
    {"an e-mail address", "contacts/a.md", "email: a.b@c.example\n", "", ""},
    {"two e-mail addresses", "contacts/a.md", "email: a@b, c@d\n", "E25:2",
     "one e-mail"},
    {"an address that is no web page", "contacts/a.md",
     "web: javascript:alert(1)\n", "E25:2", "https://"},
    {"sites", "notices/a.md", NOTICE "sites: public; staff\n", "", ""},
    {"unknown sites", "notices/a.md", NOTICE "sites: everywhere\n", "E25:5",
     "`public; staff`"},
    {"an unknown severity", "notices/a.md",
     "severity: red\nfrom: 2026-04-01\nuntil: 2026-04-30\n", "E25:2",
     "emergency"},
    {"a path with a space", "waste/a b.md", GUIDE, "E25:0", "rename"},
    {"a path with a dot at its start", "waste/.a.md", GUIDE, "E25:0", "rename"},
    {"a path that goes up", "waste/../a.md", GUIDE, "E25:0", "rename"},
    {"a path with letters of other scripts", "gwastraff/t\xC5\xB7.md", GUIDE,
     "", ""},
    {"a path that is not UTF-8", "waste/\xE9.md", GUIDE, "E25:0", "UTF-8"},
    {"a reserved folder", "Search/a.md", GUIDE, "E25:0", "themselves"},
    {"a reserved file", "healthz.md", GUIDE, "E25:0", "themselves"},
    {"a reserved page", "Accessibility.md", GUIDE, "E25:0", "themselves"},
    {"another", "privacy.md", GUIDE, "E25:0", "themselves"},
    {"a folder of steps", "waste/steps/a.md", GUIDE, "E25:0", "steps"},
    {"a file of steps", "waste/steps.md", GUIDE, "", ""},
};

static void
check_row(void **state)
{
  const struct row *row = *state;
  struct fixture f;

  read_fields(&f, row->path, false, row->fields);
  assert_str(tree_print_diags(&f.arena, &f.diags, 1), row->diags);
  if (f.diags.count &&
      !strstr(sp_arena_cstr(&f.arena, f.diags.item[0].text), row->words))
    fail_msg("\"%.*s\" lacks \"%s\"", SP_FMT(f.diags.item[0].text), row->words);
  sp_arena_release(&f.arena);
}

static void
every_field_finds_its_place(void **state)
{
  struct fixture f;

  (void)state;
  read_fields(
      &f, "waste/missed-bin.md", false,
      "title: Missed  bin\ntype: Script\naudience: Public\nservice: bins\n"
      "owner: Waste manager\n" NEEDED "summary: S\nprovided-by: county\n"
      "also-asked: one; two\nself-service: [R (x)](https://a.example/(b)) Do.\n"
      "from: 2026-04-01 09:30\nuntil: 2027-04-01\nservice-level: 2 days\n"
      "legal: EPA 1990\nchanged: 2026-04-01 Fee £50\nmust-read: yes\n"
      "sensitive: no\ninduction: true\nredirect-from: /waste/old; waste/older\n"
      "lang: cy\ntranslation-of: waste/x\nrelated: waste/y; z.md\n");
  assert_int_equal(f.diags.count, 0);
  assert_str(f.doc.path, "waste/missed-bin.md");
  assert_str(f.doc.id, "waste/missed-bin");
  assert_str(f.doc.title, "Missed bin");
  assert_int_equal(f.doc.type, SP_DOC_SCRIPT);
  assert_int_equal(f.doc.audience, SP_PUBLIC);
  assert_int_equal(f.doc.level, 1);
  assert_str(f.doc.service, "bins");
  assert_str(f.doc.owner, "Waste manager");
  assert_str(f.doc.reviewed, "2026-09-01");
  assert_str(f.doc.review_by, "2027-03-01");
  assert_str(f.doc.summary, "S");
  assert_str(f.doc.provided_by, "county");
  assert_int_equal(f.doc.also_asked.count, 2);
  assert_str(f.doc.self_service.label, "R (x)");
  assert_str(f.doc.self_service.target, "https://a.example/(b)");
  assert_str(f.doc.self_service.sentence, "Do.");
  assert_int_equal(f.doc.from.minute, 30);
  assert_int_equal(f.doc.until.hour, -1);
  assert_str(f.doc.service_level, "2 days");
  assert_str(f.doc.legal, "EPA 1990");
  assert_str(f.doc.changed, "2026-04-01 Fee £50");
  assert_true(f.doc.must_read && !f.doc.sensitive && f.doc.induction);
  assert_str(f.doc.redirect_from.item[0], "waste/old");
  assert_str(f.doc.lang, "cy");
  assert_str(f.doc.translation_of, "waste/x");
  assert_str(f.doc.related.item[1], "z.md");
  assert_int_equal(f.doc.fields, 23);
  assert_true(f.reading.audience_known);
  assert_int_equal(f.reading.audience, SP_PUBLIC);
  assert_int_equal(f.reading.until.year, 2027);
  sp_arena_release(&f.arena);
}

static void
audience_is_staff_and_level_is_one_when_nothing_is_said(void **state)
{
  struct fixture f;

  (void)state;
  read_fields(&f, "waste/a.md", false, GUIDE);
  assert_int_equal(f.doc.audience, SP_STAFF);
  assert_int_equal(f.doc.level, 1);
  assert_str(f.doc.service, "waste");
  assert_true(f.reading.audience_known);
  sp_arena_release(&f.arena);
}

static void
the_type_comes_from_the_folder(void **state)
{
  static const struct {
    const char *path;
    enum sp_doc_type type;
  } rows_[] = {{"contacts/a.md", SP_DOC_CONTACT},
               {"notices/a.xml", SP_DOC_NOTICE},
               {"snippets/b/a.md", SP_DOC_SNIPPET}};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(rows_); i++) {
    struct fixture f;

    read_fields(&f, rows_[i].path, true, "");
    assert_int_equal(f.doc.type, rows_[i].type);
    assert_str(f.doc.service, "");
    sp_arena_release(&f.arena);
  }
}

/* A last good version may stay public only if there is no doubt. */
static void
what_is_in_doubt_is_not_known_to_be_public(void **state)
{
  static const char *const doubtful[] = {
      GUIDE "audience: pubic\n",
      GUIDE "audience: public\nlevel: 3\n",
      GUIDE "audience: public\nuntil: soon\n",
      GUIDE "audience: public\nfrom: soon\n",
      GUIDE "audience: public\nfrom: 2027-01-01\nuntil: 2026-01-01\n",
      GUIDE "audience: public\nlevel:\n",
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(doubtful); i++) {
    struct fixture f;

    read_fields(&f, "waste/a.md", false, doubtful[i]);
    assert_false(f.reading.audience_known);
    sp_arena_release(&f.arena);
  }
}

static void
other_errors_leave_the_audience_known(void **state)
{
  struct fixture f;

  (void)state;
  read_fields(&f, "waste/a.md", false,
              "audience: public\nuntil: 2026-12-31\ncolour: x\n");
  assert_true(f.diags.errors > 0);
  assert_true(f.reading.audience_known);
  assert_int_equal(f.reading.audience, SP_PUBLIC);
  assert_int_equal(f.reading.until.day, 31);
  sp_arena_release(&f.arena);
}

static void
lenient_ignores_what_it_does_not_know(void **state)
{
  struct fixture f;

  (void)state;
  read_fields(&f, "Guides/A b.md", true,
              "type: docs\ncolour: x\nlang: Welsh language\nphone: none\n");
  assert_int_equal(f.diags.count, 0);
  assert_int_equal(f.doc.audience, SP_PUBLIC);
  assert_int_equal(f.doc.type, SP_DOC_GUIDE);
  assert_str(f.doc.lang, "");
  sp_arena_release(&f.arena);
}

static void
lenient_does_not_guess_who_may_see_it(void **state)
{
  struct fixture f;

  (void)state;
  read_fields(&f, "a/b.md", true, "audience: [staff]\naudience2: x\n");
  assert_int_equal(f.diags.errors, 0);
  assert_int_equal(f.doc.audience, SP_STAFF);
  sp_arena_release(&f.arena);
  read_fields(&f, "a/b.md", true, "audience: internal\nlevel: beginner\n");
  assert_int_equal(f.diags.errors, 2);
  assert_int_equal(f.doc.audience, SP_STAFF);
  assert_false(f.reading.audience_known);
  sp_arena_release(&f.arena);
}

static struct sp_node *
paragraph(struct fixture *f, struct sp_node *parent, const char *words)
{
  struct sp_node *para = sp_node_new(&f->arena, SP_NODE_PARA, 1, 1);
  struct sp_node *text = sp_node_new(&f->arena, SP_NODE_TEXT, 1, 1);

  text->text = sp_str(words);
  sp_node_append(para, text);
  sp_node_append(parent, para);
  return para;
}

static struct sp_node *
section(struct fixture *f, enum sp_guard_kind guard)
{
  struct sp_node *node = sp_node_new(&f->arena, SP_NODE_SECTION, 1, 1);

  node->guard.kind = guard;
  sp_node_append(f->doc.root, node);
  return node;
}

static void
complete(struct fixture *f, bool lenient, const char *h1)
{
  struct sp_read_options options = {.path = f->doc.path, .lenient = lenient};

  sp_fields_complete(&f->arena, &options, &f->diags, &f->doc, sp_str(h1));
}

static void
the_title_comes_from_the_h1_or_is_missing(void **state)
{
  struct fixture f;

  (void)state;
  read_fields(&f, "waste/missed-bin.md", false, GUIDE);
  complete(&f, false, "Missed bins");
  assert_str(f.doc.title, "Missed bins");
  assert_int_equal(f.diags.count, 0);
  f.doc.title = SP_STR("");
  complete(&f, false, "");
  assert_str(tree_print_diags(&f.arena, &f.diags, 1), "E16:1");
  complete(&f, true, "");
  assert_str(f.doc.title, "Missed bin");
  sp_arena_release(&f.arena);
}

static void
the_summary_is_the_first_paragraph_that_all_may_see(void **state)
{
  struct fixture f;
  struct sp_node *staff;

  (void)state;
  read_fields(&f, "waste/a.md", false, GUIDE "title: T\n");
  f.doc.root = sp_node_new(&f.arena, SP_NODE_ROOT, 1, 1);
  staff = sp_node_new(&f.arena, SP_NODE_STAFF, 1, 1);
  sp_node_append(f.doc.root, staff);
  paragraph(&f, staff, "in a staff block");
  paragraph(&f, section(&f, SP_GUARD_STAFF), "in a guarded section");
  section(&f, SP_GUARD_NONE)->flags = SP_FLAG_TEST_CALLS;
  paragraph(&f, f.doc.root->last, "in test calls");
  complete(&f, false, "");
  assert_str(f.doc.summary, "");
  paragraph(&f, section(&f, SP_GUARD_NONE), "for  all");
  complete(&f, false, "");
  assert_str(f.doc.summary, "for all");
  sp_arena_release(&f.arena);
}

static void
words_are_near_by_letters_changed_or_swapped(void **state)
{
  (void)state;
  assert_int_equal(sp_near_distance(SP_STR("Outcome"), SP_STR("outcome"), 2),
                   0);
  assert_int_equal(sp_near_distance(SP_STR("Outcmoe"), SP_STR("outcome"), 2),
                   1);
  assert_int_equal(sp_near_distance(SP_STR("Outcm"), SP_STR("outcome"), 2), 2);
  assert_int_equal(sp_near_distance(SP_STR("Income"), SP_STR("outcome"), 2), 3);
  assert_int_equal(sp_near_distance(SP_STR(""), SP_STR("ab"), 2), 2);
  assert_int_equal(sp_near_distance(SP_STR(""), SP_STR("abc"), 2), 3);
  assert_int_equal(
      sp_near_distance(SP_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                       SP_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), 2),
      3);
}

int
main(void)
{
  static const struct CMUnitTest rest[] = {
      cmocka_unit_test(every_field_finds_its_place),
      cmocka_unit_test(audience_is_staff_and_level_is_one_when_nothing_is_said),
      cmocka_unit_test(the_type_comes_from_the_folder),
      cmocka_unit_test(what_is_in_doubt_is_not_known_to_be_public),
      cmocka_unit_test(other_errors_leave_the_audience_known),
      cmocka_unit_test(lenient_ignores_what_it_does_not_know),
      cmocka_unit_test(lenient_does_not_guess_who_may_see_it),
      cmocka_unit_test(the_title_comes_from_the_h1_or_is_missing),
      cmocka_unit_test(the_summary_is_the_first_paragraph_that_all_may_see),
      cmocka_unit_test(words_are_near_by_letters_changed_or_swapped),
  };
  struct CMUnitTest tests[SP_ARRAY_LEN(rows) + SP_ARRAY_LEN(rest)];
  size_t n = SP_ARRAY_LEN(rows);

  for (size_t i = 0; i < n; i++)
    tests[i] = (struct CMUnitTest){rows[i].name, check_row, NULL, NULL,
                                   (void *)&rows[i]};
  memcpy(tests + n, rest, sizeof(rest));
  return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
