/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <memory>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include "lib/index_build.hh"
#include "lib/index_meta.hh"
#include "lib/index_reader.hh"

/* Always inside a transaction: outside one, Xapian shows readers what was put
 * before the commit, and its destructor commits. */
struct sp_writer {
  std::string path;
  Xapian::WritableDatabase db;
  sp_stems stems;
  bool dirty = false;   /* there is something to commit */
  bool created = false; /* the folder above does not have it for sure yet */
  enum sp_status failed = SP_OK; /* this batch is lost */
};

namespace
{

/* A rename is durable once its folder is synced, which Xapian leaves out: a
 * power cut would then cost the index. */
enum sp_status
sync_folder(const std::string &path, struct sp_err *err)
{
  int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int failed = fd < 0 || fsync(fd) != 0 ? errno : 0;

  if (fd >= 0)
    close(fd);
  if (failed)
    return sp_fail(err, SP_E_IO, "%s: fsync: %s", path.c_str(),
                   std::strerror(failed));
  return SP_OK;
}

void
check_schema(struct sp_writer *writer, bool create)
{
  std::string schema = writer->db.get_metadata(SP_META_SCHEMA);
  bool empty =
      writer->db.get_lastdocid() == 0 &&
      writer->db.metadata_keys_begin() == writer->db.metadata_keys_end();

  if (schema == std::to_string(SP_SCHEMA_VERSION))
    return;
  if (!create || !empty)
    throw sp_failure{SP_E_SCHEMA, "the index was made by another version"};
  writer->db.set_metadata(SP_META_SCHEMA, std::to_string(SP_SCHEMA_VERSION));
  writer->created = true;
  writer->dirty = true;
}

/* Back to the last commit, and ready for the next batch.  After a commit that
 * failed no transaction is open, but what was put is still in memory, and
 * begin_transaction(true) would commit that: so it is cancelled first.  When
 * even this fails the writer is of no more use; the open transaction keeps
 * its end from committing. */
enum sp_status
start_anew(struct sp_writer *writer, bool in_transaction, struct sp_err *err)
{
  enum sp_status status = sp_guard(err, [&] {
    if (!in_transaction)
      writer->db.begin_transaction(false);
    writer->db.cancel_transaction();
    writer->db.begin_transaction(true);
    writer->dirty = false;
    check_schema(writer, writer->created);
    return SP_OK;
  });

  if (status == SP_OK)
    return status;
  (void)sp_guard(nullptr, [&] {
    writer->db.begin_transaction(false);
    return SP_OK;
  });
  return status;
}

/* Change the index in body, which tells whether there was anything to change.
 * An error of Xapian's own drops what the batch holds so far, so the batch is
 * lost and its commit will say so. */
template <typename F>
enum sp_status
change(struct sp_writer *writer, struct sp_err *err, F &&body) noexcept
{
  enum sp_status status;

  if (writer->failed != SP_OK)
    return sp_fail(err, writer->failed,
                   "an earlier change failed: the batch is lost");
  status = sp_guard(err, [&] {
    if (body())
      writer->dirty = true;
    return SP_OK;
  });
  if (status != SP_OK)
    writer->failed = status;
  return status;
}

/* A copy that needs nothing of the database it came from. */
Xapian::Document
detached(const Xapian::Document &from)
{
  Xapian::Document doc;

  doc.set_data(from.get_data());
  for (auto value = from.values_begin(); value != from.values_end(); ++value)
    doc.add_value(value.get_valueno(), *value);
  for (auto term = from.termlist_begin(); term != from.termlist_end(); ++term) {
    doc.add_term(*term, term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end();
         ++at)
      doc.add_posting(*term, *at, 0);
  }
  return doc;
}

/* In place of whatever belongs to the page. */
void
replace_page(Xapian::WritableDatabase &db, struct sp_str id,
             const std::vector<Xapian::Document> &docs)
{
  db.delete_document(sp_term(SP_TERM_OF_PAGE, id));
  for (const Xapian::Document &doc : docs)
    db.add_document(doc);
}

} // namespace

enum sp_status
sp_writer_open(const char *path, bool create, struct sp_writer **out,
               struct sp_err *err)
{
  *out = nullptr;
  setenv("XAPIAN_FLUSH_THRESHOLD", SP_FLUSH_THRESHOLD, 0);
  return sp_guard(err, [&] {
    auto writer = std::make_unique<struct sp_writer>();
    int action = create ? Xapian::DB_CREATE_OR_OPEN : Xapian::DB_OPEN;

    writer->path = path;
    writer->db =
        Xapian::WritableDatabase(path, action | Xapian::DB_BACKEND_GLASS);
    writer->db.begin_transaction(true);
    check_schema(writer.get(), create);
    *out = writer.release();
    return SP_OK;
  });
}

void
sp_writer_free(struct sp_writer *writer)
{
  delete writer;
}

enum sp_status
sp_writer_put(struct sp_writer *writer, const struct sp_page *page,
              struct sp_err *err)
{
  std::vector<Xapian::Document> docs;
  enum sp_status status;

  status = sp_guard(err, [&] {
    docs = sp_page_documents(page, writer->stems);
    return SP_OK;
  });
  if (status != SP_OK)
    return status; /* nothing was touched: the batch is whole */
  return change(writer, err, [&] {
    replace_page(writer->db, page->head.id, docs);
    return true;
  });
}

