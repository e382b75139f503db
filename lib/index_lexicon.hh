/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_lexicon.hh - what searches know of words: which there are, what
 * stands for what, which page is pinned to which search. */
#ifndef SP_INDEX_LEXICON_HH
#define SP_INDEX_LEXICON_HH

#include "lib/index_terms.hh"
#include "lib/index_wordlist.hh"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/* The words of a phrase, folded, in order. */
using sp_phrase = std::vector<std::string>;

sp_phrase sp_phrase_of(struct sp_str text);
/* The stems of some of its words, with spaces between: two phrases with one
 * key are the same for searches. */
std::string sp_phrase_key(sp_stems &stems, const sp_phrase &phrase,
                          size_t first, size_t count);

/* What else is searched for when a phrase is: of all rules together, since each
 * apart would count once more. */
struct sp_expansion {
  bool is_glossary; /* nothing of it is from synonyms.txt */
  std::vector<sp_phrase> to;
};

struct sp_lexicon_pin {
  std::string document, owner, reason;
  bool is_worst;
  sp_instant from, until;
};

struct sp_lexicon {
  sp_wordlist words; /* of the texts that everybody sees: of no others, not even
                        a count */
  sp_wordlist terms; /* of the glossary and the rules, for what is none of those
                        but may be meant all the same */
  std::unordered_map<std::string, sp_expansion> expansions;
  size_t longest = 0; /* words of the longest key of expansions */
  /* Keys of several words by the stem of each telling one. */
  std::unordered_map<std::string, std::vector<std::string>> keys_by_stem;
  /* Words that the council wrote down as words: never corrected. */
  std::unordered_set<std::string> known;
  std::unordered_map<std::string, std::vector<sp_lexicon_pin>> pins;
};

#endif
