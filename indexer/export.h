/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/export.h - `signpost-indexer export --index DIR DIR`: the residents'
 * site as plain files, for a stick in a power cut.
 *
 * The pages are those of signpost-searchd, which is started on the public index
 * and asked for one after another; their addresses become those of files.  What
 * searches them runs in the browser (templates/static/copy.js). */
#ifndef SP_EXPORT_H
#define SP_EXPORT_H

#include "indexer/options.h"

/* *findings: a page has a link that leads nowhere; it was named, and the copy
 * is there.  SP_E_NOTFOUND no index; SP_E_LOCKED another run writes there;
 * SP_E_STALE the index kept changing; SP_E_LIMIT an address cannot be a file;
 * SP_E_IO, also when what stands at the place is no copy; else as
 * sp_reader_open().  On failure an earlier copy is as it
 * was. */
SP_NODISCARD enum sp_status sp_export_run(const struct sp_options *options,
                                          bool *findings, struct sp_err *err);

#endif
