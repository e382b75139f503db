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

/* Of the file of this path without its ending, or with it. */
static struct sp_str
title_of_id(struct sp_one *one, struct sp_str id)
{
  static const char *const ending[] = {"", ".md", ".xml", ".dita"};
  struct sp_str title = SP_STR("");

  for (size_t i = 0; i < SP_ARRAY_LEN(ending) && title.len == 0; i++)
    title = sp_one_title(
        one, sp_arena_fmt(&one->arena, "%.*s%s", SP_FMT(id), ending[i]));
  return title;
}

/* A name alone may be a file beside this one, or a contact: what kind it is
 * where it stands tells. */
static struct sp_str
look_up(struct sp_one *one, enum sp_ref_kind kind, struct sp_str name)
{
  struct sp_str path, fragment;

  if (kind == SP_REF_CONTACT)
    return is_key(name)
               ? title_of_id(one, sp_arena_fmt(&one->arena, "contacts/%.*s",
                                               SP_FMT(name)))
               : SP_STR("");
  if (sp_url_external(name) ||
      !sp_url_relative(&one->arena, one->path, name, &path, &fragment))
    return SP_STR("");
  return title_of_id(one, path);
}

struct sp_str
sp_title_of(void *ctx, enum sp_ref_kind kind, struct sp_str name)
{
  struct sp_titles *titles = ctx;
  struct sp_known_title found = {kind, name, SP_STR("")};

  for (size_t i = 0; i < titles->count; i++)
    if (titles->item[i].kind == kind && sp_str_eq(titles->item[i].name, name))
      return titles->item[i].title;
  if (titles->count >= SP_TITLES_MAX)
    return found.title;
  found.title = look_up(titles->one, kind, name);
  SP_PUSH(&titles->one->arena, titles->item, titles->count, titles->cap, found);
  return found.title;
}
