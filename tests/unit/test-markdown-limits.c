/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Markdown: how large, how deep, how many; what is known of a broken file. */
#include "tests/unit/unit.h"

#include "lib/markdown.h"
#include "lib/yaml.h"
#include "tests/unit/tree.h"

#include <stdlib.h>

#define FRONT                                                                  \
  "---\ntitle: T\ntype: %s\nreviewed: 2026-09-01\nreview-by: 2027-03-01\n"     \
  "---\n"

struct fixture {
  struct sp_arena arena;
  struct sp_diags diags;
  struct sp_buf source;
  struct sp_reading reading;
};

static int
setup(void **state)
{
  struct fixture *f = calloc(1, sizeof(*f));

  f->diags.arena = &f->arena;
  sp_buf_init(&f->source, 2 * SP_DOC_MAX_BYTES);
  *state = f;
  return 0;
}

static int
teardown(void **state)
{
  struct fixture *f = *state;

  sp_buf_release(&f->source);
  sp_arena_release(&f->arena);
  free(f);
  return 0;
}

static void
read_source(struct fixture *f)
{
  struct sp_read_options options = {.path = SP_STR("waste/a.md")};

  f->diags.count = f->diags.errors = 0;
  sp_markdown_read(&f->arena, sp_buf_str(&f->source), &options, &f->diags,
                   &f->reading);
}

static void
put_times(struct fixture *f, size_t n, const char *text)
{
  while (n--)
    sp_buf_puts(&f->source, text);
}

/* The only message, and whether there is a document. */
static void
expect(struct fixture *f, const char *diags, bool has_doc)
{
  if (!sp_str_is(tree_print_diags(&f->arena, &f->diags, 1), diags))
    sp_diags_print(&f->diags, stderr);
  assert_str(tree_print_diags(&f->arena, &f->diags, 1), diags);
  assert_int_equal(f->reading.doc != NULL, has_doc);
}

static void
the_byte_after_the_maximum_is_refused(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  while (f->source.len < SP_DOC_MAX_BYTES)
    sp_buf_putc(&f->source, f->source.len % 80 ? 'x' : '\n');
  read_source(f);
  expect(f, "", true);
  sp_buf_putc(&f->source, 'x');
  read_source(f);
  expect(f, "E25:0", false);
}

static void
front_matter_has_8_kib_at_most(void **state)
{
  static const char fields[] = "title: T\ntype: guide\nreviewed: 2026-09-01\n"
                               "review-by: 2027-03-01\nlegal: ";
  struct fixture *f = *state;

  sp_buf_puts(&f->source, "---\n");
  sp_buf_puts(&f->source, fields);
  put_times(f, SP_YAML_FRONT_MAX - sizeof(fields), "x");
  sp_buf_puts(&f->source, "\n---\n");
  read_source(f);
  expect(f, "", true);
  sp_buf_clear(&f->source);
  sp_buf_puts(&f->source, "---\n");
  sp_buf_puts(&f->source, fields);
  put_times(f, SP_YAML_FRONT_MAX - sizeof(fields) + 1, "x");
  sp_buf_puts(&f->source, "\n---\n");
  read_source(f);
  expect(f, "E25:2", false);
}

static void
a_zero_byte_is_refused_with_its_line(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  sp_buf_put(&f->source, sp_str_n("a\nb\0c\n", 6));
  read_source(f);
  expect(f, "E25:8", false);
  assert_false(f->reading.audience_known);
}

/* A document's tree: root, quotes, paragraph, text. */
static void
quotes_go_24_deep_at_most(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, SP_DOC_MAX_DEPTH - 2, "> ");
  sp_buf_puts(&f->source, "x\n");
  read_source(f);
  expect(f, "", true);
  sp_buf_clear(&f->source);
  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, SP_DOC_MAX_DEPTH - 1, "> ");
  sp_buf_puts(&f->source, "x\n");
  read_source(f);
  expect(f, "E25:7", false);
  assert_true(f->reading.audience_known);
}

static void
emphasis_goes_24_deep_at_most(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, 10000, "*a **b ");
  put_times(f, 10000, "c** d*");
  read_source(f);
  expect(f, "E25:7", false);
}

static void
a_document_has_100000_parts_at_most(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, 30000, "`a` ");
  read_source(f);
  expect(f, "", true);
  put_times(f, 30000, "`a` ");
  read_source(f);
  expect(f, "E25:7", false);
}

static void
cells_count_as_parts(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  sp_buf_puts(&f->source, "|a|b|\n|-|-|\n");
  put_times(f, 110000, "|");
  read_source(f);
  expect(f, "E25:9", false);
}

static void
fifty_messages_are_enough(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, 60, "[!X]\n\n");
  read_source(f);
  assert_int_equal(f->diags.count, SP_DIAGS_PER_FILE + 1);
  assert_int_equal(f->diags.errors, 60);
}

