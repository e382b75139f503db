/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_wordlist.hh - the words of an index, to find those that a slip
 * may have meant. */
#ifndef SP_INDEX_WORDLIST_HH
#define SP_INDEX_WORDLIST_HH

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

class sp_wordlist
{
public:
  /* A word in lower case and in how many documents it is; words that no slip
   * is corrected to (very short or long, with digits) are passed over. */
  void add(std::string_view word, uint32_t documents);
  /* After the last word: from here on it is only read, by any thread. */
  void finish();

  struct near {
    std::string_view word;
    unsigned distance;
    uint32_t documents;
  };
  /* May a word be meant? */
  using allowed = std::function<bool(std::string_view)>;
  /* The nearest words that may be meant, all at one distance, the most frequent
   * first, `max` at most.  Distance is Damerau's with neighbours swapped once
   * (optimal string alignment): 1 for a word under 8 letters, and the first
   * letter the same; else up to 2.  Nothing for a word under 4 letters or with
   * a digit.  A word that may not be meant takes no other's place.  two_slips:
   * up to 2 in a short word too. */
  std::vector<near> nearest(std::string_view word, size_t max,
                            const allowed &may = nullptr,
                            bool two_slips = false) const;
  /* The most frequent words that go on after these at least 3 letters. */
  std::vector<near> completions(std::string_view start, size_t max,
                                const allowed &may = nullptr) const;

  /* In how many documents a word is; 0: it is not in the list. */
  uint32_t documents(std::string_view word) const;
  size_t
  size() const
  {
    return entries_.size();
  }

private:
  struct entry {
    uint32_t at; /* in the pool */
    uint32_t documents;
    uint32_t letters; /* which letters it has, a bit each */
    uint8_t bytes, chars;
  };

  std::string_view
  text(const entry &e) const
  {
    return std::string_view(pool_).substr(e.at, e.bytes);
  }
  template <typename F>
  void each(size_t chars, std::string_view first, F &&f) const;

  static constexpr size_t chars_max_ = 32;
  std::string pool_;
  std::vector<entry> entries_;                 /* by length, then text */
  std::array<size_t, chars_max_ + 2> begin_{}; /* of each length */
};

/* Letters, not bytes, that must be changed; more than `limit` is limit + 1. */
unsigned sp_word_distance(std::string_view a, std::string_view b,
                          unsigned limit);

#endif
