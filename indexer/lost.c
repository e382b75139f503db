/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/lost.h"

#include <stdlib.h>

#include "indexer/facts.h"
#include "indexer/kind.h"
#include "lib/text.h"
#include "lib/url.h"

static void
add_name(struct sp_lost *lost, struct sp_arena *arena, size_t item,
         struct sp_str name)
{
  struct sp_arena scratch = {0};
  struct sp_lost_name entry = {sp_hash_of(sp_text_lower(&scratch, name)), item};

  if (name.len > 0)
    SP_PUSH(arena, lost->name, lost->names, lost->names_cap, entry);
  sp_arena_release(&scratch);
}

void
sp_lost_add(struct sp_lost *lost, struct sp_arena *arena, size_t item,
            struct sp_str path, struct sp_str packed)
{
  struct sp_arena scratch = {0};
  struct sp_facts facts;
  struct sp_str key = sp_url_last(sp_kind_id(path));
  bool told = packed.len > 0 && sp_facts_unpack(&scratch, packed, &facts);

  if (told ? facts.type == SP_DOC_CONTACT : sp_str_starts(path, "contacts/"))
    add_name(lost, arena, item, key);
  if (told && facts.type == SP_DOC_CONTACT)
    add_name(lost, arena, item, facts.title);
  sp_arena_release(&scratch);
}

/* Of one name the first file comes first. */
static int
compare_names(const void *va, const void *vb)
{
  const struct sp_lost_name *a = va, *b = vb;
  int order = memcmp(a->hash.byte, b->hash.byte, SP_HASH_SIZE);

  return order ? order : (a->item > b->item) - (a->item < b->item);
}

void
sp_lost_sort(struct sp_lost *lost)
{
  if (lost->names > 0)
    qsort(lost->name, lost->names, sizeof(*lost->name), compare_names);
}

size_t
sp_lost_find(const struct sp_lost *lost, struct sp_str name)
{
  struct sp_lost_name wanted = {sp_hash_of(name), 0};
  size_t low = 0, high = lost->names;

  while (low < high) {
    size_t mid = low + (high - low) / 2;

    if (compare_names(&lost->name[mid], &wanted) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return low < lost->names && sp_hash_eq(&lost->name[low].hash, &wanted.hash)
             ? lost->name[low].item
             : SIZE_MAX;
}
