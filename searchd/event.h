/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/event.h - one thing worth remembering, as handlers note it and the
 * store keeps it: events.h.
 *
 * A new kind has a number here, which stays its own for ever, a name and a
 * heading in events_list.c, and, where five occasions are no rule for it, a
 * line in sp_store_settle(). */
#ifndef SP_EVENT_H
#define SP_EVENT_H

#include "lib/arena.h"
#include "lib/when.h"

enum sp_event_kind {
  SP_EVENT_NONE = 0,
  SP_EVENT_NOTHING = 1,   /* a search found no page */
  SP_EVENT_CORRECTED = 2, /* it found pages for other words only */
  SP_EVENT_FEW = 3,       /* it found SP_EVENT_FEW_MAX pages at most */
  SP_EVENT_KINDS
};

#define SP_EVENT_FEW_MAX 2
#define SP_EVENT_WORDS_MAX 200 /* bytes */
#define SP_EVENT_ABOUT_MAX 200

struct sp_event {
  enum sp_event_kind kind;
  struct sp_str words; /* as sp_event_words() makes them */
  struct sp_str about; /* id of the page that it is about; of a search empty */
  uint32_t results;    /* pages that were found */
};

/* What is remembered of words that somebody typed (valid UTF-8): lower case,
 * single spaces, without punctuation around it, scrubbed of personal data
 * (lib/scrub.h), at most SP_EVENT_WORDS_MAX bytes, cut between words; in the
 * arena.  Empty: nothing worth keeping. */
struct sp_str sp_event_words(struct sp_arena *arena, struct sp_str typed);

#endif
