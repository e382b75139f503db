/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is taken from other files, and what they are asked for it. */
#include "tests/unit/dita_form.h"

#define SHELF_TOPIC                                                            \
  "<topic id=\"lib\"><title>Parts</title>%s<body><p id=\"one\">One <xref"      \
  " href=\"day.dita\">day</xref>.</p><p id=\"two\">Two.</p><p id=\"three\">"   \
  "Three.</p><ul><li id=\"li\">Item</li></ul><p id=\"deep\" conref="           \
  "\"#lib/two\"/><p id=\"loop\" conref=\"#lib/loop\"/><div "                   \
  "audience=\"staff\">"                                                        \
  "<p id=\"secret\">Zanzibar.</p></div><p><ph id=\"ph\">4 weeks</ph></p>"      \
  "</body></topic>"
#define PUBLIC_PROLOG "<prolog><permissions view=\"all\"/></prolog>"

static void
make_shelf(struct sp_arena *arena, bool is_public, struct sp_buf *out)
{
  struct sp_dita_access open = {.audience = is_public ? SP_PUBLIC : SP_STAFF,
                                .level = 1};
  struct sp_dita_key key[] = {
      {.name = SP_STR("days"),
       .words = SP_STR("10 days"),
       .map = SP_STR("waste/keys.ditamap"),
       .access = open},
      {.name = SP_STR("lib"),
       .path = SP_STR("parts/lib.dita"),
       .fragment = SP_STR("lib"),
       .map = SP_STR("waste/keys.ditamap"),
       .access = open},
      {.name = SP_STR("tip"),
       .path = SP_STR("https://tip.example/"),
       .words = SP_STR("the tip"),
       .map = SP_STR("waste/keys.ditamap"),
       .access = open},
  };
  struct sp_dita_title title[] = {
      {.path = SP_STR("parking/badge.dita"),
       .title = SP_STR("Blue Badge"),
       .has_page = true,
       .access = {.audience = SP_PUBLIC, .level = 1}},
      {.path = SP_STR("parking/badge.dita"),
       .fragment = SP_STR("b/fee"),
       .title = SP_STR("What it costs"),
       .anchor = SP_STR("fee"),
       .has_page = true,
       .access = {.audience = SP_PUBLIC, .level = 1}},
      {.path = SP_STR("parking/badge.dita"),
       .fragment = SP_STR("b/safe"),
       .title = SP_STR("Key safe"),
       .anchor = SP_STR("safe"),
       .has_page = true,
       .staff = true,
       .access = {.audience = SP_PUBLIC, .level = 1}},
      {.path = SP_STR("parking/keys.ditamap"),
       .title = SP_STR("Keys"),
       .access = {.audience = SP_PUBLIC, .level = 1}},
      {.path = SP_STR("parking/soon.dita"),
       .title = SP_STR("Fees doubled"),
       .has_page = true,
       .access = {.audience = SP_PUBLIC,
                  .level = 1,
                  .from = SP_STR("2030-01-01")}},
      {.path = SP_STR("parts/lib.dita"),
       .fragment = SP_STR("lib"),
       .title = SP_STR("Parts"),
       .has_page = true,
       .access = open},
  };
  struct sp_dita_file file[] = {
      {SP_STR("parts/lib.dita"),
       sp_arena_fmt(arena, SHELF_TOPIC, is_public ? PUBLIC_PROLOG : "")}};
  struct sp_dita_shelf shelf = {.key = key,
                                .keys = SP_ARRAY_LEN(key),
                                .title = title,
                                .titles = SP_ARRAY_LEN(title),
                                .file = file,
                                .files = SP_ARRAY_LEN(file)};

  sp_buf_init(out, 65536);
  sp_dita_shelf_pack(out, &shelf);
}

static void
read_with(bool is_public, struct sp_arena *arena, struct sp_str bytes,
          const struct sp_read_options *options, struct sp_diags *diags,
          struct sp_reading *out)
{
  struct sp_read_options own = *options;
  struct sp_buf shelf;

