/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_query.hh"

#include "lib/index_reader.hh"
#include "lib/index_sight.hh"
#include "lib/schema.h"

using Xapian::Query;

namespace
{

struct field {
  enum sp_reason_field name;
  const char *prefix;
  double weight;
};

/* Where phrases are looked for. */
constexpr field fields[] = {
    {SP_REASON_BODY, SP_FIELD_BODY, 1.0},
    {SP_REASON_HEADING, SP_FIELD_HEADING, SP_WEIGHT_HEADING},
    {SP_REASON_TITLE, SP_FIELD_TITLE, SP_WEIGHT_TITLE},
    {SP_REASON_ASKED, SP_FIELD_ASKED, SP_WEIGHT_ASKED},
};
/* Where words are. */
constexpr field body = {SP_REASON_BODY, SP_FIELD_BODY, 1.0};
constexpr field names = {SP_REASON_ANYWHERE, SP_FIELD_NAMES, SP_WEIGHT_NAMES};
constexpr field named[] = {{SP_REASON_TITLE, SP_FIELD_TITLE, 1.0},
                           {SP_REASON_ASKED, SP_FIELD_ASKED, 1.0},
                           {SP_REASON_HEADING, SP_FIELD_HEADING, 1.0}};

Query
scaled(const Query &query, double weight)
{
  return weight == 1.0 ? query : Query(Query::OP_SCALE_WEIGHT, query, weight);
}

/* Makes the queries of one search. */
class maker
{
public:
  maker(const Xapian::Database &db, sp_stems &stems)
      : stems_(stems),
        foreign_(db.get_termfreq(sp_term(SP_TERM_LANG, sp_str("en"))) <
                 db.get_doccount())
  {
  }

  /* One part in one field: what may stand for it counts as one word. */
  Query
  part(const field &f, const sp_part &part)
  {
    std::vector<Query> each;
    double weight = part.weight * f.weight;

    for (const sp_phrase &phrase : part.any)
      each.push_back(all_words(f.prefix, phrase));
    return scaled(each.size() == 1
                      ? each[0]
                      : Query(Query::OP_SYNONYM, each.begin(), each.end()),
                  part.is_common ? weight * SP_WEIGHT_COMMON : weight);
  }

private:
  /* One word's stem in one field.  Pages in languages without a stemmer have
   * the word itself there. */
  Query
  one_word(const char *prefix, const std::string &word)
  {
    std::string start = std::string("Z") + prefix;
    std::string stem = stems_.of(word);
    Query query(start + stem);

    return foreign_ && stem != word
               ? Query(Query::OP_SYNONYM, query, Query(start + word))
               : query;
  }

  /* All words of a phrase, wherever they stand in the field. */
  Query
  all_words(const char *prefix, const sp_phrase &phrase)
  {
    std::vector<Query> each;

    for (const std::string &word : phrase)
      each.push_back(one_word(prefix, word));
    return each.size() == 1 ? each[0]
                            : Query(Query::OP_AND, each.begin(), each.end());
  }

  sp_stems &stems_;
  bool foreign_; /* there are pages that are not in English */
};

/* A phrase's words next to one another as they were typed. */
Query
phrase_query(const sp_phrase &phrase, const field &f)
{
  std::vector<Query> terms;

  for (const std::string &word : phrase)
    terms.emplace_back(f.prefix + word);
  return scaled(terms.size() == 1 ? terms[0]
                                  : Query(Query::OP_PHRASE, terms.begin(),
                                          terms.end(), terms.size()),
                f.weight);
}

/* Neighbours in the query that are neighbours in a text. */
Query
pairs_query(sp_stems &stems, const std::vector<sp_part> &parts)
{
  std::vector<Query> pairs;
  std::string last;

  for (const sp_part &part : parts) {
    if (part.is_common || part.kind == SP_REASON_SYNONYM ||
        part.kind == SP_REASON_GLOSSARY || part.kind == SP_REASON_JOINED)
      continue;
    for (const std::string &word : part.any[0]) {
      std::string stem = stems.of(word);

      if (!last.empty())
        pairs.emplace_back(sp_pair_term(last, stem));
      last = stem;
    }
  }
  if (pairs.empty())
    return Query();
  return scaled(Query(Query::OP_OR, pairs.begin(), pairs.end()),
                SP_WEIGHT_PAIR);
}

/* What stands for the words that were typed: "garden waste; refuse". */
std::string
listed(const sp_part &part)
{
  std::string list;

  for (const sp_phrase &phrase : part.any) {
    std::string text = sp_phrase_text(phrase);

    if (text == part.typed)
      continue;
    if (!list.empty())
      list += "; ";
    list += text;
  }
  return list;
}

Query
any_of(const std::vector<Query> &queries)
{
  return Query(Query::OP_OR, queries.begin(), queries.end());
}

/* Text that is for other areas only. */
Query
elsewhere_query(struct sp_str area)
{
  return Query(Query::OP_AND_NOT, Query(SP_TERM_AREA),
               Query(sp_area_term(area)));
}

} // namespace

