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

/* Read argv and the file that --config names.  argv may be reordered; texts of
 * *out live in the arena or in argv.  SP_E_USAGE an option or a value that is
 * none; else as sp_settings_read(). */
SP_NODISCARD enum sp_status sp_options_read(int argc, char **argv,
                                            struct sp_arena *arena,
                                            struct sp_options *out,
                                            struct sp_err *err);
/* What --help prints. */
void sp_options_help(FILE *out);

#endif
