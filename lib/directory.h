/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/directory.h - the contacts of the site by the clock: is one open, until
 * when, and who is to be reached instead.
 *
 * It is made of the contacts' documents, the calendar and the rota, and then
 * only read: any number of threads may ask it.  The process's zone must be
 * set. */
#ifndef SP_DIRECTORY_H
#define SP_DIRECTORY_H

#include "lib/doc.h"
#include "lib/hours.h"
#include "lib/rota.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_contact {
  struct sp_str key;       /* the last part of its id, in small letters */
  struct sp_str id, title; /* "contacts/waste-team", "Waste team" */
  struct sp_str service, kind;
  struct sp_str phone, textphone, email, web;
  struct sp_str staff_phone, staff_email; /* never public */
  struct sp_str hours_text, closed_text;  /* as written */
  struct sp_str out_of_hours; /* a contact's key or title, as written */
  struct sp_str verified, verify_every; /* staff only */
  struct sp_texts areas;
  enum sp_audience audience;
  unsigned level;
  sp_instant from, until; /* when the contact itself is live */
  struct sp_hours hours;
  size_t next; /* of out_of_hours; SP_CONTACT_NONE */
};
#define SP_CONTACT_NONE SIZE_MAX

struct sp_contact_name {
  struct sp_str name; /* key or title, in small letters */
  bool is_title;
  size_t contact;
};

/* Zero it to begin; set calendar, rota and office, add the contacts, link. */
struct sp_directory {
  struct sp_contact *item; /* by key, once linked */
  size_t count, cap;
  struct sp_contact_name *name; /* by name */
  size_t names;
  struct sp_calendar calendar;
  struct sp_rota rota;
  struct sp_str office_text; /* hours of site.yaml, as written */
  struct sp_hours office;
};

/* The site's own hours.  What is not of the form counts as none. */
void sp_directory_set_office(struct sp_arena *arena, struct sp_directory *dir,
                             struct sp_str hours);
/* Take a contact's document; others are passed over.  Everything is copied
 * into the arena.  Hours that are not of the form count as none: such a
 * contact is never known to be open. */
void sp_directory_add(struct sp_arena *arena, struct sp_directory *dir,
                      const struct sp_doc *doc);
/* After the last one: sort, and join the out-of-hours chains.  Of two contacts
 * with one key the first by id counts. */
void sp_directory_link(struct sp_arena *arena, struct sp_directory *dir);

/* A contact by key or title, any case, a key before a title; NULL: none.  The
 * name is at most SP_CONTACT_NAME_MAX bytes long. */
#define SP_CONTACT_NAME_MAX 500
const struct sp_contact *sp_directory_find(const struct sp_directory *dir,
                                           struct sp_str name);

/* The contact of this id; NULL: none. */
const struct sp_contact *sp_directory_by_id(const struct sp_directory *dir,
                                            struct sp_str id);

/* Is the contact open, by its hours, its closures and the calendar?  *until as
 * sp_hours_at() has it.  Whether the contact's document is live is not
 * asked. */
bool sp_directory_open(const struct sp_directory *dir,
                       const struct sp_contact *contact, sp_instant at,
                       sp_instant *until);

/* Is it the site's office hours (site.yaml's, less the calendar's rows for
 * all)?  Never, when the site has none. */
bool sp_directory_office_hours(const struct sp_directory *dir, sp_instant at,
                               sp_instant *until);

/* The most contacts of a chain, its first included. */
#define SP_CHAIN_MAX 8

struct sp_reach_step {
  const struct sp_contact *contact;
  bool open;
  sp_instant until;    /* of open */
  struct sp_str phone; /* staff: the staff's, else the public's */
  struct sp_str post;  /* on call; staff only; empty: nobody */
  struct sp_str post_phone;
};

/* The chain from the contact that was asked for to the first that is open. */
struct sp_reach {
  struct sp_reach_step step[SP_CHAIN_MAX];
  size_t steps;
  bool reached;     /* the last step is open; all before it are closed */
  const char *why;  /* if not: why there is nobody, a sentence (static) */
  sp_instant until; /* the first change of anything on the way */
};

/* Whom to reach now, for a reader of this audience (and of this level, of
 * staff).  A contact of the chain that is not for this reader, or not live, is
 * passed over as if its own `out-of-hours` stood in its place.  False, and no
 * steps, when the contact asked for is none, or is not for this reader. */
bool sp_directory_reach(const struct sp_directory *dir, struct sp_str contact,
                        sp_instant at, enum sp_audience audience,
                        unsigned level, struct sp_reach *out);

/* Does the chain from this contact end, without a loop, at one that is
 * `always` (and never closed, and live without an end)?  If not, *why is a
 * sentence for the author (static). */
bool sp_directory_chain_ok(const struct sp_directory *dir,
                           struct sp_str contact, const char **why);

/* Of contacts that are live at `now` alone, with their rows of calendar and
 * rota; a chain goes straight to the next of them, by its key.  For SP_PUBLIC
 * only what is public: no staff-* field, no rota. */
void sp_directory_pack(struct sp_buf *out, const struct sp_directory *dir,
                       enum sp_audience audience, sp_instant now);
/* A linked directory.  False when the bytes are broken; texts may be borrowed
 * from them. */
bool sp_directory_unpack(struct sp_arena *arena, struct sp_str bytes,
                         struct sp_directory *out);

#ifdef __cplusplus
}
#endif
#endif
