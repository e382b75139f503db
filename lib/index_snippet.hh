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

/* Made for one search, used for each of its results. */
class sp_snippets
{
public:
  /* words: folded, in the order of the query. */
  sp_snippets(sp_stems &stems, const std::vector<std::string> &words);

  /* Put the best piece of text (valid UTF-8), about SP_SNIPPET_CHARS long,
   * escaped, with what matches in <mark>.  True when anything matched; else
   * it is the text's beginning. */
  bool make(struct sp_str text, bool english, struct sp_buf *out);

private:
  struct match {
    size_t begin, end; /* bytes of the text */
    size_t word;       /* which of the query's */
    size_t place;      /* how many words stand before it */
  };

  bool may_match(std::string_view word) const;
  bool find(std::string_view view, bool english, size_t *which);
  std::vector<match> scan(struct sp_str text, bool english);
  size_t best(const std::vector<match> &matches, size_t width) const;

  sp_stems &stems_;
  std::unordered_map<std::string, size_t> forms_, by_stem_;
  std::vector<double> weight_;
  std::vector<std::string> starts_;
  /* For each first byte of a word, the second bytes (their last five bits)
   * with which it may match. */
  uint32_t second_[256] = {};
};

#endif
