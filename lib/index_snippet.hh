/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_snippet.hh - the piece of a text that shows why it was found. */
#ifndef SP_INDEX_SNIPPET_HH
#define SP_INDEX_SNIPPET_HH

#include "lib/buf.h"
#include "lib/index_terms.hh"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

/* A section's text in what searches find. */
struct sp_passage {
  struct sp_str anchor, heading, text; /* valid UTF-8 */
};

/* What to look for in a text. */
struct sp_wanted {
  std::string word; /* folded; each once */
  double weight;    /* beside the others: more for rarer words */
  size_t place;     /* in the query: neighbours there have neighbours here */
};

/* Made for one search, used for each of its results. */
class sp_snippets
{
public:
  sp_snippets(sp_stems &stems, const std::vector<sp_wanted> &words);

  /* The passage that shows best why the page was found: the one whose words,
   * and whose heading, say most that the title does not say already.  passages
   * is not empty; among equals it is the first. */
  size_t choose(struct sp_str title, const std::vector<sp_passage> &passages,
                bool english);

  /* Put the best piece of text (valid UTF-8), about SP_SNIPPET_CHARS long,
   * escaped, with what matches in <mark>.  True when anything matched; else
   * it is the text's beginning. */
  bool make(struct sp_str text, bool english, struct sp_buf *out);

private:
  struct match {
    size_t begin, end; /* bytes of the text */
    size_t word;       /* which of the wanted */
    size_t place;      /* how many words stand before it */
  };

  bool may_match(std::string_view word) const;
  bool find(std::string_view view, bool english, size_t *which);
  std::vector<match> scan(struct sp_str text, bool english);
  size_t best(const std::vector<match> &matches, size_t width,
              const std::vector<double> &weight, double *score) const;
  std::vector<double> weights_beside(struct sp_str title, bool english);
  double heading_score(struct sp_str heading, bool english,
                       const std::vector<double> &weight);

  sp_stems &stems_;
  std::unordered_map<std::string, size_t> forms_, by_stem_;
  std::vector<double> weight_;
  std::vector<size_t> place_;
  std::vector<std::string> starts_;
  /* For each first byte of a word, the second bytes (their last five bits)
   * with which it may match. */
  uint32_t second_[256] = {};
};

#endif
