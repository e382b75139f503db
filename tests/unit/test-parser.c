/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The indexer's side and the child's, apart: this program plays a child that
 * does what the path of a file tells it to. */
#define _GNU_SOURCE
#include "tests/unit/played_child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "indexer/parser.h"
#include "indexer/sandbox.h"

/* ---- the child ---- */

/* How many descriptors beside the standard ones and the socket. */
static int
others_open(void)
{
  int count = 0;

  for (int fd = SP_CHILD_SOCKET + 1; fd < 256; fd++)
    count += fcntl(fd, F_GETFD) >= 0;
  return count;
}

static void
obey(const struct sp_job *job)
{
  struct sp_str path = job->options.path;
  struct sp_verdict verdict = {.usable = true, .until = SP_ALWAYS_UNTIL};
  char note[64];

  if (sp_str_starts(path, "die"))
    _exit(7);
  if (sp_str_starts(path, "hang"))
    pause();
  if (sp_str_starts(path, "abort")) {
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
  }
  if (sp_str_starts(path, "spin")) {
    sp_sandbox_timer(1);
    for (;;)
      (void)getppid();
  }
  if (sp_str_starts(path, "nonsense")) {
    child_put(SP_STR("\xff\xff\xff"));
    return;
  }
  if (sp_str_starts(path, "huge")) {
    char header[SP_WIRE_HEADER] = {(char)0xff, (char)0xff, (char)0xff, 0x7f};

    if (write(SP_CHILD_SOCKET, header, sizeof(header)) < 0)
      _exit(1);
    pause();
  }
  snprintf(note, sizeof(note), "%zu bytes, %d open", job->bytes.len,
           others_open());
  verdict.facts = sp_str(note);
  child_tell(&verdict);
}

static int
play_child(const char *zone)
{
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (strcmp(zone, "mute") == 0)
    pause();
  return strcmp(zone, "fail") == 0
             ? child_serve(SP_E_DATA, SP_STR("the schema is broken"), obey)
             : child_serve(SP_OK, SP_STR(""), obey);
}

/* ---- the indexer's side ---- */

#define FILES_MAX 64

struct given {
  const char *const *path;
  size_t count, at;
  size_t bytes; /* of each */
  char *content;
  char said[FILES_MAX][128];
  bool usable[FILES_MAX], kept[FILES_MAX];
  size_t done;
};

static bool
next(void *ctx, struct sp_job *job, size_t *tag)
{
  struct given *given = ctx;

  if (given->at == given->count)
    return false;
  *job = (struct sp_job){.kind = SP_KIND_MARKDOWN,
                         .options.path = sp_str(given->path[given->at]),
                         .bytes = sp_str_n(given->content, given->bytes)};
  *tag = given->at++;
  return true;
}

static bool
done(void *ctx, size_t tag, const struct sp_verdict *verdict, bool kept)
{
  struct given *given = ctx;
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_unpack in = {verdict->diags, false};

  if (verdict->usable && sp_str_starts(sp_str(given->path[tag]), "liar"))
    return false;
  given->done++;
  given->usable[tag] = verdict->usable;
  given->kept[tag] = kept;
  if (verdict->usable) {
    snprintf(given->said[tag], sizeof(given->said[tag]), "%.*s",
             SP_FMT(verdict->facts));
  } else {
    assert_true(sp_diags_unpack(&in, &diags));
    assert_int_equal(diags.count, 1);
    assert_string_equal(diags.item[0].code, "E25");
    assert_str(diags.item[0].path, given->path[tag]);
    snprintf(given->said[tag], sizeof(given->said[tag]), "%.*s",
             SP_FMT(diags.item[0].text));
  }
  sp_arena_release(&arena);
  /* Of a second call it does not matter. */
  return verdict->usable;
}

static enum sp_status
read_files(struct given *given, const char *zone, struct sp_err *err)
{
  struct sp_parser parser = {.zone = zone, .children = 2, .wall_seconds = 3};
  struct sp_parser_user user = {given, next, done};
  enum sp_status status;

  given->content = calloc(given->bytes + 1, 1);
  status = sp_parser_run(&parser, &user, err);
  sp_parser_release(&parser);
  free(given->content);
  return status;
}

static void
files_are_read_with_nothing_open_but_the_socket(void **state)
{
  static const char *const path[] = {"a", "b", "c", "d", "e", "f", "g"};
  struct given given = {.path = path, .count = 7, .bytes = 10};
  int fd = open("/dev/null", O_RDONLY); /* not close-on-exec */

  (void)state;
  assert_int_equal(read_files(&given, "UTC", NULL), SP_OK);
  assert_int_equal(given.done, 7);
  for (size_t i = 0; i < 7; i++)
    assert_string_equal(given.said[i], "10 bytes, 0 open");
  close(fd);
}

static void
a_large_file_passes_in_pieces(void **state)
{
  static const char *const path[] = {"a", "b"};
  struct given given = {.path = path, .count = 2, .bytes = (size_t)16 << 20};

  (void)state;
  assert_int_equal(read_files(&given, "UTC", NULL), SP_OK);
  assert_string_equal(given.said[1], "16777216 bytes, 0 open");
}

