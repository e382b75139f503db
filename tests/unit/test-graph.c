/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/graph_parts.h"
#include "tests/unit/svg_rules.h"

#define SCRIPT "---\ntitle: Missed bin\ntype: script\n" MODEL_FIELDS "---\n"
#define LONG_WORD                                                              \
  "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverordnung"     \
  "ssammlungsbandnummernverzeichnisueberpruefungsausschussvorsitzender"
#define OUT_MAX ((size_t)16 << 20)

static struct sp_arena arena;
static const struct sp_graph_about about = {.council = {"Wenmarsh & Sons", 15}};

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_script *
script_of(const char *body)
{
  struct sp_str source = sp_arena_fmt(&arena, SCRIPT "%s", body);

  return sp_script_new(&arena, model_read(&arena, "waste/a.md", source.ptr));
}

static struct sp_str
drawn(const struct sp_script *script, enum sp_graph_form form)
{
  struct sp_buf out;
  struct sp_str copy;

  sp_buf_init(&out, OUT_MAX);
  sp_graph_write_for(&arena, script, &about, form, &out);
  assert_false(out.full);
  copy = sp_arena_copy(&arena, sp_buf_str(&out));
  sp_buf_release(&out);
  return copy;
}

/* ---- own small rules of DOT and Mermaid ---- */

/* Outside strings nothing but what the writer itself says, and strings only
 * where a value stands; the arrows there. */
static size_t
check_dot(struct sp_str dot)
{
  bool quoted = false;
  size_t arrows = 0;
  int depth = 0;

  for (size_t i = 0; i < dot.len; i++) {
    unsigned char c = (unsigned char)dot.ptr[i];

    if (quoted && c == '\\') {
      assert_true(i + 1 < dot.len && strchr("n\\\"", dot.ptr[i + 1]));
      i++;
    } else if (c == '"') {
      assert_true(quoted ? strchr(",]", dot.ptr[i + 1]) != NULL
                         : dot.ptr[i - 1] == '=');
      quoted = !quoted;
    } else if (quoted) {
      assert_true(c >= ' ');
      assert_true(c != '&' || memcmp(dot.ptr + i, "&amp;", 5) == 0);
    } else {
      depth += (c == '{' || c == '[') - (c == '}' || c == ']');
      arrows += c == '>';
      assert_true((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  (c >= 'A' && c <= 'Z') || strchr("_ \n;=,->{}[]", c));
    }
  }
  assert_false(quoted);
  assert_int_equal(depth, 0);
  return arrows;
}

static void
check_mermaid_text(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];

    if (c == '#') {
      size_t digits = strspn(s.ptr + i + 1, "0123456789");

      assert_true(digits > 0 && s.ptr[i + 1 + digits] == ';');
      i += digits + 1;
    } else if (c == '<') {
      assert_memory_equal(s.ptr + i, "<br/>", 5);
      i += 4;
    } else {
      assert_true(c >= 0x80 || strchr(" ,.?!'/-", c) ||
                  (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                  (c >= 'a' && c <= 'z'));
    }
  }
}

/* Lines: a head, boxes, arrows, classes.  How many arrows. */
static size_t
check_mermaid(struct sp_str text)
{
  struct sp_str rest = text, line;
  size_t arrows = 0, n = 0;

  for (; sp_str_split(&rest, '\n', &line); n++) {
    size_t open = sp_str_find(line, '"', 0), close = line.len;

    if (n == 0) {
      assert_str(line, "flowchart TD");
      continue;
    }
    if (sp_str_starts(line, "accTitle: ")) {
      check_mermaid_text(sp_str_sub(line, 10, line.len));
      continue;
    }
    if (sp_str_starts(line, "classDef ") || line.len == 0)
      continue;
    assert_true(line.ptr[0] == 'b' || line.ptr[0] == 'd');
    while (close > open && line.ptr[close - 1] != '"')
      close--;
    if (open < line.len)
      check_mermaid_text(sp_str_sub(line, open + 1, close - open - 2));
    for (size_t i = 0; i + 2 < open; i++)
      arrows += memcmp(line.ptr + i, "-->", 3) == 0 ||
                memcmp(line.ptr + i, ".->", 3) == 0;
  }
  return arrows;
}

