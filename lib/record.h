/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/record.h - what may stand in a record field of a script. */
#ifndef SP_RECORD_H
#define SP_RECORD_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The most characters of one value. */
#define SP_RECORD_MAX_CHARS 500

/* May `value` stand in the field `record` (a KEYED node of `Record`)?  *out is
 * then the value as it is kept: squeezed, a postcode as "WX1 4QH", a phone
 * number as typed, an e-mail as typed, a date as
 * 2026-11-22, a time as 14:05, a number without leading zeros, yes or no, a
 * choice as its author wrote it.  False: *why is a sentence for the advisor
 * (static).  An empty value is refused only where the field is required. */
bool sp_record_check(struct sp_arena *arena, const struct sp_node *record,
                     struct sp_str value, struct sp_str *out, const char **why);

/* Is it a kind whose values are few and tell nothing of the customer, so that
 * they may travel in an address: yes-no and choice? */
bool sp_record_is_closed(const struct sp_node *record);

#ifdef __cplusplus
}
#endif
#endif
