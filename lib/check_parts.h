/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_parts.h - private to lib/check*.c: the functions of the table.
 *
 * Each looks for one thing and says it where the author has to change
 * something. */
#ifndef SP_CHECK_PARTS_H
#define SP_CHECK_PARTS_H

#include "lib/check.h"

/* node: where; its line and column are shown. */
#define SP_CHECK_SAY(c, code, node, ...)                                       \
  sp_diag((c)->diags, code, (c)->doc->path, (node)->line, (node)->col,         \
          __VA_ARGS__)
/* The file as a whole, or a line of its front matter: see sp_check_line(). */
#define SP_CHECK_SAY_AT(c, code, line, ...)                                    \
  sp_diag((c)->diags, code, (c)->doc->path, line, 0, __VA_ARGS__)

/* The line of a field of the front matter; 1 when it is not there. */
unsigned sp_check_line(const struct sp_checking *c, const char *field);

/* The document that a `Do first` names, into the checking's arena; NULL: none
 * can be read. */
const struct sp_doc *sp_check_sub(struct sp_checking *c,
                                  const struct sp_node *do_first);
/* The document of a path or an id, likewise. */
const struct sp_doc *sp_check_named(struct sp_checking *c, struct sp_str name);

/* ---- check_flow.c: the shape of a script */
/* Of each step: does a way lead to it (red flags too), and can a call end from
 * it?  In the checking's arena. */
bool *sp_check_reached(struct sp_checking *c);
bool *sp_check_ending(struct sp_checking *c);
/* Is the i-th choice never shown, since one with its label always comes
 * before? */
bool sp_check_is_hidden(const struct sp_step *step, size_t i);
void sp_check_e01(struct sp_checking *c);
void sp_check_w04(struct sp_checking *c);
void sp_check_e05(struct sp_checking *c);
void sp_check_w05(struct sp_checking *c);
void sp_check_w06(struct sp_checking *c);
void sp_check_e07(struct sp_checking *c);
void sp_check_w08(struct sp_checking *c);
void sp_check_w18(struct sp_checking *c);

/* ---- check_guards.c: conditions */
void sp_check_e09(struct sp_checking *c);
/* Do the X and the Y of an `if X: Y` exist?  True of other conditions. */
bool sp_check_if_is_known(struct sp_checking *c, const struct sp_guard *guard);
void sp_check_if(struct sp_checking *c); /* E25: `if X: Y` of no X or Y */

/* ---- check_calls.c: test calls */
void sp_check_e20(struct sp_checking *c);
void sp_check_w20(struct sp_checking *c);
void sp_check_e25(struct sp_checking *c); /* with sp_check_if() */

/* ---- check_words.c, check_reading.c, check_acronyms.c: what is written */
void sp_check_w13(struct sp_checking *c);
void sp_check_w14(struct sp_checking *c);
void sp_check_w15(struct sp_checking *c);
void sp_check_w19(struct sp_checking *c);
void sp_check_e23(struct sp_checking *c);
void sp_check_w26(struct sp_checking *c); /* no text; the readers the rest */

/* ---- check_typed.c: numbers and prices that other files keep */
void sp_check_w30(struct sp_checking *c);
void sp_check_w31(struct sp_checking *c);

/* ---- check_world.c, check_contacts.c, check_time.c: the rest of the site */
void sp_check_e11(struct sp_checking *c);
void sp_check_e12(struct sp_checking *c);
void sp_check_e16(struct sp_checking *c); /* the owner; fields.h the others */
void sp_check_w16(struct sp_checking *c);
void sp_check_e17(struct sp_checking *c);
void sp_check_w21(struct sp_checking *c);
void sp_check_w22(struct sp_checking *c);

#endif
