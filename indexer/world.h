/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/world.h - the catalog as resolve.h asks for it, and the hash of what
 * it answers: a page stays as it is while that hash does. */
#ifndef SP_WORLD_H
#define SP_WORLD_H

#include "indexer/survey.h"

struct sp_site_world {
  const struct sp_catalog *catalog;
  const struct sp_survey *survey;
  struct sp_arena *arena; /* what is answered lives here */
  struct sp_world world;  /* for sp_doc_resolve() */
  size_t included;        /* bytes of snippets that were given out */
  enum sp_status status;  /* the first failure to read; then answers lack */
  struct sp_err err;
};

/* All snippets of one document together, as packed models: else a small file
 * could make a page of any size. */
#define SP_INCLUDED_MAX ((size_t)256 * 1024)

/* Set catalog, survey and arena first; anew for each document. */
void sp_site_world_init(struct sp_site_world *site);

/* Hash of all that the pages of file i depend on: its bytes, the settings it
 * uses, what it refers to (through snippets too), the fees in force, and which
 * of its dates have passed.  SP_E_IO. */
SP_NODISCARD enum sp_status
sp_site_inputs(const struct sp_catalog *catalog, const struct sp_survey *survey,
               size_t i, const struct sp_facts *facts, struct sp_arena *arena,
               struct sp_hash *out, struct sp_err *err);

/* Is there such a service?  Without services.yaml every folder is one. */
bool sp_site_knows_service(const struct sp_settings *settings,
                           struct sp_str key);

#endif
