/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include "tests/unit/folder.h"

#include "searchd/events_list.h"
#include "searchd/events_store.h"

#define TODAY ((sp_day)20780) /* 2026-11-23 */

static const char *
path_of(const struct folder *folder, char out[512])
{
  snprintf(out, 512, "%s/%s", folder->path, SP_STORE_FILE);
  return out;
}

static struct sp_store *
opened(const struct folder *folder)
{
  struct sp_store *store;
  struct sp_err err;
  char path[512];

  if (sp_store_open(path_of(folder, path), &store, &err) != SP_OK)
    fail_msg("%s", err.msg);
  return store;
}

/* So many occasions of these words on that day. */
static void
add(struct sp_store *store, enum sp_event_kind kind, const char *words,
    sp_day day, int occasions)
{
  struct sp_stored row = {.kind = kind, .day = day, .results = 0};

  snprintf(row.words, sizeof(row.words), "%s", words);
  for (int i = 0; i < occasions; i++)
    assert_int_equal(sp_store_add(store, &row, 1, NULL), SP_OK);
}

static struct sp_list
listed(const struct folder *folder, sp_day today, sp_day since,
       struct sp_arena *arena)
{
  struct sp_list list;
  struct sp_err err;

  if (sp_events_list(folder->path, today, since, arena, &list, &err) != SP_OK)
    fail_msg("%s", err.msg);
  return list;
}

static uint64_t
times(const struct folder *folder, sp_day today, const char *words)
{
  struct sp_arena arena = {0};
  struct sp_list list = listed(folder, today, INT32_MIN, &arena);
  uint64_t n = 0;

  for (size_t i = 0; i < list.count; i++)
    if (sp_str_is(list.item[i].words, words))
      n += list.item[i].occasions;
  sp_arena_release(&arena);
  return n;
}

/* Is this text anywhere in the files of the folder? */
static bool
is_on_disk(const struct folder *folder, const char *text)
{
  static const char *const end[] = {"", "-wal", "-shm"};
  bool found = false;

  for (size_t i = 0; i < SP_ARRAY_LEN(end); i++) {
    char path[600];
    static char bytes[1 << 20];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "%s/%s%s", folder->path, SP_STORE_FILE,
             end[i]);
    file = fopen(path, "rb");
    if (file == NULL)
      continue;
    len = fread(bytes, 1, sizeof(bytes), file);
    assert_int_equal(fclose(file), 0);
    found = found || memmem(bytes, len, text, strlen(text)) != NULL;
  }
  return found;
}

static void
what_five_asked_is_listed(void **state)
{
  struct sp_arena arena = {0};
  struct sp_store *store = opened(*state);
  struct sp_list list;

  add(store, SP_EVENT_NOTHING, "bonfire smoke", TODAY, 4);
  assert_int_equal(times(*state, TODAY, "bonfire smoke"), 0);
  assert_int_equal(listed(*state, TODAY, INT32_MIN, &arena).hidden, 1);
  add(store, SP_EVENT_NOTHING, "bonfire smoke", TODAY - 6, 1);
  assert_int_equal(times(*state, TODAY, "bonfire smoke"), 5);
  list = listed(*state, TODAY, TODAY, &arena);
  assert_int_equal(list.count, 1);
  assert_int_equal(list.item[0].occasions, 4);
  assert_str(list.item[0].month, "2026-11");
  assert_str(list.item[0].last, "2026-11-23");
  assert_int_equal(list.hidden, 0);
  sp_store_close(store);
  sp_arena_release(&arena);
}

/* One row about a page. */
static void
add_about(struct sp_store *store, enum sp_event_kind kind, const char *page,
          const char *words, sp_day day)
{
  struct sp_stored row = {.kind = kind, .day = day};

  snprintf(row.words, sizeof(row.words), "%s", words);
  snprintf(row.about, sizeof(row.about), "%s", page);
  assert_int_equal(sp_store_add(store, &row, 1, NULL), SP_OK);
}

