/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/doc_make_text.c - words, links, conditions. */
#include "tests/unit/doc_make.h"

#include "lib/text.h"

unsigned
doc_roll(struct doc_maker *m, unsigned n)
{
  uint64_t z = (m->state += 0x9E3779B97F4A7C15u);

  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return (unsigned)((z ^ (z >> 31)) % n);
}

/* Where no line begins. */
static const char *const words[] = {
    "bin",
    "Monday",
    "the",
    "of",
    "a*b",
    "*x*",
    "**y**",
    "_z_",
    "__q__",
    "snake_case_name",
    "`tick`",
    "``",
    "a[!b",
    "[x]",
    "[y](z)",
    "](",
    "<b>",
    "</i>",
    "<!--",
    "<https://a.example>",
    "a<b",
    "&amp;",
    "&#65;",
    "&copy",
    "AT&T",
    "\\",
    "\\*",
    "a\\b",
    "#",
    "##",
    "a#",
    ":",
    "Next:",
    "Otherwise",
    "-",
    "--",
    "---",
    "+",
    "=",
    "===",
    "~~~",
    "~x~",
    "!",
    "!x",
    "![a](b)",
    "\"quoted\"",
    "'single'",
    "it's",
    "(round)",
    "{curly}",
    "1.",
    "2)",
    "10",
    "=>",
    ";",
    "\xC2\xA3 5",
    "caf\xC3\xA9",
    "\xE2\x80\x94",
    "\xE2\x80\x9Cq\xE2\x80\x9D",
    "\xC2\xA0",
    "x\xC2\xA0y",
    "\xE2\x80\xA8",
    "\xC2\x85",
    "\xE4\xB8\xAD\xE6\x96\x87",
    "\xF0\x9F\x9A\xAE",
    "\xEF\xBB\xBF",
    "Legal\xEF\xBC\x9A",
    "%20",
    "$1",
    "@x",
    "^",
    "http://a.example/b?c=d&e=f",
    "0",
    "?",
};

/* Where a line begins: what would begin a block, or be a key. */
static const char *const starts[] = {
    "#",
    "##",
    "###### h",
    "#tag",
    ">",
    "> quote",
    "-",
    "- item",
    "---",
    "- - -",
    "+",
    "+ item",
    "*",
    "* item",
    "***",
    "_",
    "___",
    "1.",
    "1. item",
    "12) item",
    "=",
    "===",
    "```",
    "``` sh",
    "~~~",
    "<div>",
    "<!-- c",
    "&#42; x",
    "\\",
    "\\# x",
    "[ ] box",
    "[x] box",
    "[a]: b",
    "[a](b)",
    "[ref]",
    "Next:",
    "Next: x",
    "OUTCOME: resolved",
    "Legal : x",
    "Stop and escalate if: x",
    "Record: bin (text)",
    "Only: staff",
    "only:",
    "Only\xEF\xBC\x9A x",
    "Service level\xEF\xBC\x9A y",
    "Test calls",
    "\"quoted\"",
    "'single'",
    ":--",
    "plain",
    "Word",
    "\xC2\xA0x",
    "\xC3\xA9",
    "(round)",
    "1985. A",
    "-5",
    "+44 20",
    "e: f",
};

static const char *const pipes[] = {"|",     "|x|",   "| a | b |", "|---|",
                                    "|:-:|", "a | b", "--- | ---"};

#define PICK(m, list) (list)[doc_roll(m, SP_ARRAY_LEN(list))]

