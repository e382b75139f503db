/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/export_server.h - signpost-searchd as a child, and GET to it over a
 * Unix socket that nobody else may reach. */
#ifndef SP_EXPORT_SERVER_H
#define SP_EXPORT_SERVER_H

#include "lib/buf.h"
#include "lib/error.h"

#include <sys/types.h>

#define SP_EXPORT_REPLY_MAX ((size_t)64 * 1024 * 1024)

/* Zero it to begin. */
struct sp_export_server {
  pid_t pid;       /* 0: none */
  char dir[64];    /* of the socket, 0700; "": none */
  char socket[80]; /* in it */
};

struct sp_export_reply {
  unsigned status; /* HTTP */
  bool is_html;
  char location[1024]; /* of a redirect; "": none */
  struct sp_buf body;  /* the caller's, with its maximum */
};

/* Start it on the public index of folder `index` as of `at` (as --at takes it)
 * and wait until it is ready.  share: NULL: found.  It dies with this process;
 * end it with sp_export_server_stop() in any case.  SP_E_IO it cannot be
 * started, or ends. */
SP_NODISCARD enum sp_status
sp_export_server_start(struct sp_export_server *server, const char *index,
                       const char *at, const char *share, struct sp_err *err);
void sp_export_server_stop(struct sp_export_server *server);
/* Ask for a path.  SP_E_IO no whole reply; SP_E_TOOBIG. */
SP_NODISCARD enum sp_status
sp_export_server_get(const struct sp_export_server *server, struct sp_str path,
                     struct sp_export_reply *reply, struct sp_err *err);

#endif
