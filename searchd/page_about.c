/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_about.c - what stands beside a document: the online way, how
 * long it takes, who looks after it, what is related. */
#include "searchd/page_document.h"
#include "searchd/page_words.h"

/* The rows so far; the list is shown with the first. */
struct about {
  const struct sp_shell *shell;
  struct sp_view *view;
  bool any;
};

static struct sp_view *
add_row(struct about *about, const char *name, struct sp_str value)
{
  struct sp_view *row;

  if (value.len == 0)
    return NULL;
  if (!about->any)
    sp_view_show(about->view, "ABOUT_FACTS");
  about->any = true;
  row = sp_view_add(about->view, "ABOUT_FACT");
  sp_view_text(row, "ABOUT_NAME", sp_str(name));
  sp_view_text(row, "ABOUT_VALUE", value);
  return row;
}

static struct sp_str
long_date(const struct about *about, struct sp_str iso)
{
  return iso.len ? sp_when_long_date(sp_shell_arena(about->shell), iso) : iso;
}

/* "2026-04-01 Garden waste £50, was £45" with the date in words. */
static struct sp_str
change_words(const struct about *about, struct sp_str changed)
{
  size_t space = sp_str_find(changed, ' ', 0);
  struct sp_civil date;

  if (!sp_civil_parse(sp_str_sub(changed, 0, space), &date))
    return changed;
  return sp_arena_fmt(sp_shell_arena(about->shell), "%.*s:%.*s",
                      SP_FMT(long_date(about, sp_str_sub(changed, 0, space))),
                      SP_FMT(sp_str_sub(changed, space, changed.len)));
}

static void
add_staff_rows(struct about *about, const struct sp_page *page)
{
  struct sp_arena *arena = sp_shell_arena(about->shell);
  struct sp_view *row;

  add_row(about, "Type", sp_str(sp_words_type(page->head.type, SP_STAFF)));
  add_row(about, "Service",
          sp_shell_service_title(about->shell, page->head.service));
  add_row(about, "Who sees it",
          page->audience == SP_PUBLIC ? SP_STR("Residents and staff")
                                      : SP_STR("Staff only"));
  add_row(about, "Level",
          page->head.level > 1
              ? sp_arena_fmt(arena, "%u and above", page->head.level)
              : SP_STR("All advisors"));
  add_row(about, "Owner", page->owner);
  add_row(about, "Reviewed", long_date(about, page->head.reviewed));
  row = add_row(about, "Review by", long_date(about, page->head.review_by));
  if (row && sp_page_is_overdue(&page->head, about->shell->req->viewer.now))
    sp_view_show(row, "ABOUT_LATE");
  add_row(about, "Changed", change_words(about, page->changed));
  if (page->must_read)
    add_row(about, "Must read", SP_STR("Yes"));
}

static void
add_offer(struct sp_view *view, const struct sp_page *page)
{
  const struct sp_offer *offer = &page->self_service;
  struct sp_view *box;

  if (offer->url.len == 0)
    return;
  box = sp_view_add(view, "ABOUT_OFFER");
  sp_view_url(box, "OFFER_URL", (struct sp_url){offer->url});
  sp_view_text(box, "OFFER_LABEL", offer->label);
  if (offer->sentence.len)
    sp_view_text(sp_view_add(box, "OFFER_SENTENCE"), "OFFER_SENTENCE_TEXT",
                 offer->sentence);
}

static void
add_related(struct sp_view *view, const struct sp_page *page)
{
  if (page->related_count == 0)
    return;
  sp_view_show(view, "RELATED");
  for (size_t i = 0; i < page->related_count; i++) {
    struct sp_view *row = sp_view_add(view, "RELATED_LINK");

    sp_view_text(row, "RELATED_TITLE", page->related[i].label);
    sp_view_url(row, "RELATED_URL", page->related[i].url);
  }
}

void
sp_document_about(const struct sp_shell *shell, struct sp_view *view,
                  const struct sp_page *page)
{
  bool is_staff = sp_shell_is_staff(shell);
  struct about about = {.shell = shell};
  bool has_offer = is_staff && page->self_service.url.len > 0;

  /* An empty column is no landmark. */
  if (!is_staff && page->service_level.len + page->legal.len == 0 &&
      page->related_count == 0 && page->head.reviewed.len == 0)
    return;
  about.view = sp_view_include(view, "ABOUT", "part_about.tpl");
  sp_view_text(about.view, "ABOUT_TITLE",
               is_staff ? SP_STR("About this page") : SP_STR("At a glance"));
  if (has_offer)
    add_offer(about.view, page);
  add_row(&about, is_staff ? "Service level" : "What to expect",
          page->service_level);
  if (is_staff)
    add_staff_rows(&about, page);
  else
    add_row(&about, "Last reviewed", long_date(&about, page->head.reviewed));
  add_row(&about, is_staff ? "Legal basis" : "The law", page->legal);
  add_related(about.view, page);
}
