/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_snippet.hh"

#include <algorithm>
#include <cstring>

#include "lib/html.h"
#include "lib/schema.h"
#include "lib/text.h"

namespace
{

constexpr size_t matches_max = 1000;
/* So many bytes tell how long the text's characters are. */
constexpr size_t sample_max = 1024;
/* Characters before the first match: a sentence that begins no further back
 * is shown from its beginning, else a few words are. */
constexpr size_t sentence_chars = 80;
constexpr size_t lead_chars = 40;

/* Of a word that the page's title has: it tells the page, not the place. */
constexpr double weight_titled = 0.3;
/* For being the beginning of the page. */
constexpr double weight_first = 0.25;
/* For a word that was counted already, and for two words of the query that
 * stand side by side as they do there. */
constexpr double weight_again = 0.05;
constexpr double weight_adjacent = 0.3;

bool
is_break(char c)
{
  return c == ' ' || c == '\n';
}

uint32_t
low_bits(char c)
{
  return uint32_t{1} << (static_cast<unsigned char>(c) & 31);
}

bool
is_continuation(char c)
{
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/* Is `at` the first byte of a sentence? */
bool
starts_sentence(struct sp_str text, size_t at)
{
  if (at == 0 || text.ptr[at - 1] == '\n')
    return true;
  return at >= 2 && text.ptr[at - 1] == ' ' &&
         std::memchr(".!?:", text.ptr[at - 2], 4) != nullptr;
}

/* Where the piece begins that shows the match at `first`.  The text's
 * beginning and a sentence's need no ellipsis. */
size_t
piece_begin(struct sp_str text, size_t first, double bytes_per_char)
{
  size_t far = static_cast<size_t>(sentence_chars * bytes_per_char);
  size_t near = static_cast<size_t>(lead_chars * bytes_per_char);
  size_t at = first, word = first;

  for (; at > 0 && first - at < far; at--) {
    if (starts_sentence(text, at))
      return at;
    if (is_break(text.ptr[at - 1]) && first - at <= near)
      word = at;
  }
  return at == 0 ? 0 : word;
}

/* Where it ends: at most `width` bytes on, between words if there is a break
 * in its second half, else between characters. */
size_t
piece_end(struct sp_str text, size_t begin, size_t width)
{
  size_t end = begin + width, at;

  if (end >= text.len)
    return text.len;
  for (at = end; at > begin + width / 2; at--)
    if (is_break(text.ptr[at]))
      return at;
  while (end > begin && is_continuation(text.ptr[end]))
    end--;
  return end;
}

/* Where the last piece of the text begins; a later one would be short. */
size_t
last_piece(struct sp_str text, size_t width)
{
  size_t at = text.len > width ? text.len - width : 0;

  if (at == 0)
    return 0;
  for (size_t i = at; i < text.len - width / 2; i++)
    if (is_break(text.ptr[i]))
      return i + 1;
  while (is_continuation(text.ptr[at]))
    at++;
  return at;
}

/* The text between two places, on one line, escaped. */
void
put_plain(struct sp_buf *out, struct sp_str text, size_t begin, size_t end)
{
  while (begin < end) {
    size_t line = sp_str_find(sp_str_sub(text, 0, end), '\n', begin);

    sp_html_escape(out, sp_str_sub(text, begin, line - begin));
    if (line < end)
      sp_buf_putc(out, ' ');
    begin = line + 1;
  }
}

} // namespace

sp_snippets::sp_snippets(sp_stems &stems, const std::vector<sp_wanted> &words)
    : stems_(stems)
{
  for (size_t i = 0; i < words.size(); i++) {
    const std::string &stem = stems_.of(words[i].word);

    weight_.push_back(words[i].weight);
    place_.push_back(words[i].place);
    forms_.emplace(words[i].word, i);
    if (!by_stem_.emplace(stem, i).second)
      continue;
    starts_.push_back(stem.substr(0, sp_stem_start(stem)));
    second_[static_cast<unsigned char>(stem[0])] |=
        starts_.back().size() == 1 ? UINT32_MAX : low_bits(stem[1]);
  }
}

/* Few words of a text begin as one of the query does; only those are looked
 * at closely. */
bool
sp_snippets::may_match(std::string_view word) const
{
  uint32_t second = second_[static_cast<unsigned char>(word[0])];

  if (second == 0 || (word.size() > 1 && !(second & low_bits(word[1]))))
    return false;
  for (const std::string &start : starts_)
    if (word.compare(0, start.size(), start) == 0)
      return true;
  return false;
}

bool
sp_snippets::find(std::string_view view, bool english, size_t *which)
{
  if (!may_match(view))
    return false;

  std::string word(view);
  auto form = forms_.find(word);
  if (form != forms_.end()) {
    *which = form->second;
    return true;
  }
  if (!english)
    return false;
  auto stem = by_stem_.find(stems_.of(word));
  if (stem == by_stem_.end())
    return false;
  *which = stem->second;
  return true;
}

std::vector<sp_snippets::match>
sp_snippets::scan(struct sp_str text, bool english)
{
  sp_words words(text);
  std::vector<match> matches;
  size_t which = 0;

  for (size_t place = 0; words.next(); place++) {
    if (!find(words.word(), english, &which))
      continue;
    matches.push_back({words.begin(), words.end(), which, place});
    if (matches.size() == matches_max)
      break;
  }
  return matches;
}

/* The match with which the best piece begins: the one that shows most of the
 * query's words within `width` bytes, and among equals the first. */
size_t
sp_snippets::best(const std::vector<match> &matches, size_t width,
                  const std::vector<double> &weight, double *score) const
{
  std::vector<unsigned> seen(weight.size());
  double sum = 0, best_sum = -1;
  size_t best_from = 0, to = 0;
  auto beside = [&](size_t i) {
    return i > 0 && matches[i].place == matches[i - 1].place + 1 &&
           place_[matches[i].word] == place_[matches[i - 1].word] + 1;
  };
  auto pair = [&](size_t i) {
    return weight_adjacent *
           std::min(weight[matches[i].word], weight[matches[i - 1].word]);
  };

  for (size_t from = 0; from < matches.size(); from++) {
    for (; to < matches.size() &&
           (to == from || matches[to].end - matches[from].begin <= width);
         to++) {
      size_t word = matches[to].word;

      sum += seen[word]++ ? weight_again * weight[word] : weight[word];
      if (to > from && beside(to))
        sum += pair(to);
    }
    /* Sums that should be equal may differ in their last digits. */
    if (sum > best_sum + 1e-9) {
      best_sum = sum;
      best_from = from;
    }
    size_t word = matches[from].word;
    sum -= --seen[word] ? weight_again * weight[word] : weight[word];
    if (from + 1 < to && beside(from + 1))
      sum -= pair(from + 1);
  }
  *score = best_sum;
  return best_from;
}

/* The words' weights in a page with this title. */
std::vector<double>
sp_snippets::weights_beside(struct sp_str title, bool english)
{
  std::vector<double> weight = weight_;

  for (const match &m : scan(title, english))
    weight[m.word] = std::min(weight[m.word], weight_titled * weight_[m.word]);
  return weight;
}

double
sp_snippets::heading_score(struct sp_str heading, bool english,
                           const std::vector<double> &weight)
{
  std::vector<match> matches = scan(heading, english);
  double score = 0;

  if (!matches.empty())
    (void)best(matches, heading.len, weight, &score);
  return score;
}

size_t
sp_snippets::choose(struct sp_str title,
                    const std::vector<sp_passage> &passages, bool english)
{
  std::vector<double> weight = weights_beside(title, english);
  double best_score = -1;
  size_t chosen = 0, left = SP_SNIPPET_SCAN_MAX;

  for (size_t i = 0; i < passages.size() && left > 0; i++) {
    struct sp_str text = sp_utf8_cut(passages[i].text, left);
    std::vector<match> matches = scan(text, english);
    double score = 0;

    if (!matches.empty())
      (void)best(matches, SP_SNIPPET_CHARS, weight, &score);
    score += heading_score(passages[i].heading, english, weight);
    if (passages[i].anchor.len == 0)
      score += weight_first;
    if (score > best_score + 1e-9) {
      best_score = score;
      chosen = i;
    }
    left -= text.len;
  }
  return chosen;
}

bool
sp_snippets::make(struct sp_str text, bool english, struct sp_buf *out)
{
  struct sp_str all = text;
  std::vector<match> matches;
  struct sp_str sample;
  size_t width, begin = 0, end, at;
  double bytes_per_char;
  bool found;

  text = sp_utf8_cut(text, SP_SNIPPET_SCAN_MAX);
  sample = sp_utf8_cut(text, sample_max);
  bytes_per_char = sample.len ? static_cast<double>(sample.len) /
                                    static_cast<double>(sp_utf8_count(sample))
                              : 1;
  width = static_cast<size_t>(SP_SNIPPET_CHARS * bytes_per_char);
  matches = scan(text, english);
  found = !matches.empty();
  if (found) {
    size_t lead = static_cast<size_t>(lead_chars * bytes_per_char);
    double score;
    size_t first = best(matches, width - lead, weight_, &score);

    begin = piece_begin(text, matches[first].begin, bytes_per_char);
    begin = std::min(begin, last_piece(text, width));
  }
  end = piece_end(text, begin, width);

  if (!starts_sentence(text, begin))
    sp_buf_puts(out, "\u2026");
  at = begin;
  for (const match &m : matches) {
    if (m.begin < begin)
      continue;
    if (m.end > end)
      break;
    put_plain(out, text, at, m.begin);
    sp_buf_puts(out, "<mark>");
    put_plain(out, text, m.begin, m.end);
    sp_buf_puts(out, "</mark>");
    at = m.end;
  }
  put_plain(out, text, at, end);
  if (end < all.len)
    sp_buf_puts(out, "\u2026");
  return found;
}
