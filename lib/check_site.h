/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_site.h - the checks that look at the site as a whole, once a run:
 * the rota, the fees, the pins, the areas and what stands twice. */
#ifndef SP_CHECK_SITE_H
#define SP_CHECK_SITE_H

#include "lib/directory.h"
#include "lib/site.h"

#ifdef __cplusplus
extern "C" {
#endif

/* W28, at a row of on-call.csv: within the next 7 days there is a time when a
 * contact of the rota is open (by its own hours) and nobody is on call.  The
 * arena is for scratch. */
void sp_check_rota(struct sp_arena *arena, const struct sp_directory *dir,
                   sp_instant now, struct sp_diags *diags);

/* The date, ISO, at which the document of this path or id last changed, into
 * arena; empty: there is none. */
typedef struct sp_str sp_check_changed(void *ctx, struct sp_arena *arena,
                                       struct sp_str name);
/* W29, at a row of fees.csv that has not ended: it names a source, and no
 * `checked`, or one before the last date of the source.  That is the last date
 * in its words (2026-02-25 or 25 February 2026), or when the document changed
 * that it names by path or id, and then that name is its partner. */
void sp_check_fees(struct sp_arena *arena, const struct sp_fees *fees,
                   sp_instant now, sp_check_changed *changed, void *ctx,
                   struct sp_diags *diags);

/* What a pin may name. */
enum sp_check_page { SP_CHECK_NO_PAGE, SP_CHECK_SNIPPET, SP_CHECK_PAGE };
struct sp_check_pages {
  void *ctx;
  /* What stands at this id? */
  enum sp_check_page (*of)(void *ctx, struct sp_str id);
  /* The id of the page that may be meant, into arena; empty: none is near.
   * NULL: never. */
  struct sp_str (*near)(void *ctx, struct sp_arena *arena, struct sp_str id);
};
/* At a row of pins.yaml: W16, its time has ended, so that it does nothing; E02,
 * there is no such page.  Of a row with a slip (whose time is empty) E02 is
 * said too.  The arena is for the messages. */
void sp_check_pins(struct sp_arena *arena, const struct sp_site *site,
                   sp_instant now, const struct sp_check_pages *pages,
                   struct sp_diags *diags);

/* At a row of areas.csv, E02: a cell names no contact and is no address, so
 * that nothing is shown for it.  A name is told once, and 100 names at most.
 * The arena is for scratch. */
void sp_check_areas(struct sp_arena *arena, const struct sp_areas *areas,
                    const struct sp_directory *dir, struct sp_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
