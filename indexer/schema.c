/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/schema.h"

#include <unistd.h>

#include "lib/share.h"

enum sp_status
sp_schema_find(struct sp_arena *arena, const char *share, const char **path,
               struct sp_err *err)
{
  /* Installed it lies beside the templates; in the source tree in schema/. */
  static const char *const place[] = {"signpost.rng", "schema/signpost.rng"};
  struct sp_str dir;
  enum sp_status status = sp_share_dir(arena, sp_str(share), &dir, err);

  *path = NULL;
  if (status != SP_OK)
    return status;
  for (size_t i = 0; i < SP_ARRAY_LEN(place); i++) {
    const char *candidate =
        sp_arena_fmt(arena, "%.*s/%s", SP_FMT(dir), place[i]).ptr;

    if (access(candidate, R_OK) == 0) {
      *path = candidate;
      break;
    }
  }
  return SP_OK;
}
