/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_terms.hh - how text becomes terms: one way for what is written
 * into an index and for what is looked for in it. */
#ifndef SP_INDEX_TERMS_HH
#define SP_INDEX_TERMS_HH

#include "lib/buf.h"
#include "lib/schema.h"
#include "lib/when.h"

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>

inline std::string_view
sp_view_of(struct sp_str s)
{
  return s.len ? std::string_view(s.ptr, s.len) : std::string_view();
}

inline std::string
sp_string(struct sp_str s)
{
  return std::string(sp_view_of(s));
}

inline struct sp_str
sp_str_of(std::string_view s)
{
  return sp_str_n(s.data(), s.size());
}

/* A buffer that ends with its scope. */
class sp_scratch
{
public:
  explicit sp_scratch(size_t max)
  {
    sp_buf_init(&buf, max);
  }
  ~sp_scratch()
  {
    sp_buf_release(&buf);
  }
  sp_scratch(const sp_scratch &) = delete;
  sp_scratch &operator=(const sp_scratch &) = delete;

  struct sp_buf buf;
};

/* Walks over the words of a text, which must be valid UTF-8: runs of letters
 * and digits of any script, with the marks that belong to them, in lower
 * case.  An apostrophe inside a word is folded away: didn't is didnt. */
class sp_words
{
public:
  explicit sp_words(struct sp_str text);

  /* Move to the next word; false at the end. */
  bool next();
  /* Bytes of the text that the word takes. */
  size_t
  begin() const
  {
    return begin_;
  }
  size_t
  end() const
  {
    return end_;
  }
  /* Folded, and cut to SP_WORD_MAX bytes; good until the next move. */
  std::string_view
  word() const
  {
    return std::string_view(word_, length_);
  }

private:
  void take_ascii();
  bool take_beyond_ascii();
  void take(uint32_t c);
  bool joins(size_t at) const;

  struct sp_str text_;
  size_t at_ = 0, begin_ = 0, end_ = 0;
  char word_[SP_WORD_MAX];
  size_t length_ = 0;
};

/* Does a page of this language have English stems? */
bool sp_lang_is_english(struct sp_str lang);

/* A word that nearly every text has: the, how, my. */
bool sp_word_is_common(std::string_view word);

/* English stems, with the exceptions that the stemmer lacks, each worked out
 * once.  Used by one thread at a time. */
class sp_stems
{
public:
  /* The stem of a folded word; good until the next call. */
  const std::string &of(const std::string &word);

private:
  Xapian::Stem stem_{"en"};
  std::unordered_map<std::string, std::string> memo_;
};

/* Every word with stem s starts with this many bytes of s. */
inline size_t
sp_stem_start(const std::string &stem)
{
  return stem.size() <= 3 ? 1 : 3;
}

/* prefix + text; with its hash for an end when that would be too long. */
std::string sp_term(const char *prefix, struct sp_str text);

/* Two stems that stand side by side. */
std::string sp_pair_term(const std::string &first, const std::string &second);

/* An area's name however it is written: its words in lower case. */
std::string sp_area_term(struct sp_str area);

/* An instant as a value that sorts; what has no end sorts last. */
std::string sp_instant_value(sp_instant at);

#endif
