/* SPDX-License-Identifier: GPL-2.0-or-later */
/* searchd/page_accessibility.c - the accessibility statement, made from the
 * site's facts.  What must stand in it: regulation 8 of the Public Sector
 * Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations
 * 2018, in the form of the government's model statement. */
#include "searchd/page_links.h"
#include "searchd/page_parts.h"
#include "searchd/page_words.h"
#include "searchd/pages.h"

#define PREFIX "accessibility."
#define ADVICE_SERVICE "https://www.equalityadvisoryservice.com/"

/* accessibility.NAME of site.yaml; NULL: not given. */
static const struct sp_field *
field_of(const struct sp_shell *shell, const char *name)
{
  for (size_t i = 0; i < shell->site->extras; i++) {
    const struct sp_field *field = &shell->site->extra[i];

    if (sp_str_starts(field->name, PREFIX) && field->values > 0 &&
        sp_str_is(sp_str_sub(field->name, sizeof(PREFIX) - 1, field->name.len),
                  name))
      return field;
  }
  return NULL;
}

static struct sp_str
fact(const struct sp_shell *shell, const char *name)
{
  const struct sp_field *field = field_of(shell, name);

  return field ? sp_str_trim(field->value[0]) : SP_STR("");
}

static struct sp_str
fact_or(const struct sp_shell *shell, const char *name, struct sp_str other)
{
  struct sp_str own = fact(shell, name);

  return own.len ? own : other;
}

/* NAME of {{#SECTION}}, when there is one. */
static void
add_text(struct sp_view *view, const char *section, const char *name,
         struct sp_str value)
{
  if (value.len)
    sp_view_text(sp_view_add(view, section), name, value);
}

static void
add_html(struct sp_view *view, const char *section, const char *name,
         struct sp_html value)
{
  if (value.raw.len)
    sp_view_html(sp_view_add(view, section), name, value);
}

static struct sp_str
date(const struct sp_shell *shell, const char *name)
{
  struct sp_str iso = fact(shell, name);

  return iso.len ? sp_when_long_date(sp_shell_arena(shell), iso) : iso;
}

/* What is not said is not claimed: a site that was not tested complies with
 * nothing, and one that was tested with most of it. */
static const char *
compliance(const struct sp_shell *shell)
{
  struct sp_str status = fact(shell, "status");

  if (sp_str_ieq(status, SP_STR("full")))
    return "FULL";
  if (sp_str_ieq(status, SP_STR("none")))
    return "NOT";
  if (sp_str_ieq(status, SP_STR("partial")) || fact(shell, "tested").len)
    return "PARTIAL";
  return "UNTESTED";
}

/* Each value of the field, and each part of one that has semicolons; false:
 * none. */
static bool
add_issues(const struct sp_shell *shell, struct sp_view *body)
{
  const struct sp_field *field = field_of(shell, "issues");
  bool any = false;

  for (size_t i = 0; field && i < field->values; i++) {
    struct sp_str rest = field->value[i], piece;

    while (sp_str_split(&rest, ';', &piece)) {
      if (piece.len == 0)
        continue;
      if (!any)
        sp_view_show(body, "ISSUES");
      any = true;
      sp_view_text(sp_view_add(body, "ISSUE"), "ISSUE_TEXT", piece);
    }
  }
  if (!any)
    sp_view_show(body, "NO_ISSUES");
  return any;
}

/* "large print, easy read" of one value with semicolons or of several. */
static struct sp_str
formats(const struct sp_shell *shell)
{
  const struct sp_field *field = field_of(shell, "formats");
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str all = SP_STR("");

  for (size_t i = 0; field && i < field->values; i++)
    all = sp_arena_fmt(arena, "%.*s%s%.*s", SP_FMT(all), all.len ? "; " : "",
                       SP_FMT(field->value[i]));
  return all.len ? sp_words_list(arena, all)
                 : SP_STR("large print, easy read, audio or braille");
}

static void
add_contact(const struct sp_shell *shell, struct sp_view *body)
{
  const struct sp_site *site = shell->site;
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_str email = fact_or(shell, "email", site->email);
  struct sp_str phone = fact_or(shell, "phone", site->phone);

  sp_view_text(body, "FORMATS", formats(shell));
  add_text(body, "WHO", "WHO_TEXT", fact(shell, "contact"));
  if (email.len)
    add_html(body, "EMAIL", "EMAIL_LINK", sp_link_email(arena, email));
  if (phone.len)
    add_html(body, "PHONE", "PHONE_LINK", sp_link_phone(arena, phone));
  if (site->textphone.len)
    add_html(body, "TEXTPHONE", "TEXTPHONE_LINK",
             sp_link_phone(arena, site->textphone));
  add_text(body, "POST", "POST_TEXT", site->address);
  add_text(body, "REPLY", "REPLY_TEXT", fact(shell, "reply"));
}

static void
add_dates(const struct sp_shell *shell, struct sp_view *body)
{
  struct sp_str tested = date(shell, "tested");
  struct sp_str prepared = date(shell, "prepared");

  add_text(body, "PREPARED", "PREPARED_DATE", prepared.len ? prepared : tested);
  add_text(body, "REVIEWED", "REVIEWED_DATE", date(shell, "reviewed"));
  add_text(body, "TESTED", "TESTED_DATE", tested);
  add_text(body, "TESTED_BY", "TESTED_BY_TEXT", fact(shell, "tested-by"));
  if (tested.len == 0)
    sp_view_show(body, "NEVER_TESTED");
}

static void
fill(struct sp_shell *shell, struct sp_view *body)
{
  struct sp_str advice = fact_or(shell, "enforcement", SP_STR(ADVICE_SERVICE));
  struct sp_view *level;

  if (!sp_url_external(advice))
    advice = SP_STR(ADVICE_SERVICE);
  sp_view_text(body, "SITE_NAME", shell->site->name);
  sp_view_text(body, "PLACE",
               shell->app->base_url.len ? shell->app->base_url
                                        : SP_STR("this website"));
  sp_view_text(body, "READERS",
               sp_shell_is_staff(shell) ? SP_STR("its advisors")
                                        : SP_STR("residents"));
  level = sp_view_add(body, compliance(shell));
  sp_view_show(level, add_issues(shell, body) ? "BECAUSE" : "MOSTLY");
  add_contact(shell, body);
  sp_view_url(body, "ADVICE_URL", (struct sp_url){advice});
  add_dates(shell, body);
}

enum sp_status
sp_page_accessibility(const struct sp_app *app, const struct sp_request *req,
                      struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);

  if (status != SP_OK)
    return status;
  sp_shell_title(&shell, SP_STR("Accessibility statement"));
  sp_shell_description(&shell,
                       sp_arena_fmt(req->arena,
                                    "How accessible this website of %.*s is, "
                                    "and whom to tell when it is not.",
                                    SP_FMT(shell.site->name)));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/accessibility")});
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  fill(&shell, sp_shell_body(&shell, "page_accessibility.tpl"));
  return sp_shell_send(&shell, resp, err);
}
