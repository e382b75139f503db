/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/readers.h - readers of the index, lent to one request at a time.
 *
 * Searches and pages have readers of their own, so that slow searches hold up
 * other searches and never a page; suggestions need none.
 *
 * A thread looks for a commit or a new generation several times a second; it
 * also makes the site state.  Without an index everything waits for one:
 * borrowing gives SP_E_SCHEMA (503) until it comes.  What has failed is left
 * alone for a while (retry.h), unless the index has changed since. */
#ifndef SP_READERS_H
#define SP_READERS_H

#include "lib/index.h"

#include "searchd/queue.h"
#include "searchd/site_state.h"

#define SP_READERS_MAX SP_QUEUE_SLOTS_MAX /* of each lane */
#define SP_READERS_PAGES_MIN 2
#define SP_READERS_CHECK_MS 100 /* between two looks for a commit */

/* What a reader is wanted for. */
enum sp_lane {
  SP_LANE_PAGES, /* what a lease asks for when it is all zero */
  SP_LANE_SEARCH,
  SP_LANES
};

struct sp_readers; /* shared by threads */

/* One lent reader and the site facts that go with it.  Both are the lender's;
 * they stay until sp_lease_end(). */
struct sp_lease {
  enum sp_lane lane;       /* in; all else is filled */
  struct sp_readers *pool; /* NULL: nothing is lent */
  size_t slot;
  struct sp_reader *reader;
  const struct sp_site_state *state; /* never NULL while lent */
};

struct sp_readers_stats {
  struct sp_queue_stats lane[SP_LANES];
  uint64_t refreshed, refresh_failed; /* readers that were to open or move */
  uint64_t looks_failed;              /* of the thread */
  struct sp_revision revision;
  bool open;
};

/* dir: the site's folder (INDEX/public); copied.  workers: how many readers
 * searches have, 1 to SP_READERS_MAX; pages have as many, but at least
 * SP_READERS_PAGES_MIN.  states lives longer than the pool.  On success *out is
 * the caller's, who ends it with sp_readers_stop(); on failure *out is NULL.
 * The first look is done before it returns, so that a good index is ready at
 * once; no index is no error.
 * SP_E_NOMEM; SP_E_IO no thread. */
SP_NODISCARD enum sp_status sp_readers_start(const char *dir, unsigned workers,
                                             struct sp_site_states *states,
                                             struct sp_readers **out,
                                             struct sp_err *err);
/* Ends the thread and all readers; nothing may be lent.  NULL is fine. */
void sp_readers_stop(struct sp_readers *pool);

/* Declare `SP_CLEANUP(sp_lease_end) struct sp_lease lease = {0};`, with .lane
 * when it is for a search, and the reader goes back at the end of the block.
 * Never hold one while waiting for another.
 * SP_E_BUSY too many wait, or it was waited too long; SP_E_SCHEMA no index yet,
 * or one of another version; SP_E_CORRUPT; SP_E_IO; SP_E_NOMEM;
 * SP_E_INTERNAL. */
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
