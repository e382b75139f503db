/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_numbers.h"

#include "searchd/page_links.h"
#include "searchd/page_words.h"

static bool
is_kept(const struct sp_shell *shell, const struct sp_page *contact)
{
  for (size_t i = 0; i < shell->numbers; i++)
    if (shell->number[i].contact == contact)
      return true;
  return false;
}

static void
keep(struct sp_shell *shell, const struct sp_page *contact)
{
  struct sp_number *number = &shell->number[shell->numbers];
  struct sp_str staff = sp_page_fact_value(contact, "staff-phone");

  number->contact = contact;
  number->title = contact->head.title;
  number->phone = staff.len ? staff : sp_page_fact_value(contact, "phone");
  number->is_staff = staff.len > 0;
  number->hours = sp_page_fact_value(contact, "hours");
  shell->numbers++;
}

/* Where the link stands is shown now, and so is what it leads to. */
static bool
is_shown(const struct sp_viewer *viewer, const struct sp_site_number *one)
{
  return sp_section_live(one->section, viewer->level, viewer->now) &&
         sp_segment_live(one->segment, viewer->level, viewer->now) &&
         sp_head_live(&one->contact->head, viewer);
}

void
sp_numbers_collect(struct sp_shell *shell)
{
  const struct sp_viewer *viewer = &shell->req->viewer;
  const struct sp_site_numbers *all;

  if (!sp_shell_is_staff(shell) || viewer->level < 1 ||
      viewer->level > SP_SITE_LEVELS)
    return;
  all = &shell->lease.state->pages.of_level[viewer->level - 1];
  if (all->page == NULL)
    return;
  sp_shell_until(shell, sp_page_boundary(all->page, viewer->now));
  for (size_t i = 0; i < all->numbers; i++)
    sp_shell_until(shell,
                   sp_page_boundary(all->number[i].contact, viewer->now));
  if (!sp_head_live(&all->page->head, viewer))
    return;
  for (size_t i = 0; i < all->numbers && shell->numbers < SP_NUMBERS_MAX; i++)
    if (is_shown(viewer, &all->number[i]) &&
        !is_kept(shell, all->number[i].contact))
      keep(shell, all->number[i].contact);
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
