/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <algorithm>
#include <vector>

#include "lib/index_meta.hh"
#include "lib/index_reader.hh"
#include "lib/text.h"

namespace
{

/* Bytes as text on one line: what is no printable character is \xNN. */
std::string
escaped(const std::string &bytes)
{
  static const char digits[] = "0123456789abcdef";
  struct sp_str rest = sp_str_of(bytes);
  std::string out;

  while (rest.len) {
    size_t good = sp_utf8_check(rest);

    for (size_t i = 0; i < good + (good < rest.len); i++) {
      unsigned char c = static_cast<unsigned char>(rest.ptr[i]);

      if (c == '\\') {
        out += "\\\\";
      } else if (c < ' ' || c == 0x7F || i == good) {
        out += "\\x";
        out += digits[c >> 4];
        out += digits[c & 15];
      } else {
        out += static_cast<char>(c);
      }
    }
    rest = sp_str_sub(rest, good + 1, rest.len);
  }
  return out;
}

std::string
term_line(const Xapian::TermIterator &term)
{
  std::string line =
      "  term " + escaped(*term) + " wdf=" + std::to_string(term.get_wdf());
  const char *before = " at=";

  for (auto at = term.positionlist_begin(); at != term.positionlist_end();
       ++at, before = ",")
    line += before + std::to_string(*at);
  return line + "\n";
}

/* Everything of a document but its number. */
std::string
document_text(const Xapian::Document &doc)
{
  std::string text = "  data " + escaped(doc.get_data()) + "\n";

  for (auto value = doc.values_begin(); value != doc.values_end(); ++value)
    text += "  value " + std::to_string(value.get_valueno()) + " " +
            escaped(*value) + "\n";
  for (auto term = doc.termlist_begin(); term != doc.termlist_end(); ++term)
    text += term_line(term);
  return text;
}

void
put(FILE *out, const std::string &text)
{
  if (fwrite(text.data(), 1, text.size(), out) != text.size())
    throw sp_failure{SP_E_IO, "the dump could not be written"};
}

/* The documents that have the term, each under its kind, in an order of their
 * content; the number of them. */
size_t
dump_documents(const Xapian::Database &db, const std::string &term, FILE *out)
{
  const std::string page_term = std::string(SP_TERM_KIND) + SP_KIND_PAGE;
  std::vector<std::string> documents;

  for (auto post = db.postlist_begin(term); post != db.postlist_end(term);
       ++post) {
    Xapian::Document doc = db.get_document(*post);
    auto kind = doc.termlist_begin();

    kind.skip_to(page_term);
    bool is_page = kind != doc.termlist_end() && *kind == page_term;
    documents.push_back((is_page ? " page\n" : " section\n") +
                        document_text(doc));
  }
  std::sort(documents.begin(), documents.end());
  for (const std::string &text : documents)
    put(out, text);
  return documents.size();
}

void
dump(const Xapian::Database &db, FILE *out)
{
  size_t left = db.get_doccount();

  for (auto term = db.allterms_begin(SP_TERM_OF_PAGE);
       term != db.allterms_end(SP_TERM_OF_PAGE); ++term) {
    put(out, "document " +
                 escaped((*term).substr(sizeof(SP_TERM_OF_PAGE) - 1)) + "\n");
    left -= dump_documents(db, *term, out);
  }
  if (left)
    throw sp_failure{SP_E_CORRUPT, "a document belongs to no page"};
  for (const sp_meta_entry &entry : sp_meta_all(db, ""))
    put(out, "meta " + escaped(entry.key) + " " + escaped(entry.value) + "\n");
  for (auto word = db.spellings_begin(); word != db.spellings_end(); ++word)
    put(out, "spelling " + escaped(*word) + " " +
                 std::to_string(word.get_termfreq()) + "\n");
  for (auto key = db.synonym_keys_begin(); key != db.synonym_keys_end(); ++key)
    for (auto word = db.synonyms_begin(*key); word != db.synonyms_end(*key);
         ++word)
      put(out, "synonym " + escaped(*key) + " " + escaped(*word) + "\n");
}

} // namespace

/* Not tried again after a commit: what was written cannot be taken back. */
enum sp_status
sp_reader_dump(struct sp_reader *reader, FILE *out, struct sp_err *err)
{
  return sp_guard(err, [&] {
    dump(reader->db, out);
    if (fflush(out) != 0)
      return sp_fail(err, SP_E_IO, "the dump could not be written");
    return SP_OK;
  });
}
