/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_places.hh"

#include <algorithm>

#include "lib/index_query.hh"
#include "lib/index_rank.hh"
#include "lib/index_reader.hh"

using Xapian::Query;

namespace
{

/* Where the contact stands that the first result names. */
constexpr size_t contact_place = 2;

sp_placed
place_of(const Xapian::MSetIterator &found, sp_instant now)
{
  std::string data = found.get_document().get_data();
  struct sp_unpack in = {sp_str_of(data), false};
  struct sp_page_head head;

  sp_page_head_unpack(&in, &head);
  std::string contact = sp_string(sp_unpack_str(&in));
  std::string id = sp_string(head.id), service = sp_string(head.service);
  bool is_contact = head.type == SP_DOC_CONTACT,
       is_overdue = sp_page_is_overdue(&head, now);
  return {*found,        found.get_weight(), std::move(data),
          std::move(id), std::move(service), std::move(contact),
          is_contact,    is_overdue,         false};
}

using places = std::vector<sp_placed>::iterator;

/* Is `other` to stand before this contact? */
bool
is_answer_before(const sp_placed &contact, const sp_placed &other)
{
  return !other.is_contact && other.service == contact.service &&
         other.weight >= SP_CONTACT_SHARE * contact.weight;
}

/* Let contacts stand behind the answers that go with them.  From the last on,
 * so that none that has moved is looked at again. */
void
prefer_answers(places begin, places end)
{
  for (auto at = end; at != begin;) {
    --at;
    if (!at->is_contact)
      continue;
    auto answer = std::find_if(
        std::make_reverse_iterator(end), std::make_reverse_iterator(at + 1),
        [&](const sp_placed &other) { return is_answer_before(*at, other); });
    if (answer.base() != at + 1)
      std::rotate(at, at + 1, answer.base());
  }
}

/* Let overdue pages stand behind those that are as good. */
void
sink_overdue(places begin, places end)
{
  for (auto at = begin; end - at > 1; ++at)
    if (at->is_overdue && !at[1].is_overdue &&
        at[1].weight >= SP_OVERDUE_SHARE * at->weight)
      std::swap(at[0], at[1]);
}

void
settle(std::vector<sp_placed> &all)
{
  for (size_t at = 0; at < all.size(); at += SP_BLOCK) {
    auto begin = all.begin() + static_cast<ptrdiff_t>(at);
    auto end = all.begin() +
               static_cast<ptrdiff_t>(std::min(at + SP_BLOCK, all.size()));

    sink_overdue(begin, end);
    prefer_answers(begin, end);
  }
}

template <typename I>
I
find_page(I begin, I end, const std::string &id)
{
  return std::find_if(begin, end,
                      [&](const sp_placed &p) { return p.id == id; });
}

/* Where the first block ends. */
template <typename V>
auto
block_end(V &ranking)
{
  return ranking.begin() +
         static_cast<ptrdiff_t>(std::min(SP_BLOCK, ranking.size()));
}

void
cut(std::vector<sp_placed> &ranking, size_t count)
{
  if (ranking.size() > count)
    ranking.erase(ranking.begin() + static_cast<ptrdiff_t>(count),
                  ranking.end());
}

void
leave_out(std::vector<sp_placed> &ranking, const std::string &id)
{
  auto at = find_page(ranking.begin(), ranking.end(), id);

  if (at != ranking.end())
    ranking.erase(at);
}

} // namespace

Query
sp_page_query(const std::string &id)
{
  return Query(Query::OP_AND, Query(sp_term(SP_TERM_OF_PAGE, sp_str_of(id))),
               Query(std::string(SP_TERM_KIND) + SP_KIND_TEXT));
}

sp_places::sp_places(const Xapian::Database &db, const struct sp_search *search,
                     const Query &text, const Query &words, bool by_score,
                     bool one_each)
    : db_(db), search_(search), text_(text), words_(words), by_score_(by_score),
      one_each_(one_each)
{
}

/* The ranking without the contact that is named: whole blocks are looked at, so
 * that the order within one does not depend on where a page begins. */
