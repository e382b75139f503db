/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/limit.h - how often one visitor may send something.
 *
 * In memory alone, and of a fixed size: who it was is a hash under a secret of
 * this process, with the times of what was let pass last.  Where more visitors
 * come at once than there is room for, the one who has been quiet longest is
 * forgotten. */
#ifndef SP_LIMIT_H
#define SP_LIMIT_H

#include "lib/base.h"

#define SP_LIMIT_TIMES 10   /* that many ... */
#define SP_LIMIT_SECONDS 60 /* ... within so many seconds */
#define SP_LIMIT_VISITORS 4096

struct sp_limit; /* shared by threads */

/* The caller ends it with sp_limit_free().  NULL: out of memory. */
struct sp_limit *sp_limit_new(void);
void sp_limit_free(struct sp_limit *limit); /* NULL is fine */

/* May this visitor (bytes that tell one from others) do it once more at `now`,
 * in seconds of a clock that never goes back?  0: yes, and it is counted; else
 * the seconds until there is room again, 1 to SP_LIMIT_SECONDS, and it is not
 * counted. */
unsigned sp_limit_take(struct sp_limit *limit, struct sp_str visitor,
                       int64_t now);
/* The same now. */
unsigned sp_limit_take_now(struct sp_limit *limit, struct sp_str visitor);

#endif