static struct sp_str
compose(struct doc_maker *m, bool at_start, bool has_pipes)
{
  unsigned count = 1 + doc_roll(m, doc_roll(m, 4) ? 4 : 12);
  struct sp_buf buf;
  struct sp_str text;

  sp_buf_init(&buf, 4096);
  for (unsigned i = 0; i < count; i++) {
    bool is_start = i == 0 && at_start;

    if (i && doc_roll(m, 5))
      sp_buf_putc(&buf, ' ');
    if (has_pipes && doc_roll(m, 40) == 0)
      sp_buf_puts(&buf, PICK(m, pipes));
    else if (is_start && doc_roll(m, 2))
      sp_buf_puts(&buf, PICK(m, starts));
    else if (doc_roll(m, 2) || (is_start && i == 0))
      sp_buf_puts(&buf, "word");
    else
      sp_buf_puts(&buf, PICK(m, words));
  }
  text = sp_arena_copy(m->arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return text;
}

struct sp_str
doc_words(struct doc_maker *m, bool at_start)
{
  return compose(m, at_start, true);
}

struct sp_str
doc_cell_words(struct doc_maker *m)
{
  struct sp_str text = compose(m, true, false);

  return doc_roll(m, 3) ? text
                        : sp_arena_fmt(m->arena, "cell %.*s", SP_FMT(text));
}

struct sp_str
doc_label(struct doc_maker *m)
{
  struct sp_str more = sp_text_squeeze(m->arena, compose(m, false, true));

  return sp_arena_fmt(m->arena, "Label%.*s", SP_FMT(more));
}

struct sp_str
doc_target(struct doc_maker *m)
{
  static const char *const targets[] = {"../a/b.md",
                                        "b.xml#c",
                                        "missed-bin",
                                        "./near",
                                        "././near.md",
                                        "#none",
                                        "https://a.example/b?c=(d)&e=f&amp;g",
                                        "mailto:a@b.example",
                                        "a b.md",
                                        "x)y",
                                        "q\"r'",
                                        "<angle>",
                                        "back\\slash",
                                        "caf\xC3\xA9.md",
                                        "*star*",
                                        "a`b",
                                        "/root",
                                        "tel:+44 20 7946 0000",
                                        "%20",
                                        "&copy;",
                                        "a_b_c",
                                        "a[b]c",
                                        "x|y"};

  if (m->sections && doc_roll(m, 2))
    return sp_arena_fmt(m->arena, "#part-%u", doc_roll(m, m->sections));
  return sp_str(PICK(m, targets));
}

struct sp_node *
doc_node(struct doc_maker *m, enum sp_node_kind kind)
{
  m->cover->kind[kind]++;
  return sp_node_new(m->arena, kind, 0, 0);
}

struct sp_node *
doc_text(struct doc_maker *m, struct sp_str text)
{
  struct sp_node *node = doc_node(m, SP_NODE_TEXT);

  node->text = text;
  return node;
}

/* ---- conditions */

static struct sp_civil
civil(struct doc_maker *m, int year)
{
  struct sp_civil c = {year, 1 + (int)doc_roll(m, 12), 1 + (int)doc_roll(m, 28),
                       -1, 0};

  if (doc_roll(m, 2)) {
    c.hour = (int)doc_roll(m, 24);
    c.minute = (int)doc_roll(m, 60);
  } else {
    c.hour = c.minute = -1;
  }
  return c;
}

static struct sp_str
name(struct doc_maker *m)
{
  static const char *const names[] = {
      "Northmarsh", "St. Mary's", "A & B",       "*A*",       "C [D] E",
      "x_y",        "Ends here.", "Caf\xC3\xA9", "a: b",      "<c>",
      "d; e",       "1.",         "\"q\"",       "otherwise", "until dawn"};

  return sp_str(PICK(m, names));
}

struct sp_guard
doc_guard(struct doc_maker *m)
{
  static const char *const channels[] = {"phone", "webchat", "email",
                                         "face to face", "online"};
  static const char *const facts[] = {"bin", "Which bin?", "identity-check",
                                      "*x*", "a.b"};
  bool is_script = m->doc->type == SP_DOC_SCRIPT;
  struct sp_guard g = {.kind = 1 + doc_roll(m, is_script ? 9 : 8)};

  m->cover->guard[g.kind]++;
  switch (g.kind) {
  case SP_GUARD_LEVEL:
    g.number = 1 + doc_roll(m, 4);
    break;
  case SP_GUARD_AREA:
    g.text = name(m);
    break;
  case SP_GUARD_CHANNEL:
    g.text = sp_str(PICK(m, channels));
    break;
  case SP_GUARD_DATE:
    if (doc_roll(m, 2))
      g.from = civil(m, 2026);
    if (!g.from.year || doc_roll(m, 2))
      g.until = civil(m, 2027);
    break;
  case SP_GUARD_IF:
    g.text = sp_str(PICK(m, facts));
    g.value = name(m);
    break;
  default:
    break;
  }
  return g;
}

/* ---- sentences */

static struct sp_node *
link_to(struct doc_maker *m, unsigned how)
{
  struct sp_node *link = doc_node(m, SP_NODE_LINK);

  link->target = doc_target(m);
  if (doc_roll(m, 4) == 0)
    link->title =
        doc_roll(m, 2) ? SP_STR("A \"title\" & <b> \\ (c)") : SP_STR("Title");
  /* Behind nothing, or nothing but `>`, `[!` would look like a marker. */
  if (!(how & DOC_BANG))
    sp_node_append(link, doc_text(m, SP_STR("Go")));
  doc_inlines(m, link, (how & DOC_CELL) | DOC_IN_LINK | DOC_PLAIN);
  return link;
}

static struct sp_node *
include(struct doc_maker *m, unsigned how)
{
  struct sp_node *node = doc_node(m, SP_NODE_INCLUDE);

  node->target = doc_roll(m, 2) ? SP_STR("../fees.csv#garden-waste")
                                : SP_STR("../snippets/hours.md");
  if (doc_roll(m, 4))
    doc_inlines(m, node, (how & DOC_CELL) | DOC_IN_LINK | DOC_PLAIN);
  return node;
}

static struct sp_node *
image(struct doc_maker *m)
{
  struct sp_node *node = doc_node(m, SP_NODE_IMAGE);

  node->target = SP_STR("../pictures/a b.png");
  node->text =
      doc_roll(m, 2) ? SP_STR("A *bin* [blue] & \\ more!") : doc_label(m);
  node->text = sp_str_trim(node->text);
  if (doc_roll(m, 3) == 0)
    node->title = SP_STR("Picture");
  return node;
}

static struct sp_node *
code(struct doc_maker *m)
{
  static const char *const codes[] = {"x",  "`",   "``",    "a`b",
                                      "`a", "b`",  "a|b",   "<b>&amp;",
                                      "\\", "*a*", "a [!x", "a b"};
  struct sp_node *node = doc_node(m, SP_NODE_CODE);

  node->text = sp_str(PICK(m, codes));
  return node;
}

static struct sp_node *
wrapper(struct doc_maker *m, unsigned how)
{
  struct sp_node *node =
      doc_node(m, doc_roll(m, 2) ? SP_NODE_EMPH : SP_NODE_STRONG);

  doc_inlines(m, node, (how & (unsigned)~DOC_BREAKS) | DOC_PLAIN);
  return node;
}

static struct sp_node *
text_node(struct doc_maker *m, unsigned how, bool at_start)
{
  if (how & DOC_CELL)
    return doc_text(m, doc_cell_words(m));
  return doc_text(m, doc_words(m, at_start && !(how & DOC_IN_LINK)));
}

/* One more thing.  What begins a line is text, or harmless. */
static void
add_inline(struct doc_maker *m, struct sp_node *into, unsigned how,
           bool at_start)
{
  bool can_link = !(how & DOC_IN_LINK) && !(at_start && how & DOC_PLAIN);
  bool can_include = can_link && m->doc->type != SP_DOC_SNIPPET;
  struct sp_node *node = NULL;

  switch (doc_roll(m, at_start ? 14 : 10)) {
  case 0:
    node = wrapper(m, how);
    break;
  case 1:
    if (can_link)
      node = link_to(m, how);
    break;
  case 2:
    if (can_include && !at_start)
      node = include(m, how);
    break;
  case 3:
    if (!(how & DOC_PLAIN && at_start))
      node = image(m);
    break;
  case 4:
    if (!at_start)
      node = code(m);
    break;
  default:
    break;
  }
  sp_node_append(into, node ? node : text_node(m, how, at_start));
}

void
doc_inlines(struct doc_maker *m, struct sp_node *into, unsigned how)
{
  unsigned count = 1 + doc_roll(m, how & DOC_IN_LINK ? 2 : 4);
  bool at_start = true;

  how &= (unsigned)~DOC_BANG;
  for (unsigned i = 0; i < count; i++) {
    if (i && how & DOC_BREAKS && doc_roll(m, 5) == 0) {
      sp_node_append(into, doc_node(m, SP_NODE_BREAK));
      at_start = true;
      how &= (unsigned)~DOC_BANG;
    } else if (i && doc_roll(m, 2)) {
      sp_node_append(into, doc_text(m, SP_STR("  ")));
    }
    add_inline(m, into, how, at_start);
    if (!at_start)
      how |= DOC_BANG;
    at_start = false;
  }
}
