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

/* What one section document is made of. */
struct section_text {
  std::string text; /* of its segments, a line each, white space squeezed */
  bool heading = false;
  bool lead = false; /* stands for the page: title, also-asked, summary */
};

using section_texts = std::map<text_class, section_text>;

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
  for (struct sp_str s : {head->id, head->title, head->summary, head->service,
                          head->lang, head->provider, head->reviewed})
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
    struct sp_str line;

    while (text.len) {
      size_t end = sp_str_find(text, '\n', 0);

      line = sp_str_sub(text, 0, end);
      text = sp_str_sub(text, end + 1, text.len);
      for (sp_words words(line); words.next();) {
        std::string word(words.word());

        doc_.add_posting(plain + word, ++at);
        doc_.add_term(stemmed + (english_ ? stems_.of(word) : word));
      }
      at += SP_POSITION_GAP;
    }
  }

private:
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

/* Areas of a contact or notice: a fact with areas' names. */
void
add_areas(Xapian::Document &doc, const struct sp_page *page)
{
  for (size_t i = 0; i < page->facts; i++) {
    struct sp_str rest = page->fact[i].value, area;

    if (!sp_str_is(page->fact[i].name, "areas"))
      continue;
    while (sp_str_split(&rest, ';', &area)) {
      doc.add_boolean_term(SP_TERM_AREA);
      doc.add_boolean_term(sp_area_term(area));
    }
  }
}

/* What the page document and all its section documents have. */
Xapian::Document
new_document(const struct sp_page *page, const char *kind,
             const text_class &cls)
{
  const struct sp_page_head *head = &page->head;
  const char *type = sp_doc_type_name(head->type);
  Xapian::Document doc;

  doc.add_boolean_term(sp_term(SP_TERM_OF_PAGE, head->id));
  doc.add_boolean_term(sp_term(SP_TERM_KIND, sp_str(kind)));
  doc.add_boolean_term(sp_term(SP_TERM_TYPE, sp_str(type)));
  doc.add_boolean_term(
      sp_term(SP_TERM_LANG, head->lang.len ? head->lang : sp_str("en")));
  if (head->service.len)
    doc.add_boolean_term(sp_term(SP_TERM_SERVICE, head->service));
  add_areas(doc, page);
  add_class(doc, cls);
  doc.add_value(SP_SLOT_PAGE, sp_string(head->id));
  doc.add_value(SP_SLOT_SERVICE, sp_string(head->service));
  doc.add_value(SP_SLOT_TYPE, type);
  return doc;
}

std::string
packed(const sp_scratch &scratch)
{
  if (scratch.buf.full)
    throw sp_failure{SP_E_DATA, "the page is too large for the index"};
  return sp_string(sp_buf_str(&scratch.buf));
}

Xapian::Document
page_document(const struct sp_page *page, const text_class &cls)
{
  Xapian::Document doc = new_document(page, SP_KIND_PAGE, cls);
  sp_scratch data(SP_DATA_MAX), head(SP_DATA_MAX);

  doc.add_boolean_term(sp_term(SP_TERM_PAGE, page->head.id));
  sp_page_pack(&data.buf, page);
  doc.set_data(packed(data));
  sp_page_head_pack(&head.buf, &page->head);
  doc.add_value(SP_SLOT_HEAD, packed(head));
  return doc;
}

/* What stands for the page as a whole, once, so that a title weighs the same
 * whether the page has one section or twenty. */
void
put_lead(indexer &words, const struct sp_page *page, const std::string &text)
{
  std::string summary;

  words.put(SP_FIELD_TITLE, page->head.title);
  for (size_t i = 0; i < page->also_asked.count; i++)
    words.put(SP_FIELD_ASKED, page->also_asked.item[i]);
  for (size_t i = 0; i < page->facts; i++)
    words.put(SP_FIELD_BODY, page->fact[i].value);
  append_squeezed(summary, page->head.summary);
  /* A summary that was taken from the text must not count twice. */
  if (!memmem(text.data(), text.size(), summary.data(), summary.size()))
    words.put(SP_FIELD_BODY, sp_str_of(summary));
}

Xapian::Document
section_document(const struct sp_page *page, const text_class &cls,
                 const section_text &part, struct sp_str anchor,
                 struct sp_str heading, sp_stems &stems)
{
  Xapian::Document doc = new_document(page, SP_KIND_SECTION, cls);
  indexer words(doc, stems, sp_lang_is_english(page->head.lang));
  sp_scratch data(SP_DATA_MAX);

  words.put(SP_FIELD_BODY, sp_str_of(part.text));
  if (part.heading)
    words.put(SP_FIELD_HEADING, heading);
  if (part.lead)
    put_lead(words, page, part.text);
  sp_page_head_pack(&data.buf, &page->head);
  sp_pack_str(&data.buf, anchor);
  sp_pack_str(&data.buf, heading);
  sp_pack_str(&data.buf, sp_str_of(part.text));
  doc.set_data(packed(data));
  return doc;
}

/* The texts of a section by class.  Its heading goes where everybody who sees
 * the section can find it. */
section_texts
split_section(const struct sp_page_section &section, const text_class &page)
{
  text_class whole = both(page, {section.level_min, section.level_max,
                                 section.from, section.until});
  section_texts texts;

  if (whole.empty())
    return texts;
  if (section.heading.len)
    texts[whole].heading = true;
  for (size_t i = 0; i < section.segments; i++) {
    const struct sp_segment &segment = section.segment[i];
    text_class cls = both(whole, {segment.level_min, segment.level_max,
                                  segment.from, segment.until});

    if (!cls.empty() && sp_str_trim(segment.text).len)
      append_squeezed(texts[cls].text, segment.text);
  }
  return texts;
}

} // namespace

std::vector<Xapian::Document>
sp_page_documents(const struct sp_page *page, sp_stems &stems)
{
  text_class whole = {page->head.level, 4, page->head.from, page->head.until};
  std::vector<Xapian::Document> docs;
  const struct sp_page_section introduction = {};

  check_page(page);
  docs.push_back(page_document(page, whole));
  if (whole.empty())
    return docs;
  for (size_t i = 0; i == 0 || i < page->sections; i++) {
    const struct sp_page_section &section =
        i < page->sections ? page->section[i] : introduction;
    section_texts texts;

    if (i < page->sections)
      texts = split_section(section, whole);
    if (i == 0)
      texts[whole].lead = true;
    for (const auto &[cls, part] : texts)
      docs.push_back(section_document(page, cls, part, section.anchor,
                                      section.heading, stems));
  }
  return docs;
}