  make_shelf(arena, is_public, &shelf);
  own.shelf = sp_arena_copy(arena, sp_buf_str(&shelf));
  sp_buf_release(&shelf);
  sp_xml_read(NULL, arena, bytes, &own, diags, out);
}

static void
read_beside_staff(struct sp_arena *arena, struct sp_str bytes,
                  const struct sp_read_options *options, struct sp_diags *diags,
                  struct sp_reading *out)
{
  read_with(false, arena, bytes, options, diags, out);
}

static void
read_beside_public(struct sp_arena *arena, struct sp_str bytes,
                   const struct sp_read_options *options,
                   struct sp_diags *diags, struct sp_reading *out)
{
  read_with(true, arena, bytes, options, diags, out);
}

static const struct doc_case taken[] = {
    ROW("conref_takes_an_element_with_its_links",
        CONCEPT("<p conref=\"../parts/lib.dita#lib/one\"/>"), "",
        "(para 'One ' (link ->../parts/day.dita 'day') '.')"),
    ROW("conkeyref_takes_it_by_key",
        CONCEPT("<p>In <ph conkeyref=\"lib/ph\"/>.</p>"), "",
        "(para 'In 4 weeks.')"),
    ROW("conrefend_takes_a_range",
        CONCEPT("<p conref=\"../parts/lib.dita#lib/one\""
                " conrefend=\"../parts/lib.dita#lib/three\"/><p>x</p>"),
        "",
        "(para 'One ' (link ->../parts/day.dita 'day') '.') (para 'Two.') (para"
        " 'Three.') (para 'x')"),
    ROW("a_range_without_its_end_is_told",
        CONCEPT("<p conref=\"../parts/lib.dita#lib/two\" conrefend=\"no\"/>"),
        "W02:1", "(para 'Two.')"),
    ROW("taken_words_take_words",
        CONCEPT("<p conref=\"../parts/lib.dita#lib/deep\"/>"), "",
        "(para 'Two.')"),
    ROW("taken_words_that_take_themselves_are_refused",
        CONCEPT("<p conref=\"../parts/lib.dita#lib/loop\"/>"), "E25:1", NULL),
    ROW("an_element_of_the_same_file_is_taken",
        CONCEPT("<p id=\"a\">A</p><p conref=\"#c/a\"/><p conref=\"#./a\"/>"),
        "", "(para 'A') (para 'A') (para 'A')"),
    ROW("an_item_of_a_list_is_taken",
        CONCEPT("<ul><li conref=\"../parts/lib.dita#lib/li\"/></ul>"), "",
        "(list (item (para 'Item')))"),
    ROW("what_is_not_there_is_told_and_own_words_stay",
        CONCEPT("<p conref=\"../parts/no.dita#a/b\">Own.</p>"), "W02:1",
        "(para 'Own.')"),
    ROW("words_for_staff_stay_for_staff",
        CONCEPT("<p conref=\"../parts/lib.dita#lib/secret\"/>"), "",
        "(staff (para 'Zanzibar.'))"),
    ROW("and_cannot_be_made_public_where_they_are_taken",
        CONCEPT("<p audience=\"public\" conref=\"../parts/lib.dita#lib/secret\""
                "/>"),
        "", "(staff (para 'Zanzibar.'))"),
    ROW("words_of_a_staff_file_are_not_taken_into_a_public_page",
        PUBLIC_CONCEPT("<p conref=\"../parts/lib.dita#lib/two\"/>"), "E10:1",
        NULL),
    ROW("but_into_a_block_for_staff",
        PUBLIC_CONCEPT("<p audience=\"staff\""
                       " conref=\"../parts/lib.dita#lib/two\"/>"),
        "", "(staff (para 'Two.'))"),
    ROW("a_key_gives_its_words",
        CONCEPT("<p>In <keyword keyref=\"days\"/>, <keyword keyref=\"days\">or"
                "</keyword>.</p>"),
        "", "(para 'In 10 days, or.')"),
    ROW("a_key_gives_a_link",
        CONCEPT("<p><xref keyref=\"tip\"/>, <term keyref=\"tip\">x</term></p>"),
        "",
        "(para (link ->https://tip.example/ 'the tip') ', ' (link"
        " ->https://tip.example/ 'x'))"),
    ROW("a_key_without_words_is_called_as_its_topic",
        CONCEPT("<p><xref keyref=\"lib\"/></p>"), "",
        "(para (link ->../parts/lib.dita 'Parts'))"),
    ROW("a_key_that_no_map_defines_is_told",
        CONCEPT("<p>a <keyword keyref=\"no\"/></p>"), "W02:1",
        "(para 'a [no]')"),
    ROW("words_of_a_staff_map_are_not_shown_on_a_public_page",
        PUBLIC_CONCEPT("<p>In <keyword keyref=\"days\"/></p>"), "E10:1", NULL),
    ROW("a_link_is_called_as_what_it_leads_to",
        CONCEPT("<p><xref href=\"../parking/badge.dita\"/> <xref"
                " href=\"../parking/badge.dita#b/fee\"/> <xref"
                " href=\"../parking/keys.ditamap\"/></p>"),
        "",
        "(para (link ->../parking/badge.dita 'Blue Badge') ' ' (link"
        " ->../parking/badge.dita#fee 'What it costs') ' Keys')"),
    ROW("a_title_that_is_not_for_all_yet_is_not_shown",
        PUBLIC_CONCEPT("<p><xref href=\"../parking/soon.dita\"/></p>"), "",
        "(para (link ->../parking/soon.dita 'Soon'))"),
    ROW("a_public_link_to_a_part_for_staff_is_an_error",
        PUBLIC_CONCEPT("<p><xref href=\"../parking/badge.dita#b/safe\"/></p>"),
        "E10:1", NULL),
};

