/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_build.hh"

#include <algorithm>
#include <map>
#include <tuple>

#include "lib/index_guard.hh"
#include "lib/schema.h"
#include "lib/text.h"

namespace
{

/* For whom and when a text is there.  Ordered, so that the documents of a
 * page come in the same order whatever the order of its text. */
struct text_class {
  unsigned level_min, level_max;
  sp_instant from, until;

  bool
  operator<(const text_class &o) const
  {
    return std::tie(level_min, level_max, from, until) <
           std::tie(o.level_min, o.level_max, o.from, o.until);
  }
  bool
  empty() const
  {
    return level_min > level_max || from >= until;
  }
  bool
  timed() const
  {
    return from != SP_ALWAYS_FROM || until != SP_ALWAYS_UNTIL;
  }
};

text_class
both(const text_class &a, const text_class &b)
{
  return {std::max(a.level_min, b.level_min),
          std::min(a.level_max, b.level_max), std::max(a.from, b.from),
          std::min(a.until, b.until)};
}

/* What the text of one section is for one class. */
struct section_text {
  struct sp_str anchor, heading;
  std::string text; /* of its segments, a line each, white space squeezed */
  bool is_heading = false; /* the heading's words are of this class */
};

/* What one text document is made of. */
struct class_text {
  std::vector<section_text> sections;     /* in the order of the page */
  std::map<std::string, size_t> contacts; /* that it leads to, how often */
  bool lead = false; /* stands for the page: title, also-asked, summary */
};

using class_texts = std::map<text_class, class_text>;

void
check_text(struct sp_str s)
{
  if (s.len == 0)
    return;
  if (std::memchr(s.ptr, '\0', s.len))
    throw sp_failure{SP_E_DATA, "a text of the page has a NUL character"};
  if (sp_utf8_check(s) != s.len)
    throw sp_failure{SP_E_DATA, "a text of the page is not valid UTF-8"};
}

void
check_levels(unsigned level_min, unsigned level_max)
{
  if (level_min < 1 || level_min > 4 || level_max < 1 || level_max > 4)
    throw sp_failure{SP_E_DATA, "a level of the page is not 1 to 4"};
}

void
check_head(const struct sp_page_head *head)
{
  for (struct sp_str s :
       {head->id, head->title, head->summary, head->service, head->lang,
        head->provider, head->reviewed, head->review_by})
    check_text(s);
  check_levels(head->level, 4);
  if (head->id.len == 0)
    throw sp_failure{SP_E_DATA, "the page has no id"};
  if (std::memchr(head->id.ptr, '\x01', head->id.len))
    throw sp_failure{SP_E_DATA, "the id has a control character"};
}

void
check_page(const struct sp_page *page)
{
  check_head(&page->head);
  for (size_t i = 0; i < page->also_asked.count; i++)
    check_text(page->also_asked.item[i]);
  for (size_t i = 0; i < page->facts; i++) {
    check_text(page->fact[i].name);
    check_text(page->fact[i].value);
  }
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section &section = page->section[i];

    check_text(section.anchor);
    check_text(section.heading);
    check_levels(section.level_min, section.level_max);
    for (size_t j = 0; j < section.segments; j++) {
      check_text(section.segment[j].text);
      check_levels(section.segment[j].level_min, section.segment[j].level_max);
    }
  }
}

/* Appends the text's lines: white space squeezed, nothing at the ends. */
void
append_squeezed(std::string &out, struct sp_str text)
{
  bool gap = !out.empty();

  text = sp_str_trim(text);
  if (text.len == 0)
    return;
  if (gap)
    out += '\n';
  gap = false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];

    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' ||
        c == '\v') {
      gap = true;
      continue;
    }
    if (gap)
      out += ' ';
    gap = false;
    out += c;
  }
}

/* Puts the words of texts into one document. */
class indexer
{
public:
  indexer(Xapian::Document &doc, sp_stems &stems, bool english)
      : doc_(doc), stems_(stems), english_(english)
  {
  }

