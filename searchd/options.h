/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/options.h - the command line. */
#ifndef SP_OPTIONS_H
#define SP_OPTIONS_H

#include "searchd/settings.h"

#include <stdio.h>

struct sp_options {
  struct sp_settings settings; /* of the file, overridden by options */
  struct sp_str at;            /* --at; empty: the clock */
  bool help, version;          /* then nothing else counts */
  int verbosity;               /* -1 quiet, 0, 1 verbose */
};

/* Read argv and the file that --config names.  SP_E_USAGE; what
 * sp_settings_read() gives.  argv may be reordered. */
SP_NODISCARD enum sp_status sp_options_read(int argc, char **argv,
                                            struct sp_arena *arena,
                                            struct sp_options *out,
                                            struct sp_err *err);
void sp_options_help(FILE *out);

#endif
