/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/watch_parts.h - the parts of `watch` among themselves: the folder of
 * documents (watch_folder.c), the runs (watch_runs.c), the loop (watch.c). */
#ifndef SP_WATCH_PARTS_H
#define SP_WATCH_PARTS_H

#include <time.h>

#include "indexer/control.h"
#include "indexer/lock.h"
#include "indexer/notice.h"
#include "indexer/watch_state.h"

#define SP_WATCH_NEVER INT64_MAX
/* A check that somebody asked for at the control socket is ended after this. */
#define SP_WATCH_CHECK_S 60
/* What was ended has this long to go; it may hang in the system. */
#define SP_WATCH_GO_S 5

struct sp_watch {
  struct sp_options options; /* as given, with the moved clock */
  char at[64];               /* of --at */
  struct sp_lock lock;
  struct sp_notice notice;
  struct sp_control *control; /* NULL: none */
  struct sp_watch_state state;
  struct sp_errand update;
  struct sp_errand check; /* beside it: nothing may wait for a check */
  int64_t begun;          /* the update */
  int64_t check_due;      /* when the check must have ended */
  bool check_ended;       /* it was not: it is to go, and who asked was told */
  int signals, timer;
  bool stopping;
  uint32_t stopped_by; /* a signal */
  bool was_polling, was_gone;

  /* Of the batch that gathers; SP_WATCH_NEVER: there is none. */
  int64_t first, last;
  bool sure;    /* not only half-written files */
  bool patient; /* the folder has just come back */
  bool now;     /* run at once */

  int64_t look, retry, watchdog; /* when due, monotonic milliseconds */
  unsigned tries;                /* that failed, one after another */
};

/* The monotonic clock, in milliseconds. */
static inline int64_t
sp_watch_ms(void)
{
  struct timespec ts;

  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static inline int64_t
sp_watch_sooner(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

/* ---- watch_folder.c ---- */

/* A change belongs to the batch that gathers. */
void sp_watch_notice(struct sp_watch *w, enum sp_noticed noticed);
/* When that is to be published, or SP_WATCH_NEVER. */
int64_t sp_watch_batch_due(const struct sp_watch *w);
/* Watch the tree as it is now.  False, with a message, when there is none. */
bool sp_watch_sync(struct sp_watch *w, struct sp_err *err);
/* The same when folders have come or gone. */
void sp_watch_follow(struct sp_watch *w);
/* The look that is due every second or few. */
void sp_watch_look(struct sp_watch *w);
/* The system's watches have run out, or suffice again: say so once. */
void sp_watch_say_polling(struct sp_watch *w);
/* The folder has gone, or is back. */
void sp_watch_lose_content(struct sp_watch *w);
void sp_watch_find_content(struct sp_watch *w);

/* ---- watch_runs.c ---- */

/* Begin the update that is due or asked for, and the check that is asked for,
 * each unless one is under way. */
void sp_watch_start_due(struct sp_watch *w);
/* What is under way is over, or will be soon: wait for it. */
void sp_watch_end_update(struct sp_watch *w);
void sp_watch_end_check(struct sp_watch *w);
/* End the check whose time is over, and tell so whoever asked for it; never
 * waits.  While it does not go no other begins. */
void sp_watch_limit_check(struct sp_watch *w);

/* ---- watch.c ---- */

/* Wake when something begins or ends, or when somebody sets the clock. */
void sp_watch_set_timer(const struct sp_watch *w);

#endif
