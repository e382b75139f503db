/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/events.h - what is remembered of visits, so that co-ordinators learn
 * which pages and synonyms are missing: the words of searches that found
 * nothing or little, how many pages they found, and the day; of a page how many
 * found it useful and how many not, and what they say about it.  No visitor, no
 * address, no time of day.
 *
 * Words are scrubbed before they get here (event.h), so that no personal data
 * that can be told by its form touches the disk.  Names cannot be told: so what
 * fewer than SP_STORE_OCCASIONS asked is shown to nobody and deleted after
 * SP_STORE_DAYS; the rest is deleted after SP_STORE_MONTHS.  What is said about
 * a page is said once, by somebody who means us to read it and was asked to
 * leave names out: it stays as long, and is shown where it is asked for.
 *
 * An occasion is one visitor's search for one thing on one day, one answer (yes
 * or no, the first counts) or one text about one page.  Visitors are
 * told apart by a hash of address, program and words under a secret that is
 * made anew each day and each start and is never written: so that one person
 * who asks again and again counts once a day, and nobody, we included, can tell
 * later who asked, or that two questions were one person's.  People behind one
 * address with equal programs count as one, which errs on the careful side; a
 * restart may count somebody twice.
 *
 * A thread of its own writes, in batches.  Requests never wait for it: what
 * finds the queue full is dropped and counted.  When the file cannot be written
 * that is logged once, searches go on, and it is tried again; a damaged file is
 * put aside and a new one begun. */
#ifndef SP_EVENTS_H
#define SP_EVENTS_H

#include "lib/error.h"

#include "searchd/event.h"

#define SP_EVENTS_QUEUE 1024  /* that wait for the disk */
#define SP_EVENTS_DAILY 16384 /* occasions that are told apart in one day */
#define SP_EVENTS_FEEDBACK                                                     \
  4096 /* of them: answers and what is said, so that                           \
          who sends many keeps no search out */

struct sp_events; /* shared by threads */

struct sp_events_stats {
  uint64_t written; /* occasions on disk */
  uint64_t dropped; /* no room in the queue or in the day */
  uint64_t waiting;
  bool failing; /* the file cannot be written now */
};

/* Begin to write to dir/events.db; dir is sp_state_open()'s and outlives it.
 * The caller ends it with sp_events_stop().  A file that cannot be opened is no
 * error: see above.  SP_E_NOMEM; SP_E_IO no thread would start. */
SP_NODISCARD enum sp_status
sp_events_start(const char *dir, struct sp_events **out, struct sp_err *err);
/* Write what waits, and end.  NULL is fine. */
void sp_events_stop(struct sp_events *events);

/* Remember this event of this visitor (bytes that tell one from others) now, by
 * sp_when_now(); everything is copied.  Once a day for each visitor, kind,
 * words and page; see above what that is of feedback.  It never waits for the
 * disk.  True: it will be written. */
bool sp_events_add(struct sp_events *events, const struct sp_event *event,
                   struct sp_str visitor);
void sp_events_stats(struct sp_events *events, struct sp_events_stats *out);

#endif
