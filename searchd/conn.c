/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "searchd/conn.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define REAP_MS 250
#define LINGER_BYTES ((size_t)1024 * 1024)
#define HEAD_MAX ((size_t)4096) /* of a refusal */

enum phase { WAITING, READING, WORKING };

struct sp_conn {
  struct sp_conns *conns;
  struct sp_conn *prev, *next; /* under the table's lock */
  int fd;
  atomic_uint phase;
  atomic_ullong since; /* ms; when the phase that counts began */
  /* of the connection's own thread */
  struct sp_scan scan;
  uint64_t begun; /* requests that got through */
  bool told;      /* the refusal was sent */
};

struct sp_conns {
  struct sp_conn_limits limits;
  struct sp_conn_refusal refusal;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  bool stop;
  atomic_bool draining;
  struct sp_conn *first;
  unsigned open;
  uint64_t opened, evicted, expired;
};

static struct sp_conn *_Atomic by_fd[SP_CONN_FD_MAX];

static unsigned long long
now_ms(void)
{
  struct timespec ts;

  (void)clock_gettime(CLOCK_MONOTONIC, &ts);
  return (unsigned long long)ts.tv_sec * 1000 +
         (unsigned long long)ts.tv_nsec / 1000000;
}

static void
enter(struct sp_conn *conn, enum phase phase)
{
  if (phase != WORKING) /* the clock of a request starts with its first byte */
    atomic_store(&conn->since, now_ms());
  atomic_store(&conn->phase, phase);
}

/* ---- the table and its thread ---- */

static bool
is_over_time(const struct sp_conn *conn, unsigned long long now)
{
  const struct sp_conn_limits *limits = &conn->conns->limits;
  unsigned long long since = atomic_load(&conn->since), age;

  /* Its own thread may have set the clock after `now` was read. */
  if (since >= now)
    return false;
  age = now - since;
  switch ((enum phase)atomic_load(&conn->phase)) {
  case WAITING:
    return age > limits->idle_ms;
  case READING:
    return age > limits->head_ms;
  default:
    return age > limits->total_ms;
  }
}

static void
reap(struct sp_conns *conns)
{
  unsigned long long now = now_ms();

  for (struct sp_conn *conn = conns->first; conn != NULL; conn = conn->next) {
    if (!is_over_time(conn, now))
      continue;
    conns->expired++;
    (void)shutdown(conn->fd, SHUT_RDWR);
    atomic_store(&conn->since, now); /* counted once */
  }
}

static void *
reaper(void *arg)
{
  struct sp_conns *conns = arg;

  (void)pthread_mutex_lock(&conns->lock);
  while (!conns->stop) {
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += REAP_MS * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
      until.tv_nsec -= 1000000000L;
      until.tv_sec++;
    }
    (void)pthread_cond_timedwait(&conns->wake, &conns->lock, &until);
    reap(conns);
  }
  (void)pthread_mutex_unlock(&conns->lock);
  return NULL;
}

enum sp_status
sp_conns_start(const struct sp_conn_limits *limits,
               const struct sp_conn_refusal *refusal, struct sp_conns **out,
               struct sp_err *err)
{
  struct sp_conns *conns = calloc(1, sizeof(*conns));
  pthread_condattr_t attr;

  *out = NULL;
  if (conns == NULL)
    return sp_fail(err, SP_E_NOMEM, "out of memory");
  conns->limits = *limits;
  conns->refusal = *refusal;
  (void)pthread_mutex_init(&conns->lock, NULL);
  (void)pthread_condattr_init(&attr);
  (void)pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
  (void)pthread_cond_init(&conns->wake, &attr);
  (void)pthread_condattr_destroy(&attr);
  if (pthread_create(&conns->thread, NULL, reaper, conns) != 0) {
    free(conns);
    return sp_fail(err, SP_E_IO, "cannot start a thread");
  }
  *out = conns;
  return SP_OK;
}

