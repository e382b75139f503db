/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/redirect.h"

#include "lib/schema.h"

enum sp_status
sp_find_redirect(struct sp_reader *reader, struct sp_arena *arena,
                 const struct sp_viewer *viewer, struct sp_str old,
                 struct sp_str *out, struct sp_err *err)
{
  struct sp_page *page;
  const struct sp_str parts[] = {SP_STR(SP_META_REDIRECT), old};
  enum sp_status status;

  if (old.len == 0)
    return sp_fail(err, SP_E_NOTFOUND, "no such page");
  status =
      sp_reader_meta(reader, sp_arena_join(arena, 2, parts), arena, out, err);
  if (status == SP_OK && out->len == 0)
    return sp_fail(err, SP_E_NOTFOUND, "no such page");
  if (status != SP_OK)
    return status;
  /* The new address may itself be more than the visitor may know. */
  return sp_reader_page(reader, *out, viewer, arena, &page, err);
}
