/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* mkdtemp */
#include "tests/unit/unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/tmpl.h"

#define HTML_START "{{%AUTOESCAPE context=\"HTML\"}}"

struct folder {
  char path[64];
  struct sp_tmpl *tmpl;
  struct sp_buf out;
};

static void
write_file(const struct folder *f, const char *name, const char *text)
{
  char path[128];
  FILE *out;

  snprintf(path, sizeof(path), "%s/%s", f->path, name);
  out = fopen(path, "w");
  assert_non_null(out);
  fputs(text, out);
  assert_int_equal(fclose(out), 0);
}

static int
setup(void **state)
{
  struct folder *f = test_calloc(1, sizeof(*f));

  snprintf(f->path, sizeof(f->path), "/tmp/sp-tmpl-XXXXXX");
  assert_non_null(mkdtemp(f->path));
  write_file(f, "part_html.tpl", HTML_START "{{HTML:none}}\n");
  sp_buf_init(&f->out, 1 << 20);
  *state = f;
  return 0;
}

static int
teardown(void **state)
{
  struct folder *f = *state;
  char command[100];

  sp_tmpl_free(f->tmpl);
  sp_buf_release(&f->out);
  snprintf(command, sizeof(command), "rm -r '%s'", f->path);
  assert_int_equal(system(command), 0);
  test_free(f);
  return 0;
}

static void
open_with(struct folder *f, const char *text)
{
  struct sp_err err;

  write_file(f, "page.tpl", text);
  if (sp_tmpl_open(f->path, &f->tmpl, &err) != SP_OK)
    fail_msg("%s", err.msg);
}

static struct sp_str
rendered(struct folder *f, struct sp_view *view)
{
  struct sp_err err;

  sp_buf_clear(&f->out);
  if (sp_tmpl_render(f->tmpl, "page.tpl", view, &f->out, &err) != SP_OK)
    fail_msg("%s", err.msg);
  sp_view_free(view);
  return sp_buf_str(&f->out);
}

static struct sp_str
with_text(struct folder *f, const char *value)
{
  struct sp_view *view = sp_view_new();

  sp_view_text(view, "X", sp_str(value));
  return rendered(f, view);
}

static void
text_is_escaped_between_tags_and_in_attributes(void **state)
{
  struct folder *f = *state;

  open_with(f, HTML_START "<p title=\"{{X}}\">{{X}}</p>");
  assert_str(with_text(f, "<script>\"'&"),
             "<p title=\"&lt;script&gt;&quot;&#39;&amp;\">"
             "&lt;script&gt;&quot;&#39;&amp;</p>");
}

static void
an_address_that_is_none_becomes_a_hash(void **state)
{
  static const char *const bad[] = {
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
      "java\nscript:x",      "data:text/html,x",    "//evil.example/",
      "vbscript:x",          "/\\evil.example",     "ftp://example/",
      "\x01javascript:x",    "waste/bins",
  };
  struct folder *f = *state;

  open_with(f, HTML_START "<a href=\"{{X}}\">");
  for (size_t i = 0; i < SP_ARRAY_LEN(bad); i++)
    assert_str(with_text(f, bad[i]), "<a href=\"#\">");
}

static void
an_address_of_each_kind_goes_in(void **state)
{
  static const char *const good[] = {
      "/waste/bins#when",
      "https://county.example/x",
      "mailto:a@b.example",
      "tel:+441234",
      "http://x.example/",
      "#main",
      "?page=2",
      "",
  };
  struct folder *f = *state;
  char expected[100];

  open_with(f, HTML_START "<img src=\"{{X}}\">");
  for (size_t i = 0; i < SP_ARRAY_LEN(good); i++) {
    struct sp_view *view = sp_view_new();
    struct sp_url url = {sp_str(good[i])};

    snprintf(expected, sizeof(expected), "<img src=\"%s\">", good[i]);
    sp_view_url(view, "X", url);
    assert_str(rendered(f, view), expected);
  }
}

