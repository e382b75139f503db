/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/suggest_parts.h - how the table of suggestions is laid out: for the
 * files searchd/suggest*.c alone.
 *
 * Everything is an array of numbers of 32 bits into few pools, so that a page
 * costs some fifty bytes beside its head.  Entries are numbered by their rank,
 * best first; words of all entries stand once, sorted by bytes, so that those
 * with one beginning are neighbours: a range.  Each word has its postings, best
 * first.  For a range with more than SP_SUGGEST_SCAN postings the best are kept
 * ready: then no beginning costs more than that many steps. */
#ifndef SP_SUGGEST_PARTS_H
#define SP_SUGGEST_PARTS_H

#include "searchd/suggest.h"

#include "searchd/suggest_fold.h"

#define SP_SUGGEST_SCAN 128  /* postings looked at for one beginning */
#define SP_SUGGEST_READY 128 /* entries kept ready for a range */
#define SP_SUGGEST_NONE UINT32_MAX
/* For a title and an id that JSON and addresses take as they are. */
#define SP_SUGGEST_PLAIN (UINT32_MAX - 1)

/* Where in the entry a word stands; worth points. */
enum sp_suggest_place { SP_PLACE_FIRST, SP_PLACE_LATER, SP_PLACE_COMMON };

/* An entry and a place. */
static inline uint32_t
sp_posting(uint32_t entry, enum sp_suggest_place place)
{
  return entry << 2 | (uint32_t)place;
}
#define SP_SUGGEST_ENTRIES_MAX ((uint32_t)1 << 30)

/* Words [low, high) of the vocabulary. */
struct sp_suggest_range {
  uint32_t low, high;
};

/* The best of a range: SP_SUGGEST_READY postings at most. */
struct sp_suggest_ready {
  struct sp_suggest_range range;
  uint32_t at, count; /* in ready_posting */
};

/* What an entry leads to that is no page as a whole. */
struct sp_suggest_place_of {
  uint32_t head; /* of the page it lies in; SP_SUGGEST_NONE: no page */
  sp_instant from, until;
};

struct sp_suggest {
  const struct sp_page_head *head;
  size_t heads;

  uint32_t entries;
  uint32_t *target;   /* of each: a head, or heads + an index into other */
  uint32_t *shown;    /* of each: where in texts; or NONE, PLAIN: the title */
  uint8_t *score;     /* of each, falling */
  uint32_t *words_at; /* of each, and one more: in word_of */
  uint32_t *word_of;  /* the entry's words, in their order, each once */
  uint64_t *marks;    /* of each: sp_suggest_marks() of all its words */
  struct sp_suggest_place_of *other;
  uint32_t others;
  /* Records: two lengths of 16 bits, the text as JSON without its quotes, and
   * what follows the page's address (an anchor) or the address itself. */
  char *texts;
  uint32_t texts_len;

  uint32_t words;
  uint32_t *letters_at; /* of each word, and one more */
  char *letters;
  uint32_t *posting_at; /* of each word, and one more */
  uint32_t *posting;
  uint32_t first[257]; /* words that begin with byte b: [first[b], first[b+1])
                        */
  struct sp_suggest_ready *ready; /* by low, then by high from the largest */
  uint32_t readies, ready_len;
  uint32_t *ready_posting;
  size_t bytes;
};

/* A word found at this place adds so much to the entry's score. */
static inline uint32_t
sp_suggest_key(const struct sp_suggest *suggest, uint32_t posting)
{
  static const uint8_t points[] = {40, 16, 0, 0};

  return suggest->score[posting >> 2] + (uint32_t)points[posting & 3];
}
#define SP_SUGGEST_POINTS_MAX 40

static inline struct sp_str
sp_suggest_word(const struct sp_suggest *suggest, uint32_t word)
{
  uint32_t at = suggest->letters_at[word];

  return sp_str_n(suggest->letters + at, suggest->letters_at[word + 1] - at);
}

static inline uint32_t
sp_suggest_postings(const struct sp_suggest *suggest,
                    struct sp_suggest_range range)
{
  return suggest->posting_at[range.high] - suggest->posting_at[range.low];
}

/* Bits for how the word begins.  An entry that lacks one of those of a typed
 * word has no word that begins so; most entries are passed over by that alone.
 */
static inline uint64_t
sp_suggest_marks(struct sp_str word)
{
  const unsigned char *p = (const unsigned char *)word.ptr;
  uint64_t bits = (uint64_t)1 << p[0] % 24;

  if (word.len >= 3)
    bits |= (uint64_t)1 << (24 + (p[0] * 31u * 31u + p[1] * 31u + p[2]) % 40);
  return bits;
}

/* The best entries so far: by key, then by number. */
struct sp_suggest_best {
  const struct sp_suggest *suggest;
  const struct sp_viewer *viewer; /* NULL: everything may be seen */
  size_t limit, count;
  uint32_t key[SP_SUGGEST_READY], posting[SP_SUGGEST_READY];
};
/* Take it in if it is good enough, may be seen, and its address is not there
 * with a better entry. */
void sp_suggest_offer(struct sp_suggest_best *best, uint32_t posting);
/* Could an entry of this number still be taken in, wherever the word is? */
bool sp_suggest_is_open(const struct sp_suggest_best *best, uint32_t entry);

/* The words that begin so. */
struct sp_suggest_range sp_suggest_range(const struct sp_suggest *suggest,
                                         struct sp_str beginning);
/* Of the words of `range`, which all have at least `depth` bytes in common:
 * those with this byte after them. */
struct sp_suggest_range sp_suggest_narrow(const struct sp_suggest *suggest,
                                          struct sp_suggest_range range,
                                          size_t depth, unsigned char byte);

/* The ranges of words that begin like `typed` with one slip, each once. */
#define SP_SUGGEST_SLIPS_MAX 64
struct sp_suggest_slips {
  struct sp_suggest_range range[SP_SUGGEST_SLIPS_MAX];
  size_t count;
};
void sp_suggest_slip(const struct sp_suggest *suggest, struct sp_str typed,
                     struct sp_suggest_slips *out);

/* Do JSON and addresses take these as they are? */
bool sp_suggest_is_plain(struct sp_str title, struct sp_str id);

/* Fill `ready` of a table that is otherwise made, from the arena. */
void sp_suggest_make_ready(struct sp_suggest *suggest, struct sp_arena *arena);

#endif
