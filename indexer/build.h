/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/build.h - the commands build and update. */
#ifndef SP_BUILD_H
#define SP_BUILD_H

#include "indexer/changes.h"
#include "indexer/lock.h"
#include "indexer/options.h"

/* Run the command; nothing is to be released.  *left_out tells whether a file
 * was left out.  On failure the message is in err and what was live is live,
 * but that one of the two indexes may have been committed already; then it says
 * so on standard error.
 * SP_E_NOTFOUND no content folder, no document in it, or XML without a schema;
 * SP_E_LOCKED another indexer is at work; SP_E_IO a folder, a file or the disk;
 * SP_E_LIMIT too many files or too much in them; SP_E_CORRUPT an index is
 * damaged, and building anew met damage again; SP_E_STALE somebody else wrote
 * an index meanwhile; SP_E_NOMEM; SP_E_INTERNAL a process could not be started,
 * or was ended from outside.  Each of them is an exit status 3. */
SP_NODISCARD enum sp_status sp_build_run(const struct sp_options *options,
                                         bool *left_out, struct sp_err *err);

/* For one who runs again and again: the index folder `dir` is made and its lock
 * taken, in the name of `command`.  SP_E_LOCKED, SP_E_IO. */
SP_NODISCARD enum sp_status sp_build_lock(struct sp_lock *lock, const char *dir,
                                          const char *command,
                                          struct sp_err *err);

/* Wants to know of a run that has committed more than lines on a terminal, and
 * gets no diagnostics and no summary there.  It is called in the process that
 * did the work, a child of the caller's: what it learns must leave by a file.
 * Its failure is the run's. */
struct sp_build_observer {
  void *ctx;
  enum sp_status (*done)(void *ctx, const struct sp_catalog *catalog,
                         const struct sp_changes changes[2],
                         const struct sp_tally tally[2],
                         const char *const folder[2], struct sp_err *err);
};
/* As sp_build_run(), while the caller has the lock. */
SP_NODISCARD enum sp_status
sp_build_run_locked(const struct sp_options *options,
                    const struct sp_build_observer *observer, bool *left_out,
                    struct sp_err *err);

#endif
