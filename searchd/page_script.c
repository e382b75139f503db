/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_script.c - a script: one step at a time, with the way to all of
 * them. */
#include "searchd/page_document.h"
#include "searchd/page_feedback.h"
#include "searchd/page_links.h"
#include "searchd/walk.h"

#include "lib/render.h"

/* The introduction itself is the first step when it has choices. */
static bool
starts_at_once(const struct sp_shell *shell, const struct sp_page *page)
{
  const struct sp_viewer *viewer = &shell->req->viewer;
  const struct sp_page_section *intro = &page->section[0];

  for (size_t i = 0; i < intro->segments; i++)
    if (sp_segment_live(&intro->segment[i], viewer->level, viewer->now) &&
        sp_link_has_choices(intro->segment[i].html))
      return true;
  return false;
}

/* The step with this anchor, or the first; NULL: none. */
static const struct sp_page_section *
find_step(const struct sp_shell *shell, const struct sp_page *page,
          struct sp_str anchor)
{
  for (size_t i = 1; i < page->sections; i++)
    if (sp_document_shows(shell, &page->section[i]) &&
        (anchor.len == 0 || sp_str_eq(page->section[i].anchor, anchor)))
      return &page->section[i];
  return NULL;
}

/* The red flags of the introduction stand on every step. */
static void
add_flags(const struct sp_shell *shell, struct sp_view *body,
          const struct sp_page *page)
{
  const struct sp_viewer *viewer = &shell->req->viewer;
  const struct sp_page_section *intro = &page->section[0];

  for (size_t i = 0; i < intro->segments; i++) {
    struct sp_html flags;

    if (!sp_segment_live(&intro->segment[i], viewer->level, viewer->now))
      continue;
    flags = sp_link_flags(sp_shell_arena(shell), intro->segment[i].html);
    if (flags.raw.len)
      sp_view_html(sp_view_add(body, "FLAGS"), "FLAGS_HTML", flags);
  }
}

static struct sp_view *
add_item(struct sp_view *body, struct sp_str title, struct sp_url url,
         bool is_here)
{
  struct sp_view *row = sp_view_add(body, "STEP_ITEM");

  sp_view_text(row, "STEP_ITEM_TITLE", title);
  sp_view_url(row, "STEP_ITEM_URL", url);
  if (is_here)
    sp_view_show(row, "STEP_ITEM_HERE");
  return row;
}

/* `shown` is the step that stands on the page; its heading has the anchor. */
static void
add_steps(const struct sp_shell *shell, struct sp_view *body,
          const struct sp_page *page, const struct sp_page_section *shown,
          bool is_start)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  long long count = 0;

  if (starts_at_once(shell, page)) {
    count++;
    add_item(body, SP_STR("Start"),
             sp_url_page(arena, page->head.id, SP_STR("")), is_start);
  }
  for (size_t i = 1; i < page->sections; i++) {
    const struct sp_page_section *section = &page->section[i];
    struct sp_view *row;

    if (!sp_document_shows(shell, section))
      continue;
    count++;
    row = add_item(body, section->heading,
                   sp_url_step(arena, page->head.id, section->anchor),
                   section == shown && !is_start);
    /* Results and links point at a step of the script's own page. */
    if (section != shown)
      sp_view_text(sp_view_add(row, "STEP_ITEM_ID"), "STEP_ITEM_ANCHOR",
                   section->anchor);
  }
  if (count == 0)
    return;
  sp_view_show(body, "STEPS");
  sp_view_number(body, "STEPS_COUNT", count);
  if (sp_shell_is_staff(shell))
    sp_view_show(body, "STEPS_OPEN");
}

static void
add_step(struct sp_shell *shell, struct sp_view *body,
         const struct sp_page *page, const struct sp_page_section *step,
         bool is_start)
{
  struct sp_view *view = sp_view_add(body, "STEP");

  sp_view_text(view, "STEP_ID", step->anchor);
  sp_view_text(view, "STEP_TITLE", step->heading);
  sp_view_show(view, is_start ? "STEP_FIRST" : "STEP_LATER");
  sp_view_text(body, "SCRIPT_TITLE", page->head.title);
  sp_view_url(body, "SCRIPT_URL",
              sp_url_page(sp_shell_arena(shell), page->head.id, SP_STR("")));
  sp_document_parts(shell, view, step);
}

static void
add_start(struct sp_shell *shell, struct sp_view *body,
          const struct sp_page *page)
{
  struct sp_view *start = sp_view_add(body, "START"), *intro;

  sp_view_text(start, "DOC_TITLE", page->head.title);
  if (page->head.summary.len)
    sp_view_text(sp_view_add(start, "LEAD"), "LEAD_TEXT", page->head.summary);
  sp_document_provider(shell, start, page);
  if (page->section[0].segments == 0)
    return;
  intro = sp_view_add(body, "INTRO");
  sp_document_parts(shell, intro, &page->section[0]);
}

