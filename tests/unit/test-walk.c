/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "indexer/walk.h"
#include "tests/unit/folder.h"

/* Before a folder of this name is opened, it goes. */
static const char *vanishing, *instead;

/* In the place of the library's, for the walk too. */
int
openat(int dir, const char *name, int flags, ...)
{
  va_list args;
  mode_t mode;

  va_start(args, flags);
  mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
  va_end(args);
  if (vanishing && strcmp(name, vanishing) == 0) {
    assert_int_equal(unlinkat(dir, name, AT_REMOVEDIR), 0);
    if (instead)
      assert_int_equal(symlinkat(instead, dir, name), 0);
  }
  return (int)syscall(SYS_openat, dir, name, flags, mode);
}

static const struct sp_walk_file *
file_of(const struct sp_walk *walk, const char *path)
{
  for (size_t i = 0; i < walk->files; i++)
    if (sp_str_is(walk->file[i].path, path))
      return &walk->file[i];
  return NULL;
}

static void
files_are_listed_by_path(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};

  folder_write(folder, "b/x.md", "1");
  folder_write(folder, "b-c/x.md", "2");
  folder_write(folder, "a.md", "3");
  folder_write(folder, "b/.hidden", "4");
  folder_write(folder, ".git/config", "5");
  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  assert_int_equal(walk.files, 3);
  assert_str(walk.file[0].path, "a.md");
  assert_str(walk.file[1].path, "b-c/x.md");
  assert_str(walk.file[2].path, "b/x.md");
  sp_walk_release(&walk);
}

static void
bytes_are_read_up_to_the_limit_and_not_the_byte_after(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  struct sp_err err;
  struct sp_buf buf;

  sp_buf_init(&buf, 100);
  folder_write(folder, "a/b/four.md", "1234");
  folder_write(folder, "a/b/five.md", "12345");
  folder_write(folder, "none.md", "");
  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  assert_int_equal(
      sp_walk_read(&walk, file_of(&walk, "a/b/four.md"), 4, &buf, &err), SP_OK);
  assert_str(sp_buf_str(&buf), "1234");
  sp_buf_clear(&buf);
  assert_int_equal(
      sp_walk_read(&walk, file_of(&walk, "a/b/five.md"), 4, &buf, &err),
      SP_E_TOOBIG);
  sp_buf_clear(&buf);
  assert_int_equal(
      sp_walk_read(&walk, file_of(&walk, "none.md"), 4, &buf, &err), SP_OK);
  assert_int_equal(buf.len, 0);
  sp_buf_release(&buf);
  sp_walk_release(&walk);
}

static void
links_pipes_and_odd_names_are_told_apart(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  char path[512];

  folder_write(folder, "real.md", "x");
  snprintf(path, sizeof(path), "%s/link.md", folder->path);
  assert_int_equal(symlink("real.md", path), 0);
  snprintf(path, sizeof(path), "%s/out", folder->path);
  assert_int_equal(symlink("/etc", path), 0);
  snprintf(path, sizeof(path), "%s/pipe.md", folder->path);
  assert_int_equal(mkfifo(path, 0600), 0);
  folder_write(folder, "bad\xff.md", "x");
  folder_write(folder, "bell\a.md", "x");
  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  assert_int_equal(walk.files, 6);
  assert_int_equal(file_of(&walk, "real.md")->fault, SP_WALK_GOOD);
  assert_int_equal(file_of(&walk, "link.md")->fault, SP_WALK_SYMLINK);
  assert_int_equal(file_of(&walk, "out")->fault, SP_WALK_SYMLINK);
  assert_int_equal(file_of(&walk, "pipe.md")->fault, SP_WALK_SPECIAL);
  assert_int_equal(file_of(&walk, "bad\xff.md")->fault, SP_WALK_BAD_NAME);
  assert_int_equal(file_of(&walk, "bell\a.md")->fault, SP_WALK_BAD_NAME);
  sp_walk_release(&walk);
}

static void
a_link_that_takes_a_files_or_a_folders_place_is_not_followed(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  struct sp_err err;
  struct sp_buf buf;
  char path[512], moved[512];

  sp_buf_init(&buf, 100);
  folder_write(folder, "secret/a.md", "secret");
  folder_write(folder, "in/a.md", "x");
  folder_write(folder, "in/b.md", "x");
  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  snprintf(path, sizeof(path), "%s/in/a.md", folder->path);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(symlink("../secret/a.md", path), 0);
  assert_int_equal(
      sp_walk_read(&walk, file_of(&walk, "in/a.md"), 100, &buf, &err),
      SP_E_DATA);
  sp_walk_release(&walk);

  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  snprintf(path, sizeof(path), "%s/in", folder->path);
  snprintf(moved, sizeof(moved), "%s/moved", folder->path);
  assert_int_equal(rename(path, moved), 0);
  assert_int_equal(symlink("secret", path), 0);
  assert_int_not_equal(
      sp_walk_read(&walk, file_of(&walk, "in/b.md"), 100, &buf, &err), SP_OK);
  assert_int_equal(buf.len, 0);
  sp_walk_release(&walk);
  sp_buf_release(&buf);
}

