/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/script.h - a script as a graph: its steps, and the ways between them.
 *
 * Made from a document's model, before or after resolve.h.  It does no I/O,
 * holds no state and points into the document: keep that as long.  call.h
 * walks it, the checks look at its shape, graph.h draws it. */
#ifndef SP_SCRIPT_H
#define SP_SCRIPT_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

enum sp_edge_kind {
  SP_EDGE_CHOICE,
  SP_EDGE_NEXT,
  SP_EDGE_OTHERWISE, /* of `Only:`, when its guard does not hold */
  SP_EDGE_STOP       /* a red flag */
};

/* Where an edge leads that is no step of this script. */
#define SP_STEP_NONE SIZE_MAX

struct sp_edge {
  enum sp_edge_kind kind;
  struct sp_str label;  /* CHOICE, STOP: the words of its link */
  size_t to;            /* step; SP_STEP_NONE when it leads to another document,
                           or nowhere at all */
  struct sp_str target; /* as the author wrote it */
  const struct sp_guard *guard; /* CHOICE: kind NONE when it has none */
  const struct sp_node *node;   /* the choice or keyed line; of OTHERWISE the
                                   section */
};

struct sp_step {
  struct sp_str anchor;          /* "start" for the introduction */
  struct sp_str heading;         /* the document's title for the introduction */
  const struct sp_node *node;    /* SECTION, or ROOT */
  const struct sp_guard *guard;  /* of `Only:`; kind NONE when it has none */
  const struct sp_node *outcome; /* the keyed line, or NULL */
  const struct sp_node *judgement;
  struct sp_edge *edge; /* choices in order, next, otherwise, own stops */
  size_t edges, choices;
  /* Keyed lines of this step, in order. */
  const struct sp_node **do_first, **record;
  size_t do_firsts, records;
};

/* The X of an `if X: Y`, looked up once. */
struct sp_script_if;

struct sp_script {
  const struct sp_doc *doc;
  /* In document order, so step[0] is the first.  The introduction is one when
   * it has choices, a `Next` or an `Outcome`; otherwise its `Do first`,
   * `Record` and `Judgement` belong to the first step. */
  struct sp_step *step;
  size_t steps, cap;
  size_t *by_anchor; /* steps, sorted by address */
  /* Red flags of the introduction: they stand at each step, after its own. */
  struct sp_edge *stop;
  size_t stops;
  const struct sp_node *test_calls; /* the section, or NULL */
  struct sp_script_if *ifs;         /* by the place of the guard's text */
  size_t if_slots;                  /* a power of two */
};

/* Of a document of type SP_DOC_SCRIPT; steps may be none. */
struct sp_script *sp_script_new(struct sp_arena *arena,
                                const struct sp_doc *doc);

/* The step of an address ("out-by-7"); SP_STEP_NONE: none. */
size_t sp_script_step(const struct sp_script *script, struct sp_str anchor);
/* The step whose heading or address this is, without regard to case, white
 * space and final punctuation; SP_STEP_NONE: none. */
size_t sp_script_step_named(const struct sp_script *script, struct sp_str name);
/* The record field of a name, any case; NULL: none. */
const struct sp_node *sp_script_record(const struct sp_script *script,
                                       struct sp_str name);
/* The `Do first` of a name, which is the last part of its target's path
 * ("identity-check") or its link's words, any case; NULL: none. */
const struct sp_node *sp_script_do_first(const struct sp_script *script,
                                         struct sp_str name);
/* That last part: "identity-check" of "../shared/identity-check.md". */
struct sp_str sp_do_first_name(const struct sp_node *do_first);

/* What the X of `if X: Y` is. */
enum sp_if_kind {
  SP_IF_UNKNOWN,
  SP_IF_STEP,   /* Y is a choice's label */
  SP_IF_RECORD, /* Y is a value of a choice field, or yes or no */
  SP_IF_RESULT  /* X is a sub-script; Y one of its results */
};
/* Steps come before records, records before sub-scripts. */
enum sp_if_kind sp_script_if(const struct sp_script *script, struct sp_str x);

struct sp_script_if {
  struct sp_str x;
  enum sp_if_kind kind;
  size_t step;                /* STEP */
  const struct sp_node *node; /* RECORD, RESULT: the keyed line */
};
/* The same with what it is, without a search where x is the text of a guard of
 * this document. */
struct sp_script_if sp_script_if_find(const struct sp_script *script,
                                      struct sp_str x);

/* Are these one answer?  Without regard to case, white space, quotation marks
 * of either form, and a final full stop or question mark. */
bool sp_answer_same(struct sp_str a, struct sp_str b);

#ifdef __cplusplus
}
#endif
#endif
