/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 1024

static bool
is_loopback(const struct sockaddr *address)
{
  if (address->sa_family == AF_INET) {
    const struct sockaddr_in *in = (const struct sockaddr_in *)address;
    return ntohl(in->sin_addr.s_addr) >> 24 == 127;
  }
  if (address->sa_family == AF_INET6) {
    const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)address;
    return IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
  }
  return false;
}

static enum sp_status
open_socket(const struct sockaddr *address, socklen_t size, int *fd)
{
  int yes = 1;

  *fd =
      socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (*fd < 0)
    return SP_E_IO;
  if (address->sa_family != AF_UNIX)
    (void)setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  if (address->sa_family == AF_INET6)
    (void)setsockopt(*fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
  if (bind(*fd, address, size) == 0 && listen(*fd, BACKLOG) == 0)
    return SP_OK;
  yes = errno;
  (void)close(*fd);
  *fd = -1;
  errno = yes;
  return SP_E_IO;
}

static struct sp_str
show_address(struct sp_arena *arena, int fd)
{
  struct sockaddr_storage storage;
  socklen_t size = sizeof(storage);
  char host[INET6_ADDRSTRLEN], port[8];

  if (getsockname(fd, (struct sockaddr *)&storage, &size) != 0 ||
      getnameinfo((struct sockaddr *)&storage, size, host, sizeof(host), port,
                  sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return SP_STR("?");
  return sp_arena_fmt(
      arena, storage.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}

static enum sp_status
listen_tcp(const struct sp_endpoint *endpoint, bool loopback_only,
           struct sp_arena *arena, int *fd, struct sp_str *shown,
           struct sp_err *err)
{
  const char *host = sp_arena_cstr(arena, endpoint->host);
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                           .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
  struct addrinfo *found = NULL;
  char port[8];
  enum sp_status status;
  int failed;

  (void)snprintf(port, sizeof(port), "%u", (unsigned)endpoint->port);
  failed = getaddrinfo(host, port, &hints, &found);
  if (failed != 0)
    return sp_fail(err, SP_E_USAGE, "listen: %s: %s", host,
                   gai_strerror(failed));
  if (loopback_only && !is_loopback(found->ai_addr)) {
    freeaddrinfo(found);
    return sp_fail(err, SP_E_USAGE, "listen: %s is no loopback address", host);
  }
  status = open_socket(found->ai_addr, found->ai_addrlen, fd);
  freeaddrinfo(found);
  if (status != SP_OK)
    return sp_fail(err, status, "cannot listen on %s port %s: %s", host, port,
                   strerror(errno));
  *shown = show_address(arena, *fd);
  return SP_OK;
}

/* A socket file that an earlier process left: nobody answers there. */
static bool
is_left_over(const struct sockaddr_un *address)
{
  struct stat st;
  bool dead;
  int fd;

  if (lstat(address->sun_path, &st) != 0 || !S_ISSOCK(st.st_mode))
    return false;
  fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return false;
  dead = connect(fd, (const struct sockaddr *)address, sizeof(*address)) != 0 &&
         errno == ECONNREFUSED;
  (void)close(fd);
  return dead;
}

static enum sp_status
listen_unix(const struct sp_endpoint *endpoint, struct sp_arena *arena, int *fd,
            struct sp_str *shown, struct sp_err *err)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  mode_t mask;
  enum sp_status status;

  if (endpoint->host.len >= sizeof(address.sun_path))
    return sp_fail(err, SP_E_USAGE, "unix:%.*s: the path is too long",
                   SP_FMT(endpoint->host));
  memcpy(address.sun_path, endpoint->host.ptr, endpoint->host.len);
  if (is_left_over(&address))
    (void)unlink(address.sun_path);
  mask = umask(0117);
  status = open_socket((struct sockaddr *)&address, sizeof(address), fd);
  (void)umask(mask);
  if (status != SP_OK)
    return sp_fail(err, status, "cannot listen on unix:%s: %s",
                   address.sun_path, strerror(errno));
  *shown = sp_arena_fmt(arena, "unix:%s", address.sun_path);
  return SP_OK;
}

enum sp_status
sp_listen(const struct sp_endpoint *endpoint, bool loopback_only,
          struct sp_arena *arena, int *fd, struct sp_str *shown,
          struct sp_err *err)
{
  *fd = -1;
  if (endpoint->is_unix)
    return listen_unix(endpoint, arena, fd, shown, err);
  return listen_tcp(endpoint, loopback_only, arena, fd, shown, err);
}
