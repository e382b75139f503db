/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "lib/audience.h"
#include "lib/render.h"
#include "lib/resolve.h"

#define GUIDE "---\ntitle: Bins\ntype: guide\n" MODEL_FIELDS "---\n"
#define SCRIPT "---\ntitle: Bins\ntype: script\n" MODEL_FIELDS "---\n"

static struct sp_arena arena;

static int
in_london(void **state)
{
  (void)state;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

static int
end_arena(void **state)
{
  (void)state;
  sp_arena_release(&arena);
  return 0;
}

static struct sp_page *
render_at(const char *source, const char *at)
{
  struct sp_doc *doc = model_read(&arena, "waste/a.md", source);
  sp_instant now;

  assert_true(sp_instant_parse(sp_str(at), &now));
  return sp_render_page(&arena, sp_doc_for_staff(&arena, doc), SP_STAFF, now);
}

static struct sp_page *
render(const char *source)
{
  return render_at(source, "2026-11-22");
}

static struct sp_str
intro_html(const struct sp_page *page)
{
  assert_true(page->sections >= 1);
  assert_int_equal(page->section[0].segments, 1);
  return page->section[0].segment[0].html.raw;
}

static void
text_is_escaped_and_nothing_is_copied_as_markup(void **state)
{
  struct sp_page *page = render(GUIDE "A & B \\<script\\> \"c\" `<i>`\n");

  (void)state;
  assert_str(intro_html(page),
             "<p class=\"govuk-body\">A &amp; B &lt;script&gt; &quot;c&quot; "
             "<code>&lt;i&gt;</code></p>\n");
}

static void
a_link_without_an_address_is_plain_text(void **state)
{
  (void)state;
  /* Not resolved here: so no address, whatever the author wrote. */
  assert_str(intro_html(render(GUIDE "Go [there](b.md) now\n")),
             "<p class=\"govuk-body\">Go there now</p>\n");
}

static void
blocks_have_their_elements(void **state)
{
  static const struct {
    const char *source, *part;
  } cases[] = {
      {"- a\n- b\n",
       "<ul class=\"govuk-list govuk-list--bullet\">\n<li>a</li>"},
      {"3. a\n4. b\n",
       "<ol class=\"govuk-list govuk-list--number\" start=\"3\">"},
      {"- [ ] a\n- [ ] b\n", "<ul class=\"govuk-list sp-checklist\">\n<li>"},
      {"> [!WARNING]\n> hot\n", "<p class=\"sp-block__label\">Warning</p>"},
      {"> said by somebody\n", "<blockquote class=\"sp-quote\">"},
      {"| a | b |\n|---|--:|\n| 1 | 2 |\n",
       "<th scope=\"col\" class=\"govuk-table__header\">a</th>"},
      {"| a | b |\n|---|--:|\n| 1 | 2 |\n",
       "<td class=\"govuk-table__cell govuk-table__cell--numeric\">2</td>"},
      {"**a** *b*\n", "<strong>a</strong> <em>b</em>"},
      {"> [!ONLY area: Northmarsh]\n> x\n", "<p class=\"sp-guard\">Northmarsh"},
  };

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(cases); i++) {
    char source[1024];
    struct sp_str html;

    snprintf(source, sizeof(source), GUIDE "%s", cases[i].source);
    html = intro_html(render(source));
    if (!model_contains(html, cases[i].part))
      fail_msg("case %zu: \"%.*s\"", i, SP_FMT(html));
  }
}

static void
a_script_shows_words_choices_and_outcomes(void **state)
{
  struct sp_page *page = render(
      SCRIPT
      "> Which bin?\n\nRecord: bin (choice(a; b); required)\n\n"
      "- [Refuse](#done) *out of hours* ask twice\n\n## Done\n\n> Bye.\n\n"
      "Outcome: resolved\nWhat happens next: We come.\n");
  struct sp_str start = intro_html(page);
  struct sp_str done = page->section[1].segment[0].html.raw;

  (void)state;
  assert_true(model_contains(start, "<blockquote class=\"sp-say\">"));
  assert_true(model_contains(start, "<li class=\"sp-choice\">Refuse"));
  assert_true(model_contains(start, "<span class=\"sp-choice__note\">"));
  assert_true(model_contains(start, "(a, b; required)"));
  assert_str(page->section[1].heading, "Done");
  assert_str(page->section[1].anchor, "done");
  assert_true(model_contains(done, "<dt>Outcome</dt><dd>Resolved</dd>"));
  assert_true(model_contains(done, "<dt>What happens next</dt>"));
}

