/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/settings.h - the settings files: read in the child, put together in
 * the parent. */
#ifndef SP_SETTINGS_H
#define SP_SETTINGS_H

#include "indexer/kind.h"
#include "lib/areas.h"
#include "lib/calendar.h"
#include "lib/rota.h"
#include "lib/site.h"

struct sp_settings {
  struct sp_site site;
  bool has_services; /* there is a services.yaml */
  struct sp_fees fees;
  struct sp_calendar calendar;
  struct sp_rota rota;
  struct sp_areas areas;
};

/* What a folder without settings files has. */
void sp_settings_init(struct sp_settings *settings);

/* In the child: read one settings file into a payload.  False when it is not
 * usable; why is in diags.  The tables need the site's time zone. */
bool sp_settings_read(struct sp_arena *arena, enum sp_kind kind,
                      struct sp_str bytes, struct sp_diags *diags,
                      struct sp_buf *payload);

/* In the parent: add what a payload says.  False when it is broken; then
 * nothing is added.  The bytes must live as long as the settings. */
bool sp_settings_take(struct sp_settings *settings, struct sp_arena *arena,
                      enum sp_kind kind, struct sp_str payload);

#endif
