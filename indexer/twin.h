/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/twin.h - half of the work in a copy of this process, on another
 * processor. */
#ifndef SP_TWIN_H
#define SP_TWIN_H

#include <sys/types.h>

#include "lib/error.h"

/* What a twin tells at its end, beside its status. */
struct sp_twin_said {
  size_t errors, left_out;
  bool ended; /* from outside, before it could tell anything */
};

struct sp_twin {
  pid_t pid; /* 0: none runs */
  int fd;
};

/* Run work(ctx, ...) in a copy of this process, which dies with this one.
 * What it changes in memory stays in the copy.  False when the system gives no
 * process: do the work yourself.  When it is true, sp_twin_join() must follow;
 * that alone ends what the twin holds. */
bool sp_twin_start(struct sp_twin *twin,
                   enum sp_status (*work)(void *ctx, struct sp_twin_said *said,
                                          struct sp_err *err),
                   void *ctx);
/* Wait for it: its status, with the message of its failure in err, and what it
 * told in *said (all zero when it could not).  SP_E_CORRUPT it crashed before
 * it could tell, as Xapian may make it on a damaged index; SP_E_INTERNAL it was
 * ended from outside, by a lack of memory or by hand, which says nothing of the
 * index. */
SP_NODISCARD enum sp_status sp_twin_join(struct sp_twin *twin,
                                         struct sp_twin_said *said,
                                         struct sp_err *err);

#endif
