/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/setup.h - everything that a server needs, opened and closed in
 * order. */
#ifndef SP_SETUP_H
#define SP_SETUP_H

#include "searchd/app.h"
#include "searchd/state.h"

struct sp_setup {
  struct sp_arena arena;
  struct sp_app app; /* what handlers are given */
  /* owned */
  struct sp_tmpl *tmpl;
  struct sp_static *files;
  struct sp_state state;
};

/* Zone, clock (`at`, empty: the real one), templates, static files, index.
 * settings and the setup live as long as anything uses the app; call
 * sp_setup_close() also after a failure.
 * SP_E_USAGE `at` is no instant; SP_E_DATA, SP_E_TOOBIG openapi.json is not
 * what it should be; else as sp_share_dir(), sp_tmpl_open(), sp_static_load(),
 * sp_readers_start(). */
SP_NODISCARD enum sp_status sp_setup_open(struct sp_setup *setup,
                                          const struct sp_settings *settings,
                                          struct sp_str at, struct sp_err *err);
void sp_setup_close(struct sp_setup *setup);

#endif
