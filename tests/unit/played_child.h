/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/played_child.h - for tests that play the reader, which the indexer
 * starts as a copy of this program: its side of the socket. */
#ifndef SP_UNIT_PLAYED_CHILD_H
#define SP_UNIT_PLAYED_CHILD_H

#include "tests/unit/unit.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "indexer/child.h"
#include "indexer/wire.h"

static inline bool
child_get(char *to, size_t len)
{
  while (len > 0) {
    ssize_t n = read(SP_CHILD_SOCKET, to, len);

    if (n <= 0)
      return false;
    to += n;
    len -= (size_t)n;
  }
  return true;
}

static inline void
child_put(struct sp_str bytes)
{
  char header[SP_WIRE_HEADER];

  sp_wire_put_length(header, bytes.len);
  if (write(SP_CHILD_SOCKET, header, sizeof(header)) < 0 ||
      write(SP_CHILD_SOCKET, bytes.ptr, bytes.len) < 0)
    _exit(1);
}

static inline void
child_tell(const struct sp_verdict *verdict)
{
  struct sp_buf packed;

  sp_buf_init(&packed, 1 << 20);
  sp_verdict_pack(&packed, verdict);
  child_put(sp_buf_str(&packed));
  sp_buf_release(&packed);
}

/* Greet, then give each job to `obey` until there are no more.  The exit
 * status. */
static inline int
child_serve(enum sp_status status, struct sp_str why,
            void (*obey)(const struct sp_job *job))
{
  struct sp_buf greeting;

  sp_buf_init(&greeting, 1024);
  sp_greeting_pack(&greeting, status, why);
  child_put(sp_buf_str(&greeting));
  sp_buf_release(&greeting);
  for (;;) {
    char header[SP_WIRE_HEADER];
    struct sp_job job;
    char *bytes;
    size_t len;

    if (!child_get(header, sizeof(header)))
      return 0;
    len = sp_wire_length(header);
    bytes = malloc(len);
    if (!bytes || !child_get(bytes, len) ||
        !sp_job_unpack(sp_str_n(bytes, len), &job))
      return 1;
    obey(&job);
    free(bytes);
  }
}

#endif