/* ---- what must be in it ---- */

static size_t
ways_of(const struct sp_graph *graph)
{
  size_t firsts = 0;

  for (size_t i = 0; i < graph->boxes; i++)
    firsts += graph->box[i].do_first.count;
  return graph->ways + firsts;
}

/* Lines of the SVG between so many of its boxes: ways to one box of one kind
 * are one, to itself none. */
static size_t
strands_of(const struct sp_graph *graph, size_t boxes)
{
  size_t strands = 0;

  for (size_t i = 0; i < graph->ways; i++) {
    const struct sp_way *way = &graph->way[i];
    bool known = way->from == way->to || way->to >= boxes;

    for (size_t k = 0; k < i && !known; k++)
      known = graph->way[k].from == way->from && graph->way[k].to == way->to &&
              graph->way[k].kind == way->kind;
    strands += !known;
  }
  return strands;
}

static void
check_script(const struct sp_script *script, const char *name)
{
  const struct sp_graph *graph = sp_graph_new(&arena, script, &about);
  struct sp_str svg = drawn(script, SP_GRAPH_SVG);
  struct svg_facts facts;
  const char *why = svg_fault(svg, &facts);

  if (why)
    fail_msg("%s: %s", name, why);
  if (facts.points < 7.9 && facts.ways)
    fail_msg("%s: the smallest type has %.1f points", name, facts.points);
  /* Folded, those outside are left out. */
  if (facts.boxes != graph->boxes)
    assert_int_equal(facts.boxes, graph->inside);
  /* What is too large has no lines. */
  if (facts.ways || graph->ways < 60)
    assert_int_equal(facts.ways, strands_of(graph, facts.boxes));
  assert_int_equal(check_dot(drawn(script, SP_GRAPH_DOT)), ways_of(graph));
  assert_int_equal(check_mermaid(drawn(script, SP_GRAPH_MERMAID)),
                   ways_of(graph));
  assert_true(sp_str_eq(svg, drawn(script, SP_GRAPH_SVG)));
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
  struct sp_script *script = script_of(TWO_STEPS);

  (void)state;
  for (int form = SP_GRAPH_DOT; form <= SP_GRAPH_SVG; form++) {
    struct sp_str text = drawn(script, (enum sp_graph_form)form);

    for (size_t i = 0; i < SP_ARRAY_LEN(words); i++)
      if (!model_contains(text, words[i]))
        fail_msg("form %d lacks %s", form, words[i]);
  }
  check_script(script, "two steps");
}

