/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/dita_shelf.h - what DITA files take from one another (lib/dita.h).
 *
 * Each run looks at all DITA files by themselves first, in the children; their
 * cards lie in the spool.  A file is then read with a shelf of what it needs,
 * and counts as changed when its shelf has.  Keys hold for the whole content
 * folder: of two maps that define one, the first by path is right. */
#ifndef SP_DITA_SHELF_H
#define SP_DITA_SHELF_H

#include "lib/buf.h"
#include "lib/dita.h"
#include "lib/error.h"

struct sp_catalog;

/* All keys, by name; texts live in the catalog's arena. */
struct sp_dita_keys {
  struct sp_dita_key *item;
  size_t count, cap;
};

/* Make the cards of all DITA files, and the catalog's table of keys.  A file
 * that cannot be read has no card; reading it says why.  SP_E_IO the temporary
 * file; SP_E_LIMIT; SP_E_INTERNAL a child cannot be started. */
SP_NODISCARD enum sp_status sp_dita_shelf_prepare(struct sp_catalog *catalog,
                                                  struct sp_err *err);

/* Put the shelf of file i, packed, at the end of out; nothing for a file that
 * has no card.  SP_E_IO the temporary file; SP_E_LIMIT it does not fit. */
SP_NODISCARD enum sp_status sp_dita_shelf_put(struct sp_catalog *catalog,
                                              size_t i, struct sp_buf *out,
                                              struct sp_err *err);

#endif
