/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/generation.h - the folders gen-N of one index and the link
 * `current` that says which of them is live.
 *
 * A build writes a new one beside the live one and moves the link to it with
 * rename(2); readers meet one or the other, never a half.  Older ones, and
 * those that a killed build left behind, go at the start of the next run: by
 * then every reader has moved. */
#ifndef SP_GENERATION_H
#define SP_GENERATION_H

#include "lib/error.h"

#define SP_GEN_PATH_MAX 4096

/* DIR/current as a number of DIR/gen-N.  SP_E_NOTFOUND there is none, or it
 * leads nowhere; SP_E_CORRUPT it is not such a link; SP_E_IO. */
SP_NODISCARD enum sp_status sp_gen_current(const char *dir, uint64_t *n,
                                           struct sp_err *err);
/* A number that no folder there has or had, live or not: one more than the
 * largest, and in an empty folder the time in seconds.  So an index that was
 * deleted and made again is never taken for the old one, neither by a reader
 * that has that open nor by a browser that has its pages.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_gen_next(const char *dir, uint64_t *n,
                                        struct sp_err *err);
/* "DIR/gen-N"; false when that is too long. */
bool sp_gen_path(char out[SP_GEN_PATH_MAX], const char *dir, uint64_t n);

/* Make a folder's list of names durable; `name` is below the open folder
 * `parent`, or below the working directory (AT_FDCWD).  SP_E_IO. */
SP_NODISCARD enum sp_status sp_gen_sync(int parent, const char *name,
                                        struct sp_err *err);
/* Make gen-N live: its own folder is synced, `current` is switched to it, and
 * the switch is synced.  SP_E_IO: the link is as it was. */
SP_NODISCARD enum sp_status sp_gen_switch(const char *dir, uint64_t n,
                                          struct sp_err *err);
/* Remove every gen-M but gen-`keep` (0: all), and a link left half made.
 * SP_E_IO. */
SP_NODISCARD enum sp_status sp_gen_clean(const char *dir, uint64_t keep,
                                         struct sp_err *err);

#endif
