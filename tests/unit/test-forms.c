/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What one form can say the other can: the same document in both, word for
 * word, and what neither takes. */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <stdio.h>

#include "lib/markdown.h"
#include "lib/write.h"
#include "tests/unit/xml_form.h"

static const struct pair {
  const char *name, *type, *markdown, *xml;
} pairs[] = {
    {"a_note_is_plain_text", "script", "Read this.\n\n- a\n",
     "<note><p>Read this.</p><ul><li>a</li></ul></note>"},
    {"a_quote_behind_a_marked_block", "guide",
     "> [!STAFF]\n> a\n\n> [!QUOTE]\n> b\n",
     "<staff>a</staff><quote>b</quote>"},
    {"what_is_said_behind_a_marked_block", "script",
     "> [!WARNING]\n> a\n\n> [!quote] b\n", "<warning>a</warning><say>b</say>"},
    {"a_quote_that_begins_with_a_markers_name", "guide", "> [!QUOTE]\n> Info\n",
     "<quote>Info</quote>"},
    {"a_key_with_a_backslash_is_text", "script",
     "Next\\: we wait\n\n- Legal\\: b\n\nText\\\nOutcome\\: c\n\n"
     "Judgement: d\\\nOutcome\\: e\n",
     "<p>Next: we wait</p><ul><li>Legal: b</li></ul><p>Text<br/>Outcome: c</p>"
     "<judgement>d<br/>Outcome: e</judgement>"},
    {"a_key_with_another_colon_by_its_number_is_text", "script",
     "Next&#65306; we wait\n", "<p>Next\xEF\xBC\x9A we wait</p>"},
    {"only_with_a_backslash_is_text", "guide",
     "## Only\\: a\n\nOnly\\: staff.\n\nb\\\nonly\\: staff\n",
     "<section><heading>Only: a</heading><p>Only: staff.</p>"
     "<p>b<br/>only: staff</p></section>"},
    {"items_that_begin_with_a_bracket", "script",
     "- \\[a\\] b\n- c\n\ntext\n\n- \\[ ] d\n- &#91;x] e\n",
     "<ul><li>[a] b</li><li>c</li></ul><p>text</p>"
     "<ul><li>[ ] d</li><li>[x] e</li></ul>"},
    {"text_that_looks_like_a_table", "guide",
     "a | b\\\n\\|---|---|\n\n\\| c |\n",
     "<p>a | b<br/>|---|---|</p><p>| c |</p>"},
    {"brackets_in_a_guard", "script",
     "> [!ONLY area: A [b]]\n> c\n\n> [!ELSE]\n> d\n",
     "<only when=\"area: A [b]\">c</only><else>d</else>"},
    {"a_full_stop_that_is_a_names_own", "guide",
     "## A\n\nOnly: area: St. John.. Otherwise [B](#b)\n\n## B\n",
     "<section when=\"area: St. John..\" otherwise=\"b\"><heading>A</heading>"
     "</section><section><heading>B</heading></section>"},
    {"white_space_between_words", "guide", "a  b *c* [ d ](e.md) `f  g`\n  h\n",
     "<p>a b <em>c</em> <a href=\"e.md\">d</a> <code>f g</code> h</p>"},
    {"emphasis_that_means_nothing", "guide", "*a*&#8203;b **c __d__ e**\n",
     "<p><em>a</em>\xE2\x80\x8B"
     "b <strong>c d e</strong></p>"},
    {"emphasis_side_by_side", "guide", "**ab** `cd`\n",
     "<p><strong>a</strong><strong>b</strong> <code>c</code><code>d</code>"
     "</p>"},
    {"a_space_at_the_edge_of_emphasis", "guide", "a **b** c *d* e\n",
     "<p>a<strong> b </strong>c<em> d</em> e</p>"},
    {"breaks_side_by_side", "guide", "a\\\n\\\nb\n", "<p>a<br/><br/>b</p>"},
    {"images_have_titles", "guide", "![a *b*](c.png \"d\")\n",
     "<p><img src=\"c.png\" alt=\"a b\" title=\"d\"/></p>"},
    {"a_list_of_one_item_is_tight", "guide", "- a\n",
     "<ul><li><p>a</p></li></ul>"},
    {"a_list_without_paragraphs_is_tight", "guide", "- > a\n\n- > b\n",
     "<ul><li><quote>a</quote></li>"
     "<li><quote>b</quote></li></ul>"},
    {"text_behind_a_list_in_an_item_makes_it_loose", "guide",
     "- a\n  - b\n\n  c\n- d\n",
     "<ul><li>a<ul><li>b</li></ul>c</li><li>d</li></ul>"},
    {"a_list_is_loose_for_its_own_blank_lines", "guide",
     "- a\n  - b\n\n    c\n\n  - d\n- e\n",
     "<ul><li>a<ul><li><p>b</p><p>c</p></li><li>d</li></ul></li><li>e</li>"
     "</ul>"},
    {"the_last_item_of_the_last_item_counts_too", "guide",
     "- - a\n\n    b\n\n- c\n",
     "<ul><li><ul><li><p>a</p><p>b</p></li></ul></li><li><p>c</p></li></ul>"},
    {"lists_side_by_side", "guide", "- a\n\n* b\n\n1. c\n\n1) d\n",
     "<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol>"
     "<ol><li>d</li></ol>"},
    {"a_checklist_has_no_numbers", "guide", "3. [ ] a\n4. [x] b\n",
     "<checklist><li>a</li><li>b</li></checklist>"},
    {"empty_items", "guide", "- a\n-\n\ntext\n\n- [ ]\n- [ ] b\n",
     "<ul><li>a</li><li/></ul><p>text</p><checklist><li/><li>b</li>"
     "</checklist>"},
    {"a_table_without_head", "guide", "| | |\n|---|--:|\n| a | b |\n",
     "<table><tr><td>a</td><td align=\"right\">b</td></tr></table>"},
    {"a_cell_that_heads_its_row", "guide",
     "| a | b |\n|---|---|\n| **c** | **d** |\n| *e* | f |\n",
     "<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><th>d</th></tr>"
     "<tr><td><em>e</em></td><td>f</td></tr></table>"},
    {"a_column_has_one_alignment", "guide", "| a | b |\n|---|:-:|\n| c | d |\n",
     "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td>"
     "<td align=\"centre\">d</td></tr></table>"},
    {"code_with_blank_lines", "guide", "```\n\n a\n\n```\n",
     "<pre>\n\n a\n\n</pre>"},
    {"a_value_that_is_bold_as_a_whole", "script", "**Legal: a *b***\n",
     "<with-outcome><legal><strong>a <em>b</em></strong></legal>"
     "</with-outcome>"},
    {"parts_of_an_outcome_apart_from_it", "script",
     "Service level: a\n\ntext\n\nOutcome: resolved\nLegal: b\n\nmore\n\n"
     "Hand over: c\n",
     "<with-outcome><service-level>a</service-level></with-outcome><p>text</p>"
     "<outcome kind=\"resolved\"><legal>b</legal></outcome><p>more</p>"
     "<with-outcome><handover>c</handover></with-outcome>"},
    {"several_links_in_one_also_ask", "script",
     "Also ask: [a](a.md), [b](b.md \"c\")\n\nAlso ask: [d](d.md)\n",
     "<with-outcome><also-ask><a href=\"a.md\">a</a>"
     "<a href=\"b.md\" title=\"c\">b</a></also-ask>"
     "<also-ask href=\"d.md\">d</also-ask></with-outcome>"},
    {"a_red_flag_with_words_of_its_own", "script",
     "Stop and escalate if: a [Go](#b)\n\nStop and escalate if: c"
     " [Near](near)\n\n## B\n",
     "<stop to=\"b\" label=\"Go\">a</stop><stop to=\"./near\">c</stop>"
     "<step><heading>B</heading></step>"},
    {"whom_an_outcome_names", "script",
     "## A\n\nOutcome: escalate to Gas/Water team\n\n## B\n\n"
     "Outcome: refer to [The team](team)\n\n## C\n\n"
     "Outcome: transfer to [Waste](../contacts/waste-team.md)\n\n## D\n\n"
     "Outcome: signpost to St. John..\n",
     "<step><heading>A</heading><outcome kind=\"escalate\""
     " label=\"Gas/Water team\"/></step><step><heading>B</heading>"
     "<outcome kind=\"refer\" to=\"team\" label=\"The team\"/></step>"
     "<step><heading>C</heading><outcome kind=\"transfer\""
     " to=\"../contacts/waste-team.md\" label=\"Waste\"/></step>"
     "<step><heading>D</heading><outcome kind=\"signpost\" to=\"St. John.\"/>"
     "</step>"},
    {"a_file_without_ending_is_no_step", "script",
     "- [A](b)\n- [C](./d)\n\n## E\n\nOnly: staff. Otherwise [F](g)\n\n"
     "Next: [H](i)\n",
     "<option to=\"./b\">A</option><option to=\"././d\">C</option>"
     "<step when=\"staff\" otherwise=\"./g\"><heading>E</heading>"
     "<next to=\"./i\"/></step>"},
    {"advice_that_begins_in_italics", "script",
     "- [A](b.md)\\\n  *c* d\n- [E](f.md) *level 2* *g* h\n",
     "<option to=\"b.md\">A<note><em>c</em> d</note></option>"
     "<option to=\"f.md\" when=\"level 2\">E<note><em>g</em> h</note>"
     "</option>"},
    {"test_calls_of_any_shape", "script",
     "## test calls\n\nOnly: staff.\n\nThese are *slow*.\n\n"
     "- (level 1) A; B => C\n- A=>B\n- (x) => y\n\n## Next\n",
     "<step><heading>Next</heading></step><test-calls when=\"staff\">"
     "<p>These are <em>slow</em>.</p><call path=\"A; B\" ends=\"C\""
     " given=\"level 1\"/><call>A=&gt;B</call><call>(x) =&gt; y</call>"
     "</test-calls>"},
    {"links_with_odd_addresses", "guide",
     "[a](<b (c>) [d](<e f> \"g &amp;amp; \\\"h\\\"\") [i](&amp;copy;)\n",
     "<p><a href=\"b (c\">a</a> <a href=\"e f\" title=\"g &amp;amp; &quot;h"
     "&quot;\">d</a> <a href=\"&amp;copy;\">i</a></p>"},
};

