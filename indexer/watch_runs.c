/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "indexer/watch_parts.h"

#define RETRY_MAX_S 60

static void
set_retry(struct sp_watch *w, const char *why)
{
  int64_t seconds = w->tries < 6
                        ? sp_watch_sooner((int64_t)1 << w->tries, RETRY_MAX_S)
                        : RETRY_MAX_S;

  w->tries++;
  w->retry = sp_watch_ms() + seconds * 1000;
  w->state.phase = SP_WATCH_WAITING;
  sp_watch_state_fail(&w->state, why, seconds);
}

static void
answer(struct sp_watch *w, enum sp_control_ask ask, enum sp_status status,
       struct sp_str json)
{
  if (w->control)
    sp_control_answer(w->control, ask, status, json);
}

static void
begin(struct sp_watch *w, enum sp_control_ask ask)
{
  if (w->control)
    sp_control_begin(w->control, ask);
}

static size_t
waiting(const struct sp_watch *w, enum sp_control_ask ask)
{
  return w->control ? sp_control_waiting(w->control, ask) : 0;
}

static void
answer_updates(struct sp_watch *w, enum sp_status status, const char *why)
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

static void
start_update(struct sp_watch *w)
{
  struct sp_err err = {0};
  enum sp_status status;

  w->first = w->retry = SP_WATCH_NEVER;
  w->sure = w->patient = w->now = false;
  begin(w, SP_CONTROL_UPDATE);
  begin(w, SP_CONTROL_CLOCK);
  if (!sp_watch_sync(w, &err)) {
    sp_watch_lose_content(w);
    answer_updates(w, SP_E_NOTFOUND, err.msg);
    return;
  }
  if (w->was_gone)
    sp_watch_find_content(w);
  w->first = SP_WATCH_NEVER;
  w->sure = w->patient = false;
  w->begun = sp_watch_ms();
  status = sp_errand_start(&w->update, SP_ERRAND_UPDATE, &w->options, &err);
  if (status == SP_OK) {
    w->state.phase = SP_WATCH_UPDATING;
    return;
  }
  set_retry(w, err.msg);
  answer_updates(w, status, err.msg);
}

static void
start_check(struct sp_watch *w)
{
  struct sp_err err = {0};
  enum sp_status status;

  begin(w, SP_CONTROL_CHECK);
  w->check_due = sp_watch_ms() + (int64_t)SP_WATCH_CHECK_S * 1000;
  status = sp_errand_start(&w->check, SP_ERRAND_CHECK, &w->options, &err);
  if (status != SP_OK)
    answer(w, SP_CONTROL_CHECK, status, sp_str(err.msg));
}

/* The folder may have gone while it was read: then that is the reason. */
static void
fail_update(struct sp_watch *w, enum sp_status status, const char *why)
{
  bool there;

  w->state.phase = SP_WATCH_IDLE;
  (void)sp_notice_look(&w->notice, &there);
  if (there)
    set_retry(w, why);
  else
    sp_watch_lose_content(w);
  answer_updates(w, status, why);
}

void
sp_watch_end_update(struct sp_watch *w)
{
  struct sp_err err = {0};
  struct sp_buf said;
  enum sp_status status;

  sp_buf_init(&said, SP_ERRAND_MAX);
  status = sp_errand_end(&w->update, &said, &err);
  if (status == SP_OK && !sp_watch_state_take(&w->state, sp_buf_str(&said),
                                              sp_watch_ms() - w->begun))
    status = sp_fail(&err, SP_E_INTERNAL, "a run told nonsense of itself");
  sp_buf_release(&said);
  if (status != SP_OK) {
    fail_update(w, status, err.msg);
    return;
  }
  w->tries = 0;
  w->retry = SP_WATCH_NEVER;
  w->state.phase = w->was_gone ? SP_WATCH_WAITING : SP_WATCH_IDLE;
  sp_watch_set_timer(w);
  answer_updates(w, SP_OK, NULL);
}

void
sp_watch_end_check(struct sp_watch *w)
{
  struct sp_err err = {0};
  struct sp_buf said;
  enum sp_status status;

  sp_buf_init(&said, SP_ERRAND_MAX);
  status = sp_errand_end(&w->check, &said, &err);
  /* It failed because we ended it. */
  if (status != SP_OK && w->stopping)
    status = sp_fail(&err, SP_E_BUSY, "the indexer is ending");
  if (!w->check_ended)
    answer(w, SP_CONTROL_CHECK, status,
           status == SP_OK ? sp_buf_str(&said) : sp_str(err.msg));
  w->check_ended = false;
  sp_buf_release(&said);
}

void
sp_watch_limit_check(struct sp_watch *w)
{
  struct sp_err err;

  if (!w->check.running || sp_watch_ms() < w->check_due)
    return;
  if (w->check_ended) {
    begin(w, SP_CONTROL_CHECK);
    (void)sp_fail(&err, SP_E_BUSY,
                  "the last check was ended, but its process does not go");
  } else {
    sp_errand_stop(&w->check);
    (void)sp_fail(
        &err, SP_E_BUSY,
        "the check took longer than %d seconds and was ended; the"
        " command `signpost-indexer check` may take as long as it needs",
        SP_WATCH_CHECK_S);
  }
  w->check_ended = true;
  w->check_due = sp_watch_ms() + (int64_t)SP_WATCH_GO_S * 1000;
  answer(w, SP_CONTROL_CHECK, SP_E_BUSY, sp_str(err.msg));
}

static bool
update_is_due(const struct sp_watch *w)
{
  int64_t now = sp_watch_ms();

  return w->now ||
         waiting(w, SP_CONTROL_UPDATE) + waiting(w, SP_CONTROL_CLOCK) > 0 ||
         (!w->was_gone && (now >= sp_watch_batch_due(w) || now >= w->retry));
}

void
sp_watch_start_due(struct sp_watch *w)
{
  if (w->stopping)
    return;
  if (!w->update.running && update_is_due(w))
    start_update(w);
  if (!w->check.running && waiting(w, SP_CONTROL_CHECK) > 0)
    start_check(w);
}
