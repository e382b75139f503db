/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_notices.h"

#include "lib/hash.h"

#include "searchd/page_words.h"

struct sp_str
sp_notice_severity_words(struct sp_str severity)
{
  if (sp_str_is(severity, "emergency"))
    return SP_STR("Emergency");
  if (sp_str_is(severity, "warning"))
    return SP_STR("Important");
  return SP_STR("Notice");
}

static int
gravity(const struct sp_notice *notice)
{
  if (sp_str_is(notice->severity, "emergency"))
    return 2;
  return sp_str_is(notice->severity, "warning") ? 1 : 0;
}

bool
sp_notice_is_for(struct sp_str sites, enum sp_audience site)
{
  struct sp_str rest = sites, piece;

  if (sp_str_trim(sites).len == 0)
    return true;
  while (sp_str_split(&rest, ';', &piece))
    if (sp_str_ieq(piece, sp_str(sp_audience_name(site))))
      return true;
  return false;
}

/* The least grave gives way when there are too many. */
static void
keep(struct sp_shell *shell, const struct sp_page *page)
{
  struct sp_notice notice = {.head = page->head};
  size_t at;

  notice.severity = sp_page_fact_value(page, "severity");
  notice.when =
      sp_words_period(sp_shell_arena(shell), sp_page_fact_value(page, "from"),
                      sp_page_fact_value(page, "until"));
  if (sp_shell_is_staff(shell))
    notice.expect = sp_page_fact_value(page, "expect-calls");
  for (at = shell->notices; at > 0; at--) {
    if (gravity(&shell->notice[at - 1]) >= gravity(&notice))
      break;
    if (at < SP_NOTICES_MAX)
      shell->notice[at] = shell->notice[at - 1];
  }
  if (at < SP_NOTICES_MAX)
    shell->notice[at] = notice;
  if (shell->notices < SP_NOTICES_MAX)
    shell->notices++;
}

void
sp_notices_collect(struct sp_shell *shell)
{
  const struct sp_site_pages *pages = &shell->lease.state->pages;
  const struct sp_viewer *viewer = &shell->req->viewer;

  for (size_t i = 0; i < pages->notices; i++) {
    const struct sp_page *page = pages->notice[i];

    if (page->head.level > viewer->level ||
        !sp_notice_is_for(sp_page_fact_value(page, "sites"), shell->app->site))
      continue;
    if (page->head.from > viewer->now)
      sp_shell_until(shell, page->head.from);
    if (!sp_head_live(&page->head, viewer))
      continue;
    sp_shell_until(shell, page->head.until);
    keep(shell, page);
  }
}

void
sp_notices_alert(struct sp_shell *shell)
{
  const struct sp_notice *notice = &shell->notice[0];
  struct sp_view *view;
  struct sp_url url;

  if (shell->notices == 0 || gravity(notice) < 2)
    return;
  url = sp_url_page(sp_shell_arena(shell), notice->head.id, SP_STR(""));
  if (sp_str_eq(url.raw, shell->req->path)) /* it is being read */
    return;
  view = sp_view_add(shell->layout, "ALERT");
  sp_view_text(view, "ALERT_TITLE", notice->head.title);
  sp_view_text(view, "ALERT_SUMMARY", notice->head.summary);
  sp_view_url(view, "ALERT_URL", url);
}

/* Residents may hide what is no emergency.  The name changes with the words, so
 * that a notice which says something else shows again. */
static void
add_hiding(struct sp_shell *shell, struct sp_view *view,
           const struct sp_notice *notice)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str words[] = {notice->head.title, notice->head.summary,
                           notice->severity, notice->when};
  struct sp_hash hash =
      sp_hash_of(sp_arena_join(arena, SP_ARRAY_LEN(words), words));

  if (sp_shell_is_staff(shell) || gravity(notice) > 1 ||
      shell->app->settings->copy)
    return;
  sp_view_text(sp_view_add(view, "HIDES"), "HIDES_NAME",
               sp_arena_fmt(arena, "%.*s-%02x%02x%02x%02x",
                            SP_FMT(sp_url_last(notice->head.id)), hash.byte[0],
                            hash.byte[1], hash.byte[2], hash.byte[3]));
  sp_shell_script(shell, "notices.js");
}

static void
add_notice(struct sp_shell *shell, struct sp_view *list,
           const struct sp_notice *notice)
{
  struct sp_view *view = sp_view_add(list, "NOTICE");
  bool is_known = gravity(notice) > 0;

  sp_view_text(view, "SEVERITY", is_known ? notice->severity : SP_STR("info"));
  sp_view_text(view, "SEVERITY_WORDS",
               sp_notice_severity_words(notice->severity));
  sp_view_text(view, "NOTICE_TITLE", notice->head.title);
  sp_view_url(view, "NOTICE_URL",
              sp_url_page(sp_shell_arena(shell), notice->head.id, SP_STR("")));
  sp_view_text(view, "WHEN", notice->when);
  add_hiding(shell, view, notice);
  if (notice->head.summary.len)
    sp_view_text(sp_view_add(view, "NOTICE_SUMMARY"), "NOTICE_SUMMARY_TEXT",
                 notice->head.summary);
  if (notice->expect.len)
    sp_view_text(sp_view_add(view, "EXPECT"), "EXPECT_TEXT", notice->expect);
}

void
sp_shell_notices(struct sp_shell *shell, struct sp_view *view,
                 struct sp_str service)
{
  struct sp_view *list = NULL;

  for (size_t i = 0; i < shell->notices; i++) {
    const struct sp_notice *notice = &shell->notice[i];

    if (service.len && !sp_str_eq(notice->head.service, service))
      continue;
    if (!list)
      list = sp_view_include(view, "NOTICES", "part_notices.tpl");
    add_notice(shell, list, notice);
  }
}