static void
a_file_that_went_away_is_no_error_of_its_own(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  struct sp_err err;
  struct sp_buf buf;
  char path[512];

  sp_buf_init(&buf, 100);
  folder_write(folder, "a.md", "x");
  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  snprintf(path, sizeof(path), "%s/a.md", folder->path);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(sp_walk_read(&walk, &walk.file[0], 100, &buf, &err),
                   SP_E_NOTFOUND);
  sp_walk_release(&walk);
  sp_buf_release(&buf);
}

static void
a_folder_that_goes_away_is_passed_over(void **state)
{
  static const char *const left[] = {NULL, "stays", "stays/x.md", "nowhere"};
  struct folder *folder = *state;
  char path[512];

  folder_write(folder, "stays/x.md", "x");
  snprintf(path, sizeof(path), "%s/goes", folder->path);
  for (size_t i = 0; i < SP_ARRAY_LEN(left); i++) {
    struct sp_walk walk = {0};
    enum sp_status status;

    assert_int_equal(mkdir(path, 0700), 0);
    vanishing = "goes";
    instead = left[i];
    status = sp_walk_start(&walk, folder->path, NULL);
    vanishing = NULL;
    assert_int_equal(status, SP_OK);
    assert_int_equal(walk.files, 1);
    assert_str(walk.file[0].path, "stays/x.md");
    sp_walk_release(&walk);
    unlink(path);
  }
}

static void
names_that_are_too_long_or_too_deep_are_told_once(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  char path[512], name[SP_WALK_PATH_MAX + 2];
  size_t at = 0;

  memset(name, 'n', sizeof(name));
  name[SP_WALK_PATH_MAX] = '\0';
  folder_write(folder, name, "fits");
  name[SP_WALK_PATH_MAX] = 'n';
  name[SP_WALK_PATH_MAX + 1] = '\0';
  folder_write(folder, name, "does not");
  for (size_t i = 0; i <= SP_WALK_DEPTH_MAX; i++)
    at += (size_t)snprintf(path + at, sizeof(path) - at, "d/");
  snprintf(path + at, sizeof(path) - at, "a.md");
  folder_write(folder, path, "deep");
  assert_int_equal(sp_walk_start(&walk, folder->path, NULL), SP_OK);
  assert_int_equal(walk.files, 3);
  assert_str(walk.file[0].path, "");
  assert_int_equal(walk.file[0].fault, SP_WALK_LONG_NAME);
  assert_int_equal(walk.file[1].fault, SP_WALK_TOO_DEEP);
  assert_int_equal(walk.file[2].fault, SP_WALK_GOOD);
  sp_walk_release(&walk);
}

static void
a_missing_folder_and_one_that_is_a_file_are_errors(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  struct sp_err err;
  char path[512];

  snprintf(path, sizeof(path), "%s/none", folder->path);
  assert_int_equal(sp_walk_start(&walk, path, &err), SP_E_NOTFOUND);
  sp_walk_release(&walk);
  folder_write(folder, "file", "x");
  snprintf(path, sizeof(path), "%s/file", folder->path);
  assert_int_equal(sp_walk_start(&walk, path, &err), SP_E_IO);
  sp_walk_release(&walk);
}

static void
a_folder_that_may_not_be_read_is_named(void **state)
{
  struct folder *folder = *state;
  struct sp_walk walk = {0};
  struct sp_err err;
  char path[512];

  if (geteuid() == 0) /* whom nothing is shut to */
    return;
  folder_write(folder, "shut/a.md", "x");
  snprintf(path, sizeof(path), "%s/shut", folder->path);
  assert_int_equal(chmod(path, 0), 0);
  assert_int_equal(sp_walk_start(&walk, folder->path, &err), SP_E_IO);
  assert_non_null(strstr(err.msg, "shut"));
  assert_int_equal(chmod(path, 0700), 0);
  sp_walk_release(&walk);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(files_are_listed_by_path),
      FOLDER_TEST(bytes_are_read_up_to_the_limit_and_not_the_byte_after),
      FOLDER_TEST(links_pipes_and_odd_names_are_told_apart),
      FOLDER_TEST(a_link_that_takes_a_files_or_a_folders_place_is_not_followed),
      FOLDER_TEST(a_file_that_went_away_is_no_error_of_its_own),
      FOLDER_TEST(a_folder_that_goes_away_is_passed_over),
      FOLDER_TEST(names_that_are_too_long_or_too_deep_are_told_once),
      FOLDER_TEST(a_missing_folder_and_one_that_is_a_file_are_errors),
      FOLDER_TEST(a_folder_that_may_not_be_read_is_named),
  };
  return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
