/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_parts.h"
#include "searchd/pages.h"

#define ALL_MAX 400 /* more pages than that: one letter at a time */
#define LETTERS 27  /* A to Z, then whatever begins otherwise */

static unsigned
letter_of(struct sp_str title)
{
  char c = title.len ? title.ptr[0] : '\0';

  if (c >= 'a' && c <= 'z')
    return (unsigned)(c - 'a');
  if (c >= 'A' && c <= 'Z')
    return (unsigned)(c - 'A');
  return LETTERS - 1;
}

static struct sp_str
letter_name(const struct sp_shell *shell, unsigned letter)
{
  if (letter == LETTERS - 1)
    return SP_STR("Other");
  return sp_arena_fmt(sp_shell_arena(shell), "%c", (char)('A' + letter));
}

static struct sp_str
letter_id(const struct sp_shell *shell, unsigned letter)
{
  if (letter == LETTERS - 1)
    return SP_STR("letter-other");
  return sp_arena_fmt(sp_shell_arena(shell), "letter-%c", (char)('a' + letter));
}

static bool
is_shown(const struct sp_shell *shell, const struct sp_page_head *head)
{
  return head->type != SP_DOC_NOTICE && sp_head_live(head, &shell->req->viewer);
}

static void
add_group(struct sp_shell *shell, struct sp_view *body, unsigned letter)
{
  const struct sp_site_state *state = shell->lease.state;
  struct sp_view *view = sp_view_add(body, "GROUP");
  struct sp_view *list = sp_view_include(view, "GROUP_LIST", "part_list.tpl");

  sp_view_text(view, "GROUP_ID", letter_id(shell, letter));
  sp_view_text(view, "GROUP_TITLE", letter_name(shell, letter));
  for (size_t i = 0; i < state->heads; i++)
    if (letter_of(state->head[i].title) == letter &&
        is_shown(shell, &state->head[i]))
      sp_shell_item(shell, list, &state->head[i], true);
}

/* The letter that was asked for when one is shown at a time; else the first
 * that has pages. */
static unsigned
chosen_letter(const struct sp_shell *shell, const size_t count[LETTERS])
{
  struct sp_str asked = sp_request_param(shell->req, "letter");
  unsigned letter = asked.len ? letter_of(asked) : 0;

  if (asked.len && count[letter])
    return letter;
  for (letter = 0; letter < LETTERS - 1 && !count[letter]; letter++)
    continue;
  return letter;
}

static void
add_letter(struct sp_shell *shell, struct sp_view *body, unsigned letter,
           bool one_at_a_time, bool here)
{
  struct sp_view *view = sp_view_add(body, "LETTER");
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_url_param param = {"letter", letter_name(shell, letter)};
  struct sp_str parts[] = {SP_STR("#"), letter_id(shell, letter)};

  sp_view_text(view, "LETTER_NAME", letter_name(shell, letter));
  if (letter == LETTERS - 1)
    param.value = SP_STR("0");
  sp_view_url(view, "LETTER_URL",
              one_at_a_time ? sp_url_query(arena, "/a-z", &param, 1)
                            : (struct sp_url){sp_arena_join(arena, 2, parts)});
  if (here)
    sp_view_show(view, "LETTER_HERE");
}

static void
fill(struct sp_shell *shell, struct sp_view *body)
{
  const struct sp_site_state *state = shell->lease.state;
  size_t count[LETTERS] = {0}, all = 0;
  bool one_at_a_time;
  unsigned chosen;

  for (size_t i = 0; i < state->heads; i++)
    if (is_shown(shell, &state->head[i])) {
      count[letter_of(state->head[i].title)]++;
      all++;
    }
  /* The list of all pages is what a copy has for who runs no scripts. */
  one_at_a_time = all > ALL_MAX && !shell->app->settings->copy;
  chosen = chosen_letter(shell, count);
  if (all == 0)
    sp_view_show(body, "NOTHING");
  for (unsigned letter = 0; letter < LETTERS; letter++) {
    bool here = one_at_a_time && letter == chosen;

    if (!count[letter])
      continue;
    add_letter(shell, body, letter, one_at_a_time, here);
    if (here || !one_at_a_time)
      add_group(shell, body, letter);
  }
}

enum sp_status
sp_page_a_z(const struct sp_app *app, const struct sp_request *req,
            struct sp_response *resp, struct sp_err *err)
{
  SP_CLEANUP(sp_shell_end) struct sp_shell shell = {0};
  enum sp_status status = sp_shell_begin(&shell, app, req, err);
  struct sp_view *body;

  if (status != SP_OK)
    return status;
  sp_shell_title(&shell, SP_STR("A to Z"));
  sp_shell_canonical(&shell, (struct sp_url){SP_STR("/a-z")});
  sp_shell_crumb(&shell, SP_STR(""), (struct sp_url){SP_STR("")});
  body = sp_shell_body(&shell, "page_a_z.tpl");
  if (sp_shell_has_areas(&shell))
    sp_view_show(body, "AREAS");
  fill(&shell, body);
  sp_shell_until(&shell,
                 sp_site_state_boundary(shell.lease.state, req->viewer.now));
  return sp_shell_send(&shell, resp, err);
}
