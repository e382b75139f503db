/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/static_read.h - a folder of files into memory. */
#ifndef SP_STATIC_READ_H
#define SP_STATIC_READ_H

#include "lib/arena.h"
#include "lib/error.h"

struct sp_file_bytes {
  struct sp_str name; /* below the folder */
  struct sp_str bytes;
};

struct sp_file_list {
  struct sp_file_bytes *item;
  size_t count, cap;
};

/* Every regular file below `dir`, but what begins with a dot; links are not
 * followed.  No folder: an empty list.  Everything lives in the arena.
 * SP_E_IO; SP_E_LIMIT more or larger files than static.h allows. */
SP_NODISCARD enum sp_status sp_files_read(struct sp_arena *arena,
                                          const char *dir,
                                          struct sp_file_list *out,
                                          struct sp_err *err);
/* One file.  SP_E_NOTFOUND; SP_E_IO; SP_E_TOOBIG larger than max. */
SP_NODISCARD enum sp_status sp_file_read(struct sp_arena *arena,
                                         const char *path, size_t max,
                                         struct sp_str *out,
                                         struct sp_err *err);

#endif
