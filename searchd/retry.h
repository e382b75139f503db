/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/retry.h - when to try again what has failed: after a pause that gets
 * longer each time, or at once when the folder it depends on has changed. */
#ifndef SP_RETRY_H
#define SP_RETRY_H

#include "lib/base.h"

#include <sys/types.h>
#include <time.h>

#define SP_RETRY_MIN_MS 100
#define SP_RETRY_MAX_MS 5000

/* Zero it to begin: nothing has failed. */
struct sp_retry {
  unsigned ms; /* the pause; 0: none */
  uint64_t until_us;
};

void sp_retry_failed(struct sp_retry *retry);
void sp_retry_reset(struct sp_retry *retry);
/* Is it still to be left alone? */
bool sp_retry_waits(const struct sp_retry *retry);

/* What a folder looks like from outside; all zero: it is not there.  Whatever
 * makes, renames or removes something in it changes it. */
struct sp_mark {
  dev_t device;
  ino_t inode;
  struct timespec changed;
};

/* Of what `path` leads to. */
struct sp_mark sp_mark_of(const char *path);
bool sp_mark_same(const struct sp_mark *a, const struct sp_mark *b);

/* Microseconds of a clock that only goes forward. */
uint64_t sp_clock_us(void);
/* A moment of the same clock, ms milliseconds from now. */
struct timespec sp_clock_in(unsigned ms);

#endif
