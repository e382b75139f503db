/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/notice.h"
#include "indexer/walk.h"
#include "tests/unit/folder.h"

/* ---- what the system tells ---- */

struct events {
  char bytes[4096];
  size_t len;
};

static void
put(struct events *events, uint32_t mask, const char *name)
{
  struct inotify_event event = {.wd = 1, .mask = mask};
  size_t len = name ? strlen(name) + 1 : 0;

  event.len = (uint32_t)((len + 15) / 16 * 16);
  memset(events->bytes + events->len, 0, sizeof(event) + event.len);
  memcpy(events->bytes + events->len, &event, sizeof(event));
  if (name)
    memcpy(events->bytes + events->len + sizeof(event), name, len);
  events->len += sizeof(event) + event.len;
}

static enum sp_noticed
take_one(struct sp_notice *notice, uint32_t mask, const char *name)
{
  struct events events = {.len = 0};

  put(&events, mask, name);
  notice->moved = false;
  return sp_notice_take(notice, events.bytes, events.len);
}

static void
a_file_that_was_closed_moved_or_deleted_has_changed(void **state)
{
  struct sp_notice notice = {0};

  (void)state;
  assert_int_equal(take_one(&notice, IN_CLOSE_WRITE, "a.md"),
                   SP_NOTICED_CHANGE);
  assert_int_equal(take_one(&notice, IN_MOVED_TO, "a.md"), SP_NOTICED_CHANGE);
  assert_int_equal(take_one(&notice, IN_MOVED_FROM, "a.md"), SP_NOTICED_CHANGE);
  assert_int_equal(take_one(&notice, IN_DELETE, "a.md"), SP_NOTICED_CHANGE);
  assert_int_equal(take_one(&notice, IN_ATTRIB, "a.md"), SP_NOTICED_CHANGE);
  assert_false(notice.moved);
}

static void
a_file_that_is_being_written_may_have_changed(void **state)
{
  struct sp_notice notice = {0};
  struct events events = {.len = 0};

  (void)state;
  assert_int_equal(take_one(&notice, IN_CREATE, "a.md"), SP_NOTICED_PERHAPS);
  assert_int_equal(take_one(&notice, IN_MODIFY, "a.md"), SP_NOTICED_PERHAPS);
  put(&events, IN_CREATE, "a.md");
  put(&events, IN_MODIFY, "a.md");
  put(&events, IN_CLOSE_WRITE, "a.md");
  put(&events, IN_MODIFY, "b.md");
  assert_int_equal(sp_notice_take(&notice, events.bytes, events.len),
                   SP_NOTICED_CHANGE);
}

static void
hidden_names_are_passed_over(void **state)
{
  struct sp_notice notice = {0};

  (void)state;
  assert_int_equal(take_one(&notice, IN_CLOSE_WRITE, ".a.md.swp"),
                   SP_NOTICED_NOTHING);
  assert_int_equal(take_one(&notice, IN_CREATE | IN_ISDIR, ".git"),
                   SP_NOTICED_NOTHING);
  assert_false(notice.moved);
  assert_int_equal(take_one(&notice, IN_IGNORED, NULL), SP_NOTICED_NOTHING);
}

static void
a_folder_that_comes_or_goes_means_another_tree(void **state)
{
  static const uint32_t mask[] = {IN_CREATE | IN_ISDIR,
                                  IN_DELETE | IN_ISDIR,
                                  IN_MOVED_FROM | IN_ISDIR,
                                  IN_MOVED_TO | IN_ISDIR,
                                  IN_DELETE_SELF,
                                  IN_MOVE_SELF,
                                  IN_UNMOUNT};
  struct sp_notice notice = {0};

  (void)state;
  for (size_t i = 0; i < SP_ARRAY_LEN(mask); i++) {
    assert_int_equal(
        take_one(&notice, mask[i], mask[i] & IN_ISDIR ? "waste" : NULL),
        SP_NOTICED_CHANGE);
    assert_true(notice.moved);
  }
}

static void
an_overflow_means_that_anything_may_have_changed(void **state)
{
  struct sp_notice notice = {0};

  (void)state;
  assert_int_equal(take_one(&notice, IN_Q_OVERFLOW, NULL), SP_NOTICED_CHANGE);
  assert_true(notice.moved);
}

