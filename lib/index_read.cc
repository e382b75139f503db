/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/index_reader.hh"

#include <algorithm>
#include <memory>
#include <vector>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <unistd.h>

#include "lib/current.h"
#include "lib/index_meta.hh"
#include "lib/text.h"

namespace
{

struct generation {
  std::string target; /* "gen-7" */
  uint64_t number;
};

enum sp_status
read_link(const std::string &dir, generation &out, struct sp_err *err)
{
  enum sp_status status = sp_current_read(dir.c_str(), &out.number, err);

  if (status == SP_OK)
    out.target = "gen-" + std::to_string(out.number);
  return status;
}

void
check_schema(const Xapian::Database &db)
{
  if (db.get_metadata(SP_META_SCHEMA) != std::to_string(SP_SCHEMA_VERSION))
    throw sp_failure{SP_E_SCHEMA, "the index was made by another version"};
}

/* Open what DIR/current points to.  A switch that removes the old generation
 * between reading the link and opening is followed. */
enum sp_status
open_current(const std::string &dir, generation &at, Xapian::Database &db,
             struct sp_err *err)
{
  for (unsigned tries = 0;; tries++) {
    enum sp_status status = read_link(dir, at, err);
    generation now;

    if (status != SP_OK)
      return status;
    status = sp_guard(err, [&] {
      Xapian::Database opened(dir + "/" + at.target);

      check_schema(opened);
      db = opened;
      return SP_OK;
    });
    if (status == SP_OK || tries == SP_RETRIES_MAX ||
        read_link(dir, now, nullptr) != SP_OK || now.target == at.target)
      return status;
  }
}

/* What of a page the viewer will never see: the text of other levels, links to
 * their pages, and what has ended.  What is still to come stays: the page's
 * boundary needs it. */
void
drop_hidden(struct sp_page *page, unsigned level, sp_instant now)
{
  size_t sections = 0, related = 0;

  for (size_t i = 0; i < page->related_count; i++)
    if (page->related[i].level <= level)
      page->related[related++] = page->related[i];
  page->related_count = related;
  for (size_t i = 0; i < page->sections; i++) {
    struct sp_page_section section = page->section[i];
    size_t segments = 0;

    if (level < section.level_min || level > section.level_max ||
        section.until <= now)
      continue;
    for (size_t j = 0; j < section.segments; j++) {
      const struct sp_segment &segment = section.segment[j];

      if (level >= segment.level_min && level <= segment.level_max &&
          segment.until > now)
        section.segment[segments++] = segment;
    }
    section.segments = segments;
    page->section[sections++] = section;
  }
  page->sections = sections;
}

bool
head_is_live(const struct sp_page_head &head, unsigned level, sp_instant now)
{
  return head.level <= level && head.from <= now && now < head.until;
}

/* Calls use(head) for each page of the index; of the service only, if one is
 * given.  The head's texts are gone after the call. */
template <typename F>
void
each_head(const Xapian::Database &db, struct sp_str service, F &&use)
{
  std::string term;
  Xapian::PostingIterator post, post_end;
  Xapian::ValueIterator value = db.valuestream_begin(SP_SLOT_HEAD);

  if (service.len) {
    term = sp_term(SP_TERM_SERVICE, service);
    post = db.postlist_begin(term);
    post_end = db.postlist_end(term);
  }
  while (value != db.valuestream_end(SP_SLOT_HEAD)) {
    if (service.len) {
      if (post == post_end)
        return;
      if (*post < value.get_docid()) {
        post.skip_to(value.get_docid());
        continue;
      }
      if (*post > value.get_docid()) {
        value.skip_to(*post);
        continue;
      }
    }

    std::string bytes = *value;
    struct sp_unpack in = {sp_str_of(bytes), false};
    struct sp_page_head head;

    sp_page_head_unpack(&in, &head);
    if (!sp_unpack_done(&in))
      throw sp_failure{SP_E_CORRUPT, "the head of a page is damaged"};
    use(head);
    ++value;
  }
}

/* A copy in the arena, or the one that the page before has: of a hundred
 * thousand pages most are of the service of their neighbour. */
struct sp_str
copy_or_share(struct sp_arena *arena, struct sp_str text, struct sp_str before)
{
  return sp_str_eq(text, before) ? before : sp_arena_copy(arena, text);
}

struct sp_page_head
copy_listed(struct sp_arena *arena, const struct sp_page_head *head,
            const struct sp_page_head *before)
{
  struct sp_page_head copy = *head;

  copy.id = sp_arena_copy(arena, head->id);
  copy.title = sp_arena_copy(arena, head->title);
  copy.summary = sp_arena_copy(arena, head->summary);
  copy.service = copy_or_share(arena, head->service, before->service);
  copy.lang = copy_or_share(arena, head->lang, before->lang);
  copy.provider = copy_or_share(arena, head->provider, before->provider);
  copy.reviewed = copy_or_share(arena, head->reviewed, before->reviewed);
  copy.review_by = copy_or_share(arena, head->review_by, before->review_by);
  return copy;
}

/* Texts that last as long as their scope. */
struct scratch_arena {
  struct sp_arena arena = {};
  ~scratch_arena()
  {
    sp_arena_release(&arena);
  }
};

struct listed {
  struct sp_page_head head;
  struct sp_str key; /* its title, lower case */
};

bool
by_title(const listed &a, const listed &b)
{
  int order = sp_str_cmp(a.key, b.key);

  return order ? order < 0 : sp_str_cmp(a.head.id, b.head.id) < 0;
}

template <typename T>
T *
arena_list(struct sp_arena *arena, const std::vector<T> &list)
{
  T *copy = sp_arena_array(arena, T, list.size());

  std::copy(list.begin(), list.end(), copy);
  return copy;
}

} // namespace

