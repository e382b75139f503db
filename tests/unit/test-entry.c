/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/model.h"

#include "indexer/entry.h"
#include "indexer/facts.h"
#include "indexer/sheet.h"
#include "indexer/spool.h"
#include "tests/unit/folder.h"

static struct sp_hash
hash_of(const char *text)
{
  return sp_hash_of(sp_str(text));
}

static struct sp_entry
full_entry(void)
{
  return (struct sp_entry){.seen = hash_of("seen"),
                           .own = {.usable = true,
                                   .audience_known = true,
                                   .audience = SP_PUBLIC,
                                   .until = 1234,
                                   .diags = SP_STR("diags"),
                                   .facts = SP_STR("facts"),
                                   .payload = SP_STR("payload")},
                           .tried = true,
                           .inputs = hash_of("inputs"),
                           .cross = SP_STR("cross"),
                           .passed = true,
                           .page = {{true, hash_of("staff")}, {false, {{0}}}},
                           .accepted = false,
                           .live = {true, hash_of("live")},
                           .good_facts = SP_STR("good facts"),
                           .good_payload = SP_STR("good payload")};
}

static void
an_entry_comes_back_as_it_was(void **state)
{
  struct sp_entry entry = full_entry(), back;
  struct sp_buf packed;

  (void)state;
  sp_buf_init(&packed, 10000);
  sp_entry_pack(&packed, &entry);
  assert_true(sp_entry_unpack(sp_buf_str(&packed), &back));
  assert_true(sp_hash_eq(&back.seen, &entry.seen));
  assert_true(back.own.usable && back.own.audience_known);
  assert_int_equal(back.own.audience, SP_PUBLIC);
  assert_int_equal(back.own.until, 1234);
  assert_str(back.own.payload, "payload");
  assert_true(back.tried && back.passed && !back.accepted);
  assert_true(sp_hash_eq(&back.inputs, &entry.inputs));
  assert_true(back.page[SP_STAFF].made && !back.page[SP_PUBLIC].made);
  assert_true(sp_hash_eq(&back.live.hash, &entry.live.hash));
  assert_str(back.good_payload, "good payload");
  sp_buf_release(&packed);
}

static void
an_entry_that_is_cut_or_has_more_is_refused(void **state)
{
  struct sp_entry entry = full_entry(), back;
  struct sp_buf packed;

  (void)state;
  sp_buf_init(&packed, 10000);
  sp_entry_pack(&packed, &entry);
  for (size_t len = 0; len < packed.len; len++)
    assert_false(sp_entry_unpack(sp_str_n(packed.ptr, len), &back));
  sp_buf_putc(&packed, 0);
  assert_false(sp_entry_unpack(sp_buf_str(&packed), &back));
  sp_buf_release(&packed);
}

static void
what_was_seen_depends_on_how_it_was_read(void **state)
{
  struct sp_read_options options = {.path = SP_STR("a.md")};
  struct sp_str bytes = SP_STR("text"), zone = SP_STR("Europe/London");
  struct sp_hash a = sp_entry_seen(bytes, &options, zone), b;

  (void)state;
  b = sp_entry_seen(bytes, &options, zone);
  assert_true(sp_hash_eq(&a, &b));
  b = sp_entry_seen(SP_STR("texts"), &options, zone);
  assert_false(sp_hash_eq(&a, &b));
  b = sp_entry_seen(bytes, &options, SP_STR("UTC"));
  assert_false(sp_hash_eq(&a, &b));
  options.lenient = true;
  b = sp_entry_seen(bytes, &options, zone);
  assert_false(sp_hash_eq(&a, &b));
}

