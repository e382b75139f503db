/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/answer.h - is the first result of a search good enough to be given as
 * the answer?  Pure functions of results that were explained (lib/index.h). */
#ifndef SP_ANSWER_H
#define SP_ANSWER_H

#include "lib/index.h"

/* Results to ask of the search, explained: the words that they have tell how
 * much each word of the query weighs. */
#define SP_ANSWER_HITS 5
/* Below it no answer is given; docs/relevance.md has what it was chosen by. */
#define SP_ANSWER_CONFIDENCE_MIN 0.6
/* A lead of this share of the first result's score counts as a whole one. */
#define SP_ANSWER_LEAD_WHOLE 0.5
/* Words of the query that are looked at, as many as are searched. */
#define SP_ANSWER_WORDS_MAX 32

/* The share of the query's words that the first result has, 0 to 1.  A word
 * weighs what it weighs in the result that has most of it, which is more for
 * rare words and little for common ones; a word that no result has weighs as
 * the mean of the others.  What a word was corrected to, and what stands for
 * it, is counted as the word. */
double sp_answer_share(struct sp_arena *arena, struct sp_str query,
                       const struct sp_results *results);
/* How far the first result's score lies above that of the best other, as a part
 * of the first's, 0 to 1; 1 when there is no other.  What stands among the
 * results only because the first names it is no other. */
double sp_answer_lead(const struct sp_results *results);
/* 0 to 1: share * (1 + min(1, lead / SP_ANSWER_LEAD_WHOLE)) / 2.  A first
 * result that is pinned to the search is certain: 1.  No result, or one with
 * nothing of the query: 0. */
double sp_answer_confidence(struct sp_arena *arena, struct sp_str query,
                            const struct sp_results *results);

#endif
