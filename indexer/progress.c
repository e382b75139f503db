/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define BAR_WIDTH 30
#define BAR_EVERY_MS 100
#define LINE_EVERY_MS 5000

static int64_t
now_ms(void)
{
  struct timespec ts;

  clock_gettime(CLOCK_MONOTONIC_COARSE, &ts);
  return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void
sp_progress_init(struct sp_progress *progress, bool quiet)
{
  *progress =
      (struct sp_progress){.form = quiet                   ? SP_PROGRESS_NONE
                                   : isatty(STDERR_FILENO) ? SP_PROGRESS_BAR
                                                           : SP_PROGRESS_PLAIN};
}

static void
show(struct sp_progress *progress)
{
  size_t percent =
      progress->total ? progress->done * 100 / progress->total : 100;

  if (progress->form == SP_PROGRESS_PLAIN) {
    fprintf(stderr, "signpost-indexer: %s: %zu of %zu\n", progress->what,
            progress->done, progress->total);
    return;
  }
  fprintf(stderr, "\r%-16s [", progress->what);
  for (size_t i = 0; i < BAR_WIDTH; i++)
    putc(i < percent * BAR_WIDTH / 100 ? '#' : '.', stderr);
  fprintf(stderr, "] %3zu%%", percent);
  fflush(stderr);
}

void
sp_progress_start(struct sp_progress *progress, const char *what, size_t total)
{
  progress->what = what;
  progress->done = 0;
  progress->total = total;
  progress->shown_at = now_ms();
}

void
sp_progress_step(struct sp_progress *progress)
{
  int64_t now;

  progress->done++;
  if (progress->form == SP_PROGRESS_NONE)
    return;
  now = now_ms();
  if (now - progress->shown_at <
      (progress->form == SP_PROGRESS_BAR ? BAR_EVERY_MS : LINE_EVERY_MS))
    return;
  progress->shown_at = now;
  show(progress);
}

void
sp_progress_end(struct sp_progress *progress)
{
  if (progress->form == SP_PROGRESS_BAR && progress->what) {
    fputs("\r\033[K", stderr);
    fflush(stderr);
  }
  progress->what = NULL;
}
