/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/watch_parts.h"

/* A burst of changes is one batch: it ends when it is quiet, or has lasted. */
#define QUIET_MS 200
#define BATCH_MS 1000
/* A file that may be half written gets more time; so does a folder that has
 * just come back, since a copy takes a while and is no deletion of the rest. */
#define PATIENT_QUIET_MS 2000
#define PATIENT_BATCH_MS 20000
#define LOOK_MS 1000
#define LOOK_POLLING_MS 3000

void
sp_watch_notice(struct sp_watch *w, enum sp_noticed noticed)
{
  if (noticed == SP_NOTICED_NOTHING)
    return;
  w->last = sp_watch_ms();
  if (w->first == SP_WATCH_NEVER)
    w->first = w->last;
  if (noticed == SP_NOTICED_CHANGE && !w->sure) {
    w->sure = true;
    /* A batch of half-written files may have lasted long already. */
    w->first = w->last;
  }
}

/* When the batch is to be published. */
int64_t
sp_watch_batch_due(const struct sp_watch *w)
{
  bool patient = w->patient || !w->sure;

  if (w->first == SP_WATCH_NEVER)
    return SP_WATCH_NEVER;
  return sp_watch_sooner(w->last + (patient ? PATIENT_QUIET_MS : QUIET_MS),
                         w->first + (patient ? PATIENT_BATCH_MS : BATCH_MS));
}

void
sp_watch_say_polling(struct sp_watch *w)
{
  w->state.polling = w->notice.polling;
  if (w->notice.polling && !w->was_polling)
    sp_watch_say(&w->state, true,
                 "the system gives no more watches (see"
                 " fs.inotify.max_user_watches): looking at all files every"
                 " %d seconds instead",
                 LOOK_POLLING_MS / 1000);
  else if (!w->notice.polling && w->was_polling)
    sp_watch_say(&w->state, true, "every folder is watched again");
  w->was_polling = w->notice.polling;
}

/* The folder has gone, which does not mean that every page is to go. */
void
sp_watch_lose_content(struct sp_watch *w)
{
  w->state.reachable = false;
  w->state.phase = SP_WATCH_WAITING;
  w->first = SP_WATCH_NEVER;
  w->sure = false;
  /* Also when it comes back as it was: a mount that hiccuped, a parent renamed
   * to and fro. */
  w->notice.device = w->notice.inode = 0;
  if (!w->was_gone)
    sp_watch_say(&w->state, true,
                 "the folder %s has gone; what was published stays until it is"
                 " back",
                 w->options.content);
  w->was_gone = true;
}

void
sp_watch_find_content(struct sp_watch *w)
{
  w->state.reachable = true;
  w->state.phase = SP_WATCH_IDLE;
  w->was_gone = false;
  w->patient = true;
  sp_watch_say(&w->state, true, "the folder %s is back", w->options.content);
  sp_watch_notice(w, SP_NOTICED_CHANGE);
}

/* Watch the tree as it is now.  False when there is none. */
bool
sp_watch_sync(struct sp_watch *w, struct sp_err *err)
{
  enum sp_status status = sp_notice_sync(&w->notice, err);

  if (status == SP_E_NOTFOUND)
    return false;
  sp_watch_say_polling(w);
  return true;
}

void
sp_watch_follow(struct sp_watch *w)
{
  uint64_t device = w->notice.device, inode = w->notice.inode;
  struct sp_err err;

  if (!w->notice.moved)
    return;
  if (!sp_watch_sync(w, &err)) {
    sp_watch_lose_content(w);
    return;
  }
  if (w->was_gone)
    sp_watch_find_content(w);
  else if (device != w->notice.device || inode != w->notice.inode)
    w->patient = true;
}

void
sp_watch_look(struct sp_watch *w)
{
  bool there;
  enum sp_noticed noticed = sp_notice_look(&w->notice, &there);

  w->look = sp_watch_ms() + (w->notice.polling ? LOOK_POLLING_MS : LOOK_MS);
  if (!there)
    sp_watch_lose_content(w);
  else
    sp_watch_notice(w, noticed);
}
