/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
/* The runs of `watch`, with the rest of it played: what is asked is counted,
 * and a process does what the test says. */
#include "tests/unit/unit.h"

#include "indexer/watch_parts.h"

static struct {
  size_t waiting;          /* who ask for a check that has not begun */
  size_t begun;            /* for whom it has */
  size_t answers;          /* that were given */
  enum sp_status answered; /* the last */
  char words[SP_ERR_MSG_MAX];
  unsigned started, stopped, waited; /* processes */
  enum sp_status ends;               /* of the next to be waited for */
} played;

/* ---- what is played ---- */

size_t
sp_control_waiting(const struct sp_control *control, enum sp_control_ask ask)
{
  (void)control;
  return ask == SP_CONTROL_CHECK ? played.waiting : 0;
}

void
sp_control_begin(struct sp_control *control, enum sp_control_ask ask)
{
  (void)control;
  if (ask != SP_CONTROL_CHECK)
    return;
  played.begun += played.waiting;
  played.waiting = 0;
}

void
sp_control_answer(struct sp_control *control, enum sp_control_ask ask,
                  enum sp_status status, struct sp_str json)
{
  (void)control;
  if (ask != SP_CONTROL_CHECK)
    return;
  played.answers += played.begun;
  played.begun = 0;
  played.answered = status;
  snprintf(played.words, sizeof(played.words), "%.*s", SP_FMT(json));
}

enum sp_status
sp_errand_start(struct sp_errand *errand, enum sp_errand_kind kind,
                const struct sp_options *options, struct sp_err *err)
{
  (void)options;
  (void)err;
  *errand = (struct sp_errand){.running = true, .kind = kind};
  played.started++;
  return SP_OK;
}

void
sp_errand_stop(const struct sp_errand *errand)
{
  played.stopped += errand->running;
}

enum sp_status
sp_errand_end(struct sp_errand *errand, struct sp_buf *said, struct sp_err *err)
{
  played.waited++;
  errand->running = false;
  if (played.ends != SP_OK)
    return sp_fail(err, played.ends, "it was ended from outside: Killed");
  sp_buf_puts(said, "{}");
  return SP_OK;
}

enum sp_noticed
sp_notice_look(struct sp_notice *notice, bool *there)
{
  (void)notice;
  *there = true;
  return SP_NOTICED_NOTHING;
}

bool
sp_watch_state_take(struct sp_watch_state *state, struct sp_str said,
                    int64_t took_ms)
{
  (void)state;
  (void)said;
  (void)took_ms;
  return true;
}

void
sp_watch_state_fail(struct sp_watch_state *state, const char *why,
                    int64_t seconds)
{
  (void)state;
  (void)why;
  (void)seconds;
}

void
sp_watch_state_json(const struct sp_watch_state *state, struct sp_buf *out)
{
  (void)state;
  (void)out;
}

int64_t
sp_watch_batch_due(const struct sp_watch *w)
{
  (void)w;
  return SP_WATCH_NEVER;
}

bool
sp_watch_sync(struct sp_watch *w, struct sp_err *err)
{
  (void)w;
  (void)err;
  return true;
}

void
sp_watch_lose_content(struct sp_watch *w)
{
  (void)w;
}

void
sp_watch_find_content(struct sp_watch *w)
{
  (void)w;
}

void
sp_watch_set_timer(const struct sp_watch *w)
{
  (void)w;
}

/* ---- the tests ---- */

static char control; /* its address is all that anybody wants of it */

/* Somebody asked for a check, and it is under way. */
static struct sp_watch
checking(void)
{
  struct sp_watch w = {.control = (struct sp_control *)(void *)&control,
                       .retry = SP_WATCH_NEVER};

  memset(&played, 0, sizeof(played));
  played.waiting = 1;
  sp_watch_start_due(&w);
  assert_int_equal(played.started, 1);
  assert_int_equal(played.begun, 1);
  return w;
}

static void
a_check_is_answered_with_what_it_says(void **state)
{
  struct sp_watch w = checking();

  (void)state;
  sp_watch_limit_check(&w);
  assert_int_equal(played.answers, 0);
  sp_watch_end_check(&w);
  assert_int_equal(played.answers, 1);
  assert_int_equal(played.answered, SP_OK);
  assert_string_equal(played.words, "{}");
}

static void
one_that_dies_by_itself_is_our_failure(void **state)
{
  struct sp_watch w = checking();

  (void)state;
  played.ends = SP_E_INTERNAL;
  sp_watch_end_check(&w);
  assert_int_equal(sp_status_http(played.answered), 500);
}

static void
one_that_is_ended_because_we_end_is_unavailable(void **state)
{
  struct sp_watch w = checking();

  (void)state;
  w.stopping = true;
  played.ends = SP_E_INTERNAL;
  sp_watch_end_check(&w);
  assert_int_equal(played.answers, 1);
  assert_int_equal(sp_status_http(played.answered), 503);
  assert_string_equal(played.words, "the indexer is ending");
}

static void
one_that_is_done_when_we_end_is_answered(void **state)
{
  struct sp_watch w = checking();

  (void)state;
  w.stopping = true;
  sp_watch_end_check(&w);
  assert_int_equal(played.answered, SP_OK);
}

static void
one_that_takes_too_long_is_ended_and_nobody_waits_for_it(void **state)
{
  struct sp_watch w = checking();

  (void)state;
  w.check_due = sp_watch_ms();
  sp_watch_limit_check(&w);
  assert_int_equal(played.stopped, 1);
  assert_int_equal(played.waited, 0);
  assert_int_equal(played.answers, 1);
  assert_int_equal(sp_status_http(played.answered), 503);
  assert_non_null(strstr(played.words, "took longer than 60 seconds"));
  /* And the loop has something to sleep for. */
  assert_true(w.check_due > sp_watch_ms());

  /* It goes: whoever asked is not told twice, and the next begins. */
  played.waiting = 1;
  sp_watch_start_due(&w);
  assert_int_equal(played.started, 1);
  played.ends = SP_E_INTERNAL;
  sp_watch_end_check(&w);
  assert_int_equal(played.waited, 1);
  assert_int_equal(played.answers, 1);
  played.ends = SP_OK;
  sp_watch_start_due(&w);
  assert_int_equal(played.started, 2);
  sp_watch_end_check(&w);
  assert_int_equal(played.answers, 2);
  assert_int_equal(played.answered, SP_OK);
}

static void
while_one_does_not_go_others_are_refused(void **state)
{
  struct sp_watch w = checking();

  (void)state;
  w.check_due = sp_watch_ms();
  sp_watch_limit_check(&w);
  played.waiting = 2;
  sp_watch_limit_check(&w);
  assert_int_equal(played.answers, 1);
  w.check_due = sp_watch_ms();
  sp_watch_limit_check(&w);
  assert_int_equal(played.answers, 3);
  assert_int_equal(sp_status_http(played.answered), 503);
  assert_int_equal(played.started, 1);
  assert_int_equal(played.waited, 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_check_is_answered_with_what_it_says),
      cmocka_unit_test(one_that_dies_by_itself_is_our_failure),
      cmocka_unit_test(one_that_is_ended_because_we_end_is_unavailable),
      cmocka_unit_test(one_that_is_done_when_we_end_is_answered),
      cmocka_unit_test(
          one_that_takes_too_long_is_ended_and_nobody_waits_for_it),
      cmocka_unit_test(while_one_does_not_go_others_are_refused),
  };
  return cmocka_run_group_tests_name("watch-runs", tests, NULL, NULL);
}
