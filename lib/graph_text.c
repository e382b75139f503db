/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/graph_text.c - how wide a text is when nobody knows the font.
 *
 * Advance widths of DejaVu Sans, thousandths of the size: of the fonts that
 * stand behind `sans-serif` the widest in use, so what fits in it fits. */
#include "lib/graph_parts.h"

#include "lib/text.h"

#define FIRST 0x20
#define OTHER 640 /* Latin, Greek, Cyrillic beyond ASCII */
#define FULL 1000 /* ideographs, symbols, emoji */
#define BOLD 1.13 /* how much wider bold is */
#define ELLIPSIS "\xE2\x80\xA6"

static const unsigned short advance[] = {
    318, 401, 460, 838, 636,  950, 780, 275, 390, 390, 500, 838, 318, 361,
    318, 337, 636, 636, 636,  636, 636, 636, 636, 636, 636, 636, 337, 337,
    838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748,  787, 603, 787, 695, 635, 611, 732, 684, 989,
    685, 611, 685, 390, 337,  390, 838, 500, 500, 613, 635, 550, 635, 615,
    352, 635, 634, 278, 278,  579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592,  592, 525, 636, 337, 636, 838};

static unsigned
advance_of(uint32_t c)
{
  if (c >= FIRST && c - FIRST < SP_ARRAY_LEN(advance))
    return advance[c - FIRST];
  if (c >= 0x2018 && c <= 0x201F)
    return 518;
  return c < 0x2000 ? OTHER : FULL;
}

double
sp_text_width(struct sp_str text, double size, bool bold)
{
  unsigned long sum = 0;

  for (size_t at = 0; at < text.len;)
    sum += advance_of(sp_utf8_next(text, &at));
  return (double)sum * size / 1000 * (bold ? BOLD : 1);
}

/* The longest start of s that is at most `width` wide and ends after a word or
 * a hyphen,
 * or within one that is wider by itself; at least one character.  s has no
 * white space at its ends. */
static size_t
fitting(struct sp_str s, double size, bool bold, double width)
{
  double used = 0, scale = size / 1000 * (bold ? BOLD : 1);
  size_t word_end = 0, at = 0;

  while (at < s.len) {
    size_t before = at;
    uint32_t c = sp_utf8_next(s, &at);

    if (c == ' ')
      word_end = before;
    used += advance_of(c) * scale;
    if (used > width && c != ' ') {
      if (word_end)
        return word_end;
      return before ? before : at;
    }
    if (c == '-')
      word_end = at;
  }
  return s.len;
}

static struct sp_str
with_ellipsis(struct sp_arena *arena, struct sp_str line, double size,
              bool bold, double width)
{
  double room = width - sp_text_width(SP_STR(ELLIPSIS), size, bold);
  size_t end = fitting(line, size, bold, room > 0 ? room : 0);

  return sp_arena_fmt(arena, "%.*s" ELLIPSIS,
                      SP_FMT(sp_str_trim(sp_str_sub(line, 0, end))));
}

void
sp_text_wrap(struct sp_arena *arena, struct sp_str text, double size, bool bold,
             double width, size_t max, struct sp_texts *lines)
{
  struct sp_str rest = sp_str_trim(text);

  for (size_t n = 1; rest.len > 0; n++) {
    size_t end = fitting(rest, size, bold, width);
    struct sp_str line = sp_str_trim(sp_str_sub(rest, 0, end));

    rest = sp_str_trim(sp_str_sub(rest, end, rest.len));
    if (n >= max && rest.len > 0) {
      line = with_ellipsis(arena, line, size, bold, width);
      rest = SP_STR("");
    }
    SP_PUSH(arena, lines->item, lines->count, lines->cap, line);
  }
}
