/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/lock.h - one writer at a time: DIR/lock, held with flock(2), with
 * the holder's process, command and start written in it for whoever comes
 * second.  The kernel lets go of it when the holder dies. */
#ifndef SP_LOCK_H
#define SP_LOCK_H

#include "lib/error.h"

struct sp_lock {
  int fd; /* -1: not held */
};

/* Take the lock of index folder `dir`, which must exist; end it with
 * sp_lock_release().  SP_E_LOCKED another has it (the message says which
 * process, command and since when); SP_E_IO the file cannot be opened or
 * locked.  On failure nothing is held. */
SP_NODISCARD enum sp_status sp_lock_take(struct sp_lock *lock, const char *dir,
                                         const char *command,
                                         struct sp_err *err);
/* One that is not held may be released too. */
void sp_lock_release(struct sp_lock *lock);

#endif
