/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/graph_rules.h"

#include "tests/unit/svg_rules.h"

#define SCRIPT "---\ntitle: Missed bin\ntype: script\n" MODEL_FIELDS "---\n"

const struct sp_graph_about graph_about = {.council = {"Wenmarsh & Sons", 15}};

struct sp_script *
graph_script(struct sp_arena *arena, const char *body)
{
  struct sp_str source = sp_arena_fmt(arena, SCRIPT "%s", body);

  return sp_script_new(arena, model_read(arena, "waste/a.md", source.ptr));
}

struct sp_str
graph_drawn(struct sp_arena *arena, const struct sp_script *script,
            enum sp_graph_form form)
{
  struct sp_buf out;
  struct sp_str copy;

  sp_buf_init(&out, GRAPH_OUT_MAX);
  sp_graph_write_for(arena, script, &graph_about, form, &out);
  assert_false(out.full);
  copy = sp_arena_copy(arena, sp_buf_str(&out));
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

void
graph_check(struct sp_arena *arena, const struct sp_script *script,
            const char *name)
{
  const struct sp_graph *graph = sp_graph_new(arena, script, &graph_about);
  struct sp_str svg = graph_drawn(arena, script, SP_GRAPH_SVG);
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
  assert_int_equal(check_dot(graph_drawn(arena, script, SP_GRAPH_DOT)),
                   ways_of(graph));
  assert_int_equal(check_mermaid(graph_drawn(arena, script, SP_GRAPH_MERMAID)),
                   ways_of(graph));
  assert_true(sp_str_eq(svg, graph_drawn(arena, script, SP_GRAPH_SVG)));
}
