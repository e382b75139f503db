/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/check.h - the commands that write no index: check and dump. */
#ifndef SP_CHECK_H
#define SP_CHECK_H

#include "indexer/options.h"

/* Print what is wrong with the content folder on standard output.  *found: an
 * error, or with --strict a warning. */
SP_NODISCARD enum sp_status sp_check_run(const struct sp_options *options,
                                         bool *found, struct sp_err *err);
/* Print what an index holds on standard output. */
SP_NODISCARD enum sp_status sp_dump_run(const struct sp_options *options,
                                        struct sp_err *err);

#endif
