/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_query.hh - a plan as a query for Xapian. */
#ifndef SP_INDEX_QUERY_HH
#define SP_INDEX_QUERY_HH

#include <utility>

#include "lib/index_plan.hh"

/* A part of the score: one thing that is looked for, in one field.  Each is a
 * query of its own, and a document's score is the sum of what they give. */
struct sp_scored {
  enum sp_reason_kind kind;
  enum sp_reason_field field;
  std::string typed, found; /* as struct sp_reason has them */
  bool is_common;
  Xapian::Query query;
  /* Of what is looked for in all that a page is called: where in that it may
   * be, the most telling place first; `field` is none of them. */
  std::vector<std::pair<enum sp_reason_field, Xapian::Query>> within;
};

/* All parts of the plan.  Empty when there is nothing to look for. */
std::vector<sp_scored> sp_query_scored(const Xapian::Database &db,
                                       sp_stems &stems, const sp_plan &plan);

/* What to look for: every phrase, where there is one; else at least one of
 * the parts, and one that is not common if there is any.  The others add to
 * the rank. */
Xapian::Query sp_query_text(const std::vector<sp_scored> &scored);

/* Narrow it to what the viewer may see now and the filters let
 * through. */
Xapian::Query sp_query_filter(const Xapian::Database &db,
                              const Xapian::Query &text,
                              const struct sp_search *search);

#endif
