/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/why.h - why a result stands where it does, in plain words.  Pure
 * functions of a hit that was explained (lib/index.h); texts live in the arena
 * and are not escaped. */
#ifndef SP_WHY_H
#define SP_WHY_H

#include "lib/index.h"

/* Parts of one hit that are read for the sentence. */
#define SP_WHY_PARTS_MAX 64

/* "word", "slip", "synonym": what a part was found as; a constant. */
const char *sp_why_as(enum sp_reason_kind kind);
/* "title", "asked", "heading", "text", "anywhere"; a constant. */
const char *sp_why_field(enum sp_reason_field field);

/* "Its title has ‘missed’ and ‘bin’.  A customer's word ‘dustbin’ stands for
 * ‘bin’.  Pinned first by Waste operations manager: ..."  Never empty. */
struct sp_str sp_why_sentence(struct sp_arena *arena, const struct sp_hit *hit);
/* One part: "‘dustbin’, as ‘bin’, in its title". */
struct sp_str sp_why_part(struct sp_arena *arena,
                          const struct sp_reason *reason);

#endif