static void
events_that_are_cut_short_are_no_harm(void **state)
{
  struct sp_notice notice = {0};
  struct events events = {.len = 0};

  (void)state;
  put(&events, IN_CLOSE_WRITE, "some-file.md");
  for (size_t len = 0; len < events.len; len++) {
    char *exact = malloc(len + 1); /* so that a sanitizer sees the byte after */

    assert_non_null(exact);
    memcpy(exact, events.bytes, len);
    notice.moved = false;
    (void)sp_notice_take(&notice, exact, len);
    /* A name that is not all there: it may be anything. */
    assert_int_equal(notice.moved, len >= sizeof(struct inotify_event));
    free(exact);
  }
}

/* ---- a real tree ---- */

static enum sp_noticed
wait_for_it(struct sp_notice *notice)
{
  struct pollfd fd = {.fd = notice->fd, .events = POLLIN};

  assert_int_equal(poll(&fd, 1, 10000), 1);
  return sp_notice_read(notice);
}

static void
make_folder(const struct folder *folder, const char *name)
{
  char path[1024];

  snprintf(path, sizeof(path), "%s/%s", folder->path, name);
  assert_int_equal(mkdir(path, 0700), 0);
}

static void
move(const struct folder *folder, const char *from, const char *to)
{
  char a[1024], b[1024];

  snprintf(a, sizeof(a), "%s/%s", folder->path, from);
  snprintf(b, sizeof(b), "%s/%s", folder->path, to);
  assert_int_equal(rename(a, b), 0);
}

static void
files_in_new_folders_are_noticed(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {.folder = folder->path};

  folder_write(folder, "waste/bins.md", "1");
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_false(notice.polling);
  assert_int_equal(sp_notice_read(&notice), SP_NOTICED_NOTHING);
  assert_int_equal(notice.marks, 2);
  folder_write(folder, "waste/bins.md", "2");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  assert_false(notice.moved);

  make_folder(folder, "waste/deep");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  assert_true(notice.moved);
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_int_equal(notice.marks, 3);
  folder_write(folder, "waste/deep/new.md", "3");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  sp_notice_close(&notice);
}

static void
a_folder_that_moved_out_is_watched_no_more(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {0};
  char inside[512];

  snprintf(inside, sizeof(inside), "%s/in", folder->path);
  notice.folder = inside;
  folder_write(folder, "in/waste/deep/a.md", "1");
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_int_equal(notice.marks, 3);
  move(folder, "in/waste", "out");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_int_equal(notice.marks, 1);
  (void)sp_notice_read(&notice);
  folder_write(folder, "out/deep/a.md", "2");
  assert_int_equal(sp_notice_read(&notice), SP_NOTICED_NOTHING);

  move(folder, "out", "in/other");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_int_equal(notice.marks, 3);
  (void)sp_notice_read(&notice);
  folder_write(folder, "in/other/deep/a.md", "3");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  sp_notice_close(&notice);
}

static void
symbolic_links_are_not_followed(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {0};
  char inside[512], link[600], outside[600];

  snprintf(inside, sizeof(inside), "%s/in", folder->path);
  snprintf(link, sizeof(link), "%s/link", inside);
  snprintf(outside, sizeof(outside), "%s/out", folder->path);
  notice.folder = inside;
  folder_write(folder, "in/a.md", "1");
  folder_write(folder, "in/.git/config", "1");
  folder_write(folder, "out/b.md", "1");
  assert_int_equal(symlink(outside, link), 0);
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_int_equal(notice.marks, 1);
  folder_write(folder, "out/b.md", "2");
  folder_write(folder, "in/.git/config", "2");
  assert_int_equal(sp_notice_read(&notice), SP_NOTICED_NOTHING);
  sp_notice_close(&notice);

  /* But the folder itself may be one. */
  notice = (struct sp_notice){.folder = link};
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  folder_write(folder, "out/b.md", "3");
  assert_int_equal(wait_for_it(&notice), SP_NOTICED_CHANGE);
  sp_notice_close(&notice);
}

