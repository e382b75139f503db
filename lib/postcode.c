/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/postcode.c - British postcodes, in whatever way they are typed. */
#include "lib/areas.h"

#define MAX_LETTERS 7 /* and digits */

static bool
is_letter(char c)
{
  return c >= 'A' && c <= 'Z';
}

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* W1, CM9, CM19, W1A, EC1A */
static bool
is_outward(const char *s, size_t n)
{
  size_t at = 1;

  if (n < 2 || n > 4 || !is_letter(s[0]))
    return false;
  if (is_letter(s[1]))
    at = 2;
  if (at >= n || !is_digit(s[at]))
    return false;
  return n == at + 1 ||
         (n == at + 2 && (is_digit(s[at + 1]) || is_letter(s[at + 1])));
}

/* Letters and digits in capitals, and how many stand before the last space;
 * false for anything else, or too many. */
static bool
squeeze(struct sp_str s, char out[MAX_LETTERS], size_t *count, size_t *gap)
{
  *count = *gap = 0;
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];

    if (c == ' ') {
      *gap = *count;
      continue;
    }
    if (c >= 'a' && c <= 'z')
      c = (char)(c - 'a' + 'A');
    if (*count == MAX_LETTERS || (!is_letter(c) && !is_digit(c)))
      return false;
    out[(*count)++] = c;
  }
  return true;
}

bool
sp_postcode_parse(struct sp_str s, struct sp_postcode *out)
{
  char c[MAX_LETTERS];
  size_t n, gap, outward;

  if (!squeeze(sp_str_trim(s), c, &n, &gap) || n < 2)
    return false;
  *out = (struct sp_postcode){0};
  if (n >= 5 && is_digit(c[n - 3]) && is_letter(c[n - 2]) &&
      is_letter(c[n - 1])) {
    out->part = SP_POSTCODE_FULL;
    outward = n - 3;
  } else if (gap == n - 1 && is_digit(c[n - 1])) {
    out->part = SP_POSTCODE_SECTOR;
    outward = n - 1;
  } else {
    out->part = SP_POSTCODE_OUTWARD;
    outward = n;
  }
  if (!is_outward(c, outward) || (out->part == SP_POSTCODE_OUTWARD && gap))
    return false;
  memcpy(out->text, c, outward);
  out->outward = outward;
  if (outward < n) {
    out->text[outward] = ' ';
    memcpy(out->text + outward + 1, c + outward, n - outward);
  }
  return true;
}
