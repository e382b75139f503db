/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_search.h"

#include "lib/schema.h"
#include "lib/text.h"

#include "searchd/event_search.h"
#include "searchd/feedback.h"
#include "searchd/page_copy.h"
#include "searchd/page_feedback.h"
#include "searchd/page_links.h"
#include "searchd/page_words.h"
#include "searchd/pages.h"
#include "searchd/why.h"

#define PER_PAGE 10
#define TITLE_QUERY_CHARS 60
#define NOTE_QUERY_CHARS 120

/* A switch is on with "1" alone; what is off is in no address. */
static void
keep_switch(struct sp_url_param *param, bool is_offered)
{
  if (!is_offered || !sp_str_is(param->value, "1"))
    param->value = SP_STR("");
}

static enum sp_status
read_ask(const struct sp_app *app, const struct sp_request *req,
         struct sp_ask *ask, struct sp_response *resp, struct sp_err *err)
{
  static const char *const name[SP_ASKED] = {"q",        "service", "type",
                                             "provider", "channel", "area",
                                             "as-typed", "explain"};
  struct sp_str query;
  enum sp_status status = sp_request_query(req, &query, err);

  if (status != SP_OK) {
    resp->detail = SP_STR("That search is too long. Use fewer words.");
    return status;
  }
  for (size_t i = 0; i < SP_ASKED; i++) {
    ask->param[i].name = name[i];
    ask->param[i].value = sp_str_trim(sp_request_param(req, name[i]));
  }
  keep_switch(&ask->param[SP_ASKED_AS_TYPED], true);
  keep_switch(&ask->param[SP_ASKED_EXPLAIN], app->site == SP_STAFF);
  /* An address that somebody cut or wrote by hand shows the first page. */
  if (sp_request_number(req, "page", 1, SP_RESULTS_DEPTH_MAX / PER_PAGE, 1,
                        &ask->page, NULL) != SP_OK)
    ask->page = 1;
  ask->search.query = ask->param[SP_ASKED_QUERY].value;
  ask->search.service = ask->param[SP_ASKED_SERVICE].value;
  ask->search.type = ask->param[SP_ASKED_TYPE].value;
  ask->search.provider = ask->param[SP_ASKED_PROVIDER].value;
  ask->search.channel = ask->param[SP_ASKED_CHANNEL].value;
  ask->search.area = ask->param[SP_ASKED_AREA].value;
  ask->search.as_typed = ask->param[SP_ASKED_AS_TYPED].value.len > 0;
  ask->search.explain = ask->param[SP_ASKED_EXPLAIN].value.len > 0;
  ask->search.first = (size_t)(ask->page - 1) * PER_PAGE;
  ask->search.count = PER_PAGE;
  ask->search.facets = true;
  ask->search.viewer = req->viewer;
  return SP_OK;
}

struct sp_url
sp_ask_otherwise(const struct sp_shell *shell, const struct sp_ask *ask,
                 enum sp_asked which, struct sp_str value)
{
  struct sp_url_param param[SP_ASKED];

  memcpy(param, ask->param, sizeof(param));
  param[which].value = value;
  return sp_url_query(sp_shell_arena(shell), "/search", param, SP_ASKED);
}

/* ---- results ---- */

static void
add_meta(struct sp_view *hit, struct sp_str text, bool strong)
{
  struct sp_view *view = sp_view_add(hit, "META");

  sp_view_text(view, "META_TEXT", text);
  if (strong)
    sp_view_show(view, "META_STRONG");
}

static void
add_metas(struct sp_shell *shell, struct sp_view *view,
          const struct sp_page_head *head)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  bool is_staff = sp_shell_is_staff(shell);

  if (is_staff || head->type == SP_DOC_CONTACT)
    add_meta(view, sp_str(sp_words_type(head->type, shell->app->site)), false);
  if (head->service.len)
    add_meta(view, sp_shell_service_title(shell, head->service), false);
  if (head->provider.len)
    add_meta(view,
             sp_arena_fmt(arena, "Provided by %.*s", SP_FMT(head->provider)),
             true);
  if (is_staff && head->level > 1)
    add_meta(view, sp_arena_fmt(arena, "Level %u", head->level), true);
  if (is_staff && head->reviewed.len)
    add_meta(view,
             sp_arena_fmt(arena, "Reviewed %.*s",
                          SP_FMT(sp_when_long_date(arena, head->reviewed))),
             false);
}

/* Where the section is: a step has a page of its own. */
static struct sp_url
section_url(const struct sp_shell *shell, const struct sp_hit *hit)
{
  if (hit->head.type == SP_DOC_SCRIPT)
    return sp_url_step(sp_shell_arena(shell), hit->head.id, hit->anchor);
  return sp_url_page(sp_shell_arena(shell), hit->head.id, hit->anchor);
}

