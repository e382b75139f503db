/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages that go on as they are, and the index as text. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

static void
a_page_is_copied_to_a_new_generation_and_readers_follow(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "kept", "Kept");
  struct sp_writer *old = f->writer;
  struct sp_err err;

  page->head.level = 2;
  page->head.until = 5000;
  fixture_text(f, &page->section[0], "alpha \"beta\" gamma");
  fixture_text(f, fixture_section(f, page, "H"), "delta")->level_min = 3;
  fixture_put(f, page);
  fixture_simple(f, "left", "Left", "alpha");
  fixture_commit(f);

  f->writer = fixture_writer(f, "gen-2");
  OK(sp_writer_copy(f->writer, f->reader, SP_STR("kept"), &err));
  OK(sp_writer_copy(f->writer, f->reader, SP_STR("kept"), &err));
  assert_int_equal(
      sp_writer_copy(f->writer, f->reader, SP_STR("nonesuch"), &err),
      SP_E_NOTFOUND);
  OK(sp_writer_commit(f->writer, &err));
  OK(sp_reader_refresh(f->reader, &err));
  assert_int_equal(sp_reader_revision(f->reader).generation, 1);
  fixture_switch(f, "gen-2");
  fixture_shell(f, "rm -r gen-1");
  assert_str(fixture_found(f, "left"), "left"); /* the old one still serves */
  OK(sp_reader_refresh(f->reader, &err));
  assert_int_equal(sp_reader_revision(f->reader).generation, 2);
  assert_str(fixture_found(f, "left"), "");
  sp_writer_free(old);

  struct sp_search search = fixture_query("\"alpha beta\"");
  search.viewer.level = 3;
  struct sp_results results = fixture_search(f, &search);
  assert_str(fixture_ids(f, &results), "kept");
  search.viewer.now = 5000;
  results = fixture_search(f, &search);
  assert_int_equal(results.count, 0);
}

static bool
dump_has(struct index_fixture *f, const char *word)
{
  return sp_str_has(fixture_dump(f), word);
}

static void
what_has_ended_is_taken_out_of_a_page_that_cannot_be_made_anew(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "kept", "Kept");
  struct sp_revision before;
  struct sp_err err;
  bool ended = false;

  fixture_text(f, &page->section[0], "alphaword");
  fixture_text(f, &page->section[0], "endingword")->until = 1000;
  fixture_text(f, fixture_section(f, page, "Later"), "laterword")->until = 2000;
  fixture_put(f, page);
  fixture_commit(f);
  OK(sp_reader_has_ended(f->reader, SP_STR("kept"), 999, &ended, &err));
  assert_false(ended);
  OK(sp_reader_has_ended(f->reader, SP_STR("kept"), 1000, &ended, &err));
  assert_true(ended);
  OK(sp_reader_has_ended(f->reader, SP_STR("nonesuch"), 1000, &ended, &err));
  assert_false(ended);

  OK(sp_writer_drop_ended(f->writer, SP_STR("kept"), 1000, &err));
  fixture_commit(f);
  assert_false(dump_has(f, "endingword"));
  assert_true(dump_has(f, "alphaword"));
  assert_true(dump_has(f, "laterword"));
  OK(sp_reader_has_ended(f->reader, SP_STR("kept"), 1000, &ended, &err));
  assert_false(ended);

  before = sp_reader_revision(f->reader);
  OK(sp_writer_drop_ended(f->writer, SP_STR("kept"), 1000, &err));
  fixture_commit(f);
  assert_int_equal(sp_reader_revision(f->reader).revision, before.revision);
}

static void
a_copied_page_dumps_as_the_original(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "p", "Title of it");
  struct sp_str before;
  struct sp_writer *old = f->writer;
  struct sp_err err;

  fixture_text(f, &page->section[0], "alpha beta alpha");
  fixture_put(f, page);
  fixture_commit(f);
  before = fixture_dump(f);
  f->writer = fixture_writer(f, "gen-2");
  OK(sp_writer_copy(f->writer, f->reader, SP_STR("p"), &err));
  OK(sp_writer_commit(f->writer, &err));
  fixture_switch(f, "gen-2");
  OK(sp_reader_refresh(f->reader, &err));
  assert_true(sp_str_eq(fixture_dump(f), before));
  sp_writer_free(old);
}

