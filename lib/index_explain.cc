/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_explain.hh"

#include <algorithm>

#include "lib/index_rank.hh"

using Xapian::Query;

namespace
{

/* Lets a few documents through: to have weights of no others. */
class these_documents : public Xapian::MatchDecider
{
public:
  explicit these_documents(const std::vector<Xapian::docid> &docs) : docs_(docs)
  {
  }
  bool
  operator()(const Xapian::Document &doc) const override
  {
    return std::find(docs_.begin(), docs_.end(), doc.get_docid()) !=
           docs_.end();
  }

private:
  const std::vector<Xapian::docid> &docs_;
};

bool
weighs_more(const struct sp_reason &a, const struct sp_reason &b)
{
  return a.weight > b.weight;
}

} // namespace

void
sp_explain(const Xapian::Database &db, const std::vector<sp_scored> &scored,
           const std::vector<Xapian::docid> &docs, struct sp_hit *hits,
           struct sp_arena *arena)
{
  std::vector<std::vector<struct sp_reason>> reasons(docs.size());
  these_documents decider(docs);

  for (const sp_scored &s : scored) {
    Xapian::Enquire enquire(db);

    enquire.set_query(s.query);
    enquire.set_weighting_scheme(sp_rank_weight());
    Xapian::MSet found = enquire.get_mset(
        0, static_cast<Xapian::doccount>(docs.size()), 0, nullptr, &decider);
    for (auto i = found.begin(); i != found.end(); ++i) {
      size_t at = static_cast<size_t>(std::find(docs.begin(), docs.end(), *i) -
                                      docs.begin());

      reasons[at].push_back(
          {s.kind, s.field, sp_arena_copy(arena, sp_str_of(s.typed)),
           sp_arena_copy(arena, sp_str_of(s.found)), i.get_weight()});
    }
  }
  for (size_t i = 0; i < docs.size(); i++) {
    std::stable_sort(reasons[i].begin(), reasons[i].end(), weighs_more);
    hits[i].reasons = reasons[i].size();
    hits[i].reason = sp_arena_array(arena, struct sp_reason, reasons[i].size());
    std::copy(reasons[i].begin(), reasons[i].end(), hits[i].reason);
  }
}
