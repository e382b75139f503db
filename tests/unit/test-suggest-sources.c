/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"
#include "tests/unit/suggest_fixture.h"

#define LIST(a)                                                                \
  {                                                                            \
    (a), SP_ARRAY_LEN(a), SP_ARRAY_LEN(a)                                      \
  }

static struct sp_page_section
section_of(const char *anchor, const char *heading)
{
  struct sp_page_section section = {.anchor = sp_str(anchor),
                                    .heading = sp_str(heading),
                                    .level_min = 1,
                                    .level_max = 4,
                                    .from = SP_ALWAYS_FROM,
                                    .until = SP_ALWAYS_UNTIL};
  return section;
}

static void
make_of_pages(struct suggest_fixture *f, struct sp_page *page, size_t pages)
{
  struct sp_page_head *heads =
      sp_arena_array(&f->arena, struct sp_page_head, pages);

  for (size_t i = 0; i < pages; i++)
    heads[i] = page[i].head;
  f->page = page;
  f->pages = pages;
  suggest_heads(f, heads, pages);
}

static void
customers_words_lead_to_the_title_after_what_has_them_in_its_own(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_str asked[] = {SP_STR("get rid of a sofa"), SP_STR("old mattress")};
  struct sp_page page[] = {
      {.head = head_of("waste/bulky", "Book a bulky waste collection"),
       .also_asked = LIST(asked)},
      {.head =
           head_of("shop/sofa", "Shops that take your old sofa or settee")}};

  make_of_pages(f, page, 2);
  assert_ids("sofa", "shop/sofa | waste/bulky");
  assert_texts("mattr", "Book a bulky waste collection");
  assert_urls("mattr", "/waste/bulky");
  assert_ids("bulky", "waste/bulky");
}

static void
a_question_is_shown_as_it_is_asked(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_str asked[] = {SP_STR("what day do the bins go"),
                           SP_STR("lost your calendar?")};
  struct sp_page page[] = {{.head = head_of("bins", "Find your bin day"),
                            .also_asked = LIST(asked)}};

  make_of_pages(f, page, 1);
  assert_texts("bins go", "What day do the bins go?");
  assert_texts("what d", "Find your bin day");
  assert_texts("calen", "Lost your calendar?");
  assert_texts("find", "Find your bin day");
  assert_texts("bin", "Find your bin day");
  assert_texts("wha", "What day do the bins go?");
}

static void
questions_of_an_faq_lead_to_their_answer(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_str asked[] = {SP_STR("can I keep a pet"),
                           SP_STR("can I have a dog")};
  struct sp_page_section section[] = {
      section_of("", ""), section_of("can-i-keep-a-pet", "Can I keep a pet?"),
      section_of("caf\xc3\xa9", "Is there a caf\xc3\xa9?")};
  struct sp_page page[] = {
      {.head = head_of("tenancy", "Tenancy questions"),
       .also_asked = LIST(asked),
       .section = section,
       .sections = 3},
      {.head = head_of("guide", "A guide"), .section = section, .sections = 3}};

  page[0].head.type = SP_DOC_FAQ;
  make_of_pages(f, page, 2);
  assert_texts("pet", "Can I keep a pet?");
  assert_urls("pet", "/tenancy#can-i-keep-a-pet");
  assert_ids("pet", "tenancy");
  assert_urls("dog", "/tenancy");
  assert_urls("cafe", "/tenancy#caf%C3%A9");
  assert_urls("can", "/tenancy#can-i-keep-a-pet | /tenancy");
}

static void
questions_for_higher_levels_or_with_a_time_are_no_hints(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_section section[] = {
      section_of("open", "Open question"), section_of("high", "High question"),
      section_of("soon", "Soon question"), section_of("over", "Over question"),
      section_of("", "Question without an address")};
  struct sp_page page = {.head = head_of("faq", "An FAQ"),
                         .section = section,
                         .sections = SP_ARRAY_LEN(section)};
  struct sp_page_hints hints;
  struct sp_buf out;

  page.head.type = SP_DOC_FAQ;
  section[1].level_min = 2;
  section[2].from = NOW;
  section[3].until = NOW;
  sp_buf_init(&out, 4096);
  sp_page_hints_pack(&out, &page);
  assert_true(sp_page_hints_unpack(&f->arena, sp_buf_str(&out), &hints));
  assert_int_equal(hints.also_asked.count, 0);
  assert_int_equal(hints.questions, 1);
  assert_str(hints.question[0].heading, "Open question");
  assert_str(hints.question[0].anchor, "open");
  sp_buf_release(&out);
}

