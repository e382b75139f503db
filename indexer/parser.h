/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/parser.h - reads files in children, so that bytes from outside are
 * parsed where they can do no harm.
 *
 * A child is this program executed anew (child.h): it shares no memory and no
 * descriptor with the indexer but one socket.  A child that dies, hangs or
 * takes too much gives its file an E25 and is replaced. */
#ifndef SP_PARSER_H
#define SP_PARSER_H

#include <sys/types.h>

#include "indexer/wire.h"

#define SP_PARSER_CHILDREN 2

struct sp_parser_child {
  pid_t pid; /* 0: not running */
  int fd;
  bool busy;
  size_t tag;            /* of its file */
  struct sp_arena arena; /* of its file: the path */
  struct sp_str path;
  struct sp_buf out, in; /* the message being sent, being received */
  size_t sent;
  int64_t deadline; /* monotonic, milliseconds */
};

/* Zero it, set what stands first, end it with sp_parser_release(). */
struct sp_parser {
  const char *schema;    /* path of the RELAX NG schema; NULL: none */
  const char *zone;      /* IANA name of the site's time zone */
  unsigned children;     /* at once, 1 to SP_PARSER_CHILDREN */
  unsigned wall_seconds; /* for one file; 0: sandbox.h's */
  struct sp_parser_child child[SP_PARSER_CHILDREN];
};

struct sp_parser_user {
  void *ctx;
  /* Give the next file, with a tag of the caller's; false: no more.  The job
   * is copied before the next call. */
  bool (*next)(void *ctx, struct sp_job *job, size_t *tag);
  /* Take its verdict, which is gone after the call.  kept is false when the
   * file's limits were met: on another day it might be read.  False when no
   * sound child would say this: the child is ended, and the file gets an E25 in
   * a second call, the answer to which does not matter. */
  bool (*done)(void *ctx, size_t tag, const struct sp_verdict *verdict,
               bool kept);
};

/* Read files until next() has no more.  SP_E_INTERNAL a child cannot be
 * started; the message says why (the schema does not load, say). */
SP_NODISCARD enum sp_status sp_parser_run(struct sp_parser *parser,
                                          const struct sp_parser_user *user,
                                          struct sp_err *err);
/* Ends the children and frees what is theirs; zeroed or used, either may be
 * released. */
void sp_parser_release(struct sp_parser *parser);

#endif
