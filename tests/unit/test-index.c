/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index as a store: what is put, replaced, committed, copied, switched. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include <signal.h>
#include <sys/resource.h>

static struct sp_str
page_title(struct index_fixture *f, const char *id)
{
  struct sp_viewer viewer = {1, 1000};
  struct sp_page *page;
  struct sp_err err;

  if (sp_reader_page(f->reader, sp_str(id), &viewer, &f->arena, &page, &err) !=
      SP_OK) {
    assert_int_equal(err.code, SP_E_NOTFOUND);
    return SP_STR("none");
  }
  return page->head.title;
}

static void
a_page_that_was_put_is_found_whole(void **state)
{
  struct index_fixture *f = *state;
  struct sp_viewer viewer = {1, 1000};
  struct sp_page *page;
  struct sp_err err;

  fixture_simple(f, "waste/bins", "Bin days", "Bins go out on Monday.");
  fixture_commit(f);
  OK(sp_reader_page(f->reader, SP_STR("waste/bins"), &viewer, &f->arena, &page,
                    &err));
  assert_str(page->head.title, "Bin days");
  assert_int_equal(page->sections, 1);
  assert_str(page->section[0].segment[0].html.raw, "Bins go out on Monday.");
  assert_str(fixture_found(f, "monday"), "waste/bins");
  assert_int_equal(sp_reader_page(f->reader, SP_STR("waste/bin"), &viewer,
                                  &f->arena, &page, &err),
                   SP_E_NOTFOUND);
  assert_null(page);
  assert_int_equal(
      sp_reader_page(f->reader, SP_STR(""), &viewer, &f->arena, &page, &err),
      SP_E_NOTFOUND);
}

static void
a_page_put_again_replaces_all_of_its_sections(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page = fixture_page(f, "a", "Old");

  fixture_text(f, &page->section[0], "alpha");
  fixture_text(f, fixture_section(f, page, "More"), "beta");
  fixture_put(f, page);
  fixture_commit(f);
  fixture_simple(f, "a", "New", "gamma");
  fixture_commit(f);
  assert_str(page_title(f, "a"), "New");
  assert_str(fixture_found(f, "alpha"), "");
  assert_str(fixture_found(f, "beta"), "");
  assert_str(fixture_found(f, "old"), "");
  assert_str(fixture_found(f, "gamma"), "a");
}

static void
a_page_put_twice_in_one_batch_is_there_once(void **state)
{
  struct index_fixture *f = *state;

  fixture_simple(f, "a", "First", "alpha");
  fixture_simple(f, "a", "Second", "beta");
  fixture_commit(f);
  assert_str(page_title(f, "a"), "Second");
  assert_str(fixture_found(f, "alpha beta"), "a");
  assert_str(fixture_found(f, "alpha"), "");
}

static void
a_removed_page_is_gone_and_its_neighbours_stay(void **state)
{
  struct index_fixture *f = *state;
  struct sp_err err;

  fixture_simple(f, "a", "One", "alpha");
  fixture_simple(f, "a/b", "Two", "alpha");
  fixture_commit(f);
  OK(sp_writer_remove(f->writer, SP_STR("a"), &err));
  OK(sp_writer_remove(f->writer, SP_STR("never there"), &err));
  fixture_commit(f);
  assert_str(fixture_found(f, "alpha"), "a/b");
  assert_str(page_title(f, "a"), "none");
}

static void
nothing_is_visible_before_the_commit(void **state)
{
  struct index_fixture *f = *state;
  struct sp_revision before;
  struct sp_err err;

  fixture_commit(f);
  before = sp_reader_revision(f->reader);
  /* More than Xapian keeps in memory. */
  for (int i = 0; i < 600; i++)
    fixture_simple(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "T", "alpha");
  OK(sp_reader_refresh(f->reader, &err));
  assert_true(sp_reader_revision(f->reader).revision == before.revision);
  assert_str(fixture_found(f, "alpha"), "");
  fixture_commit(f);
  assert_true(sp_reader_revision(f->reader).revision > before.revision);
  assert_int_equal(fixture_find(f, "alpha").count, 10);
}

