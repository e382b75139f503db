/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/errand.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build.h"
#include "indexer/check.h"
#include "indexer/upshot.h"

static enum sp_status
write_all(int fd, struct sp_str bytes, struct sp_err *err)
{
  size_t at = 0;

  while (at < bytes.len) {
    ssize_t n = pwrite(fd, bytes.ptr + at, bytes.len - at, (off_t)at);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return sp_fail(err, SP_E_IO, "cannot tell what was done: %s",
                     strerror(errno));
    at += (size_t)n;
  }
  return SP_OK;
}

/* In the process that has committed. */
static enum sp_status
tell_upshot(void *ctx, const struct sp_catalog *catalog,
            const struct sp_changes changes[2], const struct sp_tally tally[2],
            const char *const folder[2], struct sp_err *err)
{
  const struct sp_errand *errand = ctx;
  struct sp_arena arena = {0};
  struct sp_upshot upshot;
  struct sp_buf packed;
  enum sp_status status =
      sp_upshot_make(catalog, changes, tally, folder, &arena, &upshot, err);

  sp_buf_init(&packed, SP_UPSHOT_MAX);
  if (status == SP_OK) {
    sp_upshot_pack(&packed, &upshot);
    status = packed.full ? sp_fail(err, SP_E_LIMIT, "too much was done to tell")
                         : write_all(errand->out, sp_buf_str(&packed), err);
  }
  sp_buf_release(&packed);
  sp_arena_release(&arena);
  return status;
}

static enum sp_status
work(void *ctx, struct sp_twin_said *said, struct sp_err *err)
{
  struct sp_errand *errand = ctx;
  const struct sp_build_observer observer = {errand, tell_upshot};
  bool found = false;

  (void)said;
  if (errand->kind == SP_ERRAND_UPDATE)
    return sp_build_run_locked(&errand->options, &observer, &found, err);
  /* It prints; what it prints comes back. */
  if (dup2(errand->out, STDOUT_FILENO) < 0)
    return sp_fail(err, SP_E_IO, "cannot redirect: %s", strerror(errno));
  return sp_check_run(&errand->options, &found, err);
}

enum sp_status
sp_errand_start(struct sp_errand *errand, enum sp_errand_kind kind,
                const struct sp_options *options, struct sp_err *err)
{
  *errand = (struct sp_errand){.kind = kind, .options = *options};
  errand->options.command =
      kind == SP_ERRAND_UPDATE ? SP_COMMAND_UPDATE : SP_COMMAND_CHECK;
  if (kind == SP_ERRAND_CHECK) {
    errand->options.form = SP_REPORT_JSON;
    errand->options.quiet = false; /* warnings too */
  }
  errand->out = memfd_create("signpost-upshot", MFD_CLOEXEC);
  if (errand->out < 0)
    return sp_fail(err, SP_E_IO, "cannot make a file in memory: %s",
                   strerror(errno));
  if (!sp_twin_start(&errand->twin, work, errand)) {
    close(errand->out);
    return sp_fail(err, SP_E_INTERNAL, "the system gives no process");
  }
  errand->running = true;
  return SP_OK;
}

static enum sp_status
read_all(int fd, struct sp_buf *said, struct sp_err *err)
{
  struct stat st;
  void *bytes;

  if (fstat(fd, &st) < 0)
    return sp_fail(err, SP_E_IO, "cannot read what was done: %s",
                   strerror(errno));
  if (st.st_size == 0)
    return SP_OK;
  bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
  if (bytes == MAP_FAILED)
    return sp_fail(err, SP_E_IO, "cannot read what was done: %s",
                   strerror(errno));
  sp_buf_put(said, sp_str_n(bytes, (size_t)st.st_size));
  munmap(bytes, (size_t)st.st_size);
  return said->full ? sp_fail(err, SP_E_LIMIT, "there is too much to tell")
                    : SP_OK;
}

void
sp_errand_stop(const struct sp_errand *errand)
{
  if (errand->running)
    kill(errand->twin.pid, SIGKILL);
}

enum sp_status
sp_errand_end(struct sp_errand *errand, struct sp_buf *said, struct sp_err *err)
{
  struct sp_twin_said counts;
  enum sp_status status = sp_twin_join(&errand->twin, &counts, err);
  enum sp_status of_read =
      read_all(errand->out, said, status == SP_OK ? err : NULL);

  close(errand->out);
  errand->running = false;
  return status == SP_OK ? of_read : status;
}
