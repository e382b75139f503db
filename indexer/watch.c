/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "indexer/build.h"
#include "indexer/control.h"
#include "indexer/notice.h"
#include "indexer/supervisor.h"
#include "indexer/watch_state.h"

/* A burst of changes is one batch: it ends when it is quiet, or has lasted. */
#define QUIET_MS 200
#define BATCH_MS 1000
/* A file that may be half written gets more time; so does a folder that has
 * just come back, since a copy takes a while and is no deletion of the rest. */
#define PATIENT_QUIET_MS 2000
#define PATIENT_BATCH_MS 20000
#define LOOK_MS 1000
#define LOOK_POLLING_MS 3000
#define RETRY_MAX_S 60
/* A coarse clock may still show the second before. */
#define CLOCK_SLACK_NS 20000000
#define NEVER INT64_MAX
#define PATH_BYTES 4096

struct watch {
  struct sp_options options; /* as given, with the moved clock */
  char at[64];               /* of --at */
  struct sp_lock lock;
  struct sp_notice notice;
  struct sp_control *control; /* NULL: none */
  struct sp_watch_state state;
  struct sp_errand errand;
  int64_t begun; /* the errand */
  int signals, timer;
  bool stopping;
  uint32_t stopped_by; /* a signal */
  bool was_polling, was_gone;

  /* Of the batch that gathers; NEVER: there is none. */
  int64_t first, last;
  bool sure;    /* not only half-written files */
  bool patient; /* the folder has just come back */
  bool now;     /* run at once */

  int64_t look, retry, watchdog; /* when due, monotonic milliseconds */
  unsigned tries;                /* that failed, one after another */
};

