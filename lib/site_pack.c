/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/site_pack.c - the site's facts on their way into the index and out. */
#include "lib/site.h"

/* The plain texts, in the order in which they are packed. */
static struct sp_str *
text_at(struct sp_site *site, size_t i)
{
  struct sp_str *const text[] = {
      &site->name,      &site->address, &site->phone,
      &site->textphone, &site->hours,   &site->time_zone,
      &site->email,     &site->web,     &site->reading_age};

  return i < SP_ARRAY_LEN(text) ? text[i] : NULL;
}

static void
pack_extras(struct sp_buf *out, const struct sp_site *site)
{
  sp_pack_u64(out, site->extras);
  for (size_t i = 0; i < site->extras; i++) {
    const struct sp_field *field = &site->extra[i];
    struct sp_texts values = {.item = field->value, .count = field->values};

    sp_pack_str(out, field->name);
    sp_pack_u64(out, field->line);
    sp_texts_pack(out, &values);
  }
}

static void
pack_services(struct sp_buf *out, const struct sp_site *site,
              enum sp_audience audience)
{
  sp_pack_u64(out, site->services);
  for (size_t i = 0; i < site->services; i++) {
    const struct sp_service *service = &site->service[i];

    sp_pack_str(out, service->key);
    sp_pack_str(out, service->title);
    sp_pack_str(out, service->parent);
    /* Who answers for it inside the council is for staff. */
    sp_pack_str(out, audience == SP_STAFF ? service->owner : SP_STR(""));
    sp_pack_str(out, service->lgsl);
    sp_pack_bool(out, audience == SP_STAFF && service->two_person);
  }
}

static bool
may_show(const struct sp_glossary_entry *entry, enum sp_audience audience)
{
  return audience == SP_STAFF || entry->audience == SP_PUBLIC;
}

static void
pack_glossary(struct sp_buf *out, const struct sp_site *site,
              enum sp_audience audience)
{
  size_t shown = 0;

  for (size_t i = 0; i < site->entries; i++)
    shown += may_show(&site->entry[i], audience);
  sp_pack_u64(out, shown);
  for (size_t i = 0; i < site->entries; i++) {
    const struct sp_glossary_entry *entry = &site->entry[i];

    if (!may_show(entry, audience))
      continue;
    sp_pack_str(out, entry->short_form);
    sp_pack_str(out, entry->long_form);
    sp_pack_str(out, entry->meaning);
    sp_pack_str(out, entry->service);
    sp_texts_pack(out, &entry->also);
    sp_pack_u64(out, entry->audience);
  }
}

/* ---- words of searches ---- */

static void
pack_synonyms(struct sp_buf *out, const struct sp_site *site)
{
  sp_pack_u64(out, site->synonyms);
  for (size_t i = 0; i < site->synonyms; i++) {
    sp_texts_pack(out, &site->synonym[i].from);
    sp_texts_pack(out, &site->synonym[i].to);
  }
}

static void
unpack_synonyms(struct sp_arena *arena, struct sp_unpack *in,
                struct sp_site *site)
{
  site->synonyms = sp_unpack_count(in, 2);
  site->synonym = sp_arena_array(arena, struct sp_synonym, site->synonyms);
  for (size_t i = 0; i < site->synonyms && !in->broken; i++) {
    sp_texts_unpack(arena, in, &site->synonym[i].from);
    sp_texts_unpack(arena, in, &site->synonym[i].to);
  }
}

static void
pack_pins(struct sp_buf *out, const struct sp_site *site,
          enum sp_audience audience)
{
  bool staff = audience == SP_STAFF;

  sp_pack_u64(out, site->pins);
  for (size_t i = 0; i < site->pins; i++) {
    const struct sp_pin *pin = &site->pin[i];

    sp_pack_str(out, pin->query);
    sp_pack_str(out, pin->document);
    sp_pack_str(out, staff ? pin->owner : SP_STR(""));
    sp_pack_str(out, staff ? pin->reason : SP_STR(""));
    sp_pack_bool(out, pin->is_worst);
    sp_pack_i64(out, pin->from);
    sp_pack_i64(out, pin->until);
    sp_pack_u64(out, staff ? pin->line : 0);
  }
}

static void
unpack_pins(struct sp_arena *arena, struct sp_unpack *in, struct sp_site *site)
{
  site->pins = sp_unpack_count(in, 8);
  site->pin = sp_arena_array(arena, struct sp_pin, site->pins);
  for (size_t i = 0; i < site->pins && !in->broken; i++) {
    struct sp_pin *pin = &site->pin[i];

    pin->query = sp_unpack_str(in);
    pin->document = sp_unpack_str(in);
    pin->owner = sp_unpack_str(in);
    pin->reason = sp_unpack_str(in);
    pin->is_worst = sp_unpack_bool(in);
    pin->from = sp_unpack_i64(in);
    pin->until = sp_unpack_i64(in);
    pin->line = sp_unpack_u32(in);
  }
}

