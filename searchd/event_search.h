/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/event_search.h - which searches are worth remembering. */
#ifndef SP_EVENT_SEARCH_H
#define SP_EVENT_SEARCH_H

#include "searchd/app.h"

/* Note in resp what this search, as it was asked and answered, is remembered
 * as, if anything is.
 *
 * Remembered is what says that a page or a synonym is missing: no page for the
 * words; pages for corrected words only; SP_EVENT_FEW_MAX pages or fewer.  Not
 * remembered: a further page of results; a search narrowed by service, type,
 * provider or channel, because the filter, not the words, may be why nothing is
 * there, and whoever takes it off and still finds nothing is counted then.  An
 * area narrows nothing away that is for everybody, so it counts as none. */
void sp_event_search(const struct sp_app *app, const struct sp_search *search,
                     const struct sp_results *found, struct sp_arena *arena,
                     struct sp_response *resp);

#endif
