/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/events_store.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define APPLICATION_ID 1399878740 /* "SpeT" */
#define BUSY_MS 2000
#define PAGES_MAX 32768 /* of 4 KiB */
#define PATH_BYTES 4096

enum statement { ADD, FIRST_OPEN, KEEP, DROP, DROP_OLD, STATEMENTS };

struct sp_store {
  sqlite3 *db;
  sqlite3_stmt *stmt[STATEMENTS];
  bool wal_is_old; /* it may have text that was deleted */
};

/* kept: enough had asked it; such rows live for months. */
static const char schema[] =
    "CREATE TABLE event ("
    " words TEXT NOT NULL,"
    " about TEXT NOT NULL,"
    " kind INTEGER NOT NULL,"
    " day INTEGER NOT NULL," /* since 1970-01-01 */
    " results INTEGER NOT NULL,"
    " occasions INTEGER NOT NULL,"
    " kept INTEGER NOT NULL,"
    " PRIMARY KEY (words, about, kind, day)) WITHOUT ROWID;"
    "CREATE INDEX event_day ON event (kept, day);";

static const char *const sql[STATEMENTS] = {
    [ADD] = "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, 1, 0)"
            " ON CONFLICT DO UPDATE SET occasions = occasions + 1,"
            " results = excluded.results",
    [FIRST_OPEN] = "SELECT min(day) FROM event WHERE kept = 0 AND day < ?1",
    /* 4 to 6: sp_event_is_feedback() */
    [KEEP] = "UPDATE event SET kept = 1 WHERE kept = 0 AND day = ?1 AND ("
             " kind BETWEEN 4 AND 6 OR EXISTS (SELECT 1 FROM event k WHERE "
             "k.words = event.words"
             "  AND k.about = event.about AND k.kept = 1)"
             " OR (SELECT sum(occasions) FROM event w"
             "  WHERE w.words = event.words AND w.about = event.about"
             "  AND w.kind = event.kind AND w.day >= ?1"
             "  AND w.day < ?1 + ?2) >= ?3)",
    [DROP] = "DELETE FROM event WHERE kept = 0 AND day = ?1",
    [DROP_OLD] = "DELETE FROM event WHERE kept IN (0, 1) AND day < ?1"};

sp_day
sp_store_oldest(sp_day today)
{
  struct sp_civil civil = sp_day_civil(today);
  int months = civil.year * 12 + civil.month - 1 - SP_STORE_MONTHS, last;

  civil.year = months / 12;
  civil.month = months % 12 + 1;
  last = sp_month_days(civil.year, civil.month);
  if (civil.day > last)
    civil.day = last;
  return sp_day_of(&civil);
}

/* ---- SQLite's codes ---- */

/* Its messages may quote a value: only the code's own words are told. */
static enum sp_status
fail(int code, const char *what, struct sp_err *err)
{
  enum sp_status status = SP_E_IO;

  switch (code & 0xFF) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_SCHEMA:
  case SQLITE_ERROR: /* a table is not as we made it */
  case SQLITE_CONSTRAINT:
    status = SP_E_CORRUPT;
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_PROTOCOL:
    status = SP_E_BUSY;
    break;
  case SQLITE_NOMEM:
    status = SP_E_NOMEM;
    break;
  default:
    break;
  }
  return sp_fail(err, status, "events: cannot %s: %s", what,
                 sqlite3_errstr(code));
}

static enum sp_status
run(struct sp_store *store, const char *text, const char *what,
    struct sp_err *err)
{
  int code = sqlite3_exec(store->db, text, NULL, NULL, NULL);

  return code == SQLITE_OK
             ? SP_OK
             : fail(sqlite3_extended_errcode(store->db), what, err);
}

