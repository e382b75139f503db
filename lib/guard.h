/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/guard.h - conditions on blocks, sections and choices: a closed list. */
#ifndef SP_GUARD_H
#define SP_GUARD_H

#include "lib/arena.h"
#include "lib/pack.h"
#include "lib/when.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sp_guard_kind {
  SP_GUARD_NONE,
  SP_GUARD_STAFF,
  SP_GUARD_PUBLIC,
  SP_GUARD_LEVEL,        /* number or above */
  SP_GUARD_OFFICE_HOURS, /* the site's */
  SP_GUARD_OUT_OF_HOURS,
  SP_GUARD_AREA,    /* text: the area as written */
  SP_GUARD_CHANNEL, /* text: phone, webchat, email, face to face, online */
  SP_GUARD_DATE,    /* from and until, either may be open */
  SP_GUARD_IF       /* text X, value Y */
};

struct sp_guard {
  enum sp_guard_kind kind;
  bool negated; /* the ELSE of such a guard */
  unsigned number;
  struct sp_str text, value;
  struct sp_civil from, until; /* year 0: open */
};

/* Parse `level 2`, `out of hours`, `from 2026-04-01 until 2026-05-01`, ... in
 * any case, one final full stop allowed.  False: not on the list; *why is then
 * a sentence for the author (static). */
bool sp_guard_parse(struct sp_arena *arena, struct sp_str s,
                    struct sp_guard *out, const char **why);
/* The guard as a person reads it: "Out of hours", "Northmarsh only". */
struct sp_str sp_guard_label(struct sp_arena *arena,
                             const struct sp_guard *guard);

/* Is it a matter of level or time alone, so that who may see what is under it
 * is told by a window of levels and instants and needs no words? */
bool sp_guard_is_window(const struct sp_guard *guard);

/* Does text under this guard belong to staff alone, so that it never reaches
 * a public index?  staff, level, and the channels of staff. */
bool sp_guard_is_staff(const struct sp_guard *guard);
/* Does text under this guard belong to the public alone? */
bool sp_guard_is_public_only(const struct sp_guard *guard);

#ifdef __cplusplus
}
#endif
#endif
