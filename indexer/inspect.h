/* SPDX-License-Identifier: GPL-2.0-or-later */
/* indexer/inspect.h - the checks of lib/check.h over the catalog: of one
 * document, with what it depends on, and of the site as a whole. */
#ifndef SP_INSPECT_H
#define SP_INSPECT_H

#include <stdio.h>

#include "indexer/report.h"
#include "indexer/world.h"
#include "lib/check_twins.h"

/* The documents that the checks of one may ask for: what it does first, what
 * that does first, and what it translates. */
#define SP_INSPECT_DOCS_MAX 32

/* Zero it to begin. */
struct sp_inspection {
  struct sp_catalog *catalog;
  const struct sp_survey *survey;
  struct sp_arena arena;
  struct sp_directory directory;
  struct sp_hash words, clock;   /* of what each document's checks depend on,
                                    and of what each script's do beside it */
  struct sp_twin_script *script; /* by path */
  size_t scripts, scripts_cap;
};

/* After sp_survey_make(): put the directory together.  Both are borrowed.
 * SP_E_IO the temporary file. */
SP_NODISCARD enum sp_status sp_inspect_start(struct sp_inspection *inspection,
                                             struct sp_catalog *catalog,
                                             const struct sp_survey *survey,
                                             struct sp_err *err);
/* In any case, also when it was not started. */
void sp_inspect_release(struct sp_inspection *inspection);

/* Remember what the checks of the whole site need of document i; in order. */
void sp_inspect_note(struct sp_inspection *inspection, size_t i,
                     const struct sp_facts *facts);

/* The items whose models the checks of document i ask for; their number is at
 * most SP_INSPECT_DOCS_MAX.  SP_E_IO; SP_E_LIMIT the temporary file is full. */
SP_NODISCARD enum sp_status sp_inspect_needs(struct sp_inspection *inspection,
                                             size_t i,
                                             const struct sp_facts *facts,
                                             uint32_t item[SP_INSPECT_DOCS_MAX],
                                             size_t *count, struct sp_err *err);
/* Hash of all that the findings in document i depend on beside the document
 * and its references.  Codes as above. */
SP_NODISCARD enum sp_status sp_inspect_inputs(struct sp_inspection *inspection,
                                              size_t i,
                                              const struct sp_facts *facts,
                                              struct sp_hash *out,
                                              struct sp_err *err);

/* Run the checks over a document that was read without errors, before it is
 * resolved.  world is that of the document; the arena its own.  SP_E_IO. */
SP_NODISCARD enum sp_status
sp_inspect_doc(struct sp_inspection *inspection, struct sp_arena *arena,
               const struct sp_world *world, const struct sp_doc *doc,
               struct sp_diags *diags, struct sp_err *err);

/* The models that the checks of one document ask for, each once. */
struct sp_inspect_asking {
  struct sp_inspection *inspection;
  struct {
    size_t item;
    struct sp_doc *doc; /* NULL: it is none, or in error */
  } given[SP_INSPECT_DOCS_MAX];
  size_t count, bytes;
  enum sp_status status; /* the first failure; then answers lack */
  struct sp_err *err;
};
void sp_inspect_ask(struct sp_inspect_asking *asking,
                    struct sp_inspection *inspection, struct sp_err *err);
/* As struct sp_check_world has it; ctx is the asking. */
struct sp_doc *sp_inspect_document(void *ctx, struct sp_arena *arena,
                                   struct sp_str path);

/* Print of each script that the report tells of which ways its test calls go,
 * which they do not, and calls that would; then the sum.  A script in error is
 * named instead and not counted.  All models must be there, as after a run that
 * read all files afresh.  *whole: no script is in error, and every way is gone.
 * SP_E_IO the temporary file. */
SP_NODISCARD enum sp_status
sp_inspect_coverage(struct sp_inspection *inspection,
                    const struct sp_report *report, bool *whole,
                    struct sp_err *err);

/* Once all documents were noted: the checks of the site as a whole.  Their
 * findings become each item's `whole`.  SP_E_IO; SP_E_LIMIT. */
SP_NODISCARD enum sp_status sp_inspect_site(struct sp_inspection *inspection,
                                            struct sp_err *err);

#endif
