/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/write_links.c - where a target leads, in words. */
#include "lib/write_parts.h"

#include "lib/text.h"
#include "lib/url.h"

const struct sp_node *
sp_write_section(const struct sp_doc *doc, struct sp_str target)
{
  if (!sp_str_starts(target, "#"))
    return NULL;
  target = sp_str_sub(target, 1, target.len);
  for (const struct sp_node *n = doc->root->first; n; n = n->next)
    if (n->kind == SP_NODE_SECTION && sp_str_eq(n->anchor, target))
      return n;
  return NULL;
}

struct sp_str
sp_write_path_words(struct sp_arena *arena, struct sp_str path)
{
  struct sp_str name = sp_arena_copy(arena, sp_url_stem(path));
  char *words = (char *)name.ptr;

  for (size_t i = 0; i < name.len; i++)
    if (words[i] == '-' || words[i] == '_')
      words[i] = ' ';
  name = sp_text_squeeze(arena, name);
  words = (char *)name.ptr;
  if (name.len && words[0] >= 'a' && words[0] <= 'z')
    words[0] = (char)(words[0] - 32);
  return name;
}
