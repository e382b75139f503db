/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_query.hh - what was typed, as a query for Xapian. */
#ifndef SP_INDEX_QUERY_HH
#define SP_INDEX_QUERY_HH

#include "lib/index.h"
#include "lib/index_terms.hh"

#include <string>
#include <vector>

struct sp_parsed {
  std::vector<std::string> words; /* folded, each once, in order; those of
                                     phrases too */
  std::vector<std::vector<std::string>> phrases;
  std::vector<std::string> loose; /* words outside phrases, each once */
  bool truncated;                 /* there are words that were left out */
};

/* The first SP_QUERY_WORDS_MAX words within SP_QUERY_BYTES_MAX bytes of text,
 * which must be valid UTF-8.  What stands between two quotation marks is a
 * phrase; there are no other signs. */
sp_parsed sp_query_parse(struct sp_str text);

/* What to look for: every phrase, where there is one; else at least one of
 * the words, and one that is not common if there is any.  The other words add
 * to the rank.  Empty when there is no word. */
Xapian::Query sp_query_text(const Xapian::Database &db, sp_stems &stems,
                            const sp_parsed &parsed);

/* Narrow it to what the viewer may see now and the filters let
 * through. */
Xapian::Query sp_query_filter(const Xapian::Database &db,
                              const Xapian::Query &text,
                              const struct sp_search *search);

#endif