static struct sp_ratings
rated(const struct folder *folder, sp_day today, sp_day since, bool with_words,
      struct sp_arena *arena)
{
  struct sp_ratings ratings;
  struct sp_err err;

  if (sp_events_ratings(folder->path, today, since, with_words, arena, &ratings,
                        &err) != SP_OK)
    fail_msg("%s", err.msg);
  return ratings;
}

static void
feedback_is_counted_by_page(void **state)
{
  struct sp_arena arena = {0};
  struct sp_store *store = opened(*state);
  struct sp_ratings ratings;

  add_about(store, SP_EVENT_USEFUL, "waste/a", "", TODAY);
  add_about(store, SP_EVENT_USEFUL, "waste/a", "", TODAY);
  add_about(store, SP_EVENT_NOT_USEFUL, "waste/a", "", TODAY - 1);
  add_about(store, SP_EVENT_NOT_USEFUL, "waste/b", "", TODAY);
  add_about(store, SP_EVENT_NOT_USEFUL, "waste/b", "", TODAY - 9);
  add_about(store, SP_EVENT_SAID, "waste/a", "Old news", TODAY - 3);
  add_about(store, SP_EVENT_SAID, "waste/a", "No date", TODAY);
  ratings = rated(*state, TODAY, INT32_MIN, false, &arena);
  assert_int_equal(ratings.count, 2);
  assert_str(ratings.item[0].page, "waste/b");
  assert_int_equal(ratings.item[0].no, 2);
  assert_int_equal(ratings.item[1].yes, 2);
  assert_int_equal(ratings.item[1].no, 1);
  assert_int_equal(ratings.item[1].texts, 2);
  assert_int_equal(ratings.item[1].saids, 0);
  ratings = rated(*state, TODAY, TODAY - 3, true, &arena);
  assert_str(ratings.item[0].page, "waste/a");
  assert_int_equal(ratings.item[1].no, 1);
  assert_int_equal(ratings.item[0].saids, 2);
  assert_str(ratings.item[0].said[0].words, "No date");
  assert_str(ratings.item[0].said[1].day, "2026-11-20");
  /* Nothing of it is a search. */
  assert_int_equal(listed(*state, TODAY, INT32_MIN, &arena).count, 0);
  assert_int_equal(listed(*state, TODAY, INT32_MIN, &arena).hidden, 0);
  sp_store_close(store);
  sp_arena_release(&arena);
}

static void
feedback_stays_for_thirteen_months(void **state)
{
  struct sp_arena arena = {0};
  struct sp_store *store = opened(*state);
  sp_day last = TODAY + 380;

  add_about(store, SP_EVENT_NOT_USEFUL, "waste/a", "", TODAY);
  add_about(store, SP_EVENT_SAID, "waste/a", "Zzsaid once", TODAY);
  while (sp_store_oldest(last + 1) <= TODAY)
    last++;
  assert_int_equal(sp_store_settle(store, TODAY + 7, NULL), SP_OK);
  assert_int_equal(sp_store_settle(store, last, NULL), SP_OK);
  assert_int_equal(rated(*state, last, INT32_MIN, true, &arena).item[0].saids,
                   1);
  assert_int_equal(rated(*state, last + 1, INT32_MIN, true, &arena).count, 0);
  assert_int_equal(sp_store_settle(store, last + 1, NULL), SP_OK);
  sp_store_close(store);
  assert_false(is_on_disk(*state, "Zzsaid"));
  assert_false(is_on_disk(*state, "waste/a"));
  sp_arena_release(&arena);
}

static void
kinds_do_not_add_up_to_five(void **state)
{
  struct sp_store *store = opened(*state);

  /* One person may be counted in two kinds. */
  add(store, SP_EVENT_NOTHING, "hmo", TODAY, 3);
  add(store, SP_EVENT_CORRECTED, "hmo", TODAY, 3);
  assert_int_equal(times(*state, TODAY, "hmo"), 0);
  add(store, SP_EVENT_CORRECTED, "hmo", TODAY, 2);
  assert_int_equal(times(*state, TODAY, "hmo"), 8);
  sp_store_close(store);
}

