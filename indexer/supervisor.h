/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/supervisor.h - what sd_notify(3) says to a supervisor such as
 * systemd, where there is one: $NOTIFY_SOCKET. */
#ifndef SP_SUPERVISOR_H
#define SP_SUPERVISOR_H

#include "lib/base.h"

/* Say it: "READY=1", "STATUS=...", "WATCHDOG=1", "STOPPING=1", several by line.
 * Where nobody listens nothing happens. */
void sp_supervisor_say(const char *state);
/* How often "WATCHDOG=1" is expected at the latest, in milliseconds, halved to
 * be safe; 0: never. */
int64_t sp_supervisor_every(void);

#endif
