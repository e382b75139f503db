/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/scrub.h - personal data taken out of what somebody typed.
 *
 * Each thing that is found becomes a marker: [email], [link], [ni number],
 * [postcode], [vehicle], [date], [phone], [nhs number], [card], [account],
 * [number], [reference].
 *
 * Found are: e-mail addresses (also "at gmail dot com"), addresses of the web
 * that have a scheme, "www." or parameters, National Insurance and NHS
 * numbers, full postcodes, vehicle registrations, dates with a year, phone,
 * card, account and other numbers; written together, apart, with dots,
 * dashes or brackets, in full-width, Arabic or other digits, with invisible
 * characters between them, or as words ("oh seven seven double oh ...").
 *
 * In doubt it removes.  So these go too: six digits or more in a row, with
 * whatever stands between them (planning references, amounts without a pound
 * sign, public helplines such as 116 123); a word of letters and at least five
 * digits (EN13432); a date of a meeting; "e10 5lt", which is a postcode.  These
 * stay: up to five digits, years (2025/26, 2024 2025), amounts with a pound
 * sign or in thousands with commas, times, the first half of a postcode.
 *
 * Names of persons and of streets are words like any other: no function can
 * tell them from a service's.  Registrations of the forms A12 BCD and ABC 12D
 * written apart look like a road and a word, and stay.  What protects such text
 * is that nobody is shown it before it was asked on several occasions, and that
 * the rest is deleted in days (searchd/events.h). */
#ifndef SP_SCRUB_H
#define SP_SCRUB_H

#include "lib/arena.h"
#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Most bytes of text, before and after.  Longer text is cut between words, well
 * before the limit, so that nothing is half there. */
#define SP_SCRUB_MAX ((size_t)4 * 1024)

/* The text without personal data, in the arena: valid UTF-8 without control
 * characters and without those that show nothing, whatever was given; at most
 * SP_SCRUB_MAX bytes.  Text in which nothing is found stays as it is. Scrubbing
 * it once more changes nothing. */
struct sp_str sp_scrub(struct sp_arena *arena, struct sp_str text);

#ifdef __cplusplus
}
#endif
#endif
