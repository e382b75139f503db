/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/current.h - DIR/current, the link that says which folder DIR/gen-N is
 * the live index. */
#ifndef SP_CURRENT_H
#define SP_CURRENT_H

#include "lib/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A folder's name with room for "gen-", 18 digits and a NUL. */
#define SP_CURRENT_NAME_MAX 24

/* Is this "gen-7" and nothing else: no sign, no leading zero, at most 18
 * digits? */
bool sp_current_parse(struct sp_str name, uint64_t *n);
/* Read the link of folder `dir`; whether anything lies where it leads is not
 * asked.  SP_E_NOTFOUND there is no link; SP_E_CORRUPT it is no link, or leads
 * elsewhere than to a gen-N beside it; SP_E_IO. */
SP_NODISCARD enum sp_status sp_current_read(const char *dir, uint64_t *n,
                                            struct sp_err *err);

#ifdef __cplusplus
}
#endif
#endif
