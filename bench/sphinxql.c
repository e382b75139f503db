/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bench/sphinxql.c - load for a server that speaks MySQL's protocol without
 * passwords, as Sphinx does.
 *
 * bench-sphinxql PORT QUERIES SECONDS CONNECTIONS
 *
 * QUERIES has one statement a line.  Each connection has a thread, starts at
 * another statement and never pauses.  Prints
 *   RESULT statements wall-microseconds 0 failures rows
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 64
#define PACKET_MAX 65536
#define HEAD 4 /* bytes of a packet before its payload: length, number */
#define COM_QUERY 3
#define REPLY_ERR 0xff
#define REPLY_EOF 0xfe
#define EOF_MAX 9 /* a longer packet that begins so is a row */

struct statements {
  char **line;
  size_t count;
};

struct client {
  const struct statements *statements;
  atomic_bool *stop;
  FILE *in;
  int fd;
  size_t at;
  uint64_t done, failures, rows;
  unsigned char packet[PACKET_MAX];
};

/* Read a packet; its payload's bytes, -1 at the end or when it is too long. */
static long
receive(struct client *client)
{
  unsigned char head[HEAD];
  size_t len;

  if (fread(head, 1, HEAD, client->in) != HEAD)
    return -1;
  len = (size_t)head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16;
  if (len > PACKET_MAX || fread(client->packet, 1, len, client->in) != len)
    return -1;
  return (long)len;
}

static bool
send_packet(struct client *client, unsigned char number, const void *payload,
            size_t len)
{
  unsigned char out[PACKET_MAX];

  if (len > PACKET_MAX - HEAD)
    return false;
  out[0] = len & 0xff, out[1] = (len >> 8) & 0xff, out[2] = len >> 16 & 0xff;
  out[3] = number;
  memcpy(out + HEAD, payload, len);
  return send(client->fd, out, len + HEAD, MSG_NOSIGNAL) ==
         (ssize_t)(len + HEAD);
}

/* Capabilities (long password, protocol 4.1, secure connection), the longest
 * packet, the character set, 23 zeros, a name, no password. */
static bool
greet(struct client *client)
{
  static const unsigned char login[] = {
      0x01, 0x82, 0, 0, 0, 0, 0, 1, 33, 0, 0, 0, 0, 0, 0,   0, 0, 0,
      0,    0,    0, 0, 0, 0, 0, 0, 0,  0, 0, 0, 0, 0, 'b', 0, 0};

  return receive(client) >= 0 && send_packet(client, 1, login, sizeof(login)) &&
         receive(client) > 0 && client->packet[0] != REPLY_ERR;
}

static bool
open_client(struct client *client, unsigned short port)
{
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  int yes = 1;

  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (client->fd < 0 ||
      connect(client->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
    return false;
  (void)setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
  client->in = fdopen(client->fd, "rb");
  return client->in != NULL && greet(client);
}

/* Columns to the first end, rows to the second.  False: the connection is of
 * no more use. */
static bool
ask(struct client *client, const char *statement)
{
  unsigned char out[PACKET_MAX - HEAD];
  size_t len = strlen(statement);
  uint64_t packets[2] = {0, 0};

  if (len >= sizeof(out))
    return false;
  out[0] = COM_QUERY;
  memcpy(out + 1, statement, len);
  if (!send_packet(client, 0, out, len + 1))
    return false;
  for (int part = 0; part < 2;) {
    long got = receive(client);

    if (got <= 0)
      return false;
    if (client->packet[0] == REPLY_ERR) {
      client->failures++;
      return true;
    }
    if (client->packet[0] == REPLY_EOF && got < EOF_MAX)
      part++;
    else
      packets[part]++;
  }
  client->rows += packets[1];
  return true;
}

static void *
work(void *ctx)
{
  struct client *client = ctx;
  const struct statements *all = client->statements;

  while (!atomic_load_explicit(client->stop, memory_order_relaxed)) {
    if (!ask(client, all->line[client->at++ % all->count])) {
      client->failures++;
      break;
    }
    client->done++;
  }
  return NULL;
}

static void
read_statements(const char *path, struct statements *out)
{
  FILE *in = fopen(path, "r");
  char *line = NULL;
  size_t size = 0, cap = 0;
  ssize_t len;

  while (in != NULL && (len = getline(&line, &size, in)) > 1) {
    if (out->count == cap) {
      cap = cap ? cap * 2 : 256;
      out->line = reallocarray(out->line, cap, sizeof(*out->line));
      if (out->line == NULL)
        abort();
    }
    out->line[out->count++] = strndup(line, (size_t)len - 1);
  }
  free(line);
  if (in != NULL)
    (void)fclose(in);
}

static uint64_t
now_us(void)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

static void
run_all(struct client *client, unsigned count, unsigned seconds,
        atomic_bool *stop)
{
  struct timespec pause = {.tv_sec = (time_t)seconds};
  pthread_t id[CONNECTIONS_MAX];
  uint64_t began = now_us(), done = 0, failures = 0, rows = 0;

  for (unsigned i = 0; i < count; i++)
    if (pthread_create(&id[i], NULL, work, &client[i]) != 0)
      abort();
  (void)nanosleep(&pause, NULL);
  atomic_store(stop, true);
  for (unsigned i = 0; i < count; i++) {
    (void)pthread_join(id[i], NULL);
    done += client[i].done;
    failures += client[i].failures;
    rows += client[i].rows;
  }
  (void)printf("RESULT %llu %llu 0 %llu %llu\n", (unsigned long long)done,
               (unsigned long long)(now_us() - began),
               (unsigned long long)failures, (unsigned long long)rows);
}

int
main(int argc, char **argv)
{
  static struct client client[CONNECTIONS_MAX];
  unsigned seconds = argc == 5 ? (unsigned)atoi(argv[3]) : 0;
  unsigned count = argc == 5 ? (unsigned)atoi(argv[4]) : 0;
  struct statements statements = {NULL, 0};
  atomic_bool stop = false;

  if (seconds == 0 || count == 0 || count > CONNECTIONS_MAX) {
    (void)fputs("usage: bench-sphinxql PORT QUERIES SECONDS CONNECTIONS\n",
                stderr);
    return 2;
  }
  read_statements(argv[2], &statements);
  for (unsigned i = 0; i < count && statements.count > 0; i++) {
    client[i].statements = &statements;
    client[i].stop = &stop;
    client[i].at = i * statements.count / count;
    if (!open_client(&client[i], (unsigned short)atoi(argv[1]))) {
      (void)fprintf(stderr, "bench-sphinxql: nobody at port %s\n", argv[1]);
      return 3;
    }
  }
  if (statements.count == 0) {
    (void)fprintf(stderr, "bench-sphinxql: no statement in %s\n", argv[2]);
    return 3;
  }
  run_all(client, count, seconds, &stop);
  for (unsigned i = 0; i < count; i++)
    (void)fclose(client[i].in);
  for (size_t i = 0; i < statements.count; i++)
    free(statements.line[i]);
  free(statements.line);
  return 0;
}