static void
facts_come_back_as_they_were(void **state)
{
  struct sp_arena arena = {0};
  struct sp_doc_anchor anchor[] = {{SP_STR_INIT("one"), false},
                                   {SP_STR_INIT("two"), true}};
  struct sp_ref ref[] = {{SP_REF_FILE, SP_STR_INIT("waste/b.md")},
                         {SP_REF_FEE, SP_STR_INIT("garden")}};
  struct sp_ref shown[] = {{SP_REF_SNIPPET, SP_STR_INIT("snippets/a.md")}};
  sp_instant boundary[] = {-5, 1700000000};
  struct sp_facts facts = {.id = SP_STR("waste/a"),
                           .title = SP_STR("A"),
                           .service = SP_STR("waste"),
                           .type = SP_DOC_SCRIPT,
                           .audience = SP_PUBLIC,
                           .level = 3,
                           .has_owner = true,
                           .from = SP_ALWAYS_FROM,
                           .until = SP_ALWAYS_UNTIL,
                           .anchors = {anchor, 2},
                           .refs = {ref, 2, 2},
                           .shown = {shown, 1, 1},
                           .boundaries = {boundary, 2, 2}},
                  back;
  struct sp_buf packed;

  (void)state;
  sp_buf_init(&packed, 10000);
  sp_facts_pack(&packed, &facts);
  assert_true(sp_facts_unpack(&arena, sp_buf_str(&packed), &back));
  assert_str(back.id, "waste/a");
  assert_int_equal(back.type, SP_DOC_SCRIPT);
  assert_true(back.from == SP_ALWAYS_FROM && back.until == SP_ALWAYS_UNTIL);
  assert_int_equal(back.anchors.count, 2);
  assert_str(back.anchors.item[1].address, "two");
  assert_true(back.anchors.item[1].is_public);
  assert_false(back.anchors.item[0].is_public);
  assert_int_equal(back.refs.item[1].kind, SP_REF_FEE);
  assert_int_equal(back.shown.count, 1);
  assert_str(back.shown.item[0].name, "snippets/a.md");
  assert_int_equal(back.boundaries.item[0], -5);
  for (size_t len = 0; len < packed.len; len++)
    assert_false(sp_facts_unpack(&arena, sp_str_n(packed.ptr, len), &back));
  sp_buf_release(&packed);
  sp_arena_release(&arena);
}

/* A script with all places where words of other files may stand. */
static const char faced[] = "---\n"
                            "title: Bins\n"
                            "type: script\n"
                            "audience: %s\n"
                            "provided-by: Depot\n"
                            "related: waste/b\n" MODEL_FIELDS "---\n"
                            "See [b](b.md).\n"
                            "\n"
                            "> Said [x](../said.md \"include\") aloud.\n"
                            "\n"
                            "> [!SAY]\n"
                            ">\n"
                            "> [x](../cue.md \"include\")\n"
                            "\n"
                            "> [!INFO]\n"
                            ">\n"
                            "> [x](../info.md \"include\")\n"
                            ">\n"
                            "> > [!STAFF]\n"
                            "> >\n"
                            "> > [x](../deep.md \"include\")\n"
                            "\n"
                            "> [!ONLY level 2]\n"
                            ">\n"
                            "> [x](../level.md \"include\")\n"
                            "\n"
                            "- [Go on](#end) [x](../choice.md \"include\")\n"
                            "\n"
                            "## End\n"
                            "\n"
                            "Outcome: transfer to Desk\n"
                            "\n"
                            "## Inner\n"
                            "\n"
                            "Only: staff.\n"
                            "\n"
                            "[x](../inner.md \"include\")\n"
                            "\n"
                            "Outcome: transfer to Office\n";

static void
read_faced(struct sp_arena *arena, const char *audience, struct sp_facts *out)
{
  struct sp_str source = sp_arena_fmt(arena, faced, audience);

  sp_facts_of(arena, model_read(arena, "waste/a.md", source.ptr), out);
}

static void
facts_tell_whose_words_residents_see(void **state)
{
  static const char *const shown[] = {"said.md", "info.md", "desk", "depot"};
  struct sp_arena arena = {0};
  struct sp_facts facts;

  (void)state;
  read_faced(&arena, "public", &facts);
  for (size_t i = 0; i < SP_ARRAY_LEN(shown); i++) {
    size_t found = 0;

    for (size_t k = 0; k < facts.shown.count; k++)
      found += sp_str_is(facts.shown.item[k].name, shown[i]);
    assert_int_equal(found, 1);
  }
  assert_int_equal(facts.shown.count, SP_ARRAY_LEN(shown));
  read_faced(&arena, "staff", &facts);
  assert_int_equal(facts.shown.count, 0);
  sp_arena_release(&arena);
}