static const struct doc_case taken_by_public[] = {
    ROW("public_words_are_taken_into_a_public_page",
        PUBLIC_CONCEPT("<p conref=\"../parts/lib.dita#lib/two\"/><p>In <keyword"
                       " keyref=\"days\"/></p>"),
        "", "(para 'Two.') (para 'In 10 days')"),
    ROW("but_those_for_staff_stay_so",
        PUBLIC_CONCEPT("<p conref=\"../parts/lib.dita#lib/secret\"/>"), "",
        "(staff (para 'Zanzibar.'))"),
};

/* ---- cards ---- */

static void
a_card_says_what_is_needed_and_offered(void **state)
{
  struct sp_read_options options = {.path = SP_STR("waste/a.ditamap")};
  struct sp_arena arena = {0};
  struct sp_dita_card made, card;
  struct sp_buf packed;

  (void)state;
  assert_true(sp_dita_scan(
      &arena,
      SP_STR("<map><title>Keys</title><topicmeta><permissions view=\"all\"/>"
             "</topicmeta><keydef keys=\"a b\" href=\"x.dita#x\"><topicmeta>"
             "<linktext>X</linktext></topicmeta></keydef><topicgroup"
             " keyscope=\"s\"><keydef keys=\"c\"><topicmeta><keywords><keyword>"
             "C</keyword></keywords></topicmeta></keydef></topicgroup></map>"),
      &options, &made));
  sp_buf_init(&packed, 65536);
  sp_dita_card_pack(&packed, &made);
  assert_true(sp_dita_card_unpack(&arena, sp_buf_str(&packed), &card));
  assert_int_equal(card.access.audience, SP_PUBLIC);
  assert_false(card.has_page);
  assert_int_equal(card.keys, 4);
  assert_str(card.key[1].name, "b");
  assert_str(card.key[1].path, "waste/x.dita");
  assert_str(card.key[1].fragment, "x");
  assert_str(card.key[1].words, "X");
  assert_str(card.key[2].name, "c");
  assert_true(card.key[2].scoped);
  assert_str(card.key[3].name, "s.c");
  assert_str(card.key[3].words, "C");
  for (size_t len = 0; len < packed.len; len++)
    assert_false(sp_dita_card_unpack(&arena, sp_str_n(packed.ptr, len), &card));
  sp_buf_release(&packed);

  options.path = SP_STR(PATH);
  assert_true(sp_dita_scan(
      &arena,
      SP_STR(CONCEPT(
          "<p conref=\"../a/b.dita#b/c\"/><p><keyword keyref=\"k\"/><ph"
          " conkeyref=\"l/m\"/><xref href=\"x.dita#x/y\"/></p><section"
          " id=\"s\"><title>S</title><p id=\"q\" audience=\"staff\">x</p>"
          "</section>")),
      &options, &card));
  assert_int_equal(card.needs, 4);
  assert_str(card.need[0].name, "a/b.dita");
  assert_str(card.need[1].name, "k");
  assert_int_equal(card.need[2].kind, SP_DITA_NEED_KEYFILE);
  assert_str(card.need[3].name, "waste/x.dita");
  assert_str(card.need[3].fragment, "x/y");
  assert_str(sp_dita_id_find(&card, SP_STR("c/s"))->anchor, "s");
  assert_str(sp_dita_id_find(&card, SP_STR("./q"))->anchor, "s");
  assert_true(sp_dita_id_find(&card, SP_STR("c/q"))->staff);
  assert_null(sp_dita_id_find(&card, SP_STR("c/z")));
  sp_arena_release(&arena);
}