  /* The words of text after those put before; a phrase does not reach from
   * one line or call to the next. */
  void
  put(const char *prefix, struct sp_str text)
  {
    std::string plain(prefix), stemmed = std::string("Z") + prefix;
    Xapian::termpos &at = position_[plain];

    while (text.len) {
      size_t end = sp_str_find(text, '\n', 0);
      sp_words words(sp_str_sub(text, 0, end));

      text = sp_str_sub(text, end + 1, text.len);
      for (std::string last; words.next();) {
        std::string word(words.word());
        const std::string &stem = english_ ? stems_.of(word) : word;

        doc_.add_posting(plain + word, ++at);
        doc_.add_term(stemmed + stem);
        put_pair(last, word, stem);
      }
      at += SP_POSITION_GAP;
    }
  }

  /* Let the text's words count so often in a field, without a place there. */
  void
  weigh(const char *prefix, struct sp_str text, Xapian::termcount times)
  {
    std::string stemmed = std::string("Z") + prefix;

    for (sp_words words(text); words.next();) {
      std::string word(words.word());

      doc_.add_term(stemmed + (english_ ? stems_.of(word) : word), times);
    }
  }

private:
  /* Two telling words side by side, whatever common ones stand between. */
  void
  put_pair(std::string &last, const std::string &word, const std::string &stem)
  {
    if (sp_word_is_common(word))
      return;
    if (!last.empty())
      doc_.add_term(sp_pair_term(last, stem));
    last = stem;
  }

  Xapian::Document &doc_;
  sp_stems &stems_;
  bool english_;
  std::map<std::string, Xapian::termpos> position_;
};

void
add_class(Xapian::Document &doc, const text_class &cls)
{
  for (unsigned level = cls.level_min; level <= cls.level_max; level++)
    doc.add_boolean_term(SP_TERM_LEVEL + std::to_string(level));
  if (!cls.timed())
    return;
  doc.add_boolean_term(SP_TERM_TIMED);
  doc.add_value(SP_SLOT_FROM, sp_instant_value(cls.from));
  doc.add_value(SP_SLOT_UNTIL, sp_instant_value(cls.until));
}

const struct sp_page_fact *
find_fact(const struct sp_page *page, const char *name)
{
  for (size_t i = 0; i < page->facts; i++)
    if (sp_str_is(page->fact[i].name, name))
      return &page->fact[i];
  return nullptr;
}

/* Areas of a contact or notice: a fact with areas' names. */
std::vector<struct sp_str>
areas_of(const struct sp_page *page)
{
  const struct sp_page_fact *fact = find_fact(page, "areas");
  std::vector<struct sp_str> areas;
  struct sp_str rest = fact ? fact->value : sp_str(""), area;

  while (sp_str_split(&rest, ';', &area))
    if (area.len)
      areas.push_back(area);
  return areas;
}

/* How a person can do it, as the page says. */
std::vector<struct sp_str>
channels_of(const struct sp_page *page)
{
  std::vector<struct sp_str> channels;

  if (page->self_service.target.len || page->self_service.url.len ||
      find_fact(page, "web"))
    channels.push_back(sp_str("online"));
  if (find_fact(page, "phone"))
    channels.push_back(sp_str("phone"));
  if (find_fact(page, "email"))
    channels.push_back(sp_str("email"));
  if (find_fact(page, "address"))
    channels.push_back(sp_str("in person"));
  return channels;
}

struct sp_str
provider_of(const struct sp_page *page)
{
  return page->head.provider.len ? page->head.provider
                                 : sp_str(SP_PROVIDER_OWN);
}

std::string
lines(const std::vector<struct sp_str> &values)
{
  std::string text;

  for (struct sp_str value : values)
    text.append(text.empty() ? "" : "\n").append(sp_view_of(value));
  return text;
}

std::string
packed(const sp_scratch &scratch)
{
  if (scratch.buf.full)
    throw sp_failure{SP_E_DATA, "the page is too large for the index"};
  return sp_string(sp_buf_str(&scratch.buf));
}