static void
what_was_not_committed_is_dropped_with_the_writer(void **state)
{
  struct index_fixture *f = *state;

  fixture_commit(f);
  for (int i = 0; i < 600; i++)
    fixture_simple(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "T", "alpha");
  sp_writer_free(f->writer);
  f->writer = fixture_writer(f, "gen-1");
  fixture_simple(f, "b", "B", "beta");
  fixture_commit(f);
  assert_str(fixture_found(f, "alpha"), "");
  assert_str(fixture_found(f, "beta"), "b");
}

static void
a_commit_of_nothing_makes_no_revision(void **state)
{
  struct index_fixture *f = *state;
  struct sp_revision before;
  struct sp_err err;

  OK(sp_writer_set_meta(f->writer, SP_STR("k"), SP_STR("v"), &err));
  fixture_commit(f);
  before = sp_reader_revision(f->reader);
  OK(sp_writer_set_meta(f->writer, SP_STR("k"), SP_STR("v"), &err));
  OK(sp_writer_remove(f->writer, SP_STR("never there"), &err));
  fixture_commit(f);
  assert_true(sp_reader_revision(f->reader).revision == before.revision);
}

/* Put a page that must be refused; the batch goes on without it. */
static void
refused(struct index_fixture *f, const struct sp_page *page)
{
  struct sp_err err;

  assert_int_equal(sp_writer_put(f->writer, page, &err), SP_E_DATA);
}

static void
a_page_with_impossible_terms_leaves_nothing_and_harms_nobody(void **state)
{
  struct index_fixture *f = *state;
  struct sp_page *page;

  fixture_simple(f, "good", "Good", "alpha");
  fixture_simple(f, "kept", "Kept", "alpha");
  fixture_commit(f);
  fixture_simple(f, "new", "New", "alpha");

  page = fixture_page(f, "kept", "Kept");
  fixture_text(f, &page->section[0], "bad \xC3( text");
  refused(f, page);
  page = fixture_page(f, "bad", "NUL");
  fixture_text(f, &page->section[0], "x")->text = SP_STR("beta \0 gamma");
  refused(f, page);
  page = fixture_page(f, "bad", "bad \xED\xA0\x80 title");
  refused(f, page);
  page = fixture_page(f, "", "No id");
  refused(f, page);
  page = fixture_page(f, "x", "T");
  page->head.id = SP_STR("a\0b");
  refused(f, page);
  page = fixture_page(f, "x", "T");
  page->head.level = 0;
  refused(f, page);
  page = fixture_page(f, "x", "T");
  fixture_text(f, &page->section[0], "x")->level_max = 5;
  refused(f, page);

  fixture_commit(f);
  assert_int_equal(fixture_find(f, "alpha").count, 3);
  assert_str(fixture_found(f, "beta"), "");
  assert_str(page_title(f, "x"), "none");
}

static void
long_ids_and_keys_keep_apart(void **state)
{
  struct index_fixture *f = *state;
  char id[1001], other[1001], service[400];
  struct sp_list_filter filter = {sp_str_n(service, sizeof(service)), {0}};
  struct sp_viewer viewer = {1, 1000};
  struct sp_page_head *heads;
  struct sp_page *page;
  struct sp_err err;
  size_t count;

  memset(id, 'a', 1000);
  id[1000] = '\0';
  memcpy(other, id, sizeof(id));
  other[999] = 'b';
  memset(service, 's', sizeof(service));
  page = fixture_page(f, id, "One");
  page->head.service = filter.service;
  fixture_put(f, page);
  fixture_put(f, fixture_page(f, other, "Two"));
  fixture_commit(f);
  assert_str(page_title(f, id), "One");
  assert_str(page_title(f, other), "Two");
  assert_str(fixture_found(f, "one"), id);
  OK(sp_reader_list(f->reader, &filter, &viewer, &f->arena, &heads, &count,
                    &err));
  assert_int_equal(count, 1);
  OK(sp_writer_remove(f->writer, sp_str(id), &err));
  fixture_commit(f);
  assert_str(page_title(f, id), "none");
  assert_str(page_title(f, other), "Two");
}

