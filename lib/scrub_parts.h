/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/scrub_parts.h - for lib/scrub*.c alone: text folded to cells, and what is
 * looked for in them. */
#ifndef SP_SCRUB_PARTS_H
#define SP_SCRUB_PARTS_H

#include "lib/arena.h"
#include "lib/base.h"

/* A character as it is matched: a digit or small letter of ASCII for every
 * character that looks like one, ' ' for white space, '-', '.', '/' and '@' for
 * all of their kind, and these. */
#define SP_SCRUB_LETTER 'X' /* of no Latin alphabet */
#define SP_SCRUB_MONEY '$'  /* a sign of a currency */
#define SP_SCRUB_SIGN '!'   /* another sign */
#define SP_SCRUB_MARKER 'M' /* a marker of ours; a wall */

struct sp_scrub_cells {
  struct sp_str text;
  const char *c;      /* one a cell */
  const uint32_t *at; /* offset in text of each cell, and of the end */
  size_t count;
};

/* What stands at a cell: so many cells, which become `marker`; or, when that is
 * NULL, which are nothing personal and are not to be looked at again. */
struct sp_scrub_found {
  size_t cells; /* 0: nothing */
  const char *marker;
};

/* Does text at byte `at` hold a marker of ours?  Its bytes; 0: no. */
size_t sp_scrub_marker(struct sp_str text, size_t at);

/* How this character is matched; '\0': it belongs to the one before it. */
char sp_scrub_fold_char(uint32_t c);
/* Is it a control character or one that shows nothing? */
bool sp_scrub_is_control(uint32_t c);
bool sp_scrub_is_invisible(uint32_t c);
/* Valid UTF-8 text in cells, in the arena. */
void sp_scrub_fold(struct sp_arena *arena, struct sp_str text,
                   struct sp_scrub_cells *out);

/* ---- of cells ---- */

static inline char
sp_scrub_cell(const struct sp_scrub_cells *t, size_t i)
{
  return i < t->count ? t->c[i] : ' ';
}

static inline bool
sp_scrub_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static inline bool
sp_scrub_is_letter(char c)
{
  return c >= 'a' && c <= 'z';
}

static inline bool
sp_scrub_is_word(char c)
{
  return sp_scrub_is_digit(c) || sp_scrub_is_letter(c) || c == SP_SCRUB_LETTER;
}

/* Where the word that stands at i ends. */
size_t sp_scrub_word_end(const struct sp_scrub_cells *t, size_t i);
/* Are cells from..to this word? */
bool sp_scrub_is(const struct sp_scrub_cells *t, size_t from, size_t to,
                 const char *word);
/* Are they one of these, separated by '|'? */
bool sp_scrub_is_one(const struct sp_scrub_cells *t, size_t from, size_t to,
                     const char *words);

/* ---- what is looked for; i is the start of a word, unless said ---- */

struct sp_scrub_found sp_scrub_find_link(const struct sp_scrub_cells *t,
                                         size_t i);
struct sp_scrub_found sp_scrub_find_email(const struct sp_scrub_cells *t,
                                          size_t i);
struct sp_scrub_found sp_scrub_find_insurance(const struct sp_scrub_cells *t,
                                              size_t i);
struct sp_scrub_found sp_scrub_find_postcode(const struct sp_scrub_cells *t,
                                             size_t i);
struct sp_scrub_found sp_scrub_find_vehicle(const struct sp_scrub_cells *t,
                                            size_t i);
struct sp_scrub_found sp_scrub_find_date(const struct sp_scrub_cells *t,
                                         size_t i);
/* Also at a '+' or '(' before one. */
struct sp_scrub_found sp_scrub_find_number(const struct sp_scrub_cells *t,
                                           size_t i);
/* At the sign of a currency: an amount, which stays. */
struct sp_scrub_found sp_scrub_find_money(const struct sp_scrub_cells *t,
                                          size_t i);
struct sp_scrub_found sp_scrub_find_reference(const struct sp_scrub_cells *t,
                                              size_t i);
/* At an '@' that belongs to no e-mail address. */
struct sp_scrub_found sp_scrub_find_handle(const struct sp_scrub_cells *t,
                                           size_t i);

#endif