void
sp_conns_stop(struct sp_conns *conns)
{
  if (conns == NULL)
    return;
  (void)pthread_mutex_lock(&conns->lock);
  conns->stop = true;
  (void)pthread_cond_signal(&conns->wake);
  (void)pthread_mutex_unlock(&conns->lock);
  (void)pthread_join(conns->thread, NULL);
  (void)pthread_cond_destroy(&conns->wake);
  (void)pthread_mutex_destroy(&conns->lock);
  free(conns);
}

void
sp_conns_stats(struct sp_conns *conns, struct sp_conn_stats *out)
{
  (void)pthread_mutex_lock(&conns->lock);
  out->opened = conns->opened;
  out->evicted = conns->evicted;
  out->expired = conns->expired;
  out->open = conns->open;
  out->working = 0;
  for (struct sp_conn *conn = conns->first; conn != NULL; conn = conn->next)
    if (atomic_load(&conn->phase) != WAITING)
      out->working++;
  (void)pthread_mutex_unlock(&conns->lock);
}

void
sp_conns_drain(struct sp_conns *conns)
{
  (void)pthread_mutex_lock(&conns->lock);
  atomic_store(&conns->draining, true);
  for (struct sp_conn *conn = conns->first; conn != NULL; conn = conn->next)
    if (atomic_load(&conn->phase) == WAITING)
      (void)shutdown(conn->fd, SHUT_RD);
  (void)pthread_mutex_unlock(&conns->lock);
}

bool
sp_conns_draining(const struct sp_conns *conns)
{
  return atomic_load(&conns->draining);
}

/* ---- one connection ---- */

/* Make room: shut the one that has waited longest for its client. */
static void
evict(struct sp_conns *conns)
{
  struct sp_conn *oldest = NULL;

  for (struct sp_conn *conn = conns->first; conn != NULL; conn = conn->next)
    if (atomic_load(&conn->phase) != WORKING &&
        (oldest == NULL ||
         atomic_load(&conn->since) < atomic_load(&oldest->since)))
      oldest = conn;
  if (oldest == NULL)
    return;
  conns->evicted++;
  (void)shutdown(oldest->fd, SHUT_RDWR);
  /* It is on its way out; the next in line is another. */
  atomic_store(&oldest->since, now_ms());
}

struct sp_conn *
sp_conn_open(struct sp_conns *conns, int fd)
{
  struct sp_conn *conn;

  if (fd < 0 || fd >= SP_CONN_FD_MAX)
    return NULL;
  conn = calloc(1, sizeof(*conn));
  if (conn == NULL)
    return NULL;
  conn->conns = conns;
  conn->fd = fd;
  enter(conn, WAITING);
  (void)pthread_mutex_lock(&conns->lock);
  if (conns->open >= conns->limits.many)
    evict(conns);
  conns->open++;
  conns->opened++;
  conn->next = conns->first;
  if (conn->next != NULL)
    conn->next->prev = conn;
  conns->first = conn;
  (void)pthread_mutex_unlock(&conns->lock);
  atomic_store(&by_fd[fd], conn);
  return conn;
}

void
sp_conn_close(struct sp_conn *conn)
{
  struct sp_conns *conns;

  if (conn == NULL)
    return;
  conns = conn->conns;
  atomic_store(&by_fd[conn->fd], NULL);
  (void)pthread_mutex_lock(&conns->lock);
  conns->open--;
  if (conn->prev != NULL)
    conn->prev->next = conn->next;
  else
    conns->first = conn->next;
  if (conn->next != NULL)
    conn->next->prev = conn->prev;
  (void)pthread_mutex_unlock(&conns->lock);
  free(conn);
}

struct sp_conn *
sp_conn_of(int fd)
{
  return fd < 0 || fd >= SP_CONN_FD_MAX ? NULL : atomic_load(&by_fd[fd]);
}

/* Closing a socket with unread bytes resets it, and the reset may overtake the
 * reply.  So say that no more is coming and wait for the client to go. */
