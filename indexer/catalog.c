/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/catalog.h"

#include <stdlib.h>

enum sp_status
sp_catalog_open(struct sp_catalog *catalog, const char *content,
                const char *temporary, struct sp_err *err)
{
  enum sp_status status = sp_walk_start(&catalog->walk, content, err);

  if (status != SP_OK)
    return status;
  status = sp_spool_open(&catalog->spool, temporary, err);
  if (status != SP_OK)
    return status;
  catalog->item = calloc(catalog->walk.files + 1, sizeof(*catalog->item));
  if (!catalog->item)
    return sp_fail(err, SP_E_NOMEM, "out of memory listing files");
  for (size_t i = 0; i < catalog->walk.files; i++) {
    const struct sp_walk_file *file = &catalog->walk.file[i];

    if (file->fault != SP_WALK_BAD_NAME)
      catalog->item[i].kind = sp_kind_of(file->path, catalog->lenient);
    catalog->documents += sp_kind_is_document(catalog->item[i].kind);
  }
  sp_settings_init(&catalog->settings);
  return SP_OK;
}

void
sp_catalog_release(struct sp_catalog *catalog)
{
  sp_parser_release(&catalog->parser);
  sp_walk_release(&catalog->walk);
  sp_spool_release(&catalog->spool);
  sp_arena_release(&catalog->arena);
  free(catalog->item);
  catalog->item = NULL;
}

size_t
sp_catalog_find(const struct sp_catalog *catalog, struct sp_str path)
{
  size_t low = 0, high = catalog->walk.files;

  while (low < high) {
    size_t mid = low + (high - low) / 2;
    int order = sp_str_cmp(path, catalog->walk.file[mid].path);

    if (order == 0)
      return catalog->item[mid].gone ? SIZE_MAX : mid;
    if (order < 0)
      high = mid;
    else
      low = mid + 1;
  }
  return SIZE_MAX;
}

enum sp_status
sp_catalog_own(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_verdict *out,
               struct sp_err *err)
{
  struct sp_unpack in = {0};
  enum sp_status status;

  *out = (struct sp_verdict){.until = SP_ALWAYS_UNTIL};
  if (catalog->item[i].own.len == 0)
    return SP_OK;
  status =
      sp_spool_get(&catalog->spool, catalog->item[i].own, arena, &in.rest, err);
  if (status == SP_OK)
    sp_verdict_unpack(&in, out);
  if (status == SP_OK && !sp_unpack_done(&in))
    return sp_fail(err, SP_E_IO, "a temporary file is damaged");
  return status;
}

enum sp_status
sp_catalog_old(const struct sp_catalog *catalog, size_t i,
               struct sp_arena *arena, struct sp_entry *out, struct sp_err *err)
{
  struct sp_str bytes;
  enum sp_status status;

  *out = (struct sp_entry){0};
  if (catalog->item[i].old.len == 0)
    return SP_OK;
  status =
      sp_spool_get(&catalog->spool, catalog->item[i].old, arena, &bytes, err);
  if (status == SP_OK && !sp_entry_unpack(bytes, out))
    return sp_fail(err, SP_E_IO, "a temporary file is damaged");
  return status;
}
