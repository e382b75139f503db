/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_area.c - from a postcode to who does what there.
 *
 * The postcode comes in the body of a POST and is in no address, log or event;
 * the reply to it is kept by nobody, and what it leads on to has a key of the
 * answer in its address (lib/areas.h).
 *
 * Neither who sends the form nor how often is looked at: nothing is changed or
 * written by it, it costs less than a search, and everything that it tells can
 * be read without it.  A limit small enough to hinder a program would shut out
 * a library or a school, whose readers all come from one address, and the
 * council's main website may have the form on its own pages. */
#include "lib/areas.h"

#include "searchd/page_document.h"
#include "searchd/page_links.h"
#include "searchd/page_words.h"
#include "searchd/pages.h"

#define PATH "/your-area"
#define TYPED_MAX 40  /* bytes that are put back into the field */
#define PLACES_MAX 50 /* of one postcode */
#define TITLE "Find out who does what where you live"

/* ---- the question ---- */

/* error: what is wrong with what was typed; empty: nothing.  changed: a key led
 * here that is none any more. */
static void
fill_question(struct sp_shell *shell, struct sp_str error, struct sp_str typed,
              bool changed)
{
  struct sp_view *body = sp_shell_body(shell, "page_area_ask.tpl");

  sp_shell_title(shell, error.len ? SP_STR("Error: " TITLE) : SP_STR(TITLE));
  sp_shell_canonical(shell, (struct sp_url){SP_STR(PATH)});
  sp_shell_crumb(shell, SP_STR(""), (struct sp_url){SP_STR("")});
  sp_view_text(body, "TYPED", typed.len > TYPED_MAX ? SP_STR("") : typed);
  if (error.len) {
    sp_view_text(sp_view_add(body, "ERROR"), "ERROR_TEXT", error);
    sp_view_text(sp_view_add(body, "ERROR_HINT"), "ERROR_HINT_TEXT", error);
  }
  sp_view_show(body, changed ? "CHANGED" : "LEAD");
  sp_shell_call(shell, body);
}

/* ---- the answer ---- */

static struct sp_str
area_name(const struct sp_area *area)
{
  return area->area.len ? area->area : SP_STR("your area");
}

/* "Bin days" of "bin-days". */
static struct sp_str
column_label(struct sp_arena *arena, struct sp_str column)
{
  static const struct {
    const char *name, *label;
  } known[] = {
      {"district", "District council"},
      {"county", "County council"},
      {"parish", "Parish or town council"},
  };
  char *label = sp_arena_alloc(arena, column.len + 1);

  for (size_t i = 0; i < SP_ARRAY_LEN(known); i++)
    if (sp_str_is(column, known[i].name))
      return sp_str(known[i].label);
  for (size_t i = 0; i < column.len; i++) {
    char c = column.ptr[i];

    if (c == '-' || c == '_')
      c = ' ';
    else if (i == 0 && c >= 'a' && c <= 'z')
      c = (char)(c - 'a' + 'A');
    label[i] = c;
  }
  return sp_str_n(label, column.len);
}

/* A contact that has gone since the table was written adds nothing. */
static enum sp_status
add_contact(struct sp_shell *shell, struct sp_view *body, struct sp_str label,
            struct sp_str id, struct sp_str name, struct sp_err *err)
{
  const struct sp_page_head *head = sp_contact_named(shell, name);
  const struct sp_viewer *viewer = &shell->req->viewer;
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_page *page = NULL;
  struct sp_view *who, *view;
  enum sp_status status;

