/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/control.h - the control socket of `watch`: HTTP over a Unix socket
 * that only its owner may open.
 *
 *   GET  /status           what it does, and what the last run came to
 *   POST /update           run now; answers when that is committed
 *   POST /check            check all documents afresh
 *   POST /clock?at=INSTANT with --at only, for tests: the time is now that
 *
 * At most eight requests wait for each kind of work; more are refused with 503
 * and a Retry-After, which every 503 has.
 *
 * Requests are served in the caller's own thread, from sp_control_serve(). */
#ifndef SP_CONTROL_H
#define SP_CONTROL_H

#include "lib/buf.h"
#include "lib/error.h"
#include "lib/when.h"

#define SP_CONTROL_BODY_MAX ((size_t)64 * 1024)

enum sp_control_ask { SP_CONTROL_UPDATE, SP_CONTROL_CHECK, SP_CONTROL_CLOCK };
#define SP_CONTROL_ASKS 3

struct sp_control_user {
  void *ctx;
  bool clock; /* POST /clock is there */
  /* Put the JSON of GET /status at the end of out. */
  void (*status)(void *ctx, struct sp_buf *out);
  /* The clock is to be moved: at is a text of sp_instant_parse(). */
  void (*set_clock)(void *ctx, struct sp_str at);
};

struct sp_control;

/* Listen at `path`, whose length is limited to that of struct sockaddr_un; a
 * socket that nobody listens at any more is replaced.  user is copied.  On
 * success *out is the caller's, who ends it with sp_control_close().
 * SP_E_USAGE the path is too long; SP_E_LOCKED somebody listens there; SP_E_IO;
 * SP_E_NOMEM. */
SP_NODISCARD enum sp_status sp_control_open(const char *path,
                                            const struct sp_control_user *user,
                                            struct sp_control **out,
                                            struct sp_err *err);
/* Ends all connections and removes the socket.  NULL is fine. */
void sp_control_close(struct sp_control *control);

/* To be polled for input, and how long at most, in milliseconds; below 0: for
 * ever. */
int sp_control_fd(const struct sp_control *control);
int sp_control_timeout(const struct sp_control *control);
/* Do what there is to do; never waits. */
void sp_control_serve(struct sp_control *control);

/* How many requests of a kind wait for work that has not begun? */
size_t sp_control_waiting(const struct sp_control *control,
                          enum sp_control_ask ask);
/* The work has begun for those of this kind that wait now. */
void sp_control_begin(struct sp_control *control, enum sp_control_ask ask);
/* It is done for all of this kind for which it has begun: answer them. */
void sp_control_answer(struct sp_control *control, enum sp_control_ask ask,
                       enum sp_status status, struct sp_str json);

/* {"type","title","status","detail"} as RFC 9457 has it. */
void sp_control_problem(struct sp_buf *out, unsigned http, const char *title,
                        const char *detail);

#endif
