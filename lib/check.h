/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check.h - the checks of the content: one table, a function for each.
 *
 * A reader (markdown.h, xml.h) says what is wrong with a file's form, and
 * resolve.h what is wrong with its links; their codes stand in the table too,
 * so that it is the whole list.  All other checks look at the model of one
 * document as it was read, before resolve.h changes it, or at the site as a
 * whole.  E keeps a document out, W does not. */
#ifndef SP_CHECK_LIB_H
#define SP_CHECK_LIB_H

#include "lib/directory.h"
#include "lib/resolve.h"
#include "lib/script.h"
#include "lib/site.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the checks may ask of the rest of the site.  Any pointer and function
 * may be NULL: then what needs it finds nothing. */
struct sp_check_world {
  void *ctx;
  sp_instant now;
  const struct sp_world *links; /* resolve.h's questions */
  const struct sp_site *site;   /* glossary, areas, services */
  const struct sp_fees *fees;
  const struct sp_directory *directory;
  /* The document of a path below content/, as read, into arena; NULL: none, or
   * it is in error. */
  struct sp_doc *(*document)(void *ctx, struct sp_arena *arena,
                             struct sp_str path);
};

/* One document being checked. */
struct sp_checking {
  struct sp_arena *arena; /* for the time of this document */
  const struct sp_check_world *world;
  const struct sp_doc *doc;
  const struct sp_script *script; /* NULL: it is none, or one without steps */
  struct sp_diags *diags;
};

struct sp_check {
  char code[4];
  const char *title; /* a few words, as `check --list` shows them */
  /* NULL: the readers or resolve.h find it. */
  void (*run)(struct sp_checking *checking);
};
/* In the order of their numbers. */
extern const struct sp_check sp_checks[];
extern const size_t sp_checks_count;

/* A set of codes that are left out (`check --without E05,W14`). */
struct sp_check_set {
  bool out[64]; /* by place in sp_checks */
};
/* False: there is no such code; the set is then as it was. */
bool sp_check_set_add(struct sp_check_set *set, struct sp_str code);
bool sp_check_set_has(const struct sp_check_set *set, const char *code);

/* A script with more than this is E25, and nothing else is looked at. */
#define SP_CHECK_MAX_STEPS 300
#define SP_CHECK_MAX_EDGES 3000
#define SP_CHECK_MAX_STEP_EDGES 60 /* of one step */
#define SP_CHECK_MAX_CALLS 200     /* test calls */
bool sp_check_is_sound(const struct sp_script *script);

/* Run all functions of the table that are not left out (without: NULL leaves
 * none) over one document that was read without errors. */
void sp_check_doc(struct sp_arena *arena, const struct sp_check_world *world,
                  const struct sp_check_set *without, const struct sp_doc *doc,
                  struct sp_diags *diags);

/* The other documents for which the checks of this one ask, by path or id: what
 * is done first, and what it translates.  The list lives in the arena, its
 * texts there or in the document. */
void sp_check_refs(struct sp_arena *arena, const struct sp_doc *doc,
                   struct sp_texts *out);

/* When a finding of this document may come or go with time alone, sorted, each
 * once: overdue reviews, contacts to verify.  So a run at that moment looks
 * again. */
struct sp_instants;
void sp_check_boundaries(struct sp_arena *arena, const struct sp_doc *doc,
                         struct sp_instants *out);

#ifdef __cplusplus
}
#endif
#endif
