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

/* Letters and digits, without any space or mark; 0: there is more.  gap: how
 * many stand before the only break in them; 0: there is none, or more than
 * one. */
static size_t
typed_letters(struct sp_str s, char out[MAX_LETTERS], size_t *gap)
{
  size_t count = 0, end = 0, gaps = 0; /* end: where the last letter's was */

  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];

    if (c >= 'a' && c <= 'z')
      c = (unsigned char)(c - 'a' + 'A');
    if (is_letter((char)c) || is_digit((char)c)) {
      if (count == MAX_LETTERS)
        return 0;
      if (count > 0 && end < i) {
        *gap = count;
        gaps++;
      }
      out[count++] = (char)c;
      end = i + 1;
    } else if (c == 0xC2 && i + 1 < s.len && s.ptr[i + 1] == '\xA0') {
      i++; /* a space that does not break */
    } else if (c == 0xE2 && i + 2 < s.len && s.ptr[i + 1] == '\x80') {
      i += 2; /* dashes, thin spaces, quotation marks */
    } else if (c >= 0x80) {
      return 0;
    }
  }
  if (gaps != 1)
    *gap = 0;
  return count;
}

static char
as_digit(char c)
{
  if (c == 'O')
    return '0';
  return c == 'I' || c == 'L' ? '1' : c;
}

static char
as_letter(char c)
{
  if (c == '0')
    return 'O';
  return c == '1' ? 'I' : c;
}

static bool
is_full(const char *letters, size_t n, struct sp_postcode *out)
{
  return sp_postcode_parse(sp_str_n(letters, n), out) &&
         out->part == SP_POSTCODE_FULL;
}

size_t
sp_postcode_typed(struct sp_str s, struct sp_postcode out[SP_POSTCODE_READINGS])
{
  char c[MAX_LETTERS];
  size_t gap = 0, n = typed_letters(s, c, &gap), outward, count;

  if (n < 5)
    return 0;
  count = is_full(c, n, &out[0]);
  /* Who parts it elsewhere means something else. */
  if (gap > 0 && gap != n - 3)
    return count;
  /* 9AA is how all end; before that stand A9, A9A, A99, AA9, AA9A or AA99. */
  outward = n - 3;
  c[0] = as_letter(c[0]);
  if (outward == 4) {
    c[1] = as_letter(c[1]);
    c[2] = as_digit(c[2]);
  }
  c[outward - 1] = as_digit(c[outward - 1]);
  c[outward] = as_digit(c[outward]);
  c[outward + 1] = as_letter(c[outward + 1]);
  c[outward + 2] = as_letter(c[outward + 2]);
  if (is_full(c, n, &out[count]) &&
      (count == 0 || strcmp(out[0].text, out[1].text) != 0))
    count++;
  return count;
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
