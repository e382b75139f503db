/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/page_copy.h"

#include "searchd/page_words.h"

void
sp_page_copy_head(struct sp_shell *shell)
{
  struct sp_arena *arena = sp_shell_arena(shell);
  struct sp_civil at = sp_clock_at(shell->req->viewer.now).civil;
  struct sp_str clock = sp_arena_fmt(arena, "%02d:%02d", at.hour, at.minute);
  struct sp_str text =
      sp_arena_fmt(arena,
                   "This is a copy, made on %.*s at %.*s. It may be out of "
                   "date.",
                   SP_FMT(sp_words_day(arena, shell->req->viewer.now)),
                   SP_FMT(sp_words_time(arena, clock)));

  sp_view_text(sp_view_add(shell->layout, "COPY"), "COPY_TEXT", text);
}

void
sp_page_copy_search(struct sp_shell *shell, struct sp_view *body)
{
  sp_view_show(body, "COPY_SEARCH");
  sp_shell_script(shell, "minisearch.js");
  sp_view_url(sp_view_add(shell->layout, "SCRIPT"), "SCRIPT_URL",
              (struct sp_url){SP_STR(SP_COPY_WORDS)});
  sp_shell_script(shell, "copy.js");
}
