/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/index_guard.hh - the border: every function that C sees runs its body
 * in sp_guard(), which lets no exception out and makes a status of it.
 *
 * The mapping is written once, here; nothing else behind the door catches. */
#ifndef SP_INDEX_GUARD_HH
#define SP_INDEX_GUARD_HH

#include "lib/error.h"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

/* Thrown inside the door to leave it with a status of our own.  text is a
 * literal: it goes to the log, so it holds nothing of a document. */
struct sp_failure {
  enum sp_status code;
  const char *text;
};

/* The database is there but cannot be used: is it damaged (a table missing or
 * cut short), or has the machine failed? */
inline enum sp_status
sp_opening_status(const Xapian::DatabaseOpeningError &e)
{
  const char *reason = e.get_error_string();

  if (reason && std::strcmp(reason, std::strerror(ENOENT)) != 0)
    return SP_E_IO;
  return SP_E_CORRUPT;
}

inline enum sp_status
sp_database_status(const Xapian::DatabaseError &e)
{
  return e.get_msg().rfind("EOF reading", 0) == 0 ? SP_E_CORRUPT : SP_E_IO;
}

inline enum sp_status
sp_database_failed(struct sp_err *err, enum sp_status code,
                   const Xapian::Error &e)
{
  const char *reason = e.get_error_string();

  return sp_fail(err, code, "%s: %s%s%s", e.get_type(), e.get_msg().c_str(),
                 reason ? ": " : "", reason ? reason : "");
}

/* The exception in flight as a status.  Xapian::Error is no std::exception.
 * The message of one that is not about the database may hold words of a
 * query, so only its type is told. */
inline enum sp_status
sp_translate(struct sp_err *err) noexcept
{
  try {
    throw;
  } catch (const sp_failure &e) {
    return sp_fail(err, e.code, "%s", e.text);
  } catch (const Xapian::DatabaseModifiedError &e) {
    return sp_database_failed(err, SP_E_STALE, e);
  } catch (const Xapian::DatabaseLockError &e) {
    return sp_database_failed(err, SP_E_LOCKED, e);
  } catch (const Xapian::DatabaseCorruptError &e) {
    return sp_database_failed(err, SP_E_CORRUPT, e);
  } catch (const Xapian::DatabaseVersionError &e) {
    return sp_database_failed(err, SP_E_SCHEMA, e);
  } catch (const Xapian::DatabaseNotFoundError &e) {
    return sp_database_failed(err, SP_E_NOTFOUND, e);
  } catch (const Xapian::DatabaseOpeningError &e) {
    return sp_database_failed(err, sp_opening_status(e), e);
  } catch (const Xapian::DatabaseError &e) {
    return sp_database_failed(err, sp_database_status(e), e);
  } catch (const Xapian::QueryParserError &e) {
    return sp_fail(err, SP_E_QUERY, "%s", e.get_type());
  } catch (const Xapian::WildcardError &e) {
    return sp_fail(err, SP_E_QUERY, "%s", e.get_type());
  } catch (const Xapian::Error &e) {
    return sp_fail(err, SP_E_INTERNAL, "Xapian %s", e.get_type());
  } catch (const std::bad_alloc &) {
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  } catch (const std::exception &) {
    return sp_fail(err, SP_E_INTERNAL, "C++ exception");
  } catch (...) {
    return sp_fail(err, SP_E_INTERNAL, "unknown exception");
  }
}

/* Run body, which returns a status, and let no exception out. */
template <typename F>
enum sp_status
sp_guard(struct sp_err *err, F &&body) noexcept
{
  try {
    return std::forward<F>(body)();
  } catch (...) {
    return sp_translate(err);
  }
}

#endif