struct sp_page_head
sp_head_copy(struct sp_arena *arena, const struct sp_page_head *head)
{
  struct sp_page_head copy = *head;

  copy.id = sp_arena_copy(arena, head->id);
  copy.title = sp_arena_copy(arena, head->title);
  copy.summary = sp_arena_copy(arena, head->summary);
  copy.service = sp_arena_copy(arena, head->service);
  copy.lang = sp_arena_copy(arena, head->lang);
  copy.provider = sp_arena_copy(arena, head->provider);
  copy.reviewed = sp_arena_copy(arena, head->reviewed);
  copy.review_by = sp_arena_copy(arena, head->review_by);
  return copy;
}

enum sp_status
sp_reader_open(const char *dir, struct sp_reader **out, struct sp_err *err)
{
  *out = nullptr;
  return sp_guard(err, [&] {
    auto reader = std::make_unique<struct sp_reader>();
    generation at;
    enum sp_status status;

    reader->dir = dir;
    status = open_current(reader->dir, at, reader->db, err);
    if (status != SP_OK)
      return status;
    reader->target = at.target;
    reader->revision = {at.number, reader->db.get_revision()};
    *out = reader.release();
    return SP_OK;
  });
}

void
sp_reader_free(struct sp_reader *reader)
{
  delete reader;
}

enum sp_status
sp_reader_refresh(struct sp_reader *reader, struct sp_err *err)
{
  return sp_guard(err, [&] {
    generation at;
    Xapian::Database db;
    enum sp_status status = read_link(reader->dir, at, err);

    if (status != SP_OK)
      return status;
    if (at.target == reader->target) {
      if (reader->db.reopen()) {
        check_schema(reader->db);
        reader->revision.revision = reader->db.get_revision();
      }
      return SP_OK;
    }
    status = open_current(reader->dir, at, db, err);
    if (status != SP_OK)
      return status;
    struct sp_revision revision = {at.number, db.get_revision()};
    reader->db = db;
    reader->target = at.target;
    reader->revision = revision;
    return SP_OK;
  });
}

struct sp_revision
sp_reader_revision(const struct sp_reader *reader)
{
  return reader->revision;
}

/* The page as it is stored; nullptr: none. */
static struct sp_page *
stored_page(const Xapian::Database &db, struct sp_str id,
            struct sp_arena *arena)
{
  std::string term = sp_term(SP_TERM_PAGE, id);
  Xapian::PostingIterator post = db.postlist_begin(term);
  struct sp_page *page;

  if (post == db.postlist_end(term))
    return nullptr;
  page = sp_page_unpack(
      arena,
      sp_arena_copy(arena, sp_str_of(db.get_document(*post).get_data())));
  if (!page)
    throw sp_failure{SP_E_CORRUPT, "the data of a page are damaged"};
  return sp_str_eq(page->head.id, id) ? page : nullptr;
}

static bool
has_ended(const struct sp_page *page, sp_instant now)
{
  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section &section = page->section[i];

    if (section.until <= now)
      return true;
    for (size_t j = 0; j < section.segments; j++)
      if (section.segment[j].until <= now)
        return true;
  }
  return page->head.until <= now;
}

enum sp_status
sp_reader_has_ended(struct sp_reader *reader, struct sp_str id, sp_instant now,
                    bool *out, struct sp_err *err)
{
  *out = false;
  return sp_reader_run(reader, err, [&] {
    struct sp_arena arena = {};
    enum sp_status status = sp_guard(err, [&] {
      const struct sp_page *page = stored_page(reader->db, id, &arena);

      *out = page && has_ended(page, now);
      return SP_OK;
    });

    sp_arena_release(&arena);
    return status;
  });
}

enum sp_status
sp_reader_page(struct sp_reader *reader, struct sp_str id,
               const struct sp_viewer *viewer, struct sp_arena *arena,
               struct sp_page **out, struct sp_err *err)
{
  *out = nullptr;
  return sp_reader_run(reader, err, [&] {
    unsigned level = sp_viewer_level(viewer);
    struct sp_page *page = stored_page(reader->db, id, arena);

    if (!page || !head_is_live(page->head, level, viewer->now))
      return sp_fail(err, SP_E_NOTFOUND, "no such page");
    drop_hidden(page, level, viewer->now);
    *out = page;
    return SP_OK;
  });
}