static int64_t
now_ms(void)
{
  struct timespec ts;

  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int64_t
sooner(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

/* ---- what is noticed ---- */

static void
notice(struct watch *w, enum sp_noticed noticed)
{
  if (noticed == SP_NOTICED_NOTHING)
    return;
  w->last = now_ms();
  if (w->first == NEVER)
    w->first = w->last;
  if (noticed == SP_NOTICED_CHANGE && !w->sure) {
    w->sure = true;
    /* A batch of half-written files may have lasted long already. */
    w->first = w->last;
  }
}

/* When the batch is to be published. */
static int64_t
batch_due(const struct watch *w)
{
  bool patient = w->patient || !w->sure;

  if (w->first == NEVER)
    return NEVER;
  return sooner(w->last + (patient ? PATIENT_QUIET_MS : QUIET_MS),
                w->first + (patient ? PATIENT_BATCH_MS : BATCH_MS));
}

static void
say_polling(struct watch *w)
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
static void
lose_content(struct watch *w)
{
  w->state.reachable = false;
  w->state.phase = SP_WATCH_WAITING;
  w->first = NEVER;
  w->sure = false;
  if (!w->was_gone)
    sp_watch_say(&w->state, true,
                 "the folder %s has gone; what was published stays until it is"
                 " back",
                 w->options.content);
  w->was_gone = true;
}

static void
find_content(struct watch *w)
{
  w->state.reachable = true;
  w->state.phase = SP_WATCH_IDLE;
  w->was_gone = false;
  w->patient = true;
  sp_watch_say(&w->state, true, "the folder %s is back", w->options.content);
  notice(w, SP_NOTICED_CHANGE);
}

/* Watch the tree as it is now.  False when there is none. */
static bool
sync_notice(struct watch *w, struct sp_err *err)
{
  enum sp_status status = sp_notice_sync(&w->notice, err);

  if (status == SP_E_NOTFOUND)
    return false;
  say_polling(w);
  return true;
}

static void
follow_folders(struct watch *w)
{
  uint64_t device = w->notice.device, inode = w->notice.inode;
  struct sp_err err;

  if (!w->notice.moved)
    return;
  if (!sync_notice(w, &err)) {
    lose_content(w);
    return;
  }
  if (w->was_gone)
    find_content(w);
  else if (device != w->notice.device || inode != w->notice.inode)
    w->patient = true;
}

static void
look(struct watch *w)
{
  bool there;
  enum sp_noticed noticed = sp_notice_look(&w->notice, &there);

  w->look = now_ms() + (w->notice.polling ? LOOK_POLLING_MS : LOOK_MS);
  if (!there)
    lose_content(w);
  else
    notice(w, noticed);
}

/* ---- the index folder ---- */

/* The lock is held on a file; it must still be the one in the folder. */
static bool
index_is_there(const struct watch *w)
{
  char path[PATH_BYTES];
  struct stat held, there;
  int len = snprintf(path, sizeof(path), "%s/lock", w->options.index);

  return len > 0 && (size_t)len < sizeof(path) &&
         fstat(w->lock.fd, &held) == 0 && stat(path, &there) == 0 &&
         held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

static enum sp_status
check_index(const struct watch *w, struct sp_err *err)
{
  if (index_is_there(w))
    return SP_OK;
  return sp_fail(err, SP_E_NOTFOUND,
                 "the index folder %s has gone, or is another now",
                 w->options.index);
}

/* ---- the clock ---- */

/* Wake when something begins or ends, or when somebody sets the clock. */
static void
set_timer(const struct watch *w)
{
  struct itimerspec spec = {0};
  sp_instant at = w->state.upshot.next;

  if (w->options.at || !w->state.known)
    return;
  spec.it_value.tv_sec = (time_t)at;
  spec.it_value.tv_nsec = CLOCK_SLACK_NS;
  (void)timerfd_settime(w->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET,
                        &spec, NULL);
}

static void
take_timer(struct watch *w)
{
  uint64_t times;
  ssize_t n = read(w->timer, &times, sizeof(times));

  /* ECANCELED: the clock was set. */
  if (n == (ssize_t)sizeof(times) || errno == ECANCELED) {
    w->now = true;
    set_timer(w);
  }
}

static void
set_clock(void *ctx, struct sp_str at)
{
  struct watch *w = ctx;

  snprintf(w->at, sizeof(w->at), "%.*s", SP_FMT(at));
  w->options.at = w->at;
}

/* ---- runs ---- */

static void
set_retry(struct watch *w, const char *why)
{
  int64_t seconds =
      w->tries < 6 ? sooner((int64_t)1 << w->tries, RETRY_MAX_S) : RETRY_MAX_S;

  w->tries++;
  w->retry = now_ms() + seconds * 1000;
  w->state.phase = SP_WATCH_WAITING;
  sp_watch_state_fail(&w->state, why, seconds);
}

static void
answer(struct watch *w, enum sp_control_ask ask, enum sp_status status,
       struct sp_str json)
{
  if (w->control)
    sp_control_answer(w->control, ask, status, json);
}

static void
begin(struct watch *w, enum sp_control_ask ask)
{
  if (w->control)
    sp_control_begin(w->control, ask);
}

static size_t
waiting(const struct watch *w, enum sp_control_ask ask)
{
  return w->control ? sp_control_waiting(w->control, ask) : 0;
}

static void
answer_updates(struct watch *w, enum sp_status status, const char *why)
{
  struct sp_buf json;

  sp_buf_init(&json, SP_ERRAND_MAX);
  if (status == SP_OK)
    sp_watch_state_json(&w->state, &json);
  else
    sp_buf_puts(&json, why);
  answer(w, SP_CONTROL_UPDATE, status, sp_buf_str(&json));
  answer(w, SP_CONTROL_CLOCK, status, sp_buf_str(&json));
  sp_buf_release(&json);
}

static enum sp_status
start(struct watch *w, enum sp_errand_kind kind, struct sp_err *err)
{
  w->begun = now_ms();
  return sp_errand_start(&w->errand, kind, &w->options, err);
}

static void
start_update(struct watch *w)
{
  struct sp_err err = {0};
  enum sp_status status;

  w->first = w->retry = NEVER;
  w->sure = w->patient = w->now = false;
  begin(w, SP_CONTROL_UPDATE);
  begin(w, SP_CONTROL_CLOCK);
  if (!sync_notice(w, &err)) {
    lose_content(w);
    answer_updates(w, SP_E_NOTFOUND, err.msg);
    return;
  }
  if (w->was_gone)
    find_content(w);
  w->first = NEVER;
  w->sure = w->patient = false;
  status = start(w, SP_ERRAND_UPDATE, &err);
  if (status == SP_OK) {
    w->state.phase = SP_WATCH_UPDATING;
    return;
  }
  set_retry(w, err.msg);
  answer_updates(w, status, err.msg);
}

static void
start_check(struct watch *w)
{
  struct sp_err err = {0};
  enum sp_status status;

  begin(w, SP_CONTROL_CHECK);
  status = start(w, SP_ERRAND_CHECK, &err);
  if (status != SP_OK)
    answer(w, SP_CONTROL_CHECK, status, sp_str(err.msg));
}

/* The folder may have gone while it was read: then that is the reason. */
static void
fail_update(struct watch *w, enum sp_status status, const char *why)
{
  bool there;

  w->state.phase = SP_WATCH_IDLE;
  (void)sp_notice_look(&w->notice, &there);
  if (there)
    set_retry(w, why);
  else
    lose_content(w);
  answer_updates(w, status, why);
}

static void
end_update(struct watch *w, enum sp_status status, struct sp_str said,
           struct sp_err *err)
{
  if (status == SP_OK &&
      !sp_watch_state_take(&w->state, said, now_ms() - w->begun))
    status = sp_fail(err, SP_E_INTERNAL, "a run told nonsense of itself");
  if (status != SP_OK) {
    fail_update(w, status, err->msg);
    return;
  }
  w->tries = 0;
  w->retry = NEVER;
  w->state.phase = w->was_gone ? SP_WATCH_WAITING : SP_WATCH_IDLE;
  set_timer(w);
  answer_updates(w, SP_OK, NULL);
}

static void
end_errand(struct watch *w)
{
  struct sp_err err = {0};
  struct sp_buf said;
  enum sp_status status;

  sp_buf_init(&said, SP_ERRAND_MAX);
  status = sp_errand_end(&w->errand, &said, &err);
  if (w->errand.kind == SP_ERRAND_UPDATE)
    end_update(w, status, sp_buf_str(&said), &err);
  else
    answer(w, SP_CONTROL_CHECK, status,
           status == SP_OK ? sp_buf_str(&said) : sp_str(err.msg));
  sp_buf_release(&said);
}

static void
start_what_is_due(struct watch *w)
{
  int64_t now = now_ms();

  if (w->errand.running || w->stopping)
    return;
  if (waiting(w, SP_CONTROL_UPDATE) + waiting(w, SP_CONTROL_CLOCK) > 0 ||
      w->now || (!w->was_gone && (now >= batch_due(w) || now >= w->retry)))
    start_update(w);
  else if (waiting(w, SP_CONTROL_CHECK) > 0)
    start_check(w);
}

/* ---- the loop ---- */

static void
take_signals(struct watch *w)
{
  struct signalfd_siginfo info;

  while (read(w->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
    if (info.ssi_signo == SIGHUP) {
      w->now = true;
      continue;
    }
    /* Who asks twice will not wait for a commit.  Two ways to ask once are no
     * such haste: Ctrl-C and the script that it ends. */
    if (w->errand.running && w->stopped_by == info.ssi_signo)
      kill(w->errand.twin.pid, SIGKILL);
    else if (!w->stopping)
      sp_supervisor_say("STOPPING=1");
    w->stopping = true;
    w->stopped_by = info.ssi_signo;
  }
}

static int
time_to_wait(const struct watch *w)
{
  int64_t due = w->stopping ? w->watchdog : sooner(w->look, w->watchdog);
  int64_t now = now_ms();

  if (!w->errand.running && !w->was_gone)
    due = sooner(due, sooner(batch_due(w), w->retry));
  due = due <= now ? 0 : sooner(due - now, 60000);
  if (w->control) {
    int timeout = sp_control_timeout(w->control);

    if (timeout >= 0)
      due = sooner(due, timeout);
  }
  return (int)due;
}

static void
wait_for_events(struct watch *w)
{
  struct pollfd fds[] = {
      {.fd = w->signals, .events = POLLIN},
      {.fd = w->timer, .events = POLLIN},
      {.fd = w->notice.fd, .events = POLLIN},
      {.fd = w->errand.running ? w->errand.twin.fd : -1, .events = POLLIN},
      {.fd = w->control ? sp_control_fd(w->control) : -1, .events = POLLIN},
  };

  if (poll(fds, SP_ARRAY_LEN(fds), time_to_wait(w)) < 0)
    return;
  if (fds[0].revents)
    take_signals(w);
  if (fds[1].revents)
    take_timer(w);
  if (fds[2].revents)
    notice(w, sp_notice_read(&w->notice));
  if (fds[3].revents)
    end_errand(w);
  if (w->control)
    sp_control_serve(w->control);
}

static void
keep_alive(struct watch *w)
{
  int64_t every = sp_supervisor_every(), now = now_ms();

  if (every == 0 || now < w->watchdog)
    return;
  sp_supervisor_say("WATCHDOG=1");
  w->watchdog = now + every;
}

static enum sp_status
loop(struct watch *w, struct sp_err *err)
{
  bool ready = false;

  while (!w->stopping || w->errand.running) {
    enum sp_status status;

    wait_for_events(w);
    keep_alive(w);
    if (w->stopping)
      continue;
    if (now_ms() >= w->look) {
      look(w);
      status = check_index(w, err);
      if (status != SP_OK)
        return status;
    }
    follow_folders(w);
    if (!w->errand.running && !index_is_there(w))
      return check_index(w, err);
    start_what_is_due(w);
    if (!ready && w->state.runs > 0) {
      sp_supervisor_say("READY=1");
      ready = true;
    }
  }
  return SP_OK;
}

/* ---- beginning and end ---- */

/* One that whoever started us wants ignored, as nohup(1) does, stays so. */
static void
add_signal(sigset_t *set, int number)
{
  struct sigaction action;

  if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
    sigaddset(set, number);
}

static enum sp_status
open_events(struct watch *w, struct sp_err *err)
{
  sigset_t set;

  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  add_signal(&set, SIGINT);
  add_signal(&set, SIGHUP);
  /* Blocked in the runs too, so that Ctrl-C lets a commit finish. */
  if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
    return sp_fail(err, SP_E_IO, "cannot block signals: %s", strerror(errno));
  signal(SIGPIPE, SIG_IGN);
  w->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  w->timer = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (w->signals < 0 || w->timer < 0)
    return sp_fail(err, SP_E_IO, "cannot wait for signals and times: %s",
                   strerror(errno));
  return SP_OK;
}

static void
show_status(void *ctx, struct sp_buf *out)
{
  const struct watch *w = ctx;

  sp_watch_state_json(&w->state, out);
}

static enum sp_status
open_control(struct watch *w, struct sp_err *err)
{
  const struct sp_control_user user = {.ctx = w,
                                       .clock = w->options.at != NULL,
                                       .status = show_status,
                                       .set_clock = set_clock};
  char path[PATH_BYTES];

  if (w->options.socket)
    return sp_control_open(w->options.socket, &user, &w->control, err);
  snprintf(path, sizeof(path), "%s/control.sock", w->options.index);
  return sp_control_open(path, &user, &w->control, err);
}

static enum sp_status
prepare(struct watch *w, struct sp_err *err)
{
  enum sp_status status = open_events(w, err);

  w->notice.folder = w->options.content;
  /* Watched before the first look at it. */
  if (status == SP_OK)
    status = sp_notice_sync(&w->notice, err);
  if (status == SP_OK)
    status = sp_build_lock(&w->lock, w->options.index, "watch", err);
  if (status == SP_OK)
    status = open_control(w, err);
  return status;
}

static void
release(struct watch *w)
{
  sp_control_close(w->control);
  sp_notice_close(&w->notice);
  sp_watch_state_release(&w->state);
  if (w->signals >= 0)
    close(w->signals);
  if (w->timer >= 0)
    close(w->timer);
  sp_lock_release(&w->lock);
}

enum sp_status
sp_watch_run(const struct sp_options *options, struct sp_err *err)
{
  struct watch w = {.options = *options,
                    .lock = {-1},
                    .signals = -1,
                    .timer = -1,
                    .first = NEVER,
                    .retry = NEVER,
                    .watchdog = NEVER,
                    .now = true};
  enum sp_status status;

  w.state = (struct sp_watch_state){.options = options, .reachable = true};
  w.look = now_ms() + LOOK_MS;
  if (sp_supervisor_every() > 0)
    w.watchdog = now_ms();
  status = prepare(&w, err);
  if (status == SP_OK) {
    say_polling(&w);
    status = loop(&w, err);
  }
  /* What the index folder lacks, a run could not do right. */
  if (w.errand.running) {
    struct sp_buf said;

    sp_buf_init(&said, SP_ERRAND_MAX);
    (void)!sp_errand_end(&w.errand, &said, NULL);
    sp_buf_release(&said);
  }
  release(&w);
  return status;
}
