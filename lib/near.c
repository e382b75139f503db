/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lib/near.h"

static char
lower(char c)
{
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static size_t
least(size_t a, size_t b)
{
  return a < b ? a : b;
}

size_t
sp_near_distance(struct sp_str a, struct sp_str b, size_t most)
{
  /* The last three rows of the table: [i % 3][j] is a[..i) against b[..j). */
  size_t row[3][SP_NEAR_MAX_BYTES + 1];
  size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;

  if (gap > most || a.len > SP_NEAR_MAX_BYTES || b.len > SP_NEAR_MAX_BYTES)
    return most + 1;
  for (size_t j = 0; j <= b.len; j++)
    row[0][j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t *now = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];

    now[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      bool same = lower(a.ptr[i - 1]) == lower(b.ptr[j - 1]);

      now[j] = least(least(up[j] + 1, now[j - 1] + 1), up[j - 1] + !same);
      if (i > 1 && j > 1 && lower(a.ptr[i - 1]) == lower(b.ptr[j - 2]) &&
          lower(a.ptr[i - 2]) == lower(b.ptr[j - 1]))
        now[j] = least(now[j], up2[j - 2] + 1);
    }
  }
  return least(row[a.len % 3][b.len], most + 1);
}

void
sp_nearest_try(struct sp_nearest *n, struct sp_str candidate)
{
  size_t most = n->word.len < 6 ? n->word.len / 3 : 2, distance;

  if (n->found.len && n->distance == 0)
    return;
  if (n->found.len)
    most = n->distance - 1;
  distance = sp_near_distance(n->word, candidate, most);
  if (distance > most || candidate.len == 0)
    return;
  n->found = candidate;
  n->distance = distance;
}
