/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/test_call.h - the calls under `## Test calls`: read, and walked.
 *
 * `(Sunday 02:10; level 1; area Northmarsh; identity-check passed) Refuse;
 * Yes => Book a return visit`: in brackets what is known before the call, then
 * the labels in the order in which they are chosen, then the heading of the
 * step at which the call ends, or the title or path of the document to which
 * it leads. */
#ifndef SP_TEST_CALL_H
#define SP_TEST_CALL_H

#include "lib/call.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sp_test_call {
  const struct sp_node *node; /* the list item */
  struct sp_texts choices;    /* labels, in order */
  struct sp_str ends;
  struct sp_situation situation; /* office_hours is for the caller to set */
  bool clock_set, weekday_set;   /* a time was given; by a day of the week */
  bool office_set, office;       /* `office hours`, `out of hours` */
  struct sp_texts names, values; /* results and fields: `bin garden` */
};

/* Read one; `now` is the moment from which "Sunday" is the next one, and that
 * of a call without a time.  False:
 * *why is a sentence for the author. */
bool sp_test_call_read(struct sp_arena *arena, const struct sp_script *script,
                       const struct sp_node *item, sp_instant now,
                       struct sp_test_call *out, const char **why);

/* The items of the script's test calls, in order, from the first
 * (item NULL) on; NULL: no more. */
const struct sp_node *sp_test_call_next(const struct sp_script *script,
                                        const struct sp_node *item);

/* Walk it; a sub-script whose result is not given is passed over.  True when it
 * ends where it should.  Else *why says what happened instead, naming the step
 * (it lives in arena).  *call is filled in either case. */
bool sp_test_call_run(struct sp_arena *arena, const struct sp_script *script,
                      const struct sp_test_call *test, struct sp_call *call,
                      struct sp_str *why);

#ifdef __cplusplus
}
#endif
#endif
