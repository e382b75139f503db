/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/walk.h - a script on its way through one request: the answers so far
 * stand in the address, one parameter a step, and nowhere else.
 *
 *   /roads/report-a-pothole/steps/where-is-it?is-anyone-in-danger-now=not-sure
 *
 * A parameter is named by the step's address and holds the slug of the choice's
 * label.  One that names no step, or no choice that this viewer's level may
 * know of, is as if it were not there, and no link carries it on. */
#ifndef SP_WALK_H
#define SP_WALK_H

#include "lib/call.h"
#include "lib/page.h"

#include "searchd/request.h"

struct sp_walk_answer {
  struct sp_str slug, label; /* both empty: none */
};

/* Everything lives in the arena; texts may be the page's. */
struct sp_walk {
  struct sp_arena *arena;
  struct sp_doc *doc; /* ours: its ways are written anew */
  const struct sp_script *script;
  struct sp_situation situation;
  struct sp_walk_answer *answer; /* one a step of the script */
  size_t named[SP_PARAMS_MAX];   /* steps that the address names */
  size_t names;
  size_t step;         /* where it stands */
  struct sp_call call; /* the way there */
  bool reached;        /* the answers lead there */
  bool is_offered;     /* what was answered here is a choice still: lead_on */
};

/* Begin with a script's page.  False: it is not kept so that it can be walked;
 * then it is shown as its page has it.  The situation is the caller's, and of
 * its audience's index. */
bool sp_walk_begin(struct sp_walk *walk, struct sp_arena *arena,
                   const struct sp_page *page,
                   const struct sp_situation *situation,
                   const struct sp_request *req);
/* Go to the step of this address (empty: the first).  False: there is none. */
bool sp_walk_to(struct sp_walk *walk, struct sp_str anchor);

/* Make the ways on from the step carry the answers, each past the questions
 * behind it that have one; choices that these answers rule out go.  After
 * sp_walk_to(). */
void sp_walk_lead_on(struct sp_walk *walk);

/* Address of a step with all answers. */
struct sp_url sp_walk_url(const struct sp_walk *walk, size_t step);
/* The step shown before this one; SP_STEP_NONE: none. */
size_t sp_walk_back(const struct sp_walk *walk);

#endif
