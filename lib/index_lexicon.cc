/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_lexicon.hh"

#include <algorithm>
#include <memory>

#include "lib/index_reader.hh"
#include "lib/index_sight.hh"
#include "lib/site.h"

namespace
{

/* Phrases that one may stand for; what is beyond costs more than it finds. */
constexpr size_t expansion_max = 40;
constexpr size_t keys_max = 5; /* that are kept of one word */

/* The words of the texts that level 1 sees now. */
class open_words
{
public:
  explicit open_words(const Xapian::Database &db)
      : db_(db), sight_(db, {1, sp_when_now()})
  {
    if (sight_.sees_all())
      return;
    Xapian::Enquire enquire(db);

    enquire.set_query(sight_.narrow(Xapian::Query::MatchAll));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Xapian::MSet open = enquire.get_mset(0, db.get_doccount());
    open_.resize(db.get_lastdocid() + size_t{1});
    for (auto doc = open.begin(); doc != open.end(); ++doc)
      open_[*doc] = true;
  }

  /* Add the unstemmed words of a field, and note their stems. */
  void
  add_field(sp_wordlist &words, const char *prefix)
  {
    std::string field(prefix);
    auto term = db_.allterms_begin(field), end = db_.allterms_end(field);

    /* Prefixes are capitals, and so are before all words of the body. */
    if (field.empty())
      term.skip_to("a");
    for (; term != end; ++term) {
      uint32_t documents = open_.empty() ? term.get_termfreq() : count(*term);
      std::string word = (*term).substr(field.size());

      if (documents == 0)
        continue;
      /* Nobody's nonsense means "from". */
      if (!sp_word_is_common(word))
        words.add(word, documents);
      stems_.insert(stemmer_.of(word));
      stems_.insert(word);
    }
  }

  /* Is the stem of a word, or the word, in any of them? */
  bool
  has(const std::string &word)
  {
    return stems_.count(stemmer_.of(word)) > 0;
  }

private:
  uint32_t
  count(const std::string &term) const
  {
    uint32_t documents = 0;

    for (auto doc = db_.postlist_begin(term); doc != db_.postlist_end(term);
         ++doc)
      documents += open_[*doc];
    return documents;
  }

  const Xapian::Database &db_;
  sp_sight sight_;
  std::vector<bool> open_; /* by document; empty: all are */
  sp_stems stemmer_;
  std::unordered_set<std::string> stems_;
};

class filler
{
public:
  filler(sp_lexicon &lexicon, open_words &open) : lexicon_(lexicon), open_(open)
  {
  }

  void
  add_synonym(const struct sp_synonym &rule)
  {
    std::vector<form> to = forms(phrases(rule.to));

    for (const form &from : forms(phrases(rule.from)))
      expand(from, to, false);
  }

  /* Each form of an entry finds the others. */
  void
  add_entry(const struct sp_glossary_entry &entry)
  {
    std::vector<sp_phrase> all = phrases(entry.also);

    for (struct sp_str text : {entry.long_form, entry.short_form})
      if (sp_phrase phrase = sp_phrase_of(text); is_fit(phrase))
        all.insert(all.begin(), std::move(phrase));
    std::vector<form> to = forms(all);
    for (const form &from : to)
      expand(from, to, true);
  }

  void
  add_pin(const struct sp_pin &pin)
  {
    sp_phrase query = sp_phrase_of(pin.query);

    if (!query.empty())
      lexicon_.pins[key(query)].push_back(
          {sp_string(pin.document), sp_string(pin.owner), sp_string(pin.reason),
           pin.is_worst, pin.from, pin.until});
  }

private:
  struct form {
    sp_phrase words;
    std::string key;
    bool is_written; /* a text has all of them; else looking is a waste */
  };

  std::vector<form>
  forms(const std::vector<sp_phrase> &list)
  {
    std::vector<form> out;

    for (const sp_phrase &phrase : list)
      out.push_back({phrase, key(phrase), is_written(phrase)});
    return out;
  }

  bool
  is_written(const sp_phrase &phrase)
  {
    return std::all_of(
        phrase.begin(), phrase.end(),
        [this](const std::string &word) { return open_.has(word); });
  }

  static bool
  is_fit(const sp_phrase &phrase)
  {
    return !phrase.empty() && phrase.size() <= SP_SYNONYM_WORDS_MAX;
  }

  std::string
  key(const sp_phrase &phrase)
  {
    return sp_phrase_key(stems_, phrase, 0, phrase.size());
  }