static struct sp_str
title_of(void *ctx, struct sp_str name)
{
  static const char *const known[][2] = {
      {"../waste/other-page.md", "Bulky <waste>"},
      {"../shared/check.md", "Who is it?"},
      {"waste-team", "Bin crew"},
  };

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
  struct sp_script *script = script_of(TWO_STEPS);

  (void)state;
  for (int form = SP_GRAPH_DOT; form <= SP_GRAPH_SVG; form++) {
    struct sp_buf out;
    struct sp_str text;

    sp_buf_init(&out, OUT_MAX);
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
  script = script_of(sp_arena_copy(&arena, sp_buf_str(&body)).ptr);
  sp_buf_release(&body);
  return script;
}

static void
answers_that_leave_are_folded_where_type_would_be_too_small(void **state)
{
  struct sp_script *few = leaving_script(2, 2), *many = leaving_script(7, 8);
  struct svg_facts facts;
  struct sp_str svg = drawn(few, SP_GRAPH_SVG);

  (void)state;
  assert_null(svg_fault(svg, &facts));
  assert_int_equal(facts.boxes, sp_graph_new(&arena, few, &about)->boxes);
  assert_true(model_contains(svg, "Outside this script"));
  assert_false(model_contains(svg, "go to"));
  check_script(few, "few");

  svg = drawn(many, SP_GRAPH_SVG);
  assert_null(svg_fault(svg, &facts));
  assert_int_equal(facts.boxes, sp_graph_new(&arena, many, &about)->inside);
  assert_true(model_contains(svg, "To 7: go to"));
  assert_false(model_contains(svg, "Outside this script"));
  assert_true(model_contains(svg, "Answer without a line"));
  check_script(many, "many");
}

static void
red_flags_are_dashed_and_sub_scripts_have_two_borders(void **state)
{
  struct sp_script *script = script_of(TWO_STEPS);
  struct sp_str dot = drawn(script, SP_GRAPH_DOT);
  struct sp_str mermaid = drawn(script, SP_GRAPH_MERMAID);

  (void)state;
  assert_true(model_contains(dot, "style=dashed"));
  assert_true(model_contains(dot, "peripheries=2"));
  assert_true(model_contains(mermaid, "-.->"));
  assert_true(model_contains(mermaid, "[[\"Do first"));
  assert_true(model_contains(drawn(script, SP_GRAPH_SVG), "stroke-dasharray"));
}

static void
the_svg_can_be_read_by_who_cannot_see_it(void **state)
{
  struct sp_str svg = drawn(script_of(TWO_STEPS), SP_GRAPH_SVG);

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
    struct sp_script *script = script_of(TWO_STEPS);
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
    check_script(script, texts[i]);
  }
}

static void
ways_that_lead_nowhere_are_shown(void **state)
{
  struct sp_script *script =
      script_of("- [A](#gone)\n- [B](#start)\n\n## End\n\nAlone.\n");
  struct sp_str svg = drawn(script, SP_GRAPH_SVG);

  (void)state;
  assert_true(model_contains(svg, "There is no"));
  assert_true(model_contains(svg, "B: again, 1 Missed bin") ||
              model_contains(svg, "B: again,"));
  check_script(script, "nowhere");
}

static void
a_script_without_steps_is_a_sheet_with_a_title(void **state)
{
  struct sp_script *script = script_of("Words.\n");

  (void)state;
  assert_int_equal(script->steps, 0);
  check_script(script, "no steps");
}

static void
what_does_not_fit_is_said(void **state)
{
  struct sp_script *script = script_of(TWO_STEPS);

  (void)state;
  for (int form = SP_GRAPH_DOT; form <= SP_GRAPH_SVG; form++) {
    size_t need = drawn(script, (enum sp_graph_form)form).len;
    struct sp_buf out;

    sp_buf_init(&out, need - 1);
    sp_graph_write_for(&arena, script, &about, (enum sp_graph_form)form, &out);
    assert_true(out.full);
    sp_buf_release(&out);
  }
}

/* ---- many ---- */

static unsigned
random_below(uint32_t *seed, unsigned below)
{
  *seed = *seed * 1664525u + 1013904223u;
  return (*seed >> 8) % below;
}

