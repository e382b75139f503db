/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/retry.h"

#include <sys/stat.h>

uint64_t
sp_clock_us(void)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

struct timespec
sp_clock_in(unsigned ms)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  ts.tv_sec += ms / 1000;
  ts.tv_nsec += (long)(ms % 1000) * 1000000L;
  if (ts.tv_nsec >= 1000000000L) {
    ts.tv_nsec -= 1000000000L;
    ts.tv_sec++;
  }
  return ts;
}

void
sp_retry_failed(struct sp_retry *retry)
{
  retry->ms = retry->ms == 0 ? SP_RETRY_MIN_MS : 2 * retry->ms;
  if (retry->ms > SP_RETRY_MAX_MS)
    retry->ms = SP_RETRY_MAX_MS;
  retry->until_us = sp_clock_us() + (uint64_t)retry->ms * 1000;
}

void
sp_retry_reset(struct sp_retry *retry)
{
  retry->ms = 0;
}

bool
sp_retry_waits(const struct sp_retry *retry)
{
  return retry->ms > 0 && sp_clock_us() < retry->until_us;
}

struct sp_mark
sp_mark_of(const char *path)
{
  struct sp_mark mark;
  struct stat st;

  memset(&mark, 0, sizeof(mark));
  if (stat(path, &st) == 0) {
    mark.device = st.st_dev;
    mark.inode = st.st_ino;
    mark.changed = st.st_mtim;
  }
  return mark;
}

bool
sp_mark_same(const struct sp_mark *a, const struct sp_mark *b)
{
  return a->device == b->device && a->inode == b->inode &&
         a->changed.tv_sec == b->changed.tv_sec &&
         a->changed.tv_nsec == b->changed.tv_nsec;
}
