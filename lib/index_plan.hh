/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_plan.hh - what was typed, and what is to be looked for: the words,
 * what stands for them, what a slip may have meant. */
#ifndef SP_INDEX_PLAN_HH
#define SP_INDEX_PLAN_HH

#include "lib/index.h"
#include "lib/index_lexicon.hh"

/* A word as it was typed. */
struct sp_typed {
  std::string word;  /* folded */
  size_t begin, end; /* bytes of the query */
};

struct sp_parsed {
  std::vector<sp_phrase> phrases; /* between quotation marks */
  /* What stands outside of them, in pieces that a phrase cuts apart. */
  std::vector<std::vector<sp_typed>> loose;
  std::vector<std::string> words; /* of all, each once, in order */
  bool truncated;                 /* there are words that were left out */
};

/* The first SP_QUERY_WORDS_MAX words within SP_QUERY_BYTES_MAX bytes of text,
 * which must be valid UTF-8.  What stands between two quotation marks is a
 * phrase; there are no other signs. */
sp_parsed sp_query_parse(struct sp_str text);

/* One thing to look for. */
struct sp_part {
  enum sp_reason_kind kind;
  std::string typed; /* the words of the query that it is for */
  bool is_common;    /* adds to the rank, but nothing is found by it alone */
  double weight;
  std::vector<sp_phrase> any; /* each: all of its words */
};

struct sp_plan {
  std::vector<sp_part> parts;
  std::vector<sp_phrase> phrases;
  std::string corrected; /* the query as it was understood; empty: as typed */
};

/* Its words with spaces between. */
std::string sp_phrase_text(const sp_phrase &phrase);

/* Work it out against what the viewer may see.  lexicon may be NULL: then
 * words stand for themselves.  as_typed: nothing is corrected. */
sp_plan sp_query_plan(const Xapian::Database &db, sp_stems &stems,
                      const struct sp_lexicon *lexicon,
                      const struct sp_search *search, const sp_parsed &parsed);

#endif