static void
a_level_is_a_segment_of_its_own(void **state)
{
  struct sp_page *page = render(
      GUIDE "one\n\n> [!ONLY level 3]\n> deep\n\n> [!ELSE]\n> shallow\n\n"
            "two\n");
  const struct sp_page_section *s = &page->section[0];

  (void)state;
  assert_int_equal(s->segments, 4);
  assert_int_equal(s->segment[1].level_min, 3);
  assert_str(s->segment[1].text, "deep");
  assert_int_equal(s->segment[2].level_max, 2);
  assert_str(s->segment[2].text, "shallow");
  assert_false(sp_segment_live(&s->segment[1], 1, 0));
  assert_true(sp_segment_live(&s->segment[2], 1, 0));
  assert_true(sp_segment_live(&s->segment[1], 4, 0));
}

static void
a_nested_level_splits_its_wrapper_into_whole_pieces(void **state)
{
  struct sp_page *page = render(
      GUIDE "> [!INFO]\n> one\n>\n> > [!ONLY level 2]\n> > deep\n>\n> two\n");
  const struct sp_page_section *s = &page->section[0];

  (void)state;
  assert_int_equal(s->segments, 3);
  for (size_t i = 0; i < 3; i++) {
    struct sp_str html = s->segment[i].html.raw;

    assert_true(sp_str_starts(html, "<div class=\"sp-block sp-block--info\">"));
    assert_true(sp_str_ends(html, "</div>\n"));
  }
  assert_int_equal(s->segment[1].level_min, 2);
}

static void
a_guarded_section_with_otherwise_has_a_heading_of_ours_for_others(void **state)
{
  struct sp_page *page = render(
      SCRIPT "> Hi.\n\n- [Go](#decide)\n- [Hand](#hand)\n\n## Decide\n\n"
             "Only: level 3. Otherwise [Hand over](#hand)\n\n> I can.\n\n"
             "Next: [Hand](#hand)\n\n## Hand\n\n> Bye.\n\n"
             "Outcome: resolved\n");

  (void)state;
  assert_str(page->section[1].heading, "Decide");
  assert_int_equal(page->section[1].level_min, 3);
  assert_false(sp_section_live(&page->section[1], 1, 0));
}

/* The link's address would tell a heading that is not for everybody. */
static void
a_choice_is_seen_by_those_who_may_go_there(void **state)
{
  struct sp_doc *doc = model_read(
      &arena, "waste/a.md",
      SCRIPT "> Hi.\n\n- [Plain](#plain)\n- [Guarded](#plain) *level 2* why\n"
             "- [Deep](#deep)\n- [Later](#later)\n- [Sent](#sent)\n\n"
             "## Plain\n\n> Bye. See [deep](#deep).\n\nOutcome: resolved\n\n"
             "## Deep\n\nOnly: level 3.\n\n> Deep.\n\nOutcome: resolved\n\n"
             "## Later\n\nOnly: from 2099-01-01.\n\n> Later.\n\n"
             "Outcome: resolved\n\n## Sent\n\nOnly: level 3. Otherwise"
             " [Plain](#plain)\n\n> Sent.\n\nOutcome: resolved\n");
  const struct sp_world world = {0};
  struct sp_diags diags = {.arena = &arena};
  const struct sp_page *page;
  struct sp_buf low, high;

  (void)state;
  sp_doc_resolve(&arena, doc, &world, &diags);
  assert_int_equal(diags.count, 0);
  page = sp_render_page(&arena, sp_doc_for_staff(&arena, doc), SP_STAFF,
                        1795305600);
  sp_buf_init(&low, 100000);
  sp_buf_init(&high, 100000);
  for (size_t i = 0; i < page->sections; i++)
    for (size_t k = 0; k < page->section[i].segments; k++) {
      const struct sp_segment *s = &page->section[i].segment[k];

      if (sp_segment_live(s, 1, 1795305600))
        sp_buf_put(&low, s->html.raw);
      if (sp_segment_live(s, 3, 1795305600))
        sp_buf_put(&high, s->html.raw);
    }
  assert_true(model_contains(sp_buf_str(&low), "/waste/a/steps/plain\">Sent"));
  assert_true(model_contains(sp_buf_str(&high), "/waste/a/steps/sent\">Sent"));
  assert_true(model_contains(sp_buf_str(&high), "steps/deep\">Deep"));
  assert_true(model_contains(sp_buf_str(&high), "Guarded"));
  assert_false(model_contains(sp_buf_str(&low), "Guarded"));
  assert_false(model_contains(sp_buf_str(&low), "steps/deep"));
  assert_false(model_contains(sp_buf_str(&low), "steps/sent"));
  assert_false(model_contains(sp_buf_str(&low), "ater"));
  assert_false(model_contains(sp_buf_str(&high), "steps/later"));
  sp_buf_release(&low);
  sp_buf_release(&high);
}

