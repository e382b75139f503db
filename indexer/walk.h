/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/walk.h - what lies in the content folder, and its bytes.
 *
 * Nothing outside the folder is ever opened: each step is an openat() that
 * follows no symbolic link, and a link in the tree is reported, not followed.
 * Names that start with a dot are passed over. */
#ifndef SP_WALK_H
#define SP_WALK_H

#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/error.h"

/* A path below the folder: with its prefix it stays below SP_META_KEY_MAX. */
#define SP_WALK_PATH_MAX 190
#define SP_WALK_DEPTH_MAX 16
#define SP_WALK_FILES_MAX 2000000

enum sp_walk_fault {
  SP_WALK_GOOD,      /* a regular file with a usable name */
  SP_WALK_SYMLINK,   /* a symbolic link, wherever it leads */
  SP_WALK_SPECIAL,   /* a pipe, a socket, a device */
  SP_WALK_BAD_NAME,  /* not UTF-8, or control characters in it */
  SP_WALK_LONG_NAME, /* longer than SP_WALK_PATH_MAX */
  SP_WALK_TOO_DEEP   /* a folder below SP_WALK_DEPTH_MAX others */
};

struct sp_walk_file {
  struct sp_str path; /* below the folder, "waste/a.md"; ended by a NUL */
  enum sp_walk_fault fault;
};

/* Zero it to begin; end it with sp_walk_release() in any case. */
struct sp_walk {
  int root; /* descriptor of the folder */
  bool open;
  struct sp_arena arena;     /* owns the paths */
  struct sp_walk_file *file; /* by path, bytewise; owned */
  size_t files, cap;
  int parent; /* folder of the file read last, and its path */
  struct sp_str parent_path;
};

/* List the folder, whose name is borrowed for the call only.  A folder in it
 * that goes away meanwhile is passed over.  SP_E_NOTFOUND it does not exist;
 * SP_E_IO it, or a folder in it, cannot be read (the message names it);
 * SP_E_LIMIT more than SP_WALK_FILES_MAX files; SP_E_NOMEM. */
SP_NODISCARD enum sp_status
sp_walk_start(struct sp_walk *walk, const char *folder, struct sp_err *err);
/* Frees the list and the paths in it. */
void sp_walk_release(struct sp_walk *walk);

/* Put the bytes of one of the walk's files at the end of out.  The message is
 * a sentence for the author, without the path.  SP_E_NOTFOUND it has gone
 * meanwhile; SP_E_DATA it is no longer a regular file; SP_E_TOOBIG more than
 * max bytes; SP_E_IO it cannot be read. */
SP_NODISCARD enum sp_status sp_walk_read(struct sp_walk *walk,
                                         const struct sp_walk_file *file,
                                         size_t max, struct sp_buf *out,
                                         struct sp_err *err);

#endif
