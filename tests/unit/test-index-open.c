/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An index that is not there, not ours, damaged, or gone on. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

static void
a_reader_some_commits_behind_follows_and_searches_again(void **state)
{
  struct index_fixture *f = *state;
  struct sp_revision before;
  struct sp_err err;

  for (int i = 0; i < 300; i++)
    fixture_simple(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "T",
                   "alpha and more words to fill the blocks");
  fixture_commit(f);
  before = sp_reader_revision(f->reader);
  for (int n = 0; n < 6; n++) {
    for (int i = 0; i < 300; i++)
      fixture_simple(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "T",
                     n % 2 ? "beta and more words to fill the blocks"
                           : "gamma and more words to fill the blocks");
    OK(sp_writer_commit(f->writer, &err));
  }
  assert_int_equal(fixture_find(f, "beta").count, 10);
  assert_true(sp_reader_revision(f->reader).revision > before.revision);
  assert_str(fixture_found(f, "alpha"), "");
}

static void
every_call_follows_commits(void **state)
{
  struct index_fixture *f = *state;
  struct sp_viewer viewer = {1, 1000};
  struct sp_list_filter filter = {{0}, {0}};
  struct sp_page_head *heads;
  struct sp_meta *items;
  struct sp_str value;
  struct sp_err err;
  size_t count;

  for (int round = 0; round < 4; round++) {
    for (int i = 0; i < 200; i++) {
      const char *id = sp_arena_fmt(&f->arena, "p%d", i).ptr;

      fixture_simple(f, id, sp_arena_fmt(&f->arena, "T%d", round).ptr,
                     "words that fill the blocks of a table");
      OK(sp_writer_set_meta(f->writer, sp_str(id), SP_STR("v"), &err));
    }
    OK(sp_writer_commit(f->writer, &err));
    if (!f->reader)
      OK(sp_reader_open(f->dir, &f->reader, &err));
    if (round < 3) /* let it fall behind by three */
      continue;
    OK(sp_reader_list(f->reader, &filter, &viewer, &f->arena, &heads, &count,
                      &err));
    assert_int_equal(count, 200);
    OK(sp_reader_meta_list(f->reader, "p", &f->arena, &items, &count, &err));
    assert_int_equal(count, 200);
    OK(sp_reader_meta(f->reader, SP_STR("p7"), &f->arena, &value, &err));
    assert_str(value, "v");
    assert_str(fixture_title(f, "p7"), "T3");
  }
}

static void
another_schema_version_is_told(void **state)
{
  struct index_fixture *f = *state;
  struct sp_writer *writer;
  struct sp_err err;

  OK(sp_writer_set_meta(f->writer, SP_STR(SP_META_SCHEMA), SP_STR("999"),
                        &err));
  OK(sp_writer_commit(f->writer, &err));
  assert_int_equal(sp_reader_open(f->dir, &f->reader, &err), SP_E_SCHEMA);
  assert_null(f->reader);
  sp_writer_free(f->writer);
  f->writer = NULL;
  assert_int_equal(
      sp_writer_open(fixture_path(f, "gen-1"), true, &writer, &err),
      SP_E_SCHEMA);
  assert_null(writer);
}

static void
an_index_without_a_schema_is_told(void **state)
{
  struct index_fixture *f = *state;
  struct sp_err err;

  fixture_simple(f, "a", "A", "alpha");
  OK(sp_writer_set_meta(f->writer, SP_STR(SP_META_SCHEMA), SP_STR(""), &err));
  OK(sp_writer_commit(f->writer, &err));
  assert_int_equal(sp_reader_open(f->dir, &f->reader, &err), SP_E_SCHEMA);
}

static void
opened(struct index_fixture *f, enum sp_status expected)
{
  struct sp_err err;

  err.msg[0] = '\0';
  assert_int_equal(sp_reader_open(f->dir, &f->reader, &err), expected);
  assert_null(f->reader);
  assert_true(err.msg[0] != '\0');
  assert_int_equal(err.code, expected);
}

static void
a_missing_index_is_not_found(void **state)
{
  struct index_fixture *f = *state;
  struct sp_writer *writer;
  struct sp_err err;

  fixture_switch(f, "gen-2");
  opened(f, SP_E_NOTFOUND);
  assert_int_equal(unlink(fixture_path(f, "current")), 0);
  opened(f, SP_E_NOTFOUND);
  assert_int_equal(sp_reader_open("/nonexistent", &f->reader, &err),
                   SP_E_NOTFOUND);
  assert_int_equal(
      sp_writer_open(fixture_path(f, "gen-9"), false, &writer, &err),
      SP_E_NOTFOUND);
  assert_null(writer);
  assert_int_equal(
      sp_writer_open(fixture_path(f, "no/gen-9"), true, &writer, &err),
      SP_E_IO);
  assert_int_equal(mkdir(fixture_path(f, "gen-3"), 0755), 0);
  fixture_switch(f, "gen-3");
  opened(f, SP_E_NOTFOUND);
}

