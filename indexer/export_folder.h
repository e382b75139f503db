/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/export_folder.h - the folder of a copy: written beside its place
 * under another name and put there whole, so that whoever looks meets the old
 * copy or the new one. */
#ifndef SP_EXPORT_FOLDER_H
#define SP_EXPORT_FOLDER_H

#include "lib/arena.h"
#include "lib/error.h"

/* By this file a copy is known; whatever lacks it is never replaced. */
#define SP_EXPORT_MARK "signpost-copy.txt"

/* Zero it to begin; texts live in the arena. */
struct sp_export_folder {
  const char *out, *made, *old; /* OUT, OUT.new, OUT.old */
  int fd;                       /* of OUT.new */
  int lock;                     /* its mark, locked */
  bool is_open;
};

/* SP_E_LOCKED another run is writing; SP_E_IO, also when what stands at `out`,
 * or beside it under a name that is needed, is neither an earlier copy nor
 * empty. */
SP_NODISCARD enum sp_status sp_export_folder_open(struct sp_export_folder *f,
                                                  struct sp_arena *arena,
                                                  const char *out,
                                                  struct sp_err *err);
/* Write a file below it; folders are made as needed.  `name` is relative and
 * has no "..": what it is made from was checked (export_links.h).  SP_E_IO. */
SP_NODISCARD enum sp_status sp_export_folder_put(struct sp_export_folder *f,
                                                 const char *name,
                                                 struct sp_str bytes,
                                                 struct sp_err *err);
/* Everything is on the disk, then in its place.  SP_E_IO: the old copy is
 * where it was, or under OUT.old, which the message says. */
SP_NODISCARD enum sp_status sp_export_folder_finish(struct sp_export_folder *f,
                                                    struct sp_err *err);
/* Whatever was not finished goes. */
void sp_export_folder_close(struct sp_export_folder *f);

#endif