static void
a_folder_that_is_gone_is_missed_and_found_again(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {0};
  struct sp_err err;
  char inside[512];
  bool there;

  snprintf(inside, sizeof(inside), "%s/in", folder->path);
  notice.folder = inside;
  assert_int_equal(sp_notice_sync(&notice, &err), SP_E_NOTFOUND);
  folder_write(folder, "in/a.md", "1");
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_CHANGE);
  assert_true(there);
  assert_int_equal(sp_notice_sync(&notice, &err), SP_OK);
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_NOTHING);
  assert_true(there);

  move(folder, "in", "away");
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_NOTHING);
  assert_false(there);
  assert_int_equal(sp_notice_sync(&notice, &err), SP_E_NOTFOUND);
  assert_int_equal(notice.marks, 0);
  /* Another one in its place. */
  folder_write(folder, "in/a.md", "2");
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_CHANGE);
  assert_true(notice.moved);
  assert_int_equal(sp_notice_sync(&notice, &err), SP_OK);
  assert_int_equal(notice.marks, 1);
  sp_notice_close(&notice);
}

static void
a_name_that_is_a_file_is_no_folder(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {0};
  struct sp_err err;
  char path[512];
  bool there;

  folder_write(folder, "file", "1");
  snprintf(path, sizeof(path), "%s/file", folder->path);
  notice.folder = path;
  assert_int_equal(sp_notice_sync(&notice, &err), SP_E_NOTFOUND);
  (void)sp_notice_look(&notice, &there);
  assert_false(there);
  sp_notice_close(&notice);
}

static void
without_enough_watches_files_are_looked_at(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {.folder = folder->path, .watches_max = 2};
  bool there;

  folder_write(folder, "a/a.md", "1");
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_false(notice.polling);
  folder_write(folder, "b/b.md", "1");
  folder_write(folder, "c/c.md", "1");
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_true(notice.polling);
  assert_int_equal(notice.marks, 2);
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_NOTHING);

  folder_write(folder, "a/a.md", "22");
  folder_write(folder, "b/b.md", "22");
  folder_write(folder, "c/c.md", "22");
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_CHANGE);
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_NOTHING);
  move(folder, "c/c.md", "c/d.md");
  assert_int_equal(sp_notice_look(&notice, &there), SP_NOTICED_CHANGE);

  /* When there are enough again, nothing need be looked at. */
  notice.watches_max = 0;
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_false(notice.polling);
  assert_int_equal(notice.marks, 4);
  sp_notice_close(&notice);
}

static void
folders_deeper_than_documents_may_lie_are_not_watched(void **state)
{
  const struct folder *folder = *state;
  struct sp_notice notice = {.folder = folder->path};
  char path[256] = "";

  for (int i = 0; i < SP_WALK_DEPTH_MAX + 3; i++)
    strncat(path, "d/", sizeof(path) - strlen(path) - 1);
  strncat(path, "a.md", sizeof(path) - strlen(path) - 1);
  folder_write(folder, path, "1");
  assert_int_equal(sp_notice_sync(&notice, NULL), SP_OK);
  assert_int_equal(notice.marks, SP_WALK_DEPTH_MAX + 1);
  sp_notice_close(&notice);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_that_was_closed_moved_or_deleted_has_changed),
      cmocka_unit_test(a_file_that_is_being_written_may_have_changed),
      cmocka_unit_test(hidden_names_are_passed_over),
      cmocka_unit_test(a_folder_that_comes_or_goes_means_another_tree),
      cmocka_unit_test(an_overflow_means_that_anything_may_have_changed),
      cmocka_unit_test(events_that_are_cut_short_are_no_harm),
      FOLDER_TEST(files_in_new_folders_are_noticed),
      FOLDER_TEST(a_folder_that_moved_out_is_watched_no_more),
      FOLDER_TEST(symbolic_links_are_not_followed),
      FOLDER_TEST(a_folder_that_is_gone_is_missed_and_found_again),
      FOLDER_TEST(a_name_that_is_a_file_is_no_folder),
      FOLDER_TEST(without_enough_watches_files_are_looked_at),
      FOLDER_TEST(folders_deeper_than_documents_may_lie_are_not_watched),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
