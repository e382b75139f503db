/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packed forms as they lie in an index or come from another process, by the
 * first byte: broken bytes are told, and what is taken packs again into bytes
 * that are taken. */
#include "indexer/entry.h"
#include "indexer/facts.h"
#include "indexer/sheet.h"
#include "lib/call.h"
#include "lib/directory.h"
#include "lib/page.h"
#include "lib/playable.h"
#include "lib/render.h"
#include "lib/site.h"

#include <stdlib.h>

#define PACKED_MAX ((size_t)64 * 1024 * 1024)
#define NOW ((sp_instant)1795348800) /* 2026-11-22 12:00 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool is_so)
{
  if (!is_so)
    abort();
}

static void
try_page(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  const struct sp_page *page = sp_page_unpack(arena, bytes);

  if (!page)
    return;
  must(sp_page_boundary(page, NOW) > NOW);
  for (size_t i = 0; i < page->sections; i++)
    for (size_t k = 0; k < page->section[i].segments; k++)
      (void)sp_segment_live(&page->section[i].segment[k], 1, NOW);
  sp_page_pack(buf, page);
  must(sp_page_unpack(arena, sp_buf_str(buf)) != NULL);
}

static void
try_sheet(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  const struct sp_page *page = sp_sheet_unpack(arena, bytes);

  if (!page)
    return;
  sp_sheet_pack(buf, page);
  must(sp_sheet_unpack(arena, sp_buf_str(buf)) != NULL);
}

static void
try_doc(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  struct sp_unpack in = {.rest = bytes};
  const struct sp_doc *doc = sp_doc_unpack(arena, &in);
  struct sp_facts facts;

  if (!doc)
    return;
  sp_facts_of(arena, doc, &facts);
  sp_doc_pack(buf, doc);
  in = (struct sp_unpack){.rest = sp_buf_str(buf)};
  must(sp_doc_unpack(arena, &in) != NULL);
}

static void
try_playable(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  const struct sp_situation situation = {
      .audience = SP_STAFF, .level = 1, .now = NOW};
  const struct sp_answers answers = {0};
  const struct sp_doc *doc = sp_playable_unpack(arena, bytes);
  struct sp_str twin;
  struct sp_call call;

  (void)buf;
  if (!doc)
    return;
  sp_call_walk(arena, sp_script_new(arena, doc), &situation, &answers,
               SP_STR(""), &call);
  twin = sp_playable_pack(arena, doc, NOW, SP_RENDER_MAX);
  must(twin.len == 0 || sp_playable_unpack(arena, twin) != NULL);
}

static void
try_site(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  const struct sp_site *site = sp_site_unpack(arena, bytes);

  if (!site)
    return;
  (void)sp_site_service(site, SP_STR("waste"));
  sp_site_pack(buf, site, SP_STAFF);
  must(sp_site_unpack(arena, sp_buf_str(buf)) != NULL);
}

static void
try_directory(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  struct sp_directory directory, twin;
  struct sp_reach reach;
  const char *why;

  if (!sp_directory_unpack(arena, bytes, &directory))
    return;
  for (size_t i = 0; i < directory.count && i < 100; i++) {
    struct sp_str key = directory.item[i].key;

    (void)sp_directory_reach(&directory, key, NOW, SP_STAFF, 1, &reach);
    (void)sp_directory_chain_ok(&directory, key, &why);
  }
  sp_directory_pack(buf, &directory, SP_STAFF, NOW);
  must(sp_directory_unpack(arena, sp_buf_str(buf), &twin));
  must(twin.count <= directory.count);
}

static void
try_entry(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  struct sp_entry entry, twin;
  struct sp_diags diags = {.arena = arena};
  struct sp_unpack in;

  if (!sp_entry_unpack(bytes, &entry))
    return;
  in = (struct sp_unpack){.rest = entry.cross};
  (void)sp_diags_unpack(&in, &diags);
  sp_entry_pack(buf, &entry);
  must(sp_entry_unpack(sp_buf_str(buf), &twin));
}

static void
try_verdict(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  struct sp_unpack in = {.rest = bytes};
  struct sp_verdict verdict;
  struct sp_facts facts;

  sp_verdict_unpack(&in, &verdict);
  if (!sp_unpack_done(&in))
    return;
  (void)sp_facts_unpack(arena, verdict.facts, &facts);
  sp_verdict_pack(buf, &verdict);
  in = (struct sp_unpack){.rest = sp_buf_str(buf)};
  sp_verdict_unpack(&in, &verdict);
  must(sp_unpack_done(&in));
}

static void
try_facts(struct sp_arena *arena, struct sp_str bytes, struct sp_buf *buf)
{
  struct sp_facts facts, twin;

  if (!sp_facts_unpack(arena, bytes, &facts))
    return;
  sp_facts_pack(buf, &facts);
  must(sp_facts_unpack(arena, sp_buf_str(buf), &twin));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static void (*const try_form[])(struct sp_arena *, struct sp_str,
                                  struct sp_buf *) = {
      try_page,  try_sheet,   try_doc,   try_site,    try_directory,
      try_entry, try_verdict, try_facts, try_playable};
  struct sp_arena arena = {0};
  struct sp_buf buf;

  if (size == 0)
    return 0;
  sp_buf_init(&buf, PACKED_MAX);
  try_form[data[0] % SP_ARRAY_LEN(try_form)](
      &arena, sp_str_n((const char *)data + 1, size - 1), &buf);
  sp_buf_release(&buf);
  sp_arena_release(&arena);
  return 0;
}