/* The first column of the first row as a number; fallback: there is none. */
static enum sp_status
step(struct sp_store *store, sqlite3_stmt *stmt, const char *what,
     int64_t fallback, int64_t *out, struct sp_err *err)
{
  int code = sqlite3_step(stmt);
  enum sp_status status = SP_OK;

  if (out != NULL)
    *out = fallback;
  if (code == SQLITE_ROW && out != NULL &&
      sqlite3_column_type(stmt, 0) == SQLITE_INTEGER)
    *out = sqlite3_column_int64(stmt, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    status = fail(sqlite3_extended_errcode(store->db), what, err);
  (void)sqlite3_reset(stmt);
  return status;
}

static enum sp_status
ask(struct sp_store *store, const char *text, const char *what, int64_t *out,
    struct sp_err *err)
{
  sqlite3_stmt *stmt = NULL;
  enum sp_status status;

  if (sqlite3_prepare_v2(store->db, text, -1, &stmt, NULL) != SQLITE_OK)
    return fail(sqlite3_extended_errcode(store->db), what, err);
  status = step(store, stmt, what, 0, out, err);
  (void)sqlite3_finalize(stmt);
  return status;
}

/* ---- open and close ---- */

/* SQLite gives its other files the mode of this one. */
static enum sp_status
touch(const char *path, struct sp_err *err)
{
  int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    return sp_fail(err, SP_E_IO, "events: cannot open %s: %s", path,
                   strerror(errno));
  (void)close(fd);
  return SP_OK;
}

static enum sp_status
make_tables(struct sp_store *store, struct sp_err *err)
{
  char text[1024];

  (void)snprintf(text, sizeof(text),
                 "BEGIN IMMEDIATE; %s PRAGMA application_id = %d;"
                 " PRAGMA user_version = %d; COMMIT",
                 schema, APPLICATION_ID, SP_STORE_VERSION);
  return run(store, text, "make the tables", err);
}

/* Is it ours, whole, and of our version?  A new one is empty. */
static enum sp_status
look_at(struct sp_store *store, struct sp_err *err)
{
  int64_t tables = 0, id = 0, version = 0;
  sqlite3_stmt *check = NULL;
  enum sp_status status =
      ask(store, "SELECT count(*) FROM sqlite_master", "read", &tables, err);

  if (status == SP_OK)
    status = ask(store, "PRAGMA application_id", "read", &id, err);
  if (status == SP_OK)
    status = ask(store, "PRAGMA user_version", "read", &version, err);
  if (status != SP_OK)
    return status;
  if (tables == 0)
    return make_tables(store, err);
  if (id != APPLICATION_ID)
    return sp_fail(err, SP_E_CORRUPT, "events: not a file of this program");
  if (version != SP_STORE_VERSION)
    return sp_fail(err, SP_E_SCHEMA,
                   "events: of another version of this program (%lld)",
                   (long long)version);
  if (sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &check,
                         NULL) != SQLITE_OK)
    return fail(sqlite3_extended_errcode(store->db), "check", err);
  if (sqlite3_step(check) != SQLITE_ROW)
    status = fail(sqlite3_extended_errcode(store->db), "check", err);
  else if (strcmp((const char *)sqlite3_column_text(check, 0), "ok") != 0)
    status = sp_fail(err, SP_E_CORRUPT, "events: the file is damaged");
  (void)sqlite3_finalize(check);
  return status;
}

