/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_terms.hh"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>

#include "lib/hash.h"
#include "lib/schema.h"
#include "lib/text.h"

namespace
{

/* Stems that the memory may hold before it starts anew. */
constexpr size_t memo_max = 20000;

struct stem_exception {
  std::string_view word, stem;
};

/* Words that the stemmer throws together though they mean different things,
 * and some that belong together and it keeps apart.  Sorted. */
constexpr stem_exception exceptions[] = {
    {"accountant", "accountant"},
    {"accountants", "accountant"},
    {"accounting", "accounting"},
    {"apartment", "apartment"},
    {"apartments", "apartment"},
    {"authorities", "authority"},
    {"authority", "authority"},
    {"buses", "bus"},
    {"busier", "busy"},
    {"busiest", "busy"},
    {"busy", "busy"},
    {"complaint", "complain"},
    {"complaints", "complain"},
    {"conversation", "conversation"},
    {"conversations", "conversation"},
    {"customer", "customer"},
    {"customers", "customer"},
    {"customs", "customs"},
    {"department", "department"},
    {"departments", "department"},
    {"direction", "direction"},
    {"directions", "direction"},
    {"emergencies", "emergency"},
    {"emergency", "emergency"},
    {"evening", "evening"},
    {"evenings", "evening"},
    {"experiment", "experiment"},
    {"experiments", "experiment"},
    {"hospitality", "hospitality"},
    {"importance", "important"},
    {"important", "important"},
    {"internal", "internal"},
    {"internally", "internal"},
    {"international", "international"},
    {"internationally", "international"},
    {"lateral", "lateral"},
    {"licence", "licens"},
    {"licences", "licens"},
    {"objective", "objective"},
    {"objectives", "objective"},
    {"organic", "organic"},
    {"paste", "paste"},
    {"plane", "plane"},
    {"planes", "plane"},
    {"pregnancies", "pregnan"},
    {"pregnancy", "pregnan"},
    {"pregnant", "pregnan"},
    {"recoverable", "recov"},
    {"recovery", "recov"},
    {"several", "several"},
    {"universal", "universal"},
    {"universities", "university"},
    {"university", "university"},
};

constexpr std::string_view common[] = {
    "a",        "about",    "after",   "aint",      "all",      "also",
    "am",       "an",       "and",     "another",   "any",      "anyone",
    "anything", "are",      "arent",   "as",        "at",       "be",
    "because",  "been",     "before",  "being",     "both",     "but",
    "by",       "can",      "cannot",  "cant",      "could",    "couldnt",
    "did",      "didnt",    "do",      "does",      "doesnt",   "dont",
    "down",     "during",   "each",    "else",      "ever",     "every",
    "few",      "for",      "from",    "get",       "gonna",    "got",
    "had",      "has",      "hasn",    "hasnt",     "have",     "havent",
    "having",   "he",       "her",     "here",      "hers",     "herself",
    "hes",      "him",      "himself", "his",       "how",      "i",
    "id",       "if",       "ill",     "im",        "in",       "into",
    "is",       "isnt",     "it",      "its",       "itself",   "ive",
    "just",     "lets",     "may",     "me",        "might",    "mine",
    "more",     "most",     "much",    "must",      "my",       "myself",
    "neither",  "no",       "nobody",  "nor",       "not",      "nothing",
    "of",       "off",      "on",      "once",      "only",     "onto",
    "or",       "other",    "others",  "our",       "ours",     "out",
    "over",     "own",      "please",  "put",       "rather",   "really",
    "same",     "she",      "shes",    "should",    "shouldnt", "so",
    "some",     "somebody", "someone", "something", "such",     "than",
    "that",     "thats",    "the",     "their",     "theirs",   "them",
    "then",     "there",    "theres",  "these",     "they",     "theyd",
    "theyll",   "theyre",   "theyve",  "this",      "those",    "though",
    "through",  "to",       "too",     "under",     "until",    "up",
    "upon",     "us",       "very",    "want",      "wanted",   "wants",
    "was",      "wasnt",    "we",      "were",      "weve",     "what",
    "whats",    "when",     "where",   "which",     "while",    "whilst",
    "who",      "whos",     "whose",   "why",       "will",     "with",
    "within",   "without",  "wont",    "would",     "wouldnt",  "yes",
    "yet",      "you",      "youd",    "youll",     "your",     "youre",
    "yours",    "youve"};

template <size_t N>
constexpr bool
sorted(const stem_exception (&list)[N])
{
  for (size_t i = 1; i < N; i++)
    if (!(list[i - 1].word < list[i].word))
      return false;
  return true;
}

template <size_t N>
constexpr bool
sorted(const std::string_view (&list)[N])
{
  for (size_t i = 1; i < N; i++)
    if (!(list[i - 1] < list[i]))
      return false;
  return true;
}

static_assert(sorted(exceptions) && sorted(common),
              "both lists are searched by halves");

/* The lower case of an ASCII letter or digit; 0 of all else. */
struct ascii_fold {
  char of[128];
};

constexpr ascii_fold
make_ascii_fold()
{
  ascii_fold fold = {};

  for (char c = '0'; c <= '9'; c++)
    fold.of[static_cast<size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; c++)
    fold.of[static_cast<size_t>(c)] = c;
  for (char c = 'A'; c <= 'Z'; c++)
    fold.of[static_cast<size_t>(c)] = static_cast<char>(c + 32);
  return fold;
}

constexpr ascii_fold ascii = make_ascii_fold();

bool
is_apostrophe(uint32_t c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0xFF07;
}

/* Marks nothing but how a word may be broken or its letters joined. */
bool
is_invisible(uint32_t c)
{
  return c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF;
}

bool
is_letter_or_digit(uint32_t c)
{
  using namespace Xapian::Unicode;

  if (c < 0x80)
    return ascii.of[c] != 0;
  switch (get_category(c)) {
  case UPPERCASE_LETTER:
  case LOWERCASE_LETTER:
  case TITLECASE_LETTER:
  case MODIFIER_LETTER:
  case OTHER_LETTER:
  case DECIMAL_DIGIT_NUMBER:
  case LETTER_NUMBER:
  case OTHER_NUMBER:
    return true;
  default:
    return false;
  }
}

bool
is_mark(uint32_t c)
{
  using namespace Xapian::Unicode;

  if (c < 0x300)
    return false;
  category kind = get_category(c);
  return kind == NON_SPACING_MARK || kind == ENCLOSING_MARK ||
         kind == COMBINING_SPACING_MARK;
}

} // namespace

