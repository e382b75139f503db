/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/survey.h - the files seen together: what one may rely on when it
 * names another, and who has which address. */
#ifndef SP_SURVEY_H
#define SP_SURVEY_H

#include "indexer/catalog.h"

/* What the other files may rely on of a file: what it says now, if it can be
 * read; else what its last good version says, while that is live.  Whether its
 * own links are in order does not matter, so one slip does not spread. */
struct sp_known {
  bool known;
  struct sp_facts facts;
  enum sp_audience audience; /* public: there is, or will be, a public page */
  struct sp_str payload;     /* of a snippet or contact: sp_doc_pack() */
};
/* Texts are in the arena.  SP_E_IO. */
SP_NODISCARD enum sp_status sp_survey_know(const struct sp_catalog *catalog,
                                           size_t i, struct sp_arena *arena,
                                           struct sp_known *out,
                                           struct sp_err *err);

/* The last accepted version before this run: facts and payload, or empty. */
struct sp_good {
  struct sp_str facts, payload;
};
struct sp_good sp_survey_good(const struct sp_entry *old);

struct sp_survey_name;  /* a contact's key or title */
struct sp_survey_claim; /* an address, and whose it is */

/* Zero it to begin. */
struct sp_survey {
  struct sp_survey_name *name;
  size_t names, names_cap;
  struct sp_survey_claim *claim;
  size_t claims, claims_cap;
};

/* Go through the catalog: sets each item's face, a hash of what others may
 * rely on, `contact` and `loses`.  An address goes to the file that is live at
 * it, else to the first by path.  SP_E_IO, SP_E_NOMEM. */
SP_NODISCARD enum sp_status sp_survey_make(struct sp_survey *survey,
                                           struct sp_catalog *catalog,
                                           struct sp_err *err);
void sp_survey_release(struct sp_survey *survey);

/* The file of this path or id, or SIZE_MAX. */
size_t sp_survey_named(const struct sp_catalog *catalog, struct sp_str name);
/* The contact of this key or title (lower case), or SIZE_MAX. */
size_t sp_survey_contact(const struct sp_survey *survey, struct sp_str name);
/* Whose address it is, or SIZE_MAX. */
size_t sp_survey_owner(const struct sp_survey *survey, struct sp_str id);

#endif
