/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/services.h"

#include <stdlib.h>

static int
compare_texts(const void *a, const void *b)
{
  return sp_str_cmp(*(const struct sp_str *)a, *(const struct sp_str *)b);
}

void
sp_services_sort(struct sp_texts *keys)
{
  size_t kept = 0;

  if (keys->count == 0)
    return;
  qsort(keys->item, keys->count, sizeof(*keys->item), compare_texts);
  for (size_t i = 1; i < keys->count; i++)
    if (!sp_str_eq(keys->item[kept], keys->item[i]))
      keys->item[++kept] = keys->item[i];
  keys->count = kept + 1;
}

/* "council-tax" reads "Council tax". */
static struct sp_str
title_of_key(struct sp_arena *arena, struct sp_str key)
{
  struct sp_str title = sp_arena_copy(arena, key);
  char *c = (char *)title.ptr;

  for (size_t i = 0; i < title.len; i++)
    if (c[i] == '-')
      c[i] = ' ';
  if (title.len > 0 && c[0] >= 'a' && c[0] <= 'z')
    c[0] = (char)(c[0] - 'a' + 'A');
  return title;
}

void
sp_services_make(struct sp_arena *arena, const struct sp_texts *keys,
                 struct sp_site *site)
{
  site->services = keys->count;
  site->service = sp_arena_array(arena, struct sp_service, keys->count);
  for (size_t i = 0; i < keys->count; i++) {
    site->service[i].key = keys->item[i];
    site->service[i].title = title_of_key(arena, keys->item[i]);
  }
}

/* A service of the list, on the way to being kept. */
struct mark {
  const struct sp_service *service;
  bool used;
};

static int
compare_marks(const void *va, const void *vb)
{
  const struct mark *a = va, *b = vb;

  return sp_str_cmp(a->service->key, b->service->key);
}

static struct mark *
find(struct mark *mark, size_t count, struct sp_str key)
{
  const struct sp_service wanted = {.key = key};
  const struct mark like = {.service = &wanted};

  return count ? bsearch(&like, mark, count, sizeof(*mark), compare_marks)
               : NULL;
}

/* A service and all above it; where one is marked already, those are too. */
static void
use(struct mark *mark, size_t count, struct sp_str key)
{
  struct mark *found = find(mark, count, key);

  while (found && !found->used) {
    found->used = true;
    found = find(mark, count, found->service->parent);
  }
}

void
sp_services_keep_used(struct sp_arena *arena, const struct sp_texts *keys,
                      struct sp_site *site)
{
  struct mark *mark = sp_arena_array(arena, struct mark, site->services);
  struct sp_service *kept =
      sp_arena_array(arena, struct sp_service, site->services);
  size_t count = 0;

  for (size_t i = 0; i < site->services; i++)
    mark[i].service = &site->service[i];
  if (site->services > 0)
    qsort(mark, site->services, sizeof(*mark), compare_marks);
  for (size_t i = 0; i < keys->count; i++)
    use(mark, site->services, keys->item[i]);
  for (size_t i = 0; i < site->services; i++)
    if (find(mark, site->services, site->service[i].key)->used)
      kept[count++] = site->service[i];
  site->service = kept;
  site->services = count;
}
