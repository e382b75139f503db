/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "tests/unit/unit.h"

#include <signal.h>
#include <sys/wait.h>

#include "indexer/lock.h"
#include "tests/unit/folder.h"

/* A child that takes the lock and holds it until it is killed. */
static pid_t
hold(const char *dir)
{
  int pipe_fd[2];
  char ready;
  pid_t pid;

  assert_int_equal(pipe(pipe_fd), 0);
  pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) {
    struct sp_lock lock;
    bool taken = sp_lock_take(&lock, dir, "update", NULL) == SP_OK;

    if (write(pipe_fd[1], taken ? "y" : "n", 1) == 1)
      pause();
    _exit(0);
  }
  assert_int_equal(read(pipe_fd[0], &ready, 1), 1);
  assert_int_equal(ready, 'y');
  close(pipe_fd[0]);
  close(pipe_fd[1]);
  return pid;
}

static void
the_second_is_told_who_holds_it(void **state)
{
  struct folder *folder = *state;
  struct sp_lock lock;
  struct sp_err err;
  char process[32];
  pid_t pid = hold(folder->path);

  assert_int_equal(sp_lock_take(&lock, folder->path, "build", &err),
                   SP_E_LOCKED);
  snprintf(process, sizeof(process), "process %ld", (long)pid);
  assert_non_null(strstr(err.msg, process));
  assert_non_null(strstr(err.msg, "update"));
  assert_non_null(strstr(err.msg, "since 2"));
  assert_int_equal(lock.fd, -1);
  kill(pid, SIGKILL);
  waitpid(pid, NULL, 0);
}

static void
the_holders_death_frees_it(void **state)
{
  struct folder *folder = *state;
  struct sp_lock lock;
  pid_t pid = hold(folder->path);

  kill(pid, SIGKILL);
  waitpid(pid, NULL, 0);
  assert_int_equal(sp_lock_take(&lock, folder->path, "build", NULL), SP_OK);
  sp_lock_release(&lock);
  assert_int_equal(sp_lock_take(&lock, folder->path, "build", NULL), SP_OK);
  sp_lock_release(&lock);
}

/* The lock goes with the last process that has it open; a child of the holder
 * may outlive it by a moment. */
static void
a_dying_holder_is_waited_for(void **state)
{
  struct folder *folder = *state;
  struct sp_lock lock;
  pid_t pid = fork();

  assert_true(pid >= 0);
  if (pid == 0) {
    bool taken = sp_lock_take(&lock, folder->path, "update", NULL) == SP_OK;

    if (fork() == 0) {
      usleep(100000);
      _exit(0);
    }
    _exit(taken ? 0 : 1);
  }
  waitpid(pid, NULL, 0);
  assert_int_equal(sp_lock_take(&lock, folder->path, "build", NULL), SP_OK);
  sp_lock_release(&lock);
}

static void
a_folder_that_is_not_there_is_an_error(void **state)
{
  struct folder *folder = *state;
  struct sp_lock lock;
  struct sp_err err;
  char path[300];

  snprintf(path, sizeof(path), "%s/none", folder->path);
  assert_int_equal(sp_lock_take(&lock, path, "build", &err), SP_E_IO);
  sp_lock_release(&lock);
}

static void
a_link_in_its_place_is_not_followed(void **state)
{
  struct folder *folder = *state;
  struct sp_lock lock;
  struct sp_err err;
  char path[300];

  folder_write(folder, "victim", "text");
  snprintf(path, sizeof(path), "%s/lock", folder->path);
  assert_int_equal(symlink("victim", path), 0);
  assert_int_equal(sp_lock_take(&lock, folder->path, "build", &err), SP_E_IO);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      FOLDER_TEST(the_second_is_told_who_holds_it),
      FOLDER_TEST(the_holders_death_frees_it),
      FOLDER_TEST(a_dying_holder_is_waited_for),
      FOLDER_TEST(a_folder_that_is_not_there_is_an_error),
      FOLDER_TEST(a_link_in_its_place_is_not_followed),
  };
  return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
