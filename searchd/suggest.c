/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/suggest.h"

#include "lib/text.h"
#include "lib/url.h"

#include "searchd/problem.h"
#include "searchd/site_state.h"

#include <stdlib.h>

#define WORDS_MAX 32  /* of one title */
#define SCAN_MAX 4000 /* entries looked at for one answer */

struct entry {
  struct sp_str rest; /* of the folded title, from a word on */
  const struct sp_page_head *head;
  bool first; /* the title's first word */
};

struct sp_suggest {
  struct entry *entry;
  size_t entries;
  const struct sp_page_head *head;
  struct sp_str *json; /* of each head */
};

static struct sp_str
fold(struct sp_arena *arena, struct sp_str text)
{
  return sp_text_squeeze(arena, sp_text_lower(arena, text));
}

static bool
is_word(unsigned char c)
{
  return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         c == '\'';
}

static int
compare(const void *a, const void *b)
{
  const struct entry *x = a, *y = b;
  int order = sp_str_cmp(x->rest, y->rest);

  return order != 0 ? order : sp_str_cmp(x->head->id, y->head->id);
}

static struct sp_str
make_json(struct sp_arena *arena, const struct sp_page_head *head)
{
  struct sp_url url = sp_url_page(arena, head->id, (struct sp_str){"", 0});
  json_t *one =
      json_pack("{s:o, s:o, s:o}", "text", sp_json_text(head->title), "url",
                sp_json_text(url.raw), "id", sp_json_text(head->id));
  char *text = one != NULL ? json_dumps(one, JSON_COMPACT) : NULL;
  struct sp_str json = sp_arena_copy(arena, sp_str(text));

  free(text);
  json_decref(one);
  return json;
}

const struct sp_suggest *
sp_suggest_make(struct sp_arena *arena, const struct sp_page_head *head,
                size_t heads)
{
  struct sp_suggest *suggest = sp_arena_new(arena, struct sp_suggest);
  size_t cap = 0;

  suggest->head = head;
  suggest->json = sp_arena_array(arena, struct sp_str, heads);
  for (size_t i = 0; i < heads; i++) {
    struct sp_str title = fold(arena, head[i].title);
    unsigned words = 0;

    suggest->json[i] = make_json(arena, &head[i]);
    if (head[i].level > 1)
      continue;
    for (size_t at = 0; at < title.len && words < WORDS_MAX; at++) {
      struct entry entry = {sp_str_sub(title, at, title.len), &head[i],
                            words == 0};

      if (!is_word((unsigned char)title.ptr[at]) ||
          (at > 0 && is_word((unsigned char)title.ptr[at - 1])))
        continue;
      SP_PUSH(arena, suggest->entry, suggest->entries, cap, entry);
      words++;
    }
  }
  if (suggest->entries > 0)
    qsort(suggest->entry, suggest->entries, sizeof(*suggest->entry), compare);
  return suggest;
}

static size_t
lower_bound(const struct sp_suggest *suggest, struct sp_str key)
{
  size_t low = 0, high = suggest->entries;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(suggest->entry[middle].rest, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool
has(const struct sp_page_head *const *list, size_t count,
    const struct sp_page_head *head)
{
  for (size_t i = 0; i < count; i++)
    if (list[i] == head)
      return true;
  return false;
}

size_t
sp_suggest_find(const struct sp_suggest *suggest, struct sp_arena *arena,
                struct sp_str typed, const struct sp_viewer *viewer,
                size_t limit, const struct sp_page_head **out)
{
  struct sp_str key = fold(arena, typed);
  const struct sp_page_head *later[SP_SUGGEST_MAX];
  size_t firsts = 0, laters = 0, end;

  if (limit > SP_SUGGEST_MAX)
    limit = SP_SUGGEST_MAX;
  if (key.len == 0)
    return 0;
  end = lower_bound(suggest, key);
  for (size_t i = end; i < suggest->entries && i < end + SCAN_MAX; i++) {
    const struct entry *entry = &suggest->entry[i];

    if (firsts == limit || !sp_str_eq(sp_str_sub(entry->rest, 0, key.len), key))
      break;
    if (!sp_head_live(entry->head, viewer))
      continue;
    if (entry->first)
      out[firsts++] = entry->head;
    else if (laters < limit && !has(later, laters, entry->head))
      later[laters++] = entry->head;
  }
  for (size_t i = 0; i < laters && firsts < limit; i++)
    if (!has(out, firsts, later[i]))
      out[firsts++] = later[i];
  return firsts;
}

struct sp_str
sp_suggest_json(const struct sp_suggest *suggest,
                const struct sp_page_head *head)
{
  return suggest->json[head - suggest->head];
}
