/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/notice.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/walk.h"

#define EVENTS                                                                 \
  (IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_DELETE | IN_MOVED_FROM |        \
   IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)
#define PATH_BYTES 4096
#define READ_BYTES ((size_t)64 * 1024)
/* So that one who writes without an end cannot keep us. */
#define READS_MAX 64

struct sp_notice_mark {
  int wd;
  unsigned round;
};

/* ---- which folders are watched ---- */

/* Their place in the list, which is in order, or where it would be. */
static size_t
place_of(const struct sp_notice *notice, int wd)
{
  size_t low = 0, high = notice->marks;

  while (low < high) {
    size_t mid = low + (high - low) / 2;

    if (notice->mark[mid].wd < wd)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static bool
make_room(struct sp_notice *notice)
{
  size_t cap = notice->cap ? notice->cap * 2 : 64;
  struct sp_notice_mark *grown;

  if (notice->marks < notice->cap)
    return true;
  grown = reallocarray(notice->mark, cap, sizeof(*grown));
  if (!grown)
    return false;
  notice->mark = grown;
  notice->cap = cap;
  return true;
}

/* New descriptors are larger than all before, so this is rarely a move. */
static bool
keep_mark(struct sp_notice *notice, int wd)
{
  size_t at = place_of(notice, wd);

  if (at < notice->marks && notice->mark[at].wd == wd) {
    notice->mark[at].round = notice->round;
    return true;
  }
  if (!make_room(notice))
    return false;
  memmove(&notice->mark[at + 1], &notice->mark[at],
          (notice->marks - at) * sizeof(*notice->mark));
  notice->mark[at] = (struct sp_notice_mark){wd, notice->round};
  notice->marks++;
  return true;
}

static void
drop_old_marks(struct sp_notice *notice)
{
  size_t kept = 0;

  for (size_t i = 0; i < notice->marks; i++)
    if (notice->mark[i].round == notice->round)
      notice->mark[kept++] = notice->mark[i];
    else
      (void)inotify_rm_watch(notice->fd, notice->mark[i].wd);
  notice->marks = kept;
}

/* ---- the pass over the tree ---- */

struct pass {
  struct sp_notice *notice;
  bool watch;   /* add watches; else only sum up */
  bool lacking; /* a folder is not watched */
  bool out_of_memory;
  size_t watched;
  uint64_t sum;
  char path[PATH_BYTES];
};

static void
watch_folder(struct pass *pass, bool is_root)
{
  struct sp_notice *notice = pass->notice;
  uint32_t mask = EVENTS | IN_ONLYDIR | (is_root ? 0 : IN_DONT_FOLLOW);
  int wd = -1;

  if (notice->fd >= 0 &&
      (notice->watches_max == 0 || pass->watched < notice->watches_max)) {
    wd = inotify_add_watch(notice->fd, pass->path, mask);
    /* One that has gone meanwhile needs none. */
    if (wd < 0 && errno != ENOSPC && errno != ENOMEM)
      return;
  }
  pass->lacking = pass->lacking || wd < 0;
  pass->watched += wd >= 0;
  if (wd >= 0 && !keep_mark(notice, wd))
    pass->out_of_memory = true;
}

static uint64_t
mix(uint64_t sum, uint64_t n)
{
  sum = (sum ^ n) * 0x9E3779B97F4A7C15u;
  return sum ^ (sum >> 29);
}

/* The order of names does not matter, so the sum is one. */
static void
sum_up(struct pass *pass, const char *name, const struct stat *st)
{
  uint64_t sum = 0;

  for (const char *c = name; *c; c++)
    sum = mix(sum, (unsigned char)*c);
  sum = mix(sum, st->st_ino);
  sum = mix(sum, st->st_mode);
  sum = mix(sum, (uint64_t)st->st_size);
  sum = mix(sum, (uint64_t)st->st_mtim.tv_sec);
  sum = mix(sum, (uint64_t)st->st_mtim.tv_nsec);
  sum = mix(sum, (uint64_t)st->st_ctim.tv_sec);
  pass->sum += mix(sum, (uint64_t)st->st_ctim.tv_nsec);
}

static void pass_folder(struct pass *pass, int fd, size_t len, unsigned depth);

static void
pass_entry(struct pass *pass, int dir, const struct dirent *entry, size_t len,
           unsigned depth)
{
  bool need = !pass->watch || pass->lacking || entry->d_type == DT_UNKNOWN;
  bool is_folder = entry->d_type == DT_DIR;
  struct stat st;
  int more, fd;

  if (entry->d_name[0] == '.' || (!need && !is_folder))
    return;
  if (need) {
    if (fstatat(dir, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
      return;
    is_folder = S_ISDIR(st.st_mode);
    sum_up(pass, entry->d_name, &st);
  }
  if (!is_folder || depth >= SP_WALK_DEPTH_MAX)
    return;
  more = snprintf(pass->path + len, sizeof(pass->path) - len, "/%s",
                  entry->d_name);
  if (more > 0 && (size_t)more < sizeof(pass->path) - len) {
    fd = openat(dir, entry->d_name,
                O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    pass_folder(pass, fd, len + (size_t)more, depth + 1);
  }
  pass->path[len] = '\0';
}

/* Takes fd over; below 0 when the folder cannot be opened. */
static void
pass_folder(struct pass *pass, int fd, size_t len, unsigned depth)
{
  DIR *dir;
  const struct dirent *entry;

  /* First the watch, then the look: what comes between is told twice. */
  if (pass->watch)
    watch_folder(pass, depth == 0);
  dir = fd < 0 ? NULL : fdopendir(fd);
  if (!dir) {
    if (fd >= 0)
      close(fd);
    return;
  }
  while ((entry = readdir(dir)))
    pass_entry(pass, dirfd(dir), entry, len, depth);
  closedir(dir);
}

/* False when there is no such folder. */
static bool
pass_over(struct pass *pass, struct stat *st)
{
  const char *folder = pass->notice->folder;
  int len = snprintf(pass->path, sizeof(pass->path), "%s", folder);
  int fd;

  if (len <= 0 || (size_t)len >= sizeof(pass->path))
    return false;
  fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0 ? stat(folder, st) < 0 || !S_ISDIR(st->st_mode)
             : fstat(fd, st) < 0) {
    if (fd >= 0)
      close(fd);
    return false;
  }
  pass_folder(pass, fd, (size_t)len, 0);
  return true;
}

/* ---- */

static void
open_once(struct sp_notice *notice)
{
  if (notice->open)
    return;
  notice->open = true;
  notice->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

enum sp_status
sp_notice_sync(struct sp_notice *notice, struct sp_err *err)
{
  struct pass pass = {.notice = notice, .watch = true};
  struct stat st;
  bool there;

  open_once(notice);
  notice->round++;
  notice->moved = false;
  there = pass_over(&pass, &st);
  drop_old_marks(notice);
  if (!there) {
    notice->device = notice->inode = 0;
    return sp_fail(err, SP_E_NOTFOUND, "there is no folder %s", notice->folder);
  }
  notice->device = st.st_dev;
  notice->inode = st.st_ino;
  notice->polling = pass.lacking;
  if (pass.out_of_memory)
    return sp_fail(err, SP_E_NOMEM, "out of memory watching folders");
  if (notice->polling) {
    /* The sum begins only where the first watch was lacking. */
    struct pass whole = {.notice = notice};

    if (pass_over(&whole, &st))
      notice->seen = whole.sum;
  }
  return SP_OK;
}

void
sp_notice_close(struct sp_notice *notice)
{
  if (notice->open && notice->fd >= 0)
    close(notice->fd);
  notice->open = false;
  notice->fd = -1;
  free(notice->mark);
  notice->mark = NULL;
  notice->marks = notice->cap = 0;
}

static enum sp_noticed
more_of(enum sp_noticed a, enum sp_noticed b)
{
  return a > b ? a : b;
}

static enum sp_noticed
take_event(struct sp_notice *notice, const struct inotify_event *event,
           const char *name)
{
  if (event->mask &
      (IN_Q_OVERFLOW | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF)) {
    notice->moved = true;
    return SP_NOTICED_CHANGE;
  }
  if (event->mask & IN_IGNORED)
    return SP_NOTICED_NOTHING;
  if (event->len > 0 && name[0] == '.')
    return SP_NOTICED_NOTHING;
  if (event->mask & IN_ISDIR) {
    notice->moved = true;
    return SP_NOTICED_CHANGE;
  }
  return event->mask & ~(uint32_t)(IN_CREATE | IN_MODIFY) ? SP_NOTICED_CHANGE
                                                          : SP_NOTICED_PERHAPS;
}

enum sp_noticed
sp_notice_take(struct sp_notice *notice, const char *bytes, size_t len)
{
  enum sp_noticed noticed = SP_NOTICED_NOTHING;
  struct inotify_event event;

  for (size_t at = 0; at < len; at += sizeof(event) + event.len) {
    if (len - at < sizeof(event))
      break;
    memcpy(&event, bytes + at, sizeof(event));
    if (event.len > len - at - sizeof(event)) {
      /* What cannot be read may be anything. */
      notice->moved = true;
      return SP_NOTICED_CHANGE;
    }
    noticed = more_of(noticed,
                      take_event(notice, &event, bytes + at + sizeof(event)));
  }
  return noticed;
}

enum sp_noticed
sp_notice_read(struct sp_notice *notice)
{
  enum sp_noticed noticed = SP_NOTICED_NOTHING;
  static const struct inotify_event overflow = {.mask = IN_Q_OVERFLOW};
  char *bytes;

  if (notice->fd < 0)
    return noticed;
  bytes = malloc(READ_BYTES);
  for (int i = 0; i < READS_MAX && bytes; i++) {
    ssize_t n = read(notice->fd, bytes, READ_BYTES);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      break;
    noticed = more_of(noticed, sp_notice_take(notice, bytes, (size_t)n));
  }
  if (!bytes)
    noticed = sp_notice_take(notice, (const char *)&overflow, sizeof(overflow));
  free(bytes);
  return noticed;
}

enum sp_noticed
sp_notice_look(struct sp_notice *notice, bool *there)
{
  struct pass pass = {.notice = notice};
  struct stat st;

  *there = stat(notice->folder, &st) == 0 && S_ISDIR(st.st_mode);
  if (!*there)
    return SP_NOTICED_NOTHING;
  if (st.st_dev != notice->device || st.st_ino != notice->inode) {
    notice->moved = true;
    return SP_NOTICED_CHANGE;
  }
  if (!notice->polling || !pass_over(&pass, &st) || pass.sum == notice->seen)
    return SP_NOTICED_NOTHING;
  notice->seen = pass.sum;
  notice->moved = true;
  return SP_NOTICED_CHANGE;
}