  static std::vector<sp_phrase>
  phrases(const struct sp_texts &texts)
  {
    std::vector<sp_phrase> list;

    for (size_t i = 0; i < texts.count; i++)
      if (sp_phrase phrase = sp_phrase_of(texts.item[i]); is_fit(phrase))
        list.push_back(std::move(phrase));
    return list;
  }

  void
  expand(const form &from, const std::vector<form> &to, bool is_glossary)
  {
    lexicon_.known.insert(from.words.begin(), from.words.end());
    for (const form &other : to)
      lexicon_.known.insert(other.words.begin(), other.words.end());
    if (std::none_of(to.begin(), to.end(),
                     [&](const form &other) { return is_other(from, other); }))
      return;
    add(from, to, is_glossary);
    for (const std::string &word : from.words)
      if (from.words.size() > 1 && !sp_word_is_common(word))
        note(stems_.of(word), from.key);
  }

  static bool
  is_other(const form &from, const form &other)
  {
    return other.is_written && other.key != from.key;
  }

  void
  add(const form &from, const std::vector<form> &to, bool is_glossary)
  {
    sp_expansion &expansion =
        lexicon_.expansions.try_emplace(from.key, sp_expansion{true, {}})
            .first->second;

    lexicon_.longest = std::max(lexicon_.longest, from.words.size());
    expansion.is_glossary = expansion.is_glossary && is_glossary;
    for (const form &other : to) {
      if (expansion.to.size() == expansion_max)
        return;
      if (is_other(from, other) &&
          std::find(expansion.to.begin(), expansion.to.end(), other.words) ==
              expansion.to.end())
        expansion.to.push_back(other.words);
    }
  }

  void
  note(const std::string &stem, const std::string &from_key)
  {
    std::vector<std::string> &keys = lexicon_.keys_by_stem[stem];

    if (keys.size() < keys_max &&
        std::find(keys.begin(), keys.end(), from_key) == keys.end())
      keys.push_back(from_key);
  }

  void
  add(const std::string &from_key, size_t words,
      const std::vector<sp_phrase> &others, bool is_glossary)
  {
    auto [at, is_new] =
        lexicon_.expansions.try_emplace(from_key, sp_expansion{true, {}});
    sp_expansion &expansion = at->second;

    (void)is_new;
    lexicon_.longest = std::max(lexicon_.longest, words);
    expansion.is_glossary = expansion.is_glossary && is_glossary;
    for (const sp_phrase &phrase : others)
      if (std::find(expansion.to.begin(), expansion.to.end(), phrase) ==
              expansion.to.end() &&
          expansion.to.size() < expansion_max)
        expansion.to.push_back(phrase);
  }

  sp_lexicon &lexicon_;
  open_words &open_;
  sp_stems stems_;
};

void
fill(sp_lexicon &lexicon, open_words &open, const struct sp_site *site)
{
  filler filler(lexicon, open);

  for (size_t i = 0; i < site->synonyms; i++)
    filler.add_synonym(site->synonym[i]);
  for (size_t i = 0; i < site->entries; i++)
    filler.add_entry(site->entry[i]);
  for (size_t i = 0; i < site->pins; i++)
    filler.add_pin(site->pin[i]);
}

} // namespace

sp_phrase
sp_phrase_of(struct sp_str text)
{
  sp_phrase phrase;

  for (sp_words words(text); words.next();)
    phrase.emplace_back(words.word());
  return phrase;
}

std::string
sp_phrase_key(sp_stems &stems, const sp_phrase &phrase, size_t first,
              size_t count)
{
  std::string key;

  for (size_t i = first; i < first + count; i++) {
    if (i > first)
      key += ' ';
    key += stems.of(phrase[i]);
  }
  return key;
}

enum sp_status
sp_lexicon_make(struct sp_reader *reader, const struct sp_site *site,
                struct sp_lexicon **out, struct sp_err *err)
{
  *out = nullptr;
  return sp_reader_run(reader, err, [&] {
    auto lexicon = std::make_unique<sp_lexicon>();
    open_words open(reader->db);

    for (const char *prefix :
         {SP_FIELD_BODY, SP_FIELD_TITLE, SP_FIELD_HEADING, SP_FIELD_ASKED})
      open.add_field(lexicon->words, prefix);
    lexicon->words.finish();
    fill(*lexicon, open, site);
    for (const std::string &word : lexicon->known)
      lexicon->terms.add(word, 1);
    lexicon->terms.finish();
    *out = lexicon.release();
    return SP_OK;
  });
}

void
sp_lexicon_free(struct sp_lexicon *lexicon)
{
  delete lexicon;
}
