/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XML reader beside Markdown's, and what residents get of it. */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/audience.h"
#include "lib/markdown.h"
#include "tests/unit/tree.h"
#include "tests/unit/xml_form.h"

DIAGS_SETUP

/* ---- the same document in both forms */

static const struct pair {
  const char *type, *markdown, *xml;
} pairs[] = {
    {"guide",
     "Intro *one* **two** `three` and [a link](../x/y.md \"T\").\n\n"
     "## Out by 7?\n\nText\nthat goes on.\n\n### More\n\n> A quotation\n",
     "<p>Intro <em>one</em> <strong>two</strong> <code>three</code> and"
     " <a href=\"../x/y.md\" title=\"T\">a link</a>.</p>"
     "<section><heading>Out by 7?</heading><p>Text\nthat goes on.</p>"
     "<h3>More</h3><quote>A quotation</quote></section>"},
    {"guide",
     "- a\n- b\n  1. c\n  2. d\n\n5. e\n\n   f\n\n- [ ] g\n- [ ] h\n\n"
     "| A | B |\n|---|--:|\n| *c* | d |\n\n***\n\n```\nx\n  y\n```\n",
     "<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>"
     "<ol start=\"5\"><li><p>e</p><p>f</p></li></ol>"
     "<checklist><li>g</li><li>h</li></checklist>"
     "<table><tr><th>A</th><th align=\"right\">B</th></tr>"
     "<tr><td><em>c</em></td><td align=\"right\">d</td></tr></table><hr/>"
     "<pre>\nx\n  y\n</pre>"},
    {"guide",
     "> [!STAFF]\n> a\n>\n> b\n\n> [!WARNING]\n> c\n\n> [!INFO]\n> d\n\n"
     "> [!SAY]\n> e\n\n> [!VULNERABLE]\n> f\n\n> [!FRAUD]\n> g\n\n"
     "> [!ONLY level 2]\n> h\n\n> [!ELSE]\n> i\n",
     "<staff><p>a</p><p>b</p></staff><warning>c</warning><info>d</info>"
     "<say>e</say><vulnerable>f</vulnerable><fraud>g</fraud>"
     "<only when=\"level 2\">h</only><else>i</else>"},
    {"guide",
     "[Hours](../snippets/hours.md \"include\")\n\n"
     "It costs [£50](../fees.csv#garden \"include\") a year.\n\n"
     "[£50](../fees.csv#garden \"include\")\n\n"
     "> [!INFO]\n> [Hours](../snippets/hours.md \"include\")\n",
     "<include href=\"../snippets/hours.md\">Hours</include>"
     "<p>It costs <include href=\"../fees.csv#garden\">£50</include> a"
     " year.</p><p><include href=\"../fees.csv#garden\">£50</include></p>"
     "<info><include href=\"../snippets/hours.md\">Hours</include></info>"},
    {"faq",
     "## A?\n\nOnly: out of hours. Otherwise [B](#b)\n\na\n\n## B\n\nb\n",
     "<question when=\"out of hours\" otherwise=\"b\"><heading>A?</heading>"
     "<p>a</p></question><question><heading>B</heading><p>b</p></question>"},
    {"script",
     "Intro.\n\n> Which bin?\n\n> [!SAY]\n> Staff only\n\n"
     "Stop and escalate if: *needles* on the road. [Duty](#duty)\n\n"
     "- [Refuse](#duty) *out of hours* Check **this**.\n- [Not sure](../a/b.md)"
     "\n\n"
     "## Duty\n\nDo first: [Identity check](../shared/identity-check.md)\n"
     "Record: bin (choice(refuse; garden); required)\nRecord: place (text)\n"
     "Judgement: You may *decide*.\n\n"
     "Next: [End](#end)\n\n## End\n\n"
     "Outcome: escalate to waste-team\nWhat happens next: a *b*\n"
     "Service level: c\nLegal: d\n"
     "Online: [e](https://a.example) A sentence.\n"
     "Payment: [f](https://b.example) garden\nBook: [g](https://c.example)\n"
     "Also ask: [h](h.md)\nHand over: i; j\n\n"
     "## Back\n\nOutcome: return passed\n\n"
     "## Test calls\n\n- (level 1) Refuse; Yes => End\n- Not sure => Duty\n",
     "<p>Intro.</p><say>Which bin?</say><say audience=\"staff\">Staff "
     "only</say>"
     "<option to=\"duty\" when=\"out of hours\">Refuse<note>Check"
     " <strong>this</strong>.</note></option>"
     "<stop to=\"duty\"><em>needles</em> on the road.</stop>"
     "<option to=\"../a/b.md\">Not sure</option>"
     "<step><heading>Duty</heading>"
     "<do-first href=\"../shared/identity-check.md\"/>"
     "<record name=\"bin\" type=\"choice\" required=\"yes\"><value>refuse"
     "</value><value>garden</value></record>"
     "<record name=\"place\" type=\"text\"/>"
     "<judgement>You may <em>decide</em>.</judgement><next to=\"end\"/></step>"
     "<step><heading>End</heading><outcome kind=\"escalate\" to=\"waste-team\">"
     "<happens-next>a <em>b</em></happens-next>"
     "<service-level>c</service-level><legal>d</legal>"
     "<online href=\"https://a.example\">e<note>A sentence.</note></online>"
     "<payment href=\"https://b.example\" fee=\"garden\">f</payment>"
     "<book href=\"https://c.example\">g</book>"
     "<also-ask href=\"h.md\">h</also-ask><handover>i; j</handover></outcome>"
     "</step><step><heading>Back</heading>"
     "<outcome kind=\"return\" result=\"passed\"/></step>"
     "<test-calls><call path=\"Refuse; Yes\" ends=\"End\" given=\"level 1\"/>"
     "<call path=\"Not sure\" ends=\"Duty\"/></test-calls>"},
};

