/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lib/index_explain.hh"
#include "lib/index_pins.hh"
#include "lib/index_places.hh"
#include "lib/index_query.hh"
#include "lib/index_reader.hh"
#include "lib/index_snippet.hh"
#include "lib/text.h"

namespace
{

/* Counts pages, not their texts.  Xapian's own counts do not become exact when
 * it merges texts into pages, however many it has looked at. */
class page_counter : public Xapian::MatchSpy
{
public:
  /* one_each: no page has two texts that may be found. */
  page_counter(bool facets, bool one_each)
      : facets_(facets), one_each_(one_each)
  {
  }
  void
  operator()(const Xapian::Document &doc, double) override
  {
    texts_++;
    if (!one_each_ && !seen_.insert(doc.get_value(SP_SLOT_PAGE)).second)
      return;
    pages_++;
    /* Few combinations occur, so they are taken apart only once each. */
    if (facets_)
      ++combinations[doc.get_value(SP_SLOT_FACETS)];
  }
  /* Did it see every match?  Below this number none is passed over. */
  bool
  saw_all() const
  {
    return texts_ < SP_COUNT_EXACT;
  }
  uint64_t
  pages() const
  {
    return pages_;
  }
  /* Pages among so many texts, as among those that were seen. */
  uint64_t
  pages_of(uint64_t texts) const
  {
    return texts_ == 0 ? 0
                       : static_cast<uint64_t>(static_cast<double>(texts) *
                                               static_cast<double>(pages_) /
                                               static_cast<double>(texts_));
  }

