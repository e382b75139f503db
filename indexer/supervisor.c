/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/supervisor.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void
sp_supervisor_say(const char *state)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  const char *path = getenv("NOTIFY_SOCKET");
  size_t len = path ? strlen(path) : 0;
  int fd;

  if (len < 2 || len >= sizeof(address.sun_path) ||
      (path[0] != '/' && path[0] != '@'))
    return;
  memcpy(address.sun_path, path, len);
  if (path[0] == '@')
    address.sun_path[0] = '\0';
  fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  (void)!sendto(fd, state, strlen(state), MSG_NOSIGNAL | MSG_DONTWAIT,
                (const struct sockaddr *)&address,
                (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
  close(fd);
}

int64_t
sp_supervisor_every(void)
{
  const char *micros = getenv("WATCHDOG_USEC"), *pid = getenv("WATCHDOG_PID");
  int64_t every;

  if (!micros || (pid && strtol(pid, NULL, 10) != (long)getpid()))
    return 0;
  every = strtoll(micros, NULL, 10) / 2000;
  return every < 0 ? 0 : every > 3600000 ? 3600000 : every;
}
