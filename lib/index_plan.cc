/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_plan.hh"

#include <algorithm>

#include "lib/index_sight.hh"
#include "lib/schema.h"
#include "lib/text.h"

namespace
{

bool
is_quote(uint32_t c)
{
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

/* The first quotation mark at or after `at`: *after is the byte behind it.
 * False when there is none. */
bool
find_quote(struct sp_str text, size_t at, size_t *begin, size_t *after)
{
  while (at < text.len) {
    *begin = at;
    if (is_quote(sp_utf8_next(text, &at))) {
      *after = at;
      return true;
    }
  }
  return false;
}

void
add_once(std::vector<std::string> &list, const std::string &word)
{
  if (std::find(list.begin(), list.end(), word) == list.end())
    list.push_back(word);
}

/* The words between two bytes of the query, as far as the limit allows. */
std::vector<sp_typed>
take_words(sp_parsed &out, size_t *left, struct sp_str text, size_t begin,
           size_t end)
{
  sp_words words(sp_str_sub(text, begin, end - begin));
  std::vector<sp_typed> taken;

  while (words.next()) {
    if (*left == 0) {
      out.truncated = true;
      break;
    }
    --*left;
    taken.push_back({std::string(words.word()), begin + words.begin(),
                     begin + words.end()});
    add_once(out.words, taken.back().word);
  }
  return taken;
}

void
take_loose(sp_parsed &out, size_t *left, struct sp_str text, size_t begin,
           size_t end)
{
  std::vector<sp_typed> taken = take_words(out, left, text, begin, end);

  if (!taken.empty())
    out.loose.push_back(std::move(taken));
}

void
take_phrase(sp_parsed &out, size_t *left, struct sp_str text, size_t begin,
            size_t end)
{
  sp_phrase phrase;

  for (sp_typed &typed : take_words(out, left, text, begin, end))
    phrase.push_back(std::move(typed.word));
  if (!phrase.empty())
    out.phrases.push_back(std::move(phrase));
}

/* The first bytes of the query, without the half of a word at their end. */
struct sp_str
first_bytes(struct sp_str text, bool *truncated)
{
  struct sp_str cut = sp_utf8_cut(text, SP_QUERY_BYTES_MAX);
  sp_words words(text);
  size_t whole = 0;

  if (cut.len == text.len)
    return text;
  while (words.next() && words.begin() < cut.len) {
    if (words.end() > cut.len) {
      *truncated = true;
      /* A single word longer than all that is taken by its beginning. */
      return whole ? sp_str_sub(text, 0, words.begin()) : cut;
    }
    whole++;
  }
  *truncated = sp_words(sp_str_sub(text, cut.len, text.len)).next();
  return cut;
}

/* ---- the plan ---- */

/* Of one search, so that a long string of nonsense costs no more than this. */
constexpr size_t corrections_max = 6;
/* Words that are looked for beside those that were typed. */
constexpr size_t extra_words_max = 96;
constexpr size_t candidates_max = 5;
/* Words two slips away that are tried beside their neighbours. */
constexpr size_t further_max = 20;
constexpr size_t hinted_max = 10; /* phrases that a part of one may mean */

bool
has_digit(const std::string &word)
{
  return std::any_of(word.begin(), word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

class planner
{
public:
  planner(const Xapian::Database &db, sp_stems &stems,
          const struct sp_lexicon *lexicon, const struct sp_search *search)
      : stems_(stems), lexicon_(lexicon), search_(search),
        sight_(db, search->viewer), open_sight_(db, {1, search->viewer.now})
  {
  }

  sp_plan plan(const sp_parsed &parsed);

private:
  /* A word among those beside it. */
  struct place {
    const std::vector<sp_typed> &piece;
    size_t at;
    bool is_last; /* of the whole query */
  };
  void add_piece(const std::vector<sp_typed> &piece, bool last);
  void add_word(const place &place);
  void add_joined(const sp_typed &a, const sp_typed &b);
  void add_expansions(const std::vector<sp_typed> &piece);
  bool expand(const sp_phrase &words, size_t first, size_t count);
  void add_hinted(const std::string &word);
  bool understand(const place &place);
  bool fits(const place &place, const std::string &word) const;
  void keep_fitting(const place &place, std::vector<std::string> *list) const;
  bool split(const sp_typed &typed);
  bool stand_together(const std::string &a, const std::string &b) const;
  std::vector<std::string> candidates(const std::string &word, bool is_last,
                                      enum sp_reason_kind *kind);
  void correct(const sp_typed &typed, const std::string &to);
  void add_part(sp_part part);
  void add_phrases(sp_part part, const std::vector<sp_phrase> &phrases,
                   size_t max);
  std::string corrected_text() const;

  sp_stems &stems_;
  const struct sp_lexicon *lexicon_;
  const struct sp_search *search_;
  sp_sight sight_, open_sight_;
  sp_plan plan_;
  size_t corrections_ = 0, extra_words_ = 0;
  struct change {
    size_t begin, end;
    std::string to;
  };
  std::vector<change> changes_;
};

void
planner::add_part(sp_part part)
{
  for (const sp_part &other : plan_.parts)
    if (other.any == part.any)
      return;
  plan_.parts.push_back(std::move(part));
}

/* The part for some of the phrases, as far as the query's budget goes. */
void
planner::add_phrases(sp_part part, const std::vector<sp_phrase> &phrases,
                     size_t max)
{
  for (const sp_phrase &phrase : phrases) {
    if (part.any.size() == max ||
        extra_words_ + phrase.size() > extra_words_max)
      break;
    if (std::find(part.any.begin(), part.any.end(), phrase) != part.any.end())
      continue;
    extra_words_ += phrase.size();
    part.any.push_back(phrase);
  }
  if (!part.any.empty())
    add_part(std::move(part));
}

void
planner::correct(const sp_typed &typed, const std::string &to)
{
  changes_.push_back({typed.begin, typed.end, to});
}

/* Do the words stand side by side in any text that level 1 and the viewer
 * see?  Common words have no pairs. */
bool
planner::stand_together(const std::string &a, const std::string &b) const
{
  std::string first = stems_.of(a);
  std::vector<std::string> pair = {sp_pair_term(first, stems_.of(b))};

  return open_sight_.sees(pair) && sight_.sees(pair);
}

/* "counciltax" */
bool
planner::split(const sp_typed &typed)
{
  struct sp_str s = sp_str_of(typed.word);
  std::string best[2];
  uint32_t most = 0;

  for (size_t at = 0; at < s.len;) {
    (void)sp_utf8_next(s, &at);
    std::string a = typed.word.substr(0, at), b = typed.word.substr(at);
    uint32_t least =
        std::min(lexicon_->words.documents(a), lexicon_->words.documents(b));

    if (least <= most || !stand_together(a, b))
      continue;
    most = least;
    best[0] = a;
    best[1] = b;
  }
  if (most == 0)
    return false;
  correct(typed, best[0] + " " + best[1]);
  add_part({SP_REASON_SPLIT, typed.word, false, 1.0, {{best[0], best[1]}}});
  return true;
}

/* Words that this one may have meant, the likeliest first. */
std::vector<std::string>
planner::candidates(const std::string &word, bool is_last,
                    enum sp_reason_kind *kind)
{
  std::vector<std::string> list;
  auto take = [&](const std::vector<sp_wordlist::near> &found, bool of_rules) {
    for (const sp_wordlist::near &near : found)
      if (std::string w(near.word); of_rules || sight_.has_form(w))
        list.push_back(std::move(w));
  };
  auto near = lexicon_->words.nearest(word, candidates_max);
  bool one_slip = !near.empty() && near[0].distance == 1;

  *kind = SP_REASON_COMPLETION;
  if (is_last && !one_slip)
    take(lexicon_->words.completions(word, candidates_max), false);
  if (!list.empty())
    return list;
  *kind = SP_REASON_SLIP;
  take(near, false);
  if (list.empty())
    take(lexicon_->terms.nearest(word, candidates_max), true);
  return list;
}

/* Does the word stand anywhere beside one that is beside it in the query? */
bool
planner::fits(const place &place, const std::string &word) const
{
  const std::vector<sp_typed> &piece = place.piece;

  return (place.at > 0 && stand_together(piece[place.at - 1].word, word)) ||
         (place.at + 1 < piece.size() &&
          stand_together(word, piece[place.at + 1].word));
}

/* Where some of the words stand beside a neighbour somewhere, none of the
 * others was meant: "black bage" is not a badge. */
void
planner::keep_fitting(const place &place, std::vector<std::string> *list) const
{
  std::vector<std::string> further;
  auto others = std::stable_partition(
      list->begin(), list->end(),
      [&](const std::string &word) { return fits(place, word); });

  if (others != list->begin()) {
    list->erase(others, list->end());
    return;
  }
  /* "cancil tax": a word further away that fits, and none that is near does. */
  auto is_new = [&](std::string_view word) {
    return std::find(list->begin(), list->end(), word) == list->end();
  };
  for (const sp_wordlist::near &near : lexicon_->words.nearest(
           place.piece[place.at].word, further_max, is_new, true))
    if (std::string word(near.word); sight_.has_form(word) && fits(place, word))
      further.push_back(std::move(word));
  if (!further.empty())
    *list = std::move(further);
}

/* A word that is in no text: what did it mean? */
bool
planner::understand(const place &place)
{
  const sp_typed &typed = place.piece[place.at];
  sp_part part = {SP_REASON_SLIP, typed.word, false, 1.0, {}};

  if (!lexicon_ || search_->as_typed || corrections_ == corrections_max ||
      has_digit(typed.word) || lexicon_->known.count(typed.word) > 0 ||
      sight_.has(stems_, typed.word))
    return false;
  corrections_++;
  if (split(typed))
    return true;
  std::vector<std::string> list =
      candidates(typed.word, place.is_last, &part.kind);
  if (list.empty())
    return false;
  if (part.kind == SP_REASON_SLIP)
    keep_fitting(place, &list);
  for (const std::string &word : list)
    part.any.push_back({word});
  if (part.kind == SP_REASON_SLIP)
    correct(typed, part.any[0][0]);
  add_part(std::move(part));
  return true;
}

void
planner::add_word(const place &place)
{
  const sp_typed &typed = place.piece[place.at];
  bool is_common = sp_word_is_common(typed.word);

  if (is_common || !understand(place))
    add_part({SP_REASON_WORD, typed.word, is_common, 1.0, {{typed.word}}});
}

/* "wheel chair" */
void
planner::add_joined(const sp_typed &a, const sp_typed &b)
{
  std::string joined = a.word + b.word;

  if (joined.size() > SP_WORD_MAX || has_digit(joined) ||
      (sp_word_is_common(a.word) && sp_word_is_common(b.word)) ||
      lexicon_->words.documents(joined) == 0 || !sight_.has_form(joined))
    return;
  add_part({SP_REASON_JOINED,
            a.word + " " + b.word,
            false,
            SP_WEIGHT_SYNONYM,
            {{joined}}});
}

/* What stands for these words. */
bool
planner::expand(const sp_phrase &words, size_t first, size_t count)
{
  auto found =
      lexicon_->expansions.find(sp_phrase_key(stems_, words, first, count));
  std::string typed = words[first];

  if (found == lexicon_->expansions.end())
    return false;
  for (size_t i = first + 1; i < first + count; i++)
    typed += " " + words[i];
  const sp_expansion &expansion = found->second;
  /* The words themselves are one of the ways to say it: else a rare synonym of
   * a frequent phrase ("rates bill" of "council tax") would count for more than
   * the phrase. */
  sp_phrase own(words.begin() + static_cast<ptrdiff_t>(first),
                words.begin() + static_cast<ptrdiff_t>(first + count));
  add_phrases({expansion.is_glossary ? SP_REASON_GLOSSARY : SP_REASON_SYNONYM,
               typed,
               false,
               SP_WEIGHT_SYNONYM,
               {own}},
              expansion.to, expansion.to.size() + 1);
  return true;
}

/* A word that is in no text, but in phrases that something stands for:
 * "struggling" of "struggling to pay". */
void
planner::add_hinted(const std::string &word)
{
  auto keys = lexicon_->keys_by_stem.find(stems_.of(word));
  sp_part part = {SP_REASON_SYNONYM, word, false, SP_WEIGHT_SYNONYM / 2, {}};

  if (keys == lexicon_->keys_by_stem.end() || sp_word_is_common(word) ||
      sight_.has(stems_, word))
    return;
  std::vector<sp_phrase> hinted;
  for (const std::string &key : keys->second)
    for (const sp_phrase &phrase : lexicon_->expansions.at(key).to)
      hinted.push_back(phrase);
  add_phrases(std::move(part), hinted, hinted_max);
}

/* The longest phrase that something stands for, from each word on. */
void
planner::add_expansions(const std::vector<sp_typed> &piece)
{
  sp_phrase words;

  for (const sp_typed &typed : piece)
    words.push_back(typed.word);
  /* A corrected word stands for what it meant. */
  for (size_t i = 0; i < piece.size(); i++)
    for (const change &c : changes_)
      if (c.begin == piece[i].begin && c.to.find(' ') == std::string::npos)
        words[i] = c.to;
  for (size_t first = 0; first < words.size();) {
    size_t count = std::min(lexicon_->longest, words.size() - first);

    while (count > 0 && !expand(words, first, count))
      count--;
    if (count == 0)
      add_hinted(words[first]);
    first += std::max<size_t>(count, 1);
  }
}

void
planner::add_piece(const std::vector<sp_typed> &piece, bool last)
{
  for (size_t i = 0; i < piece.size(); i++)
    add_word({piece, i, last && i + 1 == piece.size()});
  if (!lexicon_)
    return;
  for (size_t i = 0; i + 1 < piece.size(); i++)
    add_joined(piece[i], piece[i + 1]);
  add_expansions(piece);
}

/* The query with its slips mended. */
std::string
planner::corrected_text() const
{
  std::string text;
  size_t at = 0;

  if (changes_.empty())
    return text;
  for (const change &c : changes_) {
    text += sp_string(sp_str_sub(search_->query, at, c.begin - at));
    text += c.to;
    at = c.end;
  }
  return text + sp_string(sp_str_sub(search_->query, at, SIZE_MAX - at));
}

sp_plan
planner::plan(const sp_parsed &parsed)
{
  for (const auto &piece : parsed.loose)
    add_piece(piece, &piece == &parsed.loose.back());
  plan_.phrases = parsed.phrases;
  plan_.corrected = corrected_text();
  return std::move(plan_);
}

} // namespace

std::string
sp_phrase_text(const sp_phrase &phrase)
{
  std::string text;

  for (const std::string &word : phrase) {
    if (!text.empty())
      text += ' ';
    text += word;
  }
  return text;
}

sp_parsed
sp_query_parse(struct sp_str text)
{
  sp_parsed out = {{}, {}, {}, false};
  size_t left = SP_QUERY_WORDS_MAX, at = 0;
  size_t open, inside, close, after;

  text = first_bytes(text, &out.truncated);
  while (find_quote(text, at, &open, &inside) &&
         find_quote(text, inside, &close, &after)) {
    take_loose(out, &left, text, at, open);
    take_phrase(out, &left, text, inside, close);
    at = after;
  }
  take_loose(out, &left, text, at, text.len);
  return out;
}

sp_plan
sp_query_plan(const Xapian::Database &db, sp_stems &stems,
              const struct sp_lexicon *lexicon, const struct sp_search *search,
              const sp_parsed &parsed)
{
  return planner(db, stems, lexicon, search).plan(parsed);
}