  std::unordered_map<std::string, size_t> combinations;

private:
  bool facets_, one_each_;
  uint64_t texts_ = 0, pages_ = 0;
  std::unordered_set<std::string> seen_;
};

bool
counts_more(const struct sp_facet_value &a, const struct sp_facet_value &b)
{
  if (a.count != b.count)
    return a.count > b.count;
  return sp_str_cmp(a.value, b.value) < 0;
}

using value_counts = std::map<std::string, size_t>;

/* Count each line of a packed combination. */
void
add_combination(value_counts (&counts)[SP_FACETS], const std::string &packed,
                size_t pages)
{
  struct sp_unpack in = {sp_str_of(packed), false};

  for (value_counts &count : counts) {
    struct sp_str rest = sp_unpack_str(&in), value;

    while (sp_str_split(&rest, '\n', &value))
      if (value.len)
        count[sp_string(value)] += pages;
  }
}

/* Counts of what was looked at, scaled to what matches. */
struct sp_facet
facet_of(struct sp_arena *arena, const value_counts &counts, double scale)
{
  std::vector<struct sp_facet_value> list;
  struct sp_facet facet = {nullptr, 0};

  for (const auto &[value, count] : counts)
    list.push_back(
        {sp_str_of(value),
         static_cast<size_t>(static_cast<double>(count) * scale + 0.5)});
  if (list.empty())
    return facet;
  std::sort(list.begin(), list.end(), counts_more);
  facet.count = std::min(list.size(), static_cast<size_t>(SP_FACETS_MAX));
  facet.item = sp_arena_array(arena, struct sp_facet_value, facet.count);
  for (size_t i = 0; i < facet.count; i++)
    facet.item[i] = {sp_arena_copy(arena, list[i].value), list[i].count};
  return facet;
}

/* What a synonym's word counts in a snippet beside what was typed. */
constexpr double stand_in_weight = 0.3;

/* The words to mark, those that are rare counting most. */
std::vector<sp_wanted>
wanted_words(const sp_plan &plan, const Xapian::Database &db, sp_stems &stems)
{
  std::vector<sp_wanted> wanted;
  double all = db.get_doccount() + 1.0;
  size_t place = 0;
  bool telling = !plan.phrases.empty() ||
                 std::any_of(plan.parts.begin(), plan.parts.end(),
                             [](const sp_part &p) { return !p.is_common; });
  auto add = [&](const sp_phrase &phrase, double weight, bool quoted) {
    for (const std::string &word : phrase) {
      double with = db.get_termfreq("Z" SP_FIELD_BODY + stems.of(word)) + 1.0;

      place++;
      /* A mark on each "the" would hide the others. */
      if (telling && !quoted && sp_word_is_common(word))
        continue;
      if (std::none_of(wanted.begin(), wanted.end(),
                       [&](const sp_wanted &w) { return w.word == word; }))
        wanted.push_back({word,
                          weight * (0.2 + std::log(all / with) / std::log(all)),
                          place});
    }
  };

  for (const sp_phrase &phrase : plan.phrases)
    add(phrase, 1, true);
  for (const sp_part &part : plan.parts) {
    /* The customer's own words show best why. */
    bool stands_in =
        part.kind == SP_REASON_SYNONYM || part.kind == SP_REASON_GLOSSARY;

    for (const sp_phrase &phrase : part.any) {
      add(phrase, stands_in ? part.weight * stand_in_weight : part.weight,
          false);
      place += part.any.size() > 1;
    }
  }
  return wanted;
}

/* What a text document holds beside its terms. */
std::vector<sp_passage>
unpack_text(const std::string &data, struct sp_page_head *head)
{
  struct sp_unpack in = {sp_str_of(data), false};
  std::vector<sp_passage> passages;
  size_t count;

  sp_page_head_unpack(&in, head);
  (void)sp_unpack_str(&in); /* the contact it names: index_places.cc */
  count = sp_unpack_count(&in, 3);
  for (size_t i = 0; i < count && !in.broken; i++) {
    struct sp_str anchor = sp_unpack_str(&in), heading = sp_unpack_str(&in);
    struct sp_str text = sp_unpack_str(&in);

    if (sp_utf8_check(text) != text.len ||
        sp_utf8_check(heading) != heading.len)
      in.broken = true;
    passages.push_back({anchor, heading, text});
  }
  if (!sp_unpack_done(&in) ||
      sp_utf8_check(head->summary) != head->summary.len ||
      sp_utf8_check(head->title) != head->title.len)
    throw sp_failure{SP_E_CORRUPT, "the data of a text are damaged"};
  if (passages.empty())
    passages.push_back({});
  return passages;
}

/* The piece of a result's text that shows why it was found. */
void
fill_snippet(struct sp_hit *hit, const struct sp_page_head &head,
             const std::vector<sp_passage> &passages, sp_snippets &snippets,
             struct sp_arena *arena)
{
  bool english = sp_lang_is_english(head.lang);
  const sp_passage &best =
      passages[snippets.choose(head.title, passages, english)];
  sp_scratch scratch(64 * 1024);
  struct sp_buf *snippet = &scratch.buf;

  if (!snippets.make(best.text, english, snippet) && head.summary.len &&
      (best.anchor.len == 0 || best.text.len == 0)) {
    sp_buf_clear(snippet);
    snippets.make(head.summary, english, snippet);
  }
  hit->snippet.raw = sp_arena_copy(arena, sp_buf_str(snippet));
  hit->anchor = sp_arena_copy(arena, best.anchor);
  hit->heading = sp_arena_copy(arena, best.heading);
}

/* One result; snippets: NULL for none. */
void
fill_hit(struct sp_hit *hit, const sp_placed &result, sp_snippets *snippets,
         struct sp_arena *arena)
{
  struct sp_page_head head;

  *hit = {};
  hit->anchor = hit->heading = hit->snippet.raw = SP_STR("");
  hit->pin_owner = hit->pin_reason = SP_STR("");
  hit->score = result.weight;
  hit->is_named = result.is_named;
  std::vector<sp_passage> passages = unpack_text(result.data, &head);
  if (snippets)
    fill_snippet(hit, head, passages, *snippets, arena);
  hit->head = sp_head_copy(arena, &head);
}

/* matches: how many texts there are, estimated.  has_other: one page of the
 * results is no match. */
void
fill_counts(struct sp_results *out, Xapian::doccount matches, bool has_other,
            const page_counter &counter, const Xapian::Database &db,
            struct sp_arena *arena)
{
  uint64_t all = db.get_termfreq(std::string(SP_TERM_KIND) + SP_KIND_PAGE);
  value_counts counts[SP_FACETS];
  double scale;

