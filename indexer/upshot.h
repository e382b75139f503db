/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/upshot.h - what a run came to, as `watch` wants to know it, from the
 * process that did the work to the one that waits. */
#ifndef SP_UPSHOT_H
#define SP_UPSHOT_H

#include "indexer/changes.h"
#include "lib/diag.h"

/* Diagnostics beyond this many are counted only. */
#define SP_UPSHOT_DIAGS_MAX 1000
/* Names of pages that changed: enough for a line. */
#define SP_UPSHOT_NAMES_MAX 3
/* All of it, packed. */
#define SP_UPSHOT_MAX ((size_t)4 * 1024 * 1024)

struct sp_upshot_index {
  size_t pages, added, changed, removed;
  uint64_t generation, revision;
};

struct sp_upshot {
  sp_instant at;   /* the content as of this moment */
  sp_instant next; /* the first moment after it at which something appears or
                      goes by itself; at the latest the next midnight */
  sp_instant boundary; /* the same without midnights; SP_ALWAYS_UNTIL: none */
  struct sp_upshot_index index[2]; /* by enum sp_audience */
  bool afresh;                     /* both were built anew */
  size_t documents, read_anew, left_out, errors, warnings;
  struct sp_texts name;  /* of pages that were put or removed: the first few,
                            as paths without their ending */
  size_t names;          /* how many there are */
  struct sp_diags diags; /* by path */
};

/* Of a run that has committed.  Texts are in the arena.  folder: DIR/staff and
 * DIR/public, by enum sp_audience.  SP_E_IO; of an index SP_E_CORRUPT,
 * SP_E_NOMEM, SP_E_INTERNAL and so on as sp_reader_open(). */
SP_NODISCARD enum sp_status sp_upshot_make(
    const struct sp_catalog *catalog, const struct sp_changes changes[2],
    const struct sp_tally tally[2], const char *const folder[2],
    struct sp_arena *arena, struct sp_upshot *out, struct sp_err *err);

/* The buffer's max should be SP_UPSHOT_MAX. */
void sp_upshot_pack(struct sp_buf *out, const struct sp_upshot *upshot);
/* False when the bytes are broken.  Texts are copied into the arena. */
bool sp_upshot_unpack(struct sp_arena *arena, struct sp_str bytes,
                      struct sp_upshot *out);

#endif
