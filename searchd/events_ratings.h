/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/events_ratings.h - feedback as `signpost-searchd events --feedback`
 * writes it. */
#ifndef SP_EVENTS_RATINGS_H
#define SP_EVENTS_RATINGS_H

#include "searchd/events_list.h"

#include <jansson.h>
#include <stdio.h>

/* For people.  is_there: the site has a file of events. */
void sp_ratings_text(struct sp_arena *arena, FILE *out, bool is_there,
                     const struct sp_ratings *ratings);
/* The rows of a page each, or with words of a text each; and their head. */
void sp_ratings_csv(FILE *out, const struct sp_ratings *ratings,
                    bool with_words);
/* The caller's; NULL: out of memory. */
json_t *sp_ratings_json(const struct sp_ratings *ratings, bool with_words);

/* A cell of CSV: quoted; and with an apostrophe where a spreadsheet would
 * reckon. */
void sp_events_cell(FILE *out, struct sp_str s);

#endif