static void
an_address_is_escaped_as_html(void **state)
{
  struct folder *f = *state;

  open_with(f, HTML_START "<a href=\"{{X}}#s\">");
  assert_str(with_text(f, "/s?a=1&b='\"><script>"),
             "<a href=\"/s?a=1&amp;b=&#39;&quot;&gt;&lt;script&gt;#s\">");
}

static void
an_address_in_single_quotes_is_still_checked(void **state)
{
  struct folder *f = *state;

  open_with(f, HTML_START "<a href='{{X}}'>");
  assert_str(with_text(f, "javascript:alert(1)"), "<a href='#'>");
}

static void
script_and_handlers_take_no_code(void **state)
{
  struct folder *f = *state;
  struct sp_str out;

  open_with(f, HTML_START
            "<script>{{X}}</script><p onclick=\"{{X}}\" style=\"{{X}}\">");
  out = with_text(f, "alert(1)");
  assert_true(sp_str_find(out, '1', 0) == out.len ||
              !strstr(out.ptr, "alert(1)"));
}

static void
control_characters_do_not_reach_the_page(void **state)
{
  struct folder *f = *state;

  open_with(f, HTML_START "<p>{{X}}</p>");
  assert_str(with_text(f, "a\x01"
                          "b\x7F"),
             "<p>a\xEF\xBF\xBD"
             "b\xEF\xBF\xBD</p>");
}

static void
stored_html_goes_in_whole_and_text_beside_it_does_not(void **state)
{
  struct folder *f = *state;
  struct sp_view *view = sp_view_new();
  struct sp_html html = {SP_STR("<em>kept</em>\n")};

  open_with(f, HTML_START "<div>{{>BODY}}</div>{{X}}{{HTML}}");
  sp_view_html(view, "BODY", html);
  sp_view_text(view, "X", SP_STR("<em>"));
  sp_view_text(view, "HTML", SP_STR("<em>"));
  assert_str(rendered(f, view),
             "<div><em>kept</em>\n</div>&lt;em&gt;&lt;em&gt;");
}

static void
text_cannot_go_the_way_of_stored_html(void **state)
{
  struct folder *f = *state;
  struct sp_view *view = sp_view_new(), *child;
  struct sp_err err;

  open_with(f, HTML_START "<div>{{>BODY}}</div>");
  child = sp_view_include(view, "BODY", "part_html.tpl");
  sp_view_text(child, "HTML", SP_STR("<script>"));
  assert_str(rendered(f, view), "<div></div>");

  view = sp_view_new();
  sp_view_text(view, "HTML", SP_STR("<script>"));
  assert_int_equal(
      sp_tmpl_render(f->tmpl, "part_html.tpl", view, &f->out, &err),
      SP_E_INTERNAL);
  sp_view_free(view);
}

static void
sections_repeat_with_values_of_their_own(void **state)
{
  struct folder *f = *state;
  struct sp_view *view = sp_view_new(), *item;

  open_with(f, HTML_START "{{#ITEM}}<li>{{OUTER}} {{N}}</li>{{/ITEM}}"
                          "{{#ONCE}}<b>{{OUTER}}</b>{{/ONCE}}"
                          "{{#NEVER}}never{{/NEVER}}");
  sp_view_text(view, "OUTER", SP_STR("o"));
  item = sp_view_add(view, "ITEM");
  sp_view_number(item, "N", -1);
  item = sp_view_add(view, "ITEM");
  sp_view_number(item, "N", 9223372036854775807LL);
  sp_view_show(view, "ONCE");
  assert_str(rendered(f, view), "<li>o -1</li><li>o 9223372036854775807</li>"
                                "<b>o</b>");
}

static void
an_included_template_has_values_of_its_own(void **state)
{
  struct folder *f = *state;
  struct sp_view *view = sp_view_new(), *part;

  write_file(f, "part.tpl", HTML_START "<i>{{X}}</i>");
  open_with(f, HTML_START "{{X}}{{>PART}}");
  part = sp_view_include(view, "PART", "part.tpl");
  sp_view_text(part, "X", SP_STR("&"));
  assert_str(rendered(f, view), "<i>&amp;</i>");
}

