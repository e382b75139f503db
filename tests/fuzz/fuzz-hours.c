/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hours on the first line, closures on the others; then asked by the clock. */
#include "lib/hours.h"

#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
  (void)argc;
  (void)argv;
  return sp_when_zone("Europe/London") ? 0 : -1;
}

static void
check_spans(const struct sp_hours *hours)
{
  if (hours->always == (hours->spans > 0))
    abort();
  for (size_t i = 0; i < hours->spans; i++) {
    const struct sp_hours_span *span = &hours->span[i];

    if (span->weekday < 0 || span->weekday > 6 || span->from < 0 ||
        span->from >= SP_DAY_MINUTES || span->until <= span->from ||
        span->until >= 2 * SP_DAY_MINUTES)
      abort();
    if (i &&
        (span[-1].weekday > span->weekday ||
         (span[-1].weekday == span->weekday && span[-1].until >= span->from)))
      abort();
  }
}

static void
check_closures(const struct sp_hours *hours)
{
  for (size_t i = 0; i < hours->closures; i++)
    if (hours->closure[i].from >= hours->closure[i].until ||
        (i && hours->closure[i].day < hours->closure[i - 1].day))
      abort();
}

/* An answer looks 366 days ahead and no further, by the calendar: an hour less
 * or more where the clock changes on the way. */
#define LOOKS_AHEAD ((sp_instant)365 * 86400)

/* The answer holds up to its until, and changes there. */
static void
check_answers(const struct sp_hours *hours, sp_instant at)
{
  sp_instant until, later;

  for (int i = 0; i < 4; i++) {
    bool open = sp_hours_at(hours, NULL, SP_STR(""), at, &until);

    if (until <= at)
      abort();
    if (until == SP_ALWAYS_UNTIL)
      return;
    if (sp_hours_at(hours, NULL, SP_STR(""), until - 1, &later) != open ||
        (later != until && later - at < LOOKS_AHEAD))
      abort();
    if (sp_hours_at(hours, NULL, SP_STR(""), until, &later) == open &&
        until - at < LOOKS_AHEAD)
      abort();
    at = until;
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_str text = sp_str_n((const char *)data, size);
  size_t line = sp_str_find(text, '\n', 0);
  struct sp_arena arena = {0};
  struct sp_hours hours = {0};
  const char *why = NULL;

  if (sp_hours_parse(&arena, sp_str_sub(text, 0, line), &hours, &why))
    check_spans(&hours);
  else if (!why || hours.always || hours.spans)
    abort();
  why = NULL;
  if (sp_closed_parse(&arena, sp_str_sub(text, line + 1, size), &hours, &why))
    check_closures(&hours);
  else if (!why || hours.closures)
    abort();
  /* Before the autumn change, and at the first closure. */
  check_answers(&hours, 1792800000);
  if (hours.closures)
    check_answers(&hours, sp_day_minute(hours.closure[0].day, 0));
  sp_arena_release(&arena);
  return 0;
}
