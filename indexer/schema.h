/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/schema.h - where the RELAX NG schema of XML documents lies. */
#ifndef SP_INDEXER_SCHEMA_H
#define SP_INDEXER_SCHEMA_H

#include "lib/arena.h"
#include "lib/error.h"

/* The schema in the folder given with --share (NULL: not given), or where the
 * program finds its files; NULL when there is none, which matters only to
 * folders with XML in them.  The path is in the arena.  SP_E_IO the given
 * folder is not there. */
SP_NODISCARD enum sp_status sp_schema_find(struct sp_arena *arena,
                                           const char *share, const char **path,
                                           struct sp_err *err);

#endif