static void
a_broken_body_leaves_the_audience_known(void **state)
{
  struct fixture *f = *state;

  sp_buf_puts(&f->source, "---\ntitle: T\ntype: guide\naudience: public\n"
                          "until: 2026-12-31\nreviewed: 2026-09-01\n"
                          "review-by: 2027-03-01\n---\n> [!STAF]\n> x\n");
  read_source(f);
  expect(f, "E25:9", true);
  assert_true(f->reading.audience_known);
  assert_int_equal(f->reading.audience, SP_PUBLIC);
  assert_int_equal(f->reading.until.month, 12);
}

static void
broken_front_matter_leaves_nothing_known(void **state)
{
  struct fixture *f = *state;

  sp_buf_puts(&f->source, "---\naudience: public\ntitle: \"T\n---\nx\n");
  read_source(f);
  expect(f, "E25:3", false);
  assert_false(f->reading.audience_known);
}

static void
places_are_lines_and_characters_of_the_file(void **state)
{
  struct fixture *f = *state;
  const struct sp_node *para, *text;

  sp_buf_fmt(&f->source, FRONT, "guide");
  sp_buf_puts(&f->source, "\n- é *x* [é](a)\n  y\n");
  read_source(f);
  para = f->reading.doc->root->first->first->first;
  assert_int_equal(para->line, 8);
  assert_int_equal(para->col, 3);
  text = para->first->next; /* *x* */
  assert_int_equal(text->line, 8);
  assert_int_equal(text->col, 5);
  text = text->next->next; /* the link */
  assert_int_equal(text->col, 9);
}

static void
nothing_of_the_passes_stays_in_the_tree(void **state)
{
  struct fixture *f = *state;
  const unsigned known = SP_FLAG_ORDERED | SP_FLAG_HEAD | SP_FLAG_REQUIRED |
                         SP_FLAG_TEST_CALLS | SP_FLAG_PLAIN_QUOTE |
                         SP_FLAG_TIGHT | SP_FLAG_HEAD_CELL;

  sp_buf_fmt(&f->source, FRONT, "script");
  sp_buf_puts(&f->source, "a\nb\n\n> c\n> d\n\n    code\n\n- e\n  f\n\n"
                          "> [!STAFF]\n> | g |\n> |---|\n> | h |\n\n"
                          "Legal: i\nj\n");
  read_source(f);
  expect(f, "", true);
  for (struct sp_node *n = f->reading.doc->root; n;
       n = sp_node_walk(f->reading.doc->root, n, false)) {
    assert_int_equal(n->flags & ~known, 0);
    if (n->kind == SP_NODE_PARA || n->kind == SP_NODE_SAY)
      assert_int_equal(n->number, 0);
    if (n->next)
      assert_false(n->kind == SP_NODE_TEXT && n->next->kind == SP_NODE_TEXT);
  }
}

static void
a_document_survives_being_packed(void **state)
{
  struct fixture *f = *state;
  struct sp_buf packed;
  struct sp_unpack in = {0};
  struct sp_doc *twin;

  sp_buf_fmt(&f->source, FRONT, "script");
  put_times(f, SP_DOC_MAX_DEPTH - 2, "> ");
  sp_buf_puts(&f->source, "x\n\n- [A](#a) *level 2* b\n\n## A\n\nOnly: staff.\n"
                          "\nRecord: a (choice(b; c); required)\n");
  read_source(f);
  expect(f, "", true);
  sp_buf_init(&packed, 100000);
  sp_doc_pack(&packed, f->reading.doc);
  in.rest = sp_buf_str(&packed);
  twin = sp_doc_unpack(&f->arena, &in);
  assert_non_null(twin);
  assert_str(tree_print(&f->arena, twin->root),
             tree_print(&f->arena, f->reading.doc->root).ptr);
  sp_buf_release(&packed);
}

static void
a_paragraph_has_500_images_at_most(void **state)
{
  struct fixture *f = *state;

  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, 499, "![a](b.png)\n");
  sp_buf_puts(&f->source, "![a](b.png)\n\n![a](b.png)\n");
  read_source(f);
  expect(f, "", true);
  sp_buf_clear(&f->source);
  sp_buf_fmt(&f->source, FRONT, "guide");
  put_times(f, 35000, "![[]()");
  read_source(f);
  expect(f, "E25:7", false);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(the_byte_after_the_maximum_is_refused),
      TEST(front_matter_has_8_kib_at_most),
      TEST(a_zero_byte_is_refused_with_its_line),
      TEST(quotes_go_24_deep_at_most),
      TEST(emphasis_goes_24_deep_at_most),
      TEST(a_document_has_100000_parts_at_most),
      TEST(cells_count_as_parts),
      TEST(fifty_messages_are_enough),
      TEST(a_broken_body_leaves_the_audience_known),
      TEST(broken_front_matter_leaves_nothing_known),
      TEST(places_are_lines_and_characters_of_the_file),
      TEST(nothing_of_the_passes_stays_in_the_tree),
      TEST(a_document_survives_being_packed),
      TEST(a_paragraph_has_500_images_at_most),
  };
  return cmocka_run_group_tests_name("markdown-limits", tests, NULL, NULL);
}