  if (head == NULL)
    return SP_OK;
  status =
      sp_reader_page(shell->lease.reader, head->id, viewer, arena, &page, err);
  if (status != SP_OK)
    return status == SP_E_NOTFOUND ? SP_OK : status;
  sp_shell_until(shell, sp_page_boundary(page, viewer->now));
  who = sp_view_add(body, "WHO");
  sp_view_text(who, "WHO_ID", id);
  sp_view_text(who, "WHO_LABEL", label);
  view = sp_view_add(who, "CONTACT");
  sp_view_text(view, "CONTACT_TITLE", page->head.title);
  sp_view_url(view, "CONTACT_URL",
              sp_url_page(arena, page->head.id, SP_STR("")));
  if (page->head.summary.len)
    sp_view_text(sp_view_add(view, "DOES"), "DOES_TEXT", page->head.summary);
  if (sp_str_is(sp_page_fact_value(page, "kind"), "partner"))
    sp_view_text(sp_view_add(view, "NOT_US"), "NOT_US_NAME", shell->site->name);
  sp_contact_facts(shell, view, page, true);
  return SP_OK;
}

static void
add_link(struct sp_view *body, bool *any, struct sp_str label,
         struct sp_str address)
{
  struct sp_view *row;

  if (!*any)
    sp_view_show(body, "LINKS");
  *any = true;
  row = sp_view_add(body, "LINK");
  sp_view_text(row, "LINK_LABEL", label);
  sp_view_url(row, "LINK_URL", (struct sp_url){address});
}

static void
add_depends(struct sp_view *body, struct sp_str label, struct sp_str id,
            struct sp_str area)
{
  struct sp_view *who = sp_view_add(body, "WHO");
  struct sp_view *line = sp_view_add(who, "DEPENDS");

  sp_view_text(who, "WHO_ID", id);
  sp_view_text(who, "WHO_LABEL", label);
  sp_view_text(line, "DEPENDS_AREA", area);
  sp_view_text(line, "DEPENDS_LABEL", label);
}

static enum sp_status
add_columns(struct sp_shell *shell, struct sp_view *body,
            const struct sp_area_answer *answer, struct sp_err *err)
{
  const struct sp_areas *areas = &shell->site->served;
  struct sp_arena *arena = sp_shell_arena(shell);
  enum sp_status status = SP_OK;
  bool any = false;

  for (size_t c = 0; c < areas->columns && status == SP_OK; c++) {
    struct sp_str label = column_label(arena, areas->column[c]);
    struct sp_str id = sp_arena_fmt(arena, "who_%zu", c + 1);
    struct sp_str cell = answer->area->contact[c];

    if (answer->differs[c])
      add_depends(body, label, id, area_name(answer->area));
    else if (sp_area_is_address(cell))
      add_link(body, &any, label, cell);
    else if (cell.len > 0)
      status = add_contact(shell, body, label, id, cell, err);
  }
  return status;
}

static enum sp_status
fill_answer(struct sp_shell *shell, const struct sp_area_answer *answer,
            struct sp_err *err)
{
  struct sp_view *body = sp_shell_body(shell, "page_area.tpl");
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str area = area_name(answer->area);
  struct sp_url_param param = {"area", answer->area->area};

  sp_shell_title(shell,
                 sp_arena_fmt(arena, "Who does what in %.*s", SP_FMT(area)));
  sp_shell_noindex(shell);
  sp_shell_crumb(shell, SP_STR("Your area"), (struct sp_url){SP_STR(PATH)});
  sp_shell_until(shell, answer->until);
  sp_view_text(body, "AREA", area);
  if (answer->area->area.len) {
    struct sp_view *line = sp_view_add(body, "NARROW");

    sp_view_url(line, "NARROW_URL", sp_url_query(arena, "/search", &param, 1));
    sp_view_text(line, "NARROW_AREA", area);
  }
  sp_shell_call(shell, body);
  return add_columns(shell, body, answer, err);
}

enum sp_status
sp_page_area(const struct sp_app *app, const struct sp_request *req,
             struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_str key = sp_request_param(req, "area");
  struct sp_area_answer answer = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);

  if (status != SP_OK)
    return status;
  if (shell.site->served.count == 0)
    return sp_fail(err, SP_E_NOTFOUND, "there are no areas");
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  if (key.len)
    sp_areas_answer(req->arena, &shell.site->served, key, req->viewer.now,
                    &answer);
  if (answer.area) {
    status = fill_answer(&shell, &answer, err);
    return status == SP_OK ? sp_shell_send(&shell, resp, err) : status;
  }
  if (key.len) {
    sp_shell_noindex(&shell);
    resp->status = 404;
    resp->cache = SP_CACHE_NEVER;
  }
  fill_question(&shell, SP_STR(""), SP_STR(""), key.len > 0);
  return sp_shell_send(&shell, resp, err);
}

