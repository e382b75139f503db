/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
/* The program's own recv(): the HTTP library's reads come through here, because
 * a definition in the program stands before libc's.  Everybody else's pass
 * straight on.  When it should ever not be in the library's way, the server
 * notices with the first request and refuses it (sp_conn_begin()). */
#include <sys/socket.h>

#include "searchd/conn.h"

ssize_t
recv(int fd, void *buf, size_t n, int flags)
{
  struct sp_conn *conn = sp_conn_of(fd);

  if (conn == NULL)
    return recvfrom(fd, buf, n, flags, NULL, NULL);
  return sp_conn_recv(conn, buf, n, flags);
}
