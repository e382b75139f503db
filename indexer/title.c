/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/title.h"

#include "lib/text.h"
#include "lib/url.h"

static bool
is_key(struct sp_str name)
{
  for (size_t i = 0; i < name.len; i++)
    if (!((name.ptr[i] >= 'a' && name.ptr[i] <= 'z') ||
          (name.ptr[i] >= '0' && name.ptr[i] <= '9') || name.ptr[i] == '-'))
      return false;
  return name.len > 0;
}

static struct sp_str
title_of_contact(struct sp_one *one, struct sp_str key)
{
  static const char *const ending[] = {"md", "xml", "dita"};
  struct sp_str title = SP_STR("");

  for (size_t i = 0; i < SP_ARRAY_LEN(ending) && title.len == 0; i++)
    title = sp_one_title(one, sp_arena_fmt(&one->arena, "contacts/%.*s.%s",
                                           SP_FMT(key), ending[i]));
  return title;
}

static struct sp_str
look_up(struct sp_one *one, struct sp_str name)
{
  struct sp_str path, fragment;

  if (is_key(name))
    return title_of_contact(one, name);
  if (sp_url_external(name) ||
      !sp_url_relative(&one->arena, one->path, name, &path, &fragment))
    return SP_STR("");
  return sp_one_title(one, path);
}

struct sp_str
sp_title_of(void *ctx, struct sp_str name)
{
  struct sp_titles *titles = ctx;
  struct sp_known_title found = {name, SP_STR("")};

  for (size_t i = 0; i < titles->count; i++)
    if (sp_str_eq(titles->item[i].name, name))
      return titles->item[i].title;
  if (titles->count >= SP_TITLES_MAX)
    return found.title;
  found.title = look_up(titles->one, name);
  SP_PUSH(&titles->one->arena, titles->item, titles->count, titles->cap, found);
  return found.title;
}