/* Neither form takes it; NULL: the form cannot even write it. */
static const struct pair slips[] = {
    {"a_marker_at_the_start_of_a_line", "guide", "a\\\n\\[!what] b\n",
     "<p>a<br/>[!what] b</p>"},
    {"a_marker_within_a_line", "guide", "a \\[!staff] b\n",
     "<p>a [!staff] b</p>"},
    {"a_marker_without_its_exclamation_mark", "guide", "\\[Staff] b\n",
     "<p>[Staff] b</p>"},
    {"a_marker_in_a_heading", "guide", "## a [!FRAUD]\n",
     "<section><heading>a [!FRAUD]</heading></section>"},
    {"a_marker_in_code_that_begins_a_line", "guide", "`[!x` a\n",
     "<p><code>[!x</code> a</p>"},
    {"a_marker_in_a_code_block", "guide", "```\n  > [!x]\n```\n",
     "<pre>\n  &gt; [!x]\n</pre>"},
    {"a_marker_in_the_first_cell", "guide", "| a |\n|---|\n| [INFO] |\n",
     "<table><tr><th>a</th></tr><tr><td>[INFO]</td></tr></table>"},
    {"a_link_that_begins_a_line_with_an_exclamation_mark", "guide",
     "[&#33;a](b.md)\n", "<p><a href=\"b.md\">!a</a></p>"},
    {"an_image_for_a_marker", "guide", "![Staff:](b.png)\n",
     "<p><img src=\"b.png\" alt=\"Staff:\"/></p>"},
    {"an_image_without_address", "guide", "![a]()\n",
     "<p><img src=\"\" alt=\"a\"/></p>"},
    {"an_include_without_address", "guide", "a [b](<> \"include\")\n",
     "<p>a <include href=\"\">b</include></p>"},
    {"a_link_without_words", "guide", "a [](b.md)\n",
     "<p>a <a href=\"b.md\"/></p>"},
    {"an_include_called_a_link", "guide", NULL,
     "<p>a <a href=\"b.md\" title=\"include\">c</a></p>"},
    {"an_include_in_a_link", "guide", NULL,
     "<p>a <a href=\"b.md\">c <include href=\"d.md\">e</include></a></p>"},
    {"a_break_in_a_cell", "guide", NULL,
     "<table><tr><td>a<br/>b</td></tr></table>"},
    {"a_pipe_in_a_cell", "guide", NULL, "<table><tr><td>a|b</td></tr></table>"},
    {"two_alignments_in_a_column", "guide", NULL,
     "<table><tr><td align=\"left\">a</td></tr>"
     "<tr><td align=\"right\">b</td></tr></table>"},
    {"a_condition_as_the_first_words_of_a_section", "guide",
     "## A\n\nOnly staff.\n",
     "<section><heading>A</heading><p>Only staff.</p></section>"},
    {"test_calls_misspelt", "script", "## Test call\n",
     "<step><heading>Test call</heading></step>"},
    {"choices_as_a_list", "script", "1. [A](#a)\n2. b\n",
     "<ul><li><a href=\"a.md\">A</a></li><li>b</li></ul>"},
    {"choices_in_a_block", "script", "> [!INFO]\n> - [A](#a)\n",
     "<info><ul><li><a href=\"#a\">A</a></li></ul></info>"},
    {"choices_in_a_snippet", "snippet", "- [A](a.md)\n",
     "<ul><li><a href=\"a.md\">A</a></li></ul>"},
    {"a_condition_as_the_text_of_a_choice", "script",
     "- [A](#a) out of hours\n",
     "<option to=\"a\">A<note>out of hours</note></option>"},
    {"a_choice_that_begins_with_an_exclamation_mark", "script",
     "- [\\!A](#a)\n", "<option to=\"a\">!A</option>"},
    {"a_record_value_with_a_semicolon", "script", NULL,
     "<record name=\"a\" type=\"choice\"><value>b; c</value></record>"},
    {"a_record_value_with_half_a_bracket", "script",
     "Record: a (choice(b)c))\n",
     "<record name=\"a\" type=\"choice\"><value>b)c</value></record>"},
    {"a_fee_of_two_words", "script", "Payment: [a](b.md) c d\n",
     "<outcome kind=\"resolved\"><payment href=\"b.md\" fee=\"c d\">a"
     "</payment></outcome>"},
    {"a_guard_with_half_a_bracket", "guide", NULL,
     "<only when=\"area: a]b\">c</only>"},
    {"a_red_flag_without_words_for_its_link", "script",
     "Stop and escalate if: a [](#b)\n", "<stop to=\"#b\">a</stop>"},
    {"an_outcome_without_words_for_its_link", "script",
     "Outcome: refer to [](a/)\n", "<outcome kind=\"refer\" to=\"a/\"/>"},
    {"nothing_between_backticks", "guide", "a ` ` b\n", NULL},
    {"a_character_that_is_none", "guide", "a \xEF\xBF\xBE b\n", NULL},
};

