/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/conn.h - the connections: what has come in on each, how long it may
 * take, and who goes first when there are too many.
 *
 * The HTTP library knows an idle timeout alone, so that one byte a second holds
 * a connection for ever.  Here every phase has an end: waiting for a request,
 * reading its head, and everything from its first byte to the last of the
 * reply.  A thread looks four times a second and shuts what is over time; the
 * connection's own thread then wakes and ends it.
 *
 * recv.c leads the library's reads through sp_conn_recv().  As a read is told
 * only its descriptor, the table from descriptor to connection is global: it
 * is the one of this program. */
#ifndef SP_CONN_H
#define SP_CONN_H

#include "lib/buf.h"
#include "lib/error.h"

#include "searchd/scan.h"

#include <sys/types.h>

#define SP_CONN_FD_MAX 65536

struct sp_conn_limits {
  unsigned many;      /* from here on a new one pushes out the one that waits
                         longest */
  unsigned idle_ms;   /* nothing of a request has come */
  unsigned head_ms;   /* first byte to the end of the head */
  unsigned total_ms;  /* first byte to the end of the reply */
  unsigned linger_ms; /* after a refusal, for what is still on its way */
};
#define SP_CONN_LIMITS_INIT                                                    \
  {                                                                            \
    512, 15000, 10000, 30000, 300                                              \
  }

#define SP_CONN_PAGE_MAX ((size_t)64 * 1024)

/* What a refusal below HTTP is sent with, and who counts it. */
struct sp_conn_refusal {
  const char *headers; /* "Name: value\r\n..."; may be empty */
  void (*count)(void *cls, unsigned status); /* NULL: nobody */
  /* Put the body for this status into `body`, which takes SP_CONN_PAGE_MAX;
   * returns its media type, a constant.  api: the target begins with "/api/".
   * Called by the connection's own thread.  NULL, or a body that did not fit:
   * a line of plain text is sent. */
  const char *(*make)(void *cls, unsigned status, bool api,
                      struct sp_buf *body);
  void *cls; /* of both */
};

struct sp_conn_stats {
  uint64_t opened, evicted, expired;
  unsigned open, working; /* now */
};

struct sp_conns;
struct sp_conn;

/* Starts the thread.  limits and refusal are copied; the refusal's texts live
 * as long as the table.  On success *out is the caller's, who ends it with
 * sp_conns_stop(); on failure it is NULL.  SP_E_NOMEM; SP_E_IO no thread. */
SP_NODISCARD enum sp_status
sp_conns_start(const struct sp_conn_limits *limits,
               const struct sp_conn_refusal *refusal, struct sp_conns **out,
               struct sp_err *err);
/* Every connection has been closed.  NULL is fine. */
void sp_conns_stop(struct sp_conns *conns);
void sp_conns_stats(struct sp_conns *conns, struct sp_conn_stats *out);
/* Close what waits and, from now on, each connection when its request ends. */
void sp_conns_drain(struct sp_conns *conns);
bool sp_conns_draining(const struct sp_conns *conns);

/* A connection was accepted; it ends with sp_conn_close().  The descriptor
 * stays the caller's.  NULL: out of memory or descriptors. */
struct sp_conn *sp_conn_open(struct sp_conns *conns, int fd);
/* Its descriptor is about to be closed.  NULL is fine. */
void sp_conn_close(struct sp_conn *conn);

/* The connection of a descriptor, or NULL. */
struct sp_conn *sp_conn_of(int fd);
/* As recv(2), for the connection's own thread.  What is not well-formed never
 * gets out: the client is sent a refusal instead and this returns 0, as if it
 * had gone. */
ssize_t sp_conn_recv(struct sp_conn *conn, void *buf, size_t n, int flags);

/* A request has got through to the server.  False when the scanner has not
 * seen its head: then nothing of it may be trusted. */
SP_NODISCARD bool sp_conn_begin(struct sp_conn *conn);
/* Its reply has been sent, or it is over.  With linger the connection is to
 * be closed though the client may still be sending: what comes is thrown away
 * for a moment, so that the reply is not lost. */
void sp_conn_end(struct sp_conn *conn, bool linger);

#endif
