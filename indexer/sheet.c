/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sheet.h"

void
sp_sheet_pack(struct sp_buf *out, const struct sp_page *page)
{
  struct sp_buf stored;

  sp_buf_init(&stored, out->max);
  sp_page_pack(&stored, page);
  sp_pack_str(out, sp_buf_str(&stored));
  if (stored.full)
    out->full = true;
  sp_buf_release(&stored);
  sp_pack_u64(out, page->also_asked.count);
  for (size_t i = 0; i < page->also_asked.count; i++)
    sp_pack_str(out, page->also_asked.item[i]);
  for (size_t i = 0; i < page->sections; i++)
    for (size_t j = 0; j < page->section[i].segments; j++)
      sp_pack_str(out, page->section[i].segment[j].text);
}

struct sp_page *
sp_sheet_unpack(struct sp_arena *arena, struct sp_str bytes)
{
  struct sp_unpack in = {bytes, false};
  struct sp_page *page = sp_page_unpack(arena, sp_unpack_str(&in));

  if (!page || in.broken)
    return NULL;
  page->also_asked.count = page->also_asked.cap = sp_unpack_count(&in, 1);
  page->also_asked.item =
      sp_arena_array(arena, struct sp_str, page->also_asked.count);
  for (size_t i = 0; i < page->also_asked.count; i++)
    page->also_asked.item[i] = sp_unpack_str(&in);
  for (size_t i = 0; i < page->sections; i++)
    for (size_t j = 0; j < page->section[i].segments; j++)
      page->section[i].segment[j].text = sp_unpack_str(&in);
  return sp_unpack_done(&in) ? page : NULL;
}
