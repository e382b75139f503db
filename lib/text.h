/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/text.h - UTF-8 text: check, cut, fold, address. */
#ifndef SP_TEXT_H
#define SP_TEXT_H

#include "lib/arena.h"
#include "lib/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates,
 * no overlong forms, at most U+10FFFF), or s.len when all is well. */
size_t sp_utf8_check(struct sp_str s);
/* The longest start of s that is at most max bytes and ends between
 * characters. */
struct sp_str sp_utf8_cut(struct sp_str s, size_t max);
/* Read one character at *at and move on.  s must be valid UTF-8 and *at less
 * than s.len. */
uint32_t sp_utf8_next(struct sp_str s, size_t *at);
/* Write the character, at most 4 bytes; the number written. */
size_t sp_utf8_put(char out[4], uint32_t c);
/* Characters, not bytes. */
size_t sp_utf8_count(struct sp_str s);

/* Lower case for Latin, Greek and Cyrillic (what towlower() of C.UTF-8
 * gives). */
struct sp_str sp_text_lower(struct sp_arena *arena, struct sp_str s);
/* Runs of white space become one space; none at the ends. */
struct sp_str sp_text_squeeze(struct sp_arena *arena, struct sp_str s);
/* The address of a heading: lower case, letters and digits of any script
 * kept, anything else one hyphen, none at the ends. */
struct sp_str sp_text_slug(struct sp_arena *arena, struct sp_str heading);
/* At most max characters, cut between words, with an ellipsis when cut. */
struct sp_str sp_text_excerpt(struct sp_arena *arena, struct sp_str s,
                              size_t max);

#ifdef __cplusplus
}
#endif
#endif