static void
pages_above_the_first_level_have_no_hints(void **state)
{
  struct sp_str asked[] = {SP_STR("secret words")};
  struct sp_page page = {.head = head_of("a", "A page"),
                         .also_asked = LIST(asked)};
  struct sp_buf out;

  (void)state;
  sp_buf_init(&out, 4096);
  page.head.level = 2;
  sp_page_hints_pack(&out, &page);
  assert_int_equal(out.len, 0);
  page.head.level = 1;
  sp_page_hints_pack(&out, &page);
  assert_true(out.len > 0);
  sp_buf_clear(&out);
  page.also_asked.count = 0;
  sp_page_hints_pack(&out, &page);
  assert_int_equal(out.len, 0);
  sp_buf_release(&out);
}

static void
hints_that_are_damaged_or_of_no_page_add_nothing(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_str asked[] = {SP_STR("mattress"), SP_STR("sofa")};
  struct sp_page page = {.head = head_of("a", "Bulky"),
                         .also_asked = LIST(asked)};
  struct sp_page_hints hints;
  struct sp_suggest_maker *maker;
  struct sp_buf out;

  f->source.head = &page.head;
  f->source.heads = 1;
  sp_buf_init(&out, 4096);
  sp_page_hints_pack(&out, &page);
  maker = sp_suggest_begin(&f->source);
  for (size_t len = 0; len < out.len; len++) {
    struct sp_str cut = sp_str_sub(sp_buf_str(&out), 0, len);

    assert_false(sp_page_hints_unpack(&f->arena, cut, &hints));
    assert_int_equal(hints.also_asked.count, 0);
    sp_suggest_hints(maker, SP_STR("a"), cut);
  }
  sp_suggest_hints(maker, SP_STR("b"), sp_buf_str(&out));
  f->suggest = sp_suggest_end(maker, &f->arena);
  assert_ids("mattress", "");
  assert_ids("sofa", "");
  assert_ids("bulky", "a");
  sp_suggest_drop(sp_suggest_begin(&f->source));
  sp_suggest_drop(NULL);
  sp_buf_release(&out);
}

static void
the_glossary_leads_to_a_search(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_str also[] = {SP_STR("home changes money")};
  const struct sp_glossary_entry entry[] = {
      {.short_form = SP_STR("DFG"),
       .long_form = SP_STR("disabled facilities grant"),
       .also = LIST(also)},
      {.short_form = SP_STR("B&B")},
      {.long_form = SP_STR("band \"D\" equivalent")},
      {.meaning = SP_STR("nothing to show")}};

  f->source.entry = entry;
  f->source.entries = SP_ARRAY_LEN(entry);
  suggest_make(f);
  assert_texts("d", "DFG: disabled facilities grant | band \\");
  assert_texts("dfg", "DFG: disabled facilities grant");
  assert_texts("disab", "DFG: disabled facilities grant");
  assert_texts("grant", "DFG: disabled facilities grant");
  assert_texts("money", "DFG: disabled facilities grant");
  assert_urls("dfg", "/search?q=disabled%20facilities%20grant");
  assert_ids("dfg", "");
  assert_urls("b&b", "/search?q=B%26B | /search?q=band%20%22D%22%20equivalent");
  assert_texts("nothing", "");
}