std::vector<sp_placed>
sp_places::ranked(size_t first, size_t count, Xapian::MatchSpy *spy)
{
  size_t begin = first - first % SP_BLOCK;
  size_t end = (first + count + SP_BLOCK - 1) / SP_BLOCK * SP_BLOCK;
  Xapian::Enquire enquire(db_);
  std::vector<sp_placed> all;

  enquire.set_query(sp_query_filter(db_, text_, search_));
  enquire.set_weighting_scheme(sp_rank_weight());
  if (!one_each_)
    enquire.set_collapse_key(SP_SLOT_PAGE);
  if (spy)
    enquire.add_matchspy(spy);
  /* Xapian's estimate is made from how often words occur, hidden texts
   * included; so a small number is counted. */
  Xapian::MSet mset = enquire.get_mset(
      static_cast<Xapian::doccount>(begin),
      static_cast<Xapian::doccount>(end - begin), spy ? SP_COUNT_EXACT : 0);

  if (spy)
    matches_ = mset.get_uncollapsed_matches_estimated();
  for (auto found = mset.begin(); found != mset.end(); ++found)
    all.push_back(place_of(found, search_->viewer.now));
  if (!by_score_)
    settle(all);
  all.erase(all.begin(), all.begin() + static_cast<ptrdiff_t>(std::min(
                                           first - begin, all.size())));
  return all;
}

/* The contact that the first of the ranking names, where it is not in the first
 * block though the viewer may see it and the filters let it through.  Its score
 * is what the words give it. */
bool
sp_places::name_other(const std::vector<sp_placed> &ranking, sp_placed *contact)
{
  has_other_ = false;
  if (by_score_ || ranking.empty() || ranking[0].is_contact ||
      ranking[0].contact.empty() ||
      find_page(ranking.begin(), block_end(ranking), ranking[0].contact) !=
          block_end(ranking))
    return false;

  Xapian::Enquire enquire(db_);
  Query page =
      Query(Query::OP_SCALE_WEIGHT, sp_page_query(ranking[0].contact), 0);

  enquire.set_query(
      sp_query_filter(db_, Query(Query::OP_AND_MAYBE, page, words_), search_));
  enquire.set_weighting_scheme(sp_rank_weight());
  Xapian::MSet mset = enquire.get_mset(0, 1);
  if (mset.empty())
    return false;
  *contact = place_of(mset.begin(), search_->viewer.now);
  contact->is_named = true;
  has_other_ = contact->is_contact && contact->weight <= 0;
  return contact->is_contact;
}

/* Move up the contact that the first names, if it stands behind its place in
 * the first block. */
void
sp_places::lift_named(std::vector<sp_placed> &ranking) const
{
  if (by_score_ || ranking.empty() || ranking[0].is_contact)
    return;

  auto at = find_page(ranking.begin(), block_end(ranking), ranking[0].contact);

  if (at == block_end(ranking) || !at->is_contact ||
      at - ranking.begin() <= static_cast<ptrdiff_t>(contact_place))
    return;
  at->is_named = true;
  std::rotate(ranking.begin() + static_cast<ptrdiff_t>(contact_place), at,
              at + 1);
}

/* Results that begin in the first block. */
std::vector<sp_placed>
sp_places::top(size_t first, size_t count, Xapian::MatchSpy *spy)
{
  std::vector<sp_placed> all =
      ranked(0, std::max(first + count, SP_BLOCK), spy);
  sp_placed contact;

  if (!name_other(all, &contact)) {
    lift_named(all);
  } else if (size_t place = std::min(contact_place, all.size());
             first + count > place) {
    /* All that is behind it stands one place further down. */
    cut(all, first + count - 1);
    leave_out(all, contact.id);
    all.insert(all.begin() + static_cast<ptrdiff_t>(place), contact);
  }
  all.erase(all.begin(),
            all.begin() + static_cast<ptrdiff_t>(std::min(first, all.size())));
  return all;
}

std::vector<sp_placed>
sp_places::from(size_t first, size_t count, Xapian::MatchSpy *spy)
{
  std::vector<sp_placed> all, block;
  sp_placed contact;

  if (first < SP_BLOCK) {
    all = top(first, count, spy);
  } else {
    if (!by_score_)
      block = ranked(0, SP_BLOCK, nullptr);
    bool is_shifted = name_other(block, &contact);
    all = ranked(first - is_shifted, count, spy);
    cut(all, count);
    if (is_shifted)
      leave_out(all, contact.id);
  }
  cut(all, count);
  return all;
}
