/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/world.h - the catalog as resolve.h asks for it, and the hash of what
 * it answers: a page stays as it is while that hash does. */
#ifndef SP_WORLD_H
#define SP_WORLD_H

#include "indexer/brief.h"
#include "indexer/survey.h"

struct sp_site_answer; /* a file that was asked for */

struct sp_site_world {
  struct sp_catalog *catalog; /* its spool takes what is found once a run */
  const struct sp_survey *survey;
  struct sp_arena *arena;         /* what is answered lives here */
  struct sp_world world;          /* for sp_doc_resolve() */
  struct sp_site_answer **answer; /* hash table by item, in the arena */
  size_t answers, answers_cap;
  size_t included;       /* bytes of snippets that were given out */
  size_t titled;         /* bytes of titles */
  enum sp_status status; /* the first failure to read; then answers lack */
  struct sp_err err;
};

/* All snippets of one document together, as packed models: else a small file
 * could make a page of any size. */
#define SP_INCLUDED_MAX ((size_t)256 * 1024)
/* The titles of all files that one document names, likewise.  Beyond, an id
 * stands for a title. */
#define SP_TITLED_MAX ((size_t)4 * 1024 * 1024)

/* Set catalog, survey and arena first; anew for each document.  All are
 * borrowed, and nothing is to be released but the arena. */
void sp_site_world_init(struct sp_site_world *site);

/* Hash of all that the pages of file i depend on: its bytes, the settings it
 * uses, what it refers to (through snippets too), the fees in force, and which
 * of its dates have passed.  The arena is for scratch.  SP_E_IO; SP_E_LIMIT
 * the temporary file is full. */
SP_NODISCARD enum sp_status
sp_site_inputs(struct sp_catalog *catalog, const struct sp_survey *survey,
               size_t i, const struct sp_facts *facts, struct sp_arena *arena,
               struct sp_hash *out, struct sp_err *err);

/* The path of the page that may be meant by one, or by an id, that does not
 * exist; empty: none is near. */
struct sp_str sp_site_near_page(const struct sp_catalog *catalog,
                                struct sp_str path);

/* Is there such a service?  Without services.yaml every folder is one. */
bool sp_site_knows_service(const struct sp_settings *settings,
                           struct sp_str key);

#endif
