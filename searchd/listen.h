/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/listen.h - a socket that waits for connections. */
#ifndef SP_LISTEN_H
#define SP_LISTEN_H

#include "searchd/settings.h"

/* Open, bind and listen; the caller closes *fd.  *shown is the address as it
 * came to be ("127.0.0.1:43121" when port 0 was asked for), in the arena.  With
 * loopback_only whatever a name leads to must be a loopback address.  A Unix
 * socket that nobody listens on any more is replaced; its mode is 0660.
 * SP_E_USAGE no such address, or not loopback; SP_E_IO it cannot be had. */
SP_NODISCARD enum sp_status sp_listen(const struct sp_endpoint *endpoint,
                                      bool loopback_only,
                                      struct sp_arena *arena, int *fd,
                                      struct sp_str *shown, struct sp_err *err);

#endif