static void
a_sheet_keeps_the_words_that_a_page_does_not_store(void **state)
{
  struct sp_arena arena = {0};
  struct sp_str asked[] = {SP_STR_INIT("where is my bin")};
  struct sp_segment segment[] = {{.level_min = 1,
                                  .level_max = 4,
                                  .from = SP_ALWAYS_FROM,
                                  .until = SP_ALWAYS_UNTIL,
                                  .html.raw = SP_STR_INIT("<p>Words</p>"),
                                  .text = SP_STR_INIT("Words")}};
  struct sp_page_section section = {.level_min = 1,
                                    .level_max = 4,
                                    .from = SP_ALWAYS_FROM,
                                    .until = SP_ALWAYS_UNTIL,
                                    .segment = segment,
                                    .segments = 1};
  struct sp_page page = {.head = {.id = SP_STR("waste/a"),
                                  .title = SP_STR("A"),
                                  .level = 1,
                                  .from = SP_ALWAYS_FROM,
                                  .until = SP_ALWAYS_UNTIL},
                         .also_asked = {asked, 1, 1},
                         .section = &section,
                         .sections = 1},
                 *back;
  struct sp_buf packed;

  (void)state;
  sp_buf_init(&packed, 10000);
  sp_sheet_pack(&packed, &page);
  back = sp_sheet_unpack(&arena, sp_buf_str(&packed));
  assert_non_null(back);
  assert_str(back->head.id, "waste/a");
  assert_str(back->also_asked.item[0], "where is my bin");
  assert_str(back->section[0].segment[0].text, "Words");
  assert_null(sp_sheet_unpack(&arena, sp_str_n(packed.ptr, packed.len - 1)));
  sp_buf_release(&packed);
  sp_arena_release(&arena);
}

static void
the_spool_gives_back_small_and_large_pieces(void **state)
{
  struct folder *folder = *state;
  struct sp_arena arena = {0};
  struct sp_spool spool = {0};
  struct sp_span span[200], large, empty;
  struct sp_str piece, big = sp_str_n(sp_arena_alloc(&arena, 300000), 300000);

  assert_int_equal(sp_spool_open(&spool, folder->path, NULL), SP_OK);
  for (size_t i = 0; i < 200; i++) {
    piece = sp_arena_fmt(&arena, "piece %zu %01000d", i, 0);
    assert_int_equal(sp_spool_put(&spool, piece, &span[i], NULL), SP_OK);
    if (i == 100)
      assert_int_equal(sp_spool_put(&spool, big, &large, NULL), SP_OK);
  }
  assert_int_equal(sp_spool_put(&spool, SP_STR(""), &empty, NULL), SP_OK);
  for (size_t i = 0; i < 200; i++) {
    assert_int_equal(sp_spool_get(&spool, span[i], &arena, &piece, NULL),
                     SP_OK);
    assert_true(
        sp_str_starts(piece, sp_arena_fmt(&arena, "piece %zu 0", i).ptr));
  }
  assert_int_equal(sp_spool_get(&spool, large, &arena, &piece, NULL), SP_OK);
  assert_true(sp_str_eq(piece, big));
  assert_int_equal(empty.len, 0);
  piece.len = SP_SPAN_MAX + 1;
  assert_int_equal(sp_spool_put(&spool, piece, &empty, NULL), SP_E_LIMIT);
  sp_spool_release(&spool);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_entry_comes_back_as_it_was),
      cmocka_unit_test(an_entry_that_is_cut_or_has_more_is_refused),
      cmocka_unit_test(what_was_seen_depends_on_how_it_was_read),
      cmocka_unit_test(facts_come_back_as_they_were),
      cmocka_unit_test(facts_tell_whose_words_residents_see),
      cmocka_unit_test(a_sheet_keeps_the_words_that_a_page_does_not_store),
      FOLDER_TEST(the_spool_gives_back_small_and_large_pieces),
  };
  return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
