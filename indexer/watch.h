/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/watch.h - the command watch: stays, and publishes what changes in the
 * content folder and what begins or ends by the clock. */
#ifndef SP_WATCH_H
#define SP_WATCH_H

#include "indexer/options.h"

/* Until SIGTERM or SIGINT, which let a commit under way finish; SIGHUP looks at
 * every file again.  What fails is said once, and tried again.  On failure what
 * is live is live:
 * SP_E_NOTFOUND no content folder at the start, or the index folder has gone;
 * SP_E_LOCKED another indexer has the index; SP_E_USAGE the path of the control
 * socket is too long; SP_E_IO, SP_E_NOMEM.  Each but SP_E_USAGE is an exit
 * status 3. */
SP_NODISCARD enum sp_status sp_watch_run(const struct sp_options *options,
                                         struct sp_err *err);

#endif
