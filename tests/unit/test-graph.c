/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/graph_rules.h"

#include "tests/unit/svg_rules.h"

#define LONG_WORD                                                              \
  "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverordnung"     \
  "ssammlungsbandnummernverzeichnisueberpruefungsausschussvorsitzender"

static struct sp_arena arena;

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

#define TWO_STEPS                                                              \
  "Stop and escalate if: fire. [Duty](#b)\n\n> Hello.\n\n- [Yes](#b) "         \
  "*out of hours*\n- [No](#b)\n- [More](../waste/other-page.md)\n\n## B\n\n"   \
  "Do first: [Check](../shared/check.md)\n\nOutcome: refer to waste-team\n"

static void
all_that_a_script_has_is_in_each_form(void **state)
{
  static const char *const words[] = {
      "Missed bin", "Hello.",         "Yes",  "Out of hours", "No",  "More",
      "Other page", "Refer to Waste", "team", "Check",        "fire"};
  struct sp_script *script = graph_script(&arena, TWO_STEPS);

  (void)state;
  for (int form = SP_GRAPH_DOT; form <= SP_GRAPH_SVG; form++) {
    struct sp_str text = graph_drawn(&arena, script, (enum sp_graph_form)form);

    for (size_t i = 0; i < SP_ARRAY_LEN(words); i++)
      if (!model_contains(text, words[i]))
        fail_msg("form %d lacks %s", form, words[i]);
  }
  graph_check(&arena, script, "two steps");
}

static struct sp_str
title_of(void *ctx, enum sp_ref_kind kind, struct sp_str name)
{
  static const char *const known[][2] = {
      {"../waste/other-page.md", "Bulky <waste>"},
      {"../shared/check.md", "Who is it?"},
      {"waste-team", "Bin crew"},
  };
  bool is_contact = sp_str_is(name, "waste-team");

  assert_int_equal(kind, is_contact ? SP_REF_CONTACT : SP_REF_FILE);

  *(size_t *)ctx += 1;
  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++)
    if (sp_str_is(name, known[i][0]))
      return sp_str(known[i][1]);
  return SP_STR("");
}

static void
what_a_script_names_is_shown_by_its_title(void **state)
{
  size_t asked = 0;
  const struct sp_graph_about titled = {
      .council = SP_STR(""), .title = title_of, .ctx = &asked};
  struct sp_script *script = graph_script(&arena, TWO_STEPS);

  (void)state;
  for (int form = SP_GRAPH_DOT; form <= SP_GRAPH_SVG; form++) {
    struct sp_buf out;
    struct sp_str text;

    sp_buf_init(&out, GRAPH_OUT_MAX);
    sp_graph_write_for(&arena, script, &titled, (enum sp_graph_form)form, &out);
    text = sp_arena_copy(&arena, sp_buf_str(&out));
    sp_buf_release(&out);
    assert_true(model_contains(text, "Bulky"));
    assert_true(model_contains(text, "Who is it?"));
    assert_true(model_contains(text, "Refer to Bin crew"));
    assert_false(model_contains(text, "Other page"));
    assert_false(model_contains(text, "Waste team"));
    assert_true(form != SP_GRAPH_SVG || !model_contains(text, "<waste>"));
  }
  assert_true(asked >= 3);
}

/* Steps in a row, each with so many answers that leave the script. */
static struct sp_script *
leaving_script(size_t steps, size_t answers)
{
  struct sp_buf body;
  struct sp_script *script;

  sp_buf_init(&body, 1 << 20);
  for (size_t s = 0; s < steps; s++) {
    if (s)
      sp_buf_fmt(&body, "\n## Step%zu\n\n", s);
    sp_buf_fmt(&body, "> What is it about, and where?\n\n");
    for (size_t a = 0; a < answers; a++)
      sp_buf_fmt(&body, "- [To %zu](../waste/p%zu-%zu.md)\n", a, s, a);
    if (s + 1 < steps)
      sp_buf_fmt(&body, "- [On](#step%zu)\n", s + 1);
  }
  script = graph_script(&arena, sp_arena_copy(&arena, sp_buf_str(&body)).ptr);
  sp_buf_release(&body);
  return script;
}

