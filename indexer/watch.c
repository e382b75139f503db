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
#include <unistd.h>

#include "indexer/build.h"
#include "indexer/supervisor.h"
#include "indexer/watch_parts.h"

/* A coarse clock may still show the second before. */
#define CLOCK_SLACK_NS 20000000
#define PATH_BYTES 4096

/* ---- the index folder ---- */

/* The lock is held on a file; it must still be the one in the folder. */
static bool
index_is_there(const struct sp_watch *w)
{
  char path[PATH_BYTES];
  struct stat held, there;
  int len = snprintf(path, sizeof(path), "%s/lock", w->options.index);

  return len > 0 && (size_t)len < sizeof(path) &&
         fstat(w->lock.fd, &held) == 0 && stat(path, &there) == 0 &&
         held.st_dev == there.st_dev && held.st_ino == there.st_ino;
}

static enum sp_status
check_index(const struct sp_watch *w, struct sp_err *err)
{
  if (index_is_there(w))
    return SP_OK;
  return sp_fail(err, SP_E_NOTFOUND,
                 "the index folder %s has gone, or is another now",
                 w->options.index);
}

/* ---- the clock ---- */

void
sp_watch_set_timer(const struct sp_watch *w)
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
take_timer(struct sp_watch *w)
{
  uint64_t times;
  ssize_t n = read(w->timer, &times, sizeof(times));

  /* ECANCELED: the clock was set. */
  if (n == (ssize_t)sizeof(times) || errno == ECANCELED) {
    w->now = true;
    sp_watch_set_timer(w);
  }
}

static void
set_clock(void *ctx, struct sp_str at)
{
  struct sp_watch *w = ctx;

  snprintf(w->at, sizeof(w->at), "%.*s", SP_FMT(at));
  w->options.at = w->at;
}

/* ---- the loop ---- */

static void
take_signals(struct sp_watch *w)
{
  struct signalfd_siginfo info;

  while (read(w->signals, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
    if (info.ssi_signo == SIGHUP) {
      w->now = true;
      continue;
    }
    /* Who asks twice will not wait for a commit.  Two ways to ask once are no
     * such haste: Ctrl-C and the script that it ends. */
    if (w->stopped_by == info.ssi_signo)
      sp_errand_stop(&w->update);
    else if (!w->stopping)
      sp_supervisor_say("STOPPING=1");
    sp_errand_stop(&w->check);
    w->stopping = true;
    w->stopped_by = info.ssi_signo;
  }
}

static int
time_to_wait(const struct sp_watch *w)
{
  int64_t due =
      w->stopping ? w->watchdog : sp_watch_sooner(w->look, w->watchdog);
  int64_t now = sp_watch_ms();

  if (w->check.running)
    due = sp_watch_sooner(due, w->check_due);
  if (!w->update.running && !w->was_gone)
    due =
        sp_watch_sooner(due, sp_watch_sooner(sp_watch_batch_due(w), w->retry));
  due = due <= now ? 0 : sp_watch_sooner(due - now, 60000);
  if (w->control) {
    int timeout = sp_control_timeout(w->control);

    if (timeout >= 0)
      due = sp_watch_sooner(due, timeout);
  }
  return (int)due;
}

static void
wait_for_events(struct sp_watch *w)
{
  struct pollfd fds[] = {
      {.fd = w->signals, .events = POLLIN},
      {.fd = w->timer, .events = POLLIN},
      {.fd = w->notice.fd, .events = POLLIN},
      {.fd = w->update.running ? w->update.twin.fd : -1, .events = POLLIN},
      {.fd = w->check.running ? w->check.twin.fd : -1, .events = POLLIN},
      {.fd = w->control ? sp_control_fd(w->control) : -1, .events = POLLIN},
  };

  if (poll(fds, SP_ARRAY_LEN(fds), time_to_wait(w)) < 0)
    return;
  if (fds[0].revents)
    take_signals(w);
  if (fds[1].revents)
    take_timer(w);
  if (fds[2].revents)
    sp_watch_notice(w, sp_notice_read(&w->notice));
  if (fds[3].revents)
    sp_watch_end_update(w);
  if (fds[4].revents)
    sp_watch_end_check(w);
  else
    sp_watch_limit_check(w);
  if (w->control)
    sp_control_serve(w->control);
}

static void
keep_alive(struct sp_watch *w)
{
  int64_t every = sp_supervisor_every(), now = sp_watch_ms();

  if (every == 0 || now < w->watchdog)
    return;
  sp_supervisor_say("WATCHDOG=1");
  w->watchdog = now + every;
}

static enum sp_status
loop(struct sp_watch *w, struct sp_err *err)
{
  bool ready = false;

  while (!w->stopping || w->update.running) {
    enum sp_status status;

    wait_for_events(w);
    keep_alive(w);
    if (w->stopping)
      continue;
    if (sp_watch_ms() >= w->look) {
      sp_watch_look(w);
      status = check_index(w, err);
      if (status != SP_OK)
        return status;
    }
    sp_watch_follow(w);
    if (!w->update.running && !index_is_there(w))
      return check_index(w, err);
    sp_watch_start_due(w);
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
open_events(struct sp_watch *w, struct sp_err *err)
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
  const struct sp_watch *w = ctx;

  sp_watch_state_json(&w->state, out);
}

static enum sp_status
open_control(struct sp_watch *w, struct sp_err *err)
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
prepare(struct sp_watch *w, struct sp_err *err)
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

/* What is under way at the end; what comes of it nobody wants to know. */
static void
drop_errand(struct sp_errand *errand)
{
  struct sp_buf said;

  if (!errand->running)
    return;
  sp_buf_init(&said, SP_ERRAND_MAX);
  (void)!sp_errand_end(errand, &said, NULL);
  sp_buf_release(&said);
}

/* It was ended, but may hang in the system; then it goes when it can. */
static bool
goes_soon(const struct sp_errand *errand)
{
  struct pollfd fd = {.fd = errand->twin.fd, .events = POLLIN};

  return errand->running && poll(&fd, 1, SP_WATCH_GO_S * 1000) > 0;
}

static void
release(struct sp_watch *w)
{
  /* What the index folder lacks, an update could not do right: it ends by
   * itself. */
  drop_errand(&w->update);
  sp_errand_stop(&w->check);
  if (goes_soon(&w->check))
    drop_errand(&w->check);
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
  struct sp_watch w = {.options = *options,
                       .lock = {-1},
                       .signals = -1,
                       .timer = -1,
                       .first = SP_WATCH_NEVER,
                       .retry = SP_WATCH_NEVER,
                       .watchdog = SP_WATCH_NEVER,
                       .now = true};
  enum sp_status status;

  w.state = (struct sp_watch_state){.options = options, .reachable = true};
  w.look = sp_watch_ms();
  if (sp_supervisor_every() > 0)
    w.watchdog = sp_watch_ms();
  status = prepare(&w, err);
  if (status == SP_OK) {
    sp_watch_say_polling(&w);
    status = loop(&w, err);
  }
  release(&w);
  return status;
}
