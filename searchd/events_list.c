/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/events_list.h"

#include "searchd/events_store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#define BUSY_MS 5000

static const struct {
  const char *name, *heading;
} kinds[SP_EVENT_KINDS] = {
    [SP_EVENT_NONE] = {"", ""},
    [SP_EVENT_NOTHING] = {"nothing", "Found nothing"},
    [SP_EVENT_CORRECTED] = {"corrected", "Found pages for other words only"},
    [SP_EVENT_FEW] = {"few", "Found one or two pages"},
    [SP_EVENT_USEFUL] = {"yes", "Useful"},
    [SP_EVENT_NOT_USEFUL] = {"no", "Not useful"},
    [SP_EVENT_SAID] = {"words", "What people say"}};

const char *
sp_event_kind_name(enum sp_event_kind kind)
{
  return kinds[kind].name;
}

const char *
sp_event_kind_heading(enum sp_event_kind kind)
{
  return kinds[kind].heading;
}

/* Kinds 1 to 3 are searches, 4 to 6 feedback. */
#define SEARCHES " kind BETWEEN 1 AND 3"

/* Known is what stayed, or would stay if its days were over now. */
#define KNOWN                                                                  \
  "WITH known AS (SELECT words, about FROM event"                              \
  " WHERE kept = 1 AND day >= ?1 UNION SELECT words, about FROM"               \
  " (SELECT words, about, sum(occasions) AS n FROM event"                      \
  "  WHERE kept = 0 AND day > ?2 - ?4 AND day <= ?2"                           \
  "  GROUP BY words, about, kind) WHERE n >= ?5) "

static const char list_sql[] =
    KNOWN "SELECT kind, strftime('%Y-%m', day * 86400, 'unixepoch') AS month,"
          " strftime('%Y-%m-%d', max(day) * 86400, 'unixepoch'), words,"
          " sum(occasions) AS n, results FROM event"
          " WHERE day >= max(?1, ?3) AND day <= ?2 AND" SEARCHES
          " AND (words, about) IN known"
          " GROUP BY month, kind, words, about"
          " ORDER BY month DESC, kind, n DESC, words LIMIT ?6";
static const char hidden_sql[] =
    KNOWN "SELECT count(DISTINCT words) FROM event"
          " WHERE kept = 0 AND day > ?2 - ?4 AND day <= ?2 AND day >= ?3"
          " AND" SEARCHES " AND (words, about) NOT IN known AND ?6 > 0";
/* ?4 and ?5 are of searches; every parameter is bound. */
#define WITHIN " WHERE day >= max(?1, ?3) AND day <= ?2 AND ?4 + ?5 > 0"
static const char ratings_sql[] =
    "SELECT about, sum((kind = 4) * occasions),"
    " sum((kind = 5) * occasions) AS no, sum((kind = 6) * occasions)"
    " FROM event" WITHIN " AND kind BETWEEN 4 AND 6 GROUP BY about"
    " ORDER BY no DESC, about LIMIT ?6";
static const char said_sql[] =
    "SELECT about, strftime('%Y-%m-%d', day * 86400, 'unixepoch'), words,"
    " occasions FROM event" WITHIN " AND kind = 6"
    " ORDER BY about, day DESC, words LIMIT ?6";

struct reader {
  sqlite3 *db;
  sqlite3_stmt *stmt;
};

static void
release(struct reader *reader)
{
  (void)sqlite3_finalize(reader->stmt);
  (void)sqlite3_close(reader->db);
}

static enum sp_status
fail(struct reader *reader, struct sp_err *err)
{
  int code = sqlite3_errcode(reader->db) & 0xFF;

  return sp_fail(err,
                 code == SQLITE_BUSY || code == SQLITE_LOCKED ? SP_E_BUSY
                 : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ||
                         code == SQLITE_ERROR
                     ? SP_E_CORRUPT
                     : SP_E_IO,
                 "cannot read the events: %s", sqlite3_errstr(code));
}

