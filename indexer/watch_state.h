/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/watch_state.h - what `watch` knows of itself, and how it tells that:
 * lines on standard error, and the JSON of the control socket. */
#ifndef SP_WATCH_STATE_H
#define SP_WATCH_STATE_H

#include "indexer/errand.h"
#include "indexer/upshot.h"

enum sp_watch_phase {
  SP_WATCH_IDLE,
  SP_WATCH_UPDATING,
  SP_WATCH_WAITING /* for the folder, or to try again */
};

struct sp_watch_state {
  const struct sp_options *options;
  enum sp_watch_phase phase;
  bool polling;
  bool reachable; /* the content folder */
  size_t runs, failures;

  /* The last run that succeeded; `known` once there is one. */
  bool known;
  struct sp_upshot upshot;
  struct sp_arena arena; /* of upshot */
  int64_t took_ms;
  sp_instant ended;
  /* The last failure; empty when the last run succeeded. */
  char failure[SP_ERR_MSG_MAX];
};

void sp_watch_state_release(struct sp_watch_state *state);
/* A run succeeded: take over what it said, and print what is new in it.  False
 * when that makes no sense. */
bool sp_watch_state_take(struct sp_watch_state *state, struct sp_str said,
                         int64_t took_ms);
/* A run failed; it is tried again in so many seconds.  Said once. */
void sp_watch_state_fail(struct sp_watch_state *state, const char *why,
                         int64_t seconds);
/* A line on standard error, unless --quiet and `important` is false. */
void sp_watch_say(const struct sp_watch_state *state, bool important,
                  const char *fmt, ...) SP_PRINTF(3, 4);
/* {"version","state",...} */
void sp_watch_state_json(const struct sp_watch_state *state,
                         struct sp_buf *out);

#endif
