/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XML reader at its limits, and beside its schema. */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "tests/unit/xml_form.h"

DIAGS_SETUP

/* ---- limits */

static char *
repeated(struct fixture *f, const char *head, const char *piece, size_t n,
         const char *tail)
{
  struct sp_buf buf;
  struct sp_str all;

  sp_buf_init(&buf, (size_t)64 * 1024 * 1024);
  sp_buf_puts(&buf, head);
  for (size_t i = 0; i < n; i++)
    sp_buf_puts(&buf, piece);
  sp_buf_puts(&buf, tail);
  all = sp_arena_copy(&f->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return (char *)all.ptr;
}

/* Refused within a second or so (more under sanitizers), with these words. */
static void
refused(struct fixture *f, const char *text, unsigned line, const char *words)
{
  clock_t start = clock();

  xml_read_bytes(f, sp_str(text));
  assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
  diags_first(&f->diags, line, words);
  assert_null(f->reading.doc);
}

static void
entity_bombs_do_not_go_off(void **state)
{
  struct fixture *f = *state;

  refused(f,
          "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY a \"lol\">\n"
          "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n"
          "<guide title=\"&c;\">&c;</guide>",
          2, "DOCTYPE");
  refused(f,
          repeated(f,
                   repeated(f, "<!DOCTYPE g [<!ENTITY a \"", "x", 100000,
                            "\">]>\n<guide>"),
                   "&a;", 40000, "</guide>"),
          1, "DOCTYPE");
}

static void
depth_ends_at_the_element_after_the_limit(void **state)
{
  struct fixture *f = *state;

  refused(f, repeated(f, "", "<p>", 80000, ""), 1, "too deep");
  refused(f, repeated(f, "", "<guide xmlns=\"x\">", 100000, ""), 0, "larger");
  /* root, 22 blocks and the paragraph are 24 */
  xml_read_good(
      f, repeated(f, XML_ROOT("guide", "") "<title>T</title>", "<staff>", 22,
                  repeated(f, "<p>a</p>", "</staff>", 22, "</guide>")));
  refused(f,
          repeated(f, XML_ROOT("guide", "") "<title>T</title>\n", "<staff>", 23,
                   repeated(f, "<p>a</p>", "</staff>", 23, "</guide>")),
          3, "24 deep");
}

static void
size_ends_at_the_byte_after_the_limit(void **state)
{
  struct fixture *f = *state;
  const char *head = XML_ROOT("guide", "") "<title>T</title><p>",
             *tail = "</p></guide>";
  size_t room = SP_DOC_MAX_BYTES - strlen(head) - strlen(tail);

  xml_read_good(f, repeated(f, head, "x", room, tail));
  refused(f, repeated(f, head, "x", room + 1, tail), 0, "256 KiB");
  refused(f, repeated(f, "<guide id=\"", "x", 1000000, "\"/>"), 0, "256 KiB");
}

static void
attributes_and_siblings_have_limits(void **state)
{
  struct fixture *f = *state;
  struct sp_buf buf;

  sp_buf_init(&buf, SP_DOC_MAX_BYTES);
  sp_buf_puts(&buf, "<!-- \" ' < -->\n<guide");
  for (int i = 0; i < 20000; i++)
    sp_buf_fmt(&buf, " a%d='\"'", i);
  sp_buf_puts(&buf, "/>");
  refused(f, buf.ptr, 2, "64 attributes");
  sp_buf_release(&buf);
  refused(f,
          repeated(f, XML_ROOT("guide", "") "<title>T</title>\n", "<p>a</p>",
                   32000, "</guide>"),
          1, "side by side");
  refused(f,
          repeated(f, XML_ROOT("guide", "") "<title>T</title>\n<p>", "a<br/>",
                   40000, "</p></guide>"),
          3, "side by side");
}

static void
long_tables_are_fine(void **state)
{
  struct fixture *f = *state;

  xml_read_good(f, repeated(f, XML_ROOT("guide", "") "<title>T</title><table>",
                            "<tr><td>Tide Street</td><td>Monday</td></tr>\n",
                            4000, "</table></guide>"));
}

static void
lines_are_counted_beyond_65535(void **state)
{
  struct fixture *f = *state;

  xml_read_bytes(
      f, sp_str(repeated(f, XML_ROOT("guide", "") "<title>T</title><p>a</p>",
                         "\n", 70000, "<p>a</p><bad/>\nloose</guide>")));
  assert_int_equal(f->diags.count, 2);
  assert_int_equal(f->diags.item[0].line, 70002);
  assert_int_equal(f->diags.item[1].line, 70003);
  refused(f, repeated(f, XML_ROOT("guide", ""), "\n", 70000, "<p>"), 70002,
          "not closed");
}

static void
a_thousand_slips_are_told_in_fifty_lines(void **state)
{
  struct fixture *f = *state;

  xml_read_bytes(f, sp_str(repeated(f, XML_ROOT("guide", "") "<title>T</title>",
                                    "<bad a=\"b\"/>\n", 1000, "</guide>")));
  assert_int_equal(f->diags.count, SP_DIAGS_PER_FILE + 1);
  assert_true(f->diags.errors >= 1000);
}

/* ---- the schema */

static struct sp_xml_schema *
open_schema(const char *text, enum sp_status expected)
{
  char path[] = "/tmp/signpost-schema-XXXXXX";
  struct sp_xml_schema *schema = NULL;
  struct sp_err err;
  int fd = mkstemp(path);

  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, strlen(text)), strlen(text));
  close(fd);
  assert_int_equal(sp_xml_schema_open(path, &schema, &err), expected);
  unlink(path);
  return schema;
}