/* ---- the answers so far ---- */

/* The area of the address, when it is one of the site's. */
static struct sp_str
asked_area(const struct sp_shell *shell)
{
  struct sp_str asked = sp_request_param(shell->req, "area");

  for (size_t i = 0; i < shell->site->areas.count; i++)
    if (asked.len && sp_str_ieq(shell->site->areas.item[i], asked))
      return shell->site->areas.item[i];
  return SP_STR("");
}

/* Go to the step with the answers of the address, and make the page anew with
 * them.  False: it stays as it is. */
static bool
walk_to(struct sp_shell *shell, struct sp_page *page, struct sp_str anchor,
        struct sp_walk *walk)
{
  const struct sp_viewer *viewer = &shell->req->viewer;
  struct sp_arena *arena = sp_shell_arena(shell);
  sp_instant until;
  struct sp_situation situation = {
      .audience = shell->app->site,
      .level = viewer->level,
      .area = asked_area(shell),
      .now = viewer->now,
      .office_hours = sp_directory_office_hours(&shell->lease.state->directory,
                                                viewer->now, &until)};
  const struct sp_page *made;

  if (!sp_walk_begin(walk, arena, page, &situation, shell->req) ||
      !sp_walk_to(walk, anchor))
    return false;
  sp_shell_until(shell, until);
  sp_walk_lead_on(walk);
  made = sp_render_page(arena, walk->doc, shell->app->site, viewer->now);
  if (!made || made->sections == 0 ||
      (anchor.len > 0 && !find_step(shell, made, anchor)))
    return false;
  shell->params_taken = walk->names + (situation.area.len > 0);
  page->section = made->section;
  page->sections = made->sections;
  return true;
}

static void
add_trail(const struct sp_walk *walk, struct sp_view *body)
{
  size_t back = sp_walk_back(walk);
  struct sp_view *trail = NULL;

  if (back != SP_STEP_NONE)
    sp_view_url(sp_view_add(body, "BACK"), "BACK_URL", sp_walk_url(walk, back));
  if (!walk->reached)
    return;
  for (size_t i = 0; i + 1 < walk->call.legs; i++) {
    const struct sp_leg *leg = &walk->call.leg[i];
    struct sp_view *row;

    if (!leg->shown || !leg->answered)
      continue;
    if (!trail)
      trail = sp_view_add(body, "TRAIL");
    row = sp_view_add(trail, "ANSWER");
    sp_view_text(row, "ANSWER_STEP",
                 walk->script->step[leg->place.step].heading);
    sp_view_text(row, "ANSWER_TEXT", leg->edge->label);
    sp_view_url(row, "ANSWER_URL", sp_walk_url(walk, leg->place.step));
  }
}

enum sp_status
sp_script_fill(struct sp_shell *shell, struct sp_page *page,
               struct sp_str anchor, struct sp_err *err)
{
  bool is_start = anchor.len == 0, at_once;
  const struct sp_page_section *step = NULL;
  struct sp_walk walk;
  struct sp_view *body;

  if (page->sections == 0)
    return sp_fail(err, SP_E_NOTFOUND, "a script without text");
  at_once = is_start && starts_at_once(shell, page);
  if (!at_once)
    step = find_step(shell, page, anchor);
  if (!is_start && !step)
    return sp_fail(err, SP_E_NOTFOUND, "no such step");
  body = sp_shell_body(shell, "page_script.tpl");
  /* A file has no parameters: a copy's steps lead on without answers. */
  if (!shell->app->settings->copy &&
      walk_to(shell, page, step ? step->anchor : SP_STR(""), &walk)) {
    if (step)
      step = find_step(shell, page, step->anchor);
    add_trail(&walk, body);
    if (walk.is_offered)
      sp_view_text(sp_view_add(body, step ? "ANSWERED" : "ANSWERED_FIRST"),
                   "ANSWERED_TEXT", walk.answer[walk.step].label);
  }
  if (is_start)
    add_start(shell, body, page);
  else
    add_flags(shell, body, page);
  if (page->head.service.len)
    sp_shell_notices(shell, body, page->head.service);
  if (step)
    add_step(shell, body, page, step, is_start);
  if (!is_start)
    sp_view_show(body, "AGAIN");
  add_steps(shell, body, page, step, is_start);
  sp_document_about(shell, body, page);
  sp_feedback_ask(shell, body, page->head.id);
  return SP_OK;
}
