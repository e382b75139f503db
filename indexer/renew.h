/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/renew.h - the entry that the staff index shall have of a file after
 * this run. */
#ifndef SP_RENEW_H
#define SP_RENEW_H

#include "indexer/make.h"

/* Build it from all that is known of file i.  facts: what its live pages were
 * made from, in either index; empty when there is none.  Both are in the
 * arena.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_renew_entry(const struct sp_catalog *catalog,
                                           size_t i, struct sp_arena *arena,
                                           struct sp_entry *entry,
                                           struct sp_str *facts,
                                           struct sp_err *err);

#endif
