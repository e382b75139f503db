/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/events_command.h - `signpost-searchd events`: what was not found, for
 * a co-ordinator. */
#ifndef SP_EVENTS_COMMAND_H
#define SP_EVENTS_COMMAND_H

#include "lib/arena.h"
#include "lib/error.h"

#include <stdio.h>

/* argv[0] is the word "events".  SP_E_USAGE an option or value that is none;
 * SP_E_NOTFOUND there is no such folder; else as sp_events_list(). */
SP_NODISCARD enum sp_status sp_events_command(int argc, char **argv,
                                              struct sp_arena *arena, FILE *out,
                                              struct sp_err *err);

#endif
