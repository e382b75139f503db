/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/callers.h - every kind of caller that the conditions of a script tell
 * apart: each level, open or not, each area and channel that is named and one
 * that is not, each stretch between the dates that are named, each value of a
 * field and each result of a sub-script.
 *
 * What was chosen at an earlier step is one of the labels that are named:
 * which of the others lead here is not looked into. */
#ifndef SP_CALLERS_H
#define SP_CALLERS_H

#include "lib/call.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_CALLER_NAMES_MAX 12 /* of one kind */
#define SP_CALLER_FIELDS_MAX 3 /* different X of `if X: Y` */

struct sp_caller_names {
  struct sp_str item[SP_CALLER_NAMES_MAX];
  size_t count;
};

struct sp_caller_field {
  struct sp_str x;
  bool is_step; /* then the walk itself knows what was chosen */
  struct sp_caller_names value;
};

/* What the conditions name. */
struct sp_caller_terms {
  unsigned level_min; /* of the document; 0 is 1 */
  bool too_many;      /* more is named than fits: this is not everybody */
  bool level, hours;
  struct sp_caller_names area, channel;
  sp_instant at[SP_CALLER_NAMES_MAX];
  size_t instants;
  struct sp_caller_field field[SP_CALLER_FIELDS_MAX];
  size_t fields;
};

/* Add what the choices of a step name, and the `Only:` of the steps to which
 * it leads. */
void sp_caller_terms_add(const struct sp_script *script,
                         const struct sp_step *step,
                         struct sp_caller_terms *terms);
/* Then the values that fields and sub-scripts have beside those that are
 * named.  sub: the document of a `Do first`, or NULL. */
void sp_caller_terms_complete(
    const struct sp_script *script,
    const struct sp_doc *(*sub)(void *ctx, const struct sp_node *do_first),
    void *ctx, struct sp_caller_terms *terms);

struct sp_caller {
  struct sp_situation situation;
  const struct sp_caller_terms *terms;
  size_t value[SP_CALLER_FIELDS_MAX];
};

/* The n-th caller, from 0 on; false: there are no more.  What the terms do not
 * name is: level 1, in office hours, at `now`. */
bool sp_caller_nth(const struct sp_caller_terms *terms,
                   enum sp_audience audience, sp_instant now, size_t n,
                   struct sp_caller *out);

/* The caller's value of a field or a sub-script; for struct sp_answers, ctx is
 * the caller. */
struct sp_str sp_caller_value(void *caller, struct sp_str name);

/* "at level 1, out of hours, in Northmarsh" */
struct sp_str sp_caller_words(struct sp_arena *arena,
                              const struct sp_caller *caller);
/* As in a test call: "(level 1; out of hours; area Northmarsh) "; empty when
 * there is nothing to say. */
struct sp_str sp_caller_given(struct sp_arena *arena,
                              const struct sp_caller *caller);

#ifdef __cplusplus
}
#endif
#endif
