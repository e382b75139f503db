/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/share.h - where templates, static files and the schema lie. */
#ifndef SP_SHARE_H
#define SP_SHARE_H

#include "lib/arena.h"
#include "lib/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The folder given with --share, when it is not empty; when the program lies in
 * a build tree (beside its Makefile), that tree's share folder or, before it is
 * made, the source tree; else the installed place.  Does not depend on the
 * working folder.  *out ends with a NUL and is not looked into.  SP_E_IO a
 * given folder is not there. */
SP_NODISCARD enum sp_status sp_share_dir(struct sp_arena *arena,
                                         struct sp_str given,
                                         struct sp_str *out,
                                         struct sp_err *err);

#ifdef __cplusplus
}
#endif
#endif