static enum sp_status
list_heads(struct sp_reader *reader, const struct sp_list_filter *filter,
           const struct sp_viewer *viewer, bool coming, struct sp_arena *arena,
           struct sp_page_head **heads, size_t *count, struct sp_err *err)
{
  *heads = nullptr;
  *count = 0;
  return sp_reader_run(reader, err, [&] {
    unsigned level = sp_viewer_level(viewer);
    std::vector<listed> found;
    scratch_arena keys;

    each_head(reader->db, filter->service, [&](const sp_page_head &head) {
      sp_instant at =
          coming && head.from > viewer->now ? head.from : viewer->now;

      if (!head_is_live(head, level, at))
        return;
      if (filter->type.len &&
          !sp_str_is(filter->type, sp_doc_type_name(head.type)))
        return;
      const sp_page_head none = {};
      found.push_back({copy_listed(arena, &head,
                                   found.empty() ? &none : &found.back().head),
                       sp_text_lower(&keys.arena, head.title)});
    });
    std::sort(found.begin(), found.end(), by_title);
    *heads = sp_arena_array(arena, struct sp_page_head, found.size());
    for (size_t i = 0; i < found.size(); i++)
      (*heads)[i] = found[i].head;
    *count = found.size();
    return SP_OK;
  });
}

enum sp_status
sp_reader_list(struct sp_reader *reader, const struct sp_list_filter *filter,
               const struct sp_viewer *viewer, struct sp_arena *arena,
               struct sp_page_head **heads, size_t *count, struct sp_err *err)
{
  return list_heads(reader, filter, viewer, false, arena, heads, count, err);
}

enum sp_status
sp_reader_list_coming(struct sp_reader *reader,
                      const struct sp_list_filter *filter,
                      const struct sp_viewer *viewer, struct sp_arena *arena,
                      struct sp_page_head **heads, size_t *count,
                      struct sp_err *err)
{
  return list_heads(reader, filter, viewer, true, arena, heads, count, err);
}

enum sp_status
sp_reader_hints(struct sp_reader *reader,
                void (*use)(void *ctx, struct sp_str id, struct sp_str hints),
                void *ctx, struct sp_err *err)
{
  return sp_reader_run(reader, err, [&] {
    const Xapian::Database &db = reader->db;
    auto page = db.valuestream_begin(SP_SLOT_PAGE);

    for (auto hints = db.valuestream_begin(SP_SLOT_HINTS);
         hints != db.valuestream_end(SP_SLOT_HINTS); ++hints) {
      page.skip_to(hints.get_docid());
      if (page == db.valuestream_end(SP_SLOT_PAGE) ||
          page.get_docid() != hints.get_docid())
        return sp_fail(err, SP_E_CORRUPT, "a page has no id");

      std::string id = *page, bytes = *hints;
      use(ctx, sp_str_of(id), sp_str_of(bytes));
    }
    return SP_OK;
  });
}

enum sp_status
sp_reader_meta(struct sp_reader *reader, struct sp_str key,
               struct sp_arena *arena, struct sp_str *value, struct sp_err *err)
{
  *value = sp_str("");
  return sp_reader_run(reader, err, [&] {
    sp_meta_entry entry = sp_meta_get(reader->db, sp_string(key));

    *value = sp_arena_copy(arena, sp_str_of(entry.value));
    return SP_OK;
  });
}

enum sp_status
sp_reader_meta_list(struct sp_reader *reader, const char *prefix,
                    struct sp_arena *arena, struct sp_meta **items,
                    size_t *count, struct sp_err *err)
{
  *items = nullptr;
  *count = 0;
  return sp_reader_run(reader, err, [&] {
    std::vector<struct sp_meta> found;

    for (const sp_meta_entry &entry : sp_meta_all(reader->db, prefix))
      found.push_back({sp_arena_copy(arena, sp_str_of(entry.key)),
                       sp_arena_copy(arena, sp_str_of(entry.value))});
    *items = arena_list(arena, found);
    *count = found.size();
    return SP_OK;
  });
}

enum sp_status
sp_reader_meta_keys(struct sp_reader *reader, const char *prefix,
                    void (*use)(void *ctx, struct sp_str key), void *ctx,
                    struct sp_err *err)
{
  return sp_reader_run(reader, err, [&] {
    const Xapian::Database &db = reader->db;

    for (auto key = db.metadata_keys_begin(prefix);
         key != db.metadata_keys_end(prefix); ++key) {
      std::string name = *key;

      if (!sp_meta_is_hashed(name))
        use(ctx, sp_str_of(name));
    }
    return SP_OK;
  });
}
