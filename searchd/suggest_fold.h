/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/suggest_fold.h - the words of a title or of what is typed, in the one
 * form in which they are compared. */
#ifndef SP_SUGGEST_FOLD_H
#define SP_SUGGEST_FOLD_H

#include "lib/arena.h"

#define SP_SUGGEST_WORDS_MAX 32 /* of one text; the rest is not read */
#define SP_SUGGEST_WORD_MAX 64  /* bytes; what is longer is cut */

struct sp_suggest_words {
  struct sp_str word[SP_SUGGEST_WORDS_MAX]; /* never empty */
  unsigned count;
  char text[SP_SUGGEST_WORDS_MAX * SP_SUGGEST_WORD_MAX]; /* theirs */
};

/* Lower case, Latin letters without their accents, apostrophes taken out;
 * everything else that is no letter or digit parts words.  text is valid UTF-8.
 * The arena is used only when there is more than ASCII in it. */
void sp_suggest_fold(struct sp_arena *arena, struct sp_str text,
                     struct sp_suggest_words *out);

/* Is this folded word one of the small ones that say little (the, for, my)? */
bool sp_suggest_is_common(struct sp_str word);
/* Does it begin a question (what, can, is)? */
bool sp_suggest_is_asking(struct sp_str word);

#endif