static void
who_may_see_less_gives_no_words(void **state)
{
  struct sp_dita_access staff = {.level = 1}, open = {SP_PUBLIC, 1, {0}, {0}};
  struct sp_dita_access senior = {.level = 3};
  struct sp_dita_access later = {.level = 1, .from = SP_STR("2030-01-01")};

  (void)state;
  assert_true(sp_dita_may_show(&open, &staff));
  assert_true(sp_dita_may_show(&open, &open));
  assert_false(sp_dita_may_show(&staff, &open));
  assert_false(sp_dita_may_show(&senior, &staff));
  assert_true(sp_dita_may_show(&staff, &senior));
  assert_false(sp_dita_may_show(&later, &staff));
  assert_true(sp_dita_may_show(&later, &later));
}

static void
a_page_depends_on_the_files_it_takes_words_from(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {.path = SP_STR(PATH), .lenient = true};
  struct sp_reading reading;

  (void)state;
  read_beside_staff(&arena,
                    SP_STR(CONCEPT("<p conkeyref=\"lib/one\"/><p><keyword"
                                   " keyref=\"days\"/></p>")),
                    &options, &diags, &reading);
  assert_non_null(reading.doc);
  assert_int_equal(reading.doc->taken.count, 2);
  assert_str(reading.doc->taken.item[0], "parts/lib.dita");
  assert_str(reading.doc->taken.item[1], "waste/keys.ditamap");
  sp_arena_release(&arena);
}

/* Not on those whose words only staff see on it. */
static void
a_public_page_depends_on_what_residents_read(void **state)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_read_options options = {.path = SP_STR(PATH), .lenient = true};
  struct sp_reading reading;

  (void)state;
  read_beside_staff(
      &arena,
      SP_STR(PUBLIC_CONCEPT("<p audience=\"staff\" conkeyref=\"lib/one\"/><p>"
                            "<xref href=\"../parking/badge.dita\"/></p>")),
      &options, &diags, &reading);
  assert_int_equal(diags.errors, 0);
  assert_non_null(reading.doc);
  assert_int_equal(reading.doc->taken.count, 1);
  assert_str(reading.doc->taken.item[0], "parking/badge.dita");
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_card_says_what_is_needed_and_offered),
      cmocka_unit_test(who_may_see_less_gives_no_words),
      cmocka_unit_test(a_page_depends_on_the_files_it_takes_words_from),
      cmocka_unit_test(a_public_page_depends_on_what_residents_read),
  };
  static const struct doc_table tables[] = {
      DOC_TABLE(taken), DOC_TABLE_READ(taken_by_public, read_beside_public)};

  return run_doc_tables_and("dita taken", tables, SP_ARRAY_LEN(tables),
                            read_beside_staff, tests, SP_ARRAY_LEN(tests));
}
