/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "tests/unit/unit.h"

#include "lib/page.h"

static struct sp_segment
segment(const char *html, unsigned level_min, unsigned level_max,
        sp_instant from, sp_instant until)
{
  struct sp_segment s = {level_min, level_max,      from,
                         until,     {sp_str(html)}, SP_STR("words of its own")};

  return s;
}

/* A page that has something in every place. */
static struct sp_page *
full_page(struct sp_arena *arena)
{
  struct sp_page *page = sp_arena_new(arena, struct sp_page);
  struct sp_page_section *section =
      sp_arena_array(arena, struct sp_page_section, 2);
  size_t asked = 0;

  page->head = (struct sp_page_head){SP_STR("waste/missed-bin"),
                                     SP_STR("Report a missed bin"),
                                     SP_STR("What to do"),
                                     SP_STR("waste"),
                                     SP_STR("en"),
                                     SP_DOC_SCRIPT,
                                     2,
                                     SP_STR("County"),
                                     SP_STR("2026-01-02"),
                                     SP_STR("2027-01-02"),
                                     100,
                                     SP_ALWAYS_UNTIL};
  page->audience = SP_PUBLIC;
  page->owner = SP_STR("Waste team");
  page->service_level = SP_STR("2 working days");
  page->legal = SP_STR("EPA 1990");
  page->changed = SP_STR("2026-04-01 Fee");
  page->provider_url.raw = SP_STR("https://county.example/");
  page->self_service =
      (struct sp_offer){SP_STR("Report"), SP_STR("x.md"), SP_STR("/report"),
                        SP_STR("You can do it online")};
  page->sensitive = true;
  SP_PUSH(arena, page->also_asked.item, page->also_asked.count, asked,
          SP_STR("they didn't empty my bin"));
  page->related = sp_arena_array(arena, struct sp_page_link, 1);
  page->related_count = 1;
  page->related[0] =
      (struct sp_page_link){SP_STR("Bin days"), {SP_STR("/waste/days")}, 1};
  page->fact = sp_arena_array(arena, struct sp_page_fact, 1);
  page->facts = 1;
  page->fact[0] = (struct sp_page_fact){SP_STR("phone"), SP_STR("01234")};
  section[0] = (struct sp_page_section){
      {0}, {0}, 1, 4, SP_ALWAYS_FROM, SP_ALWAYS_UNTIL, NULL, 0, 0};
  section[1] = section[0];
  section[1].anchor = SP_STR("which");
  section[1].heading = SP_STR("Which bin?");
  section[1].segment = sp_arena_array(arena, struct sp_segment, 2);
  section[1].segments = 2;
  section[1].segment[0] = segment("<p>a", 1, 2, 150, 300);
  section[1].segment[1] = segment("<p>b", 3, 4, SP_ALWAYS_FROM, 250);
  page->section = section;
  page->sections = 2;
  return page;
}

static struct sp_str
packed(struct sp_arena *arena, const struct sp_page *page)
{
  struct sp_buf buf;
  struct sp_str bytes;

  sp_buf_init(&buf, 1 << 20);
  sp_page_pack(&buf, page);
  assert_false(buf.full);
  bytes = sp_arena_copy(arena, sp_buf_str(&buf));
  sp_buf_release(&buf);
  return bytes;
}

static void
a_page_comes_back_as_it_was_packed(void **state)
{
  struct sp_arena arena = {0};
  const struct sp_page *page = full_page(&arena);
  const struct sp_page *back = sp_page_unpack(&arena, packed(&arena, page));
  const struct sp_segment *last;

  (void)state;
  assert_non_null(back);
  assert_str(back->head.id, "waste/missed-bin");
  assert_str(back->head.title, "Report a missed bin");
  assert_str(back->head.provider, "County");
  assert_int_equal(back->head.type, SP_DOC_SCRIPT);
  assert_int_equal(back->head.level, 2);
  assert_int_equal(back->head.from, 100);
  assert_true(back->head.until == SP_ALWAYS_UNTIL);
  assert_int_equal(back->audience, SP_PUBLIC);
  assert_str(back->legal, "EPA 1990");
  assert_str(back->provider_url.raw, "https://county.example/");
  assert_str(back->self_service.url, "/report");
  assert_true(back->sensitive);
  assert_false(back->must_read);
  assert_str(back->related[0].url.raw, "/waste/days");
  assert_str(back->fact[0].value, "01234");
  assert_int_equal(back->sections, 2);
  assert_int_equal(back->section[0].segments, 0);
  assert_str(back->section[1].anchor, "which");
  last = &back->section[1].segment[1];
  assert_str(last->html.raw, "<p>b");
  assert_int_equal(last->level_min, 3);
  assert_true(last->from == SP_ALWAYS_FROM);
  assert_int_equal(last->until, 250);
  sp_arena_release(&arena);
}

