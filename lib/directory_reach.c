/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/directory_reach.c - from a contact to one that is open. */
#include "lib/directory.h"

static const char why_unknown[] = "There is no contact of that name.";
static const char why_long[] =
    "The chain of `out-of-hours` contacts is longer than 8.";
static const char why_loop[] =
    "The chain of `out-of-hours` contacts leads back to where it was.";
static const char why_missing[] =
    "The chain of `out-of-hours` contacts names one that does not exist.";
static const char why_no_hours[] =
    "The chain of `out-of-hours` contacts ends at one without hours; write"
    " `hours: always`, or who answers when nobody is there.";
static const char why_not_always[] =
    "The chain of `out-of-hours` contacts ends at one that is not `always`;"
    " write who answers when it is closed.";
static const char why_closed[] =
    "The chain of `out-of-hours` contacts ends at one that is `always`, but"
    " has `closed` or a row of its own in bank-holidays.csv.";
static const char why_ends[] =
    "The chain of `out-of-hours` contacts ends at one that is `always`, but"
    " has `from` or `until`.";

/* Who asks, and when. */
struct asker {
  const struct sp_directory *dir;
  sp_instant at;
  enum sp_audience audience;
  unsigned level;
};

static bool
may_see(const struct asker *asker, const struct sp_contact *contact)
{
  if (asker->audience == SP_PUBLIC)
    return contact->audience == SP_PUBLIC;
  return contact->level <= asker->level;
}

static bool
is_live(const struct asker *asker, const struct sp_contact *contact)
{
  return contact->from <= asker->at && asker->at < contact->until;
}

static void
hold_until(struct sp_reach *out, sp_instant until)
{
  if (until < out->until)
    out->until = until;
}

/* The next of the chain that this reader has; SP_CONTACT_NONE: none. */
static size_t
next_of(const struct asker *asker, const struct sp_contact *contact,
        struct sp_reach *out)
{
  size_t i = contact->next;

  for (int n = 0; n < SP_CHAIN_MAX && i != SP_CONTACT_NONE; n++) {
    contact = &asker->dir->item[i];
    if (may_see(asker, contact)) {
      if (is_live(asker, contact))
        return i;
      if (asker->at < contact->from)
        hold_until(out, contact->from);
    }
    i = contact->next;
  }
  return SP_CONTACT_NONE;
}

static void
add_step(const struct asker *asker, const struct sp_contact *contact,
         struct sp_reach *out)
{
  struct sp_reach_step *step = &out->step[out->steps++];
  const struct sp_duty *duty;
  sp_instant until;

  *step = (struct sp_reach_step){.contact = contact, .phone = contact->phone};
  step->open = sp_directory_open(asker->dir, contact, asker->at, &step->until);
  hold_until(out, step->until);
  hold_until(out, contact->until);
  if (asker->audience == SP_PUBLIC)
    return;
  if (contact->staff_phone.len)
    step->phone = contact->staff_phone;
  duty = sp_rota_at(&asker->dir->rota, contact->key, asker->at, &until);
  hold_until(out, until);
  if (duty) {
    step->post = duty->post;
    step->post_phone = duty->phone;
  }
}

static bool
has_step(const struct sp_reach *out, const struct sp_contact *contact)
{
  for (size_t i = 0; i < out->steps; i++)
    if (out->step[i].contact == contact)
      return true;
  return false;
}

bool
sp_directory_reach(const struct sp_directory *dir, struct sp_str contact,
                   sp_instant at, enum sp_audience audience, unsigned level,
                   struct sp_reach *out)
{
  struct asker asker = {dir, at, audience, level};
  const struct sp_contact *c = sp_directory_find(dir, contact);

  *out = (struct sp_reach){.until = SP_ALWAYS_UNTIL, .why = why_unknown};
  if (!c || !may_see(&asker, c))
    return false;
  if (!is_live(&asker, c)) {
    if (at < c->from)
      out->until = c->from;
    return false;
  }
  for (;;) {
    size_t i;

    add_step(&asker, c, out);
    if (out->step[out->steps - 1].open) {
      out->reached = true;
      out->why = NULL;
      return true;
    }
    i = next_of(&asker, c, out);
    if (i == SP_CONTACT_NONE) {
      out->why = c->hours_text.len ? why_not_always : why_no_hours;
      return true;
    }
    c = &dir->item[i];
    if (has_step(out, c)) {
      out->why = why_loop;
      return true;
    }
    if (out->steps == SP_CHAIN_MAX) {
      out->why = why_long;
      return true;
    }
  }
}

/* Why a contact that nothing follows is not the end that a chain needs; NULL:
 * it is. */
static const char *
bad_end(const struct sp_directory *dir, const struct sp_contact *contact)
{
  if (!contact->hours.always && contact->hours.spans == 0)
    return why_no_hours;
  if (!contact->hours.always)
    return why_not_always;
  if (!sp_hours_never_close(&contact->hours, &dir->calendar, contact->key))
    return why_closed;
  return contact->from == SP_ALWAYS_FROM && contact->until == SP_ALWAYS_UNTIL
             ? NULL
             : why_ends;
}

bool
sp_directory_chain_ok(const struct sp_directory *dir, struct sp_str contact,
                      const char **why)
{
  const struct sp_contact *c = sp_directory_find(dir, contact);
  const struct sp_contact *passed[SP_CHAIN_MAX];

  *why = why_unknown;
  for (size_t n = 0; c; n++) {
    for (size_t i = 0; i < n; i++)
      if (passed[i] == c) {
        *why = why_loop;
        return false;
      }
    if (n == SP_CHAIN_MAX) {
      *why = why_long;
      return false;
    }
    passed[n] = c;
    *why = bad_end(dir, c);
    if (!*why)
      return true;
    if (c->next == SP_CONTACT_NONE) {
      if (c->out_of_hours.len)
        *why = why_missing;
      return false;
    }
    c = &dir->item[c->next];
  }
  return false;
}