static void
both_forms_give_the_same_tree(void **state)
{
  struct fixture *f = *state;

  for (size_t i = 0; i < SP_ARRAY_LEN(pairs); i++) {
    const struct pair *pair = &pairs[i];
    struct sp_read_options options = {.path = SP_STR("waste/test.md")};
    struct sp_str source =
        sp_arena_fmt(&f->arena,
                     "---\ntitle: T\ntype: %s\nreviewed: 2026-09-01\n"
                     "review-by: 2027-09-01\n---\n%s",
                     pair->type, pair->markdown);
    struct sp_reading markdown;
    struct sp_str expected;

    sp_markdown_read(&f->arena, source, &options, &f->diags, &markdown);
    sp_diags_print(&f->diags, stderr);
    assert_int_equal(f->diags.count, 0);
    expected = tree_print(&f->arena, markdown.doc->root);
    source = sp_arena_fmt(&f->arena, "---\ntype: %s\n---\n%s", pair->type,
                          pair->xml);
    read_xml(&f->arena, source, &options, &f->diags, &f->reading);
    sp_diags_print(&f->diags, stderr);
    assert_int_equal(f->diags.count, 0);
    assert_str(tree_print(&f->arena, f->reading.doc->root), expected.ptr);
  }
}

static void
both_forms_give_the_same_facts(void **state)
{
  struct fixture *f = *state;
  struct sp_read_options options = {.path = SP_STR("waste/test.md")};
  struct sp_buf a, b;
  struct sp_reading markdown;
  struct sp_doc *doc;

  sp_markdown_read(
      &f->arena,
      SP_STR("---\ntype: guide\naudience: public\nowner: O\n"
             "reviewed: 2026-09-01\nreview-by: 2027-03-01\n"
             "provided-by: county\nmust-read: yes\nlang: cy\n"
             "title: T: [t]\nsummary: S\nalso-asked:\n  - one\n  - two; three\n"
             "self-service: [Do (it) [now]](https://a.example) A sentence.\n"
             "legal: L\nservice-level: SL\nchanged: 2026-04-01 C\n"
             "related: waste/a; ../b/c.md\nfrom: 2026-01-01\n"
             "until: 2027-01-01 09:30\n---\nText.\n"),
      &options, &f->diags, &markdown);
  sp_diags_print(&f->diags, stderr);
  assert_int_equal(f->diags.count, 0);
  doc = xml_read_good(
      f, XML_ROOT("guide",
                  " audience=\"public\" owner=\"O\" provided-by=\"county\""
                  " must-read=\"yes\" lang=\"cy\" until=\"2027-01-01 "
                  "09:30\"") "<title>T: "
                             "[t]</title><summary>S</"
                             "summary><also-asked>one</also-asked>\n"
                             "<also-asked>two; "
                             "three</also-asked><self-service> <a"
                             " href=\"https://a.example\">Do (it) "
                             "[now]</a> A\n sentence."
                             "</self-service><legal>L</"
                             "legal><service-level>SL</service-level>"
                             "<changed>2026-04-01 "
                             "C</changed><related>waste/a</related>"
                             "<related>../b/c.md</"
                             "related><from>2026-01-01</from><p>Text.</p>"
                             "</guide>");
  assert_true(f->reading.audience_known);
  assert_int_equal(f->reading.audience, SP_PUBLIC);
  assert_int_equal(f->reading.until.minute, 30);
  assert_int_equal(doc->also_asked.count, 3);
  assert_str(doc->self_service.label, "Do (it) [now]");
  assert_str(doc->self_service.sentence, "A sentence.");
  /* All but the path and the fields as written. */
  doc->path = markdown.doc->path;
  doc->field = markdown.doc->field = NULL;
  doc->fields = markdown.doc->fields = 0;
  doc->root = markdown.doc->root;
  sp_buf_init(&a, 100000);
  sp_buf_init(&b, 100000);
  sp_doc_pack(&a, doc);
  sp_doc_pack(&b, markdown.doc);
  assert_true(sp_str_eq(sp_buf_str(&a), sp_buf_str(&b)));
  sp_buf_release(&a);
  sp_buf_release(&b);
}