static void
a_word_of_any_length_is_taken(void **state)
{
  struct index_fixture *f = *state;
  char *text = sp_arena_alloc(&f->arena, 100001);

  memset(text, 'w', 100000);
  memcpy(text + 50000, " short ", 7);
  fixture_simple(f, "a", "T", text);
  fixture_commit(f);
  assert_str(fixture_found(f, "short"), "a");
  assert_str(fixture_found(f, text), "a");
}

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
    assert_str(page_title(f, "p7"), "T3");
  }
}

static void
metadata_of_any_key_length_is_kept_and_listed(void **state)
{
  struct index_fixture *f = *state;
  char key[600];
  struct sp_meta *items;
  struct sp_str value, keys[3];
  struct sp_err err;
  size_t count;

  memset(key, 'k', sizeof(key));
  memcpy(key, "file:", 5);
  keys[0] = sp_str_n(key, 200);
  keys[1] = sp_str_n(key, 201);
  keys[2] = sp_str_n(key, sizeof(key));
  for (int i = 0; i < 3; i++)
    OK(sp_writer_set_meta(f->writer, keys[i],
                          sp_arena_fmt(&f->arena, "value %d", i), &err));
  OK(sp_writer_set_meta(f->writer, SP_STR("other"), SP_STR("\0\xFF"), &err));
  fixture_commit(f);
  for (int i = 0; i < 3; i++) {
    OK(sp_reader_meta(f->reader, keys[i], &f->arena, &value, &err));
    assert_str(value, sp_arena_fmt(&f->arena, "value %d", i).ptr);
  }
  OK(sp_reader_meta(f->reader, SP_STR("other"), &f->arena, &value, &err));
  assert_int_equal(value.len, 2);
  OK(sp_reader_meta(f->reader, SP_STR(""), &f->arena, &value, &err));
  assert_int_equal(value.len, 0);
  OK(sp_reader_meta_list(f->reader, "file:", &f->arena, &items, &count, &err));
  assert_int_equal(count, 3);
  for (int i = 0; i < 3; i++)
    assert_true(sp_str_eq(items[i].key, keys[i]));
  OK(sp_writer_set_meta(f->writer, keys[2], SP_STR(""), &err));
  fixture_commit(f);
  OK(sp_reader_meta_list(f->reader, "file:", &f->arena, &items, &count, &err));
  assert_int_equal(count, 2);
  assert_int_equal(sp_writer_set_meta(f->writer, SP_STR(""), SP_STR("x"), &err),
                   SP_E_DATA);
  assert_int_equal(
      sp_writer_set_meta(f->writer, SP_STR("a\0b"), SP_STR("x"), &err),
      SP_E_DATA);
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

/* Put n pages where files may not grow; the first failure, if any. */
static enum sp_status
put_without_room(struct index_fixture *f, int n)
{
  struct sp_buf filler;
  enum sp_status status = SP_OK;
  struct sp_err err;

  sp_buf_init(&filler, 4096);
  for (int i = 0; i < n && status == SP_OK; i++) {
    struct sp_page *page =
        fixture_page(f, sp_arena_fmt(&f->arena, "p%d", i).ptr, "Title");

    sp_buf_clear(&filler);
    sp_buf_puts(&filler, "beta");
    for (int w = 0; w < 100; w++)
      sp_buf_fmt(&filler, " w%d", (i + 1) * (w + 7) % 9973);
    fixture_text(f, &page->section[0],
                 sp_arena_copy(&f->arena, sp_buf_str(&filler)).ptr);
    status = sp_writer_put(f->writer, page, &err);
  }
  sp_buf_release(&filler);
  return status;
}

/* The batch is gone, the index is as it was, and the writer goes on when
 * there is room again. */
static void
without_room(struct index_fixture *f, int n, enum sp_status put_status)
{
  struct rlimit wide, tight;
  enum sp_status put, commit;
  struct sp_err err;

  fixture_simple(f, "kept", "Kept", "alpha");
  fixture_commit(f);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &wide), 0);
  assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
  tight = wide;
  tight.rlim_cur = (rlim_t)48 * 1024;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
  put = put_without_room(f, n);
  commit = sp_writer_commit(f->writer, &err);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &wide), 0);
  assert_int_equal(put, put_status);
  assert_int_equal(commit, SP_E_IO);

  fixture_simple(f, "after", "After", "gamma");
  fixture_commit(f);
  assert_str(fixture_found(f, "alpha"), "kept");
  assert_str(fixture_found(f, "beta"), "");
  assert_str(fixture_found(f, "gamma"), "after");
  assert_int_equal(put_without_room(f, n), SP_OK);
  fixture_commit(f);
  assert_int_equal(fixture_find(f, "beta").estimated, n);
}

