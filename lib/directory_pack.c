/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/directory_pack.c - the directory on its way into the index and out. */
#include "lib/directory.h"

/* For whom it is packed, and when. */
struct packer {
  struct sp_buf *out;
  const struct sp_directory *dir;
  enum sp_audience audience;
  sp_instant now;
};

static bool
is_shown(const struct packer *p, const struct sp_contact *contact)
{
  return (p->audience == SP_STAFF || contact->audience == SP_PUBLIC) &&
         contact->from <= p->now && p->now < contact->until;
}

/* A chain passes over what is not shown. */
static struct sp_str
out_of_hours(const struct packer *p, const struct sp_contact *contact)
{
  size_t i = contact->next;

  for (int n = 0; n < SP_CHAIN_MAX && i != SP_CONTACT_NONE; n++) {
    contact = &p->dir->item[i];
    if (is_shown(p, contact))
      return contact->key;
    i = contact->next;
  }
  return SP_STR("");
}

static void
pack_contact(const struct packer *p, const struct sp_contact *contact)
{
  const struct sp_str none = SP_STR("");
  bool staff = p->audience == SP_STAFF;

  sp_pack_str(p->out, contact->key);
  sp_pack_str(p->out, contact->id);
  sp_pack_str(p->out, contact->title);
  sp_pack_str(p->out, contact->service);
  sp_pack_str(p->out, contact->kind);
  sp_pack_str(p->out, contact->phone);
  sp_pack_str(p->out, contact->textphone);
  sp_pack_str(p->out, contact->email);
  sp_pack_str(p->out, contact->web);
  sp_pack_str(p->out, contact->hours_text);
  sp_pack_str(p->out, contact->closed_text);
  sp_pack_str(p->out, out_of_hours(p, contact));
  sp_pack_str(p->out, staff ? contact->staff_phone : none);
  sp_pack_str(p->out, staff ? contact->staff_email : none);
  sp_pack_str(p->out, staff ? contact->verified : none);
  sp_pack_str(p->out, staff ? contact->verify_every : none);
  sp_texts_pack(p->out, &contact->areas);
  sp_pack_u64(p->out, contact->audience);
  sp_pack_u64(p->out, contact->level);
  sp_pack_i64(p->out, contact->from);
  sp_pack_i64(p->out, contact->until);
}

static void
pack_contacts(const struct packer *p)
{
  size_t shown = 0;

  for (size_t i = 0; i < p->dir->count; i++)
    shown += is_shown(p, &p->dir->item[i]);
  sp_pack_u64(p->out, shown);
  for (size_t i = 0; i < p->dir->count; i++)
    if (is_shown(p, &p->dir->item[i]))
      pack_contact(p, &p->dir->item[i]);
}

/* Both are in order of the key. */
static bool
has_key(const struct packer *p, struct sp_str key, size_t *at)
{
  int order = -1;

  while (*at < p->dir->count &&
         (order = sp_str_cmp(p->dir->item[*at].key, key)) < 0)
    ++*at;
  for (size_t i = *at; i < p->dir->count && sp_str_eq(p->dir->item[i].key, key);
       i++)
    if (is_shown(p, &p->dir->item[i]))
      return true;
  return false;
}

static void
pack_calendar(const struct packer *p)
{
  const struct sp_calendar *all = &p->dir->calendar;
  struct sp_arena arena = {0};
  struct sp_calendar shown = {0};
  size_t at = 0;

  shown.item = sp_arena_array(&arena, struct sp_holiday, all->count);
  for (size_t i = 0; i < all->count; i++)
    if (all->item[i].contact.len == 0 || has_key(p, all->item[i].contact, &at))
      shown.item[shown.count++] = all->item[i];
  sp_calendar_pack(p->out, &shown);
  sp_arena_release(&arena);
}

static void
pack_rota(const struct packer *p)
{
  const struct sp_rota *all = &p->dir->rota;
  struct sp_arena arena = {0};
  struct sp_rota shown = {0};
  size_t at = 0;

  shown.item = sp_arena_array(&arena, struct sp_duty, all->count);
  for (size_t i = 0; p->audience == SP_STAFF && i < all->count; i++)
    if (has_key(p, all->item[i].contact, &at))
      shown.item[shown.count++] = all->item[i];
  sp_rota_pack(p->out, &shown);
  sp_arena_release(&arena);
}

void
sp_directory_pack(struct sp_buf *out, const struct sp_directory *dir,
                  enum sp_audience audience, sp_instant now)
{
  struct packer p = {out, dir, audience, now};

  pack_contacts(&p);
  pack_calendar(&p);
  pack_rota(&p);
  sp_pack_str(out, dir->office_text);
}

static void
unpack_contact(struct sp_arena *arena, struct sp_unpack *in,
               struct sp_contact *contact)
{
  uint32_t audience, level;

  contact->key = sp_unpack_str(in);
  contact->id = sp_unpack_str(in);
  contact->title = sp_unpack_str(in);
  contact->service = sp_unpack_str(in);
  contact->kind = sp_unpack_str(in);
  contact->phone = sp_unpack_str(in);
  contact->textphone = sp_unpack_str(in);
  contact->email = sp_unpack_str(in);
  contact->web = sp_unpack_str(in);
  contact->hours_text = sp_unpack_str(in);
  contact->closed_text = sp_unpack_str(in);
  contact->out_of_hours = sp_unpack_str(in);
  contact->staff_phone = sp_unpack_str(in);
  contact->staff_email = sp_unpack_str(in);
  contact->verified = sp_unpack_str(in);
  contact->verify_every = sp_unpack_str(in);
  sp_texts_unpack(arena, in, &contact->areas);
  audience = sp_unpack_u32(in);
  level = sp_unpack_u32(in);
  contact->from = sp_unpack_i64(in);
  contact->until = sp_unpack_i64(in);
  if (audience > SP_PUBLIC || level > 4)
    in->broken = true;
  else
    contact->audience = (enum sp_audience)audience;
  contact->level = level;
}

bool
sp_directory_unpack(struct sp_arena *arena, struct sp_str bytes,
                    struct sp_directory *out)
{
  struct sp_unpack in = {.rest = bytes};

  *out = (struct sp_directory){.count = sp_unpack_count(&in, 21)};
  out->item = sp_arena_array(arena, struct sp_contact, out->count);
  for (size_t i = 0; i < out->count && !in.broken; i++)
    unpack_contact(arena, &in, &out->item[i]);
  if (!sp_calendar_unpack(arena, &in, &out->calendar) ||
      !sp_rota_unpack(arena, &in, &out->rota)) {
    *out = (struct sp_directory){0};
    return false;
  }
  sp_directory_set_office(arena, out, sp_unpack_str(&in));
  if (!sp_unpack_done(&in)) {
    *out = (struct sp_directory){0};
    return false;
  }
  sp_directory_link(arena, out);
  return true;
}