  out->exact = counter.saw_all();
  out->estimated = counter.pages() + has_other;
  if (!out->exact)
    out->estimated = std::clamp(counter.pages_of(matches), out->estimated,
                                std::max(all, out->estimated));
  if (counter.combinations.empty())
    return;
  scale = static_cast<double>(out->estimated) /
          static_cast<double>(counter.pages());
  for (const auto &[packed, pages] : counter.combinations)
    add_combination(counts, packed, pages);
  for (size_t i = 0; i < SP_FACETS; i++)
    out->facet[i] = facet_of(arena, counts[i], scale);
}

/* Has no page texts of several classes? */
bool
has_one_text_each(const Xapian::Database &db)
{
  std::string kind(SP_TERM_KIND);

  return db.get_termfreq(kind + SP_KIND_TEXT) <=
         db.get_termfreq(kind + SP_KIND_PAGE);
}

enum sp_status
search_once(struct sp_reader *reader, const struct sp_search *search,
            const sp_parsed &parsed, struct sp_arena *arena,
            struct sp_results *out)
{
  size_t depth = SP_RESULTS_DEPTH_MAX;
  size_t first = std::min(search->first, depth);
  size_t count = std::min(
      {search->count, depth - first, static_cast<size_t>(SP_RESULTS_MAX)});
  sp_plan plan =
      sp_query_plan(reader->db, reader->stems, search->lexicon, search, parsed);
  bool one_each = has_one_text_each(reader->db);
  page_counter counter(search->facets, one_each);
  std::vector<sp_scored> scored =
      sp_query_scored(reader->db, reader->stems, plan);
  /* Who made a slip wants what is pinned to what was meant. */
  sp_pins pins(search->lexicon, reader->stems,
               plan.corrected.empty()
                   ? parsed
                   : sp_query_parse(sp_str_of(plan.corrected)),
               search->viewer.now);
  Xapian::Query words = sp_query_text(scored);
  /* Who asks for a phrase wants nothing without it. */
  sp_places places(reader->db, search, pins.put(words), words,
                   pins.has_worst() || !parsed.phrases.empty(), one_each);
  std::vector<sp_placed> results = places.from(first, count, &counter);
  std::vector<Xapian::docid> docs;

  *out = {};
  out->truncated = parsed.truncated;
  out->hit = sp_arena_array(arena, struct sp_hit, results.size());
  out->corrected = sp_arena_copy(arena, sp_str_of(plan.corrected));
  sp_snippets snippets(reader->stems,
                       wanted_words(plan, reader->db, reader->stems));
  for (const sp_placed &result : results) {
    struct sp_hit *hit = &out->hit[out->count++];

    fill_hit(hit, result, search->no_snippets ? nullptr : &snippets, arena);
    pins.settle(hit, arena);
    docs.push_back(result.doc);
  }
  if (search->explain)
    sp_explain(reader->db, scored, docs, out->hit, arena);
  fill_counts(out, places.matches(), places.has_other(), counter, reader->db,
              arena);
  return SP_OK;
}

} // namespace

enum sp_status
sp_reader_search(struct sp_reader *reader, const struct sp_search *search,
                 struct sp_arena *arena, struct sp_results *out,
                 struct sp_err *err)
{
  *out = {};
  if (sp_utf8_check(search->query) != search->query.len)
    return sp_fail(err, SP_E_QUERY, "the query is not valid UTF-8");
  if (sp_str_find(search->query, '\0', 0) != search->query.len)
    return sp_fail(err, SP_E_QUERY, "the query has a NUL character");
  return sp_reader_run(reader, err, [&] {
    sp_parsed parsed = sp_query_parse(search->query);

    if (parsed.words.empty()) {
      *out = {};
      out->exact = true;
      out->truncated = parsed.truncated;
      return SP_OK;
    }
    return search_once(reader, search, parsed, arena, out);
  });
}
