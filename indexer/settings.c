/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/settings.h"

#include "lib/text.h"

void
sp_settings_init(struct sp_settings *settings)
{
  *settings = (struct sp_settings){0};
  sp_site_defaults(&settings->site);
}

static void
pack_fees(struct sp_buf *out, const struct sp_fees *fees)
{
  sp_pack_u64(out, fees->count);
  for (size_t i = 0; i < fees->count; i++) {
    const struct sp_fee *fee = &fees->item[i];

    sp_pack_str(out, fee->key);
    sp_pack_str(out, fee->label);
    sp_pack_str(out, fee->amount);
    sp_pack_str(out, fee->unit);
    sp_pack_str(out, fee->service);
    sp_pack_i64(out, fee->from);
    sp_pack_i64(out, fee->until);
    sp_pack_u64(out, fee->line);
  }
}

static bool
take_fees(struct sp_fees *fees, struct sp_arena *arena, struct sp_str payload)
{
  struct sp_unpack in = {payload, false};

  fees->count = sp_unpack_count(&in, 8);
  fees->item = sp_arena_array(arena, struct sp_fee, fees->count);
  for (size_t i = 0; i < fees->count; i++) {
    struct sp_fee *fee = &fees->item[i];

    fee->key = sp_unpack_str(&in);
    fee->label = sp_unpack_str(&in);
    fee->amount = sp_unpack_str(&in);
    fee->unit = sp_unpack_str(&in);
    fee->service = sp_unpack_str(&in);
    fee->from = sp_unpack_i64(&in);
    fee->until = sp_unpack_i64(&in);
    fee->line = sp_unpack_u32(&in);
  }
  return sp_unpack_done(&in);
}

static bool
read_site(struct sp_arena *arena, enum sp_kind kind, struct sp_str bytes,
          struct sp_diags *diags, struct sp_buf *payload)
{
  struct sp_site site = {0};
  bool usable;

  if (kind == SP_KIND_SITE) {
    sp_site_defaults(&site);
    usable = sp_site_read_settings(arena, bytes, diags, &site);
  } else if (kind == SP_KIND_SERVICES) {
    usable = sp_site_read_services(arena, bytes, diags, &site);
  } else {
    usable = sp_site_read_glossary(arena, bytes, diags, &site);
  }
  if (usable)
    sp_site_pack(payload, &site, SP_STAFF);
  return usable;
}

static bool
read_words(struct sp_str path, struct sp_str bytes, struct sp_diags *diags)
{
  size_t bad = sp_utf8_check(bytes);
  unsigned line = 1;

  for (size_t i = 0; i < bad; i++)
    line += bytes.ptr[i] == '\n';
  if (bad < bytes.len)
    sp_diag(diags, "E25", path, line, 0,
            "this is not UTF-8 text; save the file as UTF-8");
  return bad == bytes.len;
}

bool
sp_settings_read(struct sp_arena *arena, enum sp_kind kind, struct sp_str path,
                 struct sp_str bytes, struct sp_diags *diags,
                 struct sp_buf *payload)
{
  struct sp_yaml_map *maps;
  struct sp_fees fees = {0};
  struct sp_csv csv;
  size_t count;

  switch (kind) {
  case SP_KIND_SITE:
  case SP_KIND_SERVICES:
  case SP_KIND_GLOSSARY:
    return read_site(arena, kind, bytes, diags, payload);
  case SP_KIND_FEES:
    if (!sp_fees_read(arena, bytes, diags, &fees))
      return false;
    pack_fees(payload, &fees);
    return true;
  case SP_KIND_LIST:
    return sp_yaml_list(arena, bytes, SP_YAML_TABLE_MAX, path, diags, &maps,
                        &count);
  case SP_KIND_TABLE:
    return sp_csv_read(arena, bytes, path, diags, &csv);
  case SP_KIND_WORDS:
    return read_words(path, bytes, diags);
  case SP_KIND_OTHER:
  case SP_KIND_MARKDOWN:
  case SP_KIND_XML:
    break;
  }
  return false;
}

bool
sp_settings_take(struct sp_settings *settings, struct sp_arena *arena,
                 enum sp_kind kind, struct sp_str payload)
{
  struct sp_site *part, old = settings->site;

  if (kind == SP_KIND_FEES)
    return take_fees(&settings->fees, arena, payload);
  if (kind != SP_KIND_SITE && kind != SP_KIND_SERVICES &&
      kind != SP_KIND_GLOSSARY)
    return true;
  part = sp_site_unpack(arena, payload);
  if (!part)
    return false;
  if (kind == SP_KIND_SITE) {
    settings->site = *part;
    settings->site.service = old.service;
    settings->site.services = old.services;
    settings->site.entry = old.entry;
    settings->site.entries = old.entries;
  } else if (kind == SP_KIND_SERVICES) {
    settings->site.service = part->service;
    settings->site.services = part->services;
    settings->has_services = true;
  } else {
    settings->site.entry = part->entry;
    settings->site.entries = part->entries;
  }
  return true;
}