/* ---- all of it ---- */

void
sp_site_pack(struct sp_buf *out, const struct sp_site *site,
             enum sp_audience audience)
{
  const struct sp_str none = SP_STR("");
  bool staff = audience == SP_STAFF;
  struct sp_str *text;

  for (size_t i = 0; (text = text_at((struct sp_site *)site, i)); i++)
    sp_pack_str(out, *text);
  sp_pack_str(out, staff ? site->safeguarding : none);
  sp_pack_str(out, staff ? site->complaints : none);
  sp_pack_str(out, staff ? site->difficult_call : none);
  sp_pack_str(out, staff ? site->incident : none);
  sp_texts_pack(out, &site->languages);
  sp_texts_pack(out, &site->areas);
  for (size_t i = 0; i < SP_HOME_LISTS; i++)
    sp_texts_pack(out, &site->home[i]);
  pack_extras(out, site);
  pack_services(out, site, audience);
  pack_glossary(out, site, audience);
  pack_synonyms(out, site);
  pack_pins(out, site, audience);
  sp_areas_pack(out, &site->served);
}

static void
unpack_extras(struct sp_arena *arena, struct sp_unpack *in,
              struct sp_site *site)
{
  site->extras = sp_unpack_count(in, 3);
  site->extra = sp_arena_array(arena, struct sp_field, site->extras);
  for (size_t i = 0; i < site->extras && !in->broken; i++) {
    struct sp_field *field = &site->extra[i];
    struct sp_texts values;

    field->name = sp_unpack_str(in);
    field->line = sp_unpack_u32(in);
    sp_texts_unpack(arena, in, &values);
    field->value = values.item;
    field->values = values.count;
  }
}

static void
unpack_services(struct sp_arena *arena, struct sp_unpack *in,
                struct sp_site *site)
{
  site->services = sp_unpack_count(in, 6);
  site->service = sp_arena_array(arena, struct sp_service, site->services);
  for (size_t i = 0; i < site->services && !in->broken; i++) {
    struct sp_service *service = &site->service[i];

    service->key = sp_unpack_str(in);
    service->title = sp_unpack_str(in);
    service->parent = sp_unpack_str(in);
    service->owner = sp_unpack_str(in);
    service->lgsl = sp_unpack_str(in);
    service->two_person = sp_unpack_bool(in);
  }
}

static void
unpack_glossary(struct sp_arena *arena, struct sp_unpack *in,
                struct sp_site *site)
{
  site->entries = sp_unpack_count(in, 6);
  site->entry = sp_arena_array(arena, struct sp_glossary_entry, site->entries);
  for (size_t i = 0; i < site->entries && !in->broken; i++) {
    struct sp_glossary_entry *entry = &site->entry[i];
    uint32_t audience;

    entry->short_form = sp_unpack_str(in);
    entry->long_form = sp_unpack_str(in);
    entry->meaning = sp_unpack_str(in);
    entry->service = sp_unpack_str(in);
    sp_texts_unpack(arena, in, &entry->also);
    audience = sp_unpack_u32(in);
    if (audience > SP_PUBLIC)
      in->broken = true;
    else
      entry->audience = (enum sp_audience)audience;
  }
}

struct sp_site *
sp_site_unpack(struct sp_arena *arena, struct sp_str bytes)
{
  struct sp_site *site = sp_arena_new(arena, struct sp_site);
  struct sp_unpack in = {.rest = bytes};
  struct sp_str *text;

  for (size_t i = 0; (text = text_at(site, i)); i++)
    *text = sp_unpack_str(&in);
  site->safeguarding = sp_unpack_str(&in);
  site->complaints = sp_unpack_str(&in);
  site->difficult_call = sp_unpack_str(&in);
  site->incident = sp_unpack_str(&in);
  sp_texts_unpack(arena, &in, &site->languages);
  sp_texts_unpack(arena, &in, &site->areas);
  for (size_t i = 0; i < SP_HOME_LISTS; i++)
    sp_texts_unpack(arena, &in, &site->home[i]);
  unpack_extras(arena, &in, site);
  unpack_services(arena, &in, site);
  unpack_glossary(arena, &in, site);
  unpack_synonyms(arena, &in, site);
  unpack_pins(arena, &in, site);
  if (!sp_areas_unpack(arena, &in, &site->served))
    return NULL;
  return sp_unpack_done(&in) ? site : NULL;
}
