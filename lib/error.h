/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/error.h - one table of errors for both programs: what the program
 * returns, what the visitor's browser gets, what the visitor reads. */
#ifndef SP_ERROR_H
#define SP_ERROR_H

#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* X(name, exit status, HTTP status, sentence for a visitor)
 * Exit status 1: something is wrong with the content, which was named; 2: with
 * the command line or a request; 3: what was asked for could not be done. */
#define SP_STATUS_LIST(X)                                                      \
  X(SP_OK, 0, 200, "All is well.")                                             \
  X(SP_E_USAGE, 2, 400, "We did not understand that request.")                 \
  X(SP_E_QUERY, 2, 400, "We could not read that search. Try other words.")     \
  X(SP_E_PARAM, 2, 422, "That address has a part we do not know.")             \
  X(SP_E_DATA, 1, 422, "That information is not in the form we need.")         \
  X(SP_E_TOOBIG, 3, 413, "That is more than we can take at once.")             \
  X(SP_E_NOTFOUND, 3, 404, "We could not find that page.")                     \
  X(SP_E_METHOD, 2, 405, "That cannot be done with this page.")                \
  X(SP_E_BUSY, 3, 503, "We are very busy. Try again in a few seconds.")        \
  X(SP_E_LOCKED, 3, 503, "We are very busy. Try again in a few seconds.")      \
  X(SP_E_STALE, 3, 503, "The page has just changed. Try again.")               \
  X(SP_E_SCHEMA, 3, 503, "The site is being updated. Try again soon.")         \
  X(SP_E_CORRUPT, 3, 503, "The site is being repaired. Try again soon.")       \
  X(SP_E_IO, 3, 500, "Something went wrong on our side.")                      \
  X(SP_E_NOMEM, 3, 503, "We are very busy. Try again in a few seconds.")       \
  X(SP_E_LIMIT, 3, 413, "That is more than we can take at once.")              \
  X(SP_E_INTERNAL, 3, 500, "Something went wrong on our side.")

enum sp_status {
#define X(name, exit_status, http_status, sentence) name,
  SP_STATUS_LIST(X)
#undef X
};

#define SP_ERR_MSG_MAX 512

/* The caller owns it, the callee fills it; it never allocates.  msg is for
 * the log and the terminal: no query, no body, no staff text. */
struct sp_err {
  enum sp_status code;
  char msg[SP_ERR_MSG_MAX];
};

/* Fill *err (NULL is fine) and return code.  A message that is too long is
 * cut. */
enum sp_status sp_fail(struct sp_err *err, enum sp_status code, const char *fmt,
                       ...) SP_PRINTF(3, 4);

int sp_status_exit(enum sp_status code);
unsigned sp_status_http(enum sp_status code);
const char *sp_status_name(enum sp_status code);
const char *sp_status_sentence(enum sp_status code);

#ifdef __cplusplus
}
#endif
#endif
