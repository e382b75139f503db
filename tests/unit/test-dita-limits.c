/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fields, and what is too much. */
#include "tests/unit/dita_form.h"

static void
the_prolog_gives_the_fields(void **state)
{
  struct doc d;
  const struct sp_doc *doc;

  (void)state;
  read_doc(&d,
           "<concept id=\"c\" xml:lang=\"cy\"><title>Bins</title><shortdesc>"
           "Short.</shortdesc><prolog><author>Waste manager</author><critdates>"
           "<created date=\"2025-01-01\"/><revised modified=\"2026-02-01\"/>"
           "<revised modified=\"2026-03-01\" expiry=\"2027-06-01\"/>"
           "</critdates><permissions view=\"all\"/><metadata><othermeta"
           " name=\"signpost-review-by\" content=\"2027-01-01\"/><othermeta"
           " name=\"also-asked\" content=\"wheelie bin\"/></metadata><data"
           " name=\"signpost-service-level\">Five days</data></prolog>"
           "</concept>",
           false);
  doc = d.reading.doc;
  assert_non_null(doc);
  assert_int_equal(d.diags.count, 0);
  assert_str(doc->id, "waste/test");
  assert_str(doc->title, "Bins");
  assert_str(doc->summary, "Short.");
  assert_str(doc->owner, "Waste manager");
  assert_str(doc->reviewed, "2026-03-01");
  assert_str(doc->review_by, "2027-01-01");
  assert_str(doc->service_level, "Five days");
  assert_str(doc->lang, "cy");
  assert_int_equal(doc->audience, SP_PUBLIC);
  assert_int_equal(doc->until.year, 2027);
  assert_int_equal(doc->also_asked.count, 1);
  assert_true(d.reading.audience_known);
  sp_arena_release(&d.arena);
}

static void
what_is_missing_is_told_unless_lenient(void **state)
{
  struct doc d;

  (void)state;
  read_doc(&d, CONCEPT("<p>x</p>"), false);
  assert_int_equal(d.diags.errors, 2);
  assert_string_equal(d.diags.item[0].code, "E16");
  sp_arena_release(&d.arena);
  read_doc(&d, CONCEPT("<p>x</p>"), true);
  assert_int_equal(d.diags.count, 0);
  assert_int_equal(d.reading.doc->audience, SP_STAFF);
  sp_arena_release(&d.arena);
}

static void
who_may_see_it_is_staff_when_in_doubt(void **state)
{
  static const char *const sources[] = {
      "<concept id=\"c\" audience=\"staff\"><title>T</title><prolog>"
      "<permissions view=\"all\"/></prolog></concept>",
      "<concept id=\"c\"><title>T</title><prolog><permissions view=\"all\"/>"
      "<metadata><audience type=\"internal\"/></metadata></prolog></concept>",
      "<concept id=\"c\"><title>T</title><prolog><metadata><othermeta"
      " name=\"signpost-audience\" content=\"everyone\"/></metadata></prolog>"
      "</concept>"};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(sources); i++) {
    struct doc d;

    read_doc(&d, sources[i], true);
    assert_int_equal(d.diags.errors, 1);
    assert_string_equal(d.diags.item[0].code, "E25");
    assert_int_equal(d.reading.audience, SP_STAFF);
    assert_false(d.reading.audience_known);
    sp_arena_release(&d.arena);
  }
}

static void
metadata_that_has_no_field_is_told_once(void **state)
{
  struct doc d;

  (void)state;
  read_doc(&d,
           "<concept id=\"c\"><title>T</title><prolog><copyright><copyryear"
           " year=\"2020\"/></copyright><metadata><keywords><keyword>x"
           "</keyword></keywords></metadata></prolog></concept>",
           false);
  assert_int_equal(d.diags.count - d.diags.errors, 1);
  sp_arena_release(&d.arena);
}

