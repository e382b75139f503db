/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_wordlist.hh"

#include <algorithm>
#include <cstdlib>

#include "lib/base.h"
#include "lib/text.h"

namespace
{

constexpr size_t chars_min = 3;      /* of a word that may be meant */
constexpr size_t slip_chars_min = 4; /* of a word with a slip */
constexpr size_t two_slips_chars = 8;

/* A word's characters; longer ones are not looked at. */
struct letters {
  uint32_t c[32];
  size_t n = 0;
  bool too_long = false;

  explicit letters(std::string_view word)
  {
    struct sp_str s = sp_str_n(word.data(), word.size());

    for (size_t at = 0; at < s.len;) {
      if (n == sizeof(c) / sizeof(c[0])) {
        too_long = true;
        return;
      }
      c[n++] = sp_utf8_next(s, &at);
    }
  }
};

bool
has_digit(std::string_view word)
{
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

/* One bit for each letter; other scripts share five. */
uint32_t
letter_bits(const letters &word)
{
  uint32_t bits = 0;

  for (size_t i = 0; i < word.n; i++) {
    uint32_t c = word.c[i];

    bits |= c >= 'a' && c <= 'z' ? uint32_t{1} << (c - 'a')
                                 : uint32_t{1} << (26 + c % 5);
  }
  return bits;
}

/* Optimal string alignment, three rows at a time. */
unsigned
distance(const letters &a, const letters &b, unsigned limit)
{
  unsigned rows[3][33];
  unsigned *before = rows[0], *last = rows[1], *row = rows[2];

  for (size_t j = 0; j <= b.n; j++)
    last[j] = static_cast<unsigned>(j);
  for (size_t i = 1; i <= a.n; i++) {
    unsigned least = row[0] = static_cast<unsigned>(i);

    for (size_t j = 1; j <= b.n; j++) {
      unsigned cost = a.c[i - 1] != b.c[j - 1];
      unsigned d = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + cost});

      if (i > 1 && j > 1 && a.c[i - 1] == b.c[j - 2] &&
          a.c[i - 2] == b.c[j - 1])
        d = std::min(d, before[j - 2] + 1);
      row[j] = d;
      least = std::min(least, d);
    }
    if (least > limit)
      return limit + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.n], limit + 1);
}

bool
more_frequent(const sp_wordlist::near &a, const sp_wordlist::near &b)
{
  return a.documents != b.documents ? a.documents > b.documents
                                    : a.word < b.word;
}

void
keep_best(std::vector<sp_wordlist::near> &found, size_t max)
{
  std::sort(found.begin(), found.end(), more_frequent);
  if (found.size() > max)
    found.resize(max);
}

} // namespace

unsigned
sp_word_distance(std::string_view a, std::string_view b, unsigned limit)
{
  letters x(a), y(b);

  return x.too_long || y.too_long ? limit + 1 : distance(x, y, limit);
}

void
sp_wordlist::add(std::string_view word, uint32_t documents)
{
  letters chars(word);

  if (chars.too_long || chars.n < chars_min || has_digit(word))
    return;
  entries_.push_back({static_cast<uint32_t>(pool_.size()), documents,
                      letter_bits(chars), static_cast<uint8_t>(word.size()),
                      static_cast<uint8_t>(chars.n)});
  pool_ += word;
}

void
sp_wordlist::finish()
{
  std::vector<entry> once;

  std::sort(entries_.begin(), entries_.end(),
            [this](const entry &a, const entry &b) {
              return a.chars != b.chars ? a.chars < b.chars : text(a) < text(b);
            });
  /* A word may come once from each field. */
  for (const entry &e : entries_)
    if (!once.empty() && text(once.back()) == text(e))
      once.back().documents = std::max(once.back().documents, e.documents);
    else
      once.push_back(e);
  once.shrink_to_fit();
  entries_ = std::move(once);
  for (size_t n = 0, at = 0; n < begin_.size(); n++) {
    while (at < entries_.size() && entries_[at].chars < n)
      at++;
    begin_[n] = at;
  }
}

/* Each word of so many letters that begins with `first`. */
template <typename F>
void
sp_wordlist::each(size_t chars, std::string_view first, F &&f) const
{
  auto low = entries_.begin() + static_cast<ptrdiff_t>(begin_[chars]);
  auto high = entries_.begin() + static_cast<ptrdiff_t>(begin_[chars + 1]);

  if (!first.empty())
    low = std::lower_bound(
        low, high, first,
        [this](const entry &e, std::string_view s) { return text(e) < s; });
  for (; low != high; ++low) {
    if (text(*low).compare(0, first.size(), first) != 0)
      break;
    f(*low);
  }
}

std::vector<sp_wordlist::near>
sp_wordlist::nearest(std::string_view word, size_t max, const allowed &may,
                     bool two_slips) const
{
  letters typed(word);
  std::vector<near> found;
  bool is_short = typed.n < two_slips_chars;
  unsigned limit = is_short && !two_slips ? 1 : 2, best = limit;
  uint32_t bits = letter_bits(typed);
  std::string_view first;
  size_t at = 0;

  if (typed.too_long || typed.n < slip_chars_min || has_digit(word))
    return found;
  if (is_short) {
    (void)sp_utf8_next(sp_str_n(word.data(), word.size()), &at);
    first = word.substr(0, at);
  }
  for (size_t n = typed.n - limit; n <= std::min(typed.n + limit, chars_max_);
       n++)
    each(n, first, [&](const entry &e) {
      unsigned d;

      /* Each change makes or takes two letters at most. */
      if (static_cast<unsigned>(__builtin_popcount(bits ^ e.letters)) >
          2 * best)
        return;
      d = distance(typed, letters(text(e)), best);
      if (d > best || d == 0 || (may && !may(text(e))))
        return;
      if (d < best)
        found.clear();
      best = d;
      found.push_back({text(e), d, e.documents});
    });
  keep_best(found, max);
  return found;
}

std::vector<sp_wordlist::near>
sp_wordlist::completions(std::string_view start, size_t max,
                         const allowed &may) const
{
  letters typed(start);
  std::vector<near> found;

  if (typed.too_long || typed.n < chars_min || has_digit(start))
    return found;
  for (size_t n = typed.n + 1; n <= chars_max_; n++)
    each(n, start, [&](const entry &e) {
      found.push_back({text(e), 0, e.documents});
    });
  std::sort(found.begin(), found.end(), more_frequent);
  /* Asked in order, so that few are. */
  size_t kept = 0;
  for (size_t i = 0; i < found.size() && kept < max; i++)
    if (!may || may(found[i].word))
      found[kept++] = found[i];
  found.resize(kept);
  return found;
}

uint32_t
sp_wordlist::documents(std::string_view word) const
{
  letters typed(word);
  uint32_t documents = 0;

  if (typed.too_long || typed.n < chars_min)
    return 0;
  each(typed.n, word, [&](const entry &e) { documents = e.documents; });
  return documents;
}
