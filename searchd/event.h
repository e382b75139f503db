/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/event.h - one thing worth remembering, as handlers note it and the
 * store keeps it: events.h.
 *
 * A new kind has a number here, which stays its own for ever, a name and a
 * heading in events_list.c, and, where five occasions are no rule for it, a
 * place in sp_event_is_feedback(), which the store's rules ask. */
#ifndef SP_EVENT_H
#define SP_EVENT_H

#include "lib/arena.h"
#include "lib/when.h"

enum sp_event_kind {
  SP_EVENT_NONE = 0,
  SP_EVENT_NOTHING = 1,    /* a search found no page */
  SP_EVENT_CORRECTED = 2,  /* it found pages for other words only */
  SP_EVENT_FEW = 3,        /* it found SP_EVENT_FEW_MAX pages at most */
  SP_EVENT_USEFUL = 4,     /* somebody says that a page is useful ... */
  SP_EVENT_NOT_USEFUL = 5, /* ... that it is not ... */
  SP_EVENT_SAID = 6,       /* ... or says more about it */
  SP_EVENT_KINDS
};

#define SP_EVENT_FEW_MAX 2
#define SP_EVENT_WORDS_MAX 200 /* bytes; of a search */
#define SP_EVENT_SAID_MAX 2000 /* of what is said about a page */
#define SP_EVENT_ABOUT_MAX 200

struct sp_event {
  enum sp_event_kind kind;
  struct sp_str words; /* as sp_event_words() or sp_event_said() makes them; of
                          yes and no empty */
  struct sp_str about; /* id of the page that it is about; of a search empty */
  uint32_t results;    /* pages that were found */
};

/* What is remembered of words that somebody typed (valid UTF-8): lower case,
 * single spaces, without punctuation around it, scrubbed of personal data
 * (lib/scrub.h), at most SP_EVENT_WORDS_MAX bytes, cut between words; in the
 * arena.  Empty: nothing worth keeping. */
struct sp_str sp_event_words(struct sp_arena *arena, struct sp_str typed);

/* What is remembered of what somebody says about a page (valid UTF-8): on one
 * line with single spaces, scrubbed, at most SP_EVENT_SAID_MAX bytes, cut
 * between words; in the arena.  Empty: nothing worth keeping. */
struct sp_str sp_event_said(struct sp_arena *arena, struct sp_str typed);

static inline bool
sp_event_is_feedback(enum sp_event_kind kind)
{
  return kind >= SP_EVENT_USEFUL && kind <= SP_EVENT_SAID;
}

#endif