/* Why it stands where it does: only asked for on the staff site. */
static void
add_why(struct sp_shell *shell, struct sp_view *view, const struct sp_hit *hit)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_view *why = sp_view_add(view, "WHY");

  sp_view_text(why, "WHY_SENTENCE", sp_why_sentence(arena, hit));
  sp_view_text(why, "WHY_SCORE", sp_arena_fmt(arena, "%.1f", hit->score));
  for (size_t i = 0; i < hit->reasons && i < SP_WHY_PARTS_MAX; i++) {
    struct sp_view *part = sp_view_add(why, "PART");

    sp_view_text(part, "PART_TEXT", sp_why_part(arena, &hit->reason[i]));
    sp_view_text(part, "PART_WEIGHT",
                 sp_arena_fmt(arena, "%.1f", hit->reason[i].weight));
  }
}

static void
add_hit(struct sp_shell *shell, struct sp_view *body, const struct sp_ask *ask,
        const struct sp_hit *hit)
{
  struct sp_view *view = sp_view_add(body, "HIT"), *part;

  sp_view_text(view, "HIT_TITLE", hit->head.title);
  sp_view_url(view, "HIT_URL",
              sp_url_page(sp_shell_arena(shell), hit->head.id, SP_STR("")));
  if (hit->head.summary.len)
    sp_view_text(sp_view_add(view, "HIT_SUMMARY"), "HIT_SUMMARY_TEXT",
                 hit->head.summary);
  if (hit->anchor.len && hit->heading.len) {
    part = sp_view_add(view, "HIT_SECTION");
    sp_view_text(part, "HIT_SECTION_TITLE", hit->heading);
    sp_view_url(part, "HIT_SECTION_URL", section_url(shell, hit));
  }
  if (hit->snippet.raw.len &&
      !sp_link_repeats(sp_shell_arena(shell), hit->snippet, hit->head.summary))
    sp_view_html(sp_view_add(view, "HIT_SNIPPET"), "SNIPPET", hit->snippet);
  add_metas(shell, view, &hit->head);
  if (ask->search.explain)
    add_why(shell, view, hit);
}

static struct sp_str
count_text(const struct sp_shell *shell, const struct sp_ask *ask,
           const struct sp_results *found)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str query =
      sp_text_excerpt(arena, ask->search.query, TITLE_QUERY_CHARS);
  struct sp_str number = sp_words_number(arena, found->estimated);
  const char *about = found->exact ? "" : "About ";

  if (found->count == 0 && ask->page > 1)
    return sp_arena_fmt(arena, "There are no more results for “%.*s”",
                        SP_FMT(query));
  if (found->count == 0)
    return sp_arena_fmt(arena, "No results for “%.*s”", SP_FMT(query));
  return sp_arena_fmt(arena, "%s%.*s %s for “%.*s”", about, SP_FMT(number),
                      found->estimated == 1 ? "result" : "results",
                      SP_FMT(query));
}

/* Words that the council's glossary explains. */
static bool
is_named(const struct sp_glossary_entry *entry, struct sp_str query)
{
  if (sp_str_ieq(entry->short_form, query) ||
      sp_str_ieq(entry->long_form, query))
    return true;
  for (size_t i = 0; i < entry->also.count; i++)
    if (sp_str_ieq(entry->also.item[i], query))
      return true;
  return false;
}

static void
add_meaning(struct sp_shell *shell, struct sp_view *body, struct sp_str query)
{
  const struct sp_site *site = shell->site;

  for (size_t i = 0; query.len && i < site->entries; i++) {
    const struct sp_glossary_entry *entry = &site->entry[i];
    struct sp_view *view;

    if (!is_named(entry, query))
      continue;
    view = sp_view_add(body, "MEANING");
    sp_view_text(view, "MEANING_NAME",
                 entry->short_form.len ? entry->short_form : entry->long_form);
    if (entry->short_form.len && entry->long_form.len)
      sp_view_text(sp_view_add(view, "MEANING_LONG"), "MEANING_LONG_TEXT",
                   entry->long_form);
    sp_view_text(view, "MEANING_TEXT", entry->meaning);
    return;
  }
}

/* What was searched for instead of what was typed, and the way back. */
static void
add_corrected(struct sp_shell *shell, struct sp_view *body,
              const struct sp_ask *ask, const struct sp_results *found)
{
  struct sp_view *view;

  if (ask->search.as_typed) {
    sp_view_url(sp_view_add(body, "AS_TYPED"), "CORRECT_URL",
                sp_ask_otherwise(shell, ask, SP_ASKED_AS_TYPED, SP_STR("")));
    return;
  }
  if (found->corrected.len == 0)
    return;
  view = sp_view_add(body, "CORRECTED");
  sp_view_text(view, "CORRECTED_TEXT",
               sp_text_excerpt(sp_shell_arena(shell), found->corrected,
                               NOTE_QUERY_CHARS));
  sp_view_text(view, "TYPED_TEXT",
               sp_text_excerpt(sp_shell_arena(shell), ask->search.query,
                               NOTE_QUERY_CHARS));
  sp_view_url(view, "TYPED_URL",
              sp_ask_otherwise(shell, ask, SP_ASKED_AS_TYPED, SP_STR("1")));
}

