/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/contacts.h"

#include "indexer/spool.h"

static enum sp_status
add_contact(const struct sp_catalog *catalog, size_t i,
            struct sp_arena *scratch, struct sp_arena *arena,
            struct sp_directory *out, struct sp_err *err)
{
  struct sp_known known;
  struct sp_unpack bytes = {0};
  struct sp_doc *doc;
  enum sp_status status = sp_survey_know(catalog, i, scratch, &known, err);

  if (status != SP_OK || !known.known || known.payload.len == 0)
    return status;
  bytes.rest = known.payload;
  doc = sp_doc_unpack(scratch, &bytes);
  if (doc)
    sp_directory_add(arena, out, doc);
  return SP_OK;
}

enum sp_status
sp_contacts_directory(const struct sp_catalog *catalog, struct sp_arena *arena,
                      struct sp_directory *out, struct sp_err *err)
{
  const struct sp_settings *settings = &catalog->settings;
  struct sp_arena scratch = {0};
  enum sp_status status = SP_OK;

  *out = (struct sp_directory){0};
  for (size_t i = 0; i < catalog->walk.files && status == SP_OK; i++) {
    if (!catalog->item[i].contact)
      continue;
    status = add_contact(catalog, i, &scratch, arena, out, err);
    sp_arena_release(&scratch);
  }
  out->calendar = settings->calendar;
  out->rota = settings->rota;
  sp_directory_set_office(arena, out, settings->site.hours);
  sp_directory_link(arena, out);
  return status;
}

/* A contact without a page, or whose page is not as its file has it, is as one
 * that is never there: chains pass over it. */
static void
leave_out(const struct sp_catalog *catalog, enum sp_audience audience,
          struct sp_directory *directory)
{
  for (size_t i = 0; i < catalog->walk.files; i++) {
    const struct sp_item *item = &catalog->item[i];
    enum sp_action action = item->action[audience];
    struct sp_str id = sp_kind_id(sp_catalog_path(catalog, i));

    if (!item->contact || action == SP_ACTION_KEEP || action == SP_ACTION_PUT)
      continue;
    for (size_t k = 0; k < directory->count; k++)
      if (sp_str_eq(directory->item[k].id, id))
        directory->item[k].until = directory->item[k].from;
  }
}

enum sp_status
sp_contacts_pack(const struct sp_catalog *catalog, enum sp_audience audience,
                 struct sp_arena *arena, struct sp_str *out, struct sp_err *err)
{
  struct sp_directory directory;
  struct sp_buf packed;
  enum sp_status status =
      sp_contacts_directory(catalog, arena, &directory, err);

  if (status != SP_OK)
    return status;
  leave_out(catalog, audience, &directory);
  sp_buf_init(&packed, SP_SPAN_MAX);
  sp_directory_pack(&packed, &directory, audience, catalog->now);
  if (packed.full)
    status = sp_fail(err, SP_E_LIMIT, "there are too many contacts");
  else
    *out = sp_arena_copy(arena, sp_buf_str(&packed));
  sp_buf_release(&packed);
  return status;
}