static void
the_newest_month_comes_first_and_most_asked_in_it(void **state)
{
  struct sp_arena arena = {0};
  struct sp_store *store = opened(*state);
  struct sp_list list;

  add(store, SP_EVENT_FEW, "few", TODAY, 9);
  add(store, SP_EVENT_NOTHING, "some", TODAY, 6);
  add(store, SP_EVENT_NOTHING, "many", TODAY, 7);
  add(store, SP_EVENT_NOTHING, "old", TODAY - 40, 8);
  assert_int_equal(sp_store_settle(store, TODAY, NULL), SP_OK);
  list = listed(*state, TODAY, INT32_MIN, &arena);
  assert_int_equal(list.count, 4);
  assert_str(list.item[0].words, "many");
  assert_str(list.item[1].words, "some");
  assert_str(list.item[2].words, "few");
  assert_str(list.item[3].words, "old");
  assert_str(list.item[3].month, "2026-10");
  sp_store_close(store);
  sp_arena_release(&arena);
}

static void
what_too_few_asked_is_gone_after_a_week(void **state)
{
  struct sp_store *store = opened(*state);

  add(store, SP_EVENT_NOTHING, "john smith", TODAY, 4);
  add(store, SP_EVENT_NOTHING, "bonfire", TODAY, 5);
  assert_int_equal(sp_store_settle(store, TODAY + 6, NULL), SP_OK);
  assert_true(is_on_disk(*state, "john smith"));
  assert_int_equal(sp_store_settle(store, TODAY + 7, NULL), SP_OK);
  assert_false(is_on_disk(*state, "john smith"));
  assert_int_equal(times(*state, TODAY + 7, "bonfire"), 5);
  sp_store_close(store);
}

static void
five_within_any_week_stay_whenever_it_is_settled(void **state)
{
  struct sp_store *store = opened(*state);

  add(store, SP_EVENT_NOTHING, "slow", TODAY, 2);
  add(store, SP_EVENT_NOTHING, "slow", TODAY + 6, 3);
  add(store, SP_EVENT_NOTHING, "slow", TODAY + 30, 1); /* known by now */
  add(store, SP_EVENT_NOTHING, "slower", TODAY, 2);
  add(store, SP_EVENT_NOTHING, "slower", TODAY + 7, 3);
  assert_int_equal(sp_store_settle(store, TODAY + 100, NULL), SP_OK);
  assert_int_equal(times(*state, TODAY + 100, "slow"), 6);
  assert_false(is_on_disk(*state, "slower"));
  sp_store_close(store);
}

static void
everything_is_gone_after_thirteen_months(void **state)
{
  struct sp_store *store = opened(*state);
  struct sp_civil later = {2027, 12, 23, -1, -1};
  sp_day last = sp_day_of(&later);

  assert_int_equal(sp_store_oldest(last), TODAY);
  add(store, SP_EVENT_NOTHING, "bonfire smoke", TODAY, 50);
  assert_int_equal(sp_store_settle(store, last, NULL), SP_OK);
  assert_int_equal(times(*state, last, "bonfire smoke"), 50);
  /* Who reads sees nothing of it even where no server ran meanwhile. */
  assert_int_equal(times(*state, last + 1, "bonfire smoke"), 0);
  assert_int_equal(sp_store_settle(store, last + 1, NULL), SP_OK);
  assert_false(is_on_disk(*state, "bonfire smoke"));
  sp_store_close(store);
}