static void
xml_is_escaped_too(void **state)
{
  struct folder *f = *state;

  open_with(f, "{{%AUTOESCAPE context=\"XML\"}}"
               "<link href=\"{{X}}\"/><t>{{X}}</t>");
  assert_str(with_text(f, "/a&<b"),
             "<link href=\"/a&amp;&lt;b\"/><t>/a&amp;&lt;b</t>");
}

static void
refused(struct folder *f, const char *text, const char *why)
{
  struct sp_err err;

  write_file(f, "bad.tpl", text);
  assert_int_equal(sp_tmpl_open(f->path, &f->tmpl, &err), SP_E_DATA);
  assert_null(f->tmpl);
  if (!strstr(err.msg, "bad.tpl") || !strstr(err.msg, why))
    fail_msg("%s", err.msg);
}

static void
a_template_that_is_not_escaped_is_refused(void **state)
{
  struct folder *f = *state;

  refused(f, "<p>{{X}}</p>", "AUTOESCAPE");
  refused(f, " " HTML_START "<p>{{X}}</p>", "AUTOESCAPE");
  refused(f, "{{%AUTOESCAPE context=\"JAVASCRIPT\"}}{{X}}", "AUTOESCAPE");
  refused(f, "", "AUTOESCAPE");
}

static void
a_way_around_the_escaping_is_refused(void **state)
{
  struct folder *f = *state;

  refused(f, HTML_START "<p>{{X:none}}</p>", ":none");
  refused(f, HTML_START "<p>{{HTML:none}}</p>", ":none");
  refused(f, HTML_START "<p>{{X:h:none}}</p>", ":none");
  refused(f, HTML_START "<p>{{>X:none}}</p>", ":none");
  refused(f, HTML_START "<p>{{X:x-url}}</p>", "modifier");
  refused(f, HTML_START "{{=<< >>=}}<<X:none>>", "delimiters");
  refused(f, HTML_START "{{%AUTOESCAPE context=\"XML\"}}", "second");
}

static void
a_template_that_does_not_parse_is_refused(void **state)
{
  struct folder *f = *state;

  refused(f, HTML_START "<a href={{X}}>", "escaped");
  refused(f, HTML_START "{{#A}}", "escaped");
  refused(f, HTML_START "{{X", "}}");
  refused(f, HTML_START "{{X:nonesuch}}", ":none");
}

static void
the_one_unescaped_place_has_one_name(void **state)
{
  struct folder *f = *state;
  struct sp_err err;

  write_file(f, "part_html.tpl", HTML_START "{{OTHER:none}}");
  assert_int_equal(sp_tmpl_open(f->path, &f->tmpl, &err), SP_E_DATA);
}

static void
a_folder_without_templates_is_not_found(void **state)
{
  struct folder *f = *state;
  struct sp_err err;
  char path[128];

  assert_int_equal(sp_tmpl_open("/nonexistent", &f->tmpl, &err), SP_E_NOTFOUND);
  snprintf(path, sizeof(path), "%s/part_html.tpl", f->path);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(sp_tmpl_open(f->path, &f->tmpl, &err), SP_E_NOTFOUND);
}

static void
an_unknown_template_and_a_page_too_large_are_errors(void **state)
{
  struct folder *f = *state;
  struct sp_view *view = sp_view_new();
  struct sp_buf small;
  struct sp_err err;

  open_with(f, HTML_START "12345");
  assert_int_equal(sp_tmpl_render(f->tmpl, "nonesuch.tpl", view, &f->out, &err),
                   SP_E_INTERNAL);
  sp_buf_init(&small, 4);
  assert_int_equal(sp_tmpl_render(f->tmpl, "page.tpl", view, &small, &err),
                   SP_E_INTERNAL);
  sp_buf_release(&small);
  sp_buf_init(&small, 5);
  assert_int_equal(sp_tmpl_render(f->tmpl, "page.tpl", view, &small, &err),
                   SP_OK);
  sp_buf_release(&small);
  sp_view_free(view);
}

