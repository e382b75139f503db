/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/check_twins.h - steps that say nearly the same in two scripts (W24).
 *
 * Of each step a sketch is kept, the least hashes of its runs of three words
 * (Broder, On the resemblance and containment of documents, 1997); so all
 * scripts of a site can be compared without reading them again. */
#ifndef SP_CHECK_TWINS_H
#define SP_CHECK_TWINS_H

#include "lib/doc.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SP_SKETCH_MAX 128      /* hashes; a step with fewer is told exactly */
#define SP_SKETCH_WORDS_MIN 20 /* a step of fewer words has no sketch */
#define SP_SKETCHES_MAX 300    /* of one script */

struct sp_sketch {
  struct sp_str heading;
  unsigned line;
  uint32_t *hash; /* ascending, each once */
  size_t hashes;
};

struct sp_sketches {
  struct sp_sketch *item;
  size_t count, cap;
};

/* Of the steps of a script; of other documents there are none.  The words of
 * includes do not count, nor headings, nor the labels of choices.  Lists live
 * in the arena, headings in the document. */
void sp_sketch_doc(struct sp_arena *arena, const struct sp_doc *doc,
                   struct sp_sketches *out);

/* Runs of three words that two steps have in common, of all that they have, in
 * hundredths; exact when both have less than SP_SKETCH_MAX. */
unsigned sp_sketch_likeness(const struct sp_sketch *a,
                            const struct sp_sketch *b);

void sp_sketches_pack(struct sp_buf *out, const struct sp_sketches *sketches);
/* in->broken when the bytes are; headings are borrowed from them. */
void sp_sketches_unpack(struct sp_arena *arena, struct sp_unpack *in,
                        struct sp_sketches *out);

/* The sketches of one script. */
struct sp_twin_script {
  struct sp_str path;
  struct sp_sketches steps;
};
/* A step, and the one of an earlier script that is most like it: at least
 * SP_TWIN_LIKENESS. */
#define SP_TWIN_LIKENESS 80
struct sp_twin_pair {
  size_t script, step, other_script, other_step;
};
/* At most one pair for each step, in order.  The list lives in the arena. */
struct sp_twin_pair *sp_twin_pairs(struct sp_arena *arena,
                                   const struct sp_twin_script *script,
                                   size_t scripts, size_t *count);
/* The W24 of a pair, at the later step. */
void sp_twin_say(const struct sp_twin_script *script,
                 const struct sp_twin_pair *pair, struct sp_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
