/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/redirect.h - where a page went that is no longer at its address. */
#ifndef SP_REDIRECT_H
#define SP_REDIRECT_H

#include "lib/index.h"

/* The id that took the place of `old`.  SP_E_NOTFOUND none did, or one that
 * the viewer may not know of; else as sp_reader_meta(). */
SP_NODISCARD enum sp_status
sp_find_redirect(struct sp_reader *reader, struct sp_arena *arena,
                 const struct sp_viewer *viewer, struct sp_str old,
                 struct sp_str *out, struct sp_err *err);

#endif
