/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/settings.h"

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
    sp_pack_str(out, fee->source);
    sp_pack_str(out, fee->checked);
    sp_pack_i64(out, fee->from);
    sp_pack_i64(out, fee->until);
    sp_pack_u64(out, fee->line);
  }
  sp_texts_pack(out, &fees->in_error);
}

static bool
take_fees(struct sp_fees *out, struct sp_arena *arena, struct sp_str payload)
{
  struct sp_unpack in = {payload, false};
  struct sp_fees fees = {.count = sp_unpack_count(&in, 10)};

  fees.item = sp_arena_array(arena, struct sp_fee, fees.count);
  for (size_t i = 0; i < fees.count; i++) {
    struct sp_fee *fee = &fees.item[i];

    fee->key = sp_unpack_str(&in);
    fee->label = sp_unpack_str(&in);
    fee->amount = sp_unpack_str(&in);
    fee->unit = sp_unpack_str(&in);
    fee->service = sp_unpack_str(&in);
    fee->source = sp_unpack_str(&in);
    fee->checked = sp_unpack_str(&in);
    fee->from = sp_unpack_i64(&in);
    fee->until = sp_unpack_i64(&in);
    fee->line = sp_unpack_u32(&in);
  }
  sp_texts_unpack(arena, &in, &fees.in_error);
  if (!sp_unpack_done(&in))
    return false;
  *out = fees;
  return true;
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
  } else if (kind == SP_KIND_GLOSSARY) {
    usable = sp_site_read_glossary(arena, bytes, diags, &site);
  } else if (kind == SP_KIND_PINS) {
    usable = sp_site_read_pins(arena, bytes, diags, &site);
  } else {
    usable = sp_site_read_synonyms(arena, bytes, diags, &site);
  }
  if (usable)
    sp_site_pack(payload, &site, SP_STAFF);
  return usable;
}

static bool
read_table(struct sp_arena *arena, enum sp_kind kind, struct sp_str bytes,
           struct sp_diags *diags, struct sp_buf *payload)
{
  struct sp_fees fees;
  struct sp_calendar calendar;
  struct sp_rota rota;
  struct sp_areas areas;

  if (kind == SP_KIND_FEES && sp_fees_read(arena, bytes, diags, &fees))
    pack_fees(payload, &fees);
  else if (kind == SP_KIND_CALENDAR &&
           sp_calendar_read(arena, bytes, diags, &calendar))
    sp_calendar_pack(payload, &calendar);
  else if (kind == SP_KIND_ROTA && sp_rota_read(arena, bytes, diags, &rota))
    sp_rota_pack(payload, &rota);
  else if (kind == SP_KIND_AREAS && sp_areas_read(arena, bytes, diags, &areas))
    sp_areas_pack(payload, &areas);
  else
    return false;
  return true;
}

bool
sp_settings_read(struct sp_arena *arena, enum sp_kind kind, struct sp_str bytes,
                 struct sp_diags *diags, struct sp_buf *payload)
{
  switch (kind) {
  case SP_KIND_SITE:
  case SP_KIND_SERVICES:
  case SP_KIND_GLOSSARY:
  case SP_KIND_PINS:
  case SP_KIND_SYNONYMS:
    return read_site(arena, kind, bytes, diags, payload);
  case SP_KIND_FEES:
  case SP_KIND_CALENDAR:
  case SP_KIND_ROTA:
  case SP_KIND_AREAS:
    return read_table(arena, kind, bytes, diags, payload);
  case SP_KIND_OTHER:
  case SP_KIND_MARKDOWN:
  case SP_KIND_XML:
  case SP_KIND_DITA:
    break;
  }
  return false;
}

static bool
take_table(struct sp_settings *settings, struct sp_arena *arena,
           enum sp_kind kind, struct sp_str payload)
{
  struct sp_unpack in = {.rest = payload};
  struct sp_calendar calendar = settings->calendar;
  struct sp_rota rota = settings->rota;
  struct sp_areas areas = settings->areas;

  if ((kind == SP_KIND_CALENDAR &&
       !sp_calendar_unpack(arena, &in, &calendar)) ||
      (kind == SP_KIND_ROTA && !sp_rota_unpack(arena, &in, &rota)) ||
      (kind == SP_KIND_AREAS && !sp_areas_unpack(arena, &in, &areas)) ||
      !sp_unpack_done(&in))
    return false;
  settings->calendar = calendar;
  settings->rota = rota;
  settings->areas = areas;
  return true;
}

static bool
take_site(struct sp_settings *settings, struct sp_arena *arena,
          enum sp_kind kind, struct sp_str payload)
{
  struct sp_site *part = sp_site_unpack(arena, payload);
  struct sp_site old = settings->site;

  if (!part)
    return false;
  if (kind == SP_KIND_SITE) {
    settings->site = *part;
    settings->site.service = old.service;
    settings->site.services = old.services;
    settings->site.entry = old.entry;
    settings->site.entries = old.entries;
    settings->site.synonym = old.synonym;
    settings->site.synonyms = old.synonyms;
    settings->site.pin = old.pin;
    settings->site.pins = old.pins;
  } else if (kind == SP_KIND_SERVICES) {
    settings->site.service = part->service;
    settings->site.services = part->services;
    settings->has_services = true;
  } else if (kind == SP_KIND_PINS) {
    settings->site.pin = part->pin;
    settings->site.pins = part->pins;
  } else if (kind == SP_KIND_SYNONYMS) {
    settings->site.synonym = part->synonym;
    settings->site.synonyms = part->synonyms;
  } else {
    settings->site.entry = part->entry;
    settings->site.entries = part->entries;
  }
  return true;
}

bool
sp_settings_take(struct sp_settings *settings, struct sp_arena *arena,
                 enum sp_kind kind, struct sp_str payload)
{
  switch (kind) {
  case SP_KIND_SITE:
  case SP_KIND_SERVICES:
  case SP_KIND_GLOSSARY:
  case SP_KIND_PINS:
  case SP_KIND_SYNONYMS:
    return take_site(settings, arena, kind, payload);
  case SP_KIND_FEES:
    return take_fees(&settings->fees, arena, payload);
  case SP_KIND_CALENDAR:
  case SP_KIND_ROTA:
  case SP_KIND_AREAS:
    return take_table(settings, arena, kind, payload);
  case SP_KIND_OTHER:
  case SP_KIND_MARKDOWN:
  case SP_KIND_XML:
  case SP_KIND_DITA:
    break;
  }
  return true;
}
