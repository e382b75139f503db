/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/graph.h - the command that draws a script. */
#ifndef SP_INDEXER_GRAPH_H
#define SP_INDEXER_GRAPH_H

#include "indexer/options.h"

/* Write the graph of options->file, which lies below options->content (NULL:
 * it is found, as one.h says), on standard output.  What is wrong with the file
 * goes to standard error; *found: it has errors or is no script, and nothing
 * was written.  SP_E_DATA it is no document by its name; SP_E_NOTFOUND no such
 * file or folder, or the file does not lie below it; SP_E_LIMIT the graph is
 * too large; SP_E_IO; SP_E_INTERNAL the reader of files does not start. */
SP_NODISCARD enum sp_status sp_graph_run(const struct sp_options *options,
                                         bool *found, struct sp_err *err);

#endif
