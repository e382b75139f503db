/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/export_crawl.h - from page to page of a running site, and never out
 * of it. */
#ifndef SP_EXPORT_CRAWL_H
#define SP_EXPORT_CRAWL_H

#include "indexer/export_folder.h"
#include "indexer/export_server.h"

/* Addresses asked for, at most: what has more is no site of a council. */
#define SP_EXPORT_PLACES_MAX 200000

struct sp_export_place;

/* Zero it, set what is above the line, end it with sp_export_crawl_end(). */
struct sp_export_crawl {
  const struct sp_export_server *server;
  struct sp_export_folder *folder;
  struct sp_arena *arena;
  /* ---- */
  struct sp_export_place **place; /* in the order in which they were met */
  size_t places, cap;
  void *by_address; /* of tsearch() */
  size_t pages;     /* HTML that was written */
  bool findings;    /* a link leads nowhere; each was named on stderr */
};

/* An address to begin with, "/waste/missed-bin".  Borrowed.  SP_E_LIMIT
 * it cannot be a file, or there are too many. */
SP_NODISCARD enum sp_status sp_export_crawl_add(struct sp_export_crawl *crawl,
                                                struct sp_str address,
                                                struct sp_err *err);
/* Find whatever is linked from there, and write it all.  SP_E_INTERNAL an
 * address leads out of the site; SP_E_LIMIT as above; SP_E_STALE; SP_E_TOOBIG;
 * SP_E_IO. */
SP_NODISCARD enum sp_status sp_export_crawl_run(struct sp_export_crawl *crawl,
                                                struct sp_err *err);
void sp_export_crawl_end(struct sp_export_crawl *crawl);

#endif
