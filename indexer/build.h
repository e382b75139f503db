/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/build.h - the commands build and update. */
#ifndef SP_BUILD_H
#define SP_BUILD_H

#include "indexer/options.h"

/* Run the command.  *left_out tells whether a file was left out.  On failure
 * the message is in err and what was live is live. */
SP_NODISCARD enum sp_status sp_build_run(const struct sp_options *options,
                                         bool *left_out, struct sp_err *err);

#endif