static enum sp_status
set_up(struct sp_store *store, struct sp_err *err)
{
  char text[256];
  enum sp_status status;

  (void)sqlite3_busy_timeout(store->db, BUSY_MS);
  (void)sqlite3_extended_result_codes(store->db, 1);
  (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  (void)sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  (void)snprintf(text, sizeof(text),
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                 " PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;"
                 " PRAGMA max_page_count = %d",
                 PAGES_MAX);
  status = run(store, text, "open", err);
  if (status == SP_OK)
    status = look_at(store, err);
  for (size_t i = 0; status == SP_OK && i < STATEMENTS; i++)
    if (sqlite3_prepare_v3(store->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
                           &store->stmt[i], NULL) != SQLITE_OK)
      status = fail(sqlite3_extended_errcode(store->db), "prepare", err);
  return status;
}

enum sp_status
sp_store_open(const char *path, struct sp_store **out, struct sp_err *err)
{
  int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  struct sp_store *store = calloc(1, sizeof(*store));
  enum sp_status status;
  int code;

  *out = NULL;
  if (store == NULL)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  store->wal_is_old = true;
  status = touch(path, err);
  if (status == SP_OK) {
    code = sqlite3_open_v2(path, &store->db, flags, NULL);
    status = code == SQLITE_OK ? set_up(store, err) : fail(code, "open", err);
  }
  if (status != SP_OK) {
    sp_store_close(store);
    return status;
  }
  *out = store;
  return SP_OK;
}

void
sp_store_close(struct sp_store *store)
{
  if (store == NULL)
    return;
  for (size_t i = 0; i < STATEMENTS; i++)
    (void)sqlite3_finalize(store->stmt[i]);
  (void)sqlite3_close(store->db);
  free(store);
}

/* ---- write ---- */

static enum sp_status
commit(struct sp_store *store, enum sp_status status, struct sp_err *err)
{
  if (status == SP_OK)
    status = run(store, "COMMIT", "commit", err);
  if (status != SP_OK && sqlite3_get_autocommit(store->db) == 0)
    (void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

static enum sp_status
add_one(struct sp_store *store, const struct sp_stored *row, struct sp_err *err)
{
  sqlite3_stmt *stmt = store->stmt[ADD];

  (void)sqlite3_bind_text(stmt, 1, row->words, -1, SQLITE_STATIC);
  (void)sqlite3_bind_text(stmt, 2, row->about, -1, SQLITE_STATIC);
  (void)sqlite3_bind_int(stmt, 3, (int)row->kind);
  (void)sqlite3_bind_int(stmt, 4, row->day);
  (void)sqlite3_bind_int64(stmt, 5, row->results);
  return step(store, stmt, "write", 0, NULL, err);
}

enum sp_status
sp_store_add(struct sp_store *store, const struct sp_stored *row, size_t count,
             struct sp_err *err)
{
  enum sp_status status = run(store, "BEGIN IMMEDIATE", "begin", err);

  if (status != SP_OK)
    return status;
  for (size_t i = 0; status == SP_OK && i < count; i++)
    status = add_one(store, &row[i], err);
  return commit(store, status, err);
}

/* One day is over: what stays of it, and what goes. */
static enum sp_status
settle_day(struct sp_store *store, int64_t day, struct sp_err *err)
{
  sqlite3_stmt *keep = store->stmt[KEEP], *drop = store->stmt[DROP];
  enum sp_status status;

  (void)sqlite3_bind_int64(keep, 1, day);
  (void)sqlite3_bind_int(keep, 2, SP_STORE_DAYS);
  (void)sqlite3_bind_int(keep, 3, SP_STORE_OCCASIONS);
  status = step(store, keep, "settle", 0, NULL, err);
  (void)sqlite3_bind_int64(drop, 1, day);
  if (status == SP_OK)
    status = step(store, drop, "delete", 0, NULL, err);
  return status;
}

static enum sp_status
settle_days(struct sp_store *store, sp_day today, struct sp_err *err)
{
  int64_t end = (int64_t)today - SP_STORE_DAYS + 1, day;
  sqlite3_stmt *first = store->stmt[FIRST_OPEN], *old = store->stmt[DROP_OLD];
  enum sp_status status;

  (void)sqlite3_bind_int64(old, 1, sp_store_oldest(today));
  status = step(store, old, "delete", 0, NULL, err);
  (void)sqlite3_bind_int64(first, 1, end);
  while (status == SP_OK) {
    status = step(store, first, "settle", end, &day, err);
    if (status != SP_OK || day >= end)
      break;
    status = settle_day(store, day, err);
  }
  return status;
}

/* Deleted text is overwritten in the file, but where SQLite moved rows from one
 * leaf to another their old place is not, and the log has it until it is cut
 * off.  So the file is written anew.  What fails, such as for a reader that
 * holds the log, is done the next time. */
static void
cut_log(struct sp_store *store)
{
  if (store->wal_is_old &&
      sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL) == SQLITE_OK &&
      sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                NULL, NULL) == SQLITE_OK)
    store->wal_is_old = false;
}

enum sp_status
sp_store_settle(struct sp_store *store, sp_day today, struct sp_err *err)
{
  sqlite3_int64 before = sqlite3_total_changes64(store->db);
  enum sp_status status = run(store, "BEGIN IMMEDIATE", "begin", err);

  if (status != SP_OK)
    return status;
  status = commit(store, settle_days(store, today, err), err);
  if (sqlite3_total_changes64(store->db) != before)
    store->wal_is_old = true;
  if (status == SP_OK)
    cut_log(store);
  return status;
}

/* ---- a damaged file ---- */

static bool
name(char out[PATH_BYTES], const char *dir, const char *file, const char *end)
{
  int len = snprintf(out, PATH_BYTES, "%s/%s%s", dir, file, end);

  return len > 0 && len < PATH_BYTES;
}

enum sp_status
sp_store_set_aside(const char *dir, struct sp_err *err)
{
  static const char *const end[] = {"-wal", ""}; /* the file itself last */
  char from[PATH_BYTES], to[PATH_BYTES];

  for (size_t i = 0; i < SP_ARRAY_LEN(end); i++)
    if (!name(from, dir, SP_STORE_FILE, end[i]) ||
        !name(to, dir, SP_STORE_ASIDE, end[i]) ||
        (rename(from, to) != 0 && errno != ENOENT))
      return sp_fail(err, SP_E_IO, "events: cannot move %s aside: %s", from,
                     strerror(errno));
  if (name(from, dir, SP_STORE_FILE, "-shm"))
    (void)unlink(from);
  return SP_OK;
}

void
sp_store_forget_aside(const char *dir)
{
  static const char *const end[] = {"-wal", ""};
  char path[PATH_BYTES];
  struct stat st;

  for (size_t i = 0; i < SP_ARRAY_LEN(end); i++)
    if (name(path, dir, SP_STORE_ASIDE, end[i]) && stat(path, &st) == 0 &&
        time(NULL) - st.st_ctime > (time_t)SP_STORE_DAYS * 86400)
      (void)unlink(path);
}
