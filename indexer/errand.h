/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/errand.h - one run of `watch`, in a process of its own: while it
 * works, the other answers and listens; and all memory that it takes goes with
 * it. */
#ifndef SP_ERRAND_H
#define SP_ERRAND_H

#include "indexer/options.h"
#include "indexer/twin.h"

/* What comes back is at most this long; more is an error. */
#define SP_ERRAND_MAX ((size_t)64 * 1024 * 1024)

enum sp_errand_kind {
  SP_ERRAND_UPDATE, /* comes back with sp_upshot_pack() */
  SP_ERRAND_CHECK   /* comes back with the JSON of `check` */
};

/* Zeroed, none is under way. */
struct sp_errand {
  bool running;
  enum sp_errand_kind kind;
  struct sp_twin twin; /* its fd has input when the errand has ended */
  int out;             /* what comes back; a file without a name */
  struct sp_options options;
};

/* Begin; for an update the caller has the lock of the index.  The texts of
 * options are borrowed for the call only.  SP_E_IO, SP_E_INTERNAL: the system
 * gives no file or no process. */
SP_NODISCARD enum sp_status sp_errand_start(struct sp_errand *errand,
                                            enum sp_errand_kind kind,
                                            const struct sp_options *options,
                                            struct sp_err *err);
/* End it at once, wherever it is; sp_errand_end() must follow.  An update that
 * had not committed has changed nothing. */
void sp_errand_stop(const struct sp_errand *errand);
/* Wait for its end; what comes back is put into `said`, also when it failed
 * (then there may be little).  Codes of sp_build_run() or sp_check_run(). */
SP_NODISCARD enum sp_status sp_errand_end(struct sp_errand *errand,
                                          struct sp_buf *said,
                                          struct sp_err *err);

#endif
