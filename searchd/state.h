/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/state.h - the folder of --state: what the program itself writes, for
 * one process and nobody else's eyes. */
#ifndef SP_STATE_H
#define SP_STATE_H

#include "lib/arena.h"
#include "lib/doc.h"
#include "lib/error.h"

struct sp_state {
  const char *dir; /* of the site: DIR/public or DIR/staff; the arena's */
  int lock;        /* -1: not open */
};

/* Make dir and the site's folder in it, mode 0700, where they are missing, and
 * take its lock.  The caller ends it with sp_state_close(), also after a
 * failure.
 * SP_E_USAGE one of the folders is no folder, another user's, or open to
 * others: the message says what to do; SP_E_LOCKED another process has the
 * lock: the message names it; SP_E_IO. */
SP_NODISCARD enum sp_status
sp_state_open(struct sp_state *state, struct sp_arena *arena, struct sp_str dir,
              enum sp_audience site, struct sp_err *err);
void sp_state_close(struct sp_state *state);

#endif