static void
what_is_for_the_index_alone_is_not_stored(void **state)
{
  struct sp_arena arena = {0};
  const struct sp_page *page = full_page(&arena);
  struct sp_str bytes = packed(&arena, page);
  const struct sp_page *back = sp_page_unpack(&arena, bytes);

  (void)state;
  assert_int_equal(back->also_asked.count, 0);
  assert_int_equal(back->section[1].segment[0].text.len, 0);
  assert_null(memmem(bytes.ptr, bytes.len, "words of its own", 16));
  sp_arena_release(&arena);
}

static void
bytes_cut_anywhere_are_no_page(void **state)
{
  struct sp_arena arena = {0};
  struct sp_str bytes = packed(&arena, full_page(&arena));

  (void)state;
  for (size_t n = 0; n < bytes.len; n++) {
    char *cut = test_malloc(n + 1); /* so that a read beyond is seen */

    memcpy(cut, bytes.ptr, n);
    assert_null(sp_page_unpack(&arena, sp_str_n(cut, n)));
    test_free(cut);
  }
  sp_arena_release(&arena);
}

static void
one_byte_more_is_no_page(void **state)
{
  struct sp_arena arena = {0};
  struct sp_str bytes = packed(&arena, full_page(&arena));
  char *copy = sp_arena_alloc(&arena, bytes.len + 1);

  (void)state;
  memcpy(copy, bytes.ptr, bytes.len);
  assert_non_null(sp_page_unpack(&arena, sp_str_n(copy, bytes.len)));
  assert_null(sp_page_unpack(&arena, sp_str_n(copy, bytes.len + 1)));
  sp_arena_release(&arena);
}

static void
any_byte_changed_never_reads_beyond_nor_takes_much_memory(void **state)
{
  struct sp_arena arena = {0}, scratch = {0};
  struct sp_str bytes = packed(&arena, full_page(&arena));
  char *copy = test_malloc(bytes.len);

  (void)state;
  for (size_t i = 0; i < bytes.len; i++)
    for (unsigned v = 0; v < 256; v += 15) {
      memcpy(copy, bytes.ptr, bytes.len);
      copy[i] = (char)v;
      (void)sp_page_unpack(&scratch, sp_str_n(copy, bytes.len));
      assert_true(scratch.used < 100 * bytes.len + 1000);
      sp_arena_release(&scratch);
      scratch.used = 0;
    }
  test_free(copy);
  sp_arena_release(&arena);
}

static void
a_level_that_does_not_exist_is_no_page(void **state)
{
  struct sp_arena arena = {0};
  struct sp_page *page = full_page(&arena);

  (void)state;
  page->head.level = 5;
  assert_null(sp_page_unpack(&arena, packed(&arena, page)));
  page->head.level = 0;
  assert_null(sp_page_unpack(&arena, packed(&arena, page)));
  page->head.level = 1;
  page->section[1].segment[0].level_max = 9;
  assert_null(sp_page_unpack(&arena, packed(&arena, page)));
  sp_arena_release(&arena);
}

static void
a_segment_is_live_from_its_first_moment_until_its_last(void **state)
{
  struct sp_segment s = segment("", 2, 3, 100, 200);
  struct sp_page_section section = {{0}, {0}, 2, 3, 100, 200, NULL, 0, 0};

  (void)state;
  assert_false(sp_segment_live(&s, 2, 99));
  assert_true(sp_segment_live(&s, 2, 100));
  assert_true(sp_segment_live(&s, 3, 199));
  assert_false(sp_segment_live(&s, 3, 200));
  assert_false(sp_segment_live(&s, 1, 150));
  assert_false(sp_segment_live(&s, 4, 150));
  assert_true(sp_section_live(&section, 2, 100));
  assert_false(sp_section_live(&section, 2, 200));
  assert_false(sp_section_live(&section, 4, 150));
}

static void
the_boundary_is_the_next_moment_at_which_anything_changes(void **state)
{
  struct sp_arena arena = {0};
  struct sp_page *page = full_page(&arena);

  (void)state;
  assert_int_equal(sp_page_boundary(page, 50), 100);
  assert_int_equal(sp_page_boundary(page, 100), 150);
  assert_int_equal(sp_page_boundary(page, 149), 150);
  assert_int_equal(sp_page_boundary(page, 150), 250);
  assert_int_equal(sp_page_boundary(page, 250), 300);
  assert_true(sp_page_boundary(page, 300) == SP_ALWAYS_UNTIL);
  page->head.until = 120;
  assert_int_equal(sp_page_boundary(page, 100), 120);
  sp_arena_release(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_page_comes_back_as_it_was_packed),
      cmocka_unit_test(what_is_for_the_index_alone_is_not_stored),
      cmocka_unit_test(bytes_cut_anywhere_are_no_page),
      cmocka_unit_test(one_byte_more_is_no_page),
      cmocka_unit_test(
          any_byte_changed_never_reads_beyond_nor_takes_much_memory),
      cmocka_unit_test(a_level_that_does_not_exist_is_no_page),
      cmocka_unit_test(a_segment_is_live_from_its_first_moment_until_its_last),
      cmocka_unit_test(
          the_boundary_is_the_next_moment_at_which_anything_changes),
  };
  return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
