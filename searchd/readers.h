/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/readers.h - readers of the index, lent to one request at a time.
 *
 * A thread looks for a commit or a new generation several times a second; it
 * also makes the site state.  Without an index everything waits for one:
 * borrowing gives SP_E_SCHEMA (503) until it comes. */
#ifndef SP_READERS_H
#define SP_READERS_H

#include "lib/index.h"

#include "searchd/site_state.h"

#define SP_READERS_MAX 64
#define SP_READERS_CHECK_MS 100    /* between two looks for a commit */
#define SP_READERS_WAITING_MAX 256 /* more than that in the queue: busy */
#define SP_READERS_WAIT_MS 2000    /* longest wait in the queue */

struct sp_readers;

/* One lent reader and the site facts that go with it. */
struct sp_lease {
  struct sp_readers *pool; /* NULL: nothing is lent */
  size_t slot;
  struct sp_reader *reader;
  const struct sp_site_state *state; /* never NULL while lent */
};

struct sp_readers_stats {
  uint64_t lent, waited, refused;
  uint64_t wait_us; /* of all that waited */
  uint64_t refreshed, refresh_failed;
  unsigned busy, waiting; /* now */
  struct sp_revision revision;
  bool open;
};

/* dir: the site's folder (INDEX/public).  workers: how many readers, 1 to
 * SP_READERS_MAX.  The first look is done before it returns, so that a good
 * index is ready at once; no index is no error. */
SP_NODISCARD enum sp_status sp_readers_start(const char *dir, unsigned workers,
                                             struct sp_site_states *states,
                                             struct sp_readers **out,
                                             struct sp_err *err);
/* Ends the thread and all readers; nothing may be lent. */
void sp_readers_stop(struct sp_readers *pool);

/* Declare `SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};` and the
 * reader goes back at the end of the block.
 * SP_E_BUSY too many wait, or waited too long; SP_E_SCHEMA no index yet, or
 * one of another version; SP_E_CORRUPT. */
SP_NODISCARD enum sp_status sp_readers_borrow(struct sp_readers *pool,
                                              struct sp_lease *lease,
                                              struct sp_err *err);
void sp_lease_end(struct sp_lease *lease); /* nothing lent is fine */

/* The newest revision that readers move to; false while there is none. */
bool sp_readers_revision(struct sp_readers *pool, struct sp_revision *out);
/* Is an index open?  For /readyz. */
bool sp_readers_ready(struct sp_readers *pool);
void sp_readers_stats(struct sp_readers *pool, struct sp_readers_stats *out);

#endif
