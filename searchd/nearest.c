/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/nearest.h"

#include <jansson.h>

#define ENTRY_MAX 8192 /* bytes of one as JSON */
#define WORD_MAX 64    /* bytes; nothing begins like a longer one */
#define A_WORD 3       /* suggestions of one word, so that others have room */

static struct sp_str
member(const json_t *entry, const char *name, struct sp_arena *arena)
{
  const json_t *value = json_object_get(entry, name);

  return value == NULL
             ? SP_STR("")
             : sp_arena_copy(arena, sp_str_n(json_string_value(value),
                                             json_string_length(value)));
}

static bool
read_entry(const struct sp_suggest *suggest, uint32_t entry,
           struct sp_arena *arena, struct sp_nearest *out)
{
  struct sp_buf buf;
  json_t *json;

  sp_buf_init(&buf, ENTRY_MAX);
  sp_suggest_put(suggest, entry, arena, &buf);
  json = buf.full
             ? NULL
             : json_loadb(sp_buf_str(&buf).ptr, sp_buf_str(&buf).len, 0, NULL);
  sp_buf_release(&buf);
  if (json == NULL)
    return false;
  out->text = member(json, "text", arena);
  out->url.raw = member(json, "url", arena);
  json_decref(json);
  return out->text.len > 0 && out->url.raw.len > 0;
}

static bool
is_there(const struct sp_nearest *out, size_t count, struct sp_str url)
{
  for (size_t i = 0; i < count; i++)
    if (sp_str_eq(out[i].url.raw, url))
      return true;
  return false;
}

/* Without its last character; UTF-8 stays whole. */
static struct sp_str
shorter(struct sp_str word)
{
  do
    word.len--;
  while (word.len > 0 && ((unsigned char)word.ptr[word.len] & 0xC0) == 0x80);
  return word;
}

size_t
sp_nearest_find(const struct sp_suggest *suggest, struct sp_arena *arena,
                struct sp_str query, const struct sp_viewer *viewer,
                struct sp_nearest out[SP_NEAREST_MAX])
{
  struct sp_str rest = query, word;
  size_t count = 0, asked = 0;

  while (sp_str_split(&rest, ' ', &word)) {
    size_t found = 0, least = word.len - word.len / 3;
    uint32_t entry[A_WORD];

    if (word.len > WORD_MAX)
      continue;
    if (least < SP_NEAREST_LETTERS)
      least = SP_NEAREST_LETTERS;
    /* A short word is looked up whole. */
    for (bool is_whole = true; found == 0 && (is_whole || word.len >= least);
         is_whole = false, word = shorter(word)) {
      if (word.len == 0)
        break;
      if (count == SP_NEAREST_MAX || asked++ == SP_NEAREST_ASKED)
        return count;
      found = sp_suggest_find(suggest, arena, word, viewer, A_WORD, entry);
    }
    for (size_t i = 0; i < found && count < SP_NEAREST_MAX; i++)
      if (read_entry(suggest, entry[i], arena, &out[count]) &&
          !is_there(out, count, out[count].url.raw))
        count++;
  }
  return count;
}
