/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/entry.h - what the staff index keeps of a file, as metadata beside
 * the pages, so that the next run need not read it again.
 *
 * The public index keeps none: only, of each of its own pages, the hash
 * of that page.  So nothing of a staff file is in any byte of it. */
#ifndef SP_ENTRY_H
#define SP_ENTRY_H

#include "indexer/wire.h"
#include "lib/hash.h"

/* A page that was made, for staff or for the public, by the hash of all that
 * is stored of it. */
struct sp_made {
  bool made;
  struct sp_hash hash;
};

struct sp_entry {
  /* The version that was read last: hash of its bytes and of how they were
   * read; all zero: read it again in any case. */
  struct sp_hash seen;
  struct sp_verdict own; /* its payload as the catalog has it */
  /* What came of resolving and rendering that version, if it was tried. */
  bool tried;
  struct sp_hash inputs;  /* of all that its pages depend on */
  struct sp_str cross;    /* diagnostics, sp_diags_pack() */
  bool passed;            /* no error among them */
  struct sp_made page[2]; /* by enum sp_audience */
  /* Published, or would be at its time; else an older version may be live. */
  bool accepted;
  struct sp_made live; /* what is in the staff index */
  /* The last version that was accepted, when this one is not. */
  struct sp_str good_facts, good_payload;
};

/* The hash of a file's bytes as read with these options. */
struct sp_hash sp_entry_seen(struct sp_str bytes,
                             const struct sp_read_options *options,
                             struct sp_str zone);

void sp_entry_pack(struct sp_buf *out, const struct sp_entry *entry);
/* False when the bytes are broken.  Texts are borrowed from the bytes. */
bool sp_entry_unpack(struct sp_str bytes, struct sp_entry *out);

void sp_made_pack(struct sp_buf *out, const struct sp_made *made);
void sp_made_unpack(struct sp_unpack *in, struct sp_made *made);
void sp_hash_pack(struct sp_buf *out, const struct sp_hash *hash);
void sp_hash_unpack(struct sp_unpack *in, struct sp_hash *hash);

#endif