static void
a_disk_that_is_full_at_the_commit_loses_the_batch_alone(void **state)
{
  without_room(*state, 40, SP_OK);
}

static void
a_disk_that_is_full_before_the_commit_loses_the_batch_alone(void **state)
{
  without_room(*state, 400, SP_E_IO);
}

static void
a_first_commit_that_fails_leaves_a_folder_to_begin_again_in(void **state)
{
  struct index_fixture *f = *state;
  struct rlimit wide, none;
  struct sp_err err;

  fixture_simple(f, "a", "A", "alpha");
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &wide), 0);
  assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
  none = wide;
  none.rlim_cur = 0;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
  assert_int_equal(sp_writer_commit(f->writer, &err), SP_E_IO);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &wide), 0);
  /* Xapian has closed it, and the writer says so. */
  assert_int_equal(sp_writer_remove(f->writer, SP_STR("a"), &err), SP_E_IO);
  assert_int_equal(sp_writer_commit(f->writer, &err), SP_E_IO);
  sp_writer_free(f->writer);
  f->writer = fixture_writer(f, "gen-1");
  fixture_simple(f, "b", "B", "alpha");
  fixture_commit(f);
  assert_str(fixture_found(f, "alpha"), "b");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FIXTURE_TEST(a_page_that_was_put_is_found_whole),
      FIXTURE_TEST(a_page_put_again_replaces_all_of_its_sections),
      FIXTURE_TEST(a_page_put_twice_in_one_batch_is_there_once),
      FIXTURE_TEST(a_removed_page_is_gone_and_its_neighbours_stay),
      FIXTURE_TEST(nothing_is_visible_before_the_commit),
      FIXTURE_TEST(what_was_not_committed_is_dropped_with_the_writer),
      FIXTURE_TEST(a_commit_of_nothing_makes_no_revision),
      FIXTURE_TEST(
          a_page_with_impossible_terms_leaves_nothing_and_harms_nobody),
      FIXTURE_TEST(long_ids_and_keys_keep_apart),
      FIXTURE_TEST(a_word_of_any_length_is_taken),
      FIXTURE_TEST(a_reader_some_commits_behind_follows_and_searches_again),
      FIXTURE_TEST(every_call_follows_commits),
      FIXTURE_TEST(metadata_of_any_key_length_is_kept_and_listed),
      FIXTURE_TEST(another_schema_version_is_told),
      FIXTURE_TEST(an_index_without_a_schema_is_told),
      FIXTURE_TEST(a_missing_index_is_not_found),
      FIXTURE_TEST(a_link_to_elsewhere_is_not_followed),
      FIXTURE_TEST(a_damaged_index_is_told),
      FIXTURE_TEST(a_refresh_that_fails_leaves_the_reader_where_it_was),
      FIXTURE_TEST(bytes_of_a_page_that_make_no_sense_are_told),
      FIXTURE_TEST(a_second_writer_is_locked_out),
      FIXTURE_TEST(a_page_is_copied_to_a_new_generation_and_readers_follow),
      FIXTURE_TEST(
          what_has_ended_is_taken_out_of_a_page_that_cannot_be_made_anew),
      FIXTURE_TEST(a_copied_page_dumps_as_the_original),
      FIXTURE_TEST(the_dump_does_not_know_how_the_index_came_to_be),
      FIXTURE_TEST(a_dump_that_cannot_be_written_is_an_error),
      FIXTURE_TEST(a_disk_that_is_full_at_the_commit_loses_the_batch_alone),
      FIXTURE_TEST(a_disk_that_is_full_before_the_commit_loses_the_batch_alone),
      FIXTURE_TEST(a_first_commit_that_fails_leaves_a_folder_to_begin_again_in),
  };
  return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
