/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <algorithm>
#include <map>
#include <unordered_set>
#include <vector>

#include "lib/index_query.hh"
#include "lib/index_reader.hh"
#include "lib/index_snippet.hh"
#include "lib/text.h"

namespace
{

/* Counts pages, not their sections.  Xapian's own counts do not become exact
 * when it merges sections into pages, however many it has looked at. */
class page_counter : public Xapian::MatchSpy
{
public:
  explicit page_counter(bool facets) : facets_(facets)
  {
  }
  void
  operator()(const Xapian::Document &doc, double) override
  {
    sections_++;
    if (!pages_.insert(doc.get_value(SP_SLOT_PAGE)).second || !facets_)
      return;
    ++services[doc.get_value(SP_SLOT_SERVICE)];
    ++types[doc.get_value(SP_SLOT_TYPE)];
  }
  /* Did it see every match?  Below this number none is passed over. */
  bool
  saw_all() const
  {
    return sections_ < SP_COUNT_EXACT;
  }
  uint64_t
  pages() const
  {
    return pages_.size();
  }
  /* Pages among so many sections, as among those that were seen. */
  uint64_t
  pages_of(uint64_t sections) const
  {
    return static_cast<uint64_t>(static_cast<double>(sections) *
                                 static_cast<double>(pages_.size()) /
                                 static_cast<double>(sections_));
  }

  std::map<std::string, size_t> services, types;

private:
  bool facets_;
  uint64_t sections_ = 0;
  std::unordered_set<std::string> pages_;
};

bool
counts_more(const struct sp_facet &a, const struct sp_facet &b)
{
  if (a.count != b.count)
    return a.count > b.count;
  return sp_str_cmp(a.value, b.value) < 0;
}

/* Counts of what was looked at, scaled to what matches. */
struct sp_facet *
facets(struct sp_arena *arena, const std::map<std::string, size_t> &counts,
       double scale, size_t *n)
{
  std::vector<struct sp_facet> list;
  struct sp_facet *copy;

  *n = 0;
  if (counts.empty())
    return nullptr;
  for (const auto &[value, count] : counts)
    if (!value.empty())
      list.push_back(
          {sp_str_of(value), static_cast<size_t>(count * scale + 0.5)});
  std::sort(list.begin(), list.end(), counts_more);
  *n = std::min(list.size(), static_cast<size_t>(SP_FACETS_MAX));
  copy = sp_arena_array(arena, struct sp_facet, *n);
  for (size_t i = 0; i < *n; i++)
    copy[i] = {sp_arena_copy(arena, list[i].value), list[i].count};
  return copy;
}

/* One result: the section that Xapian found, its head, and the piece of its
 * text that shows why. */
void
fill_hit(struct sp_hit *hit, const Xapian::MSetIterator &found,
         sp_snippets &snippets, struct sp_arena *arena)
{
  std::string data = found.get_document().get_data();
  struct sp_unpack in = {sp_str_of(data), false};
  struct sp_page_head head;
  struct sp_str anchor, heading, text;
  sp_scratch scratch(64 * 1024);
  struct sp_buf *snippet = &scratch.buf;

  sp_page_head_unpack(&in, &head);
  anchor = sp_unpack_str(&in);
  heading = sp_unpack_str(&in);
  text = sp_unpack_str(&in);
  if (!sp_unpack_done(&in) || sp_utf8_check(text) != text.len ||
      sp_utf8_check(head.summary) != head.summary.len)
    throw sp_failure{SP_E_CORRUPT, "the data of a section are damaged"};

  if (!snippets.make(text, sp_lang_is_english(head.lang), snippet) &&
      head.summary.len && (anchor.len == 0 || text.len == 0)) {
    sp_buf_clear(snippet);
    snippets.make(head.summary, sp_lang_is_english(head.lang), snippet);
  }
  hit->snippet.raw = sp_arena_copy(arena, sp_buf_str(snippet));

  hit->head = sp_head_copy(arena, &head);
  hit->anchor = sp_arena_copy(arena, anchor);
  hit->heading = sp_arena_copy(arena, heading);
  hit->score = found.get_weight();
}

void
fill_counts(struct sp_results *out, const Xapian::MSet &mset,
            const page_counter &counter, const Xapian::Database &db,
            struct sp_arena *arena)
{
  uint64_t all = db.get_termfreq(std::string(SP_TERM_KIND) + SP_KIND_PAGE);
  double scale;

  out->exact = counter.saw_all();
  out->estimated = counter.pages();
  if (!out->exact)
    out->estimated =
        std::clamp(counter.pages_of(mset.get_uncollapsed_matches_estimated()),
                   out->estimated, std::max(all, out->estimated));
  if (counter.pages() == 0)
    return;
  scale = static_cast<double>(out->estimated) /
          static_cast<double>(counter.pages());
  out->service = facets(arena, counter.services, scale, &out->services);
  out->type = facets(arena, counter.types, scale, &out->types);
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
  Xapian::Enquire enquire(reader->db);
  page_counter counter(search->facets);
  Xapian::Query text = sp_query_text(reader->db, reader->stems, parsed);

  enquire.set_query(sp_query_filter(reader->db, text, search));
  enquire.set_weighting_scheme(Xapian::BM25Weight());
  enquire.set_collapse_key(SP_SLOT_PAGE);
  enquire.add_matchspy(&counter);
  /* Xapian's estimate is made from how often words occur, hidden texts
   * included; so a small number is counted. */
  Xapian::MSet mset =
      enquire.get_mset(static_cast<Xapian::doccount>(first),
                       static_cast<Xapian::doccount>(count), SP_COUNT_EXACT);

  *out = {};
  out->truncated = parsed.truncated;
  out->hit = sp_arena_array(arena, struct sp_hit, mset.size());
  sp_snippets snippets(reader->stems, parsed.words);
  for (auto found = mset.begin(); found != mset.end(); ++found)
    fill_hit(&out->hit[out->count++], found, snippets, arena);
  fill_counts(out, mset, counter, reader->db, arena);
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
