/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/open_now.h"

#include "searchd/page_words.h"

#define DAYS_OF_WEEK 7

static const char *const weekday[DAYS_OF_WEEK] = {
    "Monday", "Tuesday",  "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday"};

static struct sp_str
clock_words(struct sp_arena *arena, const struct sp_clock *clock)
{
  return sp_words_time(
      arena,
      sp_arena_fmt(arena, "%02d:%02d", clock->minute / 60, clock->minute % 60));
}

/* "at 1pm", "tomorrow at 8:45am", "on Monday at 8:45am", "on 4 January 2027 at
 * 8:45am": as a person would say it at `now`. */
static struct sp_str
opens_words(struct sp_arena *arena, sp_instant now, sp_instant then)
{
  struct sp_clock from = sp_clock_at(now), to = sp_clock_at(then);
  struct sp_str time = clock_words(arena, &to);
  sp_day days = to.day - from.day;

  if (days <= 0)
    return sp_arena_fmt(arena, "at %.*s", SP_FMT(time));
  if (days == 1)
    return sp_arena_fmt(arena, "tomorrow at %.*s", SP_FMT(time));
  if (days < DAYS_OF_WEEK)
    return sp_arena_fmt(arena, "on %s at %.*s", weekday[to.weekday],
                        SP_FMT(time));
  return sp_arena_fmt(arena, "on %.*s at %.*s",
                      SP_FMT(sp_words_day(arena, then)), SP_FMT(time));
}

static struct sp_str
open_words(struct sp_arena *arena, sp_instant now, sp_instant until)
{
  struct sp_clock from = sp_clock_at(now), to;

  if (until - now > (sp_instant)SP_DAY_MINUTES * 60)
    return SP_STR("Open now");
  to = sp_clock_at(until);
  return sp_arena_fmt(arena, "Open now until %.*s%s",
                      SP_FMT(clock_words(arena, &to)),
                      to.day > from.day && to.minute > 0 ? " tomorrow" : "");
}

static struct sp_str
closed_words(struct sp_arena *arena, const struct sp_holiday *holiday,
             sp_instant now, sp_instant until)
{
  struct sp_str why =
      holiday && holiday->name.len
          ? sp_arena_fmt(arena, "Closed for %.*s", SP_FMT(holiday->name))
          : SP_STR("Closed now");

  /* Beyond the horizon it may be closed still. */
  if (until - now >= (sp_instant)SP_HOURS_HORIZON_DAYS * SP_DAY_MINUTES * 60 -
                         SP_DAY_MINUTES * 60)
    return why;
  return sp_arena_fmt(arena, "%.*s. Opens %.*s", SP_FMT(why),
                      SP_FMT(opens_words(arena, now, until)));
}

static void
tell(struct sp_arena *arena, const struct sp_directory *dir,
     const struct sp_hours *hours, struct sp_str key, sp_instant now,
     struct sp_open_now *out)
{
  const struct sp_holiday *holiday;

  *out = (struct sp_open_now){.until = SP_ALWAYS_UNTIL};
  if (!hours->always && hours->spans == 0)
    return;
  out->known = true;
  out->open = sp_hours_at(hours, &dir->calendar, key, now, &out->until);
  if (out->open) {
    out->text = open_words(arena, now, out->until);
    return;
  }
  holiday = sp_calendar_on(&dir->calendar, key, sp_clock_at(now).day);
  out->text = closed_words(arena, holiday, now, out->until);
}

void
sp_open_now_contact(struct sp_arena *arena, const struct sp_directory *dir,
                    struct sp_str id, sp_instant now, struct sp_open_now *out)
{
  const struct sp_contact *contact = sp_directory_by_id(dir, id);

  if (contact)
    tell(arena, dir, &contact->hours, contact->key, now, out);
  else
    *out = (struct sp_open_now){.until = SP_ALWAYS_UNTIL};
}

void
sp_open_now_office(struct sp_arena *arena, const struct sp_directory *dir,
                   sp_instant now, struct sp_open_now *out)
{
  tell(arena, dir, &dir->office, SP_STR(""), now, out);
}
