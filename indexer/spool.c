/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TAIL_MAX ((size_t)64 * 1024)
#define SIZE_MAX_40 (((uint64_t)1 << 40) - 1)

static int
open_unnamed(const char *dir)
{
  char path[4096];
  int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
    return fd;
  /* A file system without O_TMPFILE: name it for a moment. */
  if ((size_t)snprintf(path, sizeof(path), "%s/.spool-XXXXXX", dir) >=
      sizeof(path)) {
    errno = ENAMETOOLONG;
    return -1;
  }
  fd = mkostemp(path, O_CLOEXEC);
  if (fd >= 0)
    unlink(path);
  return fd;
}

enum sp_status
sp_spool_open(struct sp_spool *spool, const char *dir, struct sp_err *err)
{
  int fd = open_unnamed(dir);

  if (fd < 0)
    return sp_fail(err, SP_E_IO, "cannot make a temporary file in %s: %s", dir,
                   strerror(errno));
  *spool = (struct sp_spool){.fd = fd};
  sp_buf_init(&spool->tail, TAIL_MAX);
  return SP_OK;
}

void
sp_spool_release(struct sp_spool *spool)
{
  if (spool->tail.max == 0)
    return;
  close(spool->fd);
  sp_buf_release(&spool->tail);
  *spool = (struct sp_spool){.fd = -1};
}

static enum sp_status
write_all(struct sp_spool *spool, struct sp_str bytes, uint64_t at,
          struct sp_err *err)
{
  while (bytes.len > 0) {
    ssize_t n = pwrite(spool->fd, bytes.ptr, bytes.len, (off_t)at);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return sp_fail(err, SP_E_IO, "cannot write a temporary file: %s",
                     strerror(n < 0 ? errno : ENOSPC));
    bytes = sp_str_sub(bytes, (size_t)n, bytes.len);
    at += (uint64_t)n;
  }
  return SP_OK;
}

static enum sp_status
flush(struct sp_spool *spool, struct sp_err *err)
{
  enum sp_status status = write_all(spool, sp_buf_str(&spool->tail),
                                    spool->size - spool->tail.len, err);

  if (status == SP_OK)
    sp_buf_clear(&spool->tail);
  return status;
}

enum sp_status
sp_spool_put(struct sp_spool *spool, struct sp_str piece, struct sp_span *where,
             struct sp_err *err)
{
  enum sp_status status = SP_OK;

  if (piece.len > SP_SPAN_MAX || spool->size + piece.len > SIZE_MAX_40)
    return sp_fail(err, SP_E_LIMIT, "too much to keep in a temporary file");
  if (spool->tail.len + piece.len > TAIL_MAX)
    status = flush(spool, err);
  if (status == SP_OK && piece.len > TAIL_MAX)
    status = write_all(spool, piece, spool->size, err);
  else if (status == SP_OK)
    sp_buf_put(&spool->tail, piece);
  if (status != SP_OK)
    return status;
  where->at = spool->size;
  where->len = piece.len;
  spool->size += piece.len;
  return SP_OK;
}

enum sp_status
sp_spool_copy(const struct sp_spool *spool, struct sp_span where, size_t from,
              void *to, size_t len, struct sp_err *err)
{
  uint64_t written = spool->size - spool->tail.len, at = where.at + from;
  char *bytes = to;
  size_t done = 0;

  if (from > where.len || len > where.len - from)
    return sp_fail(err, SP_E_IO, "a temporary file is damaged");
  if (len > 0 && at >= written) {
    memcpy(bytes, spool->tail.ptr + (at - written), len);
    return SP_OK;
  }
  while (done < len) {
    ssize_t n = pread(spool->fd, bytes + done, len - done, (off_t)(at + done));

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return sp_fail(err, SP_E_IO, "cannot read a temporary file: %s",
                     n < 0 ? strerror(errno) : "it is too short");
    done += (size_t)n;
  }
  return SP_OK;
}

enum sp_status
sp_spool_get(const struct sp_spool *spool, struct sp_span where,
             struct sp_arena *arena, struct sp_str *piece, struct sp_err *err)
{
  char *bytes = sp_arena_alloc(arena, where.len + 1);

  *piece = sp_str_n(bytes, where.len);
  return sp_spool_copy(spool, where, 0, bytes, where.len, err);
}
