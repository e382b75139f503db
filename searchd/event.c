/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/event.h"

#include "lib/scrub.h"
#include "lib/text.h"

static bool
is_edge(struct sp_str s, size_t *len, bool at_end)
{
  static const char *const edge[] = {" ",  "?", "!", ".", ",", ";", ":",
                                     "\"", "'", "“", "”", "‘", "’", "…"};

  for (size_t i = 0; i < SP_ARRAY_LEN(edge); i++)
    if (at_end ? sp_str_ends(s, edge[i]) : sp_str_starts(s, edge[i])) {
      *len = strlen(edge[i]);
      return true;
    }
  return false;
}

static struct sp_str
trim_edges(struct sp_str s)
{
  size_t n;

  while (is_edge(s, &n, false))
    s = sp_str_sub(s, n, s.len);
  while (is_edge(s, &n, true))
    s = sp_str_sub(s, 0, s.len - n);
  return s;
}

static struct sp_str
cut_between_words(struct sp_str s, size_t max)
{
  size_t end;

  if (s.len <= max)
    return s;
  end = max;
  while (end > 0 && s.ptr[end] != ' ')
    end--;
  return end > 0 ? sp_str_sub(s, 0, end) : sp_utf8_cut(s, max);
}

static bool
has_letter(struct sp_str s)
{
  for (size_t i = 0; i < s.len; i++)
    if ((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') ||
        (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z') ||
        (s.ptr[i] >= '0' && s.ptr[i] <= '9') || (unsigned char)s.ptr[i] >= 128)
      return true;
  return false;
}

struct sp_str
sp_event_words(struct sp_arena *arena, struct sp_str typed)
{
  struct sp_str words =
      sp_text_squeeze(arena, sp_text_lower(arena, sp_scrub(arena, typed)));

  /* Once more, as the last: small letters may look like what great ones did
   * not. */
  words = trim_edges(cut_between_words(sp_scrub(arena, trim_edges(words)),
                                       SP_EVENT_WORDS_MAX));
  return has_letter(words) ? words : SP_STR("");
}

struct sp_str
sp_event_said(struct sp_arena *arena, struct sp_str typed)
{
  /* On one line first, so that nothing hides behind the end of one; and once
   * more, as the last, since what was taken out moved the rest together. */
  struct sp_str words =
      sp_text_squeeze(arena, sp_scrub(arena, sp_text_squeeze(arena, typed)));

  words = cut_between_words(sp_scrub(arena, words), SP_EVENT_SAID_MAX);
  return has_letter(words) ? words : SP_STR("");
}