static void
what_is_not_yet_or_no_longer_live_is_left_out(void **state)
{
  const char *source = GUIDE "now\n\n> [!ONLY from 2026-12-01]\n> later\n\n"
                             "> [!ONLY until 2026-10-01]\n> gone\n\n"
                             "> [!ONLY until 2026-12-24]\n> still\n";
  struct sp_page *page = render(source);
  const struct sp_page_section *s = &page->section[0];
  struct sp_page *later = render_at(source, "2026-12-01");

  (void)state;
  assert_int_equal(s->segments, 2);
  assert_str(s->segment[1].text, "still");
  /* The whole of 24 December. */
  assert_int_equal(s->segment[1].until, 1798156800);
  assert_int_equal(sp_page_boundary(page, 1795305600), 1798156800);
  assert_int_equal(later->section[0].segments, 3);
}

static void
the_moments_of_change_are_told_sorted_and_once(void **state)
{
  struct sp_doc *doc =
      model_read(&arena, "waste/a.md",
                 "---\ntitle: T\ntype: guide\nfrom: 2026-11-01\n" MODEL_FIELDS
                 "---\n> [!ONLY until 2026-11-30]\n> a\n\n> [!ONLY from "
                 "2026-12-01]\n> b\n");
  struct sp_instants at;

  (void)state;
  sp_doc_boundaries(&arena, doc, &at);
  assert_int_equal(at.count, 2);
  assert_int_equal(at.item[0], 1793491200);
  assert_int_equal(at.item[1], 1796083200);
}

static void
residents_read_plain_words_for_outcomes(void **state)
{
  struct sp_doc *doc = model_read(
      &arena, "waste/a.md",
      "---\ntitle: T\ntype: script\naudience: public\n" MODEL_FIELDS
      "---\n> Hi.\n\nOutcome: emergency\nService level: Two days.\n");
  struct sp_page *page = sp_render_page(&arena, sp_doc_for_public(&arena, doc),
                                        SP_PUBLIC, 1795305600);
  struct sp_str html = intro_html(page);

  (void)state;
  assert_true(model_contains(html, "<dt>In an emergency</dt><dd>Call 999"));
  assert_true(model_contains(html, "<dt>How long it takes</dt>"));
  assert_int_equal(page->owner.len, 0);
}

/* Paragraphs of `bytes` bytes of words in all, each a section if asked. */
/* Everything of the page that an advisor of this level sees. */
static struct sp_str
seen_at(const struct sp_page *page, unsigned level)
{
  struct sp_str all = SP_STR("");

  for (size_t i = 0; i < page->sections; i++)
    for (size_t k = 0; k < page->section[i].segments; k++) {
      const struct sp_segment *s = &page->section[i].segment[k];

      if (level >= s->level_min && level <= s->level_max)
        all = sp_arena_fmt(&arena, "%.*s%.*s %.*s\n", SP_FMT(all),
                           SP_FMT(s->html.raw), SP_FMT(s->text));
    }
  return all;
}

