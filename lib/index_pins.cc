/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_pins.hh"

#include "lib/index_places.hh"
#include "lib/schema.h"

using Xapian::Query;

namespace
{

/* More than any score; a pin has one more of it than the next. */
constexpr double lift = 10000;

Query
constant(double weight)
{
  Xapian::PostingSource *source = new Xapian::FixedWeightPostingSource(weight);

  return Query(source->release());
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
    if (pin.from <= now && now < pin.until && !pin.is_worst &&
        !find(sp_str_of(pin.document)))
      best_.push_back(&pin);
  /* One pin a page: what is pinned both ways is best. */
  for (const sp_lexicon_pin &pin : pins->second)
    if (pin.from <= now && now < pin.until && pin.is_worst &&
        !find(sp_str_of(pin.document)))
      worst_.push_back(&pin);
}

Query
sp_pins::put(const Query &text) const
{
  std::vector<Query> found = {text}, last;
  double weight = lift * static_cast<double>(best_.size());

  for (const sp_lexicon_pin *pin : best_) {
    found.emplace_back(Query::OP_FILTER, constant(weight),
                       sp_page_query(pin->document));
    weight -= lift;
  }
  Query query = found.size() == 1
                    ? text
                    : Query(Query::OP_OR, found.begin(), found.end());
  if (worst_.empty())
    return query;
  for (const sp_lexicon_pin *pin : worst_)
    last.push_back(sp_page_query(pin->document));
  return Query(Query::OP_AND_MAYBE, query,
               Query(Query::OP_AND_NOT, constant(lift),
                     Query(Query::OP_OR, last.begin(), last.end())));
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
  double weight = lift * static_cast<double>(best_.size());

  if (!worst_.empty() && !(pin && pin->is_worst))
    hit->score -= lift;
  for (const sp_lexicon_pin *best : best_) {
    if (best == pin)
      hit->score -= weight;
    weight -= lift;
  }
  if (!pin)
    return;
  hit->pinned = pin->is_worst ? SP_PINNED_WORST : SP_PINNED_BEST;
  hit->pin_owner = sp_arena_copy(arena, sp_str_of(pin->owner));
  hit->pin_reason = sp_arena_copy(arena, sp_str_of(pin->reason));
}