static const char *
path_of(const struct pair *row, const char *ending)
{
  static char path[64];

  snprintf(path, sizeof(path), "%s/test.%s",
           strcmp(row->type, "snippet") == 0 ? "snippets" : "waste", ending);
  return path;
}

static struct sp_doc *
read_markdown(struct fixture *f, const struct pair *row)
{
  struct sp_read_options options = {
      .path = sp_arena_copy(&f->arena, sp_str(path_of(row, "md")))};
  struct sp_str source =
      sp_arena_fmt(&f->arena,
                   "---\ntitle: Test\ntype: %s\naudience: staff\n"
                   "reviewed: 2026-09-01\nreview-by: 2027-03-01\n"
                   "summary: A test.\n---\n%s",
                   row->type, row->markdown);

  sp_markdown_read(&f->arena, source, &options, &f->diags, &f->reading);
  return f->reading.doc;
}

static struct sp_doc *
read_other(struct fixture *f, const struct pair *row)
{
  struct sp_read_options options = {
      .path = sp_arena_copy(&f->arena, sp_str(path_of(row, "xml")))};
  struct sp_str source =
      sp_arena_fmt(&f->arena, "---\ntype: %s\n---\n%s", row->type, row->xml);

  read_xml(&f->arena, source, &options, &f->diags, &f->reading);
  return f->reading.doc;
}