static struct sp_str
random_body(uint32_t seed, unsigned steps)
{
  static const char *const labels[] = {
      "Yes",
      "No",
      "Not sure",
      "The whole street and its back lanes",
      "Four words are here",
      "Unverhaeltnismaessigkeitspruefungsverfahren"};
  struct sp_buf body;
  struct sp_str copy;

  sp_buf_init(&body, OUT_MAX);
  if (random_below(&seed, 2))
    sp_buf_fmt(&body, "Stop and escalate if: fire. [Duty](#step-%u)\n\n",
               random_below(&seed, steps));
  for (unsigned i = 0; i < steps; i++) {
    unsigned choices = random_below(&seed, 5);

    sp_buf_fmt(&body, "## Step %u\n\n", i);
    if (random_below(&seed, 3))
      sp_buf_puts(&body, "> Was it at the kerb by 7 in the morning, with the"
                         " lid shut?\n\n");
    if (random_below(&seed, 9) == 0)
      sp_buf_fmt(&body, "Stop and escalate if: smoke. [Duty](#step-%u)\n\n",
                 random_below(&seed, steps));
    if (choices == 0)
      sp_buf_fmt(&body, "Outcome: resolved\n\n");
    for (unsigned c = 0; c < choices; c++)
      sp_buf_fmt(&body, "- [%s](#step-%u)%s\n",
                 labels[random_below(&seed, SP_ARRAY_LEN(labels))],
                 random_below(&seed, 4) ? (i + 1 + c * c) % steps
                                        : random_below(&seed, steps),
                 random_below(&seed, 6) ? "" : " *out of hours*");
    sp_buf_puts(&body, "\n");
  }
  copy = sp_arena_copy(&arena, sp_buf_str(&body));
  sp_buf_release(&body);
  return copy;
}

static void
no_box_overlaps_in_three_hundred_random_scripts(void **state)
{
  (void)state;
  for (uint32_t seed = 1; seed <= 300; seed++) {
    unsigned steps = 1 + seed % 60;
    char name[32];

    snprintf(name, sizeof(name), "seed %u", seed);
    check_script(script_of(random_body(seed, steps).ptr), name);
    sp_arena_release(&arena);
  }
}

static void
beyond_the_limit_there_are_boxes_without_lines(void **state)
{
  struct svg_facts facts;
  struct sp_script *script =
      script_of(random_body(7, SP_GRAPH_STEPS_MAX + 1).ptr);

  (void)state;
  assert_null(svg_fault(drawn(script, SP_GRAPH_SVG), &facts));
  assert_true(facts.boxes > SP_GRAPH_STEPS_MAX);
  assert_int_equal(facts.ways, 0);
  script = script_of(random_body(7, SP_GRAPH_STEPS_MAX).ptr);
  assert_null(svg_fault(drawn(script, SP_GRAPH_SVG), &facts));
}

static size_t scripts_seen;

static int
check_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
  struct sp_read_options options = {.path = SP_STR("waste/a.md")};
  struct sp_diags diags = {.arena = &arena};
  struct sp_reading reading = {0};
  char *bytes;
  FILE *file;

  (void)ftw;
  if (type != FTW_F || !sp_str_ends(sp_str(path), ".md"))
    return 0;
  bytes = sp_arena_alloc(&arena, (size_t)st->st_size + 1);
  file = fopen(path, "r");
  assert_non_null(file);
  assert_int_equal(fread(bytes, 1, (size_t)st->st_size, file), st->st_size);
  fclose(file);
  sp_markdown_read(&arena, sp_str_n(bytes, (size_t)st->st_size), &options,
                   &diags, &reading);
  if (reading.doc && reading.doc->type == SP_DOC_SCRIPT) {
    scripts_seen++;
    check_script(sp_script_new(&arena, reading.doc), path);
  }
  sp_arena_release(&arena);
  return 0;
}

static void
no_box_overlaps_in_the_sample_council(void **state)
{
  const char *source = getenv("SP_SOURCE");
  char path[1024];

  (void)state;
  snprintf(path, sizeof(path), "%s/content", source ? source : ".");
  assert_int_equal(nftw(path, check_file, 16, FTW_PHYS), 0);
  assert_true(scripts_seen > 20);
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
      cmocka_unit_test_teardown(no_box_overlaps_in_three_hundred_random_scripts,
                                end_arena),
      cmocka_unit_test_teardown(beyond_the_limit_there_are_boxes_without_lines,
                                end_arena),
      cmocka_unit_test_teardown(no_box_overlaps_in_the_sample_council,
                                end_arena),
      cmocka_unit_test_teardown(lines_are_no_wider_than_asked, end_arena),
      cmocka_unit_test_teardown(
          a_word_that_is_too_wide_is_cut_and_what_is_too_much_ends_with_dots,
          end_arena),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