static void
contacts_and_notices_have_their_fields(void **state)
{
  struct fixture *f = *state;
  struct sp_read_options options = {.path = SP_STR("contacts/waste-team.xml")};

  sp_xml_read(xml_schema(), &f->arena,
              SP_STR("<contact xmlns=\"urn:signpost:content:1\""
                     " id=\"contacts/waste-team\" audience=\"public\""
                     " kind=\"team\" verified=\"2026-09-01\""
                     " verify-every=\"6 months\"><title>Waste team</title>"
                     "<hours>Mon-Fri 08:45-17:15</hours>"
                     "<hours>Sat 09:00-12:00</hours>"
                     "<phone>01632 960100</phone><staff-phone>01632 960101"
                     "</staff-phone><p>Bins.</p></contact>"),
              &options, &f->diags, &f->reading);
  sp_diags_print(&f->diags, stderr);
  assert_int_equal(f->diags.count, 0);
  assert_int_equal(f->reading.doc->type, SP_DOC_CONTACT);
  assert_str(sp_doc_field(f->reading.doc, "phone"), "01632 960100");
  assert_int_equal(sp_doc_field_all(f->reading.doc, "hours")->values, 2);
}

/* ---- what staff are told */

static void
residents_get_no_staff_word(void **state)
{
  struct fixture *f = *state;
  struct sp_doc *doc = xml_read_good(
      f,
      XML_ROOT(
          "script",
          " audience=\"public\"") "<title>T</title><p>open1</p><staff>SECRET</"
                                  "staff>"
                                  "<stop to=\"b\">SECRET</stop><record "
                                  "name=\"SECRET\" type=\"text\"/>"
                                  "<option "
                                  "to=\"b\">Go<note>SECRET</note></option>"
                                  "<step><heading>b</heading><say>open2</say>"
                                  "<say "
                                  "audience=\"staff\">SECRET</say><note>open3</"
                                  "note>"
                                  "<only when=\"level "
                                  "2\">SECRET</only><vulnerable>SECRET</"
                                  "vulnerable>"
                                  "<fraud>SECRET</"
                                  "fraud><info>open4<staff><ul><li>SECRET</"
                                  "li></ul></staff>"
                                  "</info><judgement>SECRET</judgement>"
                                  "<do-first "
                                  "href=\"SECRET.md\">SECRET</do-first>"
                                  "<outcome "
                                  "kind=\"resolved\"><happens-next>open5</"
                                  "happens-next>"
                                  "<handover>SECRET</handover></outcome></step>"
                                  "<step "
                                  "when=\"staff\"><heading>SECRET</"
                                  "heading><say>SECRET</say></step>"
                                  "<test-calls><call path=\"SECRET\" "
                                  "ends=\"b\"/></test-calls></script>");
  struct sp_doc *twin = sp_doc_for_public(&f->arena, doc);
  struct sp_str tree;

  assert_non_null(twin);
  tree = tree_print(&f->arena, twin->root);
  assert_null(memmem(tree.ptr, tree.len, "SECRET", 6));
  for (int i = 1; i <= 5; i++) {
    char word[8];

    snprintf(word, sizeof(word), "open%d", i);
    assert_non_null(memmem(tree.ptr, tree.len, word, strlen(word)));
  }
}