/* Six pages, each with two sections. */
static void
put_numbered(struct index_fixture *f, int n, const char *text)
{
  struct sp_page *page =
      fixture_page(f, sp_arena_fmt(&f->arena, "p%d", n).ptr,
                   sp_arena_fmt(&f->arena, "Title %d", n).ptr);

  fixture_text(f, &page->section[0], text);
  fixture_text(f, fixture_section(f, page, "More"), "and more of it");
  fixture_put(f, page);
}

static void
the_dump_does_not_know_how_the_index_came_to_be(void **state)
{
  struct index_fixture *f = *state;
  struct sp_str straight, crooked;
  struct sp_writer *old = f->writer;
  struct sp_err err;

  for (int i = 0; i < 6; i++)
    put_numbered(f, i, "final text");
  OK(sp_writer_set_meta(f->writer, SP_STR("a"), SP_STR("1\n"), &err));
  OK(sp_writer_set_meta(f->writer, SP_STR("b"), SP_STR("2"), &err));
  fixture_commit(f);
  straight = fixture_dump(f);

  f->writer = fixture_writer(f, "gen-2");
  OK(sp_writer_set_meta(f->writer, SP_STR("b"), SP_STR("old"), &err));
  OK(sp_writer_set_meta(f->writer, SP_STR("c"), SP_STR("old"), &err));
  for (int i = 8; i >= 0; i--) {
    put_numbered(f, i, "first text");
    OK(sp_writer_commit(f->writer, &err));
  }
  for (int i = 6; i < 9; i++)
    OK(sp_writer_remove(f->writer, sp_arena_fmt(&f->arena, "p%d", i), &err));
  OK(sp_writer_set_meta(f->writer, SP_STR("b"), SP_STR("2"), &err));
  OK(sp_writer_set_meta(f->writer, SP_STR("c"), SP_STR(""), &err));
  OK(sp_writer_commit(f->writer, &err));
  OK(sp_writer_set_meta(f->writer, SP_STR("a"), SP_STR("1\n"), &err));
  for (int i = 0; i < 6; i++)
    put_numbered(f, (i * 5) % 6, "final text");
  OK(sp_writer_commit(f->writer, &err));
  fixture_switch(f, "gen-2");
  OK(sp_reader_refresh(f->reader, &err));
  crooked = fixture_dump(f);
  if (!sp_str_eq(straight, crooked))
    fail_msg("%.*s\n---\n%.*s", SP_FMT(straight), SP_FMT(crooked));
  assert_non_null(strstr(straight.ptr, "meta a 1\\x0a\n"));
  assert_non_null(strstr(straight.ptr, "document p3\n page\n"));
  assert_non_null(strstr(straight.ptr, "  term final wdf=1 at=1\n"));
  sp_writer_free(old);
}

static void
a_dump_that_cannot_be_written_is_an_error(void **state)
{
  struct index_fixture *f = *state;
  FILE *full = fopen("/dev/full", "w");
  struct sp_err err;

  if (!full)
    skip();
  fixture_simple(f, "a", "A", "alpha");
  fixture_commit(f);
  assert_int_equal(sp_reader_dump(f->reader, full, &err), SP_E_IO);
  fclose(full);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_page_is_copied_to_a_new_generation_and_readers_follow),
      FIXTURE_TEST(
          what_has_ended_is_taken_out_of_a_page_that_cannot_be_made_anew),
      FIXTURE_TEST(a_copied_page_dumps_as_the_original),
      FIXTURE_TEST(the_dump_does_not_know_how_the_index_came_to_be),
      FIXTURE_TEST(a_dump_that_cannot_be_written_is_an_error),
  };
  return cmocka_run_group_tests_name("index copy", tests, NULL, NULL);
}