static void
a_schema_that_is_none_is_refused(void **state)
{
  struct sp_xml_schema *schema;
  struct sp_err err;

  (void)state;
  assert_int_equal(sp_xml_schema_open("/nowhere/x.rng", &schema, &err),
                   SP_E_NOTFOUND);
  assert_null(schema);
  assert_null(open_schema("", SP_E_DATA));
  assert_null(open_schema("<a/>", SP_E_DATA));
  assert_null(open_schema("<grammar xmlns=\"http://relaxng.org/ns/structure/"
                          "1.0\"><start><ref name=\"x\"/></start></grammar>",
                          SP_E_DATA));
  sp_xml_schema_free(NULL);
}

/* A narrower schema stands for one that knows better than the code. */
static void
what_the_schema_does_not_allow_is_told_in_words(void **state)
{
  static const struct {
    const char *document, *words;
    unsigned line;
  } cases[] = {
      {"<title>T</title><p>a</p>\n<p>b</p></guide>",
       "<p> cannot stand here; <guide> holds", 3},
      {"<title>T</title>\n<p>a<em>b</em></p></guide>", "<p>", 3},
      {"<title>T</title></guide>", "is not complete", 1},
  };
  struct fixture *f = *state;
  struct sp_read_options options = {.path = SP_STR("waste/test.xml")};
  struct sp_xml_schema *schema = open_schema(
      "<element name=\"guide\" ns=\"urn:signpost:content:1\""
      " xmlns=\"http://relaxng.org/ns/structure/1.0\">"
      "<attribute name=\"id\" ns=\"\"/><attribute name=\"reviewed\" ns=\"\"/>"
      "<attribute name=\"review-by\" ns=\"\"/>"
      "<element name=\"title\"><text/></element>"
      "<element name=\"p\"><text/></element></element>",
      SP_OK);

  for (size_t i = 0; i < SP_ARRAY_LEN(cases); i++) {
    struct sp_str text =
        sp_arena_fmt(&f->arena, XML_ROOT("guide", "") "%s", cases[i].document);
    bool found = false;

    f->diags.count = f->diags.errors = 0;
    sp_xml_read(schema, &f->arena, text, &options, &f->diags, &f->reading);
    assert_true(f->diags.errors > 0);
    for (size_t d = 0; d < f->diags.count; d++) {
      assert_string_equal(f->diags.item[d].code, "E25");
      assert_null(strstr(f->diags.item[d].text.ptr, "Expect"));
      found = found || (strstr(f->diags.item[d].text.ptr, cases[i].words) &&
                        f->diags.item[d].line == cases[i].line);
    }
    if (!found)
      sp_diags_print(&f->diags, stderr);
    assert_true(found);
  }
  sp_xml_schema_free(schema);
}

static void
without_a_schema_our_own_checks_remain(void **state)
{
  struct fixture *f = *state;
  struct sp_read_options options = {.path = SP_STR("waste/test.xml")};

  sp_xml_read(NULL, &f->arena,
              SP_STR(XML_ROOT("guide", "") "<title>T</title><bad/></guide>"),
              &options, &f->diags, &f->reading);
  assert_int_equal(f->diags.errors, 1);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
  const struct CMUnitTest tests[] = {
      TEST(entity_bombs_do_not_go_off),
      TEST(depth_ends_at_the_element_after_the_limit),
      TEST(size_ends_at_the_byte_after_the_limit),
      TEST(attributes_and_siblings_have_limits),
      TEST(long_tables_are_fine),
      TEST(lines_are_counted_beyond_65535),
      TEST(a_thousand_slips_are_told_in_fifty_lines),
      TEST(a_schema_that_is_none_is_refused),
      TEST(what_the_schema_does_not_allow_is_told_in_words),
      TEST(without_a_schema_our_own_checks_remain),
  };
  return cmocka_run_group_tests_name("xml limits", tests, NULL, NULL);
}
