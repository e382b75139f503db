/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "lib/yaml.h"

#include <stdlib.h>

/* One map: what it reads as, "name=value|value;...", or the line and a word of
 * the first message. */
struct row {
  const char *name, *text, *fields;
  unsigned error_line;
  const char *error;
};

static const struct row rows[] = {
    {"plain values", "title: Missed bin\nlevel: 2\n",
     "title=Missed bin;level=2;", 0, NULL},
    {"the value is the rest of the line",
     "a: b: c # d\nb: *x* & y\nc: [d](e) f\nd: !x %y @z `w`\ne: {a: b}\n"
     "f: - g\ng: ? h\nh: | i\ni: > j\nj: it's \"so\"\n",
     "a=b: c # d;b=*x* & y;c=[d](e) f;d=!x %y @z `w`;e={a: b};f=- g;g=? h;"
     "h=| i;i=> j;j=it's \"so\";",
     0, NULL},
    {"brackets that are no list are text", "a: [b](c) and [d]\n",
     "a=[b](c) and [d];", 0, NULL},
    {"quoted values", "a: \"b: \\\"c\\\" \\u00a3\"\nb: 'it''s' # note\nc: ''\n",
     "a=b: \"c\" £;b=it's;c=;", 0, NULL},
    {"lists",
     "a: [b, \"c, d\", 'e']\nb:\n  - f: g # h\n  - 'i'\nc:\n- j\n- k\n",
     "a=b|c, d|e;b=f: g # h|i;c=j|k;", 0, NULL},
    {"an empty list", "a: []\nb:\nc: d\n", "a=;b=;c=d;", 0, NULL},
    {"comments and blank lines", "# one\n\na: b\n  # two\nc: d\n", "a=b;c=d;",
     0, NULL},
    {"folded and literal text",
     "a: >\n  b\n  c: d # e\n\n  f\ng: |-\n  h\n   i\n",
     "a=b c: d # e\nf;g=h\n i;", 0, NULL},
    {"text below a name alone", "a:\n  b # c\n  it's\nd: e\n",
     "a=b # c it's;d=e;", 0, NULL},
    {"white space around values", "a :  b\t\nc:\td \n", "a=b;c=d;", 0, NULL},
    {"dots and capitals in names", "theme.Brand: x\nA_b-c: y\n",
     "theme.Brand=x;A_b-c=y;", 0, NULL},
    {"carriage returns", "a: b\r\nc:\r\n  - d\r\n", "a=b;c=d;", 0, NULL},
    {"a byte order mark",
     "\xEF\xBB\xBF"
     "a: b\n",
     "a=b;", 0, NULL},
    {"a document's first line", "---\na: b\n", "a=b;", 0, NULL},
    {"no line feed at the end", "a: b", "a=b;", 0, NULL},
    {"nothing", "", "", 0, NULL},
    {"comments only", "# a\n\n", "", 0, NULL},
    {"line breaks that editors do not show",
     "a: b\xE2\x80\xA8"
     "c: d\xC2\x85"
     "e\n",
     "a=b c: d e;", 0, NULL},

    {"a field twice", "a: b\nc: d\na: e\n", NULL, 12, "second time"},
    {"no colon", "a: b\nc d\n", NULL, 11, "`name: value`"},
    {"no space after the colon", "a:b\n", NULL, 10, "`name: value`"},
    {"a name in quotes", "\"a\": b\n", NULL, 10, "`name: value`"},
    {"a name with signs", "a&b: c\n", NULL, 10, "`name: value`"},
    {"an anchor before a name", "&a b: c\n", NULL, 10, "`name: value`"},
    {"a merge key", "a: b\n<<: *a\n", NULL, 11, "`name: value`"},
    {"a quote that is not closed", "a: \"b\nc: d\"\n", NULL, 10, "not closed"},
    {"text after a quote", "a: \"b\" c\n", NULL, 10, "closing quote"},
    {"an unknown escape", "a: \"b\\qc\"\n", NULL, 10, ""},
    {"a control character by escape", "a: \"b\\x01\"\n", NULL, 10, "control"},
    {"a zero by escape", "a: \"b\\0c\"\n", NULL, 10, "control"},
    {"a list in a list", "a: [b, [c]]\n", NULL, 10, "another list"},
    {"a map in a list", "a: [b: c]\n", NULL, 10, ""},
    {"an alias in a list", "a: [*b]\n", NULL, 10, ""},
    {"an anchor in a list", "a: [&b c]\n", NULL, 10, "anchors"},
    {"a tag in a list", "a: [!!str c]\n", NULL, 10, "tags"},
    {"a comment in a list", "a: [b #c]\nd: e\n", NULL, 10, "comment"},
    {"a list below a list", "a:\n  - - b\n", NULL, 11, "another list"},
    {"a list below a value", "a: b\n  - c\n", NULL, 11, "list stands below"},
    {"fields below a field", "a:\n  b: c\n", NULL, 11, "hold other fields"},
    {"a line below a value", "a: b\n  c\n", NULL, 11, "one line"},
    {"a line below a list value", "a:\n  - b\n    c\n", NULL, 12, "one line"},
    {"a blank line before text", "a:\n\n  b\n", NULL, 12, "blank line"},
    {"text indented unevenly", "a: >\n    b\n  c\n", NULL, 12, "indented less"},
    {"a tab for indentation", "a:\n\t- b\n", NULL, 11, "tab"},
    {"a second document", "a: b\n---\nc: d\n", NULL, 11, "one YAML document"},
    {"the end of a document", "a: b\n...\n", NULL, 11, "one YAML document"},
    {"a directive", "%YAML 1.1\n", NULL, 10, "one YAML document"},
    {"a zero byte's neighbour", "a: b\x01\n", NULL, 10, "control"},
    {"a lone carriage return", "a: b\rc: d\n", NULL, 10, "control"},
    {"not UTF-8", "a: b\nc: \xE9\n", NULL, 11, "UTF-8"},
    {"a character that is none", "a: \xEF\xBF\xBF\n", NULL, 10, "none"},
    {"a list where a map belongs", "- a: b\n", NULL, 10, "list"},
};

