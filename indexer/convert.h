/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/convert.h - one document, written in the other form or anew in its
 * own, on standard output. */
#ifndef SP_CONVERT_H
#define SP_CONVERT_H

#include "indexer/options.h"

/* Convert options->file.  Its id and perhaps its type come from its place below
 * the content folder: options->content, or else the first folder above it with
 * site.yaml or services.yaml in it.  What the reader has to say goes to
 * standard error; *found: the file has errors, and nothing was written.
 * SP_E_NOTFOUND no such file or folder, or the file does not lie below it;
 * SP_E_DATA it is no document by its name; SP_E_IO; SP_E_INTERNAL the reader of
 * files does not start, or the document cannot be said in the form wanted, and
 * nothing was written. */
SP_NODISCARD enum sp_status sp_convert_run(const struct sp_options *options,
                                           bool *found, struct sp_err *err);

#endif
