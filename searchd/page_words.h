/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_words.h - values of the index as a person reads them.  Pure
 * functions; what they do not understand they give back as it is.  A result
 * lives in the arena, or is a constant, or is the argument itself. */
#ifndef SP_PAGE_WORDS_H
#define SP_PAGE_WORDS_H

#include "lib/arena.h"
#include "lib/doc.h"
#include "lib/when.h"

/* "8:45am", "5pm", "midday", "midnight" of "08:45", "17:00", "12:00",
 * "00:00". */
struct sp_str sp_words_time(struct sp_arena *arena, struct sp_str clock);
/* "22 November 2026": the day that the site's clock shows. */
struct sp_str sp_words_day(struct sp_arena *arena, sp_instant at);
/* Opening hours as a contact writes them: "Mon-Fri 08:45-17:15; Sat
 * 09:00-12:00" gives "Monday to Friday, 8:45am to 5:15pm; Saturday, 9am to
 * midday"; "always" gives "24 hours a day, every day". */
struct sp_str sp_words_hours(struct sp_arena *arena, struct sp_str hours);
/* "2026-12-24 12:00-17:15; 2026-12-25" gives "24 December 2026, midday to
 * 5:15pm; 25 December 2026".  One moment, "2027-01-09 12:00", too. */
struct sp_str sp_words_dates(struct sp_arena *arena, struct sp_str dates);
/* "en; pl" gives "English, Polish". */
struct sp_str sp_words_languages(struct sp_arena *arena, struct sp_str codes);
/* A list with semicolons as a list with commas. */
struct sp_str sp_words_list(struct sp_arena *arena, struct sp_str list);
/* "From 21 December 2026 until midday on 9 January 2027" of two dates as
 * written; either may be empty. */
struct sp_str sp_words_period(struct sp_arena *arena, struct sp_str from,
                              struct sp_str until);
/* "1,234" */
struct sp_str sp_words_number(struct sp_arena *arena, uint64_t n);

/* "Guide", "Questions and answers": what this site calls one; static. */
const char *sp_words_type(enum sp_doc_type type, enum sp_audience site);
/* The same of a type's name, as a facet has it; the name when it is none. */
struct sp_str sp_words_type_name(struct sp_str name, enum sp_audience site);
/* "Council team" of a contact's kind; empty when there is no such kind. */
struct sp_str sp_words_contact_kind(struct sp_str kind);

#endif