static struct sp_str
show(struct sp_arena *arena, const struct sp_yaml_map *map)
{
  struct sp_buf buf;
  struct sp_str out;

  sp_buf_init(&buf, 100000);
  for (size_t i = 0; i < map->fields; i++) {
    const struct sp_field *f = &map->field[i];

    sp_buf_fmt(&buf, "%.*s=", SP_FMT(f->name));
    for (size_t v = 0; v < f->values; v++)
      sp_buf_fmt(&buf, "%s%.*s", v ? "|" : "", SP_FMT(f->value[v]));
    sp_buf_putc(&buf, ';');
  }
  out = sp_arena_copy(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return out;
}

static void
check_row(void **state)
{
  const struct row *row = *state;
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_yaml_map map;
  bool ok = sp_yaml_map(&arena, sp_str(row->text), SP_YAML_FRONT_MAX,
                        SP_STR("a.md"), 10, &diags, &map);

  if (ok != !row->error)
    sp_diags_print(&diags, stderr);
  assert_int_equal(ok, !row->error);
  if (ok) {
    assert_int_equal(diags.count, 0);
    assert_str(show(&arena, &map), row->fields);
  } else {
    assert_true(diags.errors > 0);
    assert_string_equal(diags.item[0].code, "E25");
    assert_int_equal(diags.item[0].line, row->error_line);
    if (!strstr(sp_arena_cstr(&arena, diags.item[0].text), row->error))
      fail_msg("\"%.*s\" lacks \"%s\"", SP_FMT(diags.item[0].text), row->error);
  }
  sp_arena_release(&arena);
}

static void
fields_know_their_line(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_yaml_map map;

  (void)state;
  assert_true(sp_yaml_map(&arena, SP_STR("\na: b\n\nc:\n- d\n"), 100,
                          SP_STR("a.md"), 2, &diags, &map));
  assert_int_equal(map.field[0].line, 3);
  assert_int_equal(map.field[1].line, 5);
  sp_arena_release(&arena);
}

static void
get_gives_the_first_value_and_texts_split_at_semicolons(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_yaml_map map;
  struct sp_texts texts;

  (void)state;
  assert_true(sp_yaml_map(&arena, SP_STR("a: b; c;; d ;\ne:\n- f; g\n- h\n"),
                          100, SP_STR("a.md"), 2, &diags, &map));
  assert_str(sp_yaml_get(&map, "a"), "b; c;; d ;");
  assert_str(sp_yaml_get(&map, "e"), "f; g");
  assert_str(sp_yaml_get(&map, "x"), "");
  texts = sp_yaml_texts(&arena, &map, "a");
  assert_int_equal(texts.count, 3);
  assert_str(texts.item[2], "d");
  texts = sp_yaml_texts(&arena, &map, "e");
  assert_int_equal(texts.count, 3);
  assert_str(texts.item[1], "g");
  assert_int_equal(sp_yaml_texts(&arena, &map, "x").count, 0);
  sp_arena_release(&arena);
}

static void
the_byte_after_the_maximum_is_refused(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_yaml_map map;

  (void)state;
  assert_true(sp_yaml_map(&arena, SP_STR("a: 345\n"), 7, SP_STR("a.md"), 2,
                          &diags, &map));
  assert_false(sp_yaml_map(&arena, SP_STR("a: 3456\n"), 7, SP_STR("a.md"), 2,
                           &diags, &map));
  assert_int_equal(diags.errors, 1);
  assert_int_equal(diags.item[0].line, 2);
  sp_arena_release(&arena);
}

static void
a_map_has_256_fields_at_most(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_yaml_map map;
  struct sp_buf buf;

  (void)state;
  sp_buf_init(&buf, 10000);
  for (int i = 0; i < 256; i++)
    sp_buf_fmt(&buf, "f%d: x\n", i);
  assert_true(sp_yaml_map(&arena, sp_buf_str(&buf), 10000, SP_STR("a.md"), 2,
                          &diags, &map));
  sp_buf_puts(&buf, "g: x\n");
  assert_false(sp_yaml_map(&arena, sp_buf_str(&buf), 10000, SP_STR("a.md"), 2,
                           &diags, &map));
  sp_buf_release(&buf);
  sp_arena_release(&arena);
}

/* Lists of maps. */
struct list_row {
  const char *name, *text, *maps;
  unsigned error_line;
};

static const struct list_row lists[] = {
    {"entries", "- key: waste\n  title: Bins: all # x\n\n- key: tax\n",
     "key=waste;title=Bins: all # x; / key=tax; / ", 0},
    {"indented entries", "  - a: b\n    c: d\n  - a: e\n", "a=b;c=d; / a=e; / ",
     0},
    {"a dash on a line of its own", "-\n  a: b\n  c: d\n-\n    e: f\n",
     "a=b;c=d; / e=f; / ", 0},
    {"wide dashes", "-   a: b\n    c: d\n", "a=b;c=d; / ", 0},
    {"lists and text in entries",
     "- a:\n    - b\n    - c\n  d:\n  - e\n  f: >\n    g\n    h\n"
     "- i:\n    j: k\n",
     NULL, 10},
    {"a list in an entry",
     "- a:\n    - b\n    - c: d\n  e:\n  - f\n  g: >\n"
     "    h\n    i\n",
     "a=b|c: d;e=f;g=h i; / ", 0},
    {"nothing", "# a\n", "", 0},
    {"a map where a list belongs", "a: b\n", NULL, 1},
    {"an entry without fields", "- a: b\n-\n- c: d\n", NULL, 2},
    {"an entry that is a text", "- a: b\n- c\n", NULL, 2},
    {"an entry in an entry", "- - a: b\n", NULL, 1},
    {"fields indented unevenly", "- a: b\n   c: d\n", NULL, 2},
    {"a field at the margin", "- a: b\nc: d\n", NULL, 2},
    {"a field twice in an entry", "- a: b\n  a: c\n", NULL, 2},
};

static void
check_list(void **state)
{
  const struct list_row *row = *state;
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_yaml_map *maps;
  struct sp_str shown = {0};
  size_t count;
  bool ok = sp_yaml_list(&arena, sp_str(row->text), SP_YAML_TABLE_MAX,
                         SP_STR("a.yaml"), &diags, &maps, &count);

  if (ok != !row->error_line)
    sp_diags_print(&diags, stderr);
  assert_int_equal(ok, !row->error_line);
  if (!ok) {
    assert_int_equal(diags.item[0].line, row->error_line);
    sp_arena_release(&arena);
    return;
  }
  for (size_t i = 0; i < count; i++)
    shown = sp_arena_fmt(&arena, "%.*s%.*s / ", SP_FMT(shown),
                         SP_FMT(show(&arena, &maps[i])));
  assert_str(shown, row->maps);
  sp_arena_release(&arena);
}

int
main(void)
{
  static const struct CMUnitTest rest[] = {
      cmocka_unit_test(fields_know_their_line),
      cmocka_unit_test(get_gives_the_first_value_and_texts_split_at_semicolons),
      cmocka_unit_test(the_byte_after_the_maximum_is_refused),
      cmocka_unit_test(a_map_has_256_fields_at_most),
  };
  struct CMUnitTest
      tests[SP_ARRAY_LEN(rows) + SP_ARRAY_LEN(lists) + SP_ARRAY_LEN(rest)];
  size_t n = 0;

  for (size_t i = 0; i < SP_ARRAY_LEN(rows); i++)
    tests[n++] = (struct CMUnitTest){rows[i].name, check_row, NULL, NULL,
                                     (void *)&rows[i]};
  for (size_t i = 0; i < SP_ARRAY_LEN(lists); i++)
    tests[n++] = (struct CMUnitTest){lists[i].name, check_list, NULL, NULL,
                                     (void *)&lists[i]};
  memcpy(tests + n, rest, sizeof(rest));
  return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
