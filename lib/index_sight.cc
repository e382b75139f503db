/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_sight.hh"

#include <algorithm>

#include "lib/index_reader.hh"

using Xapian::Query;

namespace
{

/* Text that is not live at this moment. */
Query
dead_query(sp_instant now)
{
  Query early(Query::OP_VALUE_GE, SP_SLOT_FROM, sp_instant_value(now + 1));
  Query late(Query::OP_VALUE_LE, SP_SLOT_UNTIL, sp_instant_value(now));

  return Query(Query::OP_AND, Query(SP_TERM_TIMED),
               Query(Query::OP_OR, early, late));
}

} // namespace

sp_sight::sp_sight(const Xapian::Database &db, const struct sp_viewer &viewer)
    : db_(db), level_(SP_TERM_LEVEL + std::to_string(sp_viewer_level(&viewer))),
      now_(viewer.now)
{
  Xapian::doccount all = db.get_doccount(), seen = db.get_termfreq(level_);
  Xapian::doccount timed = db.get_termfreq(SP_TERM_TIMED);

  all_ = seen == all;
  timed_ = timed > 0;
  maybe_hidden_ = all - seen + timed;
}

Query
sp_sight::narrow(const Query &query) const
{
  Query seen = all_ ? query : Query(Query::OP_FILTER, query, Query(level_));

  return timed_ ? Query(Query::OP_AND_NOT, seen, dead_query(now_)) : seen;
}

bool
sp_sight::sees(const std::vector<std::string> &terms) const
{
  Xapian::doccount most = 0;

  for (const std::string &term : terms)
    most = std::max(most, db_.get_termfreq(term));
  if (most == 0 || most > maybe_hidden_)
    return most > 0;

  Xapian::Enquire enquire(db_);
  enquire.set_query(narrow(Query(Query::OP_OR, terms.begin(), terms.end())));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
  return enquire.get_mset(0, 1).size() > 0;
}

bool
sp_sight::has(sp_stems &stems, const std::string &word) const
{
  /* The words of all fields are among those of the body. */
  std::string stem = stems.of(word);
  std::vector<std::string> terms = {"Z" SP_FIELD_BODY + stem};

  if (stem != word)
    terms.push_back("Z" SP_FIELD_BODY + word);
  return sees(terms);
}

bool
sp_sight::has_form(const std::string &word) const
{
  return sees({SP_FIELD_BODY + word, SP_FIELD_TITLE + word,
               SP_FIELD_HEADING + word, SP_FIELD_ASKED + word});
}
