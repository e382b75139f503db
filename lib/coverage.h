/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/coverage.h - which ways of a script its test calls have gone. */
#ifndef SP_COVERAGE_H
#define SP_COVERAGE_H

#include "lib/directory.h"
#include "lib/test_call.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Choices, `Next` and `Otherwise` count; red flags do not. */
bool sp_coverage_counts(const struct sp_edge *edge);

/* `"Garden" at "Which bin?"`, `Next: of "Which bin?"`; into the arena. */
struct sp_str sp_coverage_way(struct sp_arena *arena,
                              const struct sp_step *step,
                              const struct sp_edge *edge);

struct sp_coverage {
  bool **edge;           /* [step][edge of the step] has been gone */
  size_t edges, covered; /* of those that count */
};

/* Run one test call as of `now`.  Office hours are what it says, else what its
 * time tells, else open; a day of the week is one without a bank holiday.
 * directory: NULL is never open.  True when it ends where it
 * should; else *why is a sentence (in arena).  *call has no legs when it could
 * not be read. */
bool sp_coverage_run(struct sp_arena *arena, const struct sp_script *script,
                     const struct sp_directory *directory,
                     const struct sp_node *item, sp_instant now,
                     struct sp_call *call, struct sp_str *why);

/* Run all test calls of the script. */
void sp_coverage_of(struct sp_arena *arena, const struct sp_script *script,
                    const struct sp_directory *directory, sp_instant now,
                    struct sp_coverage *out);

/* Lines for `## Test calls` that go the ways not gone yet, as far as some
 * caller can: `- (level 2) Refuse; Yes => Book a return visit`.  In the
 * brackets stands only what changes the way.  areas: those of the site.  sub:
 * as sp_caller_terms_complete() has it.  They say what the script does now: the
 * author reads whether it is what it should do. */
void sp_coverage_suggest(
    struct sp_arena *arena, const struct sp_script *script,
    const struct sp_directory *directory, const struct sp_texts *areas,
    sp_instant now,
    const struct sp_doc *(*sub)(void *ctx, const struct sp_node *do_first),
    void *ctx, struct sp_coverage *coverage, struct sp_texts *out);

#ifdef __cplusplus
}
#endif
#endif