/* ---- what was typed ---- */

static void
fill_outside(struct sp_shell *shell)
{
  struct sp_view *body = sp_shell_body(shell, "page_area_outside.tpl");

  sp_shell_title(shell, SP_STR("That postcode is not in our list"));
  sp_shell_noindex(shell);
  sp_shell_crumb(shell, SP_STR("Your area"), (struct sp_url){SP_STR(PATH)});
  sp_shell_call(shell, body);
}

static struct sp_url
answer_url(const struct sp_shell *shell, const struct sp_area *area)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_url_param param = {
      "area",
      sp_area_key(arena, &shell->site->served, area, shell->req->viewer.now)};

  return sp_url_query(arena, PATH, &param, 1);
}

static void
fill_places(struct sp_shell *shell, const struct sp_area_list *found)
{
  struct sp_view *body = sp_shell_body(shell, "page_area_places.tpl");

  sp_shell_title(shell, SP_STR("Which place do you live in?"));
  sp_shell_noindex(shell);
  sp_shell_crumb(shell, SP_STR("Your area"), (struct sp_url){SP_STR(PATH)});
  for (size_t i = 0; i < found->count && i < PLACES_MAX; i++) {
    const struct sp_area *area = found->item[i];
    struct sp_view *row = sp_view_add(body, "PLACE");

    sp_view_text(row, "PLACE_NAME",
                 area->place.len ? area->place : area_name(area));
    sp_view_url(row, "PLACE_URL", answer_url(shell, area));
  }
  if (found->count > PLACES_MAX)
    sp_view_show(body, "MORE");
  sp_shell_call(shell, body);
}

static bool
is_one_answer(const struct sp_area_list *found)
{
  for (size_t i = 1; i < found->count; i++)
    if (found->item[i]->answer != found->item[0]->answer ||
        !sp_str_eq(found->item[i]->slug, found->item[0]->slug))
      return false;
  return found->count > 0;
}

/* The first reading that the table has. */
static size_t
look_up(const struct sp_shell *shell, struct sp_str typed,
        struct sp_area_list *found)
{
  struct sp_postcode reading[SP_POSTCODE_READINGS];
  size_t count = sp_postcode_typed(typed, reading);

  *found = (struct sp_area_list){0};
  for (size_t i = 0; i < count && found->count == 0; i++)
    sp_areas_find(sp_shell_arena(shell), &shell->site->served, &reading[i],
                  shell->req->viewer.now, found);
  return count;
}

enum sp_status
sp_page_area_find(const struct sp_app *app, const struct sp_request *req,
                  struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_str typed = sp_str_trim(sp_request_field(req, "postcode"));
  struct sp_area_list found;
  enum sp_status status = sp_shell_begin(&shell, app, req, err);

  if (status != SP_OK)
    return status;
  if (shell.site->served.count == 0)
    return sp_fail(err, SP_E_NOTFOUND, "there are no areas");
  if (look_up(&shell, typed, &found) == 0) {
    sp_shell_noindex(&shell);
    fill_question(&shell,
                  typed.len ? SP_STR("Enter a full UK postcode, like SW1A 2AA")
                            : SP_STR("Enter your postcode"),
                  typed, false);
    resp->status = 422;
    return sp_shell_send(&shell, resp, err);
  }
  if (is_one_answer(&found)) {
    sp_response_redirect(resp, 303, answer_url(&shell, found.item[0]));
    return SP_OK;
  }
  if (found.count == 0)
    fill_outside(&shell);
  else
    fill_places(&shell, &found);
  return sp_shell_send(&shell, resp, err);
}