static void
both_say_the_same(void **state)
{
  const struct pair *row = *state;
  struct fixture f = {.diags = {.arena = &f.arena}};
  struct sp_doc *a, *b;
  struct sp_buf why;

  a = read_markdown(&f, row);
  b = read_other(&f, row);
  if (f.diags.errors)
    sp_diags_print(&f.diags, stderr);
  assert_int_equal(f.diags.errors, 0);
  sp_buf_init(&why, 4096);
  if (!sp_doc_same(a, b, &why))
    fail_msg("%.*s", SP_FMT(sp_buf_str(&why)));
  sp_buf_release(&why);
  sp_arena_release(&f.arena);
}

static void
neither_takes_it(void **state)
{
  const struct pair *row = *state;
  struct fixture f = {.diags = {.arena = &f.arena}};

  if (row->markdown) {
    read_markdown(&f, row);
    assert_true(f.diags.errors > 0);
  }
  diags_forget(&f.diags);
  if (row->xml) {
    read_other(&f, row);
    assert_true(f.diags.errors > 0);
  }
  sp_arena_release(&f.arena);
}

/* ---- what differs is told */

static struct sp_doc *
read_text(struct fixture *f, const char *text)
{
  struct pair row = {"", "guide", text, NULL};

  return read_markdown(f, &row);
}

