/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/events_list.h - events as co-ordinators read them, also while a
 * server writes. */
#ifndef SP_EVENTS_LIST_H
#define SP_EVENTS_LIST_H

#include "lib/error.h"

#include "searchd/event.h"

#define SP_LISTED_MAX 100000 /* lines */

/* One thing that was asked often enough, in one month. */
struct sp_listed {
  enum sp_event_kind kind;
  struct sp_str month; /* "2026-11" */
  struct sp_str last;  /* "2026-11-22", the last day it was asked */
  struct sp_str words;
  uint64_t occasions;
  uint32_t results; /* pages found, the last time */
};

struct sp_list {
  struct sp_listed *item; /* the newest month first; in it by kind, then what
                             was asked most */
  size_t count;
  uint64_t hidden; /* different words that too few asked, not yet deleted */
};

/* What was said about a page, on one day. */
struct sp_said {
  struct sp_str day; /* "2026-11-22" */
  struct sp_str words;
  uint64_t occasions; /* who said just that */
};

/* One page, and how many found it useful. */
struct sp_rated {
  struct sp_str page; /* id, or SP_FEEDBACK_SEARCH */
  uint64_t yes, no;
  uint64_t texts;       /* that came with it, of all listed days */
  struct sp_said *said; /* the newest day first; empty unless asked for */
  size_t saids;
};

struct sp_ratings {
  struct sp_rated *item; /* what most found of no use first, then by id */
  size_t count;
};

/* "nothing", "corrected", "few", "yes", "no", "words": for programs.  And for
 * people, as a heading. */
const char *sp_event_kind_name(enum sp_event_kind kind);
const char *sp_event_kind_heading(enum sp_event_kind kind);

/* Read dir/events.db as it is on `today`: what was searched since the day
 * `since` and is neither too old nor asked by too few.  Texts are the arena's.
 * SP_E_NOTFOUND there is none; SP_E_CORRUPT; SP_E_SCHEMA; SP_E_BUSY; SP_E_IO;
 * SP_E_LIMIT more than SP_LISTED_MAX lines. */
SP_NODISCARD enum sp_status sp_events_list(const char *dir, sp_day today,
                                           sp_day since, struct sp_arena *arena,
                                           struct sp_list *out,
                                           struct sp_err *err);

/* The same of feedback: what came on the day `since` and later.  Texts by
 * single visitors are read where with_words asks for them, and else counted. */
SP_NODISCARD enum sp_status sp_events_ratings(const char *dir, sp_day today,
                                              sp_day since, bool with_words,
                                              struct sp_arena *arena,
                                              struct sp_ratings *out,
                                              struct sp_err *err);

#endif
