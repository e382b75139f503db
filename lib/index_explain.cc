/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_explain.hh"

#include <algorithm>

#include "lib/index_rank.hh"

using Xapian::Query;

namespace
{

/* A page may have texts of several classes, of which one is the hit. */
constexpr Xapian::doccount others_max = 1000;

/* The texts of these pages. */
Query
pages_query(const struct sp_hit *hits, size_t count)
{
  std::vector<Query> each;

  for (size_t i = 0; i < count; i++)
    each.emplace_back(sp_term(SP_TERM_OF_PAGE, hits[i].head.id));
  return Query(Query::OP_OR, each.begin(), each.end());
}

/* Which of these texts, that are of these pages, has what is looked for? */
std::vector<bool>
found_by(const Xapian::Database &db, const Query &query, const Query &pages,
         const std::vector<Xapian::docid> &docs)
{
  std::vector<bool> found(docs.size());
  Xapian::Enquire enquire(db);

  enquire.set_query(Query(Query::OP_FILTER, query, pages));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  Xapian::MSet mset = enquire.get_mset(
      0, static_cast<Xapian::doccount>(docs.size()) + others_max);
  for (auto i = mset.begin(); i != mset.end(); ++i) {
    auto at = std::find(docs.begin(), docs.end(), *i);

    if (at != docs.end())
      found[static_cast<size_t>(at - docs.begin())] = true;
  }
  return found;
}

/* Where in what it is called each text has it. */
std::vector<enum sp_reason_field>
places_of(const Xapian::Database &db, const sp_scored &scored,
          const Query &pages, const std::vector<Xapian::docid> &docs)
{
  std::vector<enum sp_reason_field> places(docs.size(), scored.field);

  for (auto in = scored.within.rbegin(); in != scored.within.rend(); ++in) {
    std::vector<bool> found = found_by(db, in->second, pages, docs);

    for (size_t i = 0; i < docs.size(); i++)
      if (found[i])
        places[i] = in->first;
  }
  return places;
}

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
  std::vector<bool> is_wanted(docs.size());
  Query pages = pages_query(hits, docs.size());
  bool all_common = std::all_of(scored.begin(), scored.end(),
                                [](const sp_scored &s) { return s.is_common; });

  for (const sp_scored &s : scored) {
    std::vector<enum sp_reason_field> places = places_of(db, s, pages, docs);
    Xapian::Enquire enquire(db);

    enquire.set_query(Query(Query::OP_FILTER, s.query, pages));
    enquire.set_weighting_scheme(sp_rank_weight());
    Xapian::MSet found = enquire.get_mset(
        0, static_cast<Xapian::doccount>(docs.size()) + others_max);
    for (auto i = found.begin(); i != found.end(); ++i) {
      auto at = std::find(docs.begin(), docs.end(), *i);

      if (at == docs.end())
        continue;
      size_t n = static_cast<size_t>(at - docs.begin());
      if (!s.is_common || all_common)
        is_wanted[n] = true;
      reasons[n].push_back(
          {s.kind, places[n], sp_arena_copy(arena, sp_str_of(s.typed)),
           sp_arena_copy(arena, sp_str_of(s.found)), i.get_weight()});
    }
  }
  for (size_t i = 0; i < docs.size(); i++) {
    /* Common words add to what has others; alone they gave nothing. */
    if (!is_wanted[i])
      reasons[i].clear();
    std::stable_sort(reasons[i].begin(), reasons[i].end(), weighs_more);
    hits[i].reasons = reasons[i].size();
    hits[i].reason = sp_arena_array(arena, struct sp_reason, reasons[i].size());
    std::copy(reasons[i].begin(), reasons[i].end(), hits[i].reason);
  }
}