static void
a_difference_is_told_by_its_place(void **state)
{
  static const struct {
    const char *a, *b, *why;
  } rows[] = {
      {"a\n", "b\n", "root/para 1/text 1: text: \"a\" and \"b\""},
      {"a\n\n- b\n- c\n", "a\n\n- b\n- *c*\n",
       "root/list 1/item 2/para 1/text 1: kind: \"text\" and \"emphasis\""},
      {"a\n", "a\n\nb\n", "root/para 1: next to it: \"nothing\" and \"para\""},
      {"> [!ONLY level 2]\n> a\n", "> [!ONLY level 3]\n> a\n",
       "root/only 1: guard number: \"2\" and \"3\""},
      {"- a\n- b\n", "- a\n\n- b\n", "root/list 1: flags: \"32\" and \"0\""},
      {"[a](b.md)\n", "[a](b.md \"c\")\n",
       "root/para 1/link 1: title: \"\" and \"c\""},
  };
  (void)state;

  for (size_t i = 0; i < SP_ARRAY_LEN(rows); i++) {
    struct fixture f = {.diags = {.arena = &f.arena}};
    struct sp_buf why;

    sp_buf_init(&why, 4096);
    assert_false(
        sp_doc_same(read_text(&f, rows[i].a), read_text(&f, rows[i].b), &why));
    assert_str(sp_buf_str(&why), rows[i].why);
    assert_false(
        sp_doc_same(read_text(&f, rows[i].a), read_text(&f, rows[i].b), NULL));
    sp_buf_release(&why);
    sp_arena_release(&f.arena);
  }
}

static void
front_matter_is_as_long_as_markdowns_at_most(void **state)
{
  struct fixture f = {.diags = {.arena = &f.arena}};
  struct sp_buf buf;
  (void)state;

  sp_buf_init(&buf, 65536);
  sp_buf_puts(&buf, XML_ROOT("guide", "") "<title>T</title><legal>");
  for (int i = 0; i < 8050; i++)
    sp_buf_putc(&buf, 'x');
  sp_buf_puts(&buf, "</legal>");
  for (int more = 0; more < 2; more++) {
    size_t len = buf.len;

    sp_buf_puts(&buf, "</guide>");
    diags_forget(&f.diags);
    xml_read_bytes(&f, sp_buf_str(&buf));
    assert_int_equal(f.diags.errors, more);
    buf.len = len;
    sp_buf_puts(&buf, "<owner>");
    for (int i = 0; i < 100; i++)
      sp_buf_putc(&buf, 'y');
    sp_buf_puts(&buf, "</owner>");
  }
  sp_buf_release(&buf);
  sp_arena_release(&f.arena);
}

#define PAIRS SP_ARRAY_LEN(pairs)
#define SLIPS SP_ARRAY_LEN(slips)

int
main(void)
{
  struct CMUnitTest tests[PAIRS + SLIPS + 2];
  size_t n = 0;

  for (size_t i = 0; i < PAIRS; i++)
    tests[n++] = (struct CMUnitTest){pairs[i].name, both_say_the_same, NULL,
                                     NULL, (void *)&pairs[i]};
  for (size_t i = 0; i < SLIPS; i++)
    tests[n++] = (struct CMUnitTest){slips[i].name, neither_takes_it, NULL,
                                     NULL, (void *)&slips[i]};
  tests[n++] =
      (struct CMUnitTest)cmocka_unit_test(a_difference_is_told_by_its_place);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(
      front_matter_is_as_long_as_markdowns_at_most);
  return _cmocka_run_group_tests("forms", tests, n, NULL, NULL);
}
