/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_lexicon.hh"

#include <algorithm>
#include <memory>

#include "lib/index_reader.hh"
#include "lib/site.h"

namespace
{

/* Phrases that one may stand for; what is beyond costs more than it finds. */
constexpr size_t expansion_max = 40;
constexpr size_t keys_max = 5; /* that are kept of one word */

/* The unstemmed words of a field. */
void
add_field(sp_wordlist &words, const Xapian::Database &db, const char *prefix)
{
  std::string field(prefix);
  auto term = db.allterms_begin(field), end = db.allterms_end(field);

  /* Prefixes are capitals, and so are before all words of the body. */
  if (field.empty())
    term.skip_to("a");
  for (; term != end; ++term)
    words.add(std::string_view(*term).substr(field.size()),
              term.get_termfreq());
}

class filler
{
public:
  filler(sp_lexicon &lexicon, const Xapian::Database &db)
      : lexicon_(lexicon), db_(db)
  {
  }

  void
  add_synonym(const struct sp_synonym &rule)
  {
    for (const sp_phrase &from : phrases(rule.from))
      expand(from, phrases(rule.to), false);
  }

  /* Each form of an entry finds the others. */
  void
  add_entry(const struct sp_glossary_entry &entry)
  {
    std::vector<sp_phrase> forms = phrases(entry.also);

    for (struct sp_str form : {entry.long_form, entry.short_form})
      if (sp_phrase phrase = sp_phrase_of(form); !phrase.empty())
        forms.insert(forms.begin(), std::move(phrase));
    for (const sp_phrase &form : forms)
      expand(form, forms, true);
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
      if (sp_phrase phrase = sp_phrase_of(texts.item[i]); !phrase.empty())
        list.push_back(std::move(phrase));
    return list;
  }

  void
  expand(const sp_phrase &from, const std::vector<sp_phrase> &to,
         bool is_glossary)
  {
    std::string from_key = key(from);
    std::vector<sp_phrase> others;

    lexicon_.known.insert(from.begin(), from.end());
    for (const sp_phrase &phrase : to) {
      lexicon_.known.insert(phrase.begin(), phrase.end());
      if (key(phrase) != from_key && may_be_found(phrase))
        others.push_back(phrase);
    }
    if (others.empty())
      return;
    add(from_key, from.size(), others, is_glossary);
    for (const std::string &word : from)
      if (from.size() > 1 && !sp_word_is_common(word))
        note(stems_.of(word), from_key);
  }

  void
  note(const std::string &stem, const std::string &from_key)
  {
    std::vector<std::string> &keys = lexicon_.keys_with[stem];

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

  /* Has any text all of its words?  Else looking for it is a waste. */
  bool
  may_be_found(const sp_phrase &phrase)
  {
    return std::all_of(phrase.begin(), phrase.end(),
                       [this](const std::string &word) {
                         auto [at, is_new] = written_.try_emplace(word);

                         if (is_new)
                           at->second = is_written(word);
                         return at->second;
                       });
  }

  bool
  is_written(const std::string &word)
  {
    return db_.term_exists("Z" SP_FIELD_BODY + stems_.of(word)) ||
           db_.term_exists("Z" SP_FIELD_BODY + word);
  }

  sp_lexicon &lexicon_;
  const Xapian::Database &db_;
  std::unordered_map<std::string, bool> written_;
  sp_stems stems_;
};

void
fill(sp_lexicon &lexicon, const Xapian::Database &db,
     const struct sp_site *site)
{
  filler filler(lexicon, db);

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

    for (const char *prefix :
         {SP_FIELD_BODY, SP_FIELD_TITLE, SP_FIELD_HEADING, SP_FIELD_ASKED})
      add_field(lexicon->words, reader->db, prefix);
    fill(*lexicon, reader->db, site);
    /* What stands for other words may be meant too. */
    for (const std::string &word : lexicon->known)
      lexicon->words.add(word, 1);
    lexicon->words.finish();
    *out = lexicon.release();
    return SP_OK;
  });
}

void
sp_lexicon_free(struct sp_lexicon *lexicon)
{
  delete lexicon;
}