std::vector<sp_scored>
sp_query_scored(const Xapian::Database &db, sp_stems &stems,
                const sp_plan &plan)
{
  std::vector<sp_scored> scored;
  maker make(db, stems);
  Query pairs = pairs_query(stems, plan.parts);

  for (const sp_phrase &phrase : plan.phrases)
    for (const field &f : fields)
      scored.push_back({SP_REASON_PHRASE,
                        f.name,
                        sp_phrase_text(phrase),
                        "",
                        false,
                        phrase_query(phrase, f),
                        {}});
  for (const sp_part &part : plan.parts) {
    std::string found = part.kind == SP_REASON_WORD ? "" : listed(part);
    sp_scored in_names = {part.kind, names.name,     part.typed,
                          found,     part.is_common, make.part(names, part),
                          {}};

    for (const field &f : named)
      in_names.within.emplace_back(f.name, make.part(f, part));
    scored.push_back({part.kind,
                      body.name,
                      part.typed,
                      found,
                      part.is_common,
                      make.part(body, part),
                      {}});
    scored.push_back(std::move(in_names));
  }
  if (!pairs.empty())
    scored.push_back(
        {SP_REASON_PAIRS, SP_REASON_ANYWHERE, "", "", true, pairs, {}});
  return scored;
}

Xapian::Query
sp_query_text(const std::vector<sp_scored> &scored)
{
  std::vector<Query> phrases, one, telling, common;

  /* A phrase's fields come one after another. */
  for (const sp_scored &s : scored)
    if (s.kind != SP_REASON_PHRASE) {
      (s.is_common ? common : telling).push_back(s.query);
    } else {
      one.push_back(s.query);
      if (s.field == SP_REASON_ASKED) {
        phrases.push_back(any_of(one));
        one.clear();
      }
    }

  std::vector<Query> extra = common;
  Query wanted;
  if (!phrases.empty()) {
    wanted = Query(Query::OP_AND, phrases.begin(), phrases.end());
    extra.insert(extra.end(), telling.begin(), telling.end());
  } else if (!telling.empty()) {
    wanted = any_of(telling);
  } else {
    /* What has a common word and no other of the query's is no result, or
     * nearly everything would be one; without any other they must do. */
    wanted = any_of(common);
    extra.clear();
  }
  return extra.empty() ? wanted
                       : Query(Query::OP_AND_MAYBE, wanted, any_of(extra));
}

Xapian::Query
sp_query_filter(const Xapian::Database &db, const Xapian::Query &text,
                const struct sp_search *search)
{
  std::vector<Query> wanted;
  Query query = text;

  if (search->service.len)
    wanted.emplace_back(sp_term(SP_TERM_SERVICE, search->service));
  if (search->type.len)
    wanted.emplace_back(sp_term(SP_TERM_TYPE, search->type));
  if (search->provider.len)
    wanted.emplace_back(sp_term(SP_TERM_PROVIDER, search->provider));
  if (search->channel.len)
    wanted.emplace_back(sp_term(SP_TERM_CHANNEL, search->channel));
  if (!wanted.empty())
    query = Query(Query::OP_FILTER, query,
                  Query(Query::OP_AND, wanted.begin(), wanted.end()));
  if (search->area.len)
    query = Query(Query::OP_AND_NOT, query, elsewhere_query(search->area));
  return sp_sight(db, search->viewer).narrow(query);
}
