/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/pack.h - the one binary form of Signpost: between the indexer and its
 * parser children, and of page data and file facts in the index.
 *
 * Numbers are LEB128 (at most 10 bytes), a text is its length and its bytes.
 * A reader that meets anything impossible sets `broken`, which stays set, and
 * gives zeros and empty texts from then on; so one check at the end is
 * enough.  Lists: read the count with sp_unpack_count(), which refuses a count
 * that the bytes left cannot hold. */
#ifndef SP_PACK_H
#define SP_PACK_H

#include "lib/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

void sp_pack_u64(struct sp_buf *out, uint64_t n);
void sp_pack_i64(struct sp_buf *out, int64_t n); /* zigzag */
void sp_pack_bool(struct sp_buf *out, bool b);
void sp_pack_str(struct sp_buf *out, struct sp_str s);

struct sp_unpack {
  struct sp_str rest;
  bool broken;
};
uint64_t sp_unpack_u64(struct sp_unpack *in);
uint32_t sp_unpack_u32(struct sp_unpack *in); /* broken when larger */
/* For an enum: a number below `end`; broken when it is not, and then 0. */
uint32_t sp_unpack_below(struct sp_unpack *in, uint32_t end);
int64_t sp_unpack_i64(struct sp_unpack *in);
bool sp_unpack_bool(struct sp_unpack *in); /* 0 or 1, else broken */
/* Borrowed from the bytes being read, which must outlive it. */
struct sp_str sp_unpack_str(struct sp_unpack *in);
/* How many items follow, each of at least min_bytes (>= 1) bytes. */
size_t sp_unpack_count(struct sp_unpack *in, size_t min_bytes);
/* Nothing broken and nothing left over. */
bool sp_unpack_done(const struct sp_unpack *in);

#ifdef __cplusplus
}
#endif
#endif
