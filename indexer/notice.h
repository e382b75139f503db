/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/notice.h - notices that something in the content folder changes,
 * with inotify(7); where the system gives no more watches, by looking at the
 * names and times of all files now and then.
 *
 * It tells that there is something to do, not what: an update looks at every
 * file itself.  Names that start with a dot are passed over, and symbolic links
 * are not followed, as in walk.h. */
#ifndef SP_NOTICE_H
#define SP_NOTICE_H

#include "lib/error.h"

enum sp_noticed {
  SP_NOTICED_NOTHING,
  SP_NOTICED_PERHAPS, /* a file may be half written */
  SP_NOTICED_CHANGE
};

struct sp_notice_mark; /* a folder that is watched */

/* Zero it and set what stands first; end it with sp_notice_close(). */
struct sp_notice {
  const char *folder; /* borrowed; may be a symbolic link to one */
  size_t watches_max; /* take no more than these; 0: what the system gives */

  bool open;
  int fd;       /* to be polled for input; -1: the system gives none */
  bool polling; /* not every folder is watched: sp_notice_look() must do */
  bool moved;   /* folders came or went: sp_notice_sync() is due */
  uint64_t device, inode;      /* of the folder that is watched */
  struct sp_notice_mark *mark; /* by descriptor; owned */
  size_t marks, cap;
  unsigned round; /* of sp_notice_sync() */
  uint64_t seen;  /* of polling: a sum over all files */
};

/* Watch each folder as the tree is now, and only those; call it before each
 * update, so that what comes after that update's walk is noticed.
 * SP_E_NOTFOUND there is no such folder, and nothing is watched; SP_E_NOMEM.
 * A lack of watches is no error: then `polling` is set. */
SP_NODISCARD enum sp_status sp_notice_sync(struct sp_notice *notice,
                                           struct sp_err *err);
void sp_notice_close(struct sp_notice *notice);

/* Take what the system has to tell; never waits. */
enum sp_noticed sp_notice_read(struct sp_notice *notice);
/* The same of these bytes, as read(2) gives them. */
enum sp_noticed sp_notice_take(struct sp_notice *notice, const char *bytes,
                               size_t len);
/* Every few seconds: is the folder still there (else *there is false), is it
 * the one that is watched, and, when polling, is anything in it new? */
enum sp_noticed sp_notice_look(struct sp_notice *notice, bool *there);

#endif
