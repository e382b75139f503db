/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_places.hh - results in their places: by score, but an answer before
 * the contact of its service, a page that somebody looked after before one
 * whose review is overdue, and third the contact that the first result names
 * most, which is whom to ring when the answers are not enough. */
#ifndef SP_INDEX_PLACES_HH
#define SP_INDEX_PLACES_HH

#include "lib/index.h"
#include "lib/index_terms.hh"

#include <vector>

/* A result: its text document's data, and what its place depends on. */
struct sp_placed {
  Xapian::docid doc;
  double weight;
  std::string data, id, service;
  std::string contact; /* id of the page that its text names most as one */
  bool is_contact, is_overdue;
  bool is_named; /* stands here since the first result names it */
};

class sp_places
{
public:
  /* text: what is looked for, with its pins; words: the same without them.
   * by_score: nothing but pins and scores gives places. */
  sp_places(const Xapian::Database &db, const struct sp_search *search,
            const Xapian::Query &text, const Xapian::Query &words,
            bool by_score, bool one_each);

  /* The results from search->first on, `count` at most, in their places; the
   * spy sees the matches.  Every way to cut the ranking into pages cuts the
   * same ranking. */
  std::vector<sp_placed> from(size_t first, size_t count,
                              Xapian::MatchSpy *spy);
  /* How many texts match, estimated by the last from(). */
  Xapian::doccount
  matches() const
  {
    return matches_;
  }
  /* Is one of the results, the contact, none of the matches? */
  bool
  has_other() const
  {
    return has_other_;
  }

private:
  std::vector<sp_placed> ranked(size_t first, size_t count,
                                Xapian::MatchSpy *spy);
  std::vector<sp_placed> top(size_t first, size_t count, Xapian::MatchSpy *spy);
  bool name_other(const std::vector<sp_placed> &ranking, sp_placed *contact);
  void lift_named(std::vector<sp_placed> &ranking) const;

  const Xapian::Database &db_;
  const struct sp_search *search_;
  Xapian::Query text_, words_;
  bool by_score_, one_each_;
  Xapian::doccount matches_ = 0;
  bool has_other_ = false;
};

/* The texts of a page. */
Xapian::Query sp_page_query(const std::string &id);

#endif