/* The values in the order of enum sp_facet_kind. */
std::string
facets_of(const struct sp_page *page)
{
  sp_scratch out(SP_DATA_MAX);
  std::string channels = lines(channels_of(page)),
              areas = lines(areas_of(page));

  sp_pack_str(&out.buf, page->head.service);
  sp_pack_str(&out.buf, sp_str(sp_doc_type_name(page->head.type)));
  sp_pack_str(&out.buf, provider_of(page));
  sp_pack_str(&out.buf, sp_str_of(channels));
  sp_pack_str(&out.buf, sp_str_of(areas));
  return packed(out);
}

/* Terms that filters ask for. */
void
add_filters(Xapian::Document &doc, const struct sp_page *page)
{
  const struct sp_page_head *head = &page->head;

  doc.add_boolean_term(
      sp_term(SP_TERM_TYPE, sp_str(sp_doc_type_name(head->type))));
  doc.add_boolean_term(
      sp_term(SP_TERM_LANG, head->lang.len ? head->lang : sp_str("en")));
  if (head->service.len)
    doc.add_boolean_term(sp_term(SP_TERM_SERVICE, head->service));
  doc.add_boolean_term(sp_term(SP_TERM_PROVIDER, provider_of(page)));
  for (struct sp_str channel : channels_of(page))
    doc.add_boolean_term(sp_term(SP_TERM_CHANNEL, channel));
  for (struct sp_str area : areas_of(page)) {
    doc.add_boolean_term(SP_TERM_AREA);
    doc.add_boolean_term(sp_area_term(area));
  }
}

/* What the page document and its text documents have. */
Xapian::Document
new_document(const struct sp_page *page, const char *kind,
             const text_class &cls)
{
  Xapian::Document doc;

  doc.add_boolean_term(sp_term(SP_TERM_OF_PAGE, page->head.id));
  doc.add_boolean_term(sp_term(SP_TERM_KIND, sp_str(kind)));
  add_filters(doc, page);
  add_class(doc, cls);
  doc.add_value(SP_SLOT_PAGE, sp_string(page->head.id));
  return doc;
}

Xapian::Document
page_document(const struct sp_page *page, const text_class &cls)
{
  Xapian::Document doc = new_document(page, SP_KIND_PAGE, cls);
  sp_scratch data(SP_DATA_MAX), head(SP_DATA_MAX), hints(SP_DATA_MAX);

  doc.add_boolean_term(sp_term(SP_TERM_PAGE, page->head.id));
  sp_page_pack(&data.buf, page);
  doc.set_data(packed(data));
  sp_page_head_pack(&head.buf, &page->head);
  doc.add_value(SP_SLOT_HEAD, packed(head));
  sp_page_hints_pack(&hints.buf, page);
  if (hints.buf.len)
    doc.add_value(SP_SLOT_HINTS, packed(hints));
  return doc;
}

/* What stands for the page as a whole, once, so that a title weighs the same
 * whether the page has one section or twenty. */
void
put_lead(indexer &words, const struct sp_page *page, const std::string &text)
{
  std::string summary;

  words.put(SP_FIELD_TITLE, page->head.title);
  words.weigh(SP_FIELD_NAMES, page->head.title, 1);
  words.weigh(SP_FIELD_BODY, page->head.title, SP_TITLE_IN_BODY);
  for (size_t i = 0; i < page->also_asked.count; i++) {
    words.put(SP_FIELD_ASKED, page->also_asked.item[i]);
    words.weigh(SP_FIELD_NAMES, page->also_asked.item[i], 1);
    words.weigh(SP_FIELD_BODY, page->also_asked.item[i], 1);
  }
  for (size_t i = 0; i < page->facts; i++)
    words.put(SP_FIELD_BODY, page->fact[i].value);
  append_squeezed(summary, page->head.summary);
  /* A summary that was taken from the text must not count twice. */
  if (!memmem(text.data(), text.size(), summary.data(), summary.size()))
    words.put(SP_FIELD_BODY, sp_str_of(summary));
}

/* The one that is named most often; none: empty. */
std::string
most_named(const std::map<std::string, size_t> &contacts)
{
  auto most = std::max_element(
      contacts.begin(), contacts.end(),
      [](const auto &a, const auto &b) { return a.second < b.second; });

  return most == contacts.end() ? std::string() : most->first;
}

