/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is put into an index, and when it is there. */
#define _GNU_SOURCE
#include "tests/unit/index_fixture.h"

#include <signal.h>
#include <sys/resource.h>

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
  assert_str(fixture_title(f, "a"), "New");
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
  assert_str(fixture_title(f, "a"), "Second");
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
  assert_str(fixture_title(f, "a"), "none");
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
  assert_str(fixture_title(f, "x"), "none");
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
  assert_str(fixture_title(f, id), "One");
  assert_str(fixture_title(f, other), "Two");
  assert_str(fixture_found(f, "one"), id);
  OK(sp_reader_list(f->reader, &filter, &viewer, &f->arena, &heads, &count,
                    &err));
  assert_int_equal(count, 1);
  OK(sp_writer_remove(f->writer, sp_str(id), &err));
  fixture_commit(f);
  assert_str(fixture_title(f, id), "none");
  assert_str(fixture_title(f, other), "Two");
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
  without_room(*state, 20, SP_OK);
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
      FIXTURE_TEST(metadata_of_any_key_length_is_kept_and_listed),
      FIXTURE_TEST(a_disk_that_is_full_at_the_commit_loses_the_batch_alone),
      FIXTURE_TEST(a_disk_that_is_full_before_the_commit_loses_the_batch_alone),
      FIXTURE_TEST(a_first_commit_that_fails_leaves_a_folder_to_begin_again_in),
  };
  return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