static void
add_why_link(struct sp_shell *shell, struct sp_view *body,
             const struct sp_ask *ask)
{
  bool is_shown = ask->search.explain;
  struct sp_view *view;

  if (!sp_shell_is_staff(shell))
    return;
  view = sp_view_add(body, "WHY_LINK");
  sp_view_text(view, "WHY_LABEL",
               is_shown ? SP_STR("Hide why each result is here")
                        : SP_STR("Why this? Show why each result is here"));
  sp_view_url(view, "WHY_URL",
              sp_ask_otherwise(shell, ask, SP_ASKED_EXPLAIN,
                               is_shown ? SP_STR("") : SP_STR("1")));
}

static void
add_found(struct sp_shell *shell, struct sp_view *body,
          const struct sp_ask *ask, const struct sp_results *found)
{
  uint64_t depth = found->estimated < SP_RESULTS_DEPTH_MAX
                       ? found->estimated
                       : SP_RESULTS_DEPTH_MAX;

  sp_view_show(body, "SEARCHED");
  (void)sp_filters_chosen(shell, body, ask);
  sp_filters_offer(shell, body, ask, found);
  add_why_link(shell, body, ask);
  for (size_t i = 0; i < found->count; i++) {
    add_hit(shell, body, ask, &found->hit[i]);
    sp_shell_until(shell, found->hit[i].head.until);
  }
  sp_shell_pager(shell, body, "/search", ask->param, SP_ASKED, ask->page,
                 (depth + PER_PAGE - 1) / PER_PAGE);
}

static void
add_box(struct sp_shell *shell, struct sp_view *body, const struct sp_ask *ask)
{
  struct sp_view *box =
      sp_shell_search_box(shell, body, SP_STR("Search for"), ask->search.query);

  /* An area is the visitor's and stays; a filter is the search's and goes. */
  if (ask->param[SP_ASKED_AREA].value.len) {
    struct sp_view *keep = sp_view_add(box, "KEEP");

    sp_view_text(keep, "KEEP_NAME", SP_STR("area"));
    sp_view_text(keep, "KEEP_VALUE", ask->param[SP_ASKED_AREA].value);
  }
}

static void
set_title(struct sp_shell *shell, const struct sp_ask *ask)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str query =
      sp_text_excerpt(arena, ask->search.query, TITLE_QUERY_CHARS);

  if (query.len == 0)
    sp_shell_title(shell, SP_STR("Search"));
  else if (ask->page > 1)
    sp_shell_title(shell, sp_arena_fmt(arena, "%.*s (page %u) - Search",
                                       SP_FMT(query), (unsigned)ask->page));
  else
    sp_shell_title(shell, sp_arena_fmt(arena, "%.*s - Search", SP_FMT(query)));
}

/* The next change by the clock of anything that may be found: of a page, or of
 * a section within one, which begins and ends on a minute. */
static void
set_boundary(struct sp_shell *shell)
{
  sp_instant now = shell->req->viewer.now;

  sp_shell_until(shell, sp_site_state_boundary(shell->lease.state, now));
  sp_shell_until(shell, now - now % 60 + 60);
}

enum sp_status
sp_page_search(const struct sp_app *app, const struct sp_request *req,
               struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  struct sp_ask ask = {0};
  struct sp_results found = {0};
  struct sp_view *body;
  enum sp_status status = read_ask(app, req, &ask, resp, err);

  if (ask.search.query.len)
    shell.lease.lane = SP_LANE_SEARCH;
  if (status == SP_OK)
    status = sp_shell_begin(&shell, app, req, err);
  if (status == SP_OK)
    ask.search.lexicon = shell.lease.state->lexicon;
  if (status == SP_OK && ask.search.query.len)
    status = sp_reader_search(shell.lease.reader, &ask.search, req->arena,
                              &found, err);
  if (status != SP_OK)
    return status;
  body = sp_shell_body(&shell, "page_search.tpl");
  set_title(&shell, &ask);
  sp_shell_noindex(&shell);
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/search")});
  add_box(&shell, body, &ask);
  add_meaning(&shell, body, ask.search.query);
  if (found.truncated)
    sp_view_show(body, "TRUNCATED");
  if (ask.search.query.len)
    sp_view_text(body, "COUNT_TEXT", count_text(&shell, &ask, &found));
  if (ask.search.query.len)
    add_corrected(&shell, body, &ask, &found);
  if (ask.search.query.len == 0)
    sp_view_show(body, "EMPTY");
  else if (found.count)
    add_found(&shell, body, &ask, &found);
  else
    sp_nothing_add(&shell, body, &ask, &found);
  if (ask.search.query.len)
    sp_feedback_ask(&shell, body, SP_STR(SP_FEEDBACK_SEARCH));
  if (ask.search.query.len)
    sp_event_search(app, &ask.search, &found, req->arena, resp);
  if (app->settings->copy)
    sp_page_copy_search(&shell, body);
  set_boundary(&shell);
  return sp_shell_send(&shell, resp, err);
}
