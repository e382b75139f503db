/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_pins.hh - what the site pinned to a search: pages that stand first
 * or last whatever their score. */
#ifndef SP_INDEX_PINS_HH
#define SP_INDEX_PINS_HH

#include "lib/index_plan.hh"

class sp_pins
{
public:
  /* Of these words, at this moment. */
  sp_pins(const struct sp_lexicon *lexicon, sp_stems &stems,
          const sp_parsed &parsed, sp_instant now);

  /* The query with its pins: what is pinned best is found though nothing of the
   * query is in it; filters come after. */
  Xapian::Query put(const Xapian::Query &text) const;
  /* Set the hit's pin, and take from its score what put() added. */
  void settle(struct sp_hit *hit, struct sp_arena *arena) const;

  /* Scores of a query with these are far from what its words give. */
  bool
  has_worst() const
  {
    return !worst_.empty();
  }

private:
  const sp_lexicon_pin *find(struct sp_str id) const;

  std::vector<const sp_lexicon_pin *> best_, worst_;
};

#endif