enum sp_status
sp_writer_remove(struct sp_writer *writer, struct sp_str id, struct sp_err *err)
{
  return change(writer, err, [&] {
    if (!writer->db.term_exists(sp_term(SP_TERM_OF_PAGE, id)))
      return false;
    replace_page(writer->db, id, {});
    return true;
  });
}

/* Leave out of the page what has ended; was there anything? */
static bool
trim(struct sp_page *page, sp_instant now)
{
  size_t sections = 0;
  bool trimmed = false;

  for (size_t i = 0; i < page->sections; i++) {
    struct sp_page_section section = page->section[i];
    size_t segments = 0;

    for (size_t j = 0; j < section.segments; j++)
      if (section.segment[j].until > now)
        section.segment[segments++] = section.segment[j];
    trimmed = trimmed || segments < section.segments || section.until <= now;
    section.segments = segments;
    if (section.until > now)
      page->section[sections++] = section;
  }
  page->sections = sections;
  return trimmed;
}

static bool
trim_document(Xapian::Document &doc, sp_instant now)
{
  struct sp_arena arena = {};
  struct sp_buf data;
  std::string bytes = doc.get_data();
  struct sp_page *page = sp_page_unpack(&arena, sp_str_of(bytes));
  bool trimmed = page && trim(page, now);

  sp_buf_init(&data, bytes.size() + 1);
  if (trimmed) {
    page->playable = SP_STR(""); /* it has the same text once more */
    sp_page_pack(&data, page);
    doc.set_data(std::string(data.ptr, data.len));
  }
  sp_buf_release(&data);
  sp_arena_release(&arena);
  if (!page)
    throw sp_failure{SP_E_CORRUPT, "the data of a page are damaged"};
  return trimmed;
}

enum sp_status
sp_writer_drop_ended(struct sp_writer *writer, struct sp_str id, sp_instant now,
                     struct sp_err *err)
{
  return change(writer, err, [&] {
    Xapian::WritableDatabase &db = writer->db;
    std::string term = sp_term(SP_TERM_OF_PAGE, id);
    std::string page_term = sp_term(SP_TERM_PAGE, id);
    std::vector<Xapian::docid> docids(db.postlist_begin(term),
                                      db.postlist_end(term));
    bool changed = false;

    for (Xapian::docid docid : docids) {
      Xapian::Document doc = db.get_document(docid);
      std::string until = doc.get_value(SP_SLOT_UNTIL);
      auto at = db.postlist_begin(page_term);

      if (at != db.postlist_end(page_term) && *at == docid) {
        if (!trim_document(doc, now))
          continue;
        db.replace_document(docid, detached(doc));
      } else if (!until.empty() && until <= sp_instant_value(now)) {
        db.delete_document(docid);
      } else {
        continue;
      }
      changed = true;
    }
    return changed;
  });
}

enum sp_status
sp_writer_copy(struct sp_writer *writer, struct sp_reader *from,
               struct sp_str id, struct sp_err *err)
{
  std::vector<Xapian::Document> docs;
  enum sp_status status;

  status = sp_reader_run(from, err, [&] {
    std::string term = sp_term(SP_TERM_OF_PAGE, id);

    docs.clear();
    for (auto post = from->db.postlist_begin(term);
         post != from->db.postlist_end(term); ++post)
      docs.push_back(detached(from->db.get_document(*post)));
    if (docs.empty())
      return sp_fail(err, SP_E_NOTFOUND, "no such page");
    return SP_OK;
  });
  if (status != SP_OK)
    return status;
  return change(writer, err, [&] {
    replace_page(writer->db, id, docs);
    return true;
  });
}

enum sp_status
sp_writer_set_meta(struct sp_writer *writer, struct sp_str key,
                   struct sp_str value, struct sp_err *err)
{
  if (key.len == 0 || std::memchr(key.ptr, '\0', key.len))
    return sp_fail(err, SP_E_DATA, "a metadata key is empty or has a NUL");
  return change(writer, err, [&] {
    sp_meta_entry entry = sp_meta_stored(sp_string(key), sp_string(value));

    if (writer->db.get_metadata(entry.key) == entry.value)
      return false;
    writer->db.set_metadata(entry.key, entry.value);
    return true;
  });
}

enum sp_status
sp_writer_commit(struct sp_writer *writer, struct sp_err *err)
{
  bool lost = writer->failed != SP_OK;
  enum sp_status status = writer->failed, anew;

  if (lost)
    (void)sp_fail(err, status, "an earlier change failed: the batch is lost");
  else if (!writer->dirty)
    /* An earlier commit may have been put but not synced: a second try finds
     * nothing to change and must still not answer for what may be lost. */
    return sync_folder(writer->path, err);
  else
    status = sp_guard(err, [&] {
      writer->db.commit_transaction();
      return SP_OK;
    });
  if (status != SP_OK) {
    anew = start_anew(writer, lost, nullptr);
    writer->failed = anew;
    return status;
  }

  writer->dirty = false;
  status = sync_folder(writer->path, err);
  if (status == SP_OK && writer->created)
    status = sync_folder(writer->path + "/..", err);
  if (status == SP_OK)
    writer->created = false;
  anew = sp_guard(status == SP_OK ? err : nullptr, [&] {
    writer->db.begin_transaction(true);
    return SP_OK;
  });
  writer->failed = anew;
  return status == SP_OK ? anew : status;
}
