/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_sight.hh - which documents a viewer may see now.  No answer, not
 * even whether a word exists, may come from the others. */
#ifndef SP_INDEX_SIGHT_HH
#define SP_INDEX_SIGHT_HH

#include "lib/index.h"
#include "lib/index_terms.hh"

class sp_sight
{
public:
  sp_sight(const Xapian::Database &db, const struct sp_viewer &viewer);

  /* The query, narrowed to what may be seen. */
  Xapian::Query narrow(const Xapian::Query &query) const;
  /* Can any document be seen that has one of the terms? */
  bool sees(const std::vector<std::string> &terms) const;
  /* ... that has the word in some form? */
  bool has(sp_stems &stems, const std::string &word) const;
  /* ... that has just this form of it? */
  bool has_form(const std::string &word) const;
  /* Does this viewer see every document, at any time? */
  bool
  sees_all() const
  {
    return all_ && !timed_;
  }

private:
  const Xapian::Database &db_;
  std::string level_; /* the term of its documents */
  sp_instant now_;
  bool all_;                      /* its level sees all documents */
  bool timed_;                    /* some have a time */
  Xapian::doccount maybe_hidden_; /* at most so many are not seen */
};

#endif