static enum sp_status
ask(struct reader *reader, const char *sql, sp_day today, sp_day since,
    struct sp_err *err)
{
  (void)sqlite3_finalize(reader->stmt);
  reader->stmt = NULL;
  if (sqlite3_prepare_v2(reader->db, sql, -1, &reader->stmt, NULL) != SQLITE_OK)
    return fail(reader, err);
  (void)sqlite3_bind_int(reader->stmt, 1, sp_store_oldest(today));
  (void)sqlite3_bind_int(reader->stmt, 2, today);
  (void)sqlite3_bind_int(reader->stmt, 3, since);
  (void)sqlite3_bind_int(reader->stmt, 4, SP_STORE_DAYS);
  (void)sqlite3_bind_int(reader->stmt, 5, SP_STORE_OCCASIONS);
  (void)sqlite3_bind_int(reader->stmt, 6, SP_LISTED_MAX + 1);
  return SP_OK;
}

static struct sp_str
text(struct sp_arena *arena, sqlite3_stmt *stmt, int column)
{
  const char *bytes = (const char *)sqlite3_column_text(stmt, column);
  int len = sqlite3_column_bytes(stmt, column);

  return bytes != NULL && len > 0
             ? sp_arena_copy(arena, sp_str_n(bytes, (size_t)len))
             : SP_STR("");
}

/* Kinds of a later version are passed over. */
static void
take(struct sp_arena *arena, sqlite3_stmt *stmt, struct sp_list *out,
     size_t *cap)
{
  struct sp_listed one = {0};
  int kind = sqlite3_column_int(stmt, 0);

  if (kind <= SP_EVENT_NONE || kind >= SP_EVENT_KINDS)
    return;
  one.kind = (enum sp_event_kind)kind;
  one.month = text(arena, stmt, 1);
  one.last = text(arena, stmt, 2);
  one.words = text(arena, stmt, 3);
  one.occasions = (uint64_t)sqlite3_column_int64(stmt, 4);
  one.results = (uint32_t)sqlite3_column_int64(stmt, 5);
  SP_PUSH(arena, out->item, out->count, *cap, one);
}

/* SP_OK and *is_new: it was made a moment ago, and is still empty. */
static enum sp_status
check_version(struct reader *reader, bool *is_new, struct sp_err *err)
{
  enum sp_status status = ask(reader, "PRAGMA user_version", 0, 0, err);
  int version;

  if (status == SP_OK && sqlite3_step(reader->stmt) != SQLITE_ROW)
    status = fail(reader, err);
  if (status != SP_OK)
    return status;
  version = sqlite3_column_int(reader->stmt, 0);
  *is_new = version == 0;
  if (version != 0 && version != SP_STORE_VERSION)
    return sp_fail(err, SP_E_SCHEMA,
                   "the events are of another version of this program");
  return SP_OK;
}

/* All rows were taken, and there were not too many. */
static enum sp_status
check_end(struct reader *reader, int code, size_t count, struct sp_err *err)
{
  if (code != SQLITE_DONE)
    return fail(reader, err);
  if (count > SP_LISTED_MAX)
    return sp_fail(err, SP_E_LIMIT, "more than %d lines: say a later --since",
                   SP_LISTED_MAX);
  return SP_OK;
}

static enum sp_status
read_searches(struct reader *reader, sp_day today, sp_day since,
              struct sp_arena *arena, struct sp_list *out, struct sp_err *err)
{
  size_t cap = 0;
  int code;
  enum sp_status status = ask(reader, list_sql, today, since, err);

  if (status != SP_OK)
    return status;
  while ((code = sqlite3_step(reader->stmt)) == SQLITE_ROW)
    take(arena, reader->stmt, out, &cap);
  status = check_end(reader, code, out->count, err);
  if (status == SP_OK)
    status = ask(reader, hidden_sql, today, since, err);
  if (status == SP_OK && sqlite3_step(reader->stmt) != SQLITE_ROW)
    status = fail(reader, err);
  if (status == SP_OK)
    out->hidden = (uint64_t)sqlite3_column_int64(reader->stmt, 0);
  return status;
}

/* ---- feedback ---- */

static struct sp_rated *
rated_of(const struct sp_ratings *ratings, struct sp_str page)
{
  for (size_t i = 0; i < ratings->count; i++)
    if (sp_str_eq(ratings->item[i].page, page))
      return &ratings->item[i];
  return NULL;
}