static void
a_link_to_elsewhere_is_not_followed(void **state)
{
  static const char *const targets[] = {
      "/etc",    "../gen-1", "gen-",    "gen-1x",
      "gen-1/.", "gen--1",   "gen-1/x", "gen-1234567890123456789",
  };
  struct index_fixture *f = *state;
  struct sp_err err;

  OK(sp_writer_commit(f->writer, &err));
  for (size_t i = 0; i < SP_ARRAY_LEN(targets); i++) {
    fixture_switch(f, targets[i]);
    opened(f, SP_E_CORRUPT);
  }
  assert_int_equal(unlink(fixture_path(f, "current")), 0);
  assert_int_equal(mkdir(fixture_path(f, "current"), 0755), 0);
  opened(f, SP_E_CORRUPT);
}

static void
a_damaged_index_is_told(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "A", "alpha");
  fixture_commit(f);
  sp_reader_free(f->reader);
  f->reader = NULL;
  fixture_shell(f, "cp -r gen-1 saved && : >gen-1/iamglass");
  opened(f, SP_E_CORRUPT);
  fixture_shell(f, "head -c 100 saved/postlist.glass >gen-1/postlist.glass &&"
                   "cp saved/iamglass gen-1");
  opened(f, SP_E_CORRUPT);
  fixture_shell(f, "rm gen-1/postlist.glass");
  opened(f, SP_E_CORRUPT);
  fixture_shell(f, "rm -r gen-1 && echo rubbish >gen-1");
  opened(f, SP_E_CORRUPT);
}

static void
a_refresh_that_fails_leaves_the_reader_where_it_was(void **state)
{
  struct index_fixture *f = *state;
  struct sp_err err;

  fixture_simple(f, "a", "A", "alpha");
  fixture_commit(f);
  fixture_switch(f, "gen-2");
  assert_int_equal(sp_reader_refresh(f->reader, &err), SP_E_NOTFOUND);
  assert_str(fixture_found(f, "alpha"), "a");
  fixture_switch(f, "gen-1");
  fixture_shell(f, "mv gen-1/iamglass saved && echo rubbish >gen-1/iamglass");
  assert_int_equal(sp_reader_refresh(f->reader, &err), SP_E_CORRUPT);
  assert_str(fixture_found(f, "alpha"), "a");
  fixture_shell(f, "mv saved gen-1/iamglass");
  OK(sp_reader_refresh(f->reader, &err));
  assert_str(fixture_found(f, "alpha"), "a");
}

static void
bytes_of_a_page_that_make_no_sense_are_told(void **state)
{
  struct index_fixture *f = *state;
  unsigned char block[8192];
  FILE *file;

  for (int i = 0; i < 50; i++)
    fixture_simple(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "T", "alpha");
  fixture_commit(f);
  /* Any answer will do but a crash. */
  for (unsigned seed = 1; seed <= 60; seed++) {
    struct sp_search search = fixture_query("alpha");
    struct sp_viewer viewer = {1, 1000};
    struct sp_results results;
    struct sp_page *page;
    struct sp_err err;
    unsigned at = seed * 2654435761u;

    fixture_shell(f, "rm -rf gen-2 && cp -r gen-1 gen-2");
    file = fopen(fixture_path(f, seed % 2 ? "gen-2/docdata.glass"
                                          : "gen-2/postlist.glass"),
                 "r+");
    assert_non_null(file);
    assert_int_equal(fread(block, sizeof(block), 1, file), 1);
    for (int n = 0; n < 4; n++, at = at * 1664525u + 1013904223u)
      block[at % sizeof(block)] ^= (unsigned char)(1u << (at >> 29));
    rewind(file);
    assert_int_equal(fwrite(block, sizeof(block), 1, file), 1);
    assert_int_equal(fclose(file), 0);
    fixture_switch(f, "gen-2");
    sp_reader_free(f->reader);
    if (sp_reader_open(f->dir, &f->reader, &err) != SP_OK)
      continue;
    (void)!sp_reader_search(f->reader, &search, &f->arena, &results, &err);
    (void)!sp_reader_page(f->reader, SP_STR("p7"), &viewer, &f->arena, &page,
                          &err);
  }
}

static void
a_second_writer_is_locked_out(void **state)
{
  struct index_fixture *f = *state;
  struct sp_writer *writer;
  struct sp_err err;

  assert_int_equal(
      sp_writer_open(fixture_path(f, "gen-1"), true, &writer, &err),
      SP_E_LOCKED);
  assert_null(writer);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_reader_some_commits_behind_follows_and_searches_again),
      FIXTURE_TEST(every_call_follows_commits),
      FIXTURE_TEST(another_schema_version_is_told),
      FIXTURE_TEST(an_index_without_a_schema_is_told),
      FIXTURE_TEST(a_missing_index_is_not_found),
      FIXTURE_TEST(a_link_to_elsewhere_is_not_followed),
      FIXTURE_TEST(a_damaged_index_is_told),
      FIXTURE_TEST(a_refresh_that_fails_leaves_the_reader_where_it_was),
      FIXTURE_TEST(bytes_of_a_page_that_make_no_sense_are_told),
      FIXTURE_TEST(a_second_writer_is_locked_out),
  };
  return cmocka_run_group_tests_name("index open", tests, NULL, NULL);
}
