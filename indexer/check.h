/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/check.h - the commands that write no index: check and dump. */
#ifndef SP_CHECK_H
#define SP_CHECK_H

#include "indexer/options.h"

/* Print what is wrong with the content folder on standard output; with
 * --coverage which ways its test calls go, with --list the checks.  *found: an
 * error, or with --strict a warning or a way that is not gone.  Nothing is to
 * be released. SP_E_NOTFOUND no such folder, or XML without a schema; SP_E_IO a
 * folder cannot be read, no temporary file, or standard output; SP_E_LIMIT too
 * many files or too much in them; SP_E_NOMEM; SP_E_INTERNAL a process cannot be
 * started.  Each of them is an exit status 3. */
SP_NODISCARD enum sp_status sp_check_run(const struct sp_options *options,
                                         bool *found, struct sp_err *err);
/* Print what an index holds on standard output.  SP_E_NOTFOUND there is none;
 * SP_E_SCHEMA it is of another version; SP_E_CORRUPT; SP_E_STALE it was changed
 * meanwhile; SP_E_IO, also of standard output; SP_E_NOMEM; SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_dump_run(const struct sp_options *options,
                                        struct sp_err *err);

#endif