sp_words::sp_words(struct sp_str text) : text_(text)
{
}

void
sp_words::take(uint32_t c)
{
  char bytes[4];
  size_t n = sp_utf8_put(bytes, Xapian::Unicode::tolower(c));

  if (length_ + n <= SP_WORD_MAX) {
    std::memcpy(word_ + length_, bytes, n);
    length_ += n;
  }
}

/* Does the word go on at this place, behind an apostrophe or an invisible
 * character? */
bool
sp_words::joins(size_t at) const
{
  return at < text_.len && is_letter_or_digit(sp_utf8_next(text_, &at));
}

/* Take the apostrophe or the character beyond ASCII that comes next into the
 * word.  False when the word ends there. */
bool
sp_words::take_beyond_ascii()
{
  size_t from = at_;
  uint32_t c = sp_utf8_next(text_, &at_);

  if (is_letter_or_digit(c)) {
    if (length_ == 0)
      begin_ = from;
    take(c);
    end_ = at_;
    return true;
  }
  if (length_ == 0)
    return true;
  if (is_mark(c)) {
    take(c);
    end_ = at_;
    return true;
  }
  return (is_apostrophe(c) || is_invisible(c)) && joins(at_);
}

/* Take the letters and digits of ASCII that come next.  The members are copied,
 * since the compiler must think that each byte written may change them. */
void
sp_words::take_ascii()
{
  const char *bytes = text_.ptr;
  size_t at = at_, all = text_.len, length = length_;

  if (length == 0)
    begin_ = at;
  for (; at < all; at++) {
    unsigned char byte = static_cast<unsigned char>(bytes[at]);
    char folded = byte < 0x80 ? ascii.of[byte] : '\0';

    if (folded == '\0')
      break;
    if (length < SP_WORD_MAX)
      word_[length++] = folded;
  }
  length_ = length;
  at_ = end_ = at;
}

bool
sp_words::next()
{
  length_ = 0;
  while (at_ < text_.len) {
    unsigned char byte = static_cast<unsigned char>(text_.ptr[at_]);

    if (byte >= 0x80 || byte == '\'') {
      if (!take_beyond_ascii())
        return true;
    } else if (ascii.of[byte]) {
      take_ascii();
    } else {
      at_++;
      if (length_)
        return true;
    }
  }
  return length_ > 0;
}

bool
sp_lang_is_english(struct sp_str lang)
{
  return lang.len == 0 || sp_str_ieq(lang, sp_str("en")) ||
         sp_str_ieq(sp_str_sub(lang, 0, 3), sp_str("en-"));
}

bool
sp_word_is_common(std::string_view word)
{
  return std::binary_search(std::begin(common), std::end(common), word);
}

const std::string &
sp_stems::of(const std::string &word)
{
  auto known = memo_.find(word);

  if (known != memo_.end())
    return known->second;
  if (memo_.size() >= memo_max)
    memo_.clear();

  auto exception = std::lower_bound(
      std::begin(exceptions), std::end(exceptions), std::string_view(word),
      [](const stem_exception &e, std::string_view w) { return e.word < w; });
  if (exception != std::end(exceptions) && exception->word == word)
    return memo_.emplace(word, exception->stem).first->second;
  return memo_.emplace(word, stem_(word)).first->second;
}

std::string
sp_term(const char *prefix, struct sp_str text)
{
  std::string term(prefix);
  char hex[2 * SP_HASH_SIZE + 1];
  struct sp_hash hash;
  struct sp_str start;

  if (term.size() + text.len <= SP_TERM_MAX)
    return term.append(sp_view_of(text));
  hash = sp_hash_of(text);
  sp_hash_hex(&hash, hex);
  start = sp_utf8_cut(text, SP_TERM_MAX - term.size() - sizeof(hex));
  /* U+0001 stands in no id, so a hashed term is never another's own. */
  return term.append(sp_view_of(start)).append("\x01").append(hex);
}

std::string
sp_pair_term(const std::string &first, const std::string &second)
{
  return SP_TERM_PAIR + first + ' ' + second;
}

std::string
sp_area_term(struct sp_str area)
{
  sp_words words(area);
  std::string name;

  while (words.next())
    name.append(name.empty() ? "" : " ").append(words.word());
  return sp_term(SP_TERM_AREA, sp_str_of(name));
}

std::string
sp_instant_value(sp_instant at)
{
  double seconds = static_cast<double>(at);

  if (at == SP_ALWAYS_FROM)
    seconds = -std::numeric_limits<double>::infinity();
  else if (at == SP_ALWAYS_UNTIL)
    seconds = std::numeric_limits<double>::infinity();
  return Xapian::sortable_serialise(seconds);
}
