/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/site_pages.h"

#include "searchd/page_links.h"

struct source {
  struct sp_reader *reader;
  struct sp_arena *arena;
  sp_instant now;
};

struct sp_str
sp_page_fact_value(const struct sp_page *page, const char *name)
{
  for (size_t i = 0; i < page->facts; i++)
    if (sp_str_is(page->fact[i].name, name))
      return page->fact[i].value;
  return SP_STR("");
}

/* As this level sees it, now or when its time comes; *page is NULL when it does
 * not. */
static enum sp_status
read_page(const struct source *source, const struct sp_page_head *head,
          unsigned level, struct sp_page **page, struct sp_err *err)
{
  struct sp_viewer viewer = {level, head->from > source->now ? head->from
                                                             : source->now};
  enum sp_status status = sp_reader_page(source->reader, head->id, &viewer,
                                         source->arena, page, err);

  if (status == SP_OK)
    return SP_OK;
  *page = NULL;
  return status == SP_E_NOTFOUND ? SP_OK : status;
}

static enum sp_status
read_notices(const struct source *source, unsigned level,
             const struct sp_page_head *head, size_t heads,
             struct sp_site_pages *out, struct sp_err *err)
{
  size_t cap = 0;

  for (size_t i = 0; i < heads && out->notices < SP_SITE_NOTICES_MAX; i++) {
    struct sp_page *page;
    enum sp_status status;

    if (head[i].type != SP_DOC_NOTICE)
      continue;
    status = read_page(source, &head[i], level, &page, err);
    if (status != SP_OK)
      return status;
    if (page != NULL)
      SP_PUSH(source->arena, out->notice, out->notices, cap, page);
  }
  return SP_OK;
}

static const struct sp_page_head *
find_head(const struct sp_page_head *head, size_t heads, struct sp_str id)
{
  for (size_t i = 0; i < heads; i++)
    if (sp_str_eq(head[i].id, id))
      return &head[i];
  return NULL;
}

/* One page each, however often it is linked to. */
struct contacts {
  struct sp_texts ids;
  const struct sp_page **page; /* of ids; NULL: no contact that has a number */
};

static bool
has_number(const struct sp_page *page)
{
  return page->head.type == SP_DOC_CONTACT &&
         sp_page_fact_value(page, "staff-phone").len +
                 sp_page_fact_value(page, "phone").len >
             0;
}

static enum sp_status
read_contacts(const struct source *source, unsigned level,
              const struct sp_page_head *head, size_t heads,
              const struct sp_page *page, struct contacts *out,
              struct sp_err *err)
{
  for (size_t i = 0; i < page->sections; i++)
    for (size_t k = 0; k < page->section[i].segments; k++)
      sp_link_ids(source->arena, page->section[i].segment[k].html,
                  SP_SITE_NUMBERS_MAX, &out->ids);
  out->page =
      sp_arena_array(source->arena, const struct sp_page *, out->ids.count);
  for (size_t i = 0; i < out->ids.count; i++) {
    const struct sp_page_head *found = find_head(head, heads, out->ids.item[i]);
    struct sp_page *contact = NULL;
    enum sp_status status = SP_OK;

    if (found != NULL)
      status = read_page(source, found, level, &contact, err);
    if (status != SP_OK)
      return status;
    if (contact != NULL && has_number(contact))
      out->page[i] = contact;
  }
  return SP_OK;
}

/* The contacts of one segment. */
static void
add_numbers(const struct source *source, const struct contacts *contacts,
            const struct sp_page_section *section,
            const struct sp_segment *segment, struct sp_site_numbers *out,
            size_t *cap)
{
  struct sp_texts ids = {0};

  sp_link_ids(source->arena, segment->html, SP_SITE_NUMBERS_MAX, &ids);
  for (size_t i = 0; i < ids.count; i++)
    for (size_t k = 0; k < contacts->ids.count; k++) {
      struct sp_site_number one = {section, segment, contacts->page[k]};

      if (contacts->page[k] != NULL &&
          sp_str_eq(ids.item[i], contacts->ids.item[k]))
        SP_PUSH(source->arena, out->number, out->numbers, *cap, one);
    }
}

static enum sp_status
read_numbers(const struct source *source, unsigned level,
             const struct sp_page_head *document,
             const struct sp_page_head *head, size_t heads,
             struct sp_site_numbers *out, struct sp_err *err)
{
  struct contacts contacts = {{0}, NULL};
  struct sp_page *page;
  size_t cap = 0;
  enum sp_status status = read_page(source, document, level, &page, err);

  if (status != SP_OK || page == NULL)
    return status;
  out->page = page;
  status = read_contacts(source, level, head, heads, page, &contacts, err);
  if (status != SP_OK)
    return status;
  for (size_t i = 0; i < page->sections; i++)
    for (size_t k = 0; k < page->section[i].segments; k++)
      add_numbers(source, &contacts, &page->section[i],
                  &page->section[i].segment[k], out, &cap);
  return SP_OK;
}

enum sp_status
sp_site_pages_read(struct sp_reader *reader, unsigned level, sp_instant now,
                   const struct sp_site *site, const struct sp_page_head *head,
                   size_t heads, struct sp_arena *arena,
                   struct sp_site_pages *out, struct sp_err *err)
{
  struct source source = {reader, arena, now};
  const struct sp_page_head *document;
  enum sp_status status;

  memset(out, 0, sizeof(*out));
  status = read_notices(&source, level, head, heads, out, err);
  if (status != SP_OK || site->safeguarding.len == 0)
    return status;
  document = find_head(head, heads, site->safeguarding);
  for (unsigned i = 0; document != NULL && i < level && i < SP_SITE_LEVELS;
       i++) {
    status = read_numbers(&source, i + 1, document, head, heads,
                          &out->of_level[i], err);
    if (status != SP_OK)
      return status;
  }
  return SP_OK;
}