static void
take_rated(struct sp_arena *arena, sqlite3_stmt *stmt, struct sp_ratings *out,
           size_t *cap)
{
  struct sp_rated one = {0};

  one.page = text(arena, stmt, 0);
  one.yes = (uint64_t)sqlite3_column_int64(stmt, 1);
  one.no = (uint64_t)sqlite3_column_int64(stmt, 2);
  one.texts = (uint64_t)sqlite3_column_int64(stmt, 3);
  SP_PUSH(arena, out->item, out->count, *cap, one);
}

/* A page has as many rows at most as texts were counted.  `last` is the page of
 * the row before: those of one page come together. */
static struct sp_rated *
take_said(struct sp_arena *arena, sqlite3_stmt *stmt, struct sp_ratings *out,
          struct sp_rated *last)
{
  struct sp_str about = text(arena, stmt, 0);
  struct sp_rated *page = last != NULL && sp_str_eq(last->page, about)
                              ? last
                              : rated_of(out, about);
  struct sp_said one = {0};

  if (page == NULL || page->saids >= page->texts ||
      page->saids >= SP_LISTED_MAX)
    return page;
  if (page->said == NULL)
    page->said = sp_arena_array(
        arena, struct sp_said,
        page->texts < SP_LISTED_MAX ? (size_t)page->texts : SP_LISTED_MAX);
  one.day = text(arena, stmt, 1);
  one.words = text(arena, stmt, 2);
  one.occasions = (uint64_t)sqlite3_column_int64(stmt, 3);
  page->said[page->saids++] = one;
  return page;
}

static enum sp_status
read_ratings(struct reader *reader, sp_day today, sp_day since, bool with_words,
             struct sp_arena *arena, struct sp_ratings *out, struct sp_err *err)
{
  struct sp_rated *last = NULL;
  size_t cap = 0, saids = 0;
  int code;
  enum sp_status status = ask(reader, ratings_sql, today, since, err);

  if (status != SP_OK)
    return status;
  while ((code = sqlite3_step(reader->stmt)) == SQLITE_ROW)
    take_rated(arena, reader->stmt, out, &cap);
  status = check_end(reader, code, out->count, err);
  if (status != SP_OK || !with_words)
    return status;
  status = ask(reader, said_sql, today, since, err);
  if (status != SP_OK)
    return status;
  while ((code = sqlite3_step(reader->stmt)) == SQLITE_ROW) {
    last = take_said(arena, reader->stmt, out, last);
    saids++;
  }
  return check_end(reader, code, saids, err);
}

/* ---- the file ---- */

static enum sp_status
open_reader(const char *dir, struct sp_arena *arena, struct reader *reader,
            bool *is_new, struct sp_err *err)
{
  const char *path = sp_arena_fmt(arena, "%s/%s", dir, SP_STORE_FILE).ptr;

  *reader = (struct reader){NULL, NULL};
  if (access(path, R_OK) != 0)
    return sp_fail(err, errno == ENOENT ? SP_E_NOTFOUND : SP_E_IO,
                   "cannot read %s: %s", path, strerror(errno));
  if (sqlite3_open_v2(path, &reader->db,
                      SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                      NULL) != SQLITE_OK)
    return fail(reader, err);
  (void)sqlite3_busy_timeout(reader->db, BUSY_MS);
  /* The server alone moves its log into the file. */
  (void)sqlite3_db_config(reader->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                          NULL);
  (void)sqlite3_db_config(reader->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return check_version(reader, is_new, err);
}

enum sp_status
sp_events_list(const char *dir, sp_day today, sp_day since,
               struct sp_arena *arena, struct sp_list *out, struct sp_err *err)
{
  struct reader reader;
  bool is_new = false;
  enum sp_status status;

  memset(out, 0, sizeof(*out));
  status = open_reader(dir, arena, &reader, &is_new, err);
  if (status == SP_OK && !is_new)
    status = read_searches(&reader, today, since, arena, out, err);
  release(&reader);
  return status;
}

enum sp_status
sp_events_ratings(const char *dir, sp_day today, sp_day since, bool with_words,
                  struct sp_arena *arena, struct sp_ratings *out,
                  struct sp_err *err)
{
  struct reader reader;
  bool is_new = false;
  enum sp_status status;

  memset(out, 0, sizeof(*out));
  status = open_reader(dir, arena, &reader, &is_new, err);
  if (status == SP_OK && !is_new)
    status = read_ratings(&reader, today, since, with_words, arena, out, err);
  release(&reader);
  return status;
}
