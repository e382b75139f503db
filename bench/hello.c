/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bench/hello.c - the floor: what libmicrohttpd costs when a reply is twelve
 * constant bytes.  Same threads as signpost-searchd: one a connection.
 *
 * bench-hello PORT: serves on 127.0.0.1 until it is killed. */
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* At the first call of a request nothing may be queued yet but a refusal: it
 * would close the connection. */
static enum MHD_Result
answer(void *cls, struct MHD_Connection *connection, const char *url,
       const char *method, const char *version, const char *data, size_t *size,
       void **request)
{
  static int seen;

  (void)url, (void)method, (void)version, (void)data, (void)size;
  if (*request != &seen) {
    *request = &seen;
    return MHD_YES;
  }
  return MHD_queue_response(connection, MHD_HTTP_OK, cls);
}

int
main(int argc, char **argv)
{
  struct sockaddr_in at = {.sin_family = AF_INET};
  struct MHD_Response *hello;
  struct MHD_Daemon *daemon;

  if (argc != 2) {
    fputs("usage: bench-hello PORT\n", stderr);
    return 2;
  }
  at.sin_port = htons((uint16_t)atoi(argv[1]));
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  hello = MHD_create_response_from_buffer(12, (void *)"Hello world\n",
                                          MHD_RESPMEM_PERSISTENT);
  daemon = MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION |
                                MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL,
                            0, NULL, NULL, answer, hello, MHD_OPTION_SOCK_ADDR,
                            &at, MHD_OPTION_CONNECTION_LIMIT, 512u,
                            MHD_OPTION_THREAD_STACK_SIZE, (size_t)256 * 1024,
                            MHD_OPTION_END);
  if (!daemon) {
    fputs("bench-hello: cannot listen there\n", stderr);
    return 3;
  }
  pause();
  MHD_stop_daemon(daemon);
  return 0;
}
