/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_explain.hh - why results stand where they do. */
#ifndef SP_INDEX_EXPLAIN_HH
#define SP_INDEX_EXPLAIN_HH

#include "lib/index_query.hh"

/* Set the reasons of the hits, whose documents in the index are docs, in the
 * same order: what each part gives to each, the weightiest first.  It asks the
 * index once for each part. */
void sp_explain(const Xapian::Database &db,
                const std::vector<sp_scored> &scored,
                const std::vector<Xapian::docid> &docs, struct sp_hit *hits,
                struct sp_arena *arena);

#endif