static void
answers_that_leave_are_folded_where_type_would_be_too_small(void **state)
{
  struct sp_script *few = leaving_script(2, 2), *many = leaving_script(7, 8);
  struct svg_facts facts;
  struct sp_str svg = graph_drawn(&arena, few, SP_GRAPH_SVG);

  (void)state;
  assert_null(svg_fault(svg, &facts));
  assert_int_equal(facts.boxes, sp_graph_new(&arena, few, &graph_about)->boxes);
  assert_true(model_contains(svg, "Outside this script"));
  assert_false(model_contains(svg, "go to"));
  graph_check(&arena, few, "few");

  svg = graph_drawn(&arena, many, SP_GRAPH_SVG);
  assert_null(svg_fault(svg, &facts));
  assert_int_equal(facts.boxes,
                   sp_graph_new(&arena, many, &graph_about)->inside);
  assert_true(model_contains(svg, "To 7: go to"));
  assert_false(model_contains(svg, "Outside this script"));
  assert_true(model_contains(svg, "Answer without a line"));
  graph_check(&arena, many, "many");
}

static void
red_flags_are_dashed_and_sub_scripts_have_two_borders(void **state)
{
  struct sp_script *script = graph_script(&arena, TWO_STEPS);
  struct sp_str dot = graph_drawn(&arena, script, SP_GRAPH_DOT);
  struct sp_str mermaid = graph_drawn(&arena, script, SP_GRAPH_MERMAID);

  (void)state;
  assert_true(model_contains(dot, "style=dashed"));
  assert_true(model_contains(dot, "peripheries=2"));
  assert_true(model_contains(mermaid, "-.->"));
  assert_true(model_contains(mermaid, "[[\"Do first"));
  assert_true(model_contains(graph_drawn(&arena, script, SP_GRAPH_SVG),
                             "stroke-dasharray"));
}

static void
the_svg_can_be_read_by_who_cannot_see_it(void **state)
{
  struct sp_str svg =
      graph_drawn(&arena, graph_script(&arena, TWO_STEPS), SP_GRAPH_SVG);

  (void)state;
  assert_true(model_contains(svg, "role=\"img\""));
  assert_true(model_contains(svg, "<title id=\"title\">Missed bin</title>"));
  assert_true(model_contains(svg, "Yes: 2.; No: 2.; More: Other page;"));
  assert_true(model_contains(svg, "Wenmarsh &amp; Sons"));
}

static void
hostile_texts_stay_texts(void **state)
{
  static const char *const texts[] = {
      "a \"quoted\" 'one'",
      "--> b0 -->|\"x\"| b1",
      "]]> <![CDATA[",
      "two\nlines\r\nand\ttabs",
      "<script>alert(1)</script>",
      "&amp; &lt; &#60; #35; #quot; &",
      "end",
      "subgraph end style b0 fill:#fff;",
      "[a](b) {c} ((d)) |e| `f` **g**",
      "%%{init: {}}%% %% comment",
      "back\\slash \\n \\",
      "\x01\x02\x1b[31m\x7f \xC2\x85 \xE2\x80\xA8 \xE2\x80\xAE \xEF\xBF\xBF",
      "\xF0\x9F\x97\x91 \xE6\xB0\xB4\xE6\x9B\x9C caf\xC3\xA9",
      "broken \xFF\xC3 bytes",
      "",
      "   ",
      LONG_WORD,
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(texts); i++) {
    struct sp_script *script = graph_script(&arena, TWO_STEPS);
    struct sp_doc doc = *script->doc;
    struct sp_str text = sp_str(texts[i]);

    doc.title = text;
    doc.owner = SP_STR("\"<&>");
    script->doc = &doc;
    for (size_t s = 0; s < script->steps; s++) {
      script->step[s].heading = text;
      for (size_t e = 0; e < script->step[s].edges; e++)
        script->step[s].edge[e].label = script->step[s].edge[e].target = text;
    }
    graph_check(&arena, script, texts[i]);
  }
}

