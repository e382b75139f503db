/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tests/unit/doc_make.h - random documents that are valid: models of all types
 * with all kinds of nodes, and text in which every sign means something to one
 * form or the other. */
#ifndef SP_TEST_DOC_MAKE_H
#define SP_TEST_DOC_MAKE_H

#include "lib/doc.h"
#include "lib/fields_rules.h"

#define DOC_FIELDS_MAX 64

/* How often each was made. */
struct doc_cover {
  size_t type[SP_DOC_TYPES], kind[SP_NODE_KINDS], key[SP_KEYS];
  size_t guard[SP_GUARD_IF + 1], outcome[SP_OUTCOMES], record[SP_RECORDS];
  size_t field[DOC_FIELDS_MAX]; /* by its place in the rules */
  size_t align[4], negated, head_cell, headless, loose, ordered, plain_quote;
};

/* The document of this seed, tidy (lib/tidy.h), in the arena. */
struct sp_doc *doc_make(struct sp_arena *arena, uint64_t seed,
                        struct doc_cover *cover);

/* ---- private to doc_make*.c */

struct doc_maker {
  struct sp_arena *arena;
  struct doc_cover *cover;
  uint64_t state;
  struct sp_doc *doc;
  unsigned sections, headings; /* made so far */
};

/* doc_make_text.c */
/* A number below n. */
unsigned doc_roll(struct doc_maker *m, unsigned n);
/* Words for where no line begins, or for where one does; never empty. */
struct sp_str doc_words(struct doc_maker *m, bool at_start);
/* The same without `|`. */
struct sp_str doc_cell_words(struct doc_maker *m);
/* A label: it begins with a letter. */
struct sp_str doc_label(struct doc_maker *m);
struct sp_str doc_target(struct doc_maker *m);
struct sp_node *doc_node(struct doc_maker *m, enum sp_node_kind kind);
struct sp_node *doc_text(struct doc_maker *m, struct sp_str text);
struct sp_guard doc_guard(struct doc_maker *m);
/* What stands in a sentence. */
enum {
  DOC_BREAKS = 1, /* hard breaks may */
  DOC_PLAIN = 2,  /* it begins with a word, not with a link */
  DOC_CELL = 4,   /* no `|` */
  DOC_BANG = 16,  /* a link may begin with `!` */
  DOC_IN_LINK = 8 /* no links */
};
void doc_inlines(struct doc_maker *m, struct sp_node *into, unsigned how);

/* doc_make_front.c */
void doc_front(struct doc_maker *m);

/* doc_make_script.c */
/* Keyed lines and choices among the blocks of a step. */
void doc_step(struct doc_maker *m, struct sp_node *step);
void doc_test_calls(struct doc_maker *m);

/* doc_make.c */
/* A block into `into`; depth: of what stands around it. */
void doc_block(struct doc_maker *m, struct sp_node *into, unsigned depth);

#endif
