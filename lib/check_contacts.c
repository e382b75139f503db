/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_contacts.c - whom a document names, and whether somebody is
 * there. */
#include "lib/check_parts.h"

#include "lib/check_site.h"
#include "lib/text.h"
#include "lib/url.h"

/* ---- E11 ---- */

/* The contact that an outcome names, by words or by a link; NULL: none, and
 * that is said elsewhere. */
static const struct sp_contact *
contact_of(struct sp_checking *c, const struct sp_node *outcome)
{
  const struct sp_world *links = c->world->links;
  const struct sp_target *target = NULL;
  struct sp_str path, fragment;

  if (outcome->target.len == 0)
    return sp_directory_find(c->world->directory, outcome->text);
  if (links && links->by_path && outcome->target.ptr[0] != '#' &&
      !sp_url_external(outcome->target) &&
      sp_url_relative(c->arena, c->doc->path, outcome->target, &path,
                      &fragment))
    target = links->by_path(links->ctx, path);
  return target && !target->in_error && target->type == SP_DOC_CONTACT
             ? sp_directory_find(c->world->directory, sp_url_last(target->id))
             : NULL;
}

/* Does the chain end at a name whose file is in error?  Then that is what has
 * to be mended first. */
static bool
ends_in_error(const struct sp_checking *c, const struct sp_contact *contact)
{
  const struct sp_world *links = c->world->links;
  const struct sp_target *target;

  for (int n = 0; n < SP_CHAIN_MAX && contact->next != SP_CONTACT_NONE; n++)
    contact = &c->world->directory->item[contact->next];
  if (contact->next != SP_CONTACT_NONE || contact->out_of_hours.len == 0 ||
      !links || !links->contact)
    return false;
  target = links->contact(links->ctx,
                          sp_text_lower(c->arena, contact->out_of_hours));
  return target && target->in_error;
}

/* Whoever changes one of the chain may have broken it. */
static void
name_chain(struct sp_checking *c, const struct sp_contact *contact)
{
  const struct sp_world *links = c->world->links;

  for (int n = 0; n < SP_CHAIN_MAX && links && links->by_path; n++) {
    const struct sp_target *target = links->by_path(links->ctx, contact->id);

    if (target)
      sp_diag_partner(c->diags, target->path);
    if (contact->next == SP_CONTACT_NONE)
      return;
    contact = &c->world->directory->item[contact->next];
  }
}

void
sp_check_e11(struct sp_checking *c)
{
  const char *why;

  if (!c->script || !c->world->directory)
    return;
  for (struct sp_node *n = c->doc->root; n;
       n = sp_node_walk(c->doc->root, n, false)) {
    const struct sp_contact *contact;

    if (n->kind != SP_NODE_KEYED || n->key != SP_KEY_OUTCOME ||
        n->number != SP_OUTCOME_ESCALATE)
      continue;
    contact = contact_of(c, n);
    if (!contact ||
        sp_directory_chain_ok(c->world->directory, contact->key, &why) ||
        ends_in_error(c, contact))
      continue;
    SP_CHECK_SAY(c, "E11", n,
                 "an escalation needs somebody who is always there; from"
                 " \"%.*s\" there is nobody: %s",
                 SP_FMT(contact->title), why);
    name_chain(c, contact);
  }
}

/* ---- W28 ---- */

#define DAYS 7
/* More times without anybody in a week than this are not looked at. */
#define GAPS_MAX 200

/* Is the contact open at some moment of this time?  One that is in no file is
 * taken to be. */
static bool
is_open_within(const struct sp_directory *dir, const struct sp_contact *contact,
               sp_instant from, sp_instant until)
{
  sp_instant change = from;

  if (!contact)
    return true;
  while (change < until) {
    sp_instant at = change;

    if (sp_directory_open(dir, contact, at, &change))
      return true;
    if (change <= at)
      break;
  }
  return false;
}

/* The first time of the coming days when the contact is open and nobody is on
 * call. */
static bool
find_gap(const struct sp_directory *dir, struct sp_str key, sp_instant now,
         sp_instant *from, sp_instant *until)
{
  const struct sp_contact *contact = sp_directory_find(dir, key);
  struct sp_clock clock = sp_clock_at(now);
  sp_instant end = sp_day_minute(clock.day + DAYS, clock.minute), at = now;

  for (int n = 0; n < GAPS_MAX && at < end &&
                  sp_rota_gap(&dir->rota, key, at, DAYS, from, until);
       n++) {
    if (*until > end)
      *until = end;
    if (*from >= end)
      return false;
    if (is_open_within(dir, contact, *from, *until))
      return true;
    at = *until;
  }
  return false;
}

/* The row after which, or before which, the missing one belongs. */
static const struct sp_duty *
row_near(const struct sp_rota *rota, size_t first, size_t n, sp_instant from)
{
  const struct sp_duty *near = &rota->item[first];

  for (size_t i = first; i < first + n; i++)
    if (rota->item[i].until <= from)
      near = &rota->item[i];
  return near;
}

static struct sp_str
time_of(struct sp_arena *arena, sp_instant at)
{
  struct sp_clock clock = sp_clock_at(at);
  struct sp_str iso = sp_arena_fmt(arena, "%04d-%02d-%02d", clock.civil.year,
                                   clock.civil.month, clock.civil.day);
  struct sp_str day = sp_when_long_date(arena, iso);

  return clock.minute ? sp_arena_fmt(arena, "%.*s %02d:%02d", SP_FMT(day),
                                     clock.minute / 60, clock.minute % 60)
                      : day;
}

void
sp_check_rota(struct sp_arena *arena, const struct sp_directory *dir,
              sp_instant now, struct sp_diags *diags)
{
  const struct sp_rota *rota = &dir->rota;
  sp_instant from, until;
  size_t n;

  for (size_t i = 0; i < rota->count; i += n) {
    struct sp_str key = rota->item[i].contact;
    struct sp_str begins;

    for (n = 1;
         i + n < rota->count && sp_str_eq(rota->item[i + n].contact, key);)
      n++;
    if (!find_gap(dir, key, now, &from, &until))
      continue;
    begins = time_of(arena, from);
    sp_diag(diags, "W28", SP_STR("on-call.csv"),
            row_near(rota, i, n, from)->line, 0,
            "nobody is on call for %.*s from %.*s on, within the next 7 days:"
            " add a row",
            SP_FMT(key), SP_FMT(begins));
  }
}