static void
ways_that_lead_nowhere_are_shown(void **state)
{
  struct sp_script *script =
      graph_script(&arena, "- [A](#gone)\n- [B](#start)\n\n## End\n\nAlone.\n");
  struct sp_str svg = graph_drawn(&arena, script, SP_GRAPH_SVG);

  (void)state;
  assert_true(model_contains(svg, "There is no"));
  assert_true(model_contains(svg, "B: again, 1 Missed bin") ||
              model_contains(svg, "B: again,"));
  graph_check(&arena, script, "nowhere");
}

static void
a_script_without_steps_is_a_sheet_with_a_title(void **state)
{
  struct sp_script *script = graph_script(&arena, "Words.\n");

  (void)state;
  assert_int_equal(script->steps, 0);
  graph_check(&arena, script, "no steps");
}

static void
what_does_not_fit_is_said(void **state)
{
  struct sp_script *script = graph_script(&arena, TWO_STEPS);

  (void)state;
  for (int form = SP_GRAPH_DOT; form <= SP_GRAPH_SVG; form++) {
    size_t need = graph_drawn(&arena, script, (enum sp_graph_form)form).len;
    struct sp_buf out;

    sp_buf_init(&out, need - 1);
    sp_graph_write_for(&arena, script, &graph_about, (enum sp_graph_form)form,
                       &out);
    assert_true(out.full);
    sp_buf_release(&out);
  }
}

/* ---- text ---- */

static void
lines_are_no_wider_than_asked(void **state)
{
  struct sp_texts lines = {0};

  (void)state;
  sp_text_wrap(&arena, SP_STR("Was it at the kerb by seven in the morning?"),
               12, true, 90, 9, &lines);
  assert_true(lines.count > 2);
  for (size_t i = 0; i < lines.count; i++)
    assert_true(sp_text_width(lines.item[i], 12, true) <= 90);
  assert_str(lines.item[0], "Was it at the");
}

static void
a_word_that_is_too_wide_is_cut_and_what_is_too_much_ends_with_dots(void **state)
{
  struct sp_texts lines = {0}, none = {0};

  (void)state;
  sp_text_wrap(&arena, SP_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
               10, false, 50, 3, &lines);
  assert_int_equal(lines.count, 3);
  assert_true(sp_str_ends(lines.item[2], "\xE2\x80\xA6"));
  assert_true(sp_text_width(lines.item[2], 10, false) <= 50);
  sp_text_wrap(&arena, SP_STR("  "), 10, false, 50, 3, &none);
  assert_int_equal(none.count, 0);
  sp_text_wrap(&arena, SP_STR("ab"), 10, false, 0, 3, &none);
  assert_int_equal(none.count, 2);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(all_that_a_script_has_is_in_each_form,
                                end_arena),
      cmocka_unit_test_teardown(what_a_script_names_is_shown_by_its_title,
                                end_arena),
      cmocka_unit_test_teardown(
          answers_that_leave_are_folded_where_type_would_be_too_small,
          end_arena),
      cmocka_unit_test_teardown(
          red_flags_are_dashed_and_sub_scripts_have_two_borders, end_arena),
      cmocka_unit_test_teardown(the_svg_can_be_read_by_who_cannot_see_it,
                                end_arena),
      cmocka_unit_test_teardown(hostile_texts_stay_texts, end_arena),
      cmocka_unit_test_teardown(ways_that_lead_nowhere_are_shown, end_arena),
      cmocka_unit_test_teardown(a_script_without_steps_is_a_sheet_with_a_title,
                                end_arena),
      cmocka_unit_test_teardown(what_does_not_fit_is_said, end_arena),
      cmocka_unit_test_teardown(lines_are_no_wider_than_asked, end_arena),
      cmocka_unit_test_teardown(
          a_word_that_is_too_wide_is_cut_and_what_is_too_much_ends_with_dots,
          end_arena),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