static void
a_broken_file_is_not_known_to_be_public(void **state)
{
  struct fixture *f = *state;

  xml_read_bytes(
      f, SP_STR(XML_ROOT("guide", " audience=\"public\"") "<p>a</guide>"));
  assert_null(f->reading.doc);
  assert_false(f->reading.audience_known);
  xml_read_bytes(
      f,
      SP_STR(XML_ROOT(
          "guide", " audience=\"public\"") "<title>T</title><bad/></guide>"));
  assert_true(f->reading.audience_known);
  assert_int_equal(f->reading.audience, SP_PUBLIC);
  xml_read_bytes(
      f,
      SP_STR(XML_ROOT(
          "guide", " audience=\"public\"") "<title>T</title><audience>staff</"
                                           "audience></guide>"));
  assert_false(f->reading.audience_known && f->reading.audience == SP_PUBLIC);
  assert_true(f->diags.errors > 0);
}

/* ---- the sample council */

static void
read_sample(struct fixture *f, const char *folder, const char *name)
{
  static char bytes[SP_DOC_MAX_BYTES];
  struct sp_read_options options;
  char path[1024];
  FILE *in;
  size_t n;

  snprintf(path, sizeof(path), "%s/content/%s/%s", getenv("SP_SOURCE"), folder,
           name);
  in = fopen(path, "rb");
  assert_non_null(in);
  n = fread(bytes, 1, sizeof(bytes), in);
  fclose(in);
  options = (struct sp_read_options){
      .path = sp_arena_fmt(&f->arena, "%s/%s", folder, name)};
  sp_xml_read(xml_schema(), &f->arena, sp_str_n(bytes, n), &options, &f->diags,
              &f->reading);
  assert_non_null(f->reading.doc);
}

static size_t
read_folder(struct fixture *f, const char *folder)
{
  char path[1024];
  struct dirent *entry;
  size_t files = 0;
  DIR *dir;

  snprintf(path, sizeof(path), "%s/content/%s", getenv("SP_SOURCE"), folder);
  dir = opendir(path);
  while (dir && (entry = readdir(dir)) != NULL)
    if (sp_str_ends(sp_str(entry->d_name), ".xml")) {
      read_sample(f, folder, entry->d_name);
      files++;
    }
  if (dir)
    closedir(dir);
  return files;
}

static void
the_sample_council_is_read_without_a_word(void **state)
{
  struct fixture *f = *state;
  struct dirent *entry;
  size_t files = 0;
  char path[1024];
  DIR *dir;

  if (!getenv("SP_SOURCE"))
    skip();
  snprintf(path, sizeof(path), "%s/content", getenv("SP_SOURCE"));
  dir = opendir(path);
  assert_non_null(dir);
  while ((entry = readdir(dir)) != NULL)
    if (entry->d_name[0] != '.')
      files += read_folder(f, entry->d_name);
  closedir(dir);
  sp_diags_print(&f->diags, stderr);
  assert_int_equal(f->diags.count, 0);
  assert_true(files >= 14);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(both_forms_give_the_same_tree),
      TEST(both_forms_give_the_same_facts),
      TEST(contacts_and_notices_have_their_fields),
      TEST(residents_get_no_staff_word),
      TEST(a_broken_file_is_not_known_to_be_public),
      TEST(the_sample_council_is_read_without_a_word),
  };
  return cmocka_run_group_tests_name("xml forms", tests, NULL, NULL);
}