Xapian::Document
text_document(const struct sp_page *page, const text_class &cls,
              const class_text &part, sp_stems &stems)
{
  Xapian::Document doc = new_document(page, SP_KIND_TEXT, cls);

  doc.add_value(SP_SLOT_FACETS, facets_of(page));
  indexer words(doc, stems, sp_lang_is_english(page->head.lang));
  std::string contact = most_named(part.contacts);
  sp_scratch data(SP_DATA_MAX);

  sp_page_head_pack(&data.buf, &page->head);
  sp_pack_str(&data.buf, sp_str_of(contact));
  sp_pack_u64(&data.buf, part.sections.size());
  for (const section_text &section : part.sections) {
    words.put(SP_FIELD_BODY, sp_str_of(section.text));
    if (section.is_heading) {
      words.put(SP_FIELD_HEADING, section.heading);
      words.weigh(SP_FIELD_NAMES, section.heading, 1);
      words.weigh(SP_FIELD_BODY, section.heading, 1);
    }
    sp_pack_str(&data.buf, section.anchor);
    sp_pack_str(&data.buf, section.heading);
    sp_pack_str(&data.buf, sp_str_of(section.text));
  }
  if (part.lead)
    put_lead(words, page,
             part.sections.empty() ? std::string()
                                   : part.sections.front().text);
  doc.set_data(packed(data));
  return doc;
}

/* The text of this class in the section that is being split. */
section_text &
text_of(class_texts &texts, const text_class &cls,
        const struct sp_page_section &section, size_t number,
        std::map<text_class, size_t> &last)
{
  std::vector<section_text> &list = texts[cls].sections;
  auto [seen, is_new] = last.emplace(cls, number);

  if (is_new || seen->second != number) {
    seen->second = number;
    list.push_back({section.anchor, section.heading, "", false});
  }
  return list.back();
}

/* Links to contacts, in HTML as render.h makes it. */
void
count_contacts(std::string_view html, std::map<std::string, size_t> &contacts)
{
  constexpr std::string_view begin = "href=\"/contacts/";
  constexpr size_t lead = 7; /* before the id */

  for (size_t at = html.find(begin); at < html.size();
       at = html.find(begin, at + lead)) {
    size_t end = html.find_first_of("\"#?", at + begin.size());

    if (end < html.size())
      contacts[std::string(html.substr(at + lead, end - at - lead))]++;
  }
}

/* The texts of the page by class.  A heading goes where everybody who sees its
 * section can find it. */
class_texts
split_page(const struct sp_page *page, const text_class &whole)
{
  std::map<text_class, size_t> last; /* section put of each class */
  class_texts texts;

  /* Also a page without an introduction is found at its beginning. */
  texts[whole].lead = true;
  texts[whole].sections.push_back({{}, {}, "", false});
  last.emplace(whole, 0);
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section &section = page->section[i];
    text_class own = both(whole, {section.level_min, section.level_max,
                                  section.from, section.until});

    if (own.empty())
      continue;
    if (section.heading.len)
      text_of(texts, own, section, i, last).is_heading = true;
    for (size_t j = 0; j < section.segments; j++) {
      const struct sp_segment &segment = section.segment[j];
      text_class cls = both(own, {segment.level_min, segment.level_max,
                                  segment.from, segment.until});

      if (cls.empty() || sp_str_trim(segment.text).len == 0)
        continue;
      append_squeezed(text_of(texts, cls, section, i, last).text, segment.text);
      count_contacts(sp_view_of(segment.html.raw), texts[cls].contacts);
    }
  }
  return texts;
}

} // namespace

std::vector<Xapian::Document>
sp_page_documents(const struct sp_page *page, sp_stems &stems)
{
  text_class whole = {page->head.level, 4, page->head.from, page->head.until};
  std::vector<Xapian::Document> docs;

  check_page(page);
  docs.push_back(page_document(page, whole));
  if (whole.empty())
    return docs;
  for (const auto &[cls, part] : split_page(page, whole))
    docs.push_back(text_document(page, cls, part, stems));
  return docs;
}
