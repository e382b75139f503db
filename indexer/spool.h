/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/spool.h - what a run must keep, kept on disk: an unnamed file to
 * which pieces are added and from which they are read again.  So memory does
 * not grow with the size of the documents. */
#ifndef SP_SPOOL_H
#define SP_SPOOL_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/error.h"

/* Where a piece lies.  len 0: nothing. */
struct sp_span {
  uint64_t at : 40;
  uint64_t len : 24;
};
#define SP_SPAN_MAX (((size_t)1 << 24) - 1) /* bytes of one piece */

struct sp_spool {
  int fd;
  uint64_t size;
  struct sp_buf tail; /* the last bytes, not yet written */
};

/* Make an unnamed file in folder `dir`, which only this user can read.
 * SP_E_IO. */
SP_NODISCARD enum sp_status sp_spool_open(struct sp_spool *spool,
                                          const char *dir, struct sp_err *err);
/* Zeroed or opened, either may be released. */
void sp_spool_release(struct sp_spool *spool);

/* Add a piece; the bytes are copied.  SP_E_IO the disk is full or broken;
 * SP_E_LIMIT it is longer than SP_SPAN_MAX, or the file than 1 TiB. */
SP_NODISCARD enum sp_status sp_spool_put(struct sp_spool *spool,
                                         struct sp_str piece,
                                         struct sp_span *where,
                                         struct sp_err *err);
/* Copy len of a piece's bytes, from byte `from` on, to where the caller has
 * room for them.  SP_E_IO; it is also the code when the piece is shorter. */
SP_NODISCARD enum sp_status sp_spool_copy(const struct sp_spool *spool,
                                          struct sp_span where, size_t from,
                                          void *to, size_t len,
                                          struct sp_err *err);
/* Read it back, into the arena, which owns it.  SP_E_IO. */
SP_NODISCARD enum sp_status
sp_spool_get(const struct sp_spool *spool, struct sp_span where,
             struct sp_arena *arena, struct sp_str *piece, struct sp_err *err);

#endif
