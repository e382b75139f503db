/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_query.hh"

#include <algorithm>

#include "lib/index_reader.hh"
#include "lib/schema.h"
#include "lib/text.h"

using Xapian::Query;

namespace
{

struct field {
  const char *prefix;
  double weight;
};

constexpr field fields[] = {
    {SP_FIELD_BODY, 1.0},
    {SP_FIELD_HEADING, SP_WEIGHT_HEADING},
    {SP_FIELD_TITLE, SP_WEIGHT_TITLE},
    {SP_FIELD_ASKED, SP_WEIGHT_ASKED},
};

void
add_once(std::vector<std::string> &list, const std::string &word)
{
  if (std::find(list.begin(), list.end(), word) == list.end())
    list.push_back(word);
}

bool
is_quote(uint32_t c)
{
  return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

bool
has_word(struct sp_str text)
{
  return sp_words(text).next();
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

/* The words of a piece of the query, as far as the limit allows. */
std::vector<std::string>
take_words(sp_parsed &out, size_t *left, struct sp_str piece)
{
  sp_words words(piece);
  std::vector<std::string> taken;

  while (words.next()) {
    if (*left == 0) {
      out.truncated = true;
      break;
    }
    --*left;
    taken.emplace_back(words.word());
    add_once(out.words, taken.back());
  }
  return taken;
}

void
take_loose(sp_parsed &out, size_t *left, struct sp_str piece)
{
  for (const std::string &word : take_words(out, left, piece))
    add_once(out.loose, word);
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
  *truncated = has_word(sp_str_sub(text, cut.len, text.len));
  return cut;
}

Query
scaled(const Query &query, double weight)
{
  return weight == 1.0 ? query : Query(Query::OP_SCALE_WEIGHT, query, weight);
}

/* One word's stem in one field.  Pages in languages without a stemmer have
 * the word itself there; only where there are any is it looked for. */
Query
stem_query(const Xapian::Database &db, sp_stems &stems, const char *prefix,
           const std::string &word)
{
  std::string start = std::string("Z") + prefix;
  std::string stem = stems.of(word);
  Query query(start + stem);

  if (stem != word && db.term_exists(start + word))
    return Query(Query::OP_SYNONYM, query, Query(start + word));
  return query;
}

/* Each word optional, in every field. */
Query
any_word(const Xapian::Database &db, sp_stems &stems,
         const std::vector<std::string> &words)
{
  std::vector<Query> in_fields;

  for (const field &f : fields) {
    std::vector<Query> each;

    for (const std::string &word : words)
      each.push_back(stem_query(db, stems, f.prefix, word));
    in_fields.push_back(
        scaled(Query(Query::OP_OR, each.begin(), each.end()), f.weight));
  }
  return Query(Query::OP_OR, in_fields.begin(), in_fields.end());
}

/* What has a common word and no other of the query's is no result, or nearly
 * everything would be one; common words add to the rank. */
Query
words_query(const Xapian::Database &db, sp_stems &stems,
            const std::vector<std::string> &words)
{
  std::vector<std::string> telling, common;

  for (const std::string &word : words)
    (sp_word_is_common(word) ? common : telling).push_back(word);
  if (telling.empty())
    return any_word(db, stems, common);
  if (common.empty())
    return any_word(db, stems, telling);
  return Query(Query::OP_AND_MAYBE, any_word(db, stems, telling),
               scaled(any_word(db, stems, common), SP_WEIGHT_COMMON));
}

/* The words next to one another as they were typed, in any field. */
Query
phrase_query(const std::vector<std::string> &phrase)
{
  std::vector<Query> each;

  for (const field &f : fields) {
    std::vector<Query> terms;

    for (const std::string &word : phrase)
      terms.emplace_back(f.prefix + word);
    each.push_back(scaled(
        terms.size() == 1
            ? terms[0]
            : Query(Query::OP_PHRASE, terms.begin(), terms.end(), terms.size()),
        f.weight));
  }
  return Query(Query::OP_OR, each.begin(), each.end());
}

/* What must not be found: text that is not live at this moment. */
Query
dead_query(sp_instant now)
{
  Query early(Query::OP_VALUE_GE, SP_SLOT_FROM, sp_instant_value(now + 1));
  Query late(Query::OP_VALUE_LE, SP_SLOT_UNTIL, sp_instant_value(now));

  return Query(Query::OP_AND, Query(SP_TERM_TIMED),
               Query(Query::OP_OR, early, late));
}

/* ... and text that is for other areas only. */
Query
elsewhere_query(struct sp_str area)
{
  return Query(Query::OP_AND_NOT, Query(SP_TERM_AREA),
               Query(sp_area_term(area)));
}

} // namespace

sp_parsed
sp_query_parse(struct sp_str text)
{
  sp_parsed out = {{}, {}, {}, false};
  size_t left = SP_QUERY_WORDS_MAX, at = 0;
  size_t open, inside, close, after;

  text = first_bytes(text, &out.truncated);
  while (find_quote(text, at, &open, &inside) &&
         find_quote(text, inside, &close, &after)) {
    take_loose(out, &left, sp_str_sub(text, at, open - at));

    auto phrase =
        take_words(out, &left, sp_str_sub(text, inside, close - inside));
    if (!phrase.empty())
      out.phrases.push_back(std::move(phrase));
    at = after;
  }
  take_loose(out, &left, sp_str_sub(text, at, text.len));
  return out;
}

Xapian::Query
sp_query_text(const Xapian::Database &db, sp_stems &stems,
              const sp_parsed &parsed)
{
  std::vector<Query> phrases;
  Query words;

  if (!parsed.loose.empty())
    words = words_query(db, stems, parsed.loose);
  if (parsed.phrases.empty())
    return words;

  for (const std::vector<std::string> &phrase : parsed.phrases)
    phrases.push_back(phrase_query(phrase));
  Query wanted(Query::OP_AND, phrases.begin(), phrases.end());
  if (words.empty())
    return wanted;
  return Query(Query::OP_AND_MAYBE, wanted, words);
}

Xapian::Query
sp_query_filter(const Xapian::Database &db, const Xapian::Query &text,
                const struct sp_search *search)
{
  unsigned level = sp_viewer_level(&search->viewer);
  std::string seen = SP_TERM_LEVEL + std::to_string(level);
  std::vector<Query> wanted, unwanted;
  Query query = text;

  if (db.get_termfreq(seen) < db.get_doccount())
    wanted.emplace_back(seen);
  if (search->service.len)
    wanted.emplace_back(sp_term(SP_TERM_SERVICE, search->service));
  if (search->type.len)
    wanted.emplace_back(sp_term(SP_TERM_TYPE, search->type));
  if (db.term_exists(SP_TERM_TIMED))
    unwanted.push_back(dead_query(search->viewer.now));
  if (search->area.len)
    unwanted.push_back(elsewhere_query(search->area));

  if (!wanted.empty())
    query = Query(Query::OP_FILTER, query,
                  Query(Query::OP_AND, wanted.begin(), wanted.end()));
  if (!unwanted.empty())
    query = Query(Query::OP_AND_NOT, query,
                  Query(Query::OP_OR, unwanted.begin(), unwanted.end()));
  return query;
}