static void
a_missing_include_is_an_error(void **state)
{
  struct folder *f = *state;
  struct sp_view *view = sp_view_new();
  struct sp_err err;

  open_with(f, HTML_START "{{>PART}}");
  (void)sp_view_include(view, "PART", "nonesuch.tpl");
  assert_int_equal(sp_tmpl_render(f->tmpl, "page.tpl", view, &f->out, &err),
                   SP_E_INTERNAL);
  sp_view_free(view);
}

static void *
render_many(void *arg)
{
  const struct sp_tmpl *tmpl = arg;
  struct sp_err err;
  struct sp_buf out;
  uintptr_t bad = 0;

  sp_buf_init(&out, 1 << 16);
  for (int i = 0; i < 500; i++) {
    struct sp_view *view = sp_view_new(), *item;
    struct sp_html html = {SP_STR("<b>h</b>")};

    for (int n = 0; n < 3; n++) {
      item = sp_view_add(view, "ITEM");
      sp_view_number(item, "N", n);
    }
    sp_view_html(view, "BODY", html);
    sp_buf_clear(&out);
    if (sp_tmpl_render(tmpl, "page.tpl", view, &out, &err) != SP_OK ||
        !sp_str_is(sp_buf_str(&out), "012<b>h</b>"))
      bad++;
    sp_view_free(view);
  }
  sp_buf_release(&out);
  return (void *)bad;
}

static void
threads_render_from_one_set_of_templates(void **state)
{
  struct folder *f = *state;
  pthread_t thread[4];
  void *bad[SP_ARRAY_LEN(thread)];

  open_with(f, HTML_START "{{#ITEM}}{{N}}{{/ITEM}}{{>BODY}}");
  for (size_t i = 0; i < SP_ARRAY_LEN(thread); i++)
    assert_int_equal(pthread_create(&thread[i], NULL, render_many, f->tmpl), 0);
  for (size_t i = 0; i < SP_ARRAY_LEN(thread); i++)
    assert_int_equal(pthread_join(thread[i], &bad[i]), 0);
  for (size_t i = 0; i < SP_ARRAY_LEN(thread); i++)
    assert_null(bad[i]);
}

static void
the_templates_of_the_tree_load(void **state)
{
  struct folder *f = *state;
  const char *source = getenv("SP_SOURCE");
  char path[512];
  struct sp_err err;

  if (!source)
    skip();
  snprintf(path, sizeof(path), "%s/templates", source);
  if (sp_tmpl_open(path, &f->tmpl, &err) != SP_OK)
    fail_msg("%s", err.msg);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(text_is_escaped_between_tags_and_in_attributes),
      TEST(an_address_that_is_none_becomes_a_hash),
      TEST(an_address_of_each_kind_goes_in),
      TEST(an_address_is_escaped_as_html),
      TEST(an_address_in_single_quotes_is_still_checked),
      TEST(script_and_handlers_take_no_code),
      TEST(control_characters_do_not_reach_the_page),
      TEST(stored_html_goes_in_whole_and_text_beside_it_does_not),
      TEST(text_cannot_go_the_way_of_stored_html),
      TEST(sections_repeat_with_values_of_their_own),
      TEST(an_included_template_has_values_of_its_own),
      TEST(xml_is_escaped_too),
      TEST(a_template_that_is_not_escaped_is_refused),
      TEST(a_way_around_the_escaping_is_refused),
      TEST(a_template_that_does_not_parse_is_refused),
      TEST(the_one_unescaped_place_has_one_name),
      TEST(a_folder_without_templates_is_not_found),
      TEST(an_unknown_template_and_a_page_too_large_are_errors),
      TEST(a_missing_include_is_an_error),
      TEST(threads_render_from_one_set_of_templates),
      TEST(the_templates_of_the_tree_load),
  };
  return cmocka_run_group_tests_name("tmpl", tests, NULL, NULL);
}
