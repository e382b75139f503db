/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_numbers.h"

#include "searchd/page_links.h"
#include "searchd/page_words.h"

#define LOOKED_AT_MAX 32 /* links of the document that may be to contacts */

static void
keep(struct sp_shell *shell, const struct sp_page *contact)
{
  struct sp_number *number = &shell->number[shell->numbers];
  struct sp_str staff = sp_page_fact_value(contact, "staff-phone");
  struct sp_str phone = sp_page_fact_value(contact, "phone");

  if (contact->head.type != SP_DOC_CONTACT || staff.len + phone.len == 0)
    return;
  number->title = contact->head.title;
  number->phone = staff.len ? staff : phone;
  number->is_staff = staff.len > 0;
  number->hours = sp_page_fact_value(contact, "hours");
  shell->numbers++;
}

/* The page, for this viewer; *page is NULL when there is none. */
static enum sp_status
read_page(struct sp_shell *shell, struct sp_str id, struct sp_page **page,
          struct sp_err *err)
{
  const struct sp_viewer *viewer = &shell->req->viewer;
  enum sp_status status = sp_reader_page(shell->lease.reader, id, viewer,
                                         sp_shell_arena(shell), page, err);

  if (status == SP_OK)
    sp_shell_until(shell, sp_page_boundary(*page, viewer->now));
  else
    *page = NULL;
  return status == SP_E_NOTFOUND ? SP_OK : status;
}

static void
collect_links(const struct sp_shell *shell, const struct sp_page *page,
              struct sp_texts *ids)
{
  const struct sp_viewer *viewer = &shell->req->viewer;

  for (size_t i = 0; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];

    if (!sp_section_live(section, viewer->level, viewer->now))
      continue;
    for (size_t k = 0; k < section->segments; k++)
      if (sp_segment_live(&section->segment[k], viewer->level, viewer->now))
        sp_link_ids(sp_shell_arena(shell), section->segment[k].html,
                    LOOKED_AT_MAX, ids);
  }
}

enum sp_status
sp_numbers_read(struct sp_shell *shell, struct sp_err *err)
{
  struct sp_texts ids = {0};
  struct sp_page *page = NULL;
  enum sp_status status = SP_OK;

  if (!sp_shell_is_staff(shell) || shell->site->safeguarding.len == 0)
    return SP_OK;
  status = read_page(shell, shell->site->safeguarding, &page, err);
  if (page)
    collect_links(shell, page, &ids);
  for (size_t i = 0; status == SP_OK && i < ids.count; i++) {
    if (shell->numbers == SP_NUMBERS_MAX)
      break;
    status = read_page(shell, ids.item[i], &page, err);
    if (page)
      keep(shell, page);
  }
  return status;
}

static bool
are_all_staff(const struct sp_shell *shell)
{
  for (size_t i = 0; i < shell->numbers; i++)
    if (!shell->number[i].is_staff)
      return false;
  return true;
}

void
sp_numbers_strip(const struct sp_shell *shell, struct sp_view *header)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  bool is_said_once = are_all_staff(shell);

  if (shell->numbers == 0 || shell->numbers_in_body)
    return;
  sp_view_show(header, "NUMBERS");
  if (is_said_once)
    sp_view_show(header, "NUMBERS_STAFF");
  for (size_t i = 0; i < shell->numbers; i++) {
    const struct sp_number *number = &shell->number[i];
    struct sp_view *row = sp_view_add(header, "NUMBER");

    sp_view_text(row, "NUMBER_TITLE", number->title);
    sp_view_html(row, "NUMBER_LINK", sp_link_phone(arena, number->phone));
    if (number->is_staff && !is_said_once)
      sp_view_show(row, "NUMBER_STAFF");
    if (number->hours.len)
      sp_view_text(sp_view_add(row, "NUMBER_HOURS"), "NUMBER_HOURS_TEXT",
                   sp_str_ieq(number->hours, SP_STR("always"))
                       ? SP_STR("24 hours")
                       : number->hours);
  }
}

void
sp_numbers_facts(struct sp_shell *shell, struct sp_view *view,
                 const struct sp_page *page)
{
  struct sp_arena *arena = sp_shell_arena(shell);

  if (shell->numbers == 0 ||
      !sp_str_eq(page->head.id, shell->site->safeguarding))
    return;
  shell->numbers_in_body = true;
  sp_view_show(view, "FACTS");
  for (size_t i = 0; i < shell->numbers; i++) {
    const struct sp_number *number = &shell->number[i];
    struct sp_view *row = sp_view_add(view, "FACT");

    sp_view_text(row, "FACT_NAME", number->title);
    sp_view_show(row, "FACT_MAIN");
    if (number->is_staff)
      sp_view_show(row, "FACT_STAFF");
    sp_view_html(row, "FACT_LINK", sp_link_phone(arena, number->phone));
    if (number->hours.len)
      sp_view_text(sp_view_add(row, "FACT_NOTE"), "FACT_NOTE_TEXT",
                   sp_words_hours(arena, number->hours));
  }
}
