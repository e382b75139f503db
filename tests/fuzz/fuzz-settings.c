/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The settings that are words: site, services, glossary, pins, synonyms, by the
 * first byte.  What the reader's process sends the other one takes. */
#include "indexer/settings.h"

#include <stdlib.h>

#define PACKED_MAX ((size_t)64 * 1024 * 1024)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const enum sp_kind kinds[] = {SP_KIND_SITE, SP_KIND_SERVICES,
                                     SP_KIND_GLOSSARY, SP_KIND_PINS,
                                     SP_KIND_SYNONYMS};

static void
must(bool is_so)
{
  if (!is_so)
    abort();
}

/* Each audience's copy comes back; the public's has no word of staff's. */
static void
try_site(struct sp_arena *arena, const struct sp_site *site, struct sp_buf *buf)
{
  for (int audience = SP_STAFF; audience <= SP_PUBLIC; audience++) {
    const struct sp_site *twin;

    sp_buf_clear(buf);
    sp_site_pack(buf, site, (enum sp_audience)audience);
    twin = sp_site_unpack(arena, sp_buf_str(buf));
    must(twin && sp_str_eq(twin->name, site->name));
    must(twin->services == site->services);
    must(twin->synonyms == site->synonyms && twin->pins == site->pins);
    for (size_t i = 0; audience == SP_PUBLIC && i < twin->pins; i++)
      must(twin->pin[i].owner.len + twin->pin[i].reason.len == 0);
    for (size_t i = 0; audience == SP_PUBLIC && i < twin->entries; i++)
      must(twin->entry[i].audience == SP_PUBLIC);
    if (audience == SP_PUBLIC)
      must(twin->safeguarding.len + twin->incident.len == 0);
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct sp_arena arena = {0};
  struct sp_diags diags = {.arena = &arena};
  struct sp_settings settings;
  struct sp_buf payload, packed;
  struct sp_str text;
  enum sp_kind kind;

  if (size == 0)
    return 0;
  kind = kinds[data[0] % SP_ARRAY_LEN(kinds)];
  text = sp_str_n((const char *)data + 1, size - 1);
  sp_buf_init(&payload, PACKED_MAX);
  sp_buf_init(&packed, PACKED_MAX);
  sp_settings_init(&settings);
  if (sp_settings_read(&arena, kind, text, &diags, &payload)) {
    must(sp_settings_take(&settings, &arena, kind, sp_buf_str(&payload)));
    try_site(&arena, &settings.site, &packed);
  } else {
    must(diags.errors > 0);
  }
  /* And bytes that nobody packed. */
  (void)sp_settings_take(&settings, &arena, kind, text);
  sp_buf_release(&payload);
  sp_buf_release(&packed);
  sp_arena_release(&arena);
  return 0;
}