static void
months_of_other_lengths_are_cut_to_their_last_day(void **state)
{
  struct sp_civil march = {2027, 3, 31, -1, -1}, back;

  (void)state;
  back = sp_day_civil(sp_store_oldest(sp_day_of(&march)));
  assert_int_equal(back.year, 2026);
  assert_int_equal(back.month, 2);
  assert_int_equal(back.day, 28);
}

static void
a_batch_is_all_or_nothing_and_survives_closing(void **state)
{
  struct sp_stored rows[7];
  struct sp_store *store = opened(*state);

  memset(rows, 0, sizeof(rows));
  for (size_t i = 0; i < SP_ARRAY_LEN(rows); i++) {
    rows[i].kind = SP_EVENT_NOTHING;
    rows[i].day = TODAY;
    snprintf(rows[i].words, sizeof(rows[i].words), "cart");
  }
  assert_int_equal(sp_store_add(store, rows, SP_ARRAY_LEN(rows), NULL), SP_OK);
  sp_store_close(store);
  store = opened(*state);
  assert_int_equal(times(*state, TODAY, "cart"), 7);
  sp_store_close(store);
}

static void
a_file_that_is_none_of_ours_is_told_from_a_good_one(void **state)
{
  struct folder *folder = *state;
  struct sp_store *store;
  struct sp_list list;
  struct sp_arena arena = {0};
  struct sp_err err;
  char path[512], text[5000];

  assert_int_equal(sp_events_list(folder->path, TODAY, 0, &arena, &list, &err),
                   SP_E_NOTFOUND);
  memset(text, 'x', sizeof(text) - 1);
  text[sizeof(text) - 1] = '\0';
  folder_write(folder, SP_STORE_FILE, text);
  assert_int_equal(sp_store_open(path_of(folder, path), &store, &err),
                   SP_E_CORRUPT);
  assert_null(store);
  assert_int_equal(sp_events_list(folder->path, TODAY, 0, &arena, &list, &err),
                   SP_E_CORRUPT);
  assert_int_equal(sp_store_set_aside(folder->path, &err), SP_OK);
  store = opened(folder);
  add(store, SP_EVENT_NOTHING, "anew", TODAY, 5);
  assert_int_equal(times(folder, TODAY, "anew"), 5);
  sp_store_forget_aside(folder->path); /* not yet */
  snprintf(path, sizeof(path), "%s/%s", folder->path, SP_STORE_ASIDE);
  assert_int_equal(access(path, F_OK), 0);
  sp_store_close(store);
  sp_arena_release(&arena);
}

static void
the_files_are_for_nobody_else(void **state)
{
  static const char *const end[] = {"", "-wal", "-shm"};
  struct folder *folder = *state;
  mode_t old = umask(0);
  struct sp_store *store = opened(folder);

  add(store, SP_EVENT_NOTHING, "x", TODAY, 1);
  for (size_t i = 0; i < SP_ARRAY_LEN(end); i++) {
    char path[600];
    struct stat st;

    snprintf(path, sizeof(path), "%s/%s%s", folder->path, SP_STORE_FILE,
             end[i]);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
  }
  sp_store_close(store);
  (void)umask(old);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(what_five_asked_is_listed),
      FOLDER_TEST(feedback_is_counted_by_page),
      FOLDER_TEST(feedback_stays_for_thirteen_months),
      FOLDER_TEST(kinds_do_not_add_up_to_five),
      FOLDER_TEST(the_newest_month_comes_first_and_most_asked_in_it),
      FOLDER_TEST(what_too_few_asked_is_gone_after_a_week),
      FOLDER_TEST(five_within_any_week_stay_whenever_it_is_settled),
      FOLDER_TEST(everything_is_gone_after_thirteen_months),
      cmocka_unit_test(months_of_other_lengths_are_cut_to_their_last_day),
      FOLDER_TEST(a_batch_is_all_or_nothing_and_survives_closing),
      FOLDER_TEST(a_file_that_is_none_of_ours_is_told_from_a_good_one),
      FOLDER_TEST(the_files_are_for_nobody_else),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