static void
a_child_that_dies_costs_its_own_file_only(void **state)
{
  static const char *const path[] = {"a", "die1", "die2", "b", "abort", "c"};
  struct given given = {.path = path, .count = 6, .bytes = 1};

  (void)state;
  assert_int_equal(read_files(&given, "UTC", NULL), SP_OK);
  assert_int_equal(given.done, 6);
  assert_true(given.usable[0] && given.usable[3] && given.usable[5]);
  assert_non_null(strstr(given.said[1], "stopped its reader"));
  assert_non_null(strstr(given.said[2], "stopped its reader"));
  assert_non_null(strstr(given.said[4], "too much memory"));
  assert_true(given.kept[0]);
  assert_false(given.kept[1]);
}

static void
a_child_that_spins_or_hangs_is_ended(void **state)
{
  static const char *const path[] = {"spin", "hang", "a"};
  struct given given = {.path = path, .count = 3, .bytes = 1};

  (void)state;
  assert_int_equal(read_files(&given, "UTC", NULL), SP_OK);
  assert_int_equal(given.done, 3);
  assert_non_null(strstr(given.said[0], "too long"));
  assert_non_null(strstr(given.said[1], "too long"));
  assert_true(given.usable[2]);
}

static void
a_child_that_talks_nonsense_is_not_believed(void **state)
{
  static const char *const path[] = {"nonsense", "huge", "a",    "liar",
                                     "b",        "c",    "liar", "d"};
  struct given given = {.path = path, .count = 8, .bytes = 1};

  (void)state;
  assert_int_equal(read_files(&given, "UTC", NULL), SP_OK);
  assert_int_equal(given.done, 8);
  assert_false(given.usable[0]);
  assert_non_null(strstr(given.said[0], "the reader failed"));
  assert_false(given.usable[1]);
  assert_true(given.usable[2]);
  /* Well-formed, but the caller knows better. */
  assert_false(given.usable[3]);
  assert_non_null(strstr(given.said[3], "the reader failed"));
  assert_false(given.kept[3]);
  assert_false(given.usable[6]);
  assert_true(given.usable[4] && given.usable[5] && given.usable[7]);
}

static void
a_child_that_cannot_start_ends_the_run(void **state)
{
  static const char *const path[] = {"a"};
  struct given given = {.path = path, .count = 1, .bytes = 1};
  struct given again = {.path = path, .count = 1, .bytes = 1};
  struct sp_err err;

  (void)state;
  assert_int_equal(read_files(&given, "fail", &err), SP_E_INTERNAL);
  assert_string_equal(err.msg, "the schema is broken");
  assert_int_equal(read_files(&again, "mute", &err), SP_E_INTERNAL);
}

/* ---- the sandbox ---- */

/* Each bit a thing that worked and should not. */
static int
try_everything(void)
{
  struct sp_err err;
  char *args[] = {(char *)"/bin/true", NULL};
  int worked = 0;
  pid_t pid;

  if (sp_sandbox_enter(&err) != SP_OK)
    return 255;
  worked |= open("/etc/passwd", O_RDONLY) >= 0 || errno != EPERM ? 1 : 0;
  worked |= socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM ? 2 : 0;
  worked |= socket(AF_UNIX, SOCK_STREAM, 0) >= 0 || errno != EPERM ? 4 : 0;
  pid = fork();
  if (pid == 0)
    _exit(0);
  worked |= pid > 0 ? 8 : 0;
  worked |= execv(args[0], args) == 0 || errno != EPERM ? 16 : 0;
  worked |= ptrace(PTRACE_TRACEME, 0, 0, 0) == 0 || errno != EPERM ? 32 : 0;
  worked |= unlink("/tmp/no-such-file") == 0 || errno != EPERM ? 64 : 0;
  return worked;
}

static void
the_sandbox_refuses_all_but_reading_and_computing(void **state)
{
  int how;
  pid_t pid = fork();

  (void)state;
  if (pid == 0)
    _exit(try_everything());
  assert_int_equal(waitpid(pid, &how, 0), pid);
  assert_true(WIFEXITED(how));
  assert_int_equal(WEXITSTATUS(how), 0);
}

static void
the_sandbox_has_little_memory(void **state)
{
  int how;
  pid_t pid;

  (void)state;
  if (SP_SANITIZED)
    return;
  pid = fork();
  if (pid == 0) {
    bool in = sp_sandbox_enter(NULL) == SP_OK;
    void *volatile some = malloc((size_t)16 << 20);
    void *volatile much = malloc(SP_SANDBOX_MEMORY);

    _exit(in && some && !much ? 0 : 1);
  }
  assert_int_equal(waitpid(pid, &how, 0), pid);
  assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
}

static void
who_has_lost_his_parent_does_not_start(void **state)
{
  (void)state;
  assert_false(sp_sandbox_follow((long)getppid() + 1));
}

int
main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_read_with_nothing_open_but_the_socket),
      cmocka_unit_test(a_large_file_passes_in_pieces),
      cmocka_unit_test(a_child_that_dies_costs_its_own_file_only),
      cmocka_unit_test(a_child_that_spins_or_hangs_is_ended),
      cmocka_unit_test(a_child_that_talks_nonsense_is_not_believed),
      cmocka_unit_test(a_child_that_cannot_start_ends_the_run),
      cmocka_unit_test(the_sandbox_refuses_all_but_reading_and_computing),
      cmocka_unit_test(the_sandbox_has_little_memory),
      cmocka_unit_test(who_has_lost_his_parent_does_not_start),
  };

  if (argc == 5 && strcmp(argv[1], SP_CHILD_COMMAND) == 0)
    return play_child(argv[4]);
  return cmocka_run_group_tests_name("parser", tests, NULL, NULL);
}