static void
below_its_level_no_address_or_name_of_a_document_is_told(void **state)
{
  struct sp_doc *doc = model_read(
      &arena, "waste/a.md",
      "---\ntitle: T\ntype: script\n" MODEL_FIELDS "---\n"
      "- [Away](../waste/x.md)\n- [Stay](#b)\n\n## B\n\nSee [it](../waste/x.md)"
      " now.\n\n- one [it](../waste/x.md)\n\nOutcome: transfer to x\n");
  const struct sp_page *page;

  (void)state;
  for (struct sp_node *n = doc->root; n;
       n = sp_node_walk(doc->root, n, false)) {
    if (n->kind != SP_NODE_KEYED && !sp_str_is(n->target, "../waste/x.md"))
      continue;
    n->url = SP_STR("/waste/hidden");
    n->url_level = 3;
    if (n->kind == SP_NODE_KEYED)
      n->text = SP_STR("hidden team");
  }
  page = sp_render_page(&arena, sp_doc_for_staff(&arena, doc), SP_STAFF,
                        SP_ALWAYS_FROM + 1);
  for (unsigned level = 1; level <= 4; level++) {
    struct sp_str seen = seen_at(page, level);
    const char *at = seen.ptr;
    unsigned count = 0;

    assert_non_null(strstr(seen.ptr, "Away"));
    assert_non_null(strstr(seen.ptr, "Transfer"));
    while ((at = strstr(at, "hidden")) != NULL) {
      count++;
      at++;
    }
    /* Choice, link, link in a list, outcome with address and name. */
    assert_int_equal(count, level < 3 ? 0 : 5);
  }
}

static const struct sp_page *
page_of(struct sp_arena *own, size_t bytes, bool in_sections)
{
  const size_t piece = 200000;
  struct sp_doc *doc = sp_arena_new(own, struct sp_doc);

  doc->root = sp_node_new(own, SP_NODE_ROOT, 1, 1);
  for (size_t n; bytes > 0; bytes -= n) {
    struct sp_node *para = sp_node_new(own, SP_NODE_PARA, 1, 1);
    struct sp_node *text = sp_node_new(own, SP_NODE_TEXT, 1, 1);
    struct sp_node *parent = doc->root;

    n = bytes < piece ? bytes : piece;
    text->text = sp_str_n(memset(sp_arena_alloc(own, n), 'x', n), n);
    if (in_sections) {
      parent = sp_node_new(own, SP_NODE_SECTION, 1, 1);
      sp_node_append(doc->root, parent);
    }
    sp_node_append(parent, para);
    sp_node_append(para, text);
  }
  return sp_render_page(own, doc, SP_STAFF, 0);
}

static void
a_page_over_the_limit_is_none_rather_than_cut(void **state)
{
  (void)state;
  for (int in_sections = 0; in_sections < 2; in_sections++) {
    size_t low = SP_RENDER_MAX / 4, high = SP_RENDER_MAX, made = 0;

    /* The most words that still make a page. */
    while (high - low > 1) {
      size_t middle = low + (high - low) / 2;
      struct sp_arena own = {0};
      const struct sp_page *page = page_of(&own, middle, in_sections);

      if (page) {
        made = 0;
        for (size_t i = 0; i < page->sections; i++)
          for (size_t k = 0; k < page->section[i].segments; k++)
            made += page->section[i].segment[k].html.raw.len +
                    page->section[i].segment[k].text.len + 1;
        low = middle;
      } else {
        high = middle;
      }
      sp_arena_release(&own);
    }
    assert_in_range(made, SP_RENDER_MAX - 1, SP_RENDER_MAX);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_is_escaped_and_nothing_is_copied_as_markup),
      cmocka_unit_test(a_link_without_an_address_is_plain_text),
      cmocka_unit_test(blocks_have_their_elements),
      cmocka_unit_test(a_script_shows_words_choices_and_outcomes),
      cmocka_unit_test(a_level_is_a_segment_of_its_own),
      cmocka_unit_test(a_nested_level_splits_its_wrapper_into_whole_pieces),
      cmocka_unit_test(
          a_guarded_section_with_otherwise_has_a_heading_of_ours_for_others),
      cmocka_unit_test(a_choice_is_seen_by_those_who_may_go_there),
      cmocka_unit_test(what_is_not_yet_or_no_longer_live_is_left_out),
      cmocka_unit_test(the_moments_of_change_are_told_sorted_and_once),
      cmocka_unit_test(residents_read_plain_words_for_outcomes),
      cmocka_unit_test(
          below_its_level_no_address_or_name_of_a_document_is_told),
      cmocka_unit_test(a_page_over_the_limit_is_none_rather_than_cut),
  };
  return cmocka_run_group_tests_name("render", tests, in_london, end_arena);
}
