/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bench/hello.c - the floor: what libmicrohttpd costs when a reply is twelve
 * constant bytes.  Same threads as signpost-searchd: one a connection.
 *
 * bench-hello PORT: serves on 127.0.0.1 until it is killed.
 * bench-hello PORT STATUS FILE: instead of twelve bytes what the file has:
 * lines "Name: value", an empty line, the body. */
#define _GNU_SOURCE
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_BYTES_MAX (1024 * 1024)

struct reply {
  unsigned status;
  struct MHD_Response *response;
};

/* At the first call of a request nothing may be queued yet but a refusal: it
 * would close the connection. */
static enum MHD_Result
answer(void *cls, struct MHD_Connection *connection, const char *url,
       const char *method, const char *version, const char *data, size_t *size,
       void **request)
{
  static int seen;
  const struct reply *reply = cls;

  (void)url, (void)method, (void)version, (void)data, (void)size;
  if (*request != &seen) {
    *request = &seen;
    return MHD_YES;
  }
  return MHD_queue_response(connection, reply->status, reply->response);
}

static struct MHD_Response *
from_text(char *text, size_t len)
{
  return MHD_create_response_from_buffer(len, text, MHD_RESPMEM_MUST_COPY);
}

/* Fields, an empty line, the body. */
static struct MHD_Response *
from_file(const char *path)
{
  static char text[FILE_BYTES_MAX + 1];
  FILE *in = fopen(path, "rb");
  size_t len = in != NULL ? fread(text, 1, FILE_BYTES_MAX, in) : 0;
  struct MHD_Response *made;
  char *body, *line = text, *rest;

  if (in != NULL)
    (void)fclose(in);
  body = strstr(text, "\n\n");
  if (body == NULL)
    return NULL;
  *body = '\0';
  body += 2;
  made = from_text(body, len - (size_t)(body - text));
  for (line = strtok_r(text, "\n", &rest); made != NULL && line != NULL;
       line = strtok_r(NULL, "\n", &rest)) {
    char *value = strstr(line, ": ");

    if (value == NULL)
      continue;
    *value = '\0';
    if (MHD_add_response_header(made, line, value + 2) != MHD_YES)
      return NULL;
  }
  return made;
}

int
main(int argc, char **argv)
{
  struct sockaddr_in at = {.sin_family = AF_INET};
  struct reply reply = {MHD_HTTP_OK, NULL};
  struct MHD_Daemon *daemon;

  if (argc != 2 && argc != 4) {
    fputs("usage: bench-hello PORT [STATUS FILE]\n", stderr);
    return 2;
  }
  at.sin_port = htons((uint16_t)atoi(argv[1]));
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (argc == 4) {
    reply.status = (unsigned)atoi(argv[2]);
    reply.response = from_file(argv[3]);
  } else {
    static char hello[] = "Hello world\n";

    reply.response = from_text(hello, sizeof(hello) - 1);
  }
  if (reply.response == NULL) {
    fputs("bench-hello: no reply to send\n", stderr);
    return 3;
  }
  daemon = MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION |
                                MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL,
                            0, NULL, NULL, answer, &reply, MHD_OPTION_SOCK_ADDR,
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
