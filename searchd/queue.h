/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/queue.h - things that are lent to one thread at a time, known here by
 * their numbers alone.  Who comes when all are lent waits in line for a while:
 * first come, first served. */
#ifndef SP_QUEUE_H
#define SP_QUEUE_H

#include "lib/error.h"

#define SP_QUEUE_SLOTS_MAX 64
#define SP_QUEUE_WAITING_MAX 256 /* more than that in line: busy */
#define SP_QUEUE_WAIT_MS 2000    /* longest wait in line */

struct sp_queue; /* shared by threads */

struct sp_queue_stats {
  uint64_t lent, waited, refused;
  uint64_t wait_us;       /* of all that waited */
  unsigned busy, waiting; /* now */
};

/* slots: how many things there are, brought to 1 to SP_QUEUE_SLOTS_MAX; their
 * numbers begin at 0.  The caller ends it with sp_queue_free().  NULL: out of
 * memory. */
struct sp_queue *sp_queue_new(unsigned slots);
/* Nothing is lent and nobody waits.  NULL is fine. */
void sp_queue_free(struct sp_queue *queue);
unsigned sp_queue_slots(const struct sp_queue *queue);

/* *slot is the caller's until sp_queue_give(): the one given back last, if
 * there is a choice.  SP_E_BUSY too many wait, or it was waited too long. */
SP_NODISCARD enum sp_status sp_queue_take(struct sp_queue *queue, size_t *slot,
                                          struct sp_err *err);
/* Give it back.  A bad one is lent again only after all others that are
 * free. */
void sp_queue_give(struct sp_queue *queue, size_t slot, bool bad);
void sp_queue_stats(struct sp_queue *queue, struct sp_queue_stats *out);

#endif
