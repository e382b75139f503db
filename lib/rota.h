/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/rota.h - on-call.csv: which post answers for a contact, and when.
 *
 *   contact,from,until,post,phone
 *   duty-team-leader,2026-11-02,2026-11-08,Team leader A,07700 900102
 *   duty-team-leader,2026-11-09 08:00,2026-11-16 08:00,Team leader B,…
 *
 * It is for staff alone: what is packed here goes into no public index. */
#ifndef SP_ROTA_H
#define SP_ROTA_H

#include "lib/csv.h"
#include "lib/when.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_duty {
  struct sp_str contact; /* its key in small letters */
  struct sp_str post, phone;
  sp_instant from, until; /* until is the first instant after it */
  unsigned line;
};

/* By contact, then by time; no two of one contact overlap. */
struct sp_rota {
  struct sp_duty *item;
  size_t count;
};

/* Texts live in the arena; dates are of the process's zone: set it before.  An
 * empty date is open.  False when the file is no such table at all: *out is
 * then empty.  E25 with line for an unknown column, a row without contact or
 * post, a phone without a digit, a bad date, an until before its from (such a
 * row is left out), and an overlap (the row that begins first counts, so that
 * it is always plain who is called).  Gaps are allowed: sp_rota_gap() finds
 * them. */
bool sp_rota_read(struct sp_arena *arena, struct sp_str bytes,
                  struct sp_diags *diags, struct sp_rota *out);

/* Does the rota speak of this contact (its key, small letters) at all? */
bool sp_rota_has(const struct sp_rota *rota, struct sp_str contact);
/* Who is on call at `at`; NULL: nobody.  *until is when that changes next,
 * SP_ALWAYS_UNTIL for never. */
const struct sp_duty *sp_rota_at(const struct sp_rota *rota,
                                 struct sp_str contact, sp_instant at,
                                 sp_instant *until);
/* The first time from `at` on, and before the same time of day `days` days
 * later, when nobody is on call; cut to that window.  False: there is none, or
 * the rota does not speak of the contact. */
bool sp_rota_gap(const struct sp_rota *rota, struct sp_str contact,
                 sp_instant at, int days, sp_instant *from, sp_instant *until);

void sp_rota_pack(struct sp_buf *out, const struct sp_rota *rota);
/* False when the bytes are broken; texts are borrowed from them. */
bool sp_rota_unpack(struct sp_arena *arena, struct sp_unpack *in,
                    struct sp_rota *out);

#ifdef __cplusplus
}
#endif
#endif