static char *
repeat(struct sp_buf *buf, const char *head, const char *part, size_t times,
       const char *end, size_t ends, const char *tail)
{
  sp_buf_init(buf, (size_t)1 << 20);
  sp_buf_puts(buf, head);
  for (size_t i = 0; i < times; i++)
    sp_buf_puts(buf, part);
  for (size_t i = 0; i < ends; i++)
    sp_buf_puts(buf, end);
  sp_buf_puts(buf, tail);
  assert_false(buf->full);
  return buf->ptr;
}

static void
elements_stand_as_deep_as_the_limit(void **state)
{
  (void)state;
  /* <concept> and <conbody> are two. */
  for (int over = 0; over < 2; over++) {
    size_t depth = SP_DITA_MAX_DEPTH - 2 + (size_t)over;
    struct sp_buf buf;
    struct doc d;

    read_doc(&d,
             repeat(&buf, "<concept id=\"c\"><title>T</title><conbody>",
                    "<note>", depth, "</note>", depth, "</conbody></concept>"),
             true);
    assert_int_equal(d.diags.errors, over);
    assert_int_equal(d.reading.doc == NULL, over);
    sp_arena_release(&d.arena);
    sp_buf_release(&buf);
  }
}

static void
text_taken_again_and_again_has_a_limit(void **state)
{
  struct sp_buf buf;
  struct doc d;

  (void)state;
  read_doc(&d,
           repeat(&buf,
                  "<concept id=\"c\"><title>T</title><conbody><p id=\"a\">"
                  "0123456789012345678901234567890123456789</p>",
                  "<p conref=\"#c/a\"/>", 8000, "", 0, "</conbody></concept>"),
           true);
  assert_int_equal(d.diags.errors, 1);
  assert_null(d.reading.doc);
  sp_arena_release(&d.arena);
  sp_buf_release(&buf);
}

/* Each element takes the one before twice. */
static void
text_that_doubles_has_a_limit(void **state)
{
  struct sp_buf buf;
  struct doc d;

  (void)state;
  sp_buf_init(&buf, 65536);
  sp_buf_puts(&buf, "<concept id=\"c\"><title>T</title><conbody><p id=\"p0\">"
                    "lol lol lol lol lol lol lol lol</p>");
  for (int i = 1; i < 30; i++)
    sp_buf_fmt(&buf,
               "<div id=\"p%d\"><div conref=\"#c/p%d\"/><div"
               " conref=\"#c/p%d\"/></div>",
               i, i - 1, i - 1);
  sp_buf_puts(&buf, "</conbody></concept>");
  read_doc(&d, buf.ptr, true);
  assert_true(d.diags.errors > 0);
  sp_arena_release(&d.arena);
  sp_buf_release(&buf);
}

/* However much else is wrong. */
static void
every_error_counts(void **state)
{
  struct sp_buf buf;
  struct doc d;

  (void)state;
  sp_buf_init(&buf, 65536);
  sp_buf_puts(&buf, "<concept id=\"c\"><title>T</title><prolog><permissions"
                    " view=\"all\"/></prolog><conbody>");
  for (int i = 0; i < 300; i++)
    sp_buf_fmt(&buf, "<p rev=\"%d\">x</p>", i);
  sp_buf_puts(&buf, "<p><xref href=\"#c/no\">x</xref></p></conbody></concept>");
  read_doc(&d, buf.ptr, false);
  /* Two dates are missing too. */
  assert_int_equal(d.diags.errors, 3);
  sp_arena_release(&d.arena);
  sp_buf_release(&buf);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_prolog_gives_the_fields),
      cmocka_unit_test(what_is_missing_is_told_unless_lenient),
      cmocka_unit_test(who_may_see_it_is_staff_when_in_doubt),
      cmocka_unit_test(metadata_that_has_no_field_is_told_once),
      cmocka_unit_test(elements_stand_as_deep_as_the_limit),
      cmocka_unit_test(text_taken_again_and_again_has_a_limit),
      cmocka_unit_test(text_that_doubles_has_a_limit),
      cmocka_unit_test(every_error_counts),
  };

  return cmocka_run_group_tests_name("dita limits", tests, NULL, NULL);
}
