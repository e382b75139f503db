/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/server.h - HTTP on a listening socket: the only door to
 * libmicrohttpd.
 *
 * A thread serves each connection, with a small stack and a limit on their
 * number: the library's pool of event loops gives all connections to one of
 * two threads as often as not. */
#ifndef SP_SERVER_H
#define SP_SERVER_H

#include "searchd/app.h"
#include "searchd/conn.h"

struct sp_server;

/* Serve app's routes of `site` (one of SP_ON_...) on listen_fd, which is the
 * server's from now on, whatever happens.  app lives longer.  On success *out
 * is the caller's, who ends it with sp_server_stop(); on failure it is NULL.
 * SP_E_IO the library or a thread would not start; SP_E_NOMEM. */
SP_NODISCARD enum sp_status sp_server_start(const struct sp_app *app,
                                            unsigned site, int listen_fd,
                                            const struct sp_conn_limits *limits,
                                            struct sp_server **out,
                                            struct sp_err *err);
/* Its connections, to be counted; they end with it. */
struct sp_conns *sp_server_conns(struct sp_server *server);

/* Accept no more, and close what waits. */
void sp_server_drain(struct sp_server *server);
/* Has every connection ended? */
bool sp_server_is_idle(struct sp_server *server);
/* End it; requests still under way are cut off.  NULL is fine. */
void sp_server_stop(struct sp_server *server);

#endif