static void
linger(struct sp_conn *conn)
{
  unsigned long long end = now_ms() + conn->conns->limits.linger_ms, now;
  struct pollfd poller = {conn->fd, POLLIN, 0};
  size_t thrown = 0;
  char buf[4096];

  (void)shutdown(conn->fd, SHUT_WR);
  while ((now = now_ms()) < end && thrown < LINGER_BYTES) {
    ssize_t got;

    if (poll(&poller, 1, (int)(end - now)) <= 0)
      return;
    got = recvfrom(conn->fd, buf, sizeof(buf), MSG_DONTWAIT, NULL, NULL);
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN))
      return;
    thrown += got > 0 ? (size_t)got : 0;
  }
}

static const char *
status_line(unsigned status)
{
  switch (status) {
  case 414:
    return "414 URI Too Long";
  case 431:
    return "431 Request Header Fields Too Large";
  case 501:
    return "501 Not Implemented";
  case 505:
    return "505 HTTP Version Not Supported";
  default:
    return "400 Bad Request";
  }
}

/* The body into `body`; its media type. */
static const char *
make_body(const struct sp_conn *conn, struct sp_buf *body)
{
  const struct sp_conn_refusal *refusal = &conn->conns->refusal;
  const char *type = NULL;

  if (refusal->make != NULL)
    type = refusal->make(refusal->cls, conn->scan.refused,
                         sp_scan_is_api(&conn->scan), body);
  if (type != NULL && body->len > 0 && !body->full)
    return type;
  sp_buf_clear(body);
  sp_buf_puts(body, "We did not understand that request.\n");
  return "text/plain; charset=utf-8";
}

static void
send_refusal(const struct sp_conn *conn)
{
  struct sp_buf body, text;
  const char *type;

  sp_buf_init(&body, SP_CONN_PAGE_MAX);
  sp_buf_init(&text, SP_CONN_PAGE_MAX + HEAD_MAX);
  type = make_body(conn, &body);
  sp_buf_fmt(&text,
             "HTTP/1.1 %s\r\n"
             "Content-Type: %s\r\n"
             "Content-Length: %zu\r\n"
             "Cache-Control: no-store\r\n"
             "Connection: close\r\n%s\r\n",
             status_line(conn->scan.refused), type, body.len,
             conn->conns->refusal.headers);
  sp_buf_put(&text, sp_buf_str(&body));
  if (!text.full)
    (void)send(conn->fd, text.ptr, text.len, MSG_NOSIGNAL | MSG_DONTWAIT);
  sp_buf_release(&text);
  sp_buf_release(&body);
}

static void
tell_refusal(struct sp_conn *conn)
{
  const struct sp_conn_refusal *refusal = &conn->conns->refusal;

  if (conn->told)
    return;
  conn->told = true;
  if (refusal->count != NULL)
    refusal->count(refusal->cls, conn->scan.refused);
  send_refusal(conn);
  linger(conn);
}

ssize_t
sp_conn_recv(struct sp_conn *conn, void *buf, size_t n, int flags)
{
  ssize_t got;
  size_t good;

  if (conn->scan.refused != 0) {
    tell_refusal(conn);
    return 0;
  }
  got = recvfrom(conn->fd, buf, n, flags, NULL, NULL);
  if (got <= 0)
    return got;
  if (atomic_load(&conn->phase) == WAITING)
    enter(conn, READING);
  good = sp_scan_feed(&conn->scan, buf, (size_t)got);
  if (good == (size_t)got)
    return got;
  if (conn->scan.boundary == 0) {
    tell_refusal(conn);
    return 0;
  }
  /* Whole requests stand before it: they are answered first.  Shut for
   * reading, so that the thread comes back here without more input. */
  (void)shutdown(conn->fd, SHUT_RD);
  return (ssize_t)conn->scan.boundary;
}

bool
sp_conn_begin(struct sp_conn *conn)
{
  enter(conn, WORKING);
  conn->begun++;
  return conn->begun <= conn->scan.heads;
}

void
sp_conn_end(struct sp_conn *conn, bool linger_on)
{
  if (linger_on)
    linger(conn);
  /* Something of the next request may have come with this one. */
  enter(conn, sp_scan_between(&conn->scan) && conn->begun == conn->scan.heads
                  ? WAITING
                  : READING);
  if (sp_conns_draining(conn->conns))
    (void)shutdown(conn->fd, SHUT_RD);
}
