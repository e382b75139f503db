/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/site_state.h - what all requests share of one revision of the index:
 * the site's facts, its services, the heads of its pages, suggestions.
 *
 * Made off the request path by the thread of readers.c, then swapped in; a
 * request holds on to the one it began with. */
#ifndef SP_SITE_STATE_H
#define SP_SITE_STATE_H

#include "lib/directory.h"
#include "lib/index.h"
#include "lib/site.h"

#include "searchd/site_pages.h"

struct sp_suggest;

struct sp_service_count {
  const struct sp_service *service;
  size_t pages; /* live when this was made */
};

/* Read only; everything in it lives as long as it is held. */
struct sp_site_state {
  struct sp_revision revision;
  sp_instant made;
  const struct sp_site *site; /* never NULL */
  /* Services in the order of services.yaml, each with its pages; services of
   * pages that the settings do not name come last. */
  struct sp_service_count *service;
  size_t services;
  /* Pages that the site's level may see, by title; live when this was made or
   * still to come, so ask sp_head_live() before one is shown. */
  const struct sp_page_head *head;
  size_t heads;
  struct sp_site_pages pages;    /* read as a whole */
  struct sp_directory directory; /* who is there when; empty: none is known */
  const struct sp_suggest *suggest;
  const struct sp_lexicon *lexicon; /* for searches */
};

static inline bool
sp_head_live(const struct sp_page_head *head, const struct sp_viewer *viewer)
{
  return head->level <= viewer->level && head->from <= viewer->now &&
         viewer->now < head->until;
}

/* The first moment after now at which one of the heads or pins appears or
 * goes; SP_ALWAYS_UNTIL when none will. */
sp_instant sp_site_state_boundary(const struct sp_site_state *state,
                                  sp_instant now);
/* Has one appeared or gone since this was made?  Then the counts are old; the
 * thread of readers.c makes it anew, and meanwhile nothing is kept of what is
 * made from it. */
bool sp_site_state_is_late(const struct sp_site_state *state, sp_instant now);
/* The service with this key, the state's; NULL: there is none. */
const struct sp_service_count *
sp_site_state_service(const struct sp_site_state *state, struct sp_str key);

/* The holder of the newest state; shared by threads. */
struct sp_site_states;

/* level: the highest whose pages are listed, 1 to 4.  The caller ends it with
 * sp_site_states_free().  NULL: out of memory. */
struct sp_site_states *sp_site_states_new(unsigned level);
/* What is still held lives on until it is put back.  NULL is fine. */
void sp_site_states_free(struct sp_site_states *states);
/* The newest, or NULL while there has been no index.  The caller ends it with
 * sp_site_state_put(). */
const struct sp_site_state *sp_site_states_get(struct sp_site_states *states);
void sp_site_state_put(const struct sp_site_state *state); /* NULL is fine */
/* Read everything from the reader and make it the newest.  The old one goes
 * when its last holder puts it back.  On failure the old one stays.
 * SP_E_STALE too many commits meanwhile; SP_E_CORRUPT the site's facts or its
 * directory cannot be read; SP_E_NOMEM; SP_E_INTERNAL. */
SP_NODISCARD enum sp_status sp_site_states_load(struct sp_site_states *states,
                                                struct sp_reader *reader,
                                                struct sp_err *err);

#endif
