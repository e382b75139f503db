/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/events_store.h - events on disk: with events_list.c the door to
 * SQLite.  One connection, of one thread, writes and checkpoints. */
#ifndef SP_EVENTS_STORE_H
#define SP_EVENTS_STORE_H

#include "lib/error.h"

#include "searchd/event.h"

#define SP_STORE_FILE "events.db"
#define SP_STORE_ASIDE "events.damaged" /* what a damaged one is called */
#define SP_STORE_VERSION 1

/* How long what fewer than SP_STORE_OCCASIONS asked is there, in days, today
 * among them; and how long what more asked is, in months. */
#define SP_STORE_DAYS 7
#define SP_STORE_MONTHS 13
#define SP_STORE_OCCASIONS 5

/* The first day that is still kept on this one. */
sp_day sp_store_oldest(sp_day today);

struct sp_stored {
  enum sp_event_kind kind;
  sp_day day; /* by the council's clock */
  uint32_t results;
  char words[SP_EVENT_SAID_MAX + 1];
  char about[SP_EVENT_ABOUT_MAX + 1];
};

struct sp_store;

/* Open the file, made with mode 0600 where it is missing.  On success *out is
 * the caller's, who ends it with sp_store_close(); on failure it is NULL.
 * SP_E_CORRUPT it is damaged, or no file of ours; SP_E_SCHEMA a later version
 * of this program wrote it; SP_E_BUSY another program holds it; SP_E_IO the
 * disk is full, or fails.  The same codes for the calls below. */
SP_NODISCARD enum sp_status
sp_store_open(const char *path, struct sp_store **out, struct sp_err *err);
void sp_store_close(struct sp_store *store); /* NULL is fine */

/* One occasion of each, all or none of them. */
SP_NODISCARD enum sp_status sp_store_add(struct sp_store *store,
                                         const struct sp_stored *row,
                                         size_t count, struct sp_err *err);

/* Delete what is too old by now.  What leaves the last SP_STORE_DAYS stays when
 * SP_STORE_OCCASIONS of its kind came within as many days from that one on, or
 * when the same words stayed before, or when it is about a page; else it is
 * gone.  What is deleted is
 * overwritten, in the log too. */
SP_NODISCARD enum sp_status sp_store_settle(struct sp_store *store,
                                            sp_day today, struct sp_err *err);

/* Move a damaged file out of the way, over one moved before; it must not be
 * open.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_store_set_aside(const char *dir,
                                               struct sp_err *err);
/* Delete what was moved, SP_STORE_DAYS after that. */
void sp_store_forget_aside(const char *dir);

#endif
