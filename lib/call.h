/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/call.h - the script engine: walks a script with what is known of a call.
 *
 * A walk does no I/O, keeps nothing and asks no clock: the same script, the
 * same situation and the same answers give the same path.  Who the caller is
 * and what they said in free words never gets here: answers are labels of
 * choices, values of choice and yes-no fields, and results of sub-scripts. */
#ifndef SP_CALL_H
#define SP_CALL_H

#include "lib/script.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is known before the first question. */
struct sp_situation {
  enum sp_audience audience; /* whose site it is */
  unsigned level;            /* 1 to 4; the public's is 1 */
  struct sp_str area;        /* as written in site.yaml; empty: not known */
  struct sp_str channel;     /* a guard's word; empty: phone for staff, online
                                for the public */
  sp_instant now;
  bool office_hours; /* is the council open at `now`? */
};

/* A step on the way, and in which sub-script. */
struct sp_place {
  const struct sp_script *script;
  size_t step;
  struct sp_str prefix; /* "" of the call's own script, "identity-check/" */
};

/* Who answers.  Any function may be NULL: then nothing is known. */
struct sp_answers {
  void *ctx;
  /* The label that was chosen at this step (of a choice, or of a red flag);
   * empty: not answered. */
  struct sp_str (*choice)(void *ctx, const struct sp_place *place);
  /* The value of a choice or yes-no field of the call; empty: none. */
  struct sp_str (*field)(void *ctx, struct sp_str name);
  /* The result of a sub-script by its name, when it is known without walking
   * it; empty: not known. */
  struct sp_str (*result)(void *ctx, struct sp_str name);
  /* What was chosen at a step of this name, where the walk itself has not come
   * by; empty: not known. */
  struct sp_str (*chosen)(void *ctx, struct sp_str step);
  /* The sub-script that `do_first` of `from` names; NULL: pass over it, as
   * one without result. */
  const struct sp_script *(*sub)(void *ctx, const struct sp_script *from,
                                 const struct sp_node *do_first);
};

enum sp_call_state {
  SP_CALL_ASKING,    /* at a step with choices, none of them chosen */
  SP_CALL_AT_STOP,   /* at the step that the caller of the walk asked for */
  SP_CALL_ENDED,     /* at an outcome */
  SP_CALL_ELSEWHERE, /* an edge has led to another document */
  SP_CALL_STUCK,     /* no way on for this caller: the checks find such steps */
  SP_CALL_LOOPS      /* the answers lead round and round */
};

/* One step behind the caller, or the one where they are. */
struct sp_leg {
  struct sp_place place;
  /* How it was left; NULL: the last one (unless its edge leads ELSEWHERE), or
   * left by an outcome `return`. */
  const struct sp_edge *edge;
  bool shown;    /* its guard held */
  bool answered; /* by a choice of the caller's */
};

struct sp_call {
  enum sp_call_state state;
  struct sp_leg *leg; /* in order; the last is where the call is */
  size_t legs, cap;
  struct sp_str refused; /* ASKING: an answer that is none of the choices that
                            show; empty: none was given */
  const struct sp_node *outcome; /* ENDED */
  const struct sp_edge *way_out; /* ELSEWHERE */
  /* Results of sub-scripts in the order in which they came: name, result. */
  struct sp_texts result_names, results;
};

/* Steps that a walk may take, sub-scripts included; over it the call LOOPS. */
#define SP_CALL_MAX_LEGS 400
/* Sub-scripts within one another; deeper ones are passed over. */
#define SP_CALL_MAX_DEPTH 4

/* Walk from the first step.  stop: prefix and address of a step
 * ("identity-check/passed"); the walk ends when it comes there, whatever the
 * answer; empty: go as far as the answers lead.  Everything in *out lives in
 * arena. */
void sp_call_walk(struct sp_arena *arena, const struct sp_script *script,
                  const struct sp_situation *situation,
                  const struct sp_answers *answers, struct sp_str stop,
                  struct sp_call *out);

/* Where it is; NULL: the script has no step. */
const struct sp_place *sp_call_place(const struct sp_call *call);

/* The edges of a step that show in this call, in order: of choices with one
 * label the first whose guard holds.  Returns their number; edge has room for
 * the step's edges. */
size_t sp_call_edges(const struct sp_call *call,
                     const struct sp_situation *situation,
                     const struct sp_answers *answers,
                     const struct sp_place *place, const struct sp_edge **edge);

/* Does a guard hold?  An area that is not known: true (blocks show under their
 * area's name, choices show).  A field without answer: false, also when
 * negated. */
bool sp_call_guard(const struct sp_call *call,
                   const struct sp_situation *situation,
                   const struct sp_answers *answers,
                   const struct sp_place *place, const struct sp_guard *guard);

#ifdef __cplusplus
}
#endif
#endif
