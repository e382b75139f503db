/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_pins.hh"

#include "lib/schema.h"

using Xapian::Query;

namespace
{

/* More than any score; and less of it for each later pin. */
constexpr double lift = 10000;
constexpr double lift_step = 100;

Query
constant(double weight)
{
  Xapian::PostingSource *source = new Xapian::FixedWeightPostingSource(weight);

  return Query(source->release());
}

/* The texts of a page. */
Query
page_query(const std::string &id)
{
  return Query(Query::OP_AND, Query(sp_term(SP_TERM_OF_PAGE, sp_str_of(id))),
               Query(std::string(SP_TERM_KIND) + SP_KIND_TEXT));
}

} // namespace

sp_pins::sp_pins(const struct sp_lexicon *lexicon, sp_stems &stems,
                 const sp_parsed &parsed, sp_instant now)
{
  sp_phrase words;

  if (!lexicon || parsed.loose.size() != 1 || !parsed.phrases.empty())
    return;
  for (const sp_typed &typed : parsed.loose[0])
    words.push_back(typed.word);
  auto pins = lexicon->pins.find(sp_phrase_key(stems, words, 0, words.size()));
  if (pins == lexicon->pins.end())
    return;
  for (const sp_lexicon_pin &pin : pins->second)
    if (pin.from <= now && now < pin.until)
      (pin.is_worst ? worst_ : best_).push_back(&pin);
}

Query
sp_pins::put(const Query &text) const
{
  Query query = text;
  double weight = lift;

  if (!worst_.empty()) {
    std::vector<Query> pages;

    for (const sp_lexicon_pin *pin : worst_)
      pages.push_back(page_query(pin->document));
    query = Query(Query::OP_AND_MAYBE, query,
                  Query(Query::OP_AND_NOT, constant(lift),
                        Query(Query::OP_OR, pages.begin(), pages.end())));
    weight += lift;
  }
  for (const sp_lexicon_pin *pin : best_) {
    query = Query(Query::OP_OR, query,
                  Query(Query::OP_FILTER, constant(weight + lift),
                        page_query(pin->document)));
    weight -= lift_step;
  }
  return query;
}

const sp_lexicon_pin *
sp_pins::find(struct sp_str id) const
{
  for (const auto *list : {&best_, &worst_})
    for (const sp_lexicon_pin *pin : *list)
      if (pin->document == sp_view_of(id))
        return pin;
  return nullptr;
}

void
sp_pins::settle(struct sp_hit *hit, struct sp_arena *arena) const
{
  const sp_lexicon_pin *pin = find(hit->head.id);
  double weight = lift + (worst_.empty() ? 0 : lift);

  if (!worst_.empty() && !(pin && pin->is_worst))
    hit->score -= lift;
  for (const sp_lexicon_pin *best : best_) {
    if (best == pin)
      hit->score -= weight + lift;
    weight -= lift_step;
  }
  if (!pin)
    return;
  hit->pinned = pin->is_worst ? SP_PINNED_WORST : SP_PINNED_BEST;
  hit->pin_owner = sp_arena_copy(arena, sp_str_of(pin->owner));
  hit->pin_reason = sp_arena_copy(arena, sp_str_of(pin->reason));
}
