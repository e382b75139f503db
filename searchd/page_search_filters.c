/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_search.h"

#include "searchd/page_words.h"

#define VALUES_MAX 8 /* shown of one facet */

static const struct kind {
  enum sp_asked asked;
  enum sp_facet_kind facet;
  const char *title;
} kinds[] = {
    {SP_ASKED_SERVICE, SP_FACET_SERVICE, "Service"},
    {SP_ASKED_TYPE, SP_FACET_TYPE, "Type"},
    {SP_ASKED_PROVIDER, SP_FACET_PROVIDER, "Who provides it"},
    {SP_ASKED_CHANNEL, SP_FACET_CHANNEL, "How to do it"},
    {SP_ASKED_AREA, SP_FACET_AREA, "Area"},
};

static struct sp_str
channel_label(struct sp_str value)
{
  if (sp_str_is(value, "online"))
    return SP_STR("Online");
  if (sp_str_is(value, "phone"))
    return SP_STR("By phone");
  if (sp_str_is(value, "email"))
    return SP_STR("By email");
  return sp_str_is(value, "in person") ? SP_STR("In person") : value;
}

static struct sp_str
value_label(const struct sp_shell *shell, enum sp_asked which,
            struct sp_str value)
{
  switch (which) {
  case SP_ASKED_SERVICE:
    return sp_shell_service_title(shell, value);
  case SP_ASKED_TYPE:
    return sp_words_type_name(value, shell->app->site);
  case SP_ASKED_PROVIDER:
    return sp_str_is(value, "council") ? shell->site->name : value;
  case SP_ASKED_CHANNEL:
    return channel_label(value);
  default:
    return value;
  }
}

/* The same search without any filter. */
static struct sp_url
without_filters(const struct sp_shell *shell, const struct sp_ask *ask)
{
  struct sp_url_param param[SP_ASKED];

  memcpy(param, ask->param, sizeof(param));
  for (size_t i = 0; i < SP_ARRAY_LEN(kinds); i++)
    param[kinds[i].asked].value = SP_STR("");
  return sp_url_query(sp_shell_arena(shell), "/search", param, SP_ASKED);
}

size_t
sp_filters_chosen(struct sp_shell *shell, struct sp_view *body,
                  const struct sp_ask *ask)
{
  struct sp_view *list = NULL, *view;
  size_t count = 0;

  for (size_t i = 0; i < SP_ARRAY_LEN(kinds); i++) {
    struct sp_str value = ask->param[kinds[i].asked].value;

    if (value.len == 0)
      continue;
    if (count++ == 0)
      list = sp_view_add(body, "HAS_CHOSEN");
    view = sp_view_add(list, "CHOSEN");
    sp_view_text(view, "CHOSEN_KIND", sp_str(kinds[i].title));
    sp_view_text(view, "CHOSEN_LABEL",
                 value_label(shell, kinds[i].asked, value));
    sp_view_url(view, "CHOSEN_URL",
                sp_ask_otherwise(shell, ask, kinds[i].asked, SP_STR("")));
  }
  if (count > 1)
    sp_view_url(sp_view_add(list, "CHOSEN_ALL"), "CHOSEN_ALL_URL",
                without_filters(shell, ask));
  return count;
}

static void
add_value(struct sp_shell *shell, struct sp_view *list,
          const struct sp_ask *ask, const struct kind *kind,
          const struct sp_facet_value *value, bool is_exact)
{
  struct sp_view *row = sp_view_add(list, "VALUE");

  sp_view_text(row, "VALUE_LABEL",
               value_label(shell, kind->asked, value->value));
  sp_view_url(row, "VALUE_URL",
              sp_ask_otherwise(shell, ask, kind->asked, value->value));
  if (!is_exact)
    sp_view_show(row, "VALUE_ABOUT");
  sp_view_text(row, "VALUE_COUNT",
               sp_words_number(sp_shell_arena(shell), value->count));
  sp_view_text(row, "VALUE_UNIT",
               value->count == 1 ? SP_STR("page") : SP_STR("pages"));
}

/* With fewer than two values there is nothing to choose. */
static void
add_facet(struct sp_shell *shell, struct sp_view *list,
          const struct sp_ask *ask, const struct kind *kind,
          const struct sp_results *found)
{
  const struct sp_facet *facet = &found->facet[kind->facet];
  size_t shown = facet->count < VALUES_MAX ? facet->count : VALUES_MAX;
  struct sp_view *view = sp_view_add(list, "FACET"), *more;

  sp_view_text(view, "FACET_TITLE", sp_str(kind->title));
  for (size_t i = 0; i < shown; i++)
    add_value(shell, view, ask, kind, &facet->item[i], found->exact);
  if (shown < facet->count) {
    more = sp_view_add(view, "FACET_MORE");
    sp_view_number(more, "FACET_SHOWN", (long long)shown);
    sp_view_number(more, "FACET_ALL", (long long)facet->count);
  }
}

void
sp_filters_offer(struct sp_shell *shell, struct sp_view *body,
                 const struct sp_ask *ask, const struct sp_results *found)
{
  bool any = false;

  for (size_t i = 0; i < SP_ARRAY_LEN(kinds); i++) {
    if (found->facet[kinds[i].facet].count < 2 ||
        ask->param[kinds[i].asked].value.len)
      continue;
    add_facet(shell, body, ask, &kinds[i], found);
    any = true;
  }
  if (any)
    sp_view_show(body, "HAS_FILTERS");
}
