/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_contact.c - the fields of a contact, in words. */
#include "searchd/page_document.h"
#include "searchd/page_links.h"
#include "searchd/page_words.h"

enum form { PHONE, EMAIL, WEB, HOURS, DATES, LANGUAGES, LIST, CONTACT, TEXT };

/* In the order shown.  What is not in the table is not shown. */
static const struct {
  const char *name, *label;
  enum form form;
  bool is_staff, is_main, is_brief;
} known[] = {
    {"phone", "Phone", PHONE, false, true, true},
    {"staff-phone", "Staff phone", PHONE, true, true, false},
    {"textphone", "Textphone", PHONE, false, false, false},
    {"hours", "Open", HOURS, false, false, true},
    {"closed", "Closed", DATES, false, false, false},
    {"out-of-hours", "At other times", CONTACT, true, false, false},
    {"email", "Email", EMAIL, false, false, true},
    {"staff-email", "Staff email", EMAIL, true, false, false},
    {"web", "Website", WEB, false, false, true},
    {"address", "Address", TEXT, false, false, false},
    {"who-for", "Who it is for", TEXT, false, false, false},
    {"cost", "Cost", TEXT, false, false, false},
    {"referral", "Referral", TEXT, false, false, false},
    {"areas", "Areas", LIST, false, false, false},
    {"languages", "Languages", LANGUAGES, false, false, false},
    {"verified", "Checked", DATES, true, false, false},
};

const struct sp_page_head *
sp_contact_named(const struct sp_shell *shell, struct sp_str name)
{
  const struct sp_site_state *state = shell->lease.state;

  for (size_t i = 0; i < state->heads; i++) {
    const struct sp_page_head *head = &state->head[i];
    size_t slash = sp_str_find(head->id, '/', 0);

    if (head->type != SP_DOC_CONTACT ||
        !sp_head_live(head, &shell->req->viewer))
      continue;
    if (sp_str_eq(sp_str_sub(head->id, slash + 1, head->id.len), name) ||
        sp_str_ieq(head->title, name))
      return head;
  }
  return NULL;
}

static void
add_contact_link(const struct sp_shell *shell, struct sp_view *row,
                 struct sp_str name)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  const struct sp_page_head *head = sp_contact_named(shell, name);

  if (!head) {
    sp_view_text(row, "FACT_TEXT", name);
    return;
  }
  sp_view_html(row, "FACT_LINK",
               sp_link_page(arena, sp_url_page(arena, head->id, SP_STR("")),
                            head->title));
}

static void
add_value(const struct sp_shell *shell, struct sp_view *row, enum form form,
          struct sp_str value)
{
  struct sp_arena *arena = sp_shell_arena(shell);

  switch (form) {
  case PHONE:
    sp_view_html(row, "FACT_LINK", sp_link_phone(arena, value));
    break;
  case EMAIL:
    sp_view_html(row, "FACT_LINK", sp_link_email(arena, value));
    break;
  case WEB:
    sp_view_html(row, "FACT_LINK", sp_link_web(arena, value));
    break;
  case HOURS:
    sp_view_text(row, "FACT_TEXT", sp_words_hours(arena, value));
    break;
  case DATES:
    sp_view_text(row, "FACT_TEXT", sp_words_dates(arena, value));
    break;
  case LANGUAGES:
    sp_view_text(row, "FACT_TEXT", sp_words_languages(arena, value));
    break;
  case LIST:
    sp_view_text(row, "FACT_TEXT", sp_words_list(arena, value));
    break;
  case CONTACT:
    add_contact_link(shell, row, value);
    break;
  case TEXT:
    sp_view_text(row, "FACT_TEXT", value);
    break;
  }
}

/* "Open now until 4:30pm", beside the hours. */
static void
add_now(struct sp_shell *shell, struct sp_view *row, const struct sp_page *page)
{
  struct sp_open_now now;

  sp_open_now_contact(sp_shell_arena(shell), &shell->lease.state->directory,
                      page->head.id, shell->req->viewer.now, &now);
  sp_shell_open_now(shell, row, &now);
}

void
sp_contact_facts(struct sp_shell *shell, struct sp_view *view,
                 const struct sp_page *page, bool is_brief)
{
  bool any = false;

  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++) {
    struct sp_str value = sp_page_fact_value(page, known[i].name);
    struct sp_view *row;

    /* The public index has no such field; this is the second lock. */
    if (value.len == 0 || (known[i].is_staff && !sp_shell_is_staff(shell)) ||
        (is_brief && !known[i].is_brief))
      continue;
    if (!any)
      sp_view_show(view, "FACTS");
    any = true;
    row = sp_view_add(view, "FACT");
    sp_view_text(row, "FACT_NAME", sp_str(known[i].label));
    if (known[i].is_main)
      sp_view_show(row, "FACT_MAIN");
    if (sp_str_starts(sp_str(known[i].name), "staff-"))
      sp_view_show(row, "FACT_STAFF");
    if (known[i].form == HOURS)
      add_now(shell, row, page);
    add_value(shell, row, known[i].form, value);
  }
}