static void
queries_with_a_pin_are_popular_while_pin_and_page_hold(void **state)
{
  struct suggest_fixture *f = *state;
  struct sp_page_head heads[] = {
      head_of("a", "Waste calendar"), head_of("b", "Waste rounds"),
      head_of("high", "High"), head_of("over", "Over")};
  const struct sp_pin pin[] = {{.query = SP_STR("bin day"),
                                .document = SP_STR("b"),
                                .from = NOW,
                                .until = NOW + 1},
                               {.query = SP_STR("bin day"),
                                .document = SP_STR("a"),
                                .is_worst = true,
                                .from = NOW,
                                .until = NOW + 1},
                               {.query = SP_STR("bin day"),
                                .document = SP_STR("b"),
                                .from = SP_ALWAYS_FROM,
                                .until = SP_ALWAYS_UNTIL},
                               {.query = SP_STR("bin ended"),
                                .document = SP_STR("a"),
                                .from = SP_ALWAYS_FROM,
                                .until = NOW},
                               {.query = SP_STR("bin later"),
                                .document = SP_STR("a"),
                                .from = NOW + 1,
                                .until = SP_ALWAYS_UNTIL},
                               {.query = SP_STR("bin secret"),
                                .document = SP_STR("high"),
                                .from = SP_ALWAYS_FROM,
                                .until = SP_ALWAYS_UNTIL},
                               {.query = SP_STR("bin old"),
                                .document = SP_STR("over"),
                                .from = SP_ALWAYS_FROM,
                                .until = SP_ALWAYS_UNTIL},
                               {.query = SP_STR("bin nowhere"),
                                .document = SP_STR("nowhere"),
                                .from = SP_ALWAYS_FROM,
                                .until = SP_ALWAYS_UNTIL}};

  heads[2].level = 2;
  heads[3].until = NOW;
  f->source.pin = pin;
  f->source.pins = SP_ARRAY_LEN(pin);
  suggest_heads(f, heads, 4);
  assert_texts("bin", "bin day");
  assert_urls("bin", "/search?q=bin%20day");
  assert_ids("bin", "");
  assert_ids("waste", "b | a");
}

static void
an_index_gives_its_hints(void **state)
{
  struct index_fixture *f = *state;
  struct sp_str asked[] = {SP_STR("old mattress")};
  struct sp_page *page = fixture_page(f, "waste/bulky", "Bulky waste");
  struct sp_page *faq = fixture_page(f, "faq", "Questions");
  struct sp_suggest_source source = {.made = NOW};
  struct suggest_fixture found = {0};
  struct sp_page_head heads[2];
  struct sp_err err;

  page->also_asked = (struct sp_texts)LIST(asked);
  faq->head.type = SP_DOC_FAQ;
  (void)fixture_section(f, faq, "mattresses");
  fixture_put(f, page);
  fixture_put(f, fixture_page(f, "plain", "Plain"));
  fixture_put(f, faq);
  OK(sp_writer_commit(f->writer, &err));
  OK(sp_reader_open(f->dir, &f->reader, &err));
  heads[0] = page->head;
  heads[1] = faq->head;
  source.head = heads;
  source.heads = 2;
  OK(sp_suggest_read(f->reader, &source, &f->arena, &found.suggest, &err));
  assert_str(suggest_found(&found, "url", "mattr", 8),
             "/faq#mattresses | /waste/bulky");
  assert_str(suggest_found(&found, "url", "plain", 8), "");
  sp_arena_release(&found.arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      SUGGEST_TEST(
          customers_words_lead_to_the_title_after_what_has_them_in_its_own),
      SUGGEST_TEST(a_question_is_shown_as_it_is_asked),
      SUGGEST_TEST(questions_of_an_faq_lead_to_their_answer),
      SUGGEST_TEST(questions_for_higher_levels_or_with_a_time_are_no_hints),
      SUGGEST_TEST(pages_above_the_first_level_have_no_hints),
      SUGGEST_TEST(hints_that_are_damaged_or_of_no_page_add_nothing),
      SUGGEST_TEST(the_glossary_leads_to_a_search),
      SUGGEST_TEST(queries_with_a_pin_are_popular_while_pin_and_page_hold),
      cmocka_unit_test_setup_teardown(an_index_gives_its_hints, fixture_setup,
                                      fixture_teardown),
  };
  return cmocka_run_group_tests_name("suggest-sources", tests, NULL, NULL);
}
