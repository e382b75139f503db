/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lib/directory.c - the contacts, put together and found by name. */
#include "lib/directory.h"

#include "lib/text.h"
#include "lib/url.h"

#include <stdlib.h>

void
sp_directory_set_office(struct sp_arena *arena, struct sp_directory *dir,
                        struct sp_str hours)
{
  const char *why;

  dir->office_text = sp_arena_copy(arena, hours);
  dir->office = (struct sp_hours){0};
  (void)sp_hours_parse(arena, dir->office_text, &dir->office, &why);
}

static struct sp_str
text_of(struct sp_arena *arena, const struct sp_doc *doc, const char *name)
{
  return sp_arena_copy(arena, sp_str_trim(sp_doc_field(doc, name)));
}

static struct sp_str
list_of(struct sp_arena *arena, const struct sp_doc *doc, const char *name)
{
  const struct sp_field *field = sp_doc_field_all(doc, name);

  if (!field || field->values == 0)
    return SP_STR("");
  return sp_arena_copy(arena,
                       sp_hours_join(arena, field->value, field->values));
}

static void
split(struct sp_arena *arena, struct sp_str list, struct sp_texts *out)
{
  struct sp_str piece;

  while (sp_str_split(&list, ';', &piece))
    if (piece.len)
      SP_PUSH(arena, out->item, out->count, out->cap, piece);
}

static struct sp_str
key_of(struct sp_arena *arena, struct sp_str id)
{
  return sp_text_lower(arena, sp_url_last(id));
}

static void
read_hours(struct sp_arena *arena, struct sp_contact *contact)
{
  const char *why;

  contact->hours = (struct sp_hours){0};
  if (contact->hours_text.len &&
      !sp_hours_parse(arena, contact->hours_text, &contact->hours, &why))
    return;
  if (contact->closed_text.len)
    (void)sp_closed_parse(arena, contact->closed_text, &contact->hours, &why);
}

void
sp_directory_add(struct sp_arena *arena, struct sp_directory *dir,
                 const struct sp_doc *doc)
{
  struct sp_contact c = {
      .key = key_of(arena, doc->id),
      .id = sp_arena_copy(arena, doc->id),
      .title = sp_arena_copy(arena, doc->title),
      .service = sp_arena_copy(arena, doc->service),
      .kind = text_of(arena, doc, "kind"),
      .phone = text_of(arena, doc, "phone"),
      .textphone = text_of(arena, doc, "textphone"),
      .email = text_of(arena, doc, "email"),
      .web = text_of(arena, doc, "web"),
      .staff_phone = text_of(arena, doc, "staff-phone"),
      .staff_email = text_of(arena, doc, "staff-email"),
      .hours_text = list_of(arena, doc, "hours"),
      .closed_text = list_of(arena, doc, "closed"),
      .out_of_hours = text_of(arena, doc, "out-of-hours"),
      .verified = text_of(arena, doc, "verified"),
      .verify_every = text_of(arena, doc, "verify-every"),
      .audience = doc->audience,
      .level = doc->level,
      .from = SP_ALWAYS_FROM,
      .until = SP_ALWAYS_UNTIL,
      .next = SP_CONTACT_NONE,
  };

  if (doc->type != SP_DOC_CONTACT)
    return;
  if (doc->from.year)
    c.from = sp_civil_begin(&doc->from);
  if (doc->until.year)
    c.until = sp_civil_end(&doc->until);
  split(arena, list_of(arena, doc, "areas"), &c.areas);
  SP_PUSH(arena, dir->item, dir->count, dir->cap, c);
}

static int
by_key(const void *va, const void *vb)
{
  const struct sp_contact *a = va, *b = vb;
  int order = sp_str_cmp(a->key, b->key);

  return order ? order : sp_str_cmp(a->id, b->id);
}

static int
by_name(const void *va, const void *vb)
{
  const struct sp_contact_name *a = va, *b = vb;
  int order = sp_str_cmp(a->name, b->name);

  if (order)
    return order;
  if (a->is_title != b->is_title)
    return a->is_title - b->is_title;
  return (a->contact > b->contact) - (a->contact < b->contact);
}

static void
list_names(struct sp_arena *arena, struct sp_directory *dir)
{
  dir->name = sp_arena_array(arena, struct sp_contact_name, 2 * dir->count);
  dir->names = 0;
  for (size_t i = 0; i < dir->count; i++) {
    const struct sp_contact *c = &dir->item[i];

    dir->name[dir->names++] = (struct sp_contact_name){c->key, false, i};
    dir->name[dir->names++] =
        (struct sp_contact_name){sp_text_lower(arena, c->title), true, i};
  }
  if (dir->names)
    qsort(dir->name, dir->names, sizeof(*dir->name), by_name);
}

void
sp_directory_link(struct sp_arena *arena, struct sp_directory *dir)
{
  if (dir->count)
    qsort(dir->item, dir->count, sizeof(*dir->item), by_key);
  list_names(arena, dir);
  for (size_t i = 0; i < dir->count; i++) {
    struct sp_contact *c = &dir->item[i];
    const struct sp_contact *next = sp_directory_find(dir, c->out_of_hours);

    c->next = next ? (size_t)(next - dir->item) : SP_CONTACT_NONE;
    read_hours(arena, c);
  }
}

static const struct sp_contact *
named(const struct sp_directory *dir, struct sp_str lower)
{
  size_t low = 0, high = dir->names;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(dir->name[middle].name, lower) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < dir->names && sp_str_eq(dir->name[low].name, lower)
             ? &dir->item[dir->name[low].contact]
             : NULL;
}

const struct sp_contact *
sp_directory_find(const struct sp_directory *dir, struct sp_str name)
{
  struct sp_arena arena = {0};
  const struct sp_contact *found;

  name = sp_str_trim(name);
  if (name.len == 0 || name.len > SP_CONTACT_NAME_MAX ||
      sp_utf8_check(name) < name.len)
    return NULL;
  found = named(dir, sp_text_lower(&arena, name));
  sp_arena_release(&arena);
  return found;
}

/* Contacts are sorted by key, which is the last part of the id. */
const struct sp_contact *
sp_directory_by_id(const struct sp_directory *dir, struct sp_str id)
{
  struct sp_arena arena = {0};
  struct sp_str key = key_of(&arena, id);
  const struct sp_contact *found = NULL;
  size_t low = 0, high = dir->count;

  while (low < high) {
    size_t middle = low + (high - low) / 2;

    if (sp_str_cmp(dir->item[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; !found && low < dir->count && sp_str_eq(dir->item[low].key, key);
       low++)
    if (sp_str_eq(dir->item[low].id, id))
      found = &dir->item[low];
  sp_arena_release(&arena);
  return found;
}

bool
sp_directory_open(const struct sp_directory *dir,
                  const struct sp_contact *contact, sp_instant at,
                  sp_instant *until)
{
  return sp_hours_at(&contact->hours, &dir->calendar, contact->key, at, until);
}

bool
sp_directory_office_hours(const struct sp_directory *dir, sp_instant at,
                          sp_instant *until)
{
  return sp_hours_at(&dir->office, &dir->calendar, SP_STR(""), at, until);
}
